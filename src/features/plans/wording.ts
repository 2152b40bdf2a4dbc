// The verbs that write a draft: vision, period, themes, outcomes and the goals they serve.

import { z } from 'zod'
import { choice, choices, date, type Field, line, maybe, ref, text, whole } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { onlyCoordinators } from '../../operation/permission.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const version = ref('Version')

/** Any number of goals, each written `framework:code`. */
const goals = (label: string): Field<readonly string[]> => ({
  kind: 'choices',
  label,
  optional: true,
  schema: z.array(z.string().max(200)).max(200),
  read: raw => {
    const picked = raw === undefined || raw === null || raw === '' ? [] : Array.isArray(raw) ? raw : [raw]
    return picked.length <= 200 && picked.every(one => typeof one === 'string' && /^[^\s:]+:[^\s:]+$/.test(one))
      ? { value: [...new Set(picked as string[])] }
      : { wrong: 'Choose the goals from the list.' }
  },
})

export const writeVision = operation({
  name: 'plans.write-vision',
  summary: 'Write the vision of a draft, and its summary.',
  scope: 'partnership',
  about: 'plan-version',
  input: {
    version,
    vision: text('Vision', { max: 600, hint: 'One sentence about the area as it should be' }),
    summary: text('Summary', { max: 5000, optional: true, hint: 'A few plain sentences that residents read' }),
  },
  load: (db, input) => store.versionFacts(db, input.version),
  permit: onlyCoordinators,
  decide: (facts, input) => rules.mayEdit(facts.state) ?? { fact: 'VisionWritten' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('plan_version')
      .set({ vision: fact.vision, summary: fact.summary })
      .where('id', '=', fact.version)
      .execute()
    return { id: fact.version }
  },
})

export const setPeriod = operation({
  name: 'plans.set-period',
  summary: 'Say from when to when a draft is for.',
  scope: 'partnership',
  about: 'plan-version',
  input: { version, starts: date('First day'), ends: date('Last day') },
  load: (db, input) => store.versionFacts(db, input.version),
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayEdit(facts.state) ?? rules.mayLast(input.starts, input.ends) ?? { fact: 'PeriodSet' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('plan_version')
      .set({ starts_on: fact.starts, ends_on: fact.ends })
      .where('id', '=', fact.version)
      .execute()
    return { id: fact.version }
  },
})

const themeInput = {
  title: line('Title', { max: 160 }),
  description: text('What it is about', { max: 2000, optional: true }),
}

export const addTheme = operation({
  name: 'plans.add-theme',
  summary: 'Add a theme to a draft.',
  scope: 'partnership',
  about: 'theme',
  input: { version, ...themeInput },
  load: (db, input) => store.versionFacts(db, input.version),
  permit: onlyCoordinators,
  decide: (facts, input) => rules.mayEdit(facts.state) ?? { fact: 'ThemeAdded' as const, plan: facts.plan, ...input },
  write: async (db, fact, { partnership }) => ({ id: await store.addTheme(db, partnership!.id, fact) }),
})

export const editTheme = operation({
  name: 'plans.edit-theme',
  summary: 'Change the words of a theme in a draft, or its place among the others.',
  scope: 'partnership',
  about: 'theme',
  input: {
    version,
    theme: ref('Theme'),
    ...themeInput,
    position: maybe(whole('Place among the themes', 1, 999, { hint: 'Leave blank to keep its place. 1 is first' })),
  },
  load: (db, input) => store.themeFacts(db, input.version, input.theme),
  permit: onlyCoordinators,
  decide: (facts, input) => rules.mayEdit(facts.state) ?? { fact: 'ThemeEdited' as const, ...input },
  write: async (db, fact) => {
    await store.editTheme(db, fact)
    return { id: fact.theme }
  },
})

export const removeTheme = operation({
  name: 'plans.remove-theme',
  summary: 'Remove an empty theme from a draft.',
  scope: 'partnership',
  about: 'theme',
  input: { version, theme: ref('Theme') },
  load: (db, input) => store.themeFacts(db, input.version, input.theme),
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayEdit(facts.state) ??
    (facts.holds ? model.themeHoldsOutcomes : { fact: 'ThemeRemoved' as const, ...input, title: facts.title }),
  write: async (db, fact) => {
    await db
      .deleteFrom('theme_text')
      .where('version_id', '=', fact.version)
      .where('theme_id', '=', fact.theme)
      .execute()
    return { id: fact.theme }
  },
})

