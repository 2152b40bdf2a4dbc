// The rules of writing questions: what one must have, which names stay, and when questions can still be changed.

import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import * as model from '../model.ts'
import { type Option, optionsOf, type Question, type QuestionKind } from '../questions.ts'
import { mayChange } from '../rules.ts'
import { aboutGroupings } from './groupings.ts'

/** Everything the rules know of the questions of an activity. */
export interface WritingFacts extends model.ActivityFacts {
  /** As they are being written; where nobody has begun, as people answer them. */
  readonly draft: readonly Question[]
  /** The number the draft will have. */
  readonly next: number
  readonly begun: boolean
  /** Every version that people were ever asked, oldest first. */
  readonly asked: readonly (readonly Question[])[]
  /** Places that can be chosen from, by the codes in the input. */
  readonly named: readonly Place[]
}

export interface Place {
  readonly code: string
  readonly name: string
}

/** What somebody types about a question; of it each kind takes what it needs. */
export interface QuestionWords {
  readonly title: string
  readonly hint: string
  readonly required: boolean
  /** One on each line. */
  readonly options: string
  readonly places: readonly string[]
  readonly steps: Steps | null
  readonly low: string
  readonly high: string
  readonly least: number | null
  readonly most: number | null
  /** `q1-a`: only those who gave answer a to question q1. */
  readonly onlyIf: readonly string[]
}

export const scaleSteps = {
  '1-5': '1 to 5',
  '1-3': '1 to 3',
  '1-7': '1 to 7',
  '1-10': '1 to 10',
  '0-10': '0 to 10',
} as const
export type Steps = keyof typeof scaleSteps

const mostQuestions = 60
/** A form with more files than this is not taken in. */
const mostFiles = 5
const mostOptions = 50
const longestOption = 200

/** Questions belong to a questionnaire, and people must not be asked something else while they answer. */
export function mayWrite(facts: WritingFacts): Refusal | null {
  const elsewhere = askedElsewhere(facts)
  if (elsewhere) return elsewhere
  return facts.state === 'open' ? (facts.begun ? null : frozenNow) : mayChange(facts)
}

function askedElsewhere({ kind, dropped }: WritingFacts): Refusal | null {
  if (kind === 'vote') return refuse('from-the-budget', 'The question of a vote comes from its budget.')
  if (kind !== 'questionnaire') return refuse('no-questions', 'This way of taking part has no questions of its own.')
  return dropped ? model.dropped : null
}

const frozenNow = refuse(
  'questions-frozen',
  'People are answering these questions. Begin a new version to change them.',
)

/** While people answer, a new version is written beside the one they answer. */
export function mayRevise(facts: WritingFacts): Refusal | null {
  const elsewhere = askedElsewhere(facts)
  if (elsewhere) return elsewhere
  if (facts.state !== 'open')
    return mayChange(facts) ?? refuse('not-frozen', 'It has not opened, so you can change the questions as they are.')
  return facts.begun ? refuse('revision-begun', `Version ${facts.next} is begun already.`) : null
}

export function mayUseRevision(facts: WritingFacts): Refusal | null {
  const elsewhere = askedElsewhere(facts)
  if (elsewhere) return elsewhere
  if (facts.state === 'called-off') return model.calledOff
  if (facts.state !== 'open') return facts.state === 'closed' ? model.closed : model.notOpenYet
  if (!facts.begun) return refuse('no-revision', 'There is no new version yet. Begin one first.')
  if (facts.draft.length === 0) return refuse('nothing-asked', 'The new version has no questions yet.')
  return JSON.stringify(facts.draft) === JSON.stringify(facts.asked.at(-1))
    ? refuse('nothing-changed', 'Nothing is different in the new version yet.')
    : null
}

/** The questions with one more, under a name that none had before. */
export function decideAdded(facts: WritingFacts, kind: QuestionKind, words: QuestionWords) {
  if (facts.draft.length >= mostQuestions) return tooMany
  if (kind === 'file' && facts.draft.filter(one => one.kind === 'file').length >= mostFiles) return tooManyFiles
  const id = nextId(facts)
  const before = facts.draft.filter(one => !one.about)
  const question = questionOf(id, kind, words, { ...facts, before, was: [] })
  return isRefusal(question) ? question : { question: id, questions: inOrder([...facts.draft, question]) }
}

