// Moderation: show or hide what people wrote, each with its reason, and have another look when its writer asks.

import { choice, codes, line, maybe, ref, text } from '../../../../operation/fields.ts'
import { operation } from '../../../../operation/operation.ts'
import { anyone } from '../../../../operation/permission.ts'
import { mayRun } from '../../rules.ts'
import { engagementFacts } from '../../store.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const thing = choice('What it is', model.things)
const number = ref('Its number')

export const moderate = operation({
  name: 'engagement.moderate',
  summary:
    'Show or hide something that people wrote. Nothing is deleted or changed, and the reason is counted in public.',
  scope: 'partnership',
  about: 'moderation',
  input: {
    thing,
    number,
    verdict: choice('What to do with it', model.verdicts),
    reason: maybe(choice('Why, if you hide it', model.reasons)),
    words: text('More about why, if you hide it', {
      optional: true,
      max: 1000,
      hint: 'Only whoever wrote it can read this.',
    }),
  },
  load: (db, input) => store.thingFacts(db, input.thing, input.number),
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayModerate(facts, input) ?? {
      fact: 'ThingModerated' as const,
      thing: input.thing,
      number: input.number,
      engagement: facts.engagement,
      verdict: input.verdict,
      reason: input.verdict === 'hide' ? input.reason! : ('' as const),
      words: input.verdict === 'hide' ? input.words : '',
    },
  write: async (db, fact, { partnership, now, actor }) => ({
    id: await store.writeDecision(db, partnership!.id, { ...fact, things: [fact] }, now, actor.person),
  }),
  /** What is told to the writer may speak of what was hidden. */
  keep: ({ words: _, ...kept }) => kept,
})

export const showTicked = operation({
  name: 'engagement.show-ticked',
  summary: 'Show several things that people wrote and that wait. What somebody else decided meanwhile stays as it is.',
  scope: 'partnership',
  about: 'moderation',
  input: { engagement: ref('Engagement'), things: codes('Which ones to show') },
  load: async (db, input) => {
    const found = await engagementFacts(db, input.engagement)
    return found && { ...found, waiting: await store.waitingFacts(db, input.engagement, input.things) }
  },
  permit: mayRun,
  decide: (facts, input) => {
    if (input.things.length === 0) return model.nothingTicked
    return facts.waiting.length === 0
      ? model.decidedMeanwhile
      : {
          fact: 'ThingsShown' as const,
          engagement: input.engagement,
          things: facts.waiting.map(one => ({ thing: one.thing, number: one.number })),
        }
  },
  write: async (db, { engagement, things }, { partnership, now, actor }) => ({
    id: await store.writeDecision(
      db,
      partnership!.id,
      { engagement, things, verdict: 'show', reason: '', words: '' },
      now,
      actor.person,
    ),
  }),
})

export const appeal = operation({
  name: 'engagement.appeal',
  summary:
    'Ask for another look at something you wrote that was hidden, with your receipt. Somebody else decides, once.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'moderation',
  input: {
    receipt: line('The number you were given', { max: 40 }),
    thing,
    number,
    words: text('Why it should be shown', { max: 1000 }),
  },
  load: (db, input) => store.ownThingFacts(db, input.thing, input.number, input.receipt),
  permit: anyone,
  decide: (facts, input) =>
    rules.mayAppeal(facts, input.words) ?? {
      fact: 'AppealMade' as const,
      engagement: facts.engagement,
      moderation: facts.decision!.id,
      words: input.words,
    },
  write: async (db, { moderation, words }, { now }) =>
    (await store.writeAppeal(db, moderation, words, now)) ? { id: moderation } : { id: moderation, again: true },
  keep: ({ fact, engagement, moderation }) => ({ fact, engagement, moderation }),
})

export const decideAppeal = operation({
  name: 'engagement.decide-appeal',
  summary: 'Look again at something that was hidden, because whoever wrote it asked. Not by whoever hid it.',
  scope: 'partnership',
  about: 'moderation',
  input: {
    moderation: ref('Decision'),
    verdict: choice('What to do with it', { show: 'Show it after all', hide: 'Leave it hidden' }),
    words: text('Why', { max: 1000, hint: 'Whoever wrote it reads this.' }),
  },
  load: (db, input) => store.appealFacts(db, input.moderation),
  permit: mayRun,
  decide: (facts, input, { actor }) =>
    rules.mayDecideAppeal(facts.decision!, actor.person) ?? {
      fact: 'AppealDecided' as const,
      moderation: input.moderation,
      engagement: facts.engagement,
      thing: facts.thing,
      number: facts.number,
      verdict: input.verdict,
      words: input.words,
    },
  write: async (db, fact, { now, actor }) => {
    await store.writeAppealDecision(db, fact, now, actor.person)
    return { id: fact.moderation }
  },
  keep: ({ words: _, ...kept }) => kept,
})
