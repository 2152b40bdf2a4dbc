// A line chart drawn on the server as SVG, with its words on the lines and the same figures as a table.
// It is drawn twice, for a wide and for a narrow place, so that words stay readable; the stylesheet shows one.

import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { showQuantity, type Unit } from '../kernel/quantity.ts'
import { apart, fewMarks, widthOf, wrapped } from './chart-labels.ts'
import { Empty, Table } from './parts.tsx'

export interface Point {
  /** Decimal year (`midYear` of its period). */
  readonly x: number
  /** The period in words. */
  readonly label: string
  readonly value: number
  readonly status?: 'actual' | 'estimated' | 'projected'
  /** Confidence limits as published, drawn as a pale band where every point of a series has them. */
  readonly lower?: number
  readonly upper?: number
}

export interface Series {
  readonly name: string
  readonly points: readonly Point[]
  /** Ours is in the brand colour; all others are grey. */
  readonly tone: 'brand' | 'grey'
}

interface Figures {
  readonly title: string
  readonly unit: Unit
  readonly series: readonly Series[]
  /** The usual range and its middle, in the unit. */
  readonly limits?: { readonly lower: number; readonly upper: number; readonly mean: number }
  readonly target?: { readonly x: number; readonly label: string; readonly value: number }
  /** Where the way to the target starts; without one it starts at our last reading. */
  readonly baseline?: { readonly x: number; readonly label: string; readonly value: number }
}

interface LineChartProps extends Figures {
  /** What the picture shows, in a sentence or two, for those who cannot see it. */
  readonly description: string
  /** Unique in the page. */
  readonly id: string
}

export function LineChart({ description, id, ...figures }: LineChartProps) {
  const series = figures.series
    .map(one => ({
      ...one,
      points: one.points.filter(point => Number.isFinite(point.value)).sort((a, b) => a.x - b.x),
    }))
    .filter(one => one.points.length > 0)
  if (series.length === 0)
    return <Empty words="There are no figures yet. They will be drawn here when the first one comes." />
  const drawn = { ...figures, series }
  return (
    <figure class="chart">
      <Drawing figures={drawn} description={description} id={id} shape={wide} />
      <Drawing figures={drawn} description={description} id={`${id}-narrow`} shape={narrow} />
      <details>
        <summary>The same figures as a table</summary>
        <FiguresTable {...drawn} />
      </details>
    </figure>
  )
}

interface Shape {
  readonly look: string
  readonly width: number
  readonly height: number
  /** Of the words. */
  readonly size: number
  /** Most characters on a line of a label. */
  readonly most: number
  readonly ticks: number
}

const wide: Shape = { look: 'for-wide', width: 720, height: 340, size: 14, most: 24, ticks: 6 }
const narrow: Shape = { look: 'for-narrow', width: 320, height: 280, size: 14, most: 11, ticks: 4 }

interface DrawingProps {
  readonly figures: Figures
  readonly description: string
  readonly id: string
  readonly shape: Shape
}

