// Facts about a count must add up to the count.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countEqualShares } from './equal-shares.ts'
import { compareOutcomes, explainEqualShares } from './explained.ts'
import { countGreedy } from './greedy.ts'
import type { Election } from './model.ts'
import { elections } from './some-elections.fixture.ts'

const votes = (voters: number, ...projects: string[]) => ({ choices: projects.map(project => ({ project })), voters })

const twoVillages: Election = {
  name: 'Two villages',
  kind: 'approval',
  budget: '90',
  projects: ['a1', 'a2', 'a3', 'b1'].map(id => ({ id, name: id, cost: '30' })),
  ballots: [votes(6, 'a1', 'a2', 'a3'), votes(3, 'b1'), votes(1)],
}

describe('why a project was bought or not', () => {
  it('accounts for every penny of every supporter', () => {
    fc.assert(
      fc.property(elections, fc.constantFrom('none' as const, 'add1' as const), (election, completion) => {
        const count = countEqualShares(election, { satisfaction: 'cost', tieBreaking: 'lexico', completion })
        const [over = 0, under = 1] = count.endowment.split('/').map(Number)
        for (const facts of explainEqualShares(election, count)) {
          expect(facts.how === 'bought').toBe(count.funded.includes(facts.project))
          if (facts.bought) {
            const { paidInFull, gaveTheRest, hadNothing, effectiveSupport, price } = facts.bought
            expect(paidInFull + gaveTheRest + hadNothing).toBe(facts.votes)
            expect(effectiveSupport * price).toBeCloseTo(facts.cost, 6)
          }
          if (facts.outOfReach) {
            const { had, shortfall, spentOn } = facts.outOfReach
            expect(shortfall).toBeGreaterThan(0)
            expect(had + shortfall).toBeCloseTo(facts.cost, 6)
            const spent = spentOn.reduce((sum, other) => sum + other.amount, 0)
            expect(had + spent).toBeCloseTo((facts.votes * over) / under, 6)
          }
        }
      }),
    )
  })

  it('tells what was filled in afterwards', () => {
    const rules = { satisfaction: 'cost', tieBreaking: 'lexico', completion: 'add1-utilitarian' } as const
    const election = { ...twoVillages, budget: '40', ballots: [votes(9, 'a1'), votes(1, 'a2')] }
    const dear = { ...election, projects: election.projects.map(p => (p.id === 'a2' ? { ...p, cost: '10' } : p)) }
    const facts = explainEqualShares(dear, countEqualShares(dear, rules))
    expect(facts.map(({ project, how }) => [project, how])).toEqual([
      ['a1', 'bought'],
      ['a2', 'bought'],
      ['a3', 'no-votes'],
      ['b1', 'no-votes'],
    ])
    const stopped = { ...dear, projects: [...dear.projects, { id: 'c', name: 'c', cost: '6' }] }
    const ballots = [votes(9, 'a1', 'c'), votes(1, 'a2')]
    const filled = explainEqualShares({ ...stopped, ballots }, countEqualShares({ ...stopped, ballots }, rules))
    expect(filled.find(project => project.project === 'a2')).toMatchObject({
      how: 'out-of-reach',
      turn: { shortfall: '6' },
    })
  })
})

describe('rules side by side', () => {
  it('says which projects differ and who is served', () => {
    const rules = { satisfaction: 'cost', tieBreaking: 'lexico' } as const
    const greedy = countGreedy(twoVillages, rules)
    const shares = countEqualShares(twoVillages, { ...rules, completion: 'add1' })
    const none = { funded: [], spent: '0', left: '90' }
    expect(compareOutcomes(twoVillages, [greedy, shares, none])).toEqual({
      voters: 10,
      outcomes: [
        { projects: 3, spent: 90, left: 0, votersServed: 6, projectsEach: 1.8, moneyEach: 54 },
        { projects: 3, spent: 90, left: 0, votersServed: 9, projectsEach: 1.5, moneyEach: 45 },
        { projects: 0, spent: 0, left: 90, votersServed: 0, projectsEach: 0, moneyEach: 0 },
      ],
      differences: [
        { project: 'a1', funded: [true, true, false] },
        { project: 'a2', funded: [true, true, false] },
        { project: 'a3', funded: [true, false, false] },
        { project: 'b1', funded: [false, true, false] },
      ],
    })
  })
})
