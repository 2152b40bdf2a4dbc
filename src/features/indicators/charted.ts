// An indicator as the chart draws it.

import { decimalYear, midYear } from '../../kernel/period.ts'
import type { IndicatorRow } from './queries.ts'
import type { Judged } from './story.ts'

/** Series, limits and target for the line chart. */
export function charted(indicator: IndicatorRow, judged: Judged, area: string) {
  const point = (one: { period: string; starts: string; ends: string; value: number }) => ({
    x: midYear({ start: one.starts, end: one.ends }),
    label: one.period,
    value: one.value,
  })
  const ours = {
    name: area,
    tone: 'brand' as const,
    points: indicator.readings.map(one => ({ ...point(one), status: one.status })),
  }
  const family = indicator.family.length
    ? [{ name: 'areas like ours', tone: 'grey' as const, points: indicator.family.map(point) }]
    : []
  const { signal, target } = judged
  return {
    title: indicator.name,
    unit: indicator.unit,
    series: [ours, ...family],
    limits:
      signal.kind === 'too-short'
        ? undefined
        : { lower: signal.limits.lower, upper: signal.limits.upper, mean: signal.limits.centre },
    target: target ? { x: decimalYear(target.due), label: target.period, value: target.value } : undefined,
  }
}
