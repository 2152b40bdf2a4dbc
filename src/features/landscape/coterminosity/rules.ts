// How the areas of two kinds meet: shares of people and land, what lies in what, and what would if a boundary moved. Pure.

import { grouped } from '../../../kernel/grouped.ts'

/** A small area with what it weighs, and the two larger ones it is in. */
export interface SmallArea {
  readonly code: string
  readonly persons: number | null
  readonly km2: number | null
  readonly a: string
  readonly b: string
}

/** What an area has in common with another one. The shares, from 0 to 1, are of the first one's. */
export interface Overlap {
  readonly place: string
  readonly other: string
  readonly persons: number | null
  readonly km2: number | null
  /** Small areas that they have in common; null where it was not counted in small areas. */
  readonly zones: number | null
  readonly personsShare: number | null
  readonly km2Share: number | null
  readonly zonesShare: number | null
}

/**
 * Areas by a lookup, which puts each small area wholly into one area of each kind: the share of an area in another is
 * what its small areas there weigh, of what all its small areas weigh. A weight that any small area lacks is null.
 */
export function byLookup(zones: readonly SmallArea[]): Overlap[] {
  const measured = {
    persons: zones.every(each => each.persons !== null),
    km2: zones.every(each => each.km2 !== null),
  }
  const weigh = (some: readonly SmallArea[]) => ({
    persons: measured.persons ? some.reduce((sum, each) => sum + each.persons!, 0) : null,
    km2: measured.km2 ? some.reduce((sum, each) => sum + each.km2!, 0) : null,
    zones: some.length,
  })
  return grouped(zones, each => each.a).flatMap(([place, inside]) => {
    const whole = weigh(inside)
    return grouped(inside, each => each.b).map(([other, inBoth]) => {
      const part = weigh(inBoth)
      return {
        place,
        other,
        ...part,
        personsShare: share(part.persons, whole.persons),
        km2Share: share(part.km2, whole.km2),
        zonesShare: share(part.zones, whole.zones),
      }
    })
  })
}

export const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : part / whole

/** The weight that shares are told by: people where they are known, else land, else the number of small areas. */
export type Weight = 'persons' | 'km2' | 'zones'

export const weightOf = (overlaps: readonly Overlap[]): Weight =>
  overlaps.some(each => each.personsShare !== null)
    ? 'persons'
    : overlaps.some(each => each.km2Share !== null)
      ? 'km2'
      : 'zones'

const shareBy = (weight: Weight, overlap: Overlap): number =>
  (weight === 'persons' ? overlap.personsShare : weight === 'km2' ? overlap.km2Share : overlap.zonesShare) ?? 0

const total = (weight: Weight, overlaps: readonly Overlap[]): number =>
  overlaps.reduce((sum, each) => sum + shareBy(weight, each), 0)

/**
 * `coterminous`: it and one other cover each other. `nested`: it lies in one other, which is larger. `holds`: it is made
 * up of several whole others. `split`: anything else, so bodies must deal with a part of a body. `apart`: it meets none.
 */
export const lies = ['split', 'holds', 'nested', 'coterminous', 'apart'] as const
export type Lie = (typeof lies)[number]

export interface PartOfArea {
  readonly other: string
  /** Of the area's own people (land, small areas), the share in the other; parts of one area add up to 1. */
  readonly share: number
  /** Of the other's, the share in this area. */
  readonly otherShare: number
  readonly persons: number | null
  readonly km2: number | null
}

export interface AreaLies {
  readonly place: string
  readonly lie: Lie
  /** Every other that it meets, the largest share first. */
  readonly parts: readonly PartOfArea[]
  /** The bodies it must deal with: how many others it shares more than the tolerance with, or that lie inside it. */
  readonly bodies: number
}

/**
 * Sorts areas by how they lie against another kind. With tolerance t (0.01 is one in a hundred): an area lies in another
 * where at least 1 − t of its weight is there, and covers it where at least 1 − t of the other's weight is here; it is
 * made up of whole others where those it covers are at least 1 − t of it. Shares are of what lies in any area of the other kind, so that coasts drawn differently
 * split nothing. Formula: share(i, j) = weight(i and j) / sum over all j of weight(i and j), taken both ways. The word is
 * the founding paper's (Effective Partnership Working, 4.2); the tolerance is ours, and a reader can change it.
 */
