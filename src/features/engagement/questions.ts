// The questions of an activity, and how what somebody typed becomes answers. Page, API, paper and imported file all
// come through here.

import { parseQuantity } from '../../kernel/quantity.ts'
import { type SentFile, tidy } from '../../operation/fields.ts'
import type { Answer, Answers } from './model.ts'

export const questionKinds = {
  one: 'One choice',
  several: 'Several choices',
  scale: 'A scale',
  ranking: 'Put in order',
  text: 'In your own words',
  place: 'A place on the map',
  file: 'A file or picture',
} as const
export type QuestionKind = keyof typeof questionKinds | 'ballot'

export interface Option {
  readonly id: string
  readonly words: string
  readonly hint?: string
  /** Of a project on a ballot: what it costs, in the budget's currency. */
  readonly cost?: number
}

export const ballotKinds = {
  approval: 'Tick every project you want',
  knapsack: 'Spend the money: tick projects until it is used up',
  ranking: 'Put projects in order',
  points: 'Share out points',
  'choose-one': 'Choose one project',
} as const
export type BallotKind = keyof typeof ballotKinds

export interface Question {
  /** Stable in the activity: `q1`. */
  readonly id: string
  readonly kind: QuestionKind
  readonly title: string
  readonly hint?: string
  readonly required: boolean
  /** Asked only of those who gave one of these answers to an earlier question. */
  readonly when?: { readonly question: string; readonly is: readonly string[] }
  /** Of choices, rankings, places (codes) and ballots. */
  readonly options?: readonly Option[]
  /** Of a scale: whole numbers from `from` to `to`, and what its ends mean. */
  readonly scale?: { readonly from: number; readonly to: number; readonly low: string; readonly high: string }
  /** Of ballots and several choices: how many at least and at most. */
  readonly least?: number
  readonly most?: number
  readonly ballot?: {
    readonly kind: BallotKind
    /** Money there is (knapsack); points to share out (points). */
    readonly amount?: number
    readonly points?: number
  }
  /** A question about the person (a grouping of `aboutGroupings`): its answer is kept apart, and nobody need give it. */
  readonly about?: string
}

export const preferNotToSay = 'prefer-not-to-say'

/** What was typed or sent: `q1=a`, `q2=[a, b]`, `q3.a=1` for the place of option a in a ranking or its points. */
export type Typed = Readonly<Record<string, unknown>>

export interface Text {
  readonly question: string
  readonly words: string
  /** Its writer lets it be quoted. */
  readonly quotable: boolean
}

export interface Answered {
  readonly answers: Answers
  readonly said: readonly Text[]
  readonly about: Readonly<Record<string, string>>
  readonly files: readonly { readonly question: string; readonly file: SentFile }[]
}

/** Sentences by what is wrong: a question's id, or `id.option` for one row of it. */
export type Wrong = Readonly<Record<string, string>>

export const mostCharacters = 3000
const mostFileBytes = 5 * 1024 * 1024

/** Reads answers to questions; what was typed where a condition does not hold is left out. */
export function readAnswers(
  questions: readonly Question[],
  typed: Typed,
): { readonly ok: true; readonly value: Answered } | { readonly ok: false; readonly wrong: Wrong } {
  const answers: Record<string, Answer> = {}
  const said: Text[] = []
  const about: Record<string, string> = {}
  const files: { question: string; file: SentFile }[] = []
  const wrong: Record<string, string> = {}
  for (const question of questions) {
    if (!isAsked(question, answers)) continue
    const { id } = question
    const read = readers[question.kind](question, typed)
    if ('wrong' in read) Object.assign(wrong, typeof read.wrong === 'string' ? { [id]: read.wrong } : read.wrong)
    else if (read.file) files.push({ question: id, file: read.file })
    else if (read.words) said.push({ question: id, words: read.words, quotable: isTicked(typed[`${id}.quote`]) })
    if ('wrong' in read) continue
    if (read.answer !== undefined && question.about) about[id] = String(read.answer)
    else if (read.answer !== undefined) answers[id] = read.answer
    const nothing = read.answer === undefined && !read.words && !read.file
    if (nothing && question.required && !question.about) wrong[id] = unanswered(question)
  }
  return Object.keys(wrong).length ? { ok: false, wrong } : { ok: true, value: { answers, said, about, files } }
}

