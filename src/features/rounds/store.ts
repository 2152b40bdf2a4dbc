// SQL behind the verbs of rounds.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { grouped } from '../../kernel/grouped.ts'
import { parsePeriod } from '../../kernel/period.ts'
import type { Actor } from '../../operation/actor.ts'
import { reachMilestones } from '../delivery/public.ts'
import { type Frequency, recordFigure, setNextDue } from '../indicators/public.ts'
import { type AskableAction, type AskableIndicator, type Asked, askedIn, nextDueAfter } from './asking.ts'
import type { ItemFacts, ItemState, RoundFacts, RoundState, Update } from './model.ts'
import { type Part, partIn } from './rules.ts'

export const coordinators = async (db: Db): Promise<number[]> =>
  (
    await db
      .selectFrom('membership')
      .select('person_id')
      .distinct()
      .where('role', '=', 'coordinator')
      .where('ended_on', 'is', null)
      .orderBy('person_id')
      .execute()
  ).map(one => one.person_id)

/** The round with its row locked, how its items stand, and who coordinates. */
export async function roundFacts(db: Db, round: number): Promise<RoundFacts | null> {
  // Locked first and counted after, so that what was sent while this waited is counted.
  await sql`select from round where id = ${round} for no key update`.execute(db)
  const { rows } = await sql<Omit<RoundFacts, 'items'> & { items: Partial<Record<ItemState, number>> }>`
    select r.id as round, r.title, r.state, r.opens_on as opens, r.closes_on as closes, r.keeper_id as keeper,
      (select coalesce(jsonb_agg(distinct m.person_id), '[]') from membership m where m.role = 'coordinator' and m.ended_on is null) as coordinators,
      (select coalesce(jsonb_object_agg(c.state, c.count), '{}') from (select state, count(*)::int from asked_item where round_id = r.id group by state) c) as items
    from round r where r.id = ${round}`.execute(db)
  const found = rows[0]
  return found
    ? { ...found, items: { waiting: 0, draft: 0, submitted: 0, returned: 0, accepted: 0, ...found.items } }
    : null
}

/** Everything a round with these outcomes would ask, of whom: two questions, whatever there is. */
export async function askedBy(
  db: Db,
  round: { starts: string; closes: string; outcomes: readonly number[] },
  today: string,
): Promise<Asked[]> {
  const { rows: actions } = await sql<AskableAction>`
    select a.id, a.title, ${whoIsHere('a.owner_person_id')} as owner, ${whoIsHere('a.deputy_person_id')} as deputy, p.organisation_id as organisation, ${leadOf('p.organisation_id')} as lead, a.starts_on as starts,
      case when i.reporting = 'answers-once' then 'initiative:' || i.id end as "sameAs",
      (select coalesce(jsonb_agg(o.outcome_id), '[]') from action_outcome o where o.action_id = a.id) as outcomes,
      (select said.status from request_item said where said.action_id = a.id and said.accepted_at is not null order by said.accepted_at desc limit 1) as "lastStatus"
    from action a left join partner p on p.id = a.lead_partner_id left join initiative i on i.id = a.initiative_id
    where a.adopted_on is not null and a.stopped_on is null
      and (a.initiative_id is null or (a.consent = 'given' and i.reporting = 'answers-once'))
    order by a.id`.execute(db)
  const { rows: indicators } = await sql<AskableIndicator>`
    select n.id, n.name as title, n.kind, n.catalogue_code as code, n.frequency, coalesce(n.next_due, c.next_due) as due,
      ${whoIsHere('n.owner_person_id')} as owner, ${whoIsHere('n.deputy_person_id')} as deputy, p.organisation_id as organisation, ${leadOf('p.organisation_id')} as lead,
      (select coalesce(jsonb_agg(o.outcome_id), '[]') from outcome_indicator o where o.indicator_id = n.id) as outcomes,
      (select max(r.ends_on) from reading r where r.indicator_id = n.id and r.status = 'actual') as "lastReading",
      (select max(r.imported_at) from catalogue_reading r where r.indicator_code = n.catalogue_code and r.place_code = t.area_code) as "broughtAt",
      (select max(d.opened_at) from request_item said join round d on d.id = said.round_id where said.indicator_id = n.id) as "lastAskedAt"
    from indicator n join partnership t on t.id = n.partnership_id
    left join catalogue_indicator c on c.code = n.catalogue_code left join partner p on p.id = n.partner_id
    where n.retired_on is null
    order by n.id`.execute(db)
  const away = await db
    .selectFrom('absence')
    .select('person_id')
    .where('from_on', '<=', today)
    .where('to_on', '>=', today)
    .execute()
  return askedIn(round, actions, indicators, new Set(away.map(one => one.person_id)))
}

