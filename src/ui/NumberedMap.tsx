// A map of areas, each with the number it has in a list beside it. Pressing a number chooses that entry of the list.

import type { Geometry } from 'geojson'
import { outlines } from './outlines.ts'

interface NumberedArea {
  readonly code: string
  readonly name: string
  readonly number: number
  /** The id of the input that the number is a second label of. */
  readonly chooses: string
}

interface NumberedMapProps {
  readonly title: string
  readonly areas: readonly NumberedArea[]
  /** Geometry in longitude and latitude, by code. Areas without one are left out. */
  readonly shapes: ReadonlyMap<string, Geometry>
  /** Unique in the page. */
  readonly id: string
}

const width = 420

/** Null where no area has a shape. The list beside it says the same in words, so the picture is one thing to a reader. */
export function NumberedMap({ title, areas, shapes, id }: NumberedMapProps) {
  const shaped = areas.filter(area => shapes.get(area.code))
  const drawn = outlines(new Map(shaped.map(area => [area.code, shapes.get(area.code)!])), width)
  if (!drawn) return null
  return (
    <figure class="map numbered">
      <svg viewBox={`0 0 ${drawn.width} ${drawn.height}`} role="img" aria-labelledby={`${id}-title`}>
        <title id={`${id}-title`}>{title}</title>
        {shaped.map(area => (
          <path key={area.code} class="shade-1" d={drawn.paths.get(area.code)}>
            <title>{area.name}</title>
          </path>
        ))}
      </svg>
      {shaped.map(area => {
        const [x, y] = middleOf(drawn.paths.get(area.code)!)
        const place = `left:${share(x, drawn.width)};top:${share(y, drawn.height)}`
        return (
          <label key={area.code} class="pin" for={area.chooses} style={place} title={area.name} aria-hidden="true">
            {area.number}
          </label>
        )
      })}
    </figure>
  )
}

const share = (part: number, whole: number): string => `${Math.round((1000 * part) / whole) / 10}%`

/** Where a number stands inside an area: the middle of the widest of three stretches across its largest ring. */
export function middleOf(path: string): readonly [number, number] {
  const steps = path
    .slice(0, path.indexOf('z'))
    .match(/-?(?:\d+\.?\d*|\.\d+)/g)!
    .map(Number)
  const ring: [number, number][] = []
  for (let at = 0; at < steps.length; at += 2) {
    const [x, y] = ring.at(-1) ?? [0, 0]
    ring.push([x + steps[at]!, y + steps[at + 1]!])
  }
  const heights = ring.map(([, y]) => y)
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)]
  const stretches = [0.35, 0.5, 0.65].flatMap(part => across(ring, top + part * (bottom - top)))
  const widest = stretches.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]
  return widest ? [(widest.from + widest.to) / 2, widest.at] : ring[0]!
}

/** The stretches of a line at this height that are inside the ring. */
function across(ring: readonly (readonly [number, number])[], at: number) {
  const crossings = ring
    .flatMap(([x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length]!
      return y > at === nextY > at ? [] : [x + ((at - y) / (nextY - y)) * (nextX - x)]
    })
    .toSorted((a, b) => a - b)
  return crossings.flatMap((from, index) => (index % 2 ? [] : [{ from, to: crossings[index + 1] ?? from, at }]))
}
