// Reading about people: who holds a token, one's own sessions, the personas of a demonstration, letters not yet erased.

import { sql } from 'kysely'
import type { Db, Root } from '../../db/handles.ts'
import type { Actor, HeldRole } from '../../operation/actor.ts'
import type { Asking } from '../../operation/ask.ts'
import { hashOf } from './store.ts'

interface SignedIn {
  readonly session?: number
  readonly person: number
  readonly name: string
  readonly email: string | null
  readonly administrator: boolean
  readonly roles: readonly HeldRole[]
}

/** Who holds this session, and until when; one query, through the one function that may look across partnerships. */
export async function actorOfSession(
  root: Root,
  token: string,
  now: Date,
): Promise<{ actor: Actor; expires: Date } | null> {
  const { rows } = await sql<{
    who: (SignedIn & { expires: string }) | null
  }>`select app.signed_in(${hashOf(token)}, ${now}) as who`.execute(root)
  const who = rows[0]?.who
  if (!who) return null
  const { expires, ...actor } = who
  return { actor: { ...actor, via: 'page' }, expires: new Date(expires) }
}

export async function actorOfPerson(root: Root | Db, person: number, via: Actor['via']): Promise<Actor | null> {
  const { rows } = await sql<{ who: SignedIn | null }>`select app.person_roles(${person}) as who`.execute(root)
  const who = rows[0]?.who
  return who ? { ...who, via } : null
}

export async function holderOfToken(
  root: Root,
  token: string,
  now: Date,
): Promise<{ actor: Actor; partnership: number | null } | null> {
  const held = await root
    .selectFrom('api_token')
    .select(['person_id', 'partnership_id'])
    .where('token_hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  const actor = held ? await actorOfPerson(root, held.person_id, 'api') : null
  return actor ? { actor, partnership: held!.partnership_id } : null
}

export const personByEmail = (root: Root, email: string) =>
  root
    .selectFrom('person')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .where('erased_at', 'is', null)
    .executeTakeFirst()

export interface Persona {
  readonly persona: string
  readonly name: string
  readonly part: string
}

/** The people one may look around as; none outside a demonstration. */
export async function personas(db: Db): Promise<Persona[]> {
  const { rows } = await sql<{ persona: string; name: string }>`
    select persona, name from person, installation where demonstration and persona is not null and erased_at is null order by id`.execute(
    db,
  )
  return rows.map(row => ({ ...row, part: row.persona }))
}

export interface YouView {
  readonly name: string
  readonly email: string | null
  readonly sessions: readonly { id: number; device: string; started: Date; current: boolean }[]
  readonly tokens: readonly { id: number; label: string; partnership: string; slug: string; expires: Date }[]
}

export async function you(asking: Asking): Promise<YouView> {
  const { db, viewer, now } = asking
  const sessions = await db
    .selectFrom('session')
    .select(['id', 'device', 'started_at as started'])
    .where('person_id', '=', viewer.person)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('started_at', 'desc')
    .execute()
  const { rows: tokens } = await sql<YouView['tokens'][number]>`
    select t.id, t.label, p.name as partnership, p.slug, t.expires_at as expires
    from api_token t join partnership p on p.id = t.partnership_id
    where t.person_id = ${viewer.person} and t.revoked_at is null and t.expires_at > ${now} order by t.id`.execute(db)
  return {
    name: viewer.name,
    email: viewer.email,
    sessions: sessions.map(one => ({ ...one, current: one.id === viewer.session })),
    tokens,
  }
}

/** Everyone who has not been erased, for administrators. */
export const everyone = (db: Db) =>
  sql<{ id: number; name: string; email: string | null; administrator: boolean; since: Date }>`
    select id, name, email, administrator, created_at as since from person where erased_at is null order by name collate "en-x-icu", id`
    .execute(db)
    .then(found => found.rows)

export interface LetterView {
  readonly id: number
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly at: Date
}

/** The letters of a demonstration, newest first; null anywhere else, because letters are private. */
export async function demonstrationLetters(db: Db): Promise<LetterView[] | null> {
  const installation = await db.selectFrom('installation').select('demonstration').executeTakeFirst()
  if (!installation?.demonstration) return null
  return db
    .selectFrom('letter')
    .innerJoin('person', 'person.id', 'letter.person_id')
    .select(['letter.id', 'person.name as to', 'subject', 'body', 'written_at as at'])
    .orderBy('letter.id', 'desc')
    .limit(30)
    .execute()
}
