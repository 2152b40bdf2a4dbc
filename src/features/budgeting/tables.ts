// The tables of participatory budgets, as the query builder knows them.

import type { ColumnType, Generated } from 'kysely'
import type { Json, Moment } from '../../db/tables.ts'
import type { BallotKind } from './counting/model.ts'
import type { BudgetFile, Counted, Origin, ProjectState, TieBreaking } from './model.ts'

/** A column with a default that may be given. */
type Defaulted<T> = ColumnType<T, T | undefined, T>
/** An exact decimal; it is read as text. */
type Exact = ColumnType<string, string | number, string | number>

declare module '../../db/tables.ts' {
  interface Tables {
    budget: {
      partnership_id: number
      id: Generated<number>
      engagement_id: number
      activity_id: number | null
      title: string
      about: Defaulted<string>
      amount: Exact
      currency: Defaulted<string>
      place_code: string | null
      suggest_until: string | null
      ballot: BallotKind
      rule: 'greedy' | 'equal-shares'
      completion: Defaulted<'none' | 'add1' | 'add1-utilitarian'>
      tie_break: TieBreaking
      least: number | null
      most: number | null
      points: number | null
      started_on: string
      counted: Json<Counted> | null
      counted_at: Moment | null
      published_on: string | null
      outside: Json<BudgetFile> | null
    }
    project: {
      partnership_id: number
      id: Generated<number>
      budget_id: number
      code: string
      title: string
      words: Defaulted<string>
      place_code: string | null
      origin: Origin
      idea_id: number | null
      suggested_cost: Exact | null
      cost: Exact | null
      state: ProjectState
      because: Defaulted<string>
      checked_on: string | null
      added_at: Moment
      receipt_hash: Buffer | null
      action_id: number | null
      outside: Json<Readonly<Record<string, string>>> | null
    }
  }
}
