// The rules of moderation: what may be shown or hidden, who may ask for another look, and who may not answer that.

import type { Refusal } from '../../../../kernel/refusal.ts'
import * as model from './model.ts'

export function mayModerate(
  facts: model.ThingFacts,
  { verdict, reason }: { readonly verdict: model.Verdict; readonly reason: model.Reason | null },
): Refusal | null {
  if (facts.withdrawn) return model.takenBack
  if (facts.erased) return model.erased
  if (facts.decision?.appealVerdict) return model.settledByAppeal
  if (facts.decision?.appealed) return model.appealWaits
  if (verdict === 'show') return facts.state === 'shown' ? model.shownAlready : null
  if (facts.state === 'hidden') return model.hiddenAlready
  if (reason === null) return model.reasonMissing
  return facts.ofBody && !model.reasonsForBodies.includes(reason) ? model.wordsOfBody : null
}

/** Once, by whoever wrote it; sent twice with the same words it is one appeal. */
export function mayAppeal(
  { state, decision, withdrawn }: Pick<model.ThingFacts, 'state' | 'decision' | 'withdrawn'>,
  words: string,
): Refusal | null {
  if (decision?.appealed && decision.appeal !== words) return model.appealedAlready
  return decision && (decision.appealed || (state === 'hidden' && !withdrawn)) ? null : model.notHidden
}

export function mayDecideAppeal(decision: model.Decision, person: number | null): Refusal | null {
  if (!decision.appealed) return model.noAppeal
  if (decision.appealVerdict) return model.appealDecided
  return person !== null && decision.hidBy.includes(person) ? model.samePerson : null
}
