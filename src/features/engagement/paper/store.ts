// SQL behind the verbs of paper.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { codeHash, keyOf, plainCode, receiptOf } from '../admission.ts'
import { writeResponse } from '../store.ts'
import type { SheetEntry } from '../tables.ts'
import type { BatchFacts, Keyed, SheetFacts, Voter } from './model.ts'
import { byCode } from './rules.ts'

/** A batch with its activity, its row locked: two people who enter the same sheet do so one after the other. */
export async function batchFacts(db: Db, id: number): Promise<(BatchFacts & Keyed) | null> {
  await sql`select from paper_batch where id = ${id} for no key update`.execute(db)
  const { rows } = await sql<BatchFacts & Keyed>`
    select e.id as engagement, e.title, e.state, e.linked, e.organisation_id as organisation, e.admits, e.opens_on as opens, e.closes_on as closes,
      e.secret, a.id as activity, a.kind, a.title as "activityTitle", a.dropped_on is not null as dropped, a.version,
      b.id as batch, b.number, b.sheets, b.entered_twice as "enteredTwice", b.closed_on as "closedOn", b.version as printed,
      (select f.questions from activity_form f where (f.partnership_id, f.activity_id, f.version) = (b.partnership_id, b.activity_id, b.version)) as questions
    from paper_batch b join activity a on (a.partnership_id, a.id) = (b.partnership_id, b.activity_id)
    join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) where b.id = ${id}`.execute(db)
  return rows[0] ?? null
}

const untouched: SheetFacts = {
  first: null,
  firstBy: null,
  second: null,
  secondBy: null,
  settledOn: null,
  outcome: null,
  response: null,
}

/** A sheet as far as it was entered; one that nobody touched has nothing in it. */
export async function sheetFacts(db: Db, batch: number, number: number): Promise<SheetFacts> {
  const { rows } = await sql<SheetFacts>`
    select first, first_by as "firstBy", second, second_by as "secondBy", settled_on as "settledOn", outcome, response_id as response
    from paper_sheet where (batch_id, number) = (${batch}, ${number})`.execute(db)
  return rows[0] ?? untouched
}

/** A sheet of a batch as far as it was entered, and whom the code on it lets in; null where there is no such batch. */
export async function sheetOfBatch(db: Db, batch: number, sheet: number, code: string) {
  const found = await batchFacts(db, batch)
  if (!found) return null
  const entered = await sheetFacts(db, batch, sheet)
  return { ...found, entered, voter: byCode(found) ? await voterOf(db, found, code, entered.response) : null }
}

/** Whom a code lets in; null where it is none of theirs. An answer that this sheet has given is its own. */
async function voterOf(
  db: Db,
  { engagement, activity, secret }: BatchFacts & Keyed,
  code: string,
  own: number | null,
): Promise<Voter | null> {
  const voterKey = keyOf(secret, activity)(`code|${plainCode(code)}`)
  const { rows } = await sql<Omit<Voter, 'voterKey'>>`
    select c.organisation_id as organisation, exists (
      select from response r where r.activity_id = ${activity} and r.voter_key = ${voterKey} and r.id is distinct from ${own}::bigint) as answered
    from voter_code c where c.engagement_id = ${engagement} and c.code_hash = ${codeHash(secret, code)} and c.withdrawn_on is null`.execute(
    db,
  )
  return rows[0] ? { voterKey, ...rows[0] } : null
}

/** The next sheet that this person can enter, after this one and then from the start; null where there is none. */
export async function nextSheet(
  db: Db,
  { batch, sheets, enteredTwice }: Pick<BatchFacts, 'batch' | 'sheets' | 'enteredTwice'>,
  sheet: number,
  person: number | null,
): Promise<number | null> {
  const { rows } = await sql<{ number: number }>`
    select n as number from generate_series(1, ${sheets}::int) n left join paper_sheet s on (s.batch_id, s.number) = (${batch}::bigint, n)
    where n <> ${sheet} and s.settled_on is null
      and (s.first_by is null or (${enteredTwice} and s.second_by is null and s.first_by <> ${person}))
    order by n < ${sheet}, n limit 1`.execute(db)
  return rows[0]?.number ?? null
}

/** Sheets that were begun and do not count yet. */
export async function unsettledSheets(db: Db, batch: number): Promise<readonly number[]> {
  const { rows } = await sql<{ number: number }>`
    select number from paper_sheet where batch_id = ${batch} and settled_on is null order by number`.execute(db)
  return rows.map(row => row.number)
}

