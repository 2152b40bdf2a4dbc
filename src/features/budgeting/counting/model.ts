// A participatory budget as it is counted: projects, ballots (equal ones merged), the budget; and what a count is asked.

import type { Decimal } from './decimal.ts'

/**
 * What voters were asked. `approval`: any number of projects; `knapsack`: projects within the budget; `choose-one`;
 * `ranking`: best first; `points`: points for projects (Pabulib's cumulative and scoring).
 */
export type BallotKind = 'approval' | 'knapsack' | 'choose-one' | 'ranking' | 'points'

export interface Project {
  /** Unique in its election. No comma: Pabulib lists ids with commas between. */
  readonly id: string
  readonly name: string
  /** In the currency of the budget, never negative. */
  readonly cost: Decimal
  /** Other columns of a file, as written: category, target, latitude, selected … */
  readonly further?: Readonly<Record<string, string>>
}

export interface Choice {
  readonly project: string
  /** Only in a points election; every choice there has them. */
  readonly points?: Decimal
}

/** One way of voting and how many voted so. No choices is an empty ballot: it counts as a voter. */
export interface Ballot {
  /** Each project at most once. In a ranking the first is liked best; elsewhere the order says nothing. */
  readonly choices: readonly Choice[]
  readonly voters: number
}

export interface Election {
  readonly name: string
  readonly kind: BallotKind
  readonly budget: Decimal
  /** In the order of the list that voters saw. */
  readonly projects: readonly Project[]
  readonly ballots: readonly Ballot[]
  /** Other facts of a file's head, as written: country, unit, currency, rule, date_begin … */
  readonly further?: Readonly<Record<string, string>>
}

/**
 * Merges equal ballots, in an order that tells nothing of the order in which people voted. The count never depends on
 * the order of ballots.
 */
export function mergeBallots(kind: BallotKind, ballots: Iterable<Ballot>): Ballot[] {
  const merged = new Map<string, { choices: readonly Choice[]; voters: number }>()
  for (const { choices, voters } of ballots) {
    const ordered = kind === 'ranking' ? choices : choices.toSorted((a, b) => byWord(a.project, b.project))
    const key = JSON.stringify(ordered.map(choice => [choice.project, choice.points]))
    const same = merged.get(key)
    if (same) same.voters += voters
    else merged.set(key, { choices: ordered, voters })
  }
  return [...merged].sort(([a], [b]) => byWord(a, b)).map(([, ballot]) => ballot)
}

/**
 * What a voter has from a funded project that they voted for: its score on their ballot (`cardinality`), or its score
 * times its cost (`cost`). The score is 1 for a vote; the points; or in a ranking the Borda score, see `tally`.
 * Source: Peters, Pierczyński & Skowron 2021; pabutools' Cardinality_Sat, Cost_Sat and Additive_Cardinal_Sat.
 */
export type Satisfaction = 'cost' | 'cardinality'

/**
 * Who goes first of equals. `lexico`: the project number, compared as text, lowest first (pabutools). `votes-cost-list`:
 * more voters, then lower cost, then the place on the list.
 */
export type TieBreaking = 'lexico' | 'votes-cost-list'

export const tieBreakingWords: Readonly<Record<TieBreaking, string>> = {
  lexico: 'If projects are equal, the one whose number comes first in alphabetical order goes first.',
  'votes-cost-list':
    'If projects are equal, the one that more people voted for goes first. If they are still equal, the cheaper one goes first, and after that the one that is higher on the list.',
}

export interface CountingRules {
  readonly satisfaction: Satisfaction
  readonly tieBreaking: TieBreaking
}

/** What every count ends in. */
export interface Outcome {
  /** Ids of the funded projects in the order of the list. */
  readonly funded: readonly string[]
  readonly spent: Decimal
  readonly left: Decimal
}

/** Text order by code unit, the same on every machine. */
export const byWord = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
