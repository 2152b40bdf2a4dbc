// What a comparison says in words: its one sentence, shares, and where the figures come from. Pure.

import { capital, counted, listOf } from '../../../kernel/words.ts'
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
  const small = placeKindWords['data-zone'][1]
  const how =
    by === 'lookup'
      ? `by the imported lookup, which puts each of the ${small} wholly into one area of each kind`
      : 'by the imported boundaries, measured in a plane that keeps areas'
  const what = {
    persons: `Shares are of people (mid-${year} estimates for ${small}${by === 'boundaries' ? ', spread evenly over the land of each' : ''})`,
    km2: 'Shares are of land, because no population has been imported',
    zones: `Shares are of the number of ${small}, because neither population nor boundaries have been imported`,
  }[weight]
  return `${what}, ${how}.`
}

export const pairTitle = (kind: PlaceKind, otherKind: PlaceKind): string =>
  `${capital(placeKindWords[kind][1])} and ${placeKindWords[otherKind][1]}`
