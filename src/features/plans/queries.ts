// Reading plans: versions with their wording, partners' answers, lists of plans, outcomes and frameworks.
// Whoever asks says whether they are inside: drafts and proposals are for members.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { WordedOutcome, WordedTheme, Wording } from './comparison.ts'
import type { KeptFile } from './document.ts'
import type { Dimension, Horizon, PlanKind, Principle, State } from './model.ts'

export interface VersionHead {
  readonly version: number
  readonly plan: number
  readonly number: number
  readonly state: State
  readonly kind: PlanKind
  readonly title: string
  readonly place: string | null
  readonly placeCode: string | null
  readonly community: string
  readonly parentPlan: number | null
  readonly parentTitle: string | null
  readonly because: string
  readonly proposedOn: string | null
  readonly adoptedOn: string | null
  readonly adoptedWhere: string
  readonly supersededOn: string | null
}

export interface VersionView extends VersionHead, Wording {}

/** One version with its wording; null where it is not there. */
export async function versionView(db: Db, version: number): Promise<VersionView | null> {
  const { rows } = await sql<VersionHead & Pick<Wording, 'vision' | 'summary' | 'starts' | 'ends'>>`
    select v.id as version, v.plan_id as plan, v.number, v.state, p.kind, p.title, l.name as place, l.code as "placeCode", p.community,
      parent.id as "parentPlan", parent.title as "parentTitle", v.vision, v.summary, v.starts_on as starts, v.ends_on as ends, v.because,
      v.proposed_on as "proposedOn", v.adopted_on as "adoptedOn", v.adopted_where as "adoptedWhere", v.superseded_on as "supersededOn"
    from plan_version v join plan p on p.partnership_id = v.partnership_id and p.id = v.plan_id
    left join place l on l.code = p.place_code
    left join plan parent on parent.partnership_id = p.partnership_id and parent.id = p.parent_plan_id
      and exists (select from plan_version a where a.partnership_id = parent.partnership_id and a.plan_id = parent.id and a.state = 'adopted')
    where v.id = ${version}`.execute(db)
  if (!rows[0]) return null
  return { ...rows[0], themes: await themesOf(db, version), outcomes: await outcomesOf(db, version) }
}

const themesOf = (db: Db, version: number): Promise<WordedTheme[]> =>
  db
    .selectFrom('theme_text')
    .select(['theme_id as id', 'title', 'description', 'position'])
    .where('version_id', '=', version)
    .orderBy('position')
    .orderBy('theme_id')
    .execute()

/** The outcomes of a version in the order of its themes. */
export async function outcomesOf(db: Db, version: number): Promise<WordedOutcome[]> {
  const { rows } = await sql<WordedOutcome>`
    select t.outcome_id as id, t.theme_id as theme, t.parent_outcome_id as parent, t.title, t.description, t.horizon, t.dimensions,
      t.partner_id as partner, o.name as "partnerName", t.position,
      (select u.title from outcome_text u join plan_version w on w.partnership_id = u.partnership_id and w.id = u.version_id
       where u.partnership_id = t.partnership_id and u.outcome_id = t.parent_outcome_id and (u.version_id = t.version_id or w.state = 'adopted')
       order by u.version_id = t.version_id desc limit 1) as "parentTitle",
      (select coalesce(jsonb_agg(jsonb_build_object('key', g.framework_code || ':' || g.code, 'title', g.title, 'framework', f.name)
         order by f.adopted_on desc, f.code, g.position), '[]')
       from outcome_goal m join goal g on g.framework_code = m.framework_code and g.code = m.goal_code join framework f on f.code = g.framework_code
       where m.partnership_id = t.partnership_id and m.version_id = t.version_id and m.outcome_id = t.outcome_id) as goals
    from outcome_text t
    join theme_text h on h.partnership_id = t.partnership_id and h.version_id = t.version_id and h.theme_id = t.theme_id
    left join partner r on r.partnership_id = t.partnership_id and r.id = t.partner_id left join organisation o on o.id = r.organisation_id
    where t.version_id = ${version} order by h.position, h.theme_id, t.position, t.outcome_id`.execute(db)
  return rows
}

