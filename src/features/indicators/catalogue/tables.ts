// The tables of the catalogue, as the query builder knows them.

import type { Generated } from 'kysely'
import type { Unit } from '../../../kernel/quantity.ts'
import type { Good } from '../../../kernel/statistics.ts'
import type { Frequency, Status } from '../model.ts'

declare module '../../../db/tables.ts' {
  interface Tables {
    catalogue_indicator: {
      code: string
      name: string
      definition: Generated<string>
      source: Generated<string>
      licence: Generated<string>
      unit: Unit
      good: Good
      frequency: Frequency
      family_scheme: string | null
      next_due: string | null
      invented: Generated<boolean>
      imported_at: Generated<Date>
    }
    catalogue_reading: {
      indicator_code: string
      place_code: string
      period: string
      population_group: Generated<string>
      starts_on: string
      ends_on: string
      value: number
      status: Status
      imported_at: Generated<Date>
    }
  }
}
