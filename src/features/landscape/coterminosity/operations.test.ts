// Coterminosity through the whole house: nothing yet, an import, the clock, the pages, the file, the API, and who may ask.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import { stranger } from '../../../operation/actor.ts'
import { coterminosityDue } from './due.ts'

const house = useHouse()
beforeAll(() => twoPartnerships(house))

const head =
  'DZ2011_Code,DZ2011_Name,IZ2011_Code,IZ2011_Name,MMWard_Code,MMWard_Name,LA_Code,LA_Name,HB_Code,HB_Name,SPD_Code,SPD_Name'
const lookup = `${head}
S01000001,One,S02000001,Alloa,S13000001,Clackmannanshire North,S12000005,Clackmannanshire,S08000019,Forth Valley,S32000001,Forth Valley
S01000002,Two,S02000002,Falkirk,S13000002,Falkirk North,S12000014,Falkirk,S08000019,Forth Valley,S32000001,Forth Valley
S01000003,Three,S02000003,Leven,S13000003,Leven,S12000047,Fife,S08000029,Fife,S32000002,Fife
S01000004,Four,S02000003,Leven,S13000003,Leven,S12000047,Fife,S08000029,Fife,S32000002,Fife`
const population = `dz11_code,total_population,year
S01000001,500,2021
S01000002,1500,2021
S01000003,700,2021
S01000004,300,2021`

/** Fife's two zones side by side, and a ward that ends in the second. */
const boundaries = (property: string, boxes: Record<string, [west: number, east: number]>) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: Object.entries(boxes).map(([code, [west, east]]) => ({
      type: 'Feature',
      properties: { [property]: code },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, 56],
            [east, 56],
            [east, 56.1],
            [west, 56.1],
            [west, 56],
          ],
        ],
      },
    })),
  })

async function importPlaces(kind: string, text: string) {
  house.now = new Date(house.now.getTime() + 60_000)
  const file = { name: 'file', bytes: new TextEncoder().encode(text) }
  const outcome = await house.perform('places.import', { kind, file }, house.administrator)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}
const works = () =>
  tick({
    house: house.site.house,
    timed: [coterminosityDue],
    findPartnershipByNumber: house.site.findPartnershipByNumber,
  })
const get = async (url: string) => {
  const { statusCode, body } = await (await house.web()).inject({ url, headers: { 'accept-encoding': 'identity' } })
  return { statusCode, body: body.replaceAll(/<!--.*?-->/g, '') }
}

describe('before anything is imported', () => {
  it('has nothing to do, and says what to import', async () => {
    expect(await works()).toBe(0)
    const { body } = await get('/coterminosity')
    expect(body).toContain('Nothing has been compared yet')
    expect(body).toContain('thegither import places LOOKUP.csv --kind lookup')
    expect((await get('/coterminosity/kinds/council/health-board')).body).toContain('have not been compared')
    expect((await get('/coterminosity/kinds/council/council')).statusCode).toBe(404)
    expect((await get('/coterminosity/kinds/council/moon')).statusCode).toBe(404)
  })
})

