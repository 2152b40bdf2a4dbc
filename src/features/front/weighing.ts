// How the work is spread, in sentences that a board can discuss: over time (A8), over the sides of life (A3), and over
// vision, participation and delivery. Counts and words, no ideal and no score.

import { capital, inWords, listOf } from '../../kernel/words.ts'
import { type Horizon, type Principle, spread } from '../delivery/public.ts'
import { type Dimension, dimensions } from '../plans/public.ts'

export interface WeighedWork {
  readonly state: 'proposed' | 'adopted' | 'stopped'
  readonly horizon: Horizon
  readonly principle: Principle
  readonly outcomes: readonly { readonly id: number }[]
}

export interface WeighedOutcome {
  readonly id: number
  readonly title: string
  readonly dimensions: readonly Dimension[]
}

export interface Weighed {
  readonly horizon: Readonly<Record<Horizon, number>>
  readonly principle: Readonly<Record<Principle, number>>
  /** Work by the sides of life of the outcomes it serves: one action can count for more than one side. */
  readonly sides: Readonly<Record<Dimension, number>>
  /** What weighs most in each: `Quick wins, social outcomes and delivery weigh most`. */
  readonly summary: string
  readonly findings: { readonly time: string; readonly sides: string; readonly principle: string }
}

const kinds = {
  'quick-win': ['a quick win', 'quick wins'],
  medium: ['medium-term', 'medium-term'],
  long: ['long-term', 'long-term'],
} as const

/** For at least one action. */
export function weigh(work: readonly WeighedWork[], outcomes: readonly WeighedOutcome[]): Weighed {
  const { horizon, principle } = spread(work)
  const sidesOf = new Map(outcomes.map(one => [one.id, one.dimensions]))
  const serves = (one: WeighedWork, side: Dimension) =>
    one.outcomes.some(outcome => sidesOf.get(outcome.id)?.includes(side))
  const sides = Object.fromEntries(
    Object.keys(dimensions).map(side => [side, work.filter(one => serves(one, side as Dimension)).length]),
  ) as Record<Dimension, number>
  const mostTime = most(horizon)
  const mostPrinciple = most(principle)
  return {
    horizon,
    principle,
    sides,
    summary: summaryOf(horizon, sides, principle),
    findings: {
      time: `${share(horizon[mostTime], work.length, kinds[mostTime])}; ${longWords(work, outcomes, horizon)}`,
      sides: sidesWords(sides, work.length),
      principle: `${share(principle[mostPrinciple], work.length, [`mostly about ${mostPrinciple}`, `mostly about ${mostPrinciple}`])}; ${noneAbout(principle)}`,
    },
  }
}

/** What weighs more than the rest in each of the three; where all weigh alike, nothing is said. */
function summaryOf(horizon: Weighed['horizon'], sides: Weighed['sides'], principle: Weighed['principle']): string {
  const topSides = heaviest(sides)
  const heavy = [
    ...heaviest(horizon).map(one => (one === 'quick-win' ? 'quick wins' : `${kinds[one][0]} work`)),
    ...(topSides.length ? [`${listOf(topSides)} outcomes`] : []),
    ...heaviest(principle),
  ]
  return heavy.length
    ? `${capital(listOf(heavy))} ${heavy.length === 1 && heavy[0] !== 'quick wins' ? 'weighs' : 'weigh'} most`
    : 'The work leans to no side'
}

const heaviest = <K extends string>(counts: Readonly<Record<K, number>>): K[] => {
  const keys = Object.keys(counts) as K[]
  const top = keys.filter(key => counts[key] > 0 && keys.every(other => counts[other] <= counts[key]))
  return top.length === keys.length ? [] : top
}

/** `Eleven of fourteen pieces of work are quick wins` */
function share(count: number, of: number, [one, many]: readonly [string, string]): string {
  if (of === 1) return `The one piece of work is ${one}`
  if (count === of) return `${of === 2 ? 'Both' : `All ${inWords(of)}`} pieces of work are ${many}`
  return `${capital(inWords(count))} of ${inWords(of)} pieces of work ${count === 1 ? `is ${one}` : `are ${many}`}`
}

/** Whether anything long-term is done, and for which outcomes nothing is. */
function longWords(
  work: readonly WeighedWork[],
  outcomes: readonly WeighedOutcome[],
  horizon: Readonly<Record<Horizon, number>>,
): string {
  if (horizon.long === 0) return 'nothing is long-term'
  const served = new Set(
    work.filter(one => one.horizon === 'long').flatMap(one => one.outcomes.map(outcome => outcome.id)),
  )
  const without = outcomes.filter(one => !served.has(one.id))
  if (without.length && without.length < 3)
    return `nothing long-term serves ${listOf(without.map(one => `“${one.title}”`))}`
  if (without.length)
    return `nothing long-term serves ${inWords(without.length)} of the ${inWords(outcomes.length)} outcomes`
  return horizon['quick-win'] ? 'every outcome has long-term work' : 'there is no quick win'
}

/** `Of four pieces of work, three serve a social outcome, two an economic one and none an environmental one` */
function sidesWords(sides: Readonly<Record<Dimension, number>>, of: number): string {
  const names = (Object.keys(sides) as Dimension[]).sort((one, other) => sides[other] - sides[one])
  if (sides[names[0]!] === 0) return 'No work serves an outcome that says which side of life it is about'
  if (of === 1) {
    const without = names.filter(side => sides[side] === 0)
    return `The one piece of work serves ${listOf(names.filter(side => sides[side]).map(article))} outcome${without.length ? `, and no ${listOf(without).replace(' and ', ' or ')} one` : ''}`
  }
  const each = names.map(
    (side, at) =>
      `${sides[side] ? inWords(sides[side]) : 'none'}${at ? '' : sides[side] === 1 ? ' serves' : ' serve'} ${article(side)} ${at ? 'one' : 'outcome'}`,
  )
  return `Of ${inWords(of)} pieces of work, ${listOf(each)}`
}

function noneAbout(counts: Readonly<Record<Principle, number>>): string {
  const none = (Object.keys(counts) as Principle[]).filter(one => counts[one] === 0)
  if (none.length) return `none is mostly about ${listOf(none).replace(' and ', ' or ')}`
  const least = (Object.keys(counts) as Principle[]).reduce((low, one) => (counts[one] < counts[low] ? one : low))
  return `${inWords(counts[least])} ${counts[least] === 1 ? 'is' : 'are'} mostly about ${least}`
}

const article = (side: Dimension): string => (side === 'social' ? `a ${side}` : `an ${side}`)

const most = <K extends string>(counts: Readonly<Record<K, number>>): K =>
  (Object.keys(counts) as K[]).reduce((top, key) => (counts[key] > counts[top] ? key : top))
