// Opens the installation that the settings name: database, migrations, post, site.

import { createHmac } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { secretOf } from '../db/cluster.ts'
import { connectionFrom, type Database, loginFor, openDatabase } from '../db/database.ts'
import { appGroup, type Login, migrate } from '../db/migrate.ts'
import { type OwnerConnection, openServer, type Server } from '../db/server.ts'
import { openPost, type Post, prepareJobs, queues } from '../jobs/post.ts'
import { readSettings, type Settings } from '../outside/settings.ts'

/** The folder that holds `package.json`, from the source tree and from the bundle alike. */
export const root = (() => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
})()

export const migrations = join(root, 'src/db/migrations')
export const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version

/** Something the operator can put right; said without a stack trace. */
export class Trouble extends Error {}

export interface Installation {
  readonly settings: Settings
  readonly server: Server | null
  readonly database: Database
  readonly post: Post
  readonly demonstration: boolean
  /** It is a demonstration that has not been told to its end. */
  readonly untold: boolean
  /** Records that the demonstration was told; only the owner of the database may. */
  told(): Promise<void>
  /** The migrations that this call applied. */
  readonly applied: readonly string[]
  /** Whether we started the embedded server, so that a short command stops it again. */
  close(options?: { stopServer?: boolean }): Promise<void>
}

export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const read = readSettings(environment, root)
  if ('mistakes' in read)
    throw new Trouble(['These settings are wrong:', ...read.mistakes.map(mistake => `  ${mistake}`)].join('\n'))
  return read.settings
}

export async function openInstallation(
  settings: Settings,
  holdBefore?: (owner: OwnerConnection) => Promise<void>,
): Promise<Installation> {
  const server = await serverOf(settings)
  try {
    return await openOn(settings, server, holdBefore)
  } catch (cause) {
    if (server?.started) await server.stop()
    throw cause
  }
}

/** The built-in server of these settings, running; null where they name a database elsewhere. */
export async function serverOf(settings: Settings): Promise<Server | null> {
  makeDirectory(settings.directory)
  if (settings.databaseUrl) return null
  return openServer(settings.directory).catch((cause: Error) => {
    throw new Trouble(cause.message, { cause })
  })
}

export const ownerOf = (settings: Settings, server: Server | null): OwnerConnection =>
  server?.connection ?? connectionFrom(settings.databaseUrl!)

/** The login of the application there, which follows from the secret of this installation. */
export function loginOf(settings: Settings, owner: OwnerConnection): Login {
  const secret = createHmac('sha256', secretOf(settings.directory))
    .update(`${owner.host} ${owner.database}`)
    .digest('hex')
  return loginFor(owner, secret)
}

async function openOn(
  settings: Settings,
  server: Server | null,
  holdBefore?: (owner: OwnerConnection) => Promise<void>,
): Promise<Installation> {
  const owner = ownerOf(settings, server)
  await holdBefore?.(owner)
  const login = loginOf(settings, owner)
  const applied = await migrate(owner, login, migrations)
  if (applied.length || !(await jobsAreReady(owner))) await prepareJobs(owner)
  const { demonstration, untold } = await installationRow(owner, settings.demonstration)
  const database = openDatabase(owner, login)
  const post = await openPost(database)
  return {
    settings,
    server,
    database,
    post,
    demonstration,
    untold,
    told: () => asking(owner, async client => void (await client.query('update installation set told_at = now()'))),
    applied,
    close: async ({ stopServer = server?.started ?? false } = {}) => {
      await post.stop()
      await database.close()
      if (stopServer) await server?.stop()
    },
  }
}

/** The grant is the last step of preparing them, so one that was cut off is made good at the next start. */
const jobsAreReady = (owner: OwnerConnection): Promise<boolean> =>
  asking(owner, async client => {
    const { rowCount } = await client.query(
      `select from pg_namespace where nspname = 'pgboss' and has_schema_privilege($1, oid, 'usage')`,
      [appGroup],
    )
    if (rowCount !== 1) return false
    const { rows } = await client.query<{ name: string }>('select name from pgboss.queue')
    return queues.every(name => rows.some(row => row.name === name))
  })

/** Whether this is a demonstration is decided once, when the database is made, and only its owner could ever change it. */
const installationRow = (
  owner: OwnerConnection,
  demonstration: boolean,
): Promise<{ demonstration: boolean; untold: boolean }> =>
  asking(owner, async client => {
    await client.query('insert into installation (demonstration) values ($1) on conflict do nothing', [demonstration])
    const { rows } = await client.query<{ demonstration: boolean; untold: boolean }>(
      'select demonstration, demonstration and told_at is null as untold from installation',
    )
    return rows[0]!
  })

/** One short conversation as the owner of the database. */
export async function asking<T>(owner: OwnerConnection, talk: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return await talk(client)
  } finally {
    await client.end()
  }
}

function makeDirectory(directory: string): void {
  try {
    makeWithParents(directory)
    accessSync(directory, constants.W_OK)
  } catch {
    throw new Trouble(`${directory} cannot be written. Set THEGITHER_DATA to a folder that can.`)
  }
}

/** Step by step: Node's own recursive mkdir never comes back from file systems that answer ENOENT, such as /proc. */
function makeWithParents(directory: string): void {
  if (existsSync(directory)) return
  makeWithParents(dirname(directory))
  try {
    mkdirSync(directory, { mode: 0o700 })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause // another process made it just now
  }
}
