// Reading the structure: as it stood on a day, one group with everything that was ever said of it, and what to choose from.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { GroupKind, LinkKind, Office } from './model.ts'
import type { Group, GroupLink, Seat, Structure } from './structure.ts'

/** What stood on a day: `since` it, and `until` the day before. */
const stood = (table: string, day: string) =>
  sql`${sql.ref(`${table}.since`)} <= ${day}::date and (${sql.ref(`${table}.until`)} is null or ${sql.ref(`${table}.until`)} > ${day}::date)`

interface SeatRow extends Omit<Seat, 'voice'> {
  readonly group: number
}

/** The whole structure as it stood on a day (`YYYY-MM-DD`): three queries, whatever its size. */
export async function structureOn(db: Db, day: string): Promise<Structure> {
  const groups = await sql<Omit<Group, 'seats'>>`
    select g.id, t.name, t.kind, g.since, t.remit, t.legal_basis as "legalBasis", t.secretariat, t.meetings_a_year as meetings,
      t.meeting_minutes as minutes, t.last_met_on as "lastMet", t.review_on as review, g.joint_body_id as "jointBody", g.reports,
      coalesce(array_agg(r.outcome_id order by r.id) filter (where r.outcome_id is not null), '{}') as outcomes,
      coalesce(array_agg(r.theme_id order by r.id) filter (where r.theme_id is not null), '{}') as themes,
      coalesce(array_agg(r.place_code order by r.id) filter (where r.place_code is not null), '{}') as places
    from partnership_group g
    join group_text t on t.partnership_id = g.partnership_id and t.group_id = g.id and ${stood('t', day)}
    left join group_remit r on r.partnership_id = g.partnership_id and r.group_id = g.id and ${stood('r', day)}
    where ${stood('g', day)}
    group by g.partnership_id, g.id, t.partnership_id, t.group_id, t.since
    order by array_position(array['board', 'executive', 'thematic', 'locality', 'working-group', 'network', 'joint-body'], t.kind), t.name collate "en-x-icu"`.execute(
    db,
  )
  const seats = await sql<SeatRow & { organisationName: string | null; organisationKind: string | null }>`
    select s.group_id as "group", s.id, s.organisation_id as organisation, s.constituency, s.post, s.office, s.elected, s.filled_by as "filledBy",
      s.voting, h.id is not null as held, h.person_id as person, u.person_id as substitute, s.since, o.name as "organisationName", o.kind as "organisationKind"
    from seat s left join organisation o on o.id = s.organisation_id
    left join sitting h on h.partnership_id = s.partnership_id and h.seat_id = s.id and h.part = 'holder' and ${stood('h', day)}
    left join sitting u on u.partnership_id = s.partnership_id and u.seat_id = s.id and u.part = 'substitute' and ${stood('u', day)}
    where ${stood('s', day)}
    order by array_position(array['chair', 'vice-chair', 'member', 'in-attendance'], s.office), coalesce(o.name, s.constituency) collate "en-x-icu", s.id`.execute(
    db,
  )
  const links = await sql<GroupLink>`
    select l.group_id as "from", l.other_group_id as "to", l.kind from group_link l where ${stood('l', day)} order by l.id`.execute(
    db,
  )
  const organisations = new Map<number, { name: string; kind: string }>()
  const byGroup = new Map<number, Seat[]>()
  for (const { group, organisationName, organisationKind, ...seat } of seats.rows) {
    if (seat.organisation !== null)
      organisations.set(seat.organisation, { name: organisationName!, kind: organisationKind! })
    const one = { ...seat, voice: isVoice(seat.organisation === null, seat.elected, organisationKind) }
    byGroup.set(group, [...(byGroup.get(group) ?? []), one])
  }
  const standing = new Set(groups.rows.map(group => group.id))
  return {
    on: day,
    groups: groups.rows.map(group => ({ ...group, seats: byGroup.get(group.id) ?? [] })),
    links: links.rows.filter(link => standing.has(link.from) && standing.has(link.to)),
    organisations,
  }
}

/** A direct seat is a voice unless a councillor holds it; so is a seat of a community or third sector body. */
const isVoice = (direct: boolean, elected: boolean, kind: string | null): boolean =>
  direct ? !elected : kind === 'community' || kind === 'third-sector'

export interface Settings {
  /** Hours that one person spends on getting ready for one meeting. */
  readonly preparationHours: number
  /** Pounds; null while nobody has said. */
  readonly hourCost: number | null
  readonly publishedOn: string | null
  /** When the overlaps were worked out, and whether anything changed since. */
  readonly workedOutAt: Date | null
  readonly stale: boolean
}