export function howAreasLie(
  forwards: readonly Overlap[],
  backwards: readonly Overlap[],
  places: readonly string[],
  weight: Weight,
  tolerance: number,
): AreaLies[] {
  const otherWhole = new Map(grouped(backwards, each => each.place).map(([other, of]) => [other, total(weight, of)]))
  const back = new Map(backwards.map(each => [`${each.place} ${each.other}`, shareBy(weight, each)]))
  const of = new Map(grouped(forwards, each => each.place))
  return places.map(place => {
    const met = of.get(place) ?? []
    // An area where nobody lives lies where its land is.
    const own = ([weight, 'km2', 'zones'] as const).find(each => total(each, met) > 0) ?? weight
    const whole = total(own, met)
    const parts = met
      .map(each => ({
        other: each.other,
        share: share(shareBy(own, each), whole) ?? 0,
        otherShare: share(back.get(`${each.other} ${place}`) ?? 0, otherWhole.get(each.other) ?? 0) ?? 0,
        persons: each.persons,
        km2: each.km2,
      }))
      .filter(each => each.share > 0)
      .sort((a, b) => b.share - a.share || (a.other < b.other ? -1 : 1))
    const lie = lieOf(parts, tolerance)
    const inOne = lie === 'nested' || lie === 'coterminous'
    const dealt = parts.filter(each => each.share > tolerance || full(each.otherShare, tolerance))
    return { place, lie, parts, bodies: inOne ? 1 : dealt.length }
  })
}

function lieOf(parts: readonly PartOfArea[], tolerance: number): Lie {
  const [largest] = parts
  if (!largest) return 'apart'
  if (full(largest.share, tolerance)) return full(largest.otherShare, tolerance) ? 'coterminous' : 'nested'
  const whole = parts.filter(each => full(each.otherShare, tolerance)).reduce((sum, each) => sum + each.share, 0)
  return full(whole, tolerance) ? 'holds' : 'split'
}

const full = (share: number, tolerance: number): boolean => share >= 1 - tolerance - 1e-9

/** The largest parts that make up all but the tolerance: what is worth telling of an area. */
export function mainParts(parts: readonly PartOfArea[], tolerance: number): readonly PartOfArea[] {
  let told = 0
  return parts.filter(part => {
    const wanted = told < 1 - tolerance - 1e-9
    told += part.share
    return wanted
  })
}

export const countLies = (areas: readonly AreaLies[]): Readonly<Record<Lie, number>> =>
  Object.fromEntries(lies.map(lie => [lie, areas.filter(each => each.lie === lie).length])) as Record<Lie, number>

export interface WayDiffers {
  readonly place: string
  readonly other: string
  readonly byLookup: number
  readonly byBoundaries: number
}

/**
 * The shares that the two ways find for each pair of areas that meet, the largest difference first. Areas that only one
 * way knows (there is no boundary of them) are no difference. Two areas meet where either way finds more of one of them
 * in the other than that way's tolerance.
 */
export function differences(
  lookup: readonly AreaLies[],
  boundaries: readonly AreaLies[],
  tolerance: Readonly<Record<'lookup' | 'boundaries', number>>,
): WayDiffers[] {
  const known = (areas: readonly AreaLies[], ignored: number) => {
    const parts = areas.flatMap(area => area.parts.map(part => ({ ...part, key: `${area.place} ${part.other}` })))
    return {
      places: new Set(areas.filter(each => each.parts.length > 0).map(each => each.place)),
      others: new Set(parts.map(each => each.other)),
      shares: new Map(parts.map(each => [each.key, each.share])),
      met: parts.filter(each => each.share > ignored || each.otherShare > ignored).map(each => each.key),
    }
  }
  const [one, two] = [known(lookup, tolerance.lookup), known(boundaries, tolerance.boundaries)]
  return [...new Set([...one.met, ...two.met])]
    .map(key => {
      const [place, other] = key.split(' ') as [string, string]
      return { place, other, byLookup: one.shares.get(key) ?? 0, byBoundaries: two.shares.get(key) ?? 0 }
    })
    .filter(({ place, other }) => [one, two].every(way => way.places.has(place) && way.others.has(other)))
    .sort((a, b) => Math.abs(b.byLookup - b.byBoundaries) - Math.abs(a.byLookup - a.byBoundaries))
}

export interface Supposed {
  readonly before: readonly AreaLies[]
  readonly after: readonly AreaLies[]
}

/**
 * Suppose a boundary moved: the small areas are given to another area of the first kind, and stay in theirs of the other
 * kind. Answers how all areas of both kinds lie then and now.
 */
export function suppose(
  zones: readonly SmallArea[],
  moved: ReadonlySet<string>,
  to: string,
  tolerance: number,
): { readonly kind: Supposed; readonly other: Supposed } {
  const after = zones.map(each => (moved.has(each.code) ? { ...each, a: to } : each))
  const lying = (some: readonly SmallArea[]) => {
    const [forwards, backwards] = [byLookup(some), byLookup(some.map(turned))]
    const weight = weightOf(forwards)
    const codes = (side: 'a' | 'b') => [...new Set(zones.map(each => each[side]))]
    return {
      kind: howAreasLie(forwards, backwards, codes('a'), weight, tolerance),
      other: howAreasLie(backwards, forwards, codes('b'), weight, tolerance),
    }
  }
  const [now, then] = [lying(zones), lying(after)]
  return { kind: { before: now.kind, after: then.kind }, other: { before: now.other, after: then.other } }
}

/** The same small area seen from the other kind. */
export const turned = (each: SmallArea): SmallArea => ({ ...each, a: each.b, b: each.a })
