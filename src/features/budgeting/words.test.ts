// The words of a result are the facts of its count.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Election } from './counting/model.ts'
import { elections } from './counting/some-elections.fixture.ts'
import type { Counted } from './model.ts'
import { moneyIn } from './money.ts'
import { countVote, everyRule } from './result.ts'
import { changeWords, differenceWords, resultWords, whyWords } from './words.ts'

const votes = (voters: number, ...projects: string[]) => ({ choices: projects.map(project => ({ project })), voters })
const village: Election = {
  name: 'Village',
  kind: 'approval',
  budget: '100',
  projects: [
    { id: '1', name: 'Books', cost: '40' },
    { id: '2', name: 'Swings', cost: '30' },
    { id: '3', name: 'Benches', cost: '50' },
    { id: '4', name: 'Statue', cost: '20' },
  ],
  ballots: [votes(6, '2', '3'), votes(4, '1')],
}
const countOf = (election: Election, used = everyRule[1]!): Counted => ({
  ...countVote(election, {
    ...used,
    amount: election.budget,
    ballot: election.kind,
    tieBreak: 'votes-cost-list',
    currency: 'GBP',
  }),
  on: '2027-01-01',
  sources: {},
  setAside: 0,
  takenBack: 0,
  before: [],
})
const why = (counted: Counted, code: string) =>
  whyWords(counted.projects.find(one => one.code === code)!, counted).join(' ')

describe('why this one and not that one', () => {
  it('by equal shares: who paid what, and where the money of the others had gone', () => {
    const counted = countOf(village)
    expect(counted.funded).toEqual(['1', '2'])
    expect(why(counted, '2')).toBe('6 people paid £5 each. It was the first to be bought.')
    expect(why(counted, '3')).toBe(
      'The 6 people who voted for it had £30 left together. That is £20 too little, because half of their money had gone to other projects that they voted for: “Swings” (£30).',
    )
    expect(why(counted, '4')).toBe('Nobody voted for it, so nobody paid for it.')
  })

  it('by most votes: its place, what was left, and who came after it all the same', () => {
    const counted = countOf({ ...village, budget: '75' }, everyRule[0])
    expect(counted.funded).toEqual(['1', '2'])
    expect(why(counted, '2')).toBe('It came 1st, with 6 votes. £75 was left when its turn came, and it costs £30.')
    expect(why(counted, '3')).toBe(
      'It came 2nd, with 6 votes. When its turn came £45 was left. It costs £50, so £5 was missing. The rest had gone to a project that came before it: “Swings”. “Books” came after it and did get money, because it costs less: what was left was enough for it.',
    )
  })

  it('finds words for every project of every vote under every rule', () => {
    fc.assert(
      fc.property(elections, fc.constantFrom(...everyRule), (election, used) => {
        const counted = countOf(election, used)
        expect(resultWords(counted)).toMatch(/\.$/)
        for (const project of counted.projects) {
          const sentences = whyWords(project, counted)
          expect(sentences.length).toBeGreaterThan(0)
          for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|NaN|null| {2}|^[;.]|\(\)/)
        }
      }),
    )
  })
})

it('names what another rule, or a recount, does otherwise', () => {
  const title = (code: string) => code
  expect(differenceWords(['a', 'b'], ['b', 'c'], title)).toBe('“c” would get money. “a” would not.')
  expect(differenceWords(['a'], ['a'], title)).toBe('')
  expect(changeWords(['a', 'b'], ['b'], title)).toBe('“a” no longer does.')
  expect(changeWords(['a'], ['a'], title)).toBe('The same projects get money.')
})

it('shows money in the budget’s own currency', () => {
  expect(moneyIn('GBP')('1250.5')).toBe('£1,250.50')
  expect(moneyIn('GBP')(30.0000001)).toBe('£30')
  expect(moneyIn('PLN')(5000)).toMatch(/^PLN.5,000$/)
  expect(moneyIn('')(5)).toBe('5')
})
