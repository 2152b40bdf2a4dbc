// Coterminosity on real files: all data zones with their parents, the clock, and figures counted again from the raw text.

import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import { stranger } from '../../../operation/actor.ts'
import { ask } from '../../../operation/ask.ts'
import { type Compared, compared } from './comparing.ts'
import { coterminosityDue } from './due.ts'
import { project } from './geometry.ts'

const published = `${import.meta.dirname}/../../../../../shared/data`
const files = {
  lookup: `${published}/lookups/DataZone2011lookup_2024-12-16.csv`,
  population: `${published}/indicators/population/population_mid2021_dz11.csv`,
  zones: `${published}/boundaries/data_zones_2011.geojson`,
  councils: `${published}/boundaries/council_areas_2019.geojson`,
  boards: `${published}/boundaries/nhs_health_boards_2019.geojson`,
  wards: `${published}/boundaries/wards_2022.geojson`,
}
const missing = Object.values(files).some(path => !existsSync(path))
if (missing)
  console.warn('The published files are not beside this repository: coterminosity on real figures is not tested.')

const house = useHouse()

async function importPlaces(kind: string, path: string) {
  const file = { name: path.slice(path.lastIndexOf('/') + 1), bytes: readFileSync(path) }
  const outcome = await house.perform('places.import', { kind, file }, house.administrator)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}

const pair = (kind: string, otherKind: string, by = 'lookup', tolerance: number | null = null): Promise<Compared> =>
  ask(house.site.house, stranger, null, async ({ db }) => (await compared(db, { kind, otherKind, by, tolerance }))!)

const works = () =>
  tick({
    house: house.site.house,
    timed: [coterminosityDue],
    findPartnershipByNumber: house.site.findPartnershipByNumber,
  })

