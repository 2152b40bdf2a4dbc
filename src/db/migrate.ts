// Brings a database to today's shape: roles, then every migration that it has not had, in the order of their names.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { OwnerConnection } from './server.ts'

/** The group that owns nothing; login roles of the application belong to it. */
export const appGroup = 'thegither_app'

export interface Login {
  readonly user: string
  readonly password: string
}

/**
 * Makes the application's login role, applies what is missing of `names` and says what was applied.
 * Two processes that migrate at once wait for each other.
 */
export async function migrate(
  owner: OwnerConnection,
  login: Login,
  directory: string,
  names: readonly string[] = migrationNames(directory),
): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('thegither migrate'))`)
    await ensureRoles(client, owner, login)
    return await applyMigrations(client, names, directory)
  } finally {
    await client.end()
  }
}

/** Every migration of this release, in order. */
export const migrationNames = (directory: string): string[] =>
  readdirSync(directory)
    .filter(name => name.endsWith('.sql'))
    .map(name => name.slice(0, -4))
    .sort()

export async function applyMigrations(
  client: pg.Client,
  names: readonly string[],
  directory: string,
): Promise<string[]> {
  await client.query(
    'create table if not exists migration (name text primary key, at timestamptz not null default now())',
  )
  const had = new Set((await client.query<{ name: string }>('select name from migration')).rows.map(row => row.name))
  const missing = names.filter(name => !had.has(name))
  for (const name of missing) {
    await client.query('begin')
    try {
      await client.query(readFileSync(join(directory, `${name}.sql`), 'utf8'))
      await client.query('insert into migration (name) values ($1)', [name])
      await client.query('commit')
    } catch (cause) {
      await client.query('rollback')
      throw new Error(`Migration ${name} failed: ${(cause as Error).message}`, { cause })
    }
  }
  return missing
}

async function ensureRoles(client: pg.Client, owner: OwnerConnection, login: Login): Promise<void> {
  const user = pg.escapeIdentifier(login.user)
  try {
    await client.query(
      `do $$ begin create role ${appGroup} nologin nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
    )
    await client.query(
      `do $$ begin create role ${user} login nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
    )
    await client.query(`alter role ${user} password ${pg.escapeLiteral(login.password)}`)
    await client.query(`grant ${appGroup} to ${user}`)
    await client.query(`grant connect on database ${pg.escapeIdentifier(owner.database)} to ${user}`)
  } catch (cause) {
    throw new Error(
      `The database user ${owner.user} could not make the role ${login.user} that the application connects as. Give it the right to: ALTER ROLE ${owner.user} CREATEROLE. (${(cause as Error).message})`,
      { cause },
    )
  }
}
