// Land that areas have in common, measured in a plane that keeps areas. Pure; longitude and latitude in, km² out.

import type { Geometry, Position } from 'geojson'
import { piecesOf, ringArea } from '../../places/public.ts'

type Corner = readonly [x: number, y: number]

interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** One outer ring with its holes; a piece of an area on its own island. */
export interface Part {
  readonly box: Box
  /** Four numbers a line: x and y of its southern end, x and y of its northern end. Level lines are left out. */
  readonly lines: Float64Array
}

export interface Shape {
  readonly code: string
  readonly km2: number
  readonly box: Box
  readonly parts: readonly Part[]
}

const radians = Math.PI / 180
/** WGS 84: half the long axis in km, and the square of the eccentricity. */
const semiMajor = 6378.137
const e2 = 0.00669437999014
const e = Math.sqrt(e2)
/** Where the plane keeps shapes too; any would do for areas. The middle of Scotland keeps the numbers small. */
const parallel = 57
const meridian = -4
const scale = Math.cos(parallel * radians) / Math.sqrt(1 - e2 * Math.sin(parallel * radians) ** 2)

/**
 * A place in the cylindrical equal-area projection of the ellipsoid, in km. An area in this plane is the area on the
 * ground. Source: Snyder (1987) Map Projections: A Working Manual, USGS Professional Paper 1395, (10-13) to (10-15).
 */
export function project([longitude, latitude]: Position): Corner {
  const sine = Math.sin(latitude! * radians)
  const q = (1 - e2) * (sine / (1 - e2 * sine ** 2) - Math.log((1 - e * sine) / (1 + e * sine)) / (2 * e))
  return [semiMajor * scale * (longitude! - meridian) * radians, (semiMajor * q) / (2 * scale)]
}

/** A shape to be measured; null for what is no area. The parts of one area are taken not to overlap. */
export function shapeOf(code: string, geometry: Geometry): Shape | null {
  const rings = piecesOf(geometry).map(part => part.map(ring => ring.map(project)))
  const parts = rings.filter(part => part.length > 0 && part[0]!.length > 3).map(partOf)
  if (parts.length === 0) return null
  return {
    code,
    km2: rings.reduce((sum, [outer, ...holes]) => sum + (outer ? ringArea(outer) - holes.reduce(addArea, 0) : 0), 0),
    box: parts.map(part => part.box).reduce(around),
    parts,
  }
}

const addArea = (sum: number, ring: readonly Corner[]): number => sum + ringArea(ring)

function partOf(rings: readonly Corner[][]): Part {
  const lines: number[] = []
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const ring of rings) {
    for (const [at, [x, y]] of ring.entries()) {
      box.west = Math.min(box.west, x)
      box.east = Math.max(box.east, x)
      box.south = Math.min(box.south, y)
      box.north = Math.max(box.north, y)
      const [fromX, fromY] = ring[at === 0 ? ring.length - 1 : at - 1]!
      if (fromY < y) lines.push(fromX, fromY, x, y)
      else if (fromY > y) lines.push(x, y, fromX, fromY)
    }
  }
  return { box, lines: Float64Array.from(lines) }
}

const around = (a: Box, b: Box): Box => ({
  west: Math.min(a.west, b.west),
  south: Math.min(a.south, b.south),
  east: Math.max(a.east, b.east),
  north: Math.max(a.north, b.north),
})

const within = (a: Box, b: Box): Box => ({
  west: Math.max(a.west, b.west),
  south: Math.max(a.south, b.south),
  east: Math.min(a.east, b.east),
  north: Math.min(a.north, b.north),
})

const isEmpty = (box: Box): boolean => !(box.west < box.east && box.south < box.north)

export const mayMeet = (a: Shape, b: Shape): boolean => !isEmpty(within(a.box, b.box))

/** What two areas, or three, have in common, in km². */
export function common(...shapes: readonly Shape[]): number {
  return pieces(shapes, []).reduce((sum, parts) => sum + commonOfParts(parts), 0)
}

