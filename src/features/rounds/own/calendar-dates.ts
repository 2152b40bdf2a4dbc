// The dates of one person over all their partnerships: what they are to answer or stand in for, their milestones, rounds
// they look after.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { daysAfter } from '../../../kernel/days.ts'
import type { CalendarEvent } from '../../../outside/calendar.ts'
import { addressOfAction } from '../../delivery/public.ts'

/** One day in somebody’s calendar. */
export interface OwnDate {
  readonly id: number
  /** `deputy` and `lead`: what others have not answered yet, once whoever stands in or leads was told. */
  readonly kind: 'answer' | 'deputy' | 'lead' | 'milestone' | 'opens' | 'closes'
  readonly on: string
  readonly title: string
  readonly place: string
  readonly slug: string
  /** The number that its page has. */
  readonly subject: number
}

/** Past days that stay in the calendar of a program. */
const daysBack = 60

/** From a day on, in order; one question. Rows of partnerships that the viewer does not belong to are not there. */
export async function datesOf(db: Db, person: number, from: string): Promise<OwnDate[]> {
  const { rows } = await sql<OwnDate>`
    with mine as (select distinct partnership_id, role, organisation_id from membership where person_id = ${person} and ended_on is null),
    dates as (
      select q.id, 'answer' as kind, d.closes_on as "on", d.title, d.partnership_id, d.id as subject
      from request q join round d on d.id = q.round_id and d.state = 'open'
      where q.person_id = ${person} and exists (select 1 from request_item i where i.request_id = q.id and i.state in ('waiting', 'draft', 'returned'))
      union all
      select distinct d.id, e.kind, d.closes_on, d.title, d.partnership_id, d.id
      from request_item i join round d on d.id = i.round_id and d.state = 'open' left join request q on q.id = i.request_id
      cross join lateral (values ('deputy', i.deputy_id = ${person} and d.deputies_told_on is not null),
        ('lead', d.leads_told_on is not null and exists (select 1 from mine
          where (mine.partnership_id, mine.organisation_id, mine.role) = (i.partnership_id, i.organisation_id, 'partner-lead')))) e (kind, theirs)
      where e.theirs and i.state in ('waiting', 'draft', 'returned') and q.person_id is distinct from ${person}
      union all
      select m.id, 'milestone', m.due_on, m.words || ' (' || a.title || ')', a.partnership_id, a.id
      from milestone m join action a on a.id = m.action_id left join partner r on r.id = a.lead_partner_id
      where m.reached_on is null and m.dropped_on is null and a.adopted_on is not null and a.stopped_on is null
        and (a.owner_person_id = ${person} or a.deputy_person_id = ${person}
          or exists (select 1 from mine where (mine.partnership_id, mine.organisation_id, mine.role) = (a.partnership_id, r.organisation_id, 'partner-lead')))
      union all
      select d.id, e.kind, e.day, d.title, d.partnership_id, d.id
      from round d cross join lateral (values ('opens', d.opens_on), ('closes', d.closes_on)) e (kind, day)
      where d.state in ('planned', 'open') and d.partnership_id in (select partnership_id from mine where role = 'coordinator'))
    select dates.id, kind, "on"::text, title, p.name as place, p.slug, subject from dates join partnership p on p.id = dates.partnership_id
    where "on" >= ${from}::date order by "on", p.name, kind, dates.id`.execute(db)
  return rows
}

/** What the day is, in words. */
export const wordsOf = ({ kind, title }: OwnDate): string =>
  ({
    answer: `Last day to answer: ${title}`,
    deputy: `Last day to answer for whom you stand in for: ${title}`,
    lead: `Last day to answer for your organisation: ${title}`,
    milestone: `Due: ${title}`,
    opens: `Opens: ${title}`,
    closes: `Last day of the round: ${title}`,
  })[kind]

/** Where one goes on from it. */
export const pathOf = ({ kind, slug, subject }: OwnDate): string =>
  kind === 'milestone'
    ? addressOfAction(slug, subject)
    : kind === 'opens' || kind === 'closes'
      ? `/p/${slug}/rounds/${subject}`
      : '/home'

/** The same for a calendar program, a while back too. */
export const eventsOf = async (db: Db, person: number, today: string, address: string): Promise<CalendarEvent[]> =>
  (await datesOf(db, person, daysAfter(today, -daysBack))).map(one => ({
    id: `${one.kind}-${one.id}`,
    title: wordsOf(one),
    on: one.on,
    words: one.place,
    address: `${address}${pathOf(one)}`,
  }))
