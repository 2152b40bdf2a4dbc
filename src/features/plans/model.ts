// What the rules about plans know, and the words they refuse with.

import { type Refusal, refuse } from '../../kernel/refusal.ts'

export const planKinds = {
  community: 'Community plan for the whole area',
  locality: 'Locality plan for one place',
  'community-of-interest': 'Plan for a community of interest',
  thematic: 'Plan about one theme',
} as const
export type PlanKind = keyof typeof planKinds

export type State = 'draft' | 'proposed' | 'adopted' | 'superseded'
export const stateWords: Record<State, string> = {
  draft: 'Draft',
  proposed: 'Proposed to the partners',
  adopted: 'Adopted',
  superseded: 'Replaced by a later version',
}

export const horizons = {
  long: 'Long term (about ten years)',
  medium: 'Medium term (about three years)',
  short: 'Short term (about a year)',
} as const
export type Horizon = keyof typeof horizons
export const horizonWords: Record<Horizon, string> = {
  long: 'Long term',
  medium: 'Medium term',
  short: 'Short term',
}

export const dimensions = {
  economic: 'Economic',
  social: 'Social',
  environmental: 'Environmental',
} as const
export type Dimension = keyof typeof dimensions

/** The three principles that partners weigh differently ("Under the Skin", 2.1–2.2). */
export const principles = {
  vision: 'Vision: agreeing where the area should be',
  participation: 'Participation: people having a real part in it',
  delivery: 'Delivery: getting things done',
} as const
export type Principle = keyof typeof principles

export interface VersionFacts {
  readonly plan: number
  readonly version: number
  readonly kind: PlanKind
  readonly title: string
  readonly number: number
  readonly state: State
  readonly vision: string
  readonly outcomes: number
  /** When an earlier version was last adopted. */
  readonly adoptedBefore: string | null
}

/** The wording of an outcome as somebody saw it. */
export interface OutcomeWords {
  readonly theme: number
  readonly parent: number | null
  readonly title: string
  readonly description: string
  readonly horizon: Horizon
  readonly dimensions: readonly Dimension[]
  readonly partner: number | null
}

const stands = 'so its words stand still'
export const frozen: Record<Exclude<State, 'draft'>, Refusal> = {
  proposed: refuse(
    'proposed-stands-still',
    `This version is with the partners for agreement, ${stands}. Withdraw the proposal to change it.`,
  ),
  adopted: refuse(
    'adopted-is-frozen',
    `This version is adopted, ${stands}. Draft the next version to change the plan.`,
  ),
  superseded: refuse(
    'superseded-is-frozen',
    `This version was adopted once and has been replaced, ${stands}. Draft the next version to change the plan.`,
  ),
}

export const communityPlanExists = refuse(
  'community-plan-exists',
  'This partnership has its plan for the whole area already. Draft the next version of it.',
  'kind',
)
export const placeNeeded = refuse('place-needed', 'Choose the place that this plan is for.', 'place')
export const placeUnknown = refuse('place-unknown', 'There is no place with this code.', 'place')
export const communityNeeded = refuse('community-needed', 'Say which community this plan is for.', 'community')
export const parentPlanUnknown = refuse('plan-unknown', 'Choose the wider plan from the list.', 'parentPlan')
export const endsFirst = refuse('ends-first', 'The plan must end after it starts.', 'ends')
export const themeUnknown = refuse('theme-unknown', 'Choose the theme from the list.', 'theme')
export const themeHoldsOutcomes = refuse(
  'theme-holds-outcomes',
  'There are still outcomes under this theme. Move or remove them first.',
)
export const outcomeUnknown = refuse('outcome-unknown', 'Choose from the outcomes of this plan.', 'outcomes')
export const parentUnknown = refuse(
  'parent-unknown',
  'Choose an outcome of this plan, or of the wider plan that it belongs to.',
  'parent',
)
export const parentCircle = refuse(
  'parent-circle',
  'This outcome would in the end be part of itself. Choose another.',
  'parent',
)
export const partnerUnknown = refuse('partner-unknown', 'Choose the partner from the list.', 'partner')
export const goalUnknown = refuse('goal-unknown', 'Choose the goals from the list.', 'goals')
export const outcomeHasChildren = refuse(
  'outcome-has-children',
  'Other outcomes are part of this one. Change those first.',
)
export const visionMissing = refuse('vision-missing', 'Write the vision before you propose the plan.')
export const outcomesMissing = refuse('outcomes-missing', 'Add at least one outcome before you propose the plan.')
export const notProposed = refuse('not-proposed', 'This version has not been proposed to the partners yet.')
export const notDraft = refuse('not-draft', 'Only a draft can be discarded. Withdraw the proposal first.')
export const adoptedInFuture = refuse('adopted-in-future', 'The date cannot lie in the future.', 'adoptedOn')
export const adoptedTooEarly = refuse(
  'adopted-too-early',
  'The version before this one was adopted later than that.',
  'adoptedOn',
)
export const becauseMissing = refuse('because-missing', 'Say what changed, and why.', 'because')
export const nothingAdopted = refuse(
  'nothing-adopted',
  'No version of this plan is adopted yet, so its draft is the one to work on.',
)
export const versionOpen = refuse('version-open', 'There is already a version that is being worked on.')
export const notForVoices = refuse('not-proposed', 'Partners can answer once this version has been proposed to them.')
export const noLongerCurrent = refuse('superseded', 'This version has been replaced by a later one.')
export const partnerHasLeft = refuse('partner-has-left', 'This organisation is no longer a partner.', 'partner')
export const linkedAlready = refuse('linked-already', 'This objective is linked to that outcome already.', 'outcome')
export const notLinked = refuse('not-linked', 'This objective is not linked to that outcome.')
export const frameworksKnown = refuse('frameworks-known', 'All frameworks are registered already.')

/** Somebody else saved while this was being written. */
export const changedMeanwhile = (who: string | null): Refusal =>
  refuse(
    'changed-meanwhile',
    `${who ?? 'Somebody'} changed this outcome while you were writing, so nothing was saved. What you typed is still here. Compare it with what stands now, below.`,
  )
