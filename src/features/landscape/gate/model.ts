// The words of the gate: what a proposal says, what may become of it, and what its rules refuse with.

import { refuse } from '../../../kernel/refusal.ts'
import type { ProposalKind, ProposalStage } from '../model.ts'
import { groupKinds } from '../model.ts'

/** Kinds of group that can be set up here; a joint body that governs itself is linked instead. */
const { 'joint-body': _, ...kindsToSetUp } = groupKinds

export { kindsToSetUp }

/** Of a national initiative. */
export const adaptations = {
  they: 'They adapt to what is here',
  we: 'We adapt to them',
  both: 'Both adapt',
} as const
export type Adaptation = keyof typeof adaptations

export const stageWords: Record<ProposalStage, string> = {
  open: 'Open',
  'taken-on': 'Taken on',
  'set-up': 'Set up',
  'turned-down': 'Turned down',
}

/** What a proposal says. Places by their code, the rest by their number. */
export interface ProposalWords {
  readonly kind: ProposalKind
  readonly name: string
  readonly purpose: string
  readonly askedBy: string
  readonly outcomes: readonly number[]
  readonly themes: readonly number[]
  readonly places: readonly string[]
  readonly organisations: readonly number[]
}

/** An existing group as it was shown when the proposal was settled; `score` from 0 to 1. */
export interface Shown {
  readonly group: number
  readonly score: number
  readonly because: readonly string[]
}

export const settledAlready = refuse(
  'settled-already',
  'Somebody has settled this proposal already. Its page says what became of it.',
)
export const changedMeanwhile = refuse(
  'changed-meanwhile',
  'Somebody changed this proposal while you were writing, so nothing was saved. What you typed is still here.',
)
export const onlyPartners = refuse(
  'not-yours',
  'Only a coordinator, or somebody who acts for a partner, can propose something.',
)
export const outcomesUnknown = refuse('outcome-unknown', 'Choose the outcomes from the list.', 'outcomes')
export const themesUnknown = refuse('theme-unknown', 'Choose the themes from the list.', 'themes')
export const placesUnknown = refuse('place-unknown', 'Choose the places from the list.', 'places')
export const organisationsUnknown = refuse(
  'organisation-unknown',
  'Choose the organisations from the list.',
  'organisations',
)
export const groupUnknown = refuse('group-unknown', 'Choose a group of today from the list.', 'group')
export const bodyMustAgree = refuse(
  'body-must-agree',
  'This group governs itself. Say that it has agreed, or give the proposal to another group.',
  'agreed',
)
export const whoAdapts = refuse('who-adapts', 'Say who adapts to whom.', 'adapts')
export const howTheyAdapt = refuse('how-they-adapt', 'Say what changes, and for whom.', 'adaptsWords')
export const whatItRepeats = refuse(
  'what-it-repeats',
  'Say what of ours it repeats. If it repeats nothing, write that.',
  'repeats',
)
export const sponsorUnknown = refuse('sponsor-unknown', 'The sponsor must be a partner of today.', 'sponsor')
export const reviewPast = refuse('review-past', 'The day of the review must be still to come.', 'review')
export const reviewFar = refuse('review-far', 'The review must be within three years.', 'review')
export const nameTaken = refuse(
  'group-name-taken',
  'There is already a group with this name. Give the proposal to that group, or change the name of the proposal first.',
)
