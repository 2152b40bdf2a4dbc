// Places from published files: Scotland's councils, official lookups and boundaries. Pure.

import type { MultiPolygon, Polygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryObject, Topology } from 'topojson-specification'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Sheet } from '../../outside/sheets.ts'
import type { PlaceKind } from './kinds.ts'

export interface KnownPlace {
  readonly code: string
  readonly name: string
  /** Other spellings that publishers use. */
  readonly otherNames: readonly string[]
}

const place = (code: string, name: string, ...otherNames: string[]): KnownPlace => ({ code, name, otherNames })

/**
 * Scotland and its 32 councils, so that readings can be imported before any file of places.
 * Source: Scottish Government and ONS register of geographic codes, in force since 1 April 2019; names as the
 * register writes them.
 */
export const scotland = {
  nation: place('S92000003', 'Scotland'),
  councils: [
    place('S12000033', 'Aberdeen City', 'Aberdeen', 'City of Aberdeen'),
    place('S12000034', 'Aberdeenshire'),
    place('S12000041', 'Angus'),
    place('S12000035', 'Argyll and Bute'),
    place('S12000036', 'City of Edinburgh', 'Edinburgh, City of', 'Edinburgh City', 'Edinburgh'),
    place('S12000005', 'Clackmannanshire'),
    place('S12000006', 'Dumfries and Galloway'),
    place('S12000042', 'Dundee City', 'Dundee', 'City of Dundee'),
    place('S12000008', 'East Ayrshire'),
    place('S12000045', 'East Dunbartonshire'),
    place('S12000010', 'East Lothian'),
    place('S12000011', 'East Renfrewshire'),
    place('S12000014', 'Falkirk'),
    place('S12000047', 'Fife'),
    place('S12000049', 'Glasgow City', 'Glasgow', 'City of Glasgow'),
    place('S12000017', 'Highland', 'Highlands'),
    place('S12000018', 'Inverclyde'),
    place('S12000019', 'Midlothian'),
    place('S12000020', 'Moray'),
    place(
      'S12000013',
      'Na h-Eileanan Siar',
      'Eilean Siar',
      'Na h-Eileanan an Iar',
      'Comhairle nan Eilean Siar',
      'Western Isles',
      'Outer Hebrides',
    ),
    place('S12000021', 'North Ayrshire'),
    place('S12000050', 'North Lanarkshire'),
    place('S12000023', 'Orkney Islands', 'Orkney'),
    place('S12000048', 'Perth and Kinross'),
    place('S12000038', 'Renfrewshire'),
    place('S12000026', 'Scottish Borders', 'Borders'),
    place('S12000027', 'Shetland Islands', 'Shetland'),
    place('S12000028', 'South Ayrshire'),
    place('S12000029', 'South Lanarkshire'),
    place('S12000030', 'Stirling'),
    place('S12000039', 'West Dunbartonshire'),
    place('S12000040', 'West Lothian'),
  ],
} as const satisfies { nation: KnownPlace; councils: readonly KnownPlace[] }

/** `&` and `and`, case, commas, dashes, a leading `The` and a closing `Council` make no difference. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^the | council$/g, '')

const codesByName = new Map(
  [scotland.nation, ...scotland.councils].flatMap(each =>
    [each.code, each.name, ...each.otherNames].map(name => [plainName(name), each.code] as const),
  ),
)

/** The official code of Scotland or one of its councils, from its code or any spelling of its name; null for others. */
export const scottishCode = (written: string): string | null => codesByName.get(plainName(written)) ?? null

export interface PublishedPlace {
  readonly code: string
  readonly name: string
  readonly kind: PlaceKind
}

export interface RefusedPlaceRow {
  readonly line: number
  readonly words: string
  readonly column?: string
}

export interface PublishedPlaces {
  readonly places: PublishedPlace[]
  /** Codes; smaller place first. */
  readonly parents: { place: string; parent: string }[]
  readonly refused: RefusedPlaceRow[]
}

const kinds: readonly { kind: PlaceKind; heading: RegExp; code: RegExp; word: string }[] = [
  { kind: 'data-zone', heading: /^DZ(\d{4})?_Code$/i, code: /^S01\d{6}$/, word: 'data zone' },
  { kind: 'intermediate-zone', heading: /^IZ(\d{4})?_Code$/i, code: /^S02\d{6}$/, word: 'intermediate zone' },
  { kind: 'ward', heading: /^(MM)?Ward_Code$/i, code: /^S13\d{6}$/, word: 'ward' },
  { kind: 'council', heading: /^LA_Code$/i, code: /^S12\d{6}$/, word: 'council' },
  { kind: 'health-board', heading: /^HB_Code$/i, code: /^S08\d{6}$/, word: 'health board' },
  { kind: 'nation', heading: /^Country_Code$/i, code: /^S92\d{6}$/, word: 'nation' },
]

const parentKinds: readonly [PlaceKind, PlaceKind][] = [
  ['data-zone', 'intermediate-zone'],
  ['intermediate-zone', 'council'],
  ['ward', 'council'],
  ['council', 'health-board'],
  ['health-board', 'nation'],
]

/**
 * Reads the Scottish Government's data zone lookup, or any lookup with its headings (`LA_Code`, `LA_Name` …).
 * The lookup is best fit: a zone lies wholly in one parent. A row with a code of the wrong shape is refused whole; a
 * place that gets a second name or a second parent keeps the first, and the row is refused for that column.
 */
