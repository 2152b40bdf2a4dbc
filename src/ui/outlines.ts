// Outlines of areas as short SVG paths: projected, fitted to a box, and drawn on a grid so that a page stays small.

import { geoTransverseMercator } from 'd3-geo'
import type { Geometry, Position } from 'geojson'

/** Steps of the grid in one unit of the view box: a step is half a unit, which no eye sees. */
const grid = 2
/** Rings smaller than this many square units are left out, except the largest of an area. */
const tiny = 4
/** Corners that stand out by a triangle smaller than this many square units are left out. */
const slight = 1.2

type Corner = readonly [number, number]

export interface Outlines {
  readonly width: number
  readonly height: number
  /** Path by code. */
  readonly paths: ReadonlyMap<string, string>
}

/**
 * Paths for areas in one box of the given width; null when none has a shape. Longitude and latitude in; the projection
 * is a transverse Mercator on the middle meridian of Scotland (4° west), as the national grid nearly is. Every corner
 * is moved to the same grid, so that neighbours still share their border. Rings are drawn flat, so it does not matter
 * which way round they run.
 */
export function outlines(shapes: ReadonlyMap<string, Geometry>, width: number): Outlines | null {
  const project = geoTransverseMercator().rotate([4, 0]).scale(1000).translate([0, 0])
  const flat = new Map<string, Corner[][]>()
  for (const [code, shape] of shapes) {
    const rings = ringsOf(shape).map(ring =>
      ring.flatMap(([longitude, latitude]) => {
        const at = project([longitude!, latitude!])
        return at ? [at] : []
      }),
    )
    if (rings.length > 0) flat.set(code, rings)
  }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of [...flat.values()].flat(2)) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (!(right > left && bottom > top)) return null
  const edge = 3
  const scale = (width - 2 * edge) / (right - left)
  const onGrid = ([x, y]: Corner): Corner => [
    Math.round(((x - left) * scale + edge) * grid),
    Math.round(((y - top) * scale + edge) * grid),
  ]
  const paths = new Map([...flat].map(([code, rings]) => [code, pathOf(rings.map(ring => ring.map(onGrid)))]))
  return { width, height: Math.ceil((bottom - top) * scale + 2 * edge), paths }
}

function ringsOf(shape: Geometry): Position[][] {
  if (shape.type === 'Polygon') return shape.coordinates
  if (shape.type === 'MultiPolygon') return shape.coordinates.flat()
  return shape.type === 'GeometryCollection' ? shape.geometries.flatMap(ringsOf) : []
}

function pathOf(rings: readonly Corner[][]): string {
  const sized = rings
    .map(ring => ({ ring: corners(ring), size: areaOf(ring) / grid ** 2 }))
    .sort((a, b) => b.size - a.size)
  return sized
    .filter(({ ring, size }, index) => index === 0 || (size >= tiny && ring.length > 2))
    .map(({ ring }) => ringPath(ring))
    .join('')
}

/**
 * A ring without repeated corners and without slight ones, the slightest first (Visvalingam and Whyatt 1993). Only
 * corners slighter than both their neighbours go in one pass, which does not depend on the way round: two areas lose
 * the same corners of the border between them.
 */
function corners(ring: readonly Corner[]): Corner[] {
  let kept = ring.filter((corner, index) => {
    const before = ring[(index || ring.length) - 1]!
    return before[0] !== corner[0] || before[1] !== corner[1]
  })
  while (kept.length > 4) {
    const count = kept.length
    const at = (index: number) => kept[(index + count) % count]!
    const sizes = kept.map((corner, index) => areaOf([at(index - 1), corner, at(index + 1)]))
    const slighter = (a: number, b: number) => {
      const difference = sizes[a]! - sizes[b]! || kept[a]![0] - kept[b]![0] || kept[a]![1] - kept[b]![1]
      return difference <= 0
    }
    const left = kept.filter(
      (_, index) =>
        sizes[index]! >= slight * grid ** 2 ||
        !slighter(index, (index + 1) % count) ||
        !slighter(index, (index + count - 1) % count),
    )
    if (left.length === count) break
    kept = left
  }
  return kept
}

const areaOf = (ring: readonly Corner[]): number =>
  Math.abs(
    ring.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length]!
      return sum + x * nextY - nextX * y
    }, 0),
  ) / 2

const written = (steps: number): string => String(Math.round((steps / grid) * 10) / 10).replace(/^(-?)0\./, '$1.')

/** A closed path of relative steps, `m3 4l1.2-.4…z`, after an absolute start. */
function ringPath(ring: readonly Corner[]): string {
  let text = ''
  for (const [index, corner] of ring.entries()) {
    const [fromX, fromY] = index === 0 ? [0, 0] : ring[index - 1]!
    const [x, y] = [written(corner[0] - fromX), written(corner[1] - fromY)]
    const join = (part: string) => (part.startsWith('-') ? part : ` ${part}`)
    text += index === 0 ? `M${x}${join(y)}` : index === 1 ? `l${x}${join(y)}` : `${join(x)}${join(y)}`
  }
  return `${text}z`
}