/** One part of each shape, where their boxes meet. */
function pieces([first, ...rest]: readonly Shape[], chosen: readonly Part[]): (readonly Part[])[] {
  if (!first) return [chosen]
  return first.parts.flatMap(part => {
    const parts = [...chosen, part]
    return isEmpty(parts.map(each => each.box).reduce(within)) ? [] : pieces(rest, parts)
  })
}

/** A line in the window: where it is at a height is `x + (height - low) * slope`. */
interface Line {
  readonly low: number
  readonly high: number
  readonly x: number
  readonly slope: number
  /** Which of the shapes it bounds, as a bit. */
  readonly of: number
}

/**
 * The area of what all parts cover, by a plane sweep: cut into level strips at every corner and every crossing (also with
 * the edges of the window), so that no lines cross inside a strip and what they enclose there are trapezoids. A point is inside a part where an odd number
 * of its lines is left of it, so a ring may run either way, may touch itself, and holes are holes. Lines that several
 * parts share do no harm. Source: de Berg et al. (2008) Computational Geometry, chapter 2; the even-odd rule of
 * Shimrat (1962) Algorithm 112, CACM 5(8).
 */
function commonOfParts(parts: readonly Part[]): number {
  const window = parts.map(part => part.box).reduce(within)
  const all = (1 << parts.length) - 1
  const lines: Line[] = []
  /** Lines wholly left of the window only say what is inside at its edge. */
  const left: Line[] = []
  const heights = [window.south, window.north]
  for (const [index, { lines: of }] of parts.entries()) {
    for (let at = 0; at < of.length; at += 4) {
      const [x, low, otherX, high] = [of[at]!, of[at + 1]!, of[at + 2]!, of[at + 3]!]
      if (high <= window.south || low >= window.north || (x >= window.east && otherX >= window.east)) continue
      const line = { low, high, x, slope: (otherX - x) / (high - low), of: 1 << index }
      if (x <= window.west && otherX <= window.west) left.push(line)
      else {
        lines.push(line)
        heights.push(low, high)
        for (const edge of [window.west, window.east])
          if ((x - edge) * (otherX - edge) < 0) heights.push(low + (edge - x) / line.slope)
      }
    }
  }
  addCrossings(lines, heights)
  const cuts = heights.filter(height => height >= window.south && height <= window.north).sort((a, b) => a - b)
  const waiting = lines.sort((a, b) => a.low - b.low)
  let [area, next, active] = [0, 0, [] as Line[]]
  for (let strip = 0; strip + 1 < cuts.length; strip++) {
    const height = cuts[strip + 1]! - cuts[strip]!
    if (height <= 0) continue
    const middle = cuts[strip]! + height / 2
    while (next < waiting.length && waiting[next]!.low < middle) active.push(waiting[next++]!)
    active = active.filter(line => line.high > middle)
    area += height * lengthInside(active, left, middle, window, all)
  }
  return area
}

/** How much of the level line at a height is inside all parts. Lines at or beyond the window's edges are not met there. */
function lengthInside(
  active: readonly Line[],
  left: readonly Line[],
  height: number,
  { west, east }: Box,
  all: number,
): number {
  let inside = 0
  for (const line of left) if (line.low < height && line.high > height) inside ^= line.of
  const met = active
    .map(line => ({ x: Math.min(east, Math.max(west, line.x + (height - line.low) * line.slope)), of: line.of }))
    .sort((a, b) => a.x - b.x)
  let [length, from] = [0, west]
  for (const { x, of } of met) {
    if (inside === all) length += x - from
    inside ^= of
    from = x
  }
  return inside === all ? length + east - from : length
}

/** Adds the heights at which two lines cross. */
function addCrossings(lines: readonly Line[], heights: number[]): void {
  const upwards = [...lines].sort((a, b) => a.low - b.low)
  for (let first = 0; first < upwards.length; first++) {
    const a = upwards[first]!
    for (let second = first + 1; second < upwards.length && upwards[second]!.low < a.high; second++) {
      const b = upwards[second]!
      const [low, high] = [b.low, Math.min(a.high, b.high)]
      const before = a.x + (low - a.low) * a.slope - b.x
      const after = a.x + (high - a.low) * a.slope - b.x - (high - b.low) * b.slope
      if (before * after < 0) heights.push(low + ((high - low) * before) / (before - after))
    }
  }
}
