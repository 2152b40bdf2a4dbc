// How areas lie, from small areas: every way of lying, tolerance, laws that hold for any lookup, and supposing.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byLookup, differences, howAreasLie, mainParts, type SmallArea, suppose, turned, weightOf } from './rules.ts'
import { apartWords, percent, summary } from './telling.ts'

const zone = (code: string, a: string, b: string, persons: number | null = 100, km2: number | null = 1): SmallArea => ({
  code,
  a,
  b,
  persons,
  km2,
})

function lying(zones: readonly SmallArea[], tolerance = 0.01) {
  const [forwards, backwards] = [byLookup(zones), byLookup(zones.map(turned))]
  return howAreasLie(forwards, backwards, [...new Set(zones.map(each => each.a))], weightOf(forwards), tolerance)
}
const sorts = (zones: readonly SmallArea[], tolerance?: number) =>
  Object.fromEntries(lying(zones, tolerance).map(each => [each.place, each.lie]))

// Three councils in one board, one council that is a board, and one between two boards.
const forth = [
  zone('1', 'Clackmannanshire', 'Forth Valley', 50),
  zone('2', 'Falkirk', 'Forth Valley', 160),
  zone('3', 'Stirling', 'Forth Valley', 90),
  zone('4', 'Fife', 'Fife board', 370),
  zone('5', 'Between', 'East', 60),
  zone('6', 'Between', 'West', 40),
  zone('7', 'Westernmost', 'West', 100),
]

