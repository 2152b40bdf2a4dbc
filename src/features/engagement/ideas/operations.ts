// Ideas: put one forward, support those of others, and say what you think of them.

import type { Db } from '../../../db/handles.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { code, line, maybe, ref, text } from '../../../operation/fields.ts'
import { type Context, operation } from '../../../operation/operation.ts'
import { anyone } from '../../../operation/permission.ts'
import { type Admitted, type Entry, enter, entry, mayTakePart, type Participant, participant } from '../admission.ts'
import { placesOffered } from '../queries.ts'
import * as store from './store.ts'

const resident = { scope: 'partnership', unseen: true, anonymous: true, permit: anyone } as const
const { most } = store

/** The activity and who this is, with what they have written; null where there are no ideas to be given. */
async function giver(db: Db, activity: number, input: Entry, context: Context) {
  const facts = await participant(db, activity, input, context)
  if (facts?.kind !== 'ideas') return null
  const response = isRefusal(facts.admitted) ? null : facts.admitted.response
  return { ...facts, written: await store.writtenBy(db, response) }
}

/** The same, for an idea that everyone sees. */
async function reader(db: Db, idea: number, input: Entry, context: Context) {
  const activity = await store.activityOfShown(db, idea)
  return activity === null ? null : giver(db, activity, input, context)
}

const receiptOf = ({ admitted }: Participant): string => (admitted as Admitted).receipt

export const giveIdea = operation({
  name: 'engagement.give-idea',
  summary: 'Put forward an idea. Somebody reads it before others see it. The same idea sent twice is kept once.',
  ...resident,
  about: 'idea',
  input: {
    activity: ref('Activity'),
    ...entry,
    title: line('Your idea in a few words', { max: 120, hint: 'For example: A bench at every bus stop' }),
    words: text('More about it', { max: 2000, hint: 'What would it change, and for whom? Name no person.' }),
    place: maybe(code('Where it is about')),
  },
  load: async (db, input, context) => {
    const facts = await giver(db, input.activity, input, context)
    return (
      facts && {
        ...facts,
        placeKnown:
          input.place === null ||
          (await placesOffered(db, facts.engagement, context.partnership!.areaCode)).some(
            one => one.code === input.place,
          ),
      }
    )
  },
  decide: (facts, { activity, title, words, place }, { today }) =>
    mayTakePart(facts, today) ??
    (facts.placeKnown ? null : refuse('place-unknown', 'Choose the place from the list.', 'place')) ??
    tooMany(facts.written.ideas, most.ideas, 'ideas') ?? {
      fact: 'IdeaGiven' as const,
      activity,
      participant: facts,
      title,
      words,
      place,
    },
  write: async (db, fact, { partnership, now }) => {
    const response = await enter(db, partnership!.id, fact.participant, now)
    const id = await store.writeIdea(db, partnership!.id, response, fact, now)
    return { id: id ?? response, reveal: receiptOf(fact.participant), again: id === null }
  },
  keep: ({ fact, activity }) => ({ fact, activity }),
})

export const supportIdea = operation({
  name: 'engagement.support-idea',
  summary: 'Support an idea. Done again, it counts once.',
  ...resident,
  about: 'idea',
  input: { idea: ref('Idea'), ...entry },
  load: (db, input, context) => reader(db, input.idea, input, context),
  decide: (facts, { idea }, { today }) =>
    mayTakePart(facts, today) ?? {
      fact: 'IdeaSupported' as const,
      activity: facts.activity,
      idea,
      participant: facts,
    },
  write: async (db, fact, { partnership, now }) => {
    const response = await enter(db, partnership!.id, fact.participant, now)
    const isNew = await store.writeSupport(db, partnership!.id, response, fact, now)
    return { id: fact.idea, reveal: receiptOf(fact.participant), again: !isNew }
  },
  keep: ({ fact, activity, idea }) => ({ fact, activity, idea }),
})

export const withdrawSupport = operation({
  name: 'engagement.withdraw-support',
  summary: 'Take back the support for an idea.',
  ...resident,
  about: 'idea',
  input: { idea: ref('Idea'), ...entry },
  load: (db, input, context) => reader(db, input.idea, input, context),
  decide: (facts, { idea }, { today }) =>
    mayTakePart(facts, today) ?? {
      fact: 'SupportWithdrawn' as const,
      activity: facts.activity,
      idea,
      participant: facts,
    },
  write: async (db, fact) => {
    const removed = await store.removeSupport(db, (fact.participant.admitted as Admitted).voterKey, fact)
    return { id: fact.idea, reveal: receiptOf(fact.participant), again: !removed }
  },
  keep: ({ fact, activity, idea }) => ({ fact, activity, idea }),
})

export const commentOnIdea = operation({
  name: 'engagement.comment-on-idea',
  summary: 'Say what you think of an idea. Somebody reads it before others see it.',
  ...resident,
  about: 'idea',
  input: {
    idea: ref('Idea'),
    ...entry,
    words: text('What do you think of it?', { max: 1000, hint: 'About the idea, not about people. Name no person.' }),
  },
  load: (db, input, context) => reader(db, input.idea, input, context),
  decide: (facts, { idea, words }, { today }) =>
    mayTakePart(facts, today) ??
    tooMany(facts.written.comments, most.comments, 'comments') ?? {
      fact: 'IdeaCommentedOn' as const,
      activity: facts.activity,
      idea,
      participant: facts,
      words,
    },
  write: async (db, fact, { partnership, now }) => {
    const response = await enter(db, partnership!.id, fact.participant, now)
    const id = await store.writeComment(db, partnership!.id, response, fact, now)
    return { id: id ?? response, reveal: receiptOf(fact.participant), again: id === null }
  },
  keep: ({ fact, activity, idea }) => ({ fact, activity, idea }),
})

const tooMany = (written: number, limit: number, what: string): Refusal | null =>
  written < limit ? null : refuse(`too-many-${what}`, `You have sent ${limit} ${what}. That is the most.`)
