// Reading what was sorted: the next text for a person, how often each theme was named, how far people agree, quotes.

import { sql } from 'kysely'
import type { Db } from '../../../../db/handles.ts'
import { wilsonInterval } from '../../../../kernel/intervals.ts'
import { agreementOn, firstForAll, type Sorted } from './rules.ts'

/** Texts of an engagement that count: not taken back, not set aside. `s` is the text. */
const counting = (engagement: number) => sql`said s
  join activity a on (a.partnership_id, a.id) = (s.partnership_id, s.activity_id) and a.engagement_id = ${engagement} and a.dropped_on is null
  join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id) and r.withdrawn_on is null and r.set_aside_on is null`

export interface Theme {
  readonly id: number
  readonly title: string
  readonly words: string
}

/** In their order, without those that were dropped. */
export const themes = (db: Db, engagement: number): Promise<Theme[]> =>
  db
    .selectFrom('voice_theme')
    .select(['id', 'title', 'words'])
    .where('engagement_id', '=', engagement)
    .where('dropped_on', 'is', null)
    .orderBy('position')
    .execute()

export const theme = async (db: Db, engagement: number, id: number): Promise<Theme | null> =>
  (await themes(db, engagement)).find(one => one.id === id) ?? null

export interface Quote {
  readonly id: number
  /** As they were written. */
  readonly words: string
  readonly who: string
}

export interface ThemeNamed extends Theme {
  /** How many texts are about it, of so many that were sorted; and how many people wrote them. */
  readonly texts: number
  readonly people: number
  readonly of: number
  readonly quotes: readonly Quote[]
}

/**
 * The themes of an engagement with how often each was named, for the public pages. A text counts for a theme when at least
 * half of the people who sorted it say so. Quotes of texts that were hidden, taken back or set aside since are not among them.
 */
export async function themesOf(db: Db, engagement: number): Promise<readonly ThemeNamed[]> {
  const { rows } = await sql<ThemeNamed>`
    with sorted as (select s.id, s.response_id, count(*) as coders from coded c
      join ${counting(engagement)} on (s.partnership_id, s.id) = (c.partnership_id, c.said_id) group by s.id, s.response_id),
    named as (select x.theme_id, x.said_id, sorted.response_id from coding x join sorted on sorted.id = x.said_id
      group by x.theme_id, x.said_id, sorted.response_id, sorted.coders having count(*) * 2 >= sorted.coders),
    counts as (select theme_id, count(*)::int as texts, count(distinct response_id)::int as people from named group by theme_id)
    select t.id, t.title, t.words, coalesce(n.texts, 0) as texts, coalesce(n.people, 0) as people, (select count(*)::int from sorted) as of,
      (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'words', q.words, 'who', q.who) order by q.id), '[]') from quote q
       left join said s on (s.partnership_id, s.id) = (q.partnership_id, q.said_id)
       left join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id)
       where (q.partnership_id, q.theme_id) = (t.partnership_id, t.id) and s.state is distinct from 'hidden'
         and r.withdrawn_on is null and r.set_aside_on is null) as quotes
    from voice_theme t left join counts n on n.theme_id = t.id
    where t.engagement_id = ${engagement} and t.dropped_on is null order by t.position, t.id`.execute(db)
  return rows
}

/** The share of texts about a theme, in percent, with its 95% interval; null while none was sorted. */
export function shareOf({ texts, of }: Pick<ThemeNamed, 'texts' | 'of'>) {
  const interval = wilsonInterval(texts, of)
  const percent = (share: number) => Math.round(share * 100)
  return interval && { share: percent(texts / of), low: percent(interval.low), high: percent(interval.high) }
}

export interface Progress {
  readonly texts: number
  /** Sorted by anybody, and by this person. */
  readonly sorted: number
  readonly mine: number
}

