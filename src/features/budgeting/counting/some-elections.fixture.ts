// Small elections of every kind for property tests: decimal costs and points, ties, empty ballots.

import fc from 'fast-check'
import { type Ballot, type BallotKind, type Election, mergeBallots } from './model.ts'

const projectIds = ['1', '2', '10', 'b', 'A/3']
const kinds: readonly BallotKind[] = ['approval', 'knapsack', 'choose-one', 'ranking', 'points']
// Few different costs, so that ties are common; some far from what a share pays, so that shares are raised for long.
const costs = fc.constantFrom('1', '2', '2.5', '3', '4', '7.25', '10', '40', '250')

const ballots = (kind: BallotKind, ids: string[]): fc.Arbitrary<Ballot> =>
  fc
    .tuple(
      fc.shuffledSubarray(ids, kind === 'choose-one' ? { maxLength: 1 } : {}),
      fc.array(fc.constantFrom('0', '0.5', '1', '2', '3'), { minLength: ids.length, maxLength: ids.length }),
      fc.integer({ min: 1, max: 3 }),
    )
    .map(([chosen, points, voters]) => ({
      choices: chosen.map((project, at) => (kind === 'points' ? { project, points: points[at]! } : { project })),
      voters,
    }))

export const elections: fc.Arbitrary<Election> = fc
  .tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: projectIds.length }))
  .chain(([kind, size]) => {
    const ids = projectIds.slice(0, size)
    return fc.record({
      name: fc.constant('Small election'),
      kind: fc.constant(kind),
      budget: fc.constantFrom('3', '5.5', '12', '20', '60', '300'),
      projects: fc.tuple(...ids.map(id => costs.map(cost => ({ id, name: `Project ${id}`, cost, further: {} })))),
      ballots: fc.array(ballots(kind, ids), { minLength: 1, maxLength: 6 }).map(some => mergeBallots(kind, some)),
    })
  })

/** Approvals by few voters of projects of any cost: shares are raised often, and results change at many points. */
export const dearElections: fc.Arbitrary<Election> = fc
  .record({
    budget: fc.integer({ min: 60, max: 300 }),
    costs: fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 3, maxLength: projectIds.length }),
    some: fc.array(ballots('approval', projectIds.slice(0, 3)), { minLength: 2, maxLength: 5 }),
    others: fc.array(ballots('approval', projectIds), { minLength: 2, maxLength: 5 }),
  })
  .map(({ budget, costs, some, others }) => {
    const projects = costs.map((cost, at) => ({ id: projectIds[at]!, name: projectIds[at]!, cost: String(cost) }))
    const there = (ballot: Ballot) => ballot.choices.every(choice => projects.some(({ id }) => id === choice.project))
    const all = [...some, ...others.filter(there)]
    return { name: 'Dear', kind: 'approval', budget: String(budget), projects, ballots: mergeBallots('approval', all) }
  })
