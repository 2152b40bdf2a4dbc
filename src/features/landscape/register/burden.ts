// What plans and reports cost: pages and hours a year, as people estimate them. What nobody said stays unknown, and is
// counted beside the sum. Pure.

import { daysBetween } from '../../../kernel/days.ts'
import type { RegisteredPlan } from './model.ts'

/** A sum of what was said, and for how many plans nothing (or not everything) was said. */
export interface Known {
  readonly sum: number
  readonly unsaid: number
}

export interface Burden {
  readonly plans: number
  readonly reports: Known
  readonly pages: Known
  readonly hours: Known
}

/** What of a plan costs something. */
export type Sized = Pick<RegisteredPlan, 'from' | 'to' | 'pages' | 'hours' | 'reportsAYear' | 'reportHours'>

const daysOfYear = 365.25

/** Years from the first day to the last; a plan for less than a year counts as one. Null where a day is not said. */
export const yearsOf = ({ from, to }: Pick<Sized, 'from' | 'to'>): number | null =>
  from === null || to === null ? null : Math.max(1, (daysBetween(from, to) + 1) / daysOfYear)

/** Hours to write the plan, spread over the years it is for; null where hours or period are not said. */
export function writingHours(plan: Sized): number | null {
  if (plan.hours === 0) return 0
  const years = yearsOf(plan)
  return plan.hours === null || years === null ? null : plan.hours / years
}

/** Hours of its reports in a year: reports a year × hours of one; null where one of the two is not said. */
export function reportingHours({ reportsAYear, reportHours }: Sized): number | null {
  if (reportsAYear === 0) return 0
  return reportsAYear === null || reportHours === null ? null : reportsAYear * reportHours
}

/** Hours a year of a plan with its reports, as far as they were said; null where nothing was. */
export function hoursAYear(plan: Sized): number | null {
  const parts = [writingHours(plan), reportingHours(plan)].filter(part => part !== null)
  return parts.length ? parts.reduce((sum, part) => sum + part, 0) : null
}

/** Whether both the writing and the reports of a plan are said. */
export const hoursSaid = (plan: Sized): boolean => writingHours(plan) !== null && reportingHours(plan) !== null

/**
 * The report that is on the register by itself and also among the reports of a plan: of the same body, and meeting a
 * requirement that the plan meets too. Null where there is none.
 */
export const countedApart = <T extends Pick<RegisteredPlan, 'organisation' | 'kind' | 'requirements'>>(
  plan: T,
  all: readonly T[],
): T | null =>
  (plan.kind !== 'report' &&
    all.find(
      one =>
        one.kind === 'report' &&
        one.organisation === plan.organisation &&
        one.requirements.some(id => plan.requirements.includes(id)),
    )) ||
  null

/** What a plan costs without its reports, where one of these is counted by itself. */
export const withoutReports = <T extends Sized>(plan: T): T => ({ ...plan, reportsAYear: 0, reportHours: 0 })

const missingWords = {
  pages: 'pages',
  hours: 'hours to write it',
  period: 'first and last day',
  reports: 'reports a year',
  reportHours: 'hours for one report',
} as const
type Missing = keyof typeof missingWords

/** What nobody has said of the cost of some plans, in words: `pages and hours for one report`. */
export const missingOf = (plans: readonly Sized[]): readonly string[] =>
  (Object.keys(missingWords) as Missing[])
    .filter(part => plans.some(plan => isMissing[part](plan)))
    .map(part => missingWords[part])

const isMissing: Readonly<Record<Missing, (plan: Sized) => boolean>> = {
  pages: plan => plan.pages === null,
  hours: plan => plan.hours === null,
  // Only hours that are said are spread over years.
  period: plan => plan.hours !== null && plan.hours !== 0 && yearsOf(plan) === null,
  reports: plan => plan.reportsAYear === null,
  reportHours: plan => plan.reportsAYear !== null && plan.reportsAYear !== 0 && plan.reportHours === null,
}

const known = <T>(
  list: readonly T[],
  part: (one: T) => number | null,
  said = (one: T) => part(one) !== null,
): Known => ({
  sum: list.reduce((sum, one) => sum + (part(one) ?? 0), 0),
  unsaid: list.filter(one => !said(one)).length,
})

/** What a set of plans costs. */
export const burdenOf = (plans: readonly Sized[]): Burden => ({
  plans: plans.length,
  reports: known(plans, one => one.reportsAYear),
  pages: known(plans, one => one.pages),
  hours: known(plans, hoursAYear, hoursSaid),
})
