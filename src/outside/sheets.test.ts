import { existsSync, readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../kernel/refusal.ts'
import { readSheet, readSheets, type Sheet, writeCsv, writeXlsx } from './sheets.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function read(file: Uint8Array | string): Promise<Sheet> {
  const sheet = await readSheet(typeof file === 'string' ? bytes(file) : file)
  if (isRefusal(sheet)) throw new Error(sheet.words)
  return sheet
}

async function refusal(file: Uint8Array | string): Promise<string> {
  const sheet = await readSheet(typeof file === 'string' ? bytes(file) : file, 'levels.csv')
  return isRefusal(sheet) ? sheet.words : 'was read'
}

const cellsIn = (sheet: Sheet) => sheet.rows.map(row => Object.values(row.cells))

describe('reading CSV', () => {
  it('reads with and without a byte order mark', async () => {
    expect((await read('\uFEFFPlace,Value\r\nFife,1\r\n')).headings).toEqual(['Place', 'Value'])
    expect((await read('Place,Value\nFife,1')).rows).toEqual([{ line: 2, cells: { Place: 'Fife', Value: '1' } }])
  })

  it('reads Windows-1252, with its pounds, quotes and no-break spaces', async () => {
    const sheet = await read(Uint8Array.from([...bytes('Place,Cost\nEskdale'), 0xa0, 44, 0xa3, 49, 0x92, 0x80, 10]))
    expect(sheet.encoding).toBe('windows-1252')
    expect(cellsIn(sheet)).toEqual([['Eskdale', '£1’€']])
  })

  it('keeps a no-break space inside a cell', async () => {
    expect(cellsIn(await read('Place\n\u00a0West\u00a0Fife\u00a0'))).toEqual([['West\u00a0Fife']])
  })

  it('reads UTF-16 with its mark', async () => {
    const sheet = await read(Uint8Array.from(Buffer.from('\uFEFFPlace\tValue\r\nÉire\t2\r\n', 'utf16le')))
    expect(sheet.encoding).toBe('utf-16')
    expect(cellsIn(sheet)).toEqual([['Éire', '2']])
  })

  it('tells commas, semicolons and tabs apart, empty first cells included', async () => {
    expect(cellsIn(await read('"a,x";b\n1,5;2'))).toEqual([['1,5', '2']])
    expect(cellsIn(await read('a\tb\n\t2'))).toEqual([['', '2']])
  })

  it('skips blank rows and counts them', async () => {
    const sheet = await read('\n\nPlace,Value\n\n"Two\nlines",1\n,\nFife,2\n\n')
    expect(sheet.rows.map(row => [row.line, row.cells.Place])).toEqual([
      [5, 'Two\nlines'],
      [7, 'Fife'],
    ])
  })

  it('reads old Mac and mixed line ends, and quotes in the middle of a cell', async () => {
    expect(cellsIn(await read('a,b\r1,2\r\n3, "4,5"\n6" pipe,7'))).toEqual([
      ['1', '2'],
      ['3', '4,5'],
      ['6" pipe', '7'],
    ])
  })

  it('fills short rows and sets rows aside that are too long', async () => {
    const sheet = await read('a,b\n1\n1,2,,\n1,2,3\n4,5')
    expect(cellsIn(sheet)).toEqual([
      ['1', ''],
      ['1', '2'],
      ['4', '5'],
    ])
    expect(sheet.problems).toEqual([{ line: 4, words: expect.stringContaining('3 cells but there are 2 headings') }])
  })

  it('takes an empty first heading, drops empty columns and refuses headings that cannot be told apart', async () => {
    expect((await read(',Code,,\n0,C1,,')).rows[0]!.cells).toEqual({ '': '0', Code: 'C1' })
    expect((await read('a,,b\n1,,2')).rows[0]!.cells).toEqual({ a: '1', b: '2' })
    expect(await refusal('a,,b\n1,9,2')).toBe('levels.csv has values in column 2 but that column has no heading.')
    expect(await refusal('a, a\n1,2')).toContain('more than one column called “a”')
  })

  it('refuses what is no spreadsheet in plain words', async () => {
    expect(await refusal('')).toBe('levels.csv is empty.')
    expect(await refusal('a,b\n"1,2\n')).toContain('a quote mark is opened and not closed')
    expect(await refusal(Uint8Array.from([0x89, 0x50, 0, 1, 2]))).toContain('not a spreadsheet')
    expect(await refusal(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toContain('older Excel format')
    expect(await refusal(new Uint8Array(50 * 1024 * 1024 + 1))).toContain('larger than 50 MB')
    expect(await refusal(`a\n${'1\n'.repeat(1_000_001)}`)).toContain('more than 1,000,000 rows')
  })
})

describe('reading XLSX', () => {
  it('reads dates, formulas, rich text, links, percentages, merged cells and errors', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('Hidden', { state: 'hidden' }).addRow(['no'])
    const sheet = workbook.addWorksheet('Levels')
    sheet.addRow(['Place', 'Day', 'Sum', 'Text', 'Share', 'Link'])
    sheet.addRow([])
    sheet.addRow(['Fife', new Date('2024-05-31T00:00:00Z'), { formula: 'A1', result: 0.1 + 0.2 }])
    sheet.addRow([null, new Date('2024-05-31T14:30:00Z'), { formula: 'A1', result: { error: '#N/A' } }])
    sheet.mergeCells('A3:A4')
    sheet.getCell('D3').value = { richText: [{ text: 'very ' }, { font: { bold: true }, text: 'good' }] }
    sheet.getCell('D4').value = true
    sheet.getCell('E3').value = 0.07
    sheet.getCell('E3').numFmt = '0.0%'
    sheet.getCell('E4').value = 1.1
    sheet.getCell('F3').value = { text: 'here', hyperlink: 'https://example.org' }
    const back = await read(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(back.encoding).toBe('xlsx')
    expect(back.rows.map(row => [row.line, ...Object.values(row.cells)])).toEqual([
      [3, 'Fife', '2024-05-31', '0.3', 'very good', '7%', 'here'],
      [4, 'Fife', '2024-05-31 14:30', '#N/A', 'TRUE', '1.1', ''],
    ])
  })

  it('refuses broken files', async () => {
    expect(await refusal('PK\u0003\u0004 not really')).toContain('cannot be read as an Excel file')
    const good = await writeXlsx('x', ['a'], [[1]])
    expect(await refusal(new Uint8Array(good.subarray(0, good.length / 2)))).toContain(
      'cannot be read as an Excel file',
    )
  })

  it('refuses a file that unpacks to far more than it is, even when it states a small size', async () => {
    const zip = zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(150 * 1024 * 1024, 32), 10)
    expect(zip.length).toBeLessThan(1_000_000)
    expect(await refusal(zip)).toContain('too large once it is unpacked')
  })

  it('refuses merges of a whole sheet and rows past the end, which would take for ever', async () => {
    for (const xml of ['<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', '<row r="4000000000"/>']) {
      expect(await refusal(zipOf('xl/worksheets/sheet1.xml', Buffer.from(xml)))).toContain('too large')
    }
  })
})

describe('writing', () => {
  it('writes UTF-8 with a mark, CRLF, numbers as numbers and formulas as text', () => {
    expect(
      writeCsv(
        ['Place', 'Note'],
        [
          ['Na h-Eileanan Siar', '=1+1'],
          ['-5', -5],
          [null, "'@x"],
          ['a,b', '+44'],
        ],
      ),
    ).toBe("\uFEFFPlace,Note\r\nNa h-Eileanan Siar,'=1+1\r\n-5,-5\r\n,''@x\r\n\"a,b\",+44\r\n")
  })

  it('keeps numbers numbers in XLSX', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await writeXlsx('A/B: [x]', ['n'], [[90.08333333333331], ['=A1']])) as never)
    const sheet = workbook.worksheets[0]!
    expect(sheet.getCell('A2').value).toBe(90.08333333333331)
    expect(sheet.getCell('A3').value).toBe("'=A1")
  })

  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc
        .array(
          fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '1', '.', 'e', '"', ',', ';', '_x000D_', 'é', ' '),
          { maxLength: 8 },
        )
        .map(parts => parts.join('')),
    )
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write these
    .map(written => written.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, ''))
    // Cells are trimmed on reading, as people leave spaces at their edges; only signs that guard a formula stand first.
    .map(written => written.trim())
  const guarded = fc
    .tuple(fc.constantFrom('', '\t', '\r', '\n'), text)
    .map(([sign, rest]) => (rest === '' ? '' : sign + rest))
  const cell = fc.oneof(guarded, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null))
  const table = fc.array(fc.tuple(fc.nat(), cell, cell), { maxLength: 8 })
  const asRead = (rows: (string | number | null)[][]) =>
    rows.map(row => row.map(each => (each === null ? '' : String(each))))
  const headings = ['=id', "'-a", 'b']

  it('comes back unchanged through CSV', () =>
    fc.assert(
      fc.asyncProperty(table, async rows => {
        const back = await read(writeCsv(headings, rows))
        expect(back.headings).toEqual(headings)
        expect(cellsIn(back)).toEqual(asRead(rows))
      }),
      { numRuns: 500 },
    ))

  it('comes back unchanged through XLSX', () =>
    fc.assert(
      fc.asyncProperty(table, async rows => {
        const back = await read(new Uint8Array(await writeXlsx('Sheet', headings, rows)))
        expect(back.headings).toEqual(headings)
        expect(cellsIn(back)).toEqual(asRead(rows))
      }),
      { numRuns: 100 },
    ))
})

