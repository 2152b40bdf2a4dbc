// Reading the gate: proposals with what they name, the groups that could do it, and reviews that are due.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { ProposalKind, ProposalStage } from '../model.ts'
import { structureOn } from '../queries.ts'
import type { Structure } from '../structure.ts'
import type { Adaptation, Shown } from './model.ts'
import { type Proposed, type Ranked, rank, type Ties } from './rules.ts'

export interface Named {
  readonly id: number
  readonly name: string
}

export interface ProposalView {
  readonly id: number
  readonly kind: ProposalKind
  readonly name: string
  readonly purpose: string
  readonly askedBy: string
  readonly made: string
  readonly stage: ProposalStage
  readonly settled: string | null
  readonly because: string
  /** The group that took it on, or that was set up for it, as it is called now. */
  readonly group: Named | null
  readonly sponsor: Named | null
  readonly review: string | null
  readonly adapts: Adaptation | null
  readonly adaptsWords: string
  readonly repeats: string
  readonly outcomes: readonly Named[]
  readonly themes: readonly Named[]
  readonly places: readonly { readonly code: string; readonly name: string }[]
  readonly organisations: readonly Named[]
  /** What was shown on the day it was settled, with the groups’ names of now. */
  readonly shown: readonly (Shown & { readonly name: string })[]
}

/** The name of a group now, or when it ended. */
const groupName = (group: string) =>
  sql`(select t.name from group_text t where t.partnership_id = p.partnership_id and t.group_id = ${sql.raw(group)} order by t.since desc limit 1)`

const row = sql`
  select p.id, p.kind, p.name, p.purpose, p.asked_by as "askedBy", p.made_on as made, p.stage, p.settled_on as settled, p.because,
    case when p.group_id is null then null else jsonb_build_object('id', p.group_id, 'name', ${groupName('p.group_id')}) end as "group",
    case when o.id is null then null else jsonb_build_object('id', o.id, 'name', o.name) end as sponsor,
    p.review_on as review, p.adapts, p.adapts_words as "adaptsWords", p.repeats,
    coalesce(r.outcomes, '[]') as outcomes, coalesce(r.themes, '[]') as themes, coalesce(r.places, '[]') as places,
    coalesce(r.organisations, '[]') as organisations,
    (select coalesce(jsonb_agg(s.one || jsonb_build_object('name', ${groupName("(s.one->>'group')::bigint")}) order by s.at), '[]')
     from jsonb_array_elements(p.shown) with ordinality as s (one, at)) as shown
  from proposal p left join organisation o on o.id = p.sponsor_organisation_id
  left join lateral (
    select
      jsonb_agg(jsonb_build_object('id', m.outcome_id, 'name', m.name) order by m.name collate "en-x-icu") filter (where m.outcome_id is not null) as outcomes,
      jsonb_agg(jsonb_build_object('id', m.theme_id, 'name', m.name) order by m.name collate "en-x-icu") filter (where m.theme_id is not null) as themes,
      jsonb_agg(jsonb_build_object('code', m.place_code, 'name', m.name) order by m.name collate "en-x-icu") filter (where m.place_code is not null) as places,
      jsonb_agg(jsonb_build_object('id', m.organisation_id, 'name', m.name) order by m.name collate "en-x-icu") filter (where m.organisation_id is not null) as organisations
    from (select q.*, case
        when q.outcome_id is not null then (select t.title from outcome_text t where t.partnership_id = q.partnership_id and t.outcome_id = q.outcome_id order by t.version_id desc limit 1)
        when q.theme_id is not null then (select t.title from theme_text t where t.partnership_id = q.partnership_id and t.theme_id = q.theme_id order by t.version_id desc limit 1)
        when q.place_code is not null then (select l.name from place l where l.code = q.place_code)
        else (select b.name from organisation b where b.id = q.organisation_id) end as name
      from proposal_remit q where q.partnership_id = p.partnership_id and q.proposal_id = p.id) m) r on true`

/** Open ones first, then settled ones, newest first; a page of them is in the order of their numbers. */
export async function proposals(db: Db, page?: { after: number; limit: number }): Promise<ProposalView[]> {
  const { rows } = await sql<ProposalView>`
    ${row} where p.id > ${page?.after ?? 0}
    order by ${page ? sql`p.id` : sql`p.stage <> 'open', coalesce(p.settled_on, p.made_on) desc, p.id desc`}
    limit ${page ? page.limit + 1 : null}`.execute(db)
  return rows
}

