// How much of what was asked was ever answered: one engagement's answer, and all of them by who asked and by year.

import type { DecisionAnswer } from '../model.ts'

/** Something that people wanted, as it was named, and what became of it. */
export interface Wish {
  /** The day of the first decision on it; null while there is none. */
  readonly decided: string | null
  /** As it stands now. */
  readonly answer: DecisionAnswer | null
  /** Work that everyone can see follows from it. */
  readonly acted: boolean
  /** A figure was read for it, of a time since the decision. */
  readonly measured: boolean
}

export interface ClosedEngagement {
  /** The day the answer was promised for. */
  readonly due: string | null
  /** Without those that were dropped as a mistake. */
  readonly wishes: readonly Wish[]
}

export type AnswerState = 'answered' | 'in-time' | 'late' | 'owed' | 'awaited'

/**
 * An answer is a decision on everything that was named, and something must have been named; it was given on the day of
 * the last first decision. Late is after the day promised, and still owed is counted from it. Where no day was promised
 * (an exercise brought in from another system) nothing is owed, and an answer is neither in time nor late.
 */
export function answerOf(
  { due, wishes }: ClosedEngagement,
  today: string,
): { readonly state: AnswerState; readonly on: string | null; readonly since: string | null } {
  const days = wishes.map(one => one.decided)
  const given = days.length > 0 && days.every(day => day !== null)
  if (given) {
    const on = days.toSorted().at(-1)!
    return { state: due === null ? 'answered' : on <= due ? 'in-time' : 'late', on, since: null }
  }
  return due !== null && due < today
    ? { state: 'owed', on: null, since: due }
    : { state: 'awaited', on: null, since: null }
}

export interface Tally {
  readonly closed: number
  /** Whose day for the answer has passed. */
  readonly due: number
  readonly answered: number
  readonly inTime: number
  readonly late: number
  readonly owed: number
  /** The day since which the longest owed answer is owed. */
  readonly owedSince: string | null
  /** Not due yet, or never promised. */
  readonly awaited: number
  readonly named: number
  readonly yes: number
  readonly inPart: number
  readonly no: number
  readonly undecided: number
  /** Of those decided yes or in part: with work that follows, and with a figure since. */
  readonly acted: number
  readonly measured: number
}

export function tally(engagements: readonly ClosedEngagement[], today: string): Tally {
  const answers = engagements.map(one => answerOf(one, today))
  const wishes = engagements.flatMap(one => one.wishes)
  const agreed = wishes.filter(one => one.answer === 'yes' || one.answer === 'in-part')
  const states = (...of: AnswerState[]) => answers.filter(one => of.includes(one.state)).length
  const decided = (answer: DecisionAnswer | null) => wishes.filter(one => one.answer === answer).length
  const since = answers.flatMap(one => one.since ?? []).sort()
  return {
    closed: engagements.length,
    due: engagements.filter(one => one.due !== null && one.due < today).length,
    answered: states('answered', 'in-time', 'late'),
    inTime: states('in-time'),
    late: states('late'),
    owed: states('owed'),
    owedSince: since[0] ?? null,
    awaited: states('awaited'),
    named: wishes.length,
    yes: decided('yes'),
    inPart: decided('in-part'),
    no: decided('no'),
    undecided: decided(null),
    acted: agreed.filter(one => one.acted).length,
    measured: agreed.filter(one => one.measured).length,
  }
}
