// The verbs that tie an action to others: what partners do in it, the outcomes it serves, the places it is in.

import { choice, code, ref, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const action = ref('Action')
const part = { action, partner: ref('Partner') }

export const setPart = operation({
  name: 'delivery.set-part',
  summary: 'Say what a partner does in an action.',
  scope: 'partnership',
  about: 'action',
  input: { ...part, does: text('What it does', { max: 300, hint: 'For example Pays for the insulation' }) },
  load: (db, input) => store.partFacts(db, input.action, input.partner),
  permit: rules.mayChangePart,
  decide: (facts, input) =>
    rules.mayRecord(facts) ?? (facts.partnerKnown ? { fact: 'PartSet' as const, ...input } : model.partnerUnknown),
  write: async (db, fact, { partnership }) => {
    await db
      .insertInto('action_partner')
      .values({
        partnership_id: partnership!.id,
        action_id: fact.action,
        partner_id: fact.partner,
        does: fact.does,
      })
      .onConflict(again =>
        again.columns(['partnership_id', 'action_id', 'partner_id']).doUpdateSet({ does: fact.does }),
      )
      .execute()
    return { id: fact.action }
  },
})

export const endPart = operation({
  name: 'delivery.end-part',
  summary: 'Record that a partner no longer has a part in an action.',
  scope: 'partnership',
  about: 'action',
  input: part,
  load: (db, input) => store.partFacts(db, input.action, input.partner),
  permit: rules.mayChangePart,
  decide: (facts, input) =>
    rules.mayRecord(facts) ??
    (facts.does === null ? model.partMissing : { fact: 'PartEnded' as const, ...input, did: facts.does }),
  write: async (db, fact) => {
    await db
      .deleteFrom('action_partner')
      .where('action_id', '=', fact.action)
      .where('partner_id', '=', fact.partner)
      .execute()
    return { id: fact.action }
  },
})

const service = { action, outcome: ref('Outcome') }

export const linkOutcome = operation({
  name: 'delivery.link-outcome',
  summary: 'Say that an action serves an outcome, and how much it should matter for it.',
  scope: 'partnership',
  about: 'action',
  input: {
    ...service,
    matters: choice('How much it should matter', model.matters),
    because: text('Why we think so', { max: 600, optional: true }),
  },
  load: (db, input) => store.serviceFacts(db, input.action, input.outcome),
  permit: rules.mayWorkOn,
  decide: (facts, input) => {
    const refused = rules.mayRecord(facts)
    if (refused) return refused
    if (!facts.outcomeKnown) return model.outcomeUnknown
    if (facts.link?.matters === input.matters && facts.link.because === input.because) return model.linkedAlready
    return { fact: 'ActionLinked' as const, ...input }
  },
  write: async (db, fact, { partnership }) => {
    const said = { matters: fact.matters, because: fact.because }
    await db
      .insertInto('action_outcome')
      .values({ partnership_id: partnership!.id, action_id: fact.action, outcome_id: fact.outcome, ...said })
      .onConflict(again => again.columns(['partnership_id', 'action_id', 'outcome_id']).doUpdateSet(said))
      .execute()
    return { id: fact.action }
  },
})

export const unlinkOutcome = operation({
  name: 'delivery.unlink-outcome',
  summary: 'Take away the link between an action and an outcome.',
  scope: 'partnership',
  about: 'action',
  input: service,
  load: (db, input) => store.serviceFacts(db, input.action, input.outcome),
  permit: rules.mayWorkOn,
  decide: (facts, input) =>
    rules.mayRecord(facts) ?? (facts.link ? { fact: 'ActionUnlinked' as const, ...input } : model.notLinked),
  write: async (db, fact) => {
    await db
      .deleteFrom('action_outcome')
      .where('action_id', '=', fact.action)
      .where('outcome_id', '=', fact.outcome)
      .execute()
    return { id: fact.action }
  },
})

const where = { action, place: code('Place') }

export const addPlace = operation({
  name: 'delivery.add-place',
  summary: 'Name a place that an action is in.',
  scope: 'partnership',
  about: 'action',
  input: where,
  load: (db, input) => store.placeFacts(db, input.action, input.place),
  permit: rules.mayWorkOn,
  decide: (facts, input) => {
    const refused = rules.mayRecord(facts)
    if (refused) return refused
    if (!facts.placeKnown) return model.placeUnknown
    return facts.named ? model.placeAlready : { fact: 'ActionPlaced' as const, ...input }
  },
  write: async (db, fact, { partnership }) => {
    await db
      .insertInto('action_place')
      .values({ partnership_id: partnership!.id, action_id: fact.action, place_code: fact.place })
      .execute()
    return { id: fact.action }
  },
})

export const removePlace = operation({
  name: 'delivery.remove-place',
  summary: 'Take a place off an action.',
  scope: 'partnership',
  about: 'action',
  input: where,
  load: (db, input) => store.placeFacts(db, input.action, input.place),
  permit: rules.mayWorkOn,
  decide: (facts, input) =>
    rules.mayRecord(facts) ?? (facts.named ? { fact: 'ActionPlaceRemoved' as const, ...input } : model.placeMissing),
  write: async (db, fact) => {
    await db
      .deleteFrom('action_place')
      .where('action_id', '=', fact.action)
      .where('place_code', '=', fact.place)
      .execute()
    return { id: fact.action }
  },
})
