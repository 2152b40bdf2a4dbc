// The tables of partnerships, as the query builder knows them.

import type { ColumnType, Generated } from 'kysely'
import type { Role } from '../../operation/actor.ts'
import type { Basis } from './model.ts'

declare module '../../db/tables.ts' {
  interface Tables {
    organisation: {
      id: Generated<number>
      name: string
      short_name: Generated<string>
      kind: string
      org_id: string | null
      website: Generated<string>
      created_at: Generated<Date>
    }
    partnership: {
      id: Generated<number>
      slug: string
      name: string
      subtitle: Generated<string>
      area_code: string
      about: Generated<string>
      terms: ColumnType<Record<string, string>, string | undefined, string>
      colour: Generated<string>
      logo: Buffer | null
      logo_type: string | null
      stage: Generated<'open' | 'closed'>
      created_at: Generated<Date>
    }
    partnership_address: { slug: string; partnership_id: number }
    partner: {
      partnership_id: number
      id: Generated<number>
      organisation_id: number
      basis: Basis
      joined_on: string
      left_on: string | null
      priority: Generated<string>
      sponsor: Generated<string>
      sponsor_letter: Generated<string>
      sponsor_letter_on: string | null
      sponsor_letter_address: Generated<string>
    }
    objective: {
      partnership_id: number
      id: Generated<number>
      partner_id: number
      words: string
      position: Generated<number>
    }
    membership: {
      partnership_id: number
      id: Generated<number>
      person_id: number
      role: Role
      organisation_id: number | null
      since: string
      ended_on: string | null
    }
  }
}
