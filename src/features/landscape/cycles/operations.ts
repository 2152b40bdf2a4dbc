// The verbs of cycles: a body's dates that come back are added, changed and ended.

import { choice, date, line, maybe, ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { cycleKinds } from '../model.ts'
import { rhythms } from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const words = {
  kind: choice('What happens then', cycleKinds),
  name: line('What you call it', { max: 120, hint: 'For example: Council agrees next year’s budget' }),
  first: date('Which day', { hint: 'The next one, or the first one. For example, 25 February 2027' }),
  every: choice('How often it comes back', rhythms),
  registeredPlan: maybe(ref('The plan it belongs to', { hint: 'From the list of plans' })),
}

export const addCycle = operation({
  name: 'landscape.add-cycle',
  summary: 'Add a date that comes back: when a body plans, sets its budget, needs others’ budgets, reports or meets.',
  scope: 'partnership',
  unseen: true,
  about: 'cycle',
  input: {
    organisation: maybe(ref('Whose date it is', { hint: 'Leave this out for a date of the partnership itself' })),
    ...words,
  },
  load: (db, input, { today }) => store.addFacts(db, input, today),
  permit: rules.mayAdd,
  decide: (facts, input, { standing }) => rules.decideAdd(facts, input, standing),
  write: (db, fact, { partnership }) =>
    db
      .insertInto('cycle')
      .values({
        partnership_id: partnership!.id,
        organisation_id: fact.organisation,
        registered_plan_id: fact.registeredPlan,
        kind: fact.kind,
        name: fact.name,
        first_on: fact.first,
        every_months: fact.every,
        ended_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const editCycle = operation({
  name: 'landscape.edit-cycle',
  summary: 'Change a date that comes back: its day, how often, its name, or what happens then.',
  scope: 'partnership',
  unseen: true,
  about: 'cycle',
  input: {
    cycle: ref('Date'),
    ...words,
    seen: line('What you saw', {
      max: 40,
      optional: true,
      hint: 'The mark `seen` that came with the words you are changing; with it nobody’s newer words are lost',
    }),
  },
  load: (db, input) => store.editFacts(db, input),
  permit: rules.mayChange,
  decide: (facts, input, { today }) => rules.decideEdit(facts, input, today),
  write: async (db, fact) => {
    await db
      .updateTable('cycle')
      .set({
        registered_plan_id: fact.registeredPlan,
        kind: fact.kind,
        name: fact.name,
        first_on: fact.first,
        every_months: fact.every,
      })
      .where('id', '=', fact.cycle)
      .execute()
    return { id: fact.cycle }
  },
})

export const endCycle = operation({
  name: 'landscape.end-cycle',
  summary: 'Say from which day on a date no longer comes back.',
  scope: 'partnership',
  unseen: true,
  about: 'cycle',
  input: { cycle: ref('Date'), on: date('No more dates from this day on') },
  load: (db, input) => store.cycleFacts(db, input.cycle),
  permit: rules.mayChange,
  decide: (facts, input, { today }) => rules.decideEnd(facts, input, today),
  write: async (db, fact) => {
    await db.updateTable('cycle').set({ ended_on: fact.on }).where('id', '=', fact.cycle).execute()
    return { id: fact.cycle }
  },
})
