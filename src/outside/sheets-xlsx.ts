// The XLSX side of spreadsheets, through exceljs, with guards against files that unpack to far more than they seem.

import { inflateRawSync } from 'node:zlib'
import type { Cell, CellValue, Worksheet } from 'exceljs'
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts'
import type { RawRow } from './sheets-csv.ts'

const mostUnpacked = 100 * 1024 * 1024
const mostMergedCells = 1_000_000
const mostParts = 10_000

/** Parts that say nothing about values; exceljs spends minutes on some of them when they cover whole columns. */
const ignoreNodes = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'legacyDrawing',
  'tableParts',
  'extLst',
]

/** The rows of one sheet, and what the sheet is called. */
export interface NamedRows {
  readonly name: string
  readonly rows: readonly RawRow[]
}

/**
 * Rows of the first visible sheet that holds anything. A merged area gives its value to each of its cells; a formula
 * gives its last result.
 */
export async function parseXlsx(bytes: Uint8Array, name: string, mostRows: number): Promise<RawRow[] | Refusal> {
  const sheets = await visibleSheets(bytes, name, mostRows)
  return isRefusal(sheets) ? sheets : rowsOf(sheets[0]!)
}

/** The same of every visible sheet that holds anything, in their order. */
export async function parseXlsxSheets(
  bytes: Uint8Array,
  name: string,
  mostRows: number,
): Promise<NamedRows[] | Refusal> {
  const sheets = await visibleSheets(bytes, name, mostRows)
  return isRefusal(sheets) ? sheets : sheets.map(sheet => ({ name: sheet.name, rows: rowsOf(sheet) }))
}

async function visibleSheets(bytes: Uint8Array, name: string, mostRows: number): Promise<Worksheet[] | Refusal> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  try {
    const found = unpackedSize(file, mostRows)
    if (found === 'too-large') {
      return refuse('sheet-too-large', `${name} is too large once it is unpacked. Save the sheet as CSV and try again.`)
    }
    if (found === 'broken') return unreadable(name)
    await workbook.xlsx.load(file as unknown as ArrayBuffer, { ignoreNodes })
  } catch {
    // Files come from outside: zip and XML parsers throw errors of every type on broken ones, and none is our bug.
    return unreadable(name)
  }
  const sheets = workbook.worksheets.filter(each => each.state === 'visible' && each.actualRowCount > 0)
  return sheets.length ? sheets : refuse('sheet-empty', `${name} holds no sheet with anything in it.`)
}

const unreadable = (name: string): Refusal =>
  refuse('sheet-unreadable', `${name} cannot be read as an Excel file. Save it again as .xlsx or CSV.`)

function rowsOf(sheet: Worksheet): RawRow[] {
  const rows: RawRow[] = []
  sheet.eachRow((row, line) => {
    const cells: string[] = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = textOf(cell)
    })
    rows.push({ line, cells: Array.from(cells, text => text ?? '') })
  })
  return rows
}

function textOf(cell: Cell): string {
  const value = cell.value
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value, cell.numFmt)
  if (typeof value === 'object' && ('formula' in value || 'sharedFormula' in value)) {
    // Fifteen figures are what a spreadsheet shows of a sum; past them stands only 0.1 + 0.2 = 0.30000000000000004.
    const { result } = value
    return typeof result === 'number' ? numberText(Number(result.toPrecision(15)), cell.numFmt) : writtenText(result)
  }
  return writtenText(value)
}

function writtenText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value !== 'object') return String(value)
  if ('error' in value) return value.error
  if ('richText' in value) return value.richText.map(part => part.text).join('')
  if ('text' in value) return writtenText(value.text)
  return ''
}

/** A cell that shows 25% holds 0.25; people mean what they see. */
const numberText = (value: number, format: string | undefined): string =>
  format?.includes('%') ? `${Number((value * 100).toPrecision(15))}%` : String(value)

/** Spreadsheet dates have no time zone; exceljs gives them as if they were UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}

/**
 * Unpacks every part with a limit, since the sizes a zip file states can lie, and looks for areas that
 * exceljs would fill cell by cell: merges of whole sheets and rows past the end.
 */
function unpackedSize(file: Buffer, mostRows: number): 'fine' | 'too-large' | 'broken' {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) return 'broken'
  let left = mostUnpacked
  let parts = 0
  // The list is followed by its own marks, as the zip reader behind exceljs does, not by the count the file states.
  for (let at = file.readUInt32LE(end + 16); at + 46 <= end && file.readUInt32LE(at) === 0x02014b50; parts++) {
    if (parts > mostParts) return 'too-large'
    const packed = file.readUInt32LE(at + 20)
    const local = file.readUInt32LE(at + 42)
    const path = file.toString('latin1', at + 46, at + 46 + file.readUInt16LE(at + 28))
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const content = unpack(file.subarray(start, start + packed), file.readUInt16LE(at + 10), left)
    if (!content) return 'too-large'
    left -= content.length
    if (path.includes('worksheets/') && !isWithinReason(content.toString('latin1'), mostRows)) return 'too-large'
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts === 0 ? 'broken' : 'fine'
}

function unpack(packed: Buffer, method: number, limit: number): Buffer | null {
  if (method === 0) return packed.length <= limit ? packed : null
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(limit, 1) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null
    throw error
  }
}

function isWithinReason(xml: string, mostRows: number): boolean {
  for (const found of xml.matchAll(/<row\s[^>]*?\br\s*=\s*["'](\d{6,})["']/g)) {
    if (Number(found[1]) > mostRows + 1) return false
  }
  let merged = 0
  for (const found of xml.matchAll(/<mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']/g)) {
    merged += (columnOf(found[3]!) - columnOf(found[1]!) + 1) * (Number(found[4]) - Number(found[2]) + 1)
  }
  return merged <= mostMergedCells
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

export async function writeXlsxTable(sheetName: string, table: Iterable<(string | number | null)[]>): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(
    sheetName
      .replace(/[[\]*?:/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .slice(0, 31)
      .trim() || 'Sheet',
  )
  for (const row of table) sheet.addRow(row.map(cell => (typeof cell === 'string' ? escaped(cell) : cell)))
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** XLSX writes a carriage return as `_x000D_`, and so a text that holds those very signs has to be marked. */
const escaped = (text: string): string => text.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x').replaceAll('\r', '_x000D_')
