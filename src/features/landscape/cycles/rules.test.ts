// The days that cycles fall on, how budgets and needs fit together, what clashes, and what a move changes.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysAfter, daysBetween, monthsAfter } from '../../../kernel/days.ts'
import type { CycleKind } from '../model.ts'
import { around, beginsOn, datesIn, nextOf, occurrences, slotOf, windowFrom } from './dates.ts'
import type { Cycle } from './model.ts'
import { cycleSeen } from './rules.ts'
import { clashes, compared, monthsServed, moved, synchrony } from './synchrony.ts'
import { answerOf, timingWords } from './words.ts'

let numbers = 0
const cycle = (words: Partial<Cycle>): Cycle => ({
  id: ++numbers,
  organisation: null,
  body: words.organisation ? `Body ${words.organisation}` : 'The partnership',
  kind: 'board',
  name: 'A date',
  first: '2026-01-31',
  every: null,
  begins: null,
  ended: null,
  ...words,
})

const day = fc.integer({ min: 0, max: 30_000 }).map(days => daysAfter('1990-01-01', days))
const every = fc.constantFrom(1, 2, 3, 6, 12, 24, 36, 60)
const turning = fc
  .record({ first: day, every: fc.option(every), ended: fc.option(day), begun: fc.boolean() })
  .map(({ begun, ...one }) => ({ ...one, begins: begun && one.every !== null ? one.first : null }))
const sorted = (days: readonly string[]) => days.toSorted()

describe('months of the calendar', () => {
  it('are counted from the first date, so that a short month costs no days', () => {
    const monthly = { first: '2027-01-31', every: 1, begins: '2027-01-31', ended: null }
    expect(occurrences(monthly, '2027-01-01', '2027-04-30')).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ])
  })
})

describe('the days a cycle falls on', () => {
  it('are in the window, in order, never before it begins nor once it has ended, and once a turn', () => {
    fc.assert(
      fc.property(turning, day, fc.integer({ min: 0, max: 900 }), (one, from, days) => {
        const to = daysAfter(from, days)
        const found = occurrences(one, from, to)
        expect(found).toEqual(sorted(found))
        for (const on of found) {
          expect(on >= from && on <= to).toBe(true)
          if (one.begins) expect(on >= one.begins).toBe(true)
          if (one.ended) expect(on < one.ended).toBe(true)
        }
        expect(new Set(found.map(on => slotOf(one, on))).size).toBe(found.length)
      }),
    )
  })

  it('are the same in one window as in its two halves', () => {
    fc.assert(
      fc.property(
        turning,
        day,
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 900 }),
        (one, from, a, b) => {
          const [middle, to] = [daysAfter(from, a), daysAfter(from, a + b)]
          expect([...occurrences(one, from, middle), ...occurrences(one, daysAfter(middle, 1), to)]).toEqual(
            occurrences(one, from, to),
          )
        },
      ),
    )
  })

  it('hold the next one', () => {
    fc.assert(
      fc.property(turning, day, (one, from) => {
        const far = monthsAfter([from, one.first].toSorted().at(-1)!, 61)
        expect(nextOf(one, from)).toBe(occurrences(one, from, far)[0] ?? null)
      }),
    )
  })

  it('stand around any day: one on or before it, one after, next to each other', () => {
    fc.assert(
      fc.property(turning, day, (one, on) => {
        const { before, after } = around(one, on)
        if (before) expect(before <= on).toBe(true)
        if (after) expect(after > on).toBe(true)
        if (one.every && !one.ended && before) expect(daysBetween(before, after!)).toBeLessThanOrEqual(one.every * 31)
        for (const each of [before, after]) if (each && one.ended) expect(each < one.ended).toBe(true)
      }),
    )
  })

  it('are the same on the timeline and around a day', () => {
    fc.assert(
      fc.property(turning, day, (one, on) => {
        const [longAgo, farOff] = [monthsAfter(on, -1500), monthsAfter(on, 1500)]
        const { before, after } = around(one, on)
        expect(after).toBe(occurrences(one, daysAfter(on, 1), farOff)[0] ?? null)
        expect(before).toBe(occurrences(one, longAgo, on).at(-1) ?? null)
      }),
    )
  })

  it('have been before the next one, and not before the first of all', () => {
    const monthly = (first: string) => beginsOn({ first, every: 1 }, '2026-11-22')
    expect(monthly('2026-12-22')).toBeNull()
    expect(monthly('2026-12-23')).toBe('2026-12-23')
    expect(beginsOn({ first: '2027-10-01', every: 12 }, '2026-11-22')).toBeNull()
    expect(beginsOn({ first: '2030-10-01', every: null }, '2026-11-22')).toBeNull()
  })

  it('keep their slot when they move within their year', () => {
    const yearly = { first: '2027-03-19', every: 12, begins: null, ended: null }
    expect(slotOf(yearly, '2027-03-19')).toBe(slotOf(yearly, '2027-01-20'))
    expect(slotOf(yearly, '2027-03-19')).not.toBe(slotOf(yearly, '2028-03-19'))
  })
})

