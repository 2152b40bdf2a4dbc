// A map of how areas lie: a shade or a pattern for each way, with a key in words. The caller gives the same as a table.

import type { Geometry } from 'geojson'
import { outlines } from '../../../ui/outlines.ts'
import { type Lie, lies } from './rules.ts'

interface LieMapProps {
  readonly title: string
  readonly description: string
  readonly areas: readonly { readonly code: string; readonly name: string; readonly lie: Lie; readonly words: string }[]
  readonly shapes: ReadonlyMap<string, Geometry>
  readonly keyWords: (lie: Lie) => string
  readonly hrefOf: (code: string) => string
}

/** More areas than this are no links: nobody walks through them with a keyboard, and the table has them all. */
const mostLinks = 60
const looks: Readonly<Record<Lie, string>> = {
  split: 'shade-1',
  holds: 'shade-2',
  nested: 'shade-3',
  coterminous: 'shade-5',
  apart: 'none',
}
const patterned: readonly Lie[] = ['split', 'holds']

/** Null where no area has a shape. */
export function LieMap({ title, description, areas, shapes, keyWords, hrefOf }: LieMapProps) {
  const shaped = areas.filter(each => shapes.has(each.code))
  const drawn = outlines(new Map(shaped.map(each => [each.code, shapes.get(each.code)!])), 420)
  if (!drawn) return null
  const linked = shaped.length <= mostLinks
  return (
    <figure class="map">
      <svg
        viewBox={`0 0 ${drawn.width} ${drawn.height}`}
        role={linked ? 'group' : 'img'}
        aria-labelledby="lie-map-title lie-map-about"
      >
        <title id="lie-map-title">{title}</title>
        <desc id="lie-map-about">{description}</desc>
        <defs>
          <pattern id="lie-split" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="4" height="4" style="fill:#fff" />
            <rect width="1" height="4" style="fill:#4f86a5" />
          </pattern>
          <pattern id="lie-holds" width="4" height="4" patternUnits="userSpaceOnUse">
            <rect width="4" height="4" style="fill:#cfdee7" />
            <circle cx="2" cy="2" r="0.8" style="fill:#1d2b36" />
          </pattern>
        </defs>
        {shaped.map(area => {
          const words = `${area.name}: ${area.words}`
          const path = (
            <path key={area.code} class={looks[area.lie]} style={fillOf(area.lie)} d={drawn.paths.get(area.code)}>
              <title>{words}</title>
            </path>
          )
          return linked ? (
            <a key={area.code} href={hrefOf(area.code)} aria-label={words}>
              {path}
            </a>
          ) : (
            path
          )
        })}
      </svg>
      <figcaption>
        <ul class="key">
          {lies
            .filter(lie => shaped.some(each => each.lie === lie))
            .map(lie => (
              <li key={lie}>
                <svg viewBox="0 0 22 16" width="22" height="16" aria-hidden="true">
                  <rect class={looks[lie]} style={fillOf(lie)} x="1.5" y="1.5" width="19" height="13" />
                </svg>{' '}
                {keyWords(lie)}
              </li>
            ))}
        </ul>
      </figcaption>
    </figure>
  )
}

const fillOf = (lie: Lie): string | undefined => (patterned.includes(lie) ? `fill:url(#lie-${lie})` : undefined)
