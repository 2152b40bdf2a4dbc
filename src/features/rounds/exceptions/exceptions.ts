// What a board needs to hear of a round: decisions first, then what changed, slipped, is late or stands out. The rest
// is one sentence. Every reason is said in words; who is responsible is a body, never a person.

import { signal } from '../../../kernel/judgement.ts'
import { midYear, parsePeriod } from '../../../kernel/period.ts'
import { showQuantity, type Unit } from '../../../kernel/quantity.ts'
import type { Good } from '../../../kernel/statistics.ts'
import { capital, inWords, listOf, longDate } from '../../../kernel/words.ts'
import type { Confidence, ItemState, RoundState, Status, Update } from '../model.ts'

/** The round, as its summary tells of it. */
export interface RoundReported {
  readonly round: number
  readonly title: string
  readonly state: RoundState
  readonly starts: string
  readonly ends: string
  readonly opens: string
  readonly closes: string
  /** The day it speaks of: today, or the day the round was accepted. */
  readonly asAt: string
}

export interface PromisedDay {
  readonly words: string
  readonly due: string
  readonly firstDue: string
  readonly movedOn: string | null
  readonly movedBecause: string
  /** Reached, or said to be reached in this round. */
  readonly done: boolean
}

/** One thing that was asked, and what was said of it. */
export interface Reported {
  readonly item: number
  readonly about: 'action' | 'indicator'
  readonly subject: number
  readonly title: string
  /** Who is responsible. */
  readonly body: string | null
  readonly state: ItemState
  readonly unchanged: boolean
  readonly now: Update
  /** What was accepted in a round before this one, with the day it was sent. */
  readonly before: (Update & { readonly on: string }) | null
  readonly milestones: readonly PromisedDay[]
  /** Of an indicator: its actual readings, oldest first. */
  readonly figure: {
    readonly unit: Unit
    readonly good: Good
    readonly readings: readonly {
      readonly period: string
      readonly starts: string
      readonly ends: string
      readonly value: number
    }[]
  } | null
}

/** In the order in which a board needs them. */
export const kinds = {
  decision: 'Needs a decision',
  worse: 'Changed for the worse',
  overdue: 'Past its day',
  slipped: 'Slipped',
  outside: 'Out of its usual range',
  'at-risk': 'Red or amber',
  better: 'Changed for the better',
} as const
export type Kind = keyof typeof kinds

/** One thing that does not go as planned, with every reason; it stands under the first kind that it is. */
export interface Exceptional extends Reported {
  readonly kinds: readonly Kind[]
  /** A sentence each. */
  readonly reasons: readonly string[]
}

/** Each thing that the round asked about is in exactly one part. */
export interface ExceptionSummary {
  /** By the first kind of each; kinds without any are left out. */
  readonly groups: readonly { readonly kind: Kind; readonly found: readonly Exceptional[] }[]
  readonly planned: readonly Reported[]
  /** Nothing was sent, and nothing else is out of order. */
  readonly unanswered: readonly Reported[]
  /** Everything that was not answered, by body; a body without a name is nobody. */
  readonly missing: readonly { readonly body: string | null; readonly titles: readonly string[] }[]
  /** Bodies that answered. */
  readonly reportedBy: readonly string[]
}

/** What is out of order in a round, grouped by its most pressing reason. */
export function exceptionsIn(round: RoundReported, all: readonly Reported[]): ExceptionSummary {
  const judged = all.map(one => ({ ...one, ...whyExceptional(one, round) }))
  const exceptional = judged.filter(one => one.kinds.length > 0)
  const quiet = judged.filter(one => one.kinds.length === 0)
  const unanswered = all.filter(one => !isAnswered(one))
  return {
    groups: kindNames
      .map(kind => ({ kind, found: exceptional.filter(one => one.kinds[0] === kind) }))
      .filter(group => group.found.length > 0),
    planned: quiet.filter(isAnswered),
    unanswered: quiet.filter(one => !isAnswered(one)),
    missing: [...new Set(unanswered.map(one => one.body))].map(body => ({
      body,
      titles: unanswered.filter(one => one.body === body).map(one => one.title),
    })),
    reportedBy: [...new Set(all.filter(isAnswered).flatMap(one => one.body ?? []))].sort((one, other) =>
      one.localeCompare(other, 'en-GB'),
    ),
  }
}

