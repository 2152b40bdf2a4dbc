// Opens the installation that the settings name: database, migrations, post, site.

import { createHmac } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { connectionFrom, type Database, loginFor, openDatabase } from '../db/database.ts'
import { migrate, migrationNames } from '../db/migrate.ts'
import { type OwnerConnection, openServer, type Server, secretOf } from '../db/server.ts'
import { openPost, type Post, prepareJobs } from '../jobs/post.ts'
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
  /** True when this call made the installation. */
  readonly fresh: boolean
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
  makeDirectory(settings.directory)
  const server = settings.databaseUrl ? null : await openServer(settings.directory)
  try {
    return await openOn(settings, server, holdBefore)
  } catch (cause) {
    if (server?.started) await server.stop()
    throw cause
  }
}

async function openOn(
  settings: Settings,
  server: Server | null,
  holdBefore?: (owner: OwnerConnection) => Promise<void>,
): Promise<Installation> {
  const owner = server?.connection ?? connectionFrom(settings.databaseUrl!)
  await holdBefore?.(owner)
  const secret = createHmac('sha256', secretOf(settings.directory))
    .update(`${owner.host} ${owner.database}`)
    .digest('hex')
  const login = loginFor(owner, secret)
  const applied = await migrate(owner, login, migrations)
  if (applied.length) await prepareJobs(owner)
  const { demonstration, fresh } = await installationRow(owner, settings.demonstration)
  const database = openDatabase(owner, login)
  const post = await openPost(database)
  return {
    settings,
    server,
    database,
    post,
    demonstration,
    fresh,
    close: async ({ stopServer = server?.started ?? false } = {}) => {
      await post.stop()
      await database.close()
      if (stopServer) await server?.stop()
    },
  }
}

/** Whether this is a demonstration is decided once, when the database is made, and only its owner could ever change it. */
async function installationRow(
  owner: OwnerConnection,
  demonstration: boolean,
): Promise<{ demonstration: boolean; fresh: boolean }> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const made = await client.query(
      'insert into installation (demonstration) values ($1) on conflict do nothing returning demonstration',
      [demonstration],
    )
    if (made.rowCount) return { demonstration, fresh: true }
    const { rows } = await client.query<{ demonstration: boolean }>('select demonstration from installation')
    return { demonstration: rows[0]!.demonstration, fresh: false }
  } finally {
    await client.end()
  }
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    accessSync(directory, constants.W_OK)
  } catch {
    throw new Trouble(`${directory} cannot be written. Set THEGITHER_DATA to a folder that can.`)
  }
}

/** Migrations of this release, for backups that say what shape they have. */
export const releaseMigrations = (): string[] => migrationNames(migrations)
