// Reading what was worked out: the same few questions for a page, however many groups there are. Never writes.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { GroupKind } from '../model.ts'
import type { Loss } from './merging.ts'

const rowsOf = <T>(question: { execute(db: Db): Promise<{ rows: T[] }> }, db: Db): Promise<T[]> =>
  question.execute(db).then(found => found.rows)

export interface GroupRow {
  readonly id: number
  readonly name: string
  readonly kind: GroupKind
  readonly meetings: number | null
  readonly minutes: number | null
  readonly lastMet: string | null
  readonly review: string | null
  readonly outcomes: readonly number[]
  readonly themes: readonly number[]
  readonly places: readonly string[]
  readonly seats: number
  readonly vacant: number
  readonly voices: number
  readonly hours: number | null
}

/** Groups that stand and were measured, with what they are for. */
export const groupRows = (db: Db) =>
  rowsOf(
    sql<GroupRow>`
      select g.id, t.name, t.kind, t.meetings_a_year as meetings, t.meeting_minutes as minutes, t.last_met_on as "lastMet", t.review_on as review,
        coalesce(r.outcomes, '[]') as outcomes, coalesce(r.themes, '[]') as themes, coalesce(r.places, '[]') as places,
        m.seats, m.vacant, m.voices, m.hours
      from group_measure m
      join partnership_group g on g.partnership_id = m.partnership_id and g.id = m.group_id and g.until is null
      join group_text t on t.partnership_id = g.partnership_id and t.group_id = g.id and t.until is null
      left join (select partnership_id, group_id, jsonb_agg(outcome_id) filter (where outcome_id is not null) as outcomes,
          jsonb_agg(theme_id) filter (where theme_id is not null) as themes, jsonb_agg(place_code) filter (where place_code is not null) as places
        from group_remit where until is null group by 1, 2) r on r.partnership_id = g.partnership_id and r.group_id = g.id
      order by t.name collate "en-x-icu", g.id`,
    db,
  )

export interface OrganisationRow {
  readonly id: number
  readonly name: string
  readonly groups: number
  readonly seats: number
  readonly hours: number
}

export const organisationRows = (db: Db) =>
  rowsOf(
    sql<OrganisationRow>`
      select o.id, o.name, m.groups, m.seats, m.hours from organisation_measure m join organisation o on o.id = m.organisation_id
      order by m.hours desc, m.groups desc, o.name collate "en-x-icu"`,
    db,
  )

export interface PersonRow {
  readonly id: number
  readonly name: string
  readonly groups: number
  readonly hours: number
}

/** Whoever sits in so many groups. */
export const peopleInMany = (db: Db, groups: number) =>
  rowsOf(
    sql<PersonRow>`
      select p.id, p.name, m.groups, m.hours from person_measure m join person p on p.id = m.person_id and p.erased_at is null
      where m.groups >= ${groups} order by m.groups desc, m.hours desc, p.name collate "en-x-icu"`,
    db,
  )

export interface PairRow {
  readonly group: number
  readonly other: number
  readonly score: number
}

/** How alike every two groups are, strongest first. */
export const pairRows = (db: Db) =>
  rowsOf(
    sql<PairRow>`
      select group_id as "group", other_group_id as other, score from overlap order by score desc, group_id, other_group_id`,
    db,
  )

export interface OverlapRow extends PairRow {
  readonly organisations: number
  readonly organisationsShare: number | null
  readonly people: number
  readonly peopleShare: number | null
  readonly outcomes: number
  readonly outcomesShare: number | null
  readonly places: number
  readonly placesShare: number | null
  readonly wordsShare: number | null
}

const overlapRow = sql`group_id as "group", other_group_id as other, score, organisations, organisations_share as "organisationsShare",
  people, people_share as "peopleShare", outcomes, outcomes_share as "outcomesShare", places, places_share as "placesShare", words_share as "wordsShare"`

/** What one group has in common with the others, strongest first. */
export const overlapsOfGroup = (db: Db, group: number) =>
  rowsOf(
    sql<OverlapRow>`select ${overlapRow} from overlap where ${group} in (group_id, other_group_id) order by score desc, group_id, other_group_id`,
    db,
  )

/** What two groups have in common; null where it is nothing. */
export const overlapBetween = async (db: Db, [one, other]: readonly [number, number]): Promise<OverlapRow | null> =>
  (
    await rowsOf(
      sql<OverlapRow>`select ${overlapRow} from overlap where group_id = ${Math.min(one, other)} and other_group_id = ${Math.max(one, other)}`,
      db,
    )
  )[0] ?? null

/** Pairs in the order of their numbers, for programs. */
export const overlapPage = (db: Db, after: readonly [number, number], limit: number) =>
  rowsOf(
    sql<OverlapRow>`select ${overlapRow} from overlap where (group_id, other_group_id) > (${after[0]}, ${after[1]})
      order by group_id, other_group_id limit ${limit + 1}`,
    db,
  )

export interface InCommon {
  readonly organisations: readonly string[]
  readonly people: readonly string[]
  readonly remit: readonly string[]
  readonly places: readonly string[]
  /** What each of the two says of itself: name and remit. */
  readonly texts: readonly string[]
}

