// The verbs of linked initiatives: registering and linking them, their owner's consent, and quoting what it published.

import { choice, date, line, ref, refs, text } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { outcomesKnown } from '../../indicators/public.ts'
import { horizons, principles, reportings } from '../model.ts'
import { linkOutcomes } from '../store.ts'
import { askedOf, consentAnswers } from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** Initiatives are commons, but whoever speaks for an organisation here may register one of its. */
export const registerInitiative = operation({
  name: 'delivery.register-initiative',
  summary: 'Register a piece of work that an organisation does already, so that partnerships can link it.',
  scope: 'partnership',
  about: 'initiative',
  input: {
    organisation: ref('Organisation whose work it is'),
    name: line('Name of the work', { max: 160, hint: 'As its owner calls it' }),
    about: text('What it is', { max: 1000, optional: true }),
    address: line('Where its owner writes about it', { max: 300, optional: true, hint: 'A web address' }),
    reporting: choice('How its owner tells how it goes', reportings),
  },
  load: async (db, input) => ({
    owner: input.organisation,
    ...(await store.registrationFacts(db, input.organisation, input.name)),
  }),
  permit: rules.maySpeakForOwner,
  decide: (facts, input, { today }) => rules.decideInitiative(facts, input, today),
  write: (db, fact) => store.register(db, fact),
})

export const linkInitiative = operation({
  name: 'delivery.link-initiative',
  summary: 'Link work that an organisation does already as an action here, with its owner’s consent and credit.',
  scope: 'partnership',
  about: 'action',
  input: {
    initiative: ref('Initiative'),
    title: line('What the work is called here', { max: 160 }),
    about: text('What it does for the people here', { max: 2000, optional: true }),
    horizon: choice('How soon it should work', horizons),
    principle: choice('What it is mostly about', principles),
    starts: date('Starts'),
    ends: date('Ends'),
    outcomes: refs('Outcomes it serves'),
  },
  load: async (db, input) => {
    const facts = await store.initiativeFacts(db, input.initiative)
    return (
      facts && {
        ...facts,
        outcomesKnown: await outcomesKnown(db, input.outcomes),
        leads: await store.leadsOf(db, facts.owner),
      }
    )
  },
  permit: rules.mayLink,
  decide: (facts, input, { standing, today }) => rules.decideLink(facts, input, standing, today),
  write: async (db, fact, { partnership }) => {
    const { id } = await store.link(db, partnership!.id, fact)
    await linkOutcomes(db, partnership!.id, id, fact.outcomes)
    return { id }
  },
  // It waits for the day's letter; whoever asks answers questions about it.
  notify: (fact, facts, { partnership, actor }, written) =>
    fact.consent === 'asked'
      ? facts.leads
          .filter(to => to !== actor.person)
          .map(to => ({
            to,
            cause: `consent-asked-${written.id}-${to}`,
            heading: `May “${facts.name}” stand in the plan of ${partnership!.name}?`,
            words: `${partnership!.name} would like to show “${facts.name}” as linked work of your organisation. It keeps your name and credit. ${askedOf[facts.reporting]} You can withdraw it at any time. Nothing is shown to the public before you agree. Please answer here:`,
            path: `/p/${partnership!.slug}/actions/${written.id}/consent`,
            ...(actor.person === null ? {} : { keeper: actor.person }),
          }))
      : [],
})

const onItsWord = {
  max: 600,
  optional: true,
  hint: 'If you do not lead for the owner, write where and when it said so. Leave out names of people',
}

export const answerConsent = operation({
  name: 'delivery.answer-consent',
  summary: 'Say whether an organisation agrees that its work stands here as linked work.',
  scope: 'partnership',
  about: 'action',
  input: {
    action: ref('Action'),
    answer: choice('Does the owner agree?', consentAnswers),
    words: text('The owner’s word', onItsWord),
  },
  load: (db, input) => store.originFacts(db, input.action),
  permit: rules.maySpeakForOwner,
  decide: (facts, input, { standing, today }) => rules.decideConsent(facts, input, standing, today),
  write: async (db, fact) => {
    await store.setOrigin(db, fact.action, { ...fact, consent: fact.fact === 'ConsentGiven' ? 'given' : 'withdrawn' })
    return { id: fact.action }
  },
})

export const withdrawConsent = operation({
  name: 'delivery.withdraw-consent',
  summary: 'Withdraw an organisation’s work: it is no longer shown here.',
  scope: 'partnership',
  about: 'action',
  input: { action: ref('Action'), words: text('The owner’s word', onItsWord) },
  load: (db, input) => store.originFacts(db, input.action),
  permit: rules.maySpeakForOwner,
  decide: (facts, input, { standing, today }) => rules.decideWithdrawal(facts, input, standing, today),
  write: async (db, fact) => {
    await store.setOrigin(db, fact.action, { ...fact, consent: 'withdrawn' })
    return { id: fact.action }
  },
})

export const joinInitiative = operation({
  name: 'delivery.join-initiative',
  summary:
    'Say that an action is a piece of its lead’s own initiative, so that it is answered once for every partnership.',
  scope: 'partnership',
  about: 'action',
  input: { action: ref('Action'), initiative: ref('Initiative') },
  load: async (db, input) => {
    const facts = await store.originFacts(db, input.action)
    return facts && { ...facts, joining: await store.initiativeFacts(db, input.initiative) }
  },
  permit: ({ lead }, standing) => rules.mayJoin({ owner: lead }, standing),
  decide: (facts, input, { today }) => rules.decideJoin(facts, input, today),
  write: async (db, fact) => {
    await store.setOrigin(db, fact.action, { ...fact, consent: 'given', words: '' })
    return { id: fact.action }
  },
})

export const leaveInitiative = operation({
  name: 'delivery.leave-initiative',
  summary:
    'Say that an action is no longer answered together with its lead’s initiative, but for this partnership alone.',
  scope: 'partnership',
  about: 'action',
  input: { action: ref('Action') },
  load: (db, input) => store.originFacts(db, input.action),
  permit: rules.mayJoin,
  decide: facts => rules.decideLeave(facts),
  write: async (db, fact) => {
    await store.setOrigin(db, fact.action, { initiative: null, consent: null, on: null, words: '' })
    return { id: fact.action }
  },
})

export const quotePublication = operation({
  name: 'delivery.quote-publication',
  summary: 'Quote what the owner of an initiative, or its own system, published of it, with date and address.',
  scope: 'partnership',
  about: 'initiative',
  input: {
    initiative: ref('Initiative'),
    on: date('Day it was published'),
    words: text('The words, as they were published', { max: 600 }),
    address: line('Where they can be read', { max: 300, hint: 'A web address' }),
  },
  load: async (db, input) => {
    const facts = await store.initiativeFacts(db, input.initiative)
    return facts && { ...facts, quotedAlready: await store.quotedAlready(db, input) }
  },
  permit: rules.mayQuote,
  decide: (facts, input, { today }) => rules.decideQuotation(facts, input, today),
  write: async (db, fact) => {
    await store.quote(db, fact)
    return { id: fact.initiative, everywhere: true }
  },
})
