// The open database: the application's pool under a role that owns nothing, and the owner's connection for
// migrations, backup and restore.

import { createHmac } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Root } from './handles.ts'
import type { Login } from './migrate.ts'
import type { OwnerConnection } from './server.ts'
import type { Tables } from './tables.ts'

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)

export interface Database {
  readonly owner: OwnerConnection
  readonly login: Login
  readonly pool: pg.Pool
  readonly root: Root
  close(): Promise<void>
}

/** The application's login for one database; its password follows from the installation's secret. */
export const loginFor = (owner: OwnerConnection, secret: string): Login => ({
  user: `${owner.database.slice(0, 50)}_login`,
  password: createHmac('sha256', secret).update(`login ${owner.database}`).digest('base64url'),
})

export function openDatabase(owner: OwnerConnection, login: Login, connections = 10): Database {
  const pool = new pg.Pool({
    host: owner.host,
    port: owner.port,
    database: owner.database,
    ...login,
    max: connections,
    application_name: 'thegither',
  })
  // A connection that dies while idle is replaced by the next request; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that dies inside a transaction between two queries; the next query says what happened.
  pool.on('connect', client => client.on('error', () => {}))
  const root = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { owner, login, pool, root, close: () => root.destroy() }
}

/** Reads `postgres://user:password@host:port/database` or a socket form (`?host=/var/run/postgresql`). */
export function connectionFrom(url: string): OwnerConnection {
  const parsed = new URL(url)
  const host = parsed.searchParams.get('host') ?? (parsed.hostname || 'localhost')
  return {
    host,
    port: Number(parsed.port || parsed.searchParams.get('port') || 5432),
    user: decodeURIComponent(parsed.username || 'postgres'),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)) || 'thegither',
  }
}
