// Reading over several rooms: one query for what each page needs of the plan, so that cost does not grow with the installation.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { Claim } from '../delivery/public.ts'
import type { Dimension, Horizon } from '../plans/public.ts'
import { type AcceptedWord, latestWords } from '../rounds/public.ts'

export interface FrontPlan {
  readonly plan: number
  readonly version: number
  readonly title: string
  readonly vision: string
  readonly summary: string
  readonly starts: string
  readonly ends: string
  readonly adoptedOn: string
  readonly partners: number
  readonly endorsed: number
  readonly reservations: number
  /** Pieces of work that everyone can see and that go on, and how many of them are quick wins. */
  readonly work: number
  readonly quickWins: number
  readonly outcomes: readonly {
    readonly id: number
    readonly title: string
    readonly description: string
    readonly theme: string
    readonly responsible: string | null
    /** Pieces of work that serve it. */
    readonly work: number
    readonly position: number
  }[]
}

/** Of `action a`: adopted, not stopped, and with its owner's consent where it is linked. */
const goesOn = sql`a.adopted_on is not null and a.stopped_on is null and (a.initiative_id is null or a.consent = 'given')`

/** The adopted community plan with its outcomes; null where none is adopted yet. */
export async function frontPlan(db: Db): Promise<FrontPlan | null> {
  const { rows } = await sql<FrontPlan>`
    select p.id as plan, v.id as version, p.title, v.vision, v.summary, v.starts_on as starts, v.ends_on as ends, v.adopted_on as "adoptedOn",
      (select count(*)::int from partner where left_on is null) as partners,
      (select count(*)::int from endorsement e join partner r on r.id = e.partner_id where e.version_id = v.id and r.left_on is null) as endorsed,
      (select count(*)::int from endorsement e join partner r on r.id = e.partner_id where e.version_id = v.id and r.left_on is null and e.reservation <> '') as reservations,
      (select count(*)::int from action a where ${goesOn}) as work,
      (select count(*)::int from action a where ${goesOn} and a.horizon = 'quick-win') as "quickWins",
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.outcome_id, 'title', t.title, 'description', t.description, 'theme', h.title,
          'work', (select count(*) from action a join action_outcome s on (s.partnership_id, s.action_id) = (a.partnership_id, a.id) where s.outcome_id = t.outcome_id and ${goesOn}),
          'responsible', coalesce(nullif(o.short_name, ''), o.name), 'position', t.position) order by h.position, t.position, t.outcome_id), '[]')
       from outcome_text t
       join theme_text h on (h.version_id, h.theme_id) = (t.version_id, t.theme_id)
       left join partner r on r.id = t.partner_id left join organisation o on o.id = r.organisation_id
       where t.version_id = v.id and t.parent_outcome_id is null) as outcomes
    from plan p join plan_version v on v.plan_id = p.id and v.state = 'adopted'
    where p.kind = 'community' order by v.adopted_on desc limit 1`.execute(db)
  return rows[0] ?? null
}

export interface ThreadOutcome {
  readonly id: number
  readonly title: string
  readonly plan: { readonly id: number; readonly title: string; readonly vision: string; readonly adopted: boolean }
  readonly theme: { readonly id: number; readonly title: string }
  readonly responsible: number | null
  /** The short name of the partner that is responsible. */
  readonly responsibleName: string | null
  readonly dimensions: readonly Dimension[]
  readonly horizon: Horizon
}

/** Every outcome of every plan, as its adopted version says it, or, with `drafts`, its open version where none is adopted. */
export const threadOutcomes = (db: Db, drafts: boolean) =>
  sql<ThreadOutcome>`
    select t.outcome_id as id, t.title, t.partner_id as responsible, coalesce(nullif(o.short_name, ''), o.name) as "responsibleName", t.dimensions, t.horizon,
      jsonb_build_object('id', p.id, 'title', p.title, 'vision', v.vision, 'adopted', v.state = 'adopted') as plan,
      jsonb_build_object('id', h.theme_id, 'title', h.title) as theme
    from plan p
    join lateral (select n.id, n.vision, n.state from plan_version n
      where n.partnership_id = p.partnership_id and n.plan_id = p.id and (n.state = 'adopted' or (${drafts} and n.state <> 'superseded'))
      order by n.state = 'adopted' desc, n.number desc limit 1) v on true
    join outcome_text t on t.partnership_id = p.partnership_id and t.version_id = v.id
    join theme_text h on h.partnership_id = t.partnership_id and h.version_id = t.version_id and h.theme_id = t.theme_id
    left join partner r on r.partnership_id = t.partnership_id and r.id = t.partner_id left join organisation o on o.id = r.organisation_id
    order by p.id, h.position, h.theme_id, t.position, t.outcome_id`
    .execute(db)
    .then(found => found.rows)

