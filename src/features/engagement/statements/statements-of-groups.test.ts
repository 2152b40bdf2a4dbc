import { describe, expect, it } from 'vitest'
import { type Opinion, statementsOfGroups } from './statements-of-groups.ts'

/** People of two groups, one statement: how many of ten in each agree; the others disagree. */
const two = (first: number, second: number) => {
  const ten = (agreeing: number): Opinion[][] => [...Array(10).keys()].map(at => [at < agreeing ? 1 : -1])
  return statementsOfGroups(['s'], [...ten(first), ...ten(second)], [...Array(10).fill(0), ...Array(10).fill(1)], 2)
}

describe('statementsOfGroups', () => {
  it('names what sets each group apart, with the z of two proportions', () => {
    // Smoothed 10/12 and 2/12, pooled 1/2: z = (8/12) / √(1/4 × 2/12) = 3.266.
    const [[first], [second]] = two(9, 1).representative as [[object], [object]]
    expect(first).toMatchObject({
      statement: 's',
      side: 'agree',
      count: 9,
      of: 10,
      probability: 10 / 12,
      elsewhere: 2 / 12,
    })
    expect((first as { z: number }).z).toBeCloseTo(3.266, 3)
    expect(second).toMatchObject({ side: 'disagree', count: 9, of: 10 })
  })
  it('names nothing where the groups are alike, or where the group itself is split', () => {
    expect(two(6, 6).representative).toEqual([[], []])
    expect(two(5, 0).representative[0]).toEqual([])
  })
  it('calls consensus what most of every group say, and only that', () => {
    expect(two(9, 8).consensus).toEqual([{ statement: 's', side: 'agree', probabilities: [10 / 12, 9 / 12] }])
    expect(two(1, 2).consensus).toMatchObject([{ side: 'disagree' }])
    expect(two(9, 5).consensus).toEqual([])
    expect(two(9, 1).consensus).toEqual([])
  })
  it('measures how far groups are apart', () => {
    const [dividing] = two(9, 1).dividing
    expect(dividing!.probabilities).toEqual([10 / 12, 2 / 12])
    expect(dividing!.difference).toBeCloseTo(8 / 12, 10)
    expect(two(5, 5).dividing).toEqual([])
  })
  it('takes passing for a vote and a missing vote for none', () => {
    const opinions: (Opinion | null)[][] = [[1], [0], [null], [1], [null]]
    const { dividing } = statementsOfGroups(['s'], opinions, [0, 0, 0, 1, 1], 2)
    expect(dividing[0]!.probabilities).toEqual([2 / 4, 2 / 3])
  })
  it('has no consensus where one group did not vote', () => {
    expect(statementsOfGroups(['s'], [[1], [1], [null]], [0, 0, 1], 2).consensus).toEqual([])
  })
  it('lists five at most, the strongest first', () => {
    const width = 8
    const people = (sign: Opinion): Opinion[][] =>
      [...Array(20).keys()].map(at => [...Array(width).keys()].map(s => (at < 12 + s ? sign : (-sign as Opinion))))
    const names = [...Array(width).keys()].map(String)
    const labels = [...Array(20).fill(0), ...Array(20).fill(1)]
    const { representative, dividing } = statementsOfGroups(names, [...people(1), ...people(-1)], labels, 2)
    expect(representative[0]!.map(({ statement }) => statement)).toEqual(['7', '6', '5', '4', '3'])
    expect(dividing.map(({ statement }) => statement)).toEqual(['7', '6', '5', '4', '3'])
  })
})
