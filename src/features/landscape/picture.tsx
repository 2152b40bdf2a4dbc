// The structure as a picture: who reports to whom, each group's circle as large as the hours it takes in a year. On a
// narrow screen, and for whoever cannot see it, the same is a list in steps.

import { type HierarchyPointNode, hierarchy, tree } from 'd3-hierarchy'
import { scaleSqrt } from 'd3-scale'
import { linkHorizontal } from 'd3-shape'
import { grouped } from '../../kernel/grouped.ts'
import { counted } from '../../kernel/words.ts'
import { type GroupKind, groupKindWords } from './model.ts'
import { type Group, hoursOf, type Structure } from './structure.ts'
import { addressOfGroup } from './structure-here.tsx'

export interface Branch {
  readonly group: Group
  readonly hours: number | null
  readonly below: readonly Branch[]
}

/**
 * The groups as a tree: each below the first group it reports to, or else is part of. What would close a circle stands
 * at the top, so that every group stands exactly once.
 */
export function branches(structure: Structure, preparationHours: number): readonly Branch[] {
  const over = new Map<number, number>()
  for (const kind of ['reports-to', 'part-of'] as const)
    for (const link of structure.links) if (link.kind === kind && !over.has(link.from)) over.set(link.from, link.to)
  for (const { id } of structure.groups) {
    const seen = new Set<number>()
    for (let at: number | undefined = id; at !== undefined; at = over.get(at)) {
      if (seen.has(at)) {
        over.delete(id)
        break
      }
      seen.add(at)
    }
  }
  const under = new Map(grouped(structure.groups, group => over.get(group.id)))
  const below = (parent: number | undefined): Branch[] =>
    (under.get(parent) ?? []).map(group => ({
      group,
      hours: hoursOf(group, preparationHours),
      below: below(group.id),
    }))
  return below(undefined)
}

interface PictureProps {
  readonly slug: string
  readonly structure: Structure
  readonly preparationHours: number
}

const rowHeight = 30
const levelWidth = 300
/** About the width of a letter of a label, in units of the drawing. */
const letterWidth = 7.2
const letters: Record<GroupKind, string> = {
  board: 'B',
  executive: 'E',
  thematic: 'T',
  locality: 'L',
  'working-group': 'W',
  network: 'N',
  'joint-body': 'J',
}

export function StructurePicture({ slug, structure, preparationHours }: PictureProps) {
  const roots = branches(structure, preparationHours)
  return (
    <div class="chart">
      <div class="structure">
        <Drawing slug={slug} roots={roots} />
      </div>
      <div class="for-narrow">
        <Steps slug={slug} roots={roots} />
      </div>
      <details class="for-wide">
        <summary>The same as a list</summary>
        <Steps slug={slug} roots={roots} />
      </details>
    </div>
  )
}

type Node = Branch | { readonly group: null; readonly hours: null; readonly below: readonly Branch[] }

function Drawing({ slug, roots }: { slug: string; roots: readonly Branch[] }) {
  const laidOut = tree<Node>().nodeSize([rowHeight, levelWidth])(
    hierarchy<Node>({ group: null, hours: null, below: roots }, one => [...one.below]),
  )
  const nodes = laidOut.descendants().filter(node => node.data.group !== null)
  if (nodes.length === 0) return null
  const most = Math.max(1, ...nodes.map(node => node.data.hours ?? 0))
  const radius = scaleSqrt([0, most], [4, rowHeight / 2 - 2])
  const top = Math.min(...nodes.map(node => node.x)) - rowHeight
  const height = Math.max(...nodes.map(node => node.x)) - top + rowHeight
  const deepest = Math.max(...nodes.map(node => node.depth))
  const width = deepest * levelWidth + 30
  const size = ({ data }: HierarchyPointNode<Node>) => (data.hours === null ? 4 : radius(data.hours))
  const label = (node: HierarchyPointNode<Node>) => at(node) + Math.max(size(node), 6) + 5
  // A line begins behind the words, so that it does not strike them through.
  const line = linkHorizontal<{ source: [number, number]; target: [number, number] }, [number, number]>()
  const path = ({ source, target }: { source: HierarchyPointNode<Node>; target: HierarchyPointNode<Node> }) =>
    line({
      source: [label(source) + short(source.data.group!.name).length * letterWidth + 4, source.x - top],
      target: [at(target) - size(target), target.x - top],
    })
  const lines = laidOut.links().filter(link => link.source.data.group !== null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with links in it is no picture and no set of fields
    <svg
      class="for-wide"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={`max-width:${width}px`}
      role="group"
      aria-labelledby="structure-title"
    >
      <title id="structure-title">
        {`Who reports to whom: ${counted(nodes.length, 'group')}. A larger circle takes more hours a year. The same stands in the list below.`}
      </title>
      {lines.map(link => (
        <path key={link.target.data.group!.id} class="branch" d={path(link) ?? ''} />
      ))}
      {nodes.map(node => {
        const { id, name, kind } = node.data.group!
        const r = size(node)
        return (
          <a key={id} href={addressOfGroup(slug, id)}>
            <circle
              class={node.data.hours === null ? 'hours unknown' : 'hours'}
              cx={at(node)}
              cy={node.x - top}
              r={r}
            />
            {r > 8 ? (
              <text class="letter-of-kind" x={at(node)} y={node.x - top + 4}>
                {letters[kind]}
              </text>
            ) : null}
            <text x={label(node)} y={node.x - top + 4}>
              {short(name)}
            </text>
          </a>
        )
      })}
    </svg>
  )
}

const at = (node: { depth: number }): number => (node.depth - 1) * levelWidth + 20

const short = (name: string): string => (name.length > 32 ? `${name.slice(0, 31).trimEnd()}…` : name)

/** `1,240 hours a year` */
export const hoursWords = (hours: number | null): string =>
  hours === null
    ? 'hours not known'
    : `${Math.round(hours).toLocaleString('en-GB')} ${Math.round(hours) === 1 ? 'hour' : 'hours'} a year`

function Steps({ slug, roots }: { slug: string; roots: readonly Branch[] }) {
  return (
    <ul class="steps-down">
      {roots.map(({ group, hours, below }) => (
        <li key={group.id}>
          <a href={addressOfGroup(slug, group.id)}>{group.name}</a>{' '}
          <span class="meta">
            {groupKindWords[group.kind]}, {counted(group.seats.length, 'seat')}, {hoursWords(hours)}
          </span>
          {below.length ? <Steps slug={slug} roots={below} /> : null}
        </li>
      ))}
    </ul>
  )
}
