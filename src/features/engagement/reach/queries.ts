// Who lives in the places of an engagement, by group.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { populationsByGroup } from '../../places/public.ts'

export interface Living {
  /** By group: how many people live in all these places together. */
  readonly groups: ReadonlyMap<string, number>
  readonly years: readonly number[]
  readonly sources: readonly string[]
}

const nobody: Living = { groups: new Map(), years: [], sources: [] }

/** Of each grouping, where every one of the places has figures of it; `place` itself is how many live in each place. */
export async function livingIn(
  db: Db,
  places: readonly string[],
  groupings: readonly { readonly grouping: string; readonly groups: readonly string[] }[],
): Promise<ReadonlyMap<string, Living>> {
  const rows = await populationsByGroup(db, places)
  const living = new Map<string, Living>()
  for (const { grouping, groups } of groupings) {
    if (grouping === 'place') living.set(grouping, await personsIn(db, groups))
    else {
      const mine = rows.filter(row => row.grouping === grouping)
      const everywhere = places.length > 0 && places.every(code => mine.some(row => row.code === code))
      living.set(
        grouping,
        everywhere
          ? {
              groups: new Map(
                [...new Set(mine.map(row => row.group))].map(group => [
                  group,
                  mine.filter(row => row.group === group).reduce((sum, row) => sum + row.population, 0),
                ]),
              ),
              years: [...new Set(mine.map(row => row.year))].toSorted(),
              sources: [...new Set(mine.map(row => row.source).filter(Boolean))],
            }
          : nobody,
      )
    }
  }
  return living
}

/** The latest year that all of these places have. */
async function personsIn(db: Db, codes: readonly string[]): Promise<Living> {
  const { rows } = await sql<{ code: string; year: number; persons: number }>`
    select place_code as code, year, persons from place_population where place_code = any(${[...codes]}::text[])
      and year = (select max(year) from (
        select year from place_population where place_code = any(${[...codes]}::text[]) group by year having count(*) = ${codes.length}) all_have)`.execute(
    db,
  )
  return rows.length
    ? { groups: new Map(rows.map(row => [row.code, row.persons])), years: [rows[0]!.year], sources: [] }
    : nobody
}
