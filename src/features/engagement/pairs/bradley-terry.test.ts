// Strengths from pairs against what is known of the model, and the pair that comes next.

import fc from 'fast-check'
import { Matrix, pseudoInverse } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../kernel/seeded.ts'
import { bradleyTerry, type CountedPair, nextPair } from './bradley-terry.ts'

// American League, eastern division, 1987: wins of each row over each column, as in Agresti, Categorical Data Analysis.
const teams = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore']
const wins = [
  [0, 7, 9, 7, 7, 9, 11],
  [6, 0, 7, 5, 11, 9, 9],
  [4, 6, 0, 7, 7, 8, 12],
  [6, 8, 6, 0, 6, 7, 10],
  [6, 2, 6, 7, 0, 7, 12],
  [4, 4, 5, 6, 6, 0, 6],
  [2, 4, 1, 3, 1, 7, 0],
]
const season = (times: number): CountedPair[] =>
  wins
    .flatMap((row, i) => row.map((count, j) => ({ winner: teams[i]!, loser: teams[j]!, count: count * times })))
    .filter(({ count }) => count > 0)

const one = (winner: string, loser: string, count = 1): CountedPair => ({ winner, loser, count })

describe('bradleyTerry', () => {
  it('gives the published strengths of a baseball season, seen from Baltimore', () => {
    // A thousand such seasons, so that the half games added weigh nothing.
    const strengths = bradleyTerry(teams, season(1000)).map(({ strength }) => strength)
    const published = [1.581, 1.436, 1.294, 1.248, 1.108, 0.684, 0]
    for (const [at, value] of published.entries()) expect(strengths[at]! - strengths[6]!).toBeCloseTo(value, 3)
  })
  it('is pulled little by the half games in one season, and leaves the order', () => {
    const strengths = bradleyTerry(teams, season(1))
    expect(strengths.map(({ item }) => item)).toEqual(teams)
    expect(strengths.map(({ strength }) => strength)).toEqual(
      strengths.map(({ strength }) => strength).sort((a, b) => b - a),
    )
    expect(strengths[0]!.strength - strengths[6]!.strength).toBeGreaterThan(1.5)
    expect(strengths[0]!.compared).toBe(78)
  })
  it('has the standard errors of the pseudo-inverse of the information where items are well compared', () => {
    const strengths = bradleyTerry(teams, season(1000))
    const information = Matrix.zeros(7, 7)
    for (let i = 0; i < 7; i++) {
      for (let j = 0; j < 7; j++) {
        if (i === j) continue
        const chance = 1 / (1 + Math.exp(strengths[j]!.strength - strengths[i]!.strength))
        const shared = 1000 * (wins[i]![j]! + wins[j]![i]!) * chance * (1 - chance)
        information.set(i, j, -shared)
        information.set(i, i, information.get(i, i) + shared)
      }
    }
    const errors = pseudoInverse(information).diagonal().map(Math.sqrt)
    for (const [at, error] of errors.entries()) expect(strengths[at]!.standardError / error).toBeCloseTo(1, 2)
  })
  it('stays finite for who never lost, never won, or hangs together with no other', () => {
    const strengths = bradleyTerry(['best', 'worst', 'c', 'd', 'alone'], [one('best', 'worst', 9), one('c', 'd')])
    for (const { strength, standardError, chance } of strengths) {
      expect(Number.isFinite(strength) && Number.isFinite(standardError)).toBe(true)
      expect(chance).toBeGreaterThan(0)
      expect(chance).toBeLessThan(1)
    }
    const [best, worst, , , alone] = strengths
    expect(best!.chance).toBeGreaterThan(0.75)
    expect(worst!.chance).toBeCloseTo(1 - best!.chance, 8)
    expect(alone).toMatchObject({ compared: 0 })
    expect(alone!.chance).toBeCloseTo(0.5, 8)
    expect(alone!.chanceInterval.high - alone!.chanceInterval.low).toBeGreaterThan(0.9)
  })
  it('counts a tie as half a win for either', () => {
    const [a, b] = bradleyTerry(['a', 'b'], [], [{ items: ['a', 'b'], count: 6 }])
    expect([a!.strength, b!.strength, a!.compared]).toEqual([0, 0, 6])
    const halves = bradleyTerry(['a', 'b'], [one('a', 'b', 2)], [{ items: ['b', 'a'], count: 2 }])
    const wins = bradleyTerry(['a', 'b'], [one('a', 'b', 3), one('b', 'a', 1)])
    expect(halves).toEqual(wins)
  })
  it('says so when it is asked of no item, an unknown one, or an item beside itself', () => {
    expect(bradleyTerry([], [])).toEqual([])
    expect(() => bradleyTerry(['a'], [one('a', 'b')])).toThrow(RangeError)
    expect(() => bradleyTerry(['a'], [one('a', 'a')])).toThrow(RangeError)
    expect(() => bradleyTerry(['a', 'b'], [one('a', 'b', -1)])).toThrow(RangeError)
  })
  it('turns round when every answer does, and has strengths about 0', () => {
    const answers = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 9 })), { maxLength: 12 })
    const items = ['a', 'b', 'c', 'd', 'e']
    fc.assert(
      fc.property(answers, some => {
        const pairs = some.filter(([i, j]) => i !== j).map(([i, j, count]) => one(items[i]!, items[j]!, count))
        const strengths = bradleyTerry(items, pairs)
        const turned = bradleyTerry(
          items,
          pairs.map(({ winner, loser, count }) => one(loser, winner, count)),
        )
        expect(strengths.reduce((sum, { strength }) => sum + strength, 0)).toBeCloseTo(0, 8)
        for (const [at, { strength, standardError }] of strengths.entries()) {
          expect(turned[at]!.strength).toBeCloseTo(-strength, 6)
          expect(turned[at]!.standardError).toBeCloseTo(standardError, 6)
        }
      }),
      { numRuns: 60 },
    )
  })
  it('has intervals that hold the truth about 95 times in 100', () => {
    const random = seededRandom(1)
    const truth = [1, 0.5, 0.2, -0.2, -0.5, -1]
    const items = truth.map((_, at) => `${at}`)
    let [held, all] = [0, 0]
    for (let time = 0; time < 200; time++) {
      const pairs: CountedPair[] = []
      for (const [i, a] of truth.entries()) {
        for (const [j, b] of truth.entries()) {
          if (i >= j) continue
          for (let game = 0; game < 8; game++)
            pairs.push(random() < 1 / (1 + Math.exp(b - a)) ? one(`${i}`, `${j}`) : one(`${j}`, `${i}`))
        }
      }
      for (const [at, { interval }] of bradleyTerry(items, pairs).entries()) {
        all++
        if (interval.low <= truth[at]! && truth[at]! <= interval.high) held++
      }
    }
    expect(held / all).toBeGreaterThan(0.93)
    expect(held / all).toBeLessThan(0.98)
  })
})