export async function makeBatch(
  db: Db,
  partnership: number,
  fact: { activity: number; sheets: number; note: string; version: number; enteredTwice: boolean; on: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into paper_batch (partnership_id, activity_id, number, sheets, note, version, entered_twice, made_on)
    select ${partnership}, ${fact.activity}, coalesce(max(number), 0) + 1, ${fact.sheets}, ${fact.note}, ${fact.version}, ${fact.enteredTwice}, ${fact.on}
    from paper_batch returning id`.execute(db)
  return rows[0]!.id
}

export const writeEntry = (
  db: Db,
  partnership: number,
  {
    batch,
    sheet,
    turn,
    entry,
    by,
  }: { batch: number; sheet: number; turn: 'first' | 'second'; entry: SheetEntry; by: number },
) => {
  const [what, who] = turn === 'first' ? ['first', 'first_by'] : ['second', 'second_by']
  return sql`insert into paper_sheet (partnership_id, batch_id, number, ${sql.ref(what)}, ${sql.ref(who)})
    values (${partnership}, ${batch}, ${sheet}, ${JSON.stringify(entry)}, ${by})
    on conflict (partnership_id, batch_id, number) do update set ${sql.ref(what)} = excluded.${sql.ref(what)}, ${sql.ref(who)} = excluded.${sql.ref(who)}`.execute(
    db,
  )
}

/**
 * What a sheet is known by, once: the code on it where it has one that counts, or else its printed number. Its receipt
 * is told to nobody: whoever prints or enters sheets could take answers back with it.
 */
export function keysOf(
  facts: Pick<BatchFacts, 'activity' | 'number'> & Keyed,
  sheet: number,
  entry: SheetEntry,
  voter: Voter | null,
): Keys {
  const key = keyOf(facts.secret, facts.activity)
  const ofSheet = key(`sheet|${facts.number}|${sheet}`)
  const counts = entry.state === 'filled' && voter && !voter.answered
  return {
    voterKey: counts ? voter.voterKey : ofSheet,
    organisation: counts ? voter.organisation : null,
    receipt: receiptOf(key, ofSheet),
  }
}

interface Keys {
  readonly voterKey: Buffer
  readonly organisation: number | null
  readonly receipt: string
}

/** Whether what stands on it does not count, because whoever has the code on it answered already. */
export const isAnswered = ({ state }: SheetEntry, voter: Voter | null): boolean =>
  state === 'filled' && (voter?.answered ?? false)

export interface Settled {
  readonly batch: number
  readonly sheet: number
  readonly activity: number
  readonly version: number
  readonly keys: Keys
  readonly answeredAlready: boolean
  /** The answer that stood until now, where what was settled is corrected. */
  readonly response: number | null
  readonly entry: SheetEntry
  readonly on: string
}

/** From now on the sheet counts as this. What the two people typed goes: the answer stands where answers stand. */
export async function settle(db: Db, partnership: number, settled: Settled, now: Date): Promise<void> {
  const { batch, sheet, entry, on } = settled
  const response =
    settled.response === null
      ? await answerFrom(db, partnership, settled, now)
      : await answerAgain(db, partnership, settled.response, settled)
  await sql`update paper_sheet set first = null, second = null, settled_on = ${on}, outcome = ${entry.state}, response_id = ${response}
    where (batch_id, number) = (${batch}, ${sheet})`.execute(db)
}

/** The answer of a sheet; null where it is none, or whoever has the code on it answered already. */
async function answerFrom(
  db: Db,
  partnership: number,
  { activity, version, keys, answeredAlready, entry: { state, answers, said, about } }: Settled,
  now: Date,
): Promise<number | null> {
  if (state !== 'filled' || answeredAlready) return null
  const who = { ...keys, deviceKey: null, network: null, response: null }
  const answered = { answers, said, about, files: [] }
  const written = await writeResponse(db, partnership, { activity, version }, who, answered, now, { source: 'paper' })
  return isRefusal(written) || written.again ? null : (written.id as number)
}

const nothing = { answers: {}, said: [], about: {} }

/** The answer of a sheet that was read wrongly becomes what the sheet says; one that does not count frees its code. */
async function answerAgain(
  db: Db,
  partnership: number,
  response: number,
  { activity, keys, answeredAlready, entry, on }: Settled,
): Promise<number> {
  const counts = entry.state === 'filled' && !answeredAlready
  const { answers, said, about } = counts ? entry : nothing
  await sql`update response set answers = ${JSON.stringify(answers)}, withdrawn_on = ${counts ? null : on}::date,
    voter_key = ${keys.voterKey}, organisation_id = ${keys.organisation} where id = ${response}`.execute(db)
  // A text that others sorted already keeps its row.
  await sql`update said set words = '', quotable = false where response_id = ${response} and question <> all(${said.map(one => one.question)}::text[])`.execute(
    db,
  )
  await sql`insert into said (partnership_id, activity_id, response_id, question, words, quotable)
    select ${partnership}, ${activity}, ${response}, question, words, quotable
    from jsonb_to_recordset(${JSON.stringify(said)}) as s (question text, words text, quotable boolean)
    on conflict (partnership_id, response_id, question) do update set words = excluded.words, quotable = excluded.quotable,
      state = case when said.words = excluded.words then said.state else 'waiting' end`.execute(db)
  await sql`delete from response_about where response_id = ${response}`.execute(db)
  if (Object.keys(about).length)
    await sql`insert into response_about (partnership_id, response_id, activity_id, answers)
      values (${partnership}, ${response}, ${activity}, ${JSON.stringify(about)})`.execute(db)
  await sql`update activity set recount = true where id = ${activity}`.execute(db)
  return response
}
