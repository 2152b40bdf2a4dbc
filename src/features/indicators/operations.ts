// The verbs of a partnership's indicators: using them, baselines, targets and readings.

import { choice, code, date, line, maybe, period, quantity, ref, refs, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { onlyCoordinators } from '../../operation/permission.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export const takeFromCatalogue = operation({
  name: 'indicators.take-from-catalogue',
  summary: 'Use a national indicator in this partnership.',
  scope: 'partnership',
  about: 'indicator',
  input: {
    code: code('Indicator'),
    outcomes: refs('Outcomes it measures'),
    partner: maybe(ref('Partner that owns it')),
  },
  load: async (db, input) => ({
    entry: await db.selectFrom('catalogue_indicator').selectAll().where('code', '=', input.code).executeTakeFirst(),
    taken:
      (await db.selectFrom('indicator').select('id').where('catalogue_code', '=', input.code).executeTakeFirst()) !==
      undefined,
    outcomes: await store.outcomesKnown(db, input.outcomes),
    partner: await store.partnerKnown(db, input.partner),
  }),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (!facts.entry) return model.catalogueUnknown
    if (facts.taken) return model.takenAlready
    if (!facts.outcomes) return model.outcomeUnknown
    if (!facts.partner) return model.partnerUnknown
    const { name, definition, source, unit, good, frequency, next_due, invented } = facts.entry
    return {
      fact: 'IndicatorTaken' as const,
      ...input,
      entry: { name, definition, source, unit, good, frequency, next_due, invented },
    }
  },
  write: async (db, fact, { partnership }) => {
    const { id } = await db
      .insertInto('indicator')
      .values({
        partnership_id: partnership!.id,
        catalogue_code: fact.code,
        kind: 'national',
        partner_id: fact.partner,
        ...fact.entry,
        frequency: fact.entry.frequency as model.Frequency,
        baseline_period: null,
        baseline_on: null,
        baseline_value: null,
        retired_on: null,
        owner_person_id: null,
        deputy_person_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await store.linkOutcomes(db, partnership!.id, id, fact.outcomes)
    return { id }
  },
  keep: ({ fact, code, outcomes, partner }) => ({ fact, code, outcomes, partner }),
})

