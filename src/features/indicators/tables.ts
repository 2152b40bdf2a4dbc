// The tables of indicators, as the query builder knows them.

import type { Generated } from 'kysely'
import type { Unit } from '../../kernel/quantity.ts'
import type { Good } from '../../kernel/statistics.ts'
import type { Frequency, IndicatorKind, Status } from './model.ts'

declare module '../../db/tables.ts' {
  interface Tables {
    indicator: {
      partnership_id: number
      id: Generated<number>
      catalogue_code: string | null
      kind: IndicatorKind
      name: string
      definition: Generated<string>
      source: Generated<string>
      unit: Unit
      good: Good
      frequency: Frequency
      next_due: string | null
      partner_id: number | null
      baseline_period: string | null
      baseline_on: string | null
      baseline_value: number | null
      invented: Generated<boolean>
      retired_on: string | null
      owner_person_id: number | null
      deputy_person_id: number | null
    }
    outcome_indicator: { partnership_id: number; outcome_id: number; indicator_id: number; position: Generated<number> }
    reading: {
      partnership_id: number
      indicator_id: number
      place_code: string
      period: string
      population_group: Generated<string>
      starts_on: string
      ends_on: string
      value: number
      status: Status
      recorded_at: Generated<Date>
    }
    target: {
      partnership_id: number
      id: Generated<number>
      indicator_id: number
      period: string
      due_on: string
      value: number
      because: string
      framework_code: string | null
      goal_code: string | null
      set_at: Date
      superseded_at: Date | null
    }
  }
}
