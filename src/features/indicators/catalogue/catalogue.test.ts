// The catalogue through a real database: importing, correcting, comparing, and the figures as they were published.

import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import type { Db } from '../../../db/handles.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import { ask } from '../../../operation/ask.ts'
import { readSheet, type Sheet } from '../../../outside/sheets.ts'
import { scottishCode } from '../../places/published.ts'
import { lgbfPeriod } from '../published-lgbf.ts'
import { compareAreas, listIndicators, listReadings, oneIndicator } from './api.ts'
import { catalogueSeries, familySeries, latestPeriods, neighbourhoodGap, periodsOf, readings } from './queries.ts'

const house = useHouse()
beforeAll(async () => {
  await twoPartnerships(house)
  await house.perform('places.register-scotland', {}, stranger)
})

const reading = <V>(work: (db: Db) => Promise<V>) => ask(house.site.house, stranger, null, ({ db }) => work(db))
const file = (content: string | Uint8Array, name = 'file.csv') => ({
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
})
const send = (preset: string, content: string | Uint8Array, metadata?: string | Uint8Array, actor?: Actor) =>
  house.perform(
    'indicators.import-readings',
    { preset, file: file(content), ...(metadata ? { metadata: file(metadata) } : {}) },
    actor ?? house.administrator,
  )
async function imported(preset: string, content: string | Uint8Array, metadata?: string | Uint8Array) {
  const outcome = await send(preset, content, metadata)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.fact as unknown as Record<string, unknown>
}
const counts = (imported: number, changed: number, unchanged: number, refused: number) => ({
  imported,
  changed,
  unchanged,
  refused,
})
const query = async <R>(text: string): Promise<R[]> =>
  asOwner(house.owner, async client => (await client.query(text)).rows as R[])

const lgbfHead = ',Code,LocalAuthority,Year,LA_IndicatorReal,Scotland_Indicator_Real,FG_Avg_Indicator_Real,FamilyGroup'
const lgbf = `${lgbfHead}
0,T1,Angus,2020-21,0.2,0.24,0.2,3
1,T1,Fife,2020-21,0.25,0.24,0.275,Most Deprived
2,T1,Glasgow City,2020-21,0.3,0.24,0.275,Most Deprived
3,T1,Fife,2021-22,0.26,0.25,0.26,Most Deprived
4,T1,Atlantis,2021-22,0.1,0.25,0.1,2
5,T1,Moray,2021-22,NA,0.25,0.1,2`
const lgbfList = `Title,Code,ReportingPeriod,MeasureType,NumberFormat,Ranking_Type,Source,Numerator_Correct,Denominator_Correct
Children in poverty,T1,Annual,Percentage,0.0%,Ascending,HMRC,Children in poverty,All children`

