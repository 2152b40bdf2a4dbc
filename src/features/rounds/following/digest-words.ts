// A digest in plain words: one sentence for each thing that moved, with the address that tells more.

import { showQuantity, type Unit } from '../../../kernel/quantity.ts'
import { counted, longDate } from '../../../kernel/words.ts'
import { addressOfAction } from '../../delivery/public.ts'
import { type Direction, directions, type Status, statusWords } from '../model.ts'

/** What moved; `subject` is the number that its page has. */
export type Moved = { readonly subject: number; readonly title: string } & (
  | { readonly kind: 'version'; readonly number: number }
  | {
      readonly kind: 'reading'
      readonly unit: Unit
      readonly value: number
      readonly period: string
      readonly before: { readonly value: number; readonly period: string } | null
      /** Where it was counted, if that is not the whole area. */
      readonly place: string | null
    }
  | { readonly kind: 'target'; readonly unit: Unit; readonly value: number; readonly period: string }
  | { readonly kind: 'adopted' }
  | {
      readonly kind: 'update'
      readonly about: 'action' | 'indicator'
      readonly status: Status | null
      readonly direction: Direction | null
      readonly words: string
    }
  | { readonly kind: 'milestone'; readonly words: string }
  | { readonly kind: 'stopped'; readonly because: string }
)

/** A letter is read in two minutes: what is more is counted, and stands on the page. */
const mostTold = 20
const longestQuote = 280

/** The heading and the words of one digest; `address` is the installation's. */
export function digestWords(
  moved: readonly Moved[],
  { title, since, from, slug, address }: { title: string; since: string; from: string; slug: string; address: string },
): { heading: string; words: string } {
  const more = moved.length - mostTold
  return {
    heading: `What moved since ${longDate(since)}: ${title}`,
    words: [
      `${from} writes to you because you follow this.`,
      ...moved.slice(0, mostTold).map(one => `\n${sentenceOf(one)}\n${address}${pathOf(slug, one)}`),
      ...(more > 0 ? [`\nAnd ${counted(more, 'more thing')}. All of it stands here:`] : ['\nIt all stands here:']),
    ].join('\n'),
  }
}

/** What moved, in one sentence. */
export function sentenceOf(one: Moved): string {
  switch (one.kind) {
    case 'version':
      return one.number === 1
        ? `The plan “${one.title}” was adopted.`
        : `The plan “${one.title}” was adopted anew, as version ${one.number}.`
    case 'reading':
      return `New figure. ${one.title}${one.place ? ` in ${one.place}` : ''}: ${showQuantity(one.value, one.unit)} in ${one.period}${one.before ? `, was ${showQuantity(one.before.value, one.unit)} in ${one.before.period}` : ''}.`
    case 'target':
      return `New target. ${one.title}: ${showQuantity(one.value, one.unit)} by ${one.period}.`
    case 'adopted':
      return `New work: ${one.title}.`
    case 'update':
      return `${one.title}. ${[one.status && `${statusWords[one.status]}`, one.direction && directions[one.direction].toLowerCase()].filter(Boolean).join(', ')}${one.status || one.direction ? '. ' : ''}${one.words ? `“${shortened(one.words)}”` : ''}`.trim()
    case 'milestone':
      return `Reached: ${one.words} (${one.title}).`
    case 'stopped':
      return `Stopped: ${one.title}. ${one.because ? `“${shortened(one.because)}”` : ''}`.trim()
  }
}

const pathOf = (slug: string, one: Moved): string =>
  one.kind === 'version'
    ? `/p/${slug}/plans/${one.subject}`
    : one.kind === 'reading' || one.kind === 'target' || (one.kind === 'update' && one.about === 'indicator')
      ? `/p/${slug}/indicators/${one.subject}`
      : addressOfAction(slug, one.subject)

function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ')
  return line.length > longestQuote
    ? `${[...line]
        .slice(0, longestQuote)
        .join('')
        .replace(/\s+\S*$/, '')} …`
    : line
}
