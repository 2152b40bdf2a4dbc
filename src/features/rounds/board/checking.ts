// The coordinator's verbs about one answer: accepting, returning with a note, asking once more, giving it to somebody.

import type { Db } from '../../../db/handles.ts'
import { longDate } from '../../../kernel/words.ts'
import { ref, text } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyCoordinators } from '../../../operation/permission.ts'
import * as model from '../model.ts'
import { titlesIn } from '../opening.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'

const item = ref('Item')
const round = ref('Round')

export const acceptItem = operation({
  name: 'rounds.accept-item',
  summary: 'Accept what was sent; everyone can read it from then on.',
  scope: 'partnership',
  about: 'request-item',
  input: { item },
  load: (db, input, { actor }) => store.itemFacts(db, input.item, actor),
  permit: onlyCoordinators,
  decide: facts =>
    rules.mustBeSubmitted(facts) ?? { fact: 'UpdateAccepted' as const, item: facts.item, round: facts.round },
  write: async (db, fact, { now, today, partnership }) => {
    await store.acceptItems(db, partnership!, [fact.item], now, today)
    return { id: fact.item }
  },
})

export const acceptAll = operation({
  name: 'rounds.accept-all',
  summary: 'Accept everything that was sent in a round and not checked yet.',
  scope: 'partnership',
  about: 'round',
  input: { round },
  load: async (db, input) => {
    const facts = await store.roundFacts(db, input.round)
    return facts && { ...facts, submitted: await submittedIn(db, input.round) }
  },
  permit: onlyCoordinators,
  decide: facts => {
    if (facts.state === 'accepted') return model.locked
    return facts.submitted.length
      ? { fact: 'UpdatesAccepted' as const, round: facts.round, items: facts.submitted }
      : model.notSubmitted
  },
  write: async (db, fact, { now, today, partnership }) => {
    await store.acceptItems(db, partnership!, fact.items, now, today)
    return { id: fact.round }
  },
})

const submittedIn = async (db: Db, round: number): Promise<number[]> =>
  (
    await db
      .selectFrom('request_item')
      .select('id')
      .where('round_id', '=', round)
      .where('state', '=', 'submitted')
      .orderBy('id')
      .forUpdate()
      .execute()
  ).map(one => one.id)

export const returnItem = operation({
  name: 'rounds.return-item',
  summary: 'Return what was sent, with a note that says what is missing.',
  scope: 'partnership',
  about: 'request-item',
  input: {
    item,
    note: text('What is missing', { max: 500, hint: 'One or two plain sentences. Whoever sent it reads them first.' }),
  },
  load: (db, input, { actor }) => store.itemFacts(db, input.item, actor),
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayReturn(facts) ?? {
      fact: 'UpdateReturned' as const,
      item: facts.item,
      round: facts.round,
      note: input.note,
    },
  write: async (db, fact, { now, actor }) => {
    await db
      .updateTable('request_item')
      .set({
        state: 'returned',
        returned_at: now,
        returned_by: actor.person,
        returned_note: fact.note,
        accepted_at: null,
      })
      .where('id', '=', fact.item)
      .execute()
    return { id: fact.item }
  },
  notify: (fact, facts, { actor }) =>
    facts.holder === null || facts.request === null
      ? []
      : [
          {
            to: facts.holder,
            cause: `returned-${fact.item}-${facts.version}`,
            heading: `Returned: ${facts.title}`,
            words: `${actor.name} asks: “${fact.note}”`,
            path: '/home',
            request: facts.request,
            keeper: facts.keeper,
          },
        ],
  keep: ({ fact, item, round }) => ({ fact, item, round }),
})

export const chase = operation({
  name: 'rounds.chase',
  summary: 'Ask one person once more for what still waits with them.',
  scope: 'partnership',
  about: 'request',
  input: { request: ref('Request'), note: text('A word to them', { max: 500, optional: true }) },
  load: (db, input, { today }) => store.requestFacts(db, input.request, today),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (facts.state !== 'open') return model.notOpen
    if (facts.chased) return model.chasedToday
    return facts.titles.length
      ? {
          fact: 'OwnerChased' as const,
          request: facts.request,
          round: facts.round,
          person: facts.person,
          note: input.note,
        }
      : model.alreadyAnswered
  },
  write: async (_db, fact) => ({ id: fact.request }),
  notify: (fact, facts, { actor, today, partnership }) => [
    {
      to: fact.person,
      cause: `chase-${fact.request}-${today}`,
      heading: `${actor.name} of ${partnership!.name} asks you once more, by ${longDate(facts.closes)}`,
      words: [fact.note && `“${fact.note}”`, `${titlesIn(facts.titles)}.`].filter(Boolean).join(' '),
      path: '/home',
      request: fact.request,
      keeper: facts.keeper,
    },
  ],
  keep: ({ fact, request, round, person }) => ({ fact, request, round, person }),
})

export const giveItem = operation({
  name: 'rounds.give-item',
  summary: 'Give something that was asked to somebody else to answer.',
  scope: 'partnership',
  about: 'request-item',
  input: { item, person: ref('Who should answer') },
  load: async (db, input, { actor, partnership }) => {
    const facts = await store.itemFacts(db, input.item, actor)
    return facts && { ...facts, toKnown: await store.canAnswerIn(db, input.person, [partnership!.id]) }
  },
  permit: onlyCoordinators,
  // The request of whoever is named is made where there is none yet, also for what nobody was asked.
  decide: (facts, input) => {
    const decided = rules.decidePassing({ ...facts, same: [] }, input.person)
    return 'fact' in decided ? { ...decided, round: facts.round } : decided
  },
  write: async (db, fact) => {
    const moved = await store.passOn(db, fact.items, fact.to)
    return { id: fact.items[0]!.item, request: moved[0]!.request }
  },
  notify: (fact, facts, { partnership }, written) => [
    {
      to: fact.to,
      cause: `given-${facts.item}-${fact.to}-${facts.version}`,
      heading: `${partnership!.name} asks you about ${facts.title}`,
      words: `It is due by ${longDate(facts.closes)}.`,
      path: '/home',
      request: (written as { request: number }).request,
      keeper: facts.keeper,
    },
  ],
  keep: ({ fact, items, round, to, from }) => ({ fact, items: items.map(one => one.item), round, to, from }),
})
