// The rules of a participatory budget: how far it is, what may still change, and the question that people vote on.

import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { calledOff, linkedOnly, mayChange, type Option, type Question, type State } from '../engagement/public.ts'
import { readDecimal } from './counting/decimal.ts'
import * as model from './model.ts'
import { moneyIn } from './money.ts'

/** How far it is. A budget that came from a file begins where its votes are counted. */
export function phaseOf(facts: {
  readonly state: State
  readonly today: string
  readonly suggestUntil: string | null
  readonly activity: number | null
  readonly imported: boolean
  readonly publishedOn: string | null
  /** Funded projects that no work follows yet. */
  readonly unfollowed: number
}): model.Phase {
  if (facts.state === 'called-off') return 'called-off'
  if (facts.publishedOn !== null) return facts.unfollowed > 0 ? 'result' : 'done'
  if (facts.imported) return 'count'
  if (facts.activity !== null && facts.state === 'open') return 'vote'
  if (facts.activity !== null && facts.state === 'closed') return 'count'
  const before = facts.state === 'draft' || facts.state === 'announced'
  if (before && facts.suggestUntil !== null && facts.today <= facts.suggestUntil) return 'ideas'
  return before && facts.activity !== null ? 'shortlist' : 'check'
}

/** A budget begins before anybody takes part in its engagement. */
export const mayStart = (facts: { readonly state: State; readonly linked: boolean }): Refusal | null =>
  facts.linked ? linkedOnly : mayChange(facts)

export interface TermsTyped extends Omit<model.Terms, 'amount'> {
  readonly amount: number
}

/** The terms, without what another ballot or rule would need. */
export function termsOf(typed: TermsTyped): model.Terms {
  const { ballot, rule } = typed
  const limited = ballot !== 'choose-one'
  return {
    amount: String(typed.amount),
    ballot,
    rule,
    completion: rule === 'greedy' ? 'none' : typed.completion,
    tieBreak: typed.tieBreak,
    least: limited ? typed.least : null,
    most: limited ? typed.most : null,
    points: ballot === 'points' ? typed.points : null,
  }
}

export function mayDeclare(typed: TermsTyped): Refusal | null {
  if (!isPence(typed.amount)) return model.hundredthsOnly('amount')
  if (typed.amount <= 0 || typed.amount >= 1e12) return model.amountUnfit
  const { ballot, points, least, most } = termsOf(typed)
  if (ballot === 'points' && points === null) return model.pointsMissing
  return least !== null && most !== null && least > most ? model.leastOverMost : null
}

/** Whether a number of pounds has whole pence. */
export const isPence = (amount: number): boolean => /^\d+(\.\d{1,2})?$/.test(readDecimal(String(amount)) ?? '')

const termWords: Readonly<Record<keyof model.Terms, string>> = {
  amount: 'the money',
  ballot: 'how people vote',
  rule: 'how votes are counted',
  completion: 'what happens with money that is left',
  tieBreak: 'who goes first of equals',
  least: 'how many projects people choose at least',
  most: 'how many projects people choose at most',
  points: 'how many points people have',
}

/**
 * From the opening on everybody votes on the same terms: money, limits, ballot and rule stay as they were declared. So
 * they are frozen by the time the first vote is cast, however it came.
 */
export const areTermsFrozen = ({
  state,
  voted,
  imported,
}: Pick<model.BudgetFacts, 'state' | 'voted' | 'imported'>): boolean =>
  voted || imported || (state !== 'draft' && state !== 'announced')

export function mayEdit(facts: model.BudgetFacts, typed: TermsTyped, suggestUntil: string | null): Refusal | null {
  if (facts.state === 'called-off') return calledOff
  const refused = areTermsFrozen(facts) ? mustStay(facts, termsOf(typed)) : mayDeclare(typed)
  return refused ?? (suggestUntil === facts.suggestUntil ? null : maySuggestUntil(facts, suggestUntil))
}

function mustStay(facts: model.BudgetFacts, terms: model.Terms): Refusal | null {
  const changed = (Object.keys(termWords) as (keyof model.Terms)[]).find(name => facts[name] !== terms[name])
  return changed
    ? refuse(
        'terms-frozen',
        `People vote, or have voted, on these terms: ${termWords[changed]} cannot be changed any more.`,
        changed,
      )
    : null
}

/** People suggest before they vote. */
export function maySuggestUntil(
  facts: { readonly state: State; readonly opens: string },
  suggestUntil: string | null,
): Refusal | null {
  if (suggestUntil === null) return null
  return mayChange(facts) ?? (suggestUntil >= facts.opens ? model.untilTooLate : null)
}

export function maySuggest(
  facts: Pick<model.BudgetFacts, 'state' | 'suggestUntil' | 'imported'>,
  device: string,
  today: string,
): Refusal | null {
  if (facts.state === 'called-off') return calledOff
  if (facts.state === 'draft') return model.suggestingLater
  if (facts.state !== 'announced' || facts.imported || facts.suggestUntil === null || today > facts.suggestUntil)
    return model.notSuggesting
  return device.length >= 16 ? null : model.pageTooOld
}

/** Projects and the shortlist change until people begin to vote. */
export function mayWorkOnProjects(facts: model.BudgetFacts): Refusal | null {
  if (facts.state === 'called-off') return calledOff
  if (facts.counted || facts.imported) return model.budgetOver
  return mayChange(facts)
}

