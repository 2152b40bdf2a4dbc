// The verbs of scenarios: drafting, steps, sharing, dropping, and adopting, which makes the dated changes.

import { isRefusal } from '../../../kernel/refusal.ts'
import { choice, code, date, flag, line, maybe, quantity, ref, text, whole } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyCoordinators } from '../../../operation/permission.ts'
import { stepKinds } from '../model.ts'
import { groupNames, structureOn } from '../queries.ts'
import { lockStructure, structureChanged } from '../store.ts'
import { changesOf } from './changes.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const scenario = ref('Scenario')

export const draftScenario = operation({
  name: 'landscape.draft-scenario',
  summary: 'Try a change of the structure on paper. Only coordinators see it until it is shared.',
  scope: 'partnership',
  about: 'scenario',
  input: {
    name: line('What you call it', { max: 160, hint: 'For example One forum for the north' }),
    why: text('Why', { max: 2000, hint: 'What would be better for people here' }),
    group: maybe(ref('Merge this group', { hint: 'Leave both blank to begin with something else' })),
    into: maybe(ref('Into this group')),
  },
  load: async (db, _input, { today }) => ({ structure: await structureOn(db, today) }),
  permit: onlyCoordinators,
  decide: ({ structure }, { name, why, group, into }, { today }) => {
    const drafted = { fact: 'ScenarioDrafted' as const, name, why, on: today }
    if (group === null) return into === null ? { ...drafted, step: null } : model.groupMissing
    const step = rules.stepOf({ ...nothing, kind: 'merge', group, into })
    if (isRefusal(step)) return step
    return rules.mayFollow(structure, [], step) ?? { ...drafted, step }
  },
  write: async (db, fact, { partnership }) => {
    const id = await store.draftScenario(db, partnership!.id, fact)
    if (fact.step) await store.addStep(db, partnership!.id, id, fact.step)
    return { id }
  },
})

const nothing = { name: '', outcome: null, theme: null, place: null, meetings: null, minutes: null }

export const addStep = operation({
  name: 'landscape.add-step',
  summary: 'Add a step to a scenario: merge two groups, end one, move a remit, or change how often one meets.',
  scope: 'partnership',
  about: 'scenario',
  input: {
    scenario,
    kind: choice('What changes', stepKinds),
    group: ref('Group'),
    into: maybe(ref('Into which group')),
    name: line('What it is called then', { max: 160, optional: true, hint: 'Leave blank to keep the name it has' }),
    outcome: maybe(ref('Outcome that moves', { hint: 'Leave all three blank to move the whole remit' })),
    theme: maybe(ref('Or theme that moves')),
    place: maybe(code('Or place that moves')),
    meetings: maybe(quantity('Meetings a year')),
    minutes: maybe(whole('Minutes of a meeting', 1, 1440)),
  },
  load: async (db, input, { today }) => {
    const found = await store.scenarioFacts(db, input.scenario)
    return found && { ...found, today: await structureOn(db, today) }
  },
  permit: onlyCoordinators,
  decide: (facts, input) => {
    const refused = rules.mayWorkOn(facts)
    if (refused) return refused
    const step = rules.stepOf(input)
    if (isRefusal(step)) return step
    return (
      rules.mayFollow(facts.today, facts.steps, step) ?? {
        fact: 'ScenarioStepAdded' as const,
        scenario: facts.scenario,
        step,
      }
    )
  },
  write: async (db, fact, { partnership }) => {
    await store.addStep(db, partnership!.id, fact.scenario, fact.step)
    return { id: fact.scenario }
  },
})

export const removeStep = operation({
  name: 'landscape.remove-step',
  summary: 'Take a step out of a scenario.',
  scope: 'partnership',
  about: 'scenario',
  input: { step: ref('Step') },
  load: (db, input) => store.stepFacts(db, input.step),
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayWorkOn(facts) ?? {
      fact: 'ScenarioStepRemoved' as const,
      scenario: facts.scenario,
      step: facts.steps.find(one => one.id === input.step)!,
    },
  write: async (db, fact) => {
    await store.removeStep(db, fact.step.id)
    return { id: fact.scenario }
  },
})

