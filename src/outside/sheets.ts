// Spreadsheets as people have them: CSV, TSV, semicolons or XLSX in, CSV and XLSX out.
// What goes out comes back in unchanged, and no text in it can run as a formula.

import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts'
import { decodeText, parseCsv, type RawRow, stringifyCsv } from './sheets-csv.ts'
import { type NamedRows, parseXlsx, parseXlsxSheets, writeXlsxTable } from './sheets-xlsx.ts'

export type { RawRow } from './sheets-csv.ts'
export type { NamedRows } from './sheets-xlsx.ts'

export interface SheetRow {
  /** The row's number as a spreadsheet program shows it: 1 is the first row, blank rows count. */
  readonly line: number
  /** By trimmed heading; a cell that is not there is ''. */
  readonly cells: Readonly<Record<string, string>>
}

export interface SheetProblem {
  readonly line: number
  readonly words: string
}

export interface Sheet {
  readonly headings: readonly string[]
  readonly rows: readonly SheetRow[]
  /** Rows left out because they have more cells than there are headings: their values may have slipped. */
  readonly problems: readonly SheetProblem[]
  readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16' | 'xlsx'
}

const mostBytes = 50 * 1024 * 1024
const mostRows = 1_000_000

/**
 * Reads a spreadsheet by its content, whatever it is called. The first row that is not blank holds the headings.
 * Cells are text: trimmed (no-break spaces too), dates as `YYYY-MM-DD`, numbers as written.
 * Short rows are filled with ''. Blank rows are left out and still counted.
 */
export async function readSheet(bytes: Uint8Array, name = 'The file'): Promise<Sheet | Refusal> {
  const unfit = mayRead(bytes, name)
  if (unfit) return unfit
  if (isZip(bytes)) {
    const table = await parseXlsx(bytes, name, mostRows)
    return isRefusal(table) ? table : sheetOf(table, 'xlsx', name)
  }
  const read = readText(bytes, name)
  return isRefusal(read) ? read : sheetOf(read.table, read.encoding, name)
}

/**
 * Every sheet as it stands, for files whose headings have to be looked for: nothing is taken for a heading, no row is
 * set aside. Cells are text as in `readSheet`. A text file is one sheet without a name.
 */
export async function readSheets(bytes: Uint8Array, name = 'The file'): Promise<NamedRows[] | Refusal> {
  const unfit = mayRead(bytes, name)
  if (unfit) return unfit
  const read = isZip(bytes) ? await parseXlsxSheets(bytes, name, mostRows) : readText(bytes, name)
  if (isRefusal(read)) return read
  const sheets = Array.isArray(read) ? read : [{ name: '', rows: read.table }]
  return sheets.map(sheet => ({
    name: sheet.name,
    rows: sheet.rows.map(({ line, cells }) => ({ line, cells: cells.map(plain) })),
  }))
}

function mayRead(bytes: Uint8Array, name: string): Refusal | null {
  if (bytes.length > mostBytes) {
    return refuse('sheet-too-large', `${name} is larger than 50 MB. Split it into smaller files.`)
  }
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])
    ? refuse('sheet-old-excel', `${name} is in an older Excel format. Save it as .xlsx or CSV and try again.`)
    : null
}

function readText(bytes: Uint8Array, name: string): { table: RawRow[]; encoding: Sheet['encoding'] } | Refusal {
  const { text, encoding } = decodeText(bytes)
  if (text.includes('\u0000')) return refuse('sheet-unreadable', `${name} is not a spreadsheet that can be read.`)
  const table = parseCsv(text, name, mostRows)
  return isRefusal(table) ? table : { table, encoding }
}

/** CSV that spreadsheet programs open without asking: UTF-8 with a byte order mark, CRLF line ends. */
export function writeCsv(headings: readonly string[], rows: Iterable<readonly (string | number | null)[]>): string {
  return stringifyCsv(safeTable(headings, rows))
}

/** An XLSX file of one sheet. Numbers are numbers, everything else is text. */
export function writeXlsx(
  sheetName: string,
  headings: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<Buffer> {
  return writeXlsxTable(sheetName, safeTable(headings, rows))
}

function* safeTable(
  headings: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): Generator<(string | number | null)[]> {
  yield headings.map(neutral)
  for (const row of rows) yield row.map(cell => (typeof cell === 'string' ? neutral(cell) : cell))
}

function sheetOf(table: RawRow[], encoding: Sheet['encoding'], name: string): Sheet | Refusal {
  const first = table.findIndex(row => !isBlank(row.cells))
  if (first < 0) return refuse('sheet-empty', `${name} is empty.`)
  const headings = headingsOf(table[first]!.cells, table, first, name)
  if (isRefusal(headings)) return headings
  const rows: SheetRow[] = []
  const problems: SheetProblem[] = []
  for (let at = first + 1; at < table.length; at++) {
    const { line, cells } = table[at]!
    if (isBlank(cells)) continue
    if (cells.length > headings.length && !isBlank(cells.slice(headings.length))) {
      const words = `The row has ${cells.length} cells but there are ${headings.length} headings. Check its commas and quote marks.`
      problems.push({ line, words })
    } else {
      rows.push({ line, cells: cellsOf(headings, cells) })
    }
  }
  return { headings, rows, problems, encoding }
}

function headingsOf(cells: string[], table: RawRow[], first: number, name: string): string[] | Refusal {
  const headings = cells.map(cell => plain(cell))
  while (headings.length > 1 && headings[headings.length - 1] === '') headings.pop()
  const seen = new Set<string>()
  for (const [at, heading] of headings.entries()) {
    if (heading === '' && at > 0) {
      const used = table.slice(first + 1).find(row => !isBlank(row.cells.slice(at, at + 1)))
      if (used) return refuse('sheet-heading', `${name} has values in column ${at + 1} but that column has no heading.`)
    } else if (seen.has(heading) || heading === '__proto__') {
      return refuse('sheet-heading', `${name} has more than one column called “${heading}”. Give each its own name.`)
    }
    seen.add(heading)
  }
  return headings
}

function cellsOf(headings: readonly string[], cells: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {}
  for (let at = 0; at < headings.length; at++) {
    // A column without heading and without values stays out, except a first one, which is named ''.
    if (headings[at] !== '' || at === 0) named[headings[at]!] = plain(cells[at] ?? '')
  }
  return named
}

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b])

const isBlank = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '')

const startsWith = (bytes: Uint8Array, signature: number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Whether a spreadsheet program may take the text for a formula; apostrophes before it count, so that they survive. */
const mayRun = (text: string): boolean => /^'*[=+\-@\t\r\n]/.test(text) && !number.test(text)

/** Not allowed in the XML of a workbook. */
const noCharacters = /[\ufffe\uffff]/g

const neutral = (text: string): string => {
  const clean = text.replace(noCharacters, '')
  return mayRun(clean) ? `'${clean}` : clean
}

/** Undoes `neutral`: takes off one apostrophe that guards a formula. */
function plain(cell: string): string {
  const text = cell.trim()
  return text.charCodeAt(0) === 39 && mayRun(text.slice(1)) ? text.slice(1) : text
}
