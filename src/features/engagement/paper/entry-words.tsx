// What was read from a sheet, turned back into what was typed, and into words.

import type { Typed as TypedInForm } from '../../../ui/declare.ts'
import type { Question } from '../questions.ts'
import { answerWords } from '../receipts/answer-words.ts'
import type { SheetEntry } from '../tables.ts'
import { sheetStates } from './model.ts'

/** As it would stand in the form, so that it can be corrected. */
export function typedOf(questions: readonly Question[], entry: SheetEntry): TypedInForm {
  const typed: Record<string, string | readonly string[]> = { state: entry.state }
  for (const { id, kind, ballot } of questions) {
    const answer = entry.answers[id] ?? entry.about[id]
    const words = entry.said.find(text => text.question === id)
    if (words) {
      typed[kind === 'place' ? `${id}.where` : id] = words.words
      if (words.quotable) typed[`${id}.quote`] = 'yes'
    }
    if (answer === undefined) continue
    if (typeof answer === 'string' || typeof answer === 'number') typed[id] = String(answer)
    else if (!Array.isArray(answer))
      for (const [option, points] of Object.entries(answer)) typed[`${id}.${option}`] = String(points)
    else if (kind === 'ranking' || ballot?.kind === 'ranking')
      answer.forEach((option, index) => {
        typed[`${id}.${option}`] = String(index + 1)
      })
    else typed[id] = answer
  }
  return typed
}

/** Typed the same in both: what the two people agree on. */
export const agreedOf = (one: TypedInForm, other: TypedInForm): TypedInForm =>
  Object.fromEntries(Object.entries(one).filter(([name, value]) => String(other[name]) === String(value)))

/** What an entry says, line by line: first what the sheet shows, then each question. */
export const linesOf = (questions: readonly Question[], entry: SheetEntry): readonly string[] => [
  sheetStates[entry.state],
  ...questions.map(question => (entry.state === 'filled' ? readWords(question, entry) : '')),
]

function readWords(question: Question, { answers, said, about }: SheetEntry): string {
  const answer = answers[question.id] ?? about[question.id]
  const text = said.find(one => one.question === question.id)
  return [
    ...(answer === undefined ? [] : answerWords(question, answer)),
    ...(text ? [`“${text.words}”${text.quotable ? ' (may be quoted)' : ''}`] : []),
  ].join(', ')
}
