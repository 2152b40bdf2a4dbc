// SQL behind the verbs of cycles.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { CycleKind } from '../model.ts'
import { isBody } from './queries.ts'
import type { CycleFacts, CycleSaid } from './rules.ts'

interface Sought {
  readonly kind: CycleKind
  readonly name: string
  readonly first: string
  readonly registeredPlan: number | null
}

/** Of a new date. */
export async function addFacts(db: Db, input: Sought & { organisation: number | null }, today: string) {
  const { rows } = await sql<CycleFacts & { bodyKnown: boolean }>`
    select ${planKnown(input.registeredPlan)} as "planKnown",
      ${input.organisation}::bigint is null or exists (select from organisation o where o.id = ${input.organisation} and ${isBody(today)}) as "bodyKnown",
      exists (select from cycle where organisation_id is not distinct from ${input.organisation}::bigint and ${sameAs(input)}) as here`.execute(
    db,
  )
  return rows[0]!
}

/** Of a date that stands already; null where it is not there. */
export async function editFacts(db: Db, input: Sought & { cycle: number }) {
  const found = await cycleFacts(db, input.cycle)
  const { rows } = await sql<CycleFacts>`
    select ${planKnown(input.registeredPlan)} as "planKnown",
      exists (select from cycle where id <> ${input.cycle} and organisation_id is not distinct from ${found?.organisation ?? null}::bigint and ${sameAs(input)}) as here`.execute(
    db,
  )
  return found && { ...found, ...rows[0]! }
}

export async function cycleFacts(db: Db, cycle: number) {
  const { rows } = await sql<{ organisation: number | null; ended: string | null; words: CycleSaid }>`
    select organisation_id as organisation, ended_on as ended, jsonb_build_object('kind', kind, 'name', name, 'first', first_on,
      'every', every_months, 'registeredPlan', (select r.id from registered_plan r where r.id = registered_plan_id and r.removed_on is null)) as words
    from cycle where id = ${cycle} for update`.execute(db)
  return rows[0] ?? null
}

const planKnown = (plan: number | null) =>
  sql`${plan}::bigint is null or exists (select from registered_plan where id = ${plan} and removed_on is null)`

/** As the unique key `cycle_once` has it. */
const sameAs = ({ kind, name, first }: Sought) =>
  sql`kind = ${kind} and lower(name) = lower(${name}) and first_on = ${first}::date and ended_on is null`
