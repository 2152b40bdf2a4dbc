// SQL behind taking an answer back: what it is, and everything of it that is erased. The key of whoever gave it stays,
// and the body it was given for, so that nobody can answer twice by taking back.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { receiptHash } from '../admission.ts'
import type { State } from '../model.ts'

export interface AnswerFacts {
  readonly response: number
  readonly activity: number
  readonly state: State
  readonly closes: string
}

/** Whether a receipt opens an answer here. */
export async function isReceipt(db: Db, receipt: string): Promise<boolean> {
  const { rows } = await sql`
    select from response r join activity a on (a.partnership_id, a.id) = (r.partnership_id, r.activity_id)
    join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    where r.receipt_hash = ${receiptHash(receipt)} and e.state <> 'draft'`.execute(db)
  return rows.length > 0
}

/** The answer that a receipt opens, its row locked; null where there is none. */
export async function answerByReceipt(db: Db, receipt: string): Promise<AnswerFacts | null> {
  const { rows } = await sql<AnswerFacts>`
    select r.id as response, r.activity_id as activity, e.state, e.closes_on as closes
    from response r join activity a on (a.partnership_id, a.id) = (r.partnership_id, r.activity_id)
    join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    where r.receipt_hash = ${receiptHash(receipt)} and e.state <> 'draft' for update of r`.execute(db)
  return rows[0] ?? null
}

/** Erases what an answer says; false where that had been done before. */
export async function takeBack(
  db: Db,
  { response, activity, on }: { readonly response: number; readonly activity: number; readonly on: string },
): Promise<boolean> {
  const { rows } = await sql`
    update response set withdrawn_on = ${on}, answers = '{}', device_key = null, network = null
    where id = ${response} and withdrawn_on is null returning id`.execute(db)
  if (rows.length === 0) return false
  const said = sql`(select id from said where response_id = ${response})`
  // What was written about their words may quote them.
  await sql`update moderation set words = '', appeal = '', appeal_words = '' where
    (thing = 'said' and thing_id in ${said})
    or (thing = 'idea' and thing_id in (select id from idea where response_id = ${response}))
    or (thing = 'comment' and thing_id in (select id from idea_comment where response_id = ${response}))
    or (thing = 'statement' and thing_id in (select id from statement where response_id = ${response}))`.execute(db)
  for (const table of ['quote', 'coding', 'coded'])
    await sql`delete from ${sql.table(table)} where said_id in ${said}`.execute(db)
  for (const table of ['said', 'response_about', 'response_file', 'idea_support', 'comparison', 'stance'])
    await sql`delete from ${sql.table(table)} where response_id = ${response}`.execute(db)
  // Others have supported, commented on and judged these: their rows stay, without words.
  await sql`update idea set title = '', words = '', place_code = null, state = 'hidden' where response_id = ${response}`.execute(
    db,
  )
  for (const table of ['idea_comment', 'statement'])
    await sql`update ${sql.table(table)} set words = '', state = 'hidden' where response_id = ${response}`.execute(db)
  await sql`update activity set recount = true where id = ${activity}`.execute(db)
  return true
}