export function readPlaces(sheet: Sheet): PublishedPlaces | Refusal {
  const columns = kinds.flatMap(each => {
    const heading = sheet.headings.find(written => each.heading.test(written))
    const nameHeading = heading?.replace(/code$/i, ending => (ending === 'code' ? 'name' : 'Name'))
    return heading && nameHeading && sheet.headings.includes(nameHeading) ? [{ ...each, heading, nameHeading }] : []
  })
  if (columns.length === 0) {
    return refuse('not-places', 'The file has no columns of official places, such as “LA_Code” and “LA_Name”.')
  }
  const places = new Map<string, PublishedPlace>()
  const parents = new Map<string, { line: number; parent: string }>()
  const refused: RefusedPlaceRow[] = []
  for (const { line, cells } of sheet.rows) {
    const wrong = columns.find(column => !column.code.test(cells[column.heading]!) || cells[column.nameHeading] === '')
    if (wrong) {
      refused.push({ line, column: wrong.heading, words: wrongPlaceWords(cells, wrong) })
      continue
    }
    const codes = new Map<PlaceKind, string>()
    for (const { kind, heading, nameHeading } of columns) {
      const code = cells[heading]!
      const name = cells[nameHeading]!
      codes.set(kind, code)
      const first = places.get(code)
      if (!first) places.set(code, { code, name, kind })
      else if (first.name !== name) {
        refused.push({
          line,
          column: nameHeading,
          words: `${code} is called “${first.name}” further up and “${name}” here.`,
        })
      }
    }
    for (const [smaller, larger] of parentKinds) {
      const code = codes.get(smaller)
      const parent = codes.get(larger)
      if (!code || !parent) continue
      const first = parents.get(code)
      if (!first) parents.set(code, { line, parent })
      else if (first.parent !== parent) {
        refused.push({ line, words: `${code} is in ${first.parent} on line ${first.line} and in ${parent} here.` })
      }
    }
  }
  return {
    places: [...places.values()],
    parents: [...parents].map(([code, { parent }]) => ({ place: code, parent })),
    refused,
  }
}

const wrongPlaceWords = (
  cells: Readonly<Record<string, string>>,
  column: { code: RegExp; heading: string; nameHeading: string; word: string },
): string =>
  column.code.test(cells[column.heading]!)
    ? `The ${column.word} ${cells[column.heading]} has no name.`
    : `“${cells[column.heading]}” is not the code of a ${column.word}.`

export interface PublishedBoundary {
  readonly code: string
  readonly geometry: Polygon | MultiPolygon
}

export interface PublishedBoundaries {
  readonly boundaries: PublishedBoundary[]
  readonly refused: { readonly name: string; readonly words: string }[]
}

interface Shape {
  readonly properties: Readonly<Record<string, unknown>>
  /** Worked out on demand: in TopoJSON one broken shape must not lose the others. */
  readonly geometry: () => unknown
}

const officialCode = /^S(01|02|08|12|13|37|92)\d{6}$/

/**
 * Boundaries from GeoJSON or TopoJSON, longitude and latitude. The code is the property with official codes that
 * tells most shapes apart (a data zone's file also names its council). Shapes without code, without an area, with
 * open rings or in other coordinates are refused by name. A ring that crosses itself is kept as published.
 */
export function readBoundaries(text: string): PublishedBoundaries | Refusal {
  const shapes = shapesIn(text)
  if (!shapes) return refuse('not-boundaries', 'The file is not GeoJSON or TopoJSON with boundaries in it.')
  const property = codeProperty(shapes)
  if (property === null) return refuse('no-codes', 'No boundary in the file has an official code such as S12000047.')
  const boundaries = new Map<string, PublishedBoundary>()
  const refused: { name: string; words: string }[] = []
  for (const [at, shape] of shapes.entries()) {
    const code = shape.properties[property]
    const name = nameOf(shape, property) ?? (typeof code === 'string' ? code : `Boundary ${at + 1}`)
    const geometry = shape.geometry()
    const fault = faultOf(geometry)
    if (typeof code !== 'string' || !officialCode.test(code))
      refused.push({ name, words: `${name} has no official code.` })
    else if (boundaries.has(code))
      refused.push({ name, words: `${name} has the code ${code}, which stands in the file before.` })
    else if (fault) refused.push({ name, words: `${name} ${fault}` })
    else boundaries.set(code, { code, geometry: geometry as Polygon | MultiPolygon })
  }
  return { boundaries: [...boundaries.values()], refused }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function shapesIn(text: string): Shape[] | null {
  const file = parsed(text)
  if (!isObject(file)) return null
  if (file.type === 'FeatureCollection' && Array.isArray(file.features)) {
    return file.features.filter(isObject).map(each => ({
      properties: isObject(each.properties) ? each.properties : {},
      geometry: () => each.geometry,
    }))
  }
  if (file.type !== 'Topology' || !isObject(file.objects)) return null
  return Object.values(file.objects)
    .flatMap(object => (isObject(object) && Array.isArray(object.geometries) ? object.geometries : [object]))
    .filter(isObject)
    .map(each => ({
      properties: isObject(each.properties) ? each.properties : {},
      geometry: () => unfolded(file as unknown as Topology, each as unknown as GeometryObject),
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
      if (typeof value === 'string' && officialCode.test(value))
        codes.set(key, (codes.get(key) ?? new Set()).add(value))
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
  if (ring.length < 4 || first![0] !== last![0] || first![1] !== last![1]) return 'has a line that does not close.'
  return null
}
