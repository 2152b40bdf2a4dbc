// Places through a real database: Scotland from the start, lookups and boundaries twice, spellings, and the pages.

import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { twoPartnerships, useHouse } from '../../../test/harness.ts'
import { stranger } from '../../operation/actor.ts'
import { ask } from '../../operation/ask.ts'
import { listPlaces } from './api.ts'
import { boundariesOf, childrenOf, findPlaces } from './public.ts'

const house = useHouse()
beforeAll(() => twoPartnerships(house))

const read = <V>(work: (db: Parameters<typeof findPlaces>[0]) => Promise<V>) =>
  ask(house.site.house, stranger, null, ({ db }) => work(db))
const file = (text: string, name = 'file.csv') => ({ name, bytes: new TextEncoder().encode(text) })
const imported = async (kind: string, text: string | Uint8Array) => {
  const sent = typeof text === 'string' ? file(text) : { name: 'file', bytes: text }
  const outcome = await house.perform('places.import', { kind, file: sent }, house.administrator)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.fact as unknown as Record<string, unknown>
}
const counts = (imported: number, changed: number, unchanged: number, refused: number) => ({
  imported,
  changed,
  unchanged,
  refused,
})

const head = 'DZ2011_Code,DZ2011_Name,IZ2011_Code,IZ2011_Name,LA_Code,LA_Name,HB_Code,HB_Name'
const lookup = `${head}
S01000001,Leven - 01,S02000001,Leven,S12000047,Fife,S08000029,Fife
S01000002,Leven - 02,S02000001,Leven,S12000047,Fife,S08000029,Fife
S01000003,Falkirk - 01,S02000002,Leven,S12000014,Falkirk,S08000019,Forth Valley
S0100004,Wrong,S02000002,Leven,S12000014,Falkirk,S08000019,Forth Valley`

describe('Scotland', () => {
  it('is registered once, and again without a change', async () => {
    const first = await house.perform('places.register-scotland', {}, stranger)
    expect(first).toMatchObject({ ok: true, fact: counts(33, 0, 0, 0) })
    const again = await house.perform('places.register-scotland', {}, stranger)
    expect(again).toMatchObject({ ok: true, fact: counts(0, 0, 33, 0) })
  })
})

describe('lookups', () => {
  it('adds places with parents; the second time nothing changes', async () => {
    // Fife and Falkirk were known, and are inside a health board now.
    expect(await imported('lookup', lookup)).toMatchObject({
      ...counts(7, 2, 0, 1),
      leftOut: [{ line: 5, words: expect.stringContaining('S0100004') }],
    })
    expect(await imported('lookup', lookup)).toMatchObject(counts(0, 0, 9, 1))
    expect((await read(db => childrenOf(db, 'S12000047'))).map(each => each.code)).toEqual(['S02000001'])
  })

  it('moves a place to another parent of the same kind', async () => {
    const moved = lookup.replace(
      'S02000002,Leven,S12000014,Falkirk,S08000019,Forth Valley',
      'S02000002,Leven,S12000047,Fife,S08000029,Fife',
    )
    expect(await imported('lookup', moved)).toMatchObject({ changed: 1 })
    expect((await read(db => childrenOf(db, 'S12000014'))).length).toBe(0)
    expect(await imported('lookup', lookup)).toMatchObject({ changed: 1 })
  })

  it('keeps only the counts in history', async () => {
    const { rows } = await (await import('../../../test/harness.ts')).asOwner(house.owner, client =>
      client.query(`select fact from commons_history where operation = 'places.import' order by id limit 1`),
    )
    expect(rows[0].fact).toEqual({
      fact: 'PlacesImported',
      kind: 'lookup',
      ...counts(7, 2, 0, 1),
      leftOut: [{ line: 5, words: '“S0100004” is not the code of a data zone.' }],
    })
  })
})

describe('spellings', () => {
  it('leads every way of writing to the place, the council before the health board', async () => {
    const written = ['S12000047', 's12000047', 'FIFE', 'Edinburgh, City of', 'Argyll & Bute', 'The Highland Council']
    expect(Object.fromEntries(await read(db => findPlaces(db, written)))).toEqual({
      S12000047: 'S12000047',
      s12000047: 'S12000047',
      FIFE: 'S12000047',
      'Edinburgh, City of': 'S12000036',
      'Argyll & Bute': 'S12000035',
      'The Highland Council': 'S12000017',
    })
  })

  it('finds places outside Scotland’s list by name, and none where two of a kind share it', async () => {
    const found = await read(db => findPlaces(db, ['forth valley', 'Leven', 'strathmuir', 'Atlantis', '']))
    expect(Object.fromEntries(found)).toEqual({ 'forth valley': 'S08000019', strathmuir: 'X12000001' })
  })
})

