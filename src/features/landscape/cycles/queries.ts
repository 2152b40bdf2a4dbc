// Reading cycles: those that stand, the bodies that can have some, and the plans they can belong to.

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { beginsOn } from './dates.ts'
import type { Body, Cycle } from './model.ts'

export interface CycleView extends Cycle {
  readonly shortName: string
  readonly plan: { readonly id: number; readonly name: string } | null
}

/** Cycles that have not ended, the partnership's own first, then by body; `own` is what the partnership is called. */
export async function cyclesOf(
  db: Db,
  own: string,
  today: string,
  only: { after: number; limit: number } | { id: number } | null = null,
): Promise<CycleView[]> {
  const { rows } = await sql<Omit<CycleView, 'begins'>>`
    select c.id, c.organisation_id as organisation, coalesce(o.name, ${own}) as body,
      coalesce(nullif(o.short_name, ''), o.name, ${own}) as "shortName", c.kind, c.name, c.first_on as first, c.every_months as every, c.ended_on as ended,
      case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name) end as plan
    from cycle c left join organisation o on o.id = c.organisation_id
    left join registered_plan r on r.partnership_id = c.partnership_id and r.id = c.registered_plan_id and r.removed_on is null
    where (c.ended_on is null or c.ended_on > ${today}::date) ${narrowedTo(only)}`.execute(db)
  return rows.map(one => ({ ...one, begins: beginsOn(one, today) }))
}

function narrowedTo(only: { after: number; limit: number } | { id: number } | null): RawBuilder<unknown> {
  if (only === null) return sql`order by o.name collate "en-x-icu" nulls first, c.name collate "en-x-icu", c.id`
  return 'id' in only ? sql`and c.id = ${only.id}` : sql`and c.id > ${only.after} order by c.id limit ${only.limit + 1}`
}

/** Partners of today, and organisations that have a seat in a group. */
export async function bodiesOf(db: Db, today: string): Promise<(Body & { partner: boolean })[]> {
  const { rows } = await sql<Body & { partner: boolean }>`
    select o.id as organisation, o.name, exists (select from partner where organisation_id = o.id and left_on is null) as partner
    from organisation o where ${isBody(today)} order by o.name collate "en-x-icu"`.execute(db)
  return rows
}

/** Whether `organisation o` can have dates here. */
export const isBody = (today: string) => sql`(
  exists (select from partner where organisation_id = o.id and left_on is null)
  or exists (select from seat s where s.organisation_id = o.id and s.since <= ${today}::date and (s.until is null or s.until > ${today}::date)))`

export const plansToName = (db: Db): Promise<{ id: number; name: string; body: string | null }[]> =>
  sql<{ id: number; name: string; body: string | null }>`
    select r.id, r.name, o.name as body from registered_plan r left join organisation o on o.id = r.organisation_id
    where r.removed_on is null order by r.name collate "en-x-icu", r.id`
    .execute(db)
    .then(found => found.rows)
