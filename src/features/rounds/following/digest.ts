// The verb behind digests: when one is due, what moved is told, and where nothing moved nobody is written to.

import { ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyAdministrators } from '../../../operation/permission.ts'
import { addressOfOutcome } from '../../plans/public.ts'
import { notOpen } from '../model.ts'
import { coordinators } from '../store.ts'
import { movedIn } from './digest-moved.ts'
import { digestWords } from './digest-words.ts'
import { followable, followToTell } from './following-store.ts'

export const digest = operation({
  name: 'rounds.digest',
  summary: 'Tell somebody who follows an outcome or a place what moved, if anything did.',
  surface: 'internal',
  scope: 'partnership',
  unseen: true,
  about: 'follow',
  input: { follow: ref('Follow') },
  load: async (db, input, { today }) => {
    const facts = await followToTell(db, input.follow)
    if (!facts) return null
    const { outcome, place, since } = facts
    return {
      ...facts,
      title: await followable(db, { outcome, place, engagement: null }),
      keeper: (await coordinators(db))[0],
      moved: since < today ? await movedIn(db, { outcome, place, from: since, to: today }) : [],
    }
  },
  permit: onlyAdministrators,
  decide: (facts, _input, { today }) =>
    facts.since >= today
      ? notOpen
      : {
          fact: 'FollowerTold' as const,
          follow: facts.follow,
          moved: facts.title === null ? 0 : facts.moved.length,
          on: today,
        },
  write: async (db, fact) => {
    await db.updateTable('follow').set({ told_on: fact.on }).where('id', '=', fact.follow).execute()
    return { id: fact.follow }
  },
  notify: (fact, facts, { partnership, address, today }) => {
    if (fact.moved === 0) return []
    const base = `/p/${partnership!.slug}`
    const { title, since, outcome, plan } = facts
    return [
      {
        to: facts.person,
        cause: `digest-${fact.follow}-${today}`,
        ...digestWords(facts.moved, {
          title: title!,
          since,
          from: partnership!.name,
          slug: partnership!.slug,
          address,
        }),
        path:
          outcome !== null
            ? addressOfOutcome(partnership!.slug, outcome, title!)
            : plan === null
              ? `${base}/actions`
              : `${base}/plans/${plan}`,
        stop: `${address}${base}/follow/${facts.key}/stop`,
        // Somebody answers whoever replies.
        ...(facts.keeper === undefined ? {} : { keeper: facts.keeper }),
      },
    ]
  },
})
