// The formulas against worked examples (arithmetic beside them), against laws that must hold for any values,
// and against the family averages that the benchmarking framework published.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeSince,
  familyAverage,
  fasterThan,
  type Good,
  gap,
  linearTrend,
  mean,
  median,
  rank,
  sampleStandardDeviation,
  zScores,
} from './statistics.ts'

const yearly = (first: number, ...values: number[]) => values.map((value, index) => ({ at: first + index, value }))
const placed = (values: Record<string, number>) => Object.entries(values).map(([place, value]) => ({ place, value }))

const someValues = (least: number) =>
  fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: least, maxLength: 40 })
const somePlaces = fc.uniqueArray(
  fc.record({ place: fc.string({ minLength: 1 }), value: fc.integer({ min: -20, max: 20 }) }),
  { selector: item => item.place, minLength: 2, maxLength: 33 },
)
const someGood = fc.constantFrom<Good>('up', 'down', 'neither')

describe('mean, deviation and median', () => {
  // 2 4 4 4 5 5 7 9: sum 40, mean 5; squares 9+1+1+1+0+0+4+16 = 32; 32 / 7 = 4.5714; root 2.1381.
  const values = [2, 4, 4, 4, 5, 5, 7, 9]
  it('agree with a worked example', () => {
    expect(mean(values)).toBe(5)
    expect(sampleStandardDeviation(values)).toBeCloseTo(2.1381, 4)
    expect(median(values)).toBe(4.5)
    expect(median([9, 1, 4])).toBe(4)
  })
  it('throw where they are not defined', () => {
    expect(() => mean([])).toThrow(RangeError)
    expect(() => median([])).toThrow(RangeError)
    expect(() => sampleStandardDeviation([1])).toThrow(RangeError)
  })
  it('leave the list as it was', () => {
    const given = [3, 1, 2]
    median(given)
    expect(given).toEqual([3, 1, 2])
  })
})

describe('changeSince', () => {
  it('gives the change, the yearly change and the part of the baseline', () => {
    // 25 to 19 over 4 years: −6, −1.5 a year, −6 / 25 = −24%.
    expect(changeSince(yearly(2018, 25, 24, 22, 20, 19), { at: 2018, value: 25 })).toEqual({
      change: -6,
      perYear: -1.5,
      relative: -0.24,
    })
  })
  it('has no relative change from 0, and keeps the sign of the change from below 0', () => {
    expect(changeSince(yearly(2020, 0, 3), { at: 2020, value: 0 })?.relative).toBeNull()
    expect(changeSince(yearly(2020, -4, -2), { at: 2020, value: -4 })?.relative).toBe(0.5)
  })
  it('is null with nothing later than the baseline', () => {
    expect(changeSince([], { at: 2020, value: 1 })).toBeNull()
    expect(changeSince(yearly(2020, 1), { at: 2020, value: 1 })).toBeNull()
  })
})

describe('linearTrend', () => {
  it("gives Anscombe's first set its published line", () => {
    // Anscombe 1973, set I: y = 3.00 + 0.500 x, residual sum of squares 13.76; √(13.76 / 9) = 1.237.
    const values = [4.26, 5.68, 7.24, 4.82, 6.95, 8.81, 8.04, 8.33, 10.84, 7.58, 9.96]
    const trend = linearTrend(yearly(4, ...values))!
    expect(trend.slope).toBeCloseTo(0.5, 3)
    expect(trend.intercept).toBeCloseTo(3.0, 3)
    expect(trend.residualStandardError).toBeCloseTo(1.237, 3)
  })
  it('is null under three points, and where all are for one moment', () => {
    expect(linearTrend(yearly(2020, 1, 2))).toBeNull()
    expect(linearTrend([1, 2, 3].map(value => ({ at: 2020, value })))).toBeNull()
  })
  it('finds any exact line again, in years as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (slope, level) => {
        const trend = linearTrend([2010, 2011, 2014, 2020].map(at => ({ at, value: level + slope * (at - 2010) })))!
        expect(trend.slope).toBeCloseTo(slope, 8)
        expect(trend.intercept + trend.slope * 2010).toBeCloseTo(level, 6)
        expect(trend.residualStandardError).toBeCloseTo(0, 6)
      }),
    )
  })
})

describe('rank', () => {
  const values = placed({ Angus: 30, Moray: 20, Fife: 20, Stirling: 10 })
  const ranks = (good: Good) => rank(values, good).places.map(({ place, rank }) => `${rank} ${place}`)
  it('shares a rank between equals and leaves the next one out', () => {
    expect(ranks('up')).toEqual(['1 Angus', '2 Fife', '2 Moray', '4 Stirling'])
    expect(ranks('down')).toEqual(['1 Stirling', '2 Fife', '2 Moray', '4 Angus'])
    expect(rank(values, 'up').places.map(({ shared }) => shared)).toEqual([false, true, true, false])
  })
  it('says how rank 1 was chosen', () => {
    expect(rank(values, 'up').order).toBe('highest-is-best')
    expect(rank(values, 'down').order).toBe('lowest-is-best')
    expect(rank(values, 'neither').order).toBe('highest-first')
    expect(ranks('neither')).toEqual(ranks('up'))
  })
  it('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(somePlaces, someGood, fc.infiniteStream(fc.nat()), (places, good, keys) => {
        const shuffled = places
          .map(item => ({ item, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item)
        expect(rank(shuffled, good)).toEqual(rank(places, good))
      }),
    )
  })
  it('is one more than the number of better places', () => {
    fc.assert(
      fc.property(somePlaces, fc.constantFrom<Good>('up', 'down'), (places, good) => {
        for (const { value, rank: given } of rank(places, good).places) {
          const better = places.filter(other => (good === 'up' ? other.value > value : other.value < value))
          expect(given).toBe(better.length + 1)
        }
      }),
    )
  })
  it('ranks nothing as nothing', () => {
    expect(rank([], 'up').places).toEqual([])
  })
})

