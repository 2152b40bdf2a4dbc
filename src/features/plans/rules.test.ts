// The rules about plans: states, frozen words, who saw what, differences and consensus in words.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { agreement, balance, consensus, differences, type WordedOutcome, type Wording } from './comparison.ts'
import type { State, VersionFacts } from './model.ts'
import * as rules from './rules.ts'

const facts = (over: Partial<VersionFacts> = {}): VersionFacts => ({
  plan: 1,
  version: 1,
  kind: 'community',
  title: 'Plan',
  number: 1,
  state: 'draft',
  vision: 'A kinder place',
  outcomes: 3,
  adoptedBefore: null,
  ...over,
})
const adoption = { adoptedOn: '2026-01-01', where: 'Town Hall', because: '' }
const states = fc.constantFrom<State>('draft', 'proposed', 'adopted', 'superseded')
const today = '2026-02-01'

describe('the states of a version', () => {
  it('an adopted version is never written in, proposed, withdrawn, adopted again or discarded', () => {
    fc.assert(
      fc.property(fc.constantFrom<State>('adopted', 'superseded'), fc.nat(9), (state, outcomes) => {
        const frozen = facts({ state, outcomes })
        expect(rules.mayEdit(state)).toMatchObject({ code: `${state}-is-frozen` })
        for (const decided of [
          rules.decideProposal(frozen, today),
          rules.decideWithdrawal(frozen),
          rules.decideAdoption(frozen, { ...adoption, because: 'x' }, today),
          rules.decideDiscard(frozen),
        ])
          expect(decided).toMatchObject({ refused: true, code: `${state}-is-frozen` })
      }),
    )
  })

  it('whatever is tried in whatever order, a version only goes where it may', () => {
    const tries = fc.array(fc.constantFrom('propose', 'withdraw', 'adopt', 'edit'), { maxLength: 30 })
    fc.assert(
      fc.property(tries, list => {
        let state: State = 'draft'
        let adopted = false
        for (const one of list) {
          const now = facts({ state })
          if (one === 'propose' && !isRefusal(rules.decideProposal(now, today))) state = 'proposed'
          else if (one === 'withdraw' && !isRefusal(rules.decideWithdrawal(now))) state = 'draft'
          else if (one === 'adopt' && !isRefusal(rules.decideAdoption(now, adoption, today))) state = 'adopted'
          else if (one === 'edit') expect(rules.mayEdit(state) === null).toBe(state === 'draft')
          if (adopted) expect(state).toBe('adopted')
          adopted ||= state === 'adopted'
        }
      }),
    )
  })

  it('no state follows itself, and nothing follows superseded', () => {
    fc.assert(
      fc.property(states, states, (from, to) => {
        if (from === to || from === 'superseded') expect(rules.mayBecome(from, to)).toBe(false)
      }),
    )
  })

  it('is proposed with a vision and an outcome, or not at all', () => {
    expect(rules.decideProposal(facts({ vision: '' }), today)).toMatchObject({ code: 'vision-missing' })
    expect(rules.decideProposal(facts({ outcomes: 0 }), today)).toMatchObject({ code: 'outcomes-missing' })
  })

  it('is adopted on a day that has been, and says what changed once an earlier one was adopted', () => {
    const proposed = facts({ state: 'proposed', adoptedBefore: '2025-05-05' })
    const because = 'Because people asked for it.'
    expect(rules.decideAdoption(proposed, adoption, today)).toMatchObject({ code: 'because-missing' })
    expect(rules.decideAdoption(proposed, { ...adoption, adoptedOn: '2026-02-02', because }, today)).toMatchObject({
      code: 'adopted-in-future',
    })
    expect(rules.decideAdoption(proposed, { ...adoption, adoptedOn: '2025-05-04', because }, today)).toMatchObject({
      code: 'adopted-too-early',
    })
    expect(rules.decideAdoption(proposed, { ...adoption, because }, today)).toMatchObject({ fact: 'VersionAdopted' })
  })

  it('drafts the next version once, from adopted words', () => {
    expect(rules.decideNext({ plan: 1, adopted: null, open: null, last: 1 })).toMatchObject({ code: 'nothing-adopted' })
    expect(rules.decideNext({ plan: 1, adopted: 1, open: 2, last: 2 })).toMatchObject({ code: 'version-open' })
    expect(rules.decideNext({ plan: 1, adopted: 1, open: null, last: 1 })).toMatchObject({ from: 1, number: 2 })
  })
})

describe('outcomes', () => {
  const place = { state: 'draft' as const, themes: [1], wider: [90], partners: [5] }
  it('are never part of themselves, at any depth', () => {
    const outcomes = [
      { id: 1, parent: null },
      { id: 2, parent: 1 },
      { id: 3, parent: 2 },
    ]
    const part = (outcome: number, parent: number) =>
      rules.mayStand({ ...place, outcomes }, outcome, { theme: 1, parent, partner: null })
    expect(part(1, 3)).toMatchObject({ code: 'parent-circle' })
    expect(part(1, 1)).toMatchObject({ code: 'parent-circle' })
    expect(part(3, 1)).toBeNull()
    expect(part(3, 90)).toBeNull()
    expect(part(3, 91)).toMatchObject({ code: 'parent-unknown' })
  })

  it('are saved only over words that were seen', () => {
    const now = {
      theme: 1,
      parent: null,
      title: 'A',
      description: '',
      horizon: 'long',
      dimensions: [],
      partner: null,
    } as const
    const seen = rules.seenOf(now)
    expect(rules.maySaveOver({ now, changedBy: 'Ailsa' }, seen)).toBeNull()
    const refused = rules.maySaveOver({ now: { ...now, title: 'B' }, changedBy: 'Ailsa' }, seen)
    expect(refused?.words).toMatch(/^Ailsa changed this outcome while you were writing/)
  })
})

