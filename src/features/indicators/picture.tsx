// An indicator as a page shows it: the chart, and beside it the facts that were drawn from it.

import { showQuantity } from '../../kernel/quantity.ts'
import type { Gap } from '../../kernel/statistics.ts'
import { ordinal } from '../../kernel/words.ts'
import { LineChart } from '../../ui/Chart.tsx'
import { Fact } from '../../ui/parts.tsx'
import { charted } from './charted.ts'
import type { IndicatorRow } from './queries.ts'
import { changeWords, courseWords, type Judged, namedMovement, signalWords } from './story.ts'

/** Where we stand among others at the latest period that they and we have. */
export interface Standing {
  readonly period: string
  readonly all: { readonly rank: number; readonly of: number; readonly zScore: number | null } | null
  readonly family: { readonly rank: number; readonly of: number; readonly average: number } | null
}

/** Best and worst neighbourhood, now and at the first period there are figures for. */
export interface NeighbourhoodGap {
  readonly now: Gap & { readonly period: string }
  readonly before: (Gap & { readonly period: string }) | null
}

interface PictureProps {
  readonly indicator: IndicatorRow
  readonly judged: Judged
  readonly area: string
  readonly standing: Standing | null
  readonly gap: NeighbourhoodGap | null
}

export function IndicatorPicture({ indicator, judged, area, standing, gap }: PictureProps) {
  return (
    <div class="split">
      <div>
        <LineChart
          {...charted(indicator, judged, area)}
          id={`indicator-${indicator.id}`}
          description={namedMovement(indicator, judged)}
        />
      </div>
      <div>
        <Facts indicator={indicator} judged={judged} area={area} standing={standing} gap={gap} />
        <p class="meta">
          {signalWords(judged)} <a href="/how-we-judge">How we judge</a>
        </p>
      </div>
    </div>
  )
}

function Facts({ indicator, judged, standing, gap }: PictureProps) {
  const { unit } = indicator
  const { change, course, target } = judged
  return (
    <>
      {change ? <Fact {...changeWords(unit, change)} /> : null}
      {standing?.family ? (
        <Fact
          figure={`${ordinal(standing.family.rank)} of ${standing.family.of}`}
          words={`among areas like ours in ${standing.period}; their average is ${showQuantity(standing.family.average, unit)}`}
        />
      ) : null}
      {standing?.all ? (
        <Fact
          figure={`${ordinal(standing.all.rank)} of ${standing.all.of}`}
          words={`among all areas in ${standing.period}${standing.all.zScore === null ? '' : `; standard score ${standing.all.zScore < 0 ? '\u2212' : ''}${Math.abs(standing.all.zScore).toFixed(1)}`}`}
        />
      ) : null}
      {course && target ? (
        <Fact
          figure={{ met: 'Met', 'on-course': 'On course', behind: 'Behind', 'too-early': 'Too early' }[course.kind]}
          tone={
            { met: 'good', 'on-course': 'good', behind: 'warn', 'too-early': 'flat' }[course.kind] as
              | 'good'
              | 'warn'
              | 'flat'
          }
          words={courseWords(course, target, unit)}
        />
      ) : (
        <Fact figure="No target" tone="flat" words="nothing has been promised for this yet" />
      )}
      {gap ? (
        <Fact
          figure={gap.now.ratio === null ? showQuantity(gap.now.difference, unit) : `${gap.now.ratio.toFixed(1)} ×`}
          words={`between the best (${gap.now.best.place}, ${showQuantity(gap.now.best.value, unit)}) and the worst neighbourhood (${gap.now.worst.place}, ${showQuantity(gap.now.worst.value, unit)}) in ${gap.now.period}${
            gap.before
              ? `; it was ${gap.before.ratio === null || gap.now.ratio === null ? showQuantity(gap.before.difference, unit) : `${gap.before.ratio.toFixed(1)} ×`} in ${gap.before.period}`
              : ''
          }`}
        />
      ) : null}
    </>
  )
}
