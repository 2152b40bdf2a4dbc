// SQL behind the verbs of paper.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { keyOf, receiptOf } from '../admission.ts'
import { writeResponse } from '../store.ts'
import type { SheetEntry } from '../tables.ts'
import type { BatchFacts, Keyed, SheetFacts } from './model.ts'

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
  takenBack: false,
}

/** A sheet as far as it was entered; one that nobody touched has nothing in it. */
export async function sheetFacts(db: Db, batch: number, number: number): Promise<SheetFacts> {
  const { rows } = await sql<SheetFacts>`
    select first, first_by as "firstBy", second, second_by as "secondBy", settled_on as "settledOn", outcome, response_id as response,
      outcome is not distinct from 'filled' and exists (select from response r where (r.partnership_id, r.id) = (s.partnership_id, s.response_id) and r.withdrawn_on is not null) as "takenBack"
    from paper_sheet s where (batch_id, number) = (${batch}, ${number})`.execute(db)
  return rows[0] ?? untouched
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

/** What a sheet is known by, once: the same printed number never counts twice. */
export function keysOf(facts: Pick<BatchFacts, 'activity' | 'number'> & Keyed, sheet: number) {
  const key = keyOf(facts.secret, facts.activity)
  const voterKey = key(`sheet|${facts.number}|${sheet}`)
  return { voterKey, receipt: receiptOf(key, voterKey) }
}

export interface Settled {
  readonly batch: number
  readonly sheet: number
  readonly activity: number
  readonly version: number
  readonly voterKey: Buffer
  readonly receipt: string
  /** The answer that stood until now, where what was settled is corrected. */
  readonly response: number | null
  readonly entry: SheetEntry
  readonly on: string
}

/** From now on the sheet counts as this. What the two people typed goes: the answer stands where answers stand. */
export async function settle(db: Db, partnership: number, settled: Settled, now: Date): Promise<void> {
  const { batch, sheet, activity, version, voterKey, receipt, entry, on } = settled
  const response =
    settled.response === null
      ? entry.state === 'filled'
        ? await answerFrom(db, partnership, { activity, version }, { voterKey, receipt }, entry, now)
        : null
      : await answerAgain(db, partnership, settled.response, settled)
  await sql`update paper_sheet set first = null, second = null, settled_on = ${on}, outcome = ${entry.state}, response_id = ${response}
    where (batch_id, number) = (${batch}, ${sheet})`.execute(db)
}

async function answerFrom(
  db: Db,
  partnership: number,
  asked: { activity: number; version: number },
  keys: { voterKey: Buffer; receipt: string },
  { answers, said, about }: SheetEntry,
  now: Date,
): Promise<number> {
  const who = { ...keys, deviceKey: null, organisation: null, network: null, response: null }
  const { id } = await writeResponse(db, partnership, asked, who, { answers, said, about, files: [] }, now, 'paper')
  return id as number
}

/** The answer of a sheet that was read wrongly becomes what the sheet says; one that is not filled in is not counted. */
async function answerAgain(
  db: Db,
  partnership: number,
  response: number,
  { activity, entry: { state, answers, said, about }, on }: Settled,
): Promise<number> {
  await sql`update response set answers = ${JSON.stringify(answers)}, withdrawn_on = ${state === 'filled' ? null : on}::date where id = ${response}`.execute(
    db,
  )
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
