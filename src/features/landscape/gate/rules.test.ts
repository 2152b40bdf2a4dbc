// The ranking of existing groups for a proposal, its reasons, and when something new may be set up.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { group, groupArbitrary, seat, structureArbitrary, structureOf } from '../overlap/some-structure.ts'
import * as rules from './rules.ts'

const organisations = new Map([
  [1, 'Muir Council'],
  [2, 'NHS Muir'],
  [3, 'Police Scotland'],
  [4, 'Muir College'],
  [5, 'Tenants Together'],
])
const ties: rules.Ties = {
  themeOf: new Map([
    [1, 10],
    [2, 10],
    [3, 20],
  ]),
  within: new Map([
    ['ward', new Set(['town', 'area'])],
    ['town', new Set(['area'])],
  ]),
  organisations,
}
const nothing: rules.Proposed = { name: '', purpose: '', outcomes: [], themes: [], places: [], organisations: [] }
const first = (words: Parameters<typeof group>[1], proposed: Partial<rules.Proposed>) =>
  rules.rank(structureOf([group(1, words)]), { ...nothing, ...proposed }, ties)[0]

describe('the groups that could do it', () => {
  it('are ranked with reasons in plain words', () => {
    const ranked = rules.rank(
      structureOf([
        group(1, { name: 'Roads' }),
        group(2, {
          name: 'Children',
          outcomes: [1, 2],
          places: ['area'],
          meetings: 6,
          seats: [seat({ organisation: 2 }), seat({ organisation: 3 }), seat({ organisation: 4, held: false })],
        }),
        group(3, { name: 'Homes', outcomes: [3], meetings: 6 }),
      ]),
      { ...nothing, name: 'Winter', outcomes: [1, 2, 3], places: ['ward', 'town'], organisations: [1, 2, 3, 4] },
      ties,
    )
    expect(ranked.map(one => one.name)).toEqual(['Children', 'Homes'])
    expect(ranked[0]).toMatchObject({
      because: [
        'Minds 2 of the 3 outcomes',
        'NHS Muir and Police Scotland sit there already',
        'Muir College has a seat there that nobody holds now',
        'Is there for both places',
      ],
      obstacles: [],
      remarks: ['Not there yet: Muir Council'],
    })
    // (0.3 × 2/3 + 0.25 × 3/4 + 0.15 × 1 + 0.15 × 0) / 0.85
    expect(ranked[0]!.score).toBeCloseTo(0.5375 / 0.85, 10)
  })

  it('mind the outcomes of their themes, and a part of a theme or place counts half', () => {
    expect(first({ themes: [10] }, { outcomes: [1, 2] })).toMatchObject({ score: 1, because: ['Minds both outcomes'] })
    expect(first({ outcomes: [3] }, { themes: [20] })).toMatchObject({
      score: 0.5,
      because: ['Minds an outcome of the theme'],
    })
    expect(first({ places: ['ward'] }, { places: ['area'] })).toMatchObject({
      score: 0.5,
      because: ['Is there for a part of the place'],
    })
    expect(first({ places: ['area'] }, { places: ['ward'] })).toMatchObject({ score: 1 })
    expect(first({ places: ['elsewhere'] }, { places: ['ward'] })).toBeUndefined()
  })

  it('are compared by their words where nothing else is named', () => {
    expect(
      first({ name: 'Warm homes', remit: 'Cold homes' }, { name: 'Homes group', purpose: 'Make homes warm' }),
    ).toMatchObject({
      because: ['Its name and remit have words in common with it: home, warm'],
    })
    expect(first({ name: 'Roads' }, { name: 'Homes' })).toBeUndefined()
  })

  it('are shown with what is in the way and what is worth knowing, which change no score', () => {
    const bare = first({ outcomes: [1], meetings: 6 }, { outcomes: [1] })!
    const hard = first(
      {
        outcomes: [1],
        kind: 'joint-body',
        jointBody: 4,
        legalBasis: 'Public Bodies (Joint Working) (Scotland) Act 2014',
        meetings: 1,
        lastMet: '2024-01-08',
      },
      { outcomes: [1] },
    )!
    expect(bare).toMatchObject({ obstacles: [], remarks: [], joint: false })
    expect(hard).toMatchObject({
      joint: true,
      score: bare.score,
      obstacles: [
        'Keeps its own governance: it would have to agree',
        'Rests on this: Public Bodies (Joint Working) (Scotland) Act 2014. See first whether it may take this on',
      ],
      remarks: ['Seems asleep: it last met on 8 January 2024', 'Meets only once a year'],
    })
    expect(first({ outcomes: [1], meetings: null }, { outcomes: [1] })!.remarks).toEqual([
      'Nobody has said how often it meets',
    ])
  })
})

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 })
const proposed: fc.Arbitrary<rules.Proposed> = fc.record({
  name: fc.constantFrom('Housing forum', 'Paths for children', 'Winter'),
  purpose: fc.constantFrom('', 'Less poverty', 'Better roads and housing'),
  outcomes: numbers,
  themes: numbers,
  places: numbers.map(some => some.map(one => `S1300000${one}`)),
  organisations: fc.subarray([1, 2, 3, 4, 5]),
})

