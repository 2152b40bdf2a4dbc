// SQL behind the verbs that let people in. Codes themselves are kept nowhere, only their hashes.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { engagementFacts } from '../store.ts'
import type { BodyFacts, LetInFacts } from './model.ts'

/** The engagement, its row locked, with its secret and the number of its next codes. */
export async function letInFacts(db: Db, id: number): Promise<LetInFacts | null> {
  const found = await engagementFacts(db, id)
  if (!found) return null
  const { rows } = await sql<{ secret: Buffer; nextBatch: number }>`
    select e.secret, (select coalesce(max(c.batch), 0) + 1 from voter_code c where (c.partnership_id, c.engagement_id) = (e.partnership_id, e.id)) as "nextBatch"
    from engagement e where e.id = ${id}`.execute(db)
  return { ...found, ...rows[0]! }
}

/** Bodies by their numbers, as far as they are there. */
export async function bodyFacts(db: Db, engagement: number, asked: readonly number[]): Promise<readonly BodyFacts[]> {
  const { rows } = await sql<BodyFacts>`
    select o.id as organisation, o.name, exists (
      select from response r join activity a on (a.partnership_id, a.id) = (r.partnership_id, r.activity_id)
      where a.engagement_id = ${engagement} and r.organisation_id = o.id) as answered
    from organisation o where o.id = any(${[...asked]}::bigint[]) order by o.name collate "en-x-icu"`.execute(db)
  return rows
}

export const writeCodes = (
  db: Db,
  partnership: number,
  { engagement, batch, on }: { engagement: number; batch: number; on: string },
  codes: readonly { readonly hash: Buffer; readonly organisation: number | null }[],
) =>
  sql`insert into voter_code (partnership_id, engagement_id, batch, code_hash, organisation_id, made_on)
    select ${partnership}, ${engagement}, ${batch}, decode(hash, 'hex'), organisation, ${on}
    from unnest(${codes.map(one => one.hash.toString('hex'))}::text[], ${codes.map(one => one.organisation)}::bigint[]) c (hash, organisation)`.execute(
    db,
  )

/** The codes that these bodies had before are good no more. */
export const withdrawBodies = (db: Db, engagement: number, bodies: readonly number[], on: string) =>
  sql`update voter_code set withdrawn_on = ${on}
    where engagement_id = ${engagement} and organisation_id = any(${[...bodies]}::bigint[]) and withdrawn_on is null`.execute(
    db,
  )

/** How many codes of a batch are good; null where there is no such batch. */
export async function goodCodes(db: Db, engagement: number, batch: number): Promise<number | null> {
  const { rows } = await sql<{ good: number | null }>`
    select case when count(*) > 0 then (count(*) filter (where withdrawn_on is null))::int end as good
    from voter_code where engagement_id = ${engagement} and batch = ${batch}`.execute(db)
  return rows[0]!.good
}

export const withdrawBatch = (db: Db, engagement: number, batch: number, on: string) =>
  sql`update voter_code set withdrawn_on = ${on}
    where engagement_id = ${engagement} and batch = ${batch} and withdrawn_on is null`.execute(db)

/** The list as it is from now on. */
export async function writePostcodes(
  db: Db,
  partnership: number,
  engagement: number,
  postcodes: readonly string[],
): Promise<void> {
  await sql`delete from engagement_postcode where engagement_id = ${engagement}`.execute(db)
  await sql`insert into engagement_postcode (partnership_id, engagement_id, postcode)
    select ${partnership}, ${engagement}, n from unnest(${[...postcodes]}::text[]) n`.execute(db)
}
