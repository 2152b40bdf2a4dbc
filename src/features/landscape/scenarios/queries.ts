// Reading scenarios and restructurings: lists, one with its steps, and what outcomes, themes and places are called.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { ScenarioStage } from '../model.ts'
import type { Titles } from './comparing.ts'
import type { Step } from './model.ts'

export interface ScenarioListed {
  readonly id: number
  readonly name: string
  readonly why: string
  readonly stage: ScenarioStage
  readonly madeOn: string
  readonly sharedOn: string | null
  readonly settledOn: string | null
  readonly steps: number
}

const listed = sql`s.id, s.name, s.why, s.stage, s.made_on as "madeOn", s.shared_on as "sharedOn", s.settled_on as "settledOn"`
/** Drafts, and what was dropped before it was shared, are for coordinators. */
const seen = (coordinates: boolean) => sql`(${coordinates} or s.shared_on is not null)`

/** What is still open comes first, then the newest. */
export async function scenarios(db: Db, coordinates: boolean): Promise<ScenarioListed[]> {
  const { rows } = await sql<ScenarioListed>`
    select ${listed}, (select count(*)::int from scenario_step t where t.partnership_id = s.partnership_id and t.scenario_id = s.id) as steps
    from scenario s where ${seen(coordinates)} order by s.settled_on is not null, s.id desc`.execute(db)
  return rows
}

export interface StepView extends Step {
  readonly id: number
  readonly groupName: string
  readonly intoName: string | null
  /** The outcome, theme or place that moves. */
  readonly remitWords: string | null
}

export interface ScenarioView extends Omit<ScenarioListed, 'steps'> {
  readonly because: string
  /** The restructuring it became, with its first day. */
  readonly restructuring: { readonly id: number; readonly on: string } | null
  readonly steps: readonly StepView[]
}

export async function scenario(db: Db, id: number, coordinates: boolean): Promise<ScenarioView | null> {
  const lastName = (column: string) =>
    sql`(select g.name from group_text g where g.partnership_id = t.partnership_id and g.group_id = ${sql.ref(column)} order by g.since desc limit 1)`
  const { rows } = await sql<ScenarioView>`
    select ${listed}, s.settled_because as because,
      (select jsonb_build_object('id', r.id, 'on', r.on_day) from restructuring r where r.partnership_id = s.partnership_id and r.scenario_id = s.id) as restructuring,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'group', t.group_id, 'into', t.into_group_id, 'name', t.name,
          'outcome', t.outcome_id, 'theme', t.theme_id, 'place', t.place_code, 'meetings', t.meetings_a_year, 'minutes', t.meeting_minutes,
          'groupName', ${lastName('t.group_id')}, 'intoName', ${lastName('t.into_group_id')},
          'remitWords', coalesce(
            (select o.title from outcome_text o where o.partnership_id = t.partnership_id and o.outcome_id = t.outcome_id order by o.version_id desc limit 1),
            (select m.title from theme_text m where m.partnership_id = t.partnership_id and m.theme_id = t.theme_id order by m.version_id desc limit 1),
            (select p.name from place p where p.code = t.place_code))) order by t.id), '[]')
       from scenario_step t where t.partnership_id = s.partnership_id and t.scenario_id = s.id) as steps
    from scenario s where s.id = ${id} and ${seen(coordinates)}`.execute(db)
  return rows[0] ?? null
}

/** What everything that stands in a remit, or ever did, is called. */
export async function titles(db: Db): Promise<Titles> {
  const { rows } = await sql<{ key: string; words: string }>`
    select distinct r.key, r.words from (
      select 'outcome ' || g.outcome_id as key, (select o.title from outcome_text o where o.partnership_id = g.partnership_id
        and o.outcome_id = g.outcome_id order by o.version_id desc limit 1) as words from group_remit g where g.outcome_id is not null
      union all
      select 'theme ' || g.theme_id, (select m.title from theme_text m where m.partnership_id = g.partnership_id
        and m.theme_id = g.theme_id order by m.version_id desc limit 1) from group_remit g where g.theme_id is not null
      union all
      select 'place ' || g.place_code, p.name from group_remit g join place p on p.code = g.place_code
    ) r where r.words is not null`.execute(db)
  return new Map(rows.map(row => [row.key, row.words]))
}

export interface Restructuring {
  readonly id: number
  readonly on: string
  readonly name: string
  readonly reason: string
  readonly scenario: number | null
}

export async function restructurings(db: Db): Promise<Restructuring[]> {
  const { rows } = await sql<Restructuring>`
    select id, on_day as "on", name, reason, scenario_id as scenario from restructuring order by on_day desc, id desc`.execute(
    db,
  )
  return rows
}

export async function restructuring(db: Db, id: number): Promise<Restructuring | null> {
  const { rows } = await sql<Restructuring>`
    select id, on_day as "on", name, reason, scenario_id as scenario from restructuring where id = ${id}`.execute(db)
  return rows[0] ?? null
}

export interface Fate {
  readonly group: number
  readonly because: string
  readonly into: number | null
  readonly intoName: string | null
}

/** What became of groups that ended, by their numbers. */
export async function fatesOf(db: Db, groups: readonly number[]): Promise<ReadonlyMap<number, Fate>> {
  const { rows } = await sql<Fate>`
    select g.id as "group", g.ended_because as because, g.into_group_id as into,
      (select t.name from group_text t where t.partnership_id = g.partnership_id and t.group_id = g.into_group_id order by t.since desc limit 1) as "intoName"
    from partnership_group g where g.id = any (${groups}::bigint[])`.execute(db)
  return new Map(rows.map(row => [row.group, row]))
}
