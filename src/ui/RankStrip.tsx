// Places set in order by one figure, a row each with a dot on a shared scale; reads as a plain list without the picture.

import { showQuantity, type Unit } from '../kernel/quantity.ts'
import type { Good } from '../kernel/statistics.ts'
import { Empty } from './parts.tsx'

interface RankStripProps {
  readonly places: readonly {
    readonly name: string
    readonly value: number
    readonly ours?: boolean
    /** An area like ours. */
    readonly family?: boolean
  }[]
  readonly unit: Unit
  /** Which way is better; the better end comes first. */
  readonly good: Good
}

const orders: Readonly<Record<Good, string>> = {
  up: 'Highest first: higher is better.',
  down: 'Lowest first: lower is better.',
  neither: 'Highest first: neither end is better.',
}

/** The scale runs from the lowest to the highest value, not from nought: dots show place, not size. */
export function RankStrip({ places, unit, good }: RankStripProps) {
  if (places.length === 0) return <Empty words="There are no figures to compare yet." />
  const values = places.map(place => place.value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const share = (value: number) => (high > low ? Math.round(3000 + ((value - low) / (high - low)) * 94000) / 1000 : 50)
  const sorted = [...places].sort((a, b) => (good === 'down' ? a.value - b.value : b.value - a.value))
  return (
    <>
      <p class="meta">
        {orders[good]} {places.some(place => place.family) ? '◆ marks areas like ours.' : ''}
      </p>
      <ol class="rank">
        {sorted.map(place => (
          <li key={place.name} class={place.ours ? 'ours' : place.family ? 'family' : undefined}>
            <span class="place">
              {place.name}
              {place.family && !place.ours ? (
                <>
                  {' '}
                  <span aria-hidden="true">◆</span>
                  <span class="unseen">, an area like ours</span>
                </>
              ) : null}
              {place.ours ? <span class="unseen">, our area</span> : null}
            </span>
            <svg aria-hidden="true" height="16">
              <circle cx={`${share(place.value)}%`} cy="8" r={place.ours ? 7 : 5} />
            </svg>
            <span class="value">{showQuantity(place.value, unit)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
