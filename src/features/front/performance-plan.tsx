// The adopted plan with what measures it, as a StratML performance plan (Part 2).

import { slugOf } from '../../kernel/words.ts'
import type { AskingHere } from '../../operation/ask.ts'
import { download } from '../../ui/declare.ts'
import { type IndicatorRow, indicatorsOf } from '../indicators/public.ts'
import { documentOfVersion, type IndicatorDocument, writeStratml } from '../plans/public.ts'
import { frontPlan } from './queries.ts'

export const performancePlan = download({
  at: '/p/:slug/performance-plan.stratml.xml',
  audience: 'anyone',
  read: async asking => {
    const plan = await frontPlan(asking.db)
    if (!plan) return null
    const indicators = await indicatorsOf(asking.db, asking.partnership!.areaCode)
    const document = await documentOfVersion(asking as AskingHere, plan.version, outcome =>
      indicators.filter(one => one.outcomes.includes(outcome)).map(one => measuring(one, outcome)),
    )
    const name = `${slugOf(plan.title) || 'plan'}-performance.stratml.xml`
    return document && { name, type: 'application/xml; charset=utf-8', body: writeStratml(document, 2) }
  },
})

/** An indicator may measure several outcomes; identifiers are unique in a file. */
const measuring = (one: IndicatorRow, outcome: number): IndicatorDocument => ({
  identifier: `_indicator-${one.id}-${outcome}`,
  type: 'Quantitative',
  measurementDimension: one.name,
  unitOfMeasurement: one.unit,
  relationships: [],
  measurementInstances: [
    {
      targetResults: one.targets.map(target => ({
        ends: target.due,
        numberOfUnits: String(target.value),
        description: target.because,
      })),
      actualResults: one.readings
        .filter(reading => reading.status === 'actual')
        .map(reading => ({ starts: reading.starts, ends: reading.ends, numberOfUnits: String(reading.value) })),
    },
  ],
  otherInformation: one.source,
})
