// The open database: the application's pool under a role that owns nothing, and the owner's connection for
// migrations, backup and restore.

import { createHmac } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Root } from './handles.ts'
import type { Login } from './migrate.ts'
import type { OwnerConnection } from './server.ts'
import type { Tables } from './tables.ts'

/** PostgreSQL's number for `int8[]`, which pg reads as texts; its list of built-in types has no arrays. */
const int8Array = 1016 as never
const asTexts: (text: string) => string[] = pg.types.getTypeParser(int8Array)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(int8Array, text => asTexts(text).map(Number))
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
    // Small questions asked often: planning each anew, or compiling it, would cost more than answering it.
    options: '-c plan_cache_mode=force_generic_plan -c jit=off',
  })
  // A connection that dies while idle is replaced by the next request; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that dies inside a transaction between two queries; the next query says what happened.
  pool.on('connect', client => client.on('error', () => {}))
  pool.on('connect', keepPlans)
  const root = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { owner, login, pool, root, close: () => root.destroy() }
}

/** Most statements a connection keeps prepared; lists of many lengths would otherwise fill its memory. */
const mostPlans = 500

/** Each connection parses and plans a statement once: what a verb asks is the same text every time. */
function keepPlans(client: pg.PoolClient): void {
  const names = new Map<string, string>()
  client.query = new Proxy(client.query, {
    apply: (query, self, [text, values, ...rest]) => {
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
        return Reflect.apply(query, self, [text, values, ...rest])
      if (!names.has(text) && names.size < mostPlans) names.set(text, `s${names.size}`)
      return Reflect.apply(query, self, [{ name: names.get(text), text, values }, ...rest])
    },
  })
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
