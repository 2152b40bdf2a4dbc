// The calendar of rounds: year ends, leap years, catching up, and no time asked about twice.

import { describe, expect, it } from 'vitest'
import { daysAfter } from '../../../kernel/days.ts'
import { lastQuarter, nextRound, type Rhythmic } from './calendar-of-rounds.ts'

const quarterly: Rhythmic = { rhythm: 'quarterly', boardDates: [], gapDays: 5, openDays: 14 }
const halfYearly: Rhythmic = { ...quarterly, rhythm: 'half-yearly' }
const boards: Rhythmic = {
  rhythm: 'board-dates',
  boardDates: ['2027-03-10', '2026-12-09', '2027-06-09'],
  gapDays: 7,
  openDays: 14,
}

describe('every quarter', () => {
  it('asks about the quarter just ended', () => {
    expect(nextRound(quarterly, null, '2026-09-20')).toEqual({
      title: 'July to September 2026',
      starts: '2026-07-01',
      ends: '2026-09-30',
      opens: '2026-10-05',
      closes: '2026-10-19',
    })
  })

  it('crosses the year, and a leap day', () => {
    const before = { ends: '2027-09-30', closes: '2027-10-19' }
    const winter = nextRound(quarterly, before, '2027-10-05')!
    expect(winter).toMatchObject({ title: 'October to December 2027', opens: '2028-01-05', closes: '2028-01-19' })
    const spring = nextRound({ ...quarterly, gapDays: 0 }, winter, '2028-01-05')!
    expect(spring).toMatchObject({ starts: '2028-01-01', ends: '2028-03-31', opens: '2028-03-31' })
    // From a leap day on.
    expect(nextRound({ ...quarterly, gapDays: 60, openDays: 1 }, null, '2028-02-29')).toMatchObject({
      title: 'October to December 2027',
      opens: '2028-03-01',
    })
  })

  it('opens tomorrow at the earliest, with its full time, and leaves out what would be over', () => {
    expect(nextRound(quarterly, null, '2026-10-05')).toMatchObject({ opens: '2026-10-06', closes: '2026-10-20' })
    expect(nextRound(quarterly, null, '2026-10-19')).toMatchObject({ title: 'July to September 2026' })
    expect(nextRound(quarterly, null, '2026-10-20')).toMatchObject({ title: 'October to December 2026' })
    const long = { ends: '2025-03-31', closes: '2025-04-19' }
    expect(nextRound(quarterly, long, '2026-10-20')).toMatchObject({ title: 'October to December 2026' })
  })
})

describe('twice a year', () => {
  it('goes with the financial year', () => {
    expect(nextRound(halfYearly, null, '2026-09-01')).toMatchObject({
      title: 'April to September 2026',
      starts: '2026-04-01',
      ends: '2026-09-30',
    })
    expect(nextRound(halfYearly, { ends: '2026-09-30', closes: '2026-10-19' }, '2026-10-05')).toMatchObject({
      title: 'October 2026 to March 2027',
      starts: '2026-10-01',
      ends: '2027-03-31',
      opens: '2027-04-05',
    })
  })
})

describe('before each board', () => {
  it('closes in time for the next, in the order of their dates', () => {
    const first = nextRound(boards, null, '2026-10-01')!
    expect(first).toEqual({
      title: 'For the board of 9 December 2026',
      starts: '2026-08-18',
      ends: '2026-11-17',
      opens: '2026-11-18',
      closes: '2026-12-02',
    })
    expect(nextRound(boards, first, '2026-11-18')).toEqual({
      title: 'For the board of 10 March 2027',
      starts: '2026-11-18',
      ends: '2027-02-16',
      opens: '2027-02-17',
      closes: '2027-03-03',
    })
  })

  it('keeps the closing day when it is planned late, and ends when no board is left', () => {
    expect(nextRound(boards, null, '2026-11-25')).toMatchObject({ opens: '2026-11-26', closes: '2026-12-02' })
    expect(nextRound(boards, null, '2026-12-01')).toMatchObject({ title: 'For the board of 10 March 2027' })
    expect(nextRound(boards, { ends: '2027-05-18', closes: '2027-06-02' }, '2027-05-20')).toBeNull()
    expect(nextRound(boards, null, '2027-06-01')).toBeNull()
  })

  it('never asks about a time that ends before it begins', () => {
    const close = { ...boards, boardDates: ['2026-12-09', '2026-12-11'], openDays: 60 }
    const first = nextRound(close, null, '2026-09-01')!
    const second = nextRound({ ...close, openDays: 90 }, first, first.opens)!
    expect(second.starts > first.ends && second.ends >= second.starts && second.closes > second.opens).toBe(true)
  })
})

it('asks about every day once, whatever the rhythm', () => {
  for (const schedule of [quarterly, halfYearly, { ...quarterly, gapDays: 0, openDays: 1 }]) {
    let today = '2026-01-01'
    let before = nextRound(schedule, null, today)!
    for (let turn = 0; turn < 12; turn++) {
      today = before.opens
      const next = nextRound(schedule, before, today)!
      expect(next.starts).toBe(daysAfter(before.ends, 1))
      expect(next.opens > today && next.opens < next.closes).toBe(true)
      before = next
    }
  }
})

it('offers the last full quarter', () => {
  expect(lastQuarter('2026-11-22').title).toBe('July to September 2026')
  expect(lastQuarter('2027-01-01').title).toBe('October to December 2026')
  expect(lastQuarter('2028-05-31')).toEqual({
    title: 'January to March 2028',
    starts: '2028-01-01',
    ends: '2028-03-31',
  })
})
