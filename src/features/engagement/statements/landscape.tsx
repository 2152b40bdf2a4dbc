// The picture of who thinks alike: everybody a sign on a plane, each group with its own shape and colour.

import { counted, inWords, listOf } from '../../../kernel/words.ts'
import type { GroupsCounted } from './counting.ts'

export const letterOf = (group: number): string => String.fromCharCode(65 + group)

const [width, height, margin] = [560, 420, 28]

/** Shapes that differ without colour, and colours that differ for who sees few of them (Okabe & Ito 2008, darkened). */
const signs = [
  { colour: '#0b4f6c', shape: 'circle', words: 'circles' },
  { colour: '#a34700', shape: 'square', words: 'squares' },
  { colour: '#1b6e3c', shape: 'triangle', words: 'triangles' },
  { colour: '#7d3c73', shape: 'diamond', words: 'diamonds' },
  { colour: '#545a61', shape: 'cross', words: 'crosses' },
] as const

/** About a point, so large that its half side is `r`. */
function Sign({ group, x, y, r }: { group: number; x: number; y: number; r: number }) {
  const { colour, shape } = signs[group % signs.length]!
  const look = { fill: colour, 'fill-opacity': 0.7, stroke: '#fff', 'stroke-width': 0.75 }
  const at = (part: number) => Math.round(part * 10) / 10
  const path = (points: readonly (readonly [number, number])[]) =>
    points.map(([dx, dy]) => `${at(x + dx * r)},${at(y + dy * r)}`).join(' ')
  switch (shape) {
    case 'circle':
      return <circle cx={at(x)} cy={at(y)} r={at(r)} {...look} />
    case 'square':
      return <rect x={at(x - r * 0.9)} y={at(y - r * 0.9)} width={at(r * 1.8)} height={at(r * 1.8)} {...look} />
    case 'triangle':
      return (
        <polygon
          points={path([
            [0, -1.2],
            [1.15, 0.9],
            [-1.15, 0.9],
          ])}
          {...look}
        />
      )
    case 'diamond':
      return (
        <polygon
          points={path([
            [0, -1.3],
            [1.3, 0],
            [0, 1.3],
            [-1.3, 0],
          ])}
          {...look}
        />
      )
    case 'cross':
      return (
        <path
          d={`M${at(x - r)} ${at(y - r)}L${at(x + r)} ${at(y + r)}M${at(x - r)} ${at(y + r)}L${at(x + r)} ${at(y - r)}`}
          stroke={colour}
          stroke-width={2.5}
        />
      )
  }
}

/** The sign by itself, before the group's name. */
export const GroupSign = ({ group }: { group: number }) => (
  <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
    <Sign group={group} x={0} y={0} r={6} />
  </svg>
)

export function Landscape({ groups: { points, sizes } }: { groups: GroupsCounted }) {
  // Only as far as there are people.
  const [left, right] = [Math.min(...points.map(one => one.x)), Math.max(...points.map(one => one.x))]
  const [low, high] = [Math.min(...points.map(one => one.y)), Math.max(...points.map(one => one.y))]
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, 0.01),
    (height - 2 * margin) / Math.max(high - low, 0.01),
  )
  const x = (part: number) => width / 2 + (part - (left + right) / 2) * scale
  const y = (part: number) => height / 2 - (part - (low + high) / 2) * scale
  const most = Math.max(...points.map(one => one.people))
  const described = sizes.map(
    (size, group) =>
      `group ${letterOf(group)}, ${counted(size, 'person', 'people')}, drawn as ${signs[group % signs.length]!.words}, ${whereOf(points, group)}`,
  )
  return (
    <figure class="landscape">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        style="max-width:100%;height:auto"
        role="img"
        aria-label={`People on a plane, close to those who answered like them, in ${inWords(sizes.length)} groups: ${listOf(described)}. What each group thinks is said below.`}
      >
        <rect width={width} height={height} fill="#f4f7f9" />
        {points.map(one => (
          <Sign
            key={`${one.x} ${one.y} ${one.group}`}
            group={one.group}
            x={x(one.x)}
            y={y(one.y)}
            r={4 + 8 * Math.sqrt((one.people - 1) / Math.max(most, 8))}
          />
        ))}
        {sizes.map((_, group) => {
          const [cx, cy] = middleOf(points, group)
          return (
            <text
              key={letterOf(group)}
              x={x(cx)}
              y={y(cy) + 10}
              text-anchor="middle"
              font-size="30"
              font-weight="700"
              fill={signs[group % signs.length]!.colour}
              stroke="#fff"
              stroke-width="5"
              paint-order="stroke"
            >
              {letterOf(group)}
            </text>
          )
        })}
      </svg>
      <figcaption class="meta">
        {sizes.map((size, group) => (
          <span key={letterOf(group)}>
            <GroupSign group={group} /> Group {letterOf(group)}, {counted(size, 'person', 'people')}{' '}
          </span>
        ))}
        <br />
        Larger signs are several people. Left and right, up and down have no meaning of their own.
      </figcaption>
    </figure>
  )
}

function middleOf(points: GroupsCounted['points'], group: number): readonly [number, number] {
  const own = points.filter(one => one.group === group)
  const people = own.reduce((sum, one) => sum + one.people, 0)
  const middle = (part: 'x' | 'y') => own.reduce((sum, one) => sum + one[part] * one.people, 0) / people
  return [middle('x'), middle('y')]
}

/** In words, where the middle of a group lies. */
function whereOf(points: GroupsCounted['points'], group: number): string {
  const [x, y] = middleOf(points, group)
  const across = x < -0.1 ? 'left' : x > 0.1 ? 'right' : ''
  const up = y > 0.1 ? 'top' : y < -0.1 ? 'bottom' : ''
  return across || up ? `towards the ${[up, across].filter(Boolean).join(' ')}` : 'in the middle'
}
