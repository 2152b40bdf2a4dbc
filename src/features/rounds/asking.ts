// Who is asked for what when a round opens: each thing once, of whoever answers for it, and a figure only when one is due.

import { monthsAfter } from '../../kernel/days.ts'
import type { Frequency, IndicatorKind } from '../indicators/public.ts'
import type { Status } from './model.ts'

interface Answerable {
  readonly id: number
  readonly title: string
  readonly outcomes: readonly number[]
  /** Who is named to answer; null where nobody is. */
  readonly owner: number | null
  readonly deputy: number | null
  readonly organisation: number | null
  /** Who leads for the responsible organisation here. */
  readonly lead: number | null
}

export interface AskableAction extends Answerable {
  /** What joins it to the same work in other partnerships. */
  readonly sameAs: string | null
  readonly starts: string
  readonly lastStatus: Status | null
}

export interface AskableIndicator extends Answerable {
  readonly kind: IndicatorKind
  readonly code: string | null
  readonly frequency: Frequency
  readonly due: string | null
  /** The last day of its newest reading. */
  readonly lastReading: string | null
  /** When its newest published reading came in; null for indicators of the partnership’s own. */
  readonly broughtAt: Date | null
  /** When it was last asked about. */
  readonly lastAskedAt: Date | null
}

export interface Asked {
  readonly about: 'action' | 'indicator'
  readonly subject: number
  readonly title: string
  /** Who answers; null where there is nobody. */
  readonly holder: number | null
  readonly deputy: number | null
  readonly organisation: number | null
  readonly sameAs: string | null
  readonly asksFigure: boolean
}

interface Span {
  readonly starts: string
  readonly closes: string
  /** None means the whole plan. */
  readonly outcomes: readonly number[]
}

/** Everything a round asks for, by what is under way and due. */
export function askedIn(
  round: Span,
  actions: readonly AskableAction[],
  indicators: readonly AskableIndicator[],
  away: ReadonlySet<number>,
): Asked[] {
  const covered = ({ outcomes }: Answerable) =>
    round.outcomes.length === 0 || outcomes.some(one => round.outcomes.includes(one))
  const asked = (about: Asked['about'], one: Answerable, sameAs: string | null, asksFigure: boolean): Asked => ({
    about,
    subject: one.id,
    title: one.title,
    ...answering(one, away),
    organisation: one.organisation,
    sameAs,
    asksFigure,
  })
  return [
    ...actions
      .filter(one => covered(one) && one.starts <= round.closes && one.lastStatus !== 'complete')
      .map(one => asked('action', one, one.sameAs, false)),
    ...indicators.filter(covered).flatMap(one => {
      const due = dueOf(one, round)
      return due === null
        ? []
        : [asked('indicator', one, one.code === null ? null : `catalogue:${one.code}`, due === 'figure')]
    }),
  ]
}

/** Whoever is named, else whoever leads for the organisation; the deputy while they are away. */
function answering({ owner, deputy, lead }: Answerable, away: ReadonlySet<number>) {
  const first = owner ?? lead
  const second = deputy === first ? null : deputy
  return first !== null && second !== null && away.has(first)
    ? { holder: second, deputy: first }
    : { holder: first ?? second, deputy: first === null ? null : second }
}

const monthsOf = { yearly: 12, quarterly: 3, monthly: 1, irregular: null } as const satisfies Record<
  Frequency,
  number | null
>

/**
 * A figure of one's own is asked for when its next one is due before the round closes; of a published one, what is
 * behind it, once new figures have come in. A yearly figure is never asked for quarterly.
 */
export function dueOf(
  indicator: AskableIndicator,
  round: Pick<Span, 'starts' | 'closes'>,
): 'figure' | 'context' | null {
  if (indicator.kind === 'national') {
    const since = indicator.lastAskedAt ?? new Date(round.starts)
    return indicator.broughtAt !== null && indicator.broughtAt > since ? 'context' : null
  }
  if (indicator.due !== null) return indicator.due <= round.closes ? 'figure' : null
  if (indicator.lastReading === null) return 'figure'
  const months = monthsOf[indicator.frequency]
  return months !== null && monthsAfter(indicator.lastReading, months) <= round.closes ? 'figure' : null
}

/**
 * When the next figure is due, once one has come in a round that closes on a day: the first day of its rhythm after
 * that. A figure that comes again in the same round moves nothing.
 */
export function nextDueAfter(due: string, frequency: Frequency, closes: string): string | null {
  const months = monthsOf[frequency]
  if (due > closes) return due
  return months === null ? null : nextDueAfter(monthsAfter(due, months), frequency, closes)
}
