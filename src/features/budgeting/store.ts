// SQL behind the verbs of budgets: what the rules need to know, and what they write. The engagement's row is locked
// first, so that two people who work on one budget do it one after the other.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { addActivity, draftQuestions, type EngagementFacts, engagementFacts, writeDraft } from '../engagement/public.ts'
import type { BudgetFacts, Counted, Listed, Origin, ProjectFacts, Terms } from './model.ts'
import { ballotQuestion } from './rules.ts'

/** A budget with its engagement; null where it is not there. */
export async function budgetFacts(db: Db, id: number): Promise<BudgetFacts | null> {
  const of = await db.selectFrom('budget').select('engagement_id').where('id', '=', id).executeTakeFirst()
  const engagement = of && (await engagementFacts(db, of.engagement_id))
  if (!engagement) return null
  const { rows } = await sql<Omit<BudgetFacts, keyof EngagementFacts>>`
    select b.id as budget, b.title as "budgetTitle", trim_scale(b.amount)::text as amount, b.currency, b.ballot, b.rule, b.completion,
      b.tie_break as "tieBreak", b.least, b.most, b.points, b.suggest_until as "suggestUntil", b.outside is not null as imported,
      a.id as activity, coalesce(a.version, 0) as version, b.counted, b.published_on as "publishedOn",
      exists (select from response r where (r.partnership_id, r.activity_id) = (b.partnership_id, b.activity_id)) as voted
    from budget b left join activity a on (a.partnership_id, a.id) = (b.partnership_id, b.activity_id) and a.dropped_on is null
    where b.id = ${id}`.execute(db)
  return { ...engagement, ...rows[0]! }
}

/** A project with its budget; null where it is not there. */
export async function projectFacts(db: Db, id: number): Promise<ProjectFacts | null> {
  const of = await db.selectFrom('project').select('budget_id').where('id', '=', id).executeTakeFirst()
  const budget = of && (await budgetFacts(db, of.budget_id))
  if (!budget) return null
  const { rows } = await sql<Omit<ProjectFacts, keyof BudgetFacts>>`
    select p.id as project, p.code, p.title as "projectTitle", p.origin, p.state as "projectState", trim_scale(p.cost)::text as cost, p.action_id as action,
      coalesce(i.state <> 'shown', false) as "ideaGone"
    from project p left join idea i on (i.partnership_id, i.id) = (p.partnership_id, p.idea_id) where p.id = ${id}`.execute(
    db,
  )
  return { ...budget, ...rows[0]! }
}

export const placeKnown = async (db: Db, place: string | null): Promise<boolean> =>
  place === null ||
  (await db.selectFrom('place').select('code').where('code', '=', place).executeTakeFirst()) !== undefined