describe.skipIf(missing)('real areas', () => {
  let done = 0
  let letIn = 0
  beforeAll(async () => {
    await importPlaces('lookup', files.lookup)
    await importPlaces('population', files.population)
    for (const path of [files.zones, files.councils, files.boards, files.wards]) await importPlaces('boundaries', path)
    const others = setInterval(() => letIn++, 1)
    done = await works().finally(() => clearInterval(others))
  }, 300_000)

  it('are compared by the clock once after an import, letting others in meanwhile', async () => {
    expect(done).toBe(36)
    expect(letIn).toBeGreaterThan(300)
    house.now = new Date(house.now.getTime() + 60_000)
    expect(await works()).toBe(0)
  })

  // ── by the lookup, counted again from the text of the files ──
  const kinds = {
    council: 'LA_Code',
    'health-board': 'HB_Code',
    'police-division': 'SPD_Code',
    'health-and-care': 'HIA_Code',
  } as const

  for (const [kind, other] of [
    ['council', 'health-board'],
    ['council', 'police-division'],
    ['council', 'health-and-care'],
    ['health-board', 'police-division'],
    ['police-division', 'council'],
    ['health-and-care', 'council'],
    ['health-board', 'council'],
  ] as const) {
    it(`have the shares that plain counting finds: ${kind} and ${other}`, async () => {
      const counts = countedAgain(kinds[kind], kinds[other])
      const { areas } = await pair(kind, other)
      expect(areas).toHaveLength(counts.whole.size)
      let met = 0
      for (const area of areas)
        for (const part of area.parts) {
          const both = counts.both.get(`${area.place} ${part.other}`)!
          expect(part.persons).toBe(both)
          expect(part.share).toBeCloseTo(both / counts.whole.get(area.place)!, 12)
          expect(part.otherShare).toBeCloseTo(both / counts.otherWhole.get(part.other)!, 12)
          met++
        }
      expect(met).toBe(counts.both.size)
      const tally = { coterminous: 0, nested: 0, holds: 0, split: 0, apart: 0 }
      for (const code of counts.whole.keys()) tally[sortAgain(code, counts)]++
      for (const lie of ['coterminous', 'nested', 'holds', 'split', 'apart'] as const)
        expect(
          areas.filter(each => each.lie === lie),
          lie,
        ).toHaveLength(tally[lie])
    })
  }

  it('have NHS Forth Valley as Clackmannanshire, Falkirk and Stirling, and every data zone', async () => {
    const { areas, overlaps } = await pair('health-board', 'council')
    const forthValley = areas.find(each => each.place === 'S08000019')!
    expect(forthValley.lie).toBe('holds')
    expect(forthValley.parts.map(each => each.other).sort()).toEqual(['S12000005', 'S12000014', 'S12000030'])
    expect(overlaps.reduce((sum, each) => sum + each.zones!, 0)).toBe(6976)
    const { areas: care } = await pair('health-and-care', 'council')
    // Clackmannanshire and Stirling have one health and social care partnership together.
    expect(
      care
        .find(each => each.parts.length === 2)!
        .parts.map(each => each.other)
        .sort(),
    ).toEqual(['S12000005', 'S12000030'])
    expect(care.filter(each => each.lie === 'coterminous')).toHaveLength(30)
  })

  // ── by boundaries, found again by throwing points ──
  it('have wards with the data zones that random points fall into', async () => {
    const { areas, overlaps } = await pair('ward', 'data-zone', 'boundaries', 0)
    expect(areas).toHaveLength(355)
    const wards = drawnIn(files.wards, 'ward22_code')
    const zones = drawnIn(files.zones, 'dz11_code')
    const random = mulberry32(20261122)
    for (const ward of [...wards.keys()].sort().filter((_, at) => at % 30 === 7)) {
      const { box } = wards.get(ward)!
      const hits = thrown(wards.get(ward)!, zones, random)
      const km2 = (box.east - box.west) * (box.north - box.south)
      const found = new Map(overlaps.filter(each => each.place === ward).map(each => [each.other, each.km2!]))
      for (const zone of new Set([...found.keys(), ...hits.keys()])) {
        const share = (hits.get(zone) ?? 0) / points
        // Five standard errors of a binomial share, and never less than those of one point.
        const error = 5 * Math.sqrt(Math.max(share, 1 / points) / points) * km2
        expect(Math.abs((found.get(zone) ?? 0) - share * km2), `${ward} ${zone}`).toBeLessThan(error)
      }
    }
  })

  it('have truly split wards, whose people add up to those of the data zones', async () => {
    const { areas } = await pair('data-zone', 'ward', 'boundaries', 5)
    const split = areas.filter(each => each.lie === 'split')
    expect(split.length).toBeGreaterThan(1000)
    const persons = areas.flatMap(each => each.parts).reduce((sum, part) => sum + part.persons!, 0)
    const counted = [...population().values()].reduce((sum, each) => sum + each, 0)
    // Two zones meet no ward at all: the wards are drawn without their shores.
    const apart = areas.filter(each => each.lie === 'apart').map(each => each.place)
    expect(areas).toHaveLength(6976)
    expect(apart).toHaveLength(2)
    const lost = apart.reduce((sum, code) => sum + population().get(code)!, 0)
    expect(persons).toBeCloseTo(counted - lost, 3)
  })

  it('have everybody of every data zone in a council and a health board', async () => {
    const { areas } = await pair('council', 'health-board', 'boundaries')
    const persons = areas.flatMap(each => each.parts).reduce((sum, part) => sum + part.persons!, 0)
    expect(persons).toBeCloseTo(5_479_900, 3)
  })

  it('agree by both ways on which councils lie in which health board', async () => {
    const { areas, differences } = await pair('council', 'health-board', 'boundaries')
    expect(areas.filter(each => each.lie === 'split')).toHaveLength(0)
    expect(Math.abs(differences![0]!.byLookup - differences![0]!.byBoundaries)).toBeLessThan(0.01)
  })
})

/** Blanks and quoted commas are all there is to this file; 1252 letters are no codes. */
function rowsOf(path: string): string[][] {
  return readFileSync(path, 'latin1')
    .split(/\r?\n/)
    .filter(line => line !== '')
    .map(line => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map(cell => cell[2] ?? cell[1]!))
}

const population = () =>
  new Map(
    rowsOf(files.population)
      .slice(1)
      .map(row => [row[0]!, Number(row[2])]),
  )

