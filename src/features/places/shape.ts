// Whether a boundary is a sound area, and mending it where it is not. Pure; longitude and latitude as plane coordinates.

import type { MultiPolygon, Polygon, Position } from 'geojson'
import { evenOdd } from './even-odd.ts'
import { linesCross, middleOf, piecesOf, type Ring, ringArea, side, surrounds } from './rings.ts'

type Area = Polygon | MultiPolygon

/** A mended area may differ from what was published by one part in a hundred. */
const mostChanged = 0.01
/** The council areas of Scotland have some thousand points each; checking takes longer with every one. */
const mostPoints = 100_000

export type Sound =
  /** `mended` says what was wrong, for brackets behind a name; null where the shape is as it was published. */
  { readonly geometry: Area; readonly mended: string | null } | { readonly fault: string }

/**
 * The shape as published where it is sound: its lines do not cross, touch themselves or run along each other (ISO
 * 19125-1, 6.1.11). Rings without an area are left out of a shape that has others. Lines that cross are mended by the
 * even-odd rule: what an odd number of lines separates from the outside is inside. That must not change the area.
 */
export function soundShape(published: Area): Sound {
  const all: readonly Ring[][] = piecesOf(published)
  const polygons = all.flatMap(withoutSlivers)
  if (polygons.length === 0) return { fault: 'has no area.' }
  if (polygons.flat(2).length > mostPoints)
    return { fault: 'is drawn too finely to be checked here. Simplify it and try again.' }
  const dropped = ringsIn(polygons) < ringsIn(all)
  if (!linesCross(polygons.flat())) {
    const misplaced = misplacedRing(polygons)
    if (misplaced) return { fault: misplaced }
    return dropped
      ? { geometry: areaOf(polygons), mended: 'a piece had no area' }
      : { geometry: flat(published), mended: null }
  }
  const mended = evenOdd(polygons.flat())
  const before = areaIn(polygons)
  const same = mended && Math.abs(areaIn(mended) - before) < mostChanged * before
  return same && !linesCross(mended.flat())
    ? { geometry: areaOf(mended), mended: 'a line crossed itself' }
    : { fault: 'has a line that crosses itself, and cannot be mended without changing the area.' }
}

/** The shape and nothing else that stood beside it: longitude and latitude of each point. */
const flat = (published: Area): Area => {
  const points = (ring: Position[]) => ring.map(([x, y]) => [x!, y!])
  return published.type === 'Polygon'
    ? { type: 'Polygon', coordinates: published.coordinates.map(points) }
    : { type: 'MultiPolygon', coordinates: published.coordinates.map(rings => rings.map(points)) }
}

const areaOf = (polygons: Ring[][]): Area =>
  polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] as Position[][] }
    : { type: 'MultiPolygon', coordinates: polygons as Position[][][] }

const ringsIn = (polygons: readonly Ring[][]): number => polygons.reduce((sum, rings) => sum + rings.length, 0)

/** The polygon without rings that enclose nothing; none at all where its outer ring is one. */
function withoutSlivers([outer, ...holes]: Ring[]): Ring[][] {
  return outer && hasArea(outer) ? [[outer, ...holes.filter(hasArea)]] : []
}

/** Not all on one line. The shoelace formula would also find nothing in a ring that crosses itself in its middle. */
function hasArea(ring: Ring): boolean {
  const a = ring[0]!
  const b = ring.find(point => point[0] !== a[0] || point[1] !== a[1])
  return b !== undefined && ring.some(point => side({ a, b }, point) !== 0)
}

const areaIn = (polygons: readonly Ring[][]): number =>
  polygons.reduce(
    (sum, [outer, ...holes]) => sum + ringArea(outer!) - holes.reduce((inner, hole) => inner + ringArea(hole), 0),
    0,
  )

/** Lines that do not cross can still be of an unsound shape: what is wrong with it, or null. */
function misplacedRing(polygons: readonly Ring[][]): string | null {
  for (const [outer, ...holes] of polygons) {
    if (holes.some(hole => !surrounds(outer!, middleOf(hole)))) return 'has a hole that is not inside it.'
    if (polygons.some(([other, ...its]) => other !== outer && covers(other!, its, middleOf(outer!))))
      return 'has a piece that lies on another piece of it.'
  }
  return null
}

const covers = (outer: Ring, holes: readonly Ring[], point: Position): boolean =>
  surrounds(outer, point) && !holes.some(hole => surrounds(hole, point))
