// Equal shares: the textbook example, laws that hold for every election, and a slow plain count to agree with.

import fc from 'fast-check'
import Fraction from 'fraction.js'
import { describe, expect, it } from 'vitest'
import { countEqualShares } from './equal-shares.ts'
import { explainEqualShares } from './explained.ts'
import type { Ballot, CountingRules, Election } from './model.ts'
import { byWord, mergeBallots } from './model.ts'
import { dearElections, elections } from './some-elections.fixture.ts'

const satisfactions = ['cost', 'cardinality'] as const
const plainRules: CountingRules = { satisfaction: 'cardinality', tieBreaking: 'lexico' }

/** Peters, Pierczyński & Skowron 2021, section 3, as the paper writes it: voter by voter, round by round, in fractions. */
function slowly(election: Election, rules: CountingRules, raised = 0): { funded: string[]; held: Fraction[] } {
  const voters = election.ballots.flatMap(ballot => Array.from({ length: ballot.voters }, () => ballot))
  const held = voters.map(() => new Fraction(election.budget).div(voters.length).add(raised))
  const cost = new Map(election.projects.map(project => [project.id, new Fraction(project.cost)]))
  const utility = (voter: number, project: string): Fraction => {
    const { choices } = voters[voter]!
    const at = choices.findIndex(choice => choice.project === project)
    if (at < 0) return new Fraction(0)
    const score =
      election.kind === 'points'
        ? new Fraction(choices[at]!.points!)
        : new Fraction(election.kind === 'ranking' ? choices.length - at : 1)
    return rules.satisfaction === 'cost' ? score.mul(cost.get(project)!) : score
  }
  const funded: string[] = []
  for (;;) {
    let best: { project: string; rho: Fraction } | null = null
    for (const project of [...cost.keys()].filter(id => !funded.includes(id)).sort(byWord)) {
      const supporters = voters
        .map((_, voter) => voter)
        .filter(voter => utility(voter, project).gt(0))
        .sort((a, b) => held[a]!.div(utility(a, project)).compare(held[b]!.div(utility(b, project))))
      let missing = cost.get(project)!
      let rest = supporters.reduce((sum, voter) => sum.add(utility(voter, project)), new Fraction(0))
      for (const voter of supporters) {
        const rho = missing.div(rest)
        if (rho.mul(utility(voter, project)).lte(held[voter]!)) {
          if (!best || rho.lt(best.rho)) best = { project, rho }
          break
        }
        missing = missing.sub(held[voter]!)
        rest = rest.sub(utility(voter, project))
      }
    }
    if (!best) return { funded, held }
    const { project, rho } = best
    funded.push(project)
    for (const voter of voters.keys()) {
      const price = rho.mul(utility(voter, project))
      held[voter] = price.lt(held[voter]!) ? held[voter]!.sub(price) : new Fraction(0)
    }
  }
}

const ids = (count: { funded: readonly string[] }) => count.funded.toSorted()
const spentOf = (election: Election, funded: readonly string[]) =>
  election.projects
    .filter(project => funded.includes(project.id))
    .reduce((sum, project) => sum.add(project.cost), new Fraction(0))

