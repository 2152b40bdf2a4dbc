// Which round a schedule plans next: what time it asks about, and when it opens and closes.

import { daysAfter, daysBetween, monthsAfter } from '../../../kernel/days.ts'
import { longDate } from '../../../kernel/words.ts'
import type { Rhythm } from '../model.ts'

/** What a schedule’s days follow from. */
export interface Rhythmic {
  readonly rhythm: Rhythm
  /** `YYYY-MM-DD`; used by the rhythm `board-dates` alone. */
  readonly boardDates: readonly string[]
  /** From the end of the time asked about to opening; with board dates, from closing to the board. */
  readonly gapDays: number
  readonly openDays: number
}

/** The days of one round, `YYYY-MM-DD`. */
export interface RoundDays {
  readonly title: string
  readonly starts: string
  readonly ends: string
  readonly opens: string
  readonly closes: string
}

/** Of the rounds there were: the last day that was asked about, and the last closing day. */
export interface AskedSoFar {
  readonly ends: string
  readonly closes: string
}

/**
 * The next round of a schedule, after those there were, cancelled ones too: no time is asked about twice. It opens
 * tomorrow at the earliest, so that it can be said before, and one that would be over by now is left out. Null when
 * no board is left.
 */
export const nextRound = (schedule: Rhythmic, before: AskedSoFar | null, today: string): RoundDays | null =>
  schedule.rhythm === 'board-dates'
    ? beforeNextBoard(schedule, before, today)
    : afterNextPeriod(schedule, schedule.rhythm === 'quarterly' ? quarter : halfYear, before, today)

function afterNextPeriod(
  { gapDays, openDays }: Rhythmic,
  periodOf: (day: string) => Stretch,
  before: AskedSoFar | null,
  today: string,
): RoundDays {
  // The period that holds this day is the first whose round is not over yet.
  let period = periodOf(daysAfter(today, -gapDays - openDays))
  while (before !== null && period.starts <= before.ends) period = periodOf(daysAfter(period.ends, 1))
  const opens = later(daysAfter(period.ends, gapDays), daysAfter(today, 1))
  return { title: titleOf(period), ...period, opens, closes: daysAfter(opens, openDays) }
}

function beforeNextBoard(schedule: Rhythmic, before: AskedSoFar | null, today: string): RoundDays | null {
  const tomorrow = daysAfter(today, 1)
  const closingFor = (board: string) => daysAfter(board, -schedule.gapDays)
  const board = schedule.boardDates
    .toSorted()
    .find(one => closingFor(one) > tomorrow && (before === null || closingFor(one) > before.closes))
  if (board === undefined) return null
  const closes = closingFor(board)
  const meant = daysAfter(closes, -schedule.openDays)
  const starts = before === null ? monthsAfter(meant, -3) : daysAfter(before.ends, 1)
  return {
    title: `For the board of ${longDate(board)}`,
    starts,
    ends: later(daysAfter(meant, -1), starts),
    opens: later(meant, tomorrow),
    closes,
  }
}

interface Stretch {
  readonly starts: string
  readonly ends: string
}

/** January to March, April to June … */
const quarter = (day: string): Stretch => stretchOf(day, 3, 0)
/** April to September, October to March. */
const halfYear = (day: string): Stretch => stretchOf(day, 6, 3)

/** The stretch of some months that a day is in; one of them begins `offset` months into the year. */
function stretchOf(day: string, months: number, offset: number): Stretch {
  const month = Number(day.slice(5, 7)) - 1
  const into = (month - offset + 12) % months
  const starts = monthsAfter(`${day.slice(0, 7)}-01`, -into)
  return { starts, ends: daysAfter(monthsAfter(starts, months), -1) }
}

/** The last full quarter, for a round that somebody plans by hand. */
export const lastQuarter = (today: string): Stretch & { readonly title: string } => {
  const period = quarter(daysAfter(quarter(today).starts, -1))
  return { title: titleOf(period), ...period }
}

const month = (day: string) => longDate(day).split(' ')[1]!
/** `July to September 2026`, `October 2026 to March 2027` */
const titleOf = ({ starts, ends }: Stretch): string => {
  const [from, to] = [starts.slice(0, 4), ends.slice(0, 4)]
  return from === to ? `${month(starts)} to ${month(ends)} ${to}` : `${month(starts)} ${from} to ${month(ends)} ${to}`
}

const later = (one: string, other: string): string => (daysBetween(one, other) > 0 ? other : one)
