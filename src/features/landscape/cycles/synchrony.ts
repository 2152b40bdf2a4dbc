// How well cycles fit together: whether budgets are known when a plan needs them, what clashes, and what would be
// different if a date moved. Pure.

import { daysBetween, monthsAfter } from '../../../kernel/days.ts'
import { grouped } from '../../../kernel/grouped.ts'
import { median } from '../../../kernel/statistics.ts'
import { around, type Dated, datesIn, nextOf, type Window } from './dates.ts'
import type { Body, Cycle } from './model.ts'

/** When one body's budget is known, against the day it is needed. */
export interface Timing {
  readonly organisation: number | null
  readonly body: string
  /** Others are shown, and do not count. */
  readonly partner: boolean
  /** The budget meeting that counts; null where no date is known. */
  readonly set: string | null
  /** Day of need − day the budget is set: positive in time, negative too late. */
  readonly days: number | null
}

export interface Need {
  readonly cycle: Cycle
  readonly on: string
  /** Latest first; those without a date stand last. */
  readonly timings: readonly Timing[]
  /** Partners whose date is known. */
  readonly known: number
  /** Of these, on the day of need or before. */
  readonly inTime: number
  /** Of the days of those that are known, as `worst`. */
  readonly median: number | null
  readonly worst: number | null
}

/**
 * Months that a budget serves a plan: until half a year before the next one is set, and at least half a year. So a
 * yearly budget of last spring does not count for this winter's plan, and one that was set for three years does.
 */
export const monthsServed = (every: number | null): number => Math.max(6, (every ?? 0) - 6)

/**
 * For the next day of each cycle that needs budgets, and each body but its own: n = day of need − day the budget is set.
 * The budget is the last one set on or before that day which still serves it (`monthsServed`); where there is none, the
 * first that is set within a year after. `partners` are asked even where they have no date; a body that is none of them
 * stands in the list, and does not count.
 */
export function synchrony(cycles: readonly Cycle[], partners: readonly Body[], today: string): Need[] {
  const budgets = cycles.filter(cycle => cycle.kind === 'budget-set')
  const bodies = new Map<number | null, string>([
    ...partners.map(one => [one.organisation, one.name] as const),
    ...budgets.map(one => [one.organisation, one.body] as const),
  ])
  return cycles
    .filter(cycle => cycle.kind === 'budget-needed')
    .flatMap(cycle => {
      const on = nextOf(cycle, today)
      return on === null ? [] : [{ cycle, on }]
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.cycle.id - b.cycle.id))
    .map(({ cycle, on }) => {
      const timings = [...bodies]
        .filter(([organisation]) => organisation !== cycle.organisation)
        .map(([organisation, body]): Timing => {
          const set = budgetFor(
            budgets.filter(one => one.organisation === organisation),
            on,
          )
          const partner = partners.some(one => one.organisation === organisation)
          return { organisation, body, partner, set, days: set === null ? null : daysBetween(set, on) }
        })
        .sort((a, b) => (a.days ?? Number.POSITIVE_INFINITY) - (b.days ?? Number.POSITIVE_INFINITY) || 0)
      const days = timings.flatMap(one => (one.days === null || !one.partner ? [] : [one.days]))
      return {
        cycle,
        on,
        timings,
        known: days.length,
        inTime: days.filter(one => one >= 0).length,
        median: days.length ? median(days) : null,
        worst: days.length ? Math.min(...days) : null,
      }
    })
}

/** The budget that serves a plan on a day; null where no date is known. */
function budgetFor(budgets: readonly Cycle[], on: string): string | null {
  const turns = budgets.map(one => ({ ...around(one, on), served: monthsServed(one.every) }))
  const before = turns.flatMap(one =>
    one.before !== null && on < monthsAfter(one.before, one.served) ? [one.before] : [],
  )
  if (before.length) return before.sort().at(-1)!
  const after = turns.flatMap(one => (one.after !== null && one.after <= monthsAfter(on, 12) ? [one.after] : []))
  return after.sort()[0] ?? null
}

/** Reports of one body so near to each other are a crunch. */
export const crunchDays = 14
/** A month is crowded from so many dates on, where that is also half as many again as the average month has. */
export const crowdedFrom = 5

