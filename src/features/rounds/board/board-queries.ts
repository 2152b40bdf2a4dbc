// Reading for whoever looks after rounds: the list of them, their schedules, and everything on the board of one.

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Unit } from '../../../kernel/quantity.ts'
import type { ItemState, Rhythm, RoundState, Update } from '../model.ts'
import { said } from '../store.ts'

/** A round in a list, with how many items are in which state. */
export interface RoundListed {
  readonly id: number
  readonly title: string
  readonly state: RoundState
  readonly starts: string
  readonly ends: string
  readonly opens: string
  readonly closes: string
  readonly because: string
  readonly keeper: string
  /** How many outcomes it is about; 0 is the whole plan. */
  readonly outcomes: number
  readonly asked: number
  /** Sent or accepted. */
  readonly answered: number
  readonly submitted: number
  readonly returned: number
  /** When the newest of what waits to be checked was sent; null where nothing waits. */
  readonly lastSentAt: Date | null
}

/** Of all, newest first, or of one. */
export async function roundsListed(db: Db, only: number | null = null): Promise<RoundListed[]> {
  const { rows } = await sql<RoundListed>`
    select r.id, r.title, r.state, r.starts_on as starts, r.ends_on as ends, r.opens_on as opens, r.closes_on as closes, r.because,
      k.name as keeper, cardinality(r.outcomes) as outcomes, count(i.id)::int as asked,
      count(i.id) filter (where i.state in ('submitted', 'accepted'))::int as answered,
      count(i.id) filter (where i.state = 'submitted')::int as submitted, count(i.id) filter (where i.state = 'returned')::int as returned,
      max(i.submitted_at) filter (where i.state = 'submitted') as "lastSentAt"
    from round r join person k on k.id = r.keeper_id left join request_item i on (i.partnership_id, i.round_id) = (r.partnership_id, r.id)
    ${only === null ? sql`` : sql`where r.id = ${only}`}
    group by r.partnership_id, r.id, k.name order by r.closes_on desc, r.id desc`.execute(db)
  return rows
}

/** A schedule that has not ended: days are counted, outcomes and the keeper are numbers. */
export interface ScheduleListed {
  readonly id: number
  readonly rhythm: Rhythm
  readonly boardDates: readonly string[]
  readonly gapDays: number
  readonly openDays: number
  readonly remindDays: number
  readonly deputyDays: number
  readonly leadDays: number
  readonly outcomes: readonly number[]
  readonly keeper: number
  readonly keeperName: string
}

/** Schedules that have not ended, oldest first, or one of them. */
export async function schedulesListed(db: Db, only: number | null = null): Promise<ScheduleListed[]> {
  const { rows } = await sql<ScheduleListed>`
    select s.id, s.rhythm, to_jsonb(s.board_dates) as "boardDates", s.gap_days as "gapDays", s.open_days as "openDays",
      s.remind_days as "remindDays", s.deputy_days as "deputyDays", s.lead_days as "leadDays", to_jsonb(s.outcomes) as outcomes,
      s.keeper_id as keeper, k.name as "keeperName"
    from schedule s join person k on k.id = s.keeper_id
    where s.ended_on is null ${only === null ? sql`` : sql`and s.id = ${only}`} order by s.id`.execute(db)
  return rows
}

/** When somebody was told, and whether the letter has gone. */
export interface Told {
  readonly on: string
  readonly brought: boolean
}

/** One thing that was asked, with whom it is, what was said of it, and what was tried so far. */
export interface BoardItem {
  readonly item: number
  readonly round: number
  readonly roundTitle: string
  readonly roundState: RoundState
  readonly closes: string
  readonly about: 'action' | 'indicator'
  readonly subject: number
  readonly title: string
  readonly state: ItemState
  /** Goes up whenever it is saved. */
  readonly version: number
  readonly request: number | null
  readonly person: number | null
  readonly name: string | null
  /** Whom they belong to here; null for the partnership’s own staff. */
  readonly ownBody: string | null
  /** The body that is responsible for the thing itself. */
  readonly body: string | null
  readonly deputy: number | null
  readonly deputyName: string | null
  readonly deputyTold: Told | null
  readonly leadName: string | null
  readonly leadTold: Told | null
  /** Asked once more by a coordinator, last. */
  readonly chased: Told | null
  /** A link of a letter to them works. */
  readonly linked: boolean
  /** They have had today's letter. */
  readonly letterToday: boolean
  /** Who else opened the link of a letter, by the names they gave. */
  readonly openedBy: readonly string[]
  readonly now: Update
  readonly reached: readonly string[]
  readonly unchanged: boolean
  readonly unit: Unit | null
  readonly savedOn: string | null
  readonly savedBy: string | null
  /** The name that was given where it was saved through a link by somebody else. */
  readonly savedAs: string | null
  readonly sentOn: string | null
  readonly returned: { readonly note: string; readonly on: string } | null
  readonly last: (Update & { readonly on: string }) | null
}

/** Everything that a round asked, with whom it is and what became of it: one question. */
export const boardItems = (db: Db, round: number, today: string): Promise<BoardItem[]> =>
  items(db, sql`i.round_id = ${round}`, today)

/** One item of it; null where it is not there. */
export const boardItem = async (db: Db, item: number, today: string): Promise<BoardItem | null> =>
  (await items(db, sql`i.id = ${item}`, today))[0] ?? null

