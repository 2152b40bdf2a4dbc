// SQL of templates: their columns, and the items of one organisation over every partnership in sight.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Actor } from '../../../operation/actor.ts'
import {
  type ColumnFacts,
  partInTemplate,
  type TemplateColumn,
  type TemplateFacts,
  type TemplateItem,
  usualColumns,
} from './template.ts'

/** The organisation's row is locked, so that two who change its template at once do so one after the other. */
export async function templateFacts(db: Db, organisation: number, actor: Actor): Promise<TemplateFacts | null> {
  const { rows } = await sql`select from organisation where id = ${organisation} for no key update`.execute(db)
  if (rows.length === 0) return null
  const columns = await db
    .selectFrom('template_column')
    .select(['id', 'heading'])
    .where('organisation_id', '=', organisation)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return { organisation, leads: partInTemplate(actor, organisation) === 'lead', columns }
}

/** What the rules know of a column and its template; null where it is not there. */
export async function columnFacts(db: Db, column: number, actor: Actor): Promise<ColumnFacts | null> {
  const found = await db
    .selectFrom('template_column')
    .select('organisation_id as organisation')
    .where('id', '=', column)
    .executeTakeFirst()
  const facts = found && (await templateFacts(db, found.organisation, actor))
  return facts?.columns.some(one => one.id === column) ? { ...facts, column } : null
}

/** Puts columns in this order. */
export const setOrder = (db: Db, organisation: number, order: readonly number[]) =>
  sql`update template_column c set position = o.position
      from unnest(${[...order]}::bigint[]) with ordinality as o (id, position)
      where c.organisation_id = ${organisation} and c.id = o.id`.execute(db)

/** The columns that somebody defined, or else the usual ones. */
export async function columnsOf(db: Db, organisation: number): Promise<readonly TemplateColumn[]> {
  const { rows } = await sql<TemplateColumn>`
    select id, heading, shows, words from template_column where organisation_id = ${organisation} order by position, id`.execute(
    db,
  )
  return rows.length ? rows : usualColumns
}

/** An organisation that may have a template. */
export interface TemplateOwner {
  readonly id: number
  readonly name: string
  readonly shortName: string
  /** Columns that somebody defined. */
  readonly columns: number
}

/** These organisations by name. */
export const templateOwners = (db: Db, organisations: readonly number[]) =>
  sql<TemplateOwner>`
    select o.id, o.name, coalesce(nullif(o.short_name, ''), o.name) as "shortName",
      (select count(*)::int from template_column c where c.organisation_id = o.id) as columns
    from organisation o where o.id = any(${[...organisations]}::bigint[]) order by o.name collate "en-x-icu", o.id`
    .execute(db)
    .then(found => found.rows)

/** The partnerships in sight that the organisation is in today. */
export const placesOf = (db: Db, organisation: number) =>
  sql<{ name: string }>`
    select p.name from partner r join partnership p on p.id = r.partnership_id
    where r.organisation_id = ${organisation} and r.left_on is null order by p.name collate "en-x-icu"`
    .execute(db)
    .then(found => found.rows.map(one => one.name))

/**
 * Everything of an organisation in every partnership in sight, in one question: actions that it leads, has a part in or
 * linked, until they are stopped, and figures that it owns. Where the viewer works for it, what it sent itself and
 * nobody checked yet counts as said.
 */
