// The rules of the voice thread: what may be named, decided and linked. Who may is said in the room's own rules.

import type { Refusal } from '../../../kernel/refusal.ts'
import type { Standing } from '../../../operation/actor.ts'
import { actsFor } from '../../../operation/permission.ts'
import { calledOff, type DecisionAnswer, type EngagementFacts, notOpenYet } from '../model.ts'
import * as model from './model.ts'

/** What people want is named when everybody has been heard; of what runs elsewhere, whenever it is known here. */
export function mayName({ state, linked }: Pick<EngagementFacts, 'state' | 'linked'>): Refusal | null {
  if (state === 'called-off') return calledOff
  if (linked) return null
  return state === 'open' ? model.stillOpen : state === 'closed' ? null : notOpenYet
}

/** As long as it was not taken away. */
export const mayWorkOn = (facts: Pick<model.PriorityFacts, 'state' | 'dropped'>): Refusal | null =>
  facts.state === 'called-off' ? calledOff : facts.dropped ? model.priorityDropped : null

/** Before anybody was told what becomes of it. */
export const mayDrop = (facts: model.PriorityFacts): Refusal | null =>
  mayWorkOn(facts) ?? (facts.everDecided ? model.decidedAlready : null)

export function mayDecide(
  facts: model.PriorityFacts & { readonly organisationKnown: boolean },
  {
    answer,
    organisation,
    decidedOn,
  }: { readonly answer: DecisionAnswer; readonly organisation: number | null; readonly decidedOn: string },
  standing: Standing,
  today: string,
): Refusal | null {
  const refused = mayWorkOn(facts)
  if (refused) return refused
  if (!facts.organisationKnown) return model.bodyUnknown
  // Nobody promises something in the name of a body that they do not act for.
  if (organisation !== null && !actsFor(standing, organisation)) return model.bodyNotYours
  if (decidedOn > today) return model.decidedInFuture
  if (decidedOn < facts.opens) return model.decidedTooSoon
  return answer === 'no' && facts.actions > 0 ? model.workLinked : null
}

/** Work and figures follow from a yes, or a yes in part. */
export function mayFollow(facts: model.PriorityFacts): Refusal | null {
  const refused = mayWorkOn(facts)
  if (refused) return refused
  if (!facts.decision) return model.notDecided
  return facts.decision.answer === 'no' ? model.decidedNo : null
}

export function mayLinkAction(
  facts: model.PriorityFacts & { readonly work: { readonly fit: boolean; readonly linked: boolean } },
): Refusal | null {
  const refused = mayFollow(facts)
  if (refused) return refused
  if (facts.work.linked) return model.actionAlready
  return facts.work.fit ? null : model.actionUnfit
}

export function mayLinkIndicator(
  facts: model.PriorityFacts & { readonly figure: { readonly fit: boolean; readonly linked: boolean } },
): Refusal | null {
  const refused = mayFollow(facts)
  if (refused) return refused
  if (facts.figure.linked) return model.indicatorAlready
  return facts.figure.fit ? null : model.indicatorUnfit
}

/** The order after one of them went one step up or down; null where it cannot go further. */
export function moved(order: readonly number[], one: number, way: model.Way): readonly number[] | null {
  const at = order.indexOf(one)
  const to = way === 'up' ? at - 1 : at + 1
  const other = order[to]
  if (at < 0 || other === undefined) return null
  return order.with(at, other).with(to, one)
}
