// People who think alike: a picture of everybody by how they answered short statements, and the groups in it.

import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { isSmall, smallest } from '../../../kernel/suppression.ts'
import { type Clusters, clustersOfEachCount, type Place } from './k-means.ts'
import { type Opinion, type StatementsOfGroups, statementsOfGroups } from './statements-of-groups.ts'

export interface OpinionVote {
  readonly participant: string
  readonly statement: string
  readonly vote: Opinion
}

export interface OpinionGroup {
  readonly size: number
  /** Fewer people than may be shown as a number: what the group thinks must not be published. */
  readonly small: boolean
  readonly centre: Place
}

export interface OpinionGroups extends StatementsOfGroups {
  /** Largest first; a group is known by its place in this list. */
  readonly groups: readonly OpinionGroup[]
  /** Who is in the picture, by name, and where. */
  readonly participants: readonly { participant: string; x: number; y: number; group: number }[]
  /** How many voted on too few statements to be placed, and how many votes it takes. */
  readonly leftOut: number
  readonly leastVotes: number
  /** Mean silhouette of the groups, −1 to 1, and on how many people it was measured (all, or a sample of 2,000). */
  readonly silhouette: number
  readonly measuredOn: number
  /** The share of all differences between people that each direction of the picture holds, 0 to 1. */
  readonly variance: readonly [number, number]
  /** What must be said beside the picture; null where nothing. */
  readonly caution: string | null
}

const leastParticipants = 10
const mostStatements = 500

/**
 * Groups of people by their votes on `statements` (votes on others are left aside; of two votes of one person on one
 * statement the later in the list counts). The order of people does not matter.
 * As Polis does: people with at least 7 votes, or a vote on every statement; missing votes take the mean of their
 * statement; principal components of the statements' covariance, of which two are drawn, people with few votes moved
 * out by √(statements / votes) again; k-means for 2 to 5 groups, the count chosen by mean silhouette. Unlike Polis:
 * people are clustered themselves, not first into a hundred lots; the fewest groups that are about as clear as the
 * clearest; groups under five people only where there is no other way.
 * Source: Small, Bjorkegren, Erkkilä, Shaw & Megill (2021), Polis: scaling deliberation by mapping high dimensional
 * opinion spaces, Recerca 26.
 */
export function opinionGroups(statements: readonly string[], votes: Iterable<OpinionVote>): OpinionGroups | Refusal {
  if (statements.length > mostStatements) {
    return refuse('too-many-statements', `Groups can be found among ${mostStatements} statements at most.`)
  }
  const leastVotes = Math.min(7, statements.length)
  const everybody = ballotsOf(statements, votes)
  const kept = everybody.filter(({ count }) => count >= leastVotes)
  if (statements.length < 2 || kept.length < leastParticipants) {
    const words = `Groups can be found once ${leastParticipants} people have voted on at least ${leastVotes} statements.`
    return refuse(
      'too-few-participants',
      statements.length < 2 ? 'Groups can be found once there are two statements.' : words,
    )
  }
  const space = opinionSpace(kept, statements.length)
  const clusters = space && clearest(clustersOfEachCount(space.places, 2, 5))
  if (!space || !clusters) return refuse('all-alike', 'Everybody answered alike, so there are no groups to find.')
  const groups = clusters.centres.map((centre, group) => {
    const size = clusters.sizes[group]!
    return { size, small: isSmall(size), centre }
  })
  return {
    groups,
    participants: kept.map(({ participant }, at) => {
      const [x, y] = space.places[at]!
      return { participant, x, y, group: clusters.labels[at]! }
    }),
    leftOut: everybody.length - kept.length,
    leastVotes,
    silhouette: clusters.silhouette,
    measuredOn: clusters.measuredOn,
    variance: space.variance,
    caution: groups.some(({ small }) => small)
      ? `At least one group has fewer than ${smallest} people. Do not publish what it thinks.`
      : null,
    ...statementsOfGroups(
      statements,
      kept.map(({ opinions }) => opinions),
      clusters.labels,
      groups.length,
    ),
  }
}

