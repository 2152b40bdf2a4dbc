// What an import of places would do. Pure: the file is read and the records are loaded before.

import { type PlaceKind, placeKinds, placeKindWords } from './kinds.ts'
import type { BoundaryFacts, ImportFacts, LookupFacts, PlacesImported, PopulationFacts } from './model.ts'
import { codeUnfit, mostListed, notADemonstration, parentUnknown } from './model.ts'
import type { PublishedPersons } from './population.ts'
import type { PublishedPlace } from './published.ts'

export function decidePlaces(facts: ImportFacts): PlacesImported {
  if (facts.kind === 'lookup') return decideLookup(facts)
  return facts.kind === 'boundaries' ? decideBoundaries(facts) : decidePopulation(facts)
}

/**
 * A place is new, changed (name, kind, days or parent) or unchanged. A place has one parent of each kind: the published one
 * takes the place of another of its kind. Rows that say something else than rows above them are refused by line, and so
 * are places without a name that are not known.
 */
function decideLookup({ published: whole, known, parents }: LookupFacts): PlacesImported {
  const published = knownOnly(whole, known)
  const kindOf = new Map<string, PlaceKind>(published.places.map(each => [each.code, each.kind]))
  const parentNow = new Map(parents.map(each => [`${each.place} ${each.parentKind}`, each.parent]))
  const moved = published.parents
    .map(each => ({ ...each, parentKind: kindOf.get(each.parent)! }))
    .filter(each => parentNow.get(`${each.place} ${each.parentKind}`) !== each.parent)
  const movedCodes = new Set(moved.map(each => each.place))
  const isNew = (code: string) => !known.has(code)
  const differs = ({ code, name, kind, dates }: PublishedPlace) => {
    const now = known.get(code)
    if (now?.kind !== kind || (name !== null && now.name !== name)) return true
    return dates !== undefined && (now.opened !== dates.opened || now.closed !== dates.closed)
  }
  const places = published.places
    .filter(differs)
    .map(each => ({ ...each, name: each.name ?? known.get(each.code)!.name }))
  const imported = places.filter(each => isNew(each.code)).length
  const touched = published.places.filter(each => differs(each) || movedCodes.has(each.code))
  const changed = touched.filter(each => !isNew(each.code)).length
  return {
    fact: 'PlacesImported',
    kind: 'lookup',
    imported,
    changed,
    unchanged: published.places.length - imported - changed,
    refused: published.refused.length,
    leftOut: published.refused.slice(0, mostListed).map(({ line, words }) => ({ line, words })),
    mended: [],
    touched: kindsAmong(touched.map(each => each.kind)),
    changes: { kind: 'lookup', places, parents: moved },
  }
}

function knownOnly(published: LookupFacts['published'], known: LookupFacts['known']): LookupFacts['published'] {
  const strange = published.places.filter(each => each.name === null && !known.has(each.code))
  if (strange.length === 0) return published
  const codes = new Set(strange.map(each => each.code))
  const refused = strange.map(({ line, code, kind }) => ({
    line,
    words: `There is no ${placeKindWords[kind][0]} ${code} here, and the file has no names for them. Import the official lookup first.`,
  }))
  return {
    places: published.places.filter(each => !codes.has(each.code)),
    parents: published.parents.filter(each => !codes.has(each.place)),
    refused: [...published.refused, ...refused].sort((one, other) => one.line - other.line),
  }
}

const kindsAmong = (kinds: readonly PlaceKind[]): PlaceKind[] => {
  const among = new Set(kinds)
  return placeKinds.filter(kind => among.has(kind))
}

/** Boundaries belong to places that are known; others are refused by name. Nothing is simplified. */
function decideBoundaries({ published, known }: BoundaryFacts): PlacesImported {
  const unknown = published.boundaries
    .filter(each => !known.has(each.code))
    .map(each => ({
      name: each.code,
      words: placeUnknown(each.code),
    }))
  const refused = [...published.refused, ...unknown]
  const changes = published.boundaries.filter(each => ['none', 'other'].includes(known.get(each.code)?.state ?? ''))
  const count = (state: string) => published.boundaries.filter(each => known.get(each.code)?.state === state).length
  return {
    fact: 'PlacesImported',
    kind: 'boundaries',
    imported: count('none'),
    changed: count('other'),
    unchanged: count('same'),
    refused: refused.length,
    leftOut: refused.slice(0, mostListed).map(({ words }) => ({ line: null, words })),
    mended: published.boundaries
      .filter(each => each.mended !== null && known.has(each.code))
      .slice(0, mostListed)
      .map(each => `${each.name} (${each.mended})`),
    touched: kindsAmong(changes.map(each => known.get(each.code)!.kind)),
    changes: { kind: 'boundaries', boundaries: changes },
  }
}

/** Figures belong to places that are known; others are refused by line. */
function decidePopulation({ published, known, persons }: PopulationFacts): PlacesImported {
  const ours = published.rows.filter(each => known.has(each.code))
  const unknown = published.rows
    .filter(each => !known.has(each.code))
    .map(({ line, code }) => ({ line, words: placeUnknown(code) }))
  const refused = [...published.refused, ...unknown].sort((one, other) => one.line - other.line)
  const now = (each: PublishedPersons) => persons.get(`${each.code} ${each.year}`)
  const changes = ours.filter(each => now(each) !== each.persons)
  const imported = changes.filter(each => now(each) === undefined).length
  return {
    fact: 'PlacesImported',
    kind: 'population',
    imported,
    changed: changes.length - imported,
    unchanged: ours.length - changes.length,
    refused: refused.length,
    leftOut: refused.slice(0, mostListed),
    mended: [],
    touched: kindsAmong(changes.map(each => known.get(each.code)!)),
    changes: { kind: 'population', rows: changes },
  }
}

const placeUnknown = (code: string): string => `There is no place ${code} here. Import the lookup of places first.`

/** A place is made up in a demonstration only, under a code that no publisher uses: X and its figures. */
export function decideInvention(
  facts: { demonstration: boolean; known: boolean; parentKnown: boolean },
  place: { code: string; name: string; kind: string; parent: string | null },
) {
  if (!facts.demonstration) return notADemonstration
  if (!/^X\d{8}$/.test(place.code) || facts.known) return codeUnfit
  return facts.parentKnown ? { fact: 'PlaceInvented' as const, ...place } : parentUnknown
}