export async function settings(db: Db): Promise<Settings> {
  const { rows } = await sql<Settings>`
    select preparation_hours as "preparationHours", hour_cost as "hourCost", published_on as "publishedOn",
      computed_at as "workedOutAt", computed_at is null or computed_at < changed_at as stale
    from landscape`.execute(db)
  return rows[0] ?? { preparationHours: 1, hourCost: null, publishedOn: null, workedOutAt: null, stale: false }
}

export interface GroupNamed {
  readonly id: number
  readonly name: string
  readonly kind: GroupKind
}

/** The groups of today, to choose from. */
export async function groupNames(db: Db): Promise<GroupNamed[]> {
  const { rows } = await sql<GroupNamed>`
    select g.id, t.name, t.kind from partnership_group g
    join group_text t on t.partnership_id = g.partnership_id and t.group_id = g.id and t.until is null
    where g.until is null order by t.name collate "en-x-icu"`.execute(db)
  return rows
}

export interface SeatView {
  readonly id: number
  readonly organisation: number | null
  readonly organisationName: string | null
  readonly organisationKind: string | null
  readonly constituency: string
  readonly post: string
  readonly office: Office
  readonly elected: boolean
  readonly filledBy: Seat['filledBy']
  readonly voting: boolean
  readonly since: string
  readonly until: string | null
  readonly held: boolean
  readonly person: number | null
  readonly personName: string | null
  readonly heldSince: string | null
  readonly substitute: number | null
  readonly substituteName: string | null
}

export interface GroupView {
  readonly id: number
  readonly since: string
  readonly until: string | null
  readonly endedBecause: string
  readonly into: GroupNamed | null
  readonly body: JointBody | null
  readonly reports: string
  /** What was said of it, newest first. */
  readonly texts: readonly (Omit<
    Group,
    'id' | 'since' | 'jointBody' | 'reports' | 'outcomes' | 'themes' | 'places' | 'seats'
  > & {
    readonly since: string
    readonly until: string | null
  })[]
  readonly links: readonly {
    readonly id: number
    readonly kind: LinkKind
    /** From the other group to this one. */
    readonly inward: boolean
    readonly other: number
    readonly name: string
    readonly since: string
  }[]
  readonly remits: readonly {
    readonly id: number
    readonly outcome: number | null
    readonly theme: number | null
    readonly place: string | null
    readonly words: string
    readonly since: string
  }[]
  readonly seats: readonly SeatView[]
}

export interface JointBody {
  readonly id: number
  readonly name: string
  readonly legalBasis: string
  readonly ownGovernance: string
  readonly address: string
}

/** What stands, or stood when the group's end was recorded. */
const toTheEnd = (table: string) =>
  sql`(${sql.ref(`${table}.until`)} >= g.until or (g.until is null and ${sql.ref(`${table}.until`)} is null))`

/** Who sat there until the seat ended, or sits there now. */
const toTheLast = (sitting: string) =>
  sql`${sql.ref(`${sitting}.until`)} is not distinct from s.until and (s.until is null or ${sql.ref(`${sitting}.since`)} < s.until)`

