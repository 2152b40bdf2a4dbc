// How far plans repeat each other: which of the things a plan has to contain another plan has to contain too. Pure.

import type { ContentTheme, RegisteredPlan, Requirement } from './model.ts'

/** A plan with everything it contains: what was ticked for it, and what its requirements ask of it. */
export interface Held {
  readonly plan: RegisteredPlan
  readonly contents: ReadonlySet<ContentTheme>
}

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
  /** What a plan of anybody here contains too. */
  readonly anyBody: readonly ContentTheme[]
}

const owner = ({ plan }: Held) => plan.organisation

/** For each plan by its number: what of it stands in another plan too. */
export function repetition(held: readonly Held[]): ReadonlyMap<number, Repeated> {
  const everywhere = new Map<ContentTheme, number>()
  const within = new Map<string, number>()
  const key = (one: Held, theme: ContentTheme) => `${owner(one)} ${theme}`
  for (const one of held)
    for (const theme of one.contents) {
      everywhere.set(theme, (everywhere.get(theme) ?? 0) + 1)
      within.set(key(one, theme), (within.get(key(one, theme)) ?? 0) + 1)
    }
  return new Map(
    held.map(one => [
      one.plan.id,
      {
        of: one.contents.size,
        sameBody: [...one.contents].filter(theme => within.get(key(one, theme))! > 1),
        anyBody: [...one.contents].filter(theme => everywhere.get(theme)! > 1),
      },
    ]),
  )
}

/** The share of all that some plans contain which another plan contains too; null where nothing is said to be in them. */
export function shareRepeated(list: readonly Repeated[], where: 'sameBody' | 'anyBody'): number | null {
  const all = list.reduce((sum, one) => sum + one.of, 0)
  return all === 0 ? null : list.reduce((sum, one) => sum + one[where].length, 0) / all
}

export interface Theme {
  readonly theme: ContentTheme
  readonly plans: number
  readonly bodies: number
}

/** What stands in more than one plan, the most repeated first. */
export function repeatedThemes(held: readonly Held[]): readonly Theme[] {
  const found = new Map<ContentTheme, Held[]>()
  for (const one of held) for (const theme of one.contents) found.set(theme, [...(found.get(theme) ?? []), one])
  return [...found]
    .map(([theme, plans]) => ({ theme, plans: plans.length, bodies: new Set(plans.map(owner)).size }))
    .filter(one => one.plans > 1)
    .sort((a, b) => b.plans - a.plans || b.bodies - a.bodies || (a.theme < b.theme ? -1 : 1))
}
