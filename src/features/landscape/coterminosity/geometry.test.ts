// Land in common: the cases that clipping is known to trip over, any polygons against another algorithm, and the size of the world.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { common, mayMeet, project, type Shape, shapeOf } from './geometry.ts'

type Ring = [number, number][]

const polygon = (...rings: Ring[]): Shape => shapeOf('', { type: 'Polygon', coordinates: rings })!
/** A rectangle in hundredths of a degree from 4° west, 57° north. */
const box = (west: number, south: number, east: number, north: number): Ring =>
  (
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as Ring
  ).map(([x, y]) => [x / 100 - 4, y / 100 + 57])

describe('areas on the ground', () => {
  it('measures the whole earth', () => {
    const world = polygon([
      [-180, -90],
      [180, -90],
      [180, 90],
      [-180, 90],
      [-180, -90],
    ])
    // Surface of WGS 84; Moritz (2000) Geodetic Reference System 1980 has 510 065 600 for its near twin.
    expect(world.km2).toBeCloseTo(510_065_622, -2)
  })

  it('does not depend on where a shape lies east or west, nor on which way it is drawn', () => {
    const [here, there] = [polygon(box(0, 0, 10, 10)), polygon(box(200, 0, 210, 10).reverse())]
    expect(here.km2).toBeCloseTo(there.km2, 9)
    // A tenth of a degree is 11.1 km north to south and 6.1 km east to west at 57° north.
    expect(here.km2).toBeCloseTo(67.7, 0)
  })
})

describe('what two areas have in common', () => {
  const square = polygon(box(0, 0, 10, 10))
  const cases: [string, Shape, number][] = [
    ['the same area', polygon(box(0, 0, 10, 10)), 1],
    ['the same area drawn the other way round', polygon(box(0, 0, 10, 10).reverse()), 1],
    ['one around it', polygon(box(-5, -5, 15, 15)), 1],
    ['one that shares two edges and is larger', polygon(box(0, 0, 20, 20)), 1],
    ['half of it', polygon(box(0, 0, 5, 10)), 0.5],
    ['the other half', polygon(box(5, 0, 30, 10)), 0.5],
    ['a neighbour with an edge in common', polygon(box(10, 0, 20, 10)), 0],
    ['a neighbour that touches in a corner', polygon(box(10, 10, 20, 20)), 0],
    ['one far away', polygon(box(50, 50, 60, 60)), 0],
    ['one that is nothing but a hole there', polygon(box(-5, -5, 15, 15), box(0, 0, 10, 10)), 0],
    ['one with a hole over half of it', polygon(box(-5, -5, 15, 15), box(0, 0, 5, 10)), 0.5],
  ]
  for (const [name, other, share] of cases) {
    it(`is right for ${name}`, () => {
      expect(common(square, other) / square.km2).toBeCloseTo(share, 3)
      expect(common(other, square)).toBeCloseTo(common(square, other), 9)
    })
  }

  it('counts every island', () => {
    const islands = shapeOf('', { type: 'MultiPolygon', coordinates: [[box(0, 0, 2, 10)], [box(6, 0, 8, 10)]] })!
    expect(common(square, islands)).toBeCloseTo(islands.km2, 9)
    expect(islands.km2 / square.km2).toBeCloseTo(0.4, 9)
  })

  it('is found for three areas at once', () => {
    const [a, b] = [polygon(box(0, 0, 6, 10)), polygon(box(4, 0, 10, 10))]
    expect(common(square, a, b) / square.km2).toBeCloseTo(0.2, 9)
  })

  it('is found for a ring that crosses itself, which is inside where an odd number of lines is left of it', () => {
    const bow = polygon([
      [-4, 57],
      [-3.9, 57.1],
      [-3.9, 57],
      [-4, 57.1],
      [-4, 57],
    ])
    expect(common(square, bow) / square.km2).toBeCloseTo(0.5, 2)
  })

  it('leaves out what is no area', () => {
    expect(shapeOf('', { type: 'Point', coordinates: [-4, 57] })).toBeNull()
    expect(shapeOf('', { type: 'MultiPolygon', coordinates: [] })).toBeNull()
    expect(mayMeet(square, polygon(box(10, 0, 20, 10)))).toBe(false)
  })

  it('is what another algorithm finds, for any two polygons', () => {
    // Corners at rising angles around a middle, on a coarse grid so that many lines touch and run along each other.
    const star = fc
      .tuple(fc.nat(8), fc.nat(8), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 16 }))
      .map(([x, y, radii]): Ring => {
        const corners = radii.map((radius, at): [number, number] => {
          const angle = (2 * Math.PI * at) / radii.length
          const onGrid = (size: number) => Math.round(size * 4) / 400
          return [onGrid(x + radius * Math.cos(angle)) - 4, onGrid(y + radius * Math.sin(angle)) + 57]
        })
        return [...corners, corners[0]!]
      })
    fc.assert(
      fc.property(star, star, (one, other) => {
        const [a, b] = [polygon(one), polygon(other)]
        expect(common(a, b)).toBeCloseTo(commonByTriangles(one, other), 6)
        expect(common(b, a)).toBeCloseTo(common(a, b), 9)
        // What is not in the other is in the world around it.
        expect(common(a, polygon(box(-100, -100, 100, 100), other))).toBeCloseTo(a.km2 - common(a, b), 6)
      }),
      { numRuns: 400, seed: 20261122 },
    )
  })
})

type Triangle = [Ring[number], Ring[number], Ring[number]]

/**
 * The sum over the triangles between each line and one fixed point, taken away where they run clockwise; triangles are
 * convex, so Sutherland and Hodgman's (1974) clipping is exact for them.
 */
function commonByTriangles(one: Ring, other: Ring): number {
  let sum = 0
  for (const a of fan(one))
    for (const b of fan(other)) sum += Math.sign(signed(a) * signed(b)) * Math.abs(clipped(a, b))
  return sum
}

function fan(ring: Ring): Triangle[] {
  const flat = ring.map(corner => [...project(corner)] as Ring[number])
  return flat.slice(1).map((corner, at) => [flat[0]!, flat[at]!, corner])
}

function clipped(subject: Triangle, clip: Triangle): number {
  if (signed(clip) === 0) return 0
  const [a, b, c] = signed(clip) > 0 ? clip : ([...clip].reverse() as Triangle)
  let kept: Ring = [...subject]
  for (const [from, to] of [
    [a, b],
    [b, c],
    [c, a],
  ] as const) {
    const side = (p: Ring[number]) => (to[0] - from[0]) * (p[1] - from[1]) - (to[1] - from[1]) * (p[0] - from[0])
    kept = kept.flatMap((p, at): Ring => {
      const q = kept[(at + 1) % kept.length]!
      const [sp, sq] = [side(p), side(q)]
      const t = sp / (sp - sq)
      const crossing: Ring = sp * sq < 0 ? [[p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]] : []
      return sp >= 0 ? [p, ...crossing] : crossing
    })
  }
  return signed(kept)
}

/** The shoelace formula from the first corner; above nought where the ring runs anticlockwise. */
const signed = (ring: Ring): number =>
  ring.reduce((sum, [x, y], at) => {
    const [[x0, y0], [nextX, nextY]] = [ring[0]!, ring[(at + 1) % ring.length]!]
    return sum + (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0)
  }, 0) / 2