/** Somebody who is named, as long as they have a part here and can be written to. */
const whoIsHere = (column: string) => sql`(select m.person_id from membership m join person h on h.id = m.person_id
  where m.person_id = ${sql.ref(column)} and m.role <> 'observer' and m.ended_on is null and h.erased_at is null limit 1)`

/** Who leads for an organisation here. */
const leadOf = (
  organisation: string,
) => sql`(select min(m.person_id) from membership m join person h on h.id = m.person_id
  where m.role = 'partner-lead' and m.organisation_id = ${sql.ref(organisation)} and m.ended_on is null and h.erased_at is null)`

/** The time a round asks about, and what it covers. */
export const spanOf = (db: Db, round: number) =>
  sql<{ starts: string; closes: string; outcomes: number[] }>`
    select starts_on as starts, closes_on as closes, to_jsonb(outcomes) as outcomes from round where id = ${round}`
    .execute(db)
    .then(found => found.rows[0]!)

/** Writes the requests of a round, one for each person, and what each is asked. */
export async function writeAsked(
  db: Db,
  partnership: number,
  round: number,
  asked: readonly Asked[],
): Promise<{ id: number; person: number }[]> {
  const people = [...new Set(asked.flatMap(one => one.holder ?? []))]
  const requests = people.length
    ? await db
        .insertInto('request')
        .values(people.map(person_id => ({ partnership_id: partnership, round_id: round, person_id })))
        .returning(['id', 'person_id as person'])
        .execute()
    : []
  const of = new Map(requests.map(one => [one.person, one.id]))
  const column = <T>(pick: (one: Asked) => T) => asked.map(pick)
  await sql`
    insert into request_item (partnership_id, round_id, request_id, action_id, indicator_id, same_as, asks_figure, organisation_id, deputy_id)
    select ${partnership}, ${round}, * from unnest(${column(one => (one.holder === null ? null : of.get(one.holder)!))}::bigint[],
      ${column(one => (one.about === 'action' ? one.subject : null))}::bigint[], ${column(one => (one.about === 'indicator' ? one.subject : null))}::bigint[],
      ${column(one => one.sameAs)}::text[], ${column(one => one.asksFigure)}::boolean[],
      ${column(one => one.organisation)}::bigint[], ${column(one => one.deputy)}::bigint[])`.execute(db)
  return requests
}

