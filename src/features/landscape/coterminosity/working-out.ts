// One comparison from the records, worked out in steps so that pages are served meanwhile.

import { setImmediate } from 'node:timers/promises'
import type { Db } from '../../../db/handles.ts'
import { counted } from '../../../kernel/words.ts'
import { placeKindWords } from '../../places/public.ts'
import { byBoundaries } from './boundaries.ts'
import { shapeOf } from './geometry.ts'
import { type Pair, smallKind } from './model.ts'
import { byLookup, turned } from './rules.ts'
import * as store from './store.ts'
import { type Named, namedList } from './telling.ts'

type Found = Pick<store.Comparison, 'year' | 'forwards' | 'backwards' | 'leftOut'>

/** Null where there is no lookup, or no boundaries, for both kinds. */
export const workOut = (db: Db, pair: Pair): Promise<Found | null> =>
  pair.kind === pair.otherKind
    ? Promise.resolve(null)
    : pair.by === 'lookup'
      ? workOutByLookup(db, pair)
      : workOutByBoundaries(db, pair)

async function workOutByLookup(db: Db, pair: Pair): Promise<Found | null> {
  const year = await store.latestYear(db)
  const found = await store.zonesBetween(db, pair, year, true)
  if (found.length === 0) return null
  const land = await inSteps(landOf(found))
  const zones = found.map(({ code, persons, a, b }) => ({
    code,
    a,
    b,
    persons: year === null ? null : (persons ?? 0),
    km2: land.get(code) ?? null,
  }))
  const uncounted = year === null ? [] : found.filter(each => each.persons === null)
  return {
    year,
    forwards: byLookup(zones),
    backwards: byLookup(zones.map(turned)),
    leftOut: [
      ...named(uncounted, smallKind, `without people counted in ${year}`),
      ...(land.size > 0
        ? named(
            found.filter(each => !land.has(each.code)),
            smallKind,
            'without a boundary, so land is not shown',
          )
        : []),
    ],
  }
}

function* landOf(zones: readonly store.FoundZone[]): Generator<void, Map<string, number>> {
  const land = new Map<string, number>()
  for (const { code, boundary } of zones) {
    const shape = boundary && shapeOf(code, boundary)
    if (shape) land.set(code, shape.km2)
    yield
  }
  return land
}

async function workOutByBoundaries(db: Db, { kind, otherKind }: Pair): Promise<Found | null> {
  const year = await store.latestYear(db)
  const [areas, others] = [await store.drawnOf(db, kind), await store.drawnOf(db, otherKind)]
  if (areas.length === 0 || others.length === 0) return null
  const zones = await store.drawnZones(db, year)
  const { forwards, backwards, unplaced } = await inSteps(byBoundaries(areas, others, zones))
  const lost = new Set(unplaced)
  return {
    year: zones.some(each => each.persons !== null) ? year : null,
    forwards,
    backwards,
    leftOut: [
      ...named(await store.undrawn(db, kind), kind, 'without a boundary'),
      ...named(await store.undrawn(db, otherKind), otherKind, 'without a boundary'),
      ...named(
        zones.filter(each => lost.has(each.code)),
        smallKind,
        'outside all of these areas, with people who are not counted',
      ),
    ],
  }
}

/** `2 wards without a boundary: Leith (S13000001) and Leven (S13000002)`; nothing for none. */
const named = (places: readonly Named[], kind: Pair['kind'], why: string): string[] =>
  places.length ? [`${counted(places.length, ...placeKindWords[kind])} ${why}: ${namedList(places)}`] : []

/** Others are let in after this many milliseconds. */
const stride = 20

async function inSteps<T>(work: Generator<void, T>): Promise<T> {
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next()
    if (done) return value
    if (performance.now() - since < stride) continue
    await setImmediate()
    since = performance.now()
  }
}
