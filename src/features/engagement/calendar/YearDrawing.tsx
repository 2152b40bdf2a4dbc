// One year of engagements on a line, drawn on the server as SVG, for a wide and for a narrow place, with the same as a
// table. What runs here is full, what is only linked is an outline, what is still a draft has a broken edge.

import { daysAfter, daysBetween } from '../../../kernel/days.ts'
import { counted, longDate } from '../../../kernel/words.ts'
import { widthOf } from '../../../ui/chart-labels.ts'
import { Table } from '../../../ui/parts.tsx'
import type { CalendarRow } from './queries.ts'
import { phaseOf } from './rules.ts'

interface YearProps {
  readonly year: number
  readonly rows: readonly CalendarRow[]
  readonly today: string
  readonly addressOf: (id: number) => string
}

/** More than this is for the table alone. */
const mostDrawn = 40

export function YearDrawing({ year, rows, today, addressOf }: YearProps) {
  const inYear = rows
    .filter(one => one.state !== 'called-off' && one.opens <= `${year}-12-31` && one.closes >= `${year}-01-01`)
    .toSorted((a, b) => (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : a.id - b.id))
  if (inYear.length === 0) return null
  const drawn = inYear.slice(0, mostDrawn)
  return (
    <figure class="chart">
      {shapes.map(shape => (
        <Drawing key={shape.look} year={year} rows={drawn} today={today} shape={shape} />
      ))}
      <figcaption class="meta">
        Full: it runs here. Outline: it runs somewhere else. Broken edge: only planned.
        {inYear.length > drawn.length ? ` The first ${drawn.length} are drawn; all are in the table.` : ''}
      </figcaption>
      <details>
        <summary>The same as a table</summary>
        <Table
          caption={`What is asked in ${year}`}
          columns={[
            { words: 'What', prose: true },
            { words: 'Who asks' },
            { words: 'First day' },
            { words: 'Last day' },
          ]}
          rows={inYear.map(one => [
            <a href={addressOf(one.id)}>{one.title}</a>,
            one.organisationName,
            longDate(one.opens),
            longDate(one.closes),
          ])}
          empty="Nothing is asked in this year."
          quiet
        />
      </details>
    </figure>
  )
}

interface Shape {
  readonly look: string
  readonly width: number
  readonly months: readonly string[]
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const shapes: readonly Shape[] = [
  { look: 'for-wide', width: 720, months: monthNames },
  { look: 'for-narrow', width: 320, months: monthNames.map(name => name.charAt(0)) },
]
const size = 14
const top = 26
const rowHeight = 40
const barHeight = 12

interface DrawingProps {
  readonly year: number
  readonly rows: readonly CalendarRow[]
  readonly today: string
  readonly shape: Shape
}

function Drawing({ year, rows, today, shape: { look, width, months } }: DrawingProps) {
  const first = `${year}-01-01`
  const days = daysBetween(first, `${year + 1}-01-01`)
  const x = (day: string) =>
    Math.round(((1 + (width - 2) * Math.min(Math.max(daysBetween(first, day), 0), days)) / days) * 10) / 10
  const height = top + rows.length * rowHeight + 6
  const most = Math.floor((width - 8) / widthOf('x', size))
  return (
    <svg class={look} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`year-${look} year-${look}-about`}>
      <title id={`year-${look}`}>{`What is asked in ${year}`}</title>
      <desc id={`year-${look}-about`}>
        {`${counted(rows.length, 'engagement')} on a line from January to December. The table below says the same.`}
      </desc>
      {months.map((name, month) => {
        const at = x(`${year}-${String(month + 1).padStart(2, '0')}-01`)
        return (
          <g key={month}>
            <line class="rule" x1={at} x2={at} y1={0} y2={height} />
            <text x={at + 4} y={size}>
              {name}
            </text>
          </g>
        )
      })}
      {today.startsWith(`${year}-`) ? (
        <line class="way" x1={x(today)} x2={x(today)} y1={0} y2={height}>
          <title>Today</title>
        </line>
      ) : null}
      {rows.map((one, at) => {
        const y = top + at * rowHeight
        const [from, to] = [x(one.opens), x(daysAfter(one.closes, 1))]
        const long = Math.max(to - from, 5)
        const words = one.title.length > most ? `${one.title.slice(0, most - 1)}…` : one.title
        // The title begins where the bar does, unless it would leave the picture.
        const left = Math.max(0, Math.min(from, width - widthOf(words, size) - 4))
        const phase = phaseOf(one, today)
        return (
          <g key={one.id} class={phase === 'past' ? undefined : 'brand'}>
            <text class="end" x={left} y={y + size}>
              {words}
            </text>
            <rect
              class={one.linked || phase === 'draft' ? 'open' : 'dot'}
              x={Math.min(from, width - 6)}
              y={y + size + 6}
              width={long}
              height={barHeight}
              rx={3}
              stroke-dasharray={phase === 'draft' ? '4 3' : undefined}
            />
          </g>
        )
      })}
    </svg>
  )
}
