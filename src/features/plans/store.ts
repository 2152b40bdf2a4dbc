// SQL behind the verbs of plans: what the rules need to know (rows locked), and what they decided.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { IncomingOutcome, KeptFile } from './document.ts'
import type { Dimension, Horizon, OutcomeWords, PlanKind, State, VersionFacts } from './model.ts'
import type { OutcomeFacts, StartFacts } from './rules.ts'

/** The version with its row locked: whoever writes in it, proposes or adopts it, does so one after the other. */
export async function versionFacts(db: Db, version: number): Promise<VersionFacts | null> {
  // Locked first and read after, so that what the one before us wrote is seen.
  await db.selectFrom('plan_version').select('id').where('id', '=', version).forUpdate().execute()
  const { rows } = await sql<VersionFacts>`
    select v.plan_id as plan, v.id as version, p.kind, p.title, v.number, v.state, v.vision,
      (select count(*)::int from outcome_text t where t.partnership_id = v.partnership_id and t.version_id = v.id) as outcomes,
      (select max(e.adopted_on) from plan_version e where e.partnership_id = v.partnership_id and e.plan_id = v.plan_id and e.id <> v.id) as "adoptedBefore"
    from plan_version v join plan p on p.partnership_id = v.partnership_id and p.id = v.plan_id
    where v.id = ${version}`.execute(db)
  return rows[0] ?? null
}

export async function startFacts(
  db: Db,
  input: { place: string | null; parentPlan: number | null },
): Promise<StartFacts> {
  const { rows } = await sql<StartFacts>`
    select exists (select from plan p join plan_version v on v.partnership_id = p.partnership_id and v.plan_id = p.id where p.kind = 'community') as "communityPlan",
      exists (select from place where code = ${input.place}) as "placeKnown",
      exists (select from plan where id = ${input.parentPlan}) as "parentKnown"`.execute(db)
  return rows[0]!
}

