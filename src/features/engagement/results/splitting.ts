// Answers broken down by groups of people, in such a way that nobody can be found in them. Pure.
// The totals of answers and of groups are published beside, so everybody knows them: only what is inside may be hidden.

import { isSmall, type Shown, suppressedList, suppressedTable } from '../../../kernel/suppression.ts'

/**
 * Each group's count and that of those who did not say, all of `responses` together, small numbers hidden. How many
 * answered is known to everybody, so where that would have to be hidden nothing can be shown.
 */
export function shownGroups(
  counts: readonly number[],
  responses: number,
): { readonly counts: readonly Shown[]; readonly notSaid: Shown } {
  const notSaid = responses - sumOf(counts)
  // How many did not say, and so how many did, is shown where it can be: shares are of those who did.
  const said = suppressedList(counts)
  if (!isSmall(notSaid) && said.total !== null) return { counts: said.counts, notSaid }
  const all = suppressedList([...counts, notSaid])
  return all.total === null
    ? { counts: counts.map(() => null), notSaid: null }
    : { counts: all.counts.slice(0, -1), notSaid: all.counts.at(-1)! }
}

/** Columns that are put together, by their places in the list of groups. */
export type Merged = readonly (readonly number[])[]

/**
 * Which groups stand together in a breakdown: those that are hidden in the list of groups are one column, and no column
 * has fewer than five people. `totals` has those who did not say as its last; fewer than two columns is nothing to show.
 */
export function columnsOf(totals: readonly number[], shown: readonly Shown[]): Merged {
  const there = [...totals.keys()].filter(at => totals[at]! > 0)
  const hidden = there.filter(at => shown[at] === null)
  const inOrder = (each: readonly (readonly number[])[]) => each.toSorted((a, b) => a[0]! - b[0]!)
  let columns = inOrder([...there.filter(at => shown[at] !== null).map(at => [at]), ...(hidden.length ? [hidden] : [])])
  const size = (column: readonly number[]) => sumOf(column.map(at => totals[at]!))
  while (columns.length > 1 && columns.some(column => isSmall(size(column)))) {
    const [least, next, ...others] = columns.toSorted((a, b) => size(a) - size(b) || a[0]! - b[0]!)
    columns = inOrder([...others, [...least!, ...next!].toSorted((a, b) => a - b)])
  }
  return columns.length > 1 && !columns.some(column => isSmall(size(column))) ? columns : []
}

/** More rows than this are put together, the smallest first. */
const mostRows = 20

interface Row {
  readonly options: readonly number[]
  readonly counts: readonly number[]
}

/**
 * Rows exclude each other and hold everybody (those who gave no answer are a row too). Rows whose total is small are put
 * together with the next smallest, on a scale with a neighbour; and more of them until no total would have to be hidden,
 * because it could not be. Null where no two rows are left.
 */
export function exclusive(
  counts: readonly (readonly number[])[],
  ordered: boolean,
): readonly { readonly options: readonly number[]; readonly counts: readonly Shown[] }[] | null {
  let rows: readonly Row[] = [...counts.keys()]
    .map(at => ({ options: [at], counts: counts[at]! }))
    .filter(row => sumOf(row.counts) > 0)
  while (rows.length > mostRows || (rows.length > 1 && rows.some(row => isSmall(sumOf(row.counts)))))
    rows = merged(rows, ordered)
  for (; rows.length > 1; rows = merged(rows, ordered)) {
    const table = suppressedTable(rows.map(row => row.counts))
    if (![...table.rows, ...table.columns, table.total].includes(null))
      return rows.map(({ options }, at) => ({ options, counts: table.cells[at]! }))
  }
  return null
}

/** How many of each column chose one of several, where people may choose more; null where it cannot be shown. */
export function chosenBy(counts: readonly number[], columns: readonly number[]): readonly Shown[] | null {
  const rest = columns.map((people, at) => people - counts[at]!)
  const [chose, others] = [sumOf(counts), sumOf(rest)]
  if (chose === 0 || others === 0) return counts
  if (isSmall(chose) || isSmall(others)) return null
  const table = suppressedTable([counts, rest])
  return [...table.rows, ...table.columns, table.total].includes(null) ? null : table.cells[0]!
}

/** The row with the fewest people put together with the next smallest; on a scale with the smaller of its neighbours. */
function merged(rows: readonly Row[], ordered: boolean): readonly Row[] {
  const size = (at: number) => sumOf(rows[at]!.counts)
  const bySize = [...rows.keys()].toSorted((a, b) => size(a) - size(b) || b - a)
  const [least] = bySize as [number]
  const near = ordered ? [least - 1, least + 1].filter(at => at >= 0 && at < rows.length) : bySize.slice(1)
  const other = near.toSorted((a, b) => size(a) - size(b))[0]!
  const [first, second] = [Math.min(least, other), Math.max(least, other)]
  const both: Row = {
    options: [...rows[first]!.options, ...rows[second]!.options],
    counts: rows[first]!.counts.map((count, at) => count + rows[second]!.counts[at]!),
  }
  return rows.map((row, at) => (at === first ? both : row)).filter((_, at) => at !== second)
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)
