// The verbs of risks: what could go wrong in an action, how likely and how bad it is, and which partner minds it.

import { choice, line, ref, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const risk = ref('Risk')
const judged = {
  words: line('What could go wrong', { max: 300 }),
  likelihood: choice('How likely it is', model.likelihoods),
  impact: choice('How bad it would be', model.impacts),
  partner: ref('Partner that minds it'),
  response: text('What is done about it', { max: 600, optional: true }),
}

export const raiseRisk = operation({
  name: 'delivery.raise-risk',
  summary: 'Say what could go wrong in an action, and who minds it.',
  scope: 'partnership',
  about: 'risk',
  input: { action: ref('Action'), ...judged },
  load: (db, input) => store.partFacts(db, input.action, input.partner),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) =>
    rules.mayRecord(facts) ??
    (facts.partnerKnown ? { fact: 'RiskRaised' as const, ...input, on: today } : model.partnerUnknown),
  write: (db, fact, { partnership }) =>
    db
      .insertInto('risk')
      .values({
        partnership_id: partnership!.id,
        action_id: fact.action,
        words: fact.words,
        likelihood: fact.likelihood,
        impact: fact.impact,
        partner_id: fact.partner,
        response: fact.response,
        raised_on: fact.on,
        closed_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const reviseRisk = operation({
  name: 'delivery.revise-risk',
  summary: 'Judge a risk anew, or say what is now done about it.',
  scope: 'partnership',
  about: 'risk',
  input: { risk, ...judged },
  load: (db, input) => store.riskFacts(db, input.risk, input.partner),
  permit: rules.mayWorkOn,
  decide: (facts, input) => {
    const refused = rules.mayRecord(facts)
    if (refused) return refused
    if (facts.closed !== null) return model.riskClosed
    return facts.partnerKnown ? { fact: 'RiskRevised' as const, action: facts.action, ...input } : model.partnerUnknown
  },
  write: async (db, fact) => {
    await db
      .updateTable('risk')
      .set({
        words: fact.words,
        likelihood: fact.likelihood,
        impact: fact.impact,
        partner_id: fact.partner,
        response: fact.response,
      })
      .where('id', '=', fact.risk)
      .execute()
    return { id: fact.risk }
  },
})

export const closeRisk = operation({
  name: 'delivery.close-risk',
  summary: 'Close a risk, with the reason. It stays on the record.',
  scope: 'partnership',
  about: 'risk',
  input: { risk, because: text('Because', { max: 600 }) },
  load: (db, input) => store.riskFacts(db, input.risk),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) =>
    rules.mayRecord(facts) ??
    (facts.closed === null
      ? { fact: 'RiskClosed' as const, action: facts.action, ...input, on: today }
      : model.riskClosed),
  write: async (db, fact) => {
    await db
      .updateTable('risk')
      .set({ closed_on: fact.on, closed_because: fact.because })
      .where('id', '=', fact.risk)
      .execute()
    return { id: fact.risk }
  },
})