const kindNames = Object.keys(kinds) as Kind[]

/** Sent, checked or not. */
export const isAnswered = ({ state }: Pick<Reported, 'state'>): boolean => state === 'submitted' || state === 'accepted'

type Why = readonly [kind: Kind, reason: string]

function whyExceptional(one: Reported, round: RoundReported): Pick<Exceptional, 'kinds' | 'reasons'> {
  const found: Why[] = [
    ...(isAnswered(one) ? [...decision(one), ...colour(one), ...worry(one)] : []),
    ...late(one, round.asAt),
    ...moved(one, one.before?.on ?? round.starts, round.asAt),
    ...outOfRange(one),
  ]
  const ordered = [...found].sort(([one], [other]) => kindNames.indexOf(one) - kindNames.indexOf(other))
  return {
    kinds: [...new Set(ordered.map(([kind]) => kind))],
    reasons: [
      ...ordered.flatMap(([, reason]) => reason || []),
      ...(found.length && !isAnswered(one)
        ? [round.state === 'accepted' ? 'It was not answered.' : 'It is not answered yet.']
        : []),
    ],
  }
}

/** What is asked of the board is quoted where it is shown, so it needs no reason of ours. */
const decision = ({ now }: Reported): Why[] => (now.needs === '' ? [] : [['decision', '']])

/** From the worst to the best. */
const rank: readonly Status[] = ['red', 'amber', 'not-started', 'green', 'complete']
const short: Readonly<Record<Status, string>> = {
  'not-started': 'not started',
  red: 'red',
  amber: 'amber',
  green: 'green',
  complete: 'complete',
}

function colour({ now, before }: Reported): Why[] {
  if (now.status === null) return []
  const was = before?.status ?? null
  if (was !== null && was !== now.status) {
    const kind = rank.indexOf(now.status) < rank.indexOf(was) ? 'worse' : 'better'
    return [[kind, `It was ${short[was]} on ${longDate(before!.on)} and is ${short[now.status]} now.`]]
  }
  if (now.status !== 'red' && now.status !== 'amber') return []
  const since = was === null ? ', said for the first time' : `, as on ${longDate(before!.on)}`
  return [['at-risk', `It is ${short[now.status]}${since}.`]]
}

const sureness: readonly Confidence[] = ['low', 'medium', 'high']

/** It gets worse, and whoever answers is less sure than the time before. */
function worry({ now, before }: Reported): Why[] {
  if (now.direction !== 'worse' || now.confidence === null || !before?.confidence) return []
  return sureness.indexOf(now.confidence) < sureness.indexOf(before.confidence)
    ? [['slipped', 'It is getting worse, and this is said with less confidence than before.']]
    : []
}

const late = ({ milestones }: Reported, asAt: string): Why[] =>
  milestones
    .filter(one => !one.done && one.due < asAt)
    .map(one => ['overdue', `“${one.words}” was due by ${longDate(one.due)} and is not reached.`])

const moved = ({ milestones }: Reported, since: string, asAt: string): Why[] =>
  milestones
    .filter(one => !one.done && one.movedOn !== null && one.movedOn > since && one.movedOn <= asAt)
    .filter(one => one.due > one.firstDue)
    .map(one => [
      'slipped',
      `“${one.words}” is now due by ${longDate(one.due)}; it was first promised for ${longDate(one.firstDue)}.${one.movedBecause ? ` Why: ${sentence(one.movedBecause)}` : ''}`,
    ])

const sentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`)

/** The newest figure lies outside the limits that its own history sets (`kernel/judgement.ts`). */
function outOfRange({ figure, now, state }: Reported): Why[] {
  if (!figure) return []
  const readings = [...figure.readings, ...notYetRecorded(figure.readings, now, state)]
  const series = readings.map(one => ({ at: midYear({ start: one.starts, end: one.ends }), value: one.value }))
  const judged = signal(series)
  if (judged.kind !== 'signal' || judged.because !== 'outside-limits' || judged.stretch.until !== series.at(-1)!.at)
    return []
  const latest = readings.at(-1)!
  const { lower, upper } = judged.limits
  const worth =
    figure.good === 'neither' ? '' : judged.direction === figure.good ? ', which is good' : ', which is not good'
  return [
    [
      'outside',
      `${showQuantity(latest.value, figure.unit)} in ${latest.period} is ${judged.direction === 'up' ? 'above' : 'below'} its usual range of ${showQuantity(lower, figure.unit)} to ${showQuantity(upper, figure.unit)}${worth}.`,
    ],
  ]
}

/** A figure that was sent and is not accepted is not among the readings yet. */
function notYetRecorded(readings: NonNullable<Reported['figure']>['readings'], now: Update, state: ItemState) {
  const period = now.figurePeriod === null ? null : parsePeriod(now.figurePeriod)
  if (state !== 'submitted' || now.figure === null || !period) return []
  const newest = readings.at(-1)
  if (newest && newest.ends >= period.end) return []
  return [{ period: period.text, starts: period.start, ends: period.end, value: now.figure }]
}

const countOf = (summary: ExceptionSummary, which: (kind: Kind) => boolean): number =>
  summary.groups.filter(group => which(group.kind)).reduce((sum, group) => sum + group.found.length, 0)

/** The finding: `Two decisions, four exceptions, 31 as planned`. */
export function findingOf(round: Pick<RoundReported, 'state'>, summary: ExceptionSummary): string {
  if (round.state === 'planned') return 'This round has not opened yet'
  if (round.state === 'cancelled') return 'This round was cancelled'
  const decisions = countOf(summary, kind => kind === 'decision')
  const others = countOf(summary, kind => kind !== 'decision')
  const unanswered = summary.unanswered.length
  if (!decisions && !others && !summary.planned.length)
    return unanswered ? 'Nothing has been answered yet' : 'Nothing was asked'
  const parts = [
    decisions ? `${inWords(decisions)} ${decisions === 1 ? 'decision' : 'decisions'}` : 'no decisions',
    others ? `${inWords(others)} ${others === 1 ? 'exception' : 'exceptions'}` : 'no exceptions',
    ...(summary.planned.length ? [`${inWords(summary.planned.length)} as planned`] : []),
    ...(unanswered ? [`${inWords(unanswered)} not answered`] : []),
  ]
  return capital(parts.join(', '))
}

/** What is behind the finding: the round, its day, and who reported. */
export function leadOf(round: RoundReported, { reportedBy, missing }: ExceptionSummary): string {
  if (round.state === 'planned')
    return `It opens on ${longDate(round.opens)}. What the board should look at will stand here.`
  if (round.state === 'cancelled') return 'Nobody was asked, so there is nothing to report.'
  const silent = missing.flatMap(one => (one.body === null || reportedBy.includes(one.body) ? [] : [one.body]))
  return [
    round.state === 'open' ? `Answers are coming in until ${longDate(round.closes)}.` : '',
    reportedBy.length ? `Reported by ${listOf(reportedBy)}.` : 'Nobody has reported yet.',
    silent.length ? `${round.state === 'accepted' ? 'Nothing came from' : 'Still to come:'} ${listOf(silent)}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** `October to December 2026 · as at 8 November 2026` */
export const asAtWords = (round: Pick<RoundReported, 'title' | 'asAt'>): string =>
  `${round.title} · as at ${longDate(round.asAt)}`

/** All that needs nobody’s time, in one sentence. */
export function plannedWords({ planned }: ExceptionSummary): string {
  if (planned.length === 0) return ''
  const unchanged = planned.filter(one => one.unchanged).length
  const same = unchanged ? ` ${capital(inWords(unchanged))} said that nothing has changed.` : ''
  return `${capital(inWords(planned.length))} ${planned.length === 1 ? 'thing goes' : 'things go'} as planned.${same}`
}

/** How many are not answered, of all that was asked. */
export function missingWords(
  { state }: Pick<RoundReported, 'state'>,
  { missing }: ExceptionSummary,
  all: number,
): string {
  const count = missing.reduce((sum, one) => sum + one.titles.length, 0)
  const are = state === 'accepted' ? (count === 1 ? 'was' : 'were') : count === 1 ? 'is' : 'are'
  return `${capital(inWords(count))} of ${inWords(all)} ${are} not answered${state === 'accepted' ? '' : ' yet'}`
}

export const nobody = 'Nobody is named to answer'