describe('whatever is proposed', () => {
  it('ranks each group once at most, best first, from 0 to 1, and never without a reason', () => {
    fc.assert(
      fc.property(structureArbitrary, proposed, (structure, asked) => {
        const ranked = rules.rank(structure, asked, ties)
        expect(new Set(ranked.map(one => one.group)).size).toBe(ranked.length)
        for (const [at, one] of ranked.entries()) {
          expect(one.score).toBeGreaterThan(0)
          expect(one.score).toBeLessThanOrEqual(1)
          expect(one.because.length).toBeGreaterThan(0)
          if (at > 0) expect(one.score).toBeLessThanOrEqual(ranked[at - 1]!.score)
        }
      }),
    )
  })

  it('ranks the same in whatever order the groups and the names come', () => {
    fc.assert(
      fc.property(structureArbitrary, proposed, (structure, asked) => {
        const turned = { ...asked, outcomes: asked.outcomes.toReversed(), places: asked.places.toReversed() }
        const other = rules.rank({ ...structure, groups: structure.groups.toReversed() }, turned, ties)
        const plain = (list: readonly rules.Ranked[]) => list.map(one => [one.group, one.score])
        expect(plain(other)).toEqual(plain(rules.rank(structure, asked, ties)))
      }),
    )
  })

  it('gives a group that is exactly what is proposed the whole score', () => {
    fc.assert(
      fc.property(proposed, asked => {
        const same = group(1, {
          name: asked.name,
          remit: asked.purpose,
          outcomes: asked.outcomes,
          themes: asked.themes,
          places: asked.places,
          seats: asked.organisations.map(organisation => seat({ organisation })),
        })
        expect(rules.rank(structureOf([same]), asked, ties)[0]!.score).toBeCloseTo(1, 10)
      }),
    )
  })

  it('never ranks a group lower for minding one more of the outcomes', () => {
    fc.assert(
      fc.property(groupArbitrary(1), proposed, (one, asked) => {
        const score = (minds: readonly number[]) =>
          rules.rank(structureOf([{ ...one, outcomes: minds }]), asked, ties)[0]?.score ?? 0
        for (const more of asked.outcomes)
          expect(score([...one.outcomes, more])).toBeGreaterThanOrEqual(score(one.outcomes) - 1e-12)
      }),
    )
  })
})

describe('something new', () => {
  const best = (score: number) => ({ ...first({ outcomes: [1] }, { outcomes: [1] })!, name: 'Homes', score })

  it('is set up beside a group that could do it only with a sentence', () => {
    expect(rules.mayGiveReason('We want it', best(0.4))).toMatchObject({
      code: 'reason-short',
      field: 'because',
      words: expect.stringContaining('Homes could do it'),
    })
    expect(rules.mayGiveReason('Homes has no power to spend the money of this scheme.', best(0.9))).toBeNull()
    expect(rules.mayGiveReason('We want it', best(0.39))).toBeNull()
    expect(rules.mayGiveReason('We want it', undefined)).toBeNull()
  })

  it('is reviewed on a day to come, within three years', () => {
    expect(rules.mayReviewOn('2026-11-22', '2026-11-22')).toMatchObject({ code: 'review-past' })
    expect(rules.mayReviewOn('2026-11-23', '2026-11-22')).toBeNull()
    expect(rules.mayReviewOn('2029-11-22', '2026-11-22')).toBeNull()
    expect(rules.mayReviewOn('2029-11-23', '2026-11-22')).toMatchObject({ code: 'review-far' })
  })

  it('of national origin needs an answer to who adapts, and to what it repeats', () => {
    const said = { adapts: 'both', adaptsWords: 'We share one form', repeats: 'Nothing' } as const
    expect(rules.decideFit('national-initiative', said)).toEqual(said)
    expect(rules.decideFit('national-initiative', { ...said, adapts: null })).toMatchObject({ field: 'adapts' })
    expect(rules.decideFit('national-initiative', { ...said, adaptsWords: '' })).toMatchObject({ field: 'adaptsWords' })
    expect(rules.decideFit('national-initiative', { ...said, repeats: '' })).toMatchObject({ field: 'repeats' })
    expect(rules.decideFit('group', said)).toEqual({ adapts: null, adaptsWords: '', repeats: '' })
  })
})
