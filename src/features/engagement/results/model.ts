// What was counted of an activity, as it is kept: everything a result page shows, so that showing it costs the same for
// a thousand answers and for a million.

import type { Shown } from '../../../kernel/suppression.ts'
import type { Source } from '../model.ts'
import type { BallotKind, Option, Question, QuestionKind } from '../questions.ts'

/** Kept as one piece. `result` is what the folder of this kind of activity counted. */
export interface Counted<R = unknown> {
  /** Milliseconds that counting took. */
  readonly took: number
  /** It was counted because something changed, and more may have while it was: it is counted once more. */
  readonly again: boolean
  readonly people: PeopleCounted
  readonly result: R
}

/** How many answered, when and how; every answer is in one of the three counts, but for sheets of paper that were corrected to blank or spoilt. */
export interface PeopleCounted {
  readonly responses: number
  /** Not counted, by a person's judgement that stands in the log. */
  readonly setAside: number
  /** Taken back by whoever gave it. */
  readonly takenBack: number
  /** Of `responses`: to a version of the questions before the one in force. */
  readonly earlier: number
  readonly sources: Readonly<Partial<Record<Source, number>>>
  /** By week, each known by its Monday, `YYYY-MM-DD`; weeks without answers are left out. */
  readonly weeks: readonly { readonly starts: string; readonly responses: number }[]
  readonly paper: PaperCounted | null
}

export interface PaperCounted {
  readonly printed: number
  readonly filled: number
  readonly blank: number
  readonly spoilt: number
  /** Of those filled in: not counted, because whoever has the code on it had answered already. */
  readonly answeredAlready: number
}

/** Of questionnaires, votes and meetings. */
export interface AnswersCounted {
  /** Those of the version in force, then those that were only asked before. */
  readonly questions: readonly QuestionCounted[]
  /** How many answers groups, and answers by group, are counted of; null as long as answers can still come in. */
  readonly grouped: number | null
  /** What people said about themselves; small numbers are hidden already. */
  readonly groupings: readonly GroupingCounted[]
}

/** How a question is counted: ballots are counted like the question they are filled in like. */
export type Shape = Exclude<QuestionKind, 'ballot'> | 'points'

const ballotShapes: Readonly<Record<BallotKind, Shape>> = {
  approval: 'several',
  knapsack: 'several',
  ranking: 'ranking',
  points: 'points',
  'choose-one': 'one',
}

export const shapeOf = ({ kind, ballot }: Pick<Question, 'kind' | 'ballot'>): Shape =>
  kind === 'ballot' ? ballotShapes[ballot!.kind] : kind

export interface QuestionCounted {
  readonly id: string
  readonly title: string
  readonly shape: Shape
  readonly ballot: BallotKind | null
  /** Whether it stands in the version in force. */
  readonly inForce: boolean
  /** How many sent in a version that it stands in. */
  readonly asked: number
  /** How many answered it. */
  readonly answered: number
  /** Of choices, places, rankings and points; in the order in which they were offered. */
  readonly options: readonly OptionCounted[]
  readonly scale: ScaleCounted | null
  /** Of free texts, and of words about where in a place. */
  readonly texts: TextsCounted | null
  readonly splits: readonly Split[]
}

export interface OptionCounted extends Pick<Option, 'id' | 'words' | 'cost'> {
  /** How many chose it, ranked it, or gave it points. */
  readonly count: number
  /** Of rankings: how many put it first, and its Borda count (of k options the first gets k − 1, the next k − 2 …; one left out gets 0). */
  readonly firsts?: number
  readonly borda?: number
  /** Of points: all that were given. */
  readonly points?: number
}

export interface ScaleCounted {
  readonly from: number
  readonly to: number
  readonly low: string
  readonly high: string
  /** How many chose each value, `from` first. */
  readonly counts: readonly number[]
  /** Null where nobody answered. */
  readonly mean: number | null
  readonly median: number | null
  /** Standard deviation (of these answers, divided by n). */
  readonly deviation: number | null
}

export interface TextsCounted {
  readonly written: number
  readonly shown: number
  readonly waiting: number
  readonly hidden: number
}

/** How many are in each group, small numbers hidden. */
export interface GroupingCounted {
  /** The question's id. */
  readonly question: string
  /** `age`, `sex` …, as places' populations by group are kept. */
  readonly grouping: string
  readonly title: string
  readonly groups: readonly { readonly id: string; readonly words: string; readonly count: Shown }[]
  /** Said nothing, or would rather not. */
  readonly notSaid: Shown
}

/** A question by the groups of one grouping; nothing in it can be worked back to fewer than five people. */
export interface Split {
  readonly grouping: string
  readonly title: string
  /** Groups that are shown together, in words, and how many people are in them; one is those who did not say. */
  readonly columns: readonly { readonly words: readonly string[]; readonly people: number }[]
  /** Answers that are shown together, in words, and how many of each column gave them. */
  readonly rows: readonly { readonly words: readonly string[]; readonly counts: readonly Shown[] }[]
}
