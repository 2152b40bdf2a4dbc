// What the pages of cycles stand on: all of them that stand, who may change which, and the measures of today.

import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator, leadsFor } from '../../../operation/permission.ts'
import { type Window, windowFrom } from './dates.ts'
import type { Body } from './model.ts'
import { bodiesOf, type CycleView, cyclesOf } from './queries.ts'
import { cycleSeen, mayAdd } from './rules.ts'
import { type Clashes, clashes, type Need, synchrony } from './synchrony.ts'

export interface CyclesHere {
  readonly slug: string
  readonly name: string
  readonly today: string
  readonly window: Window
  readonly cycles: readonly CycleView[]
  readonly partners: readonly Body[]
  readonly needs: readonly Need[]
  readonly clashes: Clashes
  readonly mayAdd: boolean
  /** The cycles that the viewer may change. */
  readonly changeable: ReadonlySet<number>
}

export async function cyclesHere({ db, partnership, standing, today }: Asking): Promise<CyclesHere> {
  const { slug, name } = partnership!
  const cycles = await cyclesOf(db, name, today)
  const partners = (await bodiesOf(db, today)).filter(one => one.partner)
  const window = windowFrom(today)
  return {
    slug,
    name,
    today,
    window,
    cycles,
    partners,
    needs: synchrony(cycles, partners, today),
    clashes: clashes(cycles, window),
    mayAdd: mayAdd(null, standing) === null,
    changeable: new Set(cycles.filter(one => leadsFor(standing, one.organisation)).map(one => one.id)),
  }
}

/** The organisations whose dates the viewer may add. */
export const bodiesToAddFor = async ({ db, standing, today }: Asking): Promise<readonly Body[]> =>
  (await bodiesOf(db, today)).filter(one => leadsFor(standing, one.organisation))

/** Whether the viewer may add dates of the partnership itself. */
export const addsForAll = ({ standing }: Asking): boolean => isCoordinator(standing)

/** One cycle that stands, by its number in the address; null where it is not there. */
export async function cycleHere({ db, partnership, today }: Asking, { cycle }: Readonly<Record<string, string>>) {
  if (!/^\d{1,15}$/.test(cycle ?? '')) return null
  const [found] = await cyclesOf(db, partnership!.name, today, { id: Number(cycle) })
  return found ? { ...found, slug: partnership!.slug, today } : null
}

/** The mark of a cycle’s words, to be sent back with new ones. */
export const seenOf = (one: CycleView): string => cycleSeen({ ...one, registeredPlan: one.plan?.id ?? null })

export const cyclesCrumbs = ({ slug }: { slug: string }) => [
  { href: `/p/${slug}/cycles`, words: 'Dates that come back' },
]
