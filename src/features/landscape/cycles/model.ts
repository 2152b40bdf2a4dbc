// The words of cycles: how often a date comes back, its mark on the timeline, and what is refused.

import { refuse } from '../../../kernel/refusal.ts'
import type { CycleKind } from '../model.ts'

export const rhythms = {
  once: 'Once',
  month: 'Each month',
  '2-months': 'Every 2 months',
  '3-months': 'Every 3 months',
  '6-months': 'Every 6 months',
  year: 'Each year',
  '2-years': 'Every 2 years',
  '3-years': 'Every 3 years',
  '5-years': 'Every 5 years',
} as const
export type Rhythm = keyof typeof rhythms

/** Months from one date to the next; null: once. */
export const monthsOf: Readonly<Record<Rhythm, number | null>> = {
  once: null,
  month: 1,
  '2-months': 2,
  '3-months': 3,
  '6-months': 6,
  year: 12,
  '2-years': 24,
  '3-years': 36,
  '5-years': 60,
}

export const rhythmOf = (months: number | null): Rhythm =>
  (Object.keys(rhythms) as Rhythm[]).find(one => monthsOf[one] === months) ?? 'once'

/** A date that comes back, of one body. */
export interface Cycle {
  readonly id: number
  /** Null: the partnership's own. */
  readonly organisation: number | null
  /** The body's name. */
  readonly body: string
  readonly kind: CycleKind
  readonly name: string
  /** `YYYY-MM-DD`. */
  readonly first: string
  /** Months from one date to the next; null: once. */
  readonly every: number | null
  /** No dates before this day; null: it came back before `first` too. */
  readonly begins: string | null
  /** No dates from this day on; null: none is known. */
  readonly ended: string | null
}

export interface Body {
  readonly organisation: number
  readonly name: string
}

/** A kind is told by shape and letter, so that a copy in black and white says the same. */
export const marks: Readonly<Record<CycleKind, { readonly letter: string; readonly shape: Shape }>> = {
  planning: { letter: 'P', shape: 'circle' },
  'budget-set': { letter: 'B', shape: 'square' },
  'budget-needed': { letter: 'N', shape: 'diamond' },
  reporting: { letter: 'R', shape: 'triangle' },
  board: { letter: 'M', shape: 'house' },
}
export type Shape = 'circle' | 'square' | 'diamond' | 'triangle' | 'house'

export const bodyNotHere = refuse('body-not-here', 'Choose the organisation from the list.', 'organisation')
export const notYourBody = refuse(
  'not-your-body',
  'You can add dates of your own organisation. Choose it from the list.',
  'organisation',
)
export const planNotHere = refuse('plan-not-here', 'Choose the plan from the list.', 'registeredPlan')
export const cycleHere = refuse('cycle-here', 'This body has this date here already.', 'name')
export const cycleEnded = refuse('cycle-ended', 'These dates have ended. Add them again if they come back.')
