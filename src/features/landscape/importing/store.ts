// SQL behind the verbs of importing: the waiting file, what the rules need to know of the structure, and writing in bulk.

import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import type { SentFile } from '../../../operation/fields.ts'
import { readSheets } from '../../../outside/sheets.ts'
import { findPlaces } from '../../places/public.ts'
import type { SittingPart } from '../model.ts'
import { remitTitles } from '../queries.ts'
import { type GroupEntry, groupKey } from './entries.ts'
import { namesOnce } from './looking.ts'
import type { ImportFacts, Kept, Looked } from './model.ts'
import { type Known, plainOrganisation } from './organisations.ts'
import { type PersonRef, placeKey } from './people.ts'
import { findList, type LeftOut, type Listing } from './reading.ts'
import {
  type Counts,
  type GroupChanges,
  type KnownGroup,
  type KnownGroups,
  type KnownSeat,
  type KnownSeats,
  placeWords,
  remitKey,
  type SeatChanges,
} from './rules.ts'

/** Reads the list in a file; a refusal where there is none. */
export async function readList(file: SentFile): Promise<Listing | Refusal> {
  const sheets = await readSheets(file.bytes, file.name)
  return isRefusal(sheets) ? { ...sheets, field: 'file' } : findList(sheets, file.name)
}

// ── the waiting file ──────────────────────────────────────────────────────────

const packed = (kept: Kept): Buffer => gzipSync(JSON.stringify(kept))
const unpacked = (bytes: Buffer): Kept => JSON.parse(gunzipSync(bytes).toString('utf8')) as Kept

export const daysKept = 14

