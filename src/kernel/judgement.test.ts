// Judgements against worked examples: limits, signals, short trends, verdicts and courses.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mannKendall, onCourse, processLimits, signal, verdict } from './judgement.ts'
import type { Good } from './statistics.ts'

const yearly = (first: number, ...values: number[]) => values.map((value, index) => ({ at: first + index, value }))
const judge = (good: Good, ...values: number[]) => {
  const series = yearly(2010, ...values)
  return verdict(series, good, signal(series))
}
/** Twelve readings that swing between 9 and 11: centre 10, every step 2, limits 10 ± 5.32. */
const swinging = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11]

describe('processLimits', () => {
  it('agree with a published chart', () => {
    // NIST/SEMATECH e-Handbook 6.3.2.2, flow rates: mean 50.81; steps 2.0 2.3 1.4 3.5 3.4 1.4 0.2 1.2 1.5 sum to 16.9,
    // average 1.8778; limits 50.81 ± 2.66 × 1.8778 = 45.815 and 55.805.
    const limits = processLimits(yearly(2010, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1))
    if (limits.tooShort) throw new Error('ten points are enough')
    expect(limits.centre).toBeCloseTo(50.81, 6)
    expect(limits.averageMovingRange).toBeCloseTo(1.8778, 4)
    expect(limits.lower).toBeCloseTo(45.815, 3)
    expect(limits.upper).toBeCloseTo(55.805, 3)
  })
  it('need eight points', () => {
    expect(processLimits(yearly(2010, 1, 2, 3, 4, 5, 6, 7))).toEqual({ tooShort: true, points: 7, needed: 8 })
  })
})

describe('signal', () => {
  it('is noise while readings swing within the limits', () => {
    expect(signal(yearly(2010, ...swinging))).toMatchObject({
      kind: 'noise',
      limits: { centre: 10, points: 12 },
      looked: { points: 12, from: 2010, to: 2021, baseline: { points: 12, from: 2010, to: 2021 } },
    })
    // 15.2 is inside 15.32, and is no part of the baseline.
    expect(signal(yearly(2010, ...swinging, 15.2))).toMatchObject({ kind: 'noise', limits: { centre: 10 } })
  })
  it('sees a point outside the limits of the baseline', () => {
    expect(signal(yearly(2010, ...swinging, 9, 15.4))).toMatchObject({
      kind: 'signal',
      direction: 'up',
      because: 'outside-limits',
      limits: { centre: 10, points: 12 },
      looked: { points: 14, baseline: { to: 2021 } },
      stretch: { since: 2023, until: 2023, points: 1 },
      lasting: true,
    })
    expect(signal(yearly(2010, ...swinging, 4.6))).toMatchObject({ direction: 'down', because: 'outside-limits' })
  })
  it('sees eight in a row on one side, and not seven', () => {
    // The baseline ends on 11, above; then readings of 9.5, below and well inside the limits.
    const followedBy = (count: number) => signal(yearly(2010, ...swinging, ...Array<number>(count).fill(9.5)))
    expect(followedBy(7).kind).toBe('noise')
    expect(followedBy(8)).toMatchObject({
      direction: 'down',
      because: 'run-of-eight',
      stretch: { since: 2022, until: 2029, points: 8 },
      lasting: true,
    })
    expect(followedBy(9)).toMatchObject({ stretch: { since: 2022, until: 2030, points: 9 } })
  })
  it('lets a point on the centre line break the run', () => {
    const run = [9.5, 9.5, 9.5, 9.5]
    expect(signal(yearly(2010, ...swinging, ...run, 10, ...run)).kind).toBe('noise')
  })
  it('does not call a bad year that passed lasting', () => {
    const passed = signal(yearly(2010, ...swinging, 30, 9, 11))
    expect(passed).toMatchObject({
      kind: 'signal',
      direction: 'up',
      stretch: { since: 2022, until: 2022 },
      lasting: false,
    })
    // Still above the centre: it has not gone back.
    expect(signal(yearly(2010, ...swinging, 30, 11, 12))).toMatchObject({ direction: 'up', lasting: true })
  })
  it('judges the whole where all points are the baseline', () => {
    // 0 … 7: centre 3.5, every step 1, limits 3.5 ± 2.66, so 0.84 to 6.16: the last, 7, is outside.
    expect(signal(yearly(2010, 0, 1, 2, 3, 4, 5, 6, 7))).toMatchObject({
      direction: 'up',
      because: 'outside-limits',
      stretch: { since: 2017, points: 1 },
      lasting: true,
    })
  })
  it('says how many points are missing', () => {
    expect(signal(yearly(2010, 1, 2))).toEqual({ kind: 'too-short', points: 2, needed: 8 })
    expect(signal([])).toEqual({ kind: 'too-short', points: 0, needed: 8 })
  })
  it('finds nothing in a series that never moves', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 8, max: 30 }), (value, count) => {
        expect(signal(yearly(2000, ...Array<number>(count).fill(value))).kind).toBe('noise')
      }),
    )
  })
  it('sees the same upside down, the other way', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 8, maxLength: 30 })
    fc.assert(
      fc.property(values, given => {
        const [as, flipped] = [signal(yearly(2000, ...given)), signal(yearly(2000, ...given.map(value => 0 - value)))]
        expect(flipped.kind).toBe(as.kind)
        if (as.kind !== 'signal' || flipped.kind !== 'signal') return
        expect(flipped.direction).not.toBe(as.direction)
        expect([flipped.because, flipped.stretch, flipped.lasting]).toEqual([as.because, as.stretch, as.lasting])
      }),
    )
  })
})

