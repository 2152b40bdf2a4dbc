// Who hears of a round and when: the inputs that say so, shared by one round and by a schedule of them, and what its
// coordinators hear.

import { maybe, ref, whole } from '../../../operation/fields.ts'
import type { Context, Notice } from '../../../operation/operation.ts'
import type { RoundFacts } from '../model.ts'

export const notifying = {
  keeper: maybe(ref('Who answers questions about it', { hint: 'A coordinator. Replies to the letters go to them.' })),
  remindDays: whole('Remind owners, days before it closes', 0, 60),
  deputyDays: whole('Tell deputies, days before it closes', 0, 60),
  leadDays: whole('Tell partner leads, days before it closes', 0, 60),
}

/** One notice to each coordinator, which leads to the board of the round; the cause is the same for all of them. */
export const toCoordinators = (
  { round, coordinators, keeper }: Pick<RoundFacts, 'round' | 'coordinators' | 'keeper'>,
  { partnership }: Context,
  { cause, heading, words }: Pick<Notice, 'cause' | 'heading' | 'words'>,
): Notice[] =>
  coordinators.map(to => ({
    to,
    cause: `${cause}-${to}`,
    heading,
    words,
    path: `/p/${partnership!.slug}/rounds/${round}`,
    keeper,
  }))