export interface PartTaken {
  readonly action: number
  readonly partner: number
  readonly name: string
  readonly does: string
}

/** Which partner does what in which action, or only this partner's parts. It says nothing of who may see the action. */
export const partsTaken = (db: Db, only: number | null = null) =>
  sql<PartTaken>`
    select k.action_id as action, k.partner_id as partner, coalesce(nullif(o.short_name, ''), o.name) as name, k.does
    from action_partner k join partner r on r.partnership_id = k.partnership_id and r.id = k.partner_id join organisation o on o.id = r.organisation_id
    where ${only}::bigint is null or k.partner_id = ${only}
    order by o.name collate "en-x-icu", k.action_id`
    .execute(db)
    .then(found => found.rows)

/** The measures of actions that are in use, in the order of the three questions. */
export const measuresInUse = (db: Db) =>
  sql<{ action: number; words: string }>`
    select action_id as action, words from measure where dropped_on is null
    order by array_position(array['how-much', 'how-well', 'better-off'], asks), id`
    .execute(db)
    .then(found => found.rows)

/** What partners claim that working together added to the actions that serve an outcome, newest first. */
export const claimsAbout = (db: Db, outcome: number) =>
  sql<{ action: number; claim: Claim; by: string }>`
    select c.action_id as action, c.claim, coalesce(nullif(o.short_name, ''), o.name) as by
    from contribution c join action_outcome s on s.partnership_id = c.partnership_id and s.action_id = c.action_id and s.outcome_id = ${outcome}
    join partner r on r.partnership_id = c.partnership_id and r.id = c.partner_id join organisation o on o.id = r.organisation_id
    where c.withdrawn_on is null order by c.said_on desc, c.id desc`
    .execute(db)
    .then(found => found.rows)

/** The latest accepted word on each action or indicator, by its number. */
export const latestOn = async (db: Db, about: 'action' | 'indicator'): Promise<ReadonlyMap<number, AcceptedWord>> =>
  new Map((await latestWords(db, about)).map(one => [one.subject, one]))

export interface PartnerPart {
  readonly responsible: readonly { readonly id: number; readonly title: string }[]
  readonly endorsed: { readonly on: string; readonly reservation: string } | null
  readonly stress: {
    readonly principle: string
    readonly words: string
    readonly outcomes: readonly { readonly id: number; readonly title: string }[]
  } | null
  readonly objectives: readonly {
    readonly id: number
    readonly words: string
    readonly outcomes: readonly { readonly id: number; readonly title: string }[]
  }[]
  readonly figures: readonly { readonly id: number; readonly name: string }[]
}

/** What a partner is responsible for, has accepted and stresses, and how its own objectives meet the shared outcomes. */
export async function partnerPart(db: Db, partner: number, inside: boolean): Promise<PartnerPart> {
  const { rows } = await sql<PartnerPart>`
    with current as (select v.id from plan_version v where v.state = 'adopted'),
    titles as (select distinct on (t.outcome_id) t.outcome_id, t.title from outcome_text t join plan_version v on v.id = t.version_id
               where v.state = 'adopted' or (${inside} and v.state <> 'superseded') order by t.outcome_id, v.state = 'adopted' desc, v.number desc),
    community as (select v.id from plan p join plan_version v on v.plan_id = p.id and v.state = 'adopted' where p.kind = 'community' limit 1)
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.outcome_id, 'title', t.title) order by t.position), '[]')
       from outcome_text t where t.version_id in (select id from current) and t.partner_id = ${partner}) as responsible,
      (select jsonb_build_object('on', e.endorsed_on, 'reservation', e.reservation) from endorsement e where e.version_id = (select id from community) and e.partner_id = ${partner}) as endorsed,
      (select jsonb_build_object('principle', s.principle, 'words', s.words, 'outcomes',
          (select coalesce(jsonb_agg(jsonb_build_object('id', n.outcome_id, 'title', n.title)), '[]') from stressed_outcome so join titles n on n.outcome_id = so.outcome_id
           where so.version_id = s.version_id and so.partner_id = s.partner_id))
       from stress s where s.version_id = (select id from community) and s.partner_id = ${partner}) as stress,
      (select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'words', j.words, 'outcomes',
          (select coalesce(jsonb_agg(jsonb_build_object('id', n.outcome_id, 'title', n.title)), '[]') from objective_outcome jo join titles n on n.outcome_id = jo.outcome_id where jo.objective_id = j.id)
        ) order by j.position, j.id), '[]') from objective j where j.partner_id = ${partner}) as objectives,
      (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by i.name), '[]') from indicator i where i.partner_id = ${partner} and i.retired_on is null) as figures
  `.execute(db)
  return rows[0]!
}
