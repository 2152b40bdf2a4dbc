// The verbs of an engagement itself: plan it, announce it, open and close it, and say what people can do in it. What
// they do, and what is made of what they said, have folders of their own.

import { sql } from 'kysely'
import { longDate } from '../../kernel/words.ts'
import { choice, codes, date, flag, line, maybe, ref, refs, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import * as model from './model.ts'
import { listenersOf, told } from './receipts/listeners.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const engagement = ref('Engagement')
const activity = ref('Activity')

const wording = {
  title: line('What people will call it', { hint: 'For example: The future of the high street' }),
  purpose: text('What you want to know, and why', { max: 2000 }),
  subject: line('What it is about', { max: 100, hint: 'A few words: parks, buses, fuel bills' }),
  audience: line('Who you ask', { hint: 'For example: everyone who lives in Strathmuir' }),
  level: choice('How much say people have', model.levels),
  opens: date('First day'),
  closes: date('Last day'),
  organisation: maybe(ref('Who asks', { hint: 'Leave blank where it is the partnership itself' })),
  outcomes: refs('Outcomes it is about'),
  places: codes('Places it is about'),
}

export const plan = operation({
  name: 'engagement.plan',
  summary: 'Plan an exercise of asking or deciding together. Only members see it until it is announced.',
  scope: 'partnership',
  unseen: true,
  about: 'engagement',
  input: wording,
  load: (db, input) => store.planFacts(db, input),
  permit: rules.mayRun,
  decide: (facts, input, { today }) =>
    rules.unknownIn(facts) ??
    rules.mayLast(input.opens, input.closes) ?? {
      fact: 'EngagementPlanned' as const,
      ...input,
      eraseOn: rules.eraseOn(input.closes),
      on: today,
    },
  write: async (db, fact, { partnership }) => ({ id: await store.planEngagement(db, partnership!.id, fact) }),
})

export const editEngagement = operation({
  name: 'engagement.edit',
  summary: 'Change what an engagement is about, whom it asks and when, before it opens.',
  scope: 'partnership',
  about: 'engagement',
  input: { engagement, ...wording },
  load: async (db, input) => {
    const found = await store.promiseFacts(db, input.engagement)
    return found && { ...found, ...(await store.planFacts(db, input)) }
  },
  // Whoever changes it must be able to run it before and after.
  permit: (facts, standing) => rules.mayRun({ organisation: facts.was }, standing) ?? rules.mayRun(facts, standing),
  decide: (facts, input) =>
    rules.mayChange(facts) ??
    rules.unknownIn(facts) ??
    rules.mayLast(input.opens, input.closes) ??
    rules.keepsPromise(facts, input.closes) ?? {
      fact: 'EngagementEdited' as const,
      ...input,
      eraseOn: rules.eraseOn(input.closes),
    },
  write: async (db, fact, { partnership }) => {
    await store.editEngagement(db, partnership!.id, fact)
    return { id: fact.engagement }
  },
})

export const promiseAnswer = operation({
  name: 'engagement.promise-answer',
  summary: 'Say who decides, by when people get an answer, who must be heard, and who may take part.',
  scope: 'partnership',
  about: 'engagement',
  input: {
    engagement,
    decidedBy: line('Who decides', { hint: 'For example: the partnership board' }),
    answerDue: date('By when people get an answer'),
    mustReach: text('Who must be heard, and is easily missed', {
      max: 1000,
      optional: true,
      hint: 'For example: young people, people who cannot get online',
    }),
    admits: choice('Who may take part', model.admissions),
    resultsShown: choice('When people see the results', model.resultsShown),
  },
  load: (db, input) => store.engagementFacts(db, input.engagement),
  permit: rules.mayRun,
  decide: (facts, input) => rules.mayPromise(facts, input.answerDue) ?? { fact: 'AnswerPromised' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('engagement')
      .set({
        decided_by: fact.decidedBy,
        answer_due_on: fact.answerDue,
        must_reach: fact.mustReach,
        admits: fact.admits,
        results_shown: fact.resultsShown,
      })
      .where('id', '=', fact.engagement)
      .execute()
    return { id: fact.engagement }
  },
})

export const announce = operation({
  name: 'engagement.announce',
  summary: 'Let everyone see that an engagement is coming, or that it is linked from here.',
  scope: 'partnership',
  about: 'engagement',
  input: { engagement },
  load: (db, input) => store.promiseFacts(db, input.engagement),
  permit: rules.mayRun,
  decide: (facts, input, { today }) =>
    rules.mayAnnounce(facts) ?? { fact: 'EngagementAnnounced' as const, ...input, on: today },
  write: async (db, fact) => {
    await db
      .updateTable('engagement')
      .set({ state: 'announced', announced_on: fact.on })
      .where('id', '=', fact.engagement)
      .execute()
    return { id: fact.engagement }
  },
})

export const open = operation({
  name: 'engagement.open',
  summary:
    'Open an engagement on its first day: its questions are frozen, and people can answer. The clock does it too.',
  scope: 'partnership',
  about: 'engagement',
  input: { engagement },
  load: async (db, input) => {
    const found = await store.engagementFacts(db, input.engagement)
    return (
      found && {
        ...found,
        ready: await store.readiness(db, input.engagement),
        listeners: await listenersOf(db, input.engagement),
      }
    )
  },
  permit: rules.mayRun,
  decide: (facts, input, { today }) =>
    rules.mayOpen(facts, facts.ready, today) ?? {
      fact: 'EngagementOpened' as const,
      ...input,
      activities: facts.ready.activities,
    },
  write: async (db, fact, { now }) => {
    await store.freeze(db, fact.activities, now)
    await db
      .updateTable('engagement')
      .set({ state: 'open', opened_at: now })
      .where('id', '=', fact.engagement)
      .execute()
    return { id: fact.engagement }
  },
  notify: (fact, facts, context) =>
    told(
      facts.listeners,
      {
        ...facts,
        cause: `opened-${fact.engagement}`,
        words: `It has opened. You can take part until ${longDate(facts.closes)}.`,
      },
      context,
    ),
})

export const close = operation({
  name: 'engagement.close',
  summary: 'Close an engagement: no more answers are taken. The clock does it after the last day.',
  scope: 'partnership',
  about: 'engagement',
  input: { engagement },
  load: async (db, input) => {
    const found = await store.engagementFacts(db, input.engagement)
    return found && { ...found, listeners: await listenersOf(db, input.engagement) }
  },
  permit: rules.mayRun,
  decide: (facts, input, { today }) => {
    const refused = rules.mayClose(facts)
    if (refused) return refused
    // Closed before its last day, this is its last day; what is kept until a year after follows.
    const closes = [today, facts.closes].toSorted()[0]!
    return { fact: 'EngagementClosed' as const, ...input, closes, eraseOn: rules.eraseOn(closes) }
  },
  write: async (db, fact, { now }) => {
    await db
      .updateTable('engagement')
      .set({ state: 'closed', closed_at: now, closes_on: fact.closes, erase_on: fact.eraseOn })
      .where('id', '=', fact.engagement)
      .execute()
    return { id: fact.engagement }
  },
  notify: (fact, facts, context) =>
    told(
      facts.listeners,
      { ...facts, cause: `closed-${fact.engagement}`, words: 'It has closed. What people said is being read.' },
      context,
    ),
})

export const callOff = operation({
  name: 'engagement.call-off',
  summary: 'Call an engagement off, with the reason. Answers that were given are kept, and nothing more is taken.',
  scope: 'partnership',
  about: 'engagement',
  input: { engagement, because: text('Why', { max: 1000 }) },
  load: async (db, input) => {
    const found = await store.engagementFacts(db, input.engagement)
    return found && { ...found, listeners: await listenersOf(db, input.engagement) }
  },
  permit: rules.mayRun,
  decide: (facts, input, { today }) =>
    rules.mayCallOff(facts) ?? { fact: 'EngagementCalledOff' as const, ...input, on: today },
  write: async (db, fact) => {
    await db
      .updateTable('engagement')
      // A draft stays one: nobody outside is to see that it was planned.
      .set({
        state: sql`case when state = 'draft' then 'draft' else 'called-off' end`,
        called_off_on: fact.on,
        called_off_because: fact.because,
      })
      .where('id', '=', fact.engagement)
      .execute()
    return { id: fact.engagement }
  },
  notify: (fact, facts, context) =>
    told(
      facts.listeners,
      { ...facts, cause: `called-off-${fact.engagement}`, words: `It was called off. ${fact.because}` },
      context,
    ),
})

const activityWording = {
  title: line('What people will call it', { hint: 'For example: Tell us about the park' }),
  about: text('What people should know before they answer', { max: 3000, optional: true }),
  peopleAdd: flag('People may add their own', {
    hint: 'Of statements to agree or disagree with. Ideas are always people’s own.',
  }),
}

export const addActivity = operation({
  name: 'engagement.add-activity',
  summary: 'Add a way of taking part: questions, ideas, comparing, agreeing or disagreeing, a meeting, a vote.',
  scope: 'partnership',
  about: 'activity',
  input: { engagement, kind: choice('What people do', model.activityKinds), ...activityWording },
  load: (db, input) => store.engagementFacts(db, input.engagement),
  permit: rules.mayRun,
  // A meeting may be recorded later; nothing that people answer appears while others have answered.
  decide: (facts, input) =>
    (facts.linked ? model.linkedOnly : null) ??
    (input.kind === 'meeting' ? rules.mayRecord(facts) : rules.mayChange(facts)) ?? {
      fact: 'ActivityAdded' as const,
      ...input,
    },
  write: async (db, fact, { partnership }) => ({ id: await store.addActivity(db, partnership!.id, fact) }),
})

export const editActivity = operation({
  name: 'engagement.edit-activity',
  summary: 'Change what a way of taking part is called and says, before it opens.',
  scope: 'partnership',
  about: 'activity',
  input: { activity, ...activityWording },
  load: (db, input) => store.activityFacts(db, input.activity),
  permit: rules.mayRun,
  decide: (facts, input) =>
    (facts.dropped ? model.dropped : null) ?? rules.mayChange(facts) ?? { fact: 'ActivityEdited' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('activity')
      .set({ title: fact.title, about: fact.about, people_add: fact.peopleAdd })
      .where('id', '=', fact.activity)
      .execute()
    return { id: fact.activity }
  },
})

export const dropActivity = operation({
  name: 'engagement.drop-activity',
  summary: 'Take a way of taking part out of an engagement before it opens.',
  scope: 'partnership',
  about: 'activity',
  input: { activity },
  load: (db, input) => store.activityFacts(db, input.activity),
  permit: rules.mayRun,
  decide: (facts, input, { today }) =>
    (facts.dropped ? model.dropped : null) ??
    rules.mayChange(facts) ?? { fact: 'ActivityDropped' as const, ...input, engagement: facts.engagement, on: today },
  write: async (db, fact) => {
    await db.updateTable('activity').set({ dropped_on: fact.on }).where('id', '=', fact.activity).execute()
    return { id: fact.activity }
  },
})
