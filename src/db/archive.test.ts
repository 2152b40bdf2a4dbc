// Archives, with rows of many tables and odd values, into real databases of the test server.

import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../test/harness.ts'
import { migrations } from '../cli/installation.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { inOrder, type Manifest, readArchive, writeArchive } from './archive.ts'
import { type Login, migrate, migrationNames } from './migrate.ts'
import type { OwnerConnection } from './server.ts'

const house = useHouse()
const made: string[] = []
const spool = mkdtempSync(join(tmpdir(), 'thegither-archive-'))
let archive: Buffer
let manifest: Manifest

beforeAll(async () => {
  await twoPartnerships(house)
  await asOwner(house.owner, oddRows)
  const written = await archived(house.owner)
  archive = written.archive
  manifest = written.manifest
})

afterAll(async () => {
  for (const name of made)
    await asOwner(inject('owner'), client => client.query(`drop database if exists ${name} with (force)`))
  rmSync(spool, { recursive: true })
})

/** Values that a careless copy would change, an adopted version that nobody may touch, and many rows. */
async function oddRows(client: pg.Client): Promise<void> {
  const odd = 'tab\t line\n return\r backslash \\ \\N \\. null? “Ünïcödé” 🏔 \u0001 \u2028 , " \''
  const { rows } = await client.query<{ id: number }>('select id from partnership order by id')
  const muir = rows[0]!.id
  await client.query('update partnership set about = $1, logo = $2, logo_type = $3, terms = $4 where id = $5', [
    odd,
    Buffer.from(Array.from({ length: 256 }, (_, at) => at)),
    'image/png',
    JSON.stringify({ [odd.replace('\u0001', '')]: [1, null, 1e-7, { '\\': '\\n' }] }),
    muir,
  ])
  await client.query(`insert into person (name, email, erase_by) values ($1, null, '2030-01-31'), ('', '', null)`, [
    odd,
  ])
  await client.query(
    `insert into letter (person_id, subject, body, written_at) values (1, $1, '', '2026-03-29 01:30:00.123456+00')`,
    [odd],
  )
  await client.query(
    `insert into place (code, name, kind, boundary) select 'Z' || n, 'Zone ' || n, 'datazone', jsonb_build_object('n', n) from generate_series(1, 20000) n`,
  )
  await client.query(
    `insert into plan (partnership_id, kind, title, started_on) values ($1, 'community', $2, '2017-10-01')`,
    [muir, odd],
  )
  await client.query(
    `insert into plan (partnership_id, kind, title, started_on, parent_plan_id) select $1, 'locality', 'Part', '0099-02-28', id from plan`,
    [muir],
  )
  await client.query(
    `insert into plan_version (partnership_id, plan_id, number, state, starts_on, ends_on) select $1, id, 1, 'draft', '2017-10-01', 'infinity' from plan where parent_plan_id is null`,
    [muir],
  )
  await client.query('insert into theme (partnership_id, plan_id) select partnership_id, plan_id from plan_version')
  await client.query(
    `insert into theme_text select partnership_id, (select id from plan_version), id, $1, '', 1 from theme`,
    [odd],
  )
  await client.query('insert into outcome (partnership_id, plan_id) select partnership_id, plan_id from plan_version')
  await client.query(
    `insert into outcome_text (partnership_id, version_id, outcome_id, theme_id, title, horizon, dimensions, position)
     select partnership_id, (select id from plan_version), id, (select id from theme), 'Outcome', 'long', '{social,economic}', 1 from outcome`,
  )
  await client.query(`update plan_version set state = 'adopted', adopted_on = '2017-10-01'`)
  await client.query(
    `insert into catalogue_indicator (code, name, unit, good, frequency) values ('odd', $1, 'percent', 'up', 'yearly')`,
    [odd],
  )
  await client.query(
    `insert into catalogue_reading (indicator_code, place_code, period, starts_on, ends_on, value, status)
     select 'odd', 'Z1', n::text, '2020-01-01', '2020-12-31', v, 'actual'
     from unnest(array[0.1 + 0.2, 'NaN', '-Infinity', 5e-324, -0.0, 1.7976931348623157e308]::float8[]) with ordinality as t (v, n)`,
  )
  await client.query(
    `insert into upload (person_id, name, bytes, at, erase_by) values (1, 'gone', '', now(), '2026-12-01')`,
  )
  await client.query('delete from upload')
}

const archived = async (owner: OwnerConnection): Promise<{ archive: Buffer; manifest: Manifest }> => {
  const parts: Buffer[] = []
  const to = new Writable({
    write: (part, _encoding, done) => {
      parts.push(part)
      done()
    },
  })
  const manifest = await writeArchive(owner, to, { version: '0.1.0', spool })
  return { archive: Buffer.concat(parts), manifest }
}

async function emptyDatabase(owner = inject('owner')): Promise<OwnerConnection> {
  const database = `t_${randomBytes(6).toString('hex')}`
  made.push(database)
  await asOwner(inject('owner'), client => client.query(`create database ${database} owner ${owner.user}`))
  return { ...owner, database }
}

