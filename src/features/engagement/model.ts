// What engagement knows and calls things, and the words it refuses with.

import { refuse } from '../../kernel/refusal.ts'

/** How much say people have (after the International Association for Public Participation's spectrum). */
export const levels = {
  inform: 'Inform: we tell people what is decided',
  consult: 'Consult: we listen, then decide',
  involve: 'Involve: people work on it with us',
  'decide-together': 'Decide together: people share the decision',
} as const
export type Level = keyof typeof levels
export const levelWords: Record<Level, string> = {
  inform: 'We tell people what is decided.',
  consult: 'We listen to what people say, and then decide.',
  involve: 'People work on it with us, from start to end.',
  'decide-together': 'People share the decision.',
}

/**
 * `announced` is public and waits for its first day. Opening freezes the questions; the clock opens and closes on the
 * days that were announced.
 */
export type State = 'draft' | 'announced' | 'open' | 'closed' | 'called-off'

export const admissions = {
  anyone: 'Anyone: one answer from each phone or computer',
  postcodes: 'People who live here: they give a postcode on your list',
  codes: 'People with a code that you print and hand out',
  bodies: 'Bodies that you invite, each with its own code',
  'signed-in': 'People who are signed in here',
} as const
export type Admits = keyof typeof admissions

export const resultsShown = {
  'after-closing': 'When it has closed',
  'while-open': 'From the start',
} as const
export type ResultsShown = keyof typeof resultsShown

/** The eight principles of effective engagement. */
export const principles = {
  commitment: 'Commitment: we mean to act on what we hear',
  outcome: 'Outcome: everyone knows what this is for',
  level: 'Level: people have the say we promised them',
  diversity: 'Diversity: all kinds of people are heard',
  independence: 'Independence: people’s own words stay their own',
  lessons: 'Lessons: we learn from what was done before',
  support: 'Support: people get what they need to take part',
  'reaching-out': 'Reaching out: we go to people who do not come to us',
} as const
export type Principle = keyof typeof principles

export const activityKinds = {
  questionnaire: 'Questions: people answer on line or on paper',
  ideas: 'Ideas: people put forward ideas, and support those of others',
  pairs: 'Which matters more: people compare two things at a time',
  statements: 'Agree or disagree: people say what they think of short statements',
  meeting: 'Meeting or workshop: you record what was said',
  vote: 'Vote: people choose what the money is for',
} as const
export type ActivityKind = keyof typeof activityKinds

export type Source = 'online' | 'paper' | 'recorded' | 'imported'

export const decisionAnswers = { yes: 'Yes', 'in-part': 'In part', no: 'No' } as const
export type DecisionAnswer = keyof typeof decisionAnswers

/**
 * Answers by question, as they are kept: one choice `'a'`, several `['a', 'b']`, a scale `3`, a ranking (and a ballot
 * that ranks) `['b', 'a']` best first, a place its code, points `{ a: 3 }`. Free text and files stand elsewhere.
 */
export type Answer = string | number | readonly string[] | Readonly<Record<string, number>>
export type Answers = Readonly<Record<string, Answer>>

/** What the rules know of an engagement. */
export interface EngagementFacts {
  readonly engagement: number
  readonly title: string
  readonly state: State
  readonly linked: boolean
  /** Whoever acts for it may run the engagement; null is the partnership itself. */
  readonly organisation: number | null
  readonly admits: Admits
  readonly opens: string
  readonly closes: string
}

export interface ActivityFacts extends EngagementFacts {
  readonly activity: number
  readonly kind: ActivityKind
  readonly activityTitle: string
  readonly dropped: boolean
  /** The version that people answer; 0 where none was ever frozen. */
  readonly version: number
}

export const closesFirst = refuse('closes-first', 'It cannot close before it opens.', 'closes')
export const notYours = refuse('not-yours', 'Only coordinators, and people of the body that asks, can do this.')
export const linkedOnly = refuse('linked-only', 'This runs somewhere else and is only linked from here.')
export const calledOff = refuse('called-off', 'This was called off.')
export const openAlready = refuse('open-already', 'This has opened already, so it cannot be changed any more.')
export const notOpenYet = refuse('not-open-yet', 'This has not opened yet.')
export const closed = refuse('closed', 'This has closed, so answers are no longer taken.')
export const dropped = refuse('dropped', 'This part is no longer used.')
export const tooLong = refuse('open-too-long', 'It cannot be open for more than two years.', 'closes')