const today = '2026-11-22'
const partners = [1, 2, 3, 4].map(organisation => ({ organisation, name: `Body ${organisation}` }))
const need = (words: Partial<Cycle> = {}) =>
  cycle({ kind: 'budget-needed', name: 'Money for the plan', first: '2027-01-31', every: 12, ...words })
const budget = (organisation: number, first: string, every: number | null = 12) =>
  cycle({ kind: 'budget-set', organisation, first, every })
const daysOf = (cycles: readonly Cycle[], organisation: number) =>
  synchrony(cycles, partners, today)[0]!.timings.find(one => one.organisation === organisation)!

describe('synchrony', () => {
  it('counts the days between the budget and the need: in time, or too late', () => {
    const cycles = [need(), budget(1, '2026-12-10'), budget(2, '2027-03-19'), budget(3, '2027-01-31')]
    const [found] = synchrony(cycles, partners, today)
    expect(found!.timings.map(one => [one.organisation, one.set, one.days])).toEqual([
      [2, '2027-03-19', -47],
      [3, '2027-01-31', 0],
      [1, '2026-12-10', 52],
      [4, null, null],
    ])
    expect(found).toMatchObject({ on: '2027-01-31', known: 3, inTime: 2, median: 0, worst: -47 })
    expect(answerOf([found!])).toBe(
      '2 of 3 partners set their budgets by 31 January 2027, the day of “Money for the plan”. One of them on the day itself. Too late: Body 2 by 47 days. Nobody has said when one more partner sets its budget.',
    )
  })

  it('says what is on the very day as that, and not as before', () => {
    const [found] = synchrony([need(), budget(1, '2027-01-31')], partners.slice(0, 1), today)
    expect(answerOf([found!])).toBe(
      'The one partner whose date is known sets its budget by 31 January 2027, the day of “Money for the plan”. That is on the day itself.',
    )
    expect([0, 1, -1].map(timingWords)).toEqual(['on the day', '1 day before', '1 day too late'])
  })

  it('counts partners only, and shows who else sets a budget', () => {
    const [found] = synchrony([need(), budget(1, '2026-12-10'), budget(9, '2027-03-19')], partners.slice(0, 1), today)
    expect(found!.timings.map(one => [one.organisation, one.partner, one.days])).toEqual([
      [9, false, -47],
      [1, true, 52],
    ])
    expect(found).toMatchObject({ known: 1, inTime: 1, median: 52, worst: 52 })
    expect(answerOf([found!])).toBe(
      'The one partner whose date is known sets its budget by 31 January 2027, the day of “Money for the plan”.',
    )
    const [alone] = synchrony([need(), budget(9, '2027-03-19')], partners.slice(0, 2), today)
    expect(answerOf([alone!])).toBe(
      'Budgets are needed by 31 January 2027, the day of “Money for the plan”. Nobody has said when two partners set their budgets.',
    )
  })

  it('does not take last spring’s yearly budget for this winter’s', () => {
    expect(daysOf([need(), budget(1, '2020-03-19')], 1)).toMatchObject({ set: '2027-03-19', days: -47 })
  })

  it('takes a yearly budget of last autumn, whichever of its dates was entered', () => {
    for (const first of ['2020-09-01', '2026-09-01', '2027-09-01'])
      expect(daysOf([need(), budget(1, first)], 1)).toMatchObject({ set: '2026-09-01', days: 152 })
  })

  it('takes a budget for three years until half a year before the next', () => {
    expect(daysOf([need(), budget(1, '2025-03-01', 36)], 1).days).toBe(701)
    expect(daysOf([need(), budget(1, '2024-03-01', 36)], 1)).toMatchObject({ set: '2027-03-01', days: -29 })
  })

  it('takes one that is set once for half a year, and the first within a year after where none counts', () => {
    expect(daysOf([need(), budget(1, '2026-07-30', null)], 1).days).toBeNull()
    expect(daysOf([need(), budget(1, '2026-08-01', null)], 1).days).toBe(183)
    expect(daysOf([need(), budget(1, '2028-02-01', null)], 1).days).toBeNull()
    expect(daysOf([need(), budget(1, '2026-07-30', null), budget(1, '2027-02-10', null)], 1).days).toBe(-10)
  })

  it('asks neither the body itself, nor for a day that is over', () => {
    const own = need({ organisation: 1 })
    expect(synchrony([own, budget(1, '2026-12-01')], partners, today)[0]!.timings.map(one => one.organisation)).toEqual(
      [2, 3, 4],
    )
    expect(synchrony([need({ first: '2026-11-21', every: null })], partners, today)).toEqual([])
    expect(synchrony([need({ first: '2026-11-22', every: null })], partners, today)).toHaveLength(1)
  })

  it('finds a yearly budget for any yearly need, at most half a year too late', () => {
    fc.assert(
      fc.property(day, day, (needed, set) => {
        const { days } = daysOf([need({ first: needed }), budget(1, set)], 1)
        expect(days).toBeGreaterThanOrEqual(-184)
        expect(days).toBeLessThanOrEqual(184)
      }),
    )
  })

  it('moves day by day with the budget, as long as it stays on its side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 30 }), (early, more) => {
        const at = (days: number) => daysOf([need(), budget(1, daysAfter('2027-01-31', -days))], 1).days
        expect(at(early + more)! - at(early)!).toBe(more)
        expect(at(-early)! - at(-early - more)!).toBe(more)
      }),
    )
  })

  it('has a median between the worst and the best, and counts each body once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), day, fc.option(every)), { maxLength: 8 }),
        budgets => {
          const cycles = [
            need(),
            ...budgets.map(([organisation, first, months]) => budget(organisation, first, months)),
          ]
          const [found] = synchrony(cycles, partners, today)
          expect(found!.timings.map(one => one.organisation).toSorted()).toEqual([1, 2, 3, 4])
          const days = found!.timings.flatMap(one => (one.days === null ? [] : [one.days]))
          expect(found!.known).toBe(days.length)
          if (days.length === 0) return
          expect(found!.worst).toBe(days[0])
          expect(found!.median!).toBeGreaterThanOrEqual(days[0]!)
          expect(found!.median!).toBeLessThanOrEqual(days.at(-1)!)
          for (const one of found!.timings) if (one.set) expect(daysBetween(one.set, found!.on)).toBe(one.days)
        },
      ),
    )
  })

  it('lets a budget serve at least half a year, and till half a year before the next', () => {
    expect([null, 1, 6, 12, 24, 36].map(monthsServed)).toEqual([6, 6, 6, 6, 18, 30])
  })
})

