// What a comparison says in words: its one sentence, shares, and where the figures come from. Pure.

import { capital, counted, inWords, listOf } from '../../../kernel/words.ts'
import { type PlaceKind, placeKindWords } from '../../places/public.ts'
import type { Way } from './model.ts'
import { type AreaLies, countLies, type Lie, type Weight } from './rules.ts'

/** `52.6%`; a share that is not quite nothing or everything is not written as if it were. */
export function percent(share: number): string {
  if (share >= 1 - 1e-9) return '100%'
  if (share > 0.999) return 'over 99.9%'
  if (share > 0 && share < 0.001) return 'under 0.1%'
  return `${(share * 100).toFixed(1)}%`
}

const verbs: Readonly<Record<Lie, (count: number, one: string, several: string) => string>> = {
  nested: (count, one) => `${count === 1 ? 'lies' : 'lie'} inside one ${one}`,
  coterminous: (count, one) => `${count === 1 ? 'covers' : 'cover'} the same area as one ${one}`,
  holds: (count, _, several) => `${count === 1 ? 'is' : 'are'} made up of whole ${several}`,
  split: (count, _, several) => `${count === 1 ? 'is' : 'are'} split between ${several}`,
  apart: (count, one) => `${count === 1 ? 'is' : 'are'} in no ${one}`,
}
const order: readonly Lie[] = ['nested', 'coterminous', 'holds', 'split', 'apart']

/** `Of 32 councils, 26 lie inside one health board and 6 cover the same area as one health board.` */
export function summary(areas: readonly AreaLies[], kind: PlaceKind, otherKind: PlaceKind): string {
  const [one, several] = placeKindWords[otherKind]
  const counts = countLies(areas)
  const found = order.filter(lie => counts[lie] > 0)
  if (found.length === 0) return `Nothing is known about ${placeKindWords[kind][1]} and ${several} yet.`
  const all = counted(areas.length, ...placeKindWords[kind])
  if (areas.length === 2 && found.length === 1)
    return `Both ${placeKindWords[kind][1]} ${verbs[found[0]!](2, one, several)}.`
  if (areas.length === 1) return `The one ${placeKindWords[kind][0]} ${verbs[found[0]!](1, one, several)}.`
  if (found.length === 1) return `All ${all} ${verbs[found[0]!](2, one, several)}.`
  const figure = (count: number) => count.toLocaleString('en-GB')
  return `Of ${all}, ${listOf(found.map(lie => `${figure(counts[lie])} ${verbs[lie](counts[lie], one, several)}`))}.`
}

export const lieWords = (lie: Lie, otherKind: PlaceKind): string => {
  const [one, several] = placeKindWords[otherKind]
  return {
    coterminous: `The same as one ${one}`,
    nested: `Inside one ${one}`,
    holds: `Made up of whole ${several}`,
    split: `Split between ${several}`,
    apart: `In no ${one}`,
  }[lie]
}

/** Where the figures come from, with the year: what stands under every table. */
export function sourceWords(by: Way, weight: Weight, year: number | null): string {
  const what = {
    persons: `Shares are of people: mid-${year} estimates for data zones`,
    km2: 'Shares are of land, because no numbers of people have been imported',
    zones: 'Shares are of the number of data zones, because neither people nor boundaries have been imported',
  }[weight]
  const how =
    by === 'lookup'
      ? 'The lookup puts each data zone wholly into one area of each kind.'
      : 'They follow the boundaries that were imported.'
  return `${what}. ${how}`
}

export interface Named {
  readonly code: string
  readonly name: string
}

const mostNamed = 20

/** `Leith (S13000001) and Leven (S13000002)`; a long list ends in `and 9 more`. */
export function namedList(places: readonly Named[]): string {
  const named = places.slice(0, mostNamed).map(({ code, name }) => `${name} (${code})`)
  const more = places.length - named.length
  return listOf(more ? [...named, `${more.toLocaleString('en-GB')} more`] : named)
}

/** `Two data zones meet no ward: …`; null where all meet some. */
export function apartWords(
  areas: readonly AreaLies[],
  names: ReadonlyMap<string, string>,
  kind: PlaceKind,
  otherKind: PlaceKind,
): string | null {
  const apart = areas.filter(each => each.lie === 'apart').map(each => each.place)
  if (apart.length === 0) return null
  const [one, several] = placeKindWords[kind]
  const who = apart.length === 1 ? `One ${one} meets` : `${capital(inWords(apart.length))} ${several} meet`
  const list = namedList(apart.map(code => ({ code, name: names.get(code) ?? code })))
  return `${who} no ${placeKindWords[otherKind][0]}: ${list}.`
}

export const pairTitle = (kind: PlaceKind, otherKind: PlaceKind): string =>
  `${capital(placeKindWords[kind][1])} and ${placeKindWords[otherKind][1]}`
