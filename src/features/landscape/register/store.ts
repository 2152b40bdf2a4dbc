// SQL behind the verbs of the register: what the rules need to know, and what they decided, written down.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { outcomesKnown } from '../../indicators/public.ts'
import type { PlanWords, RequirementWords } from './model.ts'
import type { PlanNames } from './rules.ts'
import type { StarterRequirement } from './starter-requirements.ts'

/** Codes of the starter list that were ever taken in, and names of the requirements that stand (in small letters). */
export const requirementsTaken = (db: Db): Promise<{ codes: string[]; names: string[] }> =>
  sql<{ codes: string[]; names: string[] }>`
    select coalesce(array_agg(code) filter (where code is not null), '{}') as codes,
      coalesce(array_agg(lower(name)) filter (where dropped_on is null), '{}') as names from requirement`
    .execute(db)
    .then(found => found.rows[0]!)

/** Whether another requirement that stands has this name. */
export const nameTaken = (db: Db, name: string, besides: number | null): Promise<boolean> =>
  sql`select from requirement where lower(name) = lower(${name}) and dropped_on is null and id is distinct from ${besides}`
    .execute(db)
    .then(found => found.rows.length > 0)

export async function requirementFacts(
  db: Db,
  requirement: number,
): Promise<(RequirementWords & { dropped: string | null }) | null> {
  const { rows } = await sql<RequirementWords & { dropped: string | null }>`
    select name, demanded_by as "demandedBy", legal_basis as "legalBasis", source, of_kinds as "ofKinds", every_months as "everyMonths",
      contains, joint, dropped_on as dropped from requirement where id = ${requirement} for no key update`.execute(db)
  return rows[0] ?? null
}

export interface PlanFacts {
  readonly organisation: number | null
  readonly words: PlanWords
}

/** Null where it is not there, or was removed. */
export async function planFacts(db: Db, plan: number): Promise<PlanFacts | null> {
  await sql`select from registered_plan where id = ${plan} for no key update`.execute(db)
  const { rows } = await sql<PlanFacts>`
    select p.organisation_id as organisation, jsonb_build_object('name', p.name, 'kind', p.kind, 'state', p.state, 'from', p.from_on, 'to', p.to_on,
        'pages', p.pages, 'hours', p.hours, 'reportsAYear', p.reports_a_year, 'reportHours', p.report_hours, 'contains', p.contains,
        'address', p.address, 'plan', p.plan_id,
        'outcomes', (select coalesce(jsonb_agg(o.outcome_id), '[]') from registered_plan_outcome o
          where o.partnership_id = p.partnership_id and o.registered_plan_id = p.id),
        'requirements', (select coalesce(jsonb_agg(t.requirement_id), '[]') from registered_plan_requirement t
          join requirement q on q.partnership_id = t.partnership_id and q.id = t.requirement_id and q.dropped_on is null
          where t.partnership_id = p.partnership_id and t.registered_plan_id = p.id)) as words
    from registered_plan p where p.id = ${plan} and p.removed_on is null`.execute(db)
  return rows[0] ?? null
}

/** Whether what a plan names is there; `organisation` is a partner of today, or the one whose plan it is already. */
export async function namesOf(
  db: Db,
  {
    organisation,
    plan,
    outcomes,
    requirements,
  }: Pick<PlanWords, 'plan' | 'outcomes' | 'requirements'> & { organisation: number | null },
  own: number | null = null,
): Promise<PlanNames> {
  const { rows } = await sql<Omit<PlanNames, 'outcomes'>>`
    select ${organisation}::bigint is null or ${organisation}::bigint is not distinct from ${own}::bigint
        or exists (select from partner where organisation_id = ${organisation} and left_on is null) as organisation,
      ${plan}::bigint is null or exists (select from plan where id = ${plan}) as plan,
      (select count(*)::int from requirement where id = any (${[...requirements]}::bigint[]) and dropped_on is null) = ${requirements.length}::int as requirements`.execute(
    db,
  )
  return { ...rows[0]!, outcomes: await outcomesKnown(db, outcomes) }
}

const columnsOfRequirement = (words: RequirementWords) => ({
  name: words.name,
  demanded_by: words.demandedBy,
  legal_basis: words.legalBasis,
  source: words.source,
  of_kinds: [...words.ofKinds],
  every_months: words.everyMonths,
  contains: [...words.contains],
  joint: words.joint,
})

export async function addRequirements(
  db: Db,
  partnership: number,
  list: readonly (RequirementWords & Partial<Pick<StarterRequirement, 'code'>>)[],
): Promise<number> {
  const added = await db
    .insertInto('requirement')
    .values(
      list.map(one => ({
        partnership_id: partnership,
        code: one.code ?? null,
        dropped_on: null,
        ...columnsOfRequirement(one),
      })),
    )
    .returning('id')
    .execute()
  return added[0]!.id
}

export const writeRequirement = (db: Db, requirement: number, words: RequirementWords) =>
  db.updateTable('requirement').set(columnsOfRequirement(words)).where('id', '=', requirement).execute()

const columnsOfPlan = (words: PlanWords) => ({
  name: words.name,
  kind: words.kind,
  state: words.state,
  from_on: words.from,
  to_on: words.to,
  pages: words.pages,
  hours: words.hours,
  reports_a_year: words.reportsAYear,
  report_hours: words.reportHours,
  contains: [...words.contains],
  address: words.address,
  plan_id: words.plan,
})

export async function addPlan(
  db: Db,
  partnership: number,
  organisation: number | null,
  words: PlanWords,
): Promise<number> {
  const { id } = await db
    .insertInto('registered_plan')
    .values({ partnership_id: partnership, organisation_id: organisation, removed_on: null, ...columnsOfPlan(words) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tie(db, partnership, id, words)
  return id
}

export async function writePlan(db: Db, partnership: number, plan: number, words: PlanWords): Promise<void> {
  await db.updateTable('registered_plan').set(columnsOfPlan(words)).where('id', '=', plan).execute()
  await db.deleteFrom('registered_plan_outcome').where('registered_plan_id', '=', plan).execute()
  await db.deleteFrom('registered_plan_requirement').where('registered_plan_id', '=', plan).execute()
  await tie(db, partnership, plan, words)
}

async function tie(
  db: Db,
  partnership: number,
  plan: number,
  { outcomes, requirements }: Pick<PlanWords, 'outcomes' | 'requirements'>,
): Promise<void> {
  await sql`insert into registered_plan_outcome (partnership_id, registered_plan_id, outcome_id)
    select ${partnership}, ${plan}, one from unnest(${[...outcomes]}::bigint[]) one`.execute(db)
  await sql`insert into registered_plan_requirement (partnership_id, registered_plan_id, requirement_id)
    select ${partnership}, ${plan}, one from unnest(${[...requirements]}::bigint[]) one`.execute(db)
}
