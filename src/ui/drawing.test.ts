// Labels keep apart and inside; outlines are short, whole, and share their borders.
import { existsSync, readFileSync } from 'node:fs'
import type { FeatureCollection } from 'geojson'
import { describe, expect, it } from 'vitest'
import { apart, fewMarks, wrapped } from './chart-labels.ts'
import { outlines } from './outlines.ts'

const box = (middle: number, left = 0) => ({ left, right: left + 10, middle, height: 10 })

describe('labels', () => {
  it('are moved apart in their order and stay inside', () => {
    expect(apart([box(50), box(52), box(20)], 0, 100)).toEqual([50, 60, 20])
    expect(apart([box(98), box(97), box(99)], 0, 100)).toEqual([85, 75, 95])
    expect(apart([box(1)], 0, 100)).toEqual([5])
  })

  it('may stand beside each other', () => expect(apart([box(50), box(52, 30)], 0, 100)).toEqual([50, 52]))

  it('break between words', () => {
    expect(wrapped('areas like ours 27.0%', 11)).toEqual(['areas like', 'ours 27.0%'])
    expect(wrapped('Clackmannanshire', 11)).toEqual(['Clackmannanshire'])
  })

  it('name a few moments under the chart, the important ones first', () => {
    const marks = Array.from({ length: 12 }, (_, index) => ({ x: 2015 + index, label: String(2015 + index) }))
    const few = fewMarks(marks, [marks[0]!, marks[11]!], 300, 14).map(mark => mark.label)
    expect(few).toEqual(['2015', '2020', '2026'])
  })
})

describe('outlines', () => {
  const ring = (west: number) => [
    [west, 56],
    [west + 1, 56],
    [west + 1, 57],
    [west, 57],
    [west, 56],
  ]

  it('fit the box, whichever way the rings run', () => {
    const there = outlines(new Map([['a', { type: 'Polygon' as const, coordinates: [ring(-4)] }]]), 100)!
    const back = outlines(new Map([['a', { type: 'Polygon' as const, coordinates: [ring(-4).reverse()] }]]), 100)!
    expect(there.height).toBeGreaterThan(100)
    expect(there.paths.get('a')).toMatch(/^M[\d. ]+l[-\d. ]+z$/)
    expect(back.height).toBe(there.height)
  })

  it('are none where there is no shape', () => expect(outlines(new Map(), 100)).toBeNull())

  const file = new URL('../../../shared/data/boundaries/council_areas_2019.geojson', import.meta.url)
  it.skipIf(!existsSync(file))(
    'of the 32 council areas take less than 25 KB (skipped where the boundaries are missing)',
    () => {
      const councils = JSON.parse(readFileSync(file, 'utf8')) as FeatureCollection
      const shapes = new Map(
        councils.features.map(feature => [feature.properties!.ltla24_code as string, feature.geometry]),
      )
      const { paths } = outlines(shapes, 420)!
      expect(paths.size).toBe(32)
      expect([...paths.values()].join('').length).toBeLessThan(25_000)
      for (const path of paths.values()) expect(path.length).toBeGreaterThan(20)
    },
  )
})
