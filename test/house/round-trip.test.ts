// Law 9: what goes out comes back in unchanged.

import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/operation/actor.ts'
import { readSheet, type Sheet, writeCsv } from '../../src/outside/sheets.ts'
import { asOwner, useHouse } from '../harness.ts'
import { furnish, type Known } from '../surface.ts'

const house = useHouse()
let known: Known
let coordinator: Actor
beforeAll(async () => {
  known = await furnish(house)
  coordinator = await house.person('coordinator@muir.test')
  const figures = [2019, 2020, 2021, 2022].flatMap(year =>
    ['X12000001', 'X12000002'].map(
      (place, at) => `${place},OWN1,"A rate, ""so called""",${year}/${year - 1999},${year / 7 + at},rate`,
    ),
  )
  await imported(
    [
      'place,code,indicator,period,value,unit,status,group',
      ...figures.map(row => `${row},actual,`),
      'X12000001,OWN1,"A rate, ""so called""",2019/20,-0.5,rate,estimated,=Women',
      'X12000001,OWN1,"A rate, ""so called""",2023 Q1,1e-7,rate,projected,',
      'X12000002,OWN1,"A rate, ""so called""",2019 to 2021,123456789012.25,rate,,Young people',
    ].join('\n'),
  )
  await house.done(
    'indicators.take-from-catalogue',
    { code: 'OWN1', outcomes: known.outcomes, partner: '' },
    coordinator,
    'muir',
  )
})

async function imported(text: string) {
  const file = { name: 'figures.csv', bytes: Buffer.from(text) }
  const outcome = await house.perform('indicators.import-readings', { preset: 'long', file }, house.administrator)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.fact
}

async function fetched(url: string): Promise<Buffer> {
  const cookie = await house.cookie(coordinator)
  const answer = await (await house.web()).inject({ url, headers: { cookie } })
  expect(answer.statusCode, url).toBe(200)
  return answer.rawPayload
}

async function sheetAt(url: string): Promise<Sheet> {
  const sheet = await readSheet(await fetched(url))
  if (!('rows' in sheet)) throw new Error(`${url}: ${sheet.words}`)
  return sheet
}

const cellsOf = (sheet: Sheet): string[][] => sheet.rows.map(row => sheet.headings.map(heading => row.cells[heading]!))

describe('figures of the catalogue', () => {
  it('that went out change nothing when they are imported again', async () => {
    const url = '/indicators/OWN1/readings.csv'
    const out = await fetched(url)
    expect((await sheetAt(url)).rows).toHaveLength(11)
    const nothing = { imported: 0, changed: 0, unchanged: 11, refused: 0, leftOut: [] }
    expect(await imported(out.toString('utf8'))).toMatchObject(nothing)
    expect(await fetched(url)).toEqual(out)
  })

  it('that a partnership uses change nothing either', async () => {
    const { indicator } = await numberOf('OWN1')
    const out = await fetched(`/p/muir/indicators/${indicator}/readings.csv`)
    const { rows } = await sheetAt(`/p/muir/indicators/${indicator}/readings.csv`)
    expect(rows.length).toBeGreaterThan(3)
    const nothing = { imported: 0, changed: 0, unchanged: rows.length, refused: 0, leftOut: [] }
    expect(await imported(out.toString('utf8'))).toMatchObject(nothing)
  })
})

describe('figures of a partnership’s own', () => {
  it('that went out change nothing when each is recorded again', async () => {
    const url = `/p/muir/indicators/${known.indicator}/readings.csv`
    const out = await fetched(url)
    const { rows } = await sheetAt(url)
    expect(rows).toHaveLength(8)
    for (const { cells } of rows) {
      const { period, value, status } = cells
      const raw = { indicator: known.indicator, period, value, status }
      const again = await house.perform('indicators.record-reading', raw, coordinator, 'muir')
      expect(again).toMatchObject({ ok: false, refusal: { code: 'reading-same' } })
    }
    expect(await fetched(url)).toEqual(out)
  })
})

describe('tables', () => {
  it('are read back cell by cell as they were written', async () => {
    for (const url of [
      '/indicators/OWN1/readings.csv',
      '/p/muir/readings.csv',
      '/p/muir/indicators.csv',
      `/p/muir/indicators/${known.indicator}/readings.csv`,
    ]) {
      const sheet = await sheetAt(url)
      expect(sheet.problems, url).toEqual([])
      expect(sheet.rows.length, url).toBeGreaterThan(1)
      expect(writeCsv(sheet.headings, cellsOf(sheet)), url).toBe((await fetched(url)).toString('utf8'))
    }
  })

  it('are the same whether a partnership gives all its figures or one indicator’s', async () => {
    const all = cellsOf(await sheetAt('/p/muir/readings.csv'))
    const each: string[][] = []
    for (const indicator of [String(known.indicator), (await numberOf('OWN1')).indicator])
      each.push(...cellsOf(await sheetAt(`/p/muir/indicators/${indicator}/readings.csv`)))
    expect(all.sort()).toEqual(each.sort())
  })
})

describe('a plan', () => {
  it('that went out as StratML goes out the same after it was taken in', async () => {
    for (const part of [1, 2]) {
      const out = (await fetched(`/p/muir/plans/${known.plan}/stratml?part=${part}`)).toString('utf8')
      const file = { name: 'plan.xml', bytes: Buffer.from(out) }
      const raw = { file, kind: 'thematic', title: '', community: '', parentPlan: '', place: '' }
      const taken = await house.perform('plans.import-stratml', raw, coordinator, 'muir')
      if (!taken.ok) throw new Error(JSON.stringify(taken))
      expect(taken.fact).toMatchObject({ skipped: [] })
      const { id: plan, version } = taken.written as unknown as { id: number; version: number }
      const again = await fetched(`/p/muir/plans/${plan}/versions/${version}/stratml?part=${part}`)
      expect(again.toString('utf8')).toBe(out)
    }
  })
})

async function numberOf(code: string): Promise<{ indicator: string }> {
  const { rows } = await asOwner(house.owner, client =>
    client.query('select id from indicator where catalogue_code = $1', [code]),
  )
  return { indicator: String(rows[0].id) }
}
