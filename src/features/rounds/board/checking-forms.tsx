// The coordinator's forms: about one answer, about one person's part, and about the whole round.

import { daysAfter } from '../../../kernel/days.ts'
import { counted, listOf, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import type { Outcome } from '../../../operation/perform.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { type AnyFace, form, type Params } from '../../../ui/declare.ts'
import * as links from '../letters/links.ts'
import * as rounds from '../planning/rounds.ts'
import { whoCanAnswer } from '../queries.ts'
import { reporting, roundHere } from './board.tsx'
import { Said } from './board-answers.tsx'
import { type BoardItem, boardItem, itemsOfRequest } from './board-queries.ts'
import * as words from './board-words.ts'
import * as checking from './checking.ts'

interface ItemHere {
  readonly slug: string
  readonly one: BoardItem
}

/** For coordinators alone: a form about an item shows its words. */
async function itemHere({ db, partnership, standing, today }: Asking, { item }: Params): Promise<ItemHere | null> {
  if (!isCoordinator(standing)) return null
  const one = /^\d{1,15}$/.test(item!) ? await boardItem(db, Number(item), today) : null
  return one && { slug: partnership!.slug, one }
}

/** The same, where something was sent: a draft is its writer’s. */
async function sentHere(asking: Asking, params: Params): Promise<ItemHere | null> {
  const here = await itemHere(asking, params)
  return here && (here.one.state === 'submitted' || here.one.state === 'accepted') ? here : null
}

const crumbsOfItem = ({ slug, one }: ItemHere) => [
  reporting(slug),
  { href: `/p/${slug}/rounds/${one.round}`, words: one.roundTitle },
]

/** Every fact of these verbs says which round it was in. */
const toBoard =
  (anchor = '') =>
  (outcome: Outcome & { ok: true }, _params: Params, base: string) =>
    `${base}/rounds/${(outcome.fact as unknown as { round: number }).round}${anchor}`

const whoSent = ({ one }: ItemHere): string => [one.name ?? one.savedBy, one.ownBody].filter(Boolean).join(', ')

/** Whose part it is, and who sent it where that is another. */
const whoReads = ({ one }: ItemHere): string =>
  listOf([...new Set([one.name, one.savedBy])].flatMap(name => name ?? []))

const ofItem = {
  audience: 'members',
  read: sentHere,
  crumbs: crumbsOfItem,
  below: ({ one }: ItemHere) => <Said item={one} />,
} as const

export const itemForms: readonly AnyFace[] = [
  form({
    ...ofItem,
    at: '/p/:slug/items/:item/accept',
    operation: checking.acceptItem,
    title: ({ one }) => `Accept: ${one.title}`,
    lead: here => `From ${whoSent(here)}. Everyone can read it from then on.`,
    hidden: ['seen'],
    start: ({ one }) => ({ seen: String(one.version) }),
    renews: { input: 'seen', after: 'saved-meanwhile' },
    button: 'Accept it',
    done: 'Accepted. Everyone can read it now.',
    next: toBoard('#checking'),
  }),
  form({
    ...ofItem,
    at: '/p/:slug/items/:item/return',
    operation: checking.returnItem,
    title: ({ one }) => `Return: ${one.title}`,
    lead: here => `Your note goes with the next letter to ${whoReads(here)}, and it can be mended then.`,
    button: 'Return it',
    done: 'Returned. Your note goes with their next letter, tomorrow morning at the latest.',
    next: toBoard('#checking'),
  }),
  form({
    audience: 'members',
    crumbs: crumbsOfItem,
    at: '/p/:slug/items/:item/give',
    operation: checking.giveItem,
    read: async (asking, params) => {
      const here = await itemHere(asking, params)
      if (!here) return null
      const { person, deputy } = here.one
      const thing = { partnership: asking.partnership!.id, holder: person, deputy }
      return { ...here, people: await whoCanAnswer(asking.db, thing, false) }
    },
    options: ({ people }) => ({
      person: people.map(each => ({
        value: String(each.id),
        words: each.organisation ? `${each.name} (${each.organisation})` : each.name,
      })),
    }),
    start: ({ one }) => ({ person: one.deputy === null ? '' : String(one.deputy) }),
    title: ({ one }) => `Who should answer for “${one.title}”?`,
    lead: ({ one }) =>
      `${one.name ? `${one.name} is asked now. ` : 'Nobody is asked now. '}Whoever you choose is told with their next letter, and answers by ${longDate(one.closes)}. This is for this round alone.`,
    button: 'Ask them',
    done: 'They are asked with their next letter, tomorrow morning at the latest.',
    next: toBoard(),
  }),
  form({
    audience: 'members',
    at: '/p/:slug/requests/:request/chase',
    operation: checking.chase,
    read: requestHere,
    crumbs: crumbsOfItem,
    title: ({ one }) => `Ask ${one.name} once more`,
    lead: ({ one, items, now, today }) =>
      words.comesTooLate(one, now, today)
        ? words.tooLate
        : `${counted(items.filter(words.isMissing).length, 'answer')} missing. ${one.letterToday ? 'They had a letter today, and nobody gets two in a day: it' : 'It'} goes ${words.goes(one.letterToday, now)}.`,
    button: 'Ask once more',
    done: 'They are asked once more with their next letter, tomorrow morning at the latest.',
    next: toBoard(),
  }),
  form({
    audience: 'members',
    at: '/p/:slug/requests/:request/stop-links',
    operation: links.stopLinksOf,
    read: async (asking, params) => {
      const here = isCoordinator(asking.standing) ? await requestHere(asking, params) : null
      return here?.one.linked ? here : null
    },
    crumbs: crumbsOfItem,
    title: ({ one }) => `Stop the links of ${one.name}`,
    lead: ({ one }) =>
      `For a letter that went to the wrong address. Nobody can open or answer what ${one.name} is asked with a link of a letter so far, nor what else those letters ask, of other partnerships too. What was answered stays. They can sign in, and the next letter that asks them brings a new link.`,
    button: 'Stop the links',
    danger: true,
    done: 'These links no longer work.',
    next: toBoard(),
  }),
]

async function requestHere({ db, partnership, today, now }: Asking, { request }: Params) {
  const items = /^\d{1,15}$/.test(request!) ? await itemsOfRequest(db, Number(request), today) : []
  return items[0] ? { slug: partnership!.slug, one: items[0], items, now: words.momentOf(now), today } : null
}

type RoundHere = NonNullable<Awaited<ReturnType<typeof roundHere>>>

const ofRound = {
  audience: 'members',
  read: roundHere,
  crumbs: ({ slug, round }: RoundHere) => [
    reporting(slug),
    { href: `/p/${slug}/rounds/${round.id}`, words: round.title },
  ],
  next: toBoard(),
} as const

export const roundForms: readonly AnyFace[] = [
  form({
    ...ofRound,
    at: '/p/:slug/rounds/:round/open',
    operation: rounds.openNow,
    title: ({ round }) => `Open ${round.title} today`,
    lead: ({ round }) =>
      `Everybody who is asked gets one letter. It closes after ${longDate(round.closes)}, as planned.`,
    button: 'Open it',
    done: 'It is open. By day the letters go out within minutes, else in the morning.',
  }),
  form({
    ...ofRound,
    at: '/p/:slug/rounds/:round/extend',
    operation: rounds.extend,
    title: ({ round }) => `Give more time to ${round.title}`,
    lead: ({ round }) =>
      `It closes after ${longDate(round.closes)} now. Whoever has not answered is reminded again before the new day.`,
    start: ({ round }) => ({ closes: longDate(daysAfter(round.closes, 7)) }),
    button: 'Give more time',
    done: 'It has more time.',
  }),
  form({
    ...ofRound,
    at: '/p/:slug/rounds/:round/close',
    operation: rounds.closeEarly,
    title: ({ round }) => `Close ${round.title} now`,
    lead: ({ round }) =>
      `${words.finding(round)}. Nobody can answer after that, but for what is returned. It would close after ${longDate(round.closes)} by itself.`,
    button: 'Close it',
    danger: true,
    done: 'It is closed.',
  }),
  form({
    ...ofRound,
    at: '/p/:slug/rounds/:round/cancel',
    operation: rounds.cancel,
    title: ({ round }) => `Cancel ${round.title}`,
    lead: () => 'Nobody was asked yet. The schedule plans no other round for this time.',
    button: 'Cancel it',
    danger: true,
    done: 'It is cancelled.',
  }),
  form({
    ...ofRound,
    at: '/p/:slug/rounds/:round/accept-all',
    operation: checking.acceptAll,
    title: ({ round }) => `Accept all that was sent in ${round.title}`,
    lead: ({ round }) => `${counted(round.submitted, 'answer')}. Everyone can read them from then on.`,
    hidden: ['upTo'],
    start: ({ round }) => ({ upTo: round.lastSentAt ? String(round.lastSentAt.getTime()) : '' }),
    renews: { input: 'upTo', after: 'saved-meanwhile' },
    next: (outcome, _params, base) => {
      const { round, newer } = outcome.fact as unknown as { round: number; newer: number }
      return `${base}/rounds/${round}${newer ? `?newer=${newer}` : ''}`
    },
    button: 'Accept all',
    done: 'Accepted what was shown to you. Everyone can read it now.',
  }),
  form({
    ...ofRound,
    at: '/p/:slug/rounds/:round/accept',
    operation: rounds.accept,
    title: ({ round }) => `Accept ${round.title}`,
    lead: ({ round }) =>
      `${words.finding(round)}. What was said stands still from then on; what is missing stays missing, and says so.`,
    button: 'Accept the round',
    done: 'The round is accepted.',
  }),
  form({
    ...ofRound,
    at: '/p/:slug/rounds/:round/reopen',
    operation: rounds.reopen,
    title: ({ round }) => `Open ${round.title} again`,
    lead: () => 'Coordinators are told, with your reason. What is accepted stays accepted unless you return it.',
    button: 'Open it again',
    done: 'It is open again.',
  }),
]