describe('how areas lie', () => {
  it('is nested, coterminous, made up of whole ones, or split', () => {
    expect(sorts(forth)).toEqual({
      Clackmannanshire: 'nested',
      Falkirk: 'nested',
      Stirling: 'nested',
      Fife: 'coterminous',
      Between: 'split',
      Westernmost: 'nested',
    })
    expect(sorts(forth.map(turned))).toEqual({
      'Forth Valley': 'holds',
      'Fife board': 'coterminous',
      East: 'nested',
      West: 'split',
    })
  })

  it('tells shares both ways, largest first', () => {
    const between = lying(forth).find(each => each.place === 'Between')!
    expect(between.parts).toMatchObject([
      { other: 'East', share: 0.6, otherShare: 1, persons: 60 },
      { other: 'West', share: 0.4, otherShare: 40 / 140, persons: 40 },
    ])
    expect(between.bodies).toBe(2)
  })

  it('does not count a part up to the tolerance', () => {
    const almost = [zone('1', 'A', 'X', 990), zone('2', 'A', 'Y', 10), zone('3', 'B', 'Y', 990)]
    expect(sorts(almost)).toEqual({ A: 'coterminous', B: 'coterminous' })
    expect(sorts(almost, 0.005)).toEqual({ A: 'split', B: 'nested' })
    expect(lying(almost)[0]!.bodies).toBe(1)
  })

  it('adds small parts up, so that many of them are a split', () => {
    const many = (cut: boolean) =>
      Array.from({ length: 200 }, (_, at) => [
        zone(`${at}`, 'A', `X${at}`),
        ...(cut ? [zone(`${at}b`, 'B', `X${at}`)] : []),
      ]).flat()
    expect(sorts(many(false)).A).toBe('holds')
    expect(sorts(many(true)).A).toBe('split')
    const edges = [
      zone('1', 'A', 'X', 985),
      zone('2', 'A', 'Y', 9),
      zone('3', 'A', 'Z', 6),
      zone('4', 'B', 'Y'),
      zone('5', 'B', 'Z'),
    ]
    const [area] = lying(edges)
    expect(area).toMatchObject({ lie: 'split', bodies: 1 })
    expect(mainParts(area!.parts, 0.01).map(each => each.other)).toEqual(['X', 'Y'])
  })

  it('deals with each that lies inside it, however small', () => {
    const zones = Array.from({ length: 200 }, (_, at) => zone(`${at}`, 'A', `X${at}`))
    expect(lying(zones)[0]).toMatchObject({ lie: 'holds', bodies: 200 })
  })

  it('weighs by people, else by land, else by the number of small areas', () => {
    const bare = (persons: number | null, km2: number | null) => [
      zone('1', 'A', 'X', persons === null ? null : 90, km2 === null ? null : 20),
      zone('2', 'A', 'Y', persons === null ? null : 10, km2 === null ? null : 80),
    ]
    const largest = (zones: SmallArea[]) => lying(zones)[0]!.parts[0]
    expect(largest(bare(1, 1))).toMatchObject({ other: 'X', share: 0.9 })
    expect(largest(bare(null, 1))).toMatchObject({ other: 'Y', share: 0.8 })
    expect(largest(bare(null, null))).toMatchObject({ share: 0.5 })
    expect(weightOf(byLookup(bare(null, null)))).toBe('zones')
    // One small area without a boundary: land would be wrong, so it is not told.
    expect(byLookup([zone('1', 'A', 'X'), zone('2', 'A', 'X', 100, null)])[0]!.km2).toBeNull()
  })

  it('takes the land of an area where nobody lives', () => {
    const empty = [
      zone('1', 'Nobody', 'X', 0, 3),
      zone('2', 'Nobody', 'Y', 0, 1),
      zone('3', 'A', 'X', 10),
      zone('4', 'A', 'Y', 10),
    ]
    expect(lying(empty).find(each => each.place === 'Nobody')).toMatchObject({
      lie: 'split',
      parts: [{ share: 0.75 }, { share: 0.25 }],
    })
  })

  it('takes shares of what lies in any other, so that coasts split nothing', () => {
    const drawn = (place: string, other: string, km2Share: number) => ({
      place,
      other,
      persons: null,
      km2: 1,
      zones: null,
      personsShare: null,
      km2Share,
      zonesShare: null,
    })
    const [area] = howAreasLie(
      [drawn('A', 'X', 0.96)],
      [drawn('X', 'A', 0.5), drawn('X', 'B', 0.4)],
      ['A'],
      'km2',
      0.01,
    )
    expect(area).toMatchObject({ lie: 'nested', parts: [{ share: 1, otherShare: 5 / 9 }] })
  })

  it('keeps its laws for any lookup', () => {
    const some = fc.array(
      fc.record({ a: fc.constantFrom('A', 'B', 'C', 'D'), b: fc.constantFrom('X', 'Y', 'Z'), persons: fc.nat(50) }),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(some, fc.double({ min: 0, max: 0.2, noNaN: true }), (rows, tolerance) => {
        const zones = rows.map((row, at) => zone(String(at), row.a, row.b, row.persons))
        const [areas, others] = [lying(zones, tolerance), lying(zones.map(turned), tolerance)]
        const persons = (some: typeof areas) =>
          some.flatMap(each => each.parts).reduce((sum, each) => sum + each.persons!, 0)
        expect(persons(areas)).toBe(rows.reduce((sum, row) => sum + row.persons, 0))
        expect(persons(others)).toBe(persons(areas))
        for (const area of areas) {
          if (area.lie !== 'apart') expect(area.parts.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(1, 9)
          // Sameness is mutual.
          if (area.lie === 'coterminous')
            expect(others.find(each => each.place === area.parts[0]!.other)!.lie).toBe('coterminous')
          if (area.lie === 'nested' || area.lie === 'coterminous') expect(area.bodies).toBe(1)
          if (area.parts.every(each => each.persons === 0)) continue
          for (const part of area.parts) {
            const back = others.find(each => each.place === part.other)!.parts.find(each => each.other === area.place)!
            expect(back.share).toBeCloseTo(part.otherShare, 9)
          }
        }
      }),
      { numRuns: 200, seed: 20261122 },
    )
  })
})

describe('two ways of working it out', () => {
  it('are compared pair by pair, the largest difference first', () => {
    const one = lying([zone('1', 'A', 'X', 100), zone('2', 'B', 'Y', 100), zone('3', 'Undrawn', 'X', 100)])
    const two = lying([
      zone('1', 'A', 'X', 75),
      zone('2', 'A', 'Y', 25),
      zone('3', 'B', 'Y', 50),
      zone('4', 'B', 'X', 50),
    ])
    const found = differences(one, two, { lookup: 0.01, boundaries: 0.05 })
    expect(found.map(each => each.place)).toEqual(['B', 'B', 'A', 'A'])
    expect(found).toContainEqual({ place: 'A', other: 'X', byLookup: 1, byBoundaries: 0.75 })
    expect(found).toContainEqual({ place: 'B', other: 'X', byLookup: 0, byBoundaries: 0.5 })
  })

  it('count no sliver as meeting', () => {
    const one = lying([zone('1', 'A', 'X', 100), zone('2', 'B', 'Y', 100)])
    const drawn = lying([zone('1', 'A', 'X', 97), zone('2', 'A', 'Y', 3), zone('3', 'B', 'Y', 100)])
    const meeting = (boundaries: number) =>
      differences(one, drawn, { lookup: 0.01, boundaries }).map(each => `${each.place} ${each.other}`)
    expect(meeting(0.05)).toEqual(['A X', 'B Y'])
    expect(meeting(0.02)).toHaveLength(3)
    // A large area that has the whole of a small one meets it, though it is little of the large one.
    const large = lying([zone('1', 'L', 'X', 980), zone('2', 'L', 'S', 20)])
    expect(differences(large, large, { lookup: 0.05, boundaries: 0.05 })).toHaveLength(2)
  })
})

describe('supposing that a boundary moved', () => {
  it('tells both kinds before and after', () => {
    const { kind, other } = suppose(forth, new Set(['6']), 'Westernmost', 0.01)
    const of = (areas: readonly { place: string; lie: string }[], place: string) =>
      areas.find(each => each.place === place)!.lie
    expect([of(kind.before, 'Between'), of(kind.after, 'Between')]).toEqual(['split', 'coterminous'])
    expect([of(kind.before, 'Westernmost'), of(kind.after, 'Westernmost')]).toEqual(['nested', 'coterminous'])
    expect([of(other.before, 'West'), of(other.after, 'West')]).toEqual(['split', 'coterminous'])
    expect(of(kind.after, 'Fife')).toBe('coterminous')
  })

  it('leaves an area that gave everything away in no other', () => {
    const { kind } = suppose(forth, new Set(['1']), 'Falkirk', 0.01)
    expect(kind.after.find(each => each.place === 'Clackmannanshire')).toMatchObject({ lie: 'apart', bodies: 0 })
  })
})

describe('the words', () => {
  it('say it in one sentence', () => {
    expect(summary(lying(forth), 'council', 'health-board')).toBe(
      'Of 6 councils, 4 lie inside one health board, 1 covers the same area as one health board and 1 is split between health boards.',
    )
    expect(summary(lying(forth.slice(0, 3)), 'council', 'health-board')).toBe(
      'All 3 councils lie inside one health board.',
    )
    expect(summary([], 'council', 'health-board')).toBe('Nothing is known about councils and health boards yet.')
  })

  it('name those that meet nothing', () => {
    const areas = howAreasLie([], [], ['A', 'B'], 'persons', 0.01)
    const names = new Map([['A', 'Leith']])
    expect(apartWords(areas, names, 'data-zone', 'ward')).toBe('Two data zones meet no ward: Leith (A) and B (B).')
    expect(apartWords(areas.slice(1), names, 'ward', 'council')).toBe('One ward meets no council: B (B).')
    expect(apartWords(lying(forth), names, 'council', 'health-board')).toBeNull()
  })

  it('write no share as more than it is', () => {
    expect([1, 0.99999, 0.526, 0.0004, 0].map(percent)).toEqual(['100%', 'over 99.9%', '52.6%', 'under 0.1%', '0.0%'])
  })
})
