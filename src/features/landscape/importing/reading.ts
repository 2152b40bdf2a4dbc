// Finds the list of groups in people's own workbooks: the sheet, its headings in one line or two, and the rows below,
// without titles, blank lines, repeated headings and sums. What is passed over is named, so that nothing is lost. Pure.

import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { tidy } from '../../../operation/fields.ts'
import type { NamedRows, RawRow } from '../../../outside/sheets.ts'
import { between, type Column, longestHeading, suggest } from './headings.ts'

/**
 * Something that was not taken in; `line` is its row in the file, where it has one. `words` may quote what stands under a
 * known heading. What stands anywhere else (titles, notes) may be about people: it is `said`, which the preview shows and
 * nothing keeps.
 */
export interface LeftOut {
  readonly line: number | null
  readonly words: string
  readonly said?: string
}

export interface ListedRow {
  readonly line: number
  /** By column; short rows are filled with ''. */
  readonly cells: readonly string[]
  /** What stands across the whole sheet above it. */
  readonly band: Band | null
}

export interface Band {
  readonly line: number
  readonly words: string
}

/** The list of groups in a file. */
export interface Listing {
  readonly sheet: string
  readonly columns: readonly Column[]
  readonly rows: readonly ListedRow[]
  readonly leftOut: readonly LeftOut[]
}

/** Headings are looked for in this many lines that are not blank. */
const deepest = 15

/** What is about the whole file first, then line by line. */
export const inOrder = (leftOut: readonly LeftOut[]): LeftOut[] =>
  [...leftOut].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))

interface Header {
  readonly sheet: NamedRows
  /** Rows that hold something. */
  readonly rows: readonly RawRow[]
  readonly at: number
  readonly height: 1 | 2
  readonly headings: readonly string[]
  readonly known: number
}

/** The list in the sheet where the most headings are understood, from the first of its rows below the headings. */
export function findList(sheets: readonly NamedRows[], name: string): Listing | Refusal {
  const headers = sheets.map(sheet => headerIn(tidied(sheet)))
  const best = headers.reduce((most, next) => (next && next.known > (most?.known ?? 0) ? next : most), null)
  if (!best) {
    return refuse(
      'no-groups',
      `${name} has no headings that are understood here. Give the columns names, like Group and Organisation.`,
      'file',
    )
  }
  const others = sheets.filter((_, at) => headers[at] !== best)
  return listingOf(
    best,
    others.map(sheet => ({
      line: null,
      words: `The sheet “${sheet.name}” was not read: it looks less like a list of groups.`,
    })),
  )
}

const tidied = ({ name, rows }: NamedRows): NamedRows => ({
  name: tidy(name),
  rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(tidy) })),
})

function headerIn(sheet: NamedRows): Header | null {
  const rows = sheet.rows.filter(row => row.cells.some(cell => cell !== ''))
  let best: Header | null = null
  const offer = (at: number, height: 1 | 2, headings: readonly string[]) => {
    const known = understoodIn(headings)
    // Of two lines and their lower line alone, the two say more.
    if (known > 0 && (known > (best?.known ?? 0) || (known === best?.known && height === 2 && best.at === at)))
      best = { sheet, rows, at, height, headings, known }
  }
  for (let at = 0; at < Math.min(rows.length, deepest); at++) {
    const upper = rows[at]!.cells
    const lower = rows[at + 1]?.cells ?? []
    offer(at, 1, upper)
    if (isSecondLine(upper, lower)) offer(at, 2, joined(upper, lower))
  }
  return best
}

const understoodIn = (headings: readonly string[]): number =>
  new Set(headings.flatMap(heading => (heading && suggest(heading)?.meaning) || [])).size

/** Whether a line goes on with the headings above it: most of what it says are headings too, and not the same ones. */
function isSecondLine(upper: readonly string[], lower: readonly string[]): boolean {
  if (new Set(upper.filter(Boolean)).size < 2 || sameCells(upper, lower)) return false
  const said = lower.filter((cell, at) => cell !== '' && cell !== upper[at])
  const known = said.filter(cell => suggest(cell) !== null && !suggest(cell)!.near).length
  return known >= 2 && known >= said.length / 2
}

