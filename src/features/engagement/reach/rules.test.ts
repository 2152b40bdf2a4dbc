import { describe, expect, it } from 'vitest'
import { reachOf } from './rules.ts'

const grouping = (counts: readonly (number | null)[], notSaid: number | null) => ({
  question: 'q1',
  grouping: 'sex',
  title: 'Sex',
  groups: counts.map((count, at) => ({ id: 'ab'[at]!, words: 'AB'[at]!, count })),
  notSaid,
})
const living = new Map([
  ['a', 500],
  ['b', 500],
])

describe('reach', () => {
  it('is the share of those who said against the share of those who live there', () => {
    const { rows, said } = reachOf(grouping([80, 20], 50), 150, living)
    expect(said).toBe(100)
    expect(rows.map(row => [row.share, row.livingShare, row.compared])).toEqual([
      [0.8, 0.5, 'more'],
      [0.2, 0.5, 'fewer'],
    ])
  })

  it('says that they are alike where chance could have made the difference', () =>
    expect(reachOf(grouping([6, 5], 0), 11, living).rows.map(row => row.compared)).toEqual(['alike', 'alike']))

  it('has no share where that would give a hidden number away', () => {
    expect(reachOf(grouping([null, 20], null), 40, living).rows.map(row => [row.share, row.compared])).toEqual([
      [null, null],
      [null, null],
    ])
    expect(reachOf(grouping([null, null], 10), 40, living).rows.map(row => row.share)).toEqual([null, null])
  })

  it('compares only where every group has a figure', () =>
    expect(reachOf(grouping([80, 20], 0), 100, new Map([['a', 500]])).rows.map(row => row.livingShare)).toEqual([
      null,
      null,
    ]))
})
