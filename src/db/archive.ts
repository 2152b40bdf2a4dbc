// A portable archive of the whole database, made while it is in use, and put back into an empty one.
// A gzipped tar: `manifest.json`, then `tables/<name>.copy` in PostgreSQL's COPY text, in the order of foreign keys.

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { extract, type Pack, pack } from 'tar-stream'
import { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts'
import { type Login, migrate, migrationNames } from './migrate.ts'
import type { OwnerConnection } from './server.ts'

const manifestShape = z.object({
  format: z.literal(1),
  /** The release of Thegither that wrote it. */
  version: z.string(),
  madeAt: z.iso.datetime(),
  /** Names of the migrations that shaped its tables. */
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()).min(1),
      rows: z.int().min(0),
      /** The last number its identity column gave out, so that no number is ever given twice. */
      last: z.int().nullable(),
    }),
  ),
})

export type Manifest = z.infer<typeof manifestShape>

/**
 * Writes every row of the installation as it was at one moment; the server goes on serving. All tables of the schema
 * public are in it, sessions too, so that nobody is signed out by a restore. Not in it, on purpose:
 * - the list of applied migrations as a table (the manifest has it);
 * - the jobs of pg-boss: a restored installation must not send again what the old one sent after the backup. Letters
 *   not yet sent are kept as rows of `letter` and erased on their day, but nobody posts them;
 * - roles, and the file `secret`: the logins are made anew from the secret of wherever it is restored.
 * Tables wait in files in the folder `spool` (no larger than the tables themselves; gone when the process is).
 */
export async function writeArchive(
  owner: OwnerConnection,
  to: Writable,
  { version, spool }: { version: string; spool: string },
): Promise<Manifest> {
  const files: Spooled[] = []
  try {
    const manifest = await asOwner(owner, async client => {
      await client.query('begin isolation level repeatable read read only')
      await client.query(plainText)
      const { rows: migrations } = await client.query<{ name: string }>('select name from migration order by name')
      const { rows: clock } = await client.query<{ now: string }>('select now()::timestamptz(3) as now')
      const tables = inOrder(await tablesOf(client))
      for (const table of tables) {
        if (table.hidden) throw new Error(`The database user ${owner.user} cannot see every row of ${table.name}.`)
        const rows = client.query(copyTo(`copy ${named(table)} to stdout`))
        files.push(await spooled(spool, rows))
      }
      await client.query('commit')
      return {
        format: 1 as const,
        version,
        madeAt: new Date(clock[0]!.now).toISOString(),
        migrations: migrations.map(({ name }) => name),
        tables: tables.map(({ name, columns, last }, at) => ({ name, columns, rows: files[at]!.rows, last })),
      }
    })
    const parcels = pack()
    parcels.on('error', () => {}) // the pipeline tells of it, but listens no longer when the second word comes
    const filled = fill(parcels, manifest, files).catch(cause => {
      parcels.destroy(cause)
      throw cause
    })
    await Promise.all([pipeline(parcels, createGzip(), to), filled])
    return manifest
  } finally {
    await Promise.all(files.map(({ file }) => file.close()))
  }
}

async function fill(parcels: Pack, manifest: Manifest, files: readonly Spooled[]): Promise<void> {
  const mtime = new Date(manifest.madeAt)
  parcels.entry({ name: 'manifest.json', mtime, mode: 0o600 }, `${JSON.stringify(manifest, null, 2)}\n`)
  for (const [at, { file, size }] of files.entries()) {
    const entry = parcels.entry({ name: entryOf(manifest.tables[at]!), size, mtime, mode: 0o600 })
    entry.on('error', () => {}) // likewise
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false }))
      if (!entry.write(chunk)) await once(entry, 'drain')
    entry.end(null)
    await once(entry, 'close')
  }
  parcels.finalize()
}

/**
 * Puts an archive into an empty database: checks the whole file first, gives the tables the shape they had in it, loads
 * them in one transaction, and then brings them to today's shape. A refusal leaves the database without a row.
 */
export async function readArchive(
  owner: OwnerConnection,
  from: Readable,
  migrations: string,
  login: Login,
  { spool }: { spool: string },
): Promise<Manifest | Refusal> {
  const files: Spooled[] = []
  try {
    const manifest = await unpack(from, spool, files)
    if (isRefusal(manifest)) return manifest
    const newer = manifest.migrations.find(name => !migrationNames(migrations).includes(name))
    if (newer)
      return refuse(
        'archive-newer',
        `This archive was made by Thegither ${manifest.version}, which knows the change “${newer}” that this release does not. Restore it with that release or a later one. Nothing was changed.`,
      )
    const taken = await asOwner(owner, client => mayLoad(client, manifest))
    if (taken) return taken
    await migrate(owner, login, migrations, manifest.migrations)
    const unfit = await asOwner(owner, client => load(client, manifest, files))
    if (unfit) return unfit
    await migrate(owner, login, migrations)
    return manifest
  } finally {
    await Promise.all(files.map(({ file }) => file.close()))
  }
}

