// SQL behind imports of readings: what is known about a file's indicators, and writing the changes in bulk.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import type { SentFile } from '../../../operation/fields.ts'
import { readSheet } from '../../../outside/sheets.ts'
import { findPlaces, uploaded } from '../../places/public.ts'
import { type Preset, type PublishedIndicator, type PublishedReading, readPublished } from '../published.ts'
import { type Changes, type ImportFacts, type PlacedReading, readingKey } from './model.ts'

/** Reads the files and loads what the catalogue knows of their indicators; a refusal where they are no such files. */
export async function importFacts(
  db: Db,
  preset: Preset,
  file: SentFile,
  metadata: SentFile | null,
): Promise<ImportFacts | Refusal> {
  const sheet = await readSheet(file.bytes, file.name)
  if (isRefusal(sheet)) return { ...sheet, field: 'file' }
  const list = metadata ? await readSheet(metadata.bytes, metadata.name) : undefined
  if (isRefusal(list)) return { ...list, field: 'metadata' }
  const published = readPublished(preset, sheet, list)
  if (isRefusal(published)) return { ...published, field: 'file' }
  const codes = published.indicators.map(each => each.code)
  const spellings = [...published.readings, ...published.families].map(each => each.place)
  return {
    preset,
    published,
    described: metadata !== null,
    places: await findPlaces(db, spellings),
    indicators: await knownIndicators(db, codes),
    readings: await knownReadings(db, codes),
    families: await knownFamilies(db, [...new Set(published.families.map(each => each.scheme))]),
  }
}

/** Numbers of the files that wait, `41` or with a list of indicators `41-42`; null where it is not written so. */
export const uploadNumbers = (written: string): number[] | null =>
  /^\d{1,15}(-\d{1,15})?$/.test(written) ? written.split('-').map(Number) : null

/** What is waiting under these numbers, for the one who sent it; null where it is not there. */
export async function waiting(db: Db, written: string, person: number | null) {
  const numbers = uploadNumbers(written)
  if (!numbers) return null
  const file = await uploaded(db, numbers[0]!, person)
  const metadata = numbers[1] === undefined ? null : await uploaded(db, numbers[1], person)
  return file && (metadata || numbers[1] === undefined) ? { file, metadata } : null
}

async function knownIndicators(db: Db, codes: readonly string[]): Promise<ImportFacts['indicators']> {
  const { rows } = await sql<PublishedIndicator>`
    select code, name, definition, source, unit, good, frequency, family_scheme as "familyScheme", licence
    from catalogue_indicator where code = any(${codes}::text[])`.execute(db)
  return new Map(rows.map(each => [each.code, each]))
}

async function knownReadings(db: Db, codes: readonly string[]): Promise<ImportFacts['readings']> {
  const { rows } = await sql<{ code: string; place: string; period: string; group: string } & Known>`
    select indicator_code as code, place_code as place, period, population_group as "group", value, status
    from catalogue_reading where indicator_code = any(${codes}::text[])`.execute(db)
  return new Map(rows.map(each => [readingKey(each.code, each.place, each.period, each.group), each]))
}

type Known = Pick<PublishedReading, 'value' | 'status'>

async function knownFamilies(db: Db, schemes: readonly string[]): Promise<ImportFacts['families']> {
  const { rows } = await sql<{ scheme: string; place: string; family: string }>`
    select scheme, place_code as place, family from place_family where scheme = any(${schemes}::text[])`.execute(db)
  return new Map(rows.map(each => [`${each.scheme} ${each.place}`, each.family]))
}

export async function writeImport(db: Db, changes: Changes, now: Date): Promise<void> {
  await describeIndicators(db, changes.indicators)
  await sql`update catalogue_indicator set imported_at = ${now} where code = any(${changes.current}::text[])`.execute(
    db,
  )
  await correctReadings(db, changes.corrected, now)
  await addReadings(db, changes.added, now)
  await sql`update catalogue_indicator i set invented = not exists (
      select from catalogue_reading r join place p on p.code = r.place_code
      where r.indicator_code = i.code and not p.invented)
    where code = any(${changes.current}::text[])`.execute(db)
  const { families } = changes
  await sql`insert into place_family (scheme, place_code, family)
    select * from unnest(${column(families, 'scheme')}::text[], ${column(families, 'place')}::text[], ${column(families, 'family')}::text[])
    on conflict (scheme, place_code) do update set family = excluded.family`.execute(db)
}

const column = <R, K extends keyof R>(rows: readonly R[], name: K): R[K][] => rows.map(row => row[name])

const describeIndicators = (db: Db, indicators: readonly PublishedIndicator[]) =>
  sql`insert into catalogue_indicator (code, name, definition, source, licence, unit, good, frequency, family_scheme)
    select * from unnest(${column(indicators, 'code')}::text[], ${column(indicators, 'name')}::text[],
      ${column(indicators, 'definition')}::text[], ${column(indicators, 'source')}::text[],
      ${column(indicators, 'licence')}::text[], ${column(indicators, 'unit')}::text[], ${column(indicators, 'good')}::text[],
      ${column(indicators, 'frequency')}::text[], ${column(indicators, 'familyScheme')}::text[])
    on conflict (code) do update set name = excluded.name, definition = excluded.definition, source = excluded.source,
      licence = excluded.licence, unit = excluded.unit, good = excluded.good, frequency = excluded.frequency,
      family_scheme = excluded.family_scheme`.execute(db)

/** One array for each column: the whole file is one statement. */
const asArrays = (readings: readonly PlacedReading[]) => sql`unnest(
  ${column(readings, 'indicator')}::text[], ${column(readings, 'place')}::text[],
  ${readings.map(each => each.period.text)}::text[], ${column(readings, 'group')}::text[],
  ${readings.map(each => each.period.start)}::date[], ${readings.map(each => each.period.end)}::date[],
  ${column(readings, 'value')}::float8[], ${column(readings, 'status')}::text[])`

const addReadings = (db: Db, readings: readonly PlacedReading[], now: Date) =>
  sql`insert into catalogue_reading
      (indicator_code, place_code, period, population_group, starts_on, ends_on, value, status, imported_at)
    select *, ${now}::timestamptz from ${asArrays(readings)}`.execute(db)

/** The old figure is kept beside the new one: publishers correct what they published. */
async function correctReadings(db: Db, readings: readonly PlacedReading[], now: Date): Promise<void> {
  if (readings.length === 0) return
  const news = sql`${asArrays(readings)} n (indicator, place, period, people, starts, ends, value, status)`
  const same = sql`(r.indicator_code, r.place_code, r.period, r.population_group) = (n.indicator, n.place, n.period, n.people)`
  await sql`insert into catalogue_revision (indicator_code, place_code, period, population_group, value, status, replaced_at)
    select r.indicator_code, r.place_code, r.period, r.population_group, r.value, r.status, ${now}
    from catalogue_reading r join ${news} on ${same}`.execute(db)
  await sql`update catalogue_reading r set value = n.value, status = n.status, imported_at = ${now}
    from ${news} where ${same}`.execute(db)
}
