// The forms of questions: each performs one verb and comes back to the page on which they are written.

import type { Asking } from '../../../operation/ask.ts'
import { form, type Params, type Typed } from '../../../ui/declare.ts'
import { placesWithin } from '../../plans/public.ts'
import { type Question, type QuestionKind, questionKinds } from '../questions.ts'
import { aboutGroupings } from './groupings.ts'
import * as operations from './operations.ts'
import { placesAround } from './queries.ts'
import { editorCrumbs, type QuestionsHere, questionsHere, toBeWritten, toEditor } from './questions-here.tsx'
import { canDecide, type Place } from './rules.ts'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/questions/:activity/${path}`
const shared = { audience: 'members', crumbs: editorCrumbs, next: toEditor } as const

/** What a question of each kind is asked for, beside its words. */
const parts: Readonly<Record<QuestionKind, readonly string[]>> = {
  one: ['options'],
  several: ['options', 'least', 'most'],
  scale: ['steps', 'low', 'high'],
  ranking: ['options', 'least', 'most'],
  text: [],
  place: ['places'],
  file: [],
  ballot: [],
}
const allParts = ['options', 'places', 'steps', 'low', 'high', 'least', 'most']

interface Writing extends QuestionsHere {
  readonly questionKind: QuestionKind
  /** Earlier questions whose answers can decide who is asked. */
  readonly deciding: readonly Question[]
  readonly around: readonly Place[]
  /** Those that are ticked to begin with. */
  readonly likely: readonly Place[]
}

const writing = async (
  { db, partnership }: Asking,
  found: QuestionsHere,
  questionKind: QuestionKind,
  before: readonly Question[],
): Promise<Writing> => ({
  ...found,
  questionKind,
  deciding: before.filter(canDecide),
  ...(questionKind === 'place'
    ? {
        around: await placesWithin(db, partnership!.areaCode),
        likely: await placesAround(db, found.id, partnership!.areaCode),
      }
    : { around: [], likely: [] }),
})

const wordingForm = {
  ...shared,
  omit: ({ questionKind, deciding }: Writing) => [
    ...allParts.filter(name => !parts[questionKind].includes(name)),
    ...(deciding.length ? [] : ['onlyIf']),
  ],
  needed: () => ['options', 'steps', 'low', 'high'],
  options: ({ draft, deciding, around }: Writing) => ({
    places: around.map(({ code, name }) => ({ value: code, words: name })),
    onlyIf: deciding.flatMap(question =>
      (question.options ?? []).map(option => ({
        value: `${question.id}-${option.id}`,
        words: `“${option.words}” to question ${draft.indexOf(question) + 1}, “${question.title}”`,
      })),
    ),
  }),
}

const addForm = form<Writing>({
  ...wordingForm,
  at: at('new/:kind'),
  operation: operations.addQuestion,
  read: async (asking, params) => {
    if (!Object.hasOwn(questionKinds, params.kind ?? '')) return null
    const found = await toBeWritten(asking, params)
    return found && writing(asking, found, params.kind as QuestionKind, found.draft)
  },
  start: ({ likely }): Typed => ({ steps: '1-5', places: likely.map(place => place.code) }),
  title: ({ questionKind }) =>
    `Add a question: ${questionKinds[questionKind as keyof typeof questionKinds].toLowerCase()}`,
  button: 'Add it',
  done: 'The question is added. This is how people will see it.',
})

interface Chosen extends QuestionsHere {
  readonly question: Question
  readonly number: number
}

/** The question in the address, for those who may change it now. */
async function chosen(asking: Asking, params: Params): Promise<Chosen | null> {
  const found = await toBeWritten(asking, params)
  const index = found?.draft.findIndex(one => one.id === params.question) ?? -1
  return found && index >= 0 ? { ...found, question: found.draft[index]!, number: index + 1 } : null
}

const editForm = form<Writing & Chosen>({
  ...wordingForm,
  at: at(':question/edit'),
  operation: operations.editQuestion,
  read: async (asking, params) => {
    const found = await chosen(asking, params)
    if (!found || found.question.about) return null
    const before = found.draft.slice(0, found.number - 1)
    return { ...found, ...(await writing(asking, found, found.question.kind, before)) }
  },
  start: ({ question }) => ({
    title: question.title,
    hint: question.hint ?? '',
    required: question.required ? 'yes' : '',
    options: (question.options ?? []).map(option => option.words).join('\n'),
    places: (question.options ?? []).map(option => option.id),
    steps: question.scale ? `${question.scale.from}-${question.scale.to}` : '',
    low: question.scale?.low ?? '',
    high: question.scale?.high ?? '',
    least: String(question.least ?? ''),
    most: String(question.most ?? ''),
    onlyIf: question.when ? question.when.is.map(id => `${question.when!.question}-${id}`) : [],
  }),
  title: ({ number }) => `Change question ${number}`,
  lead: ({ questions, begun, state, question }) =>
    begun && state === 'open' && questions.some(one => one.id === question.id)
      ? 'People answered this as it was. Changed, it is a new question; their answers stay with the old one. Only what helps to answer it, whether it must be answered, and who is asked can change without that.'
      : '',
  button: 'Save',
  done: 'Saved.',
})

const moveForm = form<Chosen>({
  ...shared,
  at: at(':question/move/:towards'),
  operation: operations.moveQuestion,
  read: async (asking, params) => (['up', 'down'].includes(params.towards ?? '') ? chosen(asking, params) : null),
  title: ({ number }) => `Move question ${number}`,
  lead: ({ question }) => `“${question.title}”`,
  button: 'Move it',
  done: 'Moved.',
})

const removeForm = form<Chosen>({
  ...shared,
  at: at(':question/remove'),
  operation: operations.removeQuestion,
  read: chosen,
  title: ({ number }) => `Take out question ${number}`,
  lead: ({ question }) => `“${question.title}” will not be asked.`,
  button: 'Take it out',
  danger: true,
  done: 'It is taken out.',
})

const aboutForm = form<QuestionsHere>({
  ...shared,
  at: at('about'),
  operation: operations.askAbout,
  read: toBeWritten,
  options: ({ draft }) => ({
    groupings: Object.entries(aboutGroupings)
      .filter(([name]) => !draft.some(one => one.about === name))
      .map(([value, { words, question }]) => ({ value, words, hint: question })),
  }),
  title: () => 'Ask about the person',
  lead: () =>
    'The questions and their groups are those of the census, so that you can see whether all kinds of people were heard. Everybody can say “prefer not to say”. What they answer is kept apart, shown only as counts of many people, and erased a year after closing.',
  button: 'Add these questions',
  done: 'They are added, after the other questions.',
})

const answered = async (asking: Asking, params: Params): Promise<QuestionsHere | null> => {
  const found = await questionsHere(asking, params)
  return found?.mayRun && found.activity.kind === 'questionnaire' ? found : null
}

const reviseForm = form<QuestionsHere>({
  ...shared,
  at: at('revise'),
  operation: operations.reviseQuestions,
  read: answered,
  title: ({ next }) => `Begin version ${next} of the questions`,
  lead: () =>
    'People go on answering the version there is, until you say that the new one is ready. Change as little as you can: a question in other words is a new question, and answers to the old one stay with the old one.',
  button: 'Begin it',
  done: 'A new version is begun. People do not see it yet.',
})

const useForm = form<QuestionsHere>({
  ...shared,
  at: at('use'),
  operation: operations.useRevision,
  read: answered,
  title: ({ next }) => `Use version ${next} from now on`,
  lead: ({ activity }) =>
    `Whoever answers after this answers the new version. Answers to version ${activity.version} stay and are counted, each under the words it was given to. Everyone can see both versions, and why they differ.`,
  button: 'Use it',
  done: 'From now on people answer the new version.',
})

export const questionForms = [addForm, aboutForm, reviseForm, useForm, editForm, moveForm, removeForm]
