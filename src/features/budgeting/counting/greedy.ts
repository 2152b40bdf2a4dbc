// The rule that most cities use: go down the list of votes and fund whatever the money still pays for.

import Fraction from 'fraction.js'
import { type Decimal, fromUnits } from './decimal.ts'
import type { CountingRules, Election, Outcome } from './model.ts'
import { firstOfEquals, outcome, type TalliedProject, type Tally, tally } from './tally.ts'

/** One project's turn. */
export interface Turn {
  readonly project: string
  /** From 1, the order of turns. */
  readonly rank: number
  /** People who voted for it. */
  readonly votes: number
  /** Votes, or points, or Borda points: what the order goes by (divided by cost with `cardinality`). */
  readonly score: Decimal
  readonly cost: Decimal
  /** Money left when its turn came. */
  readonly before: Decimal
  readonly funded: boolean
  /** What was missing; null where it was funded. */
  readonly shortfall: Decimal | null
}

export interface GreedyCount extends Outcome {
  readonly rule: 'greedy'
  readonly rules: CountingRules
  readonly turns: readonly Turn[]
}

/**
 * Greedy count. Satisfaction per pound decides whose turn it is: with `cost` satisfaction that is the score alone (most
 * votes first, whatever it costs), with `cardinality` the score for each pound. What cannot be paid for is skipped and
 * the count goes on. A project without any vote has its turn last and is funded if money is left, as in pabutools'
 * greedy_utilitarian_welfare, whose outcomes these are.
 */
export function countGreedy(election: Election, rules: CountingRules): GreedyCount {
  const counted = tally(election)
  const funded = new Set<TalliedProject>()
  const turns = takeTurns(counted, rules, funded)
  return { rule: 'greedy', rules, turns, ...outcome(counted, funded) }
}

/** Gives every project that is not yet funded its turn; adds to `funded` what the rest of the budget pays for. */
export function takeTurns(counted: Tally, rules: CountingRules, funded: Set<TalliedProject>): Turn[] {
  let left = counted.budget
  for (const project of funded) left -= project.cost
  const waiting = counted.projects.filter(project => !funded.has(project))
  const money = (units: bigint) => fromUnits(units, counted.moneyPlaces)
  return inOrder(waiting, rules).map((project, at) => {
    const before = left
    const pays = project.cost <= left
    if (pays) {
      left -= project.cost
      funded.add(project)
    }
    return {
      project: project.id,
      rank: at + 1,
      votes: project.votes,
      score: fromUnits(project.score, counted.scorePlaces),
      cost: money(project.cost),
      before: money(before),
      funded: pays,
      shortfall: pays ? null : money(project.cost - before),
    }
  })
}

function inOrder(projects: readonly TalliedProject[], rules: CountingRules): TalliedProject[] {
  const ties = firstOfEquals(rules.tieBreaking)
  // What costs nothing comes before all that costs something, if anybody wants it.
  const perPound = (project: TalliedProject) =>
    project.cost > 0n ? new Fraction(project.score, project.cost) : project.score > 0n ? null : new Fraction(0)
  return projects
    .map(project => ({
      project,
      value: rules.satisfaction === 'cost' ? new Fraction(project.score) : perPound(project),
    }))
    .sort((a, b) => {
      if (a.value && b.value) return b.value.compare(a.value) || ties(a.project, b.project)
      return Number(a.value !== null) - Number(b.value !== null) || ties(a.project, b.project)
    })
    .map(({ project }) => project)
}
