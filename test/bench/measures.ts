// What is measured against what.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { root } from '../../src/cli/installation.ts'
import type { Login } from '../../src/db/migrate.ts'
import { asOwner, type House } from '../house-on.ts'
import { fillThree, openLetters, openThree } from '../large-round.ts'
import { compared, figure, type Pairs, type Row } from './account.ts'
import { serving } from './serving.ts'

const connections = 10
const perSecond = (value: number) => `${value.toFixed(0)} /s`
const rounded = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 })
export const milliseconds = (value: number) => `${rounded.format(value)} ms`

/** A public page from our store against a bare Fastify route that sends the same bytes. */
export async function publicPage(house: House, login: Login): Promise<Row[]> {
  const path = '/p/muir/plan'
  const web = await house.web()
  const got = await web.inject(path)
  const gzip = (await web.inject({ url: path, headers: { 'accept-encoding': 'gzip' } })).rawPayload
  const type = String(got.headers['content-type'])
  const plain = got.rawPayload
  return serving({ kind: 'house', owner: house.owner, login }, ours =>
    serving({ kind: 'bytes', type, plain, gzip }, async bare => {
      const loads = (headers: Record<string, string>, duration: number) =>
        [`${ours}${path}`, `${bare}/`].map(url => () => requestsPerSecond({ url, headers, duration }, '2xx')) as Two
      const means = (size: number, how: string) =>
        `A resident reads the plan: ${path} for a stranger, ${size} bytes${how}, over HTTP on loopback with ${connections} connections; bare is a Fastify route that sends the same bytes with the same type.`
      return [
        compared({
          name: 'Public plan page',
          means: `${means(plain.length, '')} Five pairs of three seconds. Where the load generator is what limits, the ratio is nearer to 1 than it should be.`,
          pairs: await inTurns(5, ...loads({}, 3)),
          show: perSecond,
          atLeast: 0.5,
        }),
        compared({
          name: 'Public plan page, gzip',
          means: `${means(gzip.length, ', compressed')} Three pairs of two seconds. Nothing is promised.`,
          pairs: await inTurns(3, ...loads({ 'accept-encoding': 'gzip' }, 2)),
          show: perSecond,
        }),
      ]
    }),
  )
}

/** Setting a target by its form against a bare form with one insert in a transaction. */
export async function targetForm(house: House, login: Login, indicators: readonly number[]): Promise<Row[]> {
  const cookie = await house.cookie(await house.person('lead@muir.test'))
  await asOwner(house.owner, client =>
    client.query(`create table bare_target (id bigint generated always as identity primary key, indicator bigint not null,
      period text not null, value double precision not null, because text not null, at timestamptz not null default now())`),
  )
  let sent = 0
  const typed = () => ({ period: '2040', value: String((++sent % 9973) / 100), because: 'The board asks for it' })
  const send = (url: string, path: (indicator: number) => string, people: number) => () => {
    let opened = 0
    return requestsPerSecond(
      {
        url,
        connections: people,
        duration: 3,
        method: 'POST',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        // Ours locks the indicator, so every connection has its own, and takes them in turn.
        setupClient: client => {
          const connection = opened++
          const mine = indicators.filter((_, at) => at % people === connection)
          client.setRequests(
            mine.map(indicator => ({
              path: path(indicator),
              setupRequest: request => ({ ...request, body: new URLSearchParams(typed()).toString() }),
            })),
          )
        },
      },
      '3xx',
    )
  }
  const measured = (people: number) =>
    serving({ kind: 'house', owner: house.owner, login }, ours =>
      serving({ kind: 'insert', owner: house.owner }, bare =>
        inTurns(
          5,
          send(ours, indicator => `/p/muir/indicators/${indicator}/targets`, people),
          send(bare, indicator => `/${indicator}`, people),
        ),
      ),
    )
  const means =
    'A partner lead sets a target by the form, signed in: session, roles and record are looked up, the rules decide, the old target is superseded, history and a letter for the coordinator are written and put in the post, in one transaction. Bare is Fastify with pg: the same form, `begin`, one insert, `commit`. Every value new, five pairs of three seconds, fsync on for both.'
  return [
    compared({
      name: 'Setting a target',
      means: `${means} One person after another, so that it is what a person waits for.`,
      pairs: await measured(1),
      show: perSecond,
      atLeast: 0.3,
    }),
    compared({
      name: 'Setting a target, ten people at once',
      means: `The same with ten connections, each with indicators of its own (${indicators.length} together), on two cores that the load generator and the database share: here processors are what limits, and each of our five questions to the database costs what the bare one's three do. Nothing is promised.`,
      pairs: await measured(connections),
      show: perSecond,
    }),
  ]
}

