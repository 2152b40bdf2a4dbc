import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import { readSheet } from '../../outside/sheets.ts'
import { readBoundaries, readPlaces, scotland, scottishCode } from './published.ts'

function good<T extends object>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Error(outcome.words)
  return outcome
}

const places = async (file: string | Uint8Array) =>
  good(readPlaces(good(await readSheet(typeof file === 'string' ? new TextEncoder().encode(file) : file))))

describe('Scotland', () => {
  it('has 32 councils with codes and spellings of their own', () => {
    expect(scotland.councils).toHaveLength(32)
    const names = scotland.councils.flatMap(each => [each.name, ...each.otherNames])
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(scotland.councils.map(each => each.code)).size).toBe(32)
  })

  it.each([
    ['Argyll & Bute', 'S12000035'],
    ['Edinburgh, City of', 'S12000036'],
    ['Edinburgh City', 'S12000036'],
    ['Eilean Siar', 'S12000013'],
    ['The Highland Council', 'S12000017'],
    ['perth & kinross', 'S12000048'],
    ['S12000047', 'S12000047'],
    ['Scotland', 'S92000003'],
    ['Strathmuir', null],
    ['', null],
  ])('knows %s', (written, code) => expect(scottishCode(written)).toBe(code))
})

const head = 'DZ2011_Code,DZ2011_Name,IZ2011_Code,IZ2011_Name,LA_Code,LA_Name,HB_Code,HB_Name'

describe('lookups', () => {
  it('takes each place once, with its parents', async () => {
    const read = await places(`${head}
S01000001,One,S02000001,Zone,S12000047,Fife,S08000029,Fife
S01000002,Two,S02000001,Zone,S12000047,Fife,S08000029,Fife`)
    expect(read.places.map(each => `${each.kind} ${each.name}`)).toEqual([
      'data-zone One',
      'intermediate-zone Zone',
      'council Fife',
      'health-board Fife',
      'data-zone Two',
    ])
    expect(read.parents).toContainEqual({ place: 'S02000001', parent: 'S12000047' })
    expect(read.parents).toHaveLength(4)
    expect(read.refused).toEqual([])
  })

  it('refuses codes of the wrong shape, second names and second parents by line', async () => {
    const read = await places(`${head}
S01000001,One,S02000001,Zone,S12000047,Fife,S08000029,Fife
S0100002,Two,S02000001,Zone,S12000047,Fife,S08000029,Fife
S01000003,Three,S02000001,Other,S12000047,Fife,S08000029,Fife
S01000004,Four,S02000001,Zone,S12000048,Perth and Kinross,S08000030,Tayside
S01000005,,S02000001,Zone,S12000047,Fife,S08000029,Fife`)
    expect(read.refused).toEqual([
      { line: 3, column: 'DZ2011_Code', words: '“S0100002” is not the code of a data zone.' },
      { line: 4, column: 'IZ2011_Name', words: 'S02000001 is called “Zone” further up and “Other” here.' },
      { line: 5, words: 'S02000001 is in S12000047 on line 2 and in S12000048 here.' },
      { line: 6, column: 'DZ2011_Code', words: 'The data zone S01000005 has no name.' },
    ])
    expect(read.places.map(each => each.name)).toEqual([
      'One',
      'Zone',
      'Fife',
      'Fife',
      'Three',
      'Four',
      'Perth and Kinross',
      'Tayside',
    ])
  })

  it('refuses a file without places', async () => {
    const sheet = good(await readSheet(new TextEncoder().encode('a,b\n1,2')))
    expect(readPlaces(sheet)).toMatchObject({ refused: true, code: 'not-places' })
  })
})

const square = [
  [
    [-3, 56],
    [-2, 56],
    [-2, 57],
    [-3, 57],
    [-3, 56],
  ],
]
const shape = (properties: object | null, geometry: object | null) => ({ type: 'Feature', properties, geometry })
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })

