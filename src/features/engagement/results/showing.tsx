// What the parts of result pages share: bars, shares with their range, and the honest caveat.

import { wilsonInterval } from '../../../kernel/intervals.ts'
import { showQuantity } from '../../../kernel/quantity.ts'

/** `34%` of a part of one; under one in a hundred, but not none, with its decimal. */
export const percent = (share: number): string =>
  showQuantity(share * 100, 'percent', share > 0 && share < 0.01 ? 1 : 0)

export const figure = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 1 })

/** `12 (34%)` */
export const countAndShare = (count: number, of: number): string =>
  of === 0 ? figure(count) : `${figure(count)} (${percent(count / of)})`

/** `28% to 41%`: how far chance may have moved the share. */
export function rangeOf(count: number, of: number): string {
  const range = wilsonInterval(count, of)
  return range ? `${percent(range.low)} to ${percent(range.high)}` : '–'
}

/** A bar under the words that name a row; the figures stand beside it. */
export const Bar = ({ share }: { share: number }) => (
  <span class="hours-bar" aria-hidden="true" style={`--share:${Math.round(share * 1000) / 10}%`} />
)

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long', timeStyle: 'short' })

/** `22 November 2026 at 10:00` */
export const momentWords = (at: Date): string => clockTime.format(at)

/** Said wherever answers become figures. */
export const ChoseToAnswer = () => (
  <p>
    Everyone who answered chose to. So these figures say what <em>they</em> think. People who did not take part may
    think otherwise.
  </p>
)

export const hiddenSign = '–'

/** Said wherever a number is not shown. */
export const WhyHidden = () => (
  <p class="meta" id="hidden">
    A dash stands for a number that is not shown. It is smaller than five, or it would give away a number that is. We
    hide them so that nobody can be picked out.
  </p>
)
