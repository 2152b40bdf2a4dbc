// SQL behind the verbs of places: what an import needs to know, writing it in bulk, and files that wait for a yes.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { SentFile } from '../../operation/fields.ts'
import { readSheet } from '../../outside/sheets.ts'
import { decodeText } from '../../outside/sheets-csv.ts'
import { readBoundaries } from './boundaries.ts'
import type { PlaceKind } from './kinds.ts'
import type {
  BoundaryFacts,
  ImportFacts,
  ImportKind,
  LookupFacts,
  PlaceChanges,
  PlaceKnown,
  PopulationFacts,
} from './model.ts'
import { readPopulation } from './population.ts'
import { plainName, readPlaces, scotland } from './published.ts'

/** Reads the file and loads what is known about the places in it; a refusal where it is no such file. */
export async function importFacts(
  db: Db,
  kind: ImportKind,
  file: SentFile,
  year: number | null,
): Promise<ImportFacts | Refusal> {
  if (kind === 'boundaries') {
    const published = readBoundaries(decodeText(file.bytes).text)
    return isRefusal(published) ? onFile(published) : { kind, published, known: await knownBoundaries(db, published) }
  }
  const sheet = await readSheet(file.bytes, file.name)
  if (isRefusal(sheet)) return onFile(sheet)
  if (kind === 'population') {
    const published = readPopulation(sheet, file.name, year)
    return isRefusal(published) ? onFile(published) : populationFacts(db, published)
  }
  const published = readPlaces(sheet)
  return isRefusal(published) ? onFile(published) : lookupFacts(db, published)
}

async function lookupFacts(db: Db, published: LookupFacts['published']): Promise<LookupFacts> {
  const codes = published.places.map(each => each.code)
  const places = await sql<PlaceKnown & { code: string }>`
    select code, name, kind, opened_on as opened, closed_on as closed from place where code = any(${codes}::text[])`.execute(
    db,
  )
  const parents = await sql<{ place: string; parent: string; parentKind: string }>`
    select l.place_code as place, l.parent_code as parent, p.kind as "parentKind"
    from place_parent l join place p on p.code = l.parent_code where l.place_code = any(${codes}::text[])`.execute(db)
  const known = new Map(places.rows.map(each => [each.code, each]))
  return { kind: 'lookup', published, known, parents: parents.rows }
}

async function populationFacts(db: Db, published: PopulationFacts['published']): Promise<PopulationFacts> {
  const codes = [...new Set(published.rows.map(each => each.code))]
  const places = await sql<{
    code: string
    kind: PlaceKind
  }>`select code, kind from place where code = any(${codes}::text[])`.execute(db)
  const persons = await sql<{ code: string; year: number; persons: number }>`
    select place_code as code, year, persons from place_population where place_code = any(${codes}::text[])`.execute(db)
  return {
    kind: 'population',
    published,
    known: new Map(places.rows.map(each => [each.code, each.kind])),
    persons: new Map(persons.rows.map(each => [`${each.code} ${each.year}`, each.persons])),
  }
}

/** What is wrong with a file is said beside the file, unless it is another field that has to be filled. */
const onFile = (refusal: Refusal): Refusal => ({ field: 'file', ...refusal })

async function knownBoundaries(db: Db, published: BoundaryFacts['published']): Promise<BoundaryFacts['known']> {
  const { codes, shapes } = asColumns(published.boundaries)
  // Compared by the database: its JSON has an order of its own.
  const { rows } = await sql<{ code: string; kind: PlaceKind; state: 'none' | 'same' | 'other' }>`
    select p.code, p.kind, case when p.boundary is null then 'none' when p.boundary = b.shape::jsonb then 'same' else 'other' end as state
    from unnest(${codes}::text[], ${shapes}::text[]) b (code, shape) join place p on p.code = b.code`.execute(db)
  return new Map(rows.map(({ code, ...each }) => [code, each]))
}

const asColumns = (boundaries: readonly { code: string; geometry: GeoJSON.Geometry }[]) => ({
  codes: boundaries.map(each => each.code),
  shapes: boundaries.map(each => JSON.stringify(each.geometry)),
})

export async function writeImport(db: Db, changes: PlaceChanges): Promise<void> {
  if (changes.kind === 'boundaries') {
    const { codes, shapes } = asColumns(changes.boundaries)
    await sql`update place set boundary = b.shape::jsonb
      from unnest(${codes}::text[], ${shapes}::text[]) b (code, shape) where place.code = b.code`.execute(db)
    return
  }
  if (changes.kind === 'population') {
    const { rows } = changes
    await sql`insert into place_population (place_code, year, persons)
      select * from unnest(${rows.map(each => each.code)}::text[], ${rows.map(each => each.year)}::int[], ${rows.map(each => each.persons)}::int[])
      on conflict (place_code, year) do update set persons = excluded.persons`.execute(db)
    return
  }
  const { places, parents } = changes
  await upsertPlaces(db, places)
  const dated = places.flatMap(({ code, dates }) => (dates ? [{ code, ...dates }] : []))
  await sql`update place set opened_on = d.opened, closed_on = d.closed
    from unnest(${dated.map(each => each.code)}::text[], ${dated.map(each => each.opened)}::date[], ${dated.map(each => each.closed)}::date[]) d (code, opened, closed)
    where place.code = d.code`.execute(db)
  await sql`delete from place_parent l using unnest(${parents.map(each => each.place)}::text[], ${parents.map(each => each.parentKind)}::text[]) n (place, kind), place p
    where l.place_code = n.place and p.code = l.parent_code and p.kind = n.kind`.execute(db)
  await sql`insert into place_parent (place_code, parent_code)
    select * from unnest(${parents.map(each => each.place)}::text[], ${parents.map(each => each.parent)}::text[])
    on conflict do nothing`.execute(db)
}

