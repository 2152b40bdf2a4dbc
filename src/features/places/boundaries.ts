// Boundaries of places from published GeoJSON and TopoJSON. Pure.

import type { MultiPolygon, Polygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryObject, Topology } from 'topojson-specification'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { isOfficialCode } from './kinds.ts'
import { soundShape } from './shape.ts'

export interface PublishedBoundary {
  readonly code: string
  readonly name: string
  readonly geometry: Polygon | MultiPolygon
  /** What was wrong with the shape; null where it is as it was published. */
  readonly mended: string | null
}

export interface PublishedBoundaries {
  readonly boundaries: PublishedBoundary[]
  readonly refused: { readonly name: string; readonly words: string }[]
}

interface Shape {
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: unknown
}

/**
 * Boundaries from GeoJSON or TopoJSON, longitude and latitude. The code is the property with official codes that
 * tells most shapes apart (a data zone's file also names its council). Shapes without code, without an area, with
 * open rings or in other coordinates are refused by name. A line that crosses itself is mended, or refused by name
 * where mending would change the area.
 */
export function readBoundaries(text: string): PublishedBoundaries | Refusal {
  const shapes = shapesIn(text)
  if (!shapes) return refuse('not-boundaries', 'The file is not GeoJSON or TopoJSON with boundaries in it.')
  if (shapes.length && shapes.every(each => isPointOrLine(each.geometry))) {
    return refuse('not-areas', 'The file has points or lines in it, not the boundaries of areas.')
  }
  const property = codeProperty(shapes)
  if (property === null) return refuse('no-codes', 'No boundary in the file has an official code such as S12000047.')
  const boundaries = new Map<string, PublishedBoundary>()
  const refused: { name: string; words: string }[] = []
  for (const [at, shape] of shapes.entries()) {
    const code = shape.properties[property]
    const name = nameOf(shape, property) ?? (typeof code === 'string' ? code : `Boundary ${at + 1}`)
    const read = areaFrom(shape.geometry)
    if (typeof code !== 'string' || !isOfficialCode(code))
      refused.push({ name, words: `${name} has no official code.` })
    else if (boundaries.has(code))
      refused.push({ name, words: `${name} has the code ${code}, which stands in the file before.` })
    else if ('fault' in read) refused.push({ name, words: `${name} ${read.fault}` })
    else boundaries.set(code, { code, name, ...read })
  }
  return { boundaries: [...boundaries.values()], refused }
}

function areaFrom(geometry: unknown): ReturnType<typeof soundShape> {
  const fault = faultOf(geometry)
  return fault ? { fault } : soundShape(geometry as Polygon | MultiPolygon)
}

const isPointOrLine = (geometry: unknown): boolean =>
  isObject(geometry) && /^(Multi)?(Point|LineString)$/.test(String(geometry.type))

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function shapesIn(text: string): Shape[] | null {
  const file = parsed(text)
  if (!isObject(file)) return null
  if (file.type === 'FeatureCollection' && Array.isArray(file.features)) {
    return file.features.filter(isObject).map(each => ({
      properties: isObject(each.properties) ? each.properties : {},
      geometry: each.geometry,
    }))
  }
  if (file.type !== 'Topology' || !isObject(file.objects)) return null
  return Object.values(file.objects)
    .flatMap(object => (isObject(object) && Array.isArray(object.geometries) ? object.geometries : [object]))
    .filter(isObject)
    .map(each => ({
      properties: isObject(each.properties) ? each.properties : {},
      geometry: unfolded(file as unknown as Topology, each as unknown as GeometryObject),
    }))
}

/** JSON's only way to say "this is not JSON" is to throw, and a file from outside may well not be. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

/** A shape that points at arcs the file does not have makes topojson-client throw; it is refused like any bad shape. */
function unfolded(topology: Topology, geometry: GeometryObject): unknown {
  try {
    const result = feature(topology, geometry)
    return 'geometry' in result ? result.geometry : null
  } catch {
    return null
  }
}

function codeProperty(shapes: readonly Shape[]): string | null {
  const codes = new Map<string, Set<string>>()
  for (const { properties } of shapes) {
    for (const [key, value] of Object.entries(properties)) {
      if (typeof value === 'string' && isOfficialCode(value)) codes.set(key, (codes.get(key) ?? new Set()).add(value))
    }
  }
  return (
    [...codes].reduce<[string, number] | null>(
      (best, [key, { size }]) => (best === null || size > best[1] ? [key, size] : best),
      null,
    )?.[0] ?? null
  )
}

/** `iz11_name` for `iz11_code`, else any property whose key ends in "name". */
function nameOf({ properties }: Shape, codeKey: string): string | null {
  const keys = [codeKey.replace(/code$/i, 'name'), codeKey.replace(/code$/i, 'Name'), ...Object.keys(properties)]
  const key = keys.find(each => /name$/i.test(each) && typeof properties[each] === 'string')
  return key === undefined ? null : (properties[key] as string)
}

function faultOf(geometry: unknown): string | null {
  if (!isObject(geometry) || !Array.isArray(geometry.coordinates)) return 'has no boundary that can be read.'
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return 'is not an area but a point or a line.'
  const polygons: unknown[] = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  if (polygons.length === 0) return 'has no boundary that can be read.'
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0) return 'has no boundary that can be read.'
    for (const ring of rings) {
      const fault = ringFault(ring)
      if (fault) return fault
    }
  }
  return null
}

function ringFault(ring: unknown): string | null {
  const isRing = (value: unknown): value is Position[] =>
    Array.isArray(value) && value.every(at => Array.isArray(at) && Number.isFinite(at[0]) && Number.isFinite(at[1]))
  if (!isRing(ring)) return 'has no boundary that can be read.'
  if (ring.some(([x, y]) => Math.abs(x!) > 180 || Math.abs(y!) > 90)) {
    return 'is not drawn in longitude and latitude. Save the file as WGS 84 and try again.'
  }
  const [first, last] = [ring[0], ring[ring.length - 1]]
  if (ring.length < 2 || first![0] !== last![0] || first![1] !== last![1]) return 'has a line that does not close.'
  return null
}
