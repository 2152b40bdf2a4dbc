// The rules of meetings: when one is recorded, and when a point is added and taken out again.

import type { Refusal } from '../../../kernel/refusal.ts'
import * as core from '../model.ts'
import { mayRecord } from '../rules.ts'
import * as model from './model.ts'

/** A meeting is announced beforehand and recorded afterwards, also once the engagement has closed. */
export function mayRecordMeeting(
  facts: model.MeetingFacts,
  { on, attended }: { readonly on: string; readonly attended: number | null },
  today: string,
): Refusal | null {
  return mayWorkOn(facts) ?? (on > today && attended !== null ? model.notHeldYet : null)
}

/** What somebody said there can be written down once it was held. */
export function mayRecordPoint(facts: model.MeetingFacts, today: string): Refusal | null {
  const refused = mayWorkOn(facts)
  if (refused) return refused
  if (facts.heldOn === null) return model.sayWhenFirst
  return facts.heldOn > today ? model.stillToCome : null
}

/** A slip of the pen is taken out the same day; afterwards nothing disappears without a reason. */
export function mayRemovePoint(facts: model.PointFacts, today: string): Refusal | null {
  const refused = mayRecord(facts)
  if (refused) return refused
  if (facts.removed) return model.removedAlready
  return facts.recordedOn === today ? null : model.hideInstead
}

function mayWorkOn(facts: model.MeetingFacts): Refusal | null {
  if (facts.linked) return core.linkedOnly
  return facts.dropped ? core.dropped : mayRecord(facts)
}
