// What is still owed to people who took part, and since when; and how late an answer was. Pure: today is passed in.

import { daysBetween } from '../../../kernel/days.ts'
import type { DecisionAnswer, State } from '../model.ts'

/** What has to be known of an engagement to say what it owes. */
export interface Promised {
  readonly state: State
  readonly linked: boolean
  readonly closes: string
  /** By when an answer was promised; null where nothing was promised. */
  readonly answerDue: string | null
  readonly priorities: readonly PromisedPriority[]
}

export interface PromisedPriority {
  readonly id: number
  readonly title: string
  /** What stands now, and the day on which people first had an answer. */
  readonly decision: { readonly answer: DecisionAnswer; readonly on: string; readonly firstOn: string } | null
  /** Work that is adopted; what was stopped says since when. */
  readonly actions: readonly {
    readonly id: number
    readonly title: string
    readonly stopped: string | null
    /** The earliest day on which something of it was due and has not come; null where all is in time. */
    readonly lateSince: string | null
  }[]
  /** Figures that are to show whether it changed. */
  readonly indicators: readonly {
    readonly id: number
    readonly name: string
    readonly linkedOn: string
    /** When the next figure is due; null where nobody knows. */
    readonly due: string | null
    /** A figure about a time after the decision. */
    readonly readSince: boolean
  }[]
}

export type OwedKind = 'answer' | 'action' | 'action-late' | 'measure' | 'reading'

export interface Owed {
  readonly kind: OwedKind
  /** Null: to everybody, because nothing was named yet. */
  readonly priority: number | null
  readonly title: string
  /** The day from which it is owed. */
  readonly since: string
  readonly days: number
}

/**
 * Everything that is owed today, oldest first. Owed are: an answer after the day it was promised for; work after a yes;
 * work that is late; a figure that would show whether anything changed, and a reading of it once one was due.
 */
export function owed(promised: Promised, today: string): readonly Owed[] {
  const { state, linked, answerDue, priorities } = promised
  if (state !== 'closed' && !(linked && state === 'announced')) return []
  const found: Owed[] = []
  const add = (kind: OwedKind, priority: number | null, title: string, since: string) => {
    if (since < today) found.push({ kind, priority, title, since, days: daysBetween(since, today) })
  }
  if (priorities.length === 0 && answerDue !== null) add('answer', null, '', answerDue)
  for (const one of priorities) {
    if (!one.decision) {
      if (answerDue !== null) add('answer', one.id, one.title, answerDue)
      continue
    }
    if (one.decision.answer === 'no') continue
    const going = one.actions.filter(action => action.stopped === null)
    if (going.length === 0) {
      const stopped = one.actions
        .flatMap(action => action.stopped ?? [])
        .toSorted()
        .at(-1)
      add('action', one.id, one.title, stopped ?? one.decision.on)
    }
    for (const action of going) if (action.lateSince) add('action-late', one.id, action.title, action.lateSince)
    if (going.length > 0 && one.indicators.length === 0) add('measure', one.id, one.title, one.decision.on)
    for (const figure of one.indicators)
      if (!figure.readSince) add('reading', one.id, figure.name, laterOf(figure.due, figure.linkedOn))
  }
  return found.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
}

const laterOf = (a: string | null, b: string): string => (a !== null && a > b ? a : b)

/** How the answer kept its promise. */
export interface Lateness {
  /** Whether everything that was named has an answer. */
  readonly answered: boolean
  /** Days after the day it was promised for; 0 or less is in time. To today, where an answer is missing. */
  readonly late: number
  /** Days after the last day on which people could take part. */
  readonly afterClosing: number
}

/** How late the answer was, or is; null where none was promised, or nobody waits for it yet. */
export function lateness({ state, closes, answerDue, priorities }: Promised, today: string): Lateness | null {
  if (state !== 'closed' || answerDue === null) return null
  const days = priorities.map(one => one.decision?.firstOn ?? null)
  const answered = days.length > 0 && days.every(day => day !== null)
  const until = answered ? days.toSorted().at(-1)! : today
  return { answered, late: daysBetween(answerDue, until), afterClosing: daysBetween(closes, until) }
}
