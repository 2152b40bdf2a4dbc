// Reading what was counted: one row, whatever the number of answers.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { ActivityKind } from '../model.ts'
import type { Counted } from './model.ts'

export interface ResultKept<R = unknown> {
  readonly counted: Counted<R>
  readonly at: Date
}

/** Null where nothing was counted yet. */
export async function resultOf<R = unknown>(db: Db, activity: number): Promise<ResultKept<R> | null> {
  const { rows } = await sql<ResultKept<R>>`
    select counted, counted_at as at from activity_result where activity_id = ${activity}`.execute(db)
  return rows[0] ?? null
}

export interface ActivityCounted extends ResultKept {
  readonly activity: number
  readonly kind: ActivityKind
  readonly title: string
}

/** All that was counted of an engagement, in the order of its activities. */
export async function resultsOf(db: Db, engagement: number): Promise<readonly ActivityCounted[]> {
  const { rows } = await sql<ActivityCounted>`
    select a.id as activity, a.kind, a.title, c.counted, c.counted_at as at
    from activity a join activity_result c on (c.partnership_id, c.activity_id) = (a.partnership_id, a.id)
    where a.engagement_id = ${engagement} and a.dropped_on is null order by a.position`.execute(db)
  return rows
}
