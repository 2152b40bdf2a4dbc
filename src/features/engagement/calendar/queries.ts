// Reading the calendar: what is asked of the public, who was asked before, and what was ever answered.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { DecisionAnswer, Level, State } from '../model.ts'
import type { Wish } from './answered.ts'
import type { Area } from './rules.ts'

export interface Priority extends Wish {
  readonly title: string
  readonly answer: DecisionAnswer | null
  readonly reason: string | null
}

export interface CalendarRow {
  readonly id: number
  readonly title: string
  readonly subject: string
  readonly audience: string
  readonly level: Level
  /** Who asks; null is the partnership itself, by its own name. */
  readonly organisation: number | null
  readonly organisationName: string
  readonly opens: string
  readonly closes: string
  readonly state: State
  readonly linked: boolean
  readonly address: string
  readonly heard: string
  readonly due: string | null
  readonly announced: string | null
  readonly openedAt: Date | null
  readonly closedAt: Date | null
  readonly calledOff: string | null
  readonly outcomes: readonly { readonly id: number; readonly title: string }[]
  readonly places: readonly { readonly code: string; readonly name: string }[]
  readonly priorities: readonly Priority[]
}

/** What of the calendar somebody wants to see; null and '' is all. */
export interface Chosen {
  /** Its code: what is in it, around it, or for the whole area. */
  readonly place: string | null
  /** Words of the title, the subject or the audience: all of them. */
  readonly about: string
  /** Number of an organisation, or `own` for the partnership itself. */
  readonly body: string | null
  readonly year: number | null
}
export const everything: Chosen = { place: null, about: '', body: null, year: null }

/** Whose calendar it is, and whether whoever looks is a member: only they see drafts. */
export interface Seen {
  readonly name: string
  readonly drafts: boolean
}

/** Latest first. */
export async function calendarRows(db: Db, { name, drafts }: Seen, chosen: Chosen): Promise<CalendarRow[]> {
  const words = chosen.about.toLowerCase().match(/\S+/g) ?? []
  const { rows } = await sql<CalendarRow>`
    with recursive up as (
      select ${chosen.place}::text as code union select p.parent_code from place_parent p join up on p.place_code = up.code),
    down as (
      select ${chosen.place}::text as code union select p.place_code from place_parent p join down on p.parent_code = down.code)
    select e.id, e.title, e.subject, e.audience, e.level, e.organisation_id as organisation, coalesce(o.name, ${name}) as "organisationName",
      e.opens_on as opens, e.closes_on as closes, e.state, e.linked, e.address, e.heard, e.answer_due_on as due, e.announced_on as announced,
      e.opened_at as "openedAt", e.closed_at as "closedAt", e.called_off_on as "calledOff",
      ${ties}, ${prioritiesOf}
    from engagement e left join organisation o on o.id = e.organisation_id
    where (e.state <> 'draft' or (${drafts} and e.called_off_on is null))
      and (${chosen.body}::text is null or coalesce(e.organisation_id::text, 'own') = ${chosen.body})
      and (${chosen.year}::int is null or (e.opens_on < make_date(coalesce(${chosen.year}::int, 2000) + 1, 1, 1) and e.closes_on >= make_date(coalesce(${chosen.year}::int, 2000), 1, 1)))
      and not exists (select from unnest(${words}::text[]) w where position(w in lower(e.title || ' ' || e.subject || ' ' || e.audience)) = 0)
      and (${chosen.place}::text is null
        or not exists (select from engagement_place p where (p.partnership_id, p.engagement_id) = (e.partnership_id, e.id))
        or exists (select from engagement_place p where (p.partnership_id, p.engagement_id) = (e.partnership_id, e.id)
             and p.place_code in (select code from up union all select code from down)))
    order by e.opens_on desc, e.id desc`.execute(db)
  return rows
}

