// Duties that fall on a body here and that no plan meets. Pure.

import type { Bearer, RegisteredPlan, Requirement } from './model.ts'

export interface Body {
  /** Null is the partnership itself. */
  readonly organisation: number | null
  readonly name: string
  readonly kind: Bearer
}

export interface Gap {
  readonly requirement: Requirement
  /** Each of them has to have it; or, of a joint duty, they owe one together. */
  readonly bodies: readonly Body[]
}

/**
 * A joint duty, and one of the partnership as a whole, is met by one plan of anybody here; any other by a plan of each
 * body it falls on. Only what is registered counts: a gap is a question, not a finding.
 */
export function dutyGaps(
  requirements: readonly Requirement[],
  bodies: readonly Body[],
  plans: readonly Pick<RegisteredPlan, 'organisation' | 'requirements'>[],
): readonly Gap[] {
  return requirements.flatMap(requirement => {
    const meeting = plans.filter(plan => plan.requirements.includes(requirement.id))
    const owing = bodies.filter(body => requirement.ofKinds.includes(body.kind))
    const missing = owesTogether(requirement)
      ? meeting.length
        ? []
        : owing
      : owing.filter(body => !meeting.some(plan => plan.organisation === body.organisation))
    return missing.length ? [{ requirement, bodies: missing }] : []
  })
}

/** One plan is enough for all. */
export const owesTogether = ({ joint, ofKinds }: Pick<Requirement, 'joint' | 'ofKinds'>): boolean =>
  joint || ofKinds.includes('partnership')
