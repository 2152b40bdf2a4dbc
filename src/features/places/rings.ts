// Closed lines on a plane: their area, what they surround, and where they meet.

import type { Geometry, Position } from 'geojson'

/** The first point stands again at the end. */
export type Ring = readonly Position[]

/** The outer ring and holes of each piece of an area; nothing for points and lines. */
export function piecesOf(geometry: Geometry): Position[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates]
  if (geometry.type === 'MultiPolygon') return geometry.coordinates
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(piecesOf) : []
}

/** The absolute area by the shoelace formula, counted from the first point so that small rings keep their figures. */
export function ringArea(ring: readonly (readonly number[])[]): number {
  const [x0, y0] = ring[0] as readonly [number, number]
  let twice = 0
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1] as readonly [number, number]
    const [bx, by] = ring[at] as readonly [number, number]
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return Math.abs(twice) / 2
}

export interface Segment {
  readonly a: Position
  readonly b: Position
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
  readonly ring: number
  readonly at: number
  /** How many segments its ring has: the last meets the first. */
  readonly of: number
}

/** Whether any two lines meet where they must not. */
export function linesCross(rings: readonly Ring[]): boolean {
  for (const [one, other] of near(rings)) if (clash(one, other)) return true
  return false
}

/** Segments whose boxes touch, each pair once. A sweep from west to east: only what overlaps is compared. */
export function* near(rings: readonly Ring[]): Generator<readonly [Segment, Segment]> {
  let open: Segment[] = []
  for (const next of segmentsOf(rings)) {
    const still: Segment[] = []
    for (const one of open) {
      if (one.east < next.west) continue
      if (one.south <= next.north && next.south <= one.north) yield [one, next]
      still.push(one)
    }
    still.push(next)
    open = still
  }
}

export const segmentsOf = (rings: readonly Ring[]): Segment[] =>
  rings.flatMap(ringSegments).sort((one, other) => one.west - other.west)

function ringSegments(ring: Ring, index: number): Segment[] {
  const points = ring.filter((point, at) => at === 0 || !same(point, ring[at - 1]!))
  return points.slice(1).map((b, at) => {
    const a = points[at]!
    const [west, east] = a[0]! < b[0]! ? [a[0]!, b[0]!] : [b[0]!, a[0]!]
    const [south, north] = a[1]! < b[1]! ? [a[1]!, b[1]!] : [b[1]!, a[1]!]
    return { a, b, west, east, south, north, ring: index, at, of: points.length - 1 }
  })
}

const same = (one: Position, other: Position): boolean => one[0] === other[0] && one[1] === other[1]

/** Neighbours in a ring share a point, and rings may touch in points; lines of one ring may not touch elsewhere. */
function clash(one: Segment, other: Segment): boolean {
  const [a, b] = [side(one, other.a), side(one, other.b)]
  const [c, d] = [side(other, one.a), side(other, one.b)]
  if (a * b > 0 || c * d > 0) return false
  if (a === 0 && b === 0) return overlap(one, other) || (one.ring === other.ring && !neighbours(one, other))
  if (a * b < 0 && c * d < 0) return true
  return one.ring === other.ring && !neighbours(one, other)
}

/** On which side of a segment's line a point lies: 1, -1, or 0 for on it. */
export const side = ({ a, b }: Pick<Segment, 'a' | 'b'>, point: Position): number =>
  Math.sign((b[0]! - a[0]!) * (point[1]! - a[1]!) - (b[1]! - a[1]!) * (point[0]! - a[0]!))

/** Whether two segments on one line share more than a point. */
function overlap(one: Segment, other: Segment): boolean {
  const axis = one.a[0] !== one.b[0] ? 0 : 1
  const ends = ({ a, b }: Segment) => [Math.min(a[axis]!, b[axis]!), Math.max(a[axis]!, b[axis]!)] as const
  const [[from, to], [since, until]] = [ends(one), ends(other)]
  return Math.min(to, until) > Math.max(from, since)
}

const neighbours = (one: Segment, other: Segment): boolean =>
  Math.abs(one.at - other.at) === 1 || Math.abs(one.at - other.at) === one.of - 1

/** The middle of a ring's first line: rings that do not cross may share points, but not this one. */
export const middleOf = ([a, b]: Ring): Position => [(a![0]! + b![0]!) / 2, (a![1]! + b![1]!) / 2]

/** Whether a point lies in a ring: a ray from it to the east crosses the ring an odd number of times. */
export function surrounds(ring: Ring, [x, y]: Position): boolean {
  let inside = false
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1] as [number, number]
    const [bx, by] = ring[at] as [number, number]
    if (ay > y! !== by > y! && x! < ((bx - ax) * (y! - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}
