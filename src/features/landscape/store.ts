// SQL behind the verbs of the structure: what the rules need to know, with the group's row locked, and dated writing.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { GroupWords, LinkKind, SeatWords, SittingPart } from './model.ts'

/**
 * What was worked out from the structure is no longer true. Every verb that changes the structure ends with this. It is
 * later than what was worked out while the verb was under way.
 */
export const structureChanged = (db: Db, partnership: number, now: Date) =>
  sql`insert into landscape (partnership_id, changed_at) values (${partnership}, ${now})
    on conflict (partnership_id) do update
      set changed_at = greatest(excluded.changed_at, landscape.computed_at + interval '1 microsecond')`.execute(db)

/** Nobody changes a group, or what hangs together with it, while the structure is changed as a whole. */
export const lockStructure = (db: Db) =>
  sql`select from partnership_group where until is null order by id for no key update`.execute(db)

export interface GroupFacts {
  readonly group: number
  readonly since: string
  readonly until: string | null
  readonly jointBody: number | null
  readonly reports: string
  readonly textSince: string
  readonly words: GroupWords
}

/** The group with what is said of it now (of one that has ended: what was said last). */
export async function groupFacts(db: Db, group: number): Promise<GroupFacts | null> {
  await sql`select from partnership_group where id = ${group} for no key update`.execute(db)
  const { rows } = await sql<GroupFacts>`
    select g.id as "group", g.since, g.until, g.joint_body_id as "jointBody", g.reports, t.since as "textSince",
      jsonb_build_object('name', t.name, 'kind', t.kind, 'remit', t.remit, 'legalBasis', t.legal_basis, 'secretariat', t.secretariat,
        'meetings', t.meetings_a_year, 'minutes', t.meeting_minutes, 'lastMet', t.last_met_on, 'review', t.review_on) as words
    from partnership_group g join group_text t on t.partnership_id = g.partnership_id and t.group_id = g.id
    where g.id = ${group} order by t.since desc limit 1`.execute(db)
  return rows[0] ?? null
}

/**
 * The last day of which something was said of a group: its words, seats, who sits there, and what was merged into it.
 * Its end cannot lie before.
 */