/** An item and the same thing asked elsewhere, their rows locked, with the part that the actor has in it. */
export async function itemFacts(
  db: Db,
  item: number,
  actor: Actor,
): Promise<(ItemFacts & { part: Part | null }) | null> {
  // Locked first and read after, always in the same order, so that what the one before us saved is seen; their rounds
  // too, so that none is closed or accepted meanwhile.
  await sql`
    select from request_item i join round d on d.id = i.round_id
    where i.id = ${item} or (i.same_as = (select same_as from request_item where id = ${item}) and d.state = 'open' and i.state <> 'accepted')
    order by i.id for update of i for share of d`.execute(db)
  const { rows } = await sql<ItemFacts>`
    select i.id as item, i.partnership_id as partnership, i.round_id as round, d.state as "roundState", d.closes_on as closes, d.keeper_id as keeper,
      i.request_id as request, case when i.action_id is null then 'indicator' else 'action' end as about, coalesce(i.action_id, i.indicator_id) as subject,
      coalesce(a.title, n.name) as title, i.asks_figure as "asksFigure", n.unit, i.state, i.version, q.person_id as holder, i.deputy_id as deputy,
      i.organisation_id as organisation, ${said('i')} as now, s.name as "savedBy", ${lastSaid('i')} as last,
      (select max(r.ends_on) from reading r where r.indicator_id = i.indicator_id and r.status = 'actual') as "lastReading",
      coalesce(a.stopped_on is not null or a.consent <> 'given', false) or n.retired_on is not null as over,
      (select coalesce(jsonb_agg(m.id), '[]') from milestone m where m.action_id = i.action_id and m.reached_on is null and m.dropped_on is null) as milestones,
      (select coalesce(jsonb_agg(jsonb_build_object('item', e.id, 'partnership', e.partnership_id, 'request', e.request_id, 'holder', eq.person_id,
          'deputy', e.deputy_id, 'organisation', e.organisation_id, 'last', ${lastSaid('e')}) order by e.id), '[]')
       from asked_item e join request eq on eq.id = e.request_id join round ed on ed.id = e.round_id
       where ${isTwin} and eq.person_id = q.person_id and ed.state = 'open') as same
    from request_item i join round d on d.id = i.round_id
    left join request q on q.id = i.request_id left join action a on a.id = i.action_id left join indicator n on n.id = i.indicator_id
    left join person s on s.id = i.saved_by
    where i.id = ${item}`.execute(db)
  const found = rows[0]
  if (!found) return null
  // Whoever answers here has no word there where they have no part, nor by a link that was not made for it.
  const same = found.same.filter(twin => partIn(twin, actor) !== null)
  return { ...found, same, part: partIn(found, actor) }
}

/**
 * Whether item `e` is the same thing as item `i`, asked elsewhere, and what was said of both so far is the same too:
 * nobody’s words are written over from a form that did not show them.
 */
const isTwin = sql`e.same_as = i.same_as and e.id <> i.id and e.state <> 'accepted' and (e.version, e.saved_at) is not distinct from (i.version, i.saved_at)`

/** What an item says, as an `Update`. */
export const said = (alias: 'i' | 'l' | 'e') =>
  sql.raw(
    `jsonb_build_object('status', ${alias}.status, 'direction', ${alias}.direction, 'confidence', ${alias}.confidence, 'words', ${alias}.words,
    'needs', ${alias}.needs, 'figure', ${alias}.figure, 'figurePeriod', ${alias}.figure_period, 'reached', ${alias}.reached)`,
  )

/** What was accepted last of the subject of an item, with its day; as that partnership accepted it. */
export const lastSaid = (of: 'i' | 'e') => sql`(
  select ${said('l')} || jsonb_build_object('on', (l.submitted_at at time zone 'Europe/London')::date) from request_item l
  where l.accepted_at is not null and l.id <> ${sql.ref(`${of}.id`)}
    and ((l.partnership_id, l.action_id) = (${sql.ref(`${of}.partnership_id`)}, ${sql.ref(`${of}.action_id`)})
      or (l.partnership_id, l.indicator_id) = (${sql.ref(`${of}.partnership_id`)}, ${sql.ref(`${of}.indicator_id`)}))
  order by l.accepted_at desc limit 1)`

/** Saves what was said in every place it lands; all versions go up together. Milestones are those of the first place. */
export async function writeUpdate(
  db: Db,
  fact: { items: readonly { item: number }[]; update: Update },
  state: ItemState,
  by: { person: number | null; use: number | null },
  now: Date,
  unchanged = false,
): Promise<void> {
  const { update } = fact
  await sql`
    update request_item set state = ${state}, status = ${update.status}, direction = ${update.direction}, confidence = ${update.confidence},
      words = ${update.words}, needs = ${update.needs}, figure = ${update.figure}, figure_period = ${update.figurePeriod},
      reached = case when id = ${fact.items[0]!.item} then ${[...update.reached]}::bigint[] else '{}' end,
      unchanged = ${unchanged}, version = version + 1, saved_at = ${now}, saved_by = ${by.person}, link_use_id = ${by.use},
      submitted_at = case when ${state === 'submitted'} then ${now}::timestamptz else submitted_at end
    where id = any(${fact.items.map(one => one.item)}::bigint[])`.execute(db)
}

