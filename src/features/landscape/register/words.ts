// The register in words: sums with what is not said, how often, for when, and what is in plans.

import { counted, listOf, longDate } from '../../../kernel/words.ts'
import { hoursAYear, hoursSaid, type Known, type Sized } from './burden.ts'
import { type Bearer, bearers, type ContentTheme, contentThemes } from './model.ts'

/** `1,240`; «Not said» where nothing was said of any of so many plans. */
export const sumWords = ({ sum, unsaid }: Known, plans: number): string =>
  plans > 0 && unsaid === plans && sum === 0 ? 'Not said' : rounded(sum)

export const rounded = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 })

/** To two figures, `4,000` of 4,016; where not all is said not more than what is known. */
export function roughWords({ sum, unsaid }: Known): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(sum)) - 1)
  return rounded((unsaid ? Math.floor(sum / step) : Math.round(sum / step)) * step)
}

/** `not said for 3 plans`; nothing where all was said. */
export const unsaidWords = ({ unsaid }: Known): string => (unsaid ? `not all said for ${counted(unsaid, 'plan')}` : '')

export const shareWords = (share: number | null): string =>
  share === null ? 'Not said' : share.toLocaleString('en-GB', { style: 'percent' })

/** `every year`, `every 3 years`, `every 6 months`; where the law, or this list, names no time: that. */
export const everyWords = (months: number | null): string => {
  if (months === null) return 'no time named'
  const [count, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month']
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`
}

export const periodWords = ({ from, to }: { readonly from: string | null; readonly to: string | null }): string => {
  if (from && to) return `${longDate(from)} to ${longDate(to)}`
  if (from) return `From ${longDate(from)}`
  return to ? `Until ${longDate(to)}` : 'Not said'
}

/** As in the middle of a sentence: `housing; health and social care`. */
export const themesWords = (themes: readonly ContentTheme[]): string =>
  themes.map(theme => lowered(contentThemes[theme])).join('; ')

export const bearersWords = (kinds: readonly Bearer[]): string => listOf(kinds.map(kind => lowered(bearers[kind])))

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

export const reportsWords = ({ reportsAYear }: Sized): string =>
  reportsAYear === null ? 'Not said' : rounded(reportsAYear)

/** Hours a year of one plan, with its reports. */
export function hoursWords(one: Sized): string {
  const hours = hoursAYear(one)
  if (hours === null) return 'Not said'
  return hoursSaid(one) ? rounded(hours) : `${rounded(hours)}, not all said`
}
