// SQL behind following: what can be followed, who asks, and what is written. An address stands in `person`, with the
// day on which it is erased unless its owner says yes.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { daysAfter } from '../../../kernel/days.ts'
import type { Context } from '../../../operation/operation.ts'
import { nameless } from '../../people/public.ts'
import { outcome as outcomeNamed } from '../../plans/public.ts'
import { newSecret } from '../letters/keys.ts'
import {
  type Asked,
  type AskingFacts,
  daysToConfirm,
  type Followed,
  type FollowInput,
  type FollowRhythm,
  type Subject,
} from './following-rules.ts'

/**
 * What can be followed, by its name: adopted outcomes, places that a plan or an action is about, and engagements that
 * everyone can see. Null: not there.
 */
export async function followable(db: Db, { outcome, place, engagement }: Subject): Promise<string | null> {
  if (outcome !== null) return (await outcomeNamed(db, outcome))?.title ?? null
  if (engagement !== null) return titleOfEngagement(db, engagement)
  const { rows } = await sql<{ name: string }>`
    select l.name from place l where l.code = ${place} and (
      exists (select 1 from plan p join plan_version v on (v.partnership_id, v.plan_id) = (p.partnership_id, p.id) and v.state = 'adopted' where p.place_code = l.code)
      or exists (select 1 from action_place w join action a on (a.partnership_id, a.id) = (w.partnership_id, w.action_id)
                 where w.place_code = l.code and a.adopted_on is not null and (a.initiative_id is null or a.consent = 'given')))`.execute(
    db,
  )
  return rows[0]?.name ?? null
}

const titleOfEngagement = async (db: Db, engagement: number): Promise<string | null> => {
  const { rows } = await sql<{
    title: string
  }>`select title from engagement where id = ${engagement} and state <> 'draft'`.execute(db)
  return rows[0]?.title ?? null
}

/** What the rules know of who asks to follow what; null where that is not there. */
export async function askingFacts(
  db: Db,
  input: FollowInput,
  signedIn: number | null,
  now: Date,
): Promise<AskingFacts | null> {
  if (input.outcome === null && input.place === null && input.engagement === null)
    return { title: '', person: null, known: false, waiting: 0 }
  const title = await followable(db, input)
  if (title === null) return null
  // Many who ask for one address at once are counted one after the other.
  await sql`select pg_advisory_xact_lock(hashtext(${`follow ${input.email ?? signedIn}`}))`.execute(db)
  const { rows } = await sql<Omit<AskingFacts, 'title'>>`
    select p.id as person, app.follows_waiting(p.id, ${now}) as waiting, ${ofSubject(input)} is not null as known
    from person p where p.erased_at is null and ${signedIn === null ? sql`p.email = ${input.email}` : sql`p.id = ${signedIn}`}`.execute(
    db,
  )
  return { title, person: null, known: false, waiting: 0, ...rows[0] }
}

/** The number of what person `p` follows or was asked about, of this subject. */
const ofSubject = ({ outcome, place, engagement }: Subject) => sql`
  (select f.id from follow f where f.person_id = p.id and f.ended_at is null
   and ${
     outcome !== null
       ? sql`f.outcome_id = ${outcome}`
       : engagement !== null
         ? sql`f.engagement_id = ${engagement}`
         : sql`f.place_code = ${place}`
   } limit 1)`

/** Writes who follows, or who is to be asked for a yes. */
export async function writeFollow(
  db: Db,
  partnership: number,
  fact: Followed,
  { now, today }: Context,
): Promise<Asked> {
  if (!fact.counts) return {}
  const begun = fact.fact === 'FollowBegun'
  const person = fact.person ?? (await addFollower(db, fact.email!, today))
  const key = newSecret()
  const { rows } = await sql<{ id: number }>`
    insert into follow (partnership_id, person_id, outcome_id, place_code, engagement_id, rhythm, key, asked_at, confirmed_at, told_on)
    values (${partnership}, ${person}, ${fact.outcome}, ${fact.place}, ${fact.engagement}, ${fact.rhythm}, ${key}, ${now}, ${begun ? now : null}, ${begun ? today : null})
    on conflict (partnership_id, person_id, coalesce(outcome_id::text, place_code, 'engagement ' || engagement_id)) where ended_at is null
    do update set rhythm = excluded.rhythm, confirmed_at = coalesce(follow.confirmed_at, excluded.confirmed_at), told_on = coalesce(follow.told_on, excluded.told_on)
    returning id`.execute(db)
  if (!begun) return { to: person, sealed: key }
  await keep(db, person)
  return { id: rows[0]!.id }
}

