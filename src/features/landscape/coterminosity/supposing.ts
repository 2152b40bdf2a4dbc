// What is asked when a boundary is supposed to have moved, read from the records: which places, from where to where, and then what.

import type { Db } from '../../../db/handles.ts'
import { grouped } from '../../../kernel/grouped.ts'
import type { PlaceKind } from '../../places/public.ts'
import { toleranceIn } from './addresses.ts'
import { usualTolerance } from './model.ts'
import * as queries from './queries.ts'
import { type SmallArea, type Supposed, suppose } from './rules.ts'

/** One place that would move, or the part of it that is in one area now. */
export interface Move {
  readonly code: string
  readonly name: string
  /** The area that it is in now. */
  readonly from: string
  readonly zones: number
  readonly persons: number | null
}

export interface Answer {
  readonly moves: readonly Move[]
  readonly kind: Supposed
  readonly other: Supposed
}

export interface Supposing {
  readonly kind: PlaceKind
  readonly otherKind: PlaceKind
  /** As asked for; null for the usual one. */
  readonly tolerance: number | null
  /** Hundredths that were ignored. */
  readonly ignored: number
  readonly codes: string
  /** Areas and a part of the first, by code; empty where none is chosen. */
  readonly from: string
  readonly part: string
  readonly to: string
  readonly unknown: readonly string[]
  readonly targets: readonly (readonly [code: string, name: string])[]
  /** The parts of the area that places would come from. */
  readonly parts: readonly queries.NamedArea[]
  readonly names: ReadonlyMap<string, string>
  readonly year: number | null
  readonly answer: Answer | null
}

const mostCodes = 2000

type Asked = Readonly<Record<'codes' | 'from' | 'part' | 'to' | 'tolerance', string | undefined>>

/** Places are named by a part of an area that was chosen, and by codes; those that are there already stay. */
export async function supposing(db: Db, kind: PlaceKind, otherKind: PlaceKind, asked: Asked): Promise<Supposing> {
  const { zones, year } = await queries.smallAreas(db, kind, otherKind)
  const names = await queries.namesOf(db, [kind, otherKind])
  const targets = [...new Set(zones.map(each => each.a))]
    .map(code => [code, names.get(code) ?? code] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, 'en-GB'))
  const chosen = (code: string | undefined) => (targets.some(each => each[0] === code) ? code! : '')
  const [from, to] = [chosen(asked.from), chosen(asked.to)]
  const parts = from ? await queries.partsOf(db, from) : []
  const part = parts.find(each => each.code === asked.part)?.code ?? ''
  const codes = asked.codes ?? ''
  const written = codesIn(codes)
  const inFrom = new Set(zones.filter(each => each.a === from).map(each => each.code))
  const within = [
    ...(part ? await queries.smallAreasIn(db, [part]) : []).filter(each => inFrom.has(each.code)),
    ...(await queries.smallAreasIn(db, written)),
  ]
  const known = new Set(within.map(each => each.named))
  const tolerance = toleranceIn(asked.tolerance)
  const ignored = tolerance ?? usualTolerance.lookup
  const moved = new Set(within.map(each => each.code))
  return {
    kind,
    otherKind,
    tolerance,
    ignored,
    codes,
    from,
    part,
    to,
    unknown: written.filter(code => !known.has(code)),
    targets,
    parts,
    names,
    year,
    answer:
      to && moved.size ? { moves: movesOf(zones, within, to), ...suppose(zones, moved, to, ignored / 100) } : null,
  }
}

const codesIn = (written: string): string[] =>
  [
    ...new Set(
      written
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ].slice(0, mostCodes)

/** Which places move and from where. A small area that was named twice moves once, with the first that names it. */
export function movesOf(zones: readonly SmallArea[], within: readonly queries.Inside[], to: string): Move[] {
  const first = new Map([...within].reverse().map(each => [each.code, each]))
  const moving = zones.flatMap(zone => {
    const by = first.get(zone.code)
    return by && zone.a !== to ? [{ zone, by }] : []
  })
  return grouped(moving, ({ zone, by }) => `${by.named} ${zone.a}`).map(([, some]) => ({
    code: some[0]!.by.named,
    name: some[0]!.by.name,
    from: some[0]!.zone.a,
    zones: some.length,
    persons: some.reduce<number | null>(
      (sum, { zone }) => (sum === null || zone.persons === null ? null : sum + zone.persons),
      0,
    ),
  }))
}