/** What one partner says of a version. */
export interface Voice {
  readonly partner: number
  readonly organisation: number
  readonly name: string
  readonly endorsedOn: string | null
  readonly reservation: string
  readonly principle: Principle | null
  readonly words: string
  readonly outcomes: readonly number[]
}

/** Every partner of today, and those who answered this version and have left since. */
export async function voices(db: Db, version: number): Promise<Voice[]> {
  const { rows } = await sql<Voice>`
    select r.id as partner, r.organisation_id as organisation, o.name, e.endorsed_on as "endorsedOn", coalesce(e.reservation, '') as reservation,
      s.principle, coalesce(s.words, '') as words,
      (select coalesce(jsonb_agg(m.outcome_id), '[]') from stressed_outcome m
       where m.partnership_id = r.partnership_id and m.version_id = ${version} and m.partner_id = r.id) as outcomes
    from partner r join organisation o on o.id = r.organisation_id
    left join endorsement e on e.partnership_id = r.partnership_id and e.version_id = ${version} and e.partner_id = r.id
    left join stress s on s.partnership_id = r.partnership_id and s.version_id = ${version} and s.partner_id = r.id
    where e.endorsed_on is not null
      or (r.left_on is null and r.joined_on <= coalesce((select superseded_on from plan_version where id = ${version}), 'infinity'))
    order by o.name collate "en-x-icu"`.execute(db)
  return rows
}

export interface VersionListed {
  readonly version: number
  readonly number: number
  readonly state: State
  readonly adoptedOn: string | null
  readonly supersededOn: string | null
  readonly because: string
}

/** The versions of a plan, newest first. */
export async function versionsOf(db: Db, plan: number, inside: boolean): Promise<VersionListed[]> {
  const { rows } = await sql<VersionListed>`
    select id as version, number, state, adopted_on as "adoptedOn", superseded_on as "supersededOn", because
    from plan_version where plan_id = ${plan} and (${inside} or state in ('adopted', 'superseded')) order by number desc`.execute(
    db,
  )
  return rows
}

export interface PlanListed {
  readonly id: number
  readonly kind: PlanKind
  readonly title: string
  readonly place: string | null
  readonly community: string
  readonly parentPlan: number | null
  readonly version: number
  readonly state: State
  readonly vision: string
  readonly starts: string
  readonly ends: string
  readonly adoptedOn: string | null
  readonly outcomes: number
}

/** The plans of the partnership in scope, the widest first: each in its adopted version, or for members in its newest. */
export async function plansOf(db: Db, inside = false, page?: { after: number; limit: number }): Promise<PlanListed[]> {
  const { rows } = await sql<PlanListed>`
    select p.id, p.kind, p.title, l.name as place, p.community, p.parent_plan_id as "parentPlan", v.id as version, v.state, v.vision,
      v.starts_on as starts, v.ends_on as ends, v.adopted_on as "adoptedOn",
      (select count(*)::int from outcome_text t where t.partnership_id = v.partnership_id and t.version_id = v.id) as outcomes
    from plan p left join place l on l.code = p.place_code
    join lateral (select * from plan_version v where v.partnership_id = p.partnership_id and v.plan_id = p.id
      and (v.state = 'adopted' or (${inside} and v.state in ('draft', 'proposed'))) order by v.state = 'adopted' desc, v.number desc limit 1) v on true
    where p.id > ${page?.after ?? 0}
    order by ${page ? sql`p.id` : sql`array_position(array['community', 'thematic', 'locality', 'community-of-interest'], p.kind), p.title collate "en-x-icu", p.id`}
    limit ${page ? page.limit + 1 : null}`.execute(db)
  return rows
}

/** The version of a plan in one of these states, the most settled first; null where it has none. */
export async function versionOf(db: Db, plan: number, states: readonly State[]): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from plan_version where plan_id = ${plan} and state = any (${[...states]}::text[])
    order by array_position(${[...states]}::text[], state), number desc limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** The number of the plan for the whole area; null before it is started. */