describe('mannKendall', () => {
  it("agrees with Kendall's table of S (one-sided there, doubled here)", () => {
    // P(S ≥ s): n=3 s=3 .167; n=4 s=6 .042; n=5 s=8 .042 and s=10 .0083; n=6 s=11 .028; n=7 s=13 .035.
    expect(mannKendall([1, 2, 3])).toEqual({ s: 3, p: 2 / 6 })
    expect(mannKendall([1, 2, 3, 4])).toEqual({ s: 6, p: 2 / 24 })
    expect(mannKendall([4, 3, 2, 1])).toEqual({ s: -6, p: 2 / 24 })
    // One neighbouring pair swapped: 9 rises, 1 fall. Orders with 0 or 1 fall: 1 + 4; 2 × 5 / 120.
    expect(mannKendall([1, 2, 3, 5, 4])).toEqual({ s: 8, p: 10 / 120 })
    expect(mannKendall([1, 2, 3, 4, 5]).p).toBeCloseTo(2 * 0.0083, 3)
    expect(mannKendall([2, 1, 4, 3, 5, 6])).toMatchObject({ s: 11 })
    expect(mannKendall([2, 1, 4, 3, 5, 6]).p).toBeCloseTo(2 * 0.028, 2)
    expect(mannKendall([2, 1, 4, 3, 6, 5, 7]).s).toBe(15)
    expect(mannKendall([2, 3, 1, 4, 6, 5, 7])).toMatchObject({ s: 15 })
    expect(mannKendall([3, 2, 1, 4, 6, 5, 7]).s).toBe(13)
    expect(mannKendall([3, 2, 1, 4, 6, 5, 7]).p).toBeCloseTo(2 * 0.035, 2)
  })
  it('counts ties exactly', () => {
    // 1 1 2: the orders 112, 121, 211 have S = 2, 0, −2; |S| ≥ 2 in two of three.
    expect(mannKendall([1, 1, 2])).toEqual({ s: 2, p: 2 / 3 })
    expect(mannKendall([5, 5, 5, 5])).toEqual({ s: 0, p: 1 })
  })
  it('agrees with going through every order', () => {
    const orders = (values: number[]): number[][] =>
      values.length < 2
        ? [values]
        : values.flatMap((first, index) => orders(values.toSpliced(index, 1)).map(rest => [first, ...rest]))
    const strength = (values: number[]) =>
      values.reduce((s, later, at) => s + values.slice(0, at).reduce((t, v) => t + Math.sign(later - v), 0), 0)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }), values => {
        const all = orders(values)
        const extreme = all.filter(order => Math.abs(strength(order)) >= Math.abs(strength(values)))
        expect(mannKendall(values).s).toBe(strength(values))
        expect(mannKendall(values).p).toBeCloseTo(extreme.length / all.length, 12)
      }),
      { numRuns: 40 },
    )
  })
  it('refuses what it cannot count exactly', () => {
    expect(() => mannKendall(Array.from({ length: 13 }, (_, value) => value))).toThrow(RangeError)
  })
})

