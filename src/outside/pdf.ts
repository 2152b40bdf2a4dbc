// Documents as PDF that everyone can read: A4, tagged to PDF/UA-1, laid out by Typst in a process of its own.

import { brandOf } from '../kernel/colour.ts'
import { longDate } from '../kernel/words.ts'
import { compile, type Unmade } from './pdf-process.ts'
import { paperTemplate, probeTemplate } from './pdf-template.ts'

/** Every string stands as it is: nothing in it is markup. A line break in it is one on paper. */
export interface PaperDocument {
  readonly title: string
  readonly subtitle?: string
  /** The words that the template adds are English. */
  readonly language: 'en-GB'
  /** `YYYY-MM-DD`. */
  readonly published: string
  /** The body that answers for the words. */
  readonly author: string
  /** Stands at the head of each page. */
  readonly partnership: string
  /** Brand as `#rrggbb`, for lines and marks; never for words. */
  readonly colour?: string
  readonly sections: readonly PaperSection[]
}

export interface PaperSection {
  readonly heading: string
  readonly blocks: readonly PaperBlock[]
}

export type PaperBlock =
  | { readonly kind: 'paragraph' | 'note'; readonly words: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'terms'; readonly items: readonly { readonly term: string; readonly words: string }[] }
  | PaperTable

export interface PaperTable {
  readonly kind: 'table'
  readonly caption: string
  readonly headings: readonly string[]
  /** Each as long as `headings`. */
  readonly rows: readonly (readonly string[])[]
  /** Columns of numbers, from 0; they stand to the right. */
  readonly numeric?: readonly number[]
}

/** Stands for what the typeface lacks; the document then says so at its end. */
const missingSign = '□'

/**
 * The same document gives the same bytes. Throws where the title is empty, a table's rows do not fit its headings, or
 * one try takes longer than a minute.
 */
export const writePdf = async (document: PaperDocument): Promise<Uint8Array> => layOut(paperTemplate, paperOf(document))

/**
 * Lays words out by a template of ours, which finds them in `sys.inputs.paper` and shows, where `missing`, that some
 * letters stand as `□`. Throws as `writePdf` does.
 */
export async function layOut(template: string, words: { readonly title: string }): Promise<Uint8Array> {
  const paper = eachText(words, clean)
  if (paper.title.trim() === '') throw new Error('A document needs a title.')
  const made = await compile(template, { paper: JSON.stringify({ ...paper, missing: false }) })
  if (isMade(made)) return made
  // PDF/UA refuses a document with a sign that the typeface lacks. That is rare and dear to look for: only now.
  const unusual = unusualIn(paper)
  const again = await compile(template, { paper: JSON.stringify(without(paper, await missingOf(unusual))) })
  if (isMade(again)) return again
  // What can be shown alone may still not be shaped beside others.
  const plainest = await compile(template, { paper: JSON.stringify(without(paper, unusual)) })
  if (isMade(plainest)) return plainest
  throw new Error(`The document “${paper.title}” could not be made. ${plainest.unmade}`)
}

const isMade = (made: Uint8Array | Unmade): made is Uint8Array => made instanceof Uint8Array

function paperOf(document: PaperDocument) {
  const { title, subtitle = '', published, author, partnership, colour, sections } = document
  return {
    title,
    subtitle,
    author,
    partnership,
    dateline: `${author} · ${longDate(published)}`,
    colour: brandOf(colour),
    sections: sections.map(({ heading, blocks }) => ({ heading, blocks: blocks.flatMap(blockOf) })),
  }
}

/** What has nothing in it is left out: an empty list or table is an error to a reader's software. */
function blockOf(block: PaperBlock): readonly PaperBlock[] {
  if (block.kind === 'list' || block.kind === 'terms') return block.items.length > 0 ? [block] : []
  if (block.kind !== 'table') return [block]
  const { caption, headings, rows, numeric = [] } = block
  if (rows.some(row => row.length !== headings.length)) throw new Error(`Rows do not fit the headings of “${caption}”.`)
  return headings.length > 0 ? [{ ...block, numeric }] : []
}

/** Without what has no shape on paper: controls, halves of letters, soft hyphens, byte order marks. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Noncharacter_Code_Point}\ufeff\u00ad]/gu, '')

function eachText<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_, inner) => (typeof inner === 'string' ? change(inner) : inner))
}

const segmenter = new Intl.Segmenter('en-GB', { granularity: 'grapheme' })
const segmentsOf = (text: string, change: (segment: string) => string): string =>
  Array.from(segmenter.segment(text), ({ segment }) => change(segment)).join('')

/** Letters and signs that a face may lack. */
function unusualIn(paper: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  eachText(paper, text =>
    segmentsOf(text, segment => {
      if (!latin.test(segment)) found.add(segment)
      return segment
    }),
  )
  return found
}

/** Every face has these. */
const latin = /^[\n -~\u00a0-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac]*$/

async function missingOf(segments: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const missing = new Set<string>()
  for (const segment of segments) {
    if (!isMade(await compile(probeTemplate, { segment }))) missing.add(segment)
  }
  return missing
}

const without = <T extends object>(paper: T, missing: ReadonlySet<string>) => ({
  ...eachText(paper, text => segmentsOf(text, segment => (missing.has(segment) ? missingSign : segment))),
  missing: missing.size > 0,
})