/** Whether the answers so far make this question one that is asked. */
export function isAsked({ when }: Question, answers: Answers): boolean {
  if (!when) return true
  const given = answers[when.question]
  return (Array.isArray(given) ? given : [given]).some(one => one !== undefined && when.is.includes(String(one)))
}

type Read =
  | { readonly answer?: Answer; readonly words?: string; readonly file?: SentFile }
  | { readonly wrong: string | Wrong }

const readers: Readonly<Record<QuestionKind, (question: Question, typed: Typed) => Read>> = {
  one: readChoice,
  several: readChoices,
  scale: readScale,
  ranking: readRanking,
  text: readText,
  place: readPlace,
  file: readFile,
  ballot: (question, typed) => ballots[question.ballot!.kind](question, typed),
}

const ballots: Readonly<Record<BallotKind, (question: Question, typed: Typed) => Read>> = {
  approval: readChoices,
  knapsack: readKnapsack,
  ranking: readRanking,
  points: readPoints,
  'choose-one': readChoice,
}

const unanswered = ({ kind, ballot, title }: Question): string =>
  kind === 'ballot'
    ? ballot!.kind === 'points'
      ? 'Give your points to at least one project.'
      : 'Choose at least one project.'
    : kind === 'text' || kind === 'file'
      ? `“${title}” cannot be blank.`
      : `Choose an answer for “${title}”.`

function readChoice(question: Question, typed: Typed): Read {
  const [picked, ...more] = picks(typed[question.id])
  if (picked === undefined) return {}
  const listed = optionsOf(question).includes(picked)
  return !listed || more.length ? { wrong: notListed(question) } : { answer: picked }
}

function readChoices(question: Question, typed: Typed): Read {
  const picked = [...new Set(picks(typed[question.id]))]
  if (!picked.length) return {}
  const options = optionsOf(question)
  if (!picked.every(one => options.includes(one))) return { wrong: notListed(question) }
  return tooFewOrMany(question, picked.length) ?? { answer: options.filter(one => picked.includes(one)) }
}

function readKnapsack(question: Question, typed: Typed): Read {
  const read = readChoices(question, typed)
  if ('wrong' in read || read.answer === undefined) return read
  const spent = (read.answer as readonly string[]).reduce((sum, id) => sum + costOf(question, id), 0)
  const { amount = 0 } = question.ballot!
  return spent > amount
    ? {
        wrong: `What you chose costs ${money(spent)}, and there is ${money(amount)}. Untick something that costs ${money(spent - amount)} or more.`,
      }
    : read
}

function readScale(question: Question, typed: Typed): Read {
  const [picked] = picks(typed[question.id])
  if (picked === undefined) return {}
  const { from, to } = question.scale!
  const value = /^-?\d{1,6}$/.test(picked) ? Number(picked) : Number.NaN
  return value >= from && value <= to ? { answer: value } : { wrong: notListed(question) }
}

/** Each option's place is typed beside it, 1 for the best; some may be left out, none may share a place. */
function readRanking(question: Question, typed: Typed): Read {
  const { id } = question
  const options = optionsOf(question)
  const places = new Map<number, string>()
  const wrong: Record<string, string> = {}
  for (const option of options) {
    const [place] = picks(typed[`${id}.${option}`])
    if (place === undefined) continue
    const at = /^\d{1,4}$/.test(place) ? Number(place) : 0
    if (at < 1 || at > options.length) wrong[`${id}.${option}`] = `A place is a number from 1 to ${options.length}.`
    else if (places.has(at)) wrong[`${id}.${option}`] = `Two things cannot both be number ${at}.`
    else places.set(at, option)
  }
  if (Object.keys(wrong).length) return { wrong }
  if (!places.size) return {}
  const order = [...places].toSorted(([a], [b]) => a - b).map(([, option]) => option)
  return tooFewOrMany(question, order.length) ?? { answer: order }
}

