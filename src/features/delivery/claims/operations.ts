// The verbs of claims: what a partner says that partnership added, and benefits that are not numbers.

import { choice, line, ref, text } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { benefitKinds, claims } from '../model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export const claimContribution = operation({
  name: 'delivery.claim-contribution',
  summary: 'Say what difference working together made to an action, and on what evidence.',
  scope: 'partnership',
  about: 'contribution',
  input: {
    action: ref('Action'),
    partner: ref('Who says so'),
    claim: choice('What working together did', claims),
    words: text('In your own words', { max: 600 }),
    evidence: text('What shows it', { max: 600, hint: 'For example a count, a letter, or what people told you' }),
    evidenceAddress: line('Where that can be read', { max: 300, optional: true, hint: 'A web address' }),
  },
  load: (db, input) => store.sayingFacts(db, input.action, input.partner),
  permit: rules.maySay,
  decide: (facts, input, { today }) => rules.decideContribution(facts, input, today),
  write: (db, fact, { partnership }) =>
    db
      .insertInto('contribution')
      .values({
        partnership_id: partnership!.id,
        action_id: fact.action,
        claim: fact.claim,
        partner_id: fact.partner,
        words: fact.words,
        evidence: fact.evidence,
        evidence_address: fact.evidenceAddress,
        said_on: fact.on,
        withdrawn_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const withdrawContribution = operation({
  name: 'delivery.withdraw-contribution',
  summary: 'Withdraw what a partner said that working together added; it stays, marked as withdrawn.',
  scope: 'partnership',
  about: 'contribution',
  input: { contribution: ref('Claim') },
  load: (db, input) => store.saidFacts(db, 'contribution', input.contribution),
  permit: rules.maySay,
  decide: (facts, _input, { today }) => rules.decideWithdrawal('ContributionWithdrawn', facts, today),
  write: (db, fact) => store.withdraw(db, 'contribution', fact),
})

export const recordBenefit = operation({
  name: 'delivery.record-benefit',
  summary: 'Record something good that came of an action and is not a number, with who experienced it.',
  scope: 'partnership',
  about: 'benefit',
  input: {
    action: ref('Action'),
    partner: ref('Who says so'),
    kind: choice('What kind of benefit', benefitKinds),
    experiencedBy: line('Who experienced it', {
      max: 160,
      hint: 'A group or a body, like Families in Easterhill. Leave out names of people',
    }),
    words: text('What changed for them', { max: 600 }),
  },
  load: (db, input) => store.sayingFacts(db, input.action, input.partner),
  permit: rules.maySay,
  decide: (facts, input, { today }) => rules.decideBenefit(facts, input, today),
  write: (db, fact, { partnership }) =>
    db
      .insertInto('benefit')
      .values({
        partnership_id: partnership!.id,
        action_id: fact.action,
        kind: fact.kind,
        experienced_by: fact.experiencedBy,
        words: fact.words,
        partner_id: fact.partner,
        said_on: fact.on,
        withdrawn_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const withdrawBenefit = operation({
  name: 'delivery.withdraw-benefit',
  summary: 'Withdraw a benefit that a partner recorded; it stays, marked as withdrawn.',
  scope: 'partnership',
  about: 'benefit',
  input: { benefit: ref('Benefit') },
  load: (db, input) => store.saidFacts(db, 'benefit', input.benefit),
  permit: rules.maySay,
  decide: (facts, _input, { today }) => rules.decideWithdrawal('BenefitWithdrawn', facts, today),
  write: (db, fact) => store.withdraw(db, 'benefit', fact),
})