describe('importing', () => {
  it('counts every row once, names what is left out, and changes nothing the second time', async () => {
    expect(await imported('lgbf', lgbf, lgbfList)).toMatchObject({
      ...counts(4, 0, 0, 2),
      indicators: 1,
      leftOut: [
        { line: 6, words: 'There is no place called “Atlantis” here.' },
        { line: 7, words: 'The publisher gives no figure here (“NA”).' },
      ],
    })
    expect(await imported('lgbf', lgbf, lgbfList)).toMatchObject(counts(0, 0, 4, 2))
    const [kept] = await query<{ fact: object }>(
      `select fact from commons_history where operation = 'indicators.import-readings' limit 1`,
    )
    expect(Object.keys(kept!.fact).sort()).toEqual(
      ['changed', 'fact', 'imported', 'indicators', 'leftOut', 'preset', 'refused', 'unchanged'].sort(),
    )
  })

  it('takes Scotland’s figure once for each period, and keeps values as published', async () => {
    const scotland = await reading(db => catalogueSeries(db, 'T1', 'S92000003'))
    expect(scotland.map(each => [each.period, each.value])).toEqual([
      ['2020/21', 0.24],
      ['2021/22', 0.25],
    ])
  })

  it('keeps the old figure of a corrected one', async () => {
    expect(await imported('lgbf', lgbf.replace('2020-21,0.3,', '2020-21,0.31,'))).toMatchObject(counts(0, 1, 3, 2))
    expect(await query(`select place_code, period, value from catalogue_revision`)).toEqual([
      { place_code: 'S12000049', period: '2020/21', value: 0.3 },
    ])
    expect((await reading(db => catalogueSeries(db, 'T1', 'S12000049')))[0]!.value).toBe(0.31)
    expect(await imported('lgbf', lgbf)).toMatchObject(counts(0, 1, 3, 2))
  })

  it('a corrected figure for Scotland changes the row it stands on', async () => {
    const other = lgbf.replaceAll(',0.24,', ',0.23,')
    expect(await imported('lgbf', other)).toMatchObject(counts(0, 1, 3, 2))
    expect(await imported('lgbf', lgbf)).toMatchObject(counts(0, 1, 3, 2))
  })

  it('does not forget the publisher’s words when a file comes without its list', async () => {
    const found = (await about('T1'))!
    expect([found.name, found.unit, found.good]).toEqual(['Children in poverty', 'share', 'down'])
  })

  it('takes new words from a plain list that has definitions', async () => {
    const row = (definition: string) => `place,code,period,value,definition\nFife,T3,2021,1,${definition}`
    await imported('long', row('First words'))
    await imported('long', row(''))
    expect((await about('T3'))!.definition).toBe('First words')
    expect(await imported('long', row('Better words'))).toMatchObject(counts(0, 0, 1, 0))
    expect((await about('T3'))!.definition).toBe('Better words')
  })

  it('knows two spellings of one place', async () => {
    const fact = await imported(
      'long',
      'place,indicator code,period,value\nEdinburgh,T2,2021,1\nS12000036,T2,2021,1\nCity of Edinburgh,T2,2021,2',
    )
    expect(fact).toMatchObject({ ...counts(1, 0, 1, 1), leftOut: [{ line: 4 }] })
  })

  it('refuses every row of places that are not here, and lists the first fifty', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `S0200${1000 + at},Child Poverty,2021/22,4`)
    const fact = await imported('cpop', `InterZone,Indicator,Year,value\n${rows.join('\n')}`)
    expect(fact).toMatchObject(counts(0, 0, 0, 60))
    expect(fact.leftOut).toHaveLength(50)
    expect((fact.leftOut as { words: string }[])[0]!.words).toContain('Import the lookup of places first')
    expect(await about('cpop-child-poverty')).toBeNull()
  })

  it('says beside the file that it is another', async () => {
    expect(await send('lgbf', 'a,b\n1,2')).toMatchObject({ refusal: { code: 'not-lgbf', field: 'file' } })
    expect(await send('lgbf', lgbf, 'a,a\n1,2')).toMatchObject({
      refusal: { code: 'sheet-heading', field: 'metadata' },
    })
  })

  it('is for administrators', async () => {
    for (const actor of [stranger, await house.person('coordinator@muir.test')])
      expect(await send('lgbf', lgbf, undefined, actor)).toMatchObject({ ok: false, kind: 'not-found' })
  })
})

const about = (code: string) => ask(house.site.house, stranger, null, asking => oneIndicator.read(asking, { code }, {}))

describe('a file that waits', () => {
  it('is previewed by its sender alone, then imported and let go', async () => {
    const outcome = await house.perform(
      'indicators.upload-readings',
      { preset: 'lgbf', file: file(lgbf, 'lgbf.csv'), metadata: file(lgbfList) },
      house.administrator,
    )
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    expect(outcome.fact).toMatchObject({ fact: 'FileUploaded' })
    const [kept] = await query<{ fact: object }>(`select fact from commons_history order by id desc limit 1`)
    expect(kept!.fact).toEqual({ fact: 'FileUploaded', preset: 'lgbf' })
    const address = `/indicators/import/lgbf/${outcome.written.id}`
    const web = await house.web()
    const cookie = await house.cookie(house.administrator)
    const page = await web.inject({ url: address, headers: { cookie } })
    expect(page.body).toContain('imported 0, changed 0, unchanged 4, refused 2')
    expect(page.body).toContain('There is no place called “Atlantis” here.')
    const other = { ...house.administrator, person: (await house.person('coordinator@muir.test')).person }
    const raw = { preset: 'lgbf', upload: String(outcome.written.id) }
    expect(await house.perform('indicators.confirm-readings', raw, other)).toMatchObject({ kind: 'not-found' })
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const sent = await web.inject({ method: 'POST', url: address, headers })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/imports'])
    expect(await query('select 1 from upload')).toEqual([])
  })
})

