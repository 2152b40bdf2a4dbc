// What moved between two days about an outcome, or in a place: only what strangers may read.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Moved } from './digest-words.ts'

interface Span {
  readonly outcome: number | null
  readonly place: string | null
  /** The first day that counts, and the first that does not. */
  readonly from: string
  readonly to: string
}

/** One question: adopted plans, newest figures, targets, adopted and stopped work, accepted words, milestones. */
export async function movedIn(db: Db, { outcome, place, from, to }: Span): Promise<Moved[]> {
  const within = (day: ReturnType<typeof sql>) => sql`(${day}) >= ${from}::date and (${day}) < ${to}::date`
  const dayOf = (moment: string) => sql`(${sql.raw(moment)} at time zone 'Europe/London')::date`
  // What was recorded later than it happened counts on the day on which everybody could read it.
  const saidOn = (kind: string, operation: string, id: string, otherwise: string) => sql`coalesce(
    (select max((h.at at time zone 'Europe/London')::date) from history h
     where h.subject_kind = ${kind} and h.subject_id = ${sql.raw(id)} and h.operation = ${operation}), ${sql.raw(otherwise)})`
  const { rows } = await sql<{ moved: Moved }>`
    with plans as (
      select p.id, p.title from plan p
      where p.place_code = ${place} or exists (select 1 from outcome o where o.plan_id = p.id and o.id = ${outcome})),
    outcomes as (
      select ${outcome}::bigint as id where ${outcome}::bigint is not null
      union select t.outcome_id from plans p join plan_version v on v.plan_id = p.id and v.state = 'adopted'
        join outcome_text t on t.version_id = v.id where ${place}::text is not null),
    actions as (
      select a.id, a.title, a.adopted_on, a.stopped_on, a.stopped_because from action a
      where a.adopted_on is not null and (a.initiative_id is null or a.consent = 'given')
        and (exists (select 1 from action_outcome s where s.action_id = a.id and s.outcome_id in (select id from outcomes))
          or exists (select 1 from action_place w where w.action_id = a.id and w.place_code = ${place}))),
    indicators as (
      select n.id, n.name, n.unit, n.catalogue_code, t.area_code from indicator n join partnership t on t.id = n.partnership_id
      where n.retired_on is null and exists (select 1 from outcome_indicator l where l.indicator_id = n.id and l.outcome_id in (select id from outcomes))),
    readings as (
      select n.id, n.name, n.unit, w.place_code, n.area_code, r.*,
        row_number() over (partition by n.id, w.place_code order by r.ends_on desc, r.starts_on desc) as nth
      from indicators n cross join lateral (select n.area_code as place_code union select ${place}::text where ${place}::text is not null) w
      cross join lateral (
        select period, starts_on, ends_on, value, imported_at as at from catalogue_reading c
        where c.indicator_code = n.catalogue_code and c.place_code = w.place_code and c.population_group = '' and c.status = 'actual'
        union all select period, starts_on, ends_on, value, recorded_at from reading o
        where o.indicator_id = n.id and o.place_code = w.place_code and o.population_group = '' and o.status = 'actual') r),
    moved as (
      select 1 as part, p.title as name, jsonb_build_object('kind', 'version', 'subject', p.id, 'title', p.title, 'number', v.number) as moved
      from plans p join plan_version v on v.plan_id = p.id where v.state in ('adopted', 'superseded')
        and ${within(saidOn('plan-version', 'plans.adopt-version', 'v.id', 'v.adopted_on'))}
      union all
      select 2, r.name, jsonb_build_object('kind', 'reading', 'subject', r.id, 'title', r.name, 'unit', r.unit, 'value', r.value, 'period', r.period,
        'before', (select jsonb_build_object('value', b.value, 'period', b.period) from readings b where b.id = r.id and b.place_code = r.place_code and b.nth = 2),
        'place', case when r.place_code <> r.area_code then (select l.name from place l where l.code = r.place_code) end)
      from readings r where r.nth = 1 and ${within(dayOf('r.at'))}
      union all
      select 3, n.name, jsonb_build_object('kind', 'target', 'subject', n.id, 'title', n.name, 'unit', n.unit, 'value', t.value, 'period', t.period)
      from target t join indicators n on n.id = t.indicator_id where t.superseded_at is null and ${within(dayOf('t.set_at'))}
      union all
      select 4, a.title, jsonb_build_object('kind', 'adopted', 'subject', a.id, 'title', a.title) from actions a where ${within(sql`a.adopted_on`)}
      union all
      select 5, coalesce(a.title, n.name), jsonb_build_object('kind', 'update', 'about', case when a.id is null then 'indicator' else 'action' end,
        'subject', coalesce(a.id, n.id), 'title', coalesce(a.title, n.name), 'status', i.status, 'direction', i.direction, 'words', i.words)
      from request_item i left join actions a on a.id = i.action_id left join indicators n on n.id = i.indicator_id
      where coalesce(a.id, n.id) is not null and i.state = 'accepted' and not i.unchanged and (i.status is not null or i.words <> '')
        and ${within(dayOf('i.accepted_at'))}
      union all
      select 6, a.title, jsonb_build_object('kind', 'milestone', 'subject', a.id, 'title', a.title, 'words', m.words)
      from milestone m join actions a on a.id = m.action_id
      where m.reached_on is not null and ${within(saidOn('milestone', 'delivery.reach-milestone', 'm.id', 'm.reached_on'))}
      union all
      select 7, a.title, jsonb_build_object('kind', 'stopped', 'subject', a.id, 'title', a.title, 'because', a.stopped_because)
      from actions a where ${within(sql`a.stopped_on`)})
    select moved from moved order by part, name collate "en-x-icu", moved->'subject'`.execute(db)
  return rows.map(one => one.moved)
}