describe('verdict', () => {
  it('is too early under four points', () => {
    expect(judge('up')).toBe('too-early')
    expect(judge('up', 1, 2, 3)).toBe('too-early')
  })
  it('needs four that all rise or all fall', () => {
    expect(judge('up', 1, 2, 3, 4)).toBe('better')
    expect(judge('down', 1, 2, 3, 4)).toBe('worse')
    expect(judge('down', 9, 7, 6, 2)).toBe('better')
    expect(judge('up', 1, 2, 4, 3)).toBe('no-clear-change')
  })
  it('lets one swap pass in five', () => {
    expect(judge('up', 1, 2, 3, 5, 4)).toBe('better')
    expect(judge('up', 1, 3, 2, 5, 4)).toBe('no-clear-change')
  })
  it('goes by a lasting signal from eight points on', () => {
    expect(judge('down', 0, 1, 2, 3, 4, 5, 6, 7)).toBe('worse')
    expect(judge('up', ...swinging)).toBe('no-clear-change')
    expect(judge('down', ...swinging, 4)).toBe('better')
    expect(judge('down', ...swinging, 30, 9, 11)).toBe('no-clear-change')
  })
  it('never says better or worse where neither way is good', () => {
    expect(judge('neither', 1, 2, 3, 4)).toBe('changed')
    expect(judge('neither', ...swinging)).toBe('no-clear-change')
  })
  it('turns round when good does', () => {
    const turned = { better: 'worse', worse: 'better' } as Record<string, string>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }), values => {
        const up = judge('up', ...values)
        expect(judge('down', ...values)).toBe(turned[up] ?? up)
      }),
    )
  })
})

describe('onCourse', () => {
  it('draws the line through the last five on to the target', () => {
    // Last five 20 22 24 26 28 (the 90 is older): 2 a year, so 34 three years on.
    const series = yearly(2015, 90, 20, 22, 24, 26, 28)
    const result = onCourse(series, { at: 2023, value: 33 }, 'up')
    if (result.kind !== 'on-course') throw new Error(result.kind)
    expect(result).toMatchObject({ because: 'projection', target: 33, latest: 28, short: 5 })
    expect(result.projection).toMatchObject({ points: 5, since: 2016 })
    expect(result.projection.value).toBeCloseTo(34, 8)
    expect(result.projection.perYear).toBeCloseTo(2, 8)
    expect(onCourse(series, { at: 2023, value: 34 }, 'up').kind).toBe('on-course')
    expect(onCourse(series, { at: 2023, value: 35 }, 'up')).toMatchObject({ kind: 'behind', because: 'projection' })
  })
  it('turns where down is good', () => {
    const series = yearly(2018, 30, 28, 26)
    expect(onCourse(series, { at: 2022, value: 22 }, 'down').kind).toBe('on-course')
    expect(onCourse(series, { at: 2022, value: 20 }, 'down').kind).toBe('behind')
  })
  it('is met when the latest reading is there, however few there are', () => {
    expect(onCourse(yearly(2020, 40), { at: 2025, value: 40 }, 'up')).toEqual({
      kind: 'met',
      because: 'reached',
      target: 40,
      latest: 40,
      short: 0,
    })
    expect(onCourse(yearly(2020, 12, 9), { at: 2021, value: 10 }, 'down').kind).toBe('met')
  })
  it('is behind when the date has come and the target is not reached', () => {
    expect(onCourse(yearly(2020, 30, 35), { at: 2021, value: 40 }, 'up')).toEqual({
      kind: 'behind',
      because: 'date-passed',
      target: 40,
      latest: 35,
      short: 5,
    })
  })
  it('is too early under three readings', () => {
    expect(onCourse(yearly(2020, 30, 35), { at: 2025, value: 40 }, 'up')).toEqual({
      kind: 'too-early',
      points: 2,
      needed: 3,
    })
    expect(onCourse([], { at: 2025, value: 40 }, 'up').kind).toBe('too-early')
  })
  it('takes within 5% as enough where neither way is good', () => {
    // 5% of 100 is 5: 95 to 105.
    expect(onCourse(yearly(2020, 105), { at: 2025, value: 100 }, 'neither').kind).toBe('met')
    expect(onCourse(yearly(2020, 106), { at: 2025, value: 100 }, 'neither').kind).toBe('too-early')
    expect(onCourse(yearly(2020, 120, 117, 114), { at: 2025, value: 100 }, 'neither').kind).toBe('on-course')
    expect(onCourse(yearly(2020, 120, 110, 107), { at: 2025, value: 100 }, 'neither').kind).toBe('behind')
  })
})
