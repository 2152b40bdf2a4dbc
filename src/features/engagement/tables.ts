// The tables of engagement, as the query builder knows them.

import type { ColumnType, Generated } from 'kysely'
import type { Json, Moment } from '../../db/tables.ts'
import type {
  ActivityKind,
  Admits,
  Answers,
  DecisionAnswer,
  Level,
  Principle,
  ResultsShown,
  Source,
  State,
} from './model.ts'
import type { Question } from './questions.ts'

type Shown = 'waiting' | 'shown' | 'hidden'
/** A column with a default that may be given. */
type Defaulted<T> = ColumnType<T, T | undefined, T>

/** What one person read from a sheet of paper. */
export interface SheetEntry {
  readonly state: 'filled' | 'blank' | 'spoilt'
  readonly answers: Answers
  readonly said: readonly { readonly question: string; readonly words: string; readonly quotable: boolean }[]
  readonly about: Readonly<Record<string, string>>
  /** The key of the code that stands on it (hexadecimal), where people are let in by codes. */
  readonly voter?: string
}

declare module '../../db/tables.ts' {
  interface Tables {
    place_group_population: {
      place_code: string
      grouping: string
      population_group: string
      population: number
      year: number
      source: Defaulted<string>
    }
    engagement: {
      partnership_id: number
      id: Generated<number>
      title: string
      purpose: string
      level: Level
      subject: string
      audience: string
      must_reach: Defaulted<string>
      organisation_id: number | null
      decided_by: Defaulted<string>
      answer_due_on: string | null
      opens_on: string
      closes_on: string
      state: Defaulted<State>
      linked: Defaulted<boolean>
      address: Defaulted<string>
      heard: Defaulted<string>
      admits: Defaulted<Admits>
      results_shown: Defaulted<ResultsShown>
      secret: Buffer
      erase_on: string
      erased_at: Moment | null
      drafted_on: string
      announced_on: string | null
      opened_at: Moment | null
      closed_at: Moment | null
      called_off_on: string | null
      called_off_because: Defaulted<string>
    }
    engagement_outcome: { partnership_id: number; engagement_id: number; outcome_id: number }
    engagement_place: { partnership_id: number; engagement_id: number; place_code: string }
    engagement_principle: {
      partnership_id: number
      engagement_id: number
      principle: Principle
      plan: Defaulted<string>
      plan_evidence: Defaulted<string>
      planned_on: string | null
      review: Defaulted<string>
      review_evidence: Defaulted<string>
      reviewed_on: string | null
    }
    activity: {
      partnership_id: number
      id: Generated<number>
      engagement_id: number
      kind: ActivityKind
      title: string
      about: Defaulted<string>
      position: number
      version: Defaulted<number>
      people_add: Defaulted<boolean>
      held_on: string | null
      venue: Defaulted<string>
      attended: number | null
      recount: Defaulted<boolean>
      dropped_on: string | null
    }
    activity_form: {
      partnership_id: number
      activity_id: number
      version: number
      questions: Json<readonly Question[]>
      frozen_at: Moment | null
      because: Defaulted<string>
    }
    engagement_postcode: { partnership_id: number; engagement_id: number; postcode: string }
    voter_code: {
      partnership_id: number
      id: Generated<number>
      engagement_id: number
      batch: number
      code_hash: Buffer
      organisation_id: number | null
      made_on: string
      withdrawn_on: string | null
    }
    paper_batch: {
      partnership_id: number
      id: Generated<number>
      activity_id: number
      number: number
      sheets: number
      note: Defaulted<string>
      version: number
      entered_twice: boolean
      made_on: string
      closed_on: string | null
    }
    response: {
      partnership_id: number
      id: Generated<number>
      activity_id: number
      version: number
      voter_key: Buffer
      device_key: Buffer | null
      receipt_hash: Buffer
      source: Source
      answers: Json<Answers>
      organisation_id: number | null
      network: Buffer | null
      received_at: Moment
      set_aside_on: string | null
      withdrawn_on: string | null
    }
    said: {
      partnership_id: number
      id: Generated<number>
      activity_id: number
      response_id: number
      question: string
      words: string
      quotable: Defaulted<boolean>
      state: Defaulted<Shown>
    }
    response_about: {
      partnership_id: number
      response_id: number
      activity_id: number
      answers: Json<Readonly<Record<string, string>>>
    }
    response_file: { partnership_id: number; response_id: number; question: string; name: string; bytes: Buffer }
    paper_sheet: {
      partnership_id: number
      batch_id: number
      number: number
      first: Json<SheetEntry> | null
      first_by: number | null
      second: Json<SheetEntry> | null
      second_by: number | null
      settled_on: string | null
      outcome: SheetEntry['state'] | null
      response_id: number | null
    }
    idea: {
      partnership_id: number
      id: Generated<number>
      activity_id: number
      response_id: number | null
      title: string
      words: Defaulted<string>
      place_code: string | null
      given_at: Moment
      state: Defaulted<Shown>
      supporters: Defaulted<number>
      comments: Defaulted<number>
    }
    idea_support: { partnership_id: number; idea_id: number; response_id: number; given_at: Moment }
    idea_comment: {
      partnership_id: number
      id: Generated<number>
      idea_id: number
      response_id: number
      words: string
      given_at: Moment
      state: Defaulted<Shown>
    }
    ranked_option: {
      partnership_id: number
      id: Generated<number>
      activity_id: number
      title: string
      words: Defaulted<string>
      position: number
      dropped_on: string | null
    }
    comparison: {
      partnership_id: number
      activity_id: number
      response_id: number
      low_id: number
      high_id: number
      chosen_id: number | null
      given_at: Moment
    }
    statement: {
      partnership_id: number
      id: Generated<number>
      activity_id: number
      response_id: number | null
      words: string
      given_at: Moment
      outside_number: number | null
      state: Defaulted<Shown>
    }
    stance: {
      partnership_id: number
      activity_id: number
      response_id: number
      statement_id: number
      stance: -1 | 0 | 1
      given_at: Moment
    }
    activity_result: {
      partnership_id: number
      activity_id: number
      counted: Json<unknown>
      responses: number
      through_response: number
      counted_at: Moment
    }
    moderation: {
      partnership_id: number
      id: Generated<number>
      engagement_id: number
      thing: 'idea' | 'comment' | 'statement' | 'said'
      thing_id: number
      verdict: 'show' | 'hide'
      reason: Defaulted<string>
      words: Defaulted<string>
      decided_at: Moment
      decided_by: number | null
      appealed_at: Moment | null
      appeal: Defaulted<string>
      appeal_verdict: 'show' | 'hide' | null
      appeal_words: Defaulted<string>
      appeal_decided_at: Moment | null
      appeal_decided_by: number | null
    }
    vote_cluster: {
      partnership_id: number
      id: Generated<number>
      activity_id: number
      sign: string
      words: string
      responses: number[]
      found_at: Moment
      judged: 'counted' | 'set-aside' | null
      because: Defaulted<string>
      judged_on: string | null
      judged_by: number | null
    }
    voice_theme: {
      partnership_id: number
      id: Generated<number>
      engagement_id: number
      title: string
      words: Defaulted<string>
      position: number
      dropped_on: string | null
    }
    coding: { partnership_id: number; said_id: number; theme_id: number; coder_id: number }
    coded: { partnership_id: number; said_id: number; coder_id: number; coded_on: string }
    quote: {
      partnership_id: number
      id: Generated<number>
      theme_id: number
      said_id: number | null
      words: string
      who: Defaulted<string>
      chosen_on: string
    }
    voice_priority: {
      partnership_id: number
      id: Generated<number>
      engagement_id: number
      title: string
      words: Defaulted<string>
      position: number
      named_on: string
      dropped_on: string | null
    }
    priority_theme: { partnership_id: number; priority_id: number; theme_id: number }
    voice_decision: {
      partnership_id: number
      id: Generated<number>
      priority_id: number
      answer: DecisionAnswer
      reason: string
      organisation_id: number | null
      decided_by: string
      decided_on: string
      replaced_on: string | null
    }
    priority_action: { partnership_id: number; priority_id: number; action_id: number; linked_on: string }
    priority_indicator: {
      partnership_id: number
      priority_id: number
      indicator_id: number
      linked_on: string
      told_period: Defaulted<string>
    }
  }
}
