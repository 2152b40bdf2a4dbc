// A workbook of groups on its way in: what is kept of it, how it looks, and the words its verbs refuse with.

import { refuse } from '../../../kernel/refusal.ts'
import type { ImportStage } from '../model.ts'
import { type Entries, type GroupEntry, mostGroups, mostSeats } from './entries.ts'
import type { Meaning, Understood } from './headings.ts'
import type { Candidate, Decision, Decisions } from './organisations.ts'
import type { LeftOut, Listing } from './reading.ts'
import type { Counts } from './rules.ts'

/** An import as it stands, with its row locked where it is to change. */
export interface ImportFacts {
  readonly id: number
  readonly person: number | null
  readonly name: string
  readonly stage: ImportStage
  /** What the headings mean, where somebody said so. */
  readonly headings: Readonly<Record<string, Meaning>>
  /** What doubtful names were settled to be, by plain form. */
  readonly organisations: Readonly<Record<string, Decision>>
  /** Seats to bring in, and how many of them were. */
  readonly rows: number
  readonly done: number
  readonly counts: Counts
  readonly leftOut: readonly LeftOut[]
  readonly at: Date
  readonly eraseBy: string
  readonly kept: Kept | null
}

/** Whether something of the file is in. */
export const hasBegun = ({ counts }: Pick<ImportFacts, 'counts'>): boolean => Object.keys(counts).length > 0

/** What is kept of a file: the list that was found in it, and from when it is brought in, its groups as they were read. */
export type Kept = { readonly listing: Listing } | { readonly groups: readonly GroupEntry[] }

/** A name that is not certain, with how often it stands in the file and what was settled. */
export interface Doubtful {
  readonly plain: string
  readonly written: string
  readonly seats: number
  readonly line: number
  readonly candidates: readonly Candidate[]
  readonly suggested: Decision
  /** Null while nobody has said. */
  readonly settled: Decision | null
}

/** How a list looks: what is understood of it, and what is in doubt. */
export interface Looked {
  readonly columns: readonly Understood[]
  readonly entries: Entries
  readonly seats: number
  readonly doubtful: readonly Doubtful[]
  /** What names are, where that is certain or settled. */
  readonly known: Decisions
}

export const undecided = (looked: Pick<Looked, 'doubtful'>): readonly Doubtful[] =>
  looked.doubtful.filter(one => one.settled === null)

export const notWaiting = refuse('import-over', 'This file is not waiting any more: it was brought in, or put aside.')
export const notRunning = refuse('import-not-running', 'This file is not being brought in.')
export const headingUnknown = refuse('heading-unknown', 'There is no column with this heading in the file.', 'heading')
export const nameUnknown = refuse('name-unknown', 'This name is not in the file, or it is certain.', 'written')
export const noGroupColumn = refuse(
  'no-group-column',
  'No column is known to hold the names of groups. Say which one it is.',
)
export const nothingToBringIn = refuse('nothing-to-bring-in', 'There is no group in this file.')
export const tooMuch = refuse(
  'too-much',
  `A file may hold up to ${mostGroups.toLocaleString('en-GB')} groups and ${mostSeats.toLocaleString('en-GB')} seats. This one holds more: look for figures in brackets, or send it in parts.`,
)
export const oneByOne = refuse(
  'one-by-one',
  'Each name that is left is a person’s too. A body stays here for good, so say for each whether it is one.',
)
export const stillDoubtful = (count: number) =>
  refuse(
    'still-doubtful',
    `${count === 1 ? 'One name is' : `${count} names are`} still in doubt. Say who ${count === 1 ? 'it is' : 'they are'}, or take the suggestions.`,
  )
export const organisationUnknown = refuse('organisation-unknown', 'Choose an answer from the list.', 'organisation')
export const notForYou = refuse('not-yours', 'Only a coordinator of this partnership can do this.')
