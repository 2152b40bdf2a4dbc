// Starting, stopping and dying, with real processes: a copy of the program, built once, over directories of its own.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup, restore } from '../../src/cli/backup.ts'
import { root, settingsFrom } from '../../src/cli/installation.ts'
import { openServer } from '../../src/db/server.ts'

const nobody = 65534
const place = mkdtempSync(join(tmpdir(), 'thegither-start-'))
const program = join(place, 'program')
const running: ChildProcess[] = []
const directories: string[] = []

beforeAll(() => {
  spawnSync('chmod', ['755', place]) // other users come in too
  mkdirSync(program)
  for (const part of ['bin', 'demo', 'src', 'package.json'])
    cpSync(join(root, part), join(program, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(program, 'node_modules'))
  const built = spawnSync(process.execPath, [join(program, 'bin/build.mjs')], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`It could not be built: ${built.stderr}`)
})

afterAll(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL')
  for (const directory of directories) {
    const pid = postmasterOf(directory)
    if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGQUIT')
    if (pid !== undefined) await until(() => !isAlive(pid), 20_000)
  }
  rmSync(place, { recursive: true, force: true })
})

interface Running {
  child: ChildProcess
  port: number
  /** Everything it wrote. */
  said(): string
  link(): string | undefined
  /** Until it serves; how long that took in milliseconds. */
  served: Promise<number>
  ended: Promise<number | null>
  get(path: string): Promise<Response>
}

async function started(
  directory: string,
  { environment = {}, as }: { environment?: Record<string, string>; as?: number } = {},
): Promise<Running> {
  const port = Number(environment.PORT ?? (await freePort()))
  const from = performance.now()
  directories.push(directory)
  const child = spawn(process.execPath, [join(program, 'bin/thegither'), 'start'], {
    cwd: place,
    env: {
      PATH: process.env.PATH,
      HOME: place,
      THEGITHER_DATA: directory,
      PORT: String(port),
      THEGITHER_DEMO: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(as === undefined ? {} : { uid: as, gid: as }),
  })
  running.push(child)
  let said = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', part => {
      said += part
    })
  const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)))
  const get = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', signal: AbortSignal.timeout(2_000) })
  let over = false
  ended.then(() => {
    over = true
  })
  const served = until(async () => over || (await isHealthy(get)), 60_000).then(() => {
    if (over) throw new Error(`It ended: ${said}`)
    return performance.now() - from
  })
  served.catch(() => {}) // for those that must not come up
  return { child, port, said: () => said, link: () => /sign-in\/link\?token=(\S+)/.exec(said)?.[1], served, ended, get }
}

async function stopped(one: Running, signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
  one.child.kill(signal)
  const late = sleep(30_000, 'late' as const, { ref: false })
  const code = await Promise.race([one.ended, late])
  if (code === 'late') throw new Error(`It does not end. It said: ${one.said()}`)
  return code
}

const isHealthy = (get: Running['get']): Promise<boolean> =>
  get('/health').then(
    async answer => answer.ok && ((await answer.json()) as { status: string }).status === 'ok',
    () => false,
  )

async function until(holds: () => boolean | Promise<boolean>, patience: number): Promise<void> {
  for (const end = Date.now() + patience; !(await holds()); await sleep(20))
    if (Date.now() > end) throw new Error(`waited ${patience} ms in vain`)
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

const newDirectory = (name: string): string => join(place, name)

const postmasterOf = (directory: string): number | undefined => {
  const file = join(directory, 'postgres/postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined
}

const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Asks the database itself, beside the program. */
async function asked(directory: string, sql: string): Promise<Record<string, unknown>[]> {
  const server = await openServer(directory)
  const client = new pg.Client(server.connection)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Uses the link as a browser does; answers the session's cookie, or null where it does not let in. */
async function signedIn(one: Running, token: string): Promise<string | null> {
  const address = `http://127.0.0.1:${one.port}`
  const answer = await fetch(`${address}/sign-in/link`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }),
  })
  return answer.status === 303 ? (answer.headers.get('set-cookie')?.split(';')[0] ?? null) : null
}

