// Following: anyone hears now and then what moves about an outcome or in a place, and stops it in one step.

import { daysAfter } from '../../../kernel/days.ts'
import { choice, code, line, maybe, ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { anyone } from '../../../operation/permission.ts'
import * as rules from './following-rules.ts'
import * as store from './following-store.ts'

export const follow = operation({
  name: 'rounds.follow',
  summary: 'Ask to be told by email, every week or every month, what moves about an outcome or in a place.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'follow',
  input: {
    outcome: maybe(ref('Outcome')),
    place: maybe(code('Place')),
    rhythm: choice('How often', rules.rhythms),
    email: rules.addressAsked,
  },
  load: (db, input, { actor, now }) => store.askingFacts(db, { ...input, engagement: null }, actor.person, now),
  permit: anyone,
  decide: (facts, input, { actor }) => rules.decideFollowing(facts, { ...input, engagement: null }, actor),
  write: (db, fact, context) => store.writeFollow(db, context.partnership!.id, fact, context),
  tell: (fact, facts, context, written) => rules.confirmingLetters(fact, facts.title, context, written),
  /** History keeps that somebody follows, not who. */
  keep: ({ fact, outcome, place, rhythm }) => ({ fact, outcome, place, rhythm }),
})

const key = line('Key', { max: 100 })

export const confirmFollow = operation({
  name: 'rounds.confirm-follow',
  summary: 'Say yes to the letters that somebody asked for with your address.',
  scope: 'partnership',
  unseen: true,
  about: 'follow',
  input: { key },
  load: async (db, input, { now }) => {
    const facts = await store.followByKey(db, input.key, now)
    return facts && !facts.ended ? facts : null
  },
  permit: anyone,
  decide: facts => ({ fact: 'FollowConfirmed' as const, follow: facts.follow, person: facts.person }),
  write: async (db, fact, { now, today }) => {
    await store.confirm(db, fact, now, today)
    return { id: fact.follow }
  },
  keep: ({ fact, follow }) => ({ fact, follow }),
})

/** Days for which a stopped follow, and whoever was known only by it, are still kept. */
const daysAfterwards = 30

export const stopFollow = operation({
  name: 'rounds.stop-follow',
  summary: 'Stop letters about an outcome, a place or an engagement.',
  scope: 'partnership',
  unseen: true,
  about: 'follow',
  input: { key },
  load: (db, input, { now }) => store.followByKey(db, input.key, now),
  permit: anyone,
  // A mail program may ask twice; what is stopped stays stopped.
  decide: (facts, _input, { today }) => ({
    fact: 'FollowStopped' as const,
    follow: facts.follow,
    person: facts.person,
    eraseBy: daysAfter(today, daysAfterwards),
  }),
  write: async (db, fact, { now }) => {
    await store.stop(db, fact, now)
    return { id: fact.follow }
  },
  keep: ({ fact, follow }) => ({ fact, follow }),
})
