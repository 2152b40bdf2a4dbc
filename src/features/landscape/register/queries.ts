// Reading the register: plans with what they are tied to, requirements, and the bodies whose plans they are.

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Bearer, RegisteredPlan, Requirement } from './model.ts'

export interface PlanRow extends RegisteredPlan {
  /** The name of whose it is; null is the partnership's own. */
  readonly body: string | null
  readonly planTitle: string | null
}

interface Slice {
  readonly after: number
  readonly limit: number
}

/** Those after the last one seen, one more than the limit. */
const sliced = (id: string, page: Slice | undefined): RawBuilder<unknown> =>
  page ? sql`and ${sql.ref(id)} > ${page.after} order by ${sql.ref(id)} limit ${page.limit + 1}` : sql``

/** Everything on the register, the partnership's own first and then body by body; a page of it goes by number. */
export async function registeredPlans(db: Db, page?: Slice): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select p.id, p.organisation_id as organisation, o.name as body, p.plan_id as plan, l.title as "planTitle", p.name, p.kind, p.state,
      p.from_on as "from", p.to_on as "to", p.pages, p.hours, p.reports_a_year as "reportsAYear", p.report_hours as "reportHours",
      p.contains, p.address,
      to_jsonb(array(select t.outcome_id from registered_plan_outcome t where t.partnership_id = p.partnership_id and t.registered_plan_id = p.id
        order by 1)) as outcomes,
      to_jsonb(array(select t.requirement_id from registered_plan_requirement t
        join requirement q on q.partnership_id = t.partnership_id and q.id = t.requirement_id and q.dropped_on is null
        where t.partnership_id = p.partnership_id and t.registered_plan_id = p.id order by q.name collate "en-x-icu")) as requirements
    from registered_plan p
    left join organisation o on o.id = p.organisation_id
    left join plan l on l.partnership_id = p.partnership_id and l.id = p.plan_id
    where p.removed_on is null ${page ? sliced('p.id', page) : sql`order by o.name collate "en-x-icu" nulls first, p.name collate "en-x-icu", p.id`}`.execute(
    db,
  )
  return rows
}

export interface RequirementRow extends Requirement {
  readonly code: string | null
}

/** The requirements that stand, by name; a page of them goes by number. */
export async function requirements(db: Db, page?: Slice): Promise<RequirementRow[]> {
  const { rows } = await sql<RequirementRow>`
    select id, code, name, demanded_by as "demandedBy", legal_basis as "legalBasis", source, of_kinds as "ofKinds",
      every_months as "everyMonths", contains, joint
    from requirement where dropped_on is null ${page ? sliced('id', page) : sql`order by name collate "en-x-icu"`}`.execute(
    db,
  )
  return rows
}

/** Partners of today, and bodies that left but still have plans here; those that no duty falls on any more are not `here`. */
export interface BodyRow {
  readonly organisation: number
  readonly name: string
  readonly kind: Bearer
  readonly here: boolean
}

export async function bodies(db: Db): Promise<BodyRow[]> {
  const { rows } = await sql<BodyRow>`
    select o.id as organisation, o.name, o.kind, exists (select from partner r where r.organisation_id = o.id and r.left_on is null) as here
    from organisation o
    where exists (select from partner r where r.organisation_id = o.id and r.left_on is null)
      or exists (select from registered_plan p where p.organisation_id = o.id and p.removed_on is null)
    order by o.name collate "en-x-icu"`.execute(db)
  return rows
}

/** Plans that are kept in this system, for tying one on the register to it. */
export const plansKept = (db: Db): Promise<{ id: number; title: string }[]> =>
  sql<{ id: number; title: string }>`select id, title from plan order by title collate "en-x-icu"`
    .execute(db)
    .then(found => found.rows)

/** Codes of the starter list that were ever taken in. */
export const codesTaken = (db: Db): Promise<string[]> =>
  sql<{ code: string }>`select code from requirement where code is not null`
    .execute(db)
    .then(found => found.rows.map(one => one.code))