describe('equal shares', () => {
  it('gives a minority its part, where most votes give it nothing', () => {
    const election: Election = {
      name: 'Two villages',
      kind: 'approval',
      budget: '100',
      projects: ['a1', 'a2', 'a3', 'b1'].map(id => ({ id, name: id, cost: id === 'b1' ? '40' : '30' })),
      ballots: [
        { choices: [{ project: 'a1' }, { project: 'a2' }, { project: 'a3' }], voters: 6 },
        { choices: [{ project: 'b1' }], voters: 4 },
      ],
    }
    const count = countEqualShares(election, { ...plainRules, completion: 'none' })
    expect(count).toMatchObject({ funded: ['a1', 'a2', 'b1'], spent: '100', left: '0', endowment: '10' })
    expect(count.purchases).toEqual([
      { project: 'a1', round: 1, rate: '5' },
      { project: 'a2', round: 2, rate: '5' },
      { project: 'b1', round: 3, rate: '10' },
    ])
    const lost = explainEqualShares(election, count).find(facts => facts.project === 'a3')
    expect(lost).toMatchObject({
      how: 'out-of-reach',
      outOfReach: { afterRound: 2, had: 0, shortfall: 30, spentOn: [{ amount: 30 }, { amount: 30 }] },
    })
  })

  it('lets who has less give the rest, and the others more', () => {
    const election: Election = {
      name: 'Rest',
      kind: 'approval',
      budget: '30',
      projects: [
        { id: 'first', name: 'First', cost: '8' },
        { id: 'second', name: 'Second', cost: '21' },
      ],
      ballots: [
        { choices: [{ project: 'first' }, { project: 'second' }], voters: 1 },
        { choices: [{ project: 'second' }], voters: 2 },
      ],
    }
    const count = countEqualShares(election, { ...plainRules, completion: 'none' })
    // 21 ÷ 3 = 7 for each is less than 8 ÷ 1; after that 3 is left for the first.
    expect(count.purchases).toEqual([{ project: 'second', round: 1, rate: '7' }])
    const cheaper = { ...election, projects: [{ id: 'first', name: 'First', cost: '6' }, election.projects[1]!] }
    const both = countEqualShares(cheaper, { ...plainRules, completion: 'none' })
    expect(both.purchases).toEqual([
      { project: 'first', round: 1, rate: '6' },
      { project: 'second', round: 2, rate: '17/2' },
    ])
    expect(explainEqualShares(cheaper, both)[1]).toMatchObject({
      bought: { paidInFull: 2, gaveTheRest: 1, hadNothing: 0, price: 8.5 },
    })
  })

  it('agrees with the slow plain count', () => {
    fc.assert(
      fc.property(elections, fc.constantFrom(...satisfactions), (election, satisfaction) => {
        const rules = { satisfaction, tieBreaking: 'lexico' as const }
        const count = countEqualShares(election, { ...rules, completion: 'none' })
        expect(count.purchases.map(purchase => purchase.project)).toEqual(slowly(election, rules).funded)
      }),
      { numRuns: 500 },
    )
  })

  it('agrees with the slow plain count when shares are raised by one', () => {
    fc.assert(
      fc.property(fc.oneof(elections, dearElections), election => {
        let [raised, funded] = [0, slowly(election, plainRules).funded]
        const fits = (left: Fraction) =>
          election.projects.some(
            project =>
              !funded.includes(project.id) &&
              left.gte(project.cost) &&
              election.ballots.some(ballot =>
                ballot.choices.some(choice => choice.project === project.id && choice.points !== '0'),
              ),
          )
        while (fits(new Fraction(election.budget).sub(spentOf(election, funded)))) {
          const next = slowly(election, plainRules, raised + 1).funded
          if (spentOf(election, next).gt(election.budget)) break
          ;[raised, funded] = [raised + 1, next]
        }
        const count = countEqualShares(election, { ...plainRules, completion: 'add1' })
        expect({ raised: count.raised, funded: ids(count) }).toEqual({ raised, funded: funded.toSorted() })
      }),
      { numRuns: 300 },
    )
  })

  it('stops at the raise that would overspend, though many raises before it change nothing', () => {
    const costs = ['125', '110', '235', '180', '90', '165']
    const order = (voters: number, ...projects: number[]) => ({
      choices: projects.map(project => ({ project: `p${project}` })),
      voters,
    })
    const election: Election = {
      name: 'One raise too many',
      kind: 'ranking',
      budget: '625',
      projects: costs.map((cost, at) => ({ id: `p${at}`, name: `p${at}`, cost })),
      ballots: [order(3, 5, 1), order(2, 5, 1, 3, 2), order(6, 2, 0, 5)],
    }
    const count = countEqualShares(election, { ...plainRules, completion: 'add1' })
    expect(count).toMatchObject({ raised: 5, endowment: '680/11', funded: ['p0', 'p1', 'p5'], left: '225' })
  })

  it('never spends more than the budget, with any completion', () => {
    fc.assert(
      fc.property(elections, fc.constantFrom(...satisfactions), (election, satisfaction) => {
        for (const completion of ['none', 'add1', 'add1-utilitarian'] as const) {
          const count = countEqualShares(election, { satisfaction, tieBreaking: 'votes-cost-list', completion })
          expect(spentOf(election, count.funded).add(count.left).equals(election.budget)).toBe(true)
          expect(Number(count.left)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('does not depend on the order of ballots, nor on whether equal ones are merged', () => {
    fc.assert(
      fc.property(
        elections.chain(election =>
          fc.tuple(fc.constant(election), fc.shuffledSubarray(single(election), full(election))),
        ),
        ([election, ballots]) => {
          const rules = { ...plainRules, completion: 'add1' as const }
          const counted = countEqualShares(election, rules)
          expect(countEqualShares({ ...election, ballots }, rules)).toEqual(counted)
          const merged = mergeBallots(election.kind, ballots)
          expect(countEqualShares({ ...election, ballots: merged }, rules)).toEqual(counted)
        },
      ),
      { numRuns: 50 },
    )
  })
})

const single = (election: Election): Ballot[] =>
  election.ballots.flatMap(ballot => Array.from({ length: ballot.voters }, () => ({ ...ballot, voters: 1 })))
const full = (election: Election) => ({ minLength: single(election).length, maxLength: single(election).length })
