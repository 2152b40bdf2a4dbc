// Judgements about a series: signal or noise, on course or behind, better or worse.
// Each answer carries its facts, so that a page can say in words what it was drawn from.
import { type Good, linearTrend, mean, type Series } from './statistics.ts'

const needed = 8
const baselineAtMost = 12
const runLength = 8

export interface TooShort {
  readonly tooShort: true
  readonly points: number
  readonly needed: number
}

/** All in the indicator's unit. */
export interface ProcessLimits {
  readonly tooShort: false
  readonly centre: number
  readonly lower: number
  readonly upper: number
  readonly averageMovingRange: number
  readonly points: number
}

/**
 * Natural process limits of an XmR chart: mean ± 2.66 × average moving range, where a moving range is the size of the
 * step from one reading to the next (2.66 = 3 / 1.128, d₂ for two). Needs eight points. Limits may pass what is
 * possible (under 0, over 100%). Source: Shewhart 1931; Wheeler, Understanding Variation, 1993.
 */
export function processLimits(series: Series): ProcessLimits | TooShort {
  if (series.length < needed) return { tooShort: true, points: series.length, needed }
  const centre = mean(series.map(point => point.value))
  const averageMovingRange = mean(series.slice(1).map((point, index) => Math.abs(point.value - series[index]!.value)))
  return {
    tooShort: false,
    centre,
    lower: centre - 2.66 * averageMovingRange,
    upper: centre + 2.66 * averageMovingRange,
    averageMovingRange,
    points: series.length,
  }
}

/** What was looked at. Moments are decimal years. */
export interface Looked {
  readonly points: number
  readonly from: number
  readonly to: number
  /** The first readings, which set the centre line and the limits. */
  readonly baseline: { readonly points: number; readonly from: number; readonly to: number }
}

/** The unbroken stretch of readings that make the signal: all outside the limits, or all on one side of the centre. */
export interface Stretch {
  readonly since: number
  readonly until: number
  readonly points: number
}

export type Signal =
  | { readonly kind: 'too-short'; readonly points: number; readonly needed: number }
  | { readonly kind: 'noise'; readonly limits: ProcessLimits; readonly looked: Looked }
  | {
      readonly kind: 'signal'
      /** The side of the centre line that the readings of the signal are on. */
      readonly direction: 'up' | 'down'
      readonly because: 'outside-limits' | 'run-of-eight'
      readonly limits: ProcessLimits
      readonly looked: Looked
      readonly stretch: Stretch
      /** Whether every reading since has stayed on that side of the centre. A single bad year that passed does not last. */
      readonly lasting: boolean
    }

/**
 * Signal or noise, by two process-behaviour rules: a point outside the limits; eight points in a row on one side of the
 * centre line (a point on the line breaks the run). The baseline is the first twelve points, or all of them where there
 * are fewer (at least eight); every point is judged against its limits. The latest signal is given; where both rules
 * end at one point, the limits come first.
 * A steady trend shows as points outside the limits. Readings that overlap (rolling averages) give too many signals.
 * Source: Wheeler, Understanding Variation, 1993; Western Electric, Statistical Quality Control Handbook, 1956, tests 1
 * and 4. (NHS England's Making Data Count takes a run of seven: ours is slower to call a signal.)
 */
export function signal(series: Series): Signal {
  const baseline = series.slice(0, baselineAtMost)
  const limits = processLimits(baseline)
  if (limits.tooShort) return { kind: 'too-short', points: limits.points, needed: limits.needed }
  const looked: Looked = {
    points: series.length,
    from: series[0]!.at,
    to: series.at(-1)!.at,
    baseline: { points: baseline.length, from: baseline[0]!.at, to: baseline.at(-1)!.at },
  }
  // Sums of decimals are inexact: without this slack a series that never moves would be outside its own limits.
  const slack = 1e-9 * Math.max(...series.map(point => Math.abs(point.value)))
  const outside = series.map(point => side(point.value, limits.lower - slack, limits.upper + slack))
  const halves = series.map(point => side(point.value, limits.centre - slack, limits.centre + slack))

  for (let end = series.length - 1; end >= 0; end--) {
    const beyond = outside[end] === 0 ? 0 : stretchTo(outside, end)
    const run = halves[end] === 0 ? 0 : stretchTo(halves, end)
    if (beyond === 0 && run < runLength) continue
    const points = beyond > 0 ? beyond : run
    return {
      kind: 'signal',
      direction: halves[end] === 1 ? 'up' : 'down',
      because: beyond > 0 ? 'outside-limits' : 'run-of-eight',
      limits,
      looked,
      stretch: { since: series[end - points + 1]!.at, until: series[end]!.at, points },
      lasting: halves.slice(end).every(half => half === halves[end]),
    }
  }
  return { kind: 'noise', limits, looked }
}

/** 1 above, −1 below, 0 between. */
const side = (value: number, lower: number, upper: number): 1 | -1 | 0 => (value > upper ? 1 : value < lower ? -1 : 0)

/** How many neighbours up to and with `end` are on the same side. */
function stretchTo(sides: readonly number[], end: number): number {
  let start = end
  while (start > 0 && sides[start - 1] === sides[end]) start--
  return end - start + 1
}

/**
 * Mann–Kendall test for a trend, exact, with ties. S = rises − falls over all pairs of readings, earlier to later;
 * p = the share of all orders of these values whose |S| is at least as large (two-sided), 0 to 1.
 * Meant for short series (up to 12): above that the counts outgrow exact arithmetic and it throws.
 * Source: Mann 1945; Kendall, Rank Correlation Methods, 4th ed. 1975, tables of S.
 */