/** Moves items into the requests of another person in the same rounds, which are made where they are missing. */
export async function passOn(
  db: Db,
  items: readonly { item: number; partnership: number }[],
  to: number,
): Promise<{ item: number; request: number }[]> {
  const ids = items.map(one => one.item)
  await sql`
    insert into request (partnership_id, round_id, person_id)
    select distinct partnership_id, round_id, ${to}::bigint from request_item where id = any(${ids}::bigint[])
    on conflict (partnership_id, round_id, person_id) do nothing`.execute(db)
  const { rows } = await sql<{ item: number; request: number }>`
    update request_item i set request_id = q.id, deputy_id = nullif(i.deputy_id, ${to}::bigint) from request q
    where i.id = any(${ids}::bigint[]) and (q.partnership_id, q.round_id, q.person_id) = (i.partnership_id, i.round_id, ${to}::bigint)
    returning i.id as item, q.id as request`.execute(db)
  return rows
}

/** Of these partnerships, those that somebody belongs to with more than a look. */
export async function canAnswerIn(db: Db, person: number | null, partnerships: readonly number[]): Promise<number[]> {
  const found = await db
    .selectFrom('membership')
    .select('partnership_id')
    .distinct()
    .where('person_id', '=', person)
    .where('role', '<>', 'observer')
    .where('ended_on', 'is', null)
    .where('partnership_id', 'in', [...partnerships])
    .execute()
  return found.map(one => one.partnership_id)
}

/** Notices of a round that nobody needs once it is closed: those that ask. What was returned may still be mended. */
export const forgetNotices = (db: Db, round: number) =>
  sql`delete from notice where brought_at is null and cause not like 'returned-%'
      and request_id in (select id from request where round_id = ${round})`.execute(db)