function readPoints(question: Question, typed: Typed): Read {
  const { id } = question
  const { points = 0 } = question.ballot!
  const given: Record<string, number> = {}
  const wrong: Record<string, string> = {}
  let all = 0
  for (const option of optionsOf(question)) {
    const [written] = picks(typed[`${id}.${option}`])
    const value = written === undefined ? 0 : parseQuantity(written)
    if (value === null || !Number.isInteger(value) || value < 0)
      wrong[`${id}.${option}`] = 'Points are whole numbers, 0 or more.'
    else if (value > 0) {
      given[option] = value
      all += value
    }
  }
  if (Object.keys(wrong).length) return { wrong }
  if (all > points) return { wrong: `You gave ${all} points. There are ${points} to share out.` }
  return all === 0 ? {} : (tooFewOrMany(question, Object.keys(given).length) ?? { answer: given })
}

function readText(question: Question, typed: Typed): Read {
  const [written = ''] = picks(typed[question.id])
  const words = tidy(written)
  return words.length > mostCharacters
    ? {
        wrong: `Your answer must be ${mostCharacters.toLocaleString('en-GB')} characters or fewer. You have ${words.length.toLocaleString('en-GB')}.`,
      }
    : { words }
}

/** An area from the list; where in it, in words, is free text of its own. */
function readPlace(question: Question, typed: Typed): Read {
  const read = readChoice(question, typed)
  // Where somebody lives is a choice from a list and nothing more: words would stand with what they said.
  if (question.about) return read
  const where = readText({ ...question, id: `${question.id}.where` }, typed)
  if ('wrong' in where) return { wrong: { [`${question.id}.where`]: String(where.wrong) } }
  return 'wrong' in read ? read : { ...read, ...where }
}

function readFile({ id, title }: Question, typed: Typed): Read {
  const sent = typed[id] as Partial<SentFile> & { base64?: unknown }
  if (typeof sent !== 'object' || sent === null) return {}
  const bytes = typeof sent.base64 === 'string' ? Buffer.from(sent.base64, 'base64') : sent.bytes
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return {}
  if (bytes.length > mostFileBytes) return { wrong: `The file for “${title}” must be 5 MB or smaller.` }
  return { file: { name: tidy(typeof sent.name === 'string' ? sent.name : 'file').slice(0, 200) || 'file', bytes } }
}

/** What can be chosen; a question about the person may always be declined. */
export const optionsOf = ({ options = [], about }: Question): readonly string[] => [
  ...options.map(one => one.id),
  ...(about ? [preferNotToSay] : []),
]

export const costOf = ({ options = [] }: Question, id: string): number => options.find(one => one.id === id)?.cost ?? 0

function tooFewOrMany({ least, most, kind }: Question, count: number): { wrong: string } | null {
  const things = kind === 'ballot' ? 'projects' : 'answers'
  if (least !== undefined && count < least) return { wrong: `Choose at least ${least} ${things}. You chose ${count}.` }
  if (most !== undefined && count > most) return { wrong: `Choose at most ${most} ${things}. You chose ${count}.` }
  return null
}

const notListed = ({ title }: Question): string => `Choose an answer for “${title}” from the list.`

export const money = (amount: number): string =>
  `£${amount.toLocaleString('en-GB', { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2, maximumFractionDigits: 2 })}`

const isTicked = (raw: unknown): boolean =>
  raw === true || (typeof raw === 'string' && ['yes', 'on', 'true', '1'].includes(raw))

/** What was picked or written, as text without blanks around it. */
function picks(raw: unknown): string[] {
  return (Array.isArray(raw) ? raw : [raw])
    .filter(one => typeof one === 'string' || typeof one === 'number')
    .map(one => tidy(String(one)))
    .filter(one => one !== '')
}