const published = new URL('../../../shared/data/', import.meta.url)

describe.skipIf(!existsSync(published))('published files (skipped where ../shared/data is missing)', () => {
  it.each([
    ['indicators/lgbf/lgbf_raw_real_by_council_with_scotland_and_family_group.csv', 33_258, 14, 'utf-8'],
    ['indicators/lgbf/lgbf_indicator_information.csv', 108, 35, 'utf-8'],
    ['indicators/cpop/CPPcleandata.csv', 8_811, 7, 'utf-8'],
    ['indicators/cpop/IGZ_timeseries_raw_long_Sep23.csv', 101_039, 4, 'utf-8'],
    ['lookups/DataZone2011lookup_2024-12-16.csv', 6_976, 38, 'windows-1252'],
  ])('%s', async (path, rows, columns, encoding) => {
    const sheet = await read(new Uint8Array(readFileSync(new URL(path, published))))
    expect([sheet.rows.length, sheet.headings.length, sheet.encoding, sheet.problems]).toEqual([
      rows,
      columns,
      encoding,
      [],
    ])
    expect(sheet.rows[rows - 1]!.line).toBe(rows + 1)
  })
})

/** A zip file of one part; `stated` lies about its unpacked size. */
function zipOf(path: string, content: Buffer, stated = content.length): Buffer {
  const packed = deflateRawSync(content)
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(packed.length, 4)
  sizes.writeUInt32LE(stated, 8)
  const common = Buffer.concat([
    Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]),
    sizes,
    Buffer.from([path.length, 0, 0, 0]),
  ])
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, Buffer.from(path), packed])
  const central = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, Buffer.alloc(14), Buffer.from(path)])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

