// The rules about actions: who may work on one, what may be recorded when, the gate before adoption, and what is missing.

import { createHash } from 'node:crypto'
import type { Period } from '../../kernel/period.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Standing } from '../../operation/actor.ts'
import { actsFor, isCoordinator } from '../../operation/permission.ts'
import { inUnit, unrealFor } from '../indicators/public.ts'
import * as model from './model.ts'

/** Leads for the organisation or contributes for it; board members and observers do neither. */
export const worksFor = (standing: Standing, organisation: number | null): boolean =>
  isCoordinator(standing) ||
  (actsFor(standing, organisation) && standing.roles.some(role => role === 'partner-lead' || role === 'contributor'))

const notYours = refuse(
  'not-yours',
  'Only a coordinator, or somebody who works for the partner that leads it, can do this.',
)

/** Coordinators, and whoever works for the lead partner. */
export const mayWorkOn = (facts: { lead: number | null }, standing: Standing): Refusal | null =>
  worksFor(standing, facts.lead) ? null : notYours

/** The same, and whoever works for the partner whose part it is; a partner does not let itself in. */
export const mayChangePart = (
  facts: { lead: number | null; organisation: number | null; does: string | null },
  standing: Standing,
): Refusal | null => (facts.does !== null && worksFor(standing, facts.organisation) ? null : mayWorkOn(facts, standing))

/** Nothing more is recorded for stopped work. */
export const mayRecord = (facts: { state: model.State }): Refusal | null =>
  facts.state === 'stopped' ? model.actionStopped : null

export const mayLast = (starts: string, ends: string): Refusal | null => (ends < starts ? model.endsFirst : null)

/** A short mark of an action's wording: two editors saw the same when their marks are equal. */
export const seenOf = ({ title, about, horizon, principle, starts, ends }: model.ActionWords): string =>
  createHash('sha256')
    .update(JSON.stringify([title, about, horizon, principle, starts, ends]))
    .digest('hex')
    .slice(0, 16)

/** Nobody writes over words they have not seen; whoever does not say what they saw answers for it themselves. */
export const maySaveOver = (
  facts: { now: model.ActionWords; changedBy: string | null },
  seen: string,
): Refusal | null => (seen === '' || seen === seenOf(facts.now) ? null : model.changedMeanwhile(facts.changedBy))

/**
 * What of the gate nobody has answered. Work whose owner reports elsewhere runs under that owner's own authority, so
 * nothing is asked of it.
 */
export const missingOf = (
  linked: { readonly reporting: model.Reporting } | null,
  preconditions: readonly { readonly kind: model.PreconditionKind }[],
): readonly model.PreconditionKind[] =>
  linked?.reporting !== 'publishes'
    ? model.preconditionKinds.filter(kind => !preconditions.some(one => one.kind === kind))
    : []

/** The gate holds adoption until it is complete or a coordinator says why it may pass; a reason not needed is not kept. */
export function decideAdoption(
  facts: model.ActionFacts & {
    settled: readonly { readonly kind: model.PreconditionKind }[]
    linked: { readonly reporting: model.Reporting } | null
  },
  input: { despite: string },
  today: string,
) {
  const refused = mayRecord(facts)
  if (refused) return refused
  if (facts.state === 'adopted') return model.adoptedAlready
  const missing = missingOf(facts.linked, facts.settled)
  if (missing.length > 0 && input.despite === '') return model.gateOpen(missing)
  return {
    fact: 'ActionAdopted' as const,
    action: facts.action,
    on: today,
    missing,
    despite: missing.length > 0 ? input.despite : '',
  }
}

/** Whether a milestone is still to be reached. */
export const mayMeet = (facts: model.MilestoneFacts): Refusal | null => {
  if (facts.reached !== null) return model.milestoneReached
  return facts.dropped !== null ? model.milestoneDropped : mayRecord(facts)
}

