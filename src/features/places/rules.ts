// What an import of places would do. Pure: the file is read and the records are loaded before.

import type { PlaceKind } from './kinds.ts'
import type { BoundaryFacts, LookupFacts, PlacesImported } from './model.ts'
import { codeUnfit, mostListed, notADemonstration, parentUnknown } from './model.ts'

export const decidePlaces = (facts: LookupFacts | BoundaryFacts): PlacesImported =>
  facts.kind === 'lookup' ? decideLookup(facts) : decideBoundaries(facts)

/**
 * A place is new, changed (name, kind or parent) or unchanged. A place has one parent of each kind: the published one
 * takes the place of another of its kind. Rows that say something else than rows above them are refused by line.
 */
function decideLookup({ published, known, parents }: LookupFacts): PlacesImported {
  const kindOf = new Map<string, PlaceKind>(published.places.map(each => [each.code, each.kind]))
  const parentNow = new Map(parents.map(each => [`${each.place} ${each.parentKind}`, each.parent]))
  const moved = published.parents
    .map(each => ({ ...each, parentKind: kindOf.get(each.parent)! }))
    .filter(each => parentNow.get(`${each.place} ${each.parentKind}`) !== each.parent)
  const movedCodes = new Set(moved.map(each => each.place))
  const isNew = (code: string) => !known.has(code)
  const differs = (each: { code: string; name: string; kind: string }) => {
    const now = known.get(each.code)
    return now?.name !== each.name || now.kind !== each.kind
  }
  const places = published.places.filter(differs)
  const imported = places.filter(each => isNew(each.code)).length
  const changed = published.places.filter(
    each => !isNew(each.code) && (differs(each) || movedCodes.has(each.code)),
  ).length
  return {
    fact: 'PlacesImported',
    kind: 'lookup',
    imported,
    changed,
    unchanged: published.places.length - imported - changed,
    refused: published.refused.length,
    leftOut: published.refused.slice(0, mostListed).map(({ line, words }) => ({ line, words })),
    changes: { kind: 'lookup', places, parents: moved },
  }
}

/** Boundaries belong to places that are known; others are refused by name. Kept as published, nothing is simplified. */
function decideBoundaries({ published, known }: BoundaryFacts): PlacesImported {
  const unknown = published.boundaries
    .filter(each => !known.has(each.code))
    .map(each => ({
      name: each.code,
      words: `There is no place ${each.code} here. Import the lookup of places first.`,
    }))
  const refused = [...published.refused, ...unknown]
  const changes = published.boundaries.filter(each => ['none', 'other'].includes(known.get(each.code) ?? ''))
  const count = (state: string) => published.boundaries.filter(each => known.get(each.code) === state).length
  return {
    fact: 'PlacesImported',
    kind: 'boundaries',
    imported: count('none'),
    changed: count('other'),
    unchanged: count('same'),
    refused: refused.length,
    leftOut: refused.slice(0, mostListed).map(({ words }) => ({ line: null, words })),
    changes: { kind: 'boundaries', boundaries: changes },
  }
}

/** A place is made up in a demonstration only, under a code that no publisher uses: X and its figures. */
export function decideInvention(
  facts: { demonstration: boolean; known: boolean; parentKnown: boolean },
  place: { code: string; name: string; kind: string; parent: string | null },
) {
  if (!facts.demonstration) return notADemonstration
  if (!/^X\d{8}$/.test(place.code) || facts.known) return codeUnfit
  return facts.parentKnown ? { fact: 'PlaceInvented' as const, ...place } : parentUnknown
}
