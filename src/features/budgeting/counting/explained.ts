// Why this project and not that one: the facts of a count that a page can put into words, and rules set side by side.
//
// Money here is shown, not counted with: plain numbers in the currency of the budget, worked out from exact results.
// A greedy count needs nothing of this: its turns are its facts.

import Fraction from 'fraction.js'
import type { EqualSharesCount, Purchase } from './equal-shares.ts'
import type { Turn } from './greedy.ts'
import type { Election, Outcome } from './model.ts'
import { type TalliedProject, type Tally, tally } from './tally.ts'

/** How a project was bought by its supporters. */
export interface Bought {
  /** From 1. */
  readonly round: number
  /** What somebody who still had enough paid for one vote, or for one point. */
  readonly price: number
  readonly paidInFull: number
  /** People who gave all they had left, which was less. */
  readonly gaveTheRest: number
  /** Supporters who had nothing left. */
  readonly hadNothing: number
  /** Cost ÷ price: how many full votes (or points) would pay for it. The most effective support for the money wins. */
  readonly effectiveSupport: number
}

/** Why the supporters of a project could not buy it. */
export interface OutOfReachFacts {
  /** Rounds that were over when they could no longer pay: 0 is from the outset. */
  readonly afterRound: number
  /** What they had left together then. */
  readonly had: number
  readonly shortfall: number
  /** What they had spent on other projects by then, most money first. */
  readonly spentOn: readonly { readonly project: string; readonly amount: number }[]
}

export interface EqualSharesFacts {
  readonly project: string
  readonly votes: number
  readonly cost: number
  /**
   * `bought` by its supporters; `free`: it costs nothing; `filled` in afterwards with what was left; `out-of-reach` of
   * its supporters; `no-votes`.
   */
  readonly how: 'bought' | 'free' | 'filled' | 'out-of-reach' | 'no-votes'
  readonly bought: Bought | null
  readonly outOfReach: OutOfReachFacts | null
  /** Its turn when what was left was spent on the most votes; null where that was not done or it was bought before. */
  readonly turn: Turn | null
}

/** The facts of every project, in the order of the list. `count` must be a count of this election. */
export function explainEqualShares(election: Election, count: EqualSharesCount): EqualSharesFacts[] {
  const counted = tally(election)
  const { bought, outOfReach } = replay(counted, count)
  const turns = new Map(count.turns.map(turn => [turn.project, turn]))
  const funded = new Set(count.funded)
  return counted.projects.map(({ id, votes, cost }) => {
    const facts = {
      bought: bought.get(id) ?? null,
      outOfReach: outOfReach.get(id) ?? null,
      turn: turns.get(id) ?? null,
    }
    const how = facts.bought
      ? 'bought'
      : facts.turn?.funded
        ? 'filled'
        : funded.has(id)
          ? 'free'
          : votes > 0
            ? 'out-of-reach'
            : 'no-votes'
    return { project: id, votes, cost: Number(cost) / 10 ** counted.moneyPlaces, how, ...facts }
  })
}

/** Runs through the purchases again and notes what everybody had and gave. */
function replay(counted: Tally, count: EqualSharesCount) {
  const byId = new Map(counted.projects.map(project => [project.id, project]))
  const share = new Fraction(count.endowment).valueOf()
  const held = new Float64Array(counted.weights.length).fill(share)
  const given: { project: string; each: Float64Array }[] = []
  const bought = new Map<string, Bought>()
  const outOfReach = new Map<string, OutOfReachFacts>()
  for (let round = 0; round <= count.purchases.length; round++) {
    for (const lost of count.outOfReach)
      if (lost.afterRound === round)
        outOfReach.set(lost.project, missed(counted, byId.get(lost.project)!, held, given, round))
    const purchase = count.purchases[round]
    if (!purchase) break
    const each = new Float64Array(held.length)
    bought.set(purchase.project, pay(counted, byId.get(purchase.project)!, purchase, held, each, share))
    given.push({ project: purchase.project, each })
  }
  return { bought, outOfReach }
}

