// SQL behind the verbs of results: what was counted, kept as one piece; and answers brought in from a file.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { keyOf, receiptHash, receiptOf } from '../admission.ts'
import type { ActivityKind } from '../model.ts'
import { activityFacts, draftQuestions, freeze } from '../store.ts'
import { allIn } from './all-in.ts'
import type { Brought } from './bringing.ts'
import { counters } from './counters.ts'
import { countPeople } from './counting.ts'
import type { Counted } from './model.ts'

export interface CountFacts {
  readonly counted: Counted
  /** Up to this answer everything is in it; those of the last minute may still be on their way into the database. */
  readonly through: number
  /** Answers up to there that count. */
  readonly responses: number
  /** Something else than new answers had changed when counting began. */
  readonly recount: boolean
  readonly countedBefore: boolean
}

/**
 * Counts an activity without locking anything. An answer gets its number before it is there for others to see, so
 * answers of the last minute are counted as they are found, and again later.
 */
export async function countActivity(
  db: Db,
  partnership: number,
  id: number,
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<CountFacts | null> {
  const began = performance.now()
  const { rows } = await sql<{ kind: ActivityKind; recount: boolean; through: number; countedBefore: boolean }>`
    select a.kind, a.recount, coalesce((select r.id from response r
      where r.partnership_id = ${partnership} and r.activity_id = a.id and r.received_at <= ${new Date(now.getTime() - 60_000)}
      order by r.id desc limit 1), 0) as through,
      exists (select from activity_result c where (c.partnership_id, c.activity_id) = (a.partnership_id, a.id)) as "countedBefore"
    from activity a where a.id = ${id}`.execute(db)
  const found = rows[0]
  if (!found) return null
  const { through } = found
  const result = await counters[found.kind](db, id, await allIn(db, id, today))
  const people = await countPeople(db, id)
  const { rows: later } = await sql<{ count: number }>`
    select count(*)::int as count from response where partnership_id = ${partnership} and activity_id = ${id} and id > ${through}
      and set_aside_on is null and withdrawn_on is null`.execute(db)
  const took = Math.round(performance.now() - began)
  return {
    counted: { took, again: found.recount, people, result },
    through,
    responses: people.responses - later[0]!.count,
    recount: found.recount,
    countedBefore: found.countedBefore,
  }
}

/** Keeps what was counted. What was changed while it was counted is in it the next time (`again`). */
export async function keepCount(
  db: Db,
  partnership: number,
  activity: number,
  { counted, through, responses, recount }: CountFacts,
  now: Date,
): Promise<void> {
  await sql`insert into activity_result (partnership_id, activity_id, counted, responses, through_response, counted_at)
    values (${partnership}, ${activity}, ${JSON.stringify(counted)}, ${responses}, ${through}, ${now})
    on conflict (partnership_id, activity_id) do update set counted = excluded.counted, responses = excluded.responses,
      through_response = excluded.through_response, counted_at = excluded.counted_at`.execute(db)
  if (recount) await db.updateTable('activity').set({ recount: false }).where('id', '=', activity).execute()
}

/** The questions that answers would come into, and whether they are frozen yet. */
export async function bringingFacts(db: Db, activity: number) {
  const facts = await activityFacts(db, activity)
  if (!facts) return null
  const { version, questions, begun } = await draftQuestions(db, activity)
  return { ...facts, questions, draft: begun, into: begun ? version : facts.version }
}

export interface BroughtFact {
  readonly activity: number
  readonly version: number
  readonly freezes: boolean
  readonly brought: readonly Brought[]
}

const inOneStatement = 2000

/** Answers from a file, each once: its number in the file is what it is known by. Answers how many were new. */
export async function writeBrought(
  db: Db,
  partnership: number,
  { activity, version, freezes, brought }: BroughtFact,
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<number> {
  if (freezes) await freeze(db, [activity], now)
  const { rows: engagements } = await sql<{ secret: Buffer }>`
    select e.secret from activity a join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    where a.id = ${activity}`.execute(db)
  const key = keyOf(engagements[0]!.secret, activity)
  let all = 0
  for (let from = 0; from < brought.length; from += inOneStatement) {
    const some = brought.slice(from, from + inOneStatement).map(({ number, day, setAside, answered }, at) => {
      const voterKey = key(`imported|${number}`)
      return {
        at,
        key: voterKey.toString('hex'),
        receipt: receiptHash(receiptOf(key, voterKey)).toString('hex'),
        day,
        aside: setAside,
        answers: answered.answers,
        said: answered.said,
      }
    })
    const { rows } = await sql<{ count: number }>`
      with brought as (
        select * from jsonb_to_recordset(${JSON.stringify(some)}) as b (at int, key text, receipt text, day date, aside boolean, answers jsonb, said jsonb)),
      made as (
        insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, answers, received_at, set_aside_on)
        select ${partnership}, ${activity}, ${version}, decode(key, 'hex'), decode(receipt, 'hex'), 'imported', answers,
          (day + time '12:00') at time zone 'Europe/London', case when aside then ${today}::date end
        from brought order by at
        on conflict (partnership_id, activity_id, voter_key) do nothing returning id, voter_key),
      wrote as (
        insert into said (partnership_id, activity_id, response_id, question, words, quotable, state)
        select ${partnership}, ${activity}, m.id, s.question, s.words, s.quotable, 'shown'
        from made m join brought b on decode(b.key, 'hex') = m.voter_key,
          jsonb_to_recordset(b.said) as s (question text, words text, quotable boolean) returning 1)
      select count(*)::int as count from made`.execute(db)
    all += rows[0]!.count
  }
  await db.updateTable('activity').set({ recount: true }).where('id', '=', activity).execute()
  return all
}