/**
 * The questions with this one in new words; an option that stays keeps its name. What people have answered keeps its
 * own: as soon as it asks something else, it is a new question, so that nobody's answer is counted under words that they
 * never saw. Put back as it was asked, it is the old one again.
 */
export function decideEdited(facts: WritingFacts, id: string, words: QuestionWords) {
  const at = facts.draft.findIndex(one => one.id === id)
  const was = facts.draft[at]!
  if (was.about) return readyMade
  const before = facts.draft.slice(0, at)
  const had = [...facts.asked, facts.draft].flatMap(list => list.find(one => one.id === id)?.options ?? [])
  const typed = questionOf(id, was.kind, words, { ...facts, before, was: was.options ?? [], had })
  if (isRefusal(typed)) return typed
  const taken = new Set(facts.draft.toSpliced(at, 1).map(one => one.id))
  const old = facts.asked.at(-1)?.find(one => !taken.has(one.id) && asksTheSame(one, typed))
  const question = old
    ? { ...typed, id: old.id, ...(typed.options ? { options: namedAs(typed.options, old.options!) } : {}) }
    : { ...typed, id: wasAsked(facts, id) ? nextId(facts) : id }
  const questions = facts.draft.with(at, question).map(one => lookingTo(one, was, question))
  return broken(questions) ?? { question: question.id, questions }
}

const wasAsked = ({ asked }: Pick<WritingFacts, 'asked'>, id: string): boolean =>
  asked.flat().some(one => one.id === id)

/** Whether an answer to one is an answer to the other: a hint, whether it must be answered, and who is asked aside. */
function asksTheSame(one: Question, other: Question): boolean {
  const meant = ({ kind, title, options = [], scale, least, most, ballot }: Question) =>
    JSON.stringify([
      ...[kind, title, options.map(option => option.words.toLowerCase()).toSorted()],
      ...[scale && [scale.from, scale.to, scale.low, scale.high], least, most, ballot],
    ])
  return meant(one) === meant(other)
}

const namedAs = (options: readonly Option[], old: readonly Option[]): readonly Option[] =>
  options.map(option => ({ ...option, id: old.find(one => same(one.words, option.words))!.id }))

/** A question that is asked by what people answer to another, after that one was changed; one that is gone is no answer. */
function lookingTo(one: Question, was: Question, now: Question): Question {
  if (one.when?.question !== was.id) return one
  const idNow = (id: string) => {
    const words = was.options?.find(option => option.id === id)?.words ?? ''
    return now.options?.find(option => same(option.words, words))?.id ?? ''
  }
  return { ...one, when: { question: now.id, is: one.when.is.map(idNow) } }
}

/** The questions with this one a step up or down. */
export function decideMoved({ draft }: WritingFacts, id: string, towards: 'up' | 'down') {
  const at = draft.findIndex(one => one.id === id)
  const to = towards === 'up' ? at - 1 : at + 1
  const [question, other] = [draft[at]!, draft[to]]
  if (!other) return refuse('at-the-end', `This question is the ${towards === 'up' ? 'first' : 'last'} already.`)
  if (Boolean(question.about) !== Boolean(other.about))
    return refuse('person-last', 'Questions about the person stand after the others.')
  const questions = draft.with(at, other).with(to, question)
  return broken(questions) ?? { question: id, questions }
}

export function decideRemoved({ draft }: WritingFacts, id: string) {
  const questions = draft.filter(one => one.id !== id)
  return broken(questions) ?? { question: id, questions }
}

/** The questions with ready-made ones about the person; one that is there already is not asked twice. */
export function decideAbout(facts: WritingFacts & { readonly around: readonly Place[] }, picked: readonly string[]) {
  const groupings = picked.filter(name => !facts.draft.some(one => one.about === name))
  if (groupings.length === 0)
    return refuse('nothing-picked', 'Choose at least one thing that is not asked yet.', 'groupings')
  if (groupings.includes('place') && facts.around.length < 2)
    return refuse(
      'no-places',
      'There are no areas to choose from, so people cannot be asked where they live.',
      'groupings',
    )
  let list = facts.draft
  for (const grouping of groupings) {
    const id = nextId({ ...facts, draft: list })
    list = [...list, aboutQuestion(id, grouping, facts.around)]
  }
  return list.length > mostQuestions ? tooMany : { groupings, questions: inOrder(list) }
}

