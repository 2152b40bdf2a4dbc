// Reading about rounds: what waits for a person, the board of a round, and what was accepted last.

import { sql } from 'kysely'
import type { Db, Root } from '../../db/handles.ts'
import { grouped } from '../../kernel/grouped.ts'
import type { Unit } from '../../kernel/quantity.ts'
import type { Good } from '../../kernel/statistics.ts'
import type { Actor, HeldRole } from '../../operation/actor.ts'
import type { Asking } from '../../operation/ask.ts'
import { hashOf } from './letters/keys.ts'
import type { Confidence, Direction, ItemState, RoundState, Status, Update } from './model.ts'
import { type Part, partIn } from './rules.ts'
import { lastSaid, said } from './store.ts'

/** Who holds the key in an address: a link of a letter, or a calendar's address. */
export async function holderOfKey(
  root: Root,
  params: Readonly<Record<string, string>>,
  device: string | undefined,
  now: Date,
): Promise<{ actor: Actor } | { opensAt: string } | null> {
  if (params.link !== undefined) return holderOfLink(root, params.link, device, now)
  if (params.feed !== undefined) return holderOfCalendar(root, params.feed)
  return null
}

interface Holder {
  readonly who: { person: number; name: string; email: string | null; roles: readonly HeldRole[] } | null
  readonly requests: readonly number[]
  readonly use: number | null
}

async function holderOfLink(root: Root, token: string, device: string | undefined, now: Date) {
  const { rows } = await sql<Holder>`
    select app.person_roles(l.person_id) as who,
      (select coalesce(jsonb_agg(p.request_id), '[]') from request_link_part p where p.link_id = l.id) as requests,
      (select u.id from link_use u where u.link_id = l.id and u.device_hash = ${hashOf(device ?? '')}) as use
    from request_link l where l.token_hash = ${hashOf(token)} and l.revoked_at is null and l.expires_at > ${now}`.execute(
    root,
  )
  const found = rows[0]
  if (!found?.who) return null
  if (found.use === null) return { opensAt: `/r/${token}/open` }
  const { who, requests, use } = found
  // Whoever comes by a link acts as the one it was sent to, without what else that person may do.
  return { actor: { ...who, administrator: false, via: 'link', link: { requests, use } } satisfies Actor }
}

/** Whoever has the address of a calendar reads its owner's dates: no verb, no request, no role opens through it. */
async function holderOfCalendar(root: Root, feed: string) {
  const [, key] = /^([\w-]{43})\.ics$/.exec(feed) ?? []
  if (key === undefined) return null
  const { rows } = await sql<Pick<Holder, 'who'>>`
    select app.person_roles(f.person_id) as who from calendar_feed f where f.key_hash = ${hashOf(key)}`.execute(root)
  const who = rows[0]?.who
  return who
    ? {
        actor: {
          ...who,
          administrator: false,
          via: 'calendar',
          link: { requests: [], use: null },
        } satisfies Actor,
      }
    : null
}

export interface AskedItem {
  readonly item: number
  readonly partnership: number
  readonly slug: string
  readonly place: string
  readonly round: string
  readonly roundState: RoundState
  readonly closes: string
  readonly about: 'action' | 'indicator'
  readonly subject: number
  readonly title: string
  readonly state: ItemState
  readonly version: number
  readonly request: number | null
  readonly holder: number | null
  readonly holderName: string | null
  readonly deputy: number | null
  readonly deputyName: string | null
  readonly organisation: number | null
  readonly sameAs: string | null
  readonly asksFigure: boolean
  readonly now: Update
  readonly savedBy: string | null
  readonly savedOn: string | null
  readonly savedAt: Date | null
  readonly last: (Update & { readonly on: string }) | null
  readonly returned: { readonly note: string; readonly by: string | null } | null
  readonly milestones: readonly { readonly id: number; readonly words: string; readonly due: string }[]
  /** Of an indicator: its unit, which way is better, and its actual readings, oldest first. */
  readonly figure: {
    readonly unit: Unit
    readonly good: Good
    readonly readings: readonly {
      readonly period: string
      readonly starts: string
      readonly ends: string
      readonly value: number
    }[]
  } | null
}

