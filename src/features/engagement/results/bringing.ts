// A file of answers, as our own open file has them, read against the questions of the activity they come into.

import { isDate } from '../../../kernel/period.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { listOf } from '../../../kernel/words.ts'
import type { SentFile } from '../../../operation/fields.ts'
import { readSheet, type Sheet } from '../../../outside/sheets.ts'
import { type Answered, type Question, readAnswers } from '../questions.ts'
import { partOf, partsOf, typedFrom } from './columns.ts'

export interface Brought {
  /** The number in the file: brought in once, however often the file is sent. */
  readonly number: string
  /** The day it was given, `YYYY-MM-DD`. */
  readonly day: string
  readonly setAside: boolean
  readonly answered: Answered
}

const mostNamed = 5

/** Every row must fit: an answer is never brought in by halves. A condition that no longer holds leaves its answer out. */
export async function readResponses(
  file: SentFile,
  questions: readonly Question[],
  today: string,
): Promise<readonly Brought[] | Refusal> {
  const sheet = await readSheet(file.bytes, file.name)
  if (isRefusal(sheet)) return onFile(sheet.code, sheet.words)
  const strange = strangeHeading(sheet, questions)
  if (strange) return strange
  // Nobody is asked again: what they left blank stays blank.
  const asked = questions.filter(one => !one.about).map(one => ({ ...one, required: false }))
  const wrong = sheet.problems.map(({ line, words }) => `Row ${line}: ${words}`)
  const brought = new Map<string, Brought>()
  for (const { line, cells } of sheet.rows) {
    const number = cells.number!
    const day = cells.day!
    const read = readAnswers(asked, typedFrom(asked, partsIn(cells)))
    if (!/^[\w-]{1,40}$/.test(number)) wrong.push(`Row ${line}: “${number}” is no number of an answer.`)
    else if (brought.has(number)) wrong.push(`Row ${line}: number ${number} stands further up.`)
    else if (!isDate(day) || day > today) wrong.push(`Row ${line}: “${day}” is no day in the past.`)
    else if (!read.ok) wrong.push(`Row ${line}: ${Object.values(read.wrong)[0]}`)
    else brought.set(number, { number, day, setAside: cells.counted === 'set aside', answered: read.value })
  }
  if (wrong.length) {
    const more = wrong.length > mostNamed ? ` And ${wrong.length - mostNamed} more.` : ''
    return onFile('responses-unfit', `Nothing was brought in. ${wrong.slice(0, mostNamed).join(' ')}${more}`)
  }
  return brought.size ? [...brought.values()] : onFile('responses-none', 'The file has no answers in it.')
}

function strangeHeading(sheet: Sheet, questions: readonly Question[]): Refusal | null {
  if (!['number', 'day'].every(heading => sheet.headings.includes(heading)))
    return onFile('not-responses', 'The file needs the columns “number” and “day”, and one for each question.')
  const known = new Set(partsOf(questions))
  const strange = sheet.headings.filter(heading => {
    const part = partOf(heading)
    return part !== null && !known.has(part)
  })
  if (strange.length)
    return onFile(
      'questions-differ',
      `There is no such question here: ${listOf(strange.slice(0, mostNamed).map(one => `“${one}”`))}. Answers come back only into the same questions.`,
    )
  return sheet.headings.some(heading => partOf(heading) !== null)
    ? null
    : onFile('not-responses', 'The file has no column of a question, such as “q1: Do you use the park?”.')
}

function partsIn(cells: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  for (const [heading, cell] of Object.entries(cells)) {
    const part = partOf(heading)
    if (part !== null) parts.set(part, cell)
  }
  return parts
}

const onFile = (code: string, words: string): Refusal => refuse(code, words, 'file')
