// Writes a participatory budget in Pabulib's .pb format, so that anybody can count the result again.

import { stringify } from 'csv-stringify/sync'
import { fromUnits } from '../counting/decimal.ts'
import type { Election } from '../counting/model.ts'
import { tally } from '../counting/tally.ts'
import { kindOf, knapsackLimit, ownColumns, ownMeta, pointsLimit } from './kinds.ts'

/**
 * The election as a .pb file. Ballots are written one a voter with running numbers, equal ballots together: nobody can
 * be told from them. `funded`, where given, becomes the column `selected`. The format asks for country, unit and
 * instance too: they are written where `election.further` has them.
 * Throws a RangeError for a project number with a comma in it: votes are lists with commas.
 */
export function writePabulib(election: Election, funded?: readonly string[]): string {
  const odd = election.projects.find(project => project.id.includes(','))
  if (odd) throw new RangeError(`Project number ${odd.id} has a comma`)
  const counted = tally(election)
  const selected = funded && new Set(funded)
  const extra = [...new Set(election.projects.flatMap(project => Object.keys(project.further ?? {})))].filter(
    column => !ownColumns.includes(column) && !(selected && column === 'selected'),
  )
  const scored = election.kind === 'points' || election.kind === 'ranking'
  const columns = ['project_id', 'cost', 'votes', ...(scored ? ['score'] : []), 'name', ...extra]
  const projects = election.projects.map((project, place) => {
    const { votes, score } = counted.projects[place]!
    return [
      project.id,
      project.cost,
      String(votes),
      ...(scored ? [fromUnits(score, counted.scorePlaces)] : []),
      project.name,
      ...extra.map(column => project.further?.[column] ?? ''),
      ...(selected ? [selected.has(project.id) ? '1' : '0'] : []),
    ]
  })
  return stringify(
    [
      ['META'],
      ['key', 'value'],
      ...meta(election, counted.voters),
      ['PROJECTS'],
      [...columns, ...(selected ? ['selected'] : [])],
      ...projects,
      ['VOTES'],
      ['voter_id', 'vote', ...(election.kind === 'points' ? ['points'] : [])],
      ...ballots(election),
    ],
    // Readers trim what is not quoted.
    { delimiter: ';', record_delimiter: '\n', quoted_match: /^\s|\s$/ },
  )
}

function meta(election: Election, voters: number): [string, string][] {
  const further = { ...election.further }
  if (election.kind === 'knapsack') further[knapsackLimit] ??= election.budget
  const type =
    election.kind === 'points'
      ? pointsLimit in further
        ? 'cumulative'
        : 'scoring'
      : Object.keys(kindOf).find(word => kindOf[word] === election.kind)
  return [
    ['description', election.name],
    ...Object.entries(further).filter(([key]) => !ownMeta.includes(key)),
    ['num_projects', String(election.projects.length)],
    ['num_votes', String(voters)],
    ['budget', election.budget],
    ['vote_type', type ?? 'approval'],
  ]
}

function* ballots(election: Election): Iterable<string[]> {
  let voter = 0
  for (const { choices, voters } of election.ballots)
    for (let at = 0; at < voters; at++) {
      const vote = choices.map(choice => choice.project).join(',')
      const points = choices.map(choice => choice.points ?? '0').join(',')
      yield [String(++voter), vote, ...(election.kind === 'points' ? [points] : [])]
    }
}