/** Answering through the link of a letter against a bare form with one insert in a transaction. */
export async function answering(house: House, login: Login): Promise<Row> {
  const today = new Date()
  const day = (after: number) => new Date(today.getTime() + after * 86_400_000).toISOString().slice(0, 10)
  // Nobody is written to at night, and this may be measured at any hour.
  house.now = new Date(`${day(0)}T12:00:00Z`)
  await fillThree(house)
  await openThree(house, day(0), day(20))
  const asked = await openLetters(house, await house.web())
  const all = asked.flatMap(({ link, cookie, items }) =>
    items.map(item => ({ at: `/r/${link}/items/${item}`, cookie })),
  )
  await asOwner(house.owner, client =>
    client.query(`create table bare_target (id bigint generated always as identity primary key, indicator bigint not null,
      period text not null, value double precision not null, because text not null, at timestamptz not null default now())`),
  )
  const batch = 100
  const said = {
    seen: '0',
    status: 'green',
    direction: 'better',
    confidence: 'high',
    words: 'On 26 nights; assaults are down.',
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const send = async (url: string, cookie: string, fields: Record<string, string>) => {
    const { status } = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...form, cookie },
      body: new URLSearchParams(fields).toString(),
    })
    if (status !== 303) throw new Error(`${url}: ${status}`)
  }
  let answered = 0
  const pairs = await serving({ kind: 'house', owner: house.owner, login }, ours =>
    serving({ kind: 'insert', owner: house.owner }, bare =>
      inTurns(
        7,
        () =>
          timed(async () => {
            for (const { at, cookie } of all.slice(answered, answered + batch)) await send(`${ours}${at}`, cookie, said)
            answered += batch
          }).then(spent => spent / batch),
        () =>
          timed(async () => {
            for (let sent = 0; sent < batch; sent++)
              await send(`${bare}/1`, '', { period: '2040', value: '1', because: said.words })
          }).then(spent => spent / batch),
      ),
    ),
  )
  return compared({
    name: 'Answering through a letter’s link',
    means: `In open rounds of three partnerships with ${all.length} things asked of ${asked.length} people: the link and the device are looked up, the item and its twins are locked and read, the rules decide, the answer and history are written, in one transaction. Bare is Fastify with pg: a form, \`begin\`, one insert, \`commit\`. The time for one answer, one after another; seven pairs of ${batch}, fsync on for both. Nothing is promised.`,
    pairs,
    show: milliseconds,
  })
}

/** Importing the benchmarking file against inserting its readings. Null where the file is not there. */
export async function importing(fresh: <T>(use: (house: House) => Promise<T>) => Promise<T>): Promise<Row | null> {
  const folder = join(root, '../shared/data/indicators/lgbf')
  if (!existsSync(folder)) return null
  const sent = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) })
  const file = sent('lgbf_raw_real_by_council_with_scotland_and_family_group.csv')
  const metadata = sent('lgbf_indicator_information.csv')
  const ours: number[] = []
  const bare: number[] = []
  let count = 0
  for (let round = 0; round < 3; round++)
    await fresh(async house => {
      ours.push(
        await timed(() =>
          house.done('indicators.import-readings', { preset: 'lgbf', file, metadata }, house.administrator),
        ),
      )
      await asOwner(house.owner, async client => {
        await client.query('create table bare_reading (like catalogue_reading including all)')
        const { rows } = await client.query({
          text: 'select * from catalogue_reading',
          rowMode: 'array',
        })
        count = rows.length
        bare.push(
          await timed(async () => {
            await client.query('begin')
            for (let at = 0; at < rows.length; at += 1000) {
              const some = rows.slice(at, at + 1000) as unknown[][]
              const places = some.map((row, n) => `(${row.map((_, m) => `$${n * row.length + m + 1}`)})`)
              await client.query(`insert into bare_reading values ${places}`, some.flat())
            }
            await client.query('commit')
          }),
        )
      })
    })
  return compared({
    name: 'Importing a published file',
    means: `The whole verb, from the bytes of the benchmarking file to the commit: reading it, matching places, comparing with what stood, ${count} readings written, history. Bare inserts the same readings, ready in memory, 1,000 to a statement in one transaction, into a fresh table with the same key and indexes but no foreign keys. Three rounds, each in a fresh database.`,
    pairs: { ours, bare },
    show: milliseconds,
    atMost: 4,
  })
}

