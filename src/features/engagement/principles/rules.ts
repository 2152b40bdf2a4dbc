// The plan is written before an engagement closes, the review after: neither is changed to fit the other.

import type { Refusal } from '../../../kernel/refusal.ts'
import { phaseOf } from '../calendar/rules.ts'
import { calledOff, type EngagementFacts } from '../model.ts'
import * as model from './model.ts'

type Facts = Pick<EngagementFacts, 'state' | 'linked' | 'opens' | 'closes'>

/** One that runs elsewhere is over by its days, also while it is not announced here. */
const isOver = (facts: Facts, today: string): boolean =>
  phaseOf(facts, today) === 'past' || (facts.linked && today > facts.closes)

export function mayPlanPrinciple(facts: Facts, today: string): Refusal | null {
  if (facts.state === 'called-off') return calledOff
  return isOver(facts, today) ? model.planTooLate : null
}

export function mayReviewPrinciple(facts: Facts, today: string): Refusal | null {
  if (facts.state === 'called-off') return calledOff
  return isOver(facts, today) ? null : model.reviewTooEarly
}
