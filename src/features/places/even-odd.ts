// The inside of crossing lines by the even-odd rule: what an odd number of lines separates from the outside. The lines
// are cut where they meet, lines that stand twice cancel each other, and what is left is walked into rings.

import type { Position } from 'geojson'
import { middleOf, near, type Ring, ringArea, type Segment, segmentsOf, side, surrounds } from './rings.ts'

/** A shape with more meetings of lines than these was not drawn by anybody. */
const mostMeetings = 2000
/** Where lines cross is kept to a tenth of a millimetre; what is left of less than a hundredth of a square metre is not. */
const grid = 1e9
const least = 1e-12

/** Polygons with their holes; null where the lines meet too often to be mended. */
export function evenOdd(rings: readonly Ring[]): Ring[][] | null {
  const cut = cutWhereTheyMeet(rings)
  return (
    cut &&
    nested(
      walked(withoutPairs(cut))
        .flatMap(loopsOf)
        .filter(loop => ringArea(loop) > least),
    )
  )
}

interface Edge {
  readonly a: Position
  readonly b: Position
}

function cutWhereTheyMeet(rings: readonly Ring[]): Edge[] | null {
  const cuts = new Map<string, Position[]>()
  const keyOf = ({ ring, at }: Segment) => `${ring} ${at}`
  const cut = (segment: Segment, point: Position) =>
    cuts.set(keyOf(segment), [...(cuts.get(keyOf(segment)) ?? []), point])
  let meetings = 0
  for (const [one, other] of near(rings)) {
    const points = meetingPoints(one, other)
    for (const point of points) {
      cut(one, point)
      cut(other, point)
    }
    // The two neighbours of every segment meet it at its ends, which is no news.
    if (points.some(point => !isEnd(one, point) || !isEnd(other, point))) meetings += 1
    if (meetings > mostMeetings) return null
  }
  return segmentsOf(rings).flatMap(segment => {
    const along = (point: Position) => (point[0]! - segment.a[0]!) ** 2 + (point[1]! - segment.a[1]!) ** 2
    const inner = (cuts.get(keyOf(segment)) ?? []).filter(point => !isEnd(segment, point))
    const points = [segment.a, ...inner.sort((p, q) => along(p) - along(q)), segment.b]
    return points.slice(1).map((b, at) => ({ a: points[at]!, b }))
  })
}

/** Ends of one that lie on the other, or else the point where they cross. */
function meetingPoints(one: Segment, other: Segment): Position[] {
  const [a, b] = [side(one, other.a), side(one, other.b)]
  const [c, d] = [side(other, one.a), side(other, one.b)]
  if (a * b > 0 || c * d > 0) return []
  const ends = [
    ...(a === 0 && within(one, other.a) ? [other.a] : []),
    ...(b === 0 && within(one, other.b) ? [other.b] : []),
    ...(c === 0 && within(other, one.a) ? [one.a] : []),
    ...(d === 0 && within(other, one.b) ? [one.b] : []),
  ]
  return a * b < 0 && c * d < 0 ? [crossing(one, other)] : ends
}

const within = ({ west, east, south, north }: Segment, [x, y]: Position): boolean =>
  west <= x! && x! <= east && south <= y! && y! <= north

function crossing({ a, b }: Segment, other: Segment): Position {
  const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!]
  const [ex, ey] = [other.b[0]! - other.a[0]!, other.b[1]! - other.a[1]!]
  const along = ((other.a[0]! - a[0]!) * ey - (other.a[1]! - a[1]!) * ex) / (dx * ey - dy * ex)
  return [Math.round((a[0]! + along * dx) * grid) / grid, Math.round((a[1]! + along * dy) * grid) / grid]
}

const keyOfPoint = (point: Position): string => `${point[0]} ${point[1]}`

const isEnd = ({ a, b }: Segment, point: Position): boolean =>
  keyOfPoint(point) === keyOfPoint(a) || keyOfPoint(point) === keyOfPoint(b)

/** Two lines over the same stretch separate nothing from nothing. */
function withoutPairs(edges: readonly Edge[]): Edge[] {
  const odd = new Map<string, Edge>()
  for (const edge of edges) {
    const [a, b] = [keyOfPoint(edge.a), keyOfPoint(edge.b)]
    if (a === b) continue
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    if (!odd.delete(key)) odd.set(key, edge)
  }
  return [...odd.values()]
}

