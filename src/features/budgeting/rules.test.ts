// The rules of a budget, each by itself.

import { describe, expect, it } from 'vitest'
import type { BudgetFacts, ProjectFacts } from './model.ts'
import * as rules from './rules.ts'

const facts: BudgetFacts = {
  engagement: 1,
  title: 'You decide',
  state: 'announced',
  linked: false,
  organisation: null,
  admits: 'anyone',
  opens: '2027-03-01',
  closes: '2027-03-31',
  budget: 1,
  budgetTitle: '£100',
  currency: 'GBP',
  activity: null,
  version: 0,
  suggestUntil: '2027-02-01',
  imported: false,
  voted: false,
  counted: null,
  publishedOn: null,
  amount: '100',
  ballot: 'approval',
  rule: 'greedy',
  completion: 'none',
  tieBreak: 'votes-cost-list',
  least: null,
  most: null,
  points: null,
}
const typed = { ...facts, amount: 100 }

describe('how far a budget is', () => {
  const phase = (more: Partial<Parameters<typeof rules.phaseOf>[0]>) =>
    rules.phaseOf({ ...facts, today: '2027-01-15', unfollowed: 0, ...more })
  it.each([
    [{}, 'ideas'],
    [{ today: '2027-02-02' }, 'check'],
    [{ suggestUntil: null }, 'check'],
    [{ today: '2027-02-02', activity: 3 }, 'shortlist'],
    [{ state: 'open', activity: 3 }, 'vote'],
    [{ state: 'open' }, 'check'],
    [{ state: 'closed', activity: 3 }, 'count'],
    [{ imported: true, activity: 3 }, 'count'],
    [{ state: 'closed', activity: 3, publishedOn: '2027-04-01', unfollowed: 2 }, 'result'],
    [{ state: 'closed', activity: 3, publishedOn: '2027-04-01' }, 'done'],
    [{ state: 'called-off', publishedOn: '2027-04-01' }, 'called-off'],
  ] as const)('%j is %s', (more, expected) => expect(phase(more)).toBe(expected))
})

describe('the terms', () => {
  it('need points for points, whole pence, and limits that fit', () => {
    expect(rules.mayDeclare(typed)).toBeNull()
    expect(rules.mayDeclare({ ...typed, amount: 10.005 })).toMatchObject({ code: 'not-pence', field: 'amount' })
    expect(rules.mayDeclare({ ...typed, amount: 0 })).toMatchObject({ code: 'amount-unfit' })
    expect(rules.mayDeclare({ ...typed, ballot: 'points' })).toMatchObject({ code: 'points-missing' })
    expect(rules.mayDeclare({ ...typed, least: 4, most: 3 })).toMatchObject({ code: 'least-over-most' })
    expect(rules.mayDeclare({ ...typed, ballot: 'choose-one', least: 4, most: 3 })).toBeNull()
  })

  it('leave out what another ballot or rule would need', () => {
    expect(
      rules.termsOf({ ...typed, ballot: 'choose-one', least: 2, most: 3, points: 5, completion: 'add1' }),
    ).toMatchObject({ least: null, most: null, points: null, completion: 'none', amount: '100' })
  })

  it('are frozen by the opening, by a vote that came on paper, and by a file', () => {
    expect(rules.mayEdit(facts, { ...typed, amount: 90 }, '2027-02-01')).toBeNull()
    for (const frozen of [{ state: 'open' }, { voted: true }, { imported: true }] as const) {
      expect(rules.mayEdit({ ...facts, ...frozen }, { ...typed, amount: 90 }, '2027-02-01')).toMatchObject({
        code: 'terms-frozen',
        field: 'amount',
      })
      expect(rules.mayEdit({ ...facts, ...frozen }, typed, '2027-02-01')).toBeNull()
    }
  })

  it('let people suggest before they vote, not while', () => {
    expect(rules.maySuggestUntil(facts, '2027-03-01')).toMatchObject({ code: 'until-too-late' })
    expect(rules.maySuggestUntil(facts, '2027-02-28')).toBeNull()
  })
})

describe('a project', () => {
  const project: ProjectFacts = {
    ...facts,
    project: 1,
    code: '1',
    projectTitle: 'Benches',
    origin: 'suggested',
    projectState: 'suggested',
    cost: null,
    action: null,
    ideaGone: false,
  }
  it('that nobody may see is checked or shown, and not put on the shortlist', () => {
    expect(rules.mayShow(project)).toBeNull()
    expect(rules.mayShortlist(project)).toMatchObject({ code: 'not-feasible' })
    expect(
      rules.mayCheck({ ...project, projectState: 'hidden' }, { feasible: 'yes', cost: 5, because: '' }),
    ).toMatchObject({ code: 'is-hidden' })
  })

  it('that people vote on is not taken away', () => {
    const voted = { ...project, state: 'open', projectState: 'shortlisted' } as const
    expect(rules.mayHide(voted)).toMatchObject({ code: 'open-already' })
    expect(rules.mayTakeOff(voted)).toMatchObject({ code: 'open-already' })
    expect(rules.mayHide({ ...voted, projectState: 'shown' })).toBeNull()
  })
})

it('asks one question, of which the limits and the money are part', () => {
  const listed = [
    { code: '1', title: 'Benches', words: 'word '.repeat(100), cost: '30' },
    { code: '2', title: 'Swings', words: '', cost: '70.5' },
  ]
  const question = rules.ballotQuestion({ ...facts, ballot: 'knapsack', most: 5 }, listed)
  expect(question).toMatchObject({
    id: 'q1',
    kind: 'ballot',
    required: true,
    most: 2,
    ballot: { kind: 'knapsack', amount: 100 },
    options: [
      { id: '1', cost: 30 },
      { id: '2', words: 'Swings', cost: 70.5 },
    ],
  })
  expect(question.options![0]!.hint!.length).toBeLessThanOrEqual(182)
  expect(rules.mayPrepare(facts, listed.slice(1))).toMatchObject({ code: 'shortlist-too-short' })
  expect(rules.mayPrepare({ ...facts, least: 3 }, listed)).toMatchObject({ code: 'shortlist-under-least' })
})