export function mannKendall(values: readonly number[]): { s: number; p: number } {
  if (values.length > 12) throw new RangeError('The exact Mann–Kendall test here is for at most twelve values')
  let s = 0
  let pairs = 0
  values.forEach((later, index) => {
    for (const earlier of values.slice(0, index)) {
      s += Math.sign(later - earlier)
      pairs += later === earlier ? 0 : 1
    }
  })
  const orders = ordersByFalls(values, pairs)
  const all = orders.reduce((sum, count) => sum + count, 0)
  // An order with k falls among the untied pairs has S = pairs − 2k.
  const extreme = orders.reduce(
    (sum, count, falls) => sum + (Math.abs(pairs - 2 * falls) >= Math.abs(s) ? count : 0),
    0,
  )
  return { s, p: extreme / all }
}

/**
 * How many different orders of the values have 0, 1, 2 … falls: the coefficients of the Gaussian multinomial
 * ∏(1 − qⁱ), i = 1…n, over ∏(1 − qʲ), j = 1…m, for each group of m equal values (MacMahon 1913).
 */
function ordersByFalls(values: readonly number[], most: number): number[] {
  const counts = Array.from({ length: most + 1 }, (_, power) => (power === 0 ? 1 : 0))
  const seen = new Map<number, number>()
  values.forEach((value, index) => {
    for (let power = most; power > index; power--) counts[power]! -= counts[power - index - 1]!
    const equal = (seen.get(value) ?? 0) + 1
    seen.set(value, equal)
    for (let power = equal; power <= most; power++) counts[power]! += counts[power - equal]!
  })
  return counts
}

/** `changed` is only for indicators where neither way is good: it moved clearly, and that is neither better nor worse. */
export type Verdict = 'better' | 'worse' | 'changed' | 'no-clear-change' | 'too-early'

const trendLevel = 0.1

/**
 * The word a page uses. With eight points or more: the signal, if it lasts. With four to seven: the Mann–Kendall exact
 * test, two-sided p ≤ 0.1 (four points must all rise or all fall, p = 0.083). Under four nothing could reach
 * p ≤ 0.1 (three rising points: 0.33), so it is too early. `given` is the signal of the same series.
 * Source: the two tests above; the level 0.1 is our choice for short yearly series, one false alarm in ten at most.
 */
export function verdict(series: Series, good: Good, given: Signal): Verdict {
  if (series.length < 4) return 'too-early'
  const direction = given.kind === 'too-short' ? shortTrend(series) : lastingDirection(given)
  if (direction === null) return 'no-clear-change'
  if (good === 'neither') return 'changed'
  return direction === good ? 'better' : 'worse'
}

const lastingDirection = (given: Signal): 'up' | 'down' | null =>
  given.kind === 'signal' && given.lasting ? given.direction : null

function shortTrend(series: Series): 'up' | 'down' | null {
  const { s, p } = mannKendall(series.map(point => point.value))
  return p > trendLevel ? null : s > 0 ? 'up' : 'down'
}

export interface Course {
  readonly target: number
  readonly latest: number
  /** How far the latest value is from being enough, in the unit; 0 when it is. */
  readonly short: number
}

/** Where the recent readings lead: the line through them at the target's date. */
export interface Projection {
  readonly value: number
  /** Slope of the line, unit per year. */
  readonly perYear: number
  /** How many readings the line is through, and since when (decimal year). */
  readonly points: number
  readonly since: number
}

export type OnCourse =
  | { readonly kind: 'too-early'; readonly points: number; readonly needed: number }
  | ({ readonly kind: 'met'; readonly because: 'reached' } & Course)
  | ({ readonly kind: 'behind'; readonly because: 'date-passed' } & Course)
  | ({
      readonly kind: 'on-course' | 'behind'
      readonly because: 'projection'
      readonly projection: Projection
    } & Course)

const recent = 5
const fewest = 3
const closeEnough = 0.05

/**
 * Whether a target (value at a decimal year) will be reached if things go on as they have.
 * `met`: the latest reading is at the target or past it the good way, early or late. Not met and the target's date is
 * reached: `behind`. Else the least-squares line through the last five readings (at least three, or it is too early)
 * is drawn on to the target's date. Where neither way is good, enough means within 5% of the target, on either side.
 * A line knows nothing of ceilings or plans: it is "as things are going", not a forecast.
 * Source: Friedman, Trying Hard Is Not Good Enough, 2005 (baselines drawn forward); the five and the 5% are our choice.
 */
export function onCourse(series: Series, target: { at: number; value: number }, good: Good): OnCourse {
  const latest = series.at(-1)
  if (!latest) return { kind: 'too-early', points: 0, needed: fewest }
  const short = shortfall(latest.value, target.value, good)
  const course: Course = { target: target.value, latest: latest.value, short }
  if (short === 0) return { kind: 'met', because: 'reached', ...course }
  if (latest.at >= target.at) return { kind: 'behind', because: 'date-passed', ...course }
  const last = series.slice(-recent)
  const trend = linearTrend(last)
  if (!trend) return { kind: 'too-early', points: last.length, needed: fewest }
  const value = trend.intercept + trend.slope * target.at
  const projection: Projection = { value, perYear: trend.slope, points: last.length, since: last[0]!.at }
  const kind = shortfall(value, target.value, good) === 0 ? 'on-course' : 'behind'
  return { kind, because: 'projection', projection, ...course }
}

/** How far a value is from being enough; differences in the last digits are inexact sums, not shortfalls. */
function shortfall(value: number, target: number, good: Good): number {
  const short =
    good === 'up'
      ? target - value
      : good === 'down'
        ? value - target
        : Math.abs(value - target) - closeEnough * Math.abs(target)
  return short <= 1e-9 * Math.max(Math.abs(target), Math.abs(value)) ? 0 : short
}
