import type { MultiPolygon, Polygon, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { soundShape } from './shape.ts'

/** Rings by their corners in tenths of a degree; the first corner is said again at the end. */
const ring = (...corners: [number, number][]): Position[] =>
  [...corners, corners[0]!].map(([x, y]) => [-4 + x / 10, 56 + y / 10])
const square = (x: number, y: number, side: number) => ring([x, y], [x + side, y], [x + side, y + side], [x, y + side])
const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates })
const several = (...coordinates: Position[][][]): MultiPolygon => ({ type: 'MultiPolygon', coordinates })
const sound = (shape: Polygon | MultiPolygon) => {
  const read = soundShape(shape)
  if ('fault' in read) throw new Error(read.fault)
  return read
}
const fault = (shape: Polygon | MultiPolygon) => (soundShape(shape) as { fault?: string }).fault
const corners = (rings: Position[]) =>
  new Set(rings.map(([x, y]) => `${Math.round((x! + 4) * 1e4) / 1e3} ${Math.round((y! - 56) * 1e4) / 1e3}`))

describe('a sound shape', () => {
  it.each([
    ['a square', polygon(square(0, 0, 10))],
    ['a triangle', polygon(ring([0, 0], [10, 0], [5, 5]))],
    ['a hole that touches the line in a point', polygon(square(0, 0, 10), ring([0, 5], [3, 4], [3, 6]))],
    ['two pieces that touch in a point', several([square(0, 0, 5)], [square(5, 5, 5)])],
    ['an island in a lake', several([square(0, 0, 10), square(2, 2, 6)], [square(4, 4, 1)])],
    ['points that stand twice', polygon([...square(0, 0, 10).slice(0, 2), ...square(0, 0, 10).slice(1)])],
  ])('is kept as published: %s', (_, shape) => {
    expect(sound(shape)).toEqual({ geometry: shape, mended: null })
  })
})

describe('mending', () => {
  it('drops a piece without an area from a shape that has others', () => {
    const flat = ring([20, 20], [21, 21], [22, 22])
    const spike = ring([20, 20], [21, 21])
    const read = sound(several([square(0, 0, 10), flat], [spike], [flat]))
    expect(read).toEqual({ geometry: polygon(square(0, 0, 10)), mended: 'a piece had no area' })
    expect(fault(polygon(flat))).toBe('has no area.')
  })

  it('cuts a small loop off', () => {
    const read = sound(polygon(ring([0, 0], [10, 0], [10, 5], [9.9, 5.2], [10.1, 5.2], [10, 5.1], [10, 10], [0, 10])))
    expect(read.mended).toBe('a line crossed itself')
    expect(sound(read.geometry)).toEqual({ geometry: read.geometry, mended: null })
  })

  it('makes a hole of a ring that touches itself', () => {
    const read = sound(polygon(ring([0, 0], [10, 0], [10, 5], [7, 3], [7, 7], [10, 5], [10, 10], [0, 10])))
    expect(read.geometry.type).toBe('Polygon')
    const rings = (read.geometry as Polygon).coordinates
    expect(rings.map(corners)).toEqual([
      new Set(['0 0', '10 0', '10 5', '10 10', '0 10']),
      new Set(['10 5', '7 3', '7 7']),
    ])
  })

  it('joins pieces that run along each other', () => {
    const read = sound(several([square(0, 0, 10)], [square(10, 0, 10)]))
    expect((read.geometry as Polygon).coordinates.map(corners)).toEqual([
      new Set(['0 0', '10 0', '20 0', '20 10', '10 10', '0 10']),
    ])
  })

  it('takes away a spike that goes out and comes back on the same line', () => {
    const read = sound(polygon(ring([0, 0], [10, 0], [15, 0], [10, 0], [10, 10], [0, 10])))
    expect((read.geometry as Polygon).coordinates.map(corners)).toEqual([new Set(['0 0', '10 0', '10 10', '0 10'])])
  })

  it.each([
    ['a bow tie', polygon(ring([0, 0], [10, 10], [10, 0], [0, 10])), 'crosses itself'],
    ['pieces half on each other', several([square(0, 0, 10)], [square(5, 5, 10)]), 'crosses itself'],
    ['a piece on another', several([square(0, 0, 10)], [square(2, 2, 2)]), 'lies on another piece'],
    ['a hole outside', polygon(square(0, 0, 10), square(20, 20, 2)), 'hole that is not inside'],
  ])('refuses %s', (_, shape, words) => {
    expect(fault(shape)).toContain(words)
  })

  it('gives up on a scribble in good time', () => {
    const scribble = Array.from({ length: 3000 }, (_, at): [number, number] => [
      (at * 7919) % 1000,
      (at * 104_729) % 997,
    ])
    expect(fault(polygon(ring(...scribble.map(([x, y]): [number, number] => [x / 100, y / 100]))))).toContain('crosses')
  })
})
