// The Method of Equal Shares: every voter has the same part of the money, and spends it on what they voted for.

import Fraction from 'fraction.js'
import { type Turn, takeTurns } from './greedy.ts'
import type { CountingRules, Election, Outcome } from './model.ts'
import { type Amount, type Offer, Purses } from './purses.ts'
import { firstOfEquals, outcome, type TalliedProject, type Tally, tally } from './tally.ts'

/**
 * What is done with the money that equal shares leave over. `none`. `add1`: everybody's share is raised by one whole
 * unit of the currency and the count is done anew, again and again, until nothing more would fit into the budget or the
 * next count would overspend; the last count that did not is the result (the first overspend ends it, even if a still
 * higher share would not overspend). `add1-utilitarian`: the same, and then greedy with what is left, most votes first.
 * Source: https://equalshares.net/implementation/completion/ and pabutools' voter_budget_increment = 1.
 */
export type Completion = 'none' | 'add1' | 'add1-utilitarian'

export interface EqualSharesRules extends CountingRules {
  readonly completion: Completion
}

/** One project bought by its supporters. */
export interface Purchase {
  readonly project: string
  /** From 1. */
  readonly round: number
  /** Exact money for one vote or one point, as a fraction: `1250/3`. Who has less pays all they have. */
  readonly rate: string
}

/** A project that its supporters can no longer pay for. */
export interface OutOfReach {
  readonly project: string
  /** Rounds that were over when this was found; 0 is before anything was bought. */
  readonly afterRound: number
}

export interface EqualSharesCount extends Outcome {
  readonly rule: 'equal-shares'
  readonly rules: EqualSharesRules
  /** Exact share that each voter starts with, as a fraction: budget ÷ voters, plus `raised`. */
  readonly endowment: string
  /** Whole units of the currency that were added to each share. */
  readonly raised: number
  readonly purchases: readonly Purchase[]
  readonly outOfReach: readonly OutOfReach[]
  /** Greedy turns of `add1-utilitarian` after the last purchase; empty without it. */
  readonly turns: readonly Turn[]
}

/**
 * Counts by the Method of Equal Shares, exactly. What costs nothing and has a supporter is funded at the outset.
 * Source: Peters, Pierczyński & Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021.
 */
export function countEqualShares(election: Election, rules: EqualSharesRules): EqualSharesCount {
  const counted = tally(election)
  const { run, raised } =
    rules.completion === 'none' ? { run: buy(counted, rules, 0n, false), raised: 0n } : add1(counted, rules)
  const funded = new Set(run.bought)
  const turns =
    rules.completion === 'add1-utilitarian' ? takeTurns(counted, { ...rules, satisfaction: 'cost' }, funded) : []
  return {
    rule: 'equal-shares',
    rules,
    endowment: endowment(counted, raised).toFraction(),
    raised: Number(raised),
    purchases: run.purchases.map(({ project, offer }, at) => ({
      project: project.id,
      round: at + 1,
      rate: rateOf(offer, counted).toFraction(),
    })),
    outOfReach: run.outOfReach.map(({ project, afterRound }) => ({ project: project.id, afterRound })),
    turns,
    ...outcome(counted, funded),
  }
}

interface Run {
  /** Purchases and what costs nothing. */
  readonly bought: readonly TalliedProject[]
  readonly purchases: readonly { project: TalliedProject; offer: Offer }[]
  readonly outOfReach: readonly { project: TalliedProject; afterRound: number }[]
  readonly spent: bigint
  /** By how much shares could be raised with no other result, see `Purses.steady`; 0 where that was not watched. */
  readonly steady: bigint
}

/**
 * Raises shares unit by unit; where a count shows that the next raises change nothing they are passed over. In small
 * currencies hundreds of raises in a row change nothing.
 */
function add1(counted: Tally, rules: CountingRules): { run: Run; raised: bigint } {
  let raised = 0n
  let run = buy(counted, rules, raised, true)
  while (!exhausted(counted, run)) {
    const last = raised + run.steady
    const next = buy(counted, rules, last + 1n, true)
    if (next.spent > counted.budget)
      return last === raised ? { run, raised } : { run: buy(counted, rules, last, false), raised: last }
    raised = last + 1n
    run = next
  }
  return { run, raised }
}