interface Counts {
  readonly both: Map<string, number>
  readonly whole: Map<string, number>
  readonly otherWhole: Map<string, number>
}

function countedAgain(heading: string, otherHeading: string): Counts {
  const [headings, ...rows] = rowsOf(files.lookup)
  const [zone, a, b] = ['DZ2011_Code', heading, otherHeading].map(each => headings!.indexOf(each)) as [
    number,
    number,
    number,
  ]
  const people = population()
  const counts: Counts = { both: new Map(), whole: new Map(), otherWhole: new Map() }
  const add = (map: Map<string, number>, key: string, more: number) => map.set(key, (map.get(key) ?? 0) + more)
  for (const row of rows) {
    const persons = people.get(row[zone]!)!
    add(counts.both, `${row[a]} ${row[b]}`, persons)
    add(counts.whole, row[a]!, persons)
    add(counts.otherWhole, row[b]!, persons)
  }
  return counts
}

function sortAgain(code: string, { both, whole, otherWhole }: Counts) {
  let [largest, largestOther, whollyIn, meets] = [0, '', 0, 0]
  for (const [key, persons] of both) {
    if (!key.startsWith(`${code} `) || persons === 0) continue
    const other = key.slice(code.length + 1)
    meets++
    if (persons > largest) [largest, largestOther] = [persons, other]
    if (persons / otherWhole.get(other)! >= 0.99) whollyIn += persons
  }
  const all = whole.get(code)!
  if (meets === 0) return 'apart'
  if (largest / all >= 0.99) return largest / otherWhole.get(largestOther)! >= 0.99 ? 'coterminous' : 'nested'
  return whollyIn / all >= 0.99 ? 'holds' : 'split'
}

type Point = readonly [number, number]

interface Drawn {
  readonly rings: readonly Point[][]
  readonly box: { readonly west: number; readonly east: number; readonly south: number; readonly north: number }
}

/** All rings of each shape in the plane, whatever they bound: a point inside is left of an odd number of lines. */
function drawnIn(path: string, property: string): Map<string, Drawn> {
  const { features } = JSON.parse(readFileSync(path, 'utf8'))
  const drawn = ({ type, coordinates }: { type: string; coordinates: number[][][] }): Drawn => {
    const rings = coordinates
      .flat(type === 'MultiPolygon' ? 1 : 0)
      .map(ring => (ring as never as number[][]).map(project))
    const of = (axis: 0 | 1) => rings.flat().map(point => point[axis])
    const box = {
      west: Math.min(...of(0)),
      east: Math.max(...of(0)),
      south: Math.min(...of(1)),
      north: Math.max(...of(1)),
    }
    return { rings: rings.map(ring => [...ring]), box }
  }
  // biome-ignore lint/suspicious/noExplicitAny: a published file
  return new Map(features.map((each: any) => [each.properties[property], drawn(each.geometry)]))
}

function isInside([x, y]: Point, { rings, box }: Drawn): boolean {
  if (x < box.west || x > box.east || y < box.south || y > box.north) return false
  let inside = false
  for (const ring of rings)
    for (let at = 1; at < ring.length; at++) {
      const [[ax, ay], [bx, by]] = [ring[at - 1]!, ring[at]!]
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside
    }
  return inside
}

const points = 20_000

/** Points thrown at a ward's box: how many fall both into the ward and into each zone. */
function thrown(ward: Drawn, zones: ReadonlyMap<string, Drawn>, random: () => number): Map<string, number> {
  const { west, east, south, north } = ward.box
  const near = [...zones].filter(
    ([, { box }]) => box.west < east && west < box.east && box.south < north && south < box.north,
  )
  const hits = new Map<string, number>()
  for (let at = 0; at < points; at++) {
    const point: Point = [west + random() * (east - west), south + random() * (north - south)]
    if (!isInside(point, ward)) continue
    for (const [code, zone] of near) if (isInside(point, zone)) hits.set(code, (hits.get(code) ?? 0) + 1)
  }
  return hits
}

/** Numbers from 0 to 1 that are the same every time. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
