// Reading a partnership's indicators: each list is one query, however many indicators there are.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { Unit } from '../../kernel/quantity.ts'
import type { Good } from '../../kernel/statistics.ts'
import type { Frequency, IndicatorKind, Status } from './model.ts'

export interface Reading {
  readonly period: string
  readonly starts: string
  readonly ends: string
  readonly value: number
  readonly status: Status
}

export interface StandingTarget {
  readonly id: number
  readonly period: string
  readonly due: string
  readonly value: number
  readonly because: string
  readonly goal: string | null
}

export interface IndicatorRow {
  readonly id: number
  readonly code: string | null
  readonly kind: IndicatorKind
  readonly name: string
  readonly definition: string
  readonly source: string
  readonly unit: Unit
  readonly good: Good
  readonly frequency: Frequency
  readonly due: string | null
  readonly invented: boolean
  /** The day it was last used; null while it is in use. Only the page of one indicator finds a retired one. */
  readonly retired: string | null
  readonly owner: { readonly partner: number; readonly organisation: number; readonly name: string } | null
  /** Numbers of the people who answer for it; names are for members. */
  readonly ownerPerson: number | null
  readonly deputyPerson: number | null
  readonly baseline: { readonly period: string; readonly on: string; readonly value: number } | null
  readonly outcomes: readonly number[]
  readonly targets: readonly StandingTarget[]
  /** Of the partnership's own area, oldest first. */
  readonly readings: readonly Reading[]
  /** The average of areas like ours, by period; empty where there is no family. */
  readonly family: readonly Omit<Reading, 'status'>[]
}

/** Every indicator in use with its readings, family average, targets and outcomes, or the one with this number: one query. */
export async function indicatorsOf(db: Db, area: string, only?: number): Promise<IndicatorRow[]> {
  const { rows } = await sql<IndicatorRow>`
    with used as (select * from indicator i where ${only === undefined ? sql`i.retired_on is null` : sql`i.id = ${only}`}),
    figures as (
      select u.id, r.period, r.starts_on, r.ends_on, r.value, r.status
      from used u join catalogue_reading r on r.indicator_code = u.catalogue_code and r.place_code = ${area} and r.population_group = ''
      union all
      select u.id, r.period, r.starts_on, r.ends_on, r.value, r.status
      from used u join reading r on r.indicator_id = u.id and r.place_code = ${area} and r.population_group = ''
    ),
    alike as (
      select u.id, r.period, min(r.starts_on) as starts_on, min(r.ends_on) as ends_on, avg(r.value) as value
      from used u
      join catalogue_indicator c on c.code = u.catalogue_code
      join place_family mine on mine.scheme = c.family_scheme and mine.place_code = ${area}
      join place_family theirs on theirs.scheme = mine.scheme and theirs.family = mine.family
      join catalogue_reading r on r.indicator_code = c.code and r.place_code = theirs.place_code and r.population_group = '' and r.status <> 'projected'
      group by u.id, r.period
    )
    select u.id, u.catalogue_code as code, u.kind, u.name, u.definition, u.source, u.unit, u.good, u.frequency,
      coalesce(u.next_due, c.next_due) as due, u.invented,
      case when p.id is not null then jsonb_build_object('partner', p.id, 'organisation', o.id, 'name', coalesce(nullif(o.short_name, ''), o.name)) end as owner,
      case when u.baseline_period is not null then jsonb_build_object('period', u.baseline_period, 'on', u.baseline_on, 'value', u.baseline_value) end as baseline, u.retired_on as retired,
      u.owner_person_id as "ownerPerson", u.deputy_person_id as "deputyPerson",
      (select coalesce(jsonb_agg(l.outcome_id order by l.position, l.outcome_id), '[]') from outcome_indicator l where l.indicator_id = u.id) as outcomes,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'period', t.period, 'due', t.due_on, 'value', t.value, 'because', t.because,
          'goal', case when g.code is not null then g.title || ' (' || f.name || ')' end) order by t.due_on), '[]')
       from target t left join goal g on (g.framework_code, g.code) = (t.framework_code, t.goal_code) left join framework f on f.code = g.framework_code
       where t.indicator_id = u.id and t.superseded_at is null) as targets,
      (select coalesce(jsonb_agg(jsonb_build_object('period', r.period, 'starts', r.starts_on, 'ends', r.ends_on, 'value', r.value, 'status', r.status) order by r.ends_on, r.starts_on), '[]')
       from figures r where r.id = u.id) as readings,
      (select coalesce(jsonb_agg(jsonb_build_object('period', r.period, 'starts', r.starts_on, 'ends', r.ends_on, 'value', r.value) order by r.ends_on, r.starts_on), '[]')
       from alike r where r.id = u.id) as family
    from used u
    left join catalogue_indicator c on c.code = u.catalogue_code
    left join partner p on p.id = u.partner_id
    left join organisation o on o.id = p.organisation_id
    order by u.name collate "en-x-icu", u.id`.execute(db)
  return rows
}

export interface PastTarget extends StandingTarget {
  readonly set: Date
  readonly superseded: Date | null
}

/** Every target an indicator ever had, newest first. */
export async function targetsEver(db: Db, indicator: number): Promise<PastTarget[]> {
  const { rows } = await sql<PastTarget>`
    select t.id, t.period, t.due_on as due, t.value, t.because, t.set_at as set, t.superseded_at as superseded,
      case when g.code is not null then g.title || ' (' || f.name || ')' end as goal
    from target t left join goal g on (g.framework_code, g.code) = (t.framework_code, t.goal_code) left join framework f on f.code = g.framework_code
    where t.indicator_id = ${indicator} order by t.set_at desc, t.id desc`.execute(db)
  return rows
}

/** Catalogue indicators that this partnership does not use yet and that have a figure for its area. */
export const notTaken = (db: Db, area: string) =>
  sql<{ code: string; name: string; source: string }>`
    select c.code, c.name, c.source from catalogue_indicator c
    where not exists (select 1 from indicator i where i.catalogue_code = c.code)
      and exists (select 1 from catalogue_reading r where r.indicator_code = c.code and r.place_code = ${area})
    order by c.name collate "en-x-icu"`
    .execute(db)
    .then(found => found.rows)

/** Outcomes by their titles; those that no version has adopted are only for members, who are `inside`. */
export const outcomeTitles = (db: Db, inside: boolean) =>
  sql<{ id: number; title: string }>`
    select distinct on (o.id) o.id, t.title from outcome o
    join outcome_text t on t.outcome_id = o.id join plan_version v on v.id = t.version_id
    where v.state = 'adopted' or (${inside} and v.state <> 'superseded') order by o.id, v.state = 'adopted' desc, v.number desc`
    .execute(db)
    .then(found => found.rows)

export const goals = (db: Db) =>
  sql<{ code: string; title: string; framework: string }>`
    select g.framework_code || ':' || g.code as code, g.title, f.name as framework
    from goal g join framework f on f.code = g.framework_code order by f.name, g.position`
    .execute(db)
    .then(found => found.rows)
