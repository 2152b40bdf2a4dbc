// The verbs of questions: write, change, move and take out, ask about the person; and a new version once people answer.

import type { Db } from '../../../db/handles.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { choice, choices, code, codes, flag, line, maybe, ref, text, whole } from '../../../operation/fields.ts'
import { type Context, operation } from '../../../operation/operation.ts'
import { type Question, questionKinds } from '../questions.ts'
import { mayRun } from '../rules.ts'
import { freeze, writeDraft } from '../store.ts'
import { aboutGroupings } from './groupings.ts'
import { placesAround } from './queries.ts'
import * as rules from './rules.ts'
import { writingFacts } from './store.ts'

const activity = ref('Activity')
const question = code('Question')

const wording = {
  title: line('The question', { max: 300, hint: 'One thing at a time, in plain words' }),
  hint: line('What helps people to answer it', { optional: true, max: 500 }),
  options: text('Answers to choose from', { optional: true, max: 10_000, hint: 'One on each line' }),
  places: codes('Places to choose from'),
  steps: maybe(choice('Numbers', rules.scaleSteps)),
  low: line('What the lowest number means', { optional: true, max: 60, hint: 'For example: Very bad' }),
  high: line('What the highest number means', { optional: true, max: 60, hint: 'For example: Very good' }),
  least: maybe(whole('How many they must choose at least', 1, 50)),
  most: maybe(whole('How many they can choose at most', 1, 50)),
  required: flag('People must answer it to send the rest'),
  onlyIf: codes('Ask it only of people who said', {
    hint: 'Leave all of these alone to ask everyone. Choose answers to one question only.',
  }),
}

/** What a verb leaves behind: the questions as they are now. Its name and the rest of the fact go to history. */
interface Rewritten {
  readonly activity: number
  readonly version: number
  readonly questions: readonly Question[]
}
const writeQuestions = async (db: Db, fact: Rewritten, { partnership }: Context) => {
  await writeDraft(db, partnership!.id, fact.activity, fact.version, fact.questions)
  return { id: fact.activity }
}

export const addQuestion = operation({
  name: 'engagement.add-question',
  summary: 'Add a question to a questionnaire, before it opens or in a new version.',
  scope: 'partnership',
  unseen: true,
  about: 'activity',
  input: { activity, kind: choice('Kind of question', questionKinds), ...wording },
  load: (db, { activity, places }) => writingFacts(db, { activity, places }),
  permit: mayRun,
  decide: (facts, { activity, kind, ...words }) => {
    const decided = rules.mayWrite(facts) ?? rules.decideAdded(facts, kind, words)
    return isRefusal(decided)
      ? decided
      : { fact: 'QuestionAdded' as const, activity, kind, version: facts.next, ...decided }
  },
  write: (db, fact, context) => writeQuestions(db, fact, context),
  keep: ({ questions: _, ...kept }) => kept,
})

export const editQuestion = operation({
  name: 'engagement.edit-question',
  summary:
    'Change the words of a question, what can be chosen, and who is asked. One that people have answered becomes a new question.',
  scope: 'partnership',
  unseen: true,
  about: 'activity',
  input: { activity, question, ...wording },
  load: (db, { activity, question, places }) => writingFacts(db, { activity, question, places }),
  permit: mayRun,
  decide: (facts, { activity, question, ...words }) => {
    const decided = rules.mayWrite(facts) ?? rules.decideEdited(facts, question, words)
    return isRefusal(decided) ? decided : { fact: 'QuestionEdited' as const, activity, version: facts.next, ...decided }
  },
  write: (db, fact, context) => writeQuestions(db, fact, context),
  keep: ({ questions: _, ...kept }) => kept,
})

export const moveQuestion = operation({
  name: 'engagement.move-question',
  summary: 'Move a question one step up or down.',
  scope: 'partnership',
  unseen: true,
  about: 'activity',
  input: { activity, question, towards: choice('Where to', { up: 'Up', down: 'Down' }) },
  load: writingFacts,
  permit: mayRun,
  decide: (facts, { activity, question, towards }) => {
    const decided = rules.mayWrite(facts) ?? rules.decideMoved(facts, question, towards)
    return isRefusal(decided)
      ? decided
      : { fact: 'QuestionMoved' as const, activity, towards, version: facts.next, ...decided }
  },
  write: (db, fact, context) => writeQuestions(db, fact, context),
  keep: ({ questions: _, ...kept }) => kept,
})

export const removeQuestion = operation({
  name: 'engagement.remove-question',
  summary: 'Take a question out of a questionnaire, before it opens or in a new version.',
  scope: 'partnership',
  unseen: true,
  about: 'activity',
  input: { activity, question },
  load: writingFacts,
  permit: mayRun,
  decide: (facts, { activity, question }) => {
    const decided = rules.mayWrite(facts) ?? rules.decideRemoved(facts, question)
    return isRefusal(decided)
      ? decided
      : { fact: 'QuestionRemoved' as const, activity, version: facts.next, ...decided }
  },
  write: (db, fact, context) => writeQuestions(db, fact, context),
  keep: ({ questions: _, ...kept }) => kept,
})

export const askAbout = operation({
  name: 'engagement.ask-about',
  summary: 'Add ready-made questions about the person. Nobody need answer them, and the answers are kept apart.',
  scope: 'partnership',
  unseen: true,
  about: 'activity',
  input: {
    activity,
    groupings: choices(
      'What to ask',
      Object.fromEntries(Object.entries(aboutGroupings).map(([name, { words }]) => [name, words])),
      { hint: 'Ask only what you will use. Each question makes some people stop.' },
    ),
  },
  load: async (db, input, { partnership }) => {
    const found = await writingFacts(db, input)
    return found && { ...found, around: await placesAround(db, found.engagement, partnership!.areaCode) }
  },
  permit: mayRun,
  decide: (facts, { activity, groupings }) => {
    const decided = rules.mayWrite(facts) ?? rules.decideAbout(facts, groupings)
    return isRefusal(decided)
      ? decided
      : { fact: 'PersonAskedAbout' as const, activity, version: facts.next, ...decided }
  },
  write: (db, fact, context) => writeQuestions(db, fact, context),
  keep: ({ questions: _, ...kept }) => kept,
})

export const reviseQuestions = operation({
  name: 'engagement.revise-questions',
  summary: 'Begin a new version of questions that people are answering. They answer the old one until it is used.',
  scope: 'partnership',
  unseen: true,
  about: 'activity',
  input: { activity },
  load: writingFacts,
  permit: mayRun,
  decide: (facts, { activity }) =>
    rules.mayRevise(facts) ?? {
      fact: 'RevisionBegun' as const,
      activity,
      version: facts.next,
      questions: facts.draft,
    },
  write: (db, fact, context) => writeQuestions(db, fact, context),
  keep: ({ questions: _, ...kept }) => kept,
})

export const useRevision = operation({
  name: 'engagement.use-revision',
  summary: 'Ask people the new version of the questions from now on, and say why. Answers to the old one stay.',
  scope: 'partnership',
  about: 'activity',
  input: {
    activity,
    because: text('Why the questions had to change', { max: 500, hint: 'Everyone sees this beside the questions' }),
  },
  load: writingFacts,
  permit: mayRun,
  decide: (facts, { activity, because }) =>
    rules.mayUseRevision(facts) ?? { fact: 'RevisionUsed' as const, activity, because, version: facts.next },
  write: async (db, { activity, because }, { now }) => {
    await freeze(db, [activity], now, because)
    // Results list the questions of the version that is asked now.
    await db.updateTable('activity').set({ recount: true }).where('id', '=', activity).execute()
    return { id: activity }
  },
})