export interface Clashes {
  /** Boards of different bodies on the same days. */
  readonly boards: readonly { readonly cycles: readonly Cycle[]; readonly days: readonly string[] }[]
  /** Reports of one body, each within 14 days of the one before. */
  readonly crunches: readonly { readonly organisation: number | null; readonly dates: readonly Dated[] }[]
  readonly crowded: readonly { readonly month: string; readonly dates: number }[]
}

export function clashes(cycles: readonly Cycle[], window: Window): Clashes {
  const dates = datesIn(cycles, window)
  return { boards: boardsTogether(dates), crunches: crunchesOf(dates), crowded: crowdedOf(dates, window) }
}

function boardsTogether(dates: readonly Dated[]): Clashes['boards'] {
  const days = grouped(
    dates.filter(one => one.cycle.kind === 'board'),
    one => one.on,
  ).filter(([, same]) => new Set(same.map(one => one.cycle.organisation)).size > 1)
  return grouped(days, ([, same]) => same.map(one => one.cycle.id).join()).map(([, alike]) => ({
    cycles: alike[0]![1].map(one => one.cycle),
    days: alike.map(([day]) => day),
  }))
}

function crunchesOf(dates: readonly Dated[]): Clashes['crunches'] {
  const reports = grouped(
    dates.filter(one => one.cycle.kind === 'reporting'),
    one => one.cycle.organisation,
  )
  return reports.flatMap(([organisation, own]) => {
    const runs: Dated[][] = []
    for (const one of own) {
      const run = runs.at(-1)
      if (run && daysBetween(run.at(-1)!.on, one.on) <= crunchDays) run.push(one)
      else runs.push([one])
    }
    return runs.filter(run => run.length > 1).map(run => ({ organisation, dates: run }))
  })
}

const crowdedOf = (dates: readonly Dated[], { months }: Window): Clashes['crowded'] =>
  months
    .map(month => ({ month, dates: dates.filter(one => one.on.startsWith(month)).length }))
    .filter(one => one.dates >= crowdedFrom && one.dates >= (1.5 * dates.length) / months.length)

export interface Move {
  readonly cycle: number
  readonly to: string
}

/**
 * The same cycles with one turn of each of these on another day, and so every other turn as far from where it was: what
 * comes back does not begin with the day it is moved to.
 */
export const moved = (cycles: readonly Cycle[], moves: readonly Move[]): Cycle[] =>
  cycles.map(cycle => {
    const to = moves.findLast(move => move.cycle === cycle.id)?.to
    return to === undefined ? cycle : { ...cycle, first: to, begins: cycle.begins && to }
  })

export interface NeedCompared {
  readonly cycle: Cycle
  /** Null where there is no such day. */
  readonly before: Need | null
  readonly after: Need | null
  readonly timings: readonly {
    readonly organisation: number | null
    readonly body: string
    readonly partner: boolean
    readonly before: number | null
    readonly after: number | null
    /** after − before, in days; positive is earlier against the need. */
    readonly difference: number | null
  }[]
}

/** The same needs before and after, body by body; those with the greatest difference first. */
export function compared(before: readonly Need[], after: readonly Need[]): NeedCompared[] {
  const cycles = new Map([...before, ...after].map(need => [need.cycle.id, need.cycle]))
  return [...cycles.values()].map(cycle => {
    const [was, is] = [before, after].map(needs => needs.find(need => need.cycle.id === cycle.id) ?? null)
    const bodies = new Map([...(was?.timings ?? []), ...(is?.timings ?? [])].map(one => [one.organisation, one]))
    const timings = [...bodies].map(([organisation, { body, partner }]) => {
      const [a, b] = [was, is].map(need => need?.timings.find(one => one.organisation === organisation)?.days ?? null)
      return {
        organisation,
        body,
        partner,
        before: a!,
        after: b!,
        difference: a === null || b === null ? null : b! - a!,
      }
    })
    const size = (one: (typeof timings)[number]) => Math.abs(one.difference ?? 0)
    return { cycle, before: was!, after: is!, timings: timings.sort((a, b) => size(b) - size(a)) }
  })
}
