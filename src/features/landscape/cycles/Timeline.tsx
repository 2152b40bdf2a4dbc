// Cycles on one timeline: a row for each body, a mark for each date, told apart by shape and letter. Drawn on the server
// as SVG; where there is no room for it the same stands month by month, and always as a table.

import { daysBetween } from '../../../kernel/days.ts'
import { grouped } from '../../../kernel/grouped.ts'
import { longDate } from '../../../kernel/words.ts'
import { wrapped } from '../../../ui/chart-labels.ts'
import { Empty, Table } from '../../../ui/parts.tsx'
import { type CycleKind, cycleKinds } from '../model.ts'
import { type Dated, datesIn, type Window } from './dates.ts'
import { type Cycle, marks, type Shape } from './model.ts'
import { kindWords, monthWords, spanWords, timelineWords } from './words.ts'

interface TimelineProps {
  readonly cycles: readonly Cycle[]
  readonly window: Window
  readonly today: string
  /** Where these stood before they were moved: drawn pale. */
  readonly before?: readonly Cycle[]
}

export function Timeline({ cycles, window, today, before = [] }: TimelineProps) {
  const dates = datesIn(cycles, window)
  if (dates.length === 0) return <Empty words={`No date is in ${spanWords(window)}.`} />
  return (
    <figure class="timeline">
      <div class="for-wall">
        <Drawing dates={dates} before={datesIn(before, window)} window={window} today={today} />
      </div>
      <div class="by-month">
        {byMonth(dates).map(([month, list], at) => (
          <details key={month} open={at < monthsOpen}>
            <summary>
              {monthWords(month)} ({list.length})
            </summary>
            <ul>
              {list.map(({ cycle, on }) => (
                <li key={`${cycle.id} ${on}`}>
                  <MarkSign kind={cycle.kind} />
                  <span>
                    <b>{Number(on.slice(8))}</b> · {cycle.name}
                    <span class="unseen"> ({kindWords[cycle.kind]})</span>
                    <br />
                    <span class="meta">{cycle.body}</span>
                  </span>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
      <Key kinds={new Set(dates.map(one => one.cycle.kind))} pale={before.length > 0} />
      <details class="as-table">
        <summary>The same dates as a table</summary>
        <Table
          caption={`All dates, ${spanWords(window)}`}
          columns={[{ words: 'Date' }, { words: 'Whose' }, { words: 'What' }, { words: 'Name', prose: true }]}
          rows={dates.map(({ cycle, on }) => [longDate(on), cycle.body, kindWords[cycle.kind], cycle.name])}
          empty="There are no dates in these months."
          quiet
        />
      </details>
    </figure>
  )
}

/** On a narrow screen the first months stand open. */
const monthsOpen = 2

const byMonth = (dates: readonly Dated[]) => grouped(dates, one => one.on.slice(0, 7))

const width = 1080
const left = 190
const top = 44
const laneHeight = 27
/** Marks of one row that are nearer than this stand under each other. */
const apartBy = 25

interface DrawingProps {
  readonly dates: readonly Dated[]
  readonly before: readonly Dated[]
  readonly window: Window
  readonly today: string
}

function Drawing({ dates, before, window, today }: DrawingProps) {
  const perDay = (width - left - 14) / (daysBetween(window.from, window.to) + 1)
  const x = (day: string) => round(left + daysBetween(window.from, day) * perDay)
  const all = [...dates.map(one => ({ ...one, pale: false })), ...before.map(one => ({ ...one, pale: true }))]
  const rows = laidOut(all, x)
  const height = rows.at(-1)!.bottom + 4
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="timeline-title timeline-about">
      <title id="timeline-title">{`Dates of all bodies, ${spanWords(window)}`}</title>
      <desc id="timeline-about">{timelineWords(dates, window)}</desc>
      {window.months.map((month, at) => (
        <g key={month}>
          <line
            class={month.endsWith('-01') ? 'rule year' : 'rule'}
            x1={x(`${month}-01`)}
            x2={x(`${month}-01`)}
            y1={top - 8}
            y2={height}
          />
          <text x={x(`${month}-01`) + 4} y={top - 12}>
            {monthWords(month).slice(0, 3)}
          </text>
          {at === 0 || month.endsWith('-01') ? (
            <text class="year" x={x(`${month}-01`) + 4} y={top - 29}>
              {month.slice(0, 4)}
            </text>
          ) : null}
        </g>
      ))}
      {rows.map(row => (
        <g key={row.body}>
          <line class="rule" x1={0} x2={width} y1={row.top} y2={row.top} />
          <text class="body">
            {row.words.map((words, at) => (
              <tspan key={words} x={0} y={row.top + 21 + at * 17}>
                {words}
              </tspan>
            ))}
          </text>
        </g>
      ))}
      <line class="today" x1={x(today)} x2={x(today)} y1={top - 8} y2={height} />
      {rows.flatMap(row =>
        row.placed.map(({ cycle, on, pale, lane }) => (
          <g
            key={`${cycle.id} ${on} ${pale}`}
            class={pale ? `cycle pale ${cycle.kind}` : `cycle ${cycle.kind}`}
            transform={`translate(${x(on)} ${row.top + 4 + laneHeight * (lane + 0.5)})`}
          >
            <title>{`${longDate(on)}: ${cycle.name} (${cycle.body}, ${kindWords[cycle.kind]})`}</title>
            <Sign kind={cycle.kind} />
          </g>
        )),
      )}
      <text class="now" x={x(today) + 4} y={height - 4}>
        today
      </text>
    </svg>
  )
}

type Placeable = Dated & { readonly pale: boolean }

/** Rows from top to bottom, each as high as its marks and its name need; a mark goes to the first lane with room. */
function laidOut(dates: readonly Placeable[], x: (day: string) => number) {
  const ordered = [...grouped(dates, one => one.cycle.organisation)].sort(
    ([a, [one]], [b, [other]]) =>
      Number(a !== null) - Number(b !== null) || one!.cycle.body.localeCompare(other!.cycle.body, 'en-GB'),
  )
  let at = top
  return ordered.map(([, own]) => {
    const ends: number[] = []
    const placed = own
      .toSorted((a, b) => (a.on < b.on ? -1 : 1))
      .map(one => {
        const here = x(one.on)
        const free = ends.findIndex(end => here - end >= apartBy)
        const lane = free < 0 ? ends.length : free
        ends[lane] = here
        return { ...one, lane }
      })
    const body = own[0]!.cycle.body
    const words = wrapped(body, 25)
    const rowTop = at
    at += Math.max(ends.length * laneHeight + 8, words.length * 17 + 14)
    return { body, words, placed, top: rowTop, bottom: at }
  })
}

const round = (length: number): number => Math.round(length * 10) / 10

const paths: Readonly<Record<Shape, string>> = {
  circle: 'M-10.5 0a10.5 10.5 0 1 0 21 0a10.5 10.5 0 1 0 -21 0z',
  square: 'M-9.5 -9.5h19v19h-19z',
  diamond: 'M0 -13L13 0L0 13L-13 0z',
  triangle: 'M0 -12.5L13 10.5H-13z',
  house: 'M-10 10.5V-3L0 -12L10 -3V10.5z',
}

const Sign = ({ kind }: { kind: CycleKind }) => {
  const { letter, shape } = marks[kind]
  return (
    <>
      <path d={paths[shape]} />
      <text y={shape === 'triangle' || shape === 'house' ? 7 : 4} text-anchor="middle">
        {letter}
      </text>
    </>
  )
}

const MarkSign = ({ kind }: { kind: CycleKind }) => (
  <svg class={`cycle ${kind}`} viewBox="-14 -14 28 28" width="26" height="26" aria-hidden="true">
    <Sign kind={kind} />
  </svg>
)

const Key = ({ kinds, pale }: { kinds: ReadonlySet<CycleKind>; pale: boolean }) => (
  <ul class="signs">
    {(Object.keys(cycleKinds) as CycleKind[])
      .filter(kind => kinds.has(kind))
      .map(kind => (
        <li key={kind}>
          <MarkSign kind={kind} /> {cycleKinds[kind]}
        </li>
      ))}
    {pale ? <li>Pale, with a broken edge: where it stood before</li> : null}
  </ul>
)
