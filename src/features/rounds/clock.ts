// What the clock does with rounds by itself. Each step marks the round, so that it is done once, and a day that was
// missed is made up for at the next tick.

import { grouped } from '../../kernel/grouped.ts'
import { counted, longDate } from '../../kernel/words.ts'
import { ref } from '../../operation/fields.ts'
import { type Context, type Notice, operation } from '../../operation/operation.ts'
import { onlyAdministrators } from '../../operation/permission.ts'
import { alreadyOpen, nothingToPlan, notOpen, type RoundFacts } from './model.ts'
import { openingNotices, openRound, titlesIn } from './opening.ts'
import { nextRound } from './planning/calendar-of-rounds.ts'
import { toCoordinators } from './planning/notifying.ts'
import * as schedules from './planning/schedules-store.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const round = ref('Round')
const house = { surface: 'internal', scope: 'partnership', about: 'round' } as const

export const planNext = operation({
  name: 'rounds.plan-next',
  summary: 'Plan the next round of a schedule.',
  ...house,
  about: 'schedule',
  input: { schedule: ref('Schedule') },
  load: async (db, input) => {
    const schedule = await schedules.scheduleFacts(db, input.schedule)
    return (
      schedule && {
        ...schedule,
        before: await schedules.askedSoFar(db, input.schedule, schedule.outcomes),
        coordinators: await store.coordinators(db),
      }
    )
  },
  permit: onlyAdministrators,
  decide: (facts, _input, { today }) => {
    const next = facts.planned === null ? nextRound(facts, facts.before, today) : null
    if (!next) return nothingToPlan
    const { schedule, outcomes, remindDays, deputyDays, leadDays, coordinators } = facts
    // Whoever kept it may be no coordinator by now.
    const keeper = coordinators.includes(facts.keeper) ? facts.keeper : (coordinators[0] ?? facts.keeper)
    return { fact: 'RoundPlanned' as const, ...next, schedule, outcomes, keeper, remindDays, deputyDays, leadDays }
  },
  write: (db, fact, { partnership }) => store.writeRound(db, partnership!.id, fact),
})

