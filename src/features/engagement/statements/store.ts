// SQL of statements, and of who agreed with which.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { ActivityFacts } from '../model.ts'
import { activityFacts } from '../store.ts'
import type { Opinion } from './statements-of-groups.ts'

/** Statements `s` that people see: shown, and not taken back by whoever offered them. */
export const isAsked = sql`s.state = 'shown' and not exists (
  select from response w where (w.partnership_id, w.id) = (s.partnership_id, s.response_id) and w.withdrawn_on is not null)`

/** Answers that count, as rows `r`. */
export const counts = sql`r.set_aside_on is null and r.withdrawn_on is null`

/**
 * How many agree and disagree with each statement, and pass. The few answers that do not count are looked up, not those
 * that do: a conversation that has just been brought in is counted before the database knows how large it is.
 */
export const tallies = (activity: number) => sql`
  select statement_id, count(*) filter (where stance = 1)::int as agree, count(*) filter (where stance = -1)::int as disagree,
    count(*) filter (where stance = 0)::int as pass
  from stance where activity_id = ${activity} and response_id not in (
    select id from response where activity_id = ${activity} and (set_aside_on is not null or withdrawn_on is not null))
  group by 1`

export interface StatementAsked {
  readonly id: number
  readonly words: string
  /** How many had said what they think of it when it was last counted. */
  readonly answers: number
}

export async function statementsAsked(db: Db, activity: number): Promise<StatementAsked[]> {
  const { rows } = await sql<StatementAsked>`
    select s.id, s.words, coalesce(c.answers, 0) as answers from statement s
    left join (select (one->>'id')::bigint as id, (one->>'agree')::int + (one->>'disagree')::int + (one->>'pass')::int as answers
      from activity_result r, jsonb_array_elements(r.counted->'result'->'statements') one where r.activity_id = ${activity}) c on c.id = s.id
    where s.activity_id = ${activity} and ${isAsked} order by s.id`.execute(db)
  return rows
}

export interface StatementListed {
  readonly id: number
  readonly words: string
  readonly state: 'waiting' | 'shown' | 'hidden'
  readonly from: 'us' | 'people' | 'polis'
}

/** Every statement, for those who run it. */
export async function statementsListed(db: Db, activity: number): Promise<StatementListed[]> {
  const { rows } = await sql<StatementListed>`
    select s.id, s.words, s.state, case when s.outside_number is not null then 'polis' when s.response_id is null then 'us' else 'people' end as from
    from statement s where s.activity_id = ${activity} order by s.id`.execute(db)
  return rows
}

/** A statement with its activity; whether anybody said what they think of it. */
export async function statementFacts(
  db: Db,
  statement: number,
): Promise<(ActivityFacts & { readonly words: string; readonly answered: boolean }) | null> {
  const row = await db
    .selectFrom('statement')
    .select(['activity_id', 'words', 'response_id'])
    .where('id', '=', statement)
    .executeTakeFirst()
  const activity = row && (await activityFacts(db, row.activity_id))
  if (!activity) return null
  const { rows } = await sql`select from stance where statement_id = ${statement} limit 1`.execute(db)
  return { ...activity, words: row.words, answered: rows.length > 0 || row.response_id !== null }
}

export async function addStatement(
  db: Db,
  partnership: number,
  { activity, words }: { readonly activity: number; readonly words: string },
  now: Date,
): Promise<number> {
  const { id } = await db
    .insertInto('statement')
    .values({ partnership_id: partnership, activity_id: activity, words, given_at: now, state: 'shown' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Statements that say the same in the same words, whatever their capitals; `response` is who offers them once more. */
export async function sameStatement(
  db: Db,
  activity: number,
  words: string,
  response: number | null,
): Promise<{ readonly own: boolean; readonly known: boolean }> {
  const { rows } = await sql<{ own: boolean; known: boolean }>`
    select coalesce(bool_or(response_id = ${response}::bigint), false) as own, coalesce(bool_or(state <> 'hidden'), false) as known
    from statement where activity_id = ${activity} and lower(words) = lower(${words})`.execute(db)
  return rows[0]!
}

/** Null where this person has offered it before, or has offered `most`. One after the other, by their answer's row. */
export async function offerStatement(
  db: Db,
  partnership: number,
  response: number,
  { activity, words }: { readonly activity: number; readonly words: string },
  most: number,
  now: Date,
): Promise<number | null> {
  await sql`select from response where id = ${response} for no key update`.execute(db)
  const { rows } = await sql<{ id: number }>`
    insert into statement (partnership_id, activity_id, response_id, words, given_at, state)
    select ${partnership}, ${activity}, ${response}, ${words}, ${now}, 'waiting'
    where not exists (select from statement where response_id = ${response} and lower(words) = lower(${words}))
      and (select count(*) from statement where response_id = ${response}) < ${most}
    returning id`.execute(db)
  return rows[0]?.id ?? null
}

/** What one person has offered, the newest first. */
export async function offered(db: Db, response: number): Promise<Omit<StatementListed, 'from'>[]> {
  const { rows } = await sql<Omit<StatementListed, 'from'>>`
    select id, words, state from statement where response_id = ${response} order by id desc`.execute(db)
  return rows
}

/** What one person has said, by statement. */
export async function opinionsOf(db: Db, response: number): Promise<ReadonlyMap<number, Opinion>> {
  const { rows } = await sql<{ id: number; opinion: Opinion }>`
    select statement_id as id, stance as opinion from stance where response_id = ${response} order by given_at, statement_id`.execute(
    db,
  )
  return new Map(rows.map(row => [row.id, row.opinion]))
}

/** Whether just this was said before. */
export async function writeStance(
  db: Db,
  partnership: number,
  response: number,
  {
    activity,
    statement,
    opinion,
  }: { readonly activity: number; readonly statement: number; readonly opinion: Opinion },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ was: Opinion | null }>`
    with before as (select stance from stance where response_id = ${response} and statement_id = ${statement}),
    -- Counting follows new people: a changed mind, and a further answer of somebody counted already, make it begin again.
    counting as (update activity set recount = true where id = ${activity} and case when exists (select from before)
      then exists (select from before where stance <> ${opinion}) else not recount end),
    written as (
      insert into stance (partnership_id, activity_id, response_id, statement_id, stance, given_at)
      values (${partnership}, ${activity}, ${response}, ${statement}, ${opinion}, ${now})
      on conflict (partnership_id, response_id, statement_id) do update set stance = excluded.stance, given_at = excluded.given_at
        where stance.stance <> excluded.stance)
    select (select stance from before) as was`.execute(db)
  return rows[0]!.was === opinion
}
