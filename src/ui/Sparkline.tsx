// A small line beside words that say the same.

import { line } from 'd3-shape'

/** The run of a line, small, beside words that say the same. Nothing where there are no values. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length === 0) return null
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const at = (value: number, index: number): [number, number] => [
    values.length > 1 ? 5 + (index / (values.length - 1)) * 110 : 60,
    high > low ? 34 - ((value - low) / (high - low)) * 28 : 20,
  ]
  const [x, y] = at(values.at(-1)!, values.length - 1)
  return (
    <svg class="sparkline" viewBox="0 0 120 40" width="120" height="40" aria-hidden="true">
      <path d={line().digits(1)(values.map(at)) ?? ''} />
      <circle cx={x.toFixed(1)} cy={y.toFixed(1)} r="4" />
    </svg>
  )
}