/** One person's votes, by statement; null where there is none. */
interface Ballot {
  readonly participant: string
  readonly opinions: (Opinion | null)[]
  count: number
}

function ballotsOf(statements: readonly string[], votes: Iterable<OpinionVote>): Ballot[] {
  const at = new Map(statements.map((statement, index) => [statement, index]))
  const ballots = new Map<string, Ballot>()
  for (const { participant, statement, vote } of votes) {
    const column = at.get(statement)
    if (column === undefined) continue
    let ballot = ballots.get(participant)
    if (!ballot) {
      ballot = { participant, opinions: Array(statements.length).fill(null), count: 0 }
      ballots.set(participant, ballot)
    }
    if (ballot.opinions[column] === null) ballot.count++
    ballot.opinions[column] = vote
  }
  return [...ballots.values()].sort((a, b) => (a.participant < b.participant ? -1 : 1))
}

/** Everybody's place in the plane of the first two principal components; null where all answered alike. */
function opinionSpace(
  ballots: readonly Ballot[],
  width: number,
): { places: Place[]; variance: readonly [number, number] } | null {
  const means = [...Array(width).keys()].map(column => {
    const given = ballots.map(({ opinions }) => opinions[column]).filter(opinion => opinion !== null)
    return given.reduce<number>((sum, opinion) => sum + opinion!, 0) / Math.max(given.length, 1)
  })
  const covariance = covarianceOf(ballots, means)
  const all = covariance.trace()
  if (all < 1e-12) return null
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true })
  const [first, second] = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!)
  const directions = [first!, second!].map(at => turned(eigenvectorMatrix.getColumn(at)))
  const places = ballots.map(({ opinions, count }): Place => {
    const outwards = Math.sqrt(width / count)
    const [x, y] = directions.map(direction =>
      opinions.reduce<number>(
        (sum, opinion, at) => (opinion === null ? sum : sum + (opinion - means[at]!) * direction[at]!),
        0,
      ),
    )
    return [x! * outwards, y! * outwards]
  })
  const share = (at: number): number => Math.max(0, realEigenvalues[at]!) / all
  return { places, variance: [share(first!), share(second!)] }
}

/** Σ (vote − mean)(vote − mean) / (people − 1); a missing vote is at the mean, so it adds nothing. */
function covarianceOf(ballots: readonly Ballot[], means: readonly number[]): Matrix {
  const sums = means.map(() => new Float64Array(means.length))
  for (const { opinions } of ballots) {
    const given: number[] = []
    for (const [at, opinion] of opinions.entries()) if (opinion !== null) given.push(at)
    for (const i of given) {
      const [row, from] = [sums[i]!, opinions[i]! - means[i]!]
      for (const j of given) row[j]! += from * (opinions[j]! - means[j]!)
    }
  }
  return new Matrix(sums).div(ballots.length - 1)
}

/** A direction may as well be drawn the other way: its largest part points up, so that a picture stays as it is. */
function turned(direction: readonly number[]): number[] {
  const largest = direction.reduce((best, part) => (Math.abs(part) > Math.abs(best) + 1e-9 ? part : best), 0)
  return direction.map(part => (largest < 0 ? -part : part))
}

/**
 * Of the counts without a small group, where there are any: the fewest groups whose mean silhouette is within one
 * standard error of the largest, so that a hair does not make five groups of two. Source: the one-standard-error rule,
 * Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees, s. 3.4.
 */
function clearest(each: readonly Clusters[]): Clusters | null {
  const large = each.filter(({ sizes }) => !sizes.some(isSmall))
  const among = large.length > 0 ? large : each.slice(0, 1)
  const best = among.toSorted((a, b) => b.silhouette - a.silhouette)[0]
  return best ? among.find(({ silhouette }) => silhouette >= best.silhouette - best.silhouetteError)! : null
}