const addFollower = async (db: Db, email: string, today: string): Promise<number> =>
  (
    await db
      .insertInto('person')
      .values({
        email,
        name: nameless,
        persona: null,
        erase_by: daysAfter(today, daysToConfirm),
        erased_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** Nobody who follows something is erased by date. */
const keep = (db: Db, person: number) =>
  db.updateTable('person').set({ erase_by: null }).where('id', '=', person).execute()

/** What somebody follows, and whether they said yes. */
export interface FollowFacts extends Subject {
  readonly follow: number
  readonly person: number
  readonly rhythm: FollowRhythm
  readonly confirmed: boolean
  readonly ended: boolean
}

/** What a key confirms or stops, its row locked where it is to be written; a yes that came too late finds nothing. */
export async function followByKey(db: Db, key: string, now: Date, locked = true): Promise<FollowFacts | null> {
  const { rows } = await sql<FollowFacts>`
    select id as follow, person_id as person, outcome_id as outcome, place_code as place, engagement_id as engagement, rhythm,
      confirmed_at is not null as confirmed, ended_at is not null as ended
    from follow where key = ${key} and (confirmed_at is not null or asked_at > ${now}::timestamptz - make_interval(days => ${daysToConfirm}))
    ${locked ? sql`for update` : sql``}`.execute(db)
  return rows[0] ?? null
}

/** Somebody said yes: they hear from that day on, and are kept. */
export async function confirm(
  db: Db,
  { follow, person }: { follow: number; person: number },
  now: Date,
  today: string,
): Promise<void> {
  await db
    .updateTable('follow')
    .set({ confirmed_at: now, told_on: today })
    .where('id', '=', follow)
    .where('confirmed_at', 'is', null)
    .execute()
  await keep(db, person)
}

/** Stops it; whoever is known for nothing else is erased on a day. */
export async function stop(
  db: Db,
  { follow, person, eraseBy }: { follow: number; person: number; eraseBy: string },
  now: Date,
): Promise<void> {
  const stopped = await db
    .updateTable('follow')
    .set({ ended_at: now })
    .where('id', '=', follow)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (stopped.numUpdatedRows > 0n) await sql`select app.after_following(${person}, ${eraseBy}::date)`.execute(db)
}

/** What somebody follows of this subject. */
export async function followedBy(
  db: Db,
  person: number | null,
  what: Subject,
): Promise<{ key: string; rhythm: FollowRhythm } | null> {
  if (person === null) return null
  const { rows } = await sql<{ key: string; rhythm: FollowRhythm }>`
    select f.key, f.rhythm from follow f, person p where p.id = ${person} and f.id = ${ofSubject(what)} and f.confirmed_at is not null`.execute(
    db,
  )
  return rows[0] ?? null
}

/**
 * A confirmed follow with its row locked: who is told, of what, since when, and the adopted plan of its place. What
 * moves in an engagement is told by the verbs that move it.
 */
export async function followToTell(db: Db, follow: number) {
  const { rows } = await sql<{
    follow: number
    person: number
    outcome: number | null
    place: string | null
    key: string
    since: string
    plan: number | null
  }>`
    select f.id as follow, f.person_id as person, f.outcome_id as outcome, f.place_code as place, f.key,
      coalesce(f.told_on, (f.confirmed_at at time zone 'Europe/London')::date)::text as since,
      (select min(p.id) from plan p join plan_version v on v.plan_id = p.id and v.state = 'adopted' where p.place_code = f.place_code) as plan
    from follow f where f.id = ${follow} and f.confirmed_at is not null and f.ended_at is null and f.engagement_id is null for update of f`.execute(
    db,
  )
  return rows[0] ?? null
}
