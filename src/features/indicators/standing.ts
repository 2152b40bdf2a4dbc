// Where an area stands among others, and how far apart its neighbourhoods are: facts for an indicator's page.

import type { Db } from '../../db/handles.ts'
import { familyAverage, gap, rank, zScores } from '../../kernel/statistics.ts'
import { comparisonAt, neighbourhoodGap } from './catalogue/queries.ts'
import type { NeighbourhoodGap, Standing } from './picture.tsx'
import type { IndicatorRow } from './queries.ts'
import type { Judged } from './story.ts'

/** Rank among all areas and among the family, at the latest period of ours. Null for a partnership's own indicators. */
export async function standingFor(
  db: Db,
  indicator: IndicatorRow,
  area: string,
  judged: Judged,
): Promise<Standing | null> {
  if (indicator.code === null || !judged.latest) return null
  const comparison = await comparisonAt(db, indicator.code, judged.latest.period)
  const areas = comparison?.areas ?? []
  const ours = areas.find(one => one.code === area)
  if (!ours || areas.length < 2) return null
  const place = (among: typeof areas) =>
    rank(
      among.map(one => ({ place: one.code, value: one.value })),
      indicator.good,
    ).places.find(one => one.place === area)!.rank
  const family = areas.filter(one => one.family !== null && one.family === ours.family)
  const scores = zScores(
    areas.map(one => one.value),
    indicator.good,
  )
  return {
    period: judged.latest.period,
    all: { rank: place(areas), of: areas.length, zScore: scores?.[areas.indexOf(ours)] ?? null },
    family:
      family.length > 1
        ? { rank: place(family), of: family.length, average: familyAverage(family.map(one => one.value))! }
        : null,
  }
}

/** The gap between best and worst neighbourhood now and at the first period, where neighbourhood figures are published. */
export async function gapFor(db: Db, indicator: IndicatorRow, area: string): Promise<NeighbourhoodGap | null> {
  if (indicator.code === null) return null
  const found = await neighbourhoodGap(db, indicator.code, area)
  if (!found) return null
  const between = (at: { period: string; values: readonly { place: string; value: number }[] }) => {
    const between = gap(at.values, indicator.good)
    return between && { ...between, period: at.period }
  }
  const now = between(found.latest)
  return now && { now, before: found.earliest ? between(found.earliest) : null }
}
