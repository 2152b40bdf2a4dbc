// The tables of people, as the query builder knows them.

import type { Generated } from 'kysely'

declare module '../../db/tables.ts' {
  interface Tables {
    person: {
      id: Generated<number>
      email: string | null
      name: string
      administrator: Generated<boolean>
      persona: string | null
      created_at: Generated<Date>
      erase_by: string | null
      erased_at: Date | null
    }
    identity: { issuer: string; subject: string; person_id: number }
    sign_in_link: { token_hash: Buffer; person_id: number; asked_at: Date; expires_at: Date; used_at: Date | null }
    session: {
      id: Generated<number>
      token_hash: Buffer
      person_id: number
      device: Generated<string>
      started_at: Date
      expires_at: Date
      ended_at: Date | null
    }
    api_token: {
      id: Generated<number>
      token_hash: Buffer
      person_id: number
      partnership_id: number | null
      label: string
      created_at: Date
      expires_at: Date
      revoked_at: Date | null
    }
  }
}
