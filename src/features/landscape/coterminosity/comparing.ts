// One pair of kinds as pages, files and the API tell it: how the areas of the first kind lie, by which way, and how the ways differ.

import type { Db } from '../../../db/handles.ts'
import type { PlaceKind } from '../../places/public.ts'
import { isCompared, smallKind, type Way, ways } from './model.ts'
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
  /** Those that matter most come first: split, then made up of others, nested, the same, apart; by name within. */
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
  /** Hundredths. */
  readonly tolerance: number
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
  const lying = ({ forwards, backwards }: queries.Both) =>
    howAreasLie(
      forwards,
      backwards,
      [...new Set(forwards.map(each => each.place))],
      weightOf(forwards),
      tolerance / 100,
    )
  const areas = lying(found)
  const others = another ? lying(await queries.overlapsOf(db, another.by, kind, otherKind)) : null
  return {
    known,
    ways: (Object.keys(ways) as Way[]).filter(way => all.some(each => each.by === way)),
    kind,
    otherKind,
    weight: weightOf(found.forwards),
    areas: inOrder(areas, names),
    overlaps: found.forwards,
    names,
    differences: others && (known.by === 'lookup' ? differences(areas, others) : differences(others, areas)),
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
