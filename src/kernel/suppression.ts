// The one rule for small numbers: which counts of people are shown, and which others must be hidden with them so that
// nobody can work the hidden ones out.

/**
 * Counts under this, but above 0, are not shown: five is a common threshold for UK tables about people.
 * A 0 is shown: it counts nobody, so it points at nobody, and hiding it would hide that a group was not reached at all.
 * Source for that line: NHS Digital's disclosure control methodology for Hospital Episode Statistics (2018), which hides
 * counts of 1 to 7 and not 0.
 */
export const smallest = 5

/** Whether a count is too small to be shown as it is. */
export const isSmall = (count: number): boolean => count > 0 && count < smallest

/** A count of people as it may be shown; null is hidden. */
export type Shown = number | null

export interface SuppressedList {
  readonly counts: readonly Shown[]
  readonly total: Shown
}

/**
 * A list of counts, in the order given, and its total, with small numbers hidden. `total` is how many people there are;
 * left out, it is the sum. Where it is more than the sum, the rest (did not answer) counts as one more number to
 * protect; where it is less, people could choose several and nothing can be worked out from it.
 * One small number is never hidden alone: the smallest other count goes with it, and the total where there is none.
 */
export function suppressedList(counts: readonly number[], total = sumOf(counts)): SuppressedList {
  for (const count of [...counts, total]) mustBeCount(count)
  const places = [...counts.keys()]
  const hidden = new Set(places.filter(at => isSmall(counts[at]!)))
  const rest = total - sumOf(counts)
  const small = [...counts, rest].filter(isSmall)
  let showTotal = !isSmall(total)
  if (showTotal && rest >= 0 && small.length > 0 && !protectEachOther(small)) {
    const others = places.filter(at => counts[at]! >= smallest)
    if (others.length === 0) showTotal = false
    else hidden.add(others.reduce((best, at) => (counts[at]! < counts[best]! ? at : best)))
  }
  return { counts: counts.map((count, at) => (hidden.has(at) ? null : count)), total: showTotal ? total : null }
}

/** Whether small counts whose sum is known can each be more than one number, for who knows that they are 1 to 4. */
function protectEachOther(small: readonly number[]): boolean {
  const sum = sumOf(small)
  return small.length > 1 && sum > small.length && sum < small.length * (smallest - 1)
}

export interface SuppressedTable {
  readonly cells: readonly (readonly Shown[])[]
  /** Total of each row, of each column, and of all. */
  readonly rows: readonly Shown[]
  readonly columns: readonly Shown[]
  readonly total: Shown
}

/**
 * A two-way table of counts with its totals, small numbers hidden, totals too. Each hidden number can be at least two
 * numbers for somebody who has all that is shown, knows that no 0 is hidden, and guesses which cells are under five.
 * What is hidden besides is chosen to cost little: cells before totals, small counts before large ones; no part of it
 * could be shown again. Somebody who repeats this very choice for every table that could be may still learn more.
 * A table with margins is a network of rows and columns, in which a hidden number is safe where it lies on a cycle of
 * hidden numbers that can all move by one; cheapest cycles by Dijkstra's algorithm. Source: Cox (1995), Network models
 * for complementary cell suppression, Journal of the American Statistical Association 90.
 */
export function suppressedTable(counts: readonly (readonly number[])[]): SuppressedTable {
  for (const count of counts.flat()) mustBeCount(count)
  const width = counts[0]?.length ?? 0
  if (counts.some(row => row.length !== width)) throw new RangeError('Rows of a table are of one length')
  const table = new Margins(counts, width)
  const small = table.places().filter(place => isSmall(table.count(place)))
  for (const place of small) table.hidden.add(place)
  for (const place of small) for (const other of table.cheapestCycle(place, true)!) table.hidden.add(other)
  showAgain(table, small)
  const shown = (row: number, column: number): Shown => {
    const place = row * (width + 1) + column
    return table.hidden.has(place) ? null : table.count(place)
  }
  const [toRows, toColumns] = [[...counts.keys()], [...Array(width).keys()]]
  return {
    cells: toRows.map(row => toColumns.map(column => shown(row, column))),
    rows: toRows.map(row => shown(row, width)),
    columns: toColumns.map(column => shown(counts.length, column)),
    total: shown(counts.length, width),
  }
}

