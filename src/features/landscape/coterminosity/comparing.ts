// One pair of kinds as pages, files and the API tell it: how the areas of the first kind lie, by which way, and how the ways differ.

import type { Db } from '../../../db/handles.ts'
import { grouped } from '../../../kernel/grouped.ts'
import type { PlaceKind } from '../../places/public.ts'
import { isCompared, smallKind, usualTolerance, type Way, ways } from './model.ts'
import * as queries from './queries.ts'
import {
  type AreaLies,
  differences,
  howAreasLie,
  lies,
  type Overlap,
  type WayDiffers,
  type Weight,
  weightOf,
} from './rules.ts'

export interface Compared {
  readonly known: queries.Known
  /** Both ways, where both are there. */
  readonly ways: readonly Way[]
  readonly kind: PlaceKind
  readonly otherKind: PlaceKind
  readonly weight: Weight
  /** Hundredths that were ignored in each way: as asked for, else the usual ones. */
  readonly tolerances: Readonly<Record<Way, number>>
  /**
   * Every place of the kind that is open (by boundaries: and has one), and every one that meets another. Those that
   * matter most come first: split, then made up of others, nested, the same, apart; by name within.
   */
  readonly areas: readonly AreaLies[]
  readonly overlaps: readonly Overlap[]
  readonly names: ReadonlyMap<string, string>
  /** Where both ways are there. */
  readonly differences: readonly WayDiffers[] | null
}

interface Asked {
  readonly kind: string
  readonly otherKind: string
  readonly by?: string
  /** Hundredths; null for the usual ones. */
  readonly tolerance: number | null
}

/** Null where the pair is not known. A lookup puts no small area into two others, so small areas are told by boundaries. */
export async function compared(db: Db, { kind, otherKind, by, tolerance }: Asked): Promise<Compared | null> {
  if (!isCompared(kind) || !isCompared(otherKind)) return null
  const all = await queries.comparisons(db, kind, otherKind)
  const usual = [kind, otherKind].includes(smallKind) ? 'boundaries' : 'lookup'
  const known = all.find(each => each.by === by) ?? all.find(each => each.by === usual) ?? all[0]
  if (!known) return null
  const names = await queries.namesOf(db, [kind, otherKind])
  const found = await queries.overlapsOf(db, known.by, kind, otherKind)
  const another = all.find(each => each.by !== known.by)
  const tolerances = tolerance === null ? usualTolerance : { lookup: tolerance, boundaries: tolerance }
  const lying = async (by: Way, { forwards, backwards }: queries.Both) => {
    const open = await queries.openPlaces(db, kind, by === 'boundaries')
    const places = [...new Set([...open, ...forwards.map(each => each.place)])]
    return howAreasLie(forwards, backwards, places, weightOf(forwards), tolerances[by] / 100)
  }
  const areas = await lying(known.by, found)
  const others = another && (await lying(another.by, await queries.overlapsOf(db, another.by, kind, otherKind)))
  const [byLookup, byBoundaries] = known.by === 'lookup' ? [areas, others] : [others, areas]
  return {
    known,
    ways: (Object.keys(ways) as Way[]).filter(way => all.some(each => each.by === way)),
    kind,
    otherKind,
    weight: weightOf(found.forwards),
    tolerances,
    areas: inOrder(areas, names),
    overlaps: found.forwards,
    names,
    differences:
      byLookup && byBoundaries
        ? differences(byLookup, byBoundaries, {
            lookup: tolerances.lookup / 100,
            boundaries: tolerances.boundaries / 100,
          })
        : null,
  }
}

const alphabet = new Intl.Collator('en-GB', { numeric: true })

function inOrder(areas: readonly AreaLies[], names: ReadonlyMap<string, string>): AreaLies[] {
  const name = (each: AreaLies) => names.get(each.place) ?? each.place
  return [...areas].sort(
    (a, b) =>
      lies.indexOf(a.lie) - lies.indexOf(b.lie) || alphabet.compare(name(a), name(b)) || (a.place < b.place ? -1 : 1),
  )
}

/** How areas of one kind lie against each other kind that is known. */
export const areasAcross = (
  forwards: readonly queries.OverlapAcross[],
  backwards: readonly queries.OverlapAcross[],
): ReadonlyMap<PlaceKind, readonly AreaLies[]> =>
  new Map(
    grouped(forwards, each => each.otherKind).map(([otherKind, of]) => [
      otherKind,
      howAreasLie(
        of,
        backwards.filter(each => each.kind === otherKind),
        [...new Set(of.map(each => each.place))],
        weightOf(of),
        usualTolerance.lookup / 100,
      ),
    ]),
  )
