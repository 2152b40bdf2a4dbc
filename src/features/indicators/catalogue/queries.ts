// Reading the catalogue: what there is, series, comparison across areas, and gaps between neighbourhoods.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Unit } from '../../../kernel/quantity.ts'
import { familyAverage, type Good, type Placed, rank, zScores } from '../../../kernel/statistics.ts'
import type { Frequency, Status } from '../model.ts'

export interface CatalogueListed {
  readonly code: string
  readonly name: string
  readonly source: string
  readonly unit: Unit
  readonly good: Good
  readonly invented: boolean
  /** The latest period with a figure that is not projected, for councils; null where there is none. */
  readonly latest: string | null
  /** How many councils have a figure for it. */
  readonly areas: number
}

/** Indicators whose name, code or definition has the words in it; by source and name, or paged by code. */
export async function listed(
  db: Db,
  search: string,
  page?: { after: string | null; limit: number },
): Promise<CatalogueListed[]> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<CatalogueListed>`
    select i.code, i.name, i.source, i.unit, i.good, i.invented, l.period as latest, coalesce(l.areas, 0) as areas
    from catalogue_indicator i
    left join lateral (
      select r.ends_on from catalogue_reading r join place p on p.code = r.place_code and p.kind = 'council'
      where r.indicator_code = i.code and r.population_group = '' and r.status <> 'projected'
      order by r.ends_on desc limit 1) e on true
    left join lateral (
      select r.period, count(*)::int as areas from catalogue_reading r join place p on p.code = r.place_code and p.kind = 'council'
      where r.indicator_code = i.code and r.population_group = '' and r.ends_on = e.ends_on
      group by r.period, r.starts_on order by r.starts_on desc limit 1) l on true
    where (i.name ilike ${like} or i.code ilike ${like} or i.definition ilike ${like}) and i.code > ${page?.after ?? ''}
    order by ${page ? sql`i.code` : sql`i.source = '', split_part(i.source, ' (', 1) collate "en-x-icu", i.name collate "en-x-icu", i.code`}
    limit ${page ? page.limit + 1 : null}`.execute(db)
  return rows
}

export interface CatalogueIndicator {
  readonly code: string
  readonly name: string
  readonly definition: string
  readonly source: string
  readonly licence: string
  readonly unit: Unit
  readonly good: Good
  readonly frequency: Frequency
  readonly familyScheme: string | null
  readonly nextDue: string | null
  readonly invented: boolean
  readonly importedAt: Date
}

export async function one(db: Db, code: string): Promise<CatalogueIndicator | null> {
  const { rows } = await sql<CatalogueIndicator>`
    select code, name, definition, source, licence, unit, good, frequency, family_scheme as "familyScheme",
           next_due as "nextDue", invented, imported_at as "importedAt"
    from catalogue_indicator where code = ${code}`.execute(db)
  return rows[0] ?? null
}

export interface PeriodListed {
  readonly period: string
  /** Every figure of it is projected. */
  readonly projected: boolean
}

/** Periods with figures for councils, newest first; those that are only projected come last. */
export async function periodsOf(db: Db, code: string, group = ''): Promise<PeriodListed[]> {
  const { rows } = await sql<PeriodListed>`
    select r.period, bool_and(r.status = 'projected') as projected
    from catalogue_reading r join place p on p.code = r.place_code and p.kind = 'council'
    where r.indicator_code = ${code} and r.population_group = ${group}
    group by r.period, r.starts_on, r.ends_on order by projected, r.ends_on desc, r.starts_on desc`.execute(db)
  return rows
}

/** The latest period that is not projected, for each of these indicators that has one for the place. */
export async function latestPeriods(db: Db, codes: readonly string[], place: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; period: string }>`
    select distinct on (indicator_code) indicator_code as code, period from catalogue_reading
    where indicator_code = any(${codes}::text[]) and place_code = ${place} and population_group = '' and status <> 'projected'
    order by indicator_code, ends_on desc, starts_on desc`.execute(db)
  return new Map(rows.map(each => [each.code, each.period]))
}

