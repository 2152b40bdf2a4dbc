// The rules about groups: what may be said of one from which day, who may sit, how groups hang together.

import { createHash } from 'node:crypto'
import type { Refusal } from '../../kernel/refusal.ts'
import type { GroupWords, LinkKind, SeatWords } from './model.ts'
import * as model from './model.ts'

/** Nothing more is changed in a group that has ended. */
export const mayChange = (facts: { until: string | null }): Refusal | null =>
  facts.until === null ? null : model.groupEnded

/** Something is dated from a day that has come, and on which the group was there. */
export function mayDate(day: string, since: string, today: string): Refusal | null {
  if (day > today) return model.inTheFuture
  return day < since ? model.notYetThen : null
}

/** What is said of a group holds from a day on; the days before the last change keep what was said of them. */
export const maySayFrom = (day: string, facts: { since: string; textSince: string }, today: string): Refusal | null =>
  mayDate(day, facts.since, today) ?? mayEndOn(day, facts.textSince)

/** Who sat there before the last change stays as it was said: nobody is put in between. */
export const maySitFrom = (day: string, last: string | null): Refusal | null =>
  last !== null && day < last ? model.satLater(last) : null

/** A short mark of what is said of a group: two editors saw the same when their marks are equal. */
export const seenOf = (words: GroupWords): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        ...[words.name, words.kind, words.remit, words.legalBasis, words.secretariat],
        ...[words.meetings, words.minutes, words.lastMet, words.review],
      ]),
    )
    .digest('hex')
    .slice(0, 16)

/** Nobody writes over words they have not seen; whoever does not say what they saw answers for it themselves. */
export const maySaveOver = (now: GroupWords, seen: string): Refusal | null =>
  seen === '' || seen === seenOf(now) ? null : model.changedMeanwhile

/** Nothing ends before the last day of which something was said of it. */
export const mayEndOn = (day: string, last: string | null): Refusal | null =>
  last !== null && day < last ? model.saidLater(last) : null

/** A seat is an organisation's, or it speaks for people directly. */
export const maySeat = (
  words: Pick<SeatWords, 'organisation' | 'constituency'>,
  organisationKnown: boolean,
): Refusal | null => {
  if ((words.organisation === null) === (words.constituency === '')) return model.seatForOne
  return words.organisation === null || organisationKnown ? null : model.organisationUnknown
}

/** Reporting lines and parts lead upwards only: nothing reports to itself, however far round. */
export function closesCircle(
  up: readonly { readonly from: number; readonly to: number }[],
  from: number,
  to: number,
): boolean {
  const seen = new Set<number>()
  const waiting = [to]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === from) return true
    if (seen.has(at)) continue
    seen.add(at)
    for (const link of up) if (link.from === at) waiting.push(link.to)
  }
  return false
}

export const leadsUp = (kind: LinkKind): boolean => kind === 'part-of' || kind === 'reports-to'

/** How often and how long a group meets, and when it last did, must be possible. */
export function mayMeet(
  { meetings, lastMet }: { meetings: number | null; lastMet: string | null },
  today: string,
): Refusal | null {
  if (meetings !== null && (meetings < 0 || meetings > 366)) return model.meetingsUnreal
  return lastMet !== null && lastMet > today ? { ...model.inTheFuture, field: 'lastMet' } : null
}

/** A web address begins with https:// or http://. */
export const mayLead = (address: string): Refusal | null =>
  address === '' || /^https?:\/\/[^\s/]+\.[^\s]+$/.test(address) ? null : model.addressUnfit
