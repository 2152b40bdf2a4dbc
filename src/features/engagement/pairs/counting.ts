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
  // Only those that do not count are looked up: few, also where a million do.
  const { rows } = await sql<{ low: number; high: number; chosen: number | null; count: number }>`
    select c.low_id as low, c.high_id as high, c.chosen_id as chosen, count(*)::int as count
    from comparison c where c.activity_id = ${activity} and c.response_id not in (${notCounted(activity)}) group by 1, 2, 3`.execute(
    db,
  )
  const { rows: all } = await sql<{ people: number }>`
    select count(distinct c.response_id)::int as people
    from comparison c where c.activity_id = ${activity} and c.response_id not in (${notCounted(activity)})`.execute(db)
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
    people: all[0]!.people,
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

const notCounted = (activity: number) =>
  sql`select id from response where activity_id = ${activity} and (set_aside_on is not null or withdrawn_on is not null)`
