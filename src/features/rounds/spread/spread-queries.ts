// Reading who answers for what: two questions for a page, whatever there is.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Owned } from './spread.ts'

/**
 * Everything that rounds ask about in the partnerships in sight, as `askedBy` finds it, with whoever answers for it; with
 * `person`, only what rests on them.
 */
export async function ownedIn(db: Db, person: number | null = null): Promise<Owned[]> {
  const { rows } = await sql<Owned>`
    with lead as (
      select partnership_id, organisation_id, min(person_id) as person_id from membership
      where role = 'partner-lead' and ended_on is null group by partnership_id, organisation_id),
    owned as (
      select 'action' as about, a.id, a.title, a.partnership_id as partnership, coalesce(a.owner_person_id, l.person_id) as owner, a.deputy_person_id as deputy,
        r.organisation_id as organisation, case when i.reporting = 'answers-once' then 'initiative:' || i.id end as "sameAs", null as frequency
      from action a left join partner r on (r.partnership_id, r.id) = (a.partnership_id, a.lead_partner_id)
      left join lead l on (l.partnership_id, l.organisation_id) = (a.partnership_id, r.organisation_id)
      left join initiative i on i.id = a.initiative_id
      where a.adopted_on is not null and a.stopped_on is null and (i.id is null or (a.consent = 'given' and i.reporting = 'answers-once'))
        and (select q.status from request_item q where (q.partnership_id, q.action_id) = (a.partnership_id, a.id) and q.accepted_at is not null
             order by q.accepted_at desc limit 1) is distinct from 'complete'
      union all
      select 'indicator', n.id, n.name, n.partnership_id, coalesce(n.owner_person_id, l.person_id), n.deputy_person_id,
        r.organisation_id, 'catalogue:' || n.catalogue_code, n.frequency
      from indicator n left join partner r on (r.partnership_id, r.id) = (n.partnership_id, n.partner_id)
      left join lead l on (l.partnership_id, l.organisation_id) = (n.partnership_id, r.organisation_id)
      where n.retired_on is null)
    select * from owned where ${person}::bigint is null or owner = ${person} order by title collate "en-x-icu", about, id`.execute(
    db,
  )
  return rows
}

/** How many things were asked since a day, by person and by organisation. */
export async function askedSince(
  db: Db,
  since: string,
): Promise<{ people: Map<number, number>; bodies: Map<number, number> }> {
  const { rows } = await sql<{ person: number | null; organisation: number | null; count: number }>`
    select q.person_id as person, i.organisation_id as organisation, count(*)::int as count
    from request_item i join round d on (d.partnership_id, d.id) = (i.partnership_id, i.round_id)
    left join request q on (q.partnership_id, q.id) = (i.partnership_id, i.request_id)
    where (d.opened_at at time zone 'Europe/London')::date > ${since} group by 1, 2`.execute(db)
  const by = (of: (row: (typeof rows)[number]) => number | null) => {
    const counts = new Map<number, number>()
    for (const row of rows) {
      const who = of(row)
      if (who !== null) counts.set(who, (counts.get(who) ?? 0) + row.count)
    }
    return counts
  }
  return { people: by(row => row.person), bodies: by(row => row.organisation) }
}

/** What people and organisations are called. */
export async function namesOf(db: Db, people: readonly number[], bodies: readonly number[]) {
  const { rows } = await sql<{ kind: 'person' | 'body'; id: number; name: string }>`
    select 'person' as kind, id, name from person where id = any(${[...people]}::bigint[])
    union all select 'body', id, coalesce(nullif(short_name, ''), name) from organisation where id = any(${[...bodies]}::bigint[])`.execute(
    db,
  )
  const of = (kind: 'person' | 'body') => new Map(rows.filter(one => one.kind === kind).map(one => [one.id, one.name]))
  return { people: of('person'), bodies: of('body') }
}

/** Where the partnerships in sight are, by their numbers. */
export const addressesOf = (db: Db, partnerships: readonly number[]) =>
  sql<{ id: number; slug: string; name: string }>`
    select id, slug, name from partnership where id = any(${[...partnerships]}::bigint[]) order by name collate "en-x-icu"`
    .execute(db)
    .then(found => found.rows)