export const writeRound = (
  db: Db,
  partnership: number,
  fact: {
    title: string
    starts: string
    ends: string
    opens: string
    closes: string
    outcomes: readonly number[]
    keeper: number
    remindDays: number
    deputyDays: number
    leadDays: number
    schedule?: number
  },
) =>
  db
    .insertInto('round')
    .values({
      partnership_id: partnership,
      title: fact.title,
      starts_on: fact.starts,
      ends_on: fact.ends,
      opens_on: fact.opens,
      closes_on: fact.closes,
      state: 'planned',
      schedule_id: fact.schedule ?? null,
      keeper_id: fact.keeper,
      outcomes: [...fact.outcomes],
      remind_days: fact.remindDays,
      deputy_days: fact.deputyDays,
      lead_days: fact.leadDays,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

/** A later closing day: what was told for the earlier one and is due again is told again, nearer to the new one. */
export const setCloses = (db: Db, fact: { round: number; closes: string; because: string }, today: string) =>
  sql`
    update round set state = 'open', closes_on = ${fact.closes}, because = ${fact.because}, closed_at = null, accepted_at = null,
      reminded_on = case when ${fact.closes}::date - remind_days > ${today} then null else reminded_on end,
      deputies_told_on = case when ${fact.closes}::date - deputy_days > ${today} then null else deputies_told_on end,
      leads_told_on = case when ${fact.closes}::date - lead_days > ${today} then null else leads_told_on end,
      warned_on = case when ${fact.closes}::date - 1 > ${today} then null else warned_on end
    where id = ${fact.round}`.execute(db)

export interface Waiting {
  readonly request: number
  readonly person: number
  readonly name: string
  /** Away today. */
  readonly away: boolean
  readonly deputy: number | null
  /** Who leads for the organisation. */
  readonly lead: number | null
  readonly title: string
}

/** What has not been answered yet, and with whom it is. */
export async function waitingIn(db: Db, round: number, today: string): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select q.id as request, q.person_id as person, h.name, i.deputy_id as deputy, ${leadOf('i.organisation_id')} as lead,
      exists (select 1 from absence o where o.person_id = q.person_id and ${today}::date between o.from_on and o.to_on) as away,
      coalesce(a.title, n.name) as title
    from asked_item i join request q on q.id = i.request_id join person h on h.id = q.person_id
    left join action a on a.id = i.action_id left join indicator n on n.id = i.indicator_id
    where i.round_id = ${round} and i.state in ('waiting', 'draft', 'returned') order by q.id, i.id`.execute(db)
  return rows
}

/** One owner's request, with what still waits in it. */
export async function requestFacts(db: Db, request: number, today: string) {
  const { rows } = await sql<{
    request: number
    round: number
    person: number
    state: RoundState
    closes: string
    keeper: number
    titles: string[]
    /** Asked once more today already. */
    chased: boolean
  }>`
    select q.id as request, d.id as round, q.person_id as person, d.state, d.closes_on as closes, d.keeper_id as keeper,
      (select coalesce(jsonb_agg(coalesce(a.title, n.name) order by i.id), '[]') from asked_item i
       left join action a on a.id = i.action_id left join indicator n on n.id = i.indicator_id
       where i.request_id = q.id and i.state in ('waiting', 'draft', 'returned')) as titles,
      exists (select 1 from notice c where c.cause = 'chase-' || q.id || '-' || ${today}::text) as chased
    from request q join round d on d.id = q.round_id where q.id = ${request}`.execute(db)
  return rows[0] ?? null
}

/**
 * Accepts what was sent: milestones are reached on the day that it was sent, new figures are recorded, and the next
 * figure is due in its own time.
 */
export async function acceptItems(
  db: Db,
  partnership: { id: number; areaCode: string },
  items: readonly number[],
  now: Date,
): Promise<void> {
  const { rows } = await sql<{
    reached: number[]
    sent: string
    indicator: number | null
    figure: number | null
    period: string | null
    frequency: Frequency | null
    due: string | null
    closes: string
  }>`
    with accepted as (
      update request_item set state = 'accepted', accepted_at = ${now} where id = any(${[...items]}::bigint[])
      returning (select coalesce(jsonb_agg(m.id), '[]') from milestone m join action a on a.id = m.action_id
          where m.id = any(reached) and m.action_id = request_item.action_id and a.stopped_on is null) as reached, round_id, indicator_id, asks_figure, figure, figure_period, ${sentOn} as sent)
    select a.reached, a.sent, a.indicator_id as indicator, case when a.asks_figure then a.figure end as figure, a.figure_period as period,
      n.frequency, n.next_due as due, d.closes_on as closes
    from accepted a join round d on d.id = a.round_id left join indicator n on n.id = a.indicator_id`.execute(db)
  for (const [sent, reached] of grouped(rows, one => one.sent))
    await reachMilestones(
      db,
      reached.flatMap(one => one.reached),
      sent,
    )
  for (const { indicator, figure, period, frequency, due, closes } of rows)
    if (indicator !== null && figure !== null && period !== null) {
      await recordFigure(db, {
        partnership: partnership.id,
        indicator,
        place: partnership.areaCode,
        period: parsePeriod(period)!,
        value: figure,
        at: now,
      })
      if (due !== null) await setNextDue(db, indicator, nextDueAfter(due, frequency!, closes))
    }
}

const sentOn = sql`(submitted_at at time zone 'Europe/London')::date::text`

/** Takes back what accepting an item brought about: its milestones are not reached, its figure is not recorded. */
export async function takeBack(db: Db, item: number): Promise<void> {
  await sql`
    update milestone m set reached_on = null from request_item i
    where i.id = ${item} and m.id = any(i.reached) and m.reached_on = (i.submitted_at at time zone 'Europe/London')::date`.execute(
    db,
  )
  await sql`
    delete from reading r using request_item i
    where i.id = ${item} and i.asks_figure and r.indicator_id = i.indicator_id and r.period = i.figure_period and r.recorded_at = i.accepted_at`.execute(
    db,
  )
}
