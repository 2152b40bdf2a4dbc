// The tables of the landscape, as the query builder knows them.

import type { Generated } from 'kysely'
import type { Json, Moment } from '../../db/tables.ts'
import type {
  CycleKind,
  FilledBy,
  GroupKind,
  ImportStage,
  LinkKind,
  Office,
  PlanKind,
  PlanState,
  ProposalKind,
  ProposalStage,
  ScenarioStage,
  SittingPart,
  StepKind,
} from './model.ts'

declare module '../../db/tables.ts' {
  interface Tables {
    joint_body: {
      id: Generated<number>
      name: string
      legal_basis: Generated<string>
      own_governance: Generated<string>
      address: Generated<string>
      registered_on: string
    }
    area_overlap: {
      by: 'lookup' | 'boundaries'
      kind: string
      other_kind: string
      place_code: string
      other_code: string
      persons: number | null
      km2: number | null
      zones: number | null
      persons_share: number | null
      km2_share: number | null
      zones_share: number | null
    }
    area_comparison: {
      by: 'lookup' | 'boundaries'
      kind: string
      other_kind: string
      year: number | null
      left_out: Json<readonly string[]>
      computed_at: Moment
    }
    landscape: {
      partnership_id: number
      preparation_hours: Generated<number>
      hour_cost: number | null
      published_on: string | null
      changed_at: Generated<Date>
      computed_at: Moment | null
    }
    partnership_group: {
      partnership_id: number
      id: Generated<number>
      since: string
      until: string | null
      ended_because: Generated<string>
      into_group_id: number | null
      joint_body_id: number | null
      reports: Generated<string>
    }
    group_text: {
      partnership_id: number
      group_id: number
      since: string
      until: string | null
      name: string
      kind: GroupKind
      remit: Generated<string>
      legal_basis: Generated<string>
      secretariat: Generated<string>
      meetings_a_year: number | null
      meeting_minutes: number | null
      last_met_on: string | null
      review_on: string | null
    }
    group_link: {
      partnership_id: number
      id: Generated<number>
      group_id: number
      other_group_id: number
      kind: LinkKind
      since: string
      until: string | null
    }
    group_remit: {
      partnership_id: number
      id: Generated<number>
      group_id: number
      outcome_id: number | null
      theme_id: number | null
      place_code: string | null
      since: string
      until: string | null
    }
    seat: {
      partnership_id: number
      id: Generated<number>
      group_id: number
      organisation_id: number | null
      constituency: Generated<string>
      post: Generated<string>
      office: Generated<Office>
      elected: Generated<boolean>
      filled_by: Generated<FilledBy>
      voting: Generated<boolean>
      since: string
      until: string | null
    }
    sitting: {
      partnership_id: number
      id: Generated<number>
      seat_id: number
      part: SittingPart
      person_id: number | null
      since: string
      until: string | null
    }
    scenario: {
      partnership_id: number
      id: Generated<number>
      name: string
      why: string
      stage: Generated<ScenarioStage>
      made_on: string
      shared_on: string | null
      settled_on: string | null
      settled_because: Generated<string>
    }
    scenario_step: {
      partnership_id: number
      id: Generated<number>
      scenario_id: number
      kind: StepKind
      group_id: number
      into_group_id: number | null
      name: Generated<string>
      outcome_id: number | null
      theme_id: number | null
      place_code: string | null
      meetings_a_year: number | null
      meeting_minutes: number | null
    }
    restructuring: {
      partnership_id: number
      id: Generated<number>
      on_day: string
      name: string
      reason: string
      scenario_id: number | null
    }
    organisation_spelling: { partnership_id: number; spelling: string; organisation_id: number }
    group_import: {
      partnership_id: number
      id: Generated<number>
      person_id: number | null
      name: string
      bytes: Buffer | null
      headings: Json<Record<string, string>>
      organisations: Json<Record<string, number | 'new' | 'nobody'>>
      stage: Generated<ImportStage>
      rows: Generated<number>
      done: Generated<number>
      counts: Json<Record<string, number>>
      left_out: Json<readonly { line: number | null; words: string }[]>
      at: Moment
      erase_by: string
    }
    group_measure: {
      partnership_id: number
      group_id: number
      seats: number
      vacant: number
      people: number
      organisations: number
      voices: number
      hours: number | null
    }
    organisation_measure: {
      partnership_id: number
      organisation_id: number
      groups: number
      seats: number
      hours: number
    }
    person_measure: { partnership_id: number; person_id: number; groups: number; hours: number }
    overlap: {
      partnership_id: number
      group_id: number
      other_group_id: number
      organisations: number
      organisations_share: number | null
      people: number
      people_share: number | null
      outcomes: number
      outcomes_share: number | null
      places: number
      places_share: number | null
      words_share: number | null
      score: number
    }
    merge_candidate: {
      partnership_id: number
      group_id: number
      into_group_id: number
      score: number
      saves_meetings: number | null
      saves_hours: number | null
      loses: Json<readonly { kind: string; words: string }[]>
      keeps: Json<readonly string[]>
    }
    proposal: {
      partnership_id: number
      id: Generated<number>
      kind: ProposalKind
      name: string
      purpose: string
      asked_by: Generated<string>
      made_on: string
      stage: Generated<ProposalStage>
      settled_on: string | null
      because: Generated<string>
      group_id: number | null
      sponsor_organisation_id: number | null
      review_on: string | null
      adapts: 'they' | 'we' | 'both' | null
      adapts_words: Generated<string>
      repeats: Generated<string>
      shown: Json<readonly { group: number; score: number; because: readonly string[] }[]>
    }
    proposal_remit: {
      partnership_id: number
      id: Generated<number>
      proposal_id: number
      outcome_id: number | null
      theme_id: number | null
      place_code: string | null
      organisation_id: number | null
    }
    requirement: {
      partnership_id: number
      id: Generated<number>
      code: string | null
      name: string
      demanded_by: string
      legal_basis: Generated<string>
      source: Generated<string>
      of_kinds: string[]
      every_months: number | null
      contains: string[]
      joint: Generated<boolean>
      dropped_on: string | null
    }
    registered_plan: {
      partnership_id: number
      id: Generated<number>
      organisation_id: number | null
      plan_id: number | null
      name: string
      kind: PlanKind
      from_on: string | null
      to_on: string | null
      state: PlanState
      pages: number | null
      hours: number | null
      reports_a_year: number | null
      report_hours: number | null
      contains: string[]
      address: Generated<string>
      removed_on: string | null
    }
    registered_plan_outcome: { partnership_id: number; registered_plan_id: number; outcome_id: number }
    registered_plan_requirement: { partnership_id: number; registered_plan_id: number; requirement_id: number }
    cycle: {
      partnership_id: number
      id: Generated<number>
      organisation_id: number | null
      registered_plan_id: number | null
      kind: CycleKind
      name: string
      first_on: string
      every_months: number | null
      ended_on: string | null
    }
  }
}
