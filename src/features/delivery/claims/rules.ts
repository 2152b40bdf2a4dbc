// The rules about claims of what partnership added: each partner says its own, and nobody changes another's.

import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Standing } from '../../../operation/actor.ts'
import { partnerUnknown } from '../model.ts'
import { mayRecord, worksFor } from '../rules.ts'
import { unfitAddress } from '../web-address.ts'
import * as model from './model.ts'

/** Whoever works for the partner that says it, or a coordinator who writes down what that partner said. */
export const maySay = (facts: { organisation: number | null }, standing: Standing): Refusal | null =>
  worksFor(standing, facts.organisation)
    ? null
    : refuse('not-yours', 'Only a coordinator, or somebody who acts for the partner that says this, can do this.')

/** A claim says what partnership added, and on what evidence (U5.1). It is shown as a claim and never counted. */
export function decideContribution<I extends { evidenceAddress: string }>(
  facts: model.SayingFacts,
  input: I,
  today: string,
) {
  const stopped = mayRecord(facts)
  if (stopped) return stopped
  if (facts.organisation === null) return partnerUnknown
  const unfit = input.evidenceAddress ? unfitAddress(input.evidenceAddress, 'evidenceAddress') : null
  return unfit ?? { fact: 'ContributionClaimed' as const, ...input, on: today }
}

/** A benefit that is not a number is recorded with who experienced it (U5.2–5.4). */
export function decideBenefit<I extends object>(facts: model.SayingFacts, input: I, today: string) {
  const stopped = mayRecord(facts)
  if (stopped) return stopped
  if (facts.organisation === null) return partnerUnknown
  return { fact: 'BenefitRecorded' as const, ...input, on: today }
}

/** What was said stays, marked as withdrawn; this is possible also after the action was stopped. */
export const decideWithdrawal = <const F extends string>(fact: F, facts: model.SaidFacts, today: string) =>
  facts.withdrawn ? model.withdrawnAlready : { fact, said: facts.id, action: facts.action, on: today }
