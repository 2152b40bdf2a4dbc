// SQL of ideas: what people put forward, whom it has behind it, and what others say of it.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'

/** What one person may write: it keeps a flood from one device out. */
export const most = { ideas: 20, comments: 50 } as const

/** Not taken back by whoever wrote it. */
const stands = (row: 'i' | 'c') => sql`not exists (
  select from response w where (w.partnership_id, w.id) = (${sql.ref(`${row}.partnership_id`)}, ${sql.ref(`${row}.response_id`)}) and w.withdrawn_on is not null)`

/** Ideas `i` that everyone sees. */
export const isShown = sql`i.state = 'shown' and ${stands('i')}`

export interface IdeaListed {
  readonly id: number
  readonly title: string
  readonly words: string
  readonly place: string | null
  readonly placeCode: string | null
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly supporters: number
  readonly comments: number
  /** Whether whoever looks supports it, and whether it is theirs. */
  readonly mine: boolean
  readonly own: boolean
}

/** Who supports an idea, and its comments, are not counted here: how many there are is kept with it. */
const listed = (activity: number, response: number | null) => sql`
  select i.id, i.title, i.words, p.name as place, i.place_code as "placeCode", (i.given_at at time zone 'Europe/London')::date as day,
    i.supporters, i.comments, exists (select from idea_support s
      where (s.partnership_id, s.idea_id, s.response_id) = (i.partnership_id, i.id, ${response}::bigint)) as mine,
    coalesce(i.response_id = ${response}::bigint, false) as own
  from idea i left join place p on p.code = i.place_code
  where i.activity_id = ${activity}`

export type Order = 'most' | 'newest'

/** Shown ideas, one more than a page holds where there are more. */
export async function ideasShown(
  db: Db,
  activity: number,
  response: number | null,
  { order, skip, limit }: { readonly order: Order; readonly skip: number; readonly limit: number },
): Promise<IdeaListed[]> {
  const { rows } = await sql<IdeaListed>`
    ${listed(activity, response)} and ${isShown}
    order by ${order === 'most' ? sql`i.supporters desc, ` : sql``}i.id desc offset ${skip} limit ${limit + 1}`.execute(
    db,
  )
  return rows
}

/** The next shown ideas after a number, in the order in which they were given. */
export async function ideasAfter(db: Db, activity: number, after: number, limit: number): Promise<IdeaListed[]> {
  const { rows } = await sql<IdeaListed>`
    ${listed(activity, null)} and ${isShown} and i.id > ${after} order by i.id limit ${limit}`.execute(db)
  return rows
}

/** One idea: shown, or of whoever looks. */
export async function ideaShown(
  db: Db,
  activity: number,
  idea: number,
  response: number | null,
): Promise<(IdeaListed & { readonly shown: boolean }) | null> {
  const { rows } = await sql<IdeaListed & { shown: boolean }>`
    select l.*, i.state = 'shown' as shown from (${listed(activity, response)} and i.id = ${idea}) l join idea i on i.id = l.id
    where ${isShown} or l.own`.execute(db)
  return rows[0] ?? null
}

export interface Comment {
  readonly id: number
  readonly words: string
  readonly day: string
  readonly state: 'waiting' | 'shown' | 'hidden'
}

/** Shown ones, and those of whoever looks; in the order in which they were written. */
export async function commentsShown(db: Db, idea: number, response: number | null): Promise<Comment[]> {
  const { rows } = await sql<Comment>`
    select c.id, c.words, (c.given_at at time zone 'Europe/London')::date as day, c.state from idea_comment c
    where c.idea_id = ${idea} and ((c.state = 'shown' and ${stands('c')}) or c.response_id = ${response}::bigint) order by c.id`.execute(
    db,
  )
  return rows
}

