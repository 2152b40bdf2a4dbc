// What was answered, counted for each body and year.

import { grouped } from '../../../kernel/grouped.ts'
import { type Tally, tally } from './answered.ts'
import type { ClosedRow } from './queries.ts'

/** One body in one year. */
export interface BodyYear extends Tally {
  readonly organisation: number | null
  readonly organisationName: string
  readonly year: number
}

/** The year it closed in. */
export const yearOf = ({ closed }: ClosedRow): number => Number(closed.slice(0, 4))
const names = new Intl.Collator('en-GB')

/** By body, and the latest year first. */
export const bodyYears = (rows: readonly ClosedRow[], today: string): BodyYear[] =>
  grouped(rows, one => `${one.organisation} ${yearOf(one)}`)
    .map(([, own]) => ({
      organisation: own[0]!.organisation,
      organisationName: own[0]!.organisationName,
      year: yearOf(own[0]!),
      ...tally(own, today),
    }))
    .sort((a, b) => names.compare(a.organisationName, b.organisationName) || b.year - a.year)