const upsertPlaces = (db: Db, places: readonly { code: string; name: string; kind: string }[]) =>
  sql`insert into place (code, name, kind)
    select * from unnest(${places.map(each => each.code)}::text[], ${places.map(each => each.name)}::text[], ${places.map(each => each.kind)}::text[])
    on conflict (code) do update set name = excluded.name, kind = excluded.kind`.execute(db)

const scottishPlaces = [
  { ...scotland.nation, kind: 'nation' },
  ...scotland.councils.map(each => ({ ...each, kind: 'council' })),
]

/** Every spelling of Scotland and its councils in the plain form they are looked up by. */
const scottishSpellings = scottishPlaces.flatMap(each =>
  [each.name, ...each.otherNames].map(name => ({ spelling: plainName(name), code: each.code })),
)

/** Scotland's places and spellings that are not here, or are called something else. */
export async function missingOfScotland(db: Db) {
  const known = await sql<{ code: string; name: string; kind: string }>`
    select code, name, kind from place where code = any(${scottishPlaces.map(each => each.code)}::text[])`.execute(db)
  const spelt = await sql<{ spelling: string; code: string }>`
    select spelling, place_code as code from place_spelling where spelling = any(${scottishSpellings.map(each => each.spelling)}::text[])`.execute(
    db,
  )
  const now = new Map(known.rows.map(each => [each.code, each]))
  const spellings = new Map(spelt.rows.map(each => [each.spelling, each.code]))
  return {
    all: scottishPlaces.length,
    absent: scottishPlaces.filter(each => !now.has(each.code)).map(each => each.code),
    different: scottishPlaces
      .filter(each => now.has(each.code))
      .filter(each => now.get(each.code)!.name !== each.name || now.get(each.code)!.kind !== each.kind)
      .map(each => each.code),
    spellings: scottishSpellings.filter(each => spellings.get(each.spelling) !== each.code).length,
  }
}

export async function registerScotland(db: Db): Promise<void> {
  await upsertPlaces(db, scottishPlaces)
  await sql`insert into place_spelling (spelling, place_code)
    select * from unnest(${scottishSpellings.map(each => each.spelling)}::text[], ${scottishSpellings.map(each => each.code)}::text[])
    on conflict (spelling) do update set place_code = excluded.place_code`.execute(db)
}

/** Keeps a file until the next day for the one who sent it. */
export async function keepUpload(db: Db, file: SentFile, person: number, now: Date): Promise<number> {
  const { id } = await db
    .insertInto('upload')
    .values({
      person_id: person,
      name: file.name,
      bytes: Buffer.from(file.bytes),
      at: now,
      erase_by: new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A file that waits, for the one who sent it; null for everybody else. */
export async function uploaded(db: Db, id: number, person: number | null): Promise<SentFile | null> {
  if (person === null) return null
  const found = await db
    .selectFrom('upload')
    .select(['name', 'bytes'])
    .where('id', '=', id)
    .where('person_id', '=', person)
    .executeTakeFirst()
  return found ?? null
}

export const dropUploads = (db: Db, ids: readonly number[]) => db.deleteFrom('upload').where('id', 'in', ids).execute()

/** One import at a time, so that two of the same file do not both find nothing there. */
export const oneAtATime = (db: Db) => sql`select pg_advisory_xact_lock(20261122, 1)`.execute(db)

export async function inventionFacts(db: Db, input: { code: string; parent: string | null }) {
  const { rows } = await sql<{ demonstration: boolean; known: boolean; parentKnown: boolean }>`
    select coalesce((select demonstration from installation), false) as demonstration,
      exists (select 1 from place where code = ${input.code}) as known,
      ${input.parent}::text is null or exists (select 1 from place where code = ${input.parent} and invented) as "parentKnown"`.execute(
    db,
  )
  return rows[0]!
}

export async function invent(db: Db, place: { code: string; name: string; kind: string; parent: string | null }) {
  await db
    .insertInto('place')
    .values({
      code: place.code,
      name: place.name,
      kind: place.kind,
      invented: true,
      boundary: null,
      opened_on: null,
      closed_on: null,
    })
    .execute()
  if (place.parent !== null)
    await db.insertInto('place_parent').values({ place_code: place.code, parent_code: place.parent }).execute()
}
