// The coordinator's verbs about one answer: accepting, returning with a note, asking once more, giving it to somebody.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { longDate } from '../../../kernel/words.ts'
import { maybe, ref, text, whole } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyCoordinators } from '../../../operation/permission.ts'
import * as model from '../model.ts'
import { titlesIn } from '../opening.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { comesTooLate, momentOf, tooLate } from './board-words.ts'

const item = ref('Item')
const round = ref('Round')

const changedMeanwhile = refuse(
  'saved-meanwhile',
  'This was changed after it was shown to you, so it was not accepted. What stands now is below: read it, then accept or return it.',
)
const allChangedMeanwhile = refuse(
  'saved-meanwhile',
  'All of it was sent or changed after it was shown to you, so nothing was accepted. Look at the round again first.',
)
const tooLateToAsk = refuse('too-late-to-ask', tooLate)

export const acceptItem = operation({
  name: 'rounds.accept-item',
  summary: 'Accept what was sent; everyone can read it from then on.',
  scope: 'partnership',
  about: 'request-item',
  // The version that was shown; without it, what stands is accepted.
  input: { item, seen: maybe(whole('Seen', 0, 1_000_000)) },
  load: (db, input, { actor }) => store.itemFacts(db, input.item, actor),
  permit: onlyCoordinators,
  decide: (facts, { seen }) => {
    const refused = rules.mustBeSubmitted(facts)
    if (refused) return refused
    if (seen !== null && seen !== facts.version) return changedMeanwhile
    return { fact: 'UpdateAccepted' as const, item: facts.item, round: facts.round }
  },
  write: async (db, fact, { now, partnership }) => {
    await store.acceptItems(db, partnership!, [fact.item], now)
    return { id: fact.item }
  },
})

export const acceptAll = operation({
  name: 'rounds.accept-all',
  summary: 'Accept everything that was sent in a round and not checked yet.',
  scope: 'partnership',
  about: 'round',
  // When the newest of what was shown was sent, in milliseconds since 1970; without it, all is accepted.
  input: { round, upTo: maybe(whole('Shown up to', 0, Number.MAX_SAFE_INTEGER)) },
  load: async (db, input) => {
    const facts = await store.roundFacts(db, input.round)
    return facts && { ...facts, submitted: await submittedIn(db, input.round) }
  },
  permit: onlyCoordinators,
  decide: ({ state, submitted, round }, { upTo }) => {
    if (state === 'accepted') return model.locked
    if (!submitted.length) return model.notSubmitted
    const items = submitted.filter(one => upTo === null || one.sentAt.getTime() <= upTo).map(one => one.id)
    if (!items.length) return allChangedMeanwhile
    return { fact: 'UpdatesAccepted' as const, round, items, newer: submitted.length - items.length }
  },
  write: async (db, fact, { now, partnership }) => {
    await store.acceptItems(db, partnership!, fact.items, now)
    return { id: fact.round }
  },
})

const submittedIn = (db: Db, round: number) =>
  db
    .selectFrom('request_item')
    .select(['id', sql<Date>`submitted_at`.as('sentAt')])
    .where('round_id', '=', round)
    .where('state', '=', 'submitted')
    .orderBy('id')
    .forUpdate()
    .execute()

export const returnItem = operation({
  name: 'rounds.return-item',
  summary: 'Return what was sent, with a note that says what is missing.',
  scope: 'partnership',
  about: 'request-item',
  input: {
    item,
    note: text('What is missing', { max: 500, hint: 'One or two plain sentences. Whoever sent it reads them first.' }),
  },
  load: async (db, input, { actor }) => {
    const facts = await store.itemFacts(db, input.item, actor)
    return facts && { ...facts, sender: await senderOf(db, input.item) }
  },
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayReturn(facts) ?? {
      fact: 'UpdateReturned' as const,
      item: facts.item,
      round: facts.round,
      note: input.note,
      accepted: facts.state === 'accepted',
    },
  write: async (db, fact, { now, actor }) => {
    if (fact.accepted) await store.takeBack(db, fact.item)
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
  notify: (fact, facts, { actor }) => {
    const { holder, request, sender } = facts
    const told = {
      heading: `Returned: ${facts.title}`,
      words: `${actor.name} asks: “${fact.note}”`,
      keeper: facts.keeper,
    }
    const cause = `returned-${fact.item}-${facts.version}`
    const opens = request === null ? {} : { request }
    const toHolder = holder === null ? [] : [{ ...told, to: holder, cause, path: '/home', ...opens }]
    const another = sender !== null && sender.person !== holder && sender.person !== actor.person
    // A coordinator answers signed in: no link opens it for them.
    const bySender = another
      ? [
          {
            ...told,
            to: sender.person,
            cause: `${cause}-sender`,
            path: `/home/items/${fact.item}`,
            ...(sender.coordinates ? {} : opens),
          },
        ]
      : []
    return [...toHolder, ...bySender]
  },
  keep: ({ fact, item, round }) => ({ fact, item, round }),
})

/** Whoever saved an item last, while they belong here. */
async function senderOf(db: Db, item: number): Promise<{ person: number; coordinates: boolean } | null> {
  const { rows } = await sql<{ person: number; coordinates: boolean }>`
    select i.saved_by as person, bool_or(m.role = 'coordinator') as coordinates
    from request_item i join membership m on m.person_id = i.saved_by and m.ended_on is null
    where i.id = ${item} group by i.saved_by`.execute(db)
  return rows[0] ?? null
}

export const chase = operation({
  name: 'rounds.chase',
  summary: 'Ask one person once more for what still waits with them.',
  scope: 'partnership',
  about: 'request',
  input: { request: ref('Request'), note: text('A word to them', { max: 500, optional: true }) },
  load: async (db, input, { today }) => {
    const facts = await store.requestFacts(db, input.request, today)
    return facts && { ...facts, letterToday: await hadLetter(db, facts.person, today) }
  },
  permit: onlyCoordinators,
  decide: (facts, input, { now, today }) => {
    if (facts.state !== 'open') return model.notOpen
    if (facts.chased) return model.chasedToday
    if (comesTooLate(facts, momentOf(now), today)) return tooLateToAsk
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

const hadLetter = async (db: Db, person: number, today: string): Promise<boolean> =>
  (await db.selectFrom('letter').select('id').where('cause', '=', `day-${person}-${today}`).executeTakeFirst()) !==
  undefined

export const giveItem = operation({
  name: 'rounds.give-item',
  summary: 'Give something that was asked to somebody else to answer.',
  scope: 'partnership',
  about: 'request-item',
  input: { item, person: ref('Who should answer') },
  load: async (db, input, { actor, partnership }) => {
    const facts = await store.itemFacts(db, input.item, actor)
    return facts && { ...facts, canIn: await store.canAnswerIn(db, input.person, [partnership!.id]) }
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
  notify: (fact, facts, { partnership, now }, written) => [
    {
      to: fact.to,
      cause: `given-${facts.item}-${fact.to}-${now.getTime()}`,
      heading: `${partnership!.name} asks you about ${facts.title}`,
      words: `It is due by ${longDate(facts.closes)}.`,
      path: '/home',
      request: (written as { request: number }).request,
      keeper: facts.keeper,
    },
  ],
  keep: ({ fact, items, round, to, from }) => ({ fact, items: items.map(one => one.item), round, to, from }),
})
