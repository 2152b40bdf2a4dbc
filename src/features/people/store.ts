// SQL behind the verbs of people.

import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../../db/handles.ts'
import { type LinkFacts, nameless, sessionDays } from './model.ts'
import { linkExpiry } from './rules.ts'

/** Secrets are kept as their SHA-256 only; they are random, so no salt is needed. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
export const newSecret = (): string => randomBytes(32).toString('base64url')

export async function linkRequestFacts(
  db: Db,
  email: string,
  now: Date,
): Promise<{ person: number | null; open: number }> {
  const person = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!person) return { person: null, open: 0 }
  const open = await db
    .selectFrom('sign_in_link')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', person.id)
    .where('expires_at', '>', now)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { person: person.id, open: open.count }
}

export async function writeLink(db: Db, person: number, now: Date, expiresAt = linkExpiry(now)): Promise<string> {
  const token = newSecret()
  await db
    .insertInto('sign_in_link')
    .values({ token_hash: hashOf(token), person_id: person, asked_at: now, expires_at: expiresAt, used_at: null })
    .execute()
  return token
}

export const dayFrom = (now: Date): Date => new Date(now.getTime() + 86_400_000)

/** Whether somebody has an address by now; the row stays locked, so that two requests at once cannot both give one. */
export const hasAddress = async (db: Db, person: number): Promise<boolean> => {
  const row = await db.selectFrom('person').select('email').where('id', '=', person).forUpdate().executeTakeFirst()
  return row !== undefined && row.email !== null
}

export const personWith = (db: Db, email: string) =>
  db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst()

export const addPerson = async (
  db: Db,
  person: { name: string; email: string | null; administrator: boolean },
): Promise<number> =>
  (
    await db
      .insertInto('person')
      .values({ ...person, persona: null, erase_by: null, erased_at: null })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** Whoever gave no name so far takes the one that they are known by to others; they are here to stay. */
export const nameWhoHasNone = (db: Db, person: number, name: string) =>
  db.updateTable('person').set({ name, erase_by: null }).where('id', '=', person).where('name', '=', nameless).execute()

export async function firstAdministratorFacts(
  db: Db,
): Promise<{ person: number | null; hasComeIn: boolean; others: number }> {
  const administrators = await db
    .selectFrom('person')
    .select(['id', 'email'])
    .where('administrator', '=', true)
    .orderBy('id')
    .execute()
  const first = administrators[0]
  const session =
    first && (await db.selectFrom('session').select('id').where('person_id', '=', first.id).executeTakeFirst())
  return { person: first?.id ?? null, hasComeIn: session !== undefined, others: Math.max(0, administrators.length - 1) }
}

/** The link with its row locked, so that of two presses at once only one gets in. */
export async function linkFacts(db: Db, token: string): Promise<LinkFacts | 'unknown'> {
  const link = await db
    .selectFrom('sign_in_link')
    .innerJoin('person', 'person.id', 'sign_in_link.person_id')
    .select(['person_id', 'expires_at', 'used_at'])
    .where('token_hash', '=', hashOf(token))
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return link ? { person: link.person_id, expiresAt: link.expires_at, usedAt: link.used_at } : 'unknown'
}

export const useLink = (db: Db, token: string, now: Date) =>
  db.updateTable('sign_in_link').set({ used_at: now }).where('token_hash', '=', hashOf(token)).execute()

/** Begins a session and answers its secret. */
export async function beginSession(db: Db, person: number, now: Date, device: string): Promise<string> {
  const token = newSecret()
  await db
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      person_id: person,
      device,
      started_at: now,
      expires_at: new Date(now.getTime() + sessionDays * 86_400_000),
      ended_at: null,
    })
    .execute()
  return token
}

export const endSession = (db: Db, session: number, now: Date) =>
  db.updateTable('session').set({ ended_at: now }).where('id', '=', session).where('ended_at', 'is', null).execute()

export const sessionFacts = (db: Db, session: number) =>
  db
    .selectFrom('session')
    .select(['id', 'person_id as owner'])
    .where('id', '=', session)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

export async function personaFacts(
  db: Db,
  persona: string,
): Promise<{ demonstration: boolean; person: number | null }> {
  const installation = await db.selectFrom('installation').select('demonstration').executeTakeFirst()
  const person = await db.selectFrom('person').select('id').where('persona', '=', persona).executeTakeFirst()
  return { demonstration: installation?.demonstration ?? false, person: person?.id ?? null }
}

export async function providerFacts(db: Db, said: { issuer: string; subject: string; email: string | null }) {
  const known = await db
    .selectFrom('identity')
    .innerJoin('person', 'person.id', 'identity.person_id')
    .select('person_id')
    .where('issuer', '=', said.issuer)
    .where('subject', '=', said.subject)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  const byEmail = said.email
    ? await db
        .selectFrom('person')
        .select('id')
        .where('email', '=', said.email)
        .where('erased_at', 'is', null)
        .executeTakeFirst()
    : undefined
  return { known: known?.person_id ?? null, byEmail: byEmail?.id ?? null }
}

export async function writeToken(
  db: Db,
  token: { person: number; partnership: number; label: string; expiresAt: Date },
  now: Date,
) {
  const secret = `tg_${newSecret()}`
  const { id } = await db
    .insertInto('api_token')
    .values({
      token_hash: hashOf(secret),
      person_id: token.person,
      partnership_id: token.partnership,
      label: token.label,
      created_at: now,
      expires_at: token.expiresAt,
      revoked_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, secret }
}

/** Takes out everything that says who somebody is; the number stays, so that history still adds up. */
export async function erasePerson(db: Db, person: number, now: Date): Promise<void> {
  await db
    .updateTable('person')
    .set({ name: 'Someone who has left', email: null, persona: null, administrator: false, erased_at: now })
    .where('id', '=', person)
    .execute()
  await db.deleteFrom('identity').where('person_id', '=', person).execute()
  await db.deleteFrom('sign_in_link').where('person_id', '=', person).execute()
  await db.deleteFrom('session').where('person_id', '=', person).execute()
  await db.deleteFrom('api_token').where('person_id', '=', person).execute()
  await db.deleteFrom('letter').where('person_id', '=', person).execute()
}