describe('zScores', () => {
  it('agree with a worked example, and turn where down is good', () => {
    // 2 4 6: mean 4, deviation √(8 / 2) = 2.
    expect(zScores([2, 4, 6], 'up')).toEqual([-1, 0, 1])
    expect(zScores([2, 4, 6], 'down')).toEqual([1, 0, -1])
    expect(zScores([2, 4, 6], 'neither')).toEqual([-1, 0, 1])
  })
  it('are 0 where all are equal, also for decimals that do not add up exactly', () => {
    expect(zScores([0.1, 0.1, 0.1], 'up')).toEqual([0, 0, 0])
  })
  it('need two values', () => {
    expect(zScores([1], 'up')).toBeNull()
  })
  it('have mean 0 and deviation 1, and turning good turns every sign', () => {
    fc.assert(
      fc.property(someValues(2), values => {
        fc.pre(new Set(values).size > 1)
        const up = zScores(values, 'up')!
        expect(mean(up)).toBeCloseTo(0, 9)
        expect(sampleStandardDeviation(up)).toBeCloseTo(1, 9)
        zScores(values, 'down')!.forEach((score, index) => {
          expect(score + up[index]!).toBeCloseTo(0, 12)
        })
      }),
    )
  })
})

describe('gap', () => {
  const values = placed({ Angus: 12, Moray: 30, Fife: 20 })
  it('is between the best and the worst', () => {
    expect(gap(values, 'down')).toEqual({
      best: { place: 'Angus', value: 12 },
      worst: { place: 'Moray', value: 30 },
      difference: 18,
      ratio: 2.5,
    })
    expect(gap(values, 'up')?.best.place).toBe('Moray')
  })
  it('has no ratio to 0 or less', () => {
    expect(gap(placed({ Angus: 0, Moray: 3 }), 'up')?.ratio).toBeNull()
    expect(gap(placed({ Angus: -3, Moray: -1 }), 'up')).toMatchObject({ difference: 2, ratio: null })
  })
  it('needs two places', () => {
    expect(gap(placed({ Angus: 1 }), 'up')).toBeNull()
  })
  it('is the same size whichever way is good', () => {
    fc.assert(
      fc.property(somePlaces, places => {
        const [up, down] = [gap(places, 'up')!, gap(places, 'down')!]
        expect([down.difference, down.ratio]).toEqual([up.difference, up.ratio])
        expect([down.best.value, down.worst.value]).toEqual([up.worst.value, up.best.value])
      }),
    )
  })
})

describe('fasterThan', () => {
  const ours = yearly(2019, 99, 50, 54, 60)
  const others = yearly(2020, 50, 52, 55, 80)
  it('compares the change over the moments that both have', () => {
    // Both have 2020 to 2022: ours 50 → 60, others 50 → 55; 2019 and 2023 are left out.
    expect(fasterThan(ours, others, 'up')).toEqual({ pace: 'faster', ours: 10, others: 5, from: 2020, to: 2022 })
    expect(fasterThan(ours, others, 'down')?.pace).toBe('slower')
    expect(fasterThan(yearly(2020, 50, 40), yearly(2020, 50, 55), 'neither')?.pace).toBe('faster')
  })
  it('calls a difference under a hundredth of the start the same', () => {
    expect(fasterThan(yearly(2020, 50, 55.4), yearly(2020, 50, 55), 'up')?.pace).toBe('same')
    expect(fasterThan(yearly(2020, 50, 55.6), yearly(2020, 50, 55), 'up')?.pace).toBe('faster')
  })
  it('is null with fewer than two moments in common', () => {
    expect(fasterThan(yearly(2019, 1, 2), yearly(2020, 1, 2), 'up')).toBeNull()
  })
})

describe('familyAverage', () => {
  it('counts each member that has a reading once', () => {
    expect(familyAverage([10, null, 20, 60])).toBe(30)
    expect(familyAverage([0, null])).toBe(0)
    expect(familyAverage([null])).toBeNull()
  })

  const published = fileURLToPath(
    new URL(
      '../../../shared/data/indicators/lgbf/lgbf_raw_real_by_council_with_scotland_and_family_group.csv',
      import.meta.url,
    ),
  )
  const present = existsSync(published)
  const name = 'gives every family average that the benchmarking framework published, but one'
  it.skipIf(!present)(present ? name : `${name} (skipped: ../shared/data is missing)`, () => {
    const rows: Record<string, string>[] = parse(readFileSync(published), { columns: true, bom: true })
    const families = new Map<string, Record<string, string>[]>()
    for (const row of rows) {
      const family = [row.Code, row.Year, row.FamilyGroup].join(' · ')
      families.set(family, [...(families.get(family) ?? []), row])
    }
    let compared = 0
    const different: string[] = []
    for (const [family, members] of families) {
      const averages = new Set(members.map(row => row.FG_Avg_Indicator_Real!).filter(average => average !== ''))
      if (averages.size !== 1) continue
      compared++
      const theirs = Number([...averages][0])
      const ours = familyAverage(members.map(row => (row.LA_IndicatorReal ? Number(row.LA_IndicatorReal) : null)))
      if (ours === null || !(Math.abs(ours - theirs) <= 1e-3 * Math.abs(theirs))) different.push(family)
    }
    expect(compared).toBe(4231)
    expect(different).toEqual(['SW08 · 2023-24 · Least Deprived'])
  })
})