/** What one person put forward that others do not see, the newest first. */
export async function ownUnshown(
  db: Db,
  activity: number,
  response: number,
): Promise<{ readonly id: number; readonly title: string; readonly state: 'waiting' | 'hidden' }[]> {
  const { rows } = await sql<{ id: number; title: string; state: 'waiting' | 'hidden' }>`
    select id, title, state from idea where activity_id = ${activity} and response_id = ${response} and state <> 'shown' order by id desc`.execute(
    db,
  )
  return rows
}

/** The activity of an idea that everyone sees. */
export async function activityOfShown(db: Db, idea: number): Promise<number | null> {
  const { rows } = await sql<{ activity: number }>`
    select i.activity_id as activity from idea i where i.id = ${idea} and ${isShown}`.execute(db)
  return rows[0]?.activity ?? null
}

/** How much one person has written: ideas, or comments; and whether just this is among it. */
export async function writtenBy(
  db: Db,
  response: number | null,
): Promise<{ readonly ideas: number; readonly comments: number }> {
  const { rows } = await sql<{ ideas: number; comments: number }>`
    select (select count(*)::int from idea where response_id = ${response}::bigint) as ideas,
      (select count(*)::int from idea_comment where response_id = ${response}::bigint) as comments`.execute(db)
  return rows[0]!
}

const oneAfterTheOther = (db: Db, response: number) =>
  sql`select from response where id = ${response} for no key update`.execute(db)

/** Null where this person gave the same idea before, or has given the most they may. */
export async function writeIdea(
  db: Db,
  partnership: number,
  response: number,
  idea: { readonly activity: number; readonly title: string; readonly words: string; readonly place: string | null },
  now: Date,
): Promise<number | null> {
  await oneAfterTheOther(db, response)
  const { rows } = await sql<{ id: number }>`
    insert into idea (partnership_id, activity_id, response_id, title, words, place_code, given_at)
    select ${partnership}, ${idea.activity}, ${response}, ${idea.title}, ${idea.words}, ${idea.place}, ${now}
    where not exists (select from idea where response_id = ${response} and (title, words) = (${idea.title}, ${idea.words}))
      and (select count(*) from idea where response_id = ${response}) < ${most.ideas} returning id`.execute(db)
  return rows[0]?.id ?? null
}

/** Null where this person said the same of it before, or has said the most they may. */
export async function writeComment(
  db: Db,
  partnership: number,
  response: number,
  { idea, words }: { readonly idea: number; readonly words: string },
  now: Date,
): Promise<number | null> {
  await oneAfterTheOther(db, response)
  const { rows } = await sql<{ id: number }>`
    insert into idea_comment (partnership_id, idea_id, response_id, words, given_at)
    select ${partnership}, ${idea}, ${response}, ${words}, ${now}
    where not exists (select from idea_comment where (idea_id, response_id, words) = (${idea}, ${response}, ${words}))
      and (select count(*) from idea_comment where response_id = ${response}) < ${most.comments} returning id`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

/** Whether it is new: once for each person, by the database. Counting follows new people, so it is told to begin again. */
export async function writeSupport(
  db: Db,
  partnership: number,
  response: number,
  { idea, activity }: { readonly idea: number; readonly activity: number },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    with written as (
      insert into idea_support (partnership_id, idea_id, response_id, given_at) values (${partnership}, ${idea}, ${response}, ${now})
      on conflict do nothing returning 1),
    counting as (update activity set recount = true where id = ${activity} and not recount and exists (select from written))
    select from written`.execute(db)
  return rows.length > 0
}

/** Whether there was any. Who never took part is not entered for it. */
export async function removeSupport(
  db: Db,
  voterKey: Buffer,
  { idea, activity }: { readonly idea: number; readonly activity: number },
): Promise<boolean> {
  const { rows } = await sql`
    with removed as (
      delete from idea_support where idea_id = ${idea}
        and response_id in (select id from response where activity_id = ${activity} and voter_key = ${voterKey}) returning 1),
    counting as (update activity set recount = true where id = ${activity} and exists (select from removed))
    select from removed`.execute(db)
  return rows.length > 0
}
