// What the calendar says of one engagement, in words: its days, and what became of it.

import { counted, listOf, longDate } from '../../../kernel/words.ts'
import { answerOf, type Wish } from './answered.ts'
import type { CalendarRow } from './queries.ts'
import { type Phase, phaseOf } from './rules.ts'

/** The day it closed, which may be earlier than announced. */
const closedOn = ({ closedAt, closes }: CalendarRow): string => {
  const day = closedAt?.toISOString().slice(0, 10)
  return day !== undefined && day < closes ? day : closes
}

export const spanWords = (opens: string, closes: string): string =>
  opens === closes ? longDate(opens) : `${longDate(opens)} to ${longDate(closes)}`

export function whenWords(row: CalendarRow, today: string): string {
  const phase: Phase = phaseOf(row, today)
  if (phase === 'open') return `Open until ${longDate(row.closes)}.`
  if (phase === 'coming')
    return row.opens > today ? `Opens on ${longDate(row.opens)}, until ${longDate(row.closes)}.` : 'Opens soon.'
  if (phase === 'called-off') return `Called off${row.calledOff ? ` on ${longDate(row.calledOff)}` : ''}.`
  if (phase === 'draft') return `Planned for ${spanWords(row.opens, row.closes)}.`
  return row.state === 'announced' && !row.linked
    ? `It was to be open from ${spanWords(row.opens, row.closes)}, and never opened.`
    : `Closed on ${longDate(closedOn(row))}.`
}

/** `2 yes, 1 in part and 1 no` */
export const decisionWords = (wishes: readonly Pick<Wish, 'answer'>[]): string => {
  const of = (answer: Wish['answer'], words: string): string[] => {
    const count = wishes.filter(one => one.answer === answer).length
    return count ? [`${count} ${words}`] : []
  }
  return listOf([...of('yes', 'yes'), ...of('in-part', 'in part'), ...of('no', 'no')])
}

/** What became of one that is over. */
export function becameWords(row: CalendarRow, today: string): string {
  const decided = row.priorities.filter(one => one.decided !== null)
  if (row.linked)
    return [
      row.heard ? `People said: ${row.heard}` : 'What people said there is not written down here yet.',
      decided.length ? `Decided: ${decisionWords(decided)}.` : '',
    ]
      .join(' ')
      .trim()
  if (row.state !== 'closed') return ''
  const { state, on, since } = answerOf({ due: row.due, wishes: row.priorities }, today)
  if (on)
    return `Answered on ${longDate(on)}${state === 'late' ? `, later than promised (${longDate(row.due!)})` : ''}: ${decisionWords(decided)}.`
  const far = row.priorities.length
    ? `${decided.length} of ${counted(row.priorities.length, 'thing')} that people asked for ${decided.length === 1 ? 'has' : 'have'} an answer. `
    : ''
  if (state === 'owed') return `${far}${far ? 'The rest is' : 'An answer is'} owed since ${longDate(since!)}.`
  return row.due === null
    ? `${far}No day was promised for the answer.`
    : `${far}The answer is promised by ${longDate(row.due)}.`
}
