// The short part about oneself on the home page: what rests on one, over all partnerships.

import { capital, counted, inWords } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { Fact } from '../../../ui/parts.tsx'
import { minutesEach } from '../answering/asked-list.tsx'
import { loadOf, type OwnLoad } from './spread.ts'
import { addressesOf, ownedIn } from './spread-queries.ts'

const addressOfOwnership = (slug: string): string => `/p/${slug}/ownership`

export interface LoadShown {
  readonly load: OwnLoad
  /** Where something rests on them, and where they coordinate. */
  readonly places: readonly { readonly id: number; readonly slug: string; readonly name: string }[]
  readonly coordinates: readonly number[]
}

/** What rests on the viewer over all partnerships; null where there is nothing to show. */
export async function loadShown({ db, viewer }: Asking): Promise<LoadShown | null> {
  if (viewer.person === null) return null
  const load = loadOf(await ownedIn(db, viewer.person), viewer.person, minutesEach)
  const coordinates = viewer.roles.flatMap(one => (one.role === 'coordinator' ? [one.partnership] : []))
  const places = await addressesOf(db, [...new Set([...load.partnerships, ...coordinates])])
  return places.length ? { load, places, coordinates } : null
}

/** How much rests on the viewer, by partnership. */
export function YourLoad({ shown: { load, places, coordinates } }: { shown: LoadShown }) {
  const all = load.actions + load.figures
  return (
    <section class="part" aria-labelledby="your-load">
      <h2 id="your-load" class="h3">
        Your load
      </h2>
      {all ? (
        <>
          <div class="facts">
            {load.actions ? <Fact figure={load.actions} words={load.actions === 1 ? 'action' : 'actions'} /> : null}
            {load.figures ? <Fact figure={load.figures} words={load.figures === 1 ? 'figure' : 'figures'} /> : null}
          </div>
          <p class="meta">
            You answer for {all === 1 ? 'it' : 'these'} in {inWords(load.partnerships.length)}{' '}
            {load.partnerships.length === 1 ? 'partnership' : 'partnerships'}.
            {load.minutes
              ? ` About ${counted(load.minutes, 'minute')} a quarter, at ${inWords(minutesEach)} minutes each.`
              : ''}{' '}
            {deputyWords(load.withoutDeputy, all)}
          </p>
        </>
      ) : (
        <p class="meta">You answer for no action and no figure.</p>
      )}
      {places.map(one => (
        <p class="meta" key={one.id}>
          <a href={addressOfOwnership(one.slug)}>
            {coordinates.includes(one.id) ? `Who answers for what in ${one.name}` : `What rests on you in ${one.name}`}
          </a>
        </p>
      ))}
    </section>
  )
}

function deputyWords(without: number, all: number): string {
  if (without === 0) return all === 1 ? 'It has a deputy.' : 'All of them have a deputy.'
  if (without === all) return all === 1 ? 'It has no deputy.' : 'None of them has a deputy.'
  return `${capital(inWords(without))} ${without === 1 ? 'has' : 'have'} no deputy.`
}
