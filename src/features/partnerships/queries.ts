// Reading about partnerships: their facts for every request, partners, and who belongs.

import { sql } from 'kysely'
import type { Db, Root } from '../../db/handles.ts'
import type { Role } from '../../operation/actor.ts'
import type { PartnershipFacts } from '../../operation/operation.ts'
import type { Basis } from './model.ts'

const factsOf = sql`p.id, p.slug, p.name, p.subtitle, p.area_code as "areaCode", l.name as "areaName", l.invented, p.colour,
  p.logo is not null as "hasLogo", p.terms`

/** A partnership by any address it ever had. */
export async function byAddress(root: Root | Db, slug: string): Promise<PartnershipFacts | { movedTo: string } | null> {
  const { rows } = await sql<PartnershipFacts>`
    select ${factsOf} from partnership_address a join partnership p on p.id = a.partnership_id join place l on l.code = p.area_code
    where a.slug = ${slug}`.execute(root)
  const found = rows[0]
  return !found ? null : found.slug === slug ? found : { movedTo: found.slug }
}

export const byNumber = (root: Root | Db, id: number): Promise<PartnershipFacts | null> =>
  sql<PartnershipFacts>`select ${factsOf} from partnership p join place l on l.code = p.area_code where p.id = ${id}`
    .execute(root)
    .then(found => found.rows[0] ?? null)

export interface PartnershipListed {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly subtitle: string
  readonly area: string
  readonly areaCode: string
  readonly invented: boolean
  readonly colour: string
}

/** All partnerships of the installation, by name; `after` is the name and slug of the last one seen. */
export async function listed(db: Db, page?: { after: string | null; limit: number }): Promise<PartnershipListed[]> {
  const { rows } = await sql<PartnershipListed>`
    select p.id, p.slug, p.name, p.subtitle, l.name as area, l.code as "areaCode", l.invented, p.colour
    from partnership p join place l on l.code = p.area_code
    where p.stage = 'open' and p.slug > ${page?.after ?? ''}
    order by ${page ? sql`p.slug` : sql`p.name collate "en-x-icu"`}
    limit ${page ? page.limit + 1 : null}`.execute(db)
  return rows
}

export interface PartnerListed {
  readonly id: number
  readonly organisation: number
  readonly name: string
  readonly shortName: string
  readonly kind: string
  readonly basis: Basis
  readonly priority: string
  readonly joined: string
  readonly objectives: number
}

/** The partners of the partnership in scope, in the order of their duty and then their names. */
export async function partners(db: Db): Promise<PartnerListed[]> {
  const { rows } = await sql<PartnerListed>`
    select r.id, o.id as organisation, o.name, coalesce(nullif(o.short_name, ''), o.name) as "shortName", o.kind, r.basis, r.priority,
           r.joined_on as joined, (select count(*)::int from objective j where j.partner_id = r.id and j.partnership_id = r.partnership_id) as objectives
    from partner r join organisation o on o.id = r.organisation_id
    where r.left_on is null
    order by array_position(array['facilitating', 'statutory', 'voluntary'], r.basis), o.name collate "en-x-icu"`.execute(
    db,
  )
  return rows
}

export interface PartnerView extends PartnerListed {
  readonly website: string
  readonly orgId: string | null
  readonly sponsor: string
  readonly sponsorLetter: string
  readonly sponsorLetterOn: string | null
  readonly sponsorLetterAddress: string
  readonly left: string | null
  readonly ownObjectives: readonly { readonly id: number; readonly words: string }[]
}

export async function partner(db: Db, id: number): Promise<PartnerView | null> {
  const { rows } = await sql<PartnerView>`
    select r.id, o.id as organisation, o.name, coalesce(nullif(o.short_name, ''), o.name) as "shortName", o.kind, o.website, o.org_id as "orgId",
           r.basis, r.priority, r.joined_on as joined, r.left_on as left, r.sponsor, r.sponsor_letter as "sponsorLetter",
           r.sponsor_letter_on as "sponsorLetterOn", r.sponsor_letter_address as "sponsorLetterAddress", 0 as objectives,
           (select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'words', j.words) order by j.position, j.id), '[]')
            from objective j where j.partner_id = r.id and j.partnership_id = r.partnership_id) as "ownObjectives"
    from partner r join organisation o on o.id = r.organisation_id where r.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export interface MemberListed {
  readonly membership: number
  readonly person: number
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly organisation: string | null
  readonly since: string
}

export async function members(db: Db): Promise<MemberListed[]> {
  const { rows } = await sql<MemberListed>`
    select m.id as membership, p.id as person, p.name, p.email, m.role, o.name as organisation, m.since
    from membership m join person p on p.id = m.person_id left join organisation o on o.id = m.organisation_id
    where m.ended_on is null order by array_position(array['coordinator'], m.role), p.name collate "en-x-icu", m.id`.execute(
    db,
  )
  return rows
}

export const organisations = (db: Db) =>
  sql<{ id: number; name: string }>`select id, name from organisation order by name collate "en-x-icu"`
    .execute(db)
    .then(found => found.rows)

export const areas = (db: Db) =>
  sql<{ code: string; name: string }>`
    select code, name from place where kind in ('council', 'nation', 'health-board') and closed_on is null order by name collate "en-x-icu"`
    .execute(db)
    .then(found => found.rows)

export const about = (db: Db, partnership: number) =>
  db
    .selectFrom('partnership')
    .select(['about', 'name', 'subtitle', 'terms', 'colour', 'slug'])
    .where('id', '=', partnership)
    .executeTakeFirstOrThrow()

export const logo = (db: Db, partnership: number) =>
  db.selectFrom('partnership').select(['logo', 'logo_type as type']).where('id', '=', partnership).executeTakeFirst()
