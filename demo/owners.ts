// Who answers for Strathmuir's figures and who stands in, where it is not simply the lead of the body.

import type { Name } from './cast.ts'
import type { Event } from './teller.ts'

const named: readonly (readonly [indicator: string, by: Name, owner: Name, deputy: Name])[] = [
  ['income', 'anjali', 'joanne', 'anjali'],
  ['influence', 'rosie', 'rosie', 'mina'],
  ['heard', 'rosie', 'mina', 'rosie'],
  ['fuel', 'sadia', 'blair', 'sadia'],
  ['seats', 'ewa', 'dougie', 'ewa'],
  ['leavers', 'gavin', 'gavin', 'catriona'],
]

export const standIns: readonly Event[] = [
  {
    on: '2026-04-21',
    words: 'Saying who answers for a figure, and who stands in',
    tell: async teller => {
      for (const [indicator, by, owner, deputy] of named) {
        const people = { person: await teller.person(owner), deputy: await teller.person(deputy) }
        const raw = { indicator: teller.number(`indicator ${indicator}`), ...people }
        await teller.does(by, 'indicators.name-owner', raw, 'strathmuir')
      }
    },
  },
]
