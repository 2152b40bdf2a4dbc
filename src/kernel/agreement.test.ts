import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreement } from './agreement.ts'

/** One pair for each thing, from a table of the first coder's categories by the second's. */
const coded = (table: readonly (readonly number[])[]): (readonly [number, number])[] =>
  table.flatMap((row, one) => row.flatMap((times, other) => Array(times).fill([one, other])))

describe('agreement', () => {
  it('agrees with the worked example of Fleiss, Statistical Methods for Rates and Proportions, table 13.1', () => {
    // Two raters, 100 subjects, psychotic, neurotic and organic: observed .89, expected .66, kappa .68.
    const { count, observed, expected, kappa, word } = agreement(
      coded([
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ]),
    )!
    expect([count, observed, word]).toEqual([100, 0.89, 'substantial'])
    expect(expected).toBeCloseTo(0.66, 10)
    expect(kappa).toBeCloseTo(0.23 / 0.34, 10)
  })
  it('takes yes and no', () => {
    // 20 both yes, 15 both no, 5 and 10 otherwise: observed .70, expected .5 × .6 + .5 × .4 = .50, kappa .40.
    const pairs = coded([
      [20, 5],
      [10, 15],
    ]).map(([one, other]) => [one === 0, other === 0] as const)
    const { observed, kappa, word } = agreement(pairs)!
    expect(observed).toBe(0.7)
    expect(kappa).toBeCloseTo(0.4, 10)
    expect(word).toBe('fair')
  })
  it('can be the same share agreed and another kappa', () => {
    expect(
      agreement(
        coded([
          [45, 15],
          [25, 15],
        ]),
      )!.kappa,
    ).toBeCloseTo(0.1304, 4)
    expect(
      agreement(
        coded([
          [25, 35],
          [5, 35],
        ]),
      )!.kappa,
    ).toBeCloseTo(0.2593, 4)
  })
  it('is undefined where both only ever say one thing, and for nothing', () => {
    expect(agreement(coded([[7]]))).toEqual({ count: 7, observed: 1, expected: 1, kappa: null, word: null })
    expect(agreement([])).toBeNull()
  })
  it('names below chance poor, chance slight, and full agreement almost perfect', () => {
    expect(
      agreement(
        coded([
          [0, 5],
          [5, 0],
        ]),
      ),
    ).toMatchObject({ kappa: -1, word: 'poor' })
    expect(
      agreement(
        coded([
          [5, 5],
          [5, 5],
        ]),
      ),
    ).toMatchObject({ kappa: 0, word: 'slight' })
    expect(
      agreement(
        coded([
          [5, 0],
          [0, 5],
        ]),
      ),
    ).toMatchObject({ kappa: 1, word: 'almost perfect' })
  })
  it('is the same whoever is named first, and never above 1', () => {
    const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1 })
    fc.assert(
      fc.property(pairs, some => {
        const [one, other] = [agreement(some)!, agreement(some.map(([a, b]) => [b, a] as const))!]
        expect(other).toEqual(one)
        if (one.kappa !== null) expect(one.kappa).toBeLessThanOrEqual(1)
      }),
    )
  })
})
