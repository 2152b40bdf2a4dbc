// Places through a real database: Scotland from the start, lookups and boundaries twice, spellings, and the pages.

import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { stranger } from '../../operation/actor.ts'
import { ask } from '../../operation/ask.ts'
import { listPlaces } from './api.ts'
import { boundariesOf, childrenOf, findPlaces } from './public.ts'

const house = useHouse()
beforeAll(() => twoPartnerships(house))

const read = <V>(work: (db: Parameters<typeof findPlaces>[0]) => Promise<V>) =>
  ask(house.site.house, stranger, null, ({ db }) => work(db))
const file = (text: string, name = 'file.csv') => ({ name, bytes: new TextEncoder().encode(text) })
const imported = async (kind: string, text: string | Uint8Array, name = 'file', year?: string) => {
  const sent = typeof text === 'string' ? file(text, name) : { name, bytes: text }
  const outcome = await house.perform('places.import', { kind, file: sent, year }, house.administrator)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.fact as unknown as Record<string, unknown>
}
const rows = async (query: string) => (await asOwner(house.owner, client => client.query(query))).rows
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
    // The neighbourhood and the data zone in it.
    expect(await imported('lookup', moved)).toMatchObject({ changed: 2 })
    expect((await read(db => childrenOf(db, 'S12000014'))).length).toBe(0)
    expect(await imported('lookup', lookup)).toMatchObject({ changed: 2 })
  })

  it('puts a data zone in one place of each kind, and shows it directly in the smallest', async () => {
    const parents = await rows(
      `select parent_code from place_parent where place_code = 'S01000001' order by parent_code`,
    )
    expect(parents.map(each => each.parent_code)).toEqual(['S02000001', 'S08000029', 'S12000047'])
    const inside = async (code: string) => (await read(db => childrenOf(db, code))).map(each => each.code)
    expect(await inside('S08000029')).toEqual(['S12000047'])
    expect(await inside('S02000001')).toEqual(['S01000001', 'S01000002'])
  })

  it('takes in days of opening and closing; a closed place is found by its code only', async () => {
    const boards = `hb19_name,hb19_code,date_enacted,date_archived
NHS Old Board,S08000118,2014-04-01,2018-02-01
NHS Fife,S08000029,2018-02-02,`
    expect(await imported('lookup', boards)).toMatchObject(counts(1, 1, 0, 0))
    expect(await imported('lookup', boards)).toMatchObject(counts(0, 0, 2, 0))
    expect(await rows(`select name, opened_on::text, closed_on::text from place where code = 'S08000118'`)).toEqual([
      { name: 'Old Board', opened_on: '2014-04-01', closed_on: '2018-02-01' },
    ])
    // A lookup without days leaves them alone.
    expect(await imported('lookup', lookup)).toMatchObject(counts(0, 0, 9, 1))
    const found = await read(db => findPlaces(db, ['Old Board', 'S08000118']))
    expect(Object.fromEntries(found)).toEqual({ S08000118: 'S08000118' })
  })

  it('keeps only the counts in history', async () => {
    const [first] = await rows(`select fact from commons_history where operation = 'places.import' order by id limit 1`)
    expect(first.fact).toEqual({
      fact: 'PlacesImported',
      kind: 'lookup',
      ...counts(7, 2, 0, 1),
      leftOut: [{ line: 5, words: '“S0100004” is not the code of a data zone.' }],
      mended: [],
      touched: ['council', 'health-board', 'intermediate-zone', 'data-zone'],
    })
  })
})

