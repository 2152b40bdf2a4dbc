// Reading places: by any spelling, by kind, with their parents, children and boundaries; and what was imported lately.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { placeKinds } from './kinds.ts'
import type { ImportCounts, LeftOut } from './model.ts'
import { plainName } from './published.ts'

/**
 * Codes of places by what a publisher wrote: an official code, a known spelling, or a name. Case, commas, `&` and `and`
 * make no difference. A name that several places have stands for the largest kind of them (the council Fife, not the
 * health board); where that is still several, and where it is none, the map has no entry.
 */
export async function findPlaces(db: Db, spellings: readonly string[]): Promise<Map<string, string>> {
  const written = [...new Set(spellings)]
  const byCode = await sql<{ code: string }>`
    select code from place where code = any(${written.map(each => each.trim().toUpperCase())}::text[])`.execute(db)
  const codes = new Set(byCode.rows.map(each => each.code))
  const found = new Map<string, string>()
  for (const each of written) if (codes.has(each.trim().toUpperCase())) found.set(each, each.trim().toUpperCase())
  const named = written.filter(each => !found.has(each) && plainName(each) !== '')
  if (named.length === 0) return found
  const names = [...new Set(named.map(plainName))]
  const { rows } = await sql<{ name: string; code: string }>`
    with wanted as (select unnest(${names}::text[]) as name),
    plain as (
      select code, kind, regexp_replace(trim(regexp_replace(replace(lower(name), '&', ' and '), '[^a-z0-9]+', ' ', 'g')), '^the | council$', '', 'g') as name
      from place where closed_on is null
    ),
    named as (
      select name, code, rank() over (partition by name order by array_position(${placeKinds}::text[], kind)) as size
      from plain join wanted using (name)
    )
    select spelling as name, place_code as code from place_spelling where spelling = any(${names}::text[])
    union all
    select name, min(code) from named where size = 1 and name not in (select spelling from place_spelling)
    group by name having count(*) = 1`.execute(db)
  const byName = new Map(rows.map(each => [each.name, each.code]))
  for (const each of named) {
    const code = byName.get(plainName(each))
    if (code) found.set(each, code)
  }
  return found
}

export interface PlaceNamed {
  readonly code: string
  readonly name: string
  readonly kind: string
}

/** The places directly inside a place, by name: not those that are inside one of its other places. */
export const childrenOf = (db: Db, code: string): Promise<PlaceNamed[]> =>
  sql<PlaceNamed>`
    select p.code, p.name, p.kind from place_parent l join place p on p.code = l.place_code
    where l.parent_code = ${code} and not exists (
      select 1 from place_parent a join place_parent b on b.place_code = a.parent_code and b.parent_code = ${code}
      where a.place_code = l.place_code)
    order by p.name collate "en-x-icu", p.code`
    .execute(db)
    .then(found => found.rows)

/** Boundaries of these places, by code; longitude and latitude. Places without one are left out. */
export async function shapesOf(db: Db, codes: readonly string[]): Promise<Map<string, GeoJSON.Geometry>> {
  const { rows } = await sql<{ code: string; boundary: GeoJSON.Geometry }>`
    select code, boundary from place where code = any(${[...codes]}::text[]) and boundary is not null`.execute(db)
  return new Map(rows.map(each => [each.code, each.boundary]))
}

/** Boundaries of all places of a kind, by code; longitude and latitude. */
export async function boundariesOf(db: Db, kind: string): Promise<Map<string, GeoJSON.Geometry>> {
  const { rows } = await sql<{ code: string; boundary: GeoJSON.Geometry }>`
    select code, boundary from place where kind = ${kind} and boundary is not null`.execute(db)
  return new Map(rows.map(each => [each.code, each.boundary]))
}

export interface PlaceListed extends PlaceNamed {
  readonly invented: boolean
  /** First and last day of the code, `YYYY-MM-DD`. */
  readonly opened: string | null
  readonly closed: string | null
  readonly parents: readonly PlaceNamed[]
  /** The latest that is known. */
  readonly population: { readonly year: number; readonly persons: number } | null
}

/** Places by code, of one kind or all, with their parents and how many people live there. */
export async function listed(
  db: Db,
  page: { kind: string | null; after: string | null; limit: number },
): Promise<PlaceListed[]> {
  const { rows } = await sql<PlaceListed>`
    select p.code, p.name, p.kind, p.invented, p.opened_on as opened, p.closed_on as closed,
           (select jsonb_build_object('year', n.year, 'persons', n.persons) from place_population n
            where n.place_code = p.code order by n.year desc limit 1) as population,
           coalesce((select jsonb_agg(jsonb_build_object('code', u.code, 'name', u.name, 'kind', u.kind) order by u.code)
                     from place_parent l join place u on u.code = l.parent_code where l.place_code = p.code), '[]') as parents
    from place p
    where p.code > ${page.after ?? ''} and (${page.kind}::text is null or p.kind = ${page.kind})
    order by p.code limit ${page.limit + 1}`.execute(db)
  return rows
}

export interface ImportListed {
  readonly id: number
  readonly at: Date
  readonly by: string | null
  /** `lookup`, `boundaries`, `population`, or the preset of published readings. */
  readonly kind: string
  readonly counts: ImportCounts
  readonly leftOut: readonly LeftOut[]
  /** Boundaries that were mended. */
  readonly mended: readonly string[]
}

/** The latest imports of any file, newest first. */
export async function latestImports(db: Db): Promise<ImportListed[]> {
  const { rows } = await sql<ImportListed>`
    select h.id, h.at, p.name as by, coalesce(h.fact->>'kind', h.fact->>'preset') as kind, h.fact as counts,
           h.fact->'leftOut' as "leftOut", coalesce(h.fact->'mended', '[]') as mended
    from commons_history h left join person p on p.id = h.person_id
    where h.fact->>'fact' in ('PlacesImported', 'ReadingsImported') order by h.id desc limit 20`.execute(db)
  return rows
}
