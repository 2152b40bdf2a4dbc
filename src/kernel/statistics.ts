// Plain statistics: every formula that an indicator's page shows, by its textbook name.
// Whether a series has changed, and what to call it, is in judgement.ts.

/** One reading of a series: when, as a decimal year (`midYear` of its period), and how much, in the indicator's unit. */
export interface Point {
  readonly at: number
  readonly value: number
}

/** Readings of one indicator for one place, earliest first, at most one for each moment. */
export type Series = readonly Point[]

/** Which way is good: more of it, less of it, or neither. */
export type Good = 'up' | 'down' | 'neither'

/** One place's value, to be set beside others of the same period. `place` is a code or a name, unique in its list. */
export interface Placed {
  readonly place: string
  readonly value: number
}

/** Arithmetic mean, Σx / n, in the unit of the values. Throws when there are none. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The mean of no values is not defined')
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * Sample standard deviation, √(Σ(x − mean)² / (n − 1)), in the unit of the values; n − 1 is Bessel's correction.
 * Throws under two values. Source: Snedecor & Cochran, Statistical Methods, ch. 3.
 */
export function sampleStandardDeviation(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError('A sample standard deviation needs two values')
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}

/** Median: the middle value, or the mean of the middle two, in the unit of the values. Throws when there are none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median of no values is not defined')
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export interface Change {
  /** Latest value − baseline value, in the indicator's unit. */
  readonly change: number
  /** change / years between them, in the unit per year. */
  readonly perYear: number
  /** change / |baseline value|, as a fraction (0.1 is 10%) with the sign of the change; null when the baseline is 0. */
  readonly relative: number | null
}

/** The change from a baseline to the latest reading; null when no reading is later than the baseline. */
export function changeSince(series: Series, baseline: Point): Change | null {
  const latest = series.at(-1)
  if (!latest || latest.at <= baseline.at) return null
  const change = latest.value - baseline.value
  return {
    change,
    perYear: change / (latest.at - baseline.at),
    relative: baseline.value === 0 ? null : change / Math.abs(baseline.value),
  }
}

export interface LinearTrend {
  /** Unit per year. */
  readonly slope: number
  /** Value of the line at year 0, in the unit: value = intercept + slope × year. */
  readonly intercept: number
  /** Typical distance of a reading from the line, √(Σ residual² / (n − 2)), in the unit. */
  readonly residualStandardError: number
}

/**
 * Straight line by ordinary least squares: slope = Σ(t − t̄)(x − x̄) / Σ(t − t̄)², intercept = x̄ − slope × t̄.
 * Null under three points or where all are for one moment. Source: Draper & Smith, Applied Regression Analysis, ch. 1.
 */
export function linearTrend(series: Series): LinearTrend | null {
  if (series.length < 3) return null
  const time = mean(series.map(point => point.at))
  const level = mean(series.map(point => point.value))
  const spread = series.reduce((sum, point) => sum + (point.at - time) ** 2, 0)
  if (spread === 0) return null
  const slope = series.reduce((sum, point) => sum + (point.at - time) * (point.value - level), 0) / spread
  // Residuals are taken about the centre: years near 2000 would otherwise cost digits.
  const squares = series.reduce((sum, point) => sum + (point.value - level - slope * (point.at - time)) ** 2, 0)
  return {
    slope,
    intercept: level - slope * time,
    residualStandardError: Math.sqrt(squares / (series.length - 2)),
  }
}

export interface Ranking {
  /** How rank 1 was chosen. `highest-first` only lists by size: where neither way is good, rank 1 is not the best. */
  readonly order: 'highest-is-best' | 'lowest-is-best' | 'highest-first'
  /** By rank, then by place. `shared` where another place has the same rank. */
  readonly places: readonly (Placed & { readonly rank: number; readonly shared: boolean })[]
}

/**
 * Standard competition ranking ("1224"): rank = 1 + the number of places with a better value; equal values share a rank.
 * Source: Local Government Benchmarking Framework, which ranks councils from 1, the best.
 */