export const shareScenario = operation({
  name: 'landscape.share-scenario',
  summary: 'Show a scenario to all members, with what it would change beside today.',
  scope: 'partnership',
  about: 'scenario',
  input: { scenario },
  load: (db, input) => store.scenarioFacts(db, input.scenario),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) =>
    rules.mayShare(facts) ?? { fact: 'ScenarioShared' as const, ...input, on: today },
  write: async (db, fact) => {
    await store.shareScenario(db, fact.scenario, fact.on)
    return { id: fact.scenario }
  },
})

export const dropScenario = operation({
  name: 'landscape.drop-scenario',
  summary: 'Record that a scenario is not taken on, and why.',
  scope: 'partnership',
  about: 'scenario',
  input: { scenario, because: text('Because', { max: 600 }) },
  load: (db, input) => store.scenarioFacts(db, input.scenario),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) =>
    rules.mayWorkOn(facts) ?? { fact: 'ScenarioDropped' as const, ...input, on: today },
  write: async (db, fact) => {
    await store.settleScenario(db, fact.scenario, { stage: 'dropped', on: fact.on, because: fact.because })
    return { id: fact.scenario }
  },
})

export const adoptScenario = operation({
  name: 'landscape.adopt-scenario',
  summary: 'Make a scenario real: its changes are written with the day they hold from, and what was before stays.',
  scope: 'partnership',
  about: 'scenario',
  input: {
    scenario,
    on: date('From which day', { hint: 'Today or earlier' }),
    reason: text('Reason', { max: 2000, hint: 'Stays beside the change for good' }),
    voices: flag('Seats of communities or the third sector go, and that is meant'),
  },
  load: async (db, input) => {
    const found = await store.scenarioFacts(db, input.scenario)
    if (!found) return null
    await lockStructure(db)
    const concerned = found.steps.flatMap(step => [step.group, step.into ?? step.group])
    return {
      ...found,
      before: await structureOn(db, input.on),
      changed: await store.lastChange(db, concerned),
      names: await groupNames(db),
    }
  },
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const paper = rules.mayAdopt(facts, input, today)
    if (isRefusal(paper)) return paper
    return {
      fact: 'ScenarioAdopted' as const,
      scenario: facts.scenario,
      on: input.on,
      settled: today,
      name: facts.name,
      reason: input.reason,
      ended: [...paper.fates].map(([group, into]) => ({ group, into })),
      voicesEnded: rules.voicesGone(facts.before, paper.structure).length,
      changes: changesOf(facts.before, paper),
    }
  },
  write: async (db, fact, { partnership, now }) => {
    await store.change(db, partnership!.id, fact.changes, { on: fact.on, because: fact.reason })
    await store.settleScenario(db, fact.scenario, { stage: 'adopted', on: fact.settled, because: fact.reason })
    await store.record(db, partnership!.id, fact)
    await structureChanged(db, partnership!.id, now)
    return { id: fact.scenario }
  },
  // The changes carry numbers of people, and stand in the structure itself.
  keep: ({ changes: _, ...kept }) => kept,
})

export const recordRestructuring = operation({
  name: 'landscape.record-restructuring',
  summary: 'Record a change of the structure that was made without a scenario, with its day and its reason.',
  scope: 'partnership',
  about: 'restructuring',
  input: {
    on: date('On which day', { hint: 'The first day on which it was new. Past days are welcome' }),
    name: line('What it is called', { max: 160, hint: 'For example New thematic groups' }),
    reason: text('Reason', { max: 2000 }),
  },
  load: async () => ({}),
  permit: onlyCoordinators,
  decide: (_facts, input, { today }) =>
    rules.mayRecord(input.on, today) ?? { fact: 'RestructuringRecorded' as const, ...input },
  write: async (db, fact, { partnership }) => ({
    id: await store.record(db, partnership!.id, { ...fact, scenario: null }),
  }),
})
