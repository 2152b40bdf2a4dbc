// The greedy count: order, skipping, ties, and laws that hold for every election.

import fc from 'fast-check'
import Fraction from 'fraction.js'
import { describe, expect, it } from 'vitest'
import { countGreedy } from './greedy.ts'
import type { Election, TieBreaking } from './model.ts'
import { elections } from './some-elections.fixture.ts'

const votes = (voters: number, ...projects: string[]) => ({ choices: projects.map(project => ({ project })), voters })

const election: Election = {
  name: 'Park money',
  kind: 'approval',
  budget: '100',
  projects: [
    { id: '9', name: 'Bandstand', cost: '70' },
    { id: '10', name: 'Paths', cost: '60.50' },
    { id: '2', name: 'Benches', cost: '29.99' },
    { id: '3', name: 'Bins', cost: '29.99' },
    { id: '4', name: 'Nobody’s', cost: '0.01' },
  ],
  ballots: [votes(3, '9', '2'), votes(2, '9', '10'), votes(2, '10', '3'), votes(1, '3'), votes(1)],
}

describe('the greedy count', () => {
  it('goes by votes, skips what cannot be paid for, and says what was missing', () => {
    const count = countGreedy(election, { satisfaction: 'cost', tieBreaking: 'votes-cost-list' })
    expect(count.turns.map(({ project, votes, funded }) => [project, votes, funded])).toEqual([
      ['9', 5, true],
      ['10', 4, false],
      ['2', 3, true],
      ['3', 3, false],
      ['4', 0, true],
    ])
    expect(count.turns[1]).toMatchObject({ rank: 2, before: '30', cost: '60.5', shortfall: '30.5' })
    expect(count).toMatchObject({ funded: ['9', '2', '4'], spent: '100', left: '0' })
  })

  it('goes by votes for each pound with satisfaction by cardinality', () => {
    const count = countGreedy(election, { satisfaction: 'cardinality', tieBreaking: 'votes-cost-list' })
    expect(count.turns.map(turn => turn.project)).toEqual(['2', '3', '9', '10', '4'])
    expect(count.funded).toEqual(['2', '3', '4'])
  })

  it('breaks ties as declared', () => {
    const tied: Election = {
      ...election,
      budget: '1',
      projects: [
        { id: 'b', name: 'Dear', cost: '2' },
        { id: '9', name: 'Higher on the list', cost: '1' },
        { id: '10', name: 'Lower on the list', cost: '1' },
      ],
      ballots: [votes(1, 'b', '9', '10')],
    }
    const order = (tieBreaking: TieBreaking) =>
      countGreedy(tied, { satisfaction: 'cost', tieBreaking }).turns.map(turn => turn.project)
    expect(order('votes-cost-list')).toEqual(['9', '10', 'b'])
    expect(order('lexico')).toEqual(['10', '9', 'b'])
  })

  it('counts points, and rankings by Borda', () => {
    const choices = [
      { project: '9', points: '0.5' },
      { project: '2', points: '2' },
    ]
    const score = (kind: 'points' | 'ranking') =>
      countGreedy(
        { ...election, kind, ballots: [{ choices, voters: 3 }] },
        { satisfaction: 'cost', tieBreaking: 'lexico' },
      )
        .turns.slice(0, 2)
        .map(turn => [turn.project, turn.score])
    expect(score('points')).toEqual([
      ['2', '6'],
      ['9', '1.5'],
    ])
    expect(score('ranking')).toEqual([
      ['9', '6'],
      ['2', '3'],
    ])
  })

  it('keeps within the budget, leaves nothing out that would still fit, and adds up exactly', () => {
    fc.assert(
      fc.property(elections, fc.constantFrom('cost' as const, 'cardinality' as const), (some, satisfaction) => {
        const count = countGreedy(some, { satisfaction, tieBreaking: 'lexico' })
        const left = new Fraction(count.left)
        expect(left.gte(0)).toBe(true)
        expect(left.add(count.spent).equals(some.budget)).toBe(true)
        for (const project of some.projects)
          if (!count.funded.includes(project.id)) expect(left.lt(project.cost)).toBe(true)
      }),
    )
  })
})