const comparison = (code: string, period?: string) =>
  ask(house.site.house, stranger, null, asking =>
    compareAreas.read(asking, { code }, compareAreas.query.parse({ period })),
  )

describe('comparing', () => {
  it('ranks councils, with their distance from the mean and the average of their family', async () => {
    const found = (await comparison('T1', '2020/21'))!
    expect(compareAreas.answer.parse(found)).toEqual(found)
    expect(found).toMatchObject({ period: '2020/21', unit: 'share', good: 'down', scotland: 0.24 })
    expect(found.areas.map(each => [each.rank, each.name, each.family])).toEqual([
      [1, 'Angus', '3'],
      [2, 'Fife', 'Most Deprived'],
      [3, 'Glasgow City', 'Most Deprived'],
    ])
    expect(found.areas.map(each => each.zScore!.toFixed(6))).toEqual(['1.000000', '0.000000', '-1.000000'])
    expect(found.areas[1]!.familyAverage).toBeCloseTo(0.275, 12)
    expect((await comparison('T1'))!.period).toBe('2021/22')
    expect((await comparison('T1', '1999'))!.areas).toEqual([])
    expect(await comparison('nothing')).toBeNull()
  })

  it('gives the family average by period, the place itself included', async () => {
    const found = await reading(db => familySeries(db, 'T1', 'S12000047'))
    expect(found.map(each => [each.period, each.members])).toEqual([
      ['2020/21', 2],
      ['2021/22', 1],
    ])
    expect(found[0]!.value).toBeCloseTo(0.275, 12)
  })

  it('takes the latest period that is not projected', async () => {
    await imported(
      'cpop',
      'CPP,Indicator,Type,Year,value,IndicatorFullName,FG\nFife,Crime Rate,Raw data,2021/22,5,,3\nFife,Crime Rate,Projected,2022/23,6,,3',
    )
    expect((await comparison('cpop-crime-rate'))!.period).toBe('2021/22')
    expect((await reading(db => periodsOf(db, 'cpop-crime-rate'))).map(each => each.projected)).toEqual([false, true])
    const latest = await reading(db => latestPeriods(db, ['cpop-crime-rate', 'T1'], 'S12000047'))
    expect(Object.fromEntries(latest)).toEqual({ 'cpop-crime-rate': '2021/22', T1: '2021/22' })
  })

  it('shows the finding, and every figure, to anyone', async () => {
    const web = await house.web()
    const list = await web.inject('/indicators?q=poverty')
    expect(list.body).toContain('1 indicator about “poverty”')
    const page = await web.inject('/indicators/T1?period=2020/21')
    expect(page.body).toContain('Children in poverty: highest in Glasgow City, lowest in Angus, 2020/21')
    expect(page.body).toContain('27.5%')
    expect((await web.inject('/indicators/nothing')).statusCode).toBe(404)
  })
})

describe('reading over the API', () => {
  const page = (raw: object) =>
    ask(house.site.house, stranger, null, asking =>
      listReadings.read(asking, { code: 'T1' }, listReadings.query.parse(raw)),
    )

  it('pages through every reading once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const found = (await page({ limit: '2', cursor }))!
      seen.push(...found.items.map(each => `${each.place.code} ${each.period}`))
      cursor = found.next ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(6)
    expect(new Set(seen).size).toBe(6)
    expect((await page({ cursor: 'bm90IG91cnM' }))!.items).toHaveLength(6)
  })

  it('chooses by place and time', async () => {
    expect((await page({ place: 'S12000047', from: '2021/22' }))!.items).toEqual([
      {
        place: { code: 'S12000047', name: 'Fife' },
        period: '2021/22',
        from: '2021-04-01',
        to: '2022-03-31',
        group: '',
        value: 0.26,
        status: 'actual',
      },
    ])
    expect(listReadings.query.safeParse({ from: 'soon' }).success).toBe(false)
  })

  it('lists indicators with their latest period', async () => {
    const found = await ask(house.site.house, stranger, null, asking =>
      listIndicators.read(asking, {}, listIndicators.query.parse({ q: 'T1' })),
    )
    expect(found!.items).toMatchObject([{ code: 'T1', latestPeriod: '2021/22', areas: 1 }])
  })
})

