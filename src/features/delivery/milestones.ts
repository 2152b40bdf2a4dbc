// The verbs of milestones: promised for a day, moved with a reason, reached or dropped. The first day stays on the record.

import { date, line, ref, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const milestone = ref('Milestone')

export const promiseMilestone = operation({
  name: 'delivery.promise-milestone',
  summary: 'Promise that something in an action will be done by a day.',
  scope: 'partnership',
  about: 'milestone',
  input: {
    action: ref('Action'),
    words: line('What will be done', { max: 200, hint: 'For example The first 50 homes are insulated' }),
    due: date('By when'),
  },
  load: (db, input) => store.actionFacts(db, input.action),
  permit: rules.mayWorkOn,
  decide: (facts, input) => rules.mayRecord(facts) ?? { fact: 'MilestonePromised' as const, ...input },
  write: (db, fact, { partnership }) =>
    db
      .insertInto('milestone')
      .values({
        partnership_id: partnership!.id,
        action_id: fact.action,
        words: fact.words,
        due_on: fact.due,
        first_due_on: fact.due,
        moved_on: null,
        reached_on: null,
        dropped_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const moveMilestone = operation({
  name: 'delivery.move-milestone',
  summary: 'Move a milestone to another day, with the reason. The day it was first promised for stays.',
  scope: 'partnership',
  about: 'milestone',
  input: { milestone, due: date('New day'), because: text('Because', { max: 600 }) },
  load: (db, input) => store.milestoneFacts(db, input.milestone),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) =>
    rules.mayMeet(facts) ??
    (input.due === facts.due
      ? model.milestoneSame
      : { fact: 'MilestoneMoved' as const, action: facts.action, ...input, was: facts.due, on: today }),
  write: async (db, fact) => {
    await db
      .updateTable('milestone')
      .set({ due_on: fact.due, moved_because: fact.because, moved_on: fact.on })
      .where('id', '=', fact.milestone)
      .execute()
    return { id: fact.milestone }
  },
})

export const reachMilestone = operation({
  name: 'delivery.reach-milestone',
  summary: 'Record that a milestone was reached.',
  scope: 'partnership',
  about: 'milestone',
  input: { milestone, on: date('When it was reached') },
  load: (db, input) => store.milestoneFacts(db, input.milestone),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) =>
    rules.mayMeet(facts) ??
    (input.on > today
      ? model.reachedInFuture
      : { fact: 'MilestoneReached' as const, action: facts.action, ...input, due: facts.due }),
  write: async (db, fact) => {
    await db.updateTable('milestone').set({ reached_on: fact.on }).where('id', '=', fact.milestone).execute()
    return { id: fact.milestone }
  },
})

export const dropMilestone = operation({
  name: 'delivery.drop-milestone',
  summary: 'Say that a milestone will not be reached, with the reason. It stays on the record.',
  scope: 'partnership',
  about: 'milestone',
  input: { milestone, because: text('Because', { max: 600 }) },
  load: (db, input) => store.milestoneFacts(db, input.milestone),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) =>
    rules.mayMeet(facts) ?? { fact: 'MilestoneDropped' as const, action: facts.action, ...input, on: today },
  write: async (db, fact) => {
    await db
      .updateTable('milestone')
      .set({ dropped_on: fact.on, dropped_because: fact.because })
      .where('id', '=', fact.milestone)
      .execute()
    return { id: fact.milestone }
  },
})
