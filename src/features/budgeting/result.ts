// Counts a vote under the rule that was declared, says why of each project, and sets all rules side by side.

import Fraction from 'fraction.js'
import { fromUnits } from './counting/decimal.ts'
import { type Completion, countEqualShares, type EqualSharesCount } from './counting/equal-shares.ts'
import { compareOutcomes, type EqualSharesFacts, explainEqualShares } from './counting/explained.ts'
import { countGreedy, type GreedyCount } from './counting/greedy.ts'
import type { Election } from './counting/model.ts'
import { tally } from './counting/tally.ts'
import type { ComparedRule, Counted, RuleUsed, Terms } from './model.ts'

/** Every rule that is offered. */
export const everyRule: readonly RuleUsed[] = [
  { rule: 'greedy', completion: 'none' },
  { rule: 'equal-shares', completion: 'none' },
  { rule: 'equal-shares', completion: 'add1' },
  { rule: 'equal-shares', completion: 'add1-utilitarian' },
]

/** Of what kept somebody's money the dearest are named. */
const mostNamed = 5

/**
 * Cities count with satisfaction by cost: most votes first, whatever a project costs, and in equal shares a project is
 * worth to its supporters what it costs.
 */
export function countVote(
  election: Election,
  terms: Omit<Terms, 'least' | 'most' | 'points'> & { readonly currency: string },
): Omit<Counted, 'on' | 'sources' | 'setAside' | 'takenBack' | 'before'> {
  const { rule, completion, tieBreak } = terms
  const count = (used: RuleUsed): GreedyCount | EqualSharesCount => countBy(election, used, tieBreak)
  const declared = everyRule.find(one => one.rule === rule && one.completion === completion)!
  const used = [declared, ...everyRule.filter(one => one !== declared)]
  const counts = used.map(count)
  const counted = counts[0]!
  const { voters, outcomes } = compareOutcomes(election, counts)
  const tallied = tally(election)
  const scored = election.kind === 'ranking' || election.kind === 'points'
  const turns = counted.rule === 'greedy' ? new Map(counted.turns.map(turn => [turn.project, turn])) : null
  const shares =
    counted.rule === 'equal-shares'
      ? new Map(explainEqualShares(election, counted).map(facts => [facts.project, named(facts)]))
      : null
  return {
    rule,
    completion,
    ballot: terms.ballot,
    tieBreak,
    amount: terms.amount,
    currency: terms.currency,
    voters,
    funded: counted.funded,
    spent: counted.spent,
    left: counted.left,
    share: counted.rule === 'equal-shares' ? new Fraction(counted.endowment).valueOf() : null,
    raised: counted.rule === 'equal-shares' ? counted.raised : 0,
    projects: election.projects.map(({ id, name, cost }, place) => ({
      code: id,
      title: name,
      cost,
      votes: tallied.projects[place]!.votes,
      score: scored ? fromUnits(tallied.projects[place]!.score, tallied.scorePlaces) : null,
      funded: counted.funded.includes(id),
      turn: turns?.get(id) ?? null,
      shares: shares?.get(id) ?? null,
    })),
    compared: used.map(
      (one, at): ComparedRule => ({
        ...one,
        funded: counts[at]!.funded,
        spent: counts[at]!.spent,
        left: counts[at]!.left,
        votersServed: outcomes[at]!.votersServed,
        moneyEach: outcomes[at]!.moneyEach,
      }),
    ),
  }
}

const countBy = (election: Election, { rule, completion }: RuleUsed, tieBreaking: Terms['tieBreak']) =>
  rule === 'greedy'
    ? countGreedy(election, { satisfaction: 'cost', tieBreaking })
    : countEqualShares(election, { satisfaction: 'cost', tieBreaking, completion: completion satisfies Completion })

const named = (facts: EqualSharesFacts): EqualSharesFacts =>
  facts.outOfReach
    ? { ...facts, outOfReach: { ...facts.outOfReach, spentOn: facts.outOfReach.spentOn.slice(0, mostNamed) } }
    : facts
