// Reading about paper: batches and how far they are, a sheet as whoever looks may see it, and what became of all sheets.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { ActivityKind, Answers } from '../model.ts'
import type { Question } from '../questions.ts'
import type { SheetEntry } from '../tables.ts'
import type { SheetState } from './model.ts'

/** What became of the printed sheets of an activity, blank and spoilt ones among them. */
export interface PaperCounts {
  readonly batches: number
  readonly printed: number
  readonly filled: number
  readonly blank: number
  readonly spoilt: number
  /** Of those filled in: not counted, because whoever has the code on it had answered already. */
  readonly answeredAlready: number
  /** Begun, and not counted yet: the second entry is missing, or two differ. */
  readonly unsettled: number
  /** Nobody entered them; of batches that are closed, they did not come back. */
  readonly notEntered: number
}

const counts = sql`coalesce(sum(b.sheets), 0)::int as printed,
  coalesce(sum(s.filled), 0)::int as filled, coalesce(sum(s.blank), 0)::int as blank, coalesce(sum(s.spoilt), 0)::int as spoilt,
  coalesce(sum(s."answeredAlready"), 0)::int as "answeredAlready", coalesce(sum(s.unsettled), 0)::int as unsettled, (coalesce(sum(b.sheets), 0) - coalesce(sum(s.begun), 0))::int as "notEntered"`

/** Of a sheet `p` with its answer `r`: it is filled in, and does not count. */
const answeredAlready = sql`(p.outcome is not distinct from 'filled' and (r.id is null or r.withdrawn_on is not null))`

const sheetsOfBatch = sql`lateral (
  select count(*) as begun, count(*) filter (where outcome = 'filled') as filled, count(*) filter (where outcome = 'blank') as blank,
    count(*) filter (where outcome = 'spoilt') as spoilt, count(*) filter (where settled_on is null) as unsettled,
    count(*) filter (where settled_on is null and first is not null and second is not null) as "toSettle",
    count(*) filter (where settled_on is null and second_by is null) as once, count(*) filter (where ${answeredAlready}) as "answeredAlready"
  from paper_sheet p left join response r on (r.partnership_id, r.id) = (p.partnership_id, p.response_id)
  where (p.partnership_id, p.batch_id) = (b.partnership_id, b.id)) s`

export async function paperCounts(db: Db, activity: number): Promise<PaperCounts> {
  const { rows } = await sql<PaperCounts>`
    select count(*)::int as batches, ${counts} from paper_batch b cross join ${sheetsOfBatch} where b.activity_id = ${activity}`.execute(
    db,
  )
  return rows[0]!
}

export interface BatchListed {
  readonly batch: number
  readonly number: number
  readonly activity: number
  readonly title: string
  readonly note: string
  readonly sheets: number
  readonly enteredTwice: boolean
  readonly madeOn: string
  readonly closedOn: string | null
  readonly filled: number
  readonly blank: number
  readonly spoilt: number
  /** Wait for the second person. */
  readonly once: number
  /** Two people read different things. */
  readonly toSettle: number
}

/** The batches of an engagement, the newest first. */
export async function batchesOf(db: Db, engagement: number): Promise<readonly BatchListed[]> {
  const { rows } = await sql<BatchListed>`
    select b.id as batch, b.number, b.activity_id as activity, a.title, b.note, b.sheets, b.entered_twice as "enteredTwice", b.made_on as "madeOn",
      b.closed_on as "closedOn", s.filled::int, s.blank::int, s.spoilt::int, s.once::int, s."toSettle"::int as "toSettle"
    from paper_batch b join activity a on (a.partnership_id, a.id) = (b.partnership_id, b.activity_id) cross join ${sheetsOfBatch}
    where a.engagement_id = ${engagement} order by b.number desc`.execute(db)
  return rows
}

export interface BatchShown extends BatchListed {
  readonly kind: ActivityKind
  readonly version: number
  readonly questions: readonly Question[]
  /** Sheets that were touched, in order. */
  readonly touched: readonly TouchedSheet[]
}

export interface TouchedSheet {
  readonly sheet: number
  readonly outcome: SheetState | null
  /** It is filled in and not counted: whoever has the code on it had answered already. */
  readonly answeredAlready: boolean
  readonly toSettle: boolean
  /** Whether whoever looks entered it. */
  readonly mine: boolean
}

