// Answers as columns of an open file, and a row of such a file as answers again. Pure: what goes out comes back in.

import { grouped } from '../../../kernel/grouped.ts'
import type { Answer, Answers } from '../model.ts'
import type { Question, Typed } from '../questions.ts'
import { shapeOf } from './model.ts'

export interface Column {
  /** `q4: What matters most?`, `q4.b: What matters most? Benches` */
  readonly heading: string
  readonly of: (answers: Answers, words: Readonly<Record<string, string>>) => string | number
}

/** What stands before a question's columns. */
export const firstHeadings = ['number', 'version', 'source', 'day', 'counted'] as const

const between = '; '

/**
 * Questions about the person have no column, and files none. One choice is its words, several stand in one cell,
 * rankings (places from 1) and points have a column for each option, so has where in a place (`q6.where`).
 */
export const columnsOf = (questions: readonly Question[]): readonly Column[] =>
  questions.filter(one => !one.about).flatMap(columnsOfOne)

function columnsOfOne(question: Question): readonly Column[] {
  const { id, title } = question
  const heading = (part: string, words: string) => `${id}${part}: ${words}`.replace(/\s+/g, ' ').trim()
  const labels = labelsOf(question)
  const label = (option: unknown) => labels.get(String(option)) ?? String(option)
  const each = (of: (answer: Answer, option: string) => number | undefined): Column[] =>
    (question.options ?? []).map(option => ({
      heading: heading(`.${option.id}`, `${title} ${option.words}`),
      of: answers => (answers[id] === undefined ? '' : (of(answers[id], option.id) ?? '')),
    }))
  const whole = (of: (answer: Answer) => string | number): Column => ({
    heading: heading('', title),
    of: answers => (answers[id] === undefined ? '' : of(answers[id])),
  })
  switch (shapeOf(question)) {
    case 'one':
      return [whole(label)]
    case 'place':
      return [whole(label), { heading: heading('.where', `${title} (where in it)`), of: (_, words) => words[id] ?? '' }]
    case 'several':
      return [whole(answer => (answer as readonly string[]).map(label).join(between))]
    case 'scale':
      return [whole(answer => answer as number)]
    case 'ranking':
      return each((answer, option) => (answer as readonly string[]).indexOf(option) + 1 || undefined)
    case 'points':
      return each((answer, option) => (answer as Readonly<Record<string, number>>)[option])
    case 'text':
      return [{ heading: heading('', title), of: (_, words) => words[id] ?? '' }]
    case 'file':
      return []
  }
}

/** What an option is called in a file: its words, or its id where they could be taken for something else. */
function labelsOf({ options = [] }: Question): ReadonlyMap<string, string> {
  const sayings = new Map(grouped(options, one => one.words))
  const ids = new Set(options.map(one => one.id))
  return new Map(
    options.map(({ id, words }) => {
      const clear = sayings.get(words)!.length === 1 && (words === id || !ids.has(words))
      return [id, clear && !words.includes(';') && words === words.replace(/\s+/g, ' ').trim() ? words : id]
    }),
  )
}

/** Which part of a question a heading is for: `q4.b`; null for a heading that is none of ours. */
export const partOf = (heading: string): string | null => /^([\w-]+(?:\.[^:]+)?):/.exec(heading)?.[1] ?? null

/** The parts that these questions have columns for. */
export const partsOf = (questions: readonly Question[]): readonly string[] =>
  columnsOf(questions).map(column => partOf(column.heading)!)

/** Cells by part, as somebody would have typed them; words in it were published, so they may be quoted. */
export function typedFrom(questions: readonly Question[], cells: ReadonlyMap<string, string>): Typed {
  const typed: Record<string, unknown> = {}
  for (const [part, cell] of cells) if (cell !== '') typed[part] = cell
  for (const question of questions) {
    const { id } = question
    const shape = shapeOf(question)
    const cell = cells.get(id) ?? ''
    const ids = new Map([...labelsOf(question)].map(([option, label]) => [label, option]))
    const option = (label: string) => ids.get(label) ?? label
    if (cell !== '' && (shape === 'one' || shape === 'place')) typed[id] = option(cell)
    if (cell !== '' && shape === 'several') typed[id] = cell.split(/;\s*/).map(option)
    if (shape === 'text' || shape === 'place') typed[`${id}.quote`] = 'yes'
  }
  return typed
}