describe('after an import', () => {
  it('is worked out once, by what there is to weigh with', async () => {
    await importPlaces('lookup', lookup)
    // Council, health board, police division, ward and intermediate zone, and three of them with data zones.
    expect(await works()).toBe(13)
    expect(await works()).toBe(0)
    const { body } = await get('/coterminosity/kinds/council/health-board')
    expect(body).toContain('Shares are of the number of data zones')
    expect(body).not.toContain('Land (km²)')
    await importPlaces('population', population)
    expect(await works()).toBe(13)
  })

  it('is not worked out again for what changes nothing of it', async () => {
    await importPlaces('population', population)
    await importPlaces('population', 'hb_code,population,year\nS08000019,300000,2021')
    await importPlaces('lookup', 'SPC_Code,SPC_Name\nS16000001,Somewhere')
    await importPlaces('boundaries', boundaries('hb_code', { S08000019: [-4, -3] }))
    expect(await works()).toBe(0)
    // New days of a health board: its six pairs that are known, with data zones too.
    await importPlaces('lookup', 'HB_Code,HB_Name,date_enacted,date_archived\nS08000019,Forth Valley,2014-04-01,')
    expect(await works()).toBe(5)
  })

  it('shows it', async () => {
    const { body } = await get('/coterminosity/kinds/council/health-board')
    expect(body).toContain(
      'Of 3 councils, 2 lie inside one health board and 1 covers the same area as one health board.',
    )
    expect(body).toContain('Overlaps of 1% or less are ignored')
    expect(body).toContain('An official list that says which small area is in which larger one.')
    expect(body).toContain('mid-2021 estimates')
    expect(body).toContain('25.0% of that health board')
    expect((await get('/coterminosity?kind=council&other=health-board')).statusCode).toBe(301)
    expect((await get('/coterminosity?kind=council&other=council')).statusCode).toBe(200)
    const area = await get('/coterminosity/areas/S08000019')
    expect(area.body).toMatch(/75\.0% in .{0,60}Falkirk<\/a>.*25\.0% in .{0,60}Clackmannanshire<\/a>/)
    expect(area.body).toMatch(/href="\/coterminosity\/areas\/S13000002">Falkirk North<\/a> S13000002/)
    expect(area.body).toContain('deals with 2 councils and 1 police division')
    expect((await get('/coterminosity/areas/S12000005')).body).toContain(
      'deals with 1 health board and 1 police division',
    )
    // A ward with all of the council's people has only a part of the board's.
    expect((await get('/coterminosity/areas/S13000001')).body).toMatch(
      /The same as one council.*Inside one health board/,
    )
    expect((await get('/coterminosity')).body).toContain('2: Forth Valley')
    // A data zone is compared with some bodies only, so nobody is told that these are all.
    const zone = (await get('/coterminosity/areas/S01000001')).body
    expect(zone).toContain('Clackmannanshire North')
    expect(zone).not.toContain('deals with')
    expect((await get('/coterminosity/areas/S99999999')).statusCode).toBe(404)
  })

  it('names those that the lookup puts in no other', async () => {
    await importPlaces('lookup', 'LA_Code,LA_Name\nS12000036,City of Edinburgh')
    await works()
    const { body } = await get('/coterminosity/kinds/council/health-board')
    expect(body).toContain('Of 4 councils, 2 lie inside one health board, ')
    expect(body).toContain('One council meets no health board: City of Edinburgh (S12000036).')
  })

  it('says of a closed code that it was closed', async () => {
    await importPlaces('lookup', 'HB_Code,HB_Name,date_enacted,date_archived\nS08000018,Fife,2014-04-01,2018-02-01')
    await works()
    const { body } = await get('/coterminosity/areas/S08000018')
    expect(body).toContain('This code was closed on 1 February 2018')
    expect(body).not.toContain('not been worked out yet')
    expect((await get('/coterminosity/kinds/health-board/council')).body).not.toContain('S08000018')
  })

  it('takes in a council’s own localities', async () => {
    await importPlaces(
      'lookup',
      `DZ2011_Code,Locality_Code,Locality_Name
S01000003,FIFE-LEVEN,Levenmouth
S01000002,FALKIRK-1,Falkirk`,
    )
    await works()
    const { body } = await get('/coterminosity/kinds/locality/ward')
    expect(body).toContain('Both localities cover the same area as one ward.')
    expect(body).toContain('A part of a council area that partners plan for together.')
    expect((await get('/coterminosity/areas/FIFE-LEVEN')).body).toContain('deals with 1 council, 1 health board and 1')
  })

  it('gives it out as a file and through the API', async () => {
    const { body } = await get('/coterminosity/kinds/health-board/council/areas.csv')
    expect(body).toContain('health-board,S08000019,Forth Valley,holds,council,S12000014,Falkirk,1500,0.75')
    const answer = JSON.parse((await get('/api/v1/coterminosity/health-board/council?limit=1')).body)
    expect(answer).toMatchObject({
      items: [{ code: 'S08000019', lies: 'holds', bodies: 2, by: 'lookup', weighedBy: 'persons', year: 2021 }],
      next: expect.any(String),
    })
    const rest = JSON.parse(
      (await get(`/api/v1/coterminosity/health-board/council?limit=1&cursor=${answer.next}`)).body,
    )
    expect(rest).toMatchObject({ items: [{ code: 'S08000029' }], next: null })
  })

  it('supposes that a boundary moved', async () => {
    const url = '/coterminosity/kinds/council/health-board/suppose'
    const { body } = await get(`${url}?codes=S13000003%0AS02000003&to=S12000014`)
    expect(body).toContain('2 data zones with 1,000 people would move to Falkirk. 4 areas would lie differently.')
    expect(body).toContain('Leven (S13000003), from Fife to Falkirk')
    const choices = (await get(`${url}?from=S12000047`)).body
    expect(choices).toMatch(/<optgroup label="Wards"><option value="S13000003">Leven \(S13000003\)/)
    expect(choices).toMatch(/<optgroup label="Localities"><option value="FIFE-LEVEN">/)
    const part = (await get(`${url}?from=S12000047&part=FIFE-LEVEN&to=S12000014`)).body
    expect(part).toContain('1 data zone with 700 people would move to Falkirk.')
    expect(part).toContain('Levenmouth (FIFE-LEVEN), from Fife to Falkirk')
    expect((await get(`${url}?codes=S01000002&to=S12000014`)).body).toContain('in Falkirk already')
    const unknown = (await get(`${url}?codes=S01000009&to=S12000014`)).body
    expect(unknown).toContain('of no place that has data zones: S01000009')
    expect(unknown).not.toContain('already')
    expect((await get(`${url}?codes=S01000002`)).body).toContain('Choose the council that they would go to')
    expect((await get('/coterminosity/kinds/council/data-zone/suppose')).statusCode).toBe(404)
  })
})

