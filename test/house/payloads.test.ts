// What people type comes out inert everywhere it goes: tables, workbooks, letters, file names, StratML and the API.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/run.ts'
import type { Refusal } from '../../src/kernel/refusal.ts'
import { mailIntoFolder } from '../../src/outside/mail.ts'
import { readSheet, type Sheet, writeXlsx } from '../../src/outside/sheets.ts'
import { asOwner, useHouse } from '../harness.ts'
import { addressOf, furnish, type Known, sampleInput } from '../surface.ts'

const payloads = [
  '=HYPERLINK("http://evil.example","x")',
  "+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  "'=1+1",
  '"><img src=x onerror=alert(2)>',
  ']]></Name><script>alert(1)</script>&amp;&#0;',
  'Ann\r\nBcc: everyone@evil.example\r\n\r\nDear all',
  '../../"; filename="evil.exe',
  '=1\r\n+2\r\n@3, "quoted" — naïve',
]

const house = useHouse()
let known: Known
/** Every download there is, as its people get it. */
const downloads: { url: string; headers: Record<string, unknown>; bytes: Buffer }[] = []

beforeAll(async () => {
  known = await furnish(house)
  const coordinator = await house.person('coordinator@muir.test')
  const published = `place,code,indicator,period,value,unit,definition,source\n${payloads
    .map((each, at) => [known.area, `X${at}`, each, '2020', at + 1, 'number', each, each].map(quoted).join(','))
    .join('\n')}`
  const file = { name: payloads[9], bytes: Buffer.from(published) }
  await house.done('indicators.import-readings', { preset: 'long', file }, house.administrator)
  for (const [at, payload] of payloads.entries()) {
    for (const verb of house.site.operations.values()) {
      if (verb.surface === 'internal' || takesAway.test(verb.name)) continue
      const raw = { ...sampleInput(verb, known, `${payload} ${at}`), code: `X${at}`, email: `somebody${at}@muir.test` }
      const [actor, slug] = verb.scope === 'commons' ? [house.administrator] : [coordinator, 'muir']
      await house.perform(verb.name, raw, actor, slug)
    }
  }
  await house.done('plans.propose-version', { version: known.version }, coordinator, 'muir')
  const adopt = { version: known.version, adoptedOn: '2026-01-05', where: payloads[0], because: payloads[8] }
  await house.done('plans.adopt-version', adopt, coordinator, 'muir')

  const web = await house.web()
  const cookie = await house.cookie(coordinator)
  const numbers = await asOwner(house.owner, client =>
    client.query(
      `select (select jsonb_agg(id::text) from indicator) as indicator, (select jsonb_agg(code) from catalogue_indicator) as code,
              (select jsonb_agg(id::text) from plan) as plan`,
    ),
  )
  for (const face of house.site.faces) {
    if (face.kind !== 'download') continue
    const [, part] = /:(indicator|code|plan)\b/.exec(face.at) ?? []
    for (const one of part ? (numbers.rows[0][part] as string[]) : [''])
      for (const query of face.at.endsWith('stratml') ? ['?part=1', '?part=2'] : ['']) {
        const url = `${addressOf(face, { ...known, ...(part ? { [part]: one } : {}) }, 'muir')}${query}`
        const answer = await web.inject({ url, headers: { cookie } })
        if (answer.statusCode === 200) downloads.push({ url, headers: answer.headers, bytes: answer.rawPayload })
      }
  }
})

const takesAway =
  /(remove|end|drop|discard|erase|retire|withdraw|revoke|leave|unlink|go$|move$|adopt|propose|draft-next)/
const quoted = (cell: unknown): string => `"${String(cell).replaceAll('"', '""')}"`
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const ofKind = (kind: string) => downloads.filter(one => String(one.headers['content-type']).includes(kind))
const isSheet = (read: Sheet | Refusal): read is Sheet => 'rows' in read

const isFormula = (cell: string): boolean => /^[=+\-@\t\r\n]/.test(cell) && !number.test(cell)

/** No cell of the workbook is a formula, or would be one where it is typed in. */
async function expectInert(made: Buffer, from: string): Promise<number> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(made as unknown as ArrayBuffer)
  let cells = 0
  for (const sheet of workbook.worksheets)
    sheet.eachRow(row =>
      row.eachCell(cell => {
        cells++
        expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Number], `${from}: ${cell.text}`).toContain(cell.type)
        expect(isFormula(cell.text), `${from}: ${cell.text}`).toBe(false)
      }),
    )
  return cells
}

