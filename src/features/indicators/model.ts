// What the rules about indicators know, and the words they refuse with.

import type { Unit, units } from '../../kernel/quantity.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Good } from '../../kernel/statistics.ts'

export const kinds = { national: 'National', local: 'Local', soft: 'Of how we work together' } as const
export type IndicatorKind = keyof typeof kinds

export const frequencies = {
  yearly: 'Every year',
  quarterly: 'Every quarter',
  monthly: 'Every month',
  irregular: 'Now and then',
} as const
export type Frequency = keyof typeof frequencies

export const statuses = { actual: 'Actual', estimated: 'Estimated', projected: 'Projected' } as const
export type Status = keyof typeof statuses

export const unitWords = {
  percent: 'Per cent (0 to 100)',
  share: 'Share of one, shown as per cent',
  number: 'A count',
  rate: 'A rate',
  pounds: 'Pounds',
  years: 'Years',
  score: 'A score or index',
  minutes: 'Minutes',
  hours: 'Hours',
  days: 'Days',
  tonnes: 'Tonnes',
  kilograms: 'Kilograms',
} as const satisfies Record<(typeof units)[number], string>

export const directions: Readonly<Record<Good, string>> = {
  up: 'More is better',
  down: 'Less is better',
  neither: 'Neither way is better',
}

export interface IndicatorFacts {
  readonly indicator: number
  readonly name: string
  readonly kind: IndicatorKind
  readonly unit: Unit
  readonly good: Good
  readonly retired: boolean
  /** The organisation of the partner that owns it; null where nobody does yet. */
  readonly owner: number | null
}

export interface TargetFacts extends IndicatorFacts {
  /** The target for the same period that stands now. */
  readonly current: { readonly target: number; readonly value: number } | null
  readonly goalKnown: boolean
}

export const indicatorRetired = refuse(
  'indicator-retired',
  'This indicator is no longer used, so nothing more is recorded for it.',
)
export const targetPast = refuse('target-past', 'A target must be for a time that is not over yet.', 'period')
export const targetSame = refuse('target-same', 'That is the target already.', 'value')
export const percentUnreal = refuse('percent-unreal', 'A percentage must be from 0 to 100.', 'value')
export const countUnreal = refuse('count-unreal', 'This cannot be less than nothing.', 'value')
export const goalUnknown = refuse('goal-unknown', 'Choose the goal from the list.', 'goal')
export const catalogueUnknown = refuse(
  'catalogue-unknown',
  'There is no indicator with this code in the catalogue.',
  'code',
)
export const takenAlready = refuse('taken-already', 'This partnership uses that indicator already.', 'code')
export const outcomeUnknown = refuse('outcome-unknown', 'Choose the outcome from the list.', 'outcomes')
export const partnerUnknown = refuse('partner-unknown', 'Choose the partner from the list.', 'partner')
export const readingNational = refuse(
  'reading-national',
  'Readings of a national indicator come from its publisher’s file; they are not typed in here.',
)
export const readingFuture = refuse(
  'reading-future',
  'An actual reading cannot be for a time that has not begun.',
  'period',
)
export const readingSame = refuse('reading-same', 'That reading is recorded already.', 'value')
export const baselineMissing = refuse(
  'baseline-missing',
  'There is no reading for that period. Enter the value too.',
  'value',
)
export const nameTaken = refuse('name-taken', 'There is an indicator with this name already.', 'name')
export const personUnknown = refuse('person-unknown', 'Choose a member of this partnership from the list.', 'person')
export const deputyUnknown = refuse('person-unknown', 'Choose a member of this partnership from the list.', 'deputy')
export const deputySame = refuse('deputy-same', 'The deputy must be somebody else than the owner.', 'deputy')
export const ownerMissing = refuse('owner-missing', 'Name the owner before the deputy.', 'person')