/** A figure of the action itself; one for a period that has one corrects it, and history keeps what it was. */
export function decideReading(
  facts: model.MeasureFacts & { was: number | null },
  input: { period: Period; value: number },
  today: string,
) {
  const refused = mayRecord(facts)
  if (refused) return refused
  if (facts.dropped !== null) return model.measureDropped
  if (input.period.start > today) return model.readingFuture
  const value = inUnit(input.value, facts.unit)
  const unreal = unrealFor(value, facts.unit)
  if (unreal) return unreal
  if (facts.was === value) return model.readingSame
  return {
    fact: 'MeasureRecorded' as const,
    action: facts.action,
    measure: facts.measure,
    period: input.period.text,
    starts: input.period.start,
    ends: input.period.end,
    value,
    was: facts.was,
  }
}

interface Titled {
  readonly id: number
  readonly title: string
}

/** What a list of actions says about each of them, as far as gaps and balance go. */
export interface Threaded extends Titled {
  readonly state: model.State
  readonly horizon: model.Horizon
  readonly principle: model.Principle
  readonly lead: unknown
  readonly linked: { readonly reporting: model.Reporting } | null
  readonly outcomes: readonly { readonly id: number }[]
  readonly ownerPerson: number | null
  readonly deputyPerson: number | null
  readonly measures: number
  readonly milestones: { readonly all: number }
}

export interface ActionGaps {
  /** Outcomes that no action serves. */
  readonly unserved: readonly Titled[]
  /** Actions that serve no outcome. */
  readonly aimless: readonly Titled[]
  /** Actions that serve outcomes, none of which anything measures. */
  readonly unmeasurable: readonly Titled[]
  readonly leaderless: readonly Titled[]
  /** Actions that no person answers for. */
  readonly ownerless: readonly Titled[]
  /** Actions with an owner and nobody to stand in. */
  readonly deputyless: readonly Titled[]
  /** Actions without a measure of their own. */
  readonly unmeasured: readonly Titled[]
  /** Actions without a milestone. */
  readonly undated: readonly Titled[]
}

/**
 * The gaps between what is wanted and what is done (U2.4). `measured` are the outcomes that an indicator measures.
 * Stopped work counts for nothing. Of linked work that reports elsewhere only what it serves is asked, since no owner
 * here reports on it.
 */
export function threadGaps(
  outcomes: readonly Titled[],
  actions: readonly Threaded[],
  measured: readonly number[],
): ActionGaps {
  const titled = ({ id, title }: Titled): Titled => ({ id, title })
  const standing = actions.filter(one => one.state !== 'stopped')
  const served = new Set(standing.flatMap(one => one.outcomes.map(outcome => outcome.id)))
  const known = new Set(measured)
  const ours = standing.filter(one => one.linked?.reporting !== 'publishes')
  const where = (list: readonly Threaded[], missing: (one: Threaded) => boolean) => list.filter(missing).map(titled)
  return {
    unserved: outcomes.filter(one => !served.has(one.id)).map(titled),
    aimless: where(standing, one => one.outcomes.length === 0),
    unmeasurable: where(
      standing,
      one => one.outcomes.length > 0 && !one.outcomes.some(outcome => known.has(outcome.id)),
    ),
    leaderless: where(ours, one => one.lead === null),
    ownerless: where(ours, one => one.ownerPerson === null),
    deputyless: where(ours, one => one.ownerPerson !== null && one.deputyPerson === null),
    unmeasured: where(ours, one => one.measures === 0),
    undated: where(ours, one => one.milestones.all === 0),
  }
}

export interface Spread {
  readonly horizon: Readonly<Record<model.Horizon, number>>
  readonly principle: Readonly<Record<model.Principle, number>>
}

/** How the work that is not stopped is spread over horizons and principles (A8). */
export function spread(actions: readonly Pick<Threaded, 'state' | 'horizon' | 'principle'>[]): Spread {
  const standing = actions.filter(one => one.state !== 'stopped')
  const count = <K extends string>(keys: Readonly<Record<K, string>>, of: (one: (typeof standing)[number]) => K) =>
    Object.fromEntries(Object.keys(keys).map(key => [key, standing.filter(one => of(one) === key).length])) as Record<
      K,
      number
    >
  return {
    horizon: count(model.horizons, one => one.horizon),
    principle: count(model.principles, one => one.principle),
  }
}
