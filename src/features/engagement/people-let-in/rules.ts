// The rules of letting people in: when codes and lists may be made, what a code looks like, what a postcode is.

import { randomInt } from 'node:crypto'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { listOf } from '../../../kernel/words.ts'
import { plainPostcode } from '../admission.ts'
import * as core from '../model.ts'
import * as model from './model.ts'

/** As long as people can still answer, and where this is how they take part. */
export function mayLetIn(
  facts: Pick<model.LetInFacts, 'linked' | 'state' | 'admits' | 'secret'>,
  admits: core.Admits,
): Refusal | null {
  if (facts.linked) return core.linkedOnly
  if (facts.state === 'called-off') return core.calledOff
  if (facts.state === 'closed') return core.closed
  if (facts.secret.length === 0) return model.erased
  return facts.admits === admits ? null : model.admitsOtherwise(facts.admits)
}

/** Letters and figures that nobody takes for one another, whatever the handwriting: no 0/O, 1/I/L, 2/Z, 5/S, 8/B. */
const signs = 'ACDEFGHJKMNPQRTUVWXY34679'
const half = 5

/** `ACDEF-GHJKM`: 46 bits, so that guessing one of 5,000 takes some ten thousand million tries. */
export function newCode(): string {
  const code = Array.from({ length: 2 * half }, () => signs[randomInt(signs.length)]).join('')
  return `${code.slice(0, half)}-${code.slice(half)}`
}

/** A body that answered keeps its answer: another code would be a second one. */
export function mayInvite(asked: readonly number[], bodies: readonly model.BodyFacts[]): Refusal | null {
  if (asked.length === 0) return model.nobodyInvited
  if (bodies.length < asked.length) return model.bodyUnknown
  const answered = bodies.filter(one => one.answered).map(one => one.name)
  return answered.length
    ? refuse(
        'answered-already',
        `${listOf(answered)} answered already, so ${answered.length === 1 ? 'it needs' : 'they need'} no other code.`,
        'organisations',
      )
    : null
}

export interface ReadPostcodes {
  /** Capital letters, no blank; each once. */
  readonly good: readonly string[]
  /** What is no postcode, as it was written, with its line. */
  readonly bad: readonly { readonly line: number; readonly written: string }[]
}

const shape = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/

export function readPostcodes(written: readonly { readonly line: number; readonly words: string }[]): ReadPostcodes {
  const good = new Set<string>()
  const bad: { line: number; written: string }[] = []
  for (const { line, words } of written) {
    const plain = plainPostcode(words)
    if (shape.test(plain)) good.add(plain)
    else if (words.trim() !== '') bad.push({ line, written: words.trim().slice(0, 40) })
  }
  return { good: [...good], bad }
}

/** A pasted list: one a line, or with commas, semicolons or tabs between. */
export const writtenIn = (list: string): readonly { readonly line: number; readonly words: string }[] =>
  list
    .split('\n')
    .flatMap((row, index) => row.split(/[,;\t]/).map(words => ({ line: index + 1, words })))
    .filter(({ words }) => !isHeading(words))

/** The column of a file under the heading “postcode”; a file of one column needs no heading. Null where there is none. */
export function columnOf(
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
): readonly { readonly line: number; readonly words: string }[] | null {
  const headed = rows.slice(0, 20).findIndex(row => row.cells.some(isHeading))
  const column = headed < 0 ? 0 : rows[headed]!.cells.findIndex(isHeading)
  if (headed < 0 && rows.some(row => row.cells.filter(Boolean).length > 1)) return null
  return rows.slice(headed + 1).map(row => ({ line: row.line, words: row.cells[column] ?? '' }))
}

const isHeading = (words: string): boolean => /^(full\s*)?post\s*-?codes?$/i.test(words.trim())

export function mayKeep({ good, bad }: ReadPostcodes, field: 'list' | 'file'): Refusal | null {
  if (good.length > model.mostPostcodes)
    return refuse(
      'too-many-postcodes',
      `A list can hold ${model.mostPostcodes.toLocaleString('en-GB')} postcodes. This one has ${good.length.toLocaleString('en-GB')}.`,
      field,
    )
  if (good.length) return null
  const example = bad[0] ? ` “${bad[0].written}” is none.` : ''
  return refuse('no-postcodes', `There are no whole postcodes in it, like EH1 1AA.${example}`, field)
}

const mostNamed = 20

/** How it went, line by line: how many are kept, and what was left out. */
export function keptWords({ good, bad }: ReadPostcodes): string {
  const named = bad.slice(0, mostNamed).map(one => `Line ${one.line}: ${one.written}`)
  return [
    `${good.length.toLocaleString('en-GB')} ${good.length === 1 ? 'postcode is' : 'postcodes are'} on the list now.`,
    ...(bad.length
      ? [
          `${bad.length.toLocaleString('en-GB')} left out, because ${bad.length === 1 ? 'it is' : 'they are'} no whole postcode:`,
        ]
      : []),
    ...named,
    ...(bad.length > mostNamed ? [`and ${bad.length - mostNamed} more.`] : []),
  ].join('\n')
}