export const define = operation({
  name: 'indicators.define',
  summary: 'Define an indicator of this partnership’s own.',
  scope: 'partnership',
  about: 'indicator',
  input: {
    name: line('Name', { max: 160, hint: 'For example People who feel they can influence decisions' }),
    kind: choice('Kind', {
      local: 'Local: about people’s lives here',
      soft: 'Of how we work together: trust, joint working, involvement',
    }),
    definition: text('What exactly it counts', { max: 1000, optional: true }),
    source: line('Where the figure comes from', { max: 300 }),
    unit: choice('Unit', model.unitWords),
    good: choice('Which way is better', model.directions),
    frequency: choice('How often there is a new figure', model.frequencies),
    nextDue: maybe(date('When the next figure is due')),
    outcomes: refs('Outcomes it measures'),
    partner: maybe(ref('Partner that owns it')),
  },
  load: async (db, input) => ({
    taken:
      (await db
        .selectFrom('indicator')
        .select('id')
        .where('name', '=', input.name)
        .where('retired_on', 'is', null)
        .executeTakeFirst()) !== undefined,
    outcomes: await store.outcomesKnown(db, input.outcomes),
    partner: await store.partnerKnown(db, input.partner),
  }),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (facts.taken) return model.nameTaken
    if (!facts.outcomes) return model.outcomeUnknown
    return facts.partner ? { fact: 'IndicatorDefined' as const, ...input } : model.partnerUnknown
  },
  write: async (db, fact, { partnership }) => {
    const { name, kind, definition, source, unit, good, frequency } = fact
    const { id } = await db
      .insertInto('indicator')
      .values({
        partnership_id: partnership!.id,
        catalogue_code: null,
        name,
        kind,
        definition,
        source,
        unit,
        good,
        frequency,
        next_due: fact.nextDue,
        partner_id: fact.partner,
        invented: partnership!.invented,
        baseline_period: null,
        baseline_on: null,
        baseline_value: null,
        retired_on: null,
        owner_person_id: null,
        deputy_person_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await store.linkOutcomes(db, partnership!.id, id, fact.outcomes)
    return { id }
  },
})

export const editDetails = operation({
  name: 'indicators.edit-details',
  summary: 'Correct an indicator’s words, its owner, or when its next figure is due.',
  scope: 'partnership',
  about: 'indicator',
  input: {
    indicator: ref('Indicator'),
    name: line('Name', { max: 160 }),
    definition: text('What exactly it counts', { max: 1000, optional: true }),
    source: line('Where the figure comes from', { max: 300, optional: true }),
    nextDue: maybe(date('When the next figure is due')),
    partner: maybe(ref('Partner that owns it')),
  },
  load: async (db, input) => {
    const facts = await store.indicatorFacts(db, input.indicator)
    return facts && { ...facts, partner: await store.partnerKnown(db, input.partner) }
  },
  permit: onlyCoordinators,
  decide: (facts, input) =>
    facts.partner ? { fact: 'IndicatorDetailsEdited' as const, ...input } : model.partnerUnknown,
  write: async (db, fact) => {
    const { name, definition, source, nextDue, partner } = fact
    await db
      .updateTable('indicator')
      .set({ name, definition, source, next_due: nextDue, partner_id: partner })
      .where('id', '=', fact.indicator)
      .execute()
    return { id: fact.indicator }
  },
})

export const linkOutcomes = operation({
  name: 'indicators.link-outcomes',
  summary: 'Say which outcomes an indicator measures.',
  scope: 'partnership',
  about: 'indicator',
  input: { indicator: ref('Indicator'), outcomes: refs('Outcomes it measures') },
  load: async (db, input) => {
    const facts = await store.indicatorFacts(db, input.indicator)
    return facts && { ...facts, outcomes: await store.outcomesKnown(db, input.outcomes) }
  },
  permit: onlyCoordinators,
  decide: (facts, input) => (facts.outcomes ? { fact: 'IndicatorLinked' as const, ...input } : model.outcomeUnknown),
  write: async (db, fact, { partnership }) => {
    await db.deleteFrom('outcome_indicator').where('indicator_id', '=', fact.indicator).execute()
    await store.linkOutcomes(db, partnership!.id, fact.indicator, fact.outcomes)
    return { id: fact.indicator }
  },
})

export const setBaseline = operation({
  name: 'indicators.set-baseline',
  summary: 'Say where the partnership started on an indicator.',
  scope: 'partnership',
  about: 'indicator',
  input: {
    indicator: ref('Indicator'),
    period: period('Period'),
    value: maybe(quantity('Value', { hint: 'Leave blank to take the reading for that period' })),
  },
  load: async (db, input, { partnership }) => {
    const facts = await store.indicatorFacts(db, input.indicator)
    return (
      facts && {
        ...facts,
        reading: await store.readingAt(db, input.indicator, partnership!.areaCode, input.period.text),
      }
    )
  },
  permit: rules.mayWorkOn,
  decide: (facts, input) => rules.decideBaseline(facts, input),
  write: async (db, fact) => {
    await db
      .updateTable('indicator')
      .set({ baseline_period: fact.period, baseline_on: fact.on, baseline_value: fact.value })
      .where('id', '=', fact.indicator)
      .execute()
    return { id: fact.indicator }
  },
})

export const setTarget = operation({
  name: 'indicators.set-target',
  summary: 'Promise a value for an indicator, with the reason.',
  scope: 'partnership',
  about: 'target',
  input: {
    indicator: ref('Indicator'),
    period: period('When', { hint: 'For example 2034, or 2033/34' }),
    value: quantity('Target'),
    because: text('Because', { max: 500, hint: 'Why this value: what it would take, or who asks for it' }),
    goal: maybe(code('National or international goal that asks for it')),
  },
  lock: { table: 'indicator', by: 'indicator' },
  load: (db, input) => store.targetFacts(db, input),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) => rules.decideTarget(facts, input, today),
  write: (db, fact, { now, partnership }) => store.writeTarget(db, fact, now, partnership!.id),
  tell: (fact, facts, context) => rules.whoHearsOfTarget(fact, facts, context),
})