/** The people that figures are about; '' is everyone. */
export const groupsOf = (db: Db, code: string): Promise<string[]> =>
  sql<{ name: string }>`
    select distinct population_group as name from catalogue_reading where indicator_code = ${code} order by name`
    .execute(db)
    .then(found => found.rows.map(each => each.name))

/** How many places of each kind have figures. */
export const kindsOf = (db: Db, code: string): Promise<{ kind: string; places: number }[]> =>
  sql<{ kind: string; places: number }>`
    select p.kind, count(distinct r.place_code)::int as places
    from catalogue_reading r join place p on p.code = r.place_code where r.indicator_code = ${code}
    group by p.kind order by places`
    .execute(db)
    .then(found => found.rows)

export interface SeriesReading {
  readonly period: string
  readonly starts: string
  readonly ends: string
  readonly value: number
  readonly status: Status
}

/** Published readings of one indicator for one place and everyone in it, oldest first. */
export async function catalogueSeries(db: Db, code: string, place: string): Promise<SeriesReading[]> {
  const { rows } = await sql<SeriesReading>`
    select period, starts_on as starts, ends_on as ends, value, status from catalogue_reading
    where indicator_code = ${code} and place_code = ${place} and population_group = ''
    order by ends_on, starts_on`.execute(db)
  return rows
}

/**
 * The average of the place's family group by period, oldest first: the simple mean of the members with a reading, the
 * place itself included, as the Local Government Benchmarking Framework publishes it. Empty where there is no family.
 */
export async function familySeries(
  db: Db,
  code: string,
  place: string,
): Promise<(Omit<SeriesReading, 'status'> & { readonly members: number })[]> {
  const { rows } = await sql<{ period: string; starts: string; ends: string; values: number[] }>`
    select r.period, r.starts_on as starts, r.ends_on as ends, array_agg(r.value order by r.place_code) as values
    from catalogue_indicator i
    join place_family mine on mine.scheme = i.family_scheme and mine.place_code = ${place}
    join place_family theirs on theirs.scheme = mine.scheme and theirs.family = mine.family
    join catalogue_reading r on r.indicator_code = i.code and r.place_code = theirs.place_code and r.population_group = ''
    where i.code = ${code}
    group by r.period, r.starts_on, r.ends_on order by r.ends_on, r.starts_on`.execute(db)
  return rows.map(({ values, ...when }) => ({ ...when, value: familyAverage(values)!, members: values.length }))
}

export interface AreaCompared {
  readonly code: string
  readonly name: string
  readonly value: number
  readonly status: Status
  readonly rank: number
  readonly zScore: number | null
  readonly family: string | null
  readonly familyAverage: number | null
}

export interface Comparison {
  readonly period: string
  readonly group: string
  readonly unit: Unit
  readonly good: Good
  /** Councils by rank. */
  readonly areas: readonly AreaCompared[]
  readonly scotland: number | null
}

/**
 * Councils side by side for one period: rank 1 is the best (the highest where neither way is good). Null where the
 * indicator is not in the catalogue; no areas where nobody has a figure for the period.
 */
export async function comparisonAt(db: Db, code: string, period: string, group = ''): Promise<Comparison | null> {
  const indicator = await one(db, code)
  if (!indicator) return null
  const { rows } = await sql<Pick<AreaCompared, 'code' | 'name' | 'value' | 'status' | 'family'> & { kind: string }>`
    select p.code, p.name, p.kind, r.value, r.status, f.family
    from catalogue_reading r join place p on p.code = r.place_code
    left join place_family f on f.scheme = ${indicator.familyScheme} and f.place_code = p.code
    where r.indicator_code = ${code} and r.period = ${period} and r.population_group = ${group}
      and p.kind in ('council', 'nation')
    order by p.name collate "en-x-icu"`.execute(db)
  const councils = rows.filter(each => each.kind === 'council')
  const { good, unit } = indicator
  const values = councils.map(each => each.value)
  const scores = zScores(values, good)
  const ranked = rank(
    councils.map(each => ({ place: each.code, value: each.value })),
    good,
  )
  const ranks = new Map(ranked.places.map(each => [each.place, each.rank]))
  const averages = new Map(
    councils.map(({ family }) => [
      family,
      familyAverage(councils.filter(each => each.family === family).map(each => each.value)),
    ]),
  )
  return {
    period,
    group,
    unit,
    good,
    scotland: rows.find(each => each.kind === 'nation')?.value ?? null,
    areas: councils
      .map((each, at) => ({
        code: each.code,
        name: each.name,
        value: each.value,
        status: each.status,
        rank: ranks.get(each.code)!,
        zScore: scores?.[at] ?? null,
        family: each.family,
        familyAverage: each.family === null ? null : averages.get(each.family)!,
      }))
      .sort((a, b) => a.rank - b.rank),
  }
}

