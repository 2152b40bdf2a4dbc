// SQL behind the verbs of meetings. A point is an answer that the facilitator recorded, with one text of its own.

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { dayIn } from '../../../operation/perform.ts'
import { activityFacts } from '../store.ts'
import { type MeetingFacts, type PointFacts, pointQuestion } from './model.ts'

/** A meeting with its engagement, whose row is locked; null where it is another kind of activity. */
export async function meetingFacts(db: Db, id: number): Promise<MeetingFacts | null> {
  const found = await activityFacts(db, id)
  if (found?.kind !== 'meeting') return null
  const { held_on: heldOn } = await db
    .selectFrom('activity')
    .select('held_on')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...found, heldOn }
}

export async function pointFacts(db: Db, point: number): Promise<PointFacts | null> {
  const { rows } = await sql<{ activity: number; response: number; at: Date; removed: boolean }>`
    select s.activity_id as activity, r.id as response, r.received_at as at, r.withdrawn_on is not null as removed
    from said s join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id)
    where s.id = ${point} and r.source = 'recorded' and s.question = ${pointQuestion}`.execute(db)
  const row = rows[0]
  const meeting = row && (await meetingFacts(db, row.activity))
  return meeting ? { ...meeting, point, response: row.response, recordedOn: dayIn(row.at), removed: row.removed } : null
}

/** Shown at once: whoever runs the meeting answers for the words. Nobody holds a receipt of it. */
export async function writePoint(
  db: Db,
  partnership: number,
  fact: { activity: number; version: number; words: string; quotable: boolean },
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with point as (
      insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, received_at)
      values (${partnership}, ${fact.activity}, ${fact.version}, ${randomBytes(32)}, ${randomBytes(32)}, 'recorded', ${now}) returning id)
    insert into said (partnership_id, activity_id, response_id, question, words, quotable, state)
    select ${partnership}, ${fact.activity}, id, ${pointQuestion}, ${fact.words}, ${fact.quotable}, 'shown' from point returning id`.execute(
    db,
  )
  return rows[0]!.id
}

/** The words go; that there was a point, and that it was taken out, stays. */
export async function removePoint(
  db: Db,
  fact: { activity: number; point: number; response: number; on: string },
): Promise<void> {
  await sql`with gone as (update said set words = '', quotable = false, state = 'hidden' where id = ${fact.point}),
      back as (update response set withdrawn_on = ${fact.on} where id = ${fact.response})
    update activity set recount = true where id = ${fact.activity}`.execute(db)
}