/** The same thing asked in several places is one thing to answer. */
export interface AskedThing extends AskedItem {
  readonly part: Part
  /** Where else the answer lands. */
  readonly alsoIn: readonly AskedItem[]
}

/**
 * Everything of open rounds that this person has a part in, over all the partnerships that can be seen; what was sent
 * and accepted stays in the list until its round is over. With `item`, that one only, and also when its round is over:
 * whoever was writing meanwhile finds their words again.
 */
export async function askedOf(
  { db, viewer, today }: Pick<Asking, 'db' | 'viewer' | 'today'>,
  item: number | null = null,
): Promise<AskedThing[]> {
  const { rows } = await sql<AskedItem>`
    select i.id as item, i.partnership_id as partnership, p.slug, p.name as place, d.title as round, d.state as "roundState", d.closes_on as closes,
      case when i.action_id is null then 'indicator' else 'action' end as about, coalesce(i.action_id, i.indicator_id) as subject,
      coalesce(a.title, n.name) as title, i.state, i.version, i.request_id as request, q.person_id as holder, h.name as "holderName",
      i.deputy_id as deputy, e.name as "deputyName", i.organisation_id as organisation, i.same_as as "sameAs", i.asks_figure as "asksFigure",
      ${said('i')} as now, s.name as "savedBy", (i.saved_at at time zone 'Europe/London')::date::text as "savedOn", i.saved_at as "savedAt", ${lastSaid('i')} as last,
      case when i.state = 'returned' then jsonb_build_object('note', i.returned_note, 'by', b.name) end as returned,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'words', m.words, 'due', m.due_on) order by m.due_on, m.id), '[]')
       from milestone m where m.action_id = i.action_id and m.reached_on is null and m.dropped_on is null) as milestones,
      case when n.id is not null then jsonb_build_object('unit', n.unit, 'good', n.good, 'readings', ${readings}) end as figure
    from ${sql.raw(item === null ? 'asked_item' : 'request_item')} i join round d on d.id = i.round_id join partnership p on p.id = i.partnership_id
    left join request q on q.id = i.request_id left join person h on h.id = q.person_id left join person e on e.id = i.deputy_id
    left join person s on s.id = i.saved_by left join person b on b.id = i.returned_by
    left join action a on a.id = i.action_id left join indicator n on n.id = i.indicator_id
    where ${
      item === null
        ? sql`${mine(viewer, today)} and (d.state = 'open' or (d.state = 'closed' and i.state = 'returned'))`
        : sql`i.id = ${item} or (i.same_as = (select same_as from request_item where id = ${item}) and d.state = 'open')`
    }
    order by i.state = 'returned' desc, d.closes_on, p.name, i.id`.execute(db)
  return together(rows, viewer, item)
}

/**
 * What a person holds, stands in for (once deputies were told, or while the owner is away), or leads the organisation
 * of once leads were told.
 */
const mine = ({ person }: Actor, today: string) => sql`(q.person_id = ${person}
  or (i.deputy_id = ${person} and (d.deputies_told_on is not null
      or exists (select 1 from absence o where o.person_id = q.person_id and ${today}::date between o.from_on and o.to_on)))
  or (d.leads_told_on is not null and exists (select 1 from membership m where m.person_id = ${person} and m.role = 'partner-lead'
      and m.ended_on is null and (m.partnership_id, m.organisation_id) = (i.partnership_id, i.organisation_id))))`

const readings = sql`(select coalesce(jsonb_agg(jsonb_build_object('period', r.period, 'starts', r.starts_on, 'ends', r.ends_on, 'value', r.value) order by r.ends_on, r.starts_on), '[]')
  from (select period, starts_on, ends_on, value from catalogue_reading where indicator_code = n.catalogue_code and place_code = p.area_code and population_group = '' and status = 'actual'
        union all select period, starts_on, ends_on, value from reading where indicator_id = n.id and place_code = p.area_code and population_group = '' and status = 'actual') r)`

