// The verbs of the voice thread: what people want most is named, decided, followed by work, and shown by figures. Each
// link is made by a person, and whoever asked to hear of it is told.

import type { Db } from '../../../db/handles.ts'
import { choice, date, line, maybe, ref, refs, text } from '../../../operation/fields.ts'
import { type Context, operation } from '../../../operation/operation.ts'
import { onlyAdministrators } from '../../../operation/permission.ts'
import { decisionAnswers } from '../model.ts'
import { told } from '../receipts/listeners.ts'
import { mayRun } from '../rules.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const priority = ref('Priority')
const wording = {
  title: line('What people want', { max: 160, hint: 'In words they would use. For example: A later bus on Fridays' }),
  words: text('More about it', { max: 2000, optional: true }),
}
const themes = refs('Themes it is made of')

export const namePriority = operation({
  name: 'engagement.name-priority',
  summary: 'Name something that people want most, from the themes of what they said.',
  scope: 'partnership',
  about: 'voice-priority',
  input: { engagement: ref('Engagement'), ...wording, themes },
  load: async (db, input) => {
    const found = await store.threadFacts(db, input.engagement)
    return found && { ...found, themesKnown: await store.themesKnown(db, input.engagement, input.themes) }
  },
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayName(facts) ??
    (facts.themesKnown ? null : model.themesUnknown) ?? { fact: 'PriorityNamed' as const, ...input, on: today },
  write: async (db, fact, { partnership }) => ({ id: await store.namePriority(db, partnership!.id, fact) }),
  notify: (fact, facts, context, { id }) =>
    told(
      facts.listeners,
      {
        ...facts,
        cause: `priority-${id}`,
        words: `This is what people said: “${fact.title}”. It waits for an answer.`,
      },
      context,
    ),
})

export const editPriority = operation({
  name: 'engagement.edit-priority',
  summary: 'Say in other words what people want.',
  scope: 'partnership',
  about: 'voice-priority',
  input: { priority, ...wording },
  load: (db, input) => store.priorityFacts(db, input.priority),
  permit: mayRun,
  // Once it is decided its words are what was decided on.
  decide: (facts, input) => rules.mayDrop(facts) ?? { fact: 'PriorityEdited' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('voice_priority')
      .set({ title: fact.title, words: fact.words })
      .where('id', '=', fact.priority)
      .execute()
    return { id: fact.priority }
  },
})

export const dropPriority = operation({
  name: 'engagement.drop-priority',
  summary: 'Take away something that was named by mistake, before it is decided.',
  scope: 'partnership',
  about: 'voice-priority',
  input: { priority },
  load: (db, input) => store.priorityFacts(db, input.priority),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayDrop(facts) ?? { fact: 'PriorityDropped' as const, ...input, on: today },
  write: async (db, fact) => {
    await db.updateTable('voice_priority').set({ dropped_on: fact.on }).where('id', '=', fact.priority).execute()
    return { id: fact.priority }
  },
})

export const movePriority = operation({
  name: 'engagement.move-priority',
  summary: 'Put what people want in order: one step up or down.',
  scope: 'partnership',
  about: 'voice-priority',
  input: { priority, way: choice('Which way', model.ways) },
  load: async (db, input) => {
    const found = await store.priorityFacts(db, input.priority)
    return found && { ...found, order: await store.orderOf(db, found.engagement) }
  },
  permit: mayRun,
  decide: (facts, input) => {
    const refused = rules.mayWorkOn(facts)
    if (refused) return refused
    const order = rules.moved(facts.order, input.priority, input.way)
    return order ? { fact: 'PriorityMoved' as const, ...input, order } : model.atTheEnd
  },
  write: async (db, fact) => {
    await store.writeOrder(db, fact.order)
    return { id: fact.priority }
  },
})

export const linkThemes = operation({
  name: 'engagement.link-themes',
  summary: 'Say which themes something that people want is made of.',
  scope: 'partnership',
  about: 'voice-priority',
  input: { priority, themes },
  load: async (db, input) => {
    const found = await store.priorityFacts(db, input.priority)
    return found && { ...found, themesKnown: await store.themesKnown(db, found.engagement, input.themes) }
  },
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayWorkOn(facts) ??
    (facts.themesKnown ? null : model.themesUnknown) ?? { fact: 'ThemesLinked' as const, ...input },
  write: async (db, fact, { partnership }) => {
    await store.linkThemes(db, partnership!.id, fact.priority, fact.themes)
    return { id: fact.priority }
  },
})

export const decide = operation({
  name: 'engagement.decide',
  summary: 'Answer what people want: yes, in part or no, with the reason. An earlier answer stays to be seen.',
  scope: 'partnership',
  about: 'voice-decision',
  input: {
    priority,
    answer: choice('The answer', decisionAnswers),
    reason: text('Why, and what that means', {
      max: 2000,
      hint: 'In plain words, to those who took part. If the answer is no, say what stands in the way',
    }),
    organisation: maybe(ref('Who is responsible for what follows', { hint: 'Leave blank where it is all of us' })),
    decidedBy: line('Who decided', { hint: 'For example: the partnership board. A body, not a person' }),
    decidedOn: date('On which day'),
  },
  load: async (db, input) => {
    const found = await store.priorityFacts(db, input.priority)
    return found && { ...found, organisationKnown: await store.organisationKnown(db, input.organisation) }
  },
  permit: mayRun,
  decide: (facts, input, { standing, today }) =>
    rules.mayDecide(facts, input, standing, today) ?? { fact: 'PriorityDecided' as const, ...input, on: today },
  write: async (db, fact, { partnership }) => ({ id: await store.decide(db, partnership!.id, fact) }),
  notify: (fact, facts, context, { id }) =>
    told(
      facts.listeners,
      {
        ...facts,
        cause: `decision-${id}`,
        words: `${facts.decision ? 'There is a new answer to' : 'There is an answer to'} “${facts.priorityTitle}”: ${decisionAnswers[fact.answer].toLowerCase()}. ${fact.reason}`,
      },
      context,
    ),
})

