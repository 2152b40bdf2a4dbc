// The verbs of measures: what an action counts about itself (how much, how well, is anyone better off).

import { choice, line, period, quantity, ref } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { unitWords } from '../indicators/public.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const measure = ref('Measure')

export const addMeasure = operation({
  name: 'delivery.add-measure',
  summary: 'Say what an action counts to see how it goes.',
  scope: 'partnership',
  about: 'measure',
  input: {
    action: ref('Action'),
    asks: choice('Which question it answers', model.asks),
    words: line('What is counted', { max: 160, hint: 'For example Homes insulated' }),
    unit: choice('Unit', unitWords),
  },
  load: (db, input) => store.actionFacts(db, input.action),
  permit: rules.mayWorkOn,
  decide: (facts, input) => rules.mayRecord(facts) ?? { fact: 'MeasureAdded' as const, ...input },
  write: (db, fact, { partnership }) =>
    db
      .insertInto('measure')
      .values({
        partnership_id: partnership!.id,
        action_id: fact.action,
        asks: fact.asks,
        words: fact.words,
        unit: fact.unit,
        dropped_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const recordMeasure = operation({
  name: 'delivery.record-measure',
  summary: 'Record a figure for a measure of an action.',
  scope: 'partnership',
  about: 'measure',
  input: {
    measure,
    period: period('Period', { hint: 'For example 2025, 2025/26 or 2025 Q3' }),
    value: quantity('Value'),
  },
  load: (db, input) => store.measureFacts(db, input.measure, input.period.text),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) => rules.decideReading(facts, input, today),
  write: async (db, fact, { partnership, now }) => {
    await db
      .insertInto('measure_reading')
      .values({
        partnership_id: partnership!.id,
        measure_id: fact.measure,
        period: fact.period,
        starts_on: fact.starts,
        ends_on: fact.ends,
        value: fact.value,
        recorded_at: now,
      })
      .onConflict(again =>
        again.columns(['partnership_id', 'measure_id', 'period']).doUpdateSet({ value: fact.value, recorded_at: now }),
      )
      .execute()
    return { id: fact.measure }
  },
})

export const dropMeasure = operation({
  name: 'delivery.drop-measure',
  summary: 'Stop using a measure of an action. Its figures stay on the record.',
  scope: 'partnership',
  about: 'measure',
  input: { measure },
  load: (db, input) => store.measureFacts(db, input.measure),
  permit: rules.mayWorkOn,
  decide: (facts, input, { today }) =>
    rules.mayRecord(facts) ??
    (facts.dropped === null
      ? { fact: 'MeasureDropped' as const, action: facts.action, ...input, on: today }
      : model.measureDropped),
  write: async (db, fact) => {
    await db.updateTable('measure').set({ dropped_on: fact.on }).where('id', '=', fact.measure).execute()
    return { id: fact.measure }
  },
})
