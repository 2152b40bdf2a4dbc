// The built-in server, tried with real processes in temporary directories.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { findRunner, installedPackage, readyBinaries } from './binaries.ts'
import { secretOf } from './cluster.ts'
import { openServer, type Server } from './server.ts'

const directories: string[] = []
const servers: Server[] = []
const others: ChildProcess[] = []

afterEach(async () => {
  for (const other of others.splice(0)) other.kill('SIGKILL')
  for (const server of servers.splice(0)) await server.stop()
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true })
})

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'thegither-test-'))
  directories.push(directory)
  await chmod(directory, 0o755) // where root may not make user namespaces, another user runs PostgreSQL
  return directory
}

async function opened(directory: string): Promise<Server> {
  const server = await openServer(directory, { fsync: false })
  servers.push(server)
  return server
}

async function query(server: Server, sql: string): Promise<unknown[][]> {
  const client = new pg.Client(server.connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

const processId = async (directory: string) =>
  Number.parseInt(await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8'), 10)

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await holds()); await sleep(10)) {
    if (Date.now() > end) throw new Error('waited 30 seconds in vain')
  }
}

const processesOf = (directory: string) => {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,stat=,command='], { encoding: 'utf8' }).split('\n')
  return lines.filter(line => line.includes(directory)).map(line => line.trim().split(/\s+/))
}

describe('the built-in server', () => {
  it('is made, answers, is found by a second caller, stops and starts again with what it held', async () => {
    const directory = await newDirectory()
    const server = await opened(directory)
    expect(server.started).toBe(true)
    await query(server, 'create table kept (word text)')
    await query(server, `insert into kept values ('thegither')`)

    const [settings] = await query(
      server,
      `select current_setting('server_version_num')::int / 10000, current_setting('listen_addresses'),
              current_setting('server_encoding'), current_setting('timezone'), current_database(), current_user,
              upper('éà'), exists (select from pg_collation where collprovider = 'i')`,
    )
    expect(settings).toEqual([17, '', 'UTF8', 'UTC', 'thegither', 'thegither', 'ÉÀ', true])
    expect((await stat(join(directory, 'secret'))).mode & 0o777).toBe(0o600)
    expect((await stat(server.connection.host)).mode & 0o777).toBe(0o700)

    const second = await opened(directory)
    expect(second.started).toBe(false)
    expect(second.connection).toEqual(server.connection)
    expect(await query(second, 'select word from kept')).toEqual([['thegither']])

    const pid = await processId(directory)
    await second.stop()
    expect(processesOf(directory)).toEqual([])
    // Its number is free once whoever started it has taken note of its end.
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 15_000)
    await server.stop()

    const again = await opened(directory)
    expect(again.started).toBe(true)
    expect(await query(again, 'select word from kept')).toEqual([['thegither']])
  })

  it('refuses a wrong password and says so when the secret is not the one of the cluster', async () => {
    const directory = await newDirectory()
    const server = await opened(directory)
    const wrong = { ...server, connection: { ...server.connection, password: 'wrong' } }
    await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed')
    const secret = await readFile(join(directory, 'secret'))
    await writeFile(join(directory, 'secret'), `${'0'.repeat(64)}\n`)
    await expect(openServer(directory)).rejects.toThrow('The file "secret" does not open the database')
    await writeFile(join(directory, 'secret'), secret)
  })

  it('is started once when several callers come at the same moment', async () => {
    const directory = await newDirectory()
    const together = await Promise.all([opened(directory), opened(directory), opened(directory)])
    expect(together.filter(server => server.started)).toHaveLength(1)
    for (const server of together) expect(await query(server, 'select 1')).toEqual([[1]])
    await together[0]!.stop()
    const later = await Promise.all([opened(directory), opened(directory)])
    expect(later.filter(server => server.started)).toHaveLength(1)
  })

  it('is started again when it is killed, for those who started it and those who found it, data and all', async () => {
    const directory = await newDirectory()
    const starter = await opened(directory)
    const finder = await opened(directory)
    await query(starter, 'create table kept as select 7 as number')
    const told: string[] = []
    starter.watch(() => told.push('starter'))
    finder.watch(() => told.push('finder'))

    // A backend at work outlives the postmaster for a while and holds the shared memory.
    const busy = query(starter, 'select count(*) from generate_series(1, 6000000)').catch(() => 'cut off')
    await sleep(100)
    const killed = await processId(directory)
    process.kill(killed, 'SIGKILL')
    await until(() => told.length === 2)
    expect(told.sort()).toEqual(['finder', 'starter'])
    expect(await processId(directory)).not.toBe(killed)
    expect(await query(starter, 'select number from kept')).toEqual([[7]])
    await busy

    await starter.stop()
    await until(() => told.length === 3) // the other goes on watching
    expect(await query(finder, 'select number from kept')).toEqual([[7]])
    await finder.stop()
    await sleep(1_200)
    expect(processesOf(directory)).toEqual([])
  })

  it('starts although the process id in the stale lock belongs to somebody else by now', async () => {
    const directory = await newDirectory()
    const server = await opened(directory)
    const old = await processId(directory)
    process.kill(old, 'SIGKILL')
    await until(() => processesOf(directory).length === 0)
    const bystander = spawn('sleep', ['600'])
    others.push(bystander)
    for (const file of [
      join(directory, 'postgres', 'postmaster.pid'),
      join(server.connection.host, '.s.PGSQL.5432.lock'),
    ]) {
      await writeFile(file, (await readFile(file, 'utf8')).replace(String(old), String(bystander.pid)))
    }
    expect((await opened(directory)).started).toBe(true)
    expect(bystander.exitCode).toBeNull()
  })

  it('waits for a server that is just stopping and starts it again', async () => {
    const directory = await newDirectory()
    const server = await opened(directory)
    const [, again] = await Promise.all([server.stop(), sleep(5).then(() => opened(directory))])
    expect(again.started).toBe(true)
    expect(await query(again, 'select 1')).toEqual([[1]])
  })

  it('keeps its socket elsewhere when the directory has a long name, one with blanks and quotes', async () => {
    const parent = await newDirectory()
    const directory = join(parent, `a "long", name's ${'x'.repeat(100)}`)
    const server = await opened(directory)
    directories.push(server.connection.host)
    expect(server.connection.host.startsWith(join(tmpdir(), 'thegither-'))).toBe(true)
    expect((await stat(server.connection.host)).mode & 0o777).toBe(0o700)
    expect(await query(server, 'select 1')).toEqual([[1]])
    await server.stop()
    await chmod(server.connection.host, 0o777)
    await expect(openServer(directory)).rejects.toThrow('closed to others')
  })

  it('copes with blanks and quotes in a short name', async () => {
    const server = await opened(join(await newDirectory(), `a "b", c's`))
    expect(await query(server, 'select 1')).toEqual([[1]])
  })

  it('begins anew after an initdb that was cut off, and clears it away later', async () => {
    const directory = await newDirectory()
    const first = openServer(directory, { fsync: false })
    const failed = expect(first).rejects.toThrow('The database could not be created')
    const pids = () => processesOf(directory).filter(words => words.some(word => word.endsWith('initdb')))
    await until(async () => (await readdir(directory)).some(entry => entry.startsWith('postgres.new-')))
    await until(() => pids().length > 0)
    for (const [pid] of pids()) process.kill(Number(pid), 'SIGKILL')
    await failed
    expect(await readdir(directory)).not.toContain('postgres')

    const left = join(directory, 'postgres.new-abcdef')
    await mkdir(join(left, 'base'), { recursive: true })
    await writeFile(join(left, 'PG_VERSION'), '17\n')
    const longAgo = new Date(Date.now() - 3_600_000)
    await utimes(left, longAgo, longAgo)
    const server = await opened(directory)
    expect(await query(server, 'select 1')).toEqual([[1]])
    expect((await readdir(directory)).filter(entry => entry.startsWith('postgres.new-'))).toEqual([])
  })

  it('says what PostgreSQL said when it does not start, and never deletes what is there', async () => {
    const directory = await newDirectory()
    await mkdir(join(directory, 'postgres'))
    await writeFile(join(directory, 'postgres', 'PG_VERSION'), '12\n')
    await expect(openServer(directory)).rejects.toThrow(/PostgreSQL did not start.*/s)
    await rm(join(directory, 'postgres', 'PG_VERSION'))
    await writeFile(join(directory, 'postgres', 'something'), 'of value')
    await expect(openServer(directory)).rejects.toThrow('ENOTEMPTY')
    expect(await readdir(join(directory, 'postgres'))).toEqual(['something'])
  })

  it('lays a big log aside when it starts', async () => {
    const directory = await newDirectory()
    await writeFile(join(directory, 'postgres.log'), Buffer.alloc(10_000_001))
    await opened(directory)
    expect((await stat(join(directory, 'postgres.log.1'))).size).toBe(10_000_001)
    expect((await stat(join(directory, 'postgres.log'))).size).toBeLessThan(10_000)
  })

  it('tells of a directory that cannot be written', async () => {
    await writeFile(join(await newDirectory(), 'file'), '')
    await expect(openServer(join(directories.at(-1)!, 'file', 'inside'))).rejects.toThrow('ENOTDIR')
    if (process.geteuid?.() === 0) return
    const directory = join(await newDirectory(), 'closed')
    await mkdir(directory, { mode: 0o500 })
    await expect(openServer(directory)).rejects.toThrow('may not read and write everything')
  })
})