/** What one person was asked in a round. */
export const itemsOfRequest = (db: Db, request: number, today: string): Promise<BoardItem[]> =>
  items(db, sql`i.request_id = ${request}`, today)

const day = (moment: string) => sql.raw(`(${moment} at time zone 'Europe/London')::date::text`)

async function items(db: Db, which: RawBuilder<unknown>, today: string): Promise<BoardItem[]> {
  // What was told is kept in notices, by kind at the head of their cause; each request is looked up once.
  const told = (kind: 'deputy' | 'lead' | 'chase', person: RawBuilder<unknown>) => sql`
    (select jsonb_build_object('on', t.on_day, 'brought', t.brought) from told t
     where (t.request_id, t.person_id, t.kind) = (i.request_id, ${person}, ${kind}))`
  const lastOf = (column: 'action_id' | 'indicator_id') => sql`
    (select ${said('l')} || jsonb_build_object('on', ${day('l.submitted_at')}) from request_item l
     where (l.partnership_id, ${sql.ref(`l.${column}`)}) = (i.partnership_id, ${sql.ref(`i.${column}`)}) and l.accepted_at is not null and l.id <> i.id
     order by l.accepted_at desc limit 1)`
  const { rows } = await sql<BoardItem>`
    with asked as materialized (
      select distinct q.id, q.person_id from request_item i join request q on (q.partnership_id, q.id) = (i.partnership_id, i.request_id) where ${which}),
    told as materialized (
      select n.request_id, n.person_id, split_part(n.cause, '-', 1) as kind, ${day('max(n.made_at)')} as on_day, bool_and(n.brought_at is not null) as brought
      from notice n where n.request_id = any(select id from asked) and n.partnership_id in (select partnership_id from request_item i where ${which})
        and (n.cause like 'deputy-%' or n.cause like 'lead-%' or n.cause like 'chase-%') group by 1, 2, 3),
    opened as materialized (
      select a.id, jsonb_agg(distinct u.said_name) as names from asked a join request_link l on l.person_id = a.person_id
      join request_link_part p on (p.link_id, p.request_id) = (l.id, a.id) join link_use u on u.link_id = l.id and u.said_name <> '' group by a.id),
    linked as materialized (
      select p.request_id from asked a join request_link_part p on p.request_id = a.id join request_link l on l.id = p.link_id
      where l.revoked_at is null and l.expires_at > ${today}::date),
    own as materialized (
      select m.person_id, min(coalesce(nullif(o.short_name, ''), o.name)) as name from membership m join organisation o on o.id = m.organisation_id
      where m.ended_on is null group by m.person_id),
    leads as materialized (
      select distinct on (m.organisation_id) m.organisation_id, p.id, p.name from membership m join person p on p.id = m.person_id
      where m.role = 'partner-lead' and m.ended_on is null order by m.organisation_id, p.id)
    select i.id as item, i.round_id as round, d.title as "roundTitle", d.state as "roundState", d.closes_on as closes,
      case when i.action_id is null then 'indicator' else 'action' end as about, coalesce(i.action_id, i.indicator_id) as subject,
      coalesce(a.title, n.name) as title, i.state, i.version, i.request_id as request, q.person_id as person, h.name, own.name as "ownBody",
      coalesce(nullif(o.short_name, ''), o.name) as body,
      i.deputy_id as deputy, e.name as "deputyName", ${told('deputy', sql`i.deputy_id`)} as "deputyTold",
      nullif(lead.name, h.name) as "leadName", ${told('lead', sql`lead.id`)} as "leadTold", ${told('chase', sql`q.person_id`)} as chased,
      exists (select 1 from letter w where w.cause = 'day-' || q.person_id || '-' || ${today}::text) as "letterToday",
      i.request_id in (select request_id from linked) as linked,
      coalesce(opened.names, '[]') as "openedBy", ${said('i')} as now,
      case when i.reached = '{}' then '[]' else (select coalesce(jsonb_agg(m.words order by m.due_on, m.id), '[]') from milestone m where m.id = any(i.reached)) end as reached,
      i.unchanged, n.unit, ${day('i.saved_at')} as "savedOn", s.name as "savedBy", nullif(u.said_name, '') as "savedAs", ${day('i.submitted_at')} as "sentOn",
      case when i.state = 'returned' then jsonb_build_object('note', i.returned_note, 'on', ${day('i.returned_at')}) end as returned,
      case when i.action_id is null then ${lastOf('indicator_id')} else ${lastOf('action_id')} end as last
    from request_item i join round d on (d.partnership_id, d.id) = (i.partnership_id, i.round_id)
    left join request q on (q.partnership_id, q.id) = (i.partnership_id, i.request_id) left join person h on h.id = q.person_id
    left join action a on (a.partnership_id, a.id) = (i.partnership_id, i.action_id) left join indicator n on (n.partnership_id, n.id) = (i.partnership_id, i.indicator_id)
    left join organisation o on o.id = i.organisation_id left join leads lead on lead.organisation_id = i.organisation_id
    left join person e on e.id = i.deputy_id left join person s on s.id = i.saved_by left join link_use u on u.id = i.link_use_id
    left join own on own.person_id = q.person_id left join opened on opened.id = i.request_id
    where ${which} order by h.name collate "en-x-icu", i.request_id, coalesce(a.title, n.name) collate "en-x-icu", i.id`.execute(
    db,
  )
  return rows
}
