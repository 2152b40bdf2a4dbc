// An election made ready for counting: whole numbers, and for each project the ballots that support it.

import { type Decimal, decimalPlaces, fromUnits, toUnits } from './decimal.ts'
import { byWord, type Choice, type Election, type Outcome, type TieBreaking } from './model.ts'

/** Ballots that give one project the same score. */
export interface Tier {
  /** In units of the tally's smallest point; more than 0. */
  readonly score: bigint
  /** Places in `election.ballots`. */
  readonly ballots: Int32Array
}

export interface TalliedProject {
  readonly id: string
  /** Place on the list, from 0. */
  readonly place: number
  /** In the smallest unit of money that the election uses. */
  readonly cost: bigint
  readonly tiers: readonly Tier[]
  /** People who gave it any score above 0. */
  readonly votes: number
  /** Sum of all scores. */
  readonly score: bigint
}

export interface Tally {
  readonly projects: readonly TalliedProject[]
  /** How many people cast each ballot. */
  readonly weights: Float64Array
  /** All who voted, empty ballots too. */
  readonly voters: number
  readonly budget: bigint
  readonly moneyPlaces: number
  readonly scorePlaces: number
}

/**
 * Adds up the votes. A ranking is turned into Borda scores: a ballot that names k projects gives its first k points, its
 * second k − 1, its last 1, and 0 to what it does not name (the `score` column of Pabulib's ordinal files; pabutools
 * gives one point less to each, so that the last named would count as not named).
 * Throws a RangeError for a ballot that names a project that is not there.
 */
export function tally(election: Election): Tally {
  const moneyPlaces = decimalPlaces([election.budget, ...election.projects.map(project => project.cost)])
  const scorePlaces = decimalPlaces(pointsIn(election))
  const found = election.projects.map(() => ({ byScore: new Map<bigint, number[]>(), votes: 0, score: 0n }))
  const placeOf = new Map(election.projects.map((project, place) => [project.id, place]))
  let voters = 0
  for (const [at, ballot] of election.ballots.entries()) {
    voters += ballot.voters
    for (const [rank, choice] of ballot.choices.entries()) {
      const place = placeOf.get(choice.project)
      if (place === undefined)
        throw new RangeError(`A ballot names project ${choice.project}, which is not on the list`)
      const score =
        election.kind === 'ranking' ? BigInt(ballot.choices.length - rank) : scoreOf(choice, election, scorePlaces)
      const sum = found[place]!
      sum.score += score * BigInt(ballot.voters)
      if (score <= 0n) continue
      sum.votes += ballot.voters
      const same = sum.byScore.get(score)
      if (same) same.push(at)
      else sum.byScore.set(score, [at])
    }
  }
  const projects = election.projects.map((project, place) => {
    const { byScore, votes, score } = found[place]!
    const tiers = [...byScore].map(([score, ballots]) => ({ score, ballots: Int32Array.from(ballots) }))
    return { id: project.id, place, cost: toUnits(project.cost, moneyPlaces), tiers, votes, score }
  })
  const weights = Float64Array.from(election.ballots, ballot => ballot.voters)
  return { projects, weights, voters, budget: toUnits(election.budget, moneyPlaces), moneyPlaces, scorePlaces }
}

function* pointsIn(election: Election): Iterable<Decimal> {
  if (election.kind !== 'points') return
  for (const ballot of election.ballots) for (const choice of ballot.choices) if (choice.points) yield choice.points
}

const scoreOf = (choice: Choice, election: Election, places: number): bigint =>
  election.kind === 'points' ? toUnits(choice.points ?? '0', places) : 1n

/** Orders equals: see `TieBreaking`. Never 0 for two projects. */
export const firstOfEquals = (rule: TieBreaking) => (a: TalliedProject, b: TalliedProject) =>
  rule === 'lexico'
    ? byWord(a.id, b.id)
    : b.votes - a.votes || (a.cost < b.cost ? -1 : a.cost > b.cost ? 1 : a.place - b.place)

export function outcome(tally: Tally, funded: ReadonlySet<TalliedProject>): Outcome {
  const inOrder = tally.projects.filter(project => funded.has(project))
  const spent = inOrder.reduce((sum, project) => sum + project.cost, 0n)
  return {
    funded: inOrder.map(project => project.id),
    spent: fromUnits(spent, tally.moneyPlaces),
    left: fromUnits(tally.budget - spent, tally.moneyPlaces),
  }
}
