// When an answer was given, whether in time, and how the answers of many engagements add up.

import { describe, expect, it } from 'vitest'
import { answerOf, tally, type Wish } from './answered.ts'

const today = '2026-11-22'
const wish = (decided: string | null, besides: Partial<Wish> = {}): Wish => ({
  decided,
  answer: decided ? 'yes' : null,
  acted: false,
  measured: false,
  ...besides,
})
const answer = (due: string | null, ...days: (string | null)[]) =>
  answerOf({ due, wishes: days.map(day => wish(day)) }, today)

describe('an answer', () => {
  it('was given when the last thing was first decided', () => {
    expect(answer('2026-06-30', '2026-05-01', '2026-06-30')).toEqual({
      state: 'in-time',
      on: '2026-06-30',
      since: null,
    })
    expect(answer('2026-06-30', '2026-07-01', '2026-05-01')).toEqual({ state: 'late', on: '2026-07-01', since: null })
  })

  it('is owed while anything waits, and while nothing was named', () => {
    expect(answer('2026-06-30', '2026-05-01', null)).toEqual({ state: 'owed', on: null, since: '2026-06-30' })
    expect(answer('2026-06-30')).toEqual({ state: 'owed', on: null, since: '2026-06-30' })
  })

  it('is awaited until its day has passed', () => {
    expect(answer(today, null)).toMatchObject({ state: 'awaited', since: null })
    expect(answer('2026-11-21', null)).toMatchObject({ state: 'owed' })
  })

  it('that was never promised is not owed, and neither in time nor late', () => {
    expect(answer(null, null)).toMatchObject({ state: 'awaited', since: null })
    expect(answer(null, '2026-08-01')).toMatchObject({ state: 'answered', on: '2026-08-01' })
  })
})

it('adds up what became of what was asked', () => {
  const all = [
    {
      due: '2026-06-30',
      wishes: [wish('2026-05-01', { acted: true, measured: true }), wish('2026-05-02', { answer: 'no', acted: true })],
    },
    { due: '2026-06-30', wishes: [wish('2026-08-01', { answer: 'in-part' })] },
    { due: '2026-07-31', wishes: [wish('2026-05-01'), wish(null)] },
    { due: '2026-05-31', wishes: [] },
    { due: '2027-05-31', wishes: [wish(null)] },
    { due: null, wishes: [] },
  ]
  expect(tally(all, today)).toEqual({
    closed: 6,
    due: 4,
    answered: 2,
    inTime: 1,
    late: 1,
    owed: 2,
    owedSince: '2026-05-31',
    awaited: 2,
    named: 6,
    yes: 2,
    inPart: 1,
    no: 1,
    undecided: 2,
    // What follows a no is not counted as kept.
    acted: 1,
    measured: 1,
  })
  expect(tally([], today)).toMatchObject({ closed: 0, answered: 0, owedSince: null })
})