/** The plan page where there are many partnerships against where there is one. */
export async function manyPartnerships(many: House, one: House, times: number): Promise<Row[]> {
  const load = async (house: House, headers: Record<string, string>, count: number) => {
    const web = await house.web()
    return () =>
      timed(async () => {
        for (let at = 0; at < count; at++) await web.inject({ url: '/p/muir/plan', headers })
      }).then(spent => spent / count)
  }
  const member = async (house: House) => ({ cookie: await house.cookie(await house.person('observer@muir.test')) })
  const measured = async (rounds: number, count: number, headers: (house: House) => Promise<Record<string, string>>) =>
    inTurns(rounds, await load(many, await headers(many), count), await load(one, await headers(one), count))
  const means = `The plan page in a database with ${times} partnerships (each with a plan of eight outcomes, twelve partners, twenty-five indicators, its own people) against one with a single such partnership (and an empty neighbour): the time for one request, in one process, without a network.`
  return [
    compared({
      name: `Plan page made anew, ${times} partnerships against 1`,
      means: `${means} Asked for by a signed-in member, so that it is read and rendered every time. Five hundred pairs of two requests.`,
      pairs: await measured(500, 2, member),
      show: milliseconds,
      atMost: 1.1,
    }),
    compared({
      name: `Plan page from the store, ${times} partnerships against 1`,
      means: `${means} Asked for by a stranger, so that it comes from the store. Five hundred pairs of twenty requests. Nothing is promised.`,
      pairs: await measured(500, 20, async () => ({})),
      show: milliseconds,
    }),
  ]
}

/** What a first visit to a partnership's front page sends, without fonts. */
export async function firstView(house: House): Promise<Row> {
  const web = await house.web()
  const size = async (url: string) => {
    const { statusCode, rawPayload } = await web.inject({ url, headers: { 'accept-encoding': 'br, gzip' } })
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`)
    return rawPayload.length
  }
  const page = (await web.inject('/p/muir')).body
  const parts = [...page.matchAll(/<(?:link[^>]*rel="stylesheet"|script|img)[^>]*?(?:href|src)="([^"]+)"/g)].map(
    found => found[1]!,
  )
  let bytes = await size('/p/muir')
  for (const part of parts) bytes += await size(part)
  return figure(
    'First view',
    `A partnership’s front page with everything it links to (${parts.join(', ')}), compressed as a browser asks for it, without fonts.`,
    Math.round(bytes / 100) / 10,
    'KB',
    60,
  )
}

/** How long an installation that is there already takes until it serves. */
export async function secondStart(): Promise<Row> {
  const directory = mkdtempSync(join(tmpdir(), 'thegither-bench-start-'))
  const start = () =>
    timed(
      () =>
        new Promise<void>((resolve, reject) => {
          const child = spawn(process.execPath, [join(root, 'bin/thegither'), 'start'], {
            env: { ...process.env, THEGITHER_DATA: directory, PORT: '0' },
            stdio: ['ignore', 'pipe', 'inherit'],
          })
          let served = false
          child.stdout.on('data', (said: Buffer) => {
            if (!said.includes('Thegither is at')) return
            served = true
            stop = () =>
              new Promise(ended => {
                child.once('exit', () => ended())
                child.kill('SIGINT')
              })
            resolve()
          })
          child.once('exit', code => served || reject(new Error(`start ended with code ${code}`)))
        }),
    )
  let stop = async () => {}
  try {
    await start()
    await stop()
    const spent = await start()
    return figure(
      'Second start',
      'From the command to the moment it serves, database server included, with the demonstration loaded earlier.',
      Math.round(spent / 10) / 100,
      's',
    )
  } finally {
    await stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** What a production install takes on the disk. It asks the package registry. */
export async function installSize(): Promise<Row> {
  const directory = mkdtempSync(join(tmpdir(), 'thegither-bench-install-'))
  try {
    for (const name of ['package.json', 'package-lock.json']) await copyFile(join(root, name), join(directory, name))
    await said('npm', ['ci', '--omit=dev', '--no-fund', '--no-audit'], directory)
    const kilobytes = Number.parseInt(await said('du', ['-sk', 'node_modules'], directory), 10)
    return figure('Production install', '`npm ci --omit=dev` by `du`.', Math.round(kilobytes / 1024), 'MB', 250)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const said = (command: string, words: readonly string[], cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (some: Buffer) => {
      text += some
    })
    child.once('error', reject)
    child.once('close', code => (code === 0 ? resolve(text) : reject(new Error(`${command} ended with code ${code}`))))
  })

type Two = [ours: () => Promise<number>, bare: () => Promise<number>]

/** Once each to warm up, then in turns: ours, bare, ours, bare … */
export async function inTurns(rounds: number, ...[ours, bare]: Two): Promise<Pairs> {
  await ours()
  await bare()
  const pairs = { ours: [] as number[], bare: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    pairs.ours.push(await ours())
    pairs.bare.push(await bare())
  }
  return pairs
}

/** Answers of the expected kind in a second; any other answer is a fault of the measurement. */
async function requestsPerSecond(options: autocannon.Options, expected: '2xx' | '3xx'): Promise<number> {
  const result = await autocannon({ connections, ...options })
  const right = result[expected]
  const wrong = result['1xx'] + result['2xx'] + result['3xx'] + result['4xx'] + result['5xx'] - right + result.errors
  if (wrong || !right) throw new Error(`${options.url}: ${right} answers as expected, ${wrong} others`)
  return right / result.duration
}

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