/** One batch of this engagement, with the questions that it has on it; null where there is none. */
export async function batchShown(
  db: Db,
  engagement: number,
  batch: number,
  viewer: number | null,
): Promise<BatchShown | null> {
  const { rows } = await sql<BatchShown>`
    select b.id as batch, b.number, b.activity_id as activity, a.title, b.note, b.sheets, b.entered_twice as "enteredTwice", b.made_on as "madeOn",
      b.closed_on as "closedOn", s.filled::int, s.blank::int, s.spoilt::int, s.once::int, s."toSettle"::int as "toSettle", b.version, f.questions, a.kind,
      (select coalesce(jsonb_agg(jsonb_build_object('sheet', p.number, 'outcome', p.outcome, 'answeredAlready', ${answeredAlready},
         'toSettle', p.settled_on is null and p.first_by is not null and p.second_by is not null,
         'mine', ${viewer}::bigint in (p.first_by, p.second_by)) order by p.number), '[]')
       from paper_sheet p left join response r on (r.partnership_id, r.id) = (p.partnership_id, p.response_id)
       where (p.partnership_id, p.batch_id) = (b.partnership_id, b.id)) as touched
    from paper_batch b join activity a on (a.partnership_id, a.id) = (b.partnership_id, b.activity_id) cross join ${sheetsOfBatch}
    join activity_form f on (f.partnership_id, f.activity_id, f.version) = (b.partnership_id, b.activity_id, b.version)
    where a.engagement_id = ${engagement} and b.id = ${batch}`.execute(db)
  const found = rows[0]
  return (
    (found && {
      ...found,
      touched: found.touched.map(one => ({ ...one, mine: one.mine ?? false })),
    }) ??
    null
  )
}

/** What was entered of a sheet, as far as this person may see it: their own, or both once two people have. */
export interface SheetSeen {
  readonly own: SheetEntry | null
  readonly first: SheetEntry | null
  readonly second: SheetEntry | null
  readonly settled: boolean
  /** It waits for this person. */
  readonly waits: boolean
}

export async function sheetSeen(
  db: Db,
  batch: number,
  sheet: number,
  viewer: number | null,
  enteredTwice: boolean,
): Promise<SheetSeen> {
  const { rows } = await sql<{
    first: SheetEntry | null
    second: SheetEntry | null
    firstBy: number | null
    secondBy: number | null
    settled: boolean
  }>`
    select first, second, first_by as "firstBy", second_by as "secondBy", settled_on is not null as settled
    from paper_sheet where (batch_id, number) = (${batch}, ${sheet})`.execute(db)
  const row = rows[0]
  if (!row) return { own: null, first: null, second: null, settled: false, waits: true }
  const own = viewer === null ? null : viewer === row.firstBy ? row.first : viewer === row.secondBy ? row.second : null
  const both = row.first !== null && row.second !== null
  return {
    own,
    first: both ? row.first : null,
    second: both ? row.second : null,
    settled: row.settled,
    waits: !row.settled && !both && (own !== null || (enteredTwice && row.secondBy === null)),
  }
}

/** What counts of a sheet that was settled; null where it is not, or not filled in. */
export async function settledEntry(db: Db, batch: number, sheet: number): Promise<SheetEntry | null> {
  const { rows } = await sql<{
    state: SheetState
    answers: Answers
    said: SheetEntry['said']
    about: SheetEntry['about']
  }>`
    select s.outcome as state, coalesce(case when s.outcome = 'filled' then r.answers end, '{}') as answers,
      (select coalesce(jsonb_agg(jsonb_build_object('question', t.question, 'words', t.words, 'quotable', t.quotable)), '[]')
       from said t where (t.partnership_id, t.response_id) = (r.partnership_id, r.id) and t.words <> '') as said,
      coalesce((select x.answers from response_about x where (x.partnership_id, x.response_id) = (r.partnership_id, r.id)), '{}') as about
    from paper_sheet s left join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id)
    where (s.batch_id, s.number) = (${batch}, ${sheet}) and s.settled_on is not null`.execute(db)
  return rows[0] ?? null
}