const outcomeInput = {
  theme: ref('Theme'),
  title: line('Outcome', { max: 200, hint: 'How life should be, like Fewer children live in poverty' }),
  description: text('In one sentence', { max: 1000, optional: true, hint: 'What would people notice?' }),
  horizon: choice('By when', model.horizons),
  dimensions: choices('Sides of life it is about', model.dimensions),
  parent: maybe(ref('Part of', { hint: 'A wider outcome that this one is a part of' })),
  partner: maybe(ref('Partner responsible')),
}

export const addOutcome = operation({
  name: 'plans.add-outcome',
  summary: 'Add an outcome to a draft.',
  scope: 'partnership',
  about: 'outcome',
  input: { version, ...outcomeInput, goals: goals('Goals it serves') },
  load: async (db, input) => {
    const facts = await store.outcomeFacts(db, input.version)
    return facts && { ...facts, goals: await store.goalKeys(db) }
  },
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayStand(facts, null, input) ??
    (input.goals.every(goal => facts.goals.has(goal))
      ? { fact: 'OutcomeAdded' as const, plan: facts.plan, ...input }
      : model.goalUnknown),
  write: async (db, fact, { partnership }) => ({ id: await store.addOutcome(db, partnership!.id, fact) }),
})

export const editOutcome = operation({
  name: 'plans.edit-outcome',
  summary: 'Change the words of an outcome in a draft, or move it.',
  scope: 'partnership',
  about: 'outcome',
  input: {
    version,
    outcome: ref('Outcome'),
    ...outcomeInput,
    position: maybe(whole('Place in its theme', 1, 999, { hint: 'Leave blank to keep its place. 1 is first' })),
    seen: line('What you saw', { max: 40, hint: 'The mark `seen` that came with the words you are changing' }),
  },
  load: async (db, input) => {
    const facts = await store.outcomeFacts(db, input.version)
    const found = facts && (await store.outcomeNow(db, input.version, input.outcome))
    return found && { ...facts, ...found }
  },
  permit: onlyCoordinators,
  decide: (facts, { seen, ...input }) => {
    const refused = rules.mayStand(facts, input.outcome, input) ?? rules.maySaveOver(facts, seen)
    return refused ?? { fact: 'OutcomeEdited' as const, plan: facts.plan, themeWas: facts.now.theme, ...input }
  },
  write: async (db, fact) => {
    await store.editOutcome(db, fact)
    return { id: fact.outcome }
  },
})

export const removeOutcome = operation({
  name: 'plans.remove-outcome',
  summary: 'Remove an outcome from a draft.',
  scope: 'partnership',
  about: 'outcome',
  input: { version, outcome: ref('Outcome') },
  load: async (db, input) => {
    const facts = await store.outcomeFacts(db, input.version)
    const found = facts && (await store.outcomeNow(db, input.version, input.outcome))
    return found && { ...facts, title: found.title }
  },
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayEdit(facts.state) ??
    (facts.outcomes.some(one => one.parent === input.outcome)
      ? model.outcomeHasChildren
      : { fact: 'OutcomeRemoved' as const, ...input, title: facts.title }),
  write: async (db, fact) => {
    await store.removeOutcome(db, fact)
    return { id: fact.outcome }
  },
})

export const mapOutcome = operation({
  name: 'plans.map-outcome',
  summary: 'Say which national and international goals an outcome serves.',
  scope: 'partnership',
  about: 'outcome',
  input: { version, outcome: ref('Outcome'), goals: goals('Goals it serves') },
  load: async (db, input) => {
    const facts = await store.versionFacts(db, input.version)
    const found = facts && (await store.outcomeNow(db, input.version, input.outcome))
    return found && { state: facts.state, goals: await store.goalKeys(db) }
  },
  permit: onlyCoordinators,
  decide: (facts, input) =>
    rules.mayEdit(facts.state) ??
    (input.goals.every(goal => facts.goals.has(goal))
      ? { fact: 'OutcomeMapped' as const, ...input }
      : model.goalUnknown),
  write: async (db, fact, { partnership }) => {
    await store.mapOutcome(db, partnership!.id, fact)
    return { id: fact.outcome }
  },
})
