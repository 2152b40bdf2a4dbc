import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compared,
  dormant,
  jaccard,
  measuresOf,
  mindedBy,
  overlapOf,
  overlapsOf,
  withoutRemit,
  wordsOf,
} from './rules.ts'
import { group, groupArbitrary, seat, structureArbitrary, structureOf } from './some-structure.ts'

const numbers = fc.array(fc.integer({ min: 1, max: 9 })).map(some => new Set(some))

describe('Jaccard’s index', () => {
  it('is in both over in either', () => {
    expect(jaccard(new Set([1, 2, 3]), new Set([2, 3, 4]))).toBe(0.5)
    expect(jaccard(new Set([1]), new Set([2]))).toBe(0)
  })

  it('does not exist where one has none', () => {
    expect(jaccard(new Set(), new Set([1]))).toBeNull()
    expect(jaccard(new Set(), new Set())).toBeNull()
  })

  it('is the same both ways, between 0 and 1, and 1 for the same', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const share = jaccard(one, other)
        expect(share).toBe(jaccard(other, one))
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true)
        expect(jaccard(one, one)).toBe(one.size ? 1 : null)
      }),
    )
  })
})

describe('the words of a remit', () => {
  it('are in the singular, without small ones and those every group has', () => {
    expect(
      [...wordsOf('The Housing Partnership: fewer families in temporary homes, and better services')].toSorted(),
    ).toEqual(['better', 'family', 'fewer', 'home', 'housing', 'service', 'temporary'])
  })
})

describe('the overlap of two groups', () => {
  it('is the same whichever comes first, and between 0 and 1', () => {
    fc.assert(
      fc.property(groupArbitrary(1), groupArbitrary(2), (one, other) => {
        const overlap = overlapOf(compared(one), compared(other))
        expect(overlapOf(compared(other), compared(one))).toEqual(overlap)
        expect(overlap.score >= 0 && overlap.score <= 1).toBe(true)
      }),
    )
  })

  it('is 1 for groups that are the same', () => {
    fc.assert(
      fc.property(groupArbitrary(1), one => {
        const { score } = overlapOf(compared(one), compared({ ...one, id: 2 }))
        expect(score).toBeCloseTo(1, 12)
      }),
    )
  })

  it('weighs what is known of both, and leaves the rest out', () => {
    const one = group(1, {
      name: 'Alpha',
      seats: [seat({ organisation: 1 }), seat({ organisation: 2 })],
      outcomes: [1],
    })
    const other = group(2, { name: 'Beta', seats: [seat({ organisation: 2 })], outcomes: [1, 2] })
    const overlap = overlapOf(compared(one), compared(other))
    expect(overlap.organisations).toEqual({ common: 1, share: 0.5 })
    expect(overlap.people.share).toBeNull()
    expect(overlap.places.share).toBeNull()
    expect(overlap.score).toBeCloseTo((0.35 * 0.5 + 0.25 * 0.5 + 0.1 * 0) / (0.35 + 0.25 + 0.1))
  })

  it('is left out where there is nothing in common', () => {
    const alike = { seats: [seat({ organisation: 1 })] }
    const structure = structureOf([
      group(1, { name: 'A', ...alike }),
      group(2, { name: 'B', ...alike }),
      group(3, { name: 'C' }),
    ])
    expect(overlapsOf(structure).map(one => [one.group, one.other])).toEqual([[1, 2]])
  })
})

describe('hours', () => {
  it('are meetings times length with preparation, for seats that are held', () => {
    const structure = structureOf([
      group(1, {
        meetings: 4,
        minutes: 90,
        seats: [
          seat({ organisation: 1, person: 7 }),
          seat({ organisation: 1, held: false }),
          seat({ constituency: 'Tenants' }),
        ],
      }),
      group(2, {
        meetings: 6,
        minutes: 60,
        seats: [seat({ organisation: 1, person: 7 }), seat({ organisation: 1, person: 7 })],
      }),
      group(3, { seats: [seat({ organisation: 2, person: 7, substitute: 8 })] }),
    ])
    const { groups, organisations, people, hours } = measuresOf(structure, 1)
    expect(groups.map(one => one.hours)).toEqual([20, 24, null])
    expect(groups[0]).toMatchObject({ seats: 3, vacant: 1, people: 2, organisations: 1, voices: 1 })
    expect(organisations).toEqual([
      { organisation: 1, groups: 2, seats: 4, hours: 34 },
      { organisation: 2, groups: 1, seats: 1, hours: 0 },
    ])
    expect(people).toEqual([{ person: 7, groups: 3, hours: 22 }])
    expect(hours).toBe(44)
  })

  it('add up: of organisations and direct seats to those of groups, and people take no more', () => {
    fc.assert(
      fc.property(structureArbitrary, structure => {
        const all = measuresOf(structure, 1)
        const direct = measuresOf(
          {
            ...structure,
            groups: structure.groups.map(one => ({
              ...one,
              seats: one.seats.filter(seat => seat.organisation === null),
            })),
          },
          1,
        ).hours
        expect(sum(all.organisations) + direct).toBeCloseTo(all.hours, 6)
        expect(sum(all.people)).toBeLessThanOrEqual(all.hours + 1e-6)
        expect(all.groups.reduce((sum, one) => sum + one.seats, 0)).toBe(
          all.organisations.reduce((sum, one) => sum + one.seats, 0) +
            structure.groups.flatMap(one => one.seats).filter(seat => seat.organisation === null).length,
        )
      }),
    )
  })
})

const sum = (rows: readonly { hours: number }[]) => rows.reduce((all, one) => all + one.hours, 0)

describe('gaps', () => {
  it('say who minds an outcome, itself or with its theme', () => {
    const groups = [group(1, { outcomes: [4] }), group(2, { themes: [9] }), group(3, {})]
    expect(mindedBy({ id: 4, theme: 9 }, groups)).toEqual([1, 2])
    expect(mindedBy({ id: 5, theme: null }, groups)).toEqual([])
  })

  it('find groups that are for nothing in the plan', () => {
    expect(withoutRemit(group(1, {}))).toBe(true)
    expect(withoutRemit(group(1, { places: ['S13'] }))).toBe(false)
    expect(withoutRemit(group(1, { kind: 'board' }))).toBe(false)
  })

  it('call a group dormant after twice its usual gap, and six months at the least', () => {
    const today = '2026-11-22'
    const of = (meetings: number | null, lastMet: string | null, review: string | null = null) =>
      dormant({ meetings, lastMet, review }, today)
    expect(of(12, '2026-06-01')).toBeNull()
    expect(of(12, '2026-05-01')).toBe('long-since-it-met')
    expect(of(2, '2026-05-01')).toBeNull()
    expect(of(2, '2025-11-01')).toBe('long-since-it-met')
    expect(of(null, '2025-12-01')).toBeNull()
    expect(of(null, '2025-11-01')).toBe('long-since-it-met')
    expect(of(4, null)).toBeNull()
    expect(of(4, null, '2025-11-01')).toBe('review-long-past')
    expect(of(4, null, '2026-01-01')).toBeNull()
  })
})
