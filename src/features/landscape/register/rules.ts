// The rules of the register: who may keep a body's plans, what may be said of a plan or a requirement, two editors at once.

import { createHash } from 'node:crypto'
import type { Refusal } from '../../../kernel/refusal.ts'
import type { Standing } from '../../../operation/actor.ts'
import { worksFor } from '../../delivery/public.ts'
import { organisationUnknown, type PlanState } from '../model.ts'
import { mayLead } from '../rules.ts'
import * as model from './model.ts'

/** Whoever leads or contributes for a body keeps its plans; coordinators keep all, and the partnership's own. */
export const mayKeep = (facts: { organisation: number | null }, standing: Standing): Refusal | null =>
  worksFor(standing, facts.organisation) ? null : model.notYours

/** What a plan names must be there, and what is said of its size must be possible. */
export function mayRegister(
  known: PlanNames,
  input: Pick<model.PlanWords, 'from' | 'to' | 'hours' | 'reportsAYear' | 'reportHours' | 'address'>,
): Refusal | null {
  if (!known.organisation) return organisationUnknown
  if (!known.plan) return model.planUnknown
  if (!known.outcomes) return model.outcomesUnknown
  if (!known.requirements) return model.requirementsUnknown
  if (input.from !== null && input.to !== null && input.to < input.from) return model.endsFirst
  for (const [field, most] of mosts) {
    const said = input[field]
    if (said !== null && !(said >= 0 && said <= most)) return model.outOfRange(field, most)
  }
  return mayLead(input.address)
}

const mosts = [
  ['hours', 100_000],
  ['reportsAYear', 366],
  ['reportHours', 10_000],
] as const

/** Whether what a plan names is there to be named. */
export interface PlanNames {
  readonly organisation: boolean
  readonly plan: boolean
  readonly outcomes: boolean
  readonly requirements: boolean
}

/** A requirement has a name of its own, falls on somebody, and where it can be read is a web address. */
export function mayRequire(facts: { nameTaken: boolean }, input: { ofKinds: readonly string[]; source: string }) {
  if (facts.nameTaken) return model.requirementTaken
  if (input.ofKinds.length === 0) return model.ofNobody
  const unfit = mayLead(input.source)
  return unfit && { ...unfit, field: 'source' }
}

/** A short mark of what was said: two editors saw the same when their marks are equal. */
export const markOf = (words: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16)

const inOrder = <T extends string | number>(list: readonly T[]): readonly T[] => [...list].sort()

export const planSeen = (one: model.PlanWords): string =>
  markOf([
    ...[one.name, one.kind, one.state, one.from, one.to, one.pages, one.hours, one.reportsAYear, one.reportHours],
    ...[one.address, one.plan, inOrder(one.contains), inOrder(one.outcomes), inOrder(one.requirements)],
  ])

export const requirementSeen = (one: model.RequirementWords): string =>
  markOf([
    ...[one.name, one.demandedBy, one.legalBasis, one.source, one.everyMonths, one.joint],
    ...[inOrder(one.ofKinds), inOrder(one.contains)],
  ])

/** Nobody writes over words they have not seen; whoever does not say what they saw answers for it themselves. */
export const maySaveOver = (now: string, seen: string): Refusal | null =>
  seen === '' || seen === now ? null : model.changedMeanwhile

/** How a plan stands on a day: one in force whose last day is gone is past its end, without anybody saying so. */
export const stateOn = (one: { readonly state: PlanState; readonly to: string | null }, today: string): PlanState =>
  one.state === 'in-force' && one.to !== null && one.to < today ? 'out-of-date' : one.state

/** What counts: plans in force, past their end and not replaced, or being written. Ended ones do not. */
export const counts = (one: { readonly state: PlanState }): boolean => one.state !== 'ended'
