// The words of the register of plans: what plans have to contain, whom duties fall on, and what its rules refuse with.

import { refuse } from '../../../kernel/refusal.ts'
import { organisationKinds } from '../../partnerships/public.ts'
import type { PlanKind, PlanState } from '../model.ts'

/** What the law, or a body itself, asks plans to contain. Plans repeat each other where they have one of these in common. */
export const contentThemes = {
  needs: 'Needs of people in the area',
  outcomes: 'Outcomes and targets',
  inequalities: 'Inequalities',
  localities: 'Localities',
  community: 'How communities take part',
  actions: 'What will be done',
  money: 'Money and resources',
  workforce: 'Workforce',
  performance: 'Report on performance',
  risk: 'Risks and resilience',
  safety: 'Safety and justice',
  children: 'Children and young people',
  care: 'Health and social care',
  learning: 'Learning and skills',
  housing: 'Housing',
  land: 'Land and buildings',
  transport: 'Transport and access',
  climate: 'Climate',
  nature: 'Nature',
  language: 'Language and communication',
  records: 'Records',
} as const
export type ContentTheme = keyof typeof contentThemes

/** What a plan is about; the other contents are parts that any plan may have. */
export const subjects: ReadonlySet<ContentTheme> = new Set<ContentTheme>([
  ...(['safety', 'children', 'care', 'learning', 'housing', 'land'] as const),
  ...(['transport', 'climate', 'nature', 'language', 'records'] as const),
])

/** Whom a duty can fall on: every body of a kind, or the partnership as a whole. */
export const bearers = { ...organisationKinds, partnership: 'The partnership as a whole' } as const
export type Bearer = keyof typeof bearers

/** What is said of a requirement. */
export interface RequirementWords {
  readonly name: string
  readonly demandedBy: string
  readonly legalBasis: string
  /** Where the law can be read; `''` where nobody has said. */
  readonly source: string
  readonly ofKinds: readonly Bearer[]
  /** At most so many months between two of them; null where that is not named. */
  readonly everyMonths: number | null
  readonly contains: readonly ContentTheme[]
  /** The bodies it falls on owe it together: one plan is enough for all of them. */
  readonly joint: boolean
}

export interface Requirement extends RequirementWords {
  readonly id: number
}

/** What is said of a plan. Sizes and hours are estimates; null where nobody has said. */
export interface PlanWords {
  readonly name: string
  readonly kind: PlanKind
  readonly state: PlanState
  readonly from: string | null
  readonly to: string | null
  readonly pages: number | null
  /** To write it, once. */
  readonly hours: number | null
  readonly reportsAYear: number | null
  /** To write one of its reports. */
  readonly reportHours: number | null
  readonly contains: readonly ContentTheme[]
  readonly address: string
  /** The plan in this system that it is. */
  readonly plan: number | null
  readonly outcomes: readonly number[]
  readonly requirements: readonly number[]
}

export interface RegisteredPlan extends PlanWords {
  readonly id: number
  /** Whose it is; null is the partnership's own. */
  readonly organisation: number | null
}

export const starterHere = refuse(
  'starter-here',
  'Everything on the starter list was taken in already, or has the name of a requirement that is here.',
)
export const requirementTaken = refuse('requirement-taken', 'There is already a requirement with this name.', 'name')
export const requirementDropped = refuse('requirement-dropped', 'This requirement was dropped already.')
export const ofNobody = refuse('of-nobody', 'Choose at least one kind of body that it falls on.', 'ofKinds')
export const changedMeanwhile = refuse(
  'changed-meanwhile',
  'Somebody changed these words while you were writing, so nothing was saved. What you typed is still here. Compare it with what stands now, below.',
)
export const planUnknown = refuse('plan-unknown', 'Choose the plan from the list.', 'plan')
export const outcomesUnknown = refuse('outcomes-unknown', 'Choose the outcomes from the list.', 'outcomes')
export const requirementsUnknown = refuse(
  'requirements-unknown',
  'Choose the requirements from the list.',
  'requirements',
)
export const endsFirst = refuse('ends-first', 'It must end after it begins.', 'to')
export const notYours = refuse(
  'not-yours',
  'Only a coordinator, or somebody who works for the body whose plan it is, can do this.',
)
export const outOfRange = (field: 'hours' | 'reportsAYear' | 'reportHours', most: number) =>
  refuse('out-of-range', `This must be a number from 0 to ${most.toLocaleString('en-GB')}.`, field)