describe('localities', () => {
  const list = `DZ2011_Code,Locality_Code,Locality_Name
S01000001,fife-leven,Levenmouth
S01000002,FIFE-LEVEN,Levenmouth
S01000003,Falkirk-1,Falkirk East
S01000009,Falkirk-1,Falkirk East
S01000002,S13000001,Not a locality
S01000002,X12000001,Not a locality
S01000002,Falkirk 2,Not a locality`

  it('come in from a council’s own list, and a data zone is in one of them', async () => {
    expect(await imported('lookup', list)).toMatchObject({
      ...counts(2, 3, 0, 4),
      touched: ['locality', 'data-zone'],
      leftOut: [
        { line: 5, words: expect.stringContaining('There is no data zone S01000009 here') },
        { line: 6, words: expect.stringContaining('“S13000001” is not the code of a locality. Use up to 40') },
        { line: 7, words: expect.stringContaining('“X12000001” is not the code of a locality.') },
        { line: 8, words: expect.stringContaining('“Falkirk 2” is not the code of a locality.') },
      ],
    })
    expect(await imported('lookup', list)).toMatchObject({ ...counts(0, 0, 5, 4), touched: [] })
    const moved = 'DataZone_Code,Locality_Code,Locality_Name\nS01000002,FALKIRK-1,Falkirk East'
    expect(await imported('lookup', moved)).toMatchObject(counts(0, 1, 1, 0))
    const inside = await rows(`select place_code || ' ' || parent_code as pair from place_parent l
      join place p on p.code = l.parent_code where p.kind = 'locality' order by 1`)
    expect(inside.map(each => each.pair)).toEqual([
      'S01000001 FIFE-LEVEN',
      'S01000002 FALKIRK-1',
      'S01000003 FALKIRK-1',
    ])
    expect(await rows(`select name from place where code = 'S01000001'`)).toEqual([{ name: 'Leven - 01' }])
    expect(Object.fromEntries(await read(db => findPlaces(db, ['Levenmouth'])))).toEqual({ Levenmouth: 'FIFE-LEVEN' })
  })

  it('are described where files are sent', async () => {
    const headers = { cookie: await house.cookie(house.administrator) }
    const { body } = await (await house.web()).inject({ url: '/places/import', headers })
    expect(body).toContain('Locality_Code')
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

  it('are mended where a line crosses itself, and the answer names them', async () => {
    const [corner, ...others] = square(-3)[0]!
    const loop = [
      [-2.5, 56],
      [-2.501, 56.001],
      [-2.499, 56.001],
      [-2.5, 56],
    ]
    const crossing = {
      ...shape('S12000047'),
      geometry: { type: 'Polygon', coordinates: [[corner, ...loop, ...others]] },
    }
    const text = shapes({ ...crossing, properties: { name: 'Fife', code: 'S12000047' } })
    const mended = { mended: ['Fife (a line crossed itself)'] }
    expect(await imported('boundaries', text)).toMatchObject({ ...counts(0, 1, 0, 0), ...mended })
    expect(await imported('boundaries', text)).toMatchObject({ ...counts(0, 0, 1, 0), ...mended })
    const web = await house.web()
    const headers = { cookie: await house.cookie(house.administrator) }
    expect((await web.inject({ url: '/imports', headers })).body).toContain('Mended: Fife (a line crossed itself).')
    const upload = await house.done('places.upload', { kind: 'boundaries', file: file(text) }, house.administrator)
    const preview = await web.inject({ url: `/places/import/boundaries/${upload}`, headers })
    expect(preview.body).toContain('Mended: Fife (a line crossed itself).')
  })

  it('says beside the file that it is none', async () => {
    const outcome = await house.perform('places.import', { kind: 'boundaries', file: file('{') }, house.administrator)
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'not-boundaries', field: 'file' } })
  })
})

describe('population', () => {
  const text = 'code,persons\nS12000047,373550\nS12000014,160560\nS12000999,5\nS12000047,7'

  it('belongs to places that are known; the same file twice changes nothing', async () => {
    expect(await imported('population', text, 'mid2021.csv')).toMatchObject({
      ...counts(2, 0, 0, 2),
      leftOut: [
        { line: 4, words: 'There is no place S12000999 here. Import the lookup of places first.' },
        { line: 5, words: 'S12000047 has a figure for 2021 on line 2.' },
      ],
    })
    expect(await imported('population', text, 'mid2021.csv')).toMatchObject(counts(0, 0, 2, 2))
    expect(await imported('population', text.replace('373550', '373551'), 'file', '2021')).toMatchObject(
      counts(0, 1, 1, 2),
    )
    expect(await rows(`select * from place_population order by place_code`)).toEqual([
      { place_code: 'S12000014', year: 2021, persons: 160560 },
      { place_code: 'S12000047', year: 2021, persons: 373551 },
    ])
  })

  it('asks for the year where nothing says it, and keeps it through the preview', async () => {
    const sent = { kind: 'population', file: file(text) }
    const refused = await house.perform('places.import', sent, house.administrator)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'no-year', field: 'year' } })
    const upload = await house.done('places.upload', { ...sent, year: '2020' }, house.administrator)
    const web = await house.web()
    const cookie = await house.cookie(house.administrator)
    const address = `/places/import/population/${upload}`
    const page = await web.inject({ url: `${address}?year=2020`, headers: { cookie } })
    expect(page.body).toContain('imported 2, changed 0, unchanged 0, refused 2')
    expect(page.body).toMatch(/<input[^>]*type="hidden"[^>]*name="year"[^>]*value="2020"/)
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
    const confirmed = await web.inject({ method: 'POST', url: address, headers, payload: 'year=2020' })
    expect([confirmed.statusCode, confirmed.headers.location]).toEqual([303, '/imports'])
    expect(await rows('select count(*)::int as years from place_population where year = 2020')).toEqual([{ years: 2 }])
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
        openedOn: null,
        closedOn: null,
        population: null,
        parents: [{ code: 'S12000047', name: 'Fife', kind: 'council' }],
      },
    ])
    const second = (await page({ kind: 'intermediate-zone', cursor: first.next! }))!
    expect(second.items.map(each => each.code)).toEqual(['S02000002'])
    const councils = (await page({ kind: 'council' }))!.items
    expect(councils.find(each => each.code === 'S12000047')).toMatchObject({
      population: { year: 2021, persons: 373551 },
    })
    expect(second.next).toBeNull()
  })
})

