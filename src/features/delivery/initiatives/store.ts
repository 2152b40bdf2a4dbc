// SQL behind the verbs of linked initiatives. An initiative is there for a partnership where its owner is a partner or
// where it is linked; elsewhere it does not exist.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Consent, Horizon, Principle, Reporting } from '../model.ts'
import { actionFacts } from '../store.ts'
import type { InitiativeFacts, OriginFacts } from './model.ts'

export async function registrationFacts(db: Db, organisation: number, name: string) {
  const { rows } = await sql<{ organisationHere: boolean; nameTaken: boolean }>`
    select exists (select 1 from partner where organisation_id = ${organisation} and left_on is null) as "organisationHere",
           exists (select 1 from initiative where organisation_id = ${organisation} and name = ${name}) as "nameTaken"`.execute(
    db,
  )
  return rows[0]!
}

/** Null where the initiative does not exist for this partnership. */
export async function initiativeFacts(db: Db, id: number): Promise<InitiativeFacts | null> {
  const { rows } = await sql<InitiativeFacts>`
    select i.id as initiative, i.name, i.organisation_id as owner, i.reporting, p.id as "ownerPartner", a.consent
    from initiative i
    left join partner p on p.organisation_id = i.organisation_id and p.left_on is null
    left join action a on a.initiative_id = i.id and a.stopped_on is null
    where i.id = ${id} and (p.id is not null or exists (select 1 from action e where e.initiative_id = i.id))`.execute(
    db,
  )
  return rows[0] ?? null
}

/** The action with its row locked, and where it comes from. */
export async function originFacts(db: Db, action: number): Promise<OriginFacts | null> {
  const facts = await actionFacts(db, action)
  const initiative = await db
    .selectFrom('initiative')
    .select(['organisation_id as owner', 'reporting'])
    .where('id', '=', facts?.initiative ?? null)
    .executeTakeFirst()
  return facts && { ...facts, owner: initiative?.owner ?? null, reporting: initiative?.reporting ?? null }
}

/** Those who lead for an organisation in this partnership. */
export async function leadsOf(db: Db, organisation: number): Promise<number[]> {
  const { rows } = await sql<{ person: number }>`
    select distinct person_id as person from membership
    where role = 'partner-lead' and organisation_id = ${organisation} and ended_on is null order by person_id`.execute(
    db,
  )
  return rows.map(one => one.person)
}

export const quotedAlready = async (db: Db, said: { initiative: number; on: string; address: string }) =>
  (await db
    .selectFrom('initiative_publication')
    .select('id')
    .where('initiative_id', '=', said.initiative)
    .where('published_on', '=', said.on)
    .where('address', '=', said.address)
    .executeTakeFirst()) !== undefined

export const register = (
  db: Db,
  fact: { organisation: number; name: string; about: string; address: string; reporting: Reporting; on: string },
) =>
  db
    .insertInto('initiative')
    .values({
      organisation_id: fact.organisation,
      name: fact.name,
      about: fact.about,
      address: fact.address,
      reporting: fact.reporting,
      registered_on: fact.on,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

/** The action that stands for an initiative here, led by its owner. */
export const link = (
  db: Db,
  partnership: number,
  fact: {
    initiative: number
    title: string
    about: string
    horizon: Horizon
    principle: Principle
    starts: string
    ends: string
    lead: number
    consent: Consent
    on: string
  },
) =>
  db
    .insertInto('action')
    .values({
      partnership_id: partnership,
      title: fact.title,
      about: fact.about,
      horizon: fact.horizon,
      principle: fact.principle,
      starts_on: fact.starts,
      ends_on: fact.ends,
      lead_partner_id: fact.lead,
      owner_person_id: null,
      deputy_person_id: null,
      initiative_id: fact.initiative,
      consent: fact.consent,
      consent_on: fact.on,
      proposed_on: fact.on,
      adopted_on: null,
      stopped_on: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

/** Keeps what the owner said last, with its day; `initiative` null makes the action the partnership's own. */
export async function setOrigin(
  db: Db,
  action: number,
  origin: { initiative: number | null; consent: Consent | null; on: string | null; words: string },
): Promise<void> {
  await db
    .updateTable('action')
    .set({
      initiative_id: origin.initiative,
      consent: origin.consent,
      consent_on: origin.on,
      consent_words: origin.words,
    })
    .where('id', '=', action)
    .execute()
}

export const quote = (db: Db, fact: { initiative: number; on: string; words: string; address: string }) =>
  db
    .insertInto('initiative_publication')
    .values({ initiative_id: fact.initiative, published_on: fact.on, words: fact.words, address: fact.address })
    .returning('id')
    .executeTakeFirstOrThrow()
