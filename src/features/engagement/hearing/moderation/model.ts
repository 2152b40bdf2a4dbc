// The words of moderation: what people write, why it may be hidden, and what its rules refuse with.

import { refuse } from '../../../../kernel/refusal.ts'

/** What people write that others could see. */
export const things = {
  idea: 'Idea',
  comment: 'Comment',
  statement: 'Statement',
  said: 'Answer in own words',
} as const
export type Thing = keyof typeof things
export const isThing = (typed: string | undefined): typed is Thing =>
  typed !== undefined && Object.hasOwn(things, typed)

export const verdicts = { show: 'Show it', hide: 'Hide it' } as const
export type Verdict = keyof typeof verdicts

/** Nothing is hidden for what it thinks. */
export const reasons = {
  'names-person': 'It names a person, or says how to find one',
  hateful: 'It is hateful, or threatens somebody',
  advertising: 'It advertises something',
  'off-subject': 'It is about something else',
  repeats: 'It repeats what is shown already',
  unlawful: 'It is against the law',
} as const
export type Reason = keyof typeof reasons

/** What an invited body says stands as it was said: it is hidden only where it harms somebody or the law forbids it. */
export const reasonsForBodies: readonly Reason[] = ['names-person', 'unlawful']

/** The newest decision about a thing. */
export interface Decision {
  readonly id: number
  /** Everybody who ever hid the thing. */
  readonly hidBy: readonly number[]
  readonly appealed: boolean
  readonly appeal: string
  readonly appealVerdict: Verdict | null
}

/** What the rules know of a thing somebody wrote. */
export interface ThingFacts {
  readonly thing: Thing
  readonly number: number
  readonly activity: number
  readonly engagement: number
  /** Who asks; whoever acts for it may decide. */
  readonly organisation: number | null
  /** Whether these are an invited body's own words. */
  readonly ofBody: boolean
  readonly state: 'waiting' | 'shown' | 'hidden'
  /** Its words were erased on their day. */
  readonly erased: boolean
  /** Whoever wrote it has taken it back. */
  readonly withdrawn: boolean
  readonly decision: Decision | null
}

export const takenBack = refuse('taken-back', 'Whoever wrote this has taken it back. Nobody sees it.')
export const erased = refuse('erased', 'These words were erased on their day.')
export const reasonMissing = refuse('reason-missing', 'Choose why it is hidden.', 'reason')
export const wordsOfBody = refuse(
  'words-of-body',
  'These are the words of a body that was invited. They are hidden only if they name a person or are against the law.',
  'reason',
)
export const shownAlready = refuse('shown-already', 'This is shown already.')
export const hiddenAlready = refuse('hidden-already', 'This is hidden already.')
export const appealWaits = refuse(
  'appeal-waits',
  'Whoever wrote this has asked for another look. Somebody who never hid it answers that first.',
)
export const settledByAppeal = refuse(
  'settled-by-appeal',
  'Somebody looked at this a second time, because whoever wrote it asked. That decision stands.',
)
export const nothingTicked = refuse('nothing-ticked', 'Tick at least one.', 'things')
export const decidedMeanwhile = refuse('decided-meanwhile', 'Somebody else has decided about all of these meanwhile.')
export const notHidden = refuse('not-hidden', 'This is not hidden, so there is nothing to look at again.')
export const appealedAlready = refuse(
  'appealed-already',
  'You have asked for another look already. It is looked at once more, by somebody else.',
)
export const noAppeal = refuse('no-appeal', 'Nobody has asked for another look at this.')
export const appealDecided = refuse('appeal-decided', 'Somebody has decided this already.')
export const samePerson = refuse(
  'same-person',
  'You have hidden this yourself. Somebody who never did must look at it now: ask another person who may run this.',
)