const published = new URL('../../../../shared/data/', import.meta.url)
const publishedFile = (path: string) => new Uint8Array(readFileSync(new URL(path, published)))

/** The lookup as Windows-1252 text, each row a list of its cells: read here without anything of the product's. */
function lookupByHand() {
  const text = new TextDecoder('windows-1252').decode(publishedFile('lookups/DataZone2011lookup_2024-12-16.csv'))
  const [head, ...lines] = text.split(/\r?\n/).filter(line => line !== '')
  const cells = (line: string) => [...line.matchAll(/("([^"]*)"|([^,]*))(,|$)/g)].map(found => found[2] ?? found[3]!)
  const headings = cells(head!)
  return lines.map(line => {
    const values = cells(line)
    return (heading: string) => values[headings.indexOf(heading)]!
  })
}

describe.skipIf(!existsSync(published))('published files (skipped where ../shared/data is missing)', () => {
  it('imports the lookup with every parent of every data zone, and nothing the second time', async () => {
    const zones = publishedFile('lookups/DataZone2011lookup_2024-12-16.csv')
    const first = await imported('lookup', zones)
    expect((first.imported as number) + (first.changed as number) + (first.unchanged as number)).toBe(8857)
    expect(first.refused).toBe(0)
    expect(await imported('lookup', zones)).toMatchObject(counts(0, 0, 8857, 0))
    const stored = await rows(`select place_code || ' ' || parent_code as pair from place_parent l
      where place_code like 'S01%' and place_code > 'S01006505'`)
    const kinds = 'IZ2011 MMWard LA SPC UKPC HB HIA SPD SFRLSO LRP Country'.split(' ')
    const byHand = lookupByHand().flatMap(of => kinds.map(kind => `${of('DZ2011_Code')} ${of(`${kind}_Code`)}`))
    expect(byHand).toHaveLength(6976 * 11)
    expect(new Set(stored.map(each => each.pair))).toEqual(new Set(byHand))
    // The no-break space of Windows-1252 behind the name is gone, and the letter of its own is there.
    const [ward] = await rows(`select name from place where code = 'S13002898'`)
    expect(ward.name).toBe(lookupByHand().find(of => of('MMWard_Code') === 'S13002898')!('MMWard_Name').trim())
    expect(
      await rows(`select name from place where name like '%Ch_o' or name like 'Annandale East and%' order by 1`),
    ).toEqual([{ name: 'Annandale East and Eskdale' }, { name: "Eilean a' Chèo" }])
  }, 120_000)

  it('keeps the lists of smaller places as they were', async () => {
    const kinds = async (code: string) => {
      const children = await read(db => childrenOf(db, code))
      expect(new Set(children.map(each => each.code)).size).toBe(children.length)
      return [...new Set(children.map(each => each.kind))].sort()
    }
    expect(await kinds('S12000036')).toEqual(['intermediate-zone', 'ward'])
    expect(await kinds('S08000024')).toEqual(['council'])
    expect(await kinds('S02001236')).toEqual(['data-zone'])
  })

  it('imports wards with councils and health boards with their days', async () => {
    const wards = publishedFile('lookups/geographr_lookup_ward21_ltla21_scotland.csv')
    // Three of them are spelt otherwise; 22 wards of 2021 have other codes since.
    const first = await imported('lookup', wards)
    expect(first).toMatchObject({ unchanged: 386 - (first.imported as number) - (first.changed as number), refused: 0 })
    expect(await imported('lookup', wards)).toMatchObject(counts(0, 0, 386, 0))
    const boards = publishedFile('lookups/geographr_names_codes_hb19.csv')
    expect(await imported('lookup', boards)).toMatchObject({ refused: 0 })
    expect(await imported('lookup', boards)).toMatchObject(counts(0, 0, 18, 0))
    const closed = await rows(`select code from place where kind = 'health-board' and closed_on is not null order by 1`)
    expect(closed.map(each => each.code)).toEqual(['S08000018', 'S08000021', 'S08000023', 'S08000027', 'S08000118'])
  })

  it('imports boundaries, names what was mended, and nothing the second time', async () => {
    const councils = publishedFile('boundaries/council_areas_2019.geojson')
    const mended = ['Shetland Islands (a line crossed itself)']
    expect(await imported('boundaries', councils)).toMatchObject({ ...counts(30, 2, 0, 0), mended })
    expect(await imported('boundaries', councils)).toMatchObject({ ...counts(0, 0, 32, 0), mended })
    const neighbourhoods = publishedFile('boundaries/intermediate_zones_2011.geojson')
    expect(await imported('boundaries', neighbourhoods)).toMatchObject(counts(1279, 0, 0, 0))
    const boards = publishedFile('boundaries/nhs_health_boards_2019.geojson')
    expect(await imported('boundaries', boards)).toMatchObject({ ...counts(14, 0, 0, 0), mended: [] })
    const partnerships = publishedFile('boundaries/derived_from_dz_health_integration_authorities.geojson')
    expect(await imported('boundaries', partnerships)).toMatchObject(counts(31, 0, 0, 0))
    const zones = publishedFile('boundaries/data_zones_2011.geojson')
    const started = performance.now()
    expect(await imported('boundaries', zones)).toMatchObject({
      ...counts(6976, 0, 0, 0),
      mended: ['Summerville - 04 (a line crossed itself)', 'Highland - 02 (a line crossed itself)'],
    })
    console.info(`6,976 boundaries in ${Math.round(performance.now() - started)} ms`)
    expect((await read(db => findPlaces(db, ['Fife', 'Stirling']))).size).toBe(2)
  }, 120_000)

  it('imports population by data zone, and councils are the sum of theirs', async () => {
    const path = 'indicators/population/population_mid2021_dz11.csv'
    const name = 'population_mid2021_dz11.csv'
    expect(await imported('population', publishedFile(path), name)).toMatchObject(counts(6976, 0, 0, 0))
    expect(await imported('population', publishedFile(path), name)).toMatchObject(counts(0, 0, 6976, 0))
    const persons = new Map(
      [...new TextDecoder().decode(publishedFile(path)).matchAll(/"(S01\d{6})",.*,(\d+)\r?$/gm)].map(
        found => [found[1]!, Number(found[2])] as const,
      ),
    )
    expect(persons.size).toBe(6976)
    const byHand = new Map<string, number>()
    for (const of of lookupByHand())
      byHand.set(of('LA_Code'), (byHand.get(of('LA_Code')) ?? 0) + persons.get(of('DZ2011_Code'))!)
    const stored = await rows(`select c.code, sum(n.persons)::int as persons
      from place c join place_parent l on l.parent_code = c.code
      join place z on z.code = l.place_code and z.kind = 'data-zone'
      join place_population n on n.place_code = z.code and n.year = 2021 where c.kind = 'council' group by c.code`)
    expect(new Map(stored.map(each => [each.code, each.persons]))).toEqual(byHand)
    expect([...byHand.values()].reduce((sum, each) => sum + each)).toBe(5_479_900)
  })

  it.each([
    ['population_mid2020_dz11_age_bands.csv', 6976],
    ['population_mid2021_iz11.csv', 1279],
    ['population_1981on_healthboard.csv', 574],
    ['population_mid2022_council_by_age.csv', 32],
  ])('imports %s, every row counted', async (name, all) => {
    const bytes = publishedFile(`indicators/population/${name}`)
    expect(await imported('population', bytes, name)).toMatchObject(counts(all, 0, 0, 0))
    expect(await imported('population', bytes, name)).toMatchObject(counts(0, 0, all, 0))
  })
})
