// The checker below is not the rule's own: it writes out tables that agree with what is shown, and asks of every hidden
// number that it comes out as at least two numbers.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSmall, type Shown, smallest, suppressedList, suppressedTable } from './suppression.ts'

const someCounts = fc.array(fc.oneof(fc.nat(4), fc.nat(12)), { maxLength: 6 })
const someTable = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(([rows, columns]) => {
  const row = fc.array(fc.oneof(fc.nat(2), fc.nat(4), fc.nat(7)), { minLength: columns, maxLength: columns })
  return fc.array(row, { minLength: rows, maxLength: rows })
})

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

/** Numbers that a hidden cell may be for a strict attacker: none is 0, and which are under five is known. */
const couldBe = (count: number): number[] =>
  isSmall(count) ? [1, 2, 3, 4] : [count, count - 1, count + 1, count - 2, count + 2].filter(value => value > 0)

/** Whether every hidden number of a list takes two values over all lists that agree with it. */
function listGivesNothingAway(counts: readonly number[], shown: readonly Shown[], total: Shown): boolean {
  const lists = counts.reduce<number[][]>(
    (begun, count, at) => begun.flatMap(list => (shown[at] === null ? couldBe(count) : [count]).map(v => [...list, v])),
    [[]],
  )
  const agreeing = lists.filter(list => total === null || sum(list) === total)
  return shown.every((count, at) => count !== null || new Set(agreeing.map(list => list[at])).size > 1)
}

/** Whether every hidden number of a table with margins takes two values over all tables that agree with it. */
function nothingFollows(counts: readonly (readonly number[])[], shown: readonly (readonly Shown[])[]): boolean {
  const height = counts.length
  const width = counts[0]!.length
  const agrees = (value: number, row: number, column: number) => (shown[row]![column] ?? value) === value
  const met = new Map<string, Set<number>>()
  const hidden = shown.flat().filter(count => count === null).length
  const done = () => met.size === hidden && [...met.values()].every(values => values.size > 1)
  const meet = (table: readonly (readonly number[])[]) => {
    const full = [...table, counts[0]!.map((_, column) => sum(table.map(row => row[column]!)))]
    for (const [row, cells] of full.entries()) {
      for (const [column, value] of [...cells, sum(cells)].entries()) {
        if (!agrees(value, row, column)) return
      }
    }
    for (const [row, cells] of full.entries()) {
      for (const [column, value] of [...cells, sum(cells)].entries()) {
        const key = `${row} ${column}`
        if (shown[row]![column] === null) met.set(key, (met.get(key) ?? new Set()).add(value))
      }
    }
  }
  const fill = (table: readonly (readonly number[])[], row: readonly number[]): void => {
    if (done()) return
    if (row.length === width) {
      if (!agrees(sum(row), table.length, width)) return
      const columns = row.map((value, column) => value + sum(table.map(cells => cells[column]!)))
      if (columns.some((value, column) => value > (shown[height]![column] ?? value))) return
      if (table.length + 1 === height) meet([...table, row])
      else fill([...table, row], [])
      return
    }
    const [at, column] = [table.length, row.length]
    const values = shown[at]![column] === null ? couldBe(counts[at]![column]!) : [counts[at]![column]!]
    for (const value of values) {
      if (sum(row) + value <= (shown[at]![width] ?? Infinity)) fill(table, [...row, value])
    }
  }
  fill([], [])
  return done()
}

const whole = (table: ReturnType<typeof suppressedTable>): Shown[][] => [
  ...table.cells.map((row, at) => [...row, table.rows[at]!]),
  [...table.columns, table.total],
]

const withMargins = (counts: readonly (readonly number[])[]): number[][] => {
  const rows = counts.map(row => [...row, sum(row)])
  return [...rows, rows[0]!.map((_, column) => sum(rows.map(row => row[column]!)))]
}

