// The built-in PostgreSQL server: started, found running, watched and stopped.
// Everything it needs lies in one directory (cluster.ts); it listens on a Unix socket that only its owner can reach.
import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, realpath, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { findRunner, installedPackage, type Runner, readyBinaries } from './binaries.ts'
import { createCluster, giveTo, name, port, removeAbandoned, secretOf, socketDirectory } from './cluster.ts'

/** How the owner of the database connects; `host` is the directory of the Unix socket. */
export interface OwnerConnection {
  host: string
  port: number
  user: string
  password: string
  database: string
}

export interface Server {
  readonly connection: OwnerConnection
  /** True when we started it, false when we found it running. */
  readonly started: boolean
  /** From now on starts it again when it dies, and says so: every connection there was is gone. */
  watch(onRestart?: () => void): void
  /** Stops watching, and stops the server whoever started it. Afterwards it can be opened again. */
  stop(): Promise<void>
}

interface Place {
  directory: string
  cluster: string
  connection: OwnerConnection
  runner: Runner
  fsync: boolean
}

const run = promisify(execFile)
const minute = 60_000

/**
 * Opens the server whose files lie in `directory`, making and starting it where needed. Safe to call from several
 * processes at once: one starts it, the others connect. Throws plain words when it cannot be had.
 * `fsync: false` is for tests: a power cut would lose everything.
 */
export async function openServer(directory: string, { fsync = true }: { fsync?: boolean } = {}): Promise<Server> {
  const worded = (error: Error) => {
    throw inWords(error, directory)
  }
  const place = await prepare(directory, fsync).catch(worded)
  const started = await ensureRunning(place).catch(worded)
  let known = await postmaster(place)
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let lastTrouble = ''

  async function look(onRestart?: () => void): Promise<void> {
    if (known !== undefined && (await isPostmaster(known, place))) return
    await ensureRunning(place)
    const now = await postmaster(place)
    if (now === known) return
    known = now
    lastTrouble = ''
    onRestart?.()
  }

  return {
    connection: place.connection,
    started,
    watch(onRestart) {
      clearInterval(timer)
      timer = setInterval(() => {
        looking ??= look(onRestart)
          .catch(error => {
            const trouble = inWords(error, directory)
            if (trouble.message !== lastTrouble) console.error(trouble.message)
            lastTrouble = trouble.message
          })
          .finally(() => {
            looking = undefined
          })
      }, 500)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await looking
      await stopPostmaster(place)
    },
  }
}

async function prepare(given: string, fsync: boolean): Promise<Place> {
  await mkdir(given, { recursive: true, mode: 0o700 })
  const directory = await realpath(given)
  const runner = await findRunner(await readyBinaries(installedPackage(), directory))
  const password = secretOf(directory).toString('hex')
  const cluster = join(directory, 'postgres')
  await removeAbandoned(directory)
  if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(directory, cluster, runner, fsync)
  const host = await socketDirectory(directory, [process.geteuid?.(), runner.owner?.uid, (await stat(cluster)).uid])
  return { directory, cluster, runner, fsync, connection: { host, port, user: name, password, database: name } }
}

/** Waits until the server answers, starting it when nobody has. True when it was us. */
async function ensureRunning(place: Place): Promise<boolean> {
  let child: Started | undefined
  let patience = Date.now() + minute
  try {
    for (;;) {
      const answer = await ask(place.connection)
      if (answer === 'ready') return child !== undefined && (await postmaster(place)) === child.process.pid
      if (answer === 'busy') patience = Date.now() + minute
      if (child?.ended) {
        const said = await child.said()
        // Another process was quicker, or the last children of a killed server are still finishing.
        const passing = /lock file ".*" already exists|pre-existing shared memory block/.test(said)
        if (!passing && (await postmaster(place)) === undefined) throw new Error(`PostgreSQL did not start. ${said}`)
        child = undefined
        await sleep(100)
      }
      if (answer === 'silent' && !child && (await postmaster(place)) === undefined) child = await start(place)
      if (Date.now() > patience) {
        throw new Error(`PostgreSQL does not answer. Look into ${join(place.directory, 'postgres.log')}.`)
      }
      await sleep(25)
    }
  } catch (error) {
    child?.process.kill('SIGINT') // one that nobody can use is not left behind
    throw error
  }
}

interface Started {
  process: ChildProcess
  ended: boolean
  /** What it wrote to the log since it was started. */
  said(): Promise<string>
}