export async function keepList(
  db: Db,
  partnership: number,
  sent: { name: string; listing: Listing; seats: number; person: number | null; now: Date },
): Promise<number> {
  const { id } = await db
    .insertInto('group_import')
    .values({
      partnership_id: partnership,
      person_id: sent.person,
      name: sent.name,
      bytes: packed({ listing: sent.listing }),
      headings: '{}',
      organisations: '{}',
      rows: sent.seats,
      counts: '{}',
      left_out: '[]',
      at: sent.now,
      erase_by: new Date(sent.now.getTime() + daysKept * 86_400_000).toISOString().slice(0, 10),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The import, with its row locked where `locked`; null where there is none. */
export async function importFacts(db: Db, id: number, locked: boolean): Promise<ImportFacts | null> {
  const query = db.selectFrom('group_import').selectAll().where('id', '=', id)
  const row = await (locked ? query.forUpdate() : query).executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    person: row.person_id,
    name: row.name,
    stage: row.stage,
    headings: row.headings as ImportFacts['headings'],
    organisations: row.organisations,
    rows: row.rows,
    done: row.done,
    counts: row.counts as unknown as Counts,
    leftOut: row.left_out,
    at: row.at,
    eraseBy: row.erase_by,
    kept: row.bytes ? unpacked(row.bytes) : null,
  }
}

export const sayHeadings = (db: Db, id: number, headings: ImportFacts['headings'], seats: number) =>
  db
    .updateTable('group_import')
    .set({ headings: JSON.stringify(headings), rows: seats })
    .where('id', '=', id)
    .execute()

export const sayOrganisations = (db: Db, id: number, said: ImportFacts['organisations']) =>
  sql`update group_import set organisations = organisations || ${JSON.stringify(said)}::jsonb where id = ${id}`.execute(
    db,
  )

/**
 * Notes how far an import has come; at its end nothing of the file is kept but its name and what was left out, without
 * what stood there.
 */
export const noteProgress = (
  db: Db,
  id: number,
  at: {
    done: number
    rows: number
    ended: boolean
    counts: Counts
    leftOut: readonly LeftOut[]
    groups?: readonly GroupEntry[]
    organisations?: object
  },
) =>
  sql`update group_import set done = ${at.done}, rows = ${at.rows}, stage = ${at.ended ? 'done' : 'running'},
    counts = ${JSON.stringify(at.counts)}::jsonb, left_out = left_out || ${JSON.stringify(at.leftOut.map(({ line, words }) => ({ line, words })))}::jsonb,
    headings = case when ${at.ended} then '{}' else headings end,
    organisations = coalesce(${at.ended ? '{}' : at.organisations ? JSON.stringify(at.organisations) : null}::jsonb, organisations),
    bytes = ${at.ended ? sql`null` : at.groups ? sql`${packed({ groups: at.groups })}` : sql`bytes`}
    where id = ${id}`.execute(db)

/** After a long list, so that what is asked next is planned for as many rows as there are. */
export const countStructure = (db: Db) => sql`select app.count_structure()`.execute(db)

/** Forgets what was sent; how much of it was brought in stays known. */
export const dropImport = (db: Db, id: number) =>
  db
    .updateTable('group_import')
    .set({ stage: 'dropped', bytes: null, name: '', headings: '{}', organisations: '{}', left_out: '[]' })
    .where('id', '=', id)
    .execute()

// ── what is known ─────────────────────────────────────────────────────────────

export async function knownOrganisations(db: Db): Promise<Known> {
  const { rows: organisations } = await sql<Known['organisations'][number]>`
    select o.id, o.name, o.short_name as "shortName", exists (select 1 from partner p where p.organisation_id = o.id and p.left_on is null) as partner
    from organisation o order by o.id`.execute(db)
  const { rows: spellings } = await sql<{ spelling: string; id: number }>`
    select spelling, organisation_id as id from organisation_spelling`.execute(db)
  const { rows: direct } = await sql<{ constituency: string }>`
    select distinct constituency from seat where constituency <> '' and until is null`.execute(db)
  return {
    organisations,
    spellings: new Map(spellings.map(each => [each.spelling, each.id])),
    constituencies: new Set(direct.map(each => plainOrganisation(each.constituency))),
  }
}

/** The groups of today with what is said of them now; put together here, whatever the database thinks there is. */
async function groupsNow(db: Db): Promise<KnownGroup[]> {
  const { rows: groups } = await sql<{ id: number; since: string; joint: boolean }>`
    select id, since, joint_body_id is not null as joint from partnership_group where until is null order by id desc`.execute(
    db,
  )
  const { rows: texts } = await sql<KnownGroup['words'] & { group: number }>`
    select group_id as "group", name, kind, remit, legal_basis as "legalBasis", secretariat, meetings_a_year as meetings,
      meeting_minutes as minutes, last_met_on as "lastMet", review_on as review from group_text where until is null`.execute(
    db,
  )
  const said = new Map(texts.map(({ group, ...words }) => [group, words]))
  return groups.flatMap(group => {
    const words = said.get(group.id)
    return words ? [{ ...group, words }] : []
  })
}

/**
 * The list with the names of its groups as the database tells them apart: two that are one to it cannot both stand, and
 * a group of today keeps its own writing.
 */
export async function withNamesOnce(db: Db, looked: Looked): Promise<Looked> {
  const { rows } = await sql<{ name: string; same: string }>`
    select name, lower(name) as same from unnest(${looked.entries.groups.map(entry => entry.name)}::text[]) n (name)`.execute(
    db,
  )
  const { rows: now } = await sql<{ name: string; same: string }>`
    select name, lower(name) as same from group_text where until is null and lower(name) = any(${rows.map(row => row.same)}::text[])`.execute(
    db,
  )
  return namesOnce(
    looked,
    new Map(rows.map(row => [row.name, row.same])),
    new Map(now.map(row => [row.same, row.name])),
  )
}

/** The groups of today as the rules need them, with the outcomes, themes and places that the entries may name. */
export async function knownGroups(db: Db, entries: readonly GroupEntry[]): Promise<KnownGroups> {
  const groups = await groupsNow(db)
  const { rows: links } = await sql<KnownGroups['links'][number]>`
    select id, group_id as "from", other_group_id as "to", kind from group_link where until is null order by id`.execute(
    db,
  )
  const { rows: remits } = await sql<{
    group: number
    outcome: number | null
    theme: number | null
    place: string | null
  }>`
    select group_id as "group", outcome_id as outcome, theme_id as theme, place_code as place from group_remit where until is null`.execute(
    db,
  )
  const titles = await remitTitles(db)
  return {
    groups: new Map(groups.map(group => [groupKey(group.words.name), group])),
    links,
    remits: new Set(
      remits.map(({ group, outcome, theme, place }) =>
        remitKey(
          group,
          outcome !== null
            ? { kind: 'outcome', subject: outcome }
            : theme !== null
              ? { kind: 'theme', subject: theme }
              : { kind: 'place', subject: place! },
        ),
      ),
    ),
    outcomes: byTitle(titles.outcomes),
    themes: byTitle(titles.themes),
    places: await findPlaces(db, [...new Set(entries.flatMap(entry => placeWords(entry.places)))]),
  }
}

/** Of two with one title the older one. */
const byTitle = (rows: readonly { id: number; title: string }[]): Map<string, number> =>
  new Map([...rows].reverse().map(row => [row.title.toLowerCase(), row.id]))

/** The seats of today in the groups of the entries, and the people whom the entries may mean. */
export async function knownSeats(db: Db, entries: readonly GroupEntry[]): Promise<KnownSeats> {
  const wanted = new Set(entries.map(entry => groupKey(entry.name)))
  const here = new Map(
    (await groupsNow(db)).flatMap(group => {
      const key = groupKey(group.words.name)
      return wanted.has(key) ? [[key, group] as const] : []
    }),
  )
  const ids = [...here.values()].map(group => group.id)
  const { rows: seats } = await sql<Omit<KnownSeat, 'held' | 'person' | 'substituted' | 'substitute' | 'lastOf'>>`
    select id, group_id as "group", organisation_id as organisation, constituency, post, office, elected, filled_by as "filledBy", voting, since
    from seat where group_id = any(${ids}::bigint[]) and until is null order by id`.execute(db)
  const { rows: ended } = await sql<{
    group: number
    organisation: number | null
    constituency: string
    until: string
  }>`
    select group_id as "group", organisation_id as organisation, constituency, max(until) as until
    from seat where group_id = any(${ids}::bigint[]) and until is not null group by 1, 2, 3 order by 4`.execute(db)
  const { rows: sittings } = await sql<{
    seat: number
    part: SittingPart
    person: number | null
    last: string
    sits: boolean
  }>`
    select seat_id as seat, part, person_id as person, greatest(since, until) as last, until is null as sits from sitting
    where seat_id = any(${seats.map(seat => seat.id)}::bigint[])`.execute(db)
  const by = { holder: new Map<number, number | null>(), substitute: new Map<number, number | null>() }
  const last = { holder: new Map<number, string>(), substitute: new Map<number, string>() }
  for (const { seat, part, person, last: day, sits } of sittings) {
    if (sits) by[part].set(seat, person)
    if (day > (last[part].get(seat) ?? '')) last[part].set(seat, day)
  }
  return {
    groups: here,
    seats: seats.map(seat => ({
      ...seat,
      held: by.holder.has(seat.id),
      person: by.holder.get(seat.id) ?? null,
      substituted: by.substitute.has(seat.id),
      substitute: by.substitute.get(seat.id) ?? null,
      lastOf: { holder: last.holder.get(seat.id) ?? null, substitute: last.substitute.get(seat.id) ?? null },
    })),
    people: await knownPeople(db, entries),
    ended: new Map(ended.map(seat => [placeKey(seat.group, seat.organisation, seat.constituency), seat.until])),
  }
}

async function knownPeople(db: Db, entries: readonly GroupEntry[]): Promise<KnownSeats['people']> {
  const named = entries.flatMap(entry =>
    entry.seats.flatMap(seat => [seat.holder, seat.substitute].flatMap(who => (typeof who === 'object' ? [who] : []))),
  )
  const names = [...new Set(named.flatMap(who => (who.name ? [who.name, who.name.toLowerCase()] : [])))]
  const emails = [...new Set(named.flatMap(who => who.email || []))]
  const numbers = [...new Set(named.flatMap(who => who.number ?? []))]
  // Asked step by step: in the middle of a long list the database does not know yet how much there is.
  const { rows: people } = await sql<{ id: number; name: string; email: string | null }>`
    select id, name, email from person where id in (select unnest(${numbers}::bigint[])) or erased_at is null and (
      name in (select unnest(${names}::text[])) or lower(name) in (select unnest(${names}::text[])) or email in (select unnest(${emails}::text[])))
    order by id`.execute(db)
  const ids = people.map(one => one.id)
  const { rows: acts } = await sql<{ person: number; organisation: number | null }>`
    select person_id as person, organisation_id as organisation from membership where person_id = any(${ids}::bigint[])`.execute(
    db,
  )
  const { rows: sits } = await sql<{ person: number; seat: number }>`
    select person_id as person, seat_id as seat from sitting where person_id = any(${ids}::bigint[])`.execute(db)
  const { rows: seats } = await sql<{ id: number; organisation: number | null }>`
    select id, organisation_id as organisation from seat where id = any(${[...new Set(sits.map(one => one.seat))]}::bigint[])`.execute(
    db,
  )
  const organisationOf = new Map(seats.map(seat => [seat.id, seat.organisation]))
  const here = new Map<number, Set<number>>()
  for (const { person, organisation } of [
    ...acts,
    ...sits.map(one => ({ person: one.person, organisation: organisationOf.get(one.seat) ?? null })),
  ]) {
    const theirs = here.get(person) ?? new Set()
    here.set(person, organisation === null ? theirs : theirs.add(organisation))
  }
  return people.flatMap(one => (here.has(one.id) ? [{ ...one, organisations: [...here.get(one.id)!] }] : []))
}

/** Names of people with a part here, in small letters, among those that are written. */
export async function peopleNamed(db: Db, written: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct lower(p.name) as name from person p where p.erased_at is null and lower(p.name) = any(${written.map(name => name.toLowerCase())}::text[])
      and (exists (select 1 from membership m where m.person_id = p.id) or exists (select 1 from sitting s where s.person_id = p.id))`.execute(
    db,
  )
  return rows.map(row => row.name)
}

// ── writing ───────────────────────────────────────────────────────────────────

/** Registers organisations by name, unless they are there by now; answers their numbers. */
export async function registerOrganisations(db: Db, names: readonly string[]): Promise<number[]> {
  if (names.length === 0) return []
  await sql`insert into organisation (name, kind) select name, 'other' from unnest(${names}::text[]) n (name) on conflict (name) do nothing`.execute(
    db,
  )
  const { rows } = await sql<{
    id: number
    name: string
  }>`select id, name from organisation where name = any(${names}::text[])`.execute(db)
  const numbers = new Map(rows.map(row => [row.name, row.id]))
  return names.map(name => numbers.get(name)!)
}

export const rememberSpellings = (db: Db, partnership: number, spellings: readonly (readonly [string, number])[]) =>
  sql`insert into organisation_spelling (partnership_id, spelling, organisation_id)
    select ${partnership}, * from unnest(${spellings.map(([spelling]) => spelling)}::text[], ${spellings.map(([, id]) => id)}::bigint[])
    on conflict (partnership_id, spelling) do update set organisation_id = excluded.organisation_id`.execute(db)

/** Numbers of what was just written, in the order in which it was given: numbers are counted upwards. */
const inOrder = (rows: readonly { id: number }[]): number[] => rows.map(row => row.id).sort((a, b) => a - b)

/** Rows as one JSON value: the columns of a bulk statement, whatever their types. */
const asRows = (rows: readonly object[]) => JSON.stringify(rows)

/** Writes groups with what is said of them, their links and remits; answers the numbers of all groups by key. */
export async function writeGroups(
  db: Db,
  partnership: number,
  changes: GroupChanges,
  known: KnownGroups,
  today: string,
): Promise<Map<string, { id: number }>> {
  const founded = await foundGroups(db, partnership, changes.founded, today)
  const idOf = (key: string): number => known.groups.get(key)?.id ?? founded.get(key)!
  const said = changes.said.map(({ group, words }) => ({ group, ...words }))
  const saidOf = sql`jsonb_to_recordset(${asRows(said)}::jsonb) as w ("group" bigint, name text, kind text, remit text, "legalBasis" text, secretariat text,
    meetings double precision, minutes int, "lastMet" date, review date)`
  if (said.length) {
    const groups = said.map(each => each.group)
    await sql`delete from group_text where group_id = any(${groups}::bigint[]) and until is null and since >= ${today}::date`.execute(
      db,
    )
    await sql`update group_text set until = ${today}::date where group_id = any(${groups}::bigint[]) and until is null`.execute(
      db,
    )
    await sql`insert into group_text (partnership_id, group_id, since, name, kind, remit, legal_basis, secretariat, meetings_a_year, meeting_minutes, last_met_on, review_on)
      select ${partnership}, "group", ${today}::date, name, kind, remit, "legalBasis", secretariat, meetings, minutes, "lastMet", review from ${saidOf}`.execute(
      db,
    )
  }
  if (changes.unlinked.length)
    await sql`update group_link set until = greatest(since, ${today}::date) where id = any(${changes.unlinked}::bigint[])`.execute(
      db,
    )
  // What the file says of a group that it founds was so from the group's first day; of others, from today.
  const fresh = [...founded.values()]
  await sql`insert into group_link (partnership_id, group_id, other_group_id, kind, since)
    select ${partnership}, l.here, l.there, l.kind, case when l.here = any(${fresh}::bigint[]) then greatest(g.since, o.since) else ${today}::date end
    from unnest(${changes.linked.map(link => idOf(link.from))}::bigint[], ${changes.linked.map(link => idOf(link.to))}::bigint[],
      ${changes.linked.map(link => link.kind)}::text[]) l (here, there, kind)
    join partnership_group g on g.id = l.here join partnership_group o on o.id = l.there
    on conflict do nothing`.execute(db)
  const remits = changes.remits.map(part => ({ group: idOf(part.group), [part.kind]: part.subject }))
  await sql`insert into group_remit (partnership_id, group_id, outcome_id, theme_id, place_code, since)
    select ${partnership}, g.id, r.outcome, r.theme, r.place, case when g.id = any(${fresh}::bigint[]) then g.since else ${today}::date end
    from jsonb_to_recordset(${asRows(remits)}::jsonb) as r ("group" bigint, outcome bigint, theme bigint, place text)
    join partnership_group g on g.id = r."group"
    on conflict do nothing`.execute(db)
  return new Map([...known.groups.keys(), ...founded.keys()].map(key => [key, { id: idOf(key) }]))
}

/** Founds groups; one that is a joint body links to the body of its name, which is registered where it is not known. */
async function foundGroups(
  db: Db,
  partnership: number,
  founded: GroupChanges['founded'],
  today: string,
): Promise<Map<string, number>> {
  if (founded.length === 0) return new Map()
  const joint = founded.filter(each => each.words.kind === 'joint-body').map(each => each.words.name)
  if (joint.length)
    await sql`insert into joint_body (name, registered_on) select name, ${today}::date from unnest(${joint}::text[]) n (name) on conflict do nothing`.execute(
      db,
    )
  const { rows } = await sql<{ id: number }>`
    insert into partnership_group (partnership_id, since, joint_body_id)
    select ${partnership}, n.since, b.id
    from unnest(${founded.map(each => each.since)}::date[], ${founded.map(each => each.words.name)}::text[], ${founded.map(each => each.words.kind)}::text[])
      with ordinality as n (since, name, kind, position)
    left join joint_body b on n.kind = 'joint-body' and lower(b.name) = lower(n.name)
      and not exists (select 1 from partnership_group g where g.joint_body_id = b.id and g.until is null)
    order by n.position returning id`.execute(db)
  const ids = inOrder(rows)
  const texts = founded.map(({ words, since }, at) => ({ group: ids[at], since, ...words }))
  await sql`insert into group_text (partnership_id, group_id, since, name, kind, remit, legal_basis, secretariat, meetings_a_year, meeting_minutes, last_met_on, review_on)
    select ${partnership}, "group", since, name, kind, remit, "legalBasis", secretariat, meetings, minutes, "lastMet", review
    from jsonb_to_recordset(${asRows(texts)}::jsonb) as w ("group" bigint, since date, name text, kind text, remit text, "legalBasis" text, secretariat text,
      meetings double precision, minutes int, "lastMet" date, review date)`.execute(db)
  return new Map(founded.map(({ key }, at) => [key, ids[at]!]))
}

/** Writes seats and who sits in them, a statement for each kind of change; organisation -1 is the first of `registered`. */
export async function writeSeats(
  db: Db,
  partnership: number,
  changes: SeatChanges,
  groups: ReadonlyMap<string, { readonly id: number }>,
  today: string,
  registered: readonly number[],
): Promise<void> {
  const fresh = await addPeople(db, changes.fresh)
  const personOf = (who: PersonRef | null): number | null =>
    who === null ? null : 'known' in who ? who.known : fresh[who.fresh]!
  const seats = await addSeats(db, partnership, changes.added, groups, registered)
  if (changes.updated.length)
    await sql`update seat s set elected = u.elected, filled_by = u."filledBy", voting = u.voting
      from jsonb_to_recordset(${asRows(changes.updated)}::jsonb) as u (seat bigint, elected boolean, "filledBy" text, voting boolean) where s.id = u.seat`.execute(
      db,
    )
  if (changes.vacated.length)
    await sql`update sitting set until = greatest(since, ${today}::date)
      where seat_id = any(${changes.vacated}::bigint[]) and part = 'holder' and until is null`.execute(db)
  if (changes.begun.length)
    await sql`update sitting x set until = greatest(x.since, b.since)
      from jsonb_to_recordset(${asRows(changes.begun)}::jsonb) as b (seat bigint, part text, since date)
      where x.seat_id = b.seat and x.part = b.part and x.until is null`.execute(db)
  const sits = [
    ...changes.begun.map(each => ({ seat: each.seat, part: each.part, person: personOf(each.who), since: each.since })),
    ...changes.added.flatMap((added, at) =>
      added.sits.map(each => ({ seat: seats[at]!, part: each.part, person: personOf(each.who), since: each.since })),
    ),
  ]
  await sql`insert into sitting (partnership_id, seat_id, part, person_id, since)
    select ${partnership}, seat, part, person, since
    from jsonb_to_recordset(${asRows(sits)}::jsonb) as s (seat bigint, part text, person bigint, since date)`.execute(
    db,
  )
}

async function addSeats(
  db: Db,
  partnership: number,
  added: SeatChanges['added'],
  groups: ReadonlyMap<string, { readonly id: number }>,
  registered: readonly number[],
): Promise<number[]> {
  const numberOf = (organisation: number | null) =>
    organisation !== null && organisation < 0 ? registered[-organisation - 1]! : organisation
  const seats = added.map(({ group, words, since }, position) => ({
    position,
    group: groups.get(group)!.id,
    since,
    ...words,
    organisation: numberOf(words.organisation),
  }))
  const { rows } = await sql<{ id: number }>`
    insert into seat (partnership_id, group_id, organisation_id, constituency, post, office, elected, filled_by, voting, since)
    select ${partnership}, "group", organisation, constituency, post, office, elected, "filledBy", voting, since
    from jsonb_to_recordset(${asRows(seats)}::jsonb) as s (position int, "group" bigint, organisation bigint, constituency text, post text, office text,
      elected boolean, "filledBy" text, voting boolean, since date)
    order by position returning id`.execute(db)
  return inOrder(rows)
}

async function addPeople(db: Db, fresh: SeatChanges['fresh']): Promise<number[]> {
  if (fresh.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    insert into person (name) select name from unnest(${fresh.map(one => one.name)}::text[]) with ordinality as n (name, position)
    order by position returning id`.execute(db)
  return inOrder(rows)
}