const work = { priority, action: ref('Work') }
async function withWork(db: Db, { priority, action }: { readonly priority: number; readonly action: number }) {
  const found = await store.priorityFacts(db, priority)
  return found && { ...found, work: await store.workFacts(db, priority, action) }
}

export const linkAction = operation({
  name: 'engagement.link-action',
  summary: 'Say which adopted work is done because people wanted it.',
  scope: 'partnership',
  about: 'voice-priority',
  input: work,
  load: withWork,
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayLinkAction(facts) ?? { fact: 'WorkLinked' as const, ...input, on: today },
  write: async (db, fact, { partnership }) => {
    await db
      .insertInto('priority_action')
      .values({
        partnership_id: partnership!.id,
        priority_id: fact.priority,
        action_id: fact.action,
        linked_on: fact.on,
      })
      .execute()
    return { id: fact.priority }
  },
  notify: (fact, facts, context) =>
    told(
      facts.listeners,
      {
        ...facts,
        cause: `action-${fact.priority}-${fact.action}`,
        words: `This is being done about “${facts.priorityTitle}”: ${facts.work.title}.`,
      },
      context,
    ),
})

export const unlinkAction = operation({
  name: 'engagement.unlink-action',
  summary: 'Take away the link between work and what people want.',
  scope: 'partnership',
  about: 'voice-priority',
  input: work,
  load: withWork,
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayWorkOn(facts) ?? (facts.work.linked ? { fact: 'WorkUnlinked' as const, ...input } : model.actionMissing),
  write: async (db, fact) => {
    await db
      .deleteFrom('priority_action')
      .where('priority_id', '=', fact.priority)
      .where('action_id', '=', fact.action)
      .execute()
    return { id: fact.priority }
  },
})

const figure = { priority, indicator: ref('Figure') }
async function withFigure(
  db: Db,
  { priority, indicator }: { readonly priority: number; readonly indicator: number },
  { partnership }: Context,
) {
  const found = await store.priorityFacts(db, priority)
  return found && { ...found, figure: await store.figureFacts(db, priority, indicator, partnership!.areaCode) }
}

export const linkIndicator = operation({
  name: 'engagement.link-indicator',
  summary: 'Say which figure is to show whether anything changed.',
  scope: 'partnership',
  about: 'voice-priority',
  input: figure,
  load: withFigure,
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayLinkIndicator(facts) ?? {
      fact: 'FigureLinked' as const,
      ...input,
      on: today,
      // What is known already is no news.
      told: facts.figure.period,
    },
  write: async (db, fact, { partnership }) => {
    await db
      .insertInto('priority_indicator')
      .values({
        partnership_id: partnership!.id,
        priority_id: fact.priority,
        indicator_id: fact.indicator,
        linked_on: fact.on,
        told_period: fact.told,
      })
      .execute()
    return { id: fact.priority }
  },
})

export const unlinkIndicator = operation({
  name: 'engagement.unlink-indicator',
  summary: 'Take away the link between a figure and what people want.',
  scope: 'partnership',
  about: 'voice-priority',
  input: figure,
  load: withFigure,
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayWorkOn(facts) ??
    (facts.figure.linked ? { fact: 'FigureUnlinked' as const, ...input } : model.indicatorMissing),
  write: async (db, fact) => {
    await db
      .deleteFrom('priority_indicator')
      .where('priority_id', '=', fact.priority)
      .where('indicator_id', '=', fact.indicator)
      .execute()
    return { id: fact.priority }
  },
})

export const tellReading = operation({
  name: 'engagement.tell-reading',
  summary: 'Tell those who asked to hear of it that there is a new figure since the decision.',
  surface: 'internal',
  scope: 'partnership',
  about: 'voice-priority',
  input: figure,
  load: withFigure,
  permit: onlyAdministrators,
  decide: ({ figure: known, decision }, input) =>
    known.linked && decision && known.ends !== null && known.ends > decision.on && known.period !== known.told
      ? { fact: 'FigureTold' as const, ...input, period: known.period }
      : model.nothingNew,
  write: async (db, fact) => {
    await db
      .updateTable('priority_indicator')
      .set({ told_period: fact.period })
      .where('priority_id', '=', fact.priority)
      .where('indicator_id', '=', fact.indicator)
      .execute()
    return { id: fact.priority }
  },
  notify: (fact, facts, context) =>
    told(
      facts.listeners,
      {
        ...facts,
        cause: `reading-${fact.priority}-${fact.indicator}-${fact.period}`,
        words: `There is a new figure since the answer to “${facts.priorityTitle}”: ${facts.figure.name}, ${fact.period}. A figure moves for many reasons; it does not prove that this changed it.`,
      },
      context,
    ),
})
