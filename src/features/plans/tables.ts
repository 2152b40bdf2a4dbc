// The tables of plans, as the query builder knows them.

import type { Generated } from 'kysely'
import type { Json } from '../../db/tables.ts'
import type { KeptFile } from './document.ts'
import type { Dimension, Horizon, PlanKind, Principle, State } from './model.ts'

declare module '../../db/tables.ts' {
  interface Tables {
    framework: {
      code: string
      name: string
      version: string
      publisher: string
      source: string
      adopted_on: string | null
    }
    goal: { framework_code: string; code: string; position: number; title: string }
    plan: {
      partnership_id: number
      id: Generated<number>
      kind: PlanKind
      title: string
      place_code: string | null
      community: Generated<string>
      parent_plan_id: number | null
      started_on: string
    }
    plan_version: {
      partnership_id: number
      id: Generated<number>
      plan_id: number
      number: number
      state: State
      vision: Generated<string>
      summary: Generated<string>
      starts_on: string
      ends_on: string
      because: Generated<string>
      proposed_on: string | null
      adopted_on: string | null
      adopted_where: Generated<string>
      superseded_on: string | null
    }
    theme: { partnership_id: number; id: Generated<number>; plan_id: number }
    theme_text: {
      partnership_id: number
      version_id: number
      theme_id: number
      title: string
      description: Generated<string>
      position: number
    }
    outcome: { partnership_id: number; id: Generated<number>; plan_id: number }
    outcome_text: {
      partnership_id: number
      version_id: number
      outcome_id: number
      theme_id: number
      parent_outcome_id: number | null
      title: string
      description: Generated<string>
      horizon: Horizon
      dimensions: Generated<Dimension[]>
      partner_id: number | null
      position: number
    }
    outcome_goal: {
      partnership_id: number
      version_id: number
      outcome_id: number
      framework_code: string
      goal_code: string
    }
    endorsement: {
      partnership_id: number
      version_id: number
      partner_id: number
      endorsed_on: string
      reservation: Generated<string>
      person_id: number | null
    }
    stress: {
      partnership_id: number
      version_id: number
      partner_id: number
      principle: Principle
      words: Generated<string>
    }
    stressed_outcome: { partnership_id: number; version_id: number; partner_id: number; outcome_id: number }
    objective_outcome: { partnership_id: number; objective_id: number; outcome_id: number }
    plan_import: { partnership_id: number; version_id: number; document: Json<KeptFile> }
  }
}
