// What groups of people think: the statements that set each group apart, that all share, and that divide them.

/** 1 agrees, −1 disagrees, 0 passes. */
export type Opinion = -1 | 0 | 1

export type Side = 'agree' | 'disagree'

/** A statement that a group holds more than the others do. */
export interface Representative {
  readonly statement: string
  readonly side: Side
  /** How many of the group are on that side, of how many who voted on it. */
  readonly count: number
  readonly of: number
  /** Smoothed probability of that side in the group, and among all others. */
  readonly probability: number
  readonly elsewhere: number
  /** Of the difference of the two. */
  readonly z: number
}

/** A statement on which most of every group are on one side. */
export interface Consensus {
  readonly statement: string
  readonly side: Side
  /** Smoothed probability of that side in each group; over a half in every one. */
  readonly probabilities: readonly number[]
}

/** A statement with which one group agrees far more than another. */
export interface Dividing {
  readonly statement: string
  /** Smoothed probability of agreeing in each group. */
  readonly probabilities: readonly number[]
  /** Between the group that agrees most and the one that agrees least, 0 to 1. */
  readonly difference: number
}

export interface StatementsOfGroups {
  /** By group: up to five, those that say most about it first; none where nothing sets it apart for certain. */
  readonly representative: readonly (readonly Representative[])[]
  /** The surest first. */
  readonly consensus: readonly Consensus[]
  /** Up to five, the largest difference first. */
  readonly dividing: readonly Dividing[]
}

const mostListed = 5
/** The one-sided 90% point of the normal distribution, from which Polis takes a statement as representative. */
const z90 = 1.2815515655446004

/**
 * `opinions` by person and statement (null is no vote), `labels` by person from 0 to groups − 1. Probabilities are
 * smoothed, (count + 1) / (votes + 2), so that few votes do not shout. Representative: likelier in the group than
 * elsewhere by a test of two proportions, and over a half by a test of one, sorted by probability × how many times as
 * likely × both z. Consensus: over a half in every group, sorted by the product over groups. Passing counts as a vote.
 * Source: Small et al. (2021), Polis, Recerca 26, on representativeness and group-informed consensus.
 */
export function statementsOfGroups(
  statements: readonly string[],
  opinions: readonly (readonly (Opinion | null)[])[],
  labels: readonly number[],
  groups: number,
): StatementsOfGroups {
  const counted = statements.map((statement, at) => ({ statement, tallies: talliesOf(opinions, labels, groups, at) }))
  const representative = [...Array(groups).keys()].map(group =>
    counted
      .flatMap(({ statement, tallies }) => representing(statement, tallies, group))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, mostListed)
      .map(({ found }) => found),
  )
  const consensus = counted
    .flatMap(({ statement, tallies }) => sides.map(side => ({ statement, side, probabilities: ofSide(tallies, side) })))
    .filter(({ probabilities }) => probabilities.every(probability => probability > 0.5))
    .sort((a, b) => product(b.probabilities) - product(a.probabilities))
  const dividing = counted
    .map(({ statement, tallies }) => {
      const probabilities = ofSide(tallies, 'agree')
      return { statement, probabilities, difference: Math.max(...probabilities) - Math.min(...probabilities) }
    })
    .filter(({ difference }) => difference > 0)
    .sort((a, b) => b.difference - a.difference)
    .slice(0, mostListed)
  return { representative, consensus, dividing }
}

interface Tally {
  agree: number
  disagree: number
  votes: number
}

const sides: readonly Side[] = ['agree', 'disagree']

function talliesOf(
  opinions: readonly (readonly (Opinion | null)[])[],
  labels: readonly number[],
  groups: number,
  statement: number,
): Tally[] {
  const tallies = [...Array(groups)].map((): Tally => ({ agree: 0, disagree: 0, votes: 0 }))
  for (const [at, own] of opinions.entries()) {
    const opinion = own[statement]
    if (opinion === null || opinion === undefined) continue
    const tally = tallies[labels[at]!]!
    tally.votes++
    if (opinion === 1) tally.agree++
    if (opinion === -1) tally.disagree++
  }
  return tallies
}

/** The side on which the group differs more from the others, where both tests are sure of it; else none. */
function representing(statement: string, tallies: readonly Tally[], group: number) {
  const own = tallies[group]!
  const others = { agree: 0, disagree: 0, votes: 0 }
  for (const [other, tally] of tallies.entries()) {
    if (other === group) continue
    for (const key of ['agree', 'disagree', 'votes'] as const) others[key] += tally[key]
  }
  const [agreeing, disagreeing] = sides.map(side => ({ side, z: zOfTwo(own, others, side) }))
  const { side, z } = agreeing!.z >= disagreeing!.z ? agreeing! : disagreeing!
  const [probability, elsewhere] = [smoothed(own, side), smoothed(others, side)]
  const majority = 2 * Math.sqrt(own.votes + 2) * (probability - 0.5)
  if (z <= z90 || majority <= z90) return []
  const found: Representative = { statement, side, count: own[side], of: own.votes, probability, elsewhere, z }
  return [{ found, weight: probability * (probability / elsewhere) * z * majority }]
}

/** z of the difference of two proportions, pooled, each with one more for and one more against. */
function zOfTwo(one: Tally, other: Tally, side: Side): number {
  const [n, m] = [one.votes + 2, other.votes + 2]
  const pooled = (one[side] + other[side] + 2) / (n + m)
  return (smoothed(one, side) - smoothed(other, side)) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
}

const smoothed = (tally: Tally, side: Side): number => (tally[side] + 1) / (tally.votes + 2)

const ofSide = (tallies: readonly Tally[], side: Side): number[] => tallies.map(tally => smoothed(tally, side))

const product = (numbers: readonly number[]): number => numbers.reduce((all, number) => all * number, 1)