interface Spoke {
  readonly edge: Edge
  /** From the point where the edges meet to the edge's other end. */
  readonly angle: number
}

/**
 * Closed walks over every edge once. An even number of edges meets in every point; two that have the inside between
 * them go together, so that no two walks cross and none encloses two areas.
 */
function walked(edges: readonly Edge[]): Ring[] {
  const meetings = meetingsOf(edges)
  const partners = new Map([...meetings].map(([key, spokes]) => [key, partnersIn(spokes, edges)]))
  const left = new Set(edges)
  const walks: Ring[] = []
  for (const first of edges) {
    if (!left.has(first)) continue
    const walk: Position[] = [first.a]
    let edge = first
    let point = first.b
    while (left.delete(edge)) {
      walk.push(point)
      edge = partners.get(keyOfPoint(point))!.get(edge)!
      point = keyOfPoint(edge.a) === keyOfPoint(point) ? edge.b : edge.a
    }
    walks.push(walk)
  }
  return walks
}

/** The edges around each point, counter-clockwise. */
function meetingsOf(edges: readonly Edge[]): Map<string, Spoke[]> {
  const meetings = new Map<string, Spoke[]>()
  const add = (edge: Edge, from: Position, to: Position) => {
    const angle = Math.atan2(to[1]! - from[1]!, to[0]! - from[0]!)
    meetings.set(keyOfPoint(from), [...(meetings.get(keyOfPoint(from)) ?? []), { edge, angle }])
  }
  for (const edge of edges) {
    add(edge, edge.a, edge.b)
    add(edge, edge.b, edge.a)
  }
  for (const spokes of meetings.values()) spokes.sort((one, other) => one.angle - other.angle)
  return meetings
}

function partnersIn(spokes: readonly Spoke[], edges: readonly Edge[]): Map<Edge, Edge> {
  // Inside and outside take turns around the point; with two edges there is nothing to choose.
  const shift = spokes.length > 2 && !insideAfterFirst(spokes, edges) ? 1 : 0
  const turned = spokes.map((_, at) => spokes[(at + shift) % spokes.length]!.edge)
  return new Map(turned.map((edge, at) => [edge, turned[at ^ 1]!]))
}

/** Whether the inside lies between the first edge and the second: an odd number of edges lies east of the inside. */
function insideAfterFirst(spokes: readonly Spoke[], edges: readonly Edge[]): boolean {
  const at = spokes.findIndex(({ edge }) => edge.a[1] !== edge.b[1])
  const { edge, angle } = spokes[at]!
  const middle = middleOf([edge.a, edge.b])
  const east = edges.filter(other => other !== edge && surrounds([other.a, other.b], middle)).length % 2 === 1
  const after = angle > 0 ? !east : east
  return at % 2 === 0 ? after : !after
}

/** A ring that comes through a point again is cut there into rings that do not. */
function loopsOf(ring: Ring): Ring[] {
  const loops: Ring[] = []
  let path: Position[] = []
  const seen = new Map<string, number>()
  for (const point of ring) {
    const key = keyOfPoint(point)
    const before = seen.get(key)
    if (before !== undefined) {
      loops.push([...path.slice(before), point])
      for (const left of path.slice(before)) seen.delete(keyOfPoint(left))
      path = path.slice(0, before)
    }
    seen.set(key, path.length)
    path.push(point)
  }
  return loops
}

/** Rings that do not cross, as polygons: one inside an odd number of others is a hole in the smallest of them. */
function nested(loops: readonly Ring[]): Ring[][] {
  const around = loops.map(loop => loops.filter(other => other !== loop && surrounds(other, middleOf(loop))))
  const holesOf = new Map<Ring, Ring[]>(loops.filter((_, at) => around[at]!.length % 2 === 0).map(loop => [loop, []]))
  for (const [at, loop] of loops.entries()) {
    const outer = around[at]!.reduce<Ring | null>(
      (least, each) => (least === null || ringArea(each) < ringArea(least) ? each : least),
      null,
    )
    if (around[at]!.length % 2 === 1) holesOf.get(outer!)?.push(loop)
  }
  return [...holesOf].map(([outer, holes]) => [outer, ...holes])
}
