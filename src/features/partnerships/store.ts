// SQL behind the verbs of partnerships.

import type { Db } from '../../db/handles.ts'
import type { Role } from '../../operation/actor.ts'
import type { PartnerFacts } from './model.ts'

const exists = async (found: Promise<unknown>): Promise<boolean> => (await found) !== undefined

export const slugOwner = (db: Db, slug: string) =>
  db.selectFrom('partnership_address').select('partnership_id').where('slug', '=', slug).executeTakeFirst()

export const placeKnown = (db: Db, code: string): Promise<boolean> =>
  exists(db.selectFrom('place').select('code').where('code', '=', code).executeTakeFirst())

export const organisationKnown = (db: Db, id: number): Promise<boolean> =>
  exists(db.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst())

/** Which names and numbers of organisations are taken already. */
export const organisationFacts = async (db: Db, input: { name: string; orgId: string | null }) => {
  const known = (column: 'name' | 'org_id', value: string | null) =>
    db.selectFrom('organisation').select('id').where(column, '=', value).executeTakeFirst()
  return {
    nameTaken: (await known('name', input.name)) !== undefined,
    numberTaken: (await known('org_id', input.orgId)) !== undefined,
  }
}

export async function found(
  db: Db,
  fact: { slug: string; name: string; area: string; subtitle: string },
): Promise<number> {
  const { id } = await db
    .insertInto('partnership')
    .values({
      slug: fact.slug,
      name: fact.name,
      area_code: fact.area,
      subtitle: fact.subtitle,
      logo: null,
      logo_type: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('partnership_address').values({ slug: fact.slug, partnership_id: id }).execute()
  return id
}

export async function partnerFacts(db: Db, partner: number): Promise<PartnerFacts | null> {
  const row = await db
    .selectFrom('partner')
    .select(['id', 'organisation_id', 'joined_on', 'left_on'])
    .where('id', '=', partner)
    .forUpdate()
    .executeTakeFirst()
  return row
    ? { partner: row.id, organisation: row.organisation_id, joined: row.joined_on, left: row.left_on !== null }
    : null
}

export const partnerOfOrganisation = (db: Db, organisation: number) =>
  db.selectFrom('partner').select(['id', 'left_on']).where('organisation_id', '=', organisation).executeTakeFirst()

export async function roleFacts(db: Db, input: { email: string; role: Role; organisation: number | null }) {
  const person = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', input.email)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  const held = person
    ? await db
        .selectFrom('membership')
        .select('id')
        .where('person_id', '=', person.id)
        .where('role', '=', input.role)
        .where('organisation_id', input.organisation === null ? 'is' : '=', input.organisation)
        .where('ended_on', 'is', null)
        .executeTakeFirst()
    : undefined
  return {
    person: person?.id ?? null,
    held: held !== undefined,
    organisationKnown:
      input.organisation !== null &&
      (await exists(
        db
          .selectFrom('partner')
          .select('id')
          .where('organisation_id', '=', input.organisation)
          .where('left_on', 'is', null)
          .executeTakeFirst(),
      )),
  }
}

export async function membershipFacts(db: Db, membership: number) {
  const row = await db
    .selectFrom('membership')
    .select(['id', 'role', 'person_id'])
    .where('id', '=', membership)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  // All coordinators' rows are locked, so that two coordinators cannot both leave at once.
  const coordinators = await db
    .selectFrom('membership')
    .select('id')
    .where('role', '=', 'coordinator')
    .where('ended_on', 'is', null)
    .forUpdate()
    .execute()
  return { membership: row.id, role: row.role, person: row.person_id, coordinators: coordinators.length }
}
