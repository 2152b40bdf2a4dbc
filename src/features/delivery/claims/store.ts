// SQL behind the verbs of claims and benefits.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { actionFacts, organisationOf } from '../store.ts'
import type { SaidFacts, SayingFacts } from './model.ts'

export async function sayingFacts(db: Db, action: number, partner: number): Promise<SayingFacts | null> {
  const facts = await actionFacts(db, action)
  return facts && { ...facts, organisation: await organisationOf(db, partner) }
}

/** What was said, with its row locked, so that it is withdrawn once. */
export async function saidFacts(db: Db, table: 'contribution' | 'benefit', id: number): Promise<SaidFacts | null> {
  const { rows } = await sql<SaidFacts>`
    select s.id, s.action_id as action, p.organisation_id as organisation, s.withdrawn_on is not null as withdrawn
    from ${sql.table(table)} s join partner p on p.partnership_id = s.partnership_id and p.id = s.partner_id
    where s.id = ${id} for update of s`.execute(db)
  return rows[0] ?? null
}

export async function withdraw(
  db: Db,
  table: 'contribution' | 'benefit',
  fact: { said: number; on: string },
): Promise<{ id: number }> {
  await db.updateTable(table).set({ withdrawn_on: fact.on }).where('id', '=', fact.said).execute()
  return { id: fact.said }
}
