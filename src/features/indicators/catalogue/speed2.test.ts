import { readFileSync } from 'node:fs'
import pg from 'pg'
import { it } from 'vitest'
import { asOwner, useHouse } from '../../../../test/harness.ts'
import { commons } from '../../../db/handles.ts'
import { stranger } from '../../../operation/actor.ts'
import { ask } from '../../../operation/ask.ts'
import { readSheet } from '../../../outside/sheets.ts'
import { readPublished } from '../published.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const house = useHouse()
const shared = new URL('../../../../../shared/data/', import.meta.url)
const f = (path: string) => ({ name: 'f', bytes: new Uint8Array(readFileSync(new URL(path, shared))) })
it('speed', async () => {
  await house.perform('places.register-scotland', {}, stranger)
  const file = f('indicators/lgbf/lgbf_raw_real_by_council_with_scotland_and_family_group.csv')
  const metadata = f('indicators/lgbf/lgbf_indicator_information.csv')
  const out: string[] = []
  const time = async (name: string, work: () => Promise<unknown>) => {
    const t = performance.now()
    await work()
    out.push(`${name} ${(performance.now() - t).toFixed(0)}`)
  }
  const clear = () =>
    asOwner(house.owner, async c => {
      await c.query('truncate catalogue_revision, catalogue_reading')
      await c.query('delete from catalogue_indicator')
    })
  const facts: any = await ask(house.site.house, house.administrator, null, ({ db }) =>
    store.importFacts(db, 'lgbf', file, metadata),
  )
  const fact = rules.decideImport(facts)
  const rows = fact.changes.added.map(r => [
    r.indicator,
    r.place,
    r.period.text,
    r.group,
    r.period.start,
    r.period.end,
    r.value,
    r.status,
  ])
  const bare = (table: string, rows: any[][], types = '') =>
    asOwner(house.owner, async c => {
      const t = performance.now()
      await c.query('begin')
      for (let at = 0; at < rows.length; at += 1000) {
        const chunk = rows.slice(at, at + 1000)
        const width = chunk[0]!.length
        await c.query(
          `insert into ${table} values ` +
            chunk
              .map((_, i) => '(' + Array.from({ length: width }, (_, j) => '$' + (i * width + j + 1)).join(',') + ')')
              .join(','),
          chunk.flat(),
        )
      }
      await c.query('commit')
      out.push(`bare ${table} ${(performance.now() - t).toFixed(0)}`)
    })
  await asOwner(house.owner, c =>
    c.query(
      'create table bare as select * from catalogue_reading limit 0; create table plain (code text, place text, year text, value text, s text, fg text, g text)',
    ),
  )
  await bare('bare', rows.map(r => [...r, house.now]))
  await commons(house.database.root, db => store.writeImport(db, { ...fact.changes, added: [] }, house.now))
  await asOwner(house.owner, async c => {
    out.push((await c.query('select datcollate, datlocprovider, version() from pg_database where datname = current_database()')).rows.map(r => JSON.stringify(r)).join())
    for (const q of ['insert into catalogue_reading (indicator_code, place_code, period, population_group, starts_on, ends_on, value, status) select indicator_code, place_code, period, population_group, starts_on, ends_on, value, status from bare'])
      out.push((await c.query('explain (analyze) ' + q)).rows.map(r => r['QUERY PLAN']).join('\n '))
  })
  for (let i = 0; i < 3; i++) {
    await clear()
    await time(' write', async () => commons(house.database.root, db => store.writeImport(db, fact.changes, house.now)))
    await time(' readPublished', async () => { readPublished('lgbf', (await readSheet(file.bytes)) as any, (await readSheet(metadata.bytes)) as any) })
    await time(' decide', async () => rules.decideImport(facts))
  }
  console.log(out.join('\n'))
}, 120000)
