// Reading budgets: the list, the one, and its projects. Whoever asks says whether they are inside: drafts, suggestions
// that nobody read yet, and a result before it is published are for members.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { State } from '../engagement/public.ts'
import type { Decimal } from './counting/decimal.ts'
import type { BudgetFile, Counted, Origin, ProjectState, Terms } from './model.ts'
import { ideasOffered } from './store.ts'

export interface BudgetRow extends Terms {
  readonly id: number
  readonly title: string
  readonly about: string
  readonly currency: string
  readonly place: { readonly code: string; readonly name: string } | null
  readonly suggestUntil: string | null
  readonly startedOn: string
  readonly publishedOn: string | null
  readonly outside: BudgetFile | null
  /** Of the file it came from. */
  readonly imported: boolean
  readonly engagement: number
  readonly engagementTitle: string
  readonly state: State
  readonly opens: string
  readonly closes: string
  /** The vote, where there is one. */
  readonly activity: number | null
  /** Projects that everybody can see. */
  readonly projects: number
  /** Funded projects that no work follows yet. */
  readonly unfollowed: number
}

const columns = sql`
  b.id, b.title, b.about, trim_scale(b.amount)::text as amount, b.currency, b.ballot, b.rule, b.completion, b.tie_break as "tieBreak",
  b.least, b.most, b.points, b.suggest_until as "suggestUntil", b.started_on as "startedOn", b.published_on as "publishedOn",
  b.outside is not null as imported, e.id as engagement, e.title as "engagementTitle", e.state, e.opens_on as opens, e.closes_on as closes,
  a.id as activity, case when l.code is not null then jsonb_build_object('code', l.code, 'name', l.name) end as place,
  (select count(*)::int from project p where (p.partnership_id, p.budget_id) = (b.partnership_id, b.id) and p.state not in ('suggested', 'hidden')) as projects,
  (select count(*)::int from project p where (p.partnership_id, p.budget_id) = (b.partnership_id, b.id) and p.action_id is null
    and b.published_on is not null and b.counted->'funded' ? p.code) as unfollowed`

const from = sql`
  from budget b join engagement e on (e.partnership_id, e.id) = (b.partnership_id, b.engagement_id)
  left join activity a on (a.partnership_id, a.id) = (b.partnership_id, b.activity_id) and a.dropped_on is null
  left join place l on l.code = b.place_code`

/** Every budget: those that go on first, the newest first; or a page of them by number, one longer than its limit. */
export async function budgetsOf(
  db: Db,
  inside: boolean,
  page?: { readonly after: number; readonly limit: number },
): Promise<readonly Omit<BudgetRow, 'outside'>[]> {
  const { rows } = await sql<Omit<BudgetRow, 'outside'>>`
    select ${columns} ${from} where (e.state <> 'draft' or ${inside}) and b.id > ${page?.after ?? 0}
    order by ${page ? sql`b.id` : sql`e.state in ('closed', 'called-off'), e.opens_on desc, b.id desc`} limit ${page ? page.limit + 1 : null}`.execute(
    db,
  )
  return rows
}

/** One budget with what was counted of it; null where it is not there. */
export async function budgetRow(
  db: Db,
  inside: boolean,
  id: number,
): Promise<
  (BudgetRow & { readonly counted: Counted | null; readonly version: number; readonly voted: boolean }) | null
> {
  const { rows } = await sql<BudgetRow & { counted: Counted | null; version: number; voted: boolean }>`
    select ${columns}, b.outside, case when b.published_on is not null or ${inside} then b.counted end as counted, coalesce(a.version, 0) as version,
      exists (select from response r where (r.partnership_id, r.activity_id) = (b.partnership_id, b.activity_id)) as voted
    ${from} where b.id = ${id} and (e.state <> 'draft' or ${inside})`.execute(db)
  return rows[0] ?? null
}

export interface ProjectRow {
  readonly id: number
  readonly code: string
  readonly title: string
  readonly words: string
  readonly place: { readonly code: string; readonly name: string } | null
  readonly origin: Origin
  /** The idea it grew from, and where that was given. */
  readonly idea: { readonly engagement: number; readonly activity: number } | null
  readonly suggestedCost: Decimal | null
  readonly cost: Decimal | null
  readonly state: ProjectState
  readonly because: string
  readonly checkedOn: string | null
  readonly addedAt: Date
  /** The work that follows, where everybody can see it. */
  readonly action: {
    readonly id: number
    readonly title: string
    readonly stopped: boolean
    readonly reached: number
    readonly milestones: number
  } | null
}