export const announce = operation({
  name: 'rounds.announce',
  summary: 'Tell coordinators that a round opens tomorrow.',
  ...house,
  input: { round },
  load: (db, input, { today }) => openRound.load(db, input.round, today),
  permit: onlyAdministrators,
  decide: (facts, _input, { today }) =>
    facts.state === 'planned' ? { fact: 'OpeningAnnounced' as const, round: facts.round, on: today } : alreadyOpen,
  write: async (db, fact) => {
    await db.updateTable('round').set({ announced_on: fact.on }).where('id', '=', fact.round).execute()
    return { id: fact.round }
  },
  notify: (fact, facts, context) => {
    const people = new Set(facts.asked.flatMap(one => one.holder ?? [])).size
    const unheld = facts.asked.filter(one => one.holder === null).map(one => one.title)
    return toCoordinators(facts, context, {
      cause: `announce-${fact.round}-${facts.opens}`,
      heading: `${facts.title} opens on ${longDate(facts.opens)}`,
      words: [
        `It will ask ${counted(people, 'person', 'people')} about ${counted(facts.asked.length, 'thing')}, until ${longDate(facts.closes)}.`,
        unheld.length ? `Nobody is there to answer for ${titlesIn(unheld)}.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    })
  },
})

export const open = operation({
  name: 'rounds.open',
  summary: 'Open a round on its day, and ask each owner once.',
  ...house,
  input: { round },
  load: (db, input, { today }) => openRound.load(db, input.round, today),
  permit: onlyAdministrators,
  decide: (facts, _input, { today }) => {
    // With nothing to ask it opens all the same, empty, so that its manager sees it and the clock goes on.
    const decided = rules.decideOpening({ ...facts, asked: 1 }, today)
    return 'fact' in decided ? { ...decided, asked: facts.asked } : decided
  },
  write: openRound.write,
  notify: openingNotices,
  keep: openRound.keep,
})

/** A step of an open round that tells people something once: its day is marked on the round. */
const telling = <F extends string>(step: {
  readonly name: string
  readonly summary: string
  readonly fact: F
  readonly mark: 'reminded_on' | 'warned_on' | 'deputies_told_on' | 'leads_told_on'
  notices(facts: WithWaiting, context: Context): Notice[]
}) =>
  operation({
    name: step.name,
    summary: step.summary,
    ...house,
    input: { round },
    load: async (db, input, { today }) => {
      const facts = await store.roundFacts(db, input.round)
      return facts && { ...facts, waiting: await store.waitingIn(db, input.round, today) }
    },
    permit: onlyAdministrators,
    decide: (facts, _input, { today }) => rules.mustBeOpen(facts) ?? { fact: step.fact, round: facts.round, on: today },
    write: async (db, fact) => {
      await db
        .updateTable('round')
        .set({ [step.mark]: fact.on })
        .where('id', '=', fact.round)
        .execute()
      return { id: fact.round }
    },
    notify: (_fact, facts, context) => step.notices(facts, context),
  })

export const remind = telling({
  name: 'rounds.remind',
  summary: 'Remind those who have not answered.',
  fact: 'OwnersReminded',
  mark: 'reminded_on',
  // Whoever is away is not reminded: their deputy hears at once.
  notices: facts => {
    const away = facts.waiting.filter(one => one.away && one.deputy !== null)
    const here = facts.waiting.filter(one => !away.includes(one))
    return [
      ...stillWaiting('remind', { ...facts, waiting: here }),
      ...escalated('deputy', { ...facts, waiting: away }, one => one.deputy),
    ]
  },
})

export const warn = telling({
  name: 'rounds.warn',
  summary: 'Say that a round closes tomorrow.',
  fact: 'ClosingAnnounced',
  mark: 'warned_on',
  notices: (facts, context) => [
    ...stillWaiting('warn', facts),
    ...toCoordinators(facts, context, {
      cause: `warn-board-${facts.round}-${facts.closes}`,
      heading: `${facts.title} closes after ${longDate(facts.closes)}`,
      words: `${counted(sum(facts), 'thing')} asked, ${counted(unanswered(facts), 'answer')} missing.`,
    }),
  ],
})

export const tellDeputies = telling({
  name: 'rounds.tell-deputies',
  summary: 'Tell deputies what still waits, so that they can answer it.',
  fact: 'DeputiesTold',
  mark: 'deputies_told_on',
  notices: facts => escalated('deputy', facts, one => one.deputy),
})

export const tellLeads = telling({
  name: 'rounds.tell-leads',
  summary: 'Tell the leads of partners what still waits in their organisation.',
  fact: 'LeadsTold',
  mark: 'leads_told_on',
  notices: facts => escalated('lead', facts, one => one.lead),
})

export const close = operation({
  name: 'rounds.close',
  summary: 'Close a round after its last day.',
  ...house,
  input: { round },
  load: (db, input) => store.roundFacts(db, input.round),
  permit: onlyAdministrators,
  decide: (facts, _input, { today }) => {
    if (facts.closes >= today) return notOpen
    return rules.decideClosing(facts, false)
  },
  write: async (db, fact, { now }) => {
    await db.updateTable('round').set({ state: 'closed', closed_at: now }).where('id', '=', fact.round).execute()
    await store.forgetNotices(db, fact.round)
    return { id: fact.round }
  },
  notify: (fact, facts, context) =>
    toCoordinators(facts, context, {
      cause: `close-${fact.round}-${facts.closes}`,
      heading: `${facts.title} has closed`,
      words: `${counted(sum(facts) - unanswered(facts), 'answer')} of ${sum(facts)} came in. Check what was sent, then accept the round.`,
    }),
})

type WithWaiting = RoundFacts & { readonly waiting: readonly store.Waiting[] }

function stillWaiting(kind: 'remind' | 'warn', facts: WithWaiting): Notice[] {
  return grouped(facts.waiting, one => one.person).map(([to, mine]) => ({
    to,
    cause: `${kind}-${facts.round}-${to}-${facts.closes}`,
    heading:
      kind === 'warn'
        ? `${facts.title} closes after ${longDate(facts.closes)}: ${counted(mine.length, 'thing')} still to answer`
        : `${counted(mine.length, 'thing')} still to answer by ${longDate(facts.closes)}`,
    words: `${titlesIn(mine.map(one => one.title))}.`,
    path: '/home',
    request: mine[0]!.request,
    keeper: facts.keeper,
  }))
}

/** Told of somebody else's part: one notice for each request, so that the link opens all of it. */
function escalated(to: 'deputy' | 'lead', facts: WithWaiting, pick: (one: store.Waiting) => number | null): Notice[] {
  const told = facts.waiting.filter(one => pick(one) !== null && pick(one) !== one.person)
  return grouped(told, one => pick(one)!).flatMap(([person, theirs]) =>
    grouped(theirs, one => one.request).map(([request, mine]) => ({
      to: person,
      cause: `${to}-${facts.round}-${person}-${request}-${facts.closes}`,
      heading: `${mine[0]!.name} has not answered ${counted(mine.length, 'thing')} yet, due by ${longDate(facts.closes)}`,
      words: `${titlesIn(mine.map(one => one.title))}. You are ${to === 'deputy' ? 'the deputy' : 'the lead for the organisation'}, so you can answer.`,
      path: '/home',
      request,
      keeper: facts.keeper,
    })),
  )
}

const sum = ({ items }: RoundFacts): number => Object.values(items).reduce((all, one) => all + one, 0)
const unanswered = ({ items }: RoundFacts): number => items.waiting + items.draft + items.returned
