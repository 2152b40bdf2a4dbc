// The rules of paper: when sheets may be printed and entered, when two entries are the same, and what settles a sheet.

import { daysAfter } from '../../../kernel/days.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { longDate } from '../../../kernel/words.ts'
import * as core from '../model.ts'
import { type Question, readAnswers, type Typed } from '../questions.ts'
import type { SheetEntry } from '../tables.ts'
import * as model from './model.ts'

/** Whether a sheet shows by a code who may take part; then it counts once, on line or on paper. */
export const byCode = ({ admits }: { readonly admits: core.Admits }): boolean =>
  admits === 'codes' || admits === 'bodies'

export const isOnPaper = (kind: core.ActivityKind): boolean => kind === 'questionnaire' || kind === 'vote'

/** Nobody prints questions that can still change; and what nobody can hand in in time is not printed either. */
export function mayPrint(facts: core.ActivityFacts): Refusal | null {
  if (!isOnPaper(facts.kind)) return model.notOnPaper
  if (facts.admits === 'signed-in') return model.onlySignedIn
  if (facts.dropped) return core.dropped
  if (facts.state === 'called-off') return core.calledOff
  if (facts.state === 'closed') return core.closed
  return facts.state === 'open' && facts.version > 0 ? null : model.notFrozen
}

/** The last day on which a sheet is entered for the first time. */
export const lastDayOf = (closes: string): string => daysAfter(closes, model.daysForPost)

/** Whether this sheet may be worked on at all. */
export function mayWorkOn(facts: model.BatchFacts & model.Keyed, sheet: number): Refusal | null {
  if (facts.state === 'called-off') return core.calledOff
  if (facts.closedOn !== null) return model.batchClosed
  if (facts.secret.length === 0) return model.erased
  return sheet > facts.sheets ? notOfBatch(facts) : null
}

export const notOfBatch = ({ number, sheets }: { readonly number: number; readonly sheets: number }): Refusal =>
  refuse(
    'not-of-this-batch',
    `Batch ${number} has sheets 1 to ${sheets}. Look at both numbers on the sheet again: it may be of another batch.`,
    'sheet',
  )

/** Sheets that came in time may be entered a second time later; a new one may not. */
export function mayBegin({ closes }: { readonly closes: string }, today: string): Refusal | null {
  return today > lastDayOf(closes)
    ? refuse(
        'too-late-for-paper',
        `Sheets were taken until ${longDate(lastDayOf(closes))}, ${model.daysForPost} days after the last day.`,
      )
    : null
}

/** Questions as they stand on paper: no files, and none has to be answered, because a pen leaves out what it likes. */
export const onPaper = (questions: readonly Question[]): Question[] =>
  questions.filter(one => one.kind !== 'file').map(one => ({ ...one, required: false }))

/** Whether the code that was typed lets this sheet in; one with nothing on it needs none. */
export function mayBeOf(
  facts: Pick<core.EngagementFacts, 'admits'>,
  state: model.SheetState,
  code: string,
  voter: model.Voter | null,
): Refusal | null {
  if (!byCode(facts) || state !== 'filled' || voter) return null
  return code === '' ? model.codeMissing : model.codeUnknown
}

/** What somebody read from the sheet. */
export function readEntry(
  questions: readonly Question[],
  state: model.SheetState,
  typed: Typed,
  voter: model.Voter | null,
): SheetEntry | Refusal {
  if (state !== 'filled') return { state, answers: {}, said: [], about: {} }
  const read = readAnswers(onPaper(questions), typed)
  if (!read.ok) return { ...unfit, fields: read.wrong }
  const { answers, said, about } = read.value
  if (Object.keys(answers).length + said.length === 0) return model.nothingOnIt
  return { state, answers, said, about, ...(voter ? { voter: voter.voterKey.toString('hex') } : {}) }
}

const unfit = refuse('answers-unfit', 'Some answers need another look.')

/**
 * Whose entry this is: the first or the second; the second is another person's. Whoever was first may correct it until
 * then. Once both stand, each could be made to fit the other, so that nobody would have read it twice.
 */
