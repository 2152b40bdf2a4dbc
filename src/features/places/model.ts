// What imports of places know and say, and the words they refuse with.

import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { PublishedBoundaries } from './boundaries.ts'
import type { PlaceKind } from './kinds.ts'
import type { PublishedPersons, PublishedPopulation } from './population.ts'
import type { PublishedPlace, PublishedPlaces } from './published.ts'

export const importKinds = {
  lookup: 'A lookup: which smaller areas make up which larger ones (CSV)',
  boundaries: 'Boundaries of areas that are known here (GeoJSON or TopoJSON)',
  population: 'How many people live in areas that are known here (CSV)',
} as const
export type ImportKind = keyof typeof importKinds

/** What an import does, row by row; the four add up to the rows (or boundaries) of the file. */
export interface ImportCounts {
  readonly imported: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
}

/** Something in a file that was left out; `line` is its row in the file, where it has one. */
export interface LeftOut {
  readonly line: number | null
  readonly words: string
}

/** A fact lists this many refusals and mended boundaries. */
export const mostListed = 50

export const countsInWords = (counts: ImportCounts): string =>
  `imported ${counts.imported}, changed ${counts.changed}, unchanged ${counts.unchanged}, refused ${counts.refused}`

export interface PlaceKnown {
  readonly name: string
  readonly kind: string
  readonly opened: string | null
  readonly closed: string | null
}

export interface LookupFacts {
  readonly kind: 'lookup'
  readonly published: PublishedPlaces
  /** By code. */
  readonly known: ReadonlyMap<string, PlaceKnown>
  readonly parents: readonly { readonly place: string; readonly parent: string; readonly parentKind: string }[]
}

export interface BoundaryFacts {
  readonly kind: 'boundaries'
  readonly published: PublishedBoundaries
  /** By code: the place has no boundary yet, the same one, or another. */
  readonly known: ReadonlyMap<string, { readonly kind: PlaceKind; readonly state: 'none' | 'same' | 'other' }>
}

export interface PopulationFacts {
  readonly kind: 'population'
  readonly published: PublishedPopulation
  /** Their kinds by code. */
  readonly known: ReadonlyMap<string, PlaceKind>
  /** Persons that are here already, by code and year: `S12000047 2021`. */
  readonly persons: ReadonlyMap<string, number>
}

export type ImportFacts = LookupFacts | BoundaryFacts | PopulationFacts

/** What is to be written; history keeps only the counts and the first refusals. */
export type PlaceChanges =
  | {
      readonly kind: 'lookup'
      readonly places: readonly (PublishedPlace & { readonly name: string })[]
      readonly parents: readonly { readonly place: string; readonly parent: string; readonly parentKind: PlaceKind }[]
    }
  | {
      readonly kind: 'boundaries'
      readonly boundaries: readonly { readonly code: string; readonly geometry: GeoJSON.Geometry }[]
    }
  | { readonly kind: 'population'; readonly rows: readonly PublishedPersons[] }

export interface PlacesImported extends ImportCounts {
  readonly fact: 'PlacesImported'
  readonly kind: ImportKind
  readonly leftOut: readonly LeftOut[]
  /** The first boundaries that were mended, with what was wrong: `Shetland Islands (a line crossed itself)`. */
  readonly mended: readonly string[]
  /** Of what places something is new or different: what was worked out from them is no longer true. */
  readonly touched: readonly PlaceKind[]
  readonly changes: PlaceChanges
}

export const notForYou = refuse('not-yours', 'Only an administrator of this installation can do this.')
export const notADemonstration: Refusal = refuse('not-a-demonstration', 'Places are made up in a demonstration only.')
export const codeUnfit: Refusal = refuse('code-unfit', 'Use X and eight figures that no other place has.', 'code')
export const parentUnknown: Refusal = refuse('place-unknown', 'There is no place with this code.', 'parent')
