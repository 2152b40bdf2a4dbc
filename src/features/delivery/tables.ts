// The tables of delivery, as the query builder knows them.

import type { Generated } from 'kysely'
import type { Moment } from '../../db/tables.ts'
import type { Unit } from '../../kernel/quantity.ts'
import type {
  Answer,
  Asks,
  BenefitKind,
  Claim,
  Consent,
  Horizon,
  Impact,
  Likelihood,
  Matters,
  PreconditionKind,
  Principle,
  Reporting,
} from './model.ts'

declare module '../../db/tables.ts' {
  interface Tables {
    initiative: {
      id: Generated<number>
      organisation_id: number
      name: string
      about: Generated<string>
      address: Generated<string>
      reporting: Reporting
      registered_on: string
    }
    initiative_publication: {
      id: Generated<number>
      initiative_id: number
      published_on: string
      words: string
      address: string
    }
    action: {
      partnership_id: number
      id: Generated<number>
      title: string
      about: Generated<string>
      horizon: Horizon
      principle: Principle
      starts_on: string
      ends_on: string
      lead_partner_id: number | null
      owner_person_id: number | null
      deputy_person_id: number | null
      initiative_id: number | null
      consent: Consent | null
      consent_on: string | null
      consent_words: Generated<string>
      proposed_on: string
      adopted_on: string | null
      adopted_despite: Generated<string>
      stopped_on: string | null
      stopped_because: Generated<string>
    }
    action_partner: { partnership_id: number; action_id: number; partner_id: number; does: string }
    action_outcome: {
      partnership_id: number
      action_id: number
      outcome_id: number
      matters: Matters
      because: Generated<string>
    }
    action_place: { partnership_id: number; action_id: number; place_code: string }
    milestone: {
      partnership_id: number
      id: Generated<number>
      action_id: number
      words: string
      due_on: string
      first_due_on: string
      moved_because: Generated<string>
      moved_on: string | null
      reached_on: string | null
      dropped_on: string | null
      dropped_because: Generated<string>
    }
    measure: {
      partnership_id: number
      id: Generated<number>
      action_id: number
      asks: Asks
      words: string
      unit: Unit
      dropped_on: string | null
    }
    measure_reading: {
      partnership_id: number
      measure_id: number
      period: string
      starts_on: string
      ends_on: string
      value: number
      recorded_at: Moment
    }
    risk: {
      partnership_id: number
      id: Generated<number>
      action_id: number
      words: string
      likelihood: Likelihood
      impact: Impact
      partner_id: number
      response: Generated<string>
      raised_on: string
      closed_on: string | null
      closed_because: Generated<string>
    }
    precondition: {
      partnership_id: number
      action_id: number
      kind: PreconditionKind
      answer: Answer
      words: string
      settled_on: string
    }
    contribution: {
      partnership_id: number
      id: Generated<number>
      action_id: number
      claim: Claim
      partner_id: number
      words: string
      evidence: string
      evidence_address: Generated<string>
      said_on: string
      withdrawn_on: string | null
    }
    benefit: {
      partnership_id: number
      id: Generated<number>
      action_id: number
      kind: BenefitKind
      experienced_by: string
      words: string
      partner_id: number
      said_on: string
      withdrawn_on: string | null
    }
  }
}
