// Reading who is let in: batches of codes, invited bodies, how long the list of postcodes is. No code, no postcode.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'

export interface CodesListed {
  readonly batch: number
  readonly madeOn: string
  readonly codes: number
  readonly good: number
  readonly withdrawnOn: string | null
}

export interface BodyListed {
  readonly organisation: number
  readonly name: string
  readonly invitedOn: string
  /** Its code is good. */
  readonly good: boolean
  readonly answered: boolean
  /** It took an answer back; it cannot give it again. */
  readonly tookBack: boolean
}

export interface LetIn {
  readonly codes: readonly CodesListed[]
  readonly bodies: readonly BodyListed[]
  readonly postcodes: number
}

export async function letIn(db: Db, engagement: number): Promise<LetIn> {
  const { rows } = await sql<LetIn>`
    select
      (select coalesce(jsonb_agg(to_jsonb(b) order by b.batch desc), '[]') from (
         select batch, min(made_on) as "madeOn", count(*)::int as codes, (count(*) filter (where withdrawn_on is null))::int as good,
           max(withdrawn_on) as "withdrawnOn"
         from voter_code where engagement_id = ${engagement} and organisation_id is null group by batch) b) as codes,
      (select coalesce(jsonb_agg(to_jsonb(b) order by b.name collate "en-x-icu"), '[]') from (
         select c.organisation_id as organisation, o.name, max(c.made_on) as "invitedOn", bool_or(c.withdrawn_on is null) as good,
           exists (select from response r join activity a on (a.partnership_id, a.id) = (r.partnership_id, r.activity_id)
             where a.engagement_id = ${engagement} and r.organisation_id = c.organisation_id) as answered,
           exists (select from response r join activity a on (a.partnership_id, a.id) = (r.partnership_id, r.activity_id)
             where a.engagement_id = ${engagement} and r.organisation_id = c.organisation_id and r.withdrawn_on is not null) as "tookBack"
         from voter_code c join organisation o on o.id = c.organisation_id
         where c.engagement_id = ${engagement} group by c.organisation_id, o.name) b) as bodies,
      (select count(*)::int from engagement_postcode where engagement_id = ${engagement}) as postcodes`.execute(db)
  return rows[0]!
}