function aboutQuestion(id: string, about: string, around: readonly Place[]): Question {
  const { question, hint, groups } = aboutGroupings[about]!
  const options =
    about === 'place'
      ? around.map(({ code, name }) => ({ id: code, words: name }))
      : Object.entries(groups).map(([group, words]) => ({ id: group, words }))
  const kind = about === 'place' ? 'place' : 'one'
  return { id, kind, title: question, ...(hint ? { hint } : {}), required: false, options, about }
}

const tooMany = refuse('too-many-questions', `There can be at most ${mostQuestions} questions. Fewer get more answers.`)
const tooManyFiles = refuse('too-many-files', `People can be asked for at most ${mostFiles} files.`)
const readyMade = refuse(
  'ready-made',
  'This question is ready-made, so that answers can be compared with the census. You can only move it or take it out.',
)

/** Questions about the person stand last: people are asked first what they came to say. */
const inOrder = (questions: readonly Question[]): readonly Question[] => [
  ...questions.filter(one => !one.about),
  ...questions.filter(one => one.about),
]

/** `q7` where six was the highest that ever was: what people answered is never taken for another question. */
function nextId({ draft, asked }: Pick<WritingFacts, 'draft' | 'asked'>): string {
  const numbers = [draft, ...asked].flat().map(one => Number(/^q(\d+)$/.exec(one.id)?.[1] ?? 0))
  return `q${Math.max(0, ...numbers) + 1}`
}

interface Surroundings {
  readonly before: readonly Question[]
  readonly was: readonly Option[]
  /** Every option this question ever had. */
  readonly had?: readonly Option[]
  readonly named: readonly Place[]
}

/** A question of this kind from what was typed, or what is missing. */
function questionOf(
  id: string,
  kind: QuestionKind,
  words: QuestionWords,
  { before, was, had = [], named }: Surroundings,
): Question | Refusal {
  const options = optionsFor(kind, words, was, had, named)
  if (isRefusal(options)) return options
  const scale = kind === 'scale' ? scaleOf(words) : undefined
  if (isRefusal(scale)) return scale
  const limits = kind === 'several' || kind === 'ranking' ? limitsOf(words, options?.length ?? 0) : {}
  if (isRefusal(limits)) return limits
  const when = conditionOf(words.onlyIf, before)
  if (isRefusal(when)) return when
  return {
    id,
    kind,
    title: words.title,
    ...(words.hint ? { hint: words.hint } : {}),
    required: words.required,
    ...(when ? { when } : {}),
    ...(options ? { options } : {}),
    ...(scale ? { scale } : {}),
    ...limits,
  }
}

function optionsFor(
  kind: QuestionKind,
  words: QuestionWords,
  was: readonly Option[],
  had: readonly Option[],
  named: readonly Place[],
): readonly Option[] | undefined | Refusal {
  if (kind === 'place') return placesOf(words.places, named)
  return ['one', 'several', 'ranking'].includes(kind) ? optionsOfLines(words.options, was, had) : undefined
}

function placesOf(codes: readonly string[], named: readonly Place[]): readonly Option[] | Refusal {
  if (codes.length < 2) return refuse('too-few-places', 'Choose at least two places.', 'places')
  if (!codes.every(code => named.some(place => place.code === code)))
    return refuse('place-unknown', 'Choose the places from the list.', 'places')
  return named.filter(place => codes.includes(place.code)).map(({ code, name }) => ({ id: code, words: name }))
}

/**
 * Options from lines of text. A line that stays keeps its name, wherever it stands now; a new one gets a letter that no
 * option of this question ever had.
 */
