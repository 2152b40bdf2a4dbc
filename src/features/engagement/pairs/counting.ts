// What people find matters more, counted from everybody's pairs.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Interval } from '../../../kernel/intervals.ts'
import { bradleyTerry } from './bradley-terry.ts'
import { options } from './store.ts'

export interface PairsCounted {
  /** Comparisons, all people together. */
  readonly comparisons: number
  readonly people: number
  /** The one that matters most first. */
  readonly options: readonly {
    readonly id: number
    readonly title: string
    readonly compared: number
    readonly won: number
    /** Chance to be chosen beside an average one, 0 to 1, with its 95% interval. */
    readonly chance: number
    readonly interval: Interval
  }[]
}

export async function countPairs(db: Db, activity: number): Promise<PairsCounted> {
  const listed = await options(db, activity)
  const { rows } = await sql<{ low: number; high: number; chosen: number | null; count: number }>`
    select c.low_id as low, c.high_id as high, c.chosen_id as chosen, count(*)::int as count
    from comparison c join response r on (r.partnership_id, r.id) = (c.partnership_id, c.response_id)
      and r.set_aside_on is null and r.withdrawn_on is null
    where c.activity_id = ${activity} group by 1, 2, 3`.execute(db)
  const { people } = (
    await sql<{ people: number }>`
      select count(distinct c.response_id)::int as people from comparison c
      join response r on (r.partnership_id, r.id) = (c.partnership_id, c.response_id) and r.set_aside_on is null and r.withdrawn_on is null
      where c.activity_id = ${activity}`.execute(db)
  ).rows[0]!
  const known = new Set(listed.map(one => one.id))
  const pairs = rows.filter(row => known.has(row.low) && known.has(row.high))
  const strengths = bradleyTerry(
    listed.map(one => String(one.id)),
    pairs.flatMap(({ low, high, chosen, count }) =>
      chosen === null ? [] : [{ winner: String(chosen), loser: String(chosen === low ? high : low), count }],
    ),
    pairs.flatMap(({ low, high, chosen, count }) =>
      chosen === null ? [{ items: [String(low), String(high)] as const, count }] : [],
    ),
  )
  return {
    comparisons: pairs.reduce((sum, one) => sum + one.count, 0),
    people,
    options: listed
      .map((one, at) => ({
        id: one.id,
        title: one.title,
        compared: strengths[at]!.compared,
        won: pairs.reduce((sum, pair) => sum + (pair.chosen === one.id ? pair.count : 0), 0),
        chance: strengths[at]!.chance,
        interval: strengths[at]!.chanceInterval,
      }))
      .toSorted((a, b) => b.chance - a.chance),
  }
}