export function turnOf(
  { firstBy, secondBy, settledOn }: model.SheetFacts,
  enteredTwice: boolean,
  person: number,
): 'first' | 'second' | Refusal {
  if (settledOn !== null) return model.settledAlready
  if (secondBy !== null) return model.othersEntered
  if (firstBy === null || firstBy === person) return 'first'
  return enteredTwice ? 'second' : model.settledAlready
}

/** Two people read the same from a sheet: capitals, stops and blanks in words aside. */
export const sameEntry = (one: SheetEntry, other: SheetEntry): boolean => plainEntry(one) === plainEntry(other)

const plainEntry = ({ state, answers, said, about, voter }: SheetEntry): string =>
  JSON.stringify([
    state,
    inOrder(answers),
    said
      .map(text => [text.question, plainWords(text.words), text.quotable])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
    inOrder(about),
    voter,
  ])

const inOrder = (record: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] =>
  Object.entries(record)
    .map(([key, value]) => [key, isRecord(value) ? inOrder(value) : value] as const)
    .toSorted(([a], [b]) => a.localeCompare(b))

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const plainWords = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What counts now: the one entry, or both where they are the same; null where somebody else has to look. */
export function settledBy(
  enteredTwice: boolean,
  { first, second }: Pick<model.SheetFacts, 'first' | 'second'>,
): SheetEntry | null {
  if (!first) return null
  if (!enteredTwice) return first
  return second && sameEntry(first, second) ? first : null
}

/**
 * Somebody looks at the paper again: where two entries differ, or where what was settled is wrong. Of a sheet that two
 * people enter this is a third, whatever their role: otherwise one of the two alone would say what counts.
 */
export function maySettle(
  { first, firstBy, second, secondBy, settledOn }: model.SheetFacts,
  enteredTwice: boolean,
  person: number,
  because: string,
): Refusal | null {
  if (settledOn === null && !first) return model.notEntered
  if (settledOn === null && !second) return model.secondMissing
  if (enteredTwice && (person === firstBy || person === secondBy)) return model.enteredIt
  return settledOn !== null && because === '' ? model.becauseMissing : null
}

/**
 * What two people read differently is what whoever settles has come for: leaving it blank would lose an answer. Where
 * it cannot be told, the sheet is spoilt.
 */
export function mayLeaveBlank({ first, second }: model.SheetFacts, entry: SheetEntry): Refusal | null {
  if (entry.state !== 'filled' || first?.state !== 'filled' || second?.state !== 'filled') return null
  const differ = [...new Set([...Object.keys(first.answers), ...Object.keys(second.answers)])].filter(
    id => JSON.stringify(first.answers[id]) !== JSON.stringify(second.answers[id]) && entry.answers[id] === undefined,
  )
  return differ.length
    ? {
        ...refuse('read-differently', 'Two people read an answer differently. Say what stands on the paper.'),
        fields: Object.fromEntries(
          differ.map(id => [
            id,
            'Two people read this differently. Say what stands on the paper; where nobody can tell, the sheet is spoilt.',
          ]),
        ),
      }
    : null
}

/** A batch is done when every sheet that was entered counts; the others did not come back. */
export function mayCloseBatch(facts: model.BatchFacts, unsettled: readonly number[]): Refusal | null {
  if (facts.closedOn !== null) return model.batchClosed
  if (unsettled.length === 0) return null
  return refuse(
    'sheets-not-settled',
    `${unsettled.length === 1 ? 'One sheet was' : `${unsettled.length} sheets were`} begun and ${unsettled.length === 1 ? 'does' : 'do'} not count yet: ${runsOf(unsettled)}.`,
  )
}

/** `[1, 2, 3, 7]` as `1 to 3, 7`. */
export function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`))
    .join(', ')
}

/** The same, as what they are: `Sheet 7`, `Sheets 1 to 3, 7`. */
export const sheetsWords = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'Sheet' : 'Sheets'} ${runsOf(numbers)}`