function Drawing({ figures, description, id, shape }: DrawingProps) {
  const { series, unit, limits, target, baseline } = figures
  const { size } = shape
  const all = series.flatMap(one => one.points)
  const ours = series.find(one => one.tone === 'brand') ?? series[0]!
  const last = ours.points.findLast(point => point.status !== 'projected') ?? ours.points.at(-1)!
  const start = baseline ?? last

  const moments = [...all, ...(target ? [target] : []), ...(baseline ? [baseline] : [])].map(point => point.x)
  const [from, to] = [Math.min(...moments), Math.max(...moments)]
  const y = heights(figures, shape)
  const ticks = y.ticks(shape.ticks)
  const tickWords = ticks.map(tick => tickOf(tick, unit, ticks))
  const left = Math.max(...tickWords.map(words => widthOf(words, size))) + 12

  const ends = series.map(one => {
    const end = one.points.at(-1)!
    const away = target && target.x > end.x ? Math.sign(end.value - target.value) * size * 0.6 : 0
    return { at: end, tone: one.tone, words: `${one.name} ${showQuantity(end.value, unit)}`, y: y(end.value) - away }
  })
  const labels = [
    ...ends,
    ...(target
      ? [{ at: target, tone: 'target', words: `target ${promised(target.value, unit)}`, y: y(target.value) }]
      : []),
  ].map(label => {
    const lines = wrapped(label.words, label.tone === 'target' && shape === narrow ? 6 : shape.most)
    return { ...label, lines, width: Math.max(...lines.map(words => widthOf(words, size, label.tone !== 'grey'))) + 12 }
  })
  const share = (at: number) => (to > from ? (at - from) / (to - from) : 0)
  const room = labels.map(label => (shape.width - left - label.width) / (share(label.at.x) || 0.01))
  const plot = Math.max(Math.min(shape.width - left - 8, ...room), shape.width * 0.56)
  const x = (at: number) => left + share(at) * plot
  const boxes = labels.map(label => {
    const begin = Math.min(x(label.at.x) + 12, shape.width - label.width + 12)
    return { left: begin, right: begin + label.width, middle: label.y, height: label.lines.length * size * 1.2 + 2 }
  })
  const middles = apart(boxes, 0, shape.height - 24)

  const path = line<Point>(
    point => x(point.x),
    point => y(point.value),
  ).digits(1)
  const band = area<Point>(
    point => x(point.x),
    point => y(point.lower!),
    point => y(point.upper!),
  ).digits(1)
  const mustHave = [all.reduce((a, b) => (b.x < a.x ? b : a)), ...(target ? [target] : []), last]
  const marks = fewMarks(all, mustHave, plot, size)

  return (
    <svg
      class={shape.look}
      viewBox={`0 0 ${shape.width} ${shape.height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-about`}
    >
      <title id={`${id}-title`}>{figures.title}</title>
      <desc id={`${id}-about`}>{description}</desc>
      {ticks.map((tick, index) => (
        <g key={tick}>
          <line class="rule" x1={left} x2={round(left + plot)} y1={round(y(tick))} y2={round(y(tick))} />
          <text x={left - 8} y={round(y(tick) + size / 3)} text-anchor="end">
            {tickWords[index]}
          </text>
        </g>
      ))}
      {marks.map(mark => (
        <text
          key={mark.x}
          x={round(x(mark.x))}
          y={shape.height - 6}
          text-anchor={edge(x(mark.x), widthOf(mark.label, size) / 2, shape.width)}
        >
          {mark.label}
        </text>
      ))}
      {limits ? (
        <g>
          <rect
            class="limits"
            x={round(x(ours.points[0]!.x))}
            y={round(y(limits.upper))}
            width={round(Math.max(x(last.x) - x(ours.points[0]!.x), 4))}
            height={round(y(limits.lower) - y(limits.upper))}
          />
          <line
            class="mean"
            x1={round(x(ours.points[0]!.x))}
            x2={round(x(last.x))}
            y1={round(y(limits.mean))}
            y2={round(y(limits.mean))}
          />
          <text
            x={round(x(ours.points[0]!.x) + 4)}
            y={round(clearer(y(limits.upper) + size, y(limits.lower) - size * 0.4, beginnings(series, y)))}
          >
            usual range
          </text>
        </g>
      ) : null}
      {series.map(one =>
        one.points.every(point => point.lower !== undefined && point.upper !== undefined) ? (
          <path key={one.name} class="limits" d={band([...one.points]) ?? ''} />
        ) : null,
      )}
      {target && start.x < target.x ? (
        <line
          class="way"
          x1={round(x(start.x))}
          y1={round(y(start.value))}
          x2={round(x(target.x))}
          y2={round(y(target.value))}
        />
      ) : null}
      {[...series]
        .sort((a, b) => Number(a.tone === 'brand') - Number(b.tone === 'brand'))
        .map(one => (
          <g key={one.name} class={one.tone}>
            {runs(one.points).map(run => (
              <path
                key={run.points[0]!.x}
                class={run.projected ? 'line projected' : 'line'}
                d={path(run.points) ?? ''}
              />
            ))}
            {one.points.map((point, index) =>
              point.status === 'estimated' ? (
                <circle key={point.x} class="open" cx={round(x(point.x))} cy={round(y(point.value))} r="3.5" />
              ) : (one.tone === 'brand' && point === last) || one.points.length === 1 ? (
                <circle key={index} class="dot" cx={round(x(point.x))} cy={round(y(point.value))} r="5.5" />
              ) : null,
            )}
          </g>
        ))}
      {target ? <circle class="goal" cx={round(x(target.x))} cy={round(y(target.value))} r="6" /> : null}
      {labels.map((label, index) => (
        <text key={label.words} class={`end ${label.tone}`}>
          {label.lines.map((words, row) => (
            <tspan
              key={words}
              x={round(boxes[index]!.left)}
              y={round(middles[index]! + size * (0.35 + 1.2 * (row - (label.lines.length - 1) / 2)))}
            >
              {words}
            </tspan>
          ))}
        </text>
      ))}
    </svg>
  )
}