it('comes back in unchanged through the download', async () => {
  const web = await house.web()
  const { body, headers } = await web.inject('/indicators/T1/readings.csv')
  expect(headers['content-type']).toContain('text/csv')
  expect(await imported('long', body)).toMatchObject(counts(0, 0, 6, 0))
})

const published = new URL('../../../../../shared/data/', import.meta.url)
const publishedFile = (path: string) => new Uint8Array(readFileSync(new URL(path, published)))

describe.skipIf(!existsSync(published))('published files (skipped where ../shared/data is missing)', () => {
  const rows = () => publishedFile('indicators/lgbf/lgbf_raw_real_by_council_with_scotland_and_family_group.csv')
  const list = () => publishedFile('indicators/lgbf/lgbf_indicator_information.csv')

  it('imports the benchmarking framework, and nothing the second time', async () => {
    expect(await imported('lgbf', rows(), list())).toMatchObject({ ...counts(33_257, 0, 0, 1), indicators: 108 })
    expect(await imported('lgbf', rows(), list())).toMatchObject(counts(0, 0, 33_257, 1))
  })

  it('gives the family averages that the file gives, over the API', async () => {
    const sheet = (await readSheet(rows())) as Sheet
    const theirs = new Map<string, Map<string, number>>()
    for (const { cells } of sheet.rows) {
      if (!cells.FG_Avg_Indicator_Real || !cells.Year) continue
      const at = `${cells.Code} ${cells.Year}`
      const of = theirs.get(at) ?? new Map<string, number>()
      of.set(cells.LocalAuthority!, Number(cells.FG_Avg_Indicator_Real))
      theirs.set(at, of)
    }
    const other = new Set<string>()
    for (const [at, of] of theirs) {
      const [code, year] = at.split(' ') as [string, string]
      const found = await comparison(code, lgbfPeriod(year)!.text)
      const averages = new Map(found!.areas.map(each => [each.code, each.familyAverage]))
      for (const [place, average] of of) {
        const ours = averages.get(scottishCode(place)!) ?? Number.NaN
        // Sums of decimals are inexact in their last digits, ours and the publisher's.
        if (!(Math.abs(ours - average) <= 1e-9 * Math.max(1, Math.abs(average)))) other.add(`${at}: ${average}`)
      }
    }
    // The publisher's one slip: its average for this group is not the mean of the figures that stand beside it.
    expect([...other]).toEqual(['SW08 2023-24: 351.4541972'])
  })

  it('imports the outcomes profile by partnership and by neighbourhood', async () => {
    const metadata = publishedFile('indicators/cpop/Metadata.csv')
    const partnerships = publishedFile('indicators/cpop/CPPcleandata.csv')
    const zones = publishedFile('indicators/cpop/IGZ_timeseries_raw_long_Sep23.csv')
    // One row was imported before by hand, and is corrected to what was published.
    expect(await imported('cpop', partnerships, metadata)).toMatchObject(counts(8_807, 2, 0, 2))
    expect(await imported('cpop', partnerships, metadata)).toMatchObject(counts(0, 0, 8_809, 2))
    expect(await imported('cpop', zones, metadata)).toMatchObject(counts(0, 0, 0, 101_039))
    const lookup = file(publishedFile('lookups/DataZone2011lookup_2024-12-16.csv'))
    await house.perform('places.import', { kind: 'lookup', file: lookup }, house.administrator)
    expect(await imported('cpop', zones, metadata)).toMatchObject(counts(101_039, 0, 0, 0))
    expect(await imported('cpop', zones, metadata)).toMatchObject(counts(0, 0, 101_039, 0))
    const fife = (await reading(db => neighbourhoodGap(db, 'cpop-child-poverty', 'S12000047')))!
    expect(fife.latest.values).toHaveLength(104)
    expect(fife.earliest!.period < fife.latest.period).toBe(true)
    const all = await reading(db => readings(db, 'cpop-child-poverty', { place: 'S02001236' }))
    expect(all.find(each => each.period === '2014/15')!.value).toBe(4.937)
  })
})
