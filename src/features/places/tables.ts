// The tables of places, as the query builder knows them.

import type { Generated } from 'kysely'
import type { Json } from '../../db/tables.ts'

declare module '../../db/tables.ts' {
  interface Tables {
    place: {
      code: string
      name: string
      kind: string
      boundary: Json<GeoJSON.Geometry> | null
      opened_on: string | null
      closed_on: string | null
      invented: Generated<boolean>
    }
    place_spelling: { spelling: string; place_code: string }
    place_parent: { place_code: string; parent_code: string }
    place_population: { place_code: string; year: number; persons: number }
    place_family: { scheme: string; place_code: string; family: string }
  }
}
