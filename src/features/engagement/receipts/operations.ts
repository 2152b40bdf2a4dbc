// The verbs of those who took part: opening one's own answer by its receipt, taking one's own answer back, and asking to be told when something moves.

import { line, ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { anyone } from '../../../operation/permission.ts'
import { addressAsked, askingFacts, confirmingLetters, decideFollowing, writeFollow } from '../../rounds/public.ts'
import { asPrinted, mayTakeBack, receiptUnknown } from './rules.ts'
import * as store from './store.ts'

export const openReceipt = operation({
  name: 'engagement.open-receipt',
  summary: 'Open your own answer with the number on your receipt.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'response',
  input: {
    receipt: line('The number on your receipt', {
      max: 60,
      autocomplete: 'off',
      hint: 'Four groups of letters and figures, for example ABCD-EFGH-JKLM-NP23',
    }),
  },
  load: async (db, input) => ({ known: await store.isReceipt(db, input.receipt) }),
  permit: anyone,
  decide: ({ known }, input) => (known ? { fact: 'ReceiptOpened' as const, ...input } : receiptUnknown),
  // It writes nothing: a number is only ever sent in a form, so that it stands in no address before it is known.
  write: async (_db, { receipt }) => ({ reveal: asPrinted(receipt), again: true }),
  keep: ({ fact }) => ({ fact }),
})

export const withdrawResponse = operation({
  name: 'engagement.withdraw-response',
  summary:
    'Take your own answer back while it is open. What you said is erased; it cannot be brought back, and not be given again.',
  scope: 'partnership',
  anonymous: true,
  about: 'response',
  input: { receipt: line('The number on your receipt', { max: 60 }) },
  load: (db, input) => store.answerByReceipt(db, input.receipt),
  permit: anyone,
  decide: (facts, _input, { today }) =>
    mayTakeBack(facts, today) ?? {
      fact: 'ResponseWithdrawn' as const,
      response: facts.response,
      activity: facts.activity,
      on: today,
    },
  write: async (db, fact) => ((await store.takeBack(db, fact)) ? { id: fact.response } : { again: true }),
  keep: ({ fact, activity }) => ({ fact, activity }),
})

const elsewhere = { outcome: null, place: null, rhythm: 'as-it-moves' } as const

export const listen = operation({
  name: 'engagement.listen',
  summary: 'Ask to be told by email each time an engagement moves: closed, answered, done, measured.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'follow',
  input: { engagement: ref('Engagement'), email: addressAsked },
  load: (db, input, { actor, now }) => askingFacts(db, { ...elsewhere, ...input }, actor.person, now),
  permit: anyone,
  decide: (facts, input, { actor }) => decideFollowing(facts, { ...elsewhere, ...input }, actor),
  write: (db, fact, context) => writeFollow(db, context.partnership!.id, fact, context),
  tell: (fact, facts, context, written) => confirmingLetters(fact, facts.title, context, written),
  /** History keeps that somebody listens, not who. */
  keep: ({ fact, engagement }) => ({ fact, engagement }),
})