const restored = (owner: OwnerConnection, from: Buffer, login: Login = inject('login'), folder = migrations) =>
  readArchive(owner, Readable.from(chunks(from)), folder, login, { spool })

function* chunks(whole: Buffer): Generator<Buffer> {
  for (let at = 0; at < whole.length; at += 65_536) yield whole.subarray(at, at + 65_536)
}

/** For each table the checksum of its rows, whatever their order. */
async function contents(owner: OwnerConnection): Promise<Record<string, string>> {
  return asOwner(owner, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
    )
    const sums: Record<string, string> = {}
    for (const { name } of rows) {
      const { rows: sum } = await client.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from public.${name} t`,
      )
      sums[name] = sum[0]!.sum
    }
    return sums
  })
}

/** The walls and triggers that stand around the tables. */
const walls = (owner: OwnerConnection) =>
  asOwner(owner, async client => {
    const { rows } = await client.query(
      `select relname, relrowsecurity, relforcerowsecurity,
         (select array_agg(tgname || ' ' || tgenabled::text order by tgname) from pg_trigger where tgrelid = c.oid and not tgisinternal) as triggers
       from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
    )
    return rows
  })

const words = async (outcome: Promise<unknown>): Promise<string> => {
  const refusal = await outcome
  if (!isRefusal(refusal)) throw new Error('it was not refused')
  return refusal.words
}

