// The verbs of the register: requirements (who demands a plan, and what it must hold) and the plans of every body.

import { choice, choices, date, flag, line, maybe, quantity, ref, refs, whole } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyCoordinators } from '../../../operation/permission.ts'
import { planKinds, planStates } from '../model.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import { starterRequirements } from './starter-requirements.ts'
import * as store from './store.ts'

const seen = line('What you saw', {
  max: 40,
  optional: true,
  hint: 'The mark `seen` that came with the words you are changing; with it nobody’s newer words are lost',
})

export const takeStarterRequirements = operation({
  name: 'landscape.take-starter-requirements',
  summary: 'Bring in what the law asks of public bodies in Scotland, where it is not here yet.',
  scope: 'partnership',
  about: 'requirement',
  unseen: true,
  input: {},
  load: store.requirementsTaken,
  permit: onlyCoordinators,
  decide: ({ codes, names }) => {
    const fresh = starterRequirements.filter(
      one => !codes.includes(one.code) && !names.includes(one.name.toLowerCase()),
    )
    return fresh.length
      ? { fact: 'StarterRequirementsTaken' as const, codes: fresh.map(one => one.code) }
      : model.starterHere
  },
  write: async (db, fact, { partnership }) => {
    const list = starterRequirements.filter(one => fact.codes.includes(one.code))
    return { id: await store.addRequirements(db, partnership!.id, list) }
  },
})

const requirement = ref('Requirement')
const requirementWords = {
  name: line('What is required', { max: 160, hint: 'For example Local housing strategy' }),
  demandedBy: line('Who demands it', { max: 160 }),
  legalBasis: line('The Act and section, or what else it rests on', { max: 300, optional: true }),
  source: line('Where that can be read', { max: 300, optional: true, hint: 'A web address' }),
  ofKinds: choices('Whom it falls on', model.bearers),
  everyMonths: maybe(
    whole('How many months there are between two of them, at most', 1, 240, {
      hint: '12 is every year. Leave blank where it is not named',
    }),
  ),
  contains: choices('What it must contain', model.contentThemes),
  joint: flag('They owe it together', { hint: 'One plan is enough for all the bodies it falls on' }),
}

export const addRequirement = operation({
  name: 'landscape.add-requirement',
  summary: 'Add a requirement to have a plan or a report.',
  scope: 'partnership',
  about: 'requirement',
  unseen: true,
  input: requirementWords,
  load: async (db, input) => ({ nameTaken: await store.nameTaken(db, input.name, null) }),
  permit: onlyCoordinators,
  decide: (facts, input) => rules.mayRequire(facts, input) ?? { fact: 'RequirementAdded' as const, ...input },
  write: async (db, fact, { partnership }) => ({ id: await store.addRequirements(db, partnership!.id, [fact]) }),
})

export const editRequirement = operation({
  name: 'landscape.edit-requirement',
  summary: 'Change what is said of a requirement.',
  scope: 'partnership',
  about: 'requirement',
  unseen: true,
  input: { requirement, ...requirementWords, seen },
  load: async (db, input) => {
    const facts = await store.requirementFacts(db, input.requirement)
    return facts && { ...facts, nameTaken: await store.nameTaken(db, input.name, input.requirement) }
  },
  permit: onlyCoordinators,
  decide: (facts, { seen: mark, ...input }) => {
    if (facts.dropped !== null) return model.requirementDropped
    return (
      rules.mayRequire(facts, input) ??
      rules.maySaveOver(rules.requirementSeen(facts), mark) ?? { fact: 'RequirementEdited' as const, ...input }
    )
  },
  write: async (db, fact) => {
    await store.writeRequirement(db, fact.requirement, fact)
    return { id: fact.requirement }
  },
})