/** The names of what two groups have in common. */
export async function inCommon(db: Db, [one, other]: readonly [number, number]): Promise<InCommon> {
  const pair = sql`any(${[one, other]}::bigint[])`
  const rows = await rowsOf(
    sql<{ what: 'organisations' | 'people' | 'remit' | 'places' | 'texts'; name: string }>`
      select what, name from (
        select 'organisations' as what, o.name from seat s join organisation o on o.id = s.organisation_id
          where s.group_id = ${pair} and s.until is null group by o.id having count(distinct s.group_id) = 2
        union all
        select 'people', p.name from seat s join sitting h on h.partnership_id = s.partnership_id and h.seat_id = s.id and h.part = 'holder' and h.until is null
          join person p on p.id = h.person_id
          where s.group_id = ${pair} and s.until is null group by p.id having count(distinct s.group_id) = 2
        union all
        select 'remit', coalesce(
            (select t.title from outcome_text t where t.partnership_id = r.partnership_id and t.outcome_id = r.outcome_id order by t.version_id desc limit 1),
            (select t.title from theme_text t where t.partnership_id = r.partnership_id and t.theme_id = r.theme_id order by t.version_id desc limit 1))
          from group_remit r where r.group_id = ${pair} and r.until is null and r.place_code is null
          group by r.partnership_id, r.outcome_id, r.theme_id having count(distinct r.group_id) = 2
        union all
        select 'places', p.name from group_remit r join place p on p.code = r.place_code
          where r.group_id = ${pair} and r.until is null group by p.code having count(distinct r.group_id) = 2
        union all
        select 'texts', t.name || ' ' || t.remit from group_text t where t.group_id = ${pair} and t.until is null) found
      where name is not null order by name collate "en-x-icu"`,
    db,
  )
  const of = (what: (typeof rows)[number]['what']) => rows.filter(row => row.what === what).map(row => row.name)
  return {
    organisations: of('organisations'),
    people: of('people'),
    remit: of('remit'),
    places: of('places'),
    texts: of('texts'),
  }
}

export interface OutcomeRow {
  readonly id: number
  readonly title: string
  readonly theme: number | null
}

/** The outcomes of plans that are in force. */
export const outcomesInForce = (db: Db) =>
  rowsOf(
    sql<OutcomeRow>`
      select t.outcome_id as id, t.title, t.theme_id as theme from outcome_text t
      join plan_version v on v.partnership_id = t.partnership_id and v.id = t.version_id and v.state = 'adopted'
      order by t.title collate "en-x-icu"`,
    db,
  )

export interface CandidateRow {
  readonly group: number
  readonly groupName: string
  readonly into: number
  readonly intoName: string
  readonly score: number
  readonly savesMeetings: number | null
  readonly savesHours: number | null
  readonly loses: readonly Loss[]
  readonly keeps: readonly string[]
}

/** What could be merged among the groups that stand, most alike first. */
export const candidateRows = (db: Db) =>
  rowsOf(
    sql<CandidateRow>`
      select c.group_id as "group", t.name as "groupName", c.into_group_id as "into", i.name as "intoName", c.score,
        c.saves_meetings as "savesMeetings", c.saves_hours as "savesHours", c.loses, c.keeps
      from merge_candidate c
      join group_text t on t.partnership_id = c.partnership_id and t.group_id = c.group_id and t.until is null
      join group_text i on i.partnership_id = c.partnership_id and i.group_id = c.into_group_id and i.until is null
      order by c.score desc, c.group_id, c.into_group_id`,
    db,
  )

/** Whether one of the two is a candidate to go into the other, and which. */
export const candidateOf = async (
  db: Db,
  pair: readonly [number, number],
): Promise<{ readonly group: number; readonly into: number } | null> =>
  (
    await rowsOf(
      sql<{ group: number; into: number }>`
        select group_id as "group", into_group_id as "into" from merge_candidate
        where group_id = any(${[...pair]}::bigint[]) and into_group_id = any(${[...pair]}::bigint[])`,
      db,
    )
  )[0] ?? null

export interface OwnSeat {
  readonly slug: string
  readonly partnership: string
  readonly group: number
  readonly groupName: string
  readonly organisation: string | null
  readonly constituency: string
  readonly office: string
  readonly part: 'holder' | 'substitute'
  readonly since: string
}

/** Where somebody sits or stands in, over the partnerships in sight. */
export const ownSeats = (db: Db, person: number) =>
  rowsOf(
    sql<OwnSeat>`
      select p.slug, p.name as partnership, s.group_id as "group", t.name as "groupName", o.name as organisation, s.constituency, s.office, h.part, h.since
      from sitting h join seat s on s.partnership_id = h.partnership_id and s.id = h.seat_id and s.until is null
      join group_text t on t.partnership_id = s.partnership_id and t.group_id = s.group_id and t.until is null
      join partnership p on p.id = h.partnership_id left join organisation o on o.id = s.organisation_id
      where h.person_id = ${person} and h.until is null
      order by p.name collate "en-x-icu", h.part, t.name collate "en-x-icu", s.id`,
    db,
  )

/** How many groups and hours a year somebody has in each of the partnerships in sight. */
export const ownHours = (db: Db, person: number) =>
  rowsOf(
    sql<{ readonly slug: string; readonly groups: number; readonly hours: number }>`
      select p.slug, m.groups, m.hours from person_measure m join partnership p on p.id = m.partnership_id
      where m.person_id = ${person} order by m.hours desc, p.slug`,
    db,
  )
