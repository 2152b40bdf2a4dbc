// SQL behind the verbs of moderation: what somebody wrote, and every decision about it.

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../../db/handles.ts'
import { receiptHash } from '../../admission.ts'
import { engagementFacts } from '../../store.ts'
import type { Reason, Thing, ThingFacts, Verdict } from './model.ts'

/** Everything that people write, as rows of one shape; `heading` is the idea's title, or of the idea that is commented on. */
export const written = sql`(
    select 'idea' as thing, i.partnership_id, i.id, i.activity_id, i.response_id, i.title as heading, i.words, i.state, i.given_at as at, '' as question from idea i
    union all
    select 'comment', c.partnership_id, c.id, i.activity_id, c.response_id, i.title, c.words, c.state, c.given_at, ''
    from idea_comment c join idea i on (i.partnership_id, i.id) = (c.partnership_id, c.idea_id)
    union all
    select 'statement', s.partnership_id, s.id, s.activity_id, s.response_id, '', s.words, s.state, s.given_at, '' from statement s
    union all
    select 'said', s.partnership_id, s.id, s.activity_id, s.response_id, '', s.words, s.state, r.received_at, s.question
    from said s join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id)
  )`

/** Everybody who ever hid a thing, each once. */
export const hidBy = (partnership: RawBuilder<unknown>, thing: RawBuilder<unknown>, number: RawBuilder<unknown>) => sql`
  (select coalesce(jsonb_agg(distinct h.decided_by) filter (where h.decided_by is not null), '[]') from moderation h
   where (h.partnership_id, h.thing, h.thing_id) = (${partnership}, ${thing}, ${number}) and h.verdict = 'hide')`

const factsOf = sql`w.thing, w.id as number, w.activity_id as activity, a.engagement_id as engagement, e.organisation_id as organisation, w.state,
    w.heading = '' and w.words = '' as erased, coalesce(r.withdrawn_on is not null, false) as withdrawn,
    r.organisation_id is not null as "ofBody",
    (select jsonb_build_object('id', m.id, 'hidBy', ${hidBy(sql`w.partnership_id`, sql`w.thing`, sql`w.id`)}, 'appealed', m.appealed_at is not null, 'appeal', m.appeal, 'appealVerdict', m.appeal_verdict)
     from moderation m where (m.partnership_id, m.thing, m.thing_id) = (w.partnership_id, w.thing, w.id) order by m.id desc limit 1) as decision
  from ${written} w join activity a on (a.partnership_id, a.id) = (w.partnership_id, w.activity_id)
  join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
  left join response r on (r.partnership_id, r.id) = (w.partnership_id, w.response_id)`

/** One thing that somebody wrote; its engagement is locked, so that two people decide one after the other. */
export async function thingFacts(db: Db, thing: Thing, number: number): Promise<ThingFacts | null> {
  const find = () => sql<ThingFacts>`select ${factsOf} where w.thing = ${thing} and w.id = ${number}`.execute(db)
  const found = (await find()).rows[0]
  if (!found || !(await engagementFacts(db, found.engagement))) return null
  return (await find()).rows[0] ?? null
}

/** The same, for whoever holds the receipt of the answer that it is part of. */
export async function ownThingFacts(db: Db, thing: Thing, number: number, receipt: string): Promise<ThingFacts | null> {
  const { rows } = await sql`
    select from ${written} w join response r on (r.partnership_id, r.id) = (w.partnership_id, w.response_id)
    where w.thing = ${thing} and w.id = ${number} and r.receipt_hash = ${receiptHash(receipt)}`.execute(db)
  return rows.length ? thingFacts(db, thing, number) : null
}

/** Those of an engagement that are named (`said-12`) and still wait. */
export async function waitingFacts(
  db: Db,
  engagement: number,
  named: readonly string[],
): Promise<readonly { readonly thing: Thing; readonly number: number }[]> {
  const numbers = named.map(one => Number(/-(\d{1,15})$/.exec(one)?.[1] ?? 0))
  const { rows } = await sql<{ thing: Thing; number: number }>`
    select w.thing, w.id as number from ${written} w
    join activity a on (a.partnership_id, a.id) = (w.partnership_id, w.activity_id)
    left join response r on (r.partnership_id, r.id) = (w.partnership_id, w.response_id)
    where a.engagement_id = ${engagement} and w.state = 'waiting' and r.withdrawn_on is null and w.id = any(${numbers}::bigint[])
      and w.thing || '-' || w.id = any(${[...named]}::text[]) and w.heading || w.words <> ''
    order by w.thing, w.id`.execute(db)
  return rows
}

interface Decided {
  readonly engagement: number
  readonly things: readonly { readonly thing: Thing; readonly number: number }[]
  readonly verdict: Verdict
  readonly reason: Reason | ''
  readonly words: string
}

/** Keeps a decision about one thing or several, and shows or hides them. */
export async function writeDecision(
  db: Db,
  partnership: number,
  { engagement, things, verdict, reason, words }: Decided,
  now: Date,
  person: number | null,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into moderation (partnership_id, engagement_id, thing, thing_id, verdict, reason, words, decided_at, decided_by)
    select ${partnership}, ${engagement}, thing, number, ${verdict}, ${reason}, ${words}, ${now}, ${person}
    from jsonb_to_recordset(${JSON.stringify(things)}) as t (thing text, number bigint) returning id`.execute(db)
  for (const thing of new Set(things.map(one => one.thing)))
    await turn(
      db,
      thing,
      things.filter(one => one.thing === thing).map(one => one.number),
      verdict,
    )
  return rows[0]!.id
}

const tables = { idea: 'idea', comment: 'idea_comment', statement: 'statement', said: 'said' } as const

/** Shows or hides things of one kind; what is counted of them is counted again. */
async function turn(db: Db, thing: Thing, numbers: readonly number[], verdict: Verdict): Promise<void> {
  const state = verdict === 'show' ? 'shown' : 'hidden'
  await sql`update ${sql.table(tables[thing])} set state = ${state} where id = any(${[...numbers]}::bigint[])`.execute(
    db,
  )
  // Comments are counted nowhere.
  if (thing !== 'comment')
    await sql`update activity set recount = true where id in (select activity_id from ${sql.table(tables[thing])} where id = any(${[...numbers]}::bigint[]))`.execute(
      db,
    )
}

/** Whether it was the first time. */
export async function writeAppeal(db: Db, decision: number, words: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update moderation set appealed_at = ${now}, appeal = ${words} where id = ${decision} and appealed_at is null`.execute(
    db,
  )
  return numAffectedRows === 1n
}

/** The thing that a decision was about, where that decision is the newest. */
export async function appealFacts(db: Db, moderation: number): Promise<ThingFacts | null> {
  const row = await db
    .selectFrom('moderation')
    .select(['thing', 'thing_id'])
    .where('id', '=', moderation)
    .executeTakeFirst()
  const found = row && (await thingFacts(db, row.thing, row.thing_id))
  return found?.decision?.id === moderation ? found : null
}

export async function writeAppealDecision(
  db: Db,
  fact: {
    readonly moderation: number
    readonly thing: Thing
    readonly number: number
    readonly verdict: Verdict
    readonly words: string
  },
  now: Date,
  person: number | null,
): Promise<void> {
  await db
    .updateTable('moderation')
    .set({
      appeal_verdict: fact.verdict,
      appeal_words: fact.words,
      appeal_decided_at: now,
      appeal_decided_by: person,
    })
    .where('id', '=', fact.moderation)
    .execute()
  if (fact.verdict === 'show') await turn(db, fact.thing, [fact.number], 'show')
}