export async function lastSaid(db: Db, group: number): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(day) as day from (
      select greatest(since, until) as day from group_text where group_id = ${group}
      union all select greatest(since, until) from seat where group_id = ${group}
      union all select greatest(i.since, i.until) from seat s
        join sitting i on i.partnership_id = s.partnership_id and i.seat_id = s.id where s.group_id = ${group}
      union all select until from partnership_group where into_group_id = ${group}) said`.execute(db)
  return rows[0]!.day
}

/** The group of today that has this name; case makes no difference. */
export const groupNamed = (db: Db, name: string): Promise<number | null> =>
  sql<{
    group: number
  }>`select group_id as "group" from group_text where lower(name) = lower(${name}) and until is null`
    .execute(db)
    .then(found => found.rows[0]?.group ?? null)

export async function foundGroup(
  db: Db,
  partnership: number,
  words: GroupWords,
  { since, jointBody, reports }: { since: string; jointBody: number | null; reports: string },
): Promise<number> {
  const { id } = await db
    .insertInto('partnership_group')
    .values({ partnership_id: partnership, since, until: null, into_group_id: null, joint_body_id: jointBody, reports })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertText(db, partnership, id, words, since)
  return id
}

const insertText = (db: Db, partnership: number, group: number, words: GroupWords, since: string) =>
  db
    .insertInto('group_text')
    .values({
      partnership_id: partnership,
      group_id: group,
      since,
      until: null,
      name: words.name,
      kind: words.kind,
      remit: words.remit,
      legal_basis: words.legalBasis,
      secretariat: words.secretariat,
      meetings_a_year: words.meetings,
      meeting_minutes: words.minutes,
      last_met_on: words.lastMet,
      review_on: words.review,
    })
    .execute()

/** From `on` the group is said to be this; what was said that same day is replaced, what was said before stays dated. */
export async function writeText(db: Db, partnership: number, group: number, words: GroupWords, on: string) {
  await db
    .deleteFrom('group_text')
    .where('group_id', '=', group)
    .where('until', 'is', null)
    .where('since', '>=', on)
    .execute()
  await db
    .updateTable('group_text')
    .set({ until: on })
    .where('group_id', '=', group)
    .where('until', 'is', null)
    .execute()
  await insertText(db, partnership, group, words, on)
}

/** When a group last met is no new word about it: the days before keep what was said of them. */
export const recordMeeting = (db: Db, group: number, on: string) =>
  db
    .updateTable('group_text')
    .set({ last_met_on: on })
    .where('group_id', '=', group)
    .where('until', 'is', null)
    .execute()

/** Ends a group with its seats, links and remit; what it was on the days before stays. */
export async function endGroup(
  db: Db,
  group: number,
  { on, because, into }: { on: string; because: string; into: number | null },
) {
  await db
    .updateTable('partnership_group')
    .set({ until: on, ended_because: because, into_group_id: into })
    .where('id', '=', group)
    .execute()
  const ends = { until: sql<string>`greatest(since, ${on}::date)` }
  await db.updateTable('group_text').set(ends).where('group_id', '=', group).where('until', 'is', null).execute()
  await db.updateTable('group_remit').set(ends).where('group_id', '=', group).where('until', 'is', null).execute()
  await db
    .updateTable('group_link')
    .set(ends)
    .where(either => either.or([either('group_id', '=', group), either('other_group_id', '=', group)]))
    .where('until', 'is', null)
    .execute()
  const seats = await db
    .selectFrom('seat')
    .select('id')
    .where('group_id', '=', group)
    .where('until', 'is', null)
    .execute()
  await endSeats(
    db,
    seats.map(seat => seat.id),
    on,
  )
}

export interface SeatFacts extends GroupFacts {
  readonly seat: number
  readonly organisation: number | null
  readonly seatSince: string
  readonly seatUntil: string | null
  readonly held: boolean
  /** The day of the last change of who holds it, and of who stands in; null where there was none. */
  readonly lastOf: Readonly<Record<SittingPart, string | null>>
}

export async function seatFacts(db: Db, seat: number): Promise<SeatFacts | null> {
  const of = await db.selectFrom('seat').select('group_id').where('id', '=', seat).executeTakeFirst()
  const found = of && (await groupFacts(db, of.group_id))
  if (!found) return null
  const { rows } = await sql<Omit<SeatFacts, keyof GroupFacts>>`
    select s.id as seat, s.organisation_id as organisation, s.since as "seatSince", s.until as "seatUntil",
      coalesce(bool_or(i.part = 'holder' and i.until is null), false) as held,
      jsonb_build_object('holder', max(greatest(i.since, i.until)) filter (where i.part = 'holder'),
        'substitute', max(greatest(i.since, i.until)) filter (where i.part = 'substitute')) as "lastOf"
    from seat s left join sitting i on i.partnership_id = s.partnership_id and i.seat_id = s.id
    where s.id = ${seat} group by s.partnership_id, s.id`.execute(db)
  return { ...found, ...rows[0]! }
}

export async function addSeat(
  db: Db,
  partnership: number,
  group: number,
  words: SeatWords,
  since: string,
): Promise<number> {
  const { id } = await db
    .insertInto('seat')
    .values({
      partnership_id: partnership,
      group_id: group,
      organisation_id: words.organisation,
      constituency: words.constituency,
      post: words.post,
      office: words.office,
      elected: words.elected,
      filled_by: words.filledBy,
      voting: words.voting,
      since,
      until: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function endSeats(db: Db, seats: readonly number[], on: string) {
  if (seats.length === 0) return
  const ends = { until: sql<string>`greatest(since, ${on}::date)` }
  await db.updateTable('sitting').set(ends).where('seat_id', 'in', seats).where('until', 'is', null).execute()
  await db.updateTable('seat').set(ends).where('id', 'in', seats).where('until', 'is', null).execute()
}

/** From `on` this person (null: somebody nobody has named) holds the seat or stands in; whoever did before no longer does. */
export async function sit(
  db: Db,
  partnership: number,
  seat: number,
  part: SittingPart,
  person: number | null,
  on: string,
) {
  await endSitting(db, seat, part, on)
  await db
    .insertInto('sitting')
    .values({ partnership_id: partnership, seat_id: seat, part, person_id: person, since: on, until: null })
    .execute()
}

export const endSitting = (db: Db, seat: number, part: SittingPart, on: string) =>
  db
    .updateTable('sitting')
    .set({ until: sql<string>`greatest(since, ${on}::date)` })
    .where('seat_id', '=', seat)
    .where('part', '=', part)
    .where('until', 'is', null)
    .execute()

/** The number of somebody of whom only the name is known. */
export async function namePerson(db: Db, name: string): Promise<number> {
  const { id } = await db
    .insertInto('person')
    .values({ email: null, name, persona: null, erase_by: null, erased_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Whether this person can be named here: they have a part in the partnership, or a seat in it. */
export const personKnown = (db: Db, person: number): Promise<boolean> =>
  sql`select 1 from person p where p.id = ${person} and p.erased_at is null and (
      exists (select 1 from membership m where m.person_id = p.id) or exists (select 1 from sitting s where s.person_id = p.id))`
    .execute(db)
    .then(found => found.rows.length > 0)

/** Whoever changes how groups hang together waits here for whoever else does: a circle takes two. */
export const lockLinks = (db: Db) => sql`select from landscape for no key update`.execute(db)

/** Links of today from each group to the ones it reports to or is part of. */
export const linksUp = (db: Db): Promise<{ from: number; to: number }[]> =>
  sql<{ from: number; to: number }>`
    select group_id as "from", other_group_id as "to" from group_link where until is null and kind in ('part-of', 'reports-to')`
    .execute(db)
    .then(found => found.rows)

export const linkBetween = (db: Db, group: number, other: number, kind: LinkKind) =>
  db
    .selectFrom('group_link')
    .select('id')
    .where('group_id', '=', group)
    .where('other_group_id', '=', other)
    .where('kind', '=', kind)
    .where('until', 'is', null)
    .executeTakeFirst()

export async function addLink(
  db: Db,
  partnership: number,
  { group, other, kind }: { group: number; other: number; kind: LinkKind },
  since: string,
): Promise<void> {
  await db
    .insertInto('group_link')
    .values({ partnership_id: partnership, group_id: group, other_group_id: other, kind, since, until: null })
    .execute()
}

export interface RemitOf {
  readonly outcome: number | null
  readonly theme: number | null
  readonly place: string | null
}

/** Whether what is to stand in a remit is there, and whether it stands in this group's already. */
export async function remitFacts(db: Db, group: number, { outcome, theme, place }: RemitOf) {
  const found = await groupFacts(db, group)
  const { rows } = await sql<{ known: boolean; already: boolean }>`
    select case when ${outcome}::bigint is not null then exists (select 1 from outcome where id = ${outcome})
        when ${theme}::bigint is not null then exists (select 1 from theme where id = ${theme})
        else exists (select 1 from place where code = ${place}) end as known,
      exists (select 1 from group_remit where group_id = ${group} and until is null and outcome_id is not distinct from ${outcome}::bigint
        and theme_id is not distinct from ${theme}::bigint and place_code is not distinct from ${place}::text) as already`.execute(
    db,
  )
  return found && { ...found, ...rows[0]! }
}

export async function addRemit(
  db: Db,
  partnership: number,
  group: number,
  { outcome, theme, place }: RemitOf,
  since: string,
): Promise<void> {
  await db
    .insertInto('group_remit')
    .values({
      partnership_id: partnership,
      group_id: group,
      outcome_id: outcome,
      theme_id: theme,
      place_code: place,
      since,
      until: null,
    })
    .execute()
}

/** A remit of today, with its group. */
export async function remitHere(db: Db, remit: number) {
  const row = await db
    .selectFrom('group_remit')
    .select(['id', 'group_id', 'since', 'until'])
    .where('id', '=', remit)
    .executeTakeFirst()
  const found = row && (await groupFacts(db, row.group_id))
  return found ? { ...found, remit: row.id, remitSince: row.since, remitUntil: row.until } : null
}

export async function linkHere(db: Db, link: number) {
  const row = await db
    .selectFrom('group_link')
    .select(['id', 'group_id', 'since', 'until'])
    .where('id', '=', link)
    .executeTakeFirst()
  const found = row && (await groupFacts(db, row.group_id))
  return found ? { ...found, link: row.id, linkSince: row.since, linkUntil: row.until } : null
}

export const organisationKnown = (db: Db, organisation: number): Promise<boolean> =>
  db
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisation)
    .executeTakeFirst()
    .then(found => found !== undefined)

export const bodyNamed = (db: Db, name: string): Promise<boolean> =>
  sql`select 1 from joint_body where lower(name) = lower(${name})`.execute(db).then(found => found.rows.length > 0)

export async function registerBody(
  db: Db,
  body: { name: string; legalBasis: string; ownGovernance: string; address: string; on: string },
): Promise<number> {
  const { id } = await db
    .insertInto('joint_body')
    .values({
      name: body.name,
      legal_basis: body.legalBasis,
      own_governance: body.ownGovernance,
      address: body.address,
      registered_on: body.on,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A joint body, whether it has a group here, and whether another group has its name. */
export async function bodyFacts(db: Db, body: number) {
  const { rows } = await sql<{ name: string; legalBasis: string; here: boolean; nameTaken: boolean }>`
    select b.name, b.legal_basis as "legalBasis",
      exists (select 1 from partnership_group g where g.joint_body_id = b.id and g.until is null) as here,
      exists (select 1 from group_text t where lower(t.name) = lower(b.name) and t.until is null) as "nameTaken"
    from joint_body b where b.id = ${body}`.execute(db)
  const found = rows[0]
  return {
    body: found ? { name: found.name, legalBasis: found.legalBasis } : null,
    here: found?.here ?? false,
    nameTaken: found?.nameTaken ?? false,
  }
}

export async function publicationFacts(db: Db) {
  const { rows } = await sql<{ published: boolean; groups: number }>`
    select coalesce((select published_on is not null from landscape), false) as published,
      (select count(*)::int from partnership_group where until is null) as groups`.execute(db)
  return rows[0]!
}
