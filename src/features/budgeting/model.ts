// What budgeting knows and calls things, and the words it refuses with.

import { refuse } from '../../kernel/refusal.ts'
import type { EngagementFacts, Source } from '../engagement/public.ts'
import type { Decimal } from './counting/decimal.ts'
import type { Completion } from './counting/equal-shares.ts'
import type { EqualSharesFacts } from './counting/explained.ts'
import type { Turn } from './counting/greedy.ts'
import type { BallotKind, TieBreaking } from './counting/model.ts'
import type { Remark } from './pabulib/read.ts'

export type { TieBreaking } from './counting/model.ts'

/**
 * How far a budget is. It is worked out, not kept: from the engagement it belongs to, the day, and what was counted.
 * `shortlist`: the vote is made and waits for its first day.
 */
export type Phase = 'ideas' | 'check' | 'shortlist' | 'vote' | 'count' | 'result' | 'done' | 'called-off'

/** How a project came to be on the list. */
export type Origin = 'suggested' | 'idea' | 'added' | 'imported'

/**
 * `suggested` waits for a person, and only members see it; `shown` is public and not checked yet; `hidden` was judged
 * not fit to be shown.
 */
export type ProjectState = 'suggested' | 'shown' | 'feasible' | 'not-feasible' | 'shortlisted' | 'hidden'

export const rules = {
  'equal-shares': 'Equal shares: every voter has the same part of the money to spend on what they want',
  greedy: 'Most votes first: projects are paid for in the order of their votes, until the money is used up',
} as const
export type Rule = keyof typeof rules

export const completions = {
  'add1-utilitarian': 'Raise everybody’s share a little until no more can be paid for, then most votes first',
  add1: 'Raise everybody’s share a little until no more can be paid for',
  none: 'Nothing: the rest is not spent',
} as const satisfies Record<Completion, string>

export const tieBreaks = {
  'votes-cost-list': 'More voters first, then the cheaper, then the list',
  lexico: 'By project number, in alphabetical order',
} as const satisfies Record<TieBreaking, string>

/** What one person may suggest: it keeps a flood from one device out. */
export const mostSuggestions = 20

/** What was declared before anybody voted. */
export interface Terms {
  readonly amount: Decimal
  readonly ballot: BallotKind
  readonly rule: Rule
  readonly completion: Completion
  readonly tieBreak: TieBreaking
  /** How many projects a ballot names at least and at most. */
  readonly least: number | null
  readonly most: number | null
  /** Points to share out, of a ballot with points. */
  readonly points: number | null
}

/** What a budget that came from a file keeps of it. */
export interface BudgetFile {
  readonly name: string
  /** Other lines of the file's head: country, unit, date_begin … */
  readonly further: Readonly<Record<string, string>>
  /** What was left out or does not add up, the first hundred. */
  readonly remarks: readonly Remark[]
  readonly remarked: number
}

/** A budget with its engagement, as the rules see it. */
export interface BudgetFacts extends EngagementFacts, Terms {
  readonly budget: number
  readonly budgetTitle: string
  readonly currency: string
  /** The vote; null before it is made, and where it was taken out of the engagement. */
  readonly activity: number | null
  /** The version of the question that people answer; 0 before it was frozen. */
  readonly version: number
  readonly suggestUntil: string | null
  readonly imported: boolean
  /** Whether anybody has voted. */
  readonly voted: boolean
  readonly counted: Counted | null
  readonly publishedOn: string | null
}

export interface ProjectFacts extends BudgetFacts {
  readonly project: number
  readonly code: string
  readonly projectTitle: string
  readonly origin: Origin
  readonly projectState: ProjectState
  readonly cost: Decimal | null
  readonly action: number | null
  /** The idea that it grew from was taken back, or is hidden. */
  readonly ideaGone: boolean
}

/** A project as it was on the ballot. */
export interface Listed {
  readonly code: string
  readonly title: string
  readonly cost: Decimal
}

export interface RuleUsed {
  readonly rule: Rule
  /** `none` for most votes first. */
  readonly completion: Completion
}

export interface CountedProject extends Listed {
  /** People who voted for it. */
  readonly votes: number
  /** Of rankings and points: the sum that the order goes by; else null. */
  readonly score: Decimal | null
  readonly funded: boolean
  /** Its turn, of a count by most votes first. */
  readonly turn: Turn | null
  /** Who paid for it or could not, of a count by equal shares. */
  readonly shares: EqualSharesFacts | null
}

export interface ComparedRule extends RuleUsed {
  readonly funded: readonly string[]
  readonly spent: Decimal
  readonly left: Decimal
  /** Voters who get at least one project that they voted for. */
  readonly votersServed: number
  /** Cost of the funded projects that a voter voted for, on average. */
  readonly moneyEach: number
}

