// The command line over a real installation of its own: what each command does, says and answers.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { asOwner } from '../../test/harness.ts'
import { openServer } from '../db/server.ts'
import { root } from './installation.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'thegither-cli-'))
// No DATABASE_URL: these are about the database that comes with the product.
const environment: Record<string, string> = {
  THEGITHER_DATA: join(folder, 'installation'),
  THEGITHER_DEMO: '0',
  DATABASE_URL: '',
}

/** Runs a command here, and answers what it said. */
async function say(...words: string[]) {
  const out: string[] = []
  const err: string[] = []
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(text => void out.push(String(text))),
    vi.spyOn(console, 'error').mockImplementation(text => void err.push(String(text))),
  ]
  try {
    return { code: await run(words, environment), out: out.join('\n'), err: err.join('\n') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const places = join(folder, 'places.csv')
writeFileSync(places, 'LA_Code,LA_Name\nS12000099,Strathmuir\n')

describe('words that are typed wrong', () => {
  it('are answered with how it is done, and 2', async () => {
    for (const [words, said] of [
      [['dance'], 'There is no command “dance”.'],
      [['migrate', '--fast'], 'There is no flag --fast here.'],
      [['sign-in-link'], 'EMAIL is missing.'],
      [['sign-in-link', 'a@b.test', 'c'], '“c” is one word too many.'],
      [['do'], 'VERB is missing.'],
      [['do', 'people.dance'], 'There is no verb “people.dance”.'],
      [['do', 'people.sign-in'], 'There is no verb “people.sign-in”.'],
      [['do', 'partnerships.move', '--slug', 'x'], 'add --in SLUG'],
      [['do', 'partnerships.move', '--slug'], '--slug needs a value.'],
      [['export', 'plan'], 'Say whose plan: --in SLUG.'],
      [['export', 'readings', '--code', 'X', '--format', 'pdf'], '--format is csv or xlsx.'],
      [['export', 'everything'], 'There is no export “everything”.'],
      [['import', 'people'], 'indicators or places'],
      [['import', 'places', places], '--kind is missing.'],
    ] as const) {
      const { code, err } = await say(...words)
      expect(err, words.join(' ')).toContain(said)
      expect(err).toContain('Usage: thegither')
      expect(code).toBe(2)
    }
  })

  it('every command explains itself', async () => {
    const { out } = await say('--help')
    for (const name of 'start migrate sign-in-link operations do import export backup restore'.split(' ')) {
      expect(out).toContain(`  ${name} `)
      expect(await say(name, '--help')).toMatchObject({
        code: 0,
        out: expect.stringContaining(`Usage: thegither ${name}`),
      })
    }
    expect((await say('do', 'people.rename', '--help')).out).toContain('--name VALUE  Your name')
  })

  it('verbs are listed with their inputs, for people and for programs', async () => {
    expect((await say('operations')).out).toContain('partnerships.move (in a partnership: --in SLUG)')
    const listed = JSON.parse((await say('operations', '--json')).out) as { name: string; input: unknown[] }[]
    expect(listed.find(verb => verb.name === 'people.rename')).toMatchObject({
      scope: 'commons',
      input: [{ name: 'name' }],
    })
    expect(listed.map(verb => verb.name)).not.toContain('people.make-link')
  })
})

describe('beside a running server', () => {
  let server: ChildProcess
  let address: string
  const bundle = join(root, `node_modules/.cache/thegither-cli-test-${process.pid}.mjs`)

  beforeAll(async () => {
    await build({
      entryPoints: [join(root, 'src/thegither.ts')],
      outfile: bundle,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    })
    const port = await freePort()
    address = `http://localhost:${port}`
    Object.assign(environment, { PORT: String(port) })
    server = spawn(process.execPath, [bundle, 'start'], { env: { ...process.env, ...environment }, stdio: 'pipe' })
    await new Promise<void>((resolve, reject) => {
      server.stdout!.on('data', text => String(text).includes('Thegither is at') && resolve())
      server.on('exit', code => reject(new Error(`start ended with ${code}`)))
      server.stderr!.on('data', text => process.stderr.write(text))
    })
    const { connection } = await openServer(environment.THEGITHER_DATA!)
    await asOwner(connection, client =>
      client.query(`insert into place (code, name, kind, invented) values ('X12000001', 'Muir', 'council', true)`),
    )
  })
  afterAll(async () => {
    const ended = new Promise(resolve => server.on('exit', resolve))
    server.kill('SIGINT')
    await ended
    rmSync(bundle, { force: true })
  })

  it('finds nothing to migrate', async () => {
    expect(await say('migrate')).toMatchObject({ code: 0, out: 'Nothing was missing.' })
  })

  it('writes as the operator, and the running server shows it at once', async () => {
    const before = await (await fetch(`${address}/p/muir/partners`)).text()
    expect(before).not.toContain('Muir together')
    const found = ['do', 'partnerships.found', '--name', 'Muir together', '--slug', 'muir', '--area', 'X12000001']
    const tried = await say(...found, '--preview')
    expect(tried).toMatchObject({ code: 0, out: 'PartnershipFounded (preview, nothing was done)' })
    expect((await fetch(`${address}/p/muir/partners`)).status).toBe(404)
    const done = await say(...found)
    expect(done).toMatchObject({ code: 0, out: expect.stringMatching(/^PartnershipFounded id \d+$/) })
    await vi.waitFor(async () =>
      expect(await (await fetch(`${address}/p/muir/partners`)).text()).toContain('Muir together'),
    )
    await say('do', 'partnerships.describe', '--in', 'muir', '--json', describedIn('Muir for ever'))
    await vi.waitFor(async () =>
      expect(await (await fetch(`${address}/p/muir/partners`)).text()).toContain('Muir for ever'),
    )
  })

  it('writes as a person, with that person’s rights', async () => {
    const given = ['--name', 'Ann', '--email', 'ann@muir.test', '--role', 'observer']
    expect((await say('do', 'partnerships.give-role', '--in', 'muir', ...given)).code).toBe(0)
    const colour = ['do', 'partnerships.choose-colour', '--in', 'muir', '--colour', '#123456', '--as']
    expect(await say(...colour, 'ann@muir.test')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Only a coordinator'),
    })
    expect(await say(...colour, 'bob@muir.test')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nobody here'),
    })
    expect(await say('do', 'people.rename', '--as', 'ann@muir.test', '--name', 'Anna')).toMatchObject({ code: 0 })
    const token = await say(
      'do',
      'people.make-token',
      '--in',
      'muir',
      '--as',
      'ann@muir.test',
      '--label',
      'x',
      '--months',
      '2',
    )
    expect(token.out).toMatch(/^TokenMade id \d+ reveal \S{20,}$/)
    const secret = token.out.split(' ').at(-1)
    const api = await fetch(`${address}/api/v1/partnerships/muir`, { headers: { authorization: `Bearer ${secret}` } })
    expect(await api.json()).toMatchObject({ name: 'Muir for ever' })
  })

  it('says refusals and wrong inputs in words', async () => {
    const pale = await say('do', 'partnerships.choose-colour', '--in', 'muir', '--colour', '#ffdd00')
    expect([pale.code, pale.out]).toEqual([1, ''])
    expect(pale.err).toMatch(/\w+ .*\.$/)
    const wrong = await say('do', 'partnerships.choose-colour', '--in', 'muir', '--colour', 'blue')
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('--colour: ') })
    expect((await say('do', 'people.rename', '--name', 'X')).err).toContain('--as EMAIL')
    expect((await say('do', 'partnerships.move', '--in', 'nowhere', '--slug', 'x')).err).toContain('“nowhere”')
  })

  it('makes a link that signs somebody in', async () => {
    const { code, out } = await say('sign-in-link', 'ann@muir.test')
    expect([code, out.startsWith(`${address}/sign-in/link?token=`)]).toEqual([0, true])
    const answer = await fetch(out, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ token: new URL(out).searchParams.get('token')! }),
    })
    expect([answer.status, answer.headers.getSetCookie().some(cookie => cookie.startsWith('thegither='))]).toEqual([
      303,
      true,
    ])
    expect(await say('sign-in-link', 'nobody@muir.test')).toMatchObject({ code: 1 })
  })

  it('takes files by their path, and writes downloads into files', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const logo = join(folder, 'logo.png')
    writeFileSync(logo, png)
    expect(await say('do', 'partnerships.choose-logo', '--in', 'muir', '--logo', logo)).toMatchObject({ code: 0 })
    const back = join(folder, 'back.png')
    expect(await say('export', '/p/muir/logo', '--to', back)).toMatchObject({ code: 0 })
    expect(readFileSync(back).equals(png)).toBe(true)
    expect(await say('export', '/p/muir/nothing.csv')).toMatchObject({
      code: 1,
      err: expect.stringContaining('/p/:slug/logo'),
    })
    const none = await say('do', 'partnerships.choose-logo', '--in', 'muir', '--logo', join(folder, 'none.png'))
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('cannot be read') })
  })

  it('imports places and readings, counts the rows, and changes nothing the second time', async () => {
    const lookup = ['import', 'places', places, '--kind', 'lookup']
    const first = await say(...lookup)
    expect([first.code, first.out.split('\n').at(-1)]).toEqual([0, 'imported 1, changed 0, unchanged 0, refused 0'])
    expect(await say(...lookup, '--preview')).toMatchObject({
      code: 0,
      out: 'imported 0, changed 0, unchanged 1, refused 0',
      err: expect.stringContaining('nothing was written'),
    })
    const figures = join(folder, 'figures.csv')
    writeFileSync(figures, 'place,indicator,period,value\nS12000099,Jobs,2019,12.5\nNowhere,Jobs,2019,3\n')
    const { code, out } = await say('import', 'indicators', figures, '--preset', 'long')
    expect(code).toBe(0)
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^line 3: .*Nowhere/),
      'imported 1, changed 0, unchanged 0, refused 1',
    ])
    writeFileSync(figures, 'place,indicator,period,value\nNowhere,Jobs,2019,3\n')
    expect((await say('import', 'indicators', figures, '--preset', 'long')).code).toBe(1)
  })

  it('exports a table as it came, and as a workbook', async () => {
    const { rows } = await asOwner((await openServer(environment.THEGITHER_DATA!)).connection, client =>
      client.query('select code from catalogue_indicator'),
    )
    const csv = join(folder, 'readings.csv')
    const readings = ['export', 'readings', '--code', rows[0].code]
    expect(await say(...readings, '--to', csv)).toMatchObject({ code: 0 })
    const xlsx = join(folder, 'readings.xlsx')
    expect(await say(...readings, '--format', 'xlsx', '--to', xlsx)).toMatchObject({ code: 0 })
    for (const file of [csv, xlsx])
      expect(await say('import', 'indicators', file, '--preset', 'long')).toMatchObject({
        code: 0,
        out: 'imported 0, changed 0, unchanged 1, refused 0',
      })
  })

  it('backs up while others work, and never over another backup', async () => {
    const file = join(folder, 'all.backup')
    expect(await say('backup', file)).toMatchObject({ code: 0, out: expect.stringContaining('Backed up') })
    expect(await say('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining('there already') })
    expect(await say('restore', file)).toMatchObject({ code: 1 })
  })
})

describe('with no server running', () => {
  it('starts the database for the command only', async () => {
    expect(await say('do', 'partnerships.choose-colour', '--in', 'muir', '--colour', '#123456')).toMatchObject({
      code: 0,
    })
    const database = await openServer(environment.THEGITHER_DATA!)
    expect(database.started).toBe(true)
    await database.stop()
  })
})

function describedIn(name: string): string {
  const file = join(folder, 'description.json')
  writeFileSync(file, JSON.stringify({ name, subtitle: '', about: '' }))
  return file
}

const freePort = () =>
  new Promise<number>(resolve => {
    const probe = createServer()
    probe.listen(0, () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

afterEach(() => vi.restoreAllMocks())
afterAll(() => rmSync(folder, { recursive: true, force: true }))