export async function communityPlan(db: Db): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select p.id from plan p where p.kind = 'community'
      and exists (select from plan_version v where v.partnership_id = p.partnership_id and v.plan_id = p.id) order by p.id limit 1`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

/** The adopted version of the plan for the whole area. */
export async function adoptedPlan(db: Db): Promise<VersionView | null> {
  const plan = await communityPlan(db)
  const version = plan === null ? null : await versionOf(db, plan, ['adopted'])
  return version === null ? null : versionView(db, version)
}

/** The version that was adopted before this one. */
export async function versionBefore(db: Db, of: { plan: number; number: number }): Promise<VersionView | null> {
  const found = await db
    .selectFrom('plan_version')
    .select('id')
    .where('plan_id', '=', of.plan)
    .where('number', '<', of.number)
    .where('state', 'in', ['adopted', 'superseded'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found ? versionView(db, found.id) : null
}

export interface OutcomeView {
  readonly id: number
  readonly version: number
  readonly state: State
  readonly plan: { readonly id: number; readonly kind: PlanKind; readonly title: string }
  readonly theme: { readonly id: number; readonly title: string }
  readonly title: string
  readonly description: string
  readonly horizon: Horizon
  readonly dimensions: readonly Dimension[]
  readonly partner: { readonly id: number; readonly name: string } | null
  readonly parent: { readonly id: number; readonly title: string } | null
  readonly children: readonly { readonly id: number; readonly title: string }[]
  readonly goals: WordedOutcome['goals']
  /** Partners who have agreed with this version. */
  readonly endorsements: number
  readonly stressedBy: readonly { readonly id: number; readonly name: string }[]
  /** Partners' own objectives that serve it. */
  readonly objectives: readonly {
    readonly id: number
    readonly words: string
    readonly partner: number
    readonly partnerName: string
  }[]
}

/**
 * An outcome in the words of the adopted version; for members, who are `inside`, else in those of the newest. One that
 * was dropped stays readable in the words it last had, because its address was published.
 */
export async function outcome(db: Db, id: number, inside = false): Promise<OutcomeView | null> {
  const seen = sql`(v.state in ('adopted', 'superseded') or ${inside})`
  const { rows } = await sql<OutcomeView>`
    select t.outcome_id as id, v.id as version, v.state,
      jsonb_build_object('id', p.id, 'kind', p.kind, 'title', p.title) as plan,
      jsonb_build_object('id', h.theme_id, 'title', h.title) as theme,
      t.title, t.description, t.horizon, t.dimensions,
      case when r.id is not null then jsonb_build_object('id', r.id, 'name', o.name) end as partner,
      (select jsonb_build_object('id', u.outcome_id, 'title', u.title) from outcome_text u join plan_version w on w.partnership_id = u.partnership_id and w.id = u.version_id
       where u.partnership_id = t.partnership_id and u.outcome_id = t.parent_outcome_id and (u.version_id = t.version_id or w.state = 'adopted')
       order by u.version_id = t.version_id desc limit 1) as parent,
      (select coalesce(jsonb_agg(jsonb_build_object('id', u.outcome_id, 'title', u.title) order by u.position, u.outcome_id), '[]')
       from outcome_text u join plan_version w on w.partnership_id = u.partnership_id and w.id = u.version_id
       where u.partnership_id = t.partnership_id and u.parent_outcome_id = t.outcome_id
         and (u.version_id = t.version_id or (w.plan_id <> v.plan_id and w.state = 'adopted'))) as children,
      (select coalesce(jsonb_agg(jsonb_build_object('key', g.framework_code || ':' || g.code, 'title', g.title, 'framework', f.name)
         order by f.adopted_on desc, f.code, g.position), '[]')
       from outcome_goal m join goal g on g.framework_code = m.framework_code and g.code = m.goal_code join framework f on f.code = g.framework_code
       where m.partnership_id = t.partnership_id and m.version_id = t.version_id and m.outcome_id = t.outcome_id) as goals,
      (select count(*)::int from endorsement e where e.partnership_id = t.partnership_id and e.version_id = v.id) as endorsements,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.partner_id, 'name', so.name) order by so.name), '[]')
       from stressed_outcome s join partner sr on sr.partnership_id = s.partnership_id and sr.id = s.partner_id join organisation so on so.id = sr.organisation_id
       where s.partnership_id = t.partnership_id and s.version_id = v.id and s.outcome_id = t.outcome_id) as "stressedBy",
      (select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'words', j.words, 'partner', jr.id, 'partnerName', jo.name) order by jo.name, j.position, j.id), '[]')
       from objective_outcome l join objective j on j.partnership_id = l.partnership_id and j.id = l.objective_id
       join partner jr on jr.partnership_id = j.partnership_id and jr.id = j.partner_id join organisation jo on jo.id = jr.organisation_id
       where l.partnership_id = t.partnership_id and l.outcome_id = t.outcome_id and jr.left_on is null) as objectives
    from outcome_text t
    join plan_version v on v.partnership_id = t.partnership_id and v.id = t.version_id and ${seen}
    join plan p on p.partnership_id = v.partnership_id and p.id = v.plan_id
    join theme_text h on h.partnership_id = t.partnership_id and h.version_id = t.version_id and h.theme_id = t.theme_id
    left join partner r on r.partnership_id = t.partnership_id and r.id = t.partner_id left join organisation o on o.id = r.organisation_id
    where t.outcome_id = ${id} order by v.state = 'adopted' desc, v.number desc limit 1`.execute(db)
  return rows[0] ?? null
}

export const keptFile = async (db: Db, version: number): Promise<KeptFile | null> =>
  (await db.selectFrom('plan_import').select('document').where('version_id', '=', version).executeTakeFirst())
    ?.document ?? null

export interface FrameworkView {
  readonly code: string
  readonly name: string
  readonly version: string
  readonly publisher: string
  readonly source: string
  readonly adoptedOn: string | null
  readonly goals: readonly { readonly code: string; readonly title: string }[]
}

/** The frameworks in the commons with their goals, Scotland's own first; or the one with this code. */
export async function frameworks(db: Db, code: string | null = null): Promise<FrameworkView[]> {
  const { rows } = await sql<FrameworkView>`
    select f.code, f.name, f.version, f.publisher, f.source, f.adopted_on as "adoptedOn",
      (select coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'title', g.title) order by g.position), '[]') from goal g where g.framework_code = f.code) as goals
    from framework f where ${code}::text is null or f.code = ${code} order by f.adopted_on desc, f.code`.execute(db)
  return rows
}

/** Outcomes an objective is linked to, in the words they have now. */
export async function outcomesOfObjective(db: Db, objective: number): Promise<{ id: number; title: string }[]> {
  const { rows } = await sql<{ id: number; title: string }>`
    select l.outcome_id as id, t.title from objective_outcome l
    join lateral (select t.title from outcome_text t join plan_version v on v.partnership_id = t.partnership_id and v.id = t.version_id
      where t.partnership_id = l.partnership_id and t.outcome_id = l.outcome_id order by v.state = 'adopted' desc, v.number desc limit 1) t on true
    where l.objective_id = ${objective} order by t.title collate "en-x-icu", l.outcome_id`.execute(db)
  return rows
}

/** Every outcome that is or is about to be in force, with the plan it stands in. */
export async function outcomesToLink(db: Db): Promise<{ id: number; title: string; plan: string }[]> {
  const { rows } = await sql<{ id: number; title: string; plan: string }>`
    select distinct on (t.outcome_id) t.outcome_id as id, t.title, p.title as plan
    from outcome_text t join plan_version v on v.partnership_id = t.partnership_id and v.id = t.version_id and v.state <> 'superseded'
    join plan p on p.partnership_id = v.partnership_id and p.id = v.plan_id
    order by t.outcome_id, v.state = 'adopted' desc, v.number desc`.execute(db)
  return rows
}

/** The places inside an area that a plan can be for, the area itself last. */
export const placesWithin = (db: Db, area: string) =>
  sql<{ code: string; name: string }>`
    with recursive below as (
      select code, 0 as depth from place where code = ${area}
      union select p.place_code, b.depth + 1 from place_parent p join below b on b.code = p.parent_code where b.depth < 5)
    select distinct l.code, l.name || case when l.kind = 'ward' then ' (ward)' else '' end as name,
      array_position(array['locality', 'ward', 'council'], l.kind) as rank, l.name collate "en-x-icu" as sorted
    from below b join place l on l.code = b.code where l.closed_on is null and (l.kind in ('locality', 'ward') or l.code = ${area})
    order by rank, sorted`
    .execute(db)
    .then(found => found.rows)
