// The verbs of an action itself: proposing and wording it, who leads and answers for it, its gate, adoption and its end.

import { choice, date, line, maybe, ref, refs, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { onlyCoordinators } from '../../operation/permission.ts'
import { ableToAnswer, mayAnswer, outcomesKnown } from '../indicators/public.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const action = ref('Action')
const wording = {
  title: line('What is to be done', { max: 160, hint: 'For example Warm homes grants for families' }),
  about: text('What it does for people here', { max: 2000, optional: true }),
  horizon: choice('How soon it should work', model.horizons),
  principle: choice('What it is mostly about', model.principles),
  starts: date('Starts'),
  ends: date('Ends'),
}

export const proposeAction = operation({
  name: 'delivery.propose-action',
  summary: 'Propose a piece of joint work. Only members see it until it is adopted.',
  scope: 'partnership',
  about: 'action',
  input: {
    ...wording,
    partner: maybe(ref('Partner that leads it', { hint: 'Leave blank if nobody leads it yet' })),
    outcomes: refs('Outcomes it serves'),
  },
  load: async (db, input) => ({
    lead: await store.organisationOf(db, input.partner),
    outcomesKnown: await outcomesKnown(db, input.outcomes),
  }),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) => {
    if (input.partner !== null && facts.lead === null) return model.partnerUnknown
    if (!facts.outcomesKnown) return model.outcomesUnknown
    return rules.mayLast(input.starts, input.ends) ?? { fact: 'ActionProposed' as const, ...input, on: today }
  },
  write: async (db, fact, { partnership }) => {
    const { id } = await db
      .insertInto('action')
      .values({
        partnership_id: partnership!.id,
        title: fact.title,
        about: fact.about,
        horizon: fact.horizon,
        principle: fact.principle,
        starts_on: fact.starts,
        ends_on: fact.ends,
        lead_partner_id: fact.partner,
        proposed_on: fact.on,
        owner_person_id: null,
        deputy_person_id: null,
        initiative_id: null,
        consent: null,
        consent_on: null,
        adopted_on: null,
        stopped_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await store.linkOutcomes(db, partnership!.id, id, fact.outcomes)
    return { id }
  },
})

export const editAction = operation({
  name: 'delivery.edit-action',
  summary: 'Change the words of an action, its dates, or what it is about.',
  scope: 'partnership',
  about: 'action',
  input: {
    action,
    ...wording,
    seen: line('What you saw', {
      max: 40,
      optional: true,
      hint: 'The mark `seen` that came with the words you are changing; with it nobody’s newer words are lost',
    }),
  },
  load: (db, input) => store.wordsNow(db, input.action),
  permit: rules.mayWorkOn,
  decide: (facts, { seen, ...input }) =>
    rules.mayRecord(facts) ??
    rules.mayLast(input.starts, input.ends) ??
    rules.maySaveOver(facts, seen) ?? { fact: 'ActionEdited' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('action')
      .set({
        title: fact.title,
        about: fact.about,
        horizon: fact.horizon,
        principle: fact.principle,
        starts_on: fact.starts,
        ends_on: fact.ends,
      })
      .where('id', '=', fact.action)
      .execute()
    return { id: fact.action }
  },
})

export const giveLead = operation({
  name: 'delivery.give-lead',
  summary: 'Say which partner leads an action.',
  scope: 'partnership',
  about: 'action',
  input: { action, partner: ref('Partner that leads it') },
  load: (db, input) => store.partFacts(db, input.action, input.partner),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    const refused = rules.mayRecord(facts)
    if (refused) return refused
    if (!facts.partnerKnown) return model.partnerUnknown
    if (facts.organisation === facts.lead) return model.leadAlready
    return { fact: 'LeadGiven' as const, ...input }
  },
  write: async (db, fact) => {
    await db.updateTable('action').set({ lead_partner_id: fact.partner }).where('id', '=', fact.action).execute()
    return { id: fact.action }
  },
})

export const nameOwner = operation({
  name: 'delivery.name-owner',
  summary: 'Name the person who answers for an action, and who does when they cannot. Only members see the names.',
  scope: 'partnership',
  about: 'action',
  input: {
    action,
    person: maybe(ref('Who answers for it')),
    deputy: maybe(ref('Who does when they cannot')),
  },
  load: async (db, input) => {
    const facts = await store.actionFacts(db, input.action)
    return facts && { ...facts, able: await ableToAnswer(db, [input.person, input.deputy]) }
  },
  permit: rules.mayWorkOn,
  decide: (facts, input) =>
    rules.mayRecord(facts) ?? mayAnswer(facts.able, input) ?? { fact: 'ActionOwnerNamed' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('action')
      .set({ owner_person_id: fact.person, deputy_person_id: fact.deputy })
      .where('id', '=', fact.action)
      .execute()
    return { id: fact.action }
  },
})

export const settle = operation({
  name: 'delivery.settle',
  summary: 'Record that something that must be clear before an action starts is settled, or not needed.',
  scope: 'partnership',
  about: 'action',
  input: {
    action,
    kind: choice('What', model.preconditions),
    answer: choice('Answer', model.answers),
    words: text('How, or why not', {
      max: 600,
      hint: 'For example the law, the body, or the agreement. Everyone can read it',
    }),
  },
  load: (db, input) => store.actionFacts(db, input.action),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) =>
    rules.mayRecord(facts) ?? { fact: 'PreconditionSettled' as const, ...input, on: today },
  write: async (db, fact, { partnership }) => {
    const said = { answer: fact.answer, words: fact.words, settled_on: fact.on }
    await db
      .insertInto('precondition')
      .values({ partnership_id: partnership!.id, action_id: fact.action, kind: fact.kind, ...said })
      .onConflict(again => again.columns(['partnership_id', 'action_id', 'kind']).doUpdateSet(said))
      .execute()
    return { id: fact.action }
  },
})

export const adoptAction = operation({
  name: 'delivery.adopt-action',
  summary: 'Adopt an action, so that everyone can see it.',
  scope: 'partnership',
  about: 'action',
  input: {
    action,
    despite: text('Why it can start although something is missing', {
      max: 600,
      optional: true,
      hint: 'Only needed where something is not settled yet. Everyone will see it',
    }),
  },
  load: (db, input) => store.settledFacts(db, input.action),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => rules.decideAdoption(facts, input, today),
  write: async (db, fact) => {
    await db
      .updateTable('action')
      .set({ adopted_on: fact.on, adopted_despite: fact.despite })
      .where('id', '=', fact.action)
      .execute()
    return { id: fact.action }
  },
})

export const stopAction = operation({
  name: 'delivery.stop-action',
  summary: 'Stop an action. What was recorded stays, and nothing more is recorded.',
  scope: 'partnership',
  about: 'action',
  input: { action, because: text('Because', { max: 600 }) },
  load: (db, input) => store.actionFacts(db, input.action),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) =>
    rules.mayRecord(facts) ?? { fact: 'ActionStopped' as const, ...input, on: today },
  write: async (db, fact) => {
    await db
      .updateTable('action')
      .set({ stopped_on: fact.on, stopped_because: fact.because })
      .where('id', '=', fact.action)
      .execute()
    return { id: fact.action }
  },
})
