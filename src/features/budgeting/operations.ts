// The verbs of a budget itself: starting it, its terms, its vote and what came of it. Its projects have their own file.

import { isRefusal } from '../../kernel/refusal.ts'
import { choice, code, date, file, line, maybe, quantity, ref, text, whole } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { ballotKinds, engagementFacts, listenersOf, mayRun, told } from '../engagement/public.ts'
import { ballotsIn, readBudget, writeBudget } from './bringing.ts'
import * as model from './model.ts'
import { countVote } from './result.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { ballotsCast, electionOf } from './votes.ts'
import { resultWords } from './words.ts'

const budget = ref('Budget')

const wording = {
  title: line('What people will call it', { hint: 'For example: £50,000 for the town centre' }),
  about: text('What the money is for, and who gives it', { max: 3000 }),
  amount: quantity('How much money there is, in pounds'),
  place: maybe(code('The place it is for')),
  suggestUntil: maybe(
    date('Last day on which people can suggest projects', {
      hint: 'Leave blank if the projects come from you. It must lie before the first day of the vote.',
    }),
  ),
  ballot: choice('How people vote', ballotKinds),
  points: maybe(
    whole('Points that each person can share out', 1, 1000, { hint: 'Only where people share out points' }),
  ),
  least: maybe(whole('Fewest projects that a person can choose', 1, 500)),
  most: maybe(whole('Most projects that a person can choose', 1, 500)),
  rule: choice('How votes are counted', model.rules),
  completion: choice('With equal shares: what happens with money that is left', model.completions),
  tieBreak: choice('Who goes first of equals', model.tieBreaks),
}

export const startBudget = operation({
  name: 'budgeting.start-budget',
  summary: 'Start a participatory budget in an engagement: how much money, for which place, how people vote on it.',
  scope: 'partnership',
  about: 'budget',
  input: { engagement: ref('Engagement it belongs to'), ...wording },
  load: async (db, input) => {
    const found = await engagementFacts(db, input.engagement)
    return found && { ...found, placeKnown: await store.placeKnown(db, input.place) }
  },
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayStart(facts) ??
    (facts.placeKnown ? null : model.placeUnknown) ??
    rules.mayDeclare(input) ??
    rules.maySuggestUntil(facts, input.suggestUntil) ?? {
      fact: 'BudgetStarted' as const,
      ...input,
      ...rules.termsOf(input),
      on: today,
    },
  write: async (db, fact, { partnership }) => ({ id: await store.startBudget(db, partnership!.id, fact) }),
})

export const editBudget = operation({
  name: 'budgeting.edit-budget',
  summary: 'Change what is said of a budget; money, limits, ballot and rule only until people begin to vote.',
  scope: 'partnership',
  about: 'budget',
  input: { budget, ...wording },
  load: async (db, input) => {
    const found = await store.budgetFacts(db, input.budget)
    return found && { ...found, placeKnown: await store.placeKnown(db, input.place) }
  },
  permit: mayRun,
  decide: (facts, input) =>
    (facts.placeKnown ? null : model.placeUnknown) ??
    rules.mayEdit(facts, input, input.suggestUntil) ?? {
      fact: 'BudgetEdited' as const,
      ...input,
      ...rules.termsOf(input),
      renews: !rules.areTermsFrozen(facts),
    },
  write: async (db, { renews, ...fact }, { partnership }) => {
    await store.editBudget(db, fact)
    if (renews) await store.renewBallot(db, partnership!.id, fact.budget)
    return { id: fact.budget }
  },
})

export const prepareVote = operation({
  name: 'budgeting.prepare-vote',
  summary: 'Make the vote of a budget from its shortlist. It opens with its engagement, and is frozen then.',
  scope: 'partnership',
  about: 'budget',
  input: { budget },
  load: async (db, input) => {
    const found = await store.budgetFacts(db, input.budget)
    return found && { ...found, shortlist: await store.shortlist(db, input.budget) }
  },
  permit: mayRun,
  decide: ({ shortlist, ...facts }, input) =>
    rules.mayPrepare(facts, shortlist) ?? {
      fact: 'VotePrepared' as const,
      ...input,
      engagement: facts.engagement,
      budgetTitle: facts.budgetTitle,
      activity: facts.activity,
      projects: shortlist.map(one => one.code),
    },
  write: async (db, fact, { partnership }) => {
    await store.prepareVote(db, partnership!.id, fact)
    return { id: fact.budget }
  },
})