export const withdrawTarget = operation({
  name: 'indicators.withdraw-target',
  summary: 'Withdraw a target, with the reason. It stays on the record.',
  scope: 'partnership',
  about: 'target',
  input: { target: ref('Target'), because: text('Because', { max: 500 }) },
  load: async (db, input) => {
    const target = await db
      .selectFrom('target')
      .select(['id', 'indicator_id', 'period', 'value'])
      .where('id', '=', input.target)
      .where('superseded_at', 'is', null)
      .executeTakeFirst()
    const facts = target && (await store.indicatorFacts(db, target.indicator_id))
    return facts ? { ...facts, period: target.period, value: target.value } : null
  },
  permit: rules.mayWorkOn,
  decide: (facts, input) => ({
    fact: 'TargetWithdrawn' as const,
    ...input,
    indicator: facts.indicator,
    period: facts.period,
    value: facts.value,
  }),
  write: async (db, fact, { now }) => {
    await db.updateTable('target').set({ superseded_at: now }).where('id', '=', fact.target).execute()
    return { id: fact.target }
  },
})

export const recordReading = operation({
  name: 'indicators.record-reading',
  summary: 'Record a figure for an indicator of this partnership’s own.',
  scope: 'partnership',
  about: 'indicator',
  input: {
    indicator: ref('Indicator'),
    period: period('Period', { hint: 'For example 2025, 2025/26 or 2025 Q3' }),
    value: quantity('Value'),
    status: choice('Status', model.statuses),
    group: line('Group of people', { max: 80, optional: true, hint: 'Leave blank for everyone' }),
  },
  load: (db, input, { partnership }) => store.readingFacts(db, { ...input, place: partnership!.areaCode }),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today, partnership }) =>
    rules.decideReading(facts, { ...input, place: partnership!.areaCode }, today),
  write: async (db, fact, { partnership, now }) => {
    const { indicator, place, group, value, status } = fact
    const period = { text: fact.period, start: fact.starts, end: fact.ends }
    await store.recordFigure(db, {
      partnership: partnership!.id,
      indicator,
      place,
      period,
      group,
      value,
      status,
      at: now,
    })
    return { id: fact.indicator }
  },
})

export const nameOwner = operation({
  name: 'indicators.name-owner',
  summary: 'Name the person who answers for an indicator, and who does when they cannot.',
  scope: 'partnership',
  about: 'indicator',
  input: {
    indicator: ref('Indicator'),
    person: maybe(ref('Who answers for it')),
    deputy: maybe(ref('Who does when they cannot')),
  },
  load: async (db, input) => {
    const facts = await store.indicatorFacts(db, input.indicator)
    return facts && { ...facts, able: await store.ableToAnswer(db, [input.person, input.deputy]) }
  },
  permit: rules.mayWorkOn,
  decide: (facts, input) => {
    if (facts.retired) return model.indicatorRetired
    return rules.mayAnswer(facts.able, input) ?? { fact: 'IndicatorOwnerNamed' as const, ...input }
  },
  write: async (db, fact) => {
    await db
      .updateTable('indicator')
      .set({ owner_person_id: fact.person, deputy_person_id: fact.deputy })
      .where('id', '=', fact.indicator)
      .execute()
    return { id: fact.indicator }
  },
})

export const retire = operation({
  name: 'indicators.retire',
  summary: 'Stop using an indicator. What was recorded stays.',
  scope: 'partnership',
  about: 'indicator',
  input: { indicator: ref('Indicator'), because: text('Because', { max: 500 }) },
  load: (db, input) => store.indicatorFacts(db, input.indicator),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) =>
    facts.retired ? model.indicatorRetired : { fact: 'IndicatorRetired' as const, ...input, on: today },
  write: async (db, fact) => {
    await db.updateTable('indicator').set({ retired_on: fact.on }).where('id', '=', fact.indicator).execute()
    return { id: fact.indicator }
  },
})
