// Laws 3, 5 and 10: tenancy and personal data as the database itself has them, and migrations that only go forward.

import { beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '../../src/cli/installation.ts'
import { migrationNames } from '../../src/db/migrate.ts'
import { commonsTables, personalColumns } from '../../src/db/retention.ts'
import { asOwner, twoPartnerships, useHouse } from '../harness.ts'

const house = useHouse()
beforeAll(() => twoPartnerships(house))

const ask = async <T extends object>(sql: string): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql))).rows

describe('every table that is not commons', () => {
  it('has partnership_id first in its primary key', async () => {
    const wrong = await ask<{ name: string }>(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and not c.relname = any (array['${commonsTables.join("','")}'])
        and not exists (select 1 from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                        where i.indrelid = c.oid and i.indisprimary and a.attname = 'partnership_id')`)
    expect(
      wrong,
      'Give these tables partnership_id as the first column of their primary key, or name them in commonsTables.',
    ).toEqual([])
  })

  it('has row-level security, forced', async () => {
    const wrong = await ask<{ name: string }>(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and not c.relname = any (array['${commonsTables.join("','")}'])
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'scoped'))`)
    expect(wrong, 'Write `call app.wall(…)` in the migration of these tables.').toEqual([])
  })

  it('refers to other tenant tables with partnership_id in the key', async () => {
    const wrong = await ask<{ name: string }>(`
      select k.conrelid::regclass || '.' || k.conname as name from pg_constraint k
      join pg_class r on r.oid = k.confrelid join pg_namespace n on n.oid = r.relnamespace
      where k.contype = 'f' and n.nspname = 'public' and not r.relname = any (array['${commonsTables.join("','")}'])
        and not exists (select 1 from unnest(k.confkey) key join pg_attribute a on a.attrelid = k.confrelid and a.attnum = key where a.attname = 'partnership_id')`)
    expect(wrong, 'These foreign keys could reach into another partnership: put partnership_id in them.').toEqual([])
  })
})

describe('the application', () => {
  it('connects as a role that owns nothing and bypasses nothing', async () => {
    const { rows } = await house.database.pool.query<{
      who: string
      super: boolean
      bypass: boolean
      createdb: boolean
      owns: number
    }>(`
      select current_user as who, r.rolsuper as super, r.rolbypassrls as bypass, r.rolcreatedb as createdb,
             (select count(*)::int from pg_class c where c.relowner = r.oid) as owns
      from pg_roles r where r.rolname = current_user`)
    expect(rows[0]).toMatchObject({ super: false, bypass: false, createdb: false, owns: 0 })
  })

  it('sees no tenant row where no partnership is set, and only its own where one is', async () => {
    const here = await house.partnership('muir')
    expect((await house.database.pool.query('select * from partner')).rows).toEqual([])
    const client = await house.database.pool.connect()
    await client.query('begin')
    await client.query(`select set_config('app.partnerships', $1, true)`, [String(here.id)])
    const { rows } = await client.query('select distinct partnership_id from partner')
    await expect(
      client.query(`insert into objective (partnership_id, partner_id, words) values ($1, 3, 'x')`, [here.id + 1]),
    ).rejects.toThrow(/row-level security/)
    await client.query('rollback')
    client.release()
    expect(rows).toEqual([{ partnership_id: here.id }])
  })

  it('cannot change history, nor make an installation a demonstration', async () => {
    await expect(house.database.pool.query(`update history set operation = 'x'`)).rejects.toThrow(/permission denied/)
    await expect(house.database.pool.query(`delete from commons_history`)).rejects.toThrow(/permission denied/)
    await expect(house.database.pool.query(`update installation set demonstration = true`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(
      house.database.pool.query(`insert into installation (one, demonstration) values (false, true)`),
    ).rejects.toThrow(/permission denied|violates/)
  })
})

describe('personal data', () => {
  it('stands only in the columns of the retention list', async () => {
    const listed = new Set(personalColumns.flatMap(({ table, columns }) => columns.map(column => `${table}.${column}`)))
    const suspicious = await ask<{ name: string }>(`
      select c.relname || '.' || a.attname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = 'public' and c.relkind = 'r'
        and (a.attname ~ '(email|phone|postcode|address_line|birth|gender|ethnic|first_name|surname)'
             or (c.relname in ('person', 'identity', 'session', 'letter', 'upload', 'api_token', 'notice', 'link_use', 'absence')
                 and a.atttypid in ('text'::regtype, 'bytea'::regtype, 'date'::regtype)
                 and a.attname not in ('token_hash', 'device_hash', 'persona', 'cause', 'path', 'erase_by')))`)
    expect(
      suspicious.map(one => one.name).filter(name => !listed.has(name)),
      'Say in src/db/retention.ts why these columns are kept and when they are erased.',
    ).toEqual([])
    const columns = await ask<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    )
    const known = new Set(columns.map(one => one.name))
    for (const name of listed) expect(known, `${name} is in the retention list and not in the database`).toContain(name)
  })

  it('is not in history', async () => {
    const rows = await ask<{ fact: string }>(
      `select fact::text from history union all select fact::text from commons_history`,
    )
    expect(rows.length).toBeGreaterThan(10)
    for (const { fact } of rows) expect(fact).not.toMatch(/@|coordinator of|"email"|"token"/)
  })
})

describe('migrations', () => {
  it('are named by their moment, so that two people who write one at once do not collide', () => {
    for (const name of migrationNames(migrations)) expect(name).toMatch(/^20\d{6}T\d{4}-[a-z-]+$/)
  })
})