const isIn = async (one: Running, cookie: string): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${one.port}/home`, { redirect: 'manual', headers: { cookie } })).status === 200

describe.skipIf(process.platform !== 'linux')('thegither start', { timeout: 180_000 }, () => {
  it('makes an installation, lets the first administrator in once, and starts again quickly', async () => {
    const directory = newDirectory('first')
    const one = await started(directory)
    console.log(`first start: ${Math.round(await one.served)} ms`)
    await until(() => one.link() !== undefined, 5_000)
    expect(one.said()).toContain(`Thegither is at http://localhost:${one.port}`)

    const token = one.link()!
    for (const _look of [1, 2]) {
      const page = await one.get(`/sign-in/link?token=${token}`)
      expect(page.status).toBe(200)
      expect(await page.text()).toMatch(/<button[^>]*>\s*Sign in/)
    }
    const cookie = await signedIn(one, token)
    expect(cookie).toMatch(/^thegither=/)
    expect(await isIn(one, cookie!)).toBe(true)
    expect(await signedIn(one, token)).toBeNull()

    const pid = postmasterOf(directory)!
    expect(isAlive(pid)).toBe(true)
    const silent = connect(one.port, '127.0.0.1') // browsers open lines that they may never use
    await once(silent, 'connect')
    expect(await stopped(one)).toBe(0)
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(join(directory, 'postgres/postmaster.pid'))).toBe(false)
    expect(one.said()).not.toMatch(/\n\s+at /)

    const again = await started(directory)
    const took = await again.served
    console.log(`second start: ${Math.round(took)} ms`)
    expect(await isIn(again, cookie!)).toBe(true)
    expect(await stopped(again, 'SIGTERM')).toBe(0)
    expect(again.said()).not.toContain('first administrator')
    expect(postmasterOf(directory)).toBeUndefined()
  })

  it('prints a new link for as long as nobody came', async () => {
    const directory = newDirectory('unused')
    const one = await started(directory)
    await one.served
    await until(() => one.link() !== undefined, 5_000)
    await stopped(one)
    const again = await started(directory)
    await again.served
    await until(() => again.link() !== undefined, 5_000)
    expect(again.link()).not.toBe(one.link())
    expect(await asked(directory, 'select count(*)::int as people from person')).toEqual([{ people: 1 }])
    await stopped(again)
  })

  it('ends with everything it began when it is told to stop before it serves', async () => {
    const directory = newDirectory('impatient')
    const one = await started(directory)
    await until(() => postmasterOf(directory) !== undefined, 20_000)
    const pid = postmasterOf(directory)!
    expect(await stopped(one)).toBe(0)
    expect(isAlive(pid)).toBe(false)
  })

  it('does by itself what the clock has to do', async () => {
    const directory = newDirectory('clock')
    const one = await started(directory)
    await one.served
    await asked(
      directory,
      `with here as (insert into partnership (slug, name, area_code) values ('here', 'Here', 'S12000030') returning id)
        insert into landscape (partnership_id) select id from here`,
    )
    const workedOut = async () =>
      (await asked(directory, 'select 1 from landscape where computed_at is not null')).length === 1
    // It looks every minute.
    for (let waited = 0; waited < 150 && !(await workedOut()); waited += 2) await sleep(2_000)
    expect(await workedOut()).toBe(true)
    expect(await stopped(one)).toBe(0)
  })

  it('is refused beside another one, and outlives the death of either process', async () => {
    const directory = newDirectory('sturdy')
    const one = await started(directory)
    await one.served

    const beside = await started(directory)
    expect(await beside.ended).toBe(1)
    expect(beside.said()).toMatch(
      new RegExp(`Another Thegither holds .*: the one serving port ${one.port}, process ${one.child.pid}, since 20`),
    )
    expect(beside.said()).not.toMatch(/\n\s+at /)
    expect(await isHealthy(one.get)).toBe(true)

    await asked(directory, `insert into organisation (name, kind) values ('Kept by the disk', 'council')`)
    const killed = postmasterOf(directory)!
    process.kill(killed, 'SIGKILL')
    const from = performance.now()
    await until(() => postmasterOf(directory) !== killed, 15_000)
    await until(() => isHealthy(one.get), 15_000)
    console.log(`served again ${Math.round(performance.now() - from)} ms after the death of the database`)
    expect(one.child.exitCode).toBeNull()
    expect(await asked(directory, `select kind from organisation where name = 'Kept by the disk'`)).toEqual([
      { kind: 'council' },
    ])
    const connections = `select application_name as name, count(*)::int from pg_stat_activity
      where application_name like 'thegither listening' or application_name like 'thegither serving%' group by 1 order by 1`
    await until(async () => (await asked(directory, connections)).length === 2, 10_000)
    expect((await asked(directory, connections)).map(({ count }) => count)).toEqual([1, 1]) // news, and the hold
    const besideAgain = await started(directory)
    expect(await besideAgain.ended).toBe(1)

    const pid = postmasterOf(directory)!
    expect(await stopped(one, 'SIGKILL')).toBeNull()
    expect(isAlive(pid)).toBe(true)
    const next = await started(directory)
    await next.served
    expect(postmasterOf(directory)).toBe(pid)
    expect(await stopped(next)).toBe(0)
    expect(isAlive(pid)).toBe(false)
  })

  it('says in plain words what is wrong with its settings', async () => {
    const taken = createServer().listen(0, '::')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    for (const [environment, words] of [
      [{ PORT: 'abc' }, 'PORT must be a number from 0 to 65535. It is “abc”.'],
      [{ THEGITHER_DATA: '/proc/nowhere' }, '/proc/nowhere cannot be written. Set THEGITHER_DATA'],
      [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be'],
      [{ DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' }, 'The database z at 127.0.0.1 cannot be opened'],
      [{ PORT: String(port) }, `Port ${port} is used by another program. Set PORT`],
    ] as const) {
      const directory = newDirectory('wrong')
      const one = await started(directory, { environment })
      expect(await one.ended).toBe(1)
      expect(one.said()).toContain(words)
      expect(one.said()).not.toMatch(/\n\s+at /)
      expect(postmasterOf(directory)).toBeUndefined()
    }
    taken.close()
  })

  it.skipIf(process.geteuid?.() !== 0)('runs as an ordinary user', async () => {
    const home = newDirectory('home')
    mkdirSync(home)
    chownSync(home, nobody, nobody)
    const directory = join(home, 'data')
    const one = await started(directory, { as: nobody, environment: { HOME: home } })
    await one.served
    expect(statSync(`/proc/${postmasterOf(directory)}`).uid).toBe(nobody)
    expect(statSync(join(directory, 'postgres')).uid).toBe(nobody)
    expect(await stopped(one)).toBe(0)
  })
})

describe.skipIf(process.platform !== 'linux')('backup and restore', { timeout: 180_000 }, () => {
  it('carry a serving installation elsewhere, sessions and all', async () => {
    const directory = newDirectory('old')
    const one = await started(directory)
    await one.served
    await until(() => one.link() !== undefined, 5_000)
    const cookie = (await signedIn(one, one.link()!))!
    await asked(directory, `insert into letter (subject, body) values ('Not sent', 'yet')`)

    const file = newDirectory('archive.tar.gz')
    const old = settingsFrom({ THEGITHER_DATA: directory })
    let from = performance.now()
    expect(await backup(old, file)).toBe(0)
    console.log(`backup beside a serving one: ${Math.round(performance.now() - from)} ms`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(existsSync(`${file}.part`)).toBe(false)
    await expect(backup(old, file)).rejects.toThrow('is there already')
    await expect(restore(old, file)).rejects.toThrow('Another Thegither holds this database')
    expect(await isHealthy(one.get)).toBe(true)
    await stopped(one)
    await expect(restore(old, file)).rejects.toThrow('something in this database already')
    expect(postmasterOf(directory)).toBeUndefined()

    const other = newDirectory('new')
    directories.push(other)
    const next = settingsFrom({ THEGITHER_DATA: other })
    await expect(backup(next, `${file}.2`)).rejects.toThrow('nothing to back up')
    await expect(restore(next, join(place, 'nowhere'))).rejects.toThrow('cannot be read')
    from = performance.now()
    expect(await restore(next, file)).toBe(0)
    console.log(`restore into a new directory: ${Math.round(performance.now() - from)} ms`)
    expect(postmasterOf(other)).toBeUndefined()

    const moved = await started(other)
    await moved.served
    expect(await isIn(moved, cookie)).toBe(true)
    expect(moved.said()).not.toContain('first administrator')
    expect(await asked(other, 'select subject, sent_at from letter')).toEqual([{ subject: 'Not sent', sent_at: null }])
    expect(await stopped(moved)).toBe(0)
  })
})
