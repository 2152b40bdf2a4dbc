import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import { readBoundaries } from './boundaries.ts'
import { scotland } from './published.ts'

function good<T extends object>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Error(outcome.words)
  return outcome
}

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
    expect(read.boundaries).toEqual([
      { code: 'S01000001', name: 'One', geometry: { type: 'Polygon', coordinates: square }, mended: null },
    ])
    expect(read.refused).toEqual([{ name: 'Two', words: 'Two has no boundary that can be read.' }])
  })

  it('refuses a file of points in one sentence', () => {
    const read = readBoundaries(collection(shape({ hb19_code: 'S08000015' }, { type: 'Point', coordinates: [-3, 56] })))
    expect(read).toMatchObject({ code: 'not-areas', words: expect.stringContaining('points or lines') })
  })

  it('mends a line that crosses itself and says so; what mending would change is refused by name', () => {
    const nick = [
      square[0]![0]!,
      square[0]![1]!,
      [-2, 56.5],
      [-2.01, 56.502],
      [-1.99, 56.502],
      [-2, 56.501],
      ...square[0]!.slice(2),
    ]
    const bow = [square[0]![0]!, square[0]![2]!, square[0]![1]!, square[0]![3]!, square[0]![0]!]
    const named = (name: string, code: string, ring: unknown) =>
      shape({ name, code }, { type: 'Polygon', coordinates: [ring] })
    const read = good(readBoundaries(collection(named('Nick', 'S12000005', nick), named('Bow', 'S12000006', bow))))
    expect(read.boundaries.map(each => [each.name, each.mended])).toEqual([['Nick', 'a line crossed itself']])
    expect(read.refused.map(each => each.words)).toEqual([
      'Bow has a line that crosses itself, and cannot be mended without changing the area.',
    ])
  })

  it.each(['', '{', 'null', '[]', '{"type":"FeatureCollection"}', '{"type":"Topology"}', collection()])(
    'refuses %s',
    text => expect(isRefusal(readBoundaries(text))).toBe(true),
  )
})

const published = new URL('../../../../shared/data/', import.meta.url)
const file = (path: string) => readFileSync(new URL(path, published)).toString()

describe.skipIf(!existsSync(published))('published files (skipped where ../shared/data is missing)', () => {
  it.each([
    ['boundaries/council_areas_2019.geojson', 32, ['Shetland Islands']],
    ['boundaries/nhs_health_boards_2019.geojson', 14, []],
    ['boundaries/wards_2022.geojson', 355, []],
    ['boundaries/intermediate_zones_2011.geojson', 1279, []],
    ['boundaries/data_zones_2011.geojson', 6976, ['Summerville - 04', 'Highland - 02']],
    ['boundaries/derived_from_dz_council_areas.geojson', 32, []],
    ['boundaries/derived_from_dz_health_integration_authorities.geojson', 31, []],
    ['boundaries/derived_from_dz_local_resilience_partnerships.geojson', 12, []],
    ['boundaries/derived_from_dz_nhs_health_boards.geojson', 14, []],
  ])('reads %s and mends what crosses itself', (path, count, mended) => {
    const read = good(readBoundaries(file(path)))
    expect([read.boundaries.length, read.refused]).toEqual([count, []])
    expect(read.boundaries.filter(each => each.mended).map(each => each.name)).toEqual(mended)
  })

  it('reads TopoJSON by the code of the zones, not of their parents', () => {
    const read = good(readBoundaries(file('boundaries/data_zones_2011_with_parents.topojson')))
    expect([read.boundaries.length, read.refused]).toEqual([6976, []])
  })

  it('refuses the points of hospitals', () => {
    expect(readBoundaries(file('boundaries/points_hospitals_2024.geojson'))).toMatchObject({ code: 'not-areas' })
  })

  it('finds the codes of today on the council boundaries', () => {
    const read = good(readBoundaries(file('boundaries/council_areas_2019.geojson')))
    expect(read.boundaries.map(each => each.code).sort()).toEqual(scotland.councils.map(each => each.code).sort())
  })
})
