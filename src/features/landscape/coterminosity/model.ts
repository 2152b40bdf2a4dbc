// Which kinds of areas are compared, and the words for how they lie.

import { refuse } from '../../../kernel/refusal.ts'
import { type PlaceKind, placeKindWords } from '../../places/public.ts'

export const ways = { lookup: 'By the official lookup', boundaries: 'By the boundaries on a map' } as const
export type Way = keyof typeof ways

/** The small areas that larger ones are made up of in lookups, and that people are counted in. */
export const smallKind: PlaceKind = 'data-zone'

/** The areas of bodies that work together. */
export const bodyKinds: readonly PlaceKind[] = [
  'council',
  'health-board',
  'health-and-care',
  'police-division',
  'fire-area',
  'resilience-partnership',
]

/** Parts of their areas that people plan for, or choose by name. */
export const partKinds: readonly PlaceKind[] = ['locality', 'ward', 'intermediate-zone']

/** Every pair of these is compared by the lookup. */
export const lookupKinds: readonly PlaceKind[] = [...bodyKinds, ...partKinds]

export interface Pair {
  readonly kind: PlaceKind
  readonly otherKind: PlaceKind
  readonly by: Way
}

const lookupPairs: readonly Pair[] = lookupKinds.flatMap((kind, at) =>
  lookupKinds.slice(at + 1).map(otherKind => ({ kind, otherKind, by: 'lookup' as const })),
)

const drawnPairs: readonly (readonly [PlaceKind, PlaceKind])[] = [
  ['council', 'health-board'],
  ['ward', 'council'],
  ['ward', smallKind],
  ['council', smallKind],
  ['health-board', smallKind],
]

const smallPairs: readonly PlaceKind[] = ['locality', 'ward', 'council', 'health-board']

/** What is worked out where the places are there; each pair once, for both directions. */
export const pairs: readonly Pair[] = [
  ...lookupPairs,
  ...smallPairs.map(kind => ({ kind, otherKind: smallKind, by: 'lookup' as const })),
  ...drawnPairs.map(([kind, otherKind]) => ({ kind, otherKind, by: 'boundaries' as const })),
]

/** What several of each are called. */
export const kindsCompared = Object.fromEntries(
  [...lookupKinds, smallKind].map(kind => [kind, placeKindWords[kind][1]]),
) as Readonly<Record<PlaceKind, string>>

export const isCompared = (kind: string): kind is PlaceKind => Object.hasOwn(kindsCompared, kind)

/**
 * Hundredths that do not count, where the reader chose none. By boundaries more, because published lines are simplified,
 * each kind of area in its own way.
 */
export const usualTolerance: Readonly<Record<Way, number>> = { lookup: 1, boundaries: 5 }
export const largestTolerance = 20

export const nothingToCompare = refuse(
  'nothing-to-compare',
  'There is no lookup, or there are no boundaries, for these two kinds of area. Import them first.',
)
