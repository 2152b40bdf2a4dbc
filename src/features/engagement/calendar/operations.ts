// The verbs of the calendar: link an exercise that runs elsewhere, write down what people said there, correct its address.

import { line, ref, text } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { plan as planVerb } from '../operations.ts'
import * as core from '../rules.ts'
import * as store from '../store.ts'
import * as rules from './rules.ts'

const engagement = ref('Engagement')
const heard = { max: 3000, hint: 'In a few plain sentences, without names' }

export const link = operation({
  name: 'engagement.link',
  summary: 'Link an exercise that runs somewhere else, or ran there before. Only members see it until it is announced.',
  scope: 'partnership',
  unseen: true,
  about: 'engagement',
  input: {
    ...planVerb.input,
    address: line('Where it is on the web', { max: 300, optional: true, hint: 'Its web address' }),
    heard: text('What people said there', { ...heard, optional: true }),
  },
  load: (db, input) => store.planFacts(db, input),
  permit: core.mayRun,
  decide: (facts, input, { today }) =>
    core.unknownIn(facts) ??
    core.mayLast(input.opens, input.closes) ??
    rules.mayLink(input, today) ?? {
      fact: 'EngagementLinked' as const,
      ...input,
      eraseOn: core.eraseOn(input.closes),
      on: today,
    },
  write: async (db, fact, { partnership }) => {
    const id = await store.planEngagement(db, partnership!.id, fact)
    await db
      .updateTable('engagement')
      .set({ linked: true, address: fact.address, heard: fact.heard })
      .where('id', '=', id)
      .execute()
    return { id }
  },
})

export const noteHeard = operation({
  name: 'engagement.note-heard',
  summary: 'Write down what people said in an exercise that ran somewhere else.',
  scope: 'partnership',
  about: 'engagement',
  input: { engagement, heard: text('What people said there', heard) },
  load: (db, input) => store.engagementFacts(db, input.engagement),
  permit: core.mayRun,
  decide: (facts, input, { today }) =>
    rules.mayNoteHeard(facts, today) ?? { fact: 'HeardElsewhere' as const, ...input, on: today },
  write: async (db, fact) => {
    await db.updateTable('engagement').set({ heard: fact.heard }).where('id', '=', fact.engagement).execute()
    return { id: fact.engagement }
  },
})

export const correctAddress = operation({
  name: 'engagement.correct-address',
  summary: 'Correct where on the web an exercise is that runs somewhere else.',
  scope: 'partnership',
  about: 'engagement',
  input: { engagement, address: line('Where it is on the web', { max: 300, hint: 'Its web address' }) },
  load: (db, input) => store.engagementFacts(db, input.engagement),
  permit: core.mayRun,
  decide: (facts, input) =>
    rules.mayCorrectAddress(facts, input.address) ?? { fact: 'AddressCorrected' as const, ...input },
  write: async (db, fact) => {
    await db.updateTable('engagement').set({ address: fact.address }).where('id', '=', fact.engagement).execute()
    return { id: fact.engagement }
  },
})