const at = (kind: CycleKind, organisation: number | null, first: string, months: number | null = null) =>
  cycle({ kind, organisation, first, every: months })

describe('clashes', () => {
  const window = windowFrom(today)

  it('are boards of different bodies on one day, told once for all their days', () => {
    const boards = [at('board', 1, '2026-12-10', 12), at('board', 2, '2026-12-10', 6), at('board', 2, '2027-01-05')]
    expect(clashes(boards, window).boards).toEqual([
      { cycles: [boards[0], boards[1]], days: ['2026-12-10', '2027-12-10'] },
    ])
    expect(clashes([at('board', 1, '2026-12-10'), at('board', 1, '2026-12-10')], window).boards).toEqual([])
    expect(clashes([at('board', 1, '2026-12-10'), at('reporting', 2, '2026-12-10')], window).boards).toEqual([])
  })

  it('are reports of one body within 14 days of each other', () => {
    const reports = ['2027-05-01', '2027-05-15', '2027-05-29', '2027-06-13'].map(first => at('reporting', 1, first))
    const [crunch, ...others] = clashes([...reports, at('reporting', 2, '2027-05-02')], window).crunches
    expect(others).toEqual([])
    expect(crunch!.dates.map(one => one.on)).toEqual(['2027-05-01', '2027-05-15', '2027-05-29'])
  })

  it('are months with five dates or more that hold half as many again as the average', () => {
    const march = [1, 2, 3, 4, 5].map(one => at('planning', one, `2027-03-0${one}`))
    expect(clashes(march, window).crowded).toEqual([{ month: '2027-03', dates: 5 }])
    expect(clashes(march.slice(1), window).crowded).toEqual([])
    const even = [1, 2, 3, 4, 5].map(one => at('board', one, `2026-11-0${one}`, 1))
    expect(clashes(even, window).crowded).toEqual([])
  })
})