describe('tables', () => {
  it('hold no cell that a spreadsheet program would run', () => {
    expect(ofKind('text/csv').length).toBeGreaterThan(10)
    let guarded = 0
    for (const { url, bytes } of ofKind('text/csv'))
      for (const cell of (parse(bytes, { bom: true }) as string[][]).flat()) {
        expect(isFormula(cell), `${url}: ${cell}`).toBe(false)
        if (/^'[=+@-]/.test(cell)) guarded++
      }
    expect(guarded).toBeGreaterThan(10)
  })

  it('as workbooks hold no formula, and the same cells', async () => {
    for (const { url, bytes } of ofKind('text/csv')) {
      const sheet = await readSheet(bytes)
      if (!isSheet(sheet)) throw new Error(`${url}: ${sheet.words}`)
      const rows = sheet.rows.map(row => sheet.headings.map(heading => row.cells[heading]!))
      const made = await writeXlsx('Sheet', sheet.headings, rows)
      await expectInert(made, url)
      expect((await readSheet(made)) as Sheet, url).toMatchObject({ headings: sheet.headings, rows: sheet.rows })
    }
  })
})

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'thegither-export-'))
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    const login = `${house.owner.database}_login`
    await asOwner(house.owner, client => client.query(`drop owned by ${login}; drop role ${login}`))
  })

  it('writes the same tables, inert', async () => {
    const { host, port, user, password, database } = house.owner
    const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
    const environment = {
      DATABASE_URL: `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
      THEGITHER_DATA: folder,
    }
    vi.spyOn(console, 'log').mockImplementation(() => {})
    for (const address of ['/p/muir/indicators.csv', '/indicators/X0/readings.csv']) {
      const to = join(folder, 'table.xlsx')
      expect(await run(['export', address, '--format', 'xlsx', '--to', to], environment)).toBe(0)
      expect(await expectInert(readFileSync(to), address)).toBeGreaterThan(10)
      const csv = join(folder, 'table.csv')
      expect(await run(['export', address, '--to', csv], environment)).toBe(0)
      expect(readFileSync(csv)).toEqual(downloads.find(one => one.url === address)!.bytes)
    }
    vi.restoreAllMocks()
  })
})

describe('downloads', () => {
  it('have names that are only names, and are not sniffed', () => {
    expect(downloads.length).toBeGreaterThan(15)
    for (const { url, headers } of downloads) {
      expect(headers['content-disposition'], url).toMatch(/^(attachment|inline); filename="[\w ()-][\w .()-]*"$/)
      expect(String(headers['content-disposition']).length, url).toBeLessThan(300)
      expect(headers['x-content-type-options'], url).toBe('nosniff')
    }
  })

  it('of plans are well-formed XML in which nothing was typed as markup', () => {
    const plans = ofKind('/xml')
    expect(plans.length).toBeGreaterThan(3)
    for (const { url, bytes } of plans) {
      const xml = bytes.toString('utf8')
      expect(XMLValidator.validate(xml), url).toBe(true)
      expect(xml, url).not.toMatch(/<script|<img/)
      expect(xml, url).not.toMatch(/&#0;|&#x0;/)
    }
    expect(plans.some(one => one.bytes.includes('&lt;img src=x'))).toBe(true)
  })
})

describe('the API', () => {
  it('answers JSON that no browser takes for a page', async () => {
    const web = await house.web()
    for (const { at } of house.site.reads) {
      const url = `/api/v1${at.replace(/:(\w+)/g, (_all, name: string) => (name === 'slug' ? 'muir' : name === 'code' ? 'X0' : String(known[name])))}`
      const answer = await web.inject({ url })
      expect([200, 404], url).toContain(answer.statusCode)
      expect(answer.headers['content-type'], url).toMatch(/^application\/json; charset=utf-8$/)
      expect(answer.headers['x-content-type-options'], url).toBe('nosniff')
      expect(() => JSON.parse(answer.body)).not.toThrow()
    }
  })
})

describe('letters', () => {
  const folder = mkdtempSync(join(tmpdir(), 'thegither-letters-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('have one recipient, plain words and no header that somebody typed', async () => {
    const { rows } = await asOwner(house.owner, client =>
      client.query<{ id: string; email: string; subject: string; body: string }>(
        'select l.id, p.email, l.subject, l.body from letter l join person p on p.id = l.person_id where p.email is not null',
      ),
    )
    expect(rows.some(one => one.subject.includes('Bcc:'))).toBe(true)
    const send = mailIntoFolder(folder, 'Thegither <thegither@localhost>')
    for (const { id, email, subject, body } of rows) {
      expect(subject).not.toMatch(/[\r\n]/)
      await send({ id: `letter-${id}`, to: email, subject, text: body })
    }
    const messages = readdirSync(folder)
    expect(messages.length).toBe(rows.length)
    for (const name of messages) {
      const [head] = readFileSync(join(folder, name), 'utf8').split('\r\n\r\n', 1)
      const headers = head!
        .replace(/\r\n[ \t]+/g, ' ')
        .split('\r\n')
        .map(header => header.slice(0, header.indexOf(':')))
      expect(new Set(headers).size, head).toBe(headers.length)
      for (const header of headers) expect(mailHeaders, head).toContain(header)
      expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m)
      expect(head).toMatch(/^To: [^,\r\n]+$/m)
    }
  })
})

const mailHeaders = [
  'Auto-Submitted',
  'From',
  'To',
  'Subject',
  'Message-ID',
  'Content-Transfer-Encoding',
  'Date',
  'MIME-Version',
  'Content-Type',
]