/** What engagements are about and where, by the words of the plan in force. */
const ties = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.outcome_id, 'title', t.title) order by t.title), '[]') from (
     select distinct on (x.outcome_id) x.outcome_id, x.title from engagement_outcome y
     join outcome_text x on (x.partnership_id, x.outcome_id) = (y.partnership_id, y.outcome_id)
     join plan_version v on (v.partnership_id, v.id) = (x.partnership_id, x.version_id) and v.state = 'adopted'
     where (y.partnership_id, y.engagement_id) = (e.partnership_id, e.id) order by x.outcome_id, v.number desc) t) as outcomes,
  (select coalesce(jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name) order by l.name collate "en-x-icu"), '[]')
   from engagement_place p join place l on l.code = p.place_code where (p.partnership_id, p.engagement_id) = (e.partnership_id, e.id)) as places`

/** What was wanted and what became of it: the decision as it stands, the day of the first one, work, figures since. */
const prioritiesOf = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('title', p.title, 'decided', f.first, 'answer', d.answer, 'reason', d.reason,
     'acted', exists (select from priority_action x join action a on (a.partnership_id, a.id) = (x.partnership_id, x.action_id)
       where (x.partnership_id, x.priority_id) = (p.partnership_id, p.id) and a.adopted_on is not null),
     'measured', exists (select from priority_indicator x join reading r on (r.partnership_id, r.indicator_id) = (x.partnership_id, x.indicator_id)
       where (x.partnership_id, x.priority_id) = (p.partnership_id, p.id) and r.status <> 'projected' and r.ends_on > f.first)) order by p.position, p.id), '[]')
   from voice_priority p
   left join lateral (select min(decided_on) as first from voice_decision where (partnership_id, priority_id) = (p.partnership_id, p.id)) f on true
   left join voice_decision d on (d.partnership_id, d.priority_id) = (p.partnership_id, p.id) and d.replaced_on is null
   where (p.partnership_id, p.engagement_id) = (e.partnership_id, e.id) and p.dropped_on is null) as priorities`

export interface Choices {
  readonly places: readonly { readonly code: string; readonly name: string }[]
  readonly bodies: readonly { readonly id: number | null; readonly name: string }[]
  /** The first and the last year of anything; null where there is nothing. */
  readonly first: number | null
  readonly last: number | null
}

/** What the calendar can be narrowed to. */
export async function choicesOf(db: Db, { name, drafts }: Seen): Promise<Choices> {
  const { rows } = await sql<Choices>`
    with seen as (select * from engagement where state <> 'draft' or (${drafts} and called_off_on is null))
    select (select coalesce(jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name) order by l.name collate "en-x-icu"), '[]') from (
        select distinct p.place_code from engagement_place p join seen e on (e.partnership_id, e.id) = (p.partnership_id, p.engagement_id)) p
        join place l on l.code = p.place_code) as places,
      (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by b.name collate "en-x-icu"), '[]') from (
        select distinct o.id, coalesce(o.name, ${name}) as name from seen e left join organisation o on o.id = e.organisation_id) b) as bodies,
      (select extract(year from min(opens_on))::int from seen) as first, (select extract(year from max(closes_on))::int from seen) as last`.execute(
    db,
  )
  return rows[0]!
}

/** Which places lie in which, of those inside an area and those that engagements named. */
export async function placesWithinPlaces(db: Db, area: { code: string; name: string }): Promise<Area> {
  const { rows } = await sql<{ code: string; above: readonly string[] }>`
    with recursive below as (
      select ${area.code}::text as code union select p.place_code from place_parent p join below b on b.code = p.parent_code
      join place l on l.code = p.place_code and l.kind in ('council', 'locality', 'ward')),
    climb as (
      select code, code as above from (select code from below union select place_code from engagement_place) s
      union select c.code, p.parent_code from climb c join place_parent p on p.place_code = c.above)
    select code, array_agg(above) as above from climb group by code`.execute(db)
  return { name: area.name, within: new Map(rows.map(({ code, above }) => [code, above])) }
}

export interface ClosedRow {
  readonly id: number
  readonly title: string
  readonly organisation: number | null
  readonly organisationName: string
  readonly closed: string
  readonly due: string | null
  readonly wishes: readonly Priority[]
}

/** Engagements that ran here and have closed, latest first. */
export async function closedRows(db: Db, name: string): Promise<ClosedRow[]> {
  const { rows } = await sql<ClosedRow>`
    select e.id, e.title, e.organisation_id as organisation, coalesce(o.name, ${name}) as "organisationName",
      coalesce((e.closed_at at time zone 'Europe/London')::date, e.closes_on) as closed, e.answer_due_on as due, w.priorities as wishes
    from engagement e left join organisation o on o.id = e.organisation_id, lateral (select ${prioritiesOf}) w
    where e.state = 'closed' and not e.linked
    order by closed desc, e.id desc`.execute(db)
  return rows
}
