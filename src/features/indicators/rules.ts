// The rules about a partnership's own use of indicators: who may, and what may be promised or recorded.

import type { Period } from '../../kernel/period.ts'
import { showQuantity, type Unit } from '../../kernel/quantity.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Standing } from '../../operation/actor.ts'
import type { Letter } from '../../operation/operation.ts'
import { actsFor, isCoordinator } from '../../operation/permission.ts'
import * as model from './model.ts'

/** Coordinators, and whoever acts for the partner that owns the indicator; board members and observers do not. */
export const mayWorkOn = (facts: { owner: number | null }, standing: Standing): Refusal | null =>
  isCoordinator(standing) ||
  (actsFor(standing, facts.owner) && standing.roles.some(role => role === 'partner-lead' || role === 'contributor'))
    ? null
    : refuse(
        'not-yours',
        'Only a coordinator, or somebody who acts for the partner that owns this indicator, can do this.',
      )

/** A target is for a time to come, in the indicator's unit, with a reason; an earlier one for the same period is superseded. */
export function decideTarget(
  facts: model.TargetFacts,
  input: { period: Period; value: number; because: string; goal: string | null },
  today: string,
) {
  if (facts.retired) return model.indicatorRetired
  if (input.period.end < today) return model.targetPast
  const value = inUnit(input.value, facts.unit)
  const unreal = unrealFor(value, facts.unit)
  if (unreal) return unreal
  if (facts.current?.value === value) return model.targetSame
  if (input.goal !== null && !facts.goalKnown) return model.goalUnknown
  return {
    fact: 'TargetSet' as const,
    indicator: facts.indicator,
    period: input.period.text,
    due: input.period.end,
    value,
    because: input.because,
    goal: input.goal,
    replaces: facts.current?.target ?? null,
  }
}

/** Whoever coordinates hears that a target was set or changed. */
export const whoHearsOfTarget = (
  fact: { indicator: number; value: number; period: string; because: string },
  facts: { name: string; unit: Unit; coordinators: readonly number[] },
  context: { address: string; partnership: { slug: string; name: string } | null; actor: { person: number | null } },
): Letter[] =>
  facts.coordinators
    .filter(person => person !== context.actor.person)
    .map(to => ({
      to,
      subject: `New target: ${facts.name}`,
      body: `${context.partnership!.name} has a new target for “${facts.name}”: ${showQuantity(fact.value, facts.unit)} for ${fact.period}.\n\nBecause: ${fact.because}\n\n${context.address}/p/${context.partnership!.slug}/indicators/${fact.indicator}`,
    }))

/** A reading typed in is a local one; it may be corrected, and history keeps what it was. */
export function decideReading(
  facts: model.IndicatorFacts & { was: number | null; wasStatus: model.Status | null },
  input: { period: Period; value: number; status: model.Status; group: string; place: string },
  today: string,
) {
  if (facts.retired) return model.indicatorRetired
  if (facts.kind === 'national') return model.readingNational
  if (input.status === 'actual' && input.period.start > today) return model.readingFuture
  const value = inUnit(input.value, facts.unit)
  const unreal = unrealFor(value, facts.unit)
  if (unreal) return unreal
  if (facts.was === value && facts.wasStatus === input.status) return model.readingSame
  return {
    fact: 'ReadingRecorded' as const,
    indicator: facts.indicator,
    place: input.place,
    period: input.period.text,
    starts: input.period.start,
    ends: input.period.end,
    group: input.group,
    value,
    status: input.status,
    was: facts.was,
  }
}

/** The baseline is a reading that is there, or a value that is given with it. */
export function decideBaseline(
  facts: model.IndicatorFacts & { reading: number | null },
  input: { period: Period; value: number | null },
) {
  if (facts.retired) return model.indicatorRetired
  const value = input.value === null ? facts.reading : inUnit(input.value, facts.unit)
  if (value === null) return model.baselineMissing
  const unreal = unrealFor(value, facts.unit)
  return (
    unreal ?? {
      fact: 'BaselineSet' as const,
      indicator: facts.indicator,
      period: input.period.text,
      on: input.period.end,
      value,
    }
  )
}

/** An owner and a deputy are members who take part, and two people; a deputy stands in for somebody. */
export function mayAnswer(
  able: readonly number[],
  { person, deputy }: { person: number | null; deputy: number | null },
): Refusal | null {
  if (person !== null && !able.includes(person)) return model.personUnknown
  if (deputy !== null && !able.includes(deputy)) return model.deputyUnknown
  if (deputy !== null && person === null) return model.ownerMissing
  return deputy !== null && deputy === person ? model.deputySame : null
}

/** A share of one is published as 0.23 and typed as 23: both are read. */
export const inUnit = (value: number, unit: Unit): number =>
  unit === 'share' && Math.abs(value) > 1 ? value / 100 : value

/** Why a value cannot be in its unit; null where it can. */
export function unrealFor(value: number, unit: Unit): Refusal | null {
  if ((unit === 'percent' && (value < 0 || value > 100)) || (unit === 'share' && (value < 0 || value > 1)))
    return model.percentUnreal
  return unit !== 'score' && unit !== 'percent' && unit !== 'share' && unit !== 'pounds' && value < 0
    ? model.countUnreal
    : null
}

export interface Gaps {
  /** Outcomes that nothing measures. */
  readonly unmeasured: readonly Titled[]
  /** Outcomes measured, but with no promised value on any indicator. */
  readonly untargeted: readonly Titled[]
  /** Outcomes that no partner is responsible for. */
  readonly unowned: readonly Titled[]
  /** Indicators that have never had a reading. */
  readonly neverRead: readonly Titled[]
  /** Indicators whose next figure should have come. */
  readonly overdue: readonly (Titled & { readonly due: string })[]
  /** Indicators that measure no outcome. */
  readonly unattached: readonly Titled[]
}

interface Titled {
  readonly id: number
  readonly title: string
}

/** The gaps in the golden thread: no outcome without measure, promise and owner (U2.4). */
export function gaps(
  outcomes: readonly (Titled & { readonly responsible: number | null })[],
  indicators: readonly (Titled & {
    readonly outcomes: readonly number[]
    readonly lastRead: string | null
    readonly due: string | null
    readonly targets: number
  })[],
  today: string,
): Gaps {
  const measuring = (outcome: number) => indicators.filter(one => one.outcomes.includes(outcome))
  const titled = ({ id, title }: Titled): Titled => ({ id, title })
  return {
    unmeasured: outcomes.filter(one => measuring(one.id).length === 0).map(titled),
    untargeted: outcomes
      .filter(one => measuring(one.id).length > 0 && measuring(one.id).every(measure => measure.targets === 0))
      .map(titled),
    unowned: outcomes.filter(one => one.responsible === null).map(titled),
    neverRead: indicators.filter(one => one.lastRead === null).map(titled),
    overdue: indicators
      .filter(one => one.lastRead !== null && one.due !== null && one.due < today)
      .map(one => ({ ...titled(one), due: one.due! })),
    unattached: indicators.filter(one => one.outcomes.length === 0).map(titled),
  }
}
