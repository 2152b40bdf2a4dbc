// How far plans repeat each other: which of the things a plan has to contain another plan has to contain too. Pure.

import { grouped } from '../../../kernel/grouped.ts'
import { countedApart, type Sized, withoutReports } from './burden.ts'
import type { ContentTheme, RegisteredPlan, Requirement } from './model.ts'

/** A plan with everything it contains: what was ticked for it, and what its requirements ask of it. */
export interface Held {
  readonly plan: RegisteredPlan
  readonly contents: ReadonlySet<ContentTheme>
  /** What it costs: as the plan says, without reports that are on the register by themselves. */
  readonly cost: Sized
}

/** Plans with what they contain and cost, each report counted once. */
export const heldOf = <P extends RegisteredPlan>(
  plans: readonly P[],
  requirements: ReadonlyMap<number, Pick<Requirement, 'contains'>>,
): readonly (Held & { readonly plan: P })[] =>
  plans.map(plan => ({
    plan,
    contents: contentsOf(plan, requirements),
    cost: countedApart<RegisteredPlan>(plan, plans) ? withoutReports(plan) : plan,
  }))

export function contentsOf(
  plan: Pick<RegisteredPlan, 'contains' | 'requirements'>,
  requirements: ReadonlyMap<number, Pick<Requirement, 'contains'>>,
): ReadonlySet<ContentTheme> {
  return new Set([...plan.contains, ...plan.requirements.flatMap(id => requirements.get(id)?.contains ?? [])])
}

export interface Repeated {
  /** Of all it contains. */
  readonly of: number
  /** What another plan of the same body contains too. */
  readonly sameBody: readonly ContentTheme[]
}

const owner = ({ plan }: Held) => plan.organisation
const ofBody = (one: Held, theme: ContentTheme) => `${owner(one)} ${theme}`

/** For each plan by its number: what of it stands in another plan of the same body too. */
export function repetition(held: readonly Held[]): ReadonlyMap<number, Repeated> {
  const within = new Map<string, number>()
  for (const one of held)
    for (const theme of one.contents) within.set(ofBody(one, theme), (within.get(ofBody(one, theme)) ?? 0) + 1)
  return new Map(
    held.map(one => [
      one.plan.id,
      { of: one.contents.size, sameBody: [...one.contents].filter(theme => within.get(ofBody(one, theme))! > 1) },
    ]),
  )
}

/** The share of all that some plans contain which another plan of the same body contains too; null where nothing is said. */
export function shareRepeated(list: readonly Repeated[]): number | null {
  const all = list.reduce((sum, one) => sum + one.of, 0)
  return all === 0 ? null : list.reduce((sum, one) => sum + one.sameBody.length, 0) / all
}

export interface Theme {
  readonly theme: ContentTheme
  readonly plans: number
  readonly bodies: number
  /** Bodies that have it in more than one plan of their own. */
  readonly twice: number
}

/** What stands in more than one plan; first what the most bodies have in several of their own. */
export function repeatedThemes(held: readonly Held[]): readonly Theme[] {
  const found = new Map<ContentTheme, Held[]>()
  for (const one of held) for (const theme of one.contents) found.set(theme, [...(found.get(theme) ?? []), one])
  return [...found]
    .map(([theme, plans]) => {
      const bodies = grouped(plans, owner)
      return {
        theme,
        plans: plans.length,
        bodies: bodies.length,
        twice: bodies.filter(([, own]) => own.length > 1).length,
      }
    })
    .filter(one => one.plans > 1)
    .sort((a, b) => b.twice - a.twice || b.plans - a.plans || b.bodies - a.bodies || (a.theme < b.theme ? -1 : 1))
}
