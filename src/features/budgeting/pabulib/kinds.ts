// Pabulib's words for ballots, and which of its fields an election holds in fields of its own.

import type { BallotKind } from '../counting/model.ts'

/** Source: the .pb format, http://pabulib.org/format, and arXiv 2305.11035. */
export const kindOf: Readonly<Record<string, BallotKind>> = {
  approval: 'approval',
  'choose-1': 'choose-one',
  ordinal: 'ranking',
  cumulative: 'points',
  scoring: 'points',
}

/** The format knows a knapsack as an approval ballot with a limit on the sum of costs. */
export const knapsackLimit = 'max_sum_cost'
/** Cumulative ballots share out a sum of points; scoring ballots do not. */
export const pointsLimit = 'max_sum_points'

/** Fields of META that are not kept as `further`, because the election says them itself. */
export const ownMeta = ['description', 'budget', 'vote_type', 'num_projects', 'num_votes']
/** Columns of PROJECTS that are not kept: `votes` and `score` are counted again. */
export const ownColumns = ['project_id', 'cost', 'name', 'votes', 'score']