export function rank(values: readonly Placed[], good: Good): Ranking {
  const sorted = values.toSorted(
    (a, b) =>
      (good === 'down' ? a.value - b.value : b.value - a.value) || (a.place < b.place ? -1 : a.place > b.place ? 1 : 0),
  )
  let current = 0
  const places = sorted.map((placed, index) => {
    if (sorted[index - 1]?.value !== placed.value) current = index + 1
    const shared = sorted[index - 1]?.value === placed.value || sorted[index + 1]?.value === placed.value
    return { place: placed.place, value: placed.value, rank: current, shared }
  })
  return {
    order: good === 'up' ? 'highest-is-best' : good === 'down' ? 'lowest-is-best' : 'highest-first',
    places,
  }
}

/**
 * Standard scores, (x − mean) / sample standard deviation, without unit, in the order given. Sign turned where down is
 * good, so that above 0 is better than the mean; where neither is good, above 0 is higher. Null under two values.
 * Where all values are equal every score is 0: each place is at the mean, though 0 / 0 is not defined.
 * Source: Snedecor & Cochran, Statistical Methods, on standard scores; the sample deviation because places are few.
 */
export function zScores(values: readonly number[], good: Good): number[] | null {
  if (values.length < 2) return null
  if (values.every(value => value === values[0])) return values.map(() => 0)
  const centre = mean(values)
  const deviation = sampleStandardDeviation(values)
  return values.map(value => (good === 'down' ? centre - value : value - centre) / deviation)
}

/**
 * The average of a family group: the simple mean of the members that have a reading (null is no reading), each member
 * counting once whatever its population. In the unit of the values; null when no member has a reading.
 * Source: Local Government Benchmarking Framework, family group averages as published.
 */
export function familyAverage(values: readonly (number | null)[]): number | null {
  const present = values.filter(value => value !== null)
  return present.length === 0 ? null : mean(present)
}

export interface Gap {
  /** Where neither way is good, `best` is only the highest and `worst` the lowest. */
  readonly best: Placed
  readonly worst: Placed
  /** |best − worst|, in the unit: the absolute gap. */
  readonly difference: number
  /** Higher value / lower value: the relative gap, never under 1; null when the lower value is 0 or less. */
  readonly ratio: number | null
}

/**
 * The gap between the best and the worst place, absolute and relative; null under two places. Of equals, by place.
 * Source: Mackenbach & Kunst 1997, rate difference and rate ratio, the simplest absolute and relative measures.
 */
export function gap(values: readonly Placed[], good: Good): Gap | null {
  if (values.length < 2) return null
  const { places } = rank(values, good)
  const [best, worst] = [places.at(0)!, places.at(-1)!]
  const low = Math.min(best.value, worst.value)
  const high = Math.max(best.value, worst.value)
  return {
    best: { place: best.place, value: best.value },
    worst: { place: worst.place, value: worst.value },
    difference: high - low,
    ratio: low > 0 ? high / low : null,
  }
}

export interface Pace {
  readonly pace: 'faster' | 'slower' | 'same'
  /** Changes over the common span, in the indicator's unit. */
  readonly ours: number
  readonly others: number
  /** The common span: first and last moments that both series have, decimal years. */
  readonly from: number
  readonly to: number
}

/** Two changes are called the same when they differ by no more than this part of where the others started. */
const samePart = 0.01

/**
 * Whether we improve faster than the others' average: last − first over the moments that both series have.
 * Faster is the better change in the good direction; where neither is good, the larger change either way.
 * Null when they share fewer than two moments. It compares two ends, not a trend: say the span beside it.
 * Source: Local Government Benchmarking Framework practice of comparing change since the base year; the 1% is ours.
 */
export function fasterThan(ours: Series, others: Series, good: Good): Pace | null {
  const theirs = new Map(others.map(point => [point.at, point.value]))
  const shared = ours.filter(point => theirs.has(point.at))
  const [first, last] = [shared.at(0), shared.at(-1)]
  if (!first || !last || first.at === last.at) return null
  const start = theirs.get(first.at)!
  const our = last.value - first.value
  const their = theirs.get(last.at)! - start
  const lead = good === 'up' ? our - their : good === 'down' ? their - our : Math.abs(our) - Math.abs(their)
  const pace = Math.abs(lead) <= samePart * Math.abs(start) ? 'same' : lead > 0 ? 'faster' : 'slower'
  return { pace, ours: our, others: their, from: first.at, to: last.at }
}
