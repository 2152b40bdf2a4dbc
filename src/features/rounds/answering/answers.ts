// The verbs of whoever is asked: saving, sending, saying that nothing changed, and passing on.
// Each is done once over all one's partnerships: the same thing asked in several is answered in each.

import { longDate } from '../../../kernel/words.ts'
import type { InputOf } from '../../../operation/fields.ts'
import {
  choice,
  flag,
  line,
  maybe,
  orNothing,
  period,
  quantity,
  ref,
  refs,
  text,
  whole,
} from '../../../operation/fields.ts'
import { type Context, operation } from '../../../operation/operation.ts'
import * as model from '../model.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'

const seen = whole('Seen', 0, 1_000_000)

const said = {
  item: ref('Item'),
  seen,
  status: maybe(choice('How it stands', model.statuses)),
  direction: maybe(choice('Which way it is going', model.directions)),
  confidence: maybe(choice('How sure you are', model.confidences)),
  words: text('In your own words', {
    max: 2000,
    optional: true,
    hint: 'What changed, and what is next. Two or three sentences are enough.',
  }),
  reached: refs('Milestones reached'),
  needs: text('What it needs the board to decide', { max: 600, optional: true, hint: 'Leave blank if nothing' }),
  figure: maybe(quantity('The new figure')),
  figurePeriod: maybe(period('The time it is for', { hint: 'For example 2026, 2025/26 or 2026 Q3' })),
  onlyHere: flag('Only for the first of these partnerships. Ask me about the others apart'),
}

/** Half a number is no mistake while somebody is still writing. */
const unfinished = { ...said, figure: orNothing(said.figure), figurePeriod: orNothing(said.figurePeriod) }

const updateIn = (input: InputOf<typeof said>): model.Update => ({
  status: input.status,
  direction: input.direction,
  confidence: input.confidence,
  words: input.words,
  needs: input.needs,
  figure: input.figure,
  figurePeriod: input.figurePeriod?.text ?? null,
  reached: input.reached,
})

const load = (db: Parameters<typeof store.itemFacts>[0], input: { item: number }, { actor }: Context) =>
  store.itemFacts(db, input.item, actor)

const by = ({ actor }: Context) => ({ person: actor.person, use: actor.link?.use ?? null })

const landed = (fact: { items: readonly { item: number; partnership: number }[] }) => ({
  id: fact.items[0]!.item,
  landed: fact.items.map(one => ({ partnership: one.partnership, id: one.item })),
})

/** History keeps how it stands, not the words: these can be taken back until they are accepted. */
const kept = ({ fact, items, update }: { fact: string; items: readonly { item: number }[]; update: model.Update }) => ({
  fact,
  items: items.map(one => one.item),
  status: update.status,
})

export const saveDraft = operation({
  name: 'rounds.save-draft',
  summary: 'Save what you have written so far, without sending it.',
  scope: 'own',
  byLink: true,
  unseen: true,
  about: 'request-item',
  input: unfinished,
  load,
  permit: rules.mayAnswer,
  decide: (facts, input) => rules.decideDraft(facts, input.seen, updateIn(input), input.onlyHere),
  write: async (db, fact, context) => {
    await store.writeUpdate(db, fact, fact.returned ? 'returned' : 'draft', by(context), context.now)
    return landed(fact)
  },
  keep: kept,
})

export const answer = operation({
  name: 'rounds.answer',
  summary: 'Send how something stands, in every partnership that asks.',
  scope: 'own',
  byLink: true,
  unseen: true,
  about: 'request-item',
  input: said,
  load,
  permit: rules.mayAnswer,
  decide: (facts, input, { today }) => rules.decideAnswer(facts, input.seen, updateIn(input), input.onlyHere, today),
  write: async (db, fact, context) => {
    await store.writeUpdate(db, fact, 'submitted', by(context), context.now)
    return landed(fact)
  },
  keep: kept,
})

export const noChange = operation({
  name: 'rounds.no-change',
  summary: 'Say that what was said last is still true.',
  scope: 'own',
  byLink: true,
  unseen: true,
  about: 'request-item',
  input: { item: said.item, seen },
  load,
  permit: rules.mayAnswer,
  decide: (facts, input) => rules.decideNoChange(facts, input.seen),
  write: async (db, fact, context) => {
    await store.writeUpdate(db, fact, 'submitted', by(context), context.now, true)
    return landed(fact)
  },
  keep: kept,
})

export const passOn = operation({
  name: 'rounds.pass-on',
  summary: 'Pass something on to your deputy, or to somebody else who can answer it.',
  scope: 'own',
  byLink: true,
  unseen: true,
  about: 'request-item',
  input: {
    item: said.item,
    person: maybe(ref('Who should answer')),
    note: line('A word to them', { max: 200, optional: true }),
  },
  load: async (db, input, context) => {
    const facts = await load(db, input, context)
    if (!facts) return null
    const to = input.person ?? facts.deputy
    // A link shows nobody but the deputy, so it passes on to nobody else.
    const hidden = context.actor.link !== undefined && to !== facts.deputy
    const places = [facts.partnership, ...facts.same.map(one => one.partnership)]
    return { ...facts, canIn: hidden ? [] : await store.canAnswerIn(db, to, places) }
  },
  permit: rules.mayAnswer,
  decide: (facts, input) => {
    const decided = rules.decidePassing(facts, input.person)
    return 'fact' in decided ? { ...decided, note: input.note } : decided
  },
  write: async (db, fact) => {
    const moved = await store.passOn(db, fact.items, fact.to)
    return { ...landed(fact), request: moved[0]!.request }
  },
  notify: (fact, facts, { actor, now }, written) => [
    {
      to: fact.to,
      cause: `passed-${facts.item}-${fact.to}-${now.getTime()}`,
      heading: `${actor.name} passed on to you: ${facts.title}`,
      words: `${fact.note ? `“${fact.note}” ` : ''}It is due by ${longDate(facts.closes)}.`,
      path: '/home',
      partnership: facts.partnership,
      request: (written as { request: number }).request,
      keeper: facts.keeper,
    },
  ],
  keep: ({ fact, items, to, from }) => ({ fact, items: items.map(one => one.item), to, from }),
})