describe('the secret', () => {
  it('is 32 bytes, always the same', async () => {
    const directory = await newDirectory()
    const secret = secretOf(directory)
    expect(secret).toHaveLength(32)
    expect(secretOf(directory)).toEqual(secret)
    expect(secretOf(await newDirectory())).not.toEqual(secret)
    expect(await readdir(directory)).toEqual(['secret'])
    await writeFile(join(directory, 'secret'), 'short')
    expect(() => secretOf(directory)).toThrow('is damaged')
  })
})

describe('the installed programs', () => {
  it('are missing on a machine nobody builds for, and the message says what to do', () => {
    expect(() => installedPackage('sunos', 'sparc')).toThrow(/sunos-sparc.*DATABASE_URL/)
  })

  it('run after an install without scripts and without executable bits', async () => {
    const directory = await newDirectory()
    const native = join(directory, 'native')
    for (const part of ['bin', 'lib', 'pg-symlinks.json']) {
      await cp(join(installedPackage(), part), join(native, part), { recursive: true })
    }
    for (const { target } of JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))) {
      await rm(join(directory, target), { force: true })
    }
    for (const program of ['postgres', 'initdb']) await chmod(join(native, 'bin', program), 0o644)

    if (process.geteuid?.() !== 0) {
      for (const part of ['bin', 'lib']) await chmod(join(native, part), 0o555)
      for (const program of ['postgres', 'initdb']) await chmod(join(native, 'bin', program), 0o444)
    }
    const binaries = await readyBinaries(native, directory)
    expect(binaries.folder).toBe(join(native, 'bin'))
    await findRunner(binaries)
    for (const part of ['bin', 'lib']) await chmod(join(native, part), 0o755)
  })
})
