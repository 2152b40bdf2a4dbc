// Rounds of `kill -9` during writes, against the real processes with fsync on: what was acknowledged is there afterwards.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { root } from '../../src/cli/installation.ts'
import { openServer } from '../../src/db/server.ts'

export interface KillingResult {
  readonly rounds: number
  readonly acknowledged: number
  /** Acknowledged writes that are not there. */
  readonly lost: readonly string[]
  /** Writes of which history and records tell different things. */
  readonly halved: readonly string[]
  /** Writes that were cut off unanswered. */
  readonly cutOff: number
  readonly seconds: number
}

/** A copy of the program, built once, over a directory of its own that is gone afterwards. */
export async function killDuringWrites(rounds: number, random: () => number = Math.random): Promise<KillingResult> {
  const place = mkdtempSync(join(tmpdir(), 'thegither-kill-'))
  const from = performance.now()
  const house = new Killable(place, await freePort())
  try {
    house.build()
    await house.start()
    const writers = await settleIn(house)
    const acknowledged: string[] = []
    const lost: string[] = []
    let cutOff = 0
    for (let round = 0; round < rounds; round++) {
      const wrote = await writeUntilKilled(writers, round, async () => {
        await sleep(40 + random() * 260)
        if (round % 2 === 0) house.killProgram()
        else house.killPostmaster()
      })
      await house.comeBack()
      cutOff += wrote.cutOff
      acknowledged.push(...wrote.acknowledged)
      lost.push(...(await missing(house, wrote.acknowledged)))
    }
    lost.push(...(await missing(house, acknowledged)))
    return {
      rounds,
      acknowledged: acknowledged.length,
      lost: [...new Set(lost)],
      halved: await halved(house),
      cutOff,
      seconds: Math.round((performance.now() - from) / 1000),
    }
  } finally {
    await house.end()
    rmSync(place, { recursive: true, force: true })
  }
}

class Killable {
  private child: ChildProcess | undefined
  private killed: number | undefined
  private said = ''
  private owner: pg.ClientConfig | undefined
  readonly address: string
  readonly directory: string
  private readonly program: string

  constructor(
    private readonly place: string,
    private readonly port: number,
  ) {
    this.program = join(place, 'program')
    this.directory = join(place, 'data')
    this.address = `http://127.0.0.1:${port}`
  }

  build(): void {
    mkdirSync(this.program)
    for (const part of ['bin', 'demo', 'src', 'package.json'])
      cpSync(join(root, part), join(this.program, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(this.program, 'node_modules'))
    const built = spawnSync(process.execPath, [join(this.program, 'bin/build.mjs')], { encoding: 'utf8' })
    if (built.status !== 0) throw new Error(`It could not be built: ${built.stderr}`)
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(this.program, 'bin/thegither'), 'start'], {
      cwd: this.place,
      env: {
        PATH: process.env.PATH,
        HOME: this.place,
        THEGITHER_DATA: this.directory,
        PORT: String(this.port),
        THEGITHER_DEMO: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', part => {
        this.said = `${this.said}${part}`.slice(-20_000)
      })
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`It ended: ${this.said}`)
      return this.isHealthy()
    })
  }

  /** The token of the link that the first start prints. */
  async link(): Promise<string> {
    const printed = () => /sign-in\/link\?token=(\S+)/.exec(this.said)?.[1]
    await until(async () => printed() !== undefined)
    return printed()!
  }

  killProgram(): void {
    this.child!.kill('SIGKILL')
  }

  killPostmaster(): void {
    this.killed = this.postmaster()
    process.kill(this.killed!, 'SIGKILL')
  }

  /** Starts what does not start again by itself, and waits until it serves. */
  async comeBack(): Promise<void> {
    const child = this.child!
    if (child.signalCode !== null || child.killed) {
      await until(async () => child.signalCode !== null)
      await this.start()
    } else {
      const { killed } = this
      await until(async () => this.postmaster() !== killed && (await this.isHealthy()))
      if (child.exitCode !== null) throw new Error(`It ended with its database: ${this.said}`)
    }
  }

  /** Asks the database itself, beside the program. */
  async asked<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
    this.owner ??= (await openServer(this.directory)).connection
    const client = new pg.Client(this.owner)
    await client.connect()
    try {
      return (await client.query<T>(sql, values)).rows
    } finally {
      await client.end()
    }
  }

  async end(): Promise<void> {
    if (this.child?.exitCode === null) this.child.kill('SIGKILL')
    const pid = this.postmaster()
    if (pid !== undefined && isAlive(pid)) {
      process.kill(pid, 'SIGQUIT')
      await until(async () => !isAlive(pid))
    }
  }

  private postmaster(): number | undefined {
    try {
      return Number.parseInt(readFileSync(join(this.directory, 'postgres/postmaster.pid'), 'utf8'), 10)
    } catch {
      // The file is gone when the server ends, and that may be between two looks.
      return undefined
    }
  }

  private isHealthy(): Promise<boolean> {
    return fetch(`${this.address}/health`, { signal: AbortSignal.timeout(2_000) }).then(
      answer => answer.ok,
      () => false,
    )
  }
}