/** What is kept of a count. */
export interface Counted extends RuleUsed {
  /** The day it was counted. */
  readonly on: string
  readonly ballot: BallotKind
  readonly tieBreak: TieBreaking
  readonly amount: Decimal
  readonly currency: string
  /** Ballots that were counted, and by how they came. */
  readonly voters: number
  readonly sources: Readonly<Partial<Record<Source, number>>>
  /** Ballots that are not in it: set aside by somebody's judgement, or taken back. */
  readonly setAside: number
  readonly takenBack: number
  /** Codes, in the order of the list. */
  readonly funded: readonly string[]
  readonly spent: Decimal
  readonly left: Decimal
  /** What each voter had to spend, of equal shares, and by how much it had been raised; else null. */
  readonly share: number | null
  readonly raised: number
  readonly projects: readonly CountedProject[]
  /** Every rule, the one that was declared first. */
  readonly compared: readonly ComparedRule[]
  /** What was counted before, where this is a recount: the first count first. */
  readonly before: readonly EarlierCount[]
}

export interface EarlierCount {
  /** When it was counted, `YYYY-MM-DD`. */
  readonly on: string
  readonly voters: number
  readonly funded: readonly string[]
  /** Why it was counted again. */
  readonly because: string
}

export const hundredthsOnly = (field: string) =>
  refuse('not-pence', 'Money has at most two figures after the point, like 1250.50.', field)
export const amountUnfit = refuse(
  'amount-unfit',
  'The money must be more than 0, and less than a million million.',
  'amount',
)
export const placeUnknown = refuse('place-unknown', 'Choose the place from the list.', 'place')
export const pointsMissing = refuse('points-missing', 'Say how many points each person can share out.', 'points')
export const leastOverMost = refuse('least-over-most', 'This is fewer than the least they must choose.', 'most')
export const budgetOver = refuse('counted-already', 'The vote has been counted, so this can no longer change.')
export const untilTooLate = refuse(
  'until-too-late',
  'People need to know the projects before they vote: choose a day before the vote opens.',
  'suggestUntil',
)
export const notSuggesting = refuse('not-suggesting', 'Projects cannot be suggested for this any more.')
export const suggestingLater = refuse('suggesting-later', 'Projects cannot be suggested yet.')
export const pageTooOld = refuse(
  'page-too-old',
  'This page is too old to be sent. Load it again; what you typed stays if you go back.',
)
export const projectKnown = refuse('project-known', 'There is a project with this name already.', 'title')
export const ownWords = refuse(
  'own-words',
  'These are people’s own words, so nobody changes them. You can say more in the check.',
)
export const ideaUnknown = refuse('idea-unknown', 'Choose an idea from the list.', 'idea')
export const ideaThere = refuse('idea-there', 'This idea is on the list already.', 'idea')
export const isHidden = refuse('is-hidden', 'This is not shown. Show it first.')
export const shownAlready = refuse('shown-already', 'Everyone can see this already.')
export const ideaGone = refuse(
  'idea-gone',
  'The idea that this grew from was taken back or is hidden, so this is not shown either.',
)
export const tooManySuggestions = refuse(
  'too-many-suggestions',
  `You have sent ${mostSuggestions} suggestions. That is the most.`,
)
export const costMissing = refuse('cost-missing', 'Say what it costs. Without a cost nobody can vote on it.', 'cost')
export const whyMissing = refuse(
  'because-missing',
  'Say why it cannot be done. Everyone will see the reason.',
  'because',
)
export const notFeasible = refuse('not-feasible', 'Only what can be done goes on the shortlist. Check it first.')
export const shortlistedAlready = refuse('shortlisted-already', 'It is on the shortlist already.')
export const notShortlisted = refuse('not-shortlisted', 'It is not on the shortlist.')
export const shortlistTooShort = refuse(
  'shortlist-too-short',
  'Put at least two projects on the shortlist first, so that there is something to choose.',
)
export const noVote = refuse('no-vote', 'There has been no vote to count.')
export const stillVoting = refuse('still-voting', 'People can still vote. It is counted when the vote has closed.')
export const recountNeedsReason = refuse(
  'recount-needs-reason',
  'This was counted before. Say why it is counted again: everyone will see it.',
  'because',
)
export const notCounted = refuse('not-counted', 'Count the vote first.')
export const publishedAlready = refuse('published-already', 'Everyone can see the result already.')
export const notPublished = refuse('not-published', 'Publish the result first.')
export const notFunded = refuse('not-funded', 'This project did not get money in the vote.')
export const actionUnfit = refuse(
  'action-unfit',
  'Choose work that the partnership has adopted and not stopped.',
  'action',
)
export const actionThere = refuse('action-linked', 'This work is linked to it already.', 'action')
export const engagementNotOver = refuse(
  'vote-not-over',
  'A file holds a vote that is over. Give the engagement the days of that vote first: its last day must have passed.',
  'engagement',
)
export const engagementNotAnnounced = refuse('not-announced', 'Announce the engagement first.', 'engagement')
export const pointsTooFine = refuse(
  'points-too-fine',
  'The file has points with more figures than can be kept exactly.',
  'file',
)