/** Cycles found one after the other may overlap: what the others do not need is shown after all, dearest first. */
function showAgain(table: Margins, small: readonly number[]): void {
  const besides = [...table.hidden].filter(place => !small.includes(place))
  for (const place of besides.toSorted((a, b) => table.cost(b) - table.cost(a) || a - b)) {
    table.hidden.delete(place)
    if (![...table.hidden].every(other => table.cheapestCycle(other, false))) table.hidden.add(place)
  }
}

/** A table with a last row and column of totals; a place is a row and a column of it in one number. */
class Margins {
  readonly hidden = new Set<number>()
  private readonly values: number[]
  private readonly height: number
  private readonly width: number

  constructor(counts: readonly (readonly number[])[], width: number) {
    const body = counts.map(row => [...row, sumOf(row)])
    const totals = [...Array(width + 1).keys()].map(column => sumOf(body.map(row => row[column]!)))
    this.values = [...body, totals].flat()
    this.height = counts.length + 1
    this.width = width + 1
  }

  places = (): number[] => [...this.values.keys()]

  count = (place: number): number => this.values[place]!

  /** What hiding a place loses: its count; totals are used by everybody and always cost more than a cell. */
  cost = (place: number): number => this.count(place) + (this.isTotal(place) ? this.values.at(-1)! : 0)

  /** The places, itself left out, of the cheapest cycle through a place; null where there is none. */
  cheapestCycle(place: number, mayHideMore: boolean): number[] | null {
    const [row, column] = [Math.floor(place / this.width), this.height + (place % this.width)]
    const found: { cost: number; path: number[] }[] = []
    for (const [from, to] of [
      [row, column],
      [column, row],
    ] as const) {
      const back = this.mayGo(from, to, mayHideMore) && this.cheapestPath(to, from, place, mayHideMore)
      if (back) found.push(back)
    }
    return found.toSorted((a, b) => a.cost - b.cost)[0]?.path ?? null
  }

  /** Dijkstra's algorithm between rows (0 …) and columns (height …), never over the place left out. */
  private cheapestPath(from: number, to: number, without: number, mayHideMore: boolean) {
    const costs: number[] = Array(this.height + this.width).fill(Infinity)
    const before: number[] = Array(costs.length).fill(-1)
    const settled: boolean[] = Array(costs.length).fill(false)
    costs[from] = 0
    for (;;) {
      let next = to
      for (let node = 0; node < costs.length; node++) if (!settled[node] && costs[node]! < costs[next]!) next = node
      if (costs[next] === Number.POSITIVE_INFINITY) return null
      if (next === to) break
      settled[next] = true
      // From a row only to columns, from a column only to rows.
      const [first, end] = next < this.height ? [this.height, costs.length] : [0, this.height]
      for (let node = first; node < end; node++) {
        const place = this.placeOf(next, node)
        if (settled[node] || place === without || !this.mayGo(next, node, mayHideMore)) continue
        const cost = costs[next]! + (this.hidden.has(place) ? 0 : this.cost(place))
        if (cost >= costs[node]!) continue
        costs[node] = cost
        before[node] = next
      }
    }
    const path: number[] = []
    for (let node = to; node !== from; node = before[node]!) path.push(this.placeOf(before[node]!, node))
    return { cost: costs[to]!, path }
  }

  /** From row to column a count goes up by one, from column to row down; in a total of one kind the other way round. */
  private mayGo(from: number, to: number, mayHideMore: boolean): boolean {
    const place = this.placeOf(from, to)
    const count = this.count(place)
    if (count === 0 || !(mayHideMore || this.hidden.has(place))) return false
    const turned = this.isTotal(place) && place !== this.values.length - 1
    const up = from < this.height !== turned
    return up ? this.isTotal(place) || count !== smallest - 1 : count > 1
  }

  private placeOf(from: number, to: number): number {
    return Math.min(from, to) * this.width + Math.max(from, to) - this.height
  }

  private isTotal(place: number): boolean {
    return place % this.width === this.width - 1 || place >= this.values.length - this.width
  }
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

function mustBeCount(count: number): void {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is not a count of people`)
}