async function start(place: Place): Promise<Started> {
  await mkdir(place.connection.host, { recursive: true, mode: 0o700 }) // temporary directories get swept
  await giveTo(
    place.runner.owner,
    place.directory,
    join(place.directory, 'secret'),
    place.cluster,
    place.connection.host,
  )
  const path = join(place.directory, 'postgres.log')
  if (existsSync(path) && (await stat(path)).size > 10_000_000) await rename(path, `${path}.1`)
  const log = await open(path, 'a', 0o600)
  const from = (await log.stat()).size
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${place.connection.host.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: String(port),
    max_connections: '100',
    shared_buffers: '128MB',
    fsync: place.fsync ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  const child = place.runner.spawn(
    'postgres',
    ['-D', place.cluster, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      cwd: place.directory,
      detached: true, // its own process group: Ctrl-C reaches us, and we close it in good order
      stdio: ['ignore', log.fd, log.fd],
      env: await pastLock(place),
    },
  )
  child.unref()
  const started: Started = {
    process: child,
    ended: false,
    said: async () => (await readFile(path)).subarray(from).toString().trim().slice(-2000),
  }
  for (const event of ['exit', 'error']) {
    child.once(event, () => {
      started.ended = true
    })
  }
  await log.close()
  return started
}

/**
 * After a power cut, and always in containers, the process id in a stale lock file may belong to somebody else by
 * now, and PostgreSQL would refuse to start. It takes a lock of its "grandparent" for stale (miscinit.c), so we name
 * it; unlike deleting the file, this leaves every other check of PostgreSQL's in force.
 */
async function pastLock(place: Place): Promise<Record<string, string>> {
  const locked = await lockedBy(place)
  return locked === undefined ? {} : { PG_GRANDPARENT_PID: String(locked) }
}

/** `busy`: a server is there but not ready, because it starts, recovers or shuts down. Makes the database when missing. */
async function ask(connection: OwnerConnection): Promise<'ready' | 'busy' | 'silent'> {
  const trouble = await attempt(connection)
  if (trouble?.code === '3D000') {
    const made = await attempt({ ...connection, database: 'postgres' }, `create database ${name}`)
    if (!made || ['42P04', '23505', '55006'].includes(made.code ?? '')) return 'busy'
    throw made
  }
  if (!trouble || trouble.code === '53300') return 'ready'
  if (trouble.code?.startsWith('57P')) return 'busy'
  if (trouble.code === '28P01') {
    throw new Error('The file "secret" does not open the database beside it. Put both back from the same backup.')
  }
  if (trouble instanceof pg.DatabaseError) throw trouble
  return 'silent'
}

async function attempt(connection: OwnerConnection, sql?: string): Promise<(Error & { code?: string }) | undefined> {
  const client = new pg.Client({ ...connection, ssl: false, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined) // a server that dies under us: the next attempt tells
  try {
    await client.connect()
    if (sql) await client.query(sql)
    return undefined
  } catch (error) {
    return error as Error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function stopPostmaster(place: Place): Promise<void> {
  const pid = await postmaster(place)
  if (pid === undefined) return
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    sendSignal(pid, signal)
    for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
      if (!(await isPostmaster(pid, place))) return
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop. Look into ${join(place.directory, 'postgres.log')}.`)
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // another process stopped it just now
  }
}

/** The process id of the running server, if there is one. */
async function postmaster(place: Place): Promise<number | undefined> {
  const pid = await lockedBy(place)
  return pid !== undefined && (await isPostmaster(pid, place)) ? pid : undefined
}

async function lockedBy({ cluster }: Place): Promise<number | undefined> {
  const file = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(error => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return Number.parseInt(file, 10) || undefined
}

/** Whether the process is a server of this cluster: ids are used again, and a zombie has no command line. */
async function isPostmaster(pid: number, { cluster }: Place): Promise<boolean> {
  const command =
    process.platform === 'linux'
      ? readFile(`/proc/${pid}/cmdline`, 'utf8').then(text => text.replaceAll('\0', ' '))
      : run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).then(({ stdout }) => `${stdout.trim()} `)
  return (await command.catch(() => '')).includes(`postgres -D ${cluster} `)
}

function inWords(error: NodeJS.ErrnoException, directory: string): Error {
  const says = (code: RegExp, text: RegExp) => code.test(error.code ?? '') || text.test(error.message)
  if (says(/^ENOSPC$/, /No space left on device/)) {
    return new Error(`The disk that holds ${directory} is full. Make room, then start again.`, { cause: error })
  }
  if (says(/^(EACCES|EPERM|EROFS)$/, /Permission denied|Read-only file system|Operation not permitted/)) {
    const who = process.geteuid?.() === 0 ? 'Root, or user 65534 that PostgreSQL runs as here,' : 'This user'
    return new Error(`${who} may not read and write everything in ${directory}. ${error.message}`, { cause: error })
  }
  return error
}