describe('an archive', () => {
  it('brings every row back as it was, with walls, triggers and numbers', async () => {
    const before = await contents(house.owner)
    expect(Object.values(before).filter(sum => !sum.startsWith('0 ')).length).toBeGreaterThan(18)
    const target = await emptyDatabase()
    const from = performance.now()
    expect(await restored(target, archive)).toEqual(manifest)
    console.log(`${archive.length} bytes restored in ${Math.round(performance.now() - from)} ms`)
    expect(await contents(target)).toEqual(before)
    expect(await walls(target)).toEqual(await walls(house.owner))
    await asOwner(target, async client => {
      await expect(client.query(`update theme_text set title = 'changed'`)).rejects.toThrow('does not change')
      const next = await client.query<{ id: number }>(`insert into person (name) values ('next') returning id`)
      const { rows } = await client.query<{ max: number }>(`select max(id) from person where name <> 'next'`)
      expect(next.rows[0]!.id).toBe(rows[0]!.max + 1)
      const upload = await client.query<{ id: number }>(
        `insert into upload (person_id, name, bytes, at, erase_by) values (1, '', '', now(), now()) returning id`,
      )
      expect(upload.rows[0]!.id).toBe(2) // the number of the one that was deleted is not given again
    })
    expect(await readdir(spool)).toEqual([])
  })

  it('is of one moment, though others write meanwhile', async () => {
    const before = (await contents(house.owner)).place
    let writing = true
    const writer = asOwner(house.owner, async client => {
      for (let n = 0; writing; n++) {
        await client.query('begin')
        await client.query(`insert into place (code, name, kind) values ('M' || $1, 'm', 'm')`, [n])
        await client.query(`insert into place_spelling (spelling, place_code) values ('m' || $1, 'M' || $1)`, [n])
        await client.query('commit')
      }
      return client.query(`delete from place_spelling; delete from place where kind = 'm'`)
    })
    const { archive, manifest } = await archived(house.owner)
    writing = false
    await writer
    const rows = (name: string) => manifest.tables.find(table => table.name === name)!.rows
    expect(rows('place') - 20_002).toBe(rows('place_spelling'))
    expect(isRefusal(await restored(await emptyDatabase(), archive))).toBe(false)
    expect((await contents(house.owner)).place).toBe(before)
  })

  it('goes in and comes out under an owner who is no superuser', async () => {
    const user = `t_owner_${randomBytes(4).toString('hex')}`
    const owner = { ...inject('owner'), user, password: 'only for tests' }
    await asOwner(inject('owner'), async client => {
      await client.query(`create role ${user} login createdb createrole password 'only for tests'`)
      await client.query(`grant thegither_app to ${user} with admin option`)
    })
    const target = await emptyDatabase(owner)
    const login = { user: `${target.database}_login`, password: 'only for tests' }
    expect(await restored(target, archive, login)).toEqual(manifest)
    expect(await contents(target)).toEqual(await contents(house.owner))
    expect(await walls(target)).toEqual(await walls(house.owner))

    const again = await archived(target)
    expect(again.manifest).toEqual({ ...manifest, madeAt: again.manifest.madeAt })
    const third = await emptyDatabase()
    await restored(third, again.archive)
    expect(await contents(third)).toEqual(await contents(house.owner))
    await asOwner(inject('owner'), async client => {
      for (const name of [target.database, third.database]) await client.query(`drop database ${name} with (force)`)
      await client.query(`drop role ${login.user}`)
      await client.query(`drop role ${user}`)
    })
  })

  it('stays closed to somebody who cannot see every row', async () => {
    await asOwner(house.owner, client => client.query('drop policy maintenance on history'))
    const user = `t_owner_${randomBytes(4).toString('hex')}`
    await asOwner(house.owner, async client => {
      await client.query(`create role ${user} login password 'only for tests'`)
      await client.query(`grant select on all tables in schema public to ${user}`)
      await client.query(`grant select on all sequences in schema public to ${user}`)
    })
    const reader = { ...house.owner, user, password: 'only for tests' }
    await expect(archived(reader)).rejects.toThrow('cannot see every row')
    await asOwner(house.owner, async client => {
      await client.query(`create policy maintenance on history to ${house.owner.user} using (true) with check (true)`)
      await client.query(`drop owned by ${user}`)
      await client.query(`drop role ${user}`)
    })
  })

  it('of an older release is loaded in its own shape and then brought to today’s', async () => {
    const folder = join(spool, 'later')
    cpSync(migrations, folder, { recursive: true })
    writeFileSync(
      join(folder, '29990101T0000-later.sql'),
      `alter table person add column given text; update person set given = split_part(name, ' ', 1)`,
    )
    const target = await emptyDatabase()
    expect(await restored(target, archive, inject('login'), folder)).toEqual(manifest)
    await asOwner(target, async client => {
      const { rows } = await client.query(`select given from person where email = 'lead@muir.test'`)
      expect(rows).toEqual([{ given: 'lead' }])
      const { rowCount } = await client.query('select from migration')
      expect(rowCount).toBe(migrationNames(folder).length)
    })
    const newer = (await archived(target)).archive
    const empty = await emptyDatabase()
    expect(await words(restored(empty, newer))).toContain('29990101T0000-later')
    expect(await contents(empty)).toEqual({})

    const ahead = await emptyDatabase()
    await migrate(ahead, inject('login'), folder)
    expect(await words(restored(ahead, archive, inject('login'), folder))).toContain('29990101T0000-later')
    rmSync(folder, { recursive: true })
  })

  it('does not mix with what is there', async () => {
    expect(await words(restored(house.owner, archive))).toContain('something in this database already')
    const strange = await emptyDatabase()
    await asOwner(strange, client => client.query('create table customer as select 1 as id'))
    expect(await words(restored(strange, archive))).toContain('something in this database already')
    expect(Object.keys(await contents(strange))).toEqual(['customer'])
    const prepared = await emptyDatabase()
    await migrate(prepared, inject('login'), migrations)
    expect(await restored(prepared, archive)).toEqual(manifest)
  })

  it('that is cut off or spoilt is refused in plain words and changes nothing', async () => {
    const target = await emptyDatabase()
    const flipped = Buffer.from(archive)
    flipped[archive.length >> 1]! ^= 0x55
    const inside = gunzipSync(archive)
    const body = inside.lastIndexOf('Outcome\t')
    const misfit = Buffer.from(inside)
    misfit.write('Out\nome\t', body)
    for (const spoilt of [
      Buffer.alloc(0),
      Buffer.from('not an archive'),
      gzipSync('not an archive'),
      gzipSync(Buffer.alloc(2048)),
      archive.subarray(0, 100),
      archive.subarray(0, archive.length >> 1),
      archive.subarray(0, archive.length - 1),
      gzipSync(inside.subarray(0, inside.length >> 1)),
      gzipSync(misfit),
      flipped,
    ])
      expect(await words(restored(target, spoilt))).toMatch(/not a whole archive of Thegither: .* Nothing was changed/s)
    expect(await contents(target)).toEqual({})

    // Whole as a file, but with a row that belongs to none.
    const orphan = Buffer.from(inside)
    orphan.write('X12000009', orphan.indexOf('X12000001', orphan.indexOf('tables/partnership.copy')))
    expect(await words(restored(target, gzipSync(orphan)))).toContain('its table partnership does not fit')
    expect(new Set(Object.values(await contents(target)))).toEqual(new Set(['0 ']))
    expect(await walls(target)).toEqual(await walls(house.owner))
    expect(await restored(target, archive)).toEqual(manifest)
    expect(await readdir(spool)).toEqual([])
  })

  it('fails when the disk that takes it is full', async () => {
    const full = new Writable({ write: (_part, _encoding, done) => done(new Error('no space left')) })
    await expect(writeArchive(house.owner, full, { version: '0.1.0', spool })).rejects.toThrow('no space left')
  })
})

describe('the order of tables', () => {
  const table = (name: string, ...needs: string[]) => ({ name, needs })
  it('follows foreign keys and names the tables of a circle', () => {
    const names = inOrder([table('c', 'b'), table('b', 'a'), table('d'), table('a')]).map(({ name }) => name)
    expect(names).toEqual(['d', 'a', 'b', 'c'])
    expect(() => inOrder([table('x'), table('a', 'b'), table('b', 'a', 'x')])).toThrow('circle among a, b')
  })
})
