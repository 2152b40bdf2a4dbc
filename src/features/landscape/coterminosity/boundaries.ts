// What areas of two kinds have in common by their boundaries, with people put on the land. Pure, and done in small steps.

import { grouped } from '../../../kernel/grouped.ts'
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
  /** Small areas whose people could not be put anywhere: none of their land lies in areas of both kinds. */
  readonly unplaced: readonly string[]
}

/** What is less than this of the smaller area is the width of a drawn line. */
const sliver = 1e-4

/** Two areas that meet: the land they have in common, and its people. */
interface Piece {
  readonly area: Shape
  readonly other: Shape
  readonly km2: number
  persons: number
}

/**
 * Every area of one kind against every one of the other. Land is measured. People are put on it by areal weighting: a
 * small area's people spread evenly over its land (Goodchild and Lam 1980, Geo-Processing 1), over that part of it that
 * lies in areas of both kinds, however small, so that nobody is lost where coasts are drawn differently (Tobler 1979
 * calls this pycnophylactic). A small area may itself be of one of the two kinds. Without persons for any small area, people are
 * null. Pauses (`yield`) after each two areas, so that whoever steps it can let others in.
 */
export function* byBoundaries(
  drawn: readonly Drawn[],
  otherDrawn: readonly Drawn[],
  zones: readonly DrawnZone[],
): Generator<void, ByBoundaries> {
  const [areas, others] = [yield* shapesOf(drawn), yield* shapesOf(otherDrawn)]
  const pieces: Piece[] = []
  for (const area of areas) {
    for (const other of others) {
      if (!mayMeet(area, other)) continue
      const km2 = common(area, other)
      if (km2 > sliver * Math.min(area.km2, other.km2)) pieces.push({ area, other, km2, persons: 0 })
      yield
    }
  }
  const counted = zones.some(each => each.persons !== null)
  const unplaced = counted ? yield* putPeople(pieces, zones) : []
  const turned = pieces.map(({ area, other, ...rest }) => ({ ...rest, area: other, other: area }))
  return { forwards: overlaps(pieces, counted), backwards: overlaps(turned, counted), unplaced }
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

/** Adds each small area's people to the pieces it lies in; answers the small areas that lie in none. */
function* putPeople(pieces: readonly Piece[], zones: readonly DrawnZone[]): Generator<void, string[]> {
  const unplaced: string[] = []
  const of = new Map([...grouped(pieces, each => each.area.code), ...grouped(pieces, each => each.other.code)])
  for (const { code, boundary, persons } of zones) {
    yield
    const zone = shapeOf(code, boundary)
    if (!zone || !persons) continue
    // The pieces of a small area that is of one of the two kinds have been measured.
    const own = of.get(code)
    const parts = own
      ? own.map(piece => ({ piece, km2: piece.km2 }))
      : pieces
          .filter(({ area, other }) => mayMeet(zone, area) && mayMeet(zone, other))
          .map(piece => ({ piece, km2: common(zone, piece.area, piece.other) }))
    const placed = parts.reduce((sum, each) => sum + each.km2, 0)
    if (placed <= 0) unplaced.push(code)
    else for (const { piece, km2 } of parts) piece.persons += (persons * km2) / placed
  }
  return unplaced
}

const overlaps = (pieces: readonly Piece[], counted: boolean): Overlap[] =>
  grouped(pieces, each => each.area.code).flatMap(([place, of]) => {
    const whole = of.reduce((sum, each) => sum + each.persons, 0)
    return of.map(({ area, other, km2, persons }) => ({
      place,
      other: other.code,
      persons: counted ? persons : null,
      km2,
      zones: null,
      personsShare: counted ? share(persons, whole) : null,
      km2Share: share(km2, area.km2),
      zonesShare: null,
    }))
  })