export const dropRequirement = operation({
  name: 'landscape.drop-requirement',
  summary: 'Drop a requirement that does not fall on anybody here. Plans that meet it stay.',
  scope: 'partnership',
  about: 'requirement',
  unseen: true,
  input: { requirement },
  load: (db, input) => store.requirementFacts(db, input.requirement),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) =>
    facts.dropped === null ? { fact: 'RequirementDropped' as const, ...input, on: today } : model.requirementDropped,
  write: async (db, fact) => {
    await db.updateTable('requirement').set({ dropped_on: fact.on }).where('id', '=', fact.requirement).execute()
    return { id: fact.requirement }
  },
})

const registeredPlan = ref('Plan')
const planWords = {
  name: line('Name of the plan or report', { max: 160 }),
  kind: choice('Kind', planKinds),
  state: choice('How it stands', planStates),
  from: maybe(date('First day it is for')),
  to: maybe(date('Last day it is for')),
  pages: maybe(whole('Pages', 1, 10_000, { hint: 'An estimate will do' })),
  hours: maybe(quantity('Hours of work to write it', { hint: 'Everyone’s hours together, once. An estimate will do' })),
  reportsAYear: maybe(
    quantity('Reports on it in a year', {
      hint: '0 where there are none, 0.5 for one every two years. Leave out a report that is on the register by itself',
    }),
  ),
  reportHours: maybe(quantity('Hours of work for one of these reports', { hint: 'An estimate will do' })),
  requirements: refs('Which requirements it meets'),
  contains: choices('What else it contains', model.contentThemes, {
    hint: 'What its requirements ask for counts already. Tick what it holds beyond that',
  }),
  outcomes: refs('Outcomes it serves'),
  address: line('Where it can be read', { max: 300, optional: true, hint: 'A web address' }),
  plan: maybe(ref('The plan in this system that it is', { hint: 'Only for a plan that is kept here' })),
}

export const registerPlan = operation({
  name: 'landscape.register-plan',
  summary: 'Put a plan or a report of a body on the register.',
  scope: 'partnership',
  about: 'registered-plan',
  unseen: true,
  input: {
    organisation: maybe(ref('Whose plan it is', { hint: 'None: the partnership’s own' })),
    ...planWords,
  },
  load: async (db, input) => ({ organisation: input.organisation, known: await store.namesOf(db, input) }),
  permit: rules.mayKeep,
  decide: (facts, input) => rules.mayRegister(facts.known, input) ?? { fact: 'PlanRegistered' as const, ...input },
  write: async (db, fact, { partnership }) => ({
    id: await store.addPlan(db, partnership!.id, fact.organisation, fact),
  }),
})

export const editPlan = operation({
  name: 'landscape.edit-plan',
  summary: 'Change what is said of a plan or a report on the register.',
  scope: 'partnership',
  about: 'registered-plan',
  unseen: true,
  input: { registeredPlan, ...planWords, seen },
  load: async (db, input) => {
    const facts = await store.planFacts(db, input.registeredPlan)
    const named = facts && { ...input, organisation: facts.organisation }
    return named && { ...facts, known: await store.namesOf(db, named, facts.organisation) }
  },
  permit: rules.mayKeep,
  decide: (facts, { seen: mark, ...input }) =>
    rules.mayRegister(facts.known, input) ??
    rules.maySaveOver(rules.planSeen(facts.words), mark) ?? { fact: 'PlanEdited' as const, ...input },
  write: async (db, fact, { partnership }) => {
    await store.writePlan(db, partnership!.id, fact.registeredPlan, fact)
    return { id: fact.registeredPlan }
  },
})

export const removePlan = operation({
  name: 'landscape.remove-plan',
  summary: 'Take a plan off the register that was put there by mistake. One that is over is marked as ended instead.',
  scope: 'partnership',
  about: 'registered-plan',
  unseen: true,
  input: { registeredPlan },
  load: (db, input) => store.planFacts(db, input.registeredPlan),
  permit: rules.mayKeep,
  decide: (_facts, input, { today }) => ({ fact: 'PlanRemoved' as const, ...input, on: today }),
  write: async (db, fact) => {
    await db.updateTable('registered_plan').set({ removed_on: fact.on }).where('id', '=', fact.registeredPlan).execute()
    return { id: fact.registeredPlan }
  },
})