export async function startBudget(
  db: Db,
  partnership: number,
  fact: Terms & {
    readonly engagement: number
    readonly title: string
    readonly about: string
    readonly place: string | null
    readonly suggestUntil: string | null
    readonly on: string
  },
): Promise<number> {
  const { id } = await db
    .insertInto('budget')
    .values({
      partnership_id: partnership,
      engagement_id: fact.engagement,
      activity_id: null,
      started_on: fact.on,
      ...columnsOf(fact),
      counted: null,
      counted_at: null,
      published_on: null,
      outside: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const editBudget = (
  db: Db,
  fact: Terms & {
    readonly budget: number
    readonly title: string
    readonly about: string
    readonly place: string | null
    readonly suggestUntil: string | null
  },
) => db.updateTable('budget').set(columnsOf(fact)).where('id', '=', fact.budget).execute()

const columnsOf = (
  fact: Terms & {
    readonly title: string
    readonly about: string
    readonly place: string | null
    readonly suggestUntil: string | null
  },
) => ({
  title: fact.title,
  about: fact.about,
  amount: fact.amount,
  place_code: fact.place,
  suggest_until: fact.suggestUntil,
  ballot: fact.ballot,
  rule: fact.rule,
  completion: fact.completion,
  tie_break: fact.tieBreak,
  least: fact.least,
  most: fact.most,
  points: fact.points,
})

export interface NewProject {
  readonly budget: number
  readonly title: string
  readonly words: string
  readonly place: string | null
  readonly suggestedCost: number | null
  readonly origin: Origin
  readonly idea: number | null
  readonly state: 'suggested' | 'shown'
  readonly receiptHash: Buffer | null
}

/** The next number of the list is its name on the ballot; numbers are never given twice. */
export async function addProject(db: Db, partnership: number, project: NewProject, now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into project (partnership_id, budget_id, code, title, words, place_code, suggested_cost, origin, idea_id, state, receipt_hash, added_at)
    select ${partnership}, ${project.budget}, (coalesce(max(code::int), 0) + 1)::text, ${project.title}, ${project.words}, ${project.place},
      ${project.suggestedCost}::numeric, ${project.origin}, ${project.idea}::bigint, ${project.state}, ${project.receiptHash}::bytea, ${now}
    from project where budget_id = ${project.budget} returning id`.execute(db)
  return rows[0]!.id
}

/** Names on the list, without those that are not shown, to find the same one twice. */
export const titlesOf = async (db: Db, budget: number, but: number | null = null): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('project')
      .select('title')
      .where('budget_id', '=', budget)
      .where('state', 'not in', ['suggested', 'hidden'])
      .$if(but !== null, query => query.where('id', '<>', but!))
      .execute()
  ).map(row => row.title.toLowerCase())

/** What turns whoever suggests into a key that cannot be turned back. */
export const secretOf = async (db: Db, engagement: number): Promise<Buffer> =>
  (await db.selectFrom('engagement').select('secret').where('id', '=', engagement).executeTakeFirstOrThrow()).secret

/** The suggestions that these receipts open. */
export const suggestedBy = (db: Db, budget: number, receiptHashes: readonly Buffer[]) =>
  db
    .selectFrom('project')
    .select(['id', 'title', 'words', 'receipt_hash as receiptHash'])
    .where('budget_id', '=', budget)
    .where('receipt_hash', 'in', [...receiptHashes])
    .execute()

/**
 * Ideas `i` that a budget can take in: that everybody can see, of its own engagement `mine` or of another that the same
 * body asks (ideas are given before there is something to vote on), which is not called off.
 */
export const ideasOffered = (budget: number) => sql`
  idea i join activity a on (a.partnership_id, a.id) = (i.partnership_id, i.activity_id) and a.dropped_on is null
  join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) and e.state <> 'called-off'
  join budget b on b.partnership_id = i.partnership_id and b.id = ${budget}
  join engagement mine on (mine.partnership_id, mine.id) = (b.partnership_id, b.engagement_id)
    and (e.id = mine.id or (e.state <> 'draft' and e.organisation_id is not distinct from mine.organisation_id))
  left join response w on (w.partnership_id, w.id) = (i.partnership_id, i.response_id)
  where i.state = 'shown' and w.withdrawn_on is null`

/** One of them, and whether it is on this list; its row is locked, so that it is not taken back at the same time. */
export async function ideaFacts(db: Db, budget: number, idea: number) {
  const { rows } = await sql<{ title: string; words: string; place: string | null; there: boolean }>`
    select i.title, i.words, i.place_code as place,
      exists (select from project p where p.budget_id = ${budget} and p.idea_id = i.id and p.state <> 'hidden') as there
    from ${ideasOffered(budget)} and i.id = ${idea} for share of i`.execute(db)
  return rows[0] ?? null
}

/** What people vote on, in the order of the list. */
export async function shortlist(db: Db, budget: number): Promise<(Listed & { words: string })[]> {
  const { rows } = await sql<Listed & { words: string }>`
    select code, title, words, trim_scale(cost)::text as cost from project where budget_id = ${budget} and state = 'shortlisted' order by id`.execute(
    db,
  )
  return rows
}

/**
 * Makes the vote of the engagement; one that was added there and belongs to no budget yet is taken. Its question is the
 * draft until the engagement opens.
 */
export async function prepareVote(
  db: Db,
  partnership: number,
  facts: Pick<BudgetFacts, 'budget' | 'engagement' | 'budgetTitle' | 'activity'>,
): Promise<number> {
  const activity = facts.activity ?? (await freeVote(db, facts.engagement)) ?? (await newVote(db, partnership, facts))
  await db.updateTable('budget').set({ activity_id: activity }).where('id', '=', facts.budget).execute()
  await renewBallot(db, partnership, facts.budget)
  return activity
}

async function freeVote(db: Db, engagement: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select a.id from activity a where a.engagement_id = ${engagement} and a.kind = 'vote' and a.dropped_on is null and a.version = 0
      and not exists (select from budget b where (b.partnership_id, b.activity_id) = (a.partnership_id, a.id)) order by a.position limit 1`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

const newVote = (
  db: Db,
  partnership: number,
  { engagement, budgetTitle }: Pick<BudgetFacts, 'engagement' | 'budgetTitle'>,
) => addActivity(db, partnership, { engagement, kind: 'vote', title: budgetTitle, about: '', peopleAdd: false })

/** While the vote waits to open, its question is always the shortlist and the terms as they stand. */
export async function renewBallot(db: Db, partnership: number, budget: number): Promise<void> {
  const facts = await budgetFacts(db, budget)
  if (!facts || facts.activity === null) return
  const { version } = await draftQuestions(db, facts.activity)
  const listed = await shortlist(db, budget)
  await writeDraft(db, partnership, facts.activity, version, listed.length ? [ballotQuestion(facts, listed)] : [])
}

/** Keeps a count in the place of the one before. */
export const keepCount = (db: Db, budget: number, counted: Counted, now: Date) =>
  db
    .updateTable('budget')
    .set({ counted: JSON.stringify(counted), counted_at: now })
    .where('id', '=', budget)
    .execute()

/** Work that everyone can see and that goes on is fit to follow. */
export async function workFacts(db: Db, action: number) {
  const { rows } = await sql<{ title: string; fit: boolean }>`
    select title, adopted_on is not null and stopped_on is null and (initiative_id is null or consent = 'given') as fit
    from action where id = ${action}`.execute(db)
  return rows[0] ?? { title: '', fit: false }
}
