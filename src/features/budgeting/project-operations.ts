// The verbs of projects: suggested by people, grown from ideas or added; shown, checked, put on the shortlist; and the
// work that follows those that got money.

import { choice, code, line, maybe, quantity, ref, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { anyone } from '../../operation/permission.ts'
import { entry, keyOf, listenersOf, mayRun, receiptHash, receiptOf, told } from '../engagement/public.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const budget = ref('Budget')
const project = ref('Project')

const wording = {
  title: line('What it is', { max: 120, hint: 'A short name, as it would stand on the ballot: Benches by the river' }),
  words: text('What would be done, and who it would help', { max: 2000 }),
  place: maybe(code('Where it would be')),
}

export const suggestProject = operation({
  name: 'budgeting.suggest-project',
  summary: 'Suggest a project for the money. You get a receipt; sent twice, it counts once. A person reads it first.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'project',
  input: {
    budget,
    device: entry.device,
    ...wording,
    words: text('What would be done, and who it would help', {
      max: 2000,
      hint: 'Everyone can read this once a person has looked at it. Please leave out names, and anything that shows who somebody is.',
    }),
    cost: maybe(
      quantity('What you think it costs, in pounds', { hint: 'A guess is fine. Somebody finds out for you.' }),
    ),
  },
  load: async (db, input) => {
    const found = await store.budgetFacts(db, input.budget)
    if (!found || found.state === 'draft') return null
    const receipts = receiptsOf(await store.secretOf(db, found.engagement), input)
    const given = await store.suggestedBy(db, input.budget, receipts.map(receiptHash))
    const of = (receipt: string) => given.find(one => one.receiptHash!.equals(receiptHash(receipt)))
    // The same words from the same device are one suggestion, sent twice.
    const same = given.find(one => one.title === input.title && one.words === input.words)
    return {
      ...found,
      receipt: receipts.find(one => of(one) === same) ?? null,
      was: same?.id ?? null,
      placeKnown: await store.placeKnown(db, input.place),
    }
  },
  permit: anyone,
  decide: (facts, input, { today }) =>
    rules.maySuggest(facts, input.device, today) ??
    (facts.placeKnown ? null : model.placeUnknown) ??
    (input.cost !== null && (!rules.isPence(input.cost) || input.cost >= 1e12) ? model.hundredthsOnly('cost') : null) ??
    (facts.receipt === null
      ? model.tooManySuggestions
      : {
          fact: 'ProjectSuggested' as const,
          ...input,
          receipt: facts.receipt,
          was: facts.was,
        }),
  write: async (db, fact, { partnership, now }) => {
    if (fact.was !== null) return { id: fact.was, reveal: fact.receipt, again: true }
    const id = await store.addProject(
      db,
      partnership!.id,
      {
        budget: fact.budget,
        title: fact.title,
        words: fact.words,
        place: fact.place,
        suggestedCost: fact.cost,
        origin: 'suggested',
        idea: null,
        state: 'suggested',
        receiptHash: receiptHash(fact.receipt),
      },
      now,
    )
    return { id, reveal: fact.receipt }
  },
  /** History keeps that something was suggested, not what and by whom. */
  keep: ({ fact, budget: id }) => ({ fact, budget: id }),
})

/** The receipts of a device: so many suggestions it has, and the database lets each be used once. */
function receiptsOf(secret: Buffer, { budget: id, device }: { budget: number; device: string }): readonly string[] {
  const key = keyOf(secret, id)
  return Array.from({ length: model.mostSuggestions }, (_, at) =>
    receiptOf(key, key(JSON.stringify(['project', device, at]))),
  )
}

export const addProject = operation({
  name: 'budgeting.add-project',
  summary: 'Add a project of the partnership’s own to the list. Everyone sees it at once.',
  scope: 'partnership',
  about: 'project',
  input: { budget, ...wording },
  load: async (db, input) => {
    const found = await store.budgetFacts(db, input.budget)
    if (!found) return null
    const titles = await store.titlesOf(db, input.budget)
    return { ...found, titles, placeKnown: await store.placeKnown(db, input.place) }
  },
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayWorkOnProjects(facts) ??
    (facts.placeKnown ? null : model.placeUnknown) ??
    (facts.titles.includes(input.title.toLowerCase()) ? model.projectKnown : null) ?? {
      fact: 'ProjectAdded' as const,
      ...input,
    },
  write: async (db, fact, { partnership, now }) => ({
    id: await store.addProject(
      db,
      partnership!.id,
      { ...fact, suggestedCost: null, origin: 'added', idea: null, state: 'shown', receiptHash: null },
      now,
    ),
  }),
})

export const bringIdea = operation({
  name: 'budgeting.bring-idea',
  summary: 'Put an idea that people gave in an engagement on the list of projects, in their own words.',
  scope: 'partnership',
  about: 'project',
  input: { budget, idea: ref('Idea') },
  load: async (db, input) => {
    const found = await store.budgetFacts(db, input.budget)
    return found && { ...found, idea: await store.ideaFacts(db, input.budget, input.idea) }
  },
  permit: mayRun,
  decide: ({ idea, ...facts }, input) => {
    const refused = rules.mayWorkOnProjects(facts)
    if (refused) return refused
    if (!idea) return model.ideaUnknown
    return idea.there ? model.ideaThere : { fact: 'IdeaBrought' as const, ...input, ...idea }
  },
  write: async (db, fact, { partnership, now }) => ({
    id: await store.addProject(
      db,
      partnership!.id,
      { ...fact, suggestedCost: null, origin: 'idea', state: 'shown', receiptHash: null },
      now,
    ),
  }),
  /** The words are its writer's; they stand with the project. */
  keep: ({ fact, budget: id, idea }) => ({ fact, budget: id, idea }),
})

export const editProject = operation({
  name: 'budgeting.edit-project',
  summary: 'Change the words of a project of the partnership’s own, before people vote.',
  scope: 'partnership',
  about: 'project',
  input: { project, ...wording },
  load: async (db, input) => {
    const found = await store.projectFacts(db, input.project)
    if (!found) return null
    const titles = await store.titlesOf(db, found.budget, input.project)
    return { ...found, titles, placeKnown: await store.placeKnown(db, input.place) }
  },
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayWorkOnProjects(facts) ??
    (facts.origin === 'added' ? null : model.ownWords) ??
    (facts.placeKnown ? null : model.placeUnknown) ??
    (facts.titles.includes(input.title.toLowerCase()) ? model.projectKnown : null) ?? {
      fact: 'ProjectEdited' as const,
      ...input,
      budget: facts.budget,
    },
  write: async (db, fact, { partnership }) => {
    await db
      .updateTable('project')
      .set({ title: fact.title, words: fact.words, place_code: fact.place })
      .where('id', '=', fact.project)
      .execute()
    await store.renewBallot(db, partnership!.id, fact.budget)
    return { id: fact.project }
  },
})

export const showProject = operation({
  name: 'budgeting.show-project',
  summary: 'Let everyone see a project that was suggested.',
  scope: 'partnership',
  about: 'project',
  input: { project },
  load: (db, input) => store.projectFacts(db, input.project),
  permit: mayRun,
  decide: (facts, input) => rules.mayShow(facts) ?? { fact: 'ProjectShown' as const, ...input, budget: facts.budget },
  write: async (db, fact) => {
    await db.updateTable('project').set({ state: 'shown', because: '' }).where('id', '=', fact.project).execute()
    return { id: fact.project }
  },
})

export const hideProject = operation({
  name: 'budgeting.hide-project',
  summary: 'Do not show a project, with the reason. Everyone can read the reason, and that one was not shown.',
  scope: 'partnership',
  about: 'project',
  input: {
    project,
    because: text('Why it is not shown', {
      max: 500,
      hint: 'Everyone sees this, so do not repeat what must not be shown. For example: It names a person.',
    }),
  },
  load: (db, input) => store.projectFacts(db, input.project),
  permit: mayRun,
  decide: (facts, input) => rules.mayHide(facts) ?? { fact: 'ProjectHidden' as const, ...input, budget: facts.budget },
  write: async (db, fact, { partnership }) => {
    await db
      .updateTable('project')
      .set({ state: 'hidden', because: fact.because, checked_on: null })
      .where('id', '=', fact.project)
      .execute()
    await store.renewBallot(db, partnership!.id, fact.budget)
    return { id: fact.project }
  },
})

export const checkProject = operation({
  name: 'budgeting.check-project',
  summary: 'Say whether a project can be done and what it costs; if it cannot, why. Everyone sees it.',
  scope: 'partnership',
  about: 'project',
  input: {
    project,
    feasible: choice('Can it be done?', { yes: 'Yes', no: 'No' }),
    cost: maybe(
      quantity('What it costs, in pounds', { hint: 'All of it, so that nothing more has to be found later' }),
    ),
    because: text('Why not, or what people should know', {
      max: 1000,
      optional: true,
      hint: 'If it cannot be done, say why. Everyone sees this.',
    }),
  },
  load: (db, input) => store.projectFacts(db, input.project),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayCheck(facts, input) ?? {
      fact: 'ProjectChecked' as const,
      ...input,
      budget: facts.budget,
      // What was on the shortlist stays there while it can be done.
      state:
        input.feasible === 'no'
          ? ('not-feasible' as const)
          : facts.projectState === 'shortlisted'
            ? ('shortlisted' as const)
            : ('feasible' as const),
      on: today,
    },
  write: async (db, fact, { partnership }) => {
    await db
      .updateTable('project')
      .set({ state: fact.state, cost: fact.cost, because: fact.because, checked_on: fact.on })
      .where('id', '=', fact.project)
      .execute()
    await store.renewBallot(db, partnership!.id, fact.budget)
    return { id: fact.project }
  },
})

export const shortlistProject = operation({
  name: 'budgeting.shortlist-project',
  summary: 'Put a project that can be done on the shortlist: people will vote on it.',
  scope: 'partnership',
  about: 'project',
  input: { project },
  load: (db, input) => store.projectFacts(db, input.project),
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayShortlist(facts) ?? { fact: 'ProjectShortlisted' as const, ...input, budget: facts.budget },
  write: async (db, fact, { partnership }) => {
    await db.updateTable('project').set({ state: 'shortlisted' }).where('id', '=', fact.project).execute()
    await store.renewBallot(db, partnership!.id, fact.budget)
    return { id: fact.project }
  },
})

export const takeOffShortlist = operation({
  name: 'budgeting.take-off-shortlist',
  summary: 'Take a project off the shortlist, with the reason, before people vote.',
  scope: 'partnership',
  about: 'project',
  input: { project, because: text('Why', { max: 1000, hint: 'Everyone sees this.' }) },
  load: (db, input) => store.projectFacts(db, input.project),
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayTakeOff(facts) ?? { fact: 'ProjectTakenOff' as const, ...input, budget: facts.budget },
  write: async (db, fact, { partnership }) => {
    await db
      .updateTable('project')
      .set({ state: 'feasible', because: fact.because })
      .where('id', '=', fact.project)
      .execute()
    await store.renewBallot(db, partnership!.id, fact.budget)
    return { id: fact.project }
  },
})

export const followThrough = operation({
  name: 'budgeting.follow-through',
  summary: 'Say which work follows a project that got money, so that people see it being done.',
  scope: 'partnership',
  about: 'project',
  input: { project, action: ref('Work') },
  load: async (db, input) => {
    const found = await store.projectFacts(db, input.project)
    if (!found) return null
    const work = await store.workFacts(db, input.action)
    return { ...found, work, listeners: await listenersOf(db, found.engagement) }
  },
  permit: mayRun,
  decide: (facts, input) =>
    rules.mayFollow(facts, facts.work, input.action) ?? {
      fact: 'ProjectFollowed' as const,
      ...input,
      budget: facts.budget,
    },
  write: async (db, fact) => {
    await db.updateTable('project').set({ action_id: fact.action }).where('id', '=', fact.project).execute()
    return { id: fact.project }
  },
  notify: (fact, facts, context) =>
    told(
      facts.listeners,
      {
        ...facts,
        cause: `project-${fact.project}-${fact.action}`,
        words: `The project “${facts.projectTitle}” is being done: ${facts.work.title}.`,
      },
      context,
    ),
})
