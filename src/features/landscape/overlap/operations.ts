// The verbs of overlap: working it out, and what hours are estimated from.

import { refuse } from '../../../kernel/refusal.ts'
import { maybe, quantity } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyAdministrators, onlyCoordinators } from '../../../operation/permission.ts'
import { structureChanged } from '../store.ts'
import * as store from './store.ts'

export const workOut = operation({
  name: 'landscape.work-out',
  summary: 'Work out hours, overlaps and what could be merged.',
  surface: 'internal',
  scope: 'partnership',
  // Strangers see the structure itself; what is worked out from it is for members.
  unseen: true,
  about: 'landscape',
  input: {},
  load: async (db, _input, { partnership, today }) =>
    store.workOut(db, await store.estimates(db, partnership!.id), today),
  permit: onlyAdministrators,
  decide: worked => ({ fact: 'LandscapeWorkedOut' as const, ...worked }),
  write: async (db, fact, { partnership, now }) => {
    await store.writeWorkedOut(db, partnership!.id, fact, now)
    return {}
  },
  keep: ({ fact, measures, overlaps, candidates }) => ({
    fact,
    groups: measures.groups.length,
    overlaps: overlaps.length,
    candidates: candidates.length,
  }),
})

const mostPreparation = 40
const mostCost = 1000

export const setEstimates = operation({
  name: 'landscape.set-estimates',
  summary: 'Say what meetings take: hours to get ready, and what an hour costs.',
  scope: 'partnership',
  about: 'landscape',
  input: {
    preparation: quantity('Hours that one person takes to get ready for one meeting', {
      hint: 'Reading the papers, and the way there and back. For example 1.5',
    }),
    hourCost: maybe(
      quantity('What one hour costs, in pounds', {
        hint: 'Leave blank to show hours only. Costs are shown to members, as an estimate',
      }),
    ),
  },
  load: (db, _input, { partnership }) => store.estimates(db, partnership!.id),
  permit: onlyCoordinators,
  decide: (before, { preparation, hourCost }) => {
    if (preparation < 0 || preparation > mostPreparation)
      return refuse('preparation-unreal', `Choose from 0 to ${mostPreparation} hours.`, 'preparation')
    if (hourCost !== null && (hourCost <= 0 || hourCost > mostCost))
      return refuse('cost-unreal', `Choose more than £0 and no more than £${mostCost} an hour.`, 'hourCost')
    return { fact: 'EstimatesSet' as const, preparation, hourCost, anew: preparation !== before.preparation }
  },
  write: async (db, fact, { partnership, now }) => {
    await store.writeEstimates(db, fact)
    if (fact.anew) await structureChanged(db, partnership!.id, now)
    return {}
  },
})
