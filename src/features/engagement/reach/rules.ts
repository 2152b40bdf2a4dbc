// Who took part against who lives there, group by group. Pure.

import { wilsonInterval } from '../../../kernel/intervals.ts'
import type { Shown } from '../../../kernel/suppression.ts'
import type { GroupingCounted } from '../results/model.ts'

/** `fewer`, `more`: chance alone would seldom (in 1 of 20 cases) make so large a difference. */
export type Compared = 'fewer' | 'more' | 'alike'

export interface ReachRow {
  readonly words: string
  readonly count: Shown
  /** Share of those who said, as a part of one; null where the count is hidden or it would give a hidden one away. */
  readonly share: number | null
  /** How many such people live there; null where that is not known. */
  readonly living: number | null
  /** Their share of all people in these groups. */
  readonly livingShare: number | null
  readonly compared: Compared | null
}

export interface Reach {
  readonly grouping: string
  readonly title: string
  readonly rows: readonly ReachRow[]
  /** How many said; null where it cannot be shown. */
  readonly said: Shown
  readonly notSaid: Shown
}

/** `living` has a figure for each group, or the comparison is left out. */
export function reachOf(
  { grouping, title, groups, notSaid }: GroupingCounted,
  responses: number,
  living: ReadonlyMap<string, number>,
): Reach {
  const known = groups.length > 0 && groups.every(group => living.has(group.id))
  const everyone = known ? groups.reduce((sum, group) => sum + living.get(group.id)!, 0) : 0
  const said = notSaid === null ? null : responses - notSaid
  const rows = groups.map(({ id, words, count }): ReachRow => {
    const livingShare = everyone > 0 ? living.get(id)! / everyone : null
    const share = count === null || !said ? null : count / said
    return {
      words,
      count,
      share,
      living: known ? living.get(id)! : null,
      livingShare,
      compared: share === null || livingShare === null ? null : comparedWith(count!, said!, livingShare),
    }
  })
  return { grouping, title, rows, said, notSaid }
}

function comparedWith(count: number, of: number, share: number): Compared {
  const range = wilsonInterval(count, of)!
  return range.high < share ? 'fewer' : range.low > share ? 'more' : 'alike'
}