export function mayShow(facts: model.ProjectFacts): Refusal | null {
  const shows = facts.projectState === 'suggested' || facts.projectState === 'hidden'
  if (facts.state === 'called-off') return calledOff
  if (!shows) return model.shownAlready
  return facts.ideaGone ? model.ideaGone : null
}

/** Also after the vote has opened: what must not be shown can always be taken away, unless people vote on it. */
export function mayHide(facts: model.ProjectFacts): Refusal | null {
  if (facts.projectState === 'shortlisted') return mayWorkOnProjects(facts)
  if (facts.projectState === 'hidden') return refuse('hidden-already', 'It is not shown.')
  return facts.state === 'called-off' ? calledOff : facts.imported ? model.budgetOver : null
}

export function mayCheck(
  facts: model.ProjectFacts,
  input: { readonly feasible: 'yes' | 'no'; readonly cost: number | null; readonly because: string },
): Refusal | null {
  const refused = mayWorkOnProjects(facts)
  if (refused) return refused
  if (facts.projectState === 'hidden') return model.isHidden
  if (input.cost !== null && !isPence(input.cost)) return model.hundredthsOnly('cost')
  if (input.feasible === 'no') return input.because === '' ? model.whyMissing : null
  if (input.cost === null || input.cost <= 0) return model.costMissing
  return input.cost > Number(facts.amount)
    ? refuse(
        'dearer-than-all',
        `It costs more than all the money there is (${moneyIn(facts.currency)(facts.amount)}), so it could never be chosen. Say that it cannot be done, and why.`,
        'cost',
      )
    : null
}

export const mayShortlist = (facts: model.ProjectFacts): Refusal | null =>
  mayWorkOnProjects(facts) ??
  (facts.projectState === 'shortlisted'
    ? model.shortlistedAlready
    : facts.projectState === 'feasible'
      ? null
      : model.notFeasible)

export const mayTakeOff = (facts: model.ProjectFacts): Refusal | null =>
  mayWorkOnProjects(facts) ?? (facts.projectState === 'shortlisted' ? null : model.notShortlisted)

export function mayPrepare(facts: model.BudgetFacts, shortlist: readonly model.Listed[]): Refusal | null {
  const refused = mayWorkOnProjects(facts)
  if (refused) return refused
  if (shortlist.length < 2) return model.shortlistTooShort
  const { least } = facts
  return least !== null && least > shortlist.length
    ? refuse(
        'shortlist-under-least',
        `People must choose at least ${least} projects, and there are ${shortlist.length}.`,
      )
    : null
}

const questionTitles: Readonly<Record<model.Terms['ballot'], string>> = {
  approval: 'Which projects should get the money?',
  knapsack: 'How would you spend the money?',
  ranking: 'Which projects do you want most?',
  points: 'How would you share out your points?',
  'choose-one': 'Which one project do you want most?',
}

const longestHint = 180

/** The one question of a vote. */
export function ballotQuestion(
  terms: model.Terms,
  projects: readonly (model.Listed & { readonly words: string })[],
): Question {
  const { ballot, amount, points, least, most } = terms
  return {
    id: 'q1',
    kind: 'ballot',
    title: questionTitles[ballot],
    required: true,
    options: projects.map(optionOf),
    ...(least === null || ballot === 'choose-one' ? {} : { least }),
    ...(most === null || ballot === 'choose-one' ? {} : { most: Math.min(most, projects.length) }),
    ballot: {
      kind: ballot,
      ...(ballot === 'knapsack' ? { amount: Number(amount) } : {}),
      ...(ballot === 'points' && points !== null ? { points } : {}),
    },
  }
}

const optionOf = ({ code, title, words, cost }: model.Listed & { readonly words: string }): Option => ({
  id: code,
  words: title,
  ...(words ? { hint: shortened(words) } : {}),
  cost: Number(cost),
})

/** The first words of a text, cut between two of them. */
function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ')
  return line.length <= longestHint ? line : `${line.slice(0, longestHint).replace(/\s+\S*$/, '')} …`
}

/** After closing; a recount with the reason that everyone will see. */
export function mayCount(facts: model.BudgetFacts, because: string): Refusal | null {
  if (facts.state === 'called-off') return calledOff
  if (facts.activity === null || facts.version === 0) return model.noVote
  if (!facts.imported && facts.state !== 'closed') return model.stillVoting
  return facts.counted && because === '' ? model.recountNeedsReason : null
}

export function mayPublish(facts: model.BudgetFacts): Refusal | null {
  if (facts.state === 'called-off') return calledOff
  if (!facts.counted) return model.notCounted
  return facts.publishedOn === null ? null : model.publishedAlready
}

export function mayFollow(facts: model.ProjectFacts, work: { readonly fit: boolean }, action: number): Refusal | null {
  if (facts.publishedOn === null) return model.notPublished
  if (!facts.counted!.funded.includes(facts.code)) return model.notFunded
  if (facts.action === action) return model.actionThere
  return work.fit ? null : model.actionUnfit
}

/** The whole of a vote comes from a file only where nobody can vote here as well. */
export function mayBring(
  facts: { readonly state: State; readonly linked: boolean; readonly closes: string },
  today: string,
): Refusal | null {
  if (facts.linked) return linkedOnly
  if (facts.state === 'called-off') return calledOff
  if (facts.state === 'draft') return model.engagementNotAnnounced
  if (facts.state === 'closed') return null
  return facts.state === 'open' || facts.closes >= today ? model.engagementNotOver : null
}