const outcome = (id: number, over: Partial<WordedOutcome> = {}): WordedOutcome => ({
  id,
  theme: 1,
  parent: null,
  parentTitle: null,
  title: `Outcome ${id}`,
  description: '',
  horizon: 'long',
  dimensions: ['social'],
  partner: null,
  partnerName: null,
  goals: [],
  position: id,
  ...over,
})
const wording = (over: Partial<Wording> = {}): Wording => ({
  vision: 'A kinder place',
  summary: '',
  starts: '2026-04-01',
  ends: '2036-03-31',
  themes: [
    { id: 1, title: 'Work', description: '', position: 1 },
    { id: 2, title: 'Home', description: '', position: 2 },
  ],
  outcomes: [outcome(1), outcome(2)],
  ...over,
})

describe('differences', () => {
  it('says each in a sentence', () => {
    const health = { key: 'sdg-2015:3', title: 'Good Health', framework: 'SDGs' }
    const after = wording({
      vision: 'A fair place',
      ends: '2037-03-31',
      outcomes: [
        outcome(1, { title: 'More people in work', theme: 2, partner: 4, partnerName: 'College', goals: [health] }),
        outcome(3, { theme: 2, title: 'Warm homes' }),
      ],
    })
    expect(differences(wording(), after)).toEqual([
      'The vision “A kinder place” now reads “A fair place”',
      'The plan now runs from 1 April 2026 to 31 March 2037; it was 1 April 2026 to 31 March 2036.',
      '“Outcome 1” now reads “More people in work”.',
      '“More people in work” moved from “Work” to “Home”.',
      'Responsible for “More people in work”: College, was nobody.',
      '“More people in work” now also serves Good Health (SDGs).',
      'The outcome “Warm homes” was added under “Home”.',
      'The outcome “Outcome 2” was removed.',
    ])
  })

  it('finds none between a wording and itself, and some whenever an outcome is renamed, moved or dropped', () => {
    const wordings = fc
      .uniqueArray(fc.nat(20), { maxLength: 8 })
      .chain(ids =>
        fc.tuple(
          ...ids.map(id => fc.record({ id: fc.constant(id), theme: fc.constantFrom(1, 2), title: fc.string() })),
        ),
      )
      .map(list => wording({ outcomes: list.map(one => outcome(one.id, one)) }))
    fc.assert(
      fc.property(wordings, one => {
        expect(differences(one, one)).toEqual([])
      }),
    )
    fc.assert(
      fc.property(wordings, wordings, (a, b) => {
        const same = (one: Wording) =>
          JSON.stringify(one.outcomes.map(({ id, theme, title }) => [id, theme, title]).sort())
        if (same(a) !== same(b)) expect(differences(a, b)).not.toEqual([])
      }),
    )
  })

  it('says when only the order changed', () => {
    expect(differences(wording(), wording({ outcomes: [outcome(2), outcome(1)] }))).toEqual([
      'The outcomes under “Work” stand in another order.',
    ])
  })
})

describe('consensus', () => {
  const partners = [
    { id: 1, name: 'Council' },
    { id: 2, name: 'Police' },
    { id: 3, name: 'College' },
  ]
  it('tells shared, partial and missing stress apart, and differing principles', () => {
    const found = consensus(
      [
        { partner: 1, principle: 'vision', outcomes: [1, 2] },
        { partner: 2, principle: 'delivery', outcomes: [1] },
      ],
      [outcome(1), outcome(2), outcome(3)],
      partners,
    )
    expect(found.findings).toEqual([
      'Two of three partners have said what they stress.',
      'They agree on “Outcome 1”: both stress it.',
      'Nobody stresses “Outcome 3”.',
      'They differ over what comes first: agreeing where to go for Council and getting things done for Police.',
    ])
  })

  it('puts every outcome in exactly one of three places, and is silent where nobody spoke', () => {
    const stress = fc.record({
      partner: fc.constantFrom(1, 2, 3),
      principle: fc.constantFrom('vision' as const, 'participation' as const, 'delivery' as const),
      outcomes: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4)),
    })
    const outcomes = [1, 2, 3, 4].map(id => outcome(id))
    fc.assert(
      fc.property(fc.uniqueArray(stress, { selector: one => one.partner }), list => {
        const { shared, some, nobody, findings } = consensus(list, outcomes, partners)
        expect([...shared, ...some, ...nobody].map(one => one.id).sort()).toEqual([1, 2, 3, 4])
        expect(findings.length > 0).toBe(list.length > 0)
      }),
    )
  })
})

it('balance names the side of life and the time that a plan leaves out', () => {
  expect(balance([outcome(1)]).findings).toEqual([
    'No outcome is about the economic or environmental side of life.',
    'No outcome is medium term or short term.',
  ])
  expect(balance([]).findings).toEqual([])
})

it('agreement counts partners and reservations', () => {
  const yes = { reservation: '' }
  expect(agreement([], 3)).toBeNull()
  expect(agreement([yes, { reservation: 'But money' }], 3)).toBe(
    'Agreed by two of three partners, one with a reservation',
  )
  expect(agreement([yes, yes], 2)).toBe('Agreed by both partners')
})