export function optionsOfLines(
  typed: string,
  was: readonly Option[],
  had: readonly Option[] = was,
): readonly Option[] | Refusal {
  const lines = typed.split('\n').flatMap(line => line.replace(/\s+/g, ' ').trim() || [])
  const wrong = (code: string, words: string) => refuse(code, words, 'options')
  if (lines.length < 2) return wrong('too-few-options', 'Write at least two answers to choose from, one on each line.')
  if (lines.length > mostOptions)
    return wrong('too-many-options', `Write at most ${mostOptions} answers to choose from.`)
  const long = lines.find(line => line.length > longestOption)
  if (long) return wrong('option-too-long', `“${long.slice(0, 40)}…” is longer than ${longestOption} characters.`)
  const twice = lines.find((line, at) => lines.findIndex(one => same(one, line)) < at)
  if (twice) return wrong('option-twice', `“${twice}” stands there twice.`)
  const used = new Set([...was, ...had].map(option => option.id))
  return lines.map(words => {
    const stays = [...was, ...had].find(option => same(option.words, words))
    const id = stays?.id ?? newLetter(used)
    used.add(id)
    return { ...stays, id, words }
  })
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** a … z, aa, ab …: the first that is free. */
function newLetter(used: ReadonlySet<string>): string {
  for (let number = 0; ; number++) {
    const letter = String.fromCharCode(97 + (number % 26))
    const id = number < 26 ? letter : String.fromCharCode(96 + Math.floor(number / 26)) + letter
    if (!used.has(id)) return id
  }
}

function scaleOf({ steps, low, high }: QuestionWords): Question['scale'] | Refusal {
  if (!low) return refuse('low-missing', 'Say what the lowest number means.', 'low')
  if (!high) return refuse('high-missing', 'Say what the highest number means.', 'high')
  const [from, to] = (steps ?? '1-5').split('-').map(Number)
  return { from: from!, to: to!, low, high }
}

function limitsOf({ least, most }: QuestionWords, options: number): Pick<Question, 'least' | 'most'> | Refusal {
  if (least !== null && least > options)
    return refuse('least-too-many', `There are only ${options} answers to choose from.`, 'least')
  if (most !== null && most > options)
    return refuse('most-too-many', `There are only ${options} answers to choose from.`, 'most')
  if (least !== null && most !== null && least > most)
    return refuse('least-over-most', 'This is fewer than the least they must choose.', 'most')
  return { ...(least === null ? {} : { least }), ...(most === null ? {} : { most }) }
}

/** Whose answers a later question can depend on: choices that are kept with the answers, not what people are. */
export const canDecide = ({ kind, about }: Question): boolean => (kind === 'one' || kind === 'several') && !about

function conditionOf(picked: readonly string[], before: readonly Question[]): Question['when'] | Refusal {
  if (picked.length === 0) return undefined
  const pairs = picked.map(one => ({
    question: one.slice(0, one.indexOf('-')),
    option: one.slice(one.indexOf('-') + 1),
  }))
  const decides = before.find(one => one.id === pairs[0]!.question)
  const wrong = (code: string, words: string) => refuse(code, words, 'onlyIf')
  if (pairs.some(({ question }) => question !== pairs[0]!.question))
    return wrong('several-conditions', 'Choose answers to one question only.')
  if (!decides || !canDecide(decides) || !pairs.every(({ option }) => optionsOf(decides).includes(option)))
    return wrong('condition-unknown', 'Choose answers to an earlier question from the list.')
  return { question: decides.id, is: optionsOf(decides).filter(id => pairs.some(({ option }) => option === id)) }
}

/** Nobody can be asked by an answer that they have not given yet, or that is not there to give. */
function broken(questions: readonly Question[]): Refusal | null {
  for (const [at, { when, title }] of questions.entries()) {
    if (!when) continue
    const decides = questions.slice(0, at).find(one => one.id === when.question)
    if (!decides || !when.is.every(id => optionsOf(decides).includes(id)))
      return refuse(
        'asked-by-it',
        `“${title}” is asked only of some people, by what they answer here. Change that question first.`,
      )
  }
  return null
}

/** What is different between two versions, by the titles people saw. */
export function changesBetween(before: readonly Question[], after: readonly Question[]) {
  const in_ = (list: readonly Question[], id: string) => list.find(one => one.id === id)
  const text = (question: Question) => JSON.stringify(question)
  return {
    added: after.filter(one => !in_(before, one.id)).map(one => one.title),
    changed: after.filter(one => in_(before, one.id) && text(in_(before, one.id)!) !== text(one)).map(one => one.title),
    removed: before.filter(one => !in_(after, one.id)).map(one => one.title),
  }
}