describe('suppressedList', () => {
  it('hides 1 to 4, shows 0, and hides the smallest other count with a single one', () => {
    expect(suppressedList([0, 3, 9, 7, 20])).toEqual({ counts: [0, null, 9, null, 20], total: 39 })
  })
  it('hides nothing more where the hidden ones protect each other', () => {
    expect(suppressedList([2, 3, 9])).toEqual({ counts: [null, null, 9], total: 14 })
  })
  it('hides one more where the sum gives them away: all of them 1, or all of them 4', () => {
    expect(suppressedList([1, 1, 9, 30])).toEqual({ counts: [null, null, null, 30], total: 41 })
    expect(suppressedList([4, 4, 4, 30])).toEqual({ counts: [null, null, null, null], total: 42 })
  })
  it('hides the total where nothing else can be hidden, and where it is small', () => {
    expect(suppressedList([4, 4, 0])).toEqual({ counts: [null, null, 0], total: null })
    expect(suppressedList([3, 0])).toEqual({ counts: [null, 0], total: null })
    expect(suppressedList([0, 0])).toEqual({ counts: [0, 0], total: 0 })
    expect(suppressedList([])).toEqual({ counts: [], total: 0 })
  })
  it('protects those who did not answer', () => {
    expect(suppressedList([40, 30], 72)).toEqual({ counts: [40, null], total: 72 })
    expect(suppressedList([40, 30], 90)).toEqual({ counts: [40, 30], total: 90 })
    expect(suppressedList([40, 2], 44)).toEqual({ counts: [40, null], total: 44 })
    expect(suppressedList([40, 1], 42)).toEqual({ counts: [null, null], total: 42 })
  })
  it('has nothing to work out from where people could choose several', () => {
    expect(suppressedList([40, 30, 2], 50)).toEqual({ counts: [40, 30, null], total: 50 })
  })
  it('takes only counts', () => {
    expect(() => suppressedList([1.5])).toThrow(RangeError)
    expect(() => suppressedList([-1])).toThrow(RangeError)
  })
  it('never shows a small number and never lets one be worked out', () => {
    fc.assert(
      fc.property(someCounts, counts => {
        const { counts: shown, total } = suppressedList(counts)
        expect([...shown, total].some(count => count !== null && isSmall(count))).toBe(false)
        expect(listGivesNothingAway(counts, shown, total)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  it('hides at most one count besides the small ones, and never a 0', () => {
    fc.assert(
      fc.property(someCounts, counts => {
        const { counts: shown } = suppressedList(counts)
        expect(counts.filter((count, at) => shown[at] === null && count >= smallest).length).toBeLessThan(2)
        expect(counts.some((count, at) => shown[at] === null && count === 0)).toBe(false)
      }),
    )
  })
})

describe('suppressedTable', () => {
  it('hides nothing where nothing is small', () => {
    expect(
      suppressedTable([
        [5, 0],
        [9, 12],
      ]),
    ).toEqual({
      cells: [
        [5, 0],
        [9, 12],
      ],
      rows: [5, 21],
      columns: [14, 12],
      total: 26,
    })
  })
  it('hides the cheapest rectangle with a single small number, and keeps every total', () => {
    expect(
      suppressedTable([
        [3, 20, 50],
        [40, 60, 70],
        [30, 10, 80],
      ]),
    ).toEqual({
      cells: [
        [null, null, 50],
        [40, 60, 70],
        [null, null, 80],
      ],
      rows: [73, 170, 120],
      columns: [73, 90, 200],
      total: 363,
    })
  })
  it('hides totals where there is no other way', () => {
    const { total, rows } = suppressedTable([[3, 0]])
    expect([total, rows]).toEqual([null, [null]])
  })
  it('takes tables of one shape only, and none at all', () => {
    expect(() => suppressedTable([[1], [1, 2]])).toThrow(RangeError)
    expect(suppressedTable([])).toEqual({ cells: [], rows: [], columns: [], total: 0 })
  })
  it('never shows a small number, and no hidden one can be worked out', () => {
    fc.assert(
      fc.property(someTable, counts => {
        const shown = whole(suppressedTable(counts))
        expect(shown.flat().some(count => count !== null && isSmall(count))).toBe(false)
        expect(shown.flat().map((count, at) => count ?? withMargins(counts).flat()[at])).toEqual(
          withMargins(counts).flat(),
        )
        expect(nothingFollows(counts, shown)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  it('hides nothing that could be shown: any one number more would give another away', () => {
    fc.assert(
      fc.property(someTable, counts => {
        const full = withMargins(counts)
        const shown = whole(suppressedTable(counts))
        for (const [row, cells] of shown.entries()) {
          for (const [column, count] of cells.entries()) {
            const value = full[row]![column]!
            if (count !== null || isSmall(value)) continue
            const more = shown.map((line, at) => (at === row ? line.with(column, value) : line))
            expect(nothingFollows(counts, more)).toBe(false)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
  it('keeps most of a large table, and gives the same one each time', () => {
    const counts = [...Array(40).keys()].map(row => [...Array(12).keys()].map(column => (row * 31 + column * 17) % 67))
    const table = suppressedTable(counts)
    const hidden = table.cells.flat().filter(count => count === null).length
    const small = counts.flat().filter(isSmall).length
    expect(hidden).toBeLessThan(3 * small)
    expect([...table.rows, ...table.columns, table.total]).not.toContain(null)
    expect(suppressedTable(counts)).toEqual(table)
  })
})