/** Twins of which the same was said so far stand together as one, as their answers will; others stand alone. */
function together(rows: readonly AskedItem[], viewer: Actor, item: number | null): AskedThing[] {
  const seen = rows.flatMap(row => {
    const part = partIn(row, viewer)
    return part ? [{ ...row, part }] : []
  })
  const key = (one: AskedItem) =>
    one.sameAs === null || one.roundState !== 'open' || one.state === 'accepted'
      ? String(one.item)
      : `${one.sameAs} ${one.holder} ${one.version} ${one.savedAt?.getTime()}`
  const things = grouped(seen, key).map(([, twins]): AskedThing => {
    const one = twins.find(twin => twin.item === item) ?? twins[0]!
    return { ...one, alsoIn: twins.filter(twin => twin !== one) }
  })
  return item === null ? things : things.filter(one => one.item === item)
}

/** The latest accepted word on each action or indicator, for pages that everyone reads. */
export interface AcceptedWord {
  readonly subject: number
  readonly status: Status | null
  readonly direction: Direction | null
  readonly confidence: Confidence | null
  readonly words: string
  readonly needs: string
  readonly unchanged: boolean
  /** The day it was sent. */
  readonly on: string
  /** The day since which nothing has changed; null where these words are new. */
  readonly since: string | null
  /** The body that answers for it. */
  readonly by: string | null
  readonly round: string
}

/** Of all, or of one: one query either way. */
export async function latestWords(
  db: Db,
  about: 'action' | 'indicator',
  only: number | null = null,
): Promise<AcceptedWord[]> {
  const subject = sql.ref(about === 'action' ? 'action_id' : 'indicator_id')
  const { rows } = await sql<AcceptedWord>`
    with words as (
      select i.*, (i.submitted_at at time zone 'Europe/London')::date::text as on_day,
        (max(i.submitted_at) filter (where not i.unchanged) over (partition by i.${subject}) at time zone 'Europe/London')::date::text as since
      from request_item i where i.accepted_at is not null and i.${subject} is not null and (${about === 'action'} or i.words <> '')
        ${only === null ? sql`` : sql`and i.${subject} = ${only}`})
    select distinct on (i.${subject}) i.${subject} as subject, i.status, i.direction, i.confidence, i.words, i.needs, i.unchanged, i.on_day as on,
      case when i.unchanged then i.since end as since,
      coalesce(nullif(o.short_name, ''), o.name) as by, d.title as round
    from words i join round d on d.id = i.round_id left join organisation o on o.id = i.organisation_id
    order by i.${subject}, i.accepted_at desc, i.id desc`.execute(db)
  return rows
}

/** Whose link it is, while it works. */
export const linkOwner = (db: Db, token: string, now: Date) =>
  sql<{ name: string }>`
    select p.name from request_link l join person p on p.id = l.person_id
    where l.token_hash = ${hashOf(token)} and l.revoked_at is null and l.expires_at > ${now} and p.erased_at is null`
    .execute(db)
    .then(found => found.rows[0] ?? null)

/** Who could answer a thing instead: members with more than a look; by a link nobody but the deputy is shown. */
export async function whoCanAnswer(
  db: Db,
  thing: Pick<AskedThing, 'partnership' | 'holder' | 'deputy'>,
  byLink: boolean,
) {
  const { rows } = await sql<{ id: number; name: string; organisation: string | null }>`
    select p.id, p.name, min(coalesce(nullif(o.short_name, ''), o.name)) as organisation
    from membership m join person p on p.id = m.person_id left join organisation o on o.id = m.organisation_id
    where m.partnership_id = ${thing.partnership} and m.role <> 'observer' and m.ended_on is null and p.erased_at is null
      and p.id is distinct from ${thing.holder} and (not ${byLink} or p.id = ${thing.deputy})
    group by p.id, p.name order by p.name collate "en-x-icu"`.execute(db)
  return rows
}
