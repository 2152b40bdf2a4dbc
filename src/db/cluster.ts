// The files of the built-in PostgreSQL: its secret, the cluster that initdb makes, and the directory of its socket.
import { execFile } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chown, lstat, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Runner } from './binaries.ts'

/** The name of the database and of its owner, and the port that names the socket: always the same. */
export const name = 'thegither'
export const port = 5432
const run = promisify(execFile)

/**
 * The 32 random bytes of this installation, made once and kept in the file `secret` as hexadecimal text. The
 * database's password is this text; derive every other secret from the bytes with HMAC.
 */
export function secretOf(directory: string): Buffer {
  const path = join(directory, 'secret')
  if (!existsSync(path)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const fresh = `${path}.${randomUUID()}`
    writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(fresh, path) // never overwrites: of two processes the first wins, and nobody reads half a file
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(fresh)
    }
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
  if (secret.length !== 32) throw new Error(`The file ${path} is damaged. Put it back from a backup.`)
  return secret
}

/**
 * Runs initdb in a directory of its own and moves it into place as its last step, so that a cluster under its
 * real name is always whole: an interrupted one is left aside, and of two processes the first wins.
 */
export async function createCluster(directory: string, cluster: string, runner: Runner, fsync: boolean): Promise<void> {
  const fresh = await mkdtemp(join(directory, 'postgres.new-'))
  try {
    await giveTo(runner.owner, directory, join(directory, 'secret'), fresh)
    const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
    const rules = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8', `--locale=${locale}`]
    const access = ['--auth=scram-sha-256', `--username=${name}`, `--pwfile=${join(directory, 'secret')}`]
    const care = ['--data-checksums', '--no-instructions', ...(fsync ? [] : ['--no-sync'])]
    const child = runner.spawn('initdb', ['-D', fresh, ...rules, ...access, ...care], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr?.on('data', text => {
      said += text
    })
    const code = await new Promise(resolve => child.once('close', resolve))
    if (code !== 0) throw new Error(`The database could not be created: ${said.trim() || `initdb ended with ${code}`}`)
    await rename(fresh, cluster).catch(async error => {
      if (!existsSync(join(cluster, 'PG_VERSION'))) throw error
    })
    const parent = await open(directory)
    await parent.sync()
    await parent.close()
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Clears away what an initdb left that was cut off (it takes seconds, so ten minutes is long past). */
export async function removeAbandoned(directory: string): Promise<void> {
  for (const entry of await readdir(directory)) {
    if (!entry.startsWith('postgres.new-')) continue
    const made = await stat(join(directory, entry)).catch(() => undefined)
    if (made && Date.now() - made.mtimeMs > 600_000) await rm(join(directory, entry), { recursive: true })
  }
}

/** Unix sockets have short names (about 104 bytes), so a long directory gets one under the temporary directory. */
export async function socketDirectory(directory: string, owners: (number | undefined)[]): Promise<string> {
  const fits = (path: string) => Buffer.byteLength(join(path, `.s.PGSQL.${port}`)) <= 100
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  const temporary = join(tmpdir(), `thegither-${hash}`)
  const socket = [join(directory, 'socket'), temporary].find(fits) ?? `/tmp/thegither-${hash}`
  await mkdir(socket, { mode: 0o700 }).catch(error => {
    if (error.code !== 'EEXIST') throw error
  })
  const found = await lstat(socket)
  if (!found.isDirectory() || !owners.includes(found.uid) || (found.mode & 0o077) !== 0) {
    throw new Error(`${socket} must be a directory that belongs to this user and is closed to others. Remove it.`)
  }
  return socket
}

/** As root the files must belong to whoever the server runs as. The directory itself may hold others' files as well. */
export async function giveTo(owner: Runner['owner'], directory: string, ...parts: string[]): Promise<void> {
  if (!owner) return
  await chown(directory, owner.uid, owner.gid)
  for (const part of parts) {
    if ((await stat(part)).uid !== owner.uid) await run('chown', ['-R', `${owner.uid}:${owner.gid}`, part])
  }
}