export async function progress(db: Db, engagement: number, person: number | null): Promise<Progress> {
  const { rows } = await sql<Progress>`
    select count(*)::int as texts,
      count(*) filter (where exists (select from coded c where (c.partnership_id, c.said_id) = (s.partnership_id, s.id)))::int as sorted,
      count(*) filter (where exists (select from coded c where (c.partnership_id, c.said_id, c.coder_id) = (s.partnership_id, s.id, ${person}::bigint)))::int as mine
    from ${counting(engagement)} where s.words <> ''`.execute(db)
  return rows[0]!
}

/**
 * The text that this person sorts next: of the first `firstForAll`, which everybody is given; then one that nobody has
 * sorted; then one that only others have. Null when all are done.
 */
export async function nextToSort(db: Db, engagement: number, person: number): Promise<number | null> {
  const unread = sql`not exists (select from coded c where (c.partnership_id, c.said_id, c.coder_id) = (s.partnership_id, s.id, ${person}::bigint))`
  const texts = sql`${counting(engagement)} where s.words <> ''`
  const { rows } = await sql<{ id: number | null }>`
    select coalesce(
      (select s.id from (select s.id, s.partnership_id from ${texts} order by s.id limit ${firstForAll}) s where ${unread} order by s.id limit 1),
      (select s.id from ${texts} and not exists (select from coded c where (c.partnership_id, c.said_id) = (s.partnership_id, s.id)) order by s.id limit 1),
      (select s.id from ${texts} and ${unread} order by s.id limit 1)) as id`.execute(db)
  return rows[0]!.id
}

export interface TextHere {
  readonly id: number
  readonly words: string
  /** The question it answers. */
  readonly asked: string
  readonly activityTitle: string
  readonly quotable: boolean
  readonly hidden: boolean
  /** The invited body whose words these are. */
  readonly body: string | null
  /** What this person ticked before; null where they have not sorted it. */
  readonly mine: readonly number[] | null
  /** Titles of themes that at least half of those who sorted it say it is about. */
  readonly themes: readonly string[]
}

const textShape = (
  person: number | null,
) => sql`s.id, s.words, a.title as "activityTitle", s.quotable, s.state = 'hidden' as hidden,
  (select o.name from organisation o where o.id = r.organisation_id) as body,
  coalesce((select q ->> 'title' from activity_form f, jsonb_array_elements(f.questions) q
    where (f.partnership_id, f.activity_id, f.version) = (r.partnership_id, r.activity_id, r.version) and q ->> 'id' = s.question limit 1), '') as asked,
  (select coalesce(jsonb_agg(x.theme_id) filter (where x.theme_id is not null), '[]') from coded c
    left join coding x on (x.partnership_id, x.said_id, x.coder_id) = (c.partnership_id, c.said_id, c.coder_id)
    where (c.partnership_id, c.said_id, c.coder_id) = (s.partnership_id, s.id, ${person}::bigint) having count(*) > 0) as mine,
  (select coalesce(jsonb_agg(n.title order by n.position), '[]') from (
    select t.title, t.position from coding x join voice_theme t on (t.partnership_id, t.id) = (x.partnership_id, x.theme_id) and t.dropped_on is null
    where (x.partnership_id, x.said_id) = (s.partnership_id, s.id) group by t.id, t.title, t.position
    having count(*) * 2 >= (select count(*) from coded c where (c.partnership_id, c.said_id) = (s.partnership_id, s.id))) n) as themes`

/** A text of an engagement, as it stands for this person. */
export async function text(db: Db, engagement: number, id: number, person: number | null): Promise<TextHere | null> {
  const { rows } = await sql<TextHere>`
    select ${textShape(person)} from ${counting(engagement)} where s.id = ${id} and s.words <> ''`.execute(db)
  return rows[0] ?? null
}

export const mostListed = 50

/** Texts about a theme, newest first; `mostListed` at most. */
export async function textsOf(db: Db, engagement: number, id: number, person: number | null): Promise<TextHere[]> {
  const { rows } = await sql<TextHere>`
    select ${textShape(person)} from ${counting(engagement)} where s.words <> ''
      and (select count(*) * 2 from coding x where (x.partnership_id, x.said_id, x.theme_id) = (s.partnership_id, s.id, ${id}))
        >= greatest(1, (select count(*) from coded c where (c.partnership_id, c.said_id) = (s.partnership_id, s.id)))
      and s.id in (select said_id from coding where theme_id = ${id})
    order by s.id desc limit ${mostListed}`.execute(db)
  return rows
}