export async function proposal(db: Db, id: number): Promise<ProposalView | null> {
  const { rows } = await sql<ProposalView>`${row} where p.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export const proposedOf = (one: ProposalView): Proposed => ({
  name: one.name,
  purpose: one.purpose,
  outcomes: one.outcomes.map(each => each.id),
  themes: one.themes.map(each => each.id),
  places: one.places.map(each => each.code),
  organisations: one.organisations.map(each => each.id),
})

/** The groups of a day that could do each proposal, best first, in the order of the proposals. */
export async function ranked(db: Db, day: string, proposed: readonly Proposed[]): Promise<Ranked[][]> {
  if (proposed.length === 0) return []
  const structure = await structureOn(db, day)
  const ties = await tiesOf(db, structure, proposed)
  return proposed.map(one => rank(structure, one, ties))
}

async function tiesOf(db: Db, structure: Structure, proposed: readonly Proposed[]): Promise<Ties> {
  const places = [...new Set([...structure.groups, ...proposed].flatMap(one => one.places))]
  const organisations = [...new Set(proposed.flatMap(one => one.organisations))]
  const themes = await sql<{ outcome: number; theme: number }>`
    select distinct on (t.outcome_id) t.outcome_id as outcome, t.theme_id as theme from outcome_text t
    join plan_version v on v.partnership_id = t.partnership_id and v.id = t.version_id and v.state <> 'superseded'
    order by t.outcome_id, v.state = 'adopted' desc, v.number desc`.execute(db)
  const above = await sql<{ place: string; above: string[] }>`
    with recursive up as (
      select place_code, parent_code, 1 as depth from place_parent where place_code = any(${places}::text[])
      union select u.place_code, p.parent_code, u.depth + 1 from up u join place_parent p on p.place_code = u.parent_code where u.depth < 8)
    select place_code as place, array_agg(distinct parent_code) as above from up group by 1`.execute(db)
  const named = await sql<Named>`select id, name from organisation where id = any(${organisations}::bigint[])`.execute(
    db,
  )
  return {
    themeOf: new Map(themes.rows.map(one => [one.outcome, one.theme])),
    within: new Map(above.rows.map(one => [one.place, new Set(one.above)])),
    organisations: new Map(named.rows.map(one => [one.id, one.name])),
  }
}

/** Partners of today, and organisations that have a seat here: whoever can be wanted in something new. */
export async function organisationsToWant(db: Db): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select o.id, o.name from organisation o
    where exists (select 1 from partner r where r.organisation_id = o.id and r.left_on is null)
      or exists (select 1 from seat s where s.organisation_id = o.id and s.until is null)
    order by o.name collate "en-x-icu", o.id`.execute(db)
  return rows
}

export interface Serving {
  readonly action: number
  readonly title: string
  /** How many of the outcomes it serves. */
  readonly outcomes: number
}

/** Work of today that serves outcomes of a proposal: what a newcomer may repeat. */
export async function workServing(db: Db, outcomes: readonly number[]): Promise<Serving[]> {
  const { rows } = await sql<Serving>`
    select a.id as action, a.title, count(*)::int as outcomes from action a
    join action_outcome s on s.partnership_id = a.partnership_id and s.action_id = a.id and s.outcome_id = any(${[...outcomes]}::bigint[])
    where a.stopped_on is null
    group by a.id, a.title order by 3 desc, a.title collate "en-x-icu", a.id limit 12`.execute(db)
  return rows
}

export interface ReviewDue {
  readonly group: number
  readonly name: string
  readonly review: string
  readonly sponsor: string
  readonly proposal: number
}

/** Groups that were set up through the gate and stand, whose review is due within sixty days or past. */
export async function reviewsDue(db: Db, today: string): Promise<ReviewDue[]> {
  const { rows } = await sql<ReviewDue>`
    select g.id as "group", t.name, t.review_on as review, o.name as sponsor, p.id as proposal
    from proposal p join partnership_group g on g.partnership_id = p.partnership_id and g.id = p.group_id and g.until is null
    join group_text t on t.partnership_id = g.partnership_id and t.group_id = g.id and t.until is null
    join organisation o on o.id = p.sponsor_organisation_id
    where p.stage = 'set-up' and t.review_on <= ${today}::date + 60
    order by t.review_on, t.name collate "en-x-icu"`.execute(db)
  return rows
}