/** No project that anybody voted for fits into what is left. */
function exhausted(counted: Tally, run: Run): boolean {
  const bought = new Set(run.bought)
  const left = counted.budget - run.spent
  return !counted.projects.some(project => project.votes > 0 && project.cost <= left && !bought.has(project))
}

interface Candidate {
  readonly project: TalliedProject
  /** Money for one unit of satisfaction, `price / per`: never falls from round to round, so an old one is a lower bound. */
  price: Amount
  per: bigint
}

/** One count with a share of budget ÷ voters + `raised` whole units of the currency for each voter. */
function buy(counted: Tally, rules: CountingRules, raised: bigint, watched: boolean): Run {
  const purses = new Purses(counted, raised, watched)
  const ties = firstOfEquals(rules.tieBreaking)
  const wanted = counted.projects.filter(project => project.votes > 0)
  const bought = wanted.filter(project => project.cost === 0n)
  const purchases: { project: TalliedProject; offer: Offer }[] = []
  const outOfReach: { project: TalliedProject; afterRound: number }[] = []
  let spent = 0n
  // With satisfaction by cost a point of score is worth the cost of the project, so its price is divided by that.
  const worth = (project: TalliedProject) => (rules.satisfaction === 'cost' ? project.cost : 1n)
  let candidates: Candidate[] = wanted
    .filter(project => project.cost > 0n)
    .map(project => ({
      project,
      price: { now: project.cost, rise: 0n },
      per: support(counted, project) * worth(project),
    }))
  while (candidates.length > 0) {
    candidates.sort(byPrice)
    const offers = new Map<Candidate, Offer>()
    const lost = new Set<Candidate>()
    let best: Candidate | null = null
    for (const candidate of candidates) {
      if (best && byPrice(candidate, best) > 0) break
      const offer = purses.offer(candidate.project)
      if (!offer) {
        lost.add(candidate)
        outOfReach.push({ project: candidate.project, afterRound: purchases.length })
        continue
      }
      offers.set(candidate, offer)
      candidate.price = offer.rate
      candidate.per = offer.per * worth(candidate.project)
      if (!best || (byPrice(candidate, best) || ties(candidate.project, best.project)) < 0) best = candidate
    }
    const chosen: Candidate | null = best
    candidates = candidates.filter(candidate => candidate !== chosen && !lost.has(candidate))
    if (!chosen) continue
    if (watched) for (const candidate of candidates) purses.compare(difference(candidate, chosen))
    const offer = offers.get(chosen)!
    purses.pay(chosen.project, offer)
    purchases.push({ project: chosen.project, offer })
    bought.push(chosen.project)
    spent += chosen.project.cost
  }
  return { bought, purchases, outOfReach, spent, steady: watched ? purses.steady : 0n }
}

/** All scores above 0 that voters gave a project. */
const support = (counted: Tally, project: TalliedProject): bigint =>
  project.tiers.reduce(
    (sum, tier) => sum + tier.score * BigInt(tier.ballots.reduce((all, ballot) => all + counted.weights[ballot]!, 0)),
    0n,
  )

const byPrice = (a: Candidate, b: Candidate): number => {
  const [left, right] = [a.price.now * b.per, b.price.now * a.per]
  return left < right ? -1 : left > right ? 1 : 0
}

const difference = (a: Candidate, b: Candidate): Amount => ({
  now: a.price.now * b.per - b.price.now * a.per,
  rise: a.price.rise * b.per - b.price.rise * a.per,
})

const endowment = (counted: Tally, raised: bigint): Fraction =>
  new Fraction(counted.budget, 10n ** BigInt(counted.moneyPlaces)).div(Math.max(1, counted.voters)).add(raised)

/** Currency for one whole vote or point. */
const rateOf = (offer: Offer, counted: Tally): Fraction =>
  new Fraction(offer.rate.now * 10n ** BigInt(counted.scorePlaces), offer.per * 10n ** BigInt(counted.moneyPlaces))
