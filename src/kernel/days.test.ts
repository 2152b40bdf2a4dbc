// Days and months of the calendar, counted.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysAfter, daysBetween, monthsAfter } from './days.ts'

const day = fc.integer({ min: 0, max: 30_000 }).map(days => daysAfter('1990-01-01', days))

describe('days', () => {
  it('go over the end of a month, of a year, and back', () => {
    expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29')
    expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01')
    expect(daysAfter('2027-01-01', -1)).toBe('2026-12-31')
  })

  it('are as many between two as lead from one to the other', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -900, max: 900 }), (from, days) => {
        expect(daysBetween(from, daysAfter(from, days))).toBe(days)
      }),
    )
  })
})

describe('months', () => {
  it('end where the month ends', () => {
    expect(monthsAfter('2027-01-31', 1)).toBe('2027-02-28')
    expect(monthsAfter('2028-01-31', 1)).toBe('2028-02-29')
    expect(monthsAfter('2028-02-29', 12)).toBe('2029-02-28')
    expect(monthsAfter('2027-01-31', -2)).toBe('2026-11-30')
    expect(monthsAfter('2026-12-31', 1)).toBe('2027-01-31')
  })

  it('keep the number of the day in the month, or end it', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -300, max: 300 }), (from, months) => {
        const to = monthsAfter(from, months)
        const index = (one: string) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7))
        expect(index(to) - index(from)).toBe(months)
        if (to.slice(8) !== from.slice(8)) {
          expect(to < to.slice(0, 8) + from.slice(8)).toBe(true)
          expect(daysAfter(to, 1).slice(8)).toBe('01')
        }
      }),
    )
  })
})
