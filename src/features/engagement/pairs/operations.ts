// Which matters more: things to compare, and one person's comparisons of two at a time.

import { refuse } from '../../../kernel/refusal.ts'
import { code, line, ref, text } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { anyone } from '../../../operation/permission.ts'
import { type Admitted, enter, entry, mayTakePart, participant } from '../admission.ts'
import { dropped } from '../model.ts'
import { mayChange, mayRun } from '../rules.ts'
import { activityFacts } from '../store.ts'
import * as store from './store.ts'

const notPairs = refuse('not-pairs', 'This part of the engagement compares nothing.')
const mostOptions = 30

export const addOption = operation({
  name: 'engagement.add-option',
  summary: 'Add something that people compare with the others: which of these two matters more?',
  scope: 'partnership',
  about: 'ranked-option',
  input: {
    activity: ref('Activity'),
    title: line('What it is', { max: 120, hint: 'Short, and fair to the others: More buses in the evening' }),
    words: text('More about it', { max: 500, optional: true }),
  },
  load: async (db, input) => {
    const found = await activityFacts(db, input.activity)
    return found && { ...found, titles: (await store.options(db, input.activity)).map(one => one.title.toLowerCase()) }
  },
  permit: mayRun,
  decide: (facts, input) => {
    if (facts.kind !== 'pairs') return notPairs
    if (facts.titles.length >= mostOptions)
      return refuse('too-many-options', `People cannot compare more than ${mostOptions} things.`)
    if (facts.titles.includes(input.title.toLowerCase()))
      return refuse('option-known', 'This is on the list already.', 'title')
    return (facts.dropped ? dropped : null) ?? mayChange(facts) ?? { fact: 'OptionAdded' as const, ...input }
  },
  write: async (db, fact, { partnership }) => ({ id: await store.addOption(db, partnership!.id, fact) }),
})

export const dropOption = operation({
  name: 'engagement.drop-option',
  summary: 'Take something off the list of what people compare, before it opens.',
  scope: 'partnership',
  about: 'ranked-option',
  input: { option: ref('What is compared') },
  load: (db, input) => store.optionFacts(db, input.option),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    mayChange(facts) ?? { fact: 'OptionDropped' as const, ...input, activity: facts.activity, on: today },
  write: async (db, fact) => {
    await db.updateTable('ranked_option').set({ dropped_on: fact.on }).where('id', '=', fact.option).execute()
    return { id: fact.option }
  },
})

export const compare = operation({
  name: 'engagement.compare',
  summary: 'Say which of two things matters more. Said again, the newer answer counts.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'comparison',
  input: {
    activity: ref('Activity'),
    ...entry,
    one: ref('The first'),
    other: ref('The second'),
    chosen: code('Which of these two matters more?'),
  },
  load: async (db, input, context) => {
    const facts = await participant(db, input.activity, input, context)
    return facts?.kind === 'pairs'
      ? { ...facts, offered: (await store.options(db, input.activity)).map(option => option.id) }
      : null
  },
  permit: anyone,
  decide: (facts, { one, other, chosen }, { today }) => {
    const refused = mayTakePart(facts, today)
    if (refused) return refused
    if (one === other || ![one, other].every(id => facts.offered.includes(id)))
      return refuse('pair-unknown', 'These two are no longer compared. Load the page again.')
    if (chosen !== store.same && chosen !== String(one) && chosen !== String(other))
      return refuse('choice-unknown', 'Choose one of the two, or say that they matter the same.', 'chosen')
    return {
      fact: 'Compared' as const,
      activity: facts.activity,
      participant: facts,
      low: Math.min(one, other),
      high: Math.max(one, other),
      chosen: chosen === store.same ? null : Number(chosen),
    }
  },
  write: async (db, fact, { partnership, now }) => {
    const response = await enter(db, partnership!.id, fact.participant, now)
    const again = await store.writeComparison(db, partnership!.id, response, fact, now)
    return { id: response, reveal: (fact.participant.admitted as Admitted).receipt, again }
  },
  keep: ({ fact, activity }) => ({ fact, activity }),
})