const damaged = (what: string): Refusal =>
  refuse('archive-damaged', `This file is not a whole archive of Thegither: ${what}. Nothing was changed.`)

/** Unpacks all of it into files before anything is touched: gzip's checksum stands at the end. */
async function unpack(from: Readable, spool: string, files: Spooled[]): Promise<Manifest | Refusal> {
  const parcels = extract()
  const arriving = pipeline(from, createGunzip(), parcels).then(
    () => undefined,
    (cause: Error) => cause,
  )
  try {
    let manifest: Manifest | undefined
    for await (const parcel of parcels) {
      if (!manifest) {
        if (parcel.header.name !== 'manifest.json' || parcel.header.size! > 10_000_000)
          return damaged('it does not begin with a manifest')
        const parts: Buffer[] = []
        for await (const part of parcel) parts.push(part as Buffer)
        const read = manifestShape.safeParse(jsonIn(Buffer.concat(parts).toString()))
        if (!read.success) return damaged('its manifest cannot be read')
        manifest = read.data
        continue
      }
      const table = manifest.tables[files.length]
      if (!table || parcel.header.name !== entryOf(table)) return damaged(`${parcel.header.name} is out of place`)
      files.push(await spooled(spool, parcel))
      const { rows } = files.at(-1)!
      if (rows !== table.rows) return damaged(`${table.name} has ${rows} rows and not ${table.rows}`)
    }
    const cause = await arriving
    if (cause) throw cause
    return manifest && files.length === manifest.tables.length ? manifest : damaged('its end is missing')
  } catch (seen) {
    parcels.destroy()
    const causes = [await arriving, seen as Error]
    const outside = causes.find(cause => cause && 'syscall' in cause) // a full or broken disk is not the archive's fault
    if (outside) throw outside
    return damaged(causes.find(Boolean)!.message)
  }
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An archive never mixes with what is there already. */
async function mayLoad(client: pg.Client, manifest: Manifest): Promise<Refusal | null> {
  const there = new Set((await tablesOf(client)).map(({ name }) => name))
  const { rows: made } = await client.query<{ migrated: boolean }>(
    `select to_regclass('public.migration') is not null as migrated`,
  )
  const inUse = refuse(
    'database-in-use',
    'There is something in this database already, and an archive only goes into an empty one. Nothing was changed.',
  )
  if (!made[0]!.migrated) return there.size ? inUse : null
  for (const name of ['installation', 'partnership', 'person'].filter(name => there.has(name)))
    if ((await client.query(`select from public.${name} limit 1`)).rowCount) return inUse
  const { rows: applied } = await client.query<{ name: string }>('select name from public.migration order by name')
  const beyond = applied.find(({ name }) => !manifest.migrations.includes(name))
  if (!beyond) return null
  return refuse(
    'database-newer',
    `The tables of this database already have the change “${beyond.name}”, which the archive does not know. Restore it into a new, empty database. Nothing was changed.`,
  )
}

/** All or nothing. Frozen versions and the second wall stand aside for it, and stand again before anyone else looks. */
async function load(client: pg.Client, manifest: Manifest, files: readonly Spooled[]): Promise<Refusal | null> {
  await client.query('begin')
  const unfit = await fillTables(client, manifest, files)
  await client.query(unfit ? 'rollback' : 'commit')
  return unfit
}

async function fillTables(client: pg.Client, manifest: Manifest, files: readonly Spooled[]): Promise<Refusal | null> {
  await client.query(plainText)
  const here = new Map((await tablesOf(client)).map(table => [table.name, table]))
  const other = manifest.tables.find(({ name, columns }) => !sameWords(here.get(name)?.columns ?? [], columns))
  if (other || here.size !== manifest.tables.length)
    return damaged(`its ${other ? `table ${other.name} has` : 'tables have'} not the shape that its migrations make`)

  const names = manifest.tables.map(({ name }) => `public.${pg.escapeIdentifier(name)}`)
  await client.query(`truncate ${names.join(', ')} restart identity`) // what migrations put in is in the archive as well
  for (const name of names) await client.query(`alter table ${name} disable trigger user, no force row level security`)
  for (const [at, { file }] of files.entries()) {
    const table = manifest.tables[at]!
    const into = client.query(copyFrom(`copy ${named(table)} from stdin`))
    const refused = await pipeline(file.createReadStream({ start: 0, autoClose: false }), into).then(
      () => (into.rowCount === table.rows ? null : `${into.rowCount} of ${table.rows} rows came through`),
      (cause: Error & { code?: string }) => {
        if (/^(22|23)/.test(cause.code ?? '')) return cause.message // bad values, or rows that belong to none
        throw cause
      },
    )
    if (refused) return damaged(`its table ${table.name} does not fit (${refused})`)
  }
  await client.query('set constraints all immediate')
  for (const [at, { name, last }] of manifest.tables.entries()) {
    const { walled, numbered } = here.get(name)!
    await client.query(`alter table ${names[at]} enable trigger user${walled ? ', force row level security' : ''}`)
    if (numbered !== null)
      await client.query(
        `select setval(pg_get_serial_sequence($1, $2), greatest($3::bigint, max(${pg.escapeIdentifier(numbered)}))) from ${names[at]}`,
        [names[at], numbered, last],
      )
  }
  await client.query(`analyze ${names.join(', ')}`)
  return null
}

interface Table {
  name: string
  columns: string[]
  /** Its identity column. */
  numbered: string | null
  last: number | null
  /** Whether row-level security binds even its owner, and whether that hides rows from us. */
  walled: boolean
  hidden: boolean
  /** The other tables its foreign keys lead to. */
  needs: string[]
}

/** All tables of ours, without generated columns, which are worked out anew. */
const tablesOf = async (client: pg.Client): Promise<Table[]> =>
  (
    await client.query<Table>(`
      select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns,
        max(a.attname::text) filter (where a.attidentity <> '') as numbered,
        max(pg_sequence_last_value(pg_get_serial_sequence(c.oid::regclass::text, a.attname)::regclass))
          filter (where a.attidentity <> '')::float8 as last,
        c.relforcerowsecurity as walled,
        row_security_active(c.oid) and not exists (
          select from pg_policy p, unnest(p.polroles) as reader
          where p.polrelid = c.oid and p.polcmd in ('*', 'r') and pg_get_expr(p.polqual, c.oid) = 'true'
            and (reader = 0 or pg_has_role(reader, 'usage'))) as hidden,
        array(select distinct other.relname::text from pg_constraint k join pg_class other on other.oid = k.confrelid
          where k.conrelid = c.oid and k.contype = 'f' and other.oid <> c.oid) as needs
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
      group by c.oid order by c.relname`)
  ).rows

/** Every table after those it needs; one that needs itself is fine, because a COPY checks at its end. */
export function inOrder<T extends Pick<Table, 'name' | 'needs'>>(tables: readonly T[]): T[] {
  const ordered: T[] = []
  for (let left = [...tables]; left.length; ) {
    const waiting = new Set(left.map(({ name }) => name))
    const ready = left.filter(({ needs }) => !needs.some(name => waiting.has(name)))
    if (!ready.length)
      throw new Error(`Foreign keys lead in a circle among ${[...waiting].join(', ')}: no order can load them.`)
    ordered.push(...ready)
    left = left.filter(table => !ready.includes(table))
  }
  return ordered
}

const entryOf = ({ name }: { name: string }) => `tables/${name}.copy`

const named = ({ name, columns }: { name: string; columns: readonly string[] }) =>
  `public.${pg.escapeIdentifier(name)} (${columns.map(column => pg.escapeIdentifier(column)).join(', ')})`

const sameWords = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every(word => others.includes(word))

/** Values read and write the same everywhere, and no patience of the server's cuts a long table off. */
const plainText = `set local client_encoding = 'UTF8'; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`

interface Spooled {
  file: FileHandle
  size: number
  rows: number
}

/** Keeps a table in a file that has no name any more, so that it goes with the process, however that ends. */
async function spooled(folder: string, rows: AsyncIterable<unknown>): Promise<Spooled> {
  const path = join(folder, `.spool-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  try {
    await rm(path)
    let size = 0
    let lines = 0 // COPY text writes each row as one line
    for await (const part of rows as AsyncIterable<Buffer>) {
      await file.writeFile(part)
      size += part.length
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++
    }
    return { file, size, rows: lines }
  } catch (cause) {
    await file.close()
    throw cause
  }
}

async function asOwner<T>(owner: OwnerConnection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...owner, application_name: 'thegither archive' })
  client.on('error', () => {}) // a server that dies under us: the work itself fails
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end() // what is not committed is rolled back
  }
}
