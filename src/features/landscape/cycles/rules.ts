// The rules about cycles: whose dates one may change, and when they stand.

import type { Refusal } from '../../../kernel/refusal.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { Standing } from '../../../operation/actor.ts'
import { isCoordinator, leadsFor } from '../../../operation/permission.ts'
import type { CycleKind } from '../model.ts'
import { markOf, maySaveOver } from '../register/rules.ts'
import * as model from './model.ts'

const notYours = refuse('not-yours', 'Only a coordinator, or who leads for the organisation, can do this.')

/** Coordinators, and whoever leads for an organisation here; for which one is asked when it is known. */
export const mayAdd = (_facts: unknown, standing: Standing): Refusal | null =>
  isCoordinator(standing) || standing.leads.length > 0 ? null : notYours

/** Coordinators, and whoever leads for the organisation whose date it is. */
export const mayChange = (facts: { organisation: number | null }, standing: Standing): Refusal | null =>
  leadsFor(standing, facts.organisation) ? null : notYours

export interface CycleWords {
  readonly kind: CycleKind
  readonly name: string
  readonly first: string
  readonly every: model.Rhythm
  readonly registeredPlan: number | null
}

export interface CycleFacts {
  readonly planKnown: boolean
  /** The same body has a standing date of the same kind, name and first day. */
  readonly here: boolean
}

export function decideAdd(
  facts: CycleFacts & { bodyKnown: boolean },
  input: CycleWords & { organisation: number | null },
  standing: Standing,
) {
  if (!leadsFor(standing, input.organisation)) return model.notYourBody
  if (!facts.bodyKnown) return model.bodyNotHere
  return standsAlone(facts) ?? { fact: 'CycleAdded' as const, ...input, every: model.monthsOf[input.every] }
}

export const decideEdit = (
  facts: CycleFacts & { ended: string | null; words: CycleSaid },
  { seen, ...input }: CycleWords & { cycle: number; seen: string },
  today: string,
) =>
  mayStillChange(facts, today) ??
  maySaveOver(cycleSeen(facts.words), seen) ??
  standsAlone(facts) ?? { fact: 'CycleEdited' as const, ...input, every: model.monthsOf[input.every] }

/** What stands of a cycle that can be edited. */
export interface CycleSaid extends Pick<model.Cycle, 'kind' | 'name' | 'first' | 'every'> {
  readonly registeredPlan: number | null
}

/** A short mark of what was said of a cycle: two editors saw the same when their marks are equal. */
export const cycleSeen = ({ kind, name, first, every, registeredPlan }: CycleSaid): string =>
  markOf([kind, name, first, every, registeredPlan])

export const decideEnd = (facts: { ended: string | null }, input: { cycle: number; on: string }, today: string) =>
  mayStillChange(facts, today) ?? { fact: 'CycleEnded' as const, ...input }

const mayStillChange = ({ ended }: { ended: string | null }, today: string): Refusal | null =>
  ended !== null && ended <= today ? model.cycleEnded : null

const standsAlone = (facts: CycleFacts): Refusal | null =>
  facts.planKnown ? (facts.here ? model.cycleHere : null) : model.planNotHere
