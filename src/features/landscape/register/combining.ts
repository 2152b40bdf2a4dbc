// Which plans of one body could be one plan that meets all their requirements: what they share, what each adds, what
// stands in the way, and what it might save. A suggestion to talk about, never a decision. Pure.

import { hoursAYear, hoursSaid, type Known, type Sized } from './burden.ts'
import { type ContentTheme, type RegisteredPlan, type Requirement, subjects } from './model.ts'
import type { Held } from './repetition.ts'

export const mostPlans = 4
/** Two plans come together only where they have at least so many things in common … */
export const leastShared = 2
/** … and these are at least so much of all that the two contain. */
export const leastOverlap = 1 / 3
/** A further plan joins where at least so much of it is there already. */
export const leastCovered = 1 / 2

export interface Combination {
  readonly organisation: number | null
  /** The plan that holds most comes first: the others would go into it. */
  readonly plans: readonly RegisteredPlan[]
  /** What at least two of them contain. */
  readonly shared: readonly ContentTheme[]
  /** What only this one of them contains, so that the one plan must still cover it. */
  readonly adds: readonly { readonly plan: RegisteredPlan; readonly themes: readonly ContentTheme[] }[]
  /** By number: the one plan must meet all of them. */
  readonly requirements: readonly number[]
  readonly obstacles: readonly Obstacle[]
  readonly saves: { readonly hours: Known; readonly pages: Known }
}

export type Obstacle =
  | { readonly kind: 'periods'; readonly plans: readonly RegisteredPlan[] }
  | { readonly kind: 'period-unsaid'; readonly plans: readonly RegisteredPlan[] }
  | { readonly kind: 'intervals'; readonly requirements: readonly Requirement[] }
  | { readonly kind: 'joint'; readonly requirements: readonly Requirement[] }

/**
 * Greedy: the two plans of a body with the largest overlap (what both contain ÷ what either contains) come together,
 * then the plan of which most is covered joins them, up to four; the rest begin again. Only plans about the same
 * subject, because nearly all plans have needs, outcomes and actions. Reports go with reports only: a plan does not
 * say how last year went.
 */
export function combinable(
  held: readonly Held[],
  requirements: ReadonlyMap<number, Requirement>,
): readonly Combination[] {
  const piles = new Map<string, Held[]>()
  for (const one of [...held].sort((a, b) => a.plan.id - b.plan.id)) {
    if (one.contents.size === 0) continue
    const pile = `${one.plan.organisation} ${one.plan.kind === 'report'}`
    piles.set(pile, [...(piles.get(pile) ?? []), one])
  }
  return [...piles.values()]
    .flatMap(setsOf)
    .map(set => combination(set, requirements))
    .sort((a, b) => b.saves.hours.sum - a.saves.hours.sum || b.shared.length - a.shared.length)
}

function setsOf(pile: readonly Held[]): readonly (readonly Held[])[] {
  const pair = bestPair(pile)
  if (!pair) return []
  let set: readonly Held[] = pair
  while (set.length < mostPlans) {
    const next = bestNext(
      set,
      pile.filter(one => !set.includes(one)),
    )
    if (!next) break
    set = [...set, next]
  }
  return [set, ...setsOf(pile.filter(one => !set.includes(one)))]
}

function bestPair(pile: readonly Held[]): readonly [Held, Held] | null {
  let best: { pair: readonly [Held, Held]; overlap: number } | null = null
  for (const [at, a] of pile.entries())
    for (const b of pile.slice(at + 1)) {
      const both = shares(a, b.contents)
      const overlap = both / (a.contents.size + b.contents.size - both)
      const alike = both >= leastShared && overlap >= leastOverlap && sameSubject(a, b.contents)
      if (alike && overlap > (best?.overlap ?? 0)) best = { pair: [a, b], overlap }
    }
  return best?.pair ?? null
}