describe('boundaries', () => {
  it('finds the code that tells the shapes apart', () => {
    const read = good(
      readBoundaries(
        collection(
          shape(
            { LA_Code: 'S12000047', iz11_code: 'S02000001', iz11_name: 'One' },
            { type: 'Polygon', coordinates: square },
          ),
          shape(
            { LA_Code: 'S12000047', iz11_code: 'S02000002', iz11_name: 'Two' },
            { type: 'MultiPolygon', coordinates: [square] },
          ),
        ),
      ),
    )
    expect(read.boundaries.map(each => each.code)).toEqual(['S02000001', 'S02000002'])
    expect(read.boundaries[0]!.geometry).toEqual({ type: 'Polygon', coordinates: square })
  })

  it('refuses bad shapes by name and keeps the others', () => {
    const named = (name: string, code: string, coordinates: unknown, type = 'Polygon') =>
      shape({ name, code }, { type, coordinates })
    const read = good(
      readBoundaries(
        collection(
          named('Good', 'S12000005', square),
          named('Open', 'S12000006', [square[0]!.slice(0, 4)]),
          named('Metres', 'S12000008', [
            [
              [300000, 700000],
              [310000, 700000],
              [310000, 710000],
              [300000, 700000],
            ],
          ]),
          named('Point', 'S12000010', [-3, 56], 'Point'),
          named('Twice', 'S12000005', square),
          named('Uncoded', 'somewhere', square),
          shape({ name: 'Nothing', code: 'S12000011' }, null),
          shape(null, null),
        ),
      ),
    )
    expect(read.boundaries.map(each => each.code)).toEqual(['S12000005'])
    expect(read.refused.map(each => each.words)).toEqual([
      'Open has a line that does not close.',
      'Metres is not drawn in longitude and latitude. Save the file as WGS 84 and try again.',
      'Point is not an area but a point or a line.',
      'Twice has the code S12000005, which stands in the file before.',
      'Uncoded has no official code.',
      'Nothing has no boundary that can be read.',
      'Boundary 8 has no official code.',
    ])
  })

  it('unfolds TopoJSON, and a shape with arcs that are not there loses only itself', () => {
    const topology = {
      type: 'Topology',
      arcs: [
        [
          [-3, 56],
          [-2, 56],
          [-2, 57],
          [-3, 57],
          [-3, 56],
        ],
      ],
      objects: {
        zones: {
          type: 'GeometryCollection',
          geometries: [
            { type: 'Polygon', arcs: [[0]], properties: { code: 'S01000001', name: 'One' } },
            { type: 'Polygon', arcs: [[7]], properties: { code: 'S01000002', name: 'Two' } },
          ],
        },
      },
    }
    const read = good(readBoundaries(JSON.stringify(topology)))
    expect(read.boundaries).toEqual([{ code: 'S01000001', geometry: { type: 'Polygon', coordinates: square } }])
    expect(read.refused).toEqual([{ name: 'Two', words: 'Two has no boundary that can be read.' }])
  })

  it.each(['', '{', 'null', '[]', '{"type":"FeatureCollection"}', '{"type":"Topology"}', collection()])(
    'refuses %s',
    text => expect(isRefusal(readBoundaries(text))).toBe(true),
  )
})

const published = new URL('../../../../shared/data/', import.meta.url)
const file = (path: string) => readFileSync(new URL(path, published))

describe.skipIf(!existsSync(published))('published files (skipped where ../shared/data is missing)', () => {
  it('reads the data zone lookup', async () => {
    const read = await places(new Uint8Array(file('lookups/DataZone2011lookup_2024-12-16.csv')))
    const counts = new Map<string, number>()
    for (const { kind } of read.places) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({
      'data-zone': 6976,
      'intermediate-zone': 1279,
      ward: 355,
      council: 32,
      'health-board': 14,
      nation: 1,
    })
    expect(read.parents).toHaveLength(6976 + 1279 + 355 + 32 + 14)
    expect(read.refused).toEqual([])
    expect(read.places.map(each => each.name)).toContain('Annandale East and Eskdale')
    const councils = read.places.filter(each => each.kind === 'council').map(({ code, name }) => ({ code, name }))
    expect(councils.sort((a, b) => a.code.localeCompare(b.code))).toEqual(
      scotland.councils.map(({ code, name }) => ({ code, name })).sort((a, b) => a.code.localeCompare(b.code)),
    )
  })

  it.each([
    ['boundaries/council_areas_2019.geojson', 32],
    ['boundaries/intermediate_zones_2011.geojson', 1279],
    ['boundaries/data_zones_2011_with_parents.topojson', 6976],
  ])('reads %s', (path, count) => {
    const read = good(readBoundaries(file(path).toString()))
    expect([read.boundaries.length, read.refused]).toEqual([count, []])
  })

  it('finds the codes of today on the council boundaries', () => {
    const read = good(readBoundaries(file('boundaries/council_areas_2019.geojson').toString()))
    expect(read.boundaries.map(each => each.code).sort()).toEqual(scotland.councils.map(each => each.code).sort())
  })
})