export const countVotes = operation({
  name: 'budgeting.count-vote',
  summary: 'Count the votes of a budget under the rule that was declared, and set all rules side by side.',
  scope: 'partnership',
  about: 'budget',
  input: {
    budget,
    because: text('Why it is counted again', {
      max: 1000,
      optional: true,
      hint: 'Only where it was counted before. Everyone sees the reason, and what was counted first.',
    }),
  },
  // Counting takes a moment, so it is done for somebody only who may.
  load: async (db, input, { standing, today }) => {
    const facts = await store.budgetFacts(db, input.budget)
    if (!facts) return null
    const refused = mayRun(facts, standing) ?? rules.mayCount(facts, input.because)
    return { ...facts, result: refused ?? (await countedNow(db, facts, input.because, today)) }
  },
  permit: mayRun,
  decide: ({ result }, { budget: id, because }) =>
    isRefusal(result) ? result : { fact: 'VoteCounted' as const, budget: id, because, result },
  write: async (db, { budget: id, result }, { now }) => {
    await store.keepCount(db, id, result, now)
    return { id }
  },
  keep: ({ fact, budget: id, because, result: { voters, funded, spent, rule, completion } }) => ({
    fact,
    budget: id,
    because,
    voters,
    funded,
    spent,
    rule,
    completion,
  }),
})

async function countedNow(
  db: Parameters<typeof store.budgetFacts>[0],
  facts: model.BudgetFacts,
  because: string,
  today: string,
): Promise<model.Counted> {
  const cast = await ballotsCast(db, facts)
  const result = countVote(await electionOf(db, facts), facts)
  const before = facts.counted
  return {
    ...result,
    ...cast,
    on: today,
    before: before ? [...before.before, { on: before.on, voters: before.voters, funded: before.funded, because }] : [],
  }
}

export const publishResult = operation({
  name: 'budgeting.publish-result',
  summary: 'Let everyone see the result of a vote, why each project got money or did not, and the votes themselves.',
  scope: 'partnership',
  about: 'budget',
  input: { budget },
  load: async (db, input) => {
    const found = await store.budgetFacts(db, input.budget)
    return found && { ...found, listeners: await listenersOf(db, found.engagement) }
  },
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayPublish(facts) ?? { fact: 'ResultPublished' as const, ...input, funded: facts.counted!.funded, on: today },
  write: async (db, fact) => {
    await db.updateTable('budget').set({ published_on: fact.on }).where('id', '=', fact.budget).execute()
    return { id: fact.budget }
  },
  notify: (fact, facts, context) =>
    told(
      facts.listeners,
      {
        ...facts,
        cause: `budget-${fact.budget}`,
        words: `There is a result: ${facts.budgetTitle}. ${resultWords(facts.counted!)}`,
      },
      context,
    ),
})

export const bringPabulib = operation({
  name: 'budgeting.bring-pabulib',
  summary: 'Bring in a participatory budget that was held before: its projects and every ballot, from a Pabulib file.',
  scope: 'partnership',
  about: 'budget',
  input: {
    engagement: ref('Engagement it belongs to', { hint: 'Its last day must have passed. It is closed with the vote.' }),
    file: file('File', { hint: 'A .pb file in Pabulib’s format' }),
  },
  // A large file is read only for somebody who may bring it in.
  load: async (db, input, { standing, today }) => {
    const engagement = await engagementFacts(db, input.engagement)
    if (!engagement) return null
    const refused = mayRun(engagement, standing) ?? rules.mayBring(engagement, today)
    return { ...engagement, brought: refused ?? readBudget(input.file) }
  },
  permit: mayRun,
  decide: ({ brought, ...engagement }) =>
    isRefusal(brought) ? brought : { fact: 'BudgetBrought' as const, engagement, brought },
  write: async (db, { engagement, brought }, { partnership, now, today }) => ({
    id: await writeBudget(db, partnership!.id, engagement, brought, { now, today }),
  }),
  keep: ({ fact, engagement: { engagement }, brought: { election, file: kept } }) => ({
    fact,
    engagement,
    projects: election.projects.length,
    ballots: ballotsIn(election),
    remarks: kept.remarked,
  }),
})