/** Projects of a budget in the order of the list. */
export async function projectsOf(db: Db, inside: boolean, budget: number): Promise<readonly ProjectRow[]> {
  const { rows } = await sql<ProjectRow>`
    select p.id, p.code, p.title, p.words, p.origin, trim_scale(p.suggested_cost)::text as "suggestedCost", trim_scale(p.cost)::text as cost, p.state, p.because,
      p.checked_on as "checkedOn", p.added_at as "addedAt", case when l.code is not null then jsonb_build_object('code', l.code, 'name', l.name) end as place,
      case when i.id is not null then jsonb_build_object('engagement', ia.engagement_id, 'activity', ia.id) end as idea,
      case when w.id is not null then jsonb_build_object('id', w.id, 'title', w.title, 'stopped', w.stopped_on is not null,
        'reached', (select count(*) from milestone m where (m.partnership_id, m.action_id) = (w.partnership_id, w.id) and m.dropped_on is null and m.reached_on is not null),
        'milestones', (select count(*) from milestone m where (m.partnership_id, m.action_id) = (w.partnership_id, w.id) and m.dropped_on is null)) end as action
    from project p left join place l on l.code = p.place_code
    left join idea i on (i.partnership_id, i.id) = (p.partnership_id, p.idea_id)
    left join activity ia on (ia.partnership_id, ia.id) = (i.partnership_id, i.activity_id)
    left join action w on (w.partnership_id, w.id) = (p.partnership_id, p.action_id) and w.adopted_on is not null
    where p.budget_id = ${budget} and (${inside} or p.state not in ('suggested', 'hidden')) order by p.id`.execute(db)
  return rows
}

/** Why projects were not shown, without what they said. */
export async function notShown(db: Db, budget: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('project')
    .select('because')
    .where('budget_id', '=', budget)
    .where('state', '=', 'hidden')
    .orderBy('id')
    .execute()
  return rows.map(row => row.because)
}

/** The suggestion that a receipt opens; null where there is none. */
export async function suggestionBy(
  db: Db,
  budget: number,
  receiptHash: Buffer,
): Promise<Pick<ProjectRow, 'id' | 'code' | 'title' | 'words' | 'state' | 'because' | 'cost' | 'addedAt'> | null> {
  const { rows } = await sql<ProjectRow>`
    select id, code, title, words, state, because, trim_scale(cost)::text as cost, added_at as "addedAt"
    from project where budget_id = ${budget} and receipt_hash = ${receiptHash}`.execute(db)
  return rows[0] ?? null
}

/** Ideas that can be taken in and are not on the list of this budget, those with most support first. */
export async function ideasFor(
  db: Db,
  budget: number,
): Promise<
  readonly { readonly id: number; readonly title: string; readonly support: number; readonly engagement: string }[]
> {
  const { rows } = await sql<{ id: number; title: string; support: number; engagement: string }>`
    select i.id, i.title, e.title as engagement,
      (select count(*)::int from idea_support s where (s.partnership_id, s.idea_id) = (i.partnership_id, i.id)) as support
    from ${ideasOffered(budget)} and not exists (select from project p where p.budget_id = ${budget} and p.idea_id = i.id and p.state <> 'hidden')
    order by support desc, i.title collate "en-x-icu", i.id limit 500`.execute(db)
  return rows
}

/** Engagements in which a budget can begin (nobody takes part yet), or whose vote is over. */
export async function engagementsFor(
  db: Db,
  what: 'start' | 'bring',
  today: string,
): Promise<
  readonly {
    readonly id: number
    readonly title: string
    readonly organisation: number | null
    readonly opens: string
  }[]
> {
  const states =
    what === 'start'
      ? sql`e.state in ('draft', 'announced') and e.closes_on >= ${today}`
      : sql`(e.state = 'closed' or (e.state = 'announced' and e.closes_on < ${today}))`
  const { rows } = await sql<{ id: number; title: string; organisation: number | null; opens: string }>`
    select e.id, e.title, e.organisation_id as organisation, e.opens_on as opens from engagement e
    where not e.linked and ${states} order by e.opens_on desc, e.id desc limit 200`.execute(db)
  return rows
}

/** Work that can follow a project. */
export async function workFor(db: Db): Promise<readonly { readonly id: number; readonly title: string }[]> {
  const { rows } = await sql<{ id: number; title: string }>`
    select id, title from action where adopted_on is not null and stopped_on is null and (initiative_id is null or consent = 'given')
    order by title collate "en-x-icu", id`.execute(db)
  return rows
}

/** What is not settled yet and would change a count: sheets of paper begun, and votes that look alike and wait for a judgement. */
export async function unsettled(
  db: Db,
  activity: number,
): Promise<{ readonly sheets: number; readonly clusters: number }> {
  const { rows } = await sql<{ sheets: number; clusters: number }>`
    select (select count(*)::int from paper_sheet s join paper_batch b on (b.partnership_id, b.id) = (s.partnership_id, s.batch_id)
       where b.activity_id = ${activity} and s.settled_on is null) as sheets,
      (select count(*)::int from vote_cluster c where c.activity_id = ${activity} and c.judged is null) as clusters`.execute(
    db,
  )
  return rows[0]!
}

/** The budget whose vote this is. */
export const budgetOfVote = (db: Db, activity: number) =>
  db.selectFrom('budget').select('id').where('activity_id', '=', activity).executeTakeFirst()