function bestNext(set: readonly Held[], rest: readonly Held[]): Held | null {
  const there = new Set(set.flatMap(one => [...one.contents]))
  let best: { one: Held; covered: number } | null = null
  for (const one of rest) {
    const covered = shares(one, there) / one.contents.size
    const alike = shares(one, there) >= leastShared && covered >= leastCovered && sameSubject(one, there)
    if (alike && covered > (best?.covered ?? 0)) best = { one, covered }
  }
  return best?.one ?? null
}

/** They have a subject in common, or neither has one. */
function sameSubject(one: Held, there: ReadonlySet<ContentTheme>): boolean {
  const about = [...there].filter(theme => subjects.has(theme))
  const own = [...one.contents].filter(theme => subjects.has(theme))
  return about.some(theme => own.includes(theme)) || (about.length === 0 && own.length === 0)
}

const shares = (one: Held, there: ReadonlySet<ContentTheme>): number =>
  [...one.contents].filter(theme => there.has(theme)).length

function combination(set: readonly Held[], requirements: ReadonlyMap<number, Requirement>): Combination {
  const ordered = [...set].sort((a, b) => b.contents.size - a.contents.size || a.plan.id - b.plan.id)
  const has = (theme: ContentTheme) => ordered.filter(one => one.contents.has(theme)).length
  const all = [...new Set(ordered.flatMap(one => [...one.contents]))]
  const met = [...new Set(ordered.flatMap(one => one.plan.requirements))].filter(id => requirements.has(id))
  return {
    organisation: ordered[0]!.plan.organisation,
    plans: ordered.map(one => one.plan),
    shared: all.filter(theme => has(theme) > 1),
    adds: ordered.map(one => ({
      plan: one.plan,
      themes: [...one.contents].filter(theme => has(theme) === 1),
    })),
    requirements: met,
    obstacles: obstaclesOf(
      ordered.map(one => one.plan),
      met.map(id => requirements.get(id)!),
    ),
    saves: { hours: saved(ordered, hoursAYear, hoursSaid), pages: saved(ordered, one => one.pages) },
  }
}

/**
 * The first plan stays. Of each other plan, what the plans before it contain need not be written again: its hours (or
 * pages) × the share of its contents that is there already.
 */
function saved(
  ordered: readonly Held[],
  size: (cost: Sized) => number | null,
  said = (cost: Sized) => size(cost) !== null,
): Known {
  let sum = 0
  const there = new Set(ordered[0]!.contents)
  for (const one of ordered.slice(1)) {
    sum += (size(one.cost) ?? 0) * (shares(one, there) / one.contents.size)
    for (const theme of one.contents) there.add(theme)
  }
  return { sum, unsaid: ordered.slice(1).filter(one => !said(one.cost)).length }
}

function obstaclesOf(plans: readonly RegisteredPlan[], requirements: readonly Requirement[]): readonly Obstacle[] {
  const dated = plans.filter(one => one.from !== null && one.to !== null)
  const undated = plans.filter(one => one.from === null || one.to === null)
  const joint = requirements.filter(one => one.joint && !one.ofKinds.includes('partnership'))
  const timed = requirements.filter(one => one.everyMonths !== null)
  return [
    ...(new Set(dated.map(one => `${one.from} ${one.to}`)).size > 1
      ? [{ kind: 'periods' as const, plans: dated }]
      : []),
    ...(undated.length ? [{ kind: 'period-unsaid' as const, plans: undated }] : []),
    ...(comeBackTogether(plans, timed) ? [] : [{ kind: 'intervals' as const, requirements: timed }]),
    ...(joint.length ? [{ kind: 'joint' as const, requirements: joint }] : []),
  ]
}

/** Whether one interval fits all plans that have one named; a plan may meet a duty and the yearly report on it. */
function comeBackTogether(plans: readonly RegisteredPlan[], timed: readonly Requirement[]): boolean {
  const intervals = plans
    .map(plan => timed.filter(one => plan.requirements.includes(one.id)).map(one => one.everyMonths))
    .filter(own => own.length > 0)
  return intervals.length < 2 || intervals[0]!.some(months => intervals.every(own => own.includes(months)))
}
