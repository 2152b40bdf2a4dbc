// What the measures of cycles say in words: on the page, on paper and where dates are tried out alike.

import { daysAfter } from '../../../kernel/days.ts'
import { capital, counted, inWords, listOf, longDate } from '../../../kernel/words.ts'
import type { CycleKind } from '../model.ts'
import { type Dated, monthsShown, type Window } from './dates.ts'
import { rhythmOf, rhythms } from './model.ts'
import { type Clashes, crowdedFrom, crunchDays, type Need } from './synchrony.ts'

export const kindWords: Readonly<Record<CycleKind, string>> = {
  planning: 'Plan',
  'budget-set': 'Budget set',
  'budget-needed': 'Budgets needed',
  reporting: 'Report',
  board: 'Board meets',
}

/** `26 days before`, `on the day`, `47 days too late`. */
export const timingWords = (days: number | null): string => {
  if (days === null) return 'not known'
  if (days === 0) return 'on the day'
  return days > 0 ? `${counted(days, 'day')} before` : `${counted(-days, 'day')} too late`
}

/** How the partners’ budgets fit the first plan that needs them, in a few short sentences. */
export function answerOf(needs: readonly Need[]): string {
  const need = needs[0]
  if (!need) return 'Nobody has said yet by which day the plan needs the partners’ budgets.'
  const partners = need.timings.filter(one => one.partner)
  const missing = partners.length - need.known
  const theirs = missing === 1 ? 'partner sets its budget' : 'partners set their budgets'
  const unknown = missing ? ` Nobody has said when ${inWords(missing)} ${need.known ? 'more ' : ''}${theirs}.` : ''
  const day = `${longDate(need.on)}, the day of “${need.cycle.name}”.`
  if (need.known === 0) return `Budgets are needed by ${day}${unknown}`
  const onTheDay = partners.filter(one => one.days === 0).length
  const late = partners.filter(one => one.days !== null && one.days < 0)
  const whose = late.slice(0, 3).map(one => `${one.body} by ${counted(-one.days!, 'day')}`)
  const rest = late.length > 3 ? [...whose, `${inWords(late.length - 3)} more`] : whose
  const tooLate = late.length ? ` Too late: ${listOf(rest)}.` : ''
  return `${inTimeOf(need)} by ${day}${onTheDayOf(onTheDay, need)}${tooLate}${unknown}`
}

function inTimeOf({ known, inTime }: Need): string {
  if (known === 1) return inTime ? 'The one partner whose date is known sets its budget' : 'No partner sets its budget'
  if (inTime === known) return `${known === 2 ? 'Both' : `All ${inWords(known)}`} partners set their budgets`
  if (inTime === 0) return `None of ${inWords(known)} partners sets its budget`
  return `${inTime} of ${known} partners ${inTime === 1 ? 'sets its budget' : 'set their budgets'}`
}

/** So many of those in time have not a day to spare. */
function onTheDayOf(count: number, { inTime }: Need): string {
  if (count === 0) return ''
  return inTime === 1 ? ' That is on the day itself.' : ` ${capital(inWords(count))} of them on the day itself.`
}

/** A body that is no partner is marked, for it does not count. */
export const bodyWords = ({ body, partner }: { readonly body: string; readonly partner: boolean }): string =>
  partner ? body : `${body} (not a partner)`

/** The middle and the latest of a need. */
export const spreadWords = ({ median, worst }: Pick<Need, 'median' | 'worst'>): string =>
  median === null
    ? 'No budget date is known.'
    : `The middle one: ${timingWords(median)}. The latest: ${timingWords(worst)}.`

/** How it is worked out. */
export const formula = [
  'Days = the day the plan needs the budgets − the day a body sets its budget. More than nought: in time. Less: too late.',
  'The budget that counts is the last one set on or before that day, as long as it still serves the plan: a budget serves until half a year before the body sets its next one, and at least half a year. So last spring’s yearly budget does not count for this winter’s plan. Where none counts, it is the first budget set within a year after.',
  'Only partners count. Other bodies that set a budget are shown, and marked.',
  'What comes back is taken to have come back before the date that was entered as well. It begins with that date only where it is so far off that another would come between today and it.',
] as const

export const clashWords = {
  boards: 'Boards of different bodies that meet on the same day.',
  crunches: `Reports of one body that follow each other within ${crunchDays} days.`,
  crowded: `A month is crowded when it holds ${crowdedFrom} dates or more, and half as many again as the average month of the ${monthsShown} shown.`,
} as const

export interface ClashLine {
  /** The same clash has the same. */
  readonly key: string
  readonly words: string
}

/** Each clash as a sentence. */
export function clashLines({ boards, crunches, crowded }: Clashes): Record<keyof Clashes, ClashLine[]> {
  const line = (words: string, key = words): ClashLine => ({ key, words })
  return {
    boards: boards.map(({ cycles, days }) => {
      const more = days.length > 3 ? [`${counted(days.length - 3, 'more day')}`] : []
      return line(
        `${listOf(cycles.map(one => `${one.body} (${one.name})`))}: ${listOf([...days.slice(0, 3).map(longDate), ...more])}`,
      )
    }),
    crunches: crunches.map(({ dates }) =>
      line(
        `${dates[0]!.cycle.body}: ${counted(dates.length, 'report')} from ${longDate(dates[0]!.on)} to ${longDate(dates.at(-1)!.on)} (${listOf(dates.map(one => one.cycle.name))})`,
      ),
    ),
    crowded: crowded.map(({ month, dates }) => line(`${monthWords(month)}: ${counted(dates, 'date')}`, month)),
  }
}

/** `March 2027` from `2027-03`. */
export const monthWords = (month: string): string => longDate(`${month}-01`).slice(2)

export const spanWords = ({ from, to }: Pick<Window, 'from' | 'to'>): string =>
  `${monthWords(from.slice(0, 7))} to ${monthWords(to.slice(0, 7))}`

export const rhythmWords = (every: number | null): string => rhythms[rhythmOf(every)]

/** `3 reports`: what the timeline shows, for those who cannot see it. */
export const timelineWords = (dates: readonly Dated[], window: Window): string => {
  const busiest = window.months
    .map(month => ({ month, dates: dates.filter(one => one.on.startsWith(month)).length }))
    .reduce((most, one) => (one.dates > most.dates ? one : most))
  return `${counted(dates.length, 'date')} of ${counted(new Set(dates.map(one => one.cycle.organisation)).size, 'body', 'bodies')}, ${spanWords(window)}. Most are in ${monthWords(busiest.month)}: ${busiest.dates}. The table below holds them all.`
}

/** The last day that still has dates, in words for a form. */
export const lastDay = (ended: string): string => longDate(daysAfter(ended, -1))
