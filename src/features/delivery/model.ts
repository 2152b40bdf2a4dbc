// What the rules about delivery know, and the words they refuse with.

import type { Unit } from '../../kernel/quantity.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { type Principle, principles } from '../plans/public.ts'

export const horizons = {
  'quick-win': 'Quick win (within a year)',
  medium: 'Medium term (about three years)',
  long: 'Long term (more than three years)',
} as const
export type Horizon = keyof typeof horizons
export const horizonWords: Record<Horizon, string> = {
  'quick-win': 'Quick win',
  medium: 'Medium term',
  long: 'Long term',
}

/** Which of the three principles the work is mostly about. */
export { type Principle, principles }
export const principleWords: Record<Principle, string> = {
  vision: 'Vision',
  participation: 'Participation',
  delivery: 'Delivery',
}

export type State = 'proposed' | 'adopted' | 'stopped'

/** How much an action is expected to matter for an outcome. */
export const matters = { 'a-lot': 'A lot', some: 'Some', 'a-little': 'A little' } as const
export type Matters = keyof typeof matters

/** The three questions a measure of an action can answer. */
export const asks = {
  'how-much': 'How much did we do?',
  'how-well': 'How well did we do it?',
  'better-off': 'Is anyone better off?',
} as const
export type Asks = keyof typeof asks

export const likelihoods = { unlikely: 'Unlikely', possible: 'Possible', likely: 'Likely' } as const
export type Likelihood = keyof typeof likelihoods
export const impacts = { minor: 'Minor', moderate: 'Moderate', major: 'Major' } as const
export type Impact = keyof typeof impacts

/** What has to be settled before an action starts (Effective Partnerships, 2.3). */
export const preconditions = {
  authority: 'Legal power: which law lets the partners do this together',
  'accountable-body': 'Accountable body: who holds the money and answers for it',
  audit: 'Audit: auditors know how it will be checked',
  'data-protection': 'Data protection: how people’s details are kept safe',
} as const
export type PreconditionKind = keyof typeof preconditions
export const preconditionKinds = Object.keys(preconditions) as readonly PreconditionKind[]
export const preconditionWords: Record<PreconditionKind, string> = {
  authority: 'Legal power',
  'accountable-body': 'Accountable body',
  audit: 'Audit',
  'data-protection': 'Data protection',
}
export const answers = { settled: 'It is settled', 'not-needed': 'It is not needed here' } as const
export type Answer = keyof typeof answers

export const reportings = {
  publishes: 'Its owner reports elsewhere, and is quoted here',
  'answers-once': 'An answer given here counts in every partnership it serves',
} as const
export type Reporting = keyof typeof reportings

export type Consent = 'asked' | 'given' | 'withdrawn'
export const consentWords: Record<Consent, string> = {
  asked: 'Asked, not answered yet',
  given: 'The owner agrees',
  withdrawn: 'The owner does not agree',
}

/** What partnership added, as somebody claims it (U5.1). Never added up. */
export const claims = {
  'would-not-have-happened': 'It would not have happened without the partnership',
  sooner: 'It happened sooner',
  better: 'It was done better',
  anyway: 'It would have happened anyway',
  'too-early': 'It is too early to say',
} as const
export type Claim = keyof typeof claims

/** Benefits that are not numbers (U5.2–5.4). */
export const benefitKinds = {
  trust: 'Trust',
  relationships: 'Relationships',
  'shared-vision': 'A shared vision',
  'bid-infrastructure': 'Ready to bid for money together',
  'co-ordinated-consultation': 'Asking people once, together',
} as const
export type BenefitKind = keyof typeof benefitKinds

/** What the rules know of an action; `lead` is the organisation of its lead partner. */
export interface ActionFacts {
  readonly action: number
  readonly title: string
  readonly state: State
  readonly lead: number | null
  readonly initiative: number | null
  readonly consent: Consent | null
  readonly starts: string
  readonly ends: string
}

export interface MilestoneFacts extends ActionFacts {
  readonly milestone: number
  readonly words: string
  readonly due: string
  readonly firstDue: string
  readonly reached: string | null
  readonly dropped: string | null
}

export interface MeasureFacts extends ActionFacts {
  readonly measure: number
  readonly words: string
  readonly unit: Unit
  readonly dropped: string | null
}

export interface RiskFacts extends ActionFacts {
  readonly risk: number
  readonly closed: string | null
  /** Whether the partner that is to mind it is a partner today. */
  readonly partnerKnown: boolean
}

/** The wording of an action as somebody saw it. */
export interface ActionWords {
  readonly title: string
  readonly about: string
  readonly horizon: Horizon
  readonly principle: Principle
  readonly starts: string
  readonly ends: string
}

export const actionStopped = refuse('action-stopped', 'This work has been stopped, so nothing more is recorded for it.')
export const endsFirst = refuse('ends-first', 'The work cannot end before it starts.', 'ends')
export const partnerUnknown = refuse('partner-unknown', 'Choose the partner from the list.', 'partner')
export const outcomeUnknown = refuse('outcome-unknown', 'Choose the outcome from the list.', 'outcome')
export const outcomesUnknown = refuse('outcome-unknown', 'Choose the outcomes from the list.', 'outcomes')
export const placeUnknown = refuse('place-unknown', 'Choose the place from the list.', 'place')
export const leadAlready = refuse('lead-already', 'This partner leads it already.', 'partner')
export const partMissing = refuse('part-missing', 'This partner has no part in it.')
export const linkedAlready = refuse('linked-already', 'It is linked to that outcome in just these words.', 'outcome')
export const notLinked = refuse('not-linked', 'It is not linked to that outcome.')
export const placeAlready = refuse('place-already', 'That place is named already.', 'place')
export const placeMissing = refuse('place-missing', 'That place is not named.')
export const milestoneSame = refuse('milestone-same', 'It is due on that day already.', 'due')
export const milestoneReached = refuse('milestone-reached', 'This milestone has been reached.')
export const milestoneDropped = refuse('milestone-dropped', 'This milestone has been dropped.')
export const reachedInFuture = refuse('reached-in-future', 'The date cannot lie in the future.', 'on')
export const measureDropped = refuse('measure-dropped', 'This measure is no longer used.')
export const readingFuture = refuse('reading-future', 'There can be no figure for a time that has not begun.', 'period')
export const readingSame = refuse('reading-same', 'That figure is recorded already.', 'value')
export const riskClosed = refuse('risk-closed', 'This risk has been closed.')
export const adoptedAlready = refuse('adopted-already', 'This work is adopted already.')

/** Adoption is held until the gate is complete, or somebody answers for letting it pass. */
export const gateOpen = (missing: readonly PreconditionKind[]): Refusal =>
  refuse(
    'gate-open',
    `Not settled yet: ${missing.map(kind => preconditionWords[kind].toLowerCase()).join(', ')}. Settle it first, or say why the work can start all the same. Everyone will see the reason.`,
    'despite',
  )

/** Somebody else saved while this was being written. */
export const changedMeanwhile = (who: string | null): Refusal =>
  refuse(
    'changed-meanwhile',
    `${who ?? 'Somebody'} changed these words while you were writing, so nothing was saved. What you typed is still here. Compare it with what stands now, below.`,
  )
