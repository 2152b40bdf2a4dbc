// What the rules about rounds know, and the words they refuse with.

import type { Unit } from '../../kernel/quantity.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'

export type RoundState = 'planned' | 'open' | 'closed' | 'accepted' | 'cancelled'
export const roundStateWords: Record<RoundState, string> = {
  planned: 'Planned',
  open: 'Open',
  closed: 'Closed, being checked',
  accepted: 'Accepted and locked',
  cancelled: 'Cancelled',
}

export type ItemState = 'waiting' | 'draft' | 'submitted' | 'returned' | 'accepted'
export const itemStateWords: Record<ItemState, string> = {
  waiting: 'Not answered yet',
  draft: 'Begun, not sent',
  submitted: 'Sent, to be checked',
  returned: 'Returned with a note',
  accepted: 'Accepted',
}

export const rhythms = {
  quarterly: 'Every quarter',
  'half-yearly': 'Twice a year',
  'board-dates': 'Before each board',
} as const
export type Rhythm = keyof typeof rhythms

export const statuses = {
  'not-started': 'Not started',
  red: 'Red: will not be done without help',
  amber: 'Amber: at risk, but in hand',
  green: 'Green: going as planned',
  complete: 'Complete',
} as const
export type Status = keyof typeof statuses

/** Where a page has room for a word or two. */
export const statusWords: Record<Status, string> = {
  'not-started': 'Not started',
  red: 'Red: needs help',
  amber: 'Amber: at risk',
  green: 'Green: as planned',
  complete: 'Complete',
}

export const directions = { better: 'Getting better', steady: 'Steady', worse: 'Getting worse' } as const
export type Direction = keyof typeof directions

export const confidences = { high: 'Sure of it', medium: 'Fairly sure', low: 'Not sure' } as const
export type Confidence = keyof typeof confidences

/** What was said of one thing. */
export interface Update {
  readonly status: Status | null
  readonly direction: Direction | null
  readonly confidence: Confidence | null
  readonly words: string
  /** What it needs the board to decide; '' for nothing. */
  readonly needs: string
  readonly figure: number | null
  readonly figurePeriod: string | null
  /** Milestones reached, by their numbers. */
  readonly reached: readonly number[]
}

export interface RoundFacts {
  readonly round: number
  readonly title: string
  readonly state: RoundState
  readonly opens: string
  readonly closes: string
  readonly keeper: number
  readonly coordinators: readonly number[]
  /** How many items are in each state. */
  readonly items: Readonly<Record<ItemState, number>>
}

export interface ItemFacts {
  readonly item: number
  readonly partnership: number
  readonly round: number
  readonly roundState: RoundState
  readonly closes: string
  readonly keeper: number
  readonly request: number | null
  readonly about: 'action' | 'indicator'
  readonly subject: number
  readonly title: string
  readonly asksFigure: boolean
  /** Of an indicator. */
  readonly unit: Unit | null
  /** Milestones that are still to be reached. */
  readonly milestones: readonly number[]
  /** It was stopped, left or retired after it was asked about. */
  readonly over: boolean
  readonly state: ItemState
  readonly version: number
  /** Whose part it is; null while nobody answers for it. */
  readonly holder: number | null
  readonly deputy: number | null
  readonly organisation: number | null
  readonly now: Update
  readonly savedBy: string | null
  /** What was accepted of it last. */
  readonly last: Update | null
  /** The last day of its newest reading, of an indicator of the partnership’s own. */
  readonly lastReading: string | null
  /** The same thing asked elsewhere, where the actor has a part too. */
  readonly same: readonly Twin[]
}

export interface Twin {
  readonly item: number
  readonly partnership: number
  readonly request: number | null
  readonly holder: number | null
  readonly deputy: number | null
  readonly organisation: number | null
  /** What was accepted of it last. */
  readonly last: Update | null
}