const square = (west: number) => [
  [
    [west, 56],
    [west + 1, 56],
    [west + 1, 57],
    [west, 57],
    [west, 56],
  ],
]
const shape = (code: string, west = -3) => ({
  type: 'Feature',
  properties: { name: code, code },
  geometry: { coordinates: square(west), type: 'Polygon' },
})
const shapes = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })

describe('boundaries', () => {
  it('belong to places that are known; others are refused by name', async () => {
    const text = shapes(shape('S12000047'), shape('S12000014'), shape('S12000999'))
    expect(await imported('boundaries', text)).toMatchObject({
      ...counts(2, 0, 0, 1),
      leftOut: [{ line: null, words: expect.stringContaining('S12000999') }],
    })
    expect(await imported('boundaries', text)).toMatchObject(counts(0, 0, 2, 1))
    expect(await imported('boundaries', shapes(shape('S12000047', -4), shape('S12000014')))).toMatchObject(
      counts(0, 1, 1, 0),
    )
    const found = await read(db => boundariesOf(db, 'council'))
    expect(found.get('S12000047')).toEqual({ type: 'Polygon', coordinates: square(-4) })
  })

  it('says beside the file that it is none', async () => {
    const outcome = await house.perform('places.import', { kind: 'boundaries', file: file('{') }, house.administrator)
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'not-boundaries', field: 'file' } })
  })
})

describe('who may import', () => {
  it('administrators only', async () => {
    const coordinator = await house.person('coordinator@muir.test')
    const sent = { kind: 'lookup', file: file(lookup) }
    for (const verb of ['places.import', 'places.upload'])
      for (const actor of [stranger, coordinator])
        expect(await house.perform(verb, sent, actor)).toMatchObject({ ok: false, kind: 'not-found' })
  })

  it('shows what a file would do to its sender, then imports it and lets it go', async () => {
    const upload = await house.done('places.upload', { kind: 'lookup', file: file(lookup) }, house.administrator)
    const address = `/places/import/lookup/${upload}`
    const web = await house.web()
    const cookie = await house.cookie(house.administrator)
    const page = await web.inject({ url: address, headers: { cookie } })
    expect(page.body).toContain('imported 0, changed 0, unchanged 9, refused 1')
    expect(page.body).toContain('is not the code of a data zone')
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const sent = await web.inject({ method: 'POST', url: address, headers })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/imports'])
    expect((await web.inject({ url: '/imports', headers: { cookie } })).body).toContain('unchanged 9')
    expect((await web.inject({ url: address, headers: { cookie } })).statusCode).toBe(404)
  })
})

describe('the list', () => {
  it('is paged by code, with parents', async () => {
    const page = (query: object) =>
      ask(house.site.house, stranger, null, asking => listPlaces.read(asking, {}, listPlaces.query.parse(query)))
    const first = (await page({ limit: '1', kind: 'intermediate-zone' }))!
    expect(first.items).toEqual([
      {
        code: 'S02000001',
        name: 'Leven',
        kind: 'intermediate-zone',
        invented: false,
        parents: [{ code: 'S12000047', name: 'Fife', kind: 'council' }],
      },
    ])
    const second = (await page({ kind: 'intermediate-zone', cursor: first.next! }))!
    expect(second.items.map(each => each.code)).toEqual(['S02000002'])
    expect(second.next).toBeNull()
  })
})

const published = new URL('../../../../shared/data/', import.meta.url)
const publishedFile = (path: string) => new Uint8Array(readFileSync(new URL(path, published)))

describe.skipIf(!existsSync(published))('published files (skipped where ../shared/data is missing)', () => {
  it('imports the lookup and the boundaries, and nothing the second time', async () => {
    const zones = publishedFile('lookups/DataZone2011lookup_2024-12-16.csv')
    const first = await imported('lookup', zones)
    expect((first.imported as number) + (first.changed as number) + (first.unchanged as number)).toBe(8657)
    expect(await imported('lookup', zones)).toMatchObject(counts(0, 0, 8657, 0))
    const councils = publishedFile('boundaries/council_areas_2019.geojson')
    expect(await imported('boundaries', councils)).toMatchObject(counts(30, 2, 0, 0))
    expect(await imported('boundaries', councils)).toMatchObject(counts(0, 0, 32, 0))
    const neighbourhoods = publishedFile('boundaries/intermediate_zones_2011.geojson')
    expect(await imported('boundaries', neighbourhoods)).toMatchObject(counts(1279, 0, 0, 0))
    expect((await read(db => findPlaces(db, ['Fife', 'Stirling']))).size).toBe(2)
  })
})
