// How alike every two groups are, as a table that is read across and down; on a narrow screen the strongest pairs.

import { listOf } from '../../../kernel/words.ts'
import { Table } from '../../../ui/parts.tsx'
import { groupKindWords } from '../model.ts'
import { addressOfPair, percent } from './overlap-here.tsx'
import type { GroupRow, PairRow } from './queries.ts'

/** More groups than these do not fit. */
export const widestMatrix = 30
const strongest = 20

interface Shown {
  readonly slug: string
  readonly groups: readonly GroupRow[]
  /** Strongest first. */
  readonly pairs: readonly PairRow[]
}

/** The groups that have most in common with others, in the order they came. */
export function mostAlike(groups: readonly GroupRow[], pairs: readonly PairRow[]): readonly GroupRow[] {
  if (groups.length <= widestMatrix) return groups
  const sums = new Map(groups.map(group => [group.id, 0]))
  for (const { group, other, score } of pairs) {
    if (!sums.has(group) || !sums.has(other)) continue
    sums.set(group, sums.get(group)! + score)
    sums.set(other, sums.get(other)! + score)
  }
  const kept = new Set(
    [...sums]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, widestMatrix)
      .map(([id]) => id),
  )
  return groups.filter(group => kept.has(group.id))
}

export function Alike({ slug, groups, pairs }: Shown) {
  const names = new Map(groups.map(group => [group.id, group.name]))
  const between = pairs.filter(pair => names.has(pair.group) && names.has(pair.other))
  return (
    <div class="alike">
      <Matrix slug={slug} groups={groups} pairs={between} />
      <div class="alike-list">
        <Table
          caption="The pairs that are most alike"
          columns={[{ words: 'Groups' }, { words: 'Alike', numeric: true }]}
          rows={between.slice(0, strongest).map(({ group, other, score }) => [
            <a key="pair" href={addressOfPair(slug, group, other)}>
              {listOf([names.get(group)!, names.get(other)!])}
            </a>,
            percent(score),
          ])}
          empty="No two groups have anything in common."
        />
      </div>
    </div>
  )
}

function Matrix({ slug, groups, pairs }: Shown) {
  const scores = new Map(pairs.map(pair => [`${pair.group} ${pair.other}`, pair.score]))
  const scoreOf = (one: number, other: number) => scores.get(`${Math.min(one, other)} ${Math.max(one, other)}`)
  return (
    // biome-ignore lint/a11y/useSemanticElements: said plainly; it takes focus so that the keyboard can scroll it
    <div class="scrolls alike-matrix" role="region" aria-label="How alike every two groups are" tabindex={0}>
      <table>
        <caption>How alike every two groups are, in per cent</caption>
        <thead>
          <tr>
            <td />
            {groups.slice(0, -1).map(group => (
              <th key={group.id} scope="col">
                <span>{group.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.slice(1).map((row, at) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={`/p/${slug}/structure/overlap/${row.id}`}>{row.name}</a>
              </th>
              {groups.slice(0, at + 1).map(column => {
                const score = scoreOf(row.id, column.id)
                return (
                  <td key={column.id} style={score ? `--share:${Math.round(score * 100)}%` : undefined}>
                    {score === undefined ? (
                      <span class="nothing">–</span>
                    ) : (
                      <a href={addressOfPair(slug, row.id, column.id)} title={`${row.name} and ${column.name}`}>
                        {Math.round(score * 100)}
                        <span class="unseen">% alike: {listOf([row.name, column.name])}</span>
                      </a>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The kinds of groups to look at alone, where all of them do not fit. */
export function KindsToChoose({ slug, groups, kind }: { slug: string; groups: readonly GroupRow[]; kind: string }) {
  if (groups.length <= widestMatrix) return null
  const kinds = [...new Set(groups.map(group => group.kind))].filter(
    one => groups.filter(group => group.kind === one).length > 1,
  )
  return (
    <p class="tools">
      <a href={`/p/${slug}/structure/overlap#alike`} aria-current={kind === '' ? 'true' : undefined}>
        The {widestMatrix} with most in common
      </a>
      {kinds.map(one => (
        <a
          key={one}
          href={`/p/${slug}/structure/overlap?kind=${one}#alike`}
          aria-current={kind === one ? 'true' : undefined}
        >
          {groupKindWords[one]} only ({groups.filter(group => group.kind === one).length})
        </a>
      ))}
    </p>
  )
}