describe('reading every sheet as it stands', () => {
  it('gives the visible ones in their order, with merged cells filled, and takes nothing for a heading', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('Hidden', { state: 'hidden' }).addRow(['no'])
    workbook.addWorksheet('Cover').addRow(['Our groups'])
    const sheet = workbook.addWorksheet('Groups')
    sheet.addRow(['Group', 'Group', ''])
    sheet.addRow([])
    sheet.addRow(['Board', 'Police', "'=1+1"])
    sheet.addRow([null, 'Fire'])
    sheet.mergeCells('A3:A4')
    const sheets = await readSheets(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(sheets).toMatchObject([
      { name: 'Cover', rows: [{ line: 1, cells: ['Our groups'] }] },
      {
        name: 'Groups',
        rows: [
          { line: 1, cells: ['Group', 'Group', ''] },
          { line: 3, cells: ['Board', 'Police', '=1+1'] },
          { line: 4, cells: ['Board', 'Fire'] },
        ],
      },
    ])
  })

  it('gives a text file as one sheet without a name', async () => {
    expect(await readSheets(bytes('Title\n\n a ,b\n'))).toEqual([
      {
        name: '',
        rows: [
          { line: 1, cells: ['Title'] },
          { line: 2, cells: [''] },
          { line: 3, cells: ['a', 'b'] },
        ],
      },
    ])
  })
})
