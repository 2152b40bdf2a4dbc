// The thread in plain words: what the page begins with, how late an answer is, what is owed, what a figure says.

import { showQuantity } from '../../../kernel/quantity.ts'
import { capital, counted, inWords, listOf, longDate } from '../../../kernel/words.ts'
import type { DecisionAnswer, Source } from '../model.ts'
import type { Lateness, Owed } from './owed.ts'
import type { Figure, TookPart } from './queries.ts'

/** `Two get a yes, one a no and one has no answer yet.` */
export function answersInWords(answers: readonly (DecisionAnswer | null)[]): string {
  const count = (answer: DecisionAnswer | null) => answers.filter(one => one === answer).length
  const parts = (
    [
      ['yes', 'yes'],
      ['in-part', 'yes in part'],
      ['no', 'no'],
    ] as const
  ).flatMap(([answer, words]) => {
    const many = count(answer)
    return many ? [`${inWords(many)} ${many === 1 ? 'gets' : 'get'} a ${words}`] : []
  })
  const waiting = count(null)
  if (waiting) parts.push(`${inWords(waiting)} ${waiting === 1 ? 'has' : 'have'} no answer yet`)
  return parts.length ? `${capital(listOf(parts))}.` : ''
}

/** The finding that the page of a closed engagement begins with. */
export function findingWords(
  answers: readonly (DecisionAnswer | null)[],
  answerDue: string | null,
  late: Lateness | null,
): string {
  if (answers.length > 0) {
    const things = answers.length === 1 ? 'thing' : 'things'
    const overdue = late && late.late > 0 ? ` ${latenessWords(late)}` : ''
    return `People asked for ${inWords(answers.length)} ${things}. ${answersInWords(answers)}${overdue}`
  }
  if (late && late.late > 0)
    return `It has closed, and nobody has said yet what people want and what becomes of it. An answer was promised for ${longDate(answerDue!)}: it is ${counted(late.late, 'day')} late.`
  return `It has closed. What people said is being read.${answerDue ? ` You get an answer by ${longDate(answerDue)}.` : ''}`
}

/** `Answered 63 days after closing, 5 days later than promised.` */
export function latenessWords({ answered, late, afterClosing }: Lateness): string {
  const days = (count: number) => counted(count, 'day')
  if (!answered) return late > 0 ? `The answer is ${days(late)} late.` : 'The answer is not due yet.'
  const after = afterClosing > 0 ? `Answered ${days(afterClosing)} after closing` : 'Answered at once'
  return `${after}, ${late > 0 ? `${days(late)} later than promised` : 'in the time that was promised'}.`
}

/** What is owed, in one sentence. */
export function owedWords({ kind, title, since }: Owed): string {
  switch (kind) {
    case 'answer':
      return `${title ? `An answer to “${title}”.` : 'An answer.'} It was promised for ${longDate(since)}.`
    case 'action':
      return `Work on “${title}”. It was said yes to, and nobody has said what is done.`
    case 'action-late':
      return `A part of this work: ${title}. It was due on ${longDate(since)}.`
    case 'measure':
      return `A figure that would show whether anything changed for “${title}”.`
    case 'reading':
      return `A new figure: ${title}. There is none since the answer.`
  }
}

/** `Owed since 3 June 2026: 27 days.` */
export const owedSince = ({ since, days }: Pick<Owed, 'since' | 'days'>): string =>
  `Owed since ${longDate(since)}: ${counted(days, 'day')}.`

const sourceWords: Readonly<Record<Source, string>> = {
  online: 'on line',
  paper: 'on paper',
  recorded: 'in meetings',
  imported: 'brought in from elsewhere',
}

/** `861 answers: 512 on line and 349 on paper`; nothing where nothing was counted yet. */
export function tookPartWords(counts: readonly TookPart[]): string {
  const all = counts.reduce((sum, one) => sum + one.responses, 0)
  if (all === 0) return ''
  const by = (Object.keys(sourceWords) as Source[]).flatMap(source => {
    const many = counts.reduce((sum, one) => sum + (one.sources[source] ?? 0), 0)
    return many ? [`${many.toLocaleString('en-GB')} ${sourceWords[source]}`] : []
  })
  return `${counted(all, 'answer')}${by.length ? `: ${listOf(by)}` : ''}`
}

/** What a figure said since the decision, against what it was before. Nothing more than that is claimed. */
export function sinceWords({ indicator, before, since }: Pick<Figure, 'indicator' | 'before' | 'since'>): string {
  const { unit, good, due } = indicator
  const latest = since.at(-1)
  if (!latest)
    return `Not known yet. ${due ? `The next figure is due on ${longDate(due)}.` : 'Nobody has said when the next figure comes.'}`
  const now = `${showQuantity(latest.value, unit)} in ${latest.period}`
  if (!before) return `${now}. There is no figure from before the answer to set beside it.`
  const was = `${showQuantity(before.value, unit)} in ${before.period}`
  if (showQuantity(before.value, unit) === showQuantity(latest.value, unit))
    return `${now}, the same as before the answer (${before.period}).`
  const up = latest.value > before.value
  const wanted =
    good === 'neither' ? '' : up === (good === 'up') ? ', which is the way we want' : ', which is not what we want'
  return `${now}, ${up ? 'up' : 'down'} from ${was}, before the answer${wanted}.`
}

/** Stands under every figure. */
export const noProof = 'A figure moves for many reasons. It does not prove that this is what changed it.'