/** One group as it is (or was when it ended), with the seats it ever had; ended ones last. */
export async function group(db: Db, id: number): Promise<GroupView | null> {
  const { rows } = await sql<GroupView>`
    select g.id, g.since, g.until, g.ended_because as "endedBecause", g.reports,
      (select jsonb_build_object('id', i.group_id, 'name', i.name, 'kind', i.kind) from group_text i
       where i.partnership_id = g.partnership_id and i.group_id = g.into_group_id order by i.since desc limit 1) as into,
      (select jsonb_build_object('id', b.id, 'name', b.name, 'legalBasis', b.legal_basis, 'ownGovernance', b.own_governance, 'address', b.address)
       from joint_body b where b.id = g.joint_body_id) as body,
      (select jsonb_agg(jsonb_build_object('since', t.since, 'until', t.until, 'name', t.name, 'kind', t.kind, 'remit', t.remit, 'legalBasis', t.legal_basis,
         'secretariat', t.secretariat, 'meetings', t.meetings_a_year, 'minutes', t.meeting_minutes, 'lastMet', t.last_met_on, 'review', t.review_on)
         order by t.since desc) from group_text t where t.partnership_id = g.partnership_id and t.group_id = g.id) as texts,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'inward', l.group_id <> g.id, 'other', n.group_id, 'name', n.name, 'since', l.since)
         order by l.kind, n.name), '[]')
       from group_link l join group_text n on n.partnership_id = l.partnership_id and n.until is null
         and n.group_id = case when l.group_id = g.id then l.other_group_id else l.group_id end
       where l.partnership_id = g.partnership_id and g.id in (l.group_id, l.other_group_id) and ${toTheEnd('l')}) as links,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'outcome', r.outcome_id, 'theme', r.theme_id, 'place', r.place_code, 'since', r.since, 'words',
         coalesce((select o.title from outcome_text o where o.partnership_id = r.partnership_id and o.outcome_id = r.outcome_id order by o.version_id desc limit 1),
           (select m.title from theme_text m where m.partnership_id = r.partnership_id and m.theme_id = r.theme_id order by m.version_id desc limit 1),
           (select p.name from place p where p.code = r.place_code))) order by r.outcome_id, r.theme_id, r.place_code), '[]')
       from group_remit r where r.partnership_id = g.partnership_id and r.group_id = g.id and ${toTheEnd('r')}) as remits,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'organisation', s.organisation_id, 'organisationName', o.name, 'organisationKind', o.kind,
         'constituency', s.constituency, 'post', s.post, 'office', s.office, 'elected', s.elected, 'filledBy', s.filled_by, 'voting', s.voting,
         'since', s.since, 'until', s.until, 'held', h.id is not null, 'person', h.person_id, 'personName', hp.name, 'heldSince', h.since,
         'substitute', u.person_id, 'substituteName', up.name)
         order by s.until is not null, array_position(array['chair', 'vice-chair', 'member', 'in-attendance'], s.office),
           coalesce(o.name, s.constituency) collate "en-x-icu", s.id), '[]')
       from seat s left join organisation o on o.id = s.organisation_id
       left join sitting h on h.partnership_id = s.partnership_id and h.seat_id = s.id and h.part = 'holder' and ${toTheLast('h')}
       left join sitting u on u.partnership_id = s.partnership_id and u.seat_id = s.id and u.part = 'substitute' and ${toTheLast('u')}
       left join person hp on hp.id = h.person_id left join person up on up.id = u.person_id
       where s.partnership_id = g.partnership_id and s.group_id = g.id) as seats
    from partnership_group g where g.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Outcomes and themes of plans that stand, by number, with their titles. */
export async function remitTitles(db: Db) {
  const outcomes = await sql<{ id: number; title: string }>`
    select distinct on (t.outcome_id) t.outcome_id as id, t.title from outcome_text t
    join plan_version v on v.partnership_id = t.partnership_id and v.id = t.version_id and v.state <> 'superseded'
    order by t.outcome_id, v.state = 'adopted' desc, v.number desc`.execute(db)
  const themes = await sql<{ id: number; title: string }>`
    select distinct on (t.theme_id) t.theme_id as id, t.title from theme_text t
    join plan_version v on v.partnership_id = t.partnership_id and v.id = t.version_id and v.state <> 'superseded'
    order by t.theme_id, v.state = 'adopted' desc, v.number desc`.execute(db)
  return { outcomes: outcomes.rows, themes: themes.rows }
}

/** Who can be named for a seat: people with a part in the partnership, and people who have a seat in it. */
export async function peopleToSeat(db: Db): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    select p.id, p.name from person p where p.erased_at is null and (
      exists (select 1 from membership m where m.person_id = p.id and m.ended_on is null)
      or exists (select 1 from sitting s where s.person_id = p.id and s.until is null))
    order by p.name collate "en-x-icu", p.id`.execute(db)
  return rows
}

/** Joint bodies of the installation, to link to. */
export async function jointBodies(db: Db): Promise<JointBody[]> {
  const { rows } = await sql<JointBody>`
    select id, name, legal_basis as "legalBasis", own_governance as "ownGovernance", address
    from joint_body order by name collate "en-x-icu"`.execute(db)
  return rows
}

export interface BodyElsewhere {
  readonly slug: string
  readonly partnership: string
  readonly id: number
  readonly group: string
  readonly reports: string
}

/** Where else a joint body has a group, among the structures that are public. */
export async function elsewhere(db: Db, body: number, here: number): Promise<BodyElsewhere[]> {
  const { rows } = await sql<BodyElsewhere>`
    select slug, partnership_name as partnership, group_id as id, group_name as "group", reports from app.joint_body_groups(${body}) where partnership <> ${here}`.execute(
    db,
  )
  return rows
}