export const daysWrong = refuse('days-wrong', 'It must close after it opens.', 'closes')
export const opensPast = refuse('opens-past', 'It cannot open in the past. Choose today or a later day.', 'opens')
export const periodWrong = refuse('period-wrong', 'The last day must come after the first.', 'ends')
export const outcomeUnknown = refuse('outcome-unknown', 'Choose the outcomes from the list.', 'outcomes')
export const keeperUnknown = refuse('keeper-unknown', 'Choose one of the coordinators.', 'keeper')
export const boardDatesWrong = refuse(
  'board-dates-wrong',
  'Write one date a line, like 9 December 2026, at least one of them still to come.',
  'boardDates',
)
export const nothingToPlan = refuse('nothing-to-plan', 'No round is left to plan for this schedule.')
export const chasedToday = refuse('chased-today', 'They were asked once more today already. Try again tomorrow.')
export const nothingToAsk = refuse(
  'nothing-to-ask',
  'There is nothing to ask about: no action is under way in what this round covers.',
)
export const alreadyOpen = refuse('already-open', 'This round has opened already.')
export const notOpen = refuse('not-open', 'This round is not open.')
export const notClosed = refuse('not-closed', 'This round is still open. Close it first.')
export const notLocked = refuse('not-locked', 'Only an accepted round can be opened again.')
export const locked = refuse(
  'locked',
  'This round is accepted, so what was said stands still. A coordinator can open it again.',
)
export const submittedWait = refuse(
  'submitted-wait',
  'Some answers were sent and not checked. Accept or return them first.',
)
export const roundOver = refuse('round-over', 'This round has closed. Ask its coordinator, who can open it for longer.')
export const acceptedAlready = refuse('accepted-already', 'This answer is accepted, so it stands still.')
export const closesEarlier = refuse(
  'closes-earlier',
  'Choose a day that is later than the one it closes on now.',
  'closes',
)
export const notSubmitted = refuse('not-submitted', 'Nothing has been sent here that could be checked.')
export const nothingBefore = refuse(
  'nothing-before',
  'Nothing was said of this before, so there is nothing to keep. Write a line or two.',
)
export const figureNeeded = refuse('figure-needed', 'A new figure is due here, so it cannot stay as it was. Enter it.')
export const statusMissing = refuse('status-missing', 'Choose how it stands.', 'status')
export const directionMissing = refuse('direction-missing', 'Say which way it is going.', 'direction')
export const confidenceMissing = refuse('confidence-missing', 'Say how sure you are.', 'confidence')
export const wordsMissing = refuse('words-missing', 'Write a line or two: what changed, and what is next.', 'words')
export const figureMissing = refuse('figure-missing', 'Enter the new figure.', 'figure')
export const figurePeriodMissing = refuse('figure-period-missing', 'Say which time the figure is for.', 'figurePeriod')
export const nobodyToPass = refuse('nobody-to-pass', 'Nobody is named as deputy. Choose somebody.', 'person')
export const personUnknown = refuse('person-unknown', 'Choose somebody from the list.', 'person')
export const theirsAlready = refuse('theirs-already', 'It is with this person already.', 'person')
export const alreadyAnswered = refuse('already-answered', 'This has been answered already.')
export const absenceWrong = refuse('absence-wrong', 'The last day must not come before the first.', 'to')
export const absenceTooLong = refuse(
  'absence-too-long',
  'That is more than a year. Pass on what is yours instead, or choose fewer days.',
  'to',
)
export const absenceOver = refuse('absence-over', 'These days are over.', 'to')

/** Somebody else saved while this was being written. */
export const savedMeanwhile = (who: string | null): Refusal =>
  refuse(
    'saved-meanwhile',
    `${who ?? 'Somebody else'} saved this while you were writing, so nothing of yours was saved over it. What you typed is still here. What stands now is below: take from it what you need, then save again.`,
  )

export const sentAlready = refuse('sent-already', 'This has been sent. To change it, change it here and send it again.')
export const subjectOver = refuse(
  'subject-over',
  'This has stopped since you were asked, so nothing more is asked about it.',
)
export const figureFuture = refuse('figure-future', 'A figure cannot be for a time that has not begun.', 'figurePeriod')
export const remindTooSoon = refuse(
  'remind-too-soon',
  'Owners are reminded while the round is open: choose fewer days than it stays open.',
  'remindDays',
)
export const deputyTooSoon = refuse(
  'deputy-too-soon',
  'Deputies hear when owners were reminded, not sooner: choose as many days, or fewer.',
  'deputyDays',
)
export const leadTooSoon = refuse(
  'lead-too-soon',
  'Partner leads hear last: choose as many days as for deputies, or fewer.',
  'leadDays',
)
export const figureThere = refuse(
  'figure-there',
  'There is a figure for that time or a later one already. It is corrected on the figure’s own page.',
  'figurePeriod',
)
