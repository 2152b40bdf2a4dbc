// The tables of rounds, as the query builder knows them.

import type { Generated } from 'kysely'
import type { Confidence, Direction, ItemState, Rhythm, RoundState, Status } from './model.ts'

declare module '../../db/tables.ts' {
  interface Tables {
    absence: { id: Generated<number>; person_id: number; from_on: string; to_on: string }
    notice: {
      id: Generated<number>
      person_id: number
      cause: string
      partnership_id: number | null
      request_id: number | null
      keeper_id: number | null
      heading: string
      words: string
      path: Generated<string>
      stop: Generated<string>
      made_at: Date
      brought_at: Date | null
      erase_by: string
    }
    request_link: {
      id: Generated<number>
      token_hash: Buffer
      person_id: number
      made_at: Date
      expires_at: Date
      revoked_at: Date | null
    }
    request_link_part: { link_id: number; request_id: number }
    link_use: {
      id: Generated<number>
      link_id: number
      device_hash: Buffer
      said_name: string
      first_used_at: Date
    }
    calendar_feed: { person_id: number; key_hash: Buffer; made_at: Date }
    template_column: {
      organisation_id: number
      id: Generated<number>
      position: number
      heading: string
      shows: string
      words: Generated<string>
    }
    schedule: {
      partnership_id: number
      id: Generated<number>
      rhythm: Rhythm
      board_dates: Generated<string[]>
      gap_days: number
      open_days: number
      remind_days: number
      deputy_days: number
      lead_days: number
      outcomes: Generated<number[]>
      keeper_id: number
      begun_on: string
      ended_on: string | null
    }
    round: {
      partnership_id: number
      id: Generated<number>
      title: string
      starts_on: string
      ends_on: string
      opens_on: string
      closes_on: string
      state: RoundState
      schedule_id: number | null
      keeper_id: number
      outcomes: Generated<number[]>
      remind_days: number
      deputy_days: number
      lead_days: number
      announced_on: string | null
      reminded_on: string | null
      deputies_told_on: string | null
      leads_told_on: string | null
      warned_on: string | null
      opened_at: Date | null
      closed_at: Date | null
      accepted_at: Date | null
      because: Generated<string>
    }
    request: { partnership_id: number; id: Generated<number>; round_id: number; person_id: number }
    request_item: {
      partnership_id: number
      id: Generated<number>
      round_id: number
      request_id: number | null
      action_id: number | null
      indicator_id: number | null
      same_as: string | null
      asks_figure: Generated<boolean>
      organisation_id: number | null
      deputy_id: number | null
      state: Generated<ItemState>
      status: Status | null
      direction: Direction | null
      confidence: Confidence | null
      words: Generated<string>
      needs: Generated<string>
      figure: number | null
      figure_period: string | null
      reached: Generated<number[]>
      unchanged: Generated<boolean>
      version: Generated<number>
      saved_at: Date | null
      saved_by: number | null
      link_use_id: number | null
      submitted_at: Date | null
      returned_at: Date | null
      returned_note: Generated<string>
      returned_by: number | null
      accepted_at: Date | null
    }
    follow: {
      partnership_id: number
      id: Generated<number>
      person_id: number
      outcome_id: number | null
      place_code: string | null
      engagement_id: Generated<number | null>
      rhythm: 'weekly' | 'monthly' | 'as-it-moves'
      key: string
      asked_at: Date
      confirmed_at: Date | null
      told_on: string | null
      ended_at: Date | null
    }
  }
}
