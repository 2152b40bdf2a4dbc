// What the rules of the voice thread know, and the words they refuse with.

import { refuse } from '../../../kernel/refusal.ts'
import type { DecisionAnswer, EngagementFacts } from '../model.ts'
import type { Listener } from '../receipts/listeners.ts'

/** An engagement about to move, and who is told. */
export interface ThreadFacts extends EngagementFacts {
  readonly listeners: readonly Listener[]
}

export interface PriorityFacts extends ThreadFacts {
  readonly priority: number
  readonly priorityTitle: string
  readonly dropped: boolean
  /** What stands now. */
  readonly decision: { readonly answer: DecisionAnswer; readonly on: string } | null
  /** Whether anything was ever decided. */
  readonly everDecided: boolean
  /** Work that people see with it. */
  readonly actions: number
}

export const ways = { up: 'Up', down: 'Down' } as const
export type Way = keyof typeof ways

export const stillOpen = refuse(
  'still-open',
  'People are still taking part. What matters most can be named when it has closed.',
)
export const themesUnknown = refuse('theme-unknown', 'Choose the themes from the list.', 'themes')
export const priorityDropped = refuse('priority-dropped', 'This was taken away as a mistake.')
export const decidedAlready = refuse(
  'decided-already',
  'This has been decided, and people have been told, so it stays. Record a new decision instead.',
)
export const atTheEnd = refuse('at-the-end', 'It cannot go further that way.')
export const decidedInFuture = refuse(
  'decided-in-future',
  'The day of the decision cannot lie in the future.',
  'decidedOn',
)
export const decidedTooSoon = refuse(
  'decided-too-soon',
  'It cannot have been decided before people were asked.',
  'decidedOn',
)
export const bodyUnknown = refuse('organisation-unknown', 'Choose the body from the list.', 'organisation')
export const bodyNotYours = refuse(
  'organisation-not-yours',
  'Choose a body that you act for, or leave this blank. A coordinator can name any body.',
  'organisation',
)
export const workLinked = refuse(
  'work-linked',
  'Work is linked to this. If the answer is no, take the link to the work away first.',
  'answer',
)
export const notDecided = refuse('not-decided', 'Record the decision first. Then say what is done about it.')
export const decidedNo = refuse('decided-no', 'The answer to this was no, so there is nothing to be done for it.')
export const actionUnfit = refuse(
  'action-unfit',
  'Choose work that the partnership has adopted and not stopped.',
  'action',
)
export const actionAlready = refuse('action-linked', 'This work is linked to it already.', 'action')
export const actionMissing = refuse('action-not-linked', 'This work is not linked to it.')
export const indicatorUnfit = refuse('indicator-unfit', 'Choose a figure from the list.', 'indicator')
export const indicatorAlready = refuse('indicator-linked', 'This figure is linked to it already.', 'indicator')
export const indicatorMissing = refuse('indicator-not-linked', 'This figure is not linked to it.')
export const nothingNew = refuse('nothing-new', 'There is no new figure to tell of.')
