// What an import of published readings knows, and what it decides.

import type { ImportCounts, LeftOut } from '../../places/public.ts'
import type { Preset, Published, PublishedIndicator, PublishedReading } from '../published.ts'

export const presets = {
  cpop: 'Community Planning Outcomes Profile',
  lgbf: 'Local Government Benchmarking Framework',
  long: 'Any list with one reading to a row: place, indicator, period, value',
} as const satisfies Record<Preset, string>

export interface ImportFacts {
  readonly preset: Preset
  readonly published: Published
  /** Whether the publisher's own list of indicators came with it. */
  readonly described: boolean
  /** Codes of places by what the file calls them. */
  readonly places: ReadonlyMap<string, string>
  /** Indicators of the file that the catalogue has, by code. */
  readonly indicators: ReadonlyMap<string, PublishedIndicator>
  /** Readings the catalogue has of these indicators, by `readingKey`. */
  readonly readings: ReadonlyMap<string, Pick<PublishedReading, 'value' | 'status'>>
  /** Family groups the catalogue has, by `scheme place`. */
  readonly families: ReadonlyMap<string, string>
}

export const readingKey = (indicator: string, place: string, period: string, group: string): string =>
  `${indicator}\t${place}\t${period}\t${group}`

/** A reading with the code of its place. */
export type PlacedReading = PublishedReading

export interface Changes {
  readonly added: readonly PlacedReading[]
  readonly corrected: readonly PlacedReading[]
  /** New indicators, and those that are described otherwise now. */
  readonly indicators: readonly PublishedIndicator[]
  readonly families: readonly { readonly scheme: string; readonly family: string; readonly place: string }[]
  /** Every indicator of the file: all are as the publisher has them now. */
  readonly current: readonly string[]
}

/** The four counts are rows of the file, and add up to all of them. History keeps everything but the changes. */
export interface ReadingsImported extends ImportCounts {
  readonly fact: 'ReadingsImported'
  readonly preset: Preset
  readonly indicators: number
  readonly leftOut: readonly LeftOut[]
  readonly changes: Changes
}
