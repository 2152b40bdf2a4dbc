// What matters more, as a picture with the uncertainty shown, and as a table.

import { counted, inWords } from '../../../kernel/words.ts'
import { Empty, Table } from '../../../ui/parts.tsx'
import type { PairsCounted } from './counting.ts'

const [width, rowHeight, left] = [720, 34, 16]
const percent = (share: number) => `${Math.round(share * 100)}%`

export function PairsResult({ result }: { result: PairsCounted }) {
  if (result.comparisons === 0) return <Empty words="Nobody has compared anything yet." />
  const [first] = result.options
  return (
    <>
      <p class="lead">
        “{first!.title}” matters most{isClear(result) ? '' : ', but not clearly more than the next'}.{' '}
        {counted(result.people, 'person', 'people')} made {counted(result.comparisons, 'comparison')}.
      </p>
      <Picture result={result} />
      <p class="meta">
        The dot is the chance that people choose this one when it stands beside an average one. The line around it is
        how sure we are: where two lines overlap much, the order of the two could be chance. Worked out from all pairs
        together (Bradley–Terry model, 95% intervals). People who answered chose to, so this is not everyone’s view.
      </p>
      <details>
        <summary>The same as a table</summary>
        <Table
          caption="How often each was chosen"
          empty=""
          columns={[
            { words: 'What' },
            { words: 'Chance against an average one', numeric: true },
            { words: 'Likely between', numeric: true },
            { words: 'Times compared', numeric: true },
            { words: 'Times chosen', numeric: true },
          ]}
          rows={result.options.map(one => [
            one.title,
            percent(one.chance),
            `${percent(one.interval.low)} and ${percent(one.interval.high)}`,
            one.compared.toLocaleString('en-GB'),
            one.won.toLocaleString('en-GB'),
          ])}
        />
      </details>
    </>
  )
}

/** Whether the first is above the second beyond both intervals. */
const isClear = ({ options: [first, second] }: PairsCounted): boolean =>
  !second || first!.interval.low > second.interval.high

/** So many letters fit beside each other; the table has the whole words. */
const mostLetters = 88
const cut = (title: string): string => (title.length > mostLetters ? `${title.slice(0, mostLetters - 1)}…` : title)

function Picture({ result: { options } }: { result: PairsCounted }) {
  const x = (share: number) => left + share * (width - 2 * left)
  const height = options.length * rowHeight * 1.6 + 24
  return (
    <figure class="pairs">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${inWords(options.length)} things in the order of how much they matter; the table below says the same`}
      >
        <line x1={x(0.5)} x2={x(0.5)} y1="0" y2={height - 20} class="pairs-middle" />
        {options.map((one, at) => {
          const y = at * rowHeight * 1.6 + 20
          return (
            <g key={one.id}>
              <text x={left} y={y}>
                {at + 1}. {cut(one.title)}
              </text>
              <line x1={x(one.interval.low)} x2={x(one.interval.high)} y1={y + 16} y2={y + 16} class="pairs-interval" />
              <circle cx={x(one.chance)} cy={y + 16} r="6" class="pairs-dot" />
            </g>
          )
        })}
        {[0, 0.5, 1].map(share => (
          <text
            x={x(share)}
            y={height - 4}
            text-anchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
            key={share}
          >
            {percent(share)}
          </text>
        ))}
      </svg>
    </figure>
  )
}
