// On which days a cycle falls. Months are those of the calendar, counted from the first date each time. Pure.

import { daysAfter, monthsAfter } from '../../../kernel/days.ts'
import type { Cycle } from './model.ts'

type Turning = Pick<Cycle, 'first' | 'every' | 'begins' | 'ended'>

/** Months since the year nought, so that months can be counted. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/**
 * The day before which a cycle has no turn; null where it is taken to have come back before its first date too. People
 * enter the next date rather than the first that ever was, so that is what a date is taken for, unless another turn
 * would come between today and it: then it is the first of all.
 */
export const beginsOn = ({ first, every }: Pick<Cycle, 'first' | 'every'>, today: string): string | null =>
  every !== null && monthsAfter(first, -every) > today ? first : null

const stands = ({ begins, ended }: Turning, day: string): boolean =>
  (begins === null || day >= begins) && (ended === null || day < ended)

/** The days a cycle falls on, from one day to another, both included: never before it begins, never once it has ended. */
export function occurrences(cycle: Turning, from: string, to: string): string[] {
  const inside = (day: string) => day >= from && day <= to && stands(cycle, day)
  if (cycle.every === null) return [cycle.first].filter(inside)
  const found: string[] = []
  for (let turn = turnBefore(cycle.first, cycle.every, from); ; turn++) {
    const day = monthsAfter(cycle.first, turn * cycle.every)
    if (day > to) return found
    if (inside(day)) found.push(day)
  }
}

/** The next day it falls on, `day` itself included; null where there is none. */
export const nextOf = (cycle: Turning, day: string): string | null =>
  occurrences(cycle, day, monthsAfter(cycle.first > day ? cycle.first : day, cycle.every ?? 0))[0] ?? null

/** The nearest turns around a day: the last on or before it, and the first after; null where there is none. */
export function around(cycle: Turning, day: string): { readonly before: string | null; readonly after: string | null } {
  const { first, every, ended } = cycle
  const standing = (one: string) => (stands(cycle, one) ? one : null)
  if (every === null)
    return first <= day ? { before: standing(first), after: null } : { before: null, after: standing(first) }
  const until = ended !== null && ended <= day ? daysAfter(ended, -1) : day
  let turn = turnBefore(first, every, until)
  while (monthsAfter(first, (turn + 1) * every) <= until) turn++
  const before = standing(monthsAfter(first, turn * every))
  const next = monthsAfter(first, (turn + 1) * every)
  return { before, after: standing(cycle.begins !== null && next < cycle.begins ? cycle.begins : next) }
}

/** A turn that is on or before the day, and less than two turns away. */
const turnBefore = (first: string, every: number, day: string): number =>
  Math.floor((monthOf(day) - monthOf(first)) / every) - 1

/**
 * What a date is called for as long as it stays in its turn (a yearly one: in its year), so that a calendar program moves
 * what it holds when the date moves. No two dates of a cycle have the same.
 */
export const slotOf = ({ every }: Turning, day: string): string =>
  every === null ? 'once' : String(Math.floor(monthOf(day) / every))

export interface Window {
  readonly from: string
  readonly to: string
  /** `YYYY-MM`. */
  readonly months: readonly string[]
}

/** The months that the timeline shows. */
export const monthsShown = 18

/** Whole months, this one first. */
export function windowFrom(today: string): Window {
  const from = `${today.slice(0, 7)}-01`
  const months = Array.from({ length: monthsShown }, (_, at) => monthsAfter(from, at).slice(0, 7))
  return { from, to: daysAfter(monthsAfter(from, monthsShown), -1), months }
}

export interface Dated {
  readonly cycle: Cycle
  readonly on: string
}

/** Every date of these cycles, in order. */
export const datesIn = (cycles: readonly Cycle[], { from, to }: Pick<Window, 'from' | 'to'>): Dated[] =>
  cycles
    .flatMap(cycle => occurrences(cycle, from, to).map(on => ({ cycle, on })))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