/** Where the lines begin, by height. */
const beginnings = (series: readonly Series[], y: (value: number) => number): number[] =>
  series.flatMap(one => one.points.slice(0, 3).map(point => y(point.value)))

/** Of two heights the one that is further from all of these. */
const clearer = (one: number, other: number, from: readonly number[]): number => {
  const away = (height: number) => Math.min(...from.map(each => Math.abs(each - height)))
  return away(other) > away(one) ? other : one
}

const round = (length: number): number => Math.round(length * 10) / 10

/** Words near an edge of the picture end there. */
const edge = (at: number, half: number, width: number) =>
  at + half > width ? 'end' : at - half < 0 ? 'start' : 'middle'

/** The upright scale: all that is drawn, to round numbers; it does not go below nought for what cannot. */
function heights({ series, limits, target, baseline }: Figures, shape: Shape) {
  const values = [
    ...series.flatMap(one =>
      one.points.flatMap(point => [point.value, point.lower ?? point.value, point.upper ?? point.value]),
    ),
    ...(limits ? [limits.lower, limits.upper] : []),
    ...(target ? [target.value] : []),
    ...(baseline ? [baseline.value] : []),
  ]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const spare = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * 0.05
  const scale = scaleLinear([low - spare, high + spare], [shape.height - 34, 14]).nice(shape.ticks)
  return low >= 0 && scale.domain()[0]! < 0 ? scale.domain([0, scale.domain()[1]!]) : scale
}

/** A short tick: percentages and pounds keep their sign, other units stand at the ends of the lines. */
function tickOf(tick: number, unit: Unit, ticks: readonly number[]): string {
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1
  const shown = unit === 'share' ? step * 100 : step
  const decimals = Math.max(0, -Math.floor(Math.log10(shown) + 1e-9))
  const signed = unit === 'percent' || unit === 'share' || unit === 'pounds'
  return showQuantity(tick, signed ? unit : 'number', decimals)
}

/** A line in stretches, each solid or projected; neighbours share the point where they meet. */
function runs(points: readonly Point[]): { projected: boolean; points: Point[] }[] {
  const found: { projected: boolean; points: Point[] }[] = []
  for (const [index, point] of points.entries()) {
    if (index === 0) continue
    const projected = point.status === 'projected'
    const run = found.at(-1)
    if (run?.projected === projected) run.points.push(point)
    else found.push({ projected, points: [points[index - 1]!, point] })
  }
  return found
}

/** A target is shown as it was promised: a whole number stays one. */
const promised = (value: number, unit: Unit): string =>
  Number.isInteger(value) ? showQuantity(value, unit, 0) : showQuantity(value, unit)

const statusWords = { estimated: ' (estimate)', projected: ' (projected)' } as const

/** The figures of a chart, a period a row. */
export function FiguresTable({ title, unit, series, limits, target, baseline }: Figures) {
  const periods = new Map(series.flatMap(one => one.points.map(point => [point.label, point.x] as const)))
  if (target) periods.set(target.label, periods.get(target.label) ?? target.x)
  if (baseline) periods.set(baseline.label, periods.get(baseline.label) ?? baseline.x)
  const rows = [...periods]
    .sort((a, b) => a[1] - b[1])
    .map(([label]) => [
      label,
      ...series.map(one => {
        const point = one.points.find(point => point.label === label)
        if (!point) return '–'
        return (
          showQuantity(point.value, unit) + (point.status && point.status !== 'actual' ? statusWords[point.status] : '')
        )
      }),
      ...(target ? [target.label === label ? promised(target.value, unit) : '–'] : []),
      ...(baseline ? [baseline.label === label ? showQuantity(baseline.value, unit) : '–'] : []),
    ])
  const columns = [
    { words: 'Period' },
    ...series.map(one => ({ words: one.name, numeric: true })),
    ...(target ? [{ words: 'Target', numeric: true }] : []),
    ...(baseline ? [{ words: 'Baseline', numeric: true }] : []),
  ]
  return (
    <>
      <Table caption={title} columns={columns} rows={rows} empty="There are no figures yet." quiet />
      {limits ? (
        <p class="meta">
          Usual range {showQuantity(limits.lower, unit)} to {showQuantity(limits.upper, unit)}, average{' '}
          {showQuantity(limits.mean, unit)}.
        </p>
      ) : null}
    </>
  )
}