describe('boundaries', () => {
  it('are compared where both kinds have them, and set beside the lookup', async () => {
    await importPlaces('boundaries', boundaries('dz11_code', { S01000003: [-3, -2.9], S01000004: [-2.9, -2.8] }))
    await importPlaces('boundaries', boundaries('ward_code', { S13000003: [-3, -2.83] }))
    await works()
    const { body } = await get('/coterminosity/kinds/ward/data-zone')
    expect(body).toContain('By the boundaries on a map')
    expect(body).toContain('Made up of whole data zones')
    // The ward has the whole of one zone and seven tenths of the land of the other; nobody lives outside any ward.
    const csv = (await get('/coterminosity/kinds/data-zone/ward/areas.csv?by=boundaries')).body
    const [, , half] = csv.split('\r\n').map(line => line.split(','))
    expect(half!.slice(0, 8)).toEqual(['data-zone', 'S01000004', 'Four', 'nested', 'ward', 'S13000003', 'Leven', '300'])
    expect(Number(half![10])).toBeCloseTo(0.7, 6)
    expect(body).toContain(
      '2 wards without a boundary: Clackmannanshire North (S13000001) and Falkirk North (S13000002)',
    )
    expect(body).toContain('Overlaps of 5% or less are ignored')
    expect((await get('/coterminosity/kinds/ward/data-zone?tolerance=2')).body).toContain('Overlaps of 2% or less')
    expect((await get('/coterminosity/kinds/ward/data-zone?by=lookup')).body).toContain('Overlaps of 1% or less')
    expect(body).toContain('For all 2 pairs of areas that meet, the two agree to within 5%.')
  })

  it('name what meets nothing, and say where the two ways are of different years', async () => {
    await importPlaces('boundaries', boundaries('dz11_code', { S01000001: [-3.2, -3.1], S01000002: [-3.3, -3.2] }))
    await importPlaces('boundaries', boundaries('ward_code', { S13000001: [-3.3, -3.2] }))
    await works()
    const { body } = await get('/coterminosity/kinds/data-zone/ward')
    expect(body).toContain('Of 4 data zones, ')
    expect(body).toContain('One data zone meets no ward: One (S01000001).')
    expect(body).toContain('1 data zone outside all of these areas, with people who are not counted: One (S01000001)')
    const turned = (await get('/coterminosity/kinds/ward/data-zone')).body
    expect(turned).toContain('one of them is perhaps of another year')
    expect(turned).not.toContain('best fit')
  })
})

describe('working it out', () => {
  it('is for administrators, and needs both kinds', async () => {
    const raw = { kind: 'council', otherKind: 'health-board', by: 'lookup' }
    expect(await house.perform('landscape.compare-areas', raw, stranger)).toMatchObject({
      ok: false,
      kind: 'not-found',
    })
    const coordinator = await house.person('coordinator@muir.test')
    expect(await house.perform('landscape.compare-areas', raw, coordinator)).toMatchObject({ ok: false })
    expect(await house.perform('landscape.compare-areas', raw, house.administrator)).toMatchObject({ ok: true })
    expect(
      await house.perform('landscape.compare-areas', { ...raw, otherKind: 'fire-area' }, house.administrator),
    ).toMatchObject({ ok: false, refusal: { code: 'nothing-to-compare' } })
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        `select fact from commons_history where operation = 'landscape.compare-areas' order by id desc limit 1`,
      ),
    )
    expect(rows[0].fact).toEqual({
      fact: 'AreasCompared',
      kind: 'council',
      otherKind: 'health-board',
      by: 'lookup',
      year: 2021,
      parts: 3,
      leftOut: 0,
    })
  })
})

describe('a page of many areas', () => {
  it('shows a hundred, those that are split first, and says that the file has all', async () => {
    const wards = Array.from({ length: 120 }, (_, at) => `S13${String(100000 + at)}`)
    const rows = wards.map((ward, at) => `S01${100000 + at},Zone ${at},${ward},Ward ${at},S12000047,Fife`)
    const split = 'S01200000,Zone 200,S13100119,Ward 119,S12000014,Falkirk'
    await importPlaces(
      'lookup',
      ['DZ2011_Code,DZ2011_Name,MMWard_Code,MMWard_Name,LA_Code,LA_Name', ...rows, split].join('\n'),
    )
    await works()
    const { body } = await get('/coterminosity/kinds/ward/council')
    expect(body.match(/<th scope="row"/g)).toHaveLength(100)
    expect(body.indexOf('Ward 119')).toBeLessThan(body.indexOf('Ward 1<'))
    expect(body).toContain('Those that are split come first. The file below has all of them.')
    const { body: csv } = await get('/coterminosity/kinds/ward/council/areas.csv')
    expect(new Set(csv.match(/S131000\d\d|S131001[01]\d/g)).size).toBe(120)
  })
})