export interface NeighbourhoodFigures {
  readonly period: string
  /** By the name of the neighbourhood, with its code where two share a name. */
  readonly values: readonly Placed[]
}

/**
 * Figures of the intermediate zones inside a place (through any chain of parents) for the latest period, and for the
 * one before and the first one where there are such. Null where no zone has a figure.
 */
export async function neighbourhoodGap(
  db: Db,
  code: string,
  place: string,
): Promise<{
  latest: NeighbourhoodFigures
  previous: NeighbourhoodFigures | null
  earliest: NeighbourhoodFigures | null
} | null> {
  const { rows } = await sql<{ period: string; values: Placed[] }>`
    with recursive inside as (
      select place_code from place_parent where parent_code = ${place}
      union select l.place_code from inside i join place_parent l on l.parent_code = i.place_code
    ),
    zones as (
      select p.code, case when count(*) over (partition by p.name) = 1 then p.name else p.name || ' (' || p.code || ')' end as name
      from inside i join place p on p.code = i.place_code and p.kind = 'intermediate-zone'
    )
    select r.period, jsonb_agg(jsonb_build_object('place', z.name, 'value', r.value) order by z.name) as values
    from zones z join catalogue_reading r on r.place_code = z.code and r.indicator_code = ${code}
    where r.population_group = '' and r.status <> 'projected'
    group by r.period, r.starts_on, r.ends_on order by r.ends_on desc, r.starts_on desc`.execute(db)
  const [latest, previous] = rows
  return latest ? { latest, previous: previous ?? null, earliest: previous ? rows.at(-1)! : null } : null
}

export interface ReadingListed {
  readonly code: string
  readonly name: string
  readonly period: string
  readonly starts: string
  readonly ends: string
  readonly group: string
  readonly value: number
  readonly status: Status
}

export interface ReadingsAsked {
  readonly place?: string | null
  /** First and last day, `YYYY-MM-DD`. */
  readonly from?: string | null
  readonly to?: string | null
  /** Place, end, period and group of the last one seen. */
  readonly after?: readonly [string, string, string, string] | null
  readonly limit?: number
}

/** Readings of one indicator by place and time. */
export async function readings(db: Db, code: string, asked: ReadingsAsked = {}): Promise<ReadingListed[]> {
  const { place = null, from = null, to = null, after = null, limit } = asked
  const { rows } = await sql<ReadingListed>`
    select p.code, p.name, r.period, r.starts_on as starts, r.ends_on as ends, r.population_group as "group", r.value, r.status
    from catalogue_reading r join place p on p.code = r.place_code
    where r.indicator_code = ${code} and (${place}::text is null or r.place_code = ${place})
      and (${from}::date is null or r.starts_on >= ${from}::date) and (${to}::date is null or r.ends_on <= ${to}::date)
      ${after ? sql`and (r.place_code, r.ends_on, r.period, r.population_group) > (${after[0]}, ${after[1]}::date, ${after[2]}, ${after[3]})` : sql``}
    order by r.place_code, r.ends_on, r.period, r.population_group
    limit ${limit === undefined ? null : limit + 1}`.execute(db)
  return rows
}
