// SQL behind the verb of coterminosity: what a comparison is made of, and keeping what came out of it in both directions.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Drawn, DrawnZone } from './boundaries.ts'
import { smallKind, type Way } from './model.ts'
import type { Overlap, SmallArea } from './rules.ts'
import type { Named } from './telling.ts'

/** The latest year in which people were counted in small areas; null where they never were. */
export async function latestYear(db: Db): Promise<number | null> {
  const { rows } = await sql<{ year: number | null }>`
    select max(n.year) as year from place_population n join place p on p.code = n.place_code where p.kind = ${smallKind}`.execute(
    db,
  )
  return rows[0]!.year
}

export interface FoundZone extends Omit<SmallArea, 'km2'> {
  readonly name: string
  readonly boundary: GeoJSON.Geometry | null
}

/**
 * Small areas with their people in a year and the two larger areas they are in; a small area is itself one of them where
 * one of the kinds is small areas. Those that lack one of the two are not there.
 */
export async function zonesBetween(
  db: Db,
  { kind, otherKind }: { kind: string; otherKind: string },
  year: number | null,
  boundaries: boolean,
): Promise<FoundZone[]> {
  const { rows } = await sql<FoundZone>`
    with inside as (
      select l.place_code, l.parent_code, p.kind from place_parent l join place p on p.code = l.parent_code
      where p.kind in (${kind}, ${otherKind})
      union all select code, code, kind from place where kind = ${smallKind}
    )
    select z.code, z.name, n.persons, a.parent_code as a, b.parent_code as b,
           case when ${boundaries} then z.boundary end as boundary
    from place z
    join inside a on a.place_code = z.code and a.kind = ${kind}
    join inside b on b.place_code = z.code and b.kind = ${otherKind}
    left join place_population n on n.place_code = z.code and n.year = ${year}
    where z.kind = ${smallKind} order by z.code`.execute(db)
  return rows
}

export const drawnOf = (db: Db, kind: string): Promise<Drawn[]> =>
  sql<Drawn>`select code, boundary from place where kind = ${kind} and boundary is not null order by code`
    .execute(db)
    .then(found => found.rows)

/** Small areas that have a boundary, with their people. */
export const drawnZones = (db: Db, year: number | null): Promise<(DrawnZone & Named)[]> =>
  sql<DrawnZone & Named>`
    select p.code, p.name, p.boundary, n.persons from place p
    left join place_population n on n.place_code = p.code and n.year = ${year}
    where p.kind = ${smallKind} and p.boundary is not null order by p.code`
    .execute(db)
    .then(found => found.rows)

/** The places of a kind that have no boundary; closed ones need none. */
export const undrawn = (db: Db, kind: string): Promise<Named[]> =>
  sql<Named>`
    select code, name from place where kind = ${kind} and boundary is null and closed_on is null and not invented
    order by name collate "en-x-icu"`
    .execute(db)
    .then(found => found.rows)

export interface Comparison {
  readonly kind: string
  readonly otherKind: string
  readonly by: Way
  readonly year: number | null
  readonly forwards: readonly Overlap[]
  readonly backwards: readonly Overlap[]
  readonly leftOut: readonly string[]
}

export async function keepComparison(db: Db, comparison: Comparison, now: Date): Promise<void> {
  const { kind, otherKind, by, forwards, backwards } = comparison
  const leftOut = JSON.stringify(comparison.leftOut)
  await sql`delete from area_overlap where by = ${by} and (kind, other_kind) in ((${kind}, ${otherKind}), (${otherKind}, ${kind}))`.execute(
    db,
  )
  await insertOverlaps(db, by, kind, otherKind, forwards)
  await insertOverlaps(db, by, otherKind, kind, backwards)
  await sql`insert into area_comparison (by, kind, other_kind, year, left_out, computed_at)
    values (${by}, ${kind}, ${otherKind}, ${comparison.year}, ${leftOut}, ${now}), (${by}, ${otherKind}, ${kind}, ${comparison.year}, ${leftOut}, ${now})
    on conflict (by, kind, other_kind) do update
    set year = excluded.year, left_out = excluded.left_out, computed_at = excluded.computed_at`.execute(db)
}

const insertOverlaps = (db: Db, by: Way, kind: string, otherKind: string, overlaps: readonly Overlap[]) => {
  const column = <K extends keyof Overlap>(name: K) => overlaps.map(each => each[name])
  return sql`insert into area_overlap (by, kind, other_kind, place_code, other_code, persons, km2, zones, persons_share, km2_share, zones_share)
    select ${by}, ${kind}, ${otherKind}, * from unnest(${column('place')}::text[], ${column('other')}::text[],
      ${column('persons')}::double precision[], ${column('km2')}::double precision[], ${column('zones')}::int[],
      ${column('personsShare')}::double precision[], ${column('km2Share')}::double precision[], ${column('zonesShare')}::double precision[])`.execute(
    db,
  )
}
