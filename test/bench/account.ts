// What was measured, as a table on the screen and as docs/performance.md.

import { cpus, release, totalmem } from 'node:os'

/** Measurements of ours and of a bare program, taken in turns: the two at one position belong together. */
export interface Pairs {
  readonly ours: readonly number[]
  readonly bare: readonly number[]
}

export interface Row {
  readonly name: string
  /** How it was measured, and what it says. */
  readonly means: string
  readonly ours: string
  readonly bare: string
  /** Ours / bare with its spread; a plain figure has none. */
  readonly ratio: string
  /** Empty where nothing is promised. */
  readonly bound: string
  readonly met: boolean
}

interface Compared {
  readonly name: string
  readonly means: string
  readonly pairs: Pairs
  readonly show: (value: number) => string
  readonly atLeast?: number
  readonly atMost?: number
}

/** The ratio is the median of the ratios of the pairs, which a machine busy for a while does not move far. */
export function compared({ name, means, pairs, show, atLeast, atMost }: Compared): Row {
  const ratios = pairs.ours.map((ours, at) => ours / pairs.bare[at]!)
  const ratio = median(ratios)
  return {
    name,
    means,
    ours: show(median(pairs.ours)),
    bare: show(median(pairs.bare)),
    ratio: `${ratio.toFixed(2)} (${quantile(ratios, 0.25).toFixed(2)} to ${quantile(ratios, 0.75).toFixed(2)})`,
    bound: atLeast !== undefined ? `at least ${atLeast}` : atMost !== undefined ? `at most ${atMost}` : '',
    met: (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost),
  }
}

/** A figure by itself, in `unit`. */
export const figure = (name: string, means: string, value: number, unit: string, atMost?: number): Row => ({
  name,
  means,
  ours: `${value} ${unit}`,
  bare: '',
  ratio: '',
  bound: atMost === undefined ? '' : `at most ${atMost} ${unit}`,
  met: atMost === undefined || value <= atMost,
})

/** The value below which a share of the sorted values lies, interpolated as in R's type 7. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]!
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at))
}

const median = (values: readonly number[]): number => quantile(values, 0.5)

const verdict = (row: Row): string => (row.bound === '' ? '' : row.met ? 'yes' : 'NO')
const heads = ['Measured', 'Ours', 'Bare', 'Ours / bare (middle half)', 'Bound', 'Met']
const cells = (row: Row): string[] => [row.name, row.ours, row.bare, row.ratio, row.bound, verdict(row)]

export function onScreen(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cells)]
  const widths = heads.map((_, at) => Math.max(...lines.map(line => line[at]!.length)))
  return lines
    .map(line =>
      line
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export interface Account {
  readonly rows: readonly Row[]
  readonly postgres: string
  /** What could not be measured here, in plain words. */
  readonly leftOut: readonly string[]
  /** Queries for few rows and for many, by page and who looks. */
  readonly queries: readonly (readonly [page: string, few: number, many: number])[]
}

export function asDocument({ rows, postgres, leftOut, queries }: Account): string {
  const line = (words: readonly string[]) => `| ${words.join(' | ')} |`
  const table = (titles: readonly string[], lines: readonly (readonly string[])[]) =>
    [line(titles), line(titles.map(() => '---')), ...lines.map(line)].join('\n')
  return `# How fast it is

Written by \`npm run bench\`, which measures everything in one run on one machine. Absolute times say something about
the machine; the ratios say something about us. Do not edit by hand: run it again.

- Measured on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, PostgreSQL ${postgres} (embedded, fsync on)
- ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}
- Servers, load generator and database share these cores. Ours and the bare one are measured in turns; a ratio is the
  median of the ratios of neighbours, and beside it stands the middle half of them (first to third quartile).

${table(heads, rows.map(cells))}
${leftOut.map(words => `\n${words}\n`).join('')}
## What each means

${rows.map(row => `- **${row.name}.** ${row.means}`).join('\n')}

## Queries for each list page

Everything sent to the database is counted: beginning, naming the partnership and ending the transaction too (three or
four), and finding who asks and where. \`test/house/queries.test.ts\` keeps the two columns equal.

${table(
  ['Page, who looks', 'Few rows', 'Many rows'],
  queries.map(([page, few, many]) => [page, String(few), String(many)]),
)}
`
}