export interface Found {
  /** How many texts match; counted to a thousand and one. */
  readonly all: number
  /** The newest of them, `mostListed` at most. */
  readonly texts: readonly TextHere[]
}

/** Texts with these words, in any of their forms; “…” is a phrase, - leaves out, or is either. */
export async function search(db: Db, engagement: number, words: string, person: number | null): Promise<Found> {
  const { rows } = await sql<TextHere & { all: number }>`
    with found as materialized (select id from app.said_matching(${engagement}, ${words}) as m (id))
    select (select count(*)::int from found) as all, ${textShape(person)} from ${counting(engagement)} where s.words <> '' and s.id in (select id from found)
    order by s.id desc limit ${mostListed}`.execute(db)
  return { all: rows[0]?.all ?? 0, texts: rows }
}

export interface AgreementOfTwo {
  readonly one: string
  readonly other: string
  /** Texts that both sorted. */
  readonly both: number
  readonly overall: ReturnType<typeof agreementOn>
  readonly byTheme: readonly { readonly title: string; readonly agreement: ReturnType<typeof agreementOn> }[]
}

/** How far each two people who sorted the same texts agree, by theme and over all themes. */
export async function agreements(db: Db, engagement: number): Promise<readonly AgreementOfTwo[]> {
  const { rows } = await sql<{
    one: string
    other: string
    both: number
    themes: readonly (Omit<Sorted, 'both'> & { title: string })[]
  }>`
    with read as materialized (select c.partnership_id, c.said_id, c.coder_id from coded c join ${counting(engagement)} on (s.partnership_id, s.id) = (c.partnership_id, c.said_id)),
    two as (select x.coder_id as one, y.coder_id as other, count(*)::int as both from read x join read y on y.said_id = x.said_id and y.coder_id > x.coder_id group by 1, 2),
    -- What somebody ticked in texts that another person has read too.
    ticked as (select k.coder_id, y.coder_id as beside, k.theme_id, count(*)::int as times from coding k
      join read x on x.said_id = k.said_id and x.coder_id = k.coder_id join read y on y.said_id = k.said_id and y.coder_id <> k.coder_id group by 1, 2, 3),
    together as (select k.coder_id as one, l.coder_id as other, k.theme_id, count(*)::int as times from coding k
      join coding l on (l.partnership_id, l.said_id, l.theme_id) = (k.partnership_id, k.said_id, k.theme_id) and l.coder_id > k.coder_id
      join read x on x.said_id = k.said_id and x.coder_id = k.coder_id group by 1, 2, 3)
    select p.name as one, q.name as other, two.both,
      (select coalesce(jsonb_agg(jsonb_build_object('title', t.title, 'one', coalesce(i.times, 0), 'other', coalesce(j.times, 0), 'together', coalesce(g.times, 0)) order by t.position), '[]')
       from voice_theme t
       left join ticked i on (i.coder_id, i.beside, i.theme_id) = (two.one, two.other, t.id)
       left join ticked j on (j.coder_id, j.beside, j.theme_id) = (two.other, two.one, t.id)
       left join together g on (g.one, g.other, g.theme_id) = (two.one, two.other, t.id)
       where t.engagement_id = ${engagement} and t.dropped_on is null) as themes
    from two join person p on p.id = two.one join person q on q.id = two.other order by two.both desc, p.name, q.name`.execute(
    db,
  )
  return rows.map(({ one, other, both, themes: named }) => {
    const tables = named.map(each => ({ ...each, both }))
    return {
      one,
      other,
      both,
      overall: agreementOn(tables),
      byTheme: tables.map(table => ({ title: table.title, agreement: agreementOn([table]) })),
    }
  })
}
