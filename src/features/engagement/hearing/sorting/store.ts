// SQL behind the verbs of sorting.

import { sql } from 'kysely'
import type { Db } from '../../../../db/handles.ts'
import type { TextFacts, ThemeFacts } from './model.ts'

export async function textFacts(db: Db, said: number): Promise<TextFacts | null> {
  const { rows } = await sql<TextFacts>`
    select s.id as said, e.id as engagement, e.organisation_id as organisation, s.words, s.quotable, s.state = 'hidden' as hidden, r.withdrawn_on is not null as withdrawn, r.set_aside_on is not null as "setAside",
      (select coalesce(jsonb_agg(t.id), '[]') from voice_theme t where (t.partnership_id, t.engagement_id) = (e.partnership_id, e.id) and t.dropped_on is null) as themes,
      (select coalesce(jsonb_agg(q.theme_id), '[]') from quote q where (q.partnership_id, q.said_id) = (s.partnership_id, s.id)) as "quotedFor"
    from said s join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id)
    join activity a on (a.partnership_id, a.id) = (s.partnership_id, s.activity_id)
    join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    where s.id = ${said}`.execute(db)
  return rows[0] ?? null
}

/** A theme, its row locked. */
export async function themeFacts(db: Db, theme: number): Promise<ThemeFacts | null> {
  await sql`select from voice_theme where id = ${theme} for no key update`.execute(db)
  const { rows } = await sql<ThemeFacts>`
    select t.id as theme, e.id as engagement, e.organisation_id as organisation, t.dropped_on is not null as dropped,
      (select coalesce(jsonb_agg(p.title order by p.position), '[]') from priority_theme x join voice_priority p on (p.partnership_id, p.id) = (x.partnership_id, x.priority_id)
       where (x.partnership_id, x.theme_id) = (t.partnership_id, t.id) and p.dropped_on is null) as priorities
    from voice_theme t join engagement e on (e.partnership_id, e.id) = (t.partnership_id, t.engagement_id)
    where t.id = ${theme}`.execute(db)
  return rows[0] ?? null
}

export async function addTheme(
  db: Db,
  partnership: number,
  { engagement, title, words }: { engagement: number; title: string; words: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into voice_theme (partnership_id, engagement_id, title, words, position)
    select ${partnership}, ${engagement}, ${title}, ${words}, coalesce(max(position), 0) + 1 from voice_theme where engagement_id = ${engagement}
    returning id`.execute(db)
  return rows[0]!.id
}

/** Puts this person's opinion in the place of their earlier one. */
export async function writeSorting(
  db: Db,
  partnership: number,
  { said, themes }: { readonly said: number; readonly themes: readonly number[] },
  person: number,
  today: string,
): Promise<void> {
  await sql`
    insert into coded (partnership_id, said_id, coder_id, coded_on) values (${partnership}, ${said}, ${person}, ${today})
    on conflict (partnership_id, said_id, coder_id) do update set coded_on = excluded.coded_on`.execute(db)
  await sql`delete from coding where said_id = ${said} and coder_id = ${person} and theme_id <> all(${[...themes]}::bigint[])`.execute(
    db,
  )
  await sql`
    insert into coding (partnership_id, said_id, theme_id, coder_id)
    select ${partnership}, ${said}, n, ${person} from unnest(${[...themes]}::bigint[]) n on conflict do nothing`.execute(
    db,
  )
}

export async function quoteFacts(
  db: Db,
  quote: number,
): Promise<{ readonly engagement: number; readonly organisation: number | null } | null> {
  const { rows } = await sql<{ engagement: number; organisation: number | null }>`
    select e.id as engagement, e.organisation_id as organisation from quote q
    join voice_theme t on (t.partnership_id, t.id) = (q.partnership_id, q.theme_id)
    join engagement e on (e.partnership_id, e.id) = (t.partnership_id, t.engagement_id) where q.id = ${quote}`.execute(
    db,
  )
  return rows[0] ?? null
}