describe('nextPair', () => {
  const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const walk = (seed: number, steps: number): [string, string][] => {
    const shown: [string, string][] = []
    for (let step = 0; step < steps; step++) {
      const pair = nextPair(items, shown, seed)
      if (pair) shown.push(pair)
    }
    return shown
  }

  it('shows every pair once and then none', () => {
    const shown = walk(3, 30)
    expect(shown).toHaveLength(21)
    expect(new Set(shown.map(pair => pair.toSorted().join())).size).toBe(21)
    expect(nextPair(items, shown, 3)).toBeNull()
    expect(nextPair(['a'], [], 3)).toBeNull()
  })
  it('spreads a person evenly over the items at every moment', () => {
    for (let seed = 0; seed < 20; seed++) {
      for (let steps = 1; steps <= 21; steps++) {
        const seen = items.map(
          item =>
            walk(seed, steps)
              .flat()
              .filter(other => other === item).length,
        )
        expect(Math.max(...seen) - Math.min(...seen)).toBeLessThanOrEqual(2)
      }
    }
  })
  it('is the same for one person, and spreads many over all pairs and both sides', () => {
    expect(walk(5, 10)).toEqual(walk(5, 10))
    const left = walk(5, 21).filter(([one, other]) => one < other).length
    expect(left).toBeGreaterThan(3)
    expect(left).toBeLessThan(18)
    const first = [...Array(2000).keys()].map(seed => nextPair(items, [], seed)!.join())
    expect(new Set(first).size).toBe(42)
    for (const pair of new Set(first)) expect(first.filter(other => other === pair).length).toBeGreaterThan(20)
  })
})
