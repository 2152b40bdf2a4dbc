// Two structures side by side: their measures, what has no home any more, and what became of the groups.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { group, seat, structureArbitrary, structureOf } from '../overlap/some-structure.ts'
import { differences, differenceWords, homelessOf, hoursSideBySide, sideBySide, sumsOf } from './comparing.ts'
import { applySteps } from './rules.ts'
import { linkedArbitrary, step, stepsArbitrary } from './some-steps.ts'

const outcomes = [
  { id: 1, theme: 1, title: 'Warm homes' },
  { id: 2, theme: 2, title: 'Fair work' },
]
const assumed = { preparationHours: 1, hourCost: 20 }
const before = structureOf(
  [
    group(1, {
      name: 'Housing',
      meetings: 6,
      minutes: 60,
      themes: [1],
      seats: [seat({ organisation: 1 }), seat({ constituency: 'Tenants' })],
    }),
    group(2, {
      name: 'Work',
      meetings: 4,
      minutes: 60,
      outcomes: [2],
      seats: [seat({ organisation: 1 }), seat({ organisation: 4, held: false })],
    }),
  ],
  [{ from: 1, to: 2, kind: 'reports-to' }],
)

describe('measures', () => {
  it('of a structure', () => {
    expect(sumsOf(before, outcomes, assumed)).toMatchObject({
      groups: 2,
      meetings: 10,
      hours: 6 * 2 * 2 + 4 * 2,
      cost: 640,
      seats: 4,
      vacant: 1,
      voices: 1,
      unminded: 0,
      crowded: 0,
    })
  })

  it('stand beside those of another, with the difference in words', () => {
    const { structure } = applySteps(before, [step('retire', 2)])
    const [was, is] = [before, structure].map(one => sumsOf(one, outcomes, assumed)) as [never, never]
    const lines = sideBySide(was, is)
    expect(lines).toContainEqual({ words: 'Groups', before: '2', after: '1', difference: '1 fewer (−50%)' })
    expect(lines).toContainEqual({
      words: 'What those hours cost a year',
      before: '£640',
      after: '£480',
      difference: '£160 less (−25%)',
    })
    expect(lines).toContainEqual({
      words: 'Outcomes that no group minds',
      before: '0',
      after: '1',
      difference: '1 more',
    })
    expect(hoursSideBySide(was, is, before.organisations)).toEqual([
      { words: 'Muir Council', before: '20', after: '12', difference: '8 fewer (−40%)' },
    ])
  })

  it('leave out the cost while nobody has said what an hour costs', () => {
    const sums = sumsOf(before, outcomes, { ...assumed, hourCost: null })
    expect(sideBySide(sums, sums).map(line => line.words)).not.toContain('What those hours cost a year')
  })

  it.each([
    [10, 8, '2 fewer (−20%)'],
    [0, 3, '3 more'],
    [4, 4.2, 'the same'],
  ])('%d to %d is %s', (was, is, words) => expect(differenceWords(was, is)).toBe(words))
})

describe('what has no home any more', () => {
  it('is named: outcomes, voices and organisations', () => {
    const { structure } = applySteps(before, [step('retire', 1), step('retire', 2)])
    expect(homelessOf(before, structure, outcomes)).toEqual({
      outcomes: ['Warm homes', 'Fair work'],
      voices: ['Tenants in Housing'],
      organisations: ['Muir College', 'Muir Council'],
    })
  })

  it('is nothing where nothing changed', () =>
    fc.assert(
      fc.property(structureArbitrary, one => {
        expect(homelessOf(one, one, outcomes)).toEqual({ outcomes: [], voices: [], organisations: [] })
      }),
    ))
})

describe('before and after', () => {
  const titles = new Map([
    ['outcome 2', 'Fair work'],
    ['theme 1', 'Homes'],
  ])

  it('says what came, went and changed, and whose seats', () => {
    const after = {
      ...before,
      groups: [
        {
          ...before.groups[0]!,
          name: 'Homes',
          meetings: 4,
          themes: [],
          outcomes: [2],
          seats: [...before.groups[0]!.seats, seat({ organisation: 3 })],
        },
        group(3, { name: 'New' }),
      ],
      links: [],
    }
    const found = differences(before, after, titles)
    expect(found.came.map(one => one.name)).toEqual(['New'])
    expect(found.went.map(one => one.name)).toEqual(['Work'])
    expect(found.changed[0]!.says).toEqual([
      'Was called “Housing”.',
      'Meetings a year: 4, was 6.',
      'Minds now: Fair work.',
      'No longer minds: Homes.',
      '1 seat added.',
      'No longer reports to Work.',
    ])
    expect(found.seats).toEqual([
      { name: 'Muir College', before: 1, after: 0 },
      { name: 'Muir Council', before: 2, after: 1 },
      { name: 'Police Scotland', before: 0, after: 1 },
    ])
  })

  it('is nothing of a structure and itself, and the other way round the other way round', () =>
    fc.assert(
      fc.property(linkedArbitrary, stepsArbitrary, (one, steps) => {
        expect(differences(one, one, titles)).toEqual({ came: [], went: [], changed: [], seats: [] })
        const { structure: other } = applySteps(one, steps)
        const [there, back] = [differences(one, other, titles), differences(other, one, titles)]
        expect(there.came).toEqual(back.went)
        expect(there.went).toEqual(back.came)
        expect(there.changed.map(each => each.is.id).toSorted()).toEqual(
          back.changed.map(each => each.is.id).toSorted(),
        )
        const count = ({ groups }: typeof one) => groups.reduce((sum, each) => sum + each.seats.length, 0)
        expect(there.seats.reduce((sum, each) => sum + each.after - each.before, 0)).toBe(count(other) - count(one))
      }),
    ))
})
