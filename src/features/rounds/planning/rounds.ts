// The coordinator's verbs about a whole round: planning, opening now, more time, closing, accepting, opening again.

import { longDate } from '../../../kernel/words.ts'
import { date, line, ref, refs, text } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyCoordinators } from '../../../operation/permission.ts'
import { outcomesKnown } from '../../indicators/public.ts'
import { openingNotices, openRound } from '../opening.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { notifying, toCoordinators } from './notifying.ts'

export const plan = operation({
  name: 'rounds.plan',
  summary: 'Plan a round: what time it asks about, and when it opens and closes.',
  scope: 'partnership',
  about: 'round',
  input: {
    title: line('What to call it', { max: 120, hint: 'For example July to September 2026' }),
    starts: date('First day it asks about'),
    ends: date('Last day it asks about'),
    opens: date('Opens on'),
    closes: date('Closes on'),
    outcomes: refs('Only for these outcomes', { hint: 'Choose none to ask about the whole plan' }),
    ...notifying,
  },
  load: async (db, input) => ({
    outcomesKnown: await outcomesKnown(db, input.outcomes),
    coordinators: await store.coordinators(db),
  }),
  permit: onlyCoordinators,
  decide: (facts, input, { actor, today }) => rules.decideRound(facts, input, actor, today),
  write: (db, fact, { partnership }) => store.writeRound(db, partnership!.id, fact),
})

const round = ref('Round')

export const openNow = operation({
  name: 'rounds.open-now',
  summary: 'Open a planned round today instead of on its day.',
  scope: 'partnership',
  about: 'round',
  input: { round },
  load: (db, input, { today }) => openRound.load(db, input.round, today),
  permit: onlyCoordinators,
  decide: (facts, _input, { today }) => {
    const decided = rules.decideOpening({ ...facts, asked: facts.asked.length }, today)
    return 'fact' in decided ? { ...decided, asked: facts.asked } : decided
  },
  write: openRound.write,
  notify: openingNotices,
  keep: openRound.keep,
})

export const extend = operation({
  name: 'rounds.extend',
  summary: 'Give a round more time.',
  scope: 'partnership',
  about: 'round',
  input: { round, closes: date('Closes on'), because: text('Because', { max: 500 }) },
  load: (db, input) => store.roundFacts(db, input.round),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => rules.decideExtension(facts, input, today),
  write: async (db, fact, { today }) => {
    await store.setCloses(db, fact, today)
    return { id: fact.round }
  },
})

export const closeEarly = operation({
  name: 'rounds.close-early',
  summary: 'Close a round before its day.',
  scope: 'partnership',
  about: 'round',
  input: { round, because: text('Because', { max: 500 }) },
  load: (db, input) => store.roundFacts(db, input.round),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    const decided = rules.decideClosing(facts, true)
    return 'fact' in decided ? { ...decided, because: input.because } : decided
  },
  write: async (db, fact, { now }) => {
    await db
      .updateTable('round')
      .set({ state: 'closed', closed_at: now, because: fact.because })
      .where('id', '=', fact.round)
      .execute()
    await store.forgetNotices(db, fact.round)
    return { id: fact.round }
  },
})

export const cancel = operation({
  name: 'rounds.cancel',
  summary: 'Cancel a round that has not opened.',
  scope: 'partnership',
  about: 'round',
  input: { round, because: text('Because', { max: 500 }) },
  load: (db, input) => store.roundFacts(db, input.round),
  permit: onlyCoordinators,
  decide: (facts, input) => rules.decideCancelling(facts, input.because),
  write: async (db, fact) => {
    await db
      .updateTable('round')
      .set({ state: 'cancelled', because: fact.because })
      .where('id', '=', fact.round)
      .execute()
    return { id: fact.round }
  },
})

export const accept = operation({
  name: 'rounds.accept',
  summary: 'Accept a closed round; from then on what was said stands still.',
  scope: 'partnership',
  about: 'round',
  input: { round },
  load: (db, input) => store.roundFacts(db, input.round),
  permit: onlyCoordinators,
  decide: facts => rules.decideAcceptance(facts),
  write: async (db, fact, { now }) => {
    await db.updateTable('round').set({ state: 'accepted', accepted_at: now }).where('id', '=', fact.round).execute()
    return { id: fact.round }
  },
})

export const reopen = operation({
  name: 'rounds.reopen',
  summary: 'Open an accepted round again, with the reason.',
  scope: 'partnership',
  about: 'round',
  input: { round, closes: date('Closes on'), because: text('Because', { max: 500 }) },
  load: (db, input) => store.roundFacts(db, input.round),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => rules.decideReopening(facts, input, today),
  write: async (db, fact, { today }) => {
    await store.setCloses(db, fact, today)
    return { id: fact.round }
  },
  notify: (fact, facts, context) =>
    toCoordinators(facts, context, {
      cause: `reopened-${fact.round}-${context.today}`,
      heading: `${facts.title} is open again`,
      words: `Until ${longDate(fact.closes)}, because: ${fact.because}`,
    }),
})