/** `upper – lower`; the upper line goes on to the right until it says something else. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let above = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const top = upper[at] ?? ''
    const below = lower[at] ?? ''
    if (top) above = top
    if (!below || below === top) return top
    return above ? `${above}${between}${below}` : below
  })
}

const sameCells = (one: readonly string[], other: readonly string[]): boolean =>
  Array.from({ length: Math.max(one.length, other.length) }).every((_, at) => (one[at] ?? '') === (other[at] ?? ''))

function listingOf({ sheet, rows, at, height, headings }: Header, others: readonly LeftOut[]): Listing {
  const leftOut: LeftOut[] = [...others]
  for (const row of rows.slice(0, at))
    leftOut.push({ line: row.line, words: 'A line above the headings.', said: distinct(row.cells).join(', ') })
  const below = rows.slice(at + height)
  const width = below.reduce((most, row) => Math.max(most, row.cells.length), headings.length)
  const used = Array.from({ length: width }, (_, column) => below.some(row => (row.cells[column] ?? '') !== ''))
  const columns = named(headings, used)
  const repeated = rows.slice(at, at + height).map(row => row.cells)
  const kept: ListedRow[] = []
  let band: Band | null = null
  for (const { line, cells } of below) {
    const said = cells.filter(Boolean)
    const passed = passedOver(cells, said, repeated)
    if (passed) leftOut.push({ line, ...passed })
    else if (said.length >= 3 && new Set(said).size === 1) {
      if (band && kept.at(-1)?.band !== band) leftOut.push(bandLeftOut(band))
      band = { line, words: said[0]! }
    } else kept.push({ line, cells: Array.from({ length: width }, (_, column) => cells[column] ?? ''), band })
  }
  if (band && kept.at(-1)?.band !== band) leftOut.push(bandLeftOut(band))
  return { sheet: sheet.name, columns, rows: kept, leftOut: inOrder(leftOut) }
}

/** A line across the sheet that was not the name of a group. */
export const bandLeftOut = ({ line, words }: Band): LeftOut => ({
  line,
  words: 'A line across the sheet was read as a heading.',
  said: words,
})

const total = /^(sub[- ]?|grand )?totals?\s*(seats|members|groups|number|no\.?)?\s*:?$/i
const note = /^(\*|(notes?|source|key|n\.?b\.?|(last )?updated|as at)\s*[:.–-])/i

/** Why a row is no row of the list; null where it is one. */
function passedOver(
  cells: readonly string[],
  said: readonly string[],
  headings: readonly (readonly string[])[],
): Pick<LeftOut, 'words' | 'said'> | null {
  const repeats = (cell: string, at: number) => cell === '' || headings.some(line => line[at] === cell)
  if (said.length >= 2 && cells.every(repeats)) return { words: 'This row repeats the headings.' }
  if (total.test(said[0]!)) return { words: 'This row is a sum.' }
  if (new Set(said).size === 1 && note.test(said[0]!)) return { words: 'A note.', said: said[0]! }
  return null
}

/** Columns that say something; each has a name of its own. */
function named(headings: readonly string[], used: readonly boolean[]): Column[] {
  const seen = new Map<string, number>()
  return used.flatMap((isUsed, column) => {
    const words = headings[column]?.slice(0, longestHeading).trim() || (isUsed ? `Column ${letterOf(column)}` : '')
    if (!words) return []
    const times = (seen.get(words) ?? 0) + 1
    seen.set(words, times)
    return { heading: times === 1 ? words : `${words} (${times})`, column }
  })
}

/** A column as a spreadsheet program calls it. */
const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

const distinct = (cells: readonly string[]): string[] => [...new Set(cells.filter(Boolean))]

export const short = (words: string): string => (words.length > 100 ? `${words.slice(0, 99)}…` : words)
