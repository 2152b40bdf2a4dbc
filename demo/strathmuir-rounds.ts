// How Strathmuir's rounds come about: a schedule that plans the next one on the day that one opens.

import { roundKey } from './rounds.ts'
import { spring } from './strathmuir-spring.ts'
import { summer } from './strathmuir-summer.ts'
import type { Event, Teller } from './teller.ts'

const slug = 'strathmuir'
const coordinator = 'aileen'
const scheduleKey = `schedule ${slug}`

/** The schedule begins in spring and plans each next round on the day one opens. */
export const schedule: readonly Event[] = [
  {
    on: '2026-04-14',
    words: 'Asking every quarter, by itself',
    tell: async teller => {
      const asks = { schedule: '', rhythm: 'quarterly', boardDates: '', gapDays: 34, openDays: 24, outcomes: [] }
      const tells = { keeper: '', remindDays: 9, deputyDays: 7, leadDays: 6 }
      const set = await teller.writes(coordinator, 'rounds.set-schedule', { ...asks, ...tells }, slug)
      teller.keep(scheduleKey, set.id)
      teller.keep(roundKey('spring'), set.round!)
    },
  },
  {
    on: spring.opens,
    words: 'The round after it is planned',
    tell: async teller => void (await planNext(teller, 'summer')),
  },
  {
    on: summer.opens,
    words: 'The round after it is planned',
    tell: async teller => void (await planNext(teller, 'autumn')),
  },
]

export async function planNext(teller: Teller, key: string): Promise<number> {
  const { id } = await teller.sets('rounds.plan-next', { schedule: teller.number(scheduleKey) }, slug)
  return teller.keep(roundKey(key), id as number)
}
