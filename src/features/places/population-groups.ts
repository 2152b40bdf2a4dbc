// How many people of which group live in a place, as a census counts them: read from a file, kept, sent out again as it
// came. What the groups are called is for whoever sends the file; later rooms ask people in the same words.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { parseQuantity } from '../../kernel/quantity.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { SentFile } from '../../operation/fields.ts'
import { readSheet, type Sheet, writeCsv } from '../../outside/sheets.ts'
import { type ImportCounts, type LeftOut, mostListed } from './model.ts'

export interface GroupPopulation {
  readonly code: string
  readonly grouping: string
  readonly group: string
  readonly population: number
  readonly year: number
  readonly source: string
}

const headings = ['place_code', 'grouping', 'group', 'population', 'year', 'source'] as const

interface ReadGroups {
  readonly rows: readonly (GroupPopulation & { readonly line: number })[]
  readonly refused: readonly { readonly line: number; readonly words: string }[]
}

/** One figure for a place, grouping and group; rows without one of them, or that stand further up, are refused by line. */
export function readGroups(sheet: Sheet): ReadGroups | Refusal {
  const missing = headings.filter(heading => heading !== 'source' && !sheet.headings.includes(heading))
  if (missing.length)
    return refuse(
      'not-groups',
      `The file needs the columns ${headings.slice(0, -1).join(', ')}, and may have source.`,
      'file',
    )
  const rows = new Map<string, ReadGroups['rows'][number]>()
  const refused = sheet.problems.map(({ line, words }) => ({ line, words }))
  for (const { line, cells } of sheet.rows) {
    const { grouping, group } = cells as { grouping: string; group: string }
    const code = cells.place_code!.toUpperCase()
    const key = JSON.stringify([code, grouping, group])
    const population = parseQuantity(cells.population!)
    const wrong = (words: string) => refused.push({ line, words })
    if (code === '') wrong('This row has no code of a place.')
    else if (grouping === '' || group === '') wrong('This row does not say which group of people it counts.')
    else if (grouping.length > 100 || group.length > 100) wrong('The name of a group has at most 100 letters.')
    else if (population === null || !Number.isInteger(population) || population < 0 || population > 2_147_483_647)
      wrong(`“${cells.population}” is not a number of people.`)
    else if (!/^(18|19|20)\d\d$/.test(cells.year!)) wrong(`“${cells.year}” is not a year.`)
    else if (rows.has(key)) wrong(`${code} has a figure for ${grouping} ${group} on line ${rows.get(key)!.line}.`)
    else
      rows.set(key, { line, code, grouping, group, population, year: Number(cells.year), source: cells.source ?? '' })
  }
  return { rows: [...rows.values()], refused }
}

export interface GroupFacts {
  readonly published: ReadGroups
  readonly known: ReadonlySet<string>
  /** What stands for these places now, by place, grouping and group. */
  readonly now: ReadonlyMap<string, GroupPopulation>
}

const keyOf = ({ code, grouping, group }: GroupPopulation): string => JSON.stringify([code, grouping, group])

export async function groupFacts(db: Db, file: SentFile): Promise<GroupFacts | Refusal> {
  const sheet = await readSheet(file.bytes, file.name)
  if (isRefusal(sheet)) return { ...sheet, field: 'file' }
  const published = readGroups(sheet)
  if (isRefusal(published)) return published
  const codes = [...new Set(published.rows.map(row => row.code))]
  const { rows } = await sql<{ code: string }>`select code from place where code = any(${codes}::text[])`.execute(db)
  const standing = await populationsByGroup(db, codes)
  return {
    published,
    known: new Set(rows.map(row => row.code)),
    now: new Map(standing.map(one => [keyOf(one), one])),
  }
}

export interface GroupsImported extends ImportCounts {
  readonly fact: 'PlacesImported'
  readonly kind: 'groups'
  readonly leftOut: readonly LeftOut[]
  readonly mended: readonly string[]
  readonly touched: readonly string[]
  readonly rows: readonly GroupPopulation[]
}

/** Figures belong to places that are known; what is the same stays, what is another takes the place of what stood. */
export function decideGroups({ published, known, now }: GroupFacts): GroupsImported {
  const unknown = published.rows
    .filter(row => !known.has(row.code))
    .map(({ line, code }) => ({ line, words: `There is no place ${code} here. Import the lookup of places first.` }))
  const refused = [...published.refused, ...unknown].toSorted((a, b) => a.line - b.line)
  const ours = published.rows.filter(row => known.has(row.code))
  const rows = ours
    .map(({ line: _, ...row }) => row)
    .filter(row => {
      const stood = now.get(keyOf(row))
      return stood?.population !== row.population || stood.year !== row.year || stood.source !== row.source
    })
  const imported = rows.filter(row => !now.has(keyOf(row))).length
  return {
    fact: 'PlacesImported',
    kind: 'groups',
    imported,
    changed: rows.length - imported,
    unchanged: ours.length - rows.length,
    refused: refused.length,
    leftOut: refused.slice(0, mostListed),
    mended: [],
    // Nothing that was worked out of boundaries, parents or all persons depends on it.
    touched: [],
    rows,
  }
}

export async function writeGroups(db: Db, rows: readonly GroupPopulation[]): Promise<void> {
  await sql`insert into place_group_population (place_code, grouping, population_group, population, year, source)
    select code, grouping, "group", population, year, source from jsonb_to_recordset(${JSON.stringify(rows)})
      as r (code text, grouping text, "group" text, population int, year int, source text)
    on conflict (place_code, grouping, population_group) do update
      set population = excluded.population, year = excluded.year, source = excluded.source`.execute(db)
}

/** Of these places, or of all that have any. */
export async function populationsByGroup(db: Db, codes: readonly string[] | null): Promise<readonly GroupPopulation[]> {
  const { rows } = await sql<GroupPopulation>`
    select place_code as code, grouping, population_group as "group", population, year, source from place_group_population
    where ${codes === null}::boolean or place_code = any(${[...(codes ?? [])]}::text[])
    order by place_code, grouping, population_group`.execute(db)
  return rows
}

/** The file as it can be imported again. */
export const groupsFile = (rows: readonly GroupPopulation[]): string =>
  writeCsv(
    headings,
    rows.map(row => [row.code, row.grouping, row.group, row.population, row.year, row.source]),
  )

/** What is here, a row for each grouping. */
export async function groupingsHere(db: Db) {
  const { rows } = await sql<{ grouping: string; places: number; groups: number; years: string; sources: string }>`
    select grouping, count(distinct place_code)::int as places, count(distinct population_group)::int as groups,
      string_agg(distinct year::text, ', ') as years, string_agg(distinct nullif(source, ''), '; ') as sources
    from place_group_population group by grouping order by grouping collate "en-x-icu"`.execute(db)
  return rows
}