/** Makes a plan and its first draft; two at once are put one after the other by the lock on the partnership's plans. */
export async function startPlan(
  db: Db,
  partnership: number,
  fact: {
    kind: PlanKind
    title: string
    place: string | null
    community: string
    parentPlan: number | null
    starts: string
    ends: string
    vision?: string
    summary?: string
  },
): Promise<{ plan: number; version: number }> {
  const plan = await db
    .insertInto('plan')
    .values({
      partnership_id: partnership,
      kind: fact.kind,
      title: fact.title,
      place_code: fact.place,
      community: fact.community,
      parent_plan_id: fact.parentPlan,
      started_on: fact.starts,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const version = await db
    .insertInto('plan_version')
    .values({
      partnership_id: partnership,
      plan_id: plan.id,
      number: 1,
      state: 'draft',
      starts_on: fact.starts,
      ends_on: fact.ends,
      vision: fact.vision ?? '',
      summary: fact.summary ?? '',
      proposed_on: null,
      adopted_on: null,
      superseded_on: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { plan: plan.id, version: version.id }
}

/** One start at a time in a partnership, so that there are never two plans for the whole area. */
export const lockStarts = (db: Db, partnership: number) =>
  sql`select pg_advisory_xact_lock(hashtext('plans.start-plan'), ${partnership}::int)`.execute(db)

export async function themeFacts(db: Db, version: number, theme: number) {
  const facts = await versionFacts(db, version)
  const { rows } = await sql<{ title: string; holds: number }>`
    select t.title, (select count(*)::int from outcome_text o where o.partnership_id = t.partnership_id and o.version_id = t.version_id and o.theme_id = t.theme_id) as holds
    from theme_text t where t.version_id = ${version} and t.theme_id = ${theme}`.execute(db)
  return facts && rows[0] ? { ...facts, ...rows[0] } : null
}

export async function outcomeFacts(
  db: Db,
  version: number,
): Promise<(OutcomeFacts & { plan: number; version: number }) | null> {
  const facts = await versionFacts(db, version)
  if (!facts) return null
  const { rows } = await sql<Omit<OutcomeFacts, 'state'>>`
    select (select coalesce(array_agg(theme_id), '{}') from theme_text where version_id = ${version}) as themes,
      (select coalesce(jsonb_agg(jsonb_build_object('id', outcome_id, 'parent', parent_outcome_id)), '[]') from outcome_text where version_id = ${version}) as outcomes,
      (select coalesce(array_agg(t.outcome_id), '{}') from plan p join plan_version w on w.partnership_id = p.partnership_id and w.plan_id = p.parent_plan_id and w.state = 'adopted'
       join outcome_text t on t.partnership_id = w.partnership_id and t.version_id = w.id where p.id = ${facts.plan}) as wider,
      (select coalesce(array_agg(id), '{}') from partner where left_on is null) as partners`.execute(db)
  const numbers = (list: readonly unknown[]) => list.map(Number)
  const { themes, outcomes, wider, partners } = rows[0]!
  return {
    plan: facts.plan,
    version,
    state: facts.state,
    themes: numbers(themes),
    outcomes,
    wider: numbers(wider),
    partners: numbers(partners),
  }
}

/** The outcome's words as they stand, and who saved them last. */
export async function outcomeNow(db: Db, version: number, outcome: number) {
  const { rows } = await sql<{ now: OutcomeWords; title: string; changedBy: string | null }>`
    select t.title, jsonb_build_object('theme', t.theme_id, 'parent', t.parent_outcome_id, 'title', t.title, 'description', t.description,
        'horizon', t.horizon, 'dimensions', to_jsonb(t.dimensions), 'partner', t.partner_id) as now,
      (select p.name from history h left join person p on p.id = h.person_id
       where h.partnership_id = t.partnership_id and h.subject_kind = 'outcome' and h.subject_id = t.outcome_id order by h.id desc limit 1) as "changedBy"
    from outcome_text t where t.version_id = ${version} and t.outcome_id = ${outcome}`.execute(db)
  return rows[0] ?? null
}

export const goalKeys = async (db: Db): Promise<ReadonlySet<string>> =>
  new Set(
    (await db.selectFrom('goal').select(['framework_code', 'code']).execute()).map(
      g => `${g.framework_code}:${g.code}`,
    ),
  )

const idsUnder = async (db: Db, table: Ordered, version: number, theme?: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select ${sql.ref(idOf[table])} as id from ${sql.table(table)} where version_id = ${version}
    ${theme === undefined ? sql`` : sql`and theme_id = ${theme}`} order by position, 1`.execute(db)
  return rows.map(row => row.id)
}

type Ordered = 'theme_text' | 'outcome_text'
const idOf: Record<Ordered, string> = { theme_text: 'theme_id', outcome_text: 'outcome_id' }

/** Puts a theme, or an outcome within its theme, in a place counted from 1; the others close up. Null: at the end. */
async function place(db: Db, table: Ordered, version: number, id: number, at: number | null, theme?: number) {
  const others = (await idsUnder(db, table, version, theme)).filter(one => one !== id)
  const ordered = at === null ? [...others, id] : [...others.slice(0, at - 1), id, ...others.slice(at - 1)]
  await sql`update ${sql.table(table)} t set position = o.position::int
    from unnest(${ordered}::bigint[]) with ordinality o(id, position)
    where t.version_id = ${version} and t.${sql.ref(idOf[table])} = o.id`.execute(db)
}

export async function addTheme(
  db: Db,
  partnership: number,
  fact: { plan: number; version: number; title: string; description: string },
): Promise<number> {
  const { id } = await db
    .insertInto('theme')
    .values({ partnership_id: partnership, plan_id: fact.plan })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { version, title, description } = fact
  const position = (await idsUnder(db, 'theme_text', version)).length + 1
  await db
    .insertInto('theme_text')
    .values({ partnership_id: partnership, version_id: version, theme_id: id, title, description, position })
    .execute()
  return id
}

export async function editTheme(
  db: Db,
  fact: { version: number; theme: number; title: string; description: string; position: number | null },
): Promise<void> {
  await db
    .updateTable('theme_text')
    .set({ title: fact.title, description: fact.description })
    .where('version_id', '=', fact.version)
    .where('theme_id', '=', fact.theme)
    .execute()
  if (fact.position !== null) await place(db, 'theme_text', fact.version, fact.theme, fact.position)
}

interface WrittenOutcome extends OutcomeWords {
  readonly plan: number
  readonly version: number
}

const columnsOf = (words: OutcomeWords) => ({
  theme_id: words.theme,
  parent_outcome_id: words.parent,
  title: words.title,
  description: words.description,
  horizon: words.horizon as Horizon,
  dimensions: [...words.dimensions] as Dimension[],
  partner_id: words.partner,
})

export async function addOutcome(
  db: Db,
  partnership: number,
  fact: WrittenOutcome & { goals: readonly string[] },
): Promise<number> {
  const { id } = await db
    .insertInto('outcome')
    .values({ partnership_id: partnership, plan_id: fact.plan })
    .returning('id')
    .executeTakeFirstOrThrow()
  const position = (await idsUnder(db, 'outcome_text', fact.version, fact.theme)).length + 1
  await db
    .insertInto('outcome_text')
    .values({ partnership_id: partnership, version_id: fact.version, outcome_id: id, ...columnsOf(fact), position })
    .execute()
  await mapOutcome(db, partnership, { ...fact, outcome: id })
  return id
}

export async function editOutcome(
  db: Db,
  fact: WrittenOutcome & { outcome: number; position: number | null; themeWas: number },
): Promise<void> {
  await db
    .updateTable('outcome_text')
    .set(columnsOf(fact))
    .where('version_id', '=', fact.version)
    .where('outcome_id', '=', fact.outcome)
    .execute()
  if (fact.position !== null || fact.theme !== fact.themeWas)
    await place(db, 'outcome_text', fact.version, fact.outcome, fact.position, fact.theme)
}

export async function removeOutcome(db: Db, fact: { version: number; outcome: number }): Promise<void> {
  for (const table of ['stressed_outcome', 'outcome_text'] as const)
    await db.deleteFrom(table).where('version_id', '=', fact.version).where('outcome_id', '=', fact.outcome).execute()
}

/** The outcome serves exactly these goals, each written `framework:code`. */
export async function mapOutcome(
  db: Db,
  partnership: number,
  fact: { version: number; outcome: number; goals: readonly string[] },
): Promise<void> {
  await db
    .deleteFrom('outcome_goal')
    .where('version_id', '=', fact.version)
    .where('outcome_id', '=', fact.outcome)
    .execute()
  if (fact.goals.length)
    await sql`insert into outcome_goal (partnership_id, version_id, outcome_id, framework_code, goal_code)
      select ${partnership}, ${fact.version}, ${fact.outcome}, framework_code, code from goal
      where framework_code || ':' || code = any (${[...fact.goals]}::text[])`.execute(db)
}

export const setState = (db: Db, version: number, set: { state: State; proposed_on: string | null }) =>
  db.updateTable('plan_version').set(set).where('id', '=', version).execute()

export const clearEndorsements = (db: Db, version: number) =>
  db.deleteFrom('endorsement').where('version_id', '=', version).execute()

export async function adopt(
  db: Db,
  fact: { version: number; plan: number; adoptedOn: string; where: string; because: string },
): Promise<void> {
  await db
    .updateTable('plan_version')
    .set({ state: 'superseded', superseded_on: fact.adoptedOn })
    .where('plan_id', '=', fact.plan)
    .where('state', '=', 'adopted')
    .execute()
  await db
    .updateTable('plan_version')
    .set({ state: 'adopted', adopted_on: fact.adoptedOn, adopted_where: fact.where, because: fact.because })
    .where('id', '=', fact.version)
    .execute()
}

/** What stands of a plan, with its row locked so that two drafts cannot begin at once. */
export async function nextFacts(db: Db, plan: number) {
  const found = await db.selectFrom('plan').select('id').where('id', '=', plan).forUpdate().executeTakeFirst()
  if (!found) return null
  const versions = await db
    .selectFrom('plan_version')
    .select(['id', 'number', 'state'])
    .where('plan_id', '=', plan)
    .execute()
  return {
    plan,
    adopted: versions.find(one => one.state === 'adopted')?.id ?? null,
    open: versions.find(one => one.state === 'draft' || one.state === 'proposed')?.id ?? null,
    last: Math.max(0, ...versions.map(one => one.number)),
  }
}

/** The adopted words as a new draft, with what a file once brought. */
export async function draftNext(db: Db, fact: { from: number; number: number }): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into plan_version (partnership_id, plan_id, number, state, vision, summary, starts_on, ends_on)
    select partnership_id, plan_id, ${fact.number}, 'draft', vision, summary, starts_on, ends_on from plan_version where id = ${fact.from} returning id`.execute(
    db,
  )
  const { id } = rows[0]!
  for (const [table, columns] of copied)
    await sql`insert into ${sql.table(table)} (partnership_id, version_id, ${sql.raw(columns)})
      select partnership_id, ${id}, ${sql.raw(columns)} from ${sql.table(table)} where version_id = ${fact.from}`.execute(
      db,
    )
  return id
}

const copied = [
  ['theme_text', 'theme_id, title, description, position'],
  [
    'outcome_text',
    'outcome_id, theme_id, parent_outcome_id, title, description, horizon, dimensions, partner_id, position',
  ],
  ['outcome_goal', 'outcome_id, framework_code, goal_code'],
  ['plan_import', 'document'],
] as const

/** The draft's words go. Themes and outcomes keep their numbers, which others may point to. */
export async function discard(db: Db, version: number): Promise<void> {
  for (const table of ['outcome_text', 'theme_text', 'stress', 'endorsement', 'plan_import'] as const)
    await db.deleteFrom(table).where('version_id', '=', version).execute()
  await db.deleteFrom('plan_version').where('id', '=', version).execute()
}

export async function voiceFacts(db: Db, version: number, partner: number) {
  const { rows } = await sql<{
    version: number
    plan: number
    number: number
    title: string
    state: State
    partner: number
    organisation: number
    partnerName: string
    left: boolean
    outcomes: number[]
    coordinators: number[]
  }>`
    select v.id as version, v.plan_id as plan, v.number, p.title, v.state, r.id as partner, r.organisation_id as organisation, o.name as "partnerName", r.left_on is not null as left,
      (select coalesce(jsonb_agg(outcome_id), '[]') from outcome_text where version_id = v.id) as outcomes,
      (select coalesce(jsonb_agg(distinct person_id), '[]') from membership where role = 'coordinator' and ended_on is null) as coordinators
    from plan_version v join plan p on p.partnership_id = v.partnership_id and p.id = v.plan_id
    join partner r on r.partnership_id = v.partnership_id and r.id = ${partner} join organisation o on o.id = r.organisation_id
    where v.id = ${version} for share of v`.execute(db)
  return rows[0] ?? null
}

export const leads = async (db: Db): Promise<number[]> =>
  (
    await db
      .selectFrom('membership')
      .select('person_id')
      .distinct()
      .where('role', '=', 'partner-lead')
      .where('ended_on', 'is', null)
      .execute()
  ).map(row => row.person_id)

export async function stress(
  db: Db,
  partnership: number,
  fact: {
    version: number
    partner: number
    principle: 'vision' | 'participation' | 'delivery'
    words: string
    outcomes: readonly number[]
  },
): Promise<void> {
  const of = { partnership_id: partnership, version_id: fact.version, partner_id: fact.partner }
  await db.deleteFrom('stress').where('version_id', '=', fact.version).where('partner_id', '=', fact.partner).execute()
  await db
    .insertInto('stress')
    .values({ ...of, principle: fact.principle, words: fact.words })
    .execute()
  if (fact.outcomes.length)
    await db
      .insertInto('stressed_outcome')
      .values(fact.outcomes.map(outcome_id => ({ ...of, outcome_id })))
      .execute()
}

export async function objectiveFacts(db: Db, objective: number, outcome: number) {
  const { rows } = await sql<{ objective: number; outcome: number; organisation: number; linked: boolean }>`
    select j.id as objective, c.id as outcome, r.organisation_id as organisation,
      exists (select from objective_outcome l where l.partnership_id = j.partnership_id and l.objective_id = j.id and l.outcome_id = c.id) as linked
    from objective j join partner r on r.partnership_id = j.partnership_id and r.id = j.partner_id
    join outcome c on c.partnership_id = j.partnership_id and c.id = ${outcome}
    where j.id = ${objective} and exists (select from outcome_text t where t.partnership_id = c.partnership_id and t.outcome_id = c.id) for update of j`.execute(
    db,
  )
  return rows[0] ?? null
}

export const partnersNamed = (db: Db) =>
  sql<{ id: number; name: string }>`
    select r.id, o.name from partner r join organisation o on o.id = r.organisation_id where r.left_on is null`
    .execute(db)
    .then(found => found.rows)

/** Writes themes and outcomes that came in a file, and keeps the file's document beside them. */
export async function writeImported(
  db: Db,
  partnership: number,
  at: { plan: number; version: number },
  came: {
    themes: readonly { identifier: string; title: string; description: string; outcomes: readonly IncomingOutcome[] }[]
  },
  file: Pick<KeptFile, 'document' | 'skipped' | 'as'>,
): Promise<void> {
  const themes: Record<string, KeptFile['themes'][string]> = {}
  const outcomes: Record<string, KeptFile['outcomes'][string]> = {}
  const numbers = new Map<string, number>()
  for (const { identifier, title, description, outcomes: below } of came.themes) {
    const theme = await addTheme(db, partnership, { ...at, title, description })
    themes[theme] = { identifier, title, description }
    for (const one of below) {
      const id = await addOutcome(db, partnership, { ...one, ...at, theme, parent: null })
      numbers.set(one.identifier, id)
      const { title, description, partnerName, rest } = one
      outcomes[id] = { identifier: one.identifier, title, description, partnerName, rest }
    }
  }
  for (const one of came.themes.flatMap(theme => theme.outcomes))
    if (one.parent !== null)
      await db
        .updateTable('outcome_text')
        .set({ parent_outcome_id: numbers.get(one.parent)! })
        .where('version_id', '=', at.version)
        .where('outcome_id', '=', numbers.get(one.identifier)!)
        .execute()
  const kept: KeptFile = { ...file, themes, outcomes }
  await db
    .insertInto('plan_import')
    .values({ partnership_id: partnership, version_id: at.version, document: JSON.stringify(kept) })
    .execute()
}