export async function itemsOf(db: Db, organisation: number, viewer: Actor): Promise<TemplateItem[]> {
  const inside = viewer.roles
    .filter(held => held.organisation === organisation && (held.role === 'partner-lead' || held.role === 'contributor'))
    .map(held => held.partnership)
  const { rows } = await sql<TemplateItem>`
    with worded as (
      select distinct on (t.partnership_id, t.outcome_id) t.partnership_id, t.outcome_id, t.title
      from outcome_text t join plan_version v on (v.partnership_id, v.id) = (t.partnership_id, t.version_id)
      order by t.partnership_id, t.outcome_id, v.state = 'adopted' desc, v.number desc),
    said as (
      select distinct on (i.partnership_id, i.action_id, i.indicator_id) i.partnership_id, i.action_id, i.indicator_id,
        jsonb_build_object('status', i.status, 'direction', i.direction, 'confidence', i.confidence, 'words', i.words, 'needs', i.needs,
          'on', (i.submitted_at at time zone 'Europe/London')::date, 'accepted', i.accepted_at is not null) as said
      from request_item i
      where (i.action_id is not null or i.words <> '')
        and (i.accepted_at is not null or (i.partnership_id = any(${inside}::bigint[]) and i.state = 'submitted' and i.organisation_id = ${organisation}))
      order by i.partnership_id, i.action_id, i.indicator_id, i.submitted_at desc, i.id desc)
    select 'action' as kind, a.id, p.slug, p.name as partnership, a.title,
      (select coalesce(jsonb_agg(w.title order by w.title collate "en-x-icu"), '[]') from action_outcome s
       join worded w on (w.partnership_id, w.outcome_id) = (s.partnership_id, s.outcome_id) where (s.partnership_id, s.action_id) = (a.partnership_id, a.id)) as outcomes,
      coalesce(nullif(o.short_name, ''), o.name) as lead,
      case when r.organisation_id = ${organisation} then 'lead' when k.id is not null then 'partner' else 'owner' end as part,
      a.horizon, a.starts_on as starts, a.ends_on as ends, l.said,
      (select jsonb_build_object('words', m.words, 'due', m.due_on) from milestone m where (m.partnership_id, m.action_id) = (a.partnership_id, a.id)
         and m.reached_on is null and m.dropped_on is null order by m.due_on, m.id limit 1) as next,
      (select jsonb_build_object('reached', count(m.reached_on)::int, 'all', count(*)::int) from milestone m
       where (m.partnership_id, m.action_id) = (a.partnership_id, a.id) and m.dropped_on is null) as milestones,
      (select count(*)::int from risk q where (q.partnership_id, q.action_id) = (a.partnership_id, a.id) and q.closed_on is null) as risks,
      null::jsonb as figure, null as unit
    from action a join partnership p on p.id = a.partnership_id
    left join partner r on (r.partnership_id, r.id) = (a.partnership_id, a.lead_partner_id) left join organisation o on o.id = r.organisation_id
    left join initiative n on n.id = a.initiative_id
    left join lateral (select t.id from action_partner k join partner t on (t.partnership_id, t.id) = (k.partnership_id, k.partner_id)
      where (k.partnership_id, k.action_id) = (a.partnership_id, a.id) and t.organisation_id = ${organisation}) k on true
    left join said l on (l.partnership_id, l.action_id) = (a.partnership_id, a.id)
    where a.stopped_on is null and (r.organisation_id = ${organisation} or k.id is not null or n.organisation_id = ${organisation})
    union all
    select 'figure', i.id, p.slug, p.name, i.name,
      (select coalesce(jsonb_agg(w.title order by w.title collate "en-x-icu"), '[]') from outcome_indicator s
       join worded w on (w.partnership_id, w.outcome_id) = (s.partnership_id, s.outcome_id) where (s.partnership_id, s.indicator_id) = (i.partnership_id, i.id)),
      coalesce(nullif(o.short_name, ''), o.name), 'lead', null, null, null, l.said, null, jsonb_build_object('reached', 0, 'all', 0), 0,
      (select jsonb_build_object('value', f.value, 'period', f.period) from (
         select g.period, g.starts_on, g.ends_on, g.value from reading g where (g.partnership_id, g.indicator_id) = (i.partnership_id, i.id)
           and g.place_code = p.area_code and g.population_group = '' and g.status = 'actual'
         union all select g.period, g.starts_on, g.ends_on, g.value from catalogue_reading g where g.indicator_code = i.catalogue_code
           and g.place_code = p.area_code and g.population_group = '' and g.status = 'actual') f
       order by f.ends_on desc, f.starts_on desc limit 1),
      i.unit
    from indicator i join partnership p on p.id = i.partnership_id
    join partner r on (r.partnership_id, r.id) = (i.partnership_id, i.partner_id) join organisation o on o.id = r.organisation_id
    left join said l on (l.partnership_id, l.indicator_id) = (i.partnership_id, i.id)
    where i.retired_on is null and r.organisation_id = ${organisation}
    order by partnership, slug, kind, title, id`.execute(db)
  return rows
}
