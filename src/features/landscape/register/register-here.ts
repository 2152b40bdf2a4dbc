// What the pages and forms of the register stand on: everything on it as the viewer sees it, crumbs and addresses.

import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { worksFor } from '../../delivery/public.ts'
import { isNumber } from '../structure-here.tsx'
import type { Sized } from './burden.ts'
import { type Combination, combinable } from './combining.ts'
import { type Body, dutyGaps, type Gap } from './duties.ts'
import type { RegisteredPlan, Requirement } from './model.ts'
import * as queries from './queries.ts'
import { type Held, heldOf, type Repeated, repetition } from './repetition.ts'
import { counts, stateOn } from './rules.ts'

interface PlanToday extends queries.PlanRow {
  /** `state` is how it stands today; this is what was said of it. */
  readonly saidState: queries.PlanRow['state']
}

export interface RegisterHere {
  readonly slug: string
  readonly partnership: string
  readonly today: string
  readonly coordinates: boolean
  /** Bodies whose plans the viewer keeps; null among them is the partnership. */
  readonly keeps: readonly (number | null)[]
  /** All on the register, as they stand today. */
  readonly plans: readonly PlanToday[]
  /** Those that count: not ended. */
  readonly held: readonly Held[]
  readonly repeated: ReadonlyMap<number, Repeated>
  readonly requirements: ReadonlyMap<number, Requirement>
  /** The partnership first. */
  readonly bodies: readonly Body[]
  readonly combinations: readonly Combination[]
  readonly gaps: readonly Gap[]
}

/** Three queries; the rest is worked out. */
export async function registerHere({ db, partnership, standing, today }: Asking): Promise<RegisterHere> {
  const rows = await queries.registeredPlans(db)
  const requirements = new Map((await queries.requirements(db)).map(one => [one.id, one]))
  const found = await queries.bodies(db)
  const own: Body = { organisation: null, name: partnership!.name, kind: 'partnership' }
  const plans = rows.map(one => ({ ...one, state: stateOn(one, today), saidState: one.state }))
  const held = heldOf(plans.filter(counts), requirements)
  const owing = [own, ...found.filter(one => one.here)]
  return {
    slug: partnership!.slug,
    partnership: partnership!.name,
    today,
    coordinates: isCoordinator(standing),
    keeps: owing.map(one => one.organisation).filter(organisation => worksFor(standing, organisation)),
    plans,
    held,
    repeated: repetition(held),
    requirements,
    bodies: [own, ...found],
    combinations: combinable(held, requirements),
    gaps: dutyGaps(
      [...requirements.values()],
      owing,
      held.map(one => one.plan),
    ),
  }
}

/** What a plan costs as it is counted; an ended one, that does not count, as it says. */
export const costOf = ({ held }: Pick<RegisterHere, 'held'>, plan: RegisteredPlan): Sized =>
  held.find(one => one.plan.id === plan.id)?.cost ?? plan

/** A body that left keeps nothing here, and a coordinator keeps what it left. */
export const mayKeepHere = ({ coordinates, keeps }: RegisterHere, organisation: number | null): boolean =>
  coordinates || keeps.includes(organisation)

export const nameOfBody = ({ bodies }: Pick<RegisterHere, 'bodies'>, organisation: number | null): string =>
  bodies.find(one => one.organisation === organisation)?.name ?? ''

export const addressOfRegister = (slug: string): string => `/p/${slug}/register`
export const addressOfPlan = (slug: string, plan: number): string => `${addressOfRegister(slug)}/plans/${plan}`
export const addressOfBody = (slug: string, organisation: number | null): string =>
  `${addressOfRegister(slug)}/bodies/${organisation ?? 'own'}`
export const addressOfRequirement = (slug: string, requirement: number): string =>
  `${addressOfRegister(slug)}/requirements/${requirement}`

export const registerCrumbs = ({ slug }: { slug: string }) => [
  { href: addressOfRegister(slug), words: 'Plans and reports' },
]
export const requirementsCrumbs = ({ slug }: { slug: string }) => [
  ...registerCrumbs({ slug }),
  { href: `${addressOfRegister(slug)}/requirements`, words: 'What is required' },
]

export interface PlanHere extends RegisterHere {
  readonly plan: PlanToday
}

/** Null where it is not on the register. */
export async function planHere(asking: Asking, params: Readonly<Record<string, string>>): Promise<PlanHere | null> {
  if (!isNumber(params.registeredPlan)) return null
  const here = await registerHere(asking)
  const plan = here.plans.find(one => one.id === Number(params.registeredPlan))
  return plan ? { ...here, plan } : null
}

export interface RequirementHere extends RegisterHere {
  readonly requirement: Requirement
}

/** Null where it is not there, or was dropped. */
export async function requirementHere(
  asking: Asking,
  params: Readonly<Record<string, string>>,
): Promise<RequirementHere | null> {
  if (!isNumber(params.requirement)) return null
  const here = await registerHere(asking)
  const requirement = here.requirements.get(Number(params.requirement))
  return requirement ? { ...here, requirement } : null
}

export const planCrumbs = (view: PlanHere) => [
  ...registerCrumbs(view),
  { href: addressOfBody(view.slug, view.plan.organisation), words: nameOfBody(view, view.plan.organisation) },
  { href: addressOfPlan(view.slug, view.plan.id), words: view.plan.name },
]

export const requirementCrumbs = ({ slug, requirement }: RequirementHere) => [
  ...requirementsCrumbs({ slug }),
  { href: addressOfRequirement(slug, requirement.id), words: requirement.name },
]
