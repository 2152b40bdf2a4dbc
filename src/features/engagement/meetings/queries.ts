// Reading about meetings: the points that were made.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { pointQuestion } from './model.ts'

export interface PointListed {
  readonly point: number
  readonly words: string
  readonly at: Date
}

/** The points of a meeting that are shown, in the order they were written down. */
export async function pointsOf(db: Db, activity: number): Promise<readonly PointListed[]> {
  const { rows } = await sql<PointListed>`
    select s.id as point, s.words, r.received_at as at
    from said s join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id)
    where s.activity_id = ${activity} and s.question = ${pointQuestion} and s.state = 'shown' and s.words <> ''
      and r.withdrawn_on is null and r.set_aside_on is null order by s.id`.execute(db)
  return rows
}
