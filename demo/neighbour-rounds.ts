// The rounds of Strathmuir's neighbours, open now: each planned by hand on the day it opens.

import { dayAfter } from './plans.ts'
import type { RoundWords } from './round-words.ts'
import { roundKey } from './rounds.ts'
import type { Event } from './teller.ts'

export const lorneRound = (today: string): RoundWords => ({
  key: 'lorne',
  slug: 'lorne',
  coordinator: 'iona',
  opens: dayAfter(today, -10),
  title: 'Before the forum: July to September 2026',
  steps: [
    {
      after: 1,
      does: 'answers',
      of: 'action lorne-warm',
      by: 'marsaili',
      stands: ['green', 'better', 'high'],
      words:
        'Six rooms opened on 2 November with soup on all six stoves. The other three wait for a plumber and the same boat.',
    },
    { after: 4, does: 'accepts', by: 'iona', of: ['action lorne-warm'] },
    {
      after: 5,
      does: 'answers',
      of: 'action lorne-keys',
      by: 'callum',
      stands: ['not-started', 'steady', 'medium'],
      words: 'The land is agreed on three islands. Building begins when the boat for the timber is booked, in March.',
    },
  ],
})

export const carsesideRound = (today: string): RoundWords => ({
  key: 'carseside',
  slug: 'carseside',
  coordinator: 'yusuf',
  opens: dayAfter(today, -5),
  title: 'Our first round: how have we begun?',
  steps: [
    {
      after: 2,
      does: 'answers',
      of: 'action carse-floods',
      by: 'liam',
      stands: ['amber', 'better', 'medium'],
      words: 'Five streets have their two people. By the caravan park nobody has said yes so far.',
    },
  ],
})

const plan = (round: RoundWords, ends: string, closes: string): Event => ({
  on: round.opens,
  words: `Planning “${round.title}”`,
  tell: async teller => {
    const asks = { title: round.title, starts: '2026-07-01', ends, opens: round.opens, closes, outcomes: [] }
    const tells = { keeper: '', remindDays: 4, deputyDays: 3, leadDays: 2 }
    const number = await teller.does(round.coordinator, 'rounds.plan', { ...asks, ...tells }, round.slug)
    teller.keep(roundKey(round.key), number)
  },
})

export const neighboursPlan = (today: string): readonly Event[] => [
  plan(lorneRound(today), '2026-09-30', dayAfter(today, 12)),
  plan(carsesideRound(today), '2026-10-31', dayAfter(today, 20)),
]