/** Writes one thing under a name of its own; whether it was acknowledged. */
type Writer = (name: string) => Promise<boolean>

/** A partnership with a partner, and four ways of writing to it: two through forms, two through the API. */
async function settleIn(house: Killable): Promise<Writer[]> {
  const post = (path: string, fields: Record<string, string>, cookie = '') =>
    fetch(`${house.address}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: house.address, cookie },
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(10_000),
    })
  const signedIn = await post('/sign-in/link', { token: await house.link() })
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  const written = async (answer: Response): Promise<Response> => {
    if (answer.status !== 303) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`)
    return answer
  }
  const [area] = await house.asked<{ code: string }>(`select code from place where kind = 'council' order by 1 limit 1`)
  await written(await post('/partnerships/found', { name: 'Kill', slug: 'kill', area: area!.code }, cookie))
  await written(await post('/p/kill/organisations/add', { name: 'Council', kind: 'council' }, cookie))
  const [organisation] = await house.asked<{ id: string }>('select id from organisation')
  const taken = { organisation: String(organisation!.id), basis: 'statutory', joined: '2020-04-01' }
  await written(await post('/p/kill/partners/add', taken, cookie))
  const [partner] = await house.asked<{ id: string }>('select id from partner')
  const shown = await (await post('/p/kill/tokens', { label: 'Writers', months: '1' }, cookie)).text()
  const secret = /<code[^>]*>([^<]+)<\/code>/.exec(shown)?.[1]
  if (!secret) throw new Error(`No token was shown: ${shown}`)

  const call = (verb: string, input: object) =>
    fetch(`${house.address}/api/v1/partnerships/kill/operations/${verb}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(10_000),
    })
  return [
    async name => (await post('/p/kill/organisations/add', { name, kind: 'council' }, cookie)).status === 303,
    async name => (await post(`/p/kill/partners/${partner!.id}/objectives`, { words: name }, cookie)).status === 303,
    async name => (await call('partnerships.add-objective', { partner: partner!.id, words: name })).status === 201,
    async name => {
      const email = `${name.replaceAll(' ', '-').toLowerCase()}@kill.test`
      return (await call('partnerships.give-role', { name, email, role: 'observer' })).status === 201
    },
  ]
}

/** Every writer writes one thing after the other until the deed is done and its last request is over. */
async function writeUntilKilled(
  writers: readonly Writer[],
  round: number,
  deed: () => Promise<void>,
): Promise<{ acknowledged: string[]; cutOff: number }> {
  const acknowledged: string[] = []
  let cutOff = 0
  let over = false
  const writing = writers.map(async (write, at) => {
    for (let turn = 0; !over; turn++) {
      const name = `Write ${at} of round ${round} turn ${turn}`
      const answered = await write(name).catch(() => false)
      if (answered) acknowledged.push(name)
      else {
        cutOff++
        await sleep(20)
      }
    }
  })
  await deed()
  over = true
  await Promise.all(writing)
  return { acknowledged, cutOff }
}

/** What the records say was written: a name, and whether history has its line. */
const records = `
  select o.name, h.id is not null as kept from organisation o
    left join history h on h.operation = 'partnerships.register-organisation' and h.subject_id = o.id
  union all select b.words, h.id is not null from objective b
    left join history h on h.operation = 'partnerships.add-objective' and h.subject_id = b.id
  union all select p.name, h.id is not null from person p join membership m on m.person_id = p.id
    left join history h on h.operation = 'partnerships.give-role' and h.subject_id = m.id`

async function missing(house: Killable, acknowledged: readonly string[]): Promise<string[]> {
  const found = await house.asked<{ name: string }>(
    `select name from (${records}) all_of_it where kept and name = any ($1)`,
    [acknowledged],
  )
  const there = new Set(found.map(one => one.name))
  return acknowledged.filter(name => !there.has(name))
}

async function halved(house: Killable): Promise<string[]> {
  const without = await house.asked<{ name: string }>(`select name from (${records}) all_of_it where not kept`)
  const [counts] = await house.asked<{ history: number; records: number }>(
    `select (select count(*)::int from history where operation = any ($1)) as history,
            (select count(*)::int from (${records}) all_of_it) as records`,
    [['partnerships.register-organisation', 'partnerships.add-objective', 'partnerships.give-role']],
  )
  const uneven = counts!.history === counts!.records ? [] : [`${counts!.history} lines, ${counts!.records} records`]
  return [...without.map(one => one.name), ...uneven]
}

async function until(holds: () => Promise<boolean>, patience = 60_000): Promise<void> {
  for (const end = Date.now() + patience; !(await holds()); await sleep(15))
    if (Date.now() > end) throw new Error(`waited ${patience} ms in vain`)
}

const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
