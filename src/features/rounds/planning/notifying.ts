// The inputs that say who hears of a round and when, shared by one round and by a schedule of them.

import { maybe, ref, whole } from '../../../operation/fields.ts'

export const notifying = {
  keeper: maybe(ref('Who answers questions about it', { hint: 'A coordinator. Replies to the letters go to them.' })),
  remindDays: whole('Remind owners, days before it closes', 0, 60),
  deputyDays: whole('Tell deputies, days before it closes', 0, 60),
  leadDays: whole('Tell partner leads, days before it closes', 0, 60),
}
