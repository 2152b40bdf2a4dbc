import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosenBy, columnsOf, exclusive, shownGroups } from './splitting.ts'

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
/** Whether a number 1 to 4 stands there, or is the only one missing to a total that everybody knows. */
const givesAway = (shown: readonly (number | null)[], total: number) => {
  const hidden = shown.filter(count => count === null).length
  const rest = total - sumOf(shown.map(count => count ?? 0))
  return shown.some(count => count !== null && count > 0 && count < 5) || (hidden === 1 && rest < 5 && rest > 0)
}

describe('groups', () => {
  it('are shown with how many did not say, and small ones never alone', () => {
    expect(shownGroups([30, 20, 12], 70)).toEqual({ counts: [30, 20, 12], notSaid: 8 })
    expect(shownGroups([3, 20, 12], 60)).toEqual({ counts: [null, 20, null], notSaid: 25 })
    expect(shownGroups([20, 12], 35)).toEqual({ counts: [20, null], notSaid: null })
    expect(shownGroups([3, 0, 0], 43)).toEqual({ counts: [null, 0, 0], notSaid: null })
    expect(shownGroups([2, 1], 3)).toEqual({ counts: [null, null], notSaid: null })
  })

  it('never give a small one away, whatever they are', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }), fc.nat(20), (counts, more) => {
        const all = sumOf(counts) + more
        const { counts: shown, notSaid } = shownGroups(counts, all)
        expect(givesAway([...shown, notSaid], all)).toBe(false)
      }),
    ))

  it('stand together in a breakdown until each column has five people', () => {
    expect(columnsOf([3, 20, 12, 25], [null, 20, null, 25])).toEqual([[0, 2], [1], [3]])
    expect(columnsOf([0, 20, 12, 0], [0, 20, 12, 0])).toEqual([[1], [2]])
    expect(columnsOf([1, 2, 0, 40], [null, null, 0, 40])).toEqual([])
  })
})

describe('answers by group', () => {
  it('put small answers together with the next smallest, on a scale with a neighbour', () => {
    const counts = [
      [20, 30],
      [1, 2],
      [40, 30],
      [10, 10],
    ]
    expect(exclusive(counts, false)!.map(row => row.options)).toEqual([[0], [1, 3], [2]])
    expect(exclusive(counts, true)!.map(row => row.options)).toEqual([[0, 1], [2], [3]])
  })

  it('hide a small cell with others, and no total, which everybody knows anyway', () => {
    const rows = exclusive(
      [
        [20, 3, 30],
        [25, 40, 30],
        [15, 20, 9],
      ],
      false,
    )!
    expect(rows[0]!.counts[1]).toBe(null)
    expect(rows.flatMap(row => row.counts).filter(count => count === null).length).toBeGreaterThanOrEqual(4)
  })

  it('are nothing where two rows are not left', () => {
    expect(exclusive([[20, 30]], false)).toBe(null)
    expect(
      exclusive(
        [
          [2, 1],
          [1, 0],
        ],
        false,
      ),
    ).toBe(null)
  })

  it('leave no row or column from which a small number can be worked out', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 }),
        fc.boolean(),
        (counts, ordered) => {
          const rows = exclusive(counts, ordered)
          if (!rows) return
          const totals = rows.map(row => [0, 1, 2].map(at => sumOf(row.options.map(option => counts[option]![at]!))))
          for (const [at, row] of rows.entries()) expect(givesAway(row.counts, sumOf(totals[at]!))).toBe(false)
          for (const at of [0, 1, 2])
            expect(
              givesAway(
                rows.map(row => row.counts[at]!),
                sumOf(totals.map(row => row[at]!)),
              ),
            ).toBe(false)
        },
      ),
    ))

  it('of several choices hide a small number with another group, or all', () => {
    expect(chosenBy([20, 30], [40, 50])).toEqual([20, 30])
    expect(chosenBy([2, 30, 20], [40, 50, 60])!.slice(0, 1)).toEqual([null])
    expect(chosenBy([2, 1], [40, 50])).toBe(null)
    expect(chosenBy([0, 0], [40, 50])).toEqual([0, 0])
  })
})
