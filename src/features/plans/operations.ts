// The verbs of plans and their versions: starting, proposing, adopting, drafting the next, and taking one in from a file.

import { isRefusal } from '../../kernel/refusal.ts'
import { choice, code, date, file, line, maybe, ref, text } from '../../operation/fields.ts'
import { type Letter, operation } from '../../operation/operation.ts'
import { anyone, onlyCoordinators } from '../../operation/permission.ts'
import { incoming } from './document.ts'
import * as model from './model.ts'
import { registerFrameworks as register, unregistered } from './registry.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { readStratml } from './stratml-read.ts'

const planInput = {
  kind: choice('Kind of plan', model.planKinds),
  place: maybe(code('Place', { hint: 'For a locality plan: the place it is for' })),
  community: line('Community', {
    max: 160,
    optional: true,
    hint: 'For a community of interest: who it is for, like carers or young people',
  }),
  parentPlan: maybe(ref('Wider plan', { hint: 'The plan that this one belongs to' })),
}

export const startPlan = operation({
  name: 'plans.start-plan',
  summary: 'Start a plan; it begins as a draft.',
  scope: 'partnership',
  about: 'plan',
  input: {
    ...planInput,
    title: line('Title', { max: 160 }),
    starts: date('First day'),
    ends: date('Last day'),
  },
  load: async (db, input, { partnership }) => {
    await store.lockStarts(db, partnership!.id)
    return store.startFacts(db, input)
  },
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayBegin(facts, input) ??
    rules.mayLast(input.starts, input.ends) ?? { fact: 'PlanStarted' as const, ...input },
  write: async (db, fact, { partnership }) => {
    const { plan, version } = await store.startPlan(db, partnership!.id, fact)
    return { id: plan, version }
  },
})

/** The file's own particulars of a submitter stay with the plan; history keeps counts only. */
export const importStratml = operation({
  name: 'plans.import-stratml',
  summary: 'Take in a plan from a StratML file, as a draft; what could not be kept is listed.',
  scope: 'partnership',
  about: 'plan',
  input: {
    file: file('StratML file', { hint: 'An XML file of up to 5 MB, Part 1 or Part 2' }),
    ...planInput,
    title: line('Title', { max: 160, optional: true, hint: 'Leave blank to use the title in the file' }),
  },
  load: async (db, input, { partnership }) => {
    await store.lockStarts(db, partnership!.id)
    return {
      ...(await store.startFacts(db, input)),
      partners: await store.partnersNamed(db),
      goals: await store.goalKeys(db),
    }
  },
  permit: onlyCoordinators,
  decide: (facts, { file: sent, ...input }, { today }) => {
    const refused = rules.mayBegin(facts, input)
    if (refused) return refused
    const read = readStratml(sent.bytes)
    if (isRefusal(read)) return { ...read, field: 'file' }
    const { document, skipped } = read
    const came = incoming(document, { ...facts, today })
    const { title, starts, ends, vision, summary } = came.as
    const plan = { ...input, title: input.title || title, starts, ends, vision, summary }
    return { fact: 'PlanImported' as const, plan, came, document, skipped }
  },
  write: async (db, fact, { partnership }) => {
    const at = await store.startPlan(db, partnership!.id, fact.plan)
    await store.writeImported(db, partnership!.id, at, fact.came, { ...fact, as: fact.came.as })
    return { id: at.plan, version: at.version }
  },
  keep: ({ fact, plan, came, skipped }) => ({
    fact,
    kind: plan.kind,
    title: plan.title,
    themes: came.themes.length,
    outcomes: came.themes.flatMap(theme => theme.outcomes).length,
    skipped: skipped.length,
  }),
})

const version = ref('Version')

export const proposeVersion = operation({
  name: 'plans.propose-version',
  summary: 'Propose a draft to the partners; its words stand still while they answer.',
  scope: 'partnership',
  about: 'plan-version',
  input: { version },
  load: async (db, input) => {
    const facts = await store.versionFacts(db, input.version)
    return facts && { ...facts, leads: await store.leads(db) }
  },
  permit: onlyCoordinators,
  decide: (facts, _input, { today }) => rules.decideProposal(facts, today),
  write: async (db, fact) => {
    await store.setState(db, fact.version, { state: 'proposed', proposed_on: fact.on })
    return { id: fact.version }
  },
  tell: (fact, facts, { partnership, address }): Letter[] =>
    facts.leads.map(to => ({
      to,
      subject: `${facts.title}: please say whether you agree`,
      body: `${partnership!.name} has proposed version ${facts.number} of “${facts.title}”. Read it, say whether your organisation agrees, and what matters most to it:\n\n${address}/p/${partnership!.slug}/plans/${fact.plan}/versions/${fact.version}\n\nYou can agree with a reservation.`,
    })),
})

export const withdrawProposal = operation({
  name: 'plans.withdraw-proposal',
  summary: 'Take a proposed version back to a draft; partners will be asked again.',
  scope: 'partnership',
  about: 'plan-version',
  input: { version },
  load: (db, input) => store.versionFacts(db, input.version),
  permit: onlyCoordinators,
  decide: facts => rules.decideWithdrawal(facts),
  write: async (db, fact) => {
    await store.setState(db, fact.version, { state: 'draft', proposed_on: null })
    await store.clearEndorsements(db, fact.version)
    return { id: fact.version }
  },
})

export const adoptVersion = operation({
  name: 'plans.adopt-version',
  summary: 'Record that a proposed version was adopted; from then on it does not change.',
  scope: 'partnership',
  about: 'plan-version',
  input: {
    version,
    adoptedOn: date('Adopted on'),
    where: line('Where', { max: 160, optional: true, hint: 'For example Board meeting, Town Hall' }),
    because: text('What changed, and why', {
      max: 2000,
      optional: true,
      hint: 'Needed when an earlier version was adopted. Residents read this.',
    }),
  },
  load: (db, input) => store.versionFacts(db, input.version),
  permit: onlyCoordinators,
  decide: (facts, { version: _, ...input }, { today }) => rules.decideAdoption(facts, input, today),
  write: async (db, fact) => {
    await store.adopt(db, fact)
    return { id: fact.version }
  },
})

export const draftNext = operation({
  name: 'plans.draft-next',
  summary: 'Draft the next version of a plan from the adopted words.',
  scope: 'partnership',
  about: 'plan-version',
  input: { plan: ref('Plan') },
  load: (db, input) => store.nextFacts(db, input.plan),
  permit: onlyCoordinators,
  decide: facts => rules.decideNext(facts),
  write: async (db, fact) => ({ id: await store.draftNext(db, fact) }),
})

export const discardDraft = operation({
  name: 'plans.discard-draft',
  summary: 'Discard a draft that will not be used.',
  scope: 'partnership',
  about: 'plan-version',
  input: { version },
  load: (db, input) => store.versionFacts(db, input.version),
  permit: onlyCoordinators,
  decide: facts => rules.decideDiscard(facts),
  write: async (db, fact) => {
    await store.discard(db, fact.version)
    return { id: fact.version }
  },
})

/** Performed by the house when it starts; refused, and so not in history, when there is nothing new. */
export const registerFrameworks = operation({
  name: 'plans.register-frameworks',
  summary: 'Register the frameworks of goals that come with the product.',
  surface: 'internal',
  scope: 'commons',
  about: 'framework',
  input: {},
  load: async db => ({ missing: await unregistered(db) }),
  permit: anyone,
  decide: facts =>
    facts.missing.length ? { fact: 'FrameworksRegistered' as const, frameworks: facts.missing } : model.frameworksKnown,
  write: async db => {
    await register(db)
    return {}
  },
})
