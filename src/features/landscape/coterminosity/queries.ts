// Reading what was worked out: which pairs are known, one pair, one area, and the small areas that a boundary is made of.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { PlaceKind } from '../../places/public.ts'
import { partKinds, smallKind, type Way } from './model.ts'
import type { Overlap, SmallArea } from './rules.ts'
import { latestYear, zonesBetween } from './store.ts'

export interface Known {
  readonly kind: PlaceKind
  readonly otherKind: PlaceKind
  readonly by: Way
  /** The year of the people; null where shares are of land or of small areas. */
  readonly year: number | null
  readonly leftOut: readonly string[]
  readonly at: Date
}

/** Every comparison there is, or those of one pair of kinds. */
export const comparisons = (db: Db, kind?: string, otherKind?: string): Promise<Known[]> =>
  sql<Known>`
    select kind, other_kind as "otherKind", by, year, left_out as "leftOut", computed_at as at from area_comparison
    where ${kind ?? null}::text is null or (kind = ${kind ?? null} and other_kind = ${otherKind ?? null})
    order by kind, other_kind, by`
    .execute(db)
    .then(found => found.rows)

const overlapColumns = sql`place_code as place, other_code as other, persons, km2, zones,
  persons_share as "personsShare", km2_share as "km2Share", zones_share as "zonesShare"`

export interface Both {
  readonly forwards: Overlap[]
  readonly backwards: Overlap[]
}

/** The overlaps of a pair of kinds in both directions. */
export async function overlapsOf(db: Db, by: Way, kind: string, otherKind: string): Promise<Both> {
  const { rows } = await sql<Overlap & { kind: string }>`
    select kind, ${overlapColumns} from area_overlap
    where by = ${by} and (kind, other_kind) in ((${kind}, ${otherKind}), (${otherKind}, ${kind}))`.execute(db)
  return {
    forwards: rows.filter(each => each.kind === kind),
    backwards: rows.filter(each => each.kind === otherKind),
  }
}

/** Names by code of all places of some kinds. */
export async function namesOf(db: Db, kinds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from place where kind = any(${kinds}::text[])`.execute(db)
  return new Map(rows.map(each => [each.code, each.name]))
}

/** Codes of the places of a kind that are open now, or of those that have a boundary. Made-up ones are in no file. */
export const openPlaces = (db: Db, kind: string, drawn: boolean): Promise<string[]> =>
  sql<{ code: string }>`
    select code from place
    where kind = ${kind} and closed_on is null and not invented and (not ${drawn} or boundary is not null)`
    .execute(db)
    .then(found => found.rows.map(each => each.code))

export interface NamedArea {
  readonly code: string
  readonly name: string
  readonly kind: PlaceKind
}

export interface Area extends NamedArea {
  /** The last day of its code, `YYYY-MM-DD`. */
  readonly closed: string | null
}

export const areaByCode = (db: Db, code: string): Promise<Area | null> =>
  sql<Area>`select code, name, kind, closed_on as closed from place where code = ${code}`
    .execute(db)
    .then(found => found.rows[0] ?? null)

export interface OverlapAcross extends Overlap {
  readonly by: Way
  readonly kind: PlaceKind
  readonly otherKind: PlaceKind
}

/**
 * Everything that areas of a kind (or one of them) have in common with areas of other kinds by the lookup, and everything
 * that those have in common with areas of the kind.
 */
export async function dealings(
  db: Db,
  kind: string,
  code: string | null,
  others: readonly PlaceKind[],
): Promise<{ forwards: OverlapAcross[]; backwards: OverlapAcross[] }> {
  const { rows } = await sql<OverlapAcross>`
    select by, kind, other_kind as "otherKind", ${overlapColumns} from area_overlap
    where by = 'lookup'
      and ((kind = ${kind} and other_kind = any(${others}::text[]) and (${code}::text is null or place_code = ${code}))
        or (other_kind = ${kind} and kind = any(${others}::text[]) and (${code}::text is null
          or place_code in (select other_code from area_overlap where by = 'lookup' and place_code = ${code}))))`.execute(
    db,
  )
  return {
    forwards: rows.filter(each => each.kind === kind),
    backwards: rows.filter(each => each.otherKind === kind),
  }
}

/** Small areas between two kinds, with the year their people were counted in. */
export async function smallAreas(
  db: Db,
  kind: string,
  otherKind: string,
): Promise<{ year: number | null; zones: SmallArea[] }> {
  const year = await latestYear(db)
  const found = await zonesBetween(db, { kind, otherKind }, year, false)
  return {
    year,
    zones: found.map(({ code, persons, a, b }) => ({
      code,
      a,
      b,
      persons: year === null ? null : (persons ?? 0),
      km2: null,
    })),
  }
}

/** The parts of an area that people know by name: those that small areas of it are in. */
export const partsOf = (db: Db, code: string): Promise<NamedArea[]> =>
  sql<NamedArea>`
    select code, name, kind from place
    where kind = any(${partKinds}::text[]) and code <> ${code} and code in (
      select b.parent_code from place_parent a join place_parent b using (place_code)
      where a.parent_code = ${code} and a.place_code in (select z.code from place z where z.kind = ${smallKind}))
    order by name collate "en-x-icu", code`
    .execute(db)
    .then(found => found.rows)

/** A small area inside a place that was named. */
export interface Inside {
  readonly named: string
  readonly name: string
  readonly code: string
}

/**
 * The small areas inside each place that was named (a ward, an intermediate zone, or a small area itself), in the order in
 * which places were named.
 */
export async function smallAreasIn(db: Db, codes: readonly string[]): Promise<Inside[]> {
  const { rows } = await sql<Inside>`
    select named, name, code from (
      select p.code as named, p.name, l.place_code as code from place_parent l join place p on p.code = l.parent_code
      where l.place_code in (select z.code from place z where z.kind = ${smallKind})
      union all select code, name, code from place where kind = ${smallKind}
    ) inside where named = any(${codes}::text[]) order by array_position(${codes}::text[], named), code`.execute(db)
  return rows
}