function pay(
  counted: Tally,
  project: TalliedProject,
  purchase: Purchase,
  held: Float64Array,
  each: Float64Array,
  share: number,
): Bought {
  const price = new Fraction(purchase.rate).valueOf()
  const people = { paidInFull: 0, gaveTheRest: 0, hadNothing: 0 }
  // Plain numbers are a hair off the exact ones; a billionth of a share is nothing.
  const nothing = share * 1e-9
  for (const { score, ballots } of project.tiers) {
    const full = price * (Number(score) / 10 ** counted.scorePlaces)
    for (const ballot of ballots) {
      const had = held[ballot]!
      const paid = Math.min(had, full)
      each[ballot] = paid
      held[ballot] = had - paid
      people[had <= nothing ? 'hadNothing' : had >= full - nothing ? 'paidInFull' : 'gaveTheRest'] +=
        counted.weights[ballot]!
    }
  }
  const effectiveSupport = Number(project.cost) / 10 ** counted.moneyPlaces / price
  return { round: purchase.round, price, ...people, effectiveSupport }
}

function missed(
  counted: Tally,
  project: TalliedProject,
  held: Float64Array,
  given: readonly { project: string; each: Float64Array }[],
  afterRound: number,
): OutOfReachFacts {
  const ballots = project.tiers.flatMap(tier => [...tier.ballots])
  const sum = (each: Float64Array) => ballots.reduce((all, ballot) => all + each[ballot]! * counted.weights[ballot]!, 0)
  const had = sum(held)
  return {
    afterRound,
    had,
    shortfall: Number(project.cost) / 10 ** counted.moneyPlaces - had,
    spentOn: given
      .map(purchase => ({ project: purchase.project, amount: sum(purchase.each) }))
      .filter(spent => spent.amount > 0)
      .sort((a, b) => b.amount - a.amount),
  }
}

/** What voters have from one outcome. Averages are over all voters, those with an empty ballot too. */
export interface OutcomeForVoters {
  readonly projects: number
  readonly spent: number
  readonly left: number
  /** Voters with at least one funded project that they voted for. */
  readonly votersServed: number
  /** Funded projects that a voter voted for, on average. */
  readonly projectsEach: number
  /** Cost of the funded projects that a voter voted for, on average. */
  readonly moneyEach: number
}

export interface Comparison {
  readonly voters: number
  /** One for each outcome, in the order given. */
  readonly outcomes: readonly OutcomeForVoters[]
  /** Projects that not every outcome treats alike, in the order of the list; `funded` in the order of the outcomes. */
  readonly differences: readonly { readonly project: string; readonly funded: readonly boolean[] }[]
}

/** Sets outcomes of one election side by side. */
export function compareOutcomes(election: Election, outcomes: readonly Outcome[]): Comparison {
  const counted = tally(election)
  const sets = outcomes.map(outcome => new Set(outcome.funded))
  const differences = election.projects
    .map(({ id }) => ({ project: id, funded: sets.map(set => set.has(id)) }))
    .filter(({ funded }) => new Set(funded).size > 1)
  return {
    voters: counted.voters,
    outcomes: outcomes.map((outcome, at) => forVoters(counted, outcome, sets[at]!)),
    differences,
  }
}

function forVoters(counted: Tally, outcome: Outcome, funded: ReadonlySet<string>): OutcomeForVoters {
  const served = new Set<number>()
  let projects = 0
  let money = 0
  for (const project of counted.projects) {
    if (!funded.has(project.id)) continue
    projects += project.votes
    money += (project.votes * Number(project.cost)) / 10 ** counted.moneyPlaces
    for (const tier of project.tiers) for (const ballot of tier.ballots) served.add(ballot)
  }
  const voters = Math.max(1, counted.voters)
  return {
    projects: funded.size,
    spent: Number(outcome.spent),
    left: Number(outcome.left),
    votersServed: [...served].reduce((sum, ballot) => sum + counted.weights[ballot]!, 0),
    projectsEach: projects / voters,
    moneyEach: money / voters,
  }
}
