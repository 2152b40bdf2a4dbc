// A map of areas in five shades by the order of their figures, with a key in words. The caller gives the same as a table.

import { scaleQuantile } from 'd3-scale'
import type { Geometry } from 'geojson'
import { outlines } from './outlines.ts'

export interface MapArea {
  readonly code: string
  readonly name: string
  readonly value: number | null
  /** The value in words, with its unit. */
  readonly text: string
  /** With addresses the areas are links, and the picture is a group of them. */
  readonly href?: string
  readonly ours?: boolean
}

interface AreaMapProps {
  readonly title: string
  readonly description: string
  readonly areas: readonly MapArea[]
  /** Geometry in longitude and latitude, by code. Areas without one are left out. */
  readonly shapes: ReadonlyMap<string, Geometry> | Readonly<Record<string, Geometry | undefined>>
  /** Unique in the page. */
  readonly id: string
}

const width = 420
const shades = 5

/** Null where no area has a shape. */
export function AreaMap({ title, description, areas, shapes, id }: AreaMapProps) {
  const byCode = shapes instanceof Map ? shapes : new Map(Object.entries(shapes))
  const shaped = areas.filter(area => byCode.get(area.code))
  const drawn = outlines(new Map(shaped.map(area => [area.code, byCode.get(area.code)!])), width)
  if (!drawn) return null
  const known = shaped.filter(area => area.value !== null)
  const classes = Math.min(shades, new Set(known.map(area => area.value)).size)
  const shade = scaleQuantile<number>()
    .domain(known.map(area => area.value!))
    .range(
      Array.from({ length: classes }, (_, index) =>
        classes > 1 ? 1 + Math.round((index * (shades - 1)) / (classes - 1)) : 3,
      ),
    )
  const lookOf = (area: MapArea) => (area.value === null ? 'none' : `shade-${shade(area.value)}`)
  const inOrder = [...shaped].sort((a, b) => Number(a.ours ?? false) - Number(b.ours ?? false))
  return (
    <figure class="map">
      <svg
        viewBox={`0 0 ${drawn.width} ${drawn.height}`}
        role={areas.some(area => area.href) ? 'group' : 'img'}
        aria-labelledby={`${id}-title ${id}-about`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-about`}>{description}</desc>
        {inOrder.map(area => {
          const words = `${area.name}: ${area.text}`
          const path = (
            <path class={area.ours ? `${lookOf(area)} ours` : lookOf(area)} d={drawn.paths.get(area.code)}>
              <title>{words}</title>
            </path>
          )
          return area.href ? (
            <a key={area.code} href={area.href} aria-label={words}>
              {path}
            </a>
          ) : (
            path
          )
        })}
      </svg>
      <figcaption>
        <ul class="key">
          {shade.range().map(index => {
            const members = known.filter(area => shade(area.value!) === index).sort((a, b) => a.value! - b.value!)
            if (members.length === 0) return null
            const [low, high] = [members[0]!.text, members.at(-1)!.text]
            return (
              <li key={index}>
                <Swatch look={`shade-${index}`} /> {low === high ? low : `${low} to ${high}`}
              </li>
            )
          })}
          {shaped.some(area => area.value === null) ? (
            <li>
              <Swatch look="none" /> no figure
            </li>
          ) : null}
          {shaped.some(area => area.ours) ? (
            <li>
              <Swatch look="ours" />{' '}
              {shaped.filter(area => area.ours).length > 1 ? 'our areas' : shaped.find(area => area.ours)!.name}
            </li>
          ) : null}
        </ul>
      </figcaption>
    </figure>
  )
}

const Swatch = ({ look }: { look: string }) => (
  <svg viewBox="0 0 22 16" width="22" height="16" aria-hidden="true">
    <rect class={look} x="1.5" y="1.5" width="19" height="13" />
  </svg>
)
