// What areas of two kinds have in common by their boundaries, with people put on the land. Pure, and done in small steps.

import { common, mayMeet, type Shape, shapeOf } from './geometry.ts'
import { type Overlap, share } from './rules.ts'

export interface Drawn {
  readonly code: string
  readonly boundary: GeoJSON.Geometry
}

/** A small area; its persons are null where nobody has counted them. */
export interface DrawnZone extends Drawn {
  readonly persons: number | null
}

export interface ByBoundaries {
  readonly forwards: readonly Overlap[]
  readonly backwards: readonly Overlap[]
  /** Small areas whose people could not be put anywhere: less than half of their land lies in areas of both kinds. */
  readonly unplaced: readonly string[]
}

/** What is less than this of both areas is the width of a drawn line. */
const sliver = 1e-4

/**
 * Every area of one kind against every one of the other. Land is measured. People are put on it by areal weighting: a
 * small area's people spread evenly over its land (Goodchild and Lam 1980, Geo-Processing 1), over that part of it that
 * lies in areas of both kinds, so that nobody is lost where coasts are drawn differently (Tobler 1979 calls this
 * pycnophylactic). A small area may itself be one of the two kinds. Without persons for any small area, people are null.
 * Pauses (`yield`) after each area, so that whoever steps it can let others in.
 */
export function* byBoundaries(
  drawn: readonly Drawn[],
  otherDrawn: readonly Drawn[],
  zones: readonly DrawnZone[],
): Generator<void, ByBoundaries> {
  const [areas, others] = [yield* shapesOf(drawn), yield* shapesOf(otherDrawn)]
  const km2 = new Pairs()
  for (const area of areas) {
    for (const other of others) if (mayMeet(area, other)) km2.add(area.code, other.code, common(area, other))
    yield
  }
  const counted = zones.some(each => each.persons !== null)
  const people = counted ? yield* peopleOnLand(areas, others, zones, km2) : null
  const rows = (turned: boolean) => overlaps(turned ? others : areas, turned ? areas : others, km2, people, turned)
  return { forwards: rows(false), backwards: rows(true), unplaced: people?.unplaced ?? [] }
}

function* shapesOf(drawn: readonly Drawn[]): Generator<void, Shape[]> {
  const shapes: Shape[] = []
  for (const { code, boundary } of drawn) {
    const shape = shapeOf(code, boundary)
    if (shape) shapes.push(shape)
    yield
  }
  return shapes
}

/** A figure for each two areas that have one. */
class Pairs {
  readonly #figures = new Map<string, Map<string, number>>()

  add(code: string, other: string, figure: number): void {
    if (figure <= 0) return
    const row = this.#figures.get(code) ?? new Map<string, number>()
    this.#figures.set(code, row.set(other, (row.get(other) ?? 0) + figure))
  }

  of(code: string): ReadonlyMap<string, number> {
    return this.#figures.get(code) ?? new Map()
  }
}

interface People {
  readonly pairs: Pairs
  readonly unplaced: readonly string[]
}

function* peopleOnLand(
  areas: readonly Shape[],
  others: readonly Shape[],
  zones: readonly DrawnZone[],
  km2: Pairs,
): Generator<void, People> {
  const pairs = new Pairs()
  const unplaced: string[] = []
  const itself = new Set([...areas, ...others].map(each => each.code))
  for (const { code, boundary, persons } of zones) {
    yield
    const zone = shapeOf(code, boundary)
    if (!zone || !persons) continue
    const pieces = itself.has(code)
      ? ownPieces(code, areas, others, km2)
      : piecesOf(zone, areas, others, (area, other) => km2.of(area.code).has(other.code))
    const placed = pieces.reduce((sum, each) => sum + each.km2, 0)
    if (placed < zone.km2 / 2) unplaced.push(code)
    else for (const each of pieces) pairs.add(each.area, each.other, (persons * each.km2) / placed)
  }
  return { pairs, unplaced }
}

interface Piece {
  readonly area: string
  readonly other: string
  readonly km2: number
}

/** The pieces of a small area that is one of the two kinds: they have been measured. */
function ownPieces(code: string, areas: readonly Shape[], others: readonly Shape[], km2: Pairs): Piece[] {
  if (areas.some(each => each.code === code))
    return [...km2.of(code)].map(([other, size]) => ({ area: code, other, km2: size }))
  return areas.flatMap(({ code: area }) => {
    const size = km2.of(area).get(code)
    return size === undefined || !others.length ? [] : [{ area, other: code, km2: size }]
  })
}

function piecesOf(
  zone: Shape,
  areas: readonly Shape[],
  others: readonly Shape[],
  meet: (area: Shape, other: Shape) => boolean,
): Piece[] {
  const near = others.filter(other => mayMeet(zone, other))
  return areas
    .filter(area => mayMeet(zone, area))
    .flatMap(area =>
      near
        .filter(other => meet(area, other))
        .map(other => ({ area: area.code, other: other.code, km2: common(zone, area, other) })),
    )
}

function overlaps(
  shapes: readonly Shape[],
  against: readonly Shape[],
  km2: Pairs,
  people: People | null,
  turned: boolean,
): Overlap[] {
  const sizes = new Map(against.map(each => [each.code, each.km2]))
  const at = (pairs: Pairs, place: string, other: string) =>
    (turned ? pairs.of(other).get(place) : pairs.of(place).get(other)) ?? 0
  return shapes.flatMap(shape => {
    const met = against.filter(other => {
      const land = at(km2, shape.code, other.code)
      return land > sliver * shape.km2 || land > sliver * sizes.get(other.code)!
    })
    const persons = met.map(other => (people ? at(people.pairs, shape.code, other.code) : null))
    const whole = people ? persons.reduce<number>((sum, each) => sum + each!, 0) : null
    return met.map((other, index) => ({
      place: shape.code,
      other: other.code,
      persons: persons[index]!,
      km2: at(km2, shape.code, other.code),
      zones: null,
      personsShare: share(persons[index]!, whole),
      km2Share: share(at(km2, shape.code, other.code), shape.km2),
      zonesShare: null,
    }))
  })
}
