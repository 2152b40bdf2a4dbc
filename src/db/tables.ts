// The tables as the query builder knows them. Each room adds its own by declaration merging in its `tables.ts`.

import type { ColumnType, Generated } from 'kysely'

export type Moment = ColumnType<Date, Date | string, Date | string>
export type Json<T> = ColumnType<T, string, string>

export interface Tables {
  history: {
    partnership_id: number
    id: Generated<number>
    at: Moment
    operation: string
    fact: Json<{ fact: string }>
    subject_kind: string
    subject_id: number | null
    person_id: number | null
    via: string
  }
  commons_history: {
    id: Generated<number>
    at: Moment
    operation: string
    fact: Json<{ fact: string }>
    person_id: number | null
    via: string
  }
  letter: {
    id: Generated<number>
    person_id: number | null
    cause: string | null
    subject: string
    body: string
    written_at: Generated<Date>
    sent_at: Date | null
    erase_by: Generated<string>
    handed_at: Generated<Date | null>
    reply_to: Generated<number[]>
    stop: Generated<string>
  }
  upload: { id: Generated<number>; person_id: number; name: string; bytes: Buffer; at: Date; erase_by: string }
  installation: { one: boolean; demonstration: boolean; created_at: Generated<Date>; told_at: Date | null }
}
