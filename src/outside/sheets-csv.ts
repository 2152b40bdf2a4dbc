// The CSV side of spreadsheets: bytes to text, text to rows of cells, and back.

import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { windows1252 } from '../kernel/windows-1252.ts'

/** One row as it stands in the file, before headings are given to its cells. */
export interface RawRow {
  readonly line: number
  readonly cells: string[]
}

/** UTF-16 is known by its mark; what is not valid UTF-8 is Windows-1252, as British Windows programs write it. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: 'utf-8' | 'windows-1252' | 'utf-16' } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    // The only question asked of the decoder is whether the bytes are UTF-8; throwing is how it says no.
    return { text: windows1252(bytes), encoding: 'windows-1252' }
  }
}

/** Rows of text cells, blank rows included; quoted cells may hold line breaks. */
export function parseCsv(text: string, name: string, mostRows: number): RawRow[] | Refusal {
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      max_record_size: 1_000_000,
      to: mostRows + 2,
    })
    if (records.length > mostRows + 1)
      return refuse('sheet-too-large', `${name} has more than 1,000,000 rows. Split it.`)
    return records.map((cells, at) => ({ line: at + 1, cells }))
  } catch (error) {
    // Files come from outside: the parser throws on broken quoting, and that is for the sender to hear.
    if (!(error instanceof CsvError)) throw error
    const words = `${name} cannot be read: a quote mark is opened and not closed, or a row is far too long.`
    return refuse('sheet-unreadable', words)
  }
}

export const stringifyCsv = (table: Iterable<readonly (string | number | null)[]>): string =>
  stringify([...table] as (string | number | null)[][], {
    bom: true,
    record_delimiter: '\r\n',
    quoted_match: /[\r\n\t;]|^\s|\s$/,
    cast: { number: String },
  })

/** The sign that stands most often in the first line that has one: a tab, a semicolon or a comma. */
function delimiterOf(text: string): string {
  const start = text.search(/[^\r\n]/)
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ])
  let quoted = false
  for (let at = Math.max(start, 0); at < text.length; at++) {
    const sign = text[at]!
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '\n' || sign === '\r') && [...counts.values()].some(count => count > 0)) break
    else if (!quoted && counts.has(sign)) counts.set(sign, counts.get(sign)! + 1)
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