describe('a date that is moved', () => {
  const cycles = [need(), budget(1, '2026-12-10'), budget(2, '2027-03-19')]
  const move = { cycle: cycles[2]!.id, to: '2027-01-20' }
  const needs = (of: readonly Cycle[]) => synchrony(of, partners, today)

  it('leaves all others, and what is stored, as they are', () => {
    const copy = structuredClone(cycles)
    const after = moved(cycles, [move])
    expect(cycles).toEqual(copy)
    expect(after.slice(0, 2)).toEqual(cycles.slice(0, 2))
    expect(after[2]).toEqual({ ...cycles[2], first: '2027-01-20' })
  })

  it('moves every turn, and loses none of those before', () => {
    const board = cycle({ first: '2026-12-10', every: 2 })
    const window = { from: '2026-11-23', to: '2027-08-31' }
    const [after] = moved([board], [{ cycle: board.id, to: '2027-04-14' }])
    expect(occurrences(after!, window.from, window.to)).toEqual(
      occurrences(board, window.from, window.to).map(on => `${on.slice(0, 8)}14`),
    )
    const begun = cycle({ first: '2027-06-10', every: 2, begins: '2027-06-10' })
    const [later] = moved([begun], [{ cycle: begun.id, to: '2027-06-24' }])
    expect(occurrences(later!, window.from, window.to)).toEqual(['2027-06-24', '2027-08-24'])
  })

  it('is where it was when it moves by whole turns', () => {
    fc.assert(
      fc.property(day, every, fc.integer({ min: -9, max: 9 }), (from, months, turns) => {
        const first = `${from.slice(0, 8)}15`
        const one = cycle({ first, every: months })
        const [after] = moved([one], [{ cycle: one.id, to: monthsAfter(first, turns * months) }])
        expect(occurrences(after!, '2000-01-01', '2030-12-31')).toEqual(occurrences(one, '2000-01-01', '2030-12-31'))
      }),
    )
  })

  it('is compared body by body', () => {
    const [found] = compared(needs(cycles), needs(moved(cycles, [move])))
    expect(found!.timings.find(one => one.organisation === 2)).toMatchObject({ before: -47, after: 11, difference: 58 })
    expect(found!.timings.find(one => one.organisation === 1)).toMatchObject({ difference: 0 })
    expect([found!.before!.inTime, found!.after!.inTime]).toEqual([1, 2])
  })

  it('may take a need away, or its day', () => {
    const [gone] = compared(needs(cycles), [])
    expect(gone).toMatchObject({ after: null })
    const [later] = compared(needs(cycles), needs(moved(cycles, [{ cycle: cycles[0]!.id, to: '2027-04-30' }])))
    expect(later!.timings.find(one => one.organisation === 2)).toMatchObject({ before: -47, after: 42, difference: 89 })
  })

  it('differs in nothing where it is moved to where it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), day, fc.option(every)), { maxLength: 6 }),
        budgets => {
          const all = [need(), ...budgets.map(([organisation, first, months]) => budget(organisation, first, months))]
          const same = moved(
            all,
            all.map(one => ({ cycle: one.id, to: one.first })),
          )
          expect(same).toEqual(all)
          for (const one of compared(needs(all), needs(same)))
            for (const timing of one.timings) expect(timing.difference ?? 0).toBe(0)
        },
      ),
    )
  })
})

it('the timeline shows 18 whole months, this one first', () => {
  const window = windowFrom('2026-11-22')
  expect(window).toMatchObject({ from: '2026-11-01', to: '2028-04-30' })
  expect(window.months).toHaveLength(18)
  const dates = datesIn([at('board', 1, '2026-11-30', 1), at('board', 2, '2026-11-02', 6)], window)
  expect(dates.map(one => one.on)).toEqual(sorted(dates.map(one => one.on)))
  expect(dates).toHaveLength(18 + 3)
})

it('what was said of a date has the same mark only where it is the same', () => {
  const said = { kind: 'board', name: 'Board', first: '2027-01-31', every: 12, registeredPlan: null } as const
  expect(cycleSeen(said)).toBe(cycleSeen({ ...said }))
  for (const other of [{ first: '2027-02-01' }, { every: 6 }, { name: 'The board' }, { registeredPlan: 3 }])
    expect(cycleSeen({ ...said, ...other })).not.toBe(cycleSeen(said))
})
