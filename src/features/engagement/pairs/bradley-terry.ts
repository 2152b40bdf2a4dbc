// What people prefer, from pairs of things of which each person chose one, and which pair to show a person next.

import { inverse, Matrix } from 'ml-matrix'
import { type Interval, z95 } from '../../../kernel/intervals.ts'
import { seededRandom } from '../../../kernel/seeded.ts'

/** How often one item was chosen when it stood beside the other. */
export interface CountedPair {
  readonly winner: string
  readonly loser: string
  readonly count: number
}

/** How often people could not choose between two items. */
export interface CountedTie {
  readonly items: readonly [string, string]
  readonly count: number
}

export interface Strength {
  readonly item: string
  /** In how many answers it stood. */
  readonly compared: number
  /** Logarithm of the strength; 0 is the average item, and the difference of two is the log odds between them. */
  readonly strength: number
  readonly standardError: number
  /** 95%, of the logarithm. */
  readonly interval: Interval
  /** The chance to be chosen beside an average item, 0 to 1, and its 95% interval. */
  readonly chance: number
  readonly chanceInterval: Interval
}

/**
 * Each item is also given half a win and half a loss against an imagined item of strength 1. It keeps items finite that
 * never lost, never won or hang together with no other, and pulls little on items that were compared often. It is what
 * Jeffreys' prior adds to a proportion (Brown, Cai & DasGupta 2001).
 */
const halfGame = 0.5

/**
 * Strengths by the Bradley–Terry model, in the order of `items`: of i and j, i is chosen with probability
 * s(i) / (s(i) + s(j)). A tie counts as half a win for either. Maximum likelihood by the MM algorithm, with half a win
 * and half a loss added to each item; standard errors from the observed information, about the average item.
 * Sources: Bradley & Terry (1952), Biometrika 39; Hunter (2004), MM algorithms for generalized Bradley–Terry models,
 * Annals of Statistics 32.
 */
export function bradleyTerry(
  items: readonly string[],
  pairs: readonly CountedPair[],
  ties: readonly CountedTie[] = [],
): Strength[] {
  const games = countGames(items, pairs, ties)
  const logs = logStrengths(games)
  const average = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const errors = standardErrors(games, logs)
  return items.map((item, at) => {
    const strength = logs[at]! - average
    const standardError = errors[at]!
    const interval = { low: strength - z95 * standardError, high: strength + z95 * standardError }
    return {
      item,
      compared: games.beside[at]!.reduce((sum, count) => sum + count, 0),
      strength,
      standardError,
      interval,
      chance: logistic(strength),
      chanceInterval: { low: logistic(interval.low), high: logistic(interval.high) },
    }
  })
}

interface Games {
  readonly wins: readonly number[]
  /** How often each item stood beside each other one. */
  readonly beside: readonly (readonly number[])[]
}

function countGames(items: readonly string[], pairs: readonly CountedPair[], ties: readonly CountedTie[]): Games {
  const at = new Map(items.map((item, index) => [item, index]))
  const wins: number[] = Array(items.length).fill(0)
  const beside = items.map((): number[] => Array(items.length).fill(0))
  const add = (one: string, other: string, count: number, won: number): void => {
    const [i, j] = [at.get(one), at.get(other)]
    if (i === undefined || j === undefined || i === j)
      throw new RangeError(`${one} and ${other} are not a pair of items`)
    if (!(count >= 0)) throw new RangeError(`${count} is not a count of answers`)
    wins[i]! += won
    wins[j]! += count - won
    beside[i]![j]! += count
    beside[j]![i]! += count
  }
  for (const { winner, loser, count } of pairs) add(winner, loser, count, count)
  for (const { items, count } of ties) add(items[0], items[1], count, count / 2)
  return { wins, beside }
}

/** Hunter's iteration: s(i) = wins(i) / Σ beside(i, j) / (s(i) + s(j)), until no logarithm moves by more than 1e-10. */
function logStrengths({ wins, beside }: Games): number[] {
  const strengths: number[] = wins.map(() => 1)
  for (let round = 0; round < 100_000; round++) {
    let moved = 0
    for (const [i, own] of strengths.entries()) {
      const row = beside[i]!
      let expected = (2 * halfGame) / (own + 1)
      for (let j = 0; j < row.length; j++) if (row[j]! > 0) expected += row[j]! / (own + strengths[j]!)
      const next = (wins[i]! + halfGame) / expected
      moved = Math.max(moved, Math.abs(Math.log(next / own)))
      strengths[i] = next
    }
    if (moved < 1e-10) break
  }
  return strengths.map(Math.log)
}

/**
 * From the inverse of the observed information of the logarithms, seen from their mean. The imagined item makes the
 * information regular, so that it has an inverse; a pseudo-inverse without it would call an item that was never
 * compared exactly average.
 */
function standardErrors({ beside }: Games, logs: readonly number[]): number[] {
  const size = logs.length
  if (size === 0) return []
  const information = Matrix.zeros(size, size)
  for (let i = 0; i < size; i++) {
    let own = 2 * halfGame * spread(logs[i]!)
    for (let j = 0; j < size; j++) {
      const shared = i === j ? 0 : beside[i]![j]! * spread(logs[i]! - logs[j]!)
      if (i !== j) information.set(i, j, -shared)
      own += shared
    }
    information.set(i, i, own)
  }
  const covariance = inverse(information)
  const rows = [...Array(size).keys()].map(i => covariance.getRow(i).reduce((sum, value) => sum + value, 0) / size)
  const all = rows.reduce((sum, value) => sum + value, 0) / size
  return rows.map((row, i) => Math.sqrt(Math.max(0, covariance.get(i, i) - 2 * row + all)))
}

const logistic = (log: number): number => 1 / (1 + Math.exp(-log))

const spread = (log: number): number => logistic(log) * logistic(-log)

/**
 * The pair to show a person next, left one first: of the pairs this person has not had, one whose two items this person
 * has seen least. Null when every pair was shown. The same seed and the same past give the same pair; another seed (one
 * for each person) spreads people over the pairs, and either item over both sides.
 */
export function nextPair(
  items: readonly string[],
  shown: readonly (readonly [string, string])[],
  seed: number,
): [string, string] | null {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) + shown.length)
  const seen = new Map(items.map(item => [item, 0]))
  const had = new Set<string>()
  for (const [one, other] of shown) {
    had.add(JSON.stringify([one, other])).add(JSON.stringify([other, one]))
    for (const item of [one, other]) seen.set(item, (seen.get(item) ?? 0) + 1)
  }
  let best: [string, string][] = []
  let least = Number.POSITIVE_INFINITY
  for (const [at, one] of items.entries()) {
    for (const other of items.slice(at + 1)) {
      const [a, b] = [seen.get(one)!, seen.get(other)!]
      // Of two items together first, then of the one seen more: two seen once go before a new one with one seen twice.
      const often = (a + b) * (shown.length + 1) + Math.max(a, b)
      if (often > least || had.has(JSON.stringify([one, other]))) continue
      if (often < least) best = []
      least = often
      best.push([one, other])
    }
  }
  const pair = best[Math.floor(random() * best.length)]
  if (!pair) return null
  return random() < 0.5 ? pair : [pair[1], pair[0]]
}
