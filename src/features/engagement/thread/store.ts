// SQL behind the verbs of the thread: what the rules need to know, and what is written. The row of the engagement is
// locked first, so that two people who work on one thread do it one after the other.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { DecisionAnswer } from '../model.ts'
import { listenersOf } from '../receipts/listeners.ts'
import { engagementFacts } from '../store.ts'
import type { PriorityFacts, ThreadFacts } from './model.ts'

export async function threadFacts(db: Db, engagement: number): Promise<ThreadFacts | null> {
  const found = await engagementFacts(db, engagement)
  return found && { ...found, listeners: await listenersOf(db, engagement) }
}

/** The priority with its engagement; null where it is not there. */
export async function priorityFacts(db: Db, priority: number): Promise<PriorityFacts | null> {
  const of = await db.selectFrom('voice_priority').select('engagement_id').where('id', '=', priority).executeTakeFirst()
  const found = of && (await threadFacts(db, of.engagement_id))
  if (!found) return null
  const { rows } = await sql<Omit<PriorityFacts, keyof ThreadFacts>>`
    select p.id as priority, p.title as "priorityTitle", p.dropped_on is not null as dropped,
      (select jsonb_build_object('answer', d.answer, 'on', d.decided_on) from voice_decision d
       where (d.partnership_id, d.priority_id) = (p.partnership_id, p.id) and d.replaced_on is null) as decision,
      exists (select from voice_decision d where (d.partnership_id, d.priority_id) = (p.partnership_id, p.id)) as "everDecided",
      (select count(*)::int from priority_action l join action a on (a.partnership_id, a.id) = (l.partnership_id, l.action_id)
       where (l.partnership_id, l.priority_id) = (p.partnership_id, p.id) and a.adopted_on is not null
         and (a.initiative_id is null or a.consent = 'given')) as actions
    from voice_priority p where p.id = ${priority}`.execute(db)
  return { ...found, ...rows[0]! }
}

/** Whether these themes are there, in this engagement. */
export async function themesKnown(db: Db, engagement: number, themes: readonly number[]): Promise<boolean> {
  const { rows } = await sql<{ known: number }>`
    select count(*)::int as known from voice_theme where engagement_id = ${engagement} and dropped_on is null and id = any(${[...themes]}::bigint[])`.execute(
    db,
  )
  return rows[0]!.known === themes.length
}

export async function namePriority(
  db: Db,
  partnership: number,
  fact: {
    readonly engagement: number
    readonly title: string
    readonly words: string
    readonly themes: readonly number[]
    readonly on: string
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into voice_priority (partnership_id, engagement_id, title, words, position, named_on)
    select ${partnership}, ${fact.engagement}, ${fact.title}, ${fact.words}, coalesce(max(position), 0) + 1, ${fact.on}
    from voice_priority where engagement_id = ${fact.engagement} returning id`.execute(db)
  const { id } = rows[0]!
  await linkThemes(db, partnership, id, fact.themes)
  return id
}

/** Exactly these themes, and no others. */
export async function linkThemes(
  db: Db,
  partnership: number,
  priority: number,
  themes: readonly number[],
): Promise<void> {
  await db.deleteFrom('priority_theme').where('priority_id', '=', priority).execute()
  await sql`insert into priority_theme (partnership_id, priority_id, theme_id)
    select ${partnership}, ${priority}, n from unnest(${[...themes]}::bigint[]) n`.execute(db)
}

/** Priorities of an engagement, in their order. */
export async function orderOf(db: Db, engagement: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('voice_priority')
    .select('id')
    .where('engagement_id', '=', engagement)
    .where('dropped_on', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(row => row.id)
}

export const writeOrder = (db: Db, order: readonly number[]) =>
  sql`update voice_priority p set position = o.at from unnest(${[...order]}::bigint[]) with ordinality as o (id, at) where o.id = p.id`.execute(
    db,
  )

export const organisationKnown = async (db: Db, organisation: number | null): Promise<boolean> =>
  organisation === null ||
  (await db
    .selectFrom('partner')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('left_on', 'is', null)
    .executeTakeFirst()) !== undefined

/** The decision that stood until now stays, with the day on which it was replaced. */
export async function decide(
  db: Db,
  partnership: number,
  fact: {
    readonly priority: number
    readonly answer: DecisionAnswer
    readonly reason: string
    readonly organisation: number | null
    readonly decidedBy: string
    readonly decidedOn: string
    readonly on: string
  },
): Promise<number> {
  await db
    .updateTable('voice_decision')
    .set({ replaced_on: fact.on })
    .where('priority_id', '=', fact.priority)
    .where('replaced_on', 'is', null)
    .execute()
  const { id } = await db
    .insertInto('voice_decision')
    .values({
      partnership_id: partnership,
      priority_id: fact.priority,
      answer: fact.answer,
      reason: fact.reason,
      organisation_id: fact.organisation,
      decided_by: fact.decidedBy,
      decided_on: fact.decidedOn,
      replaced_on: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** An action that everyone can see and that goes on is fit to be linked. */
export async function workFacts(db: Db, priority: number, action: number) {
  const { rows } = await sql<{ title: string; fit: boolean; linked: boolean }>`
    select a.title, a.adopted_on is not null and a.stopped_on is null and (a.initiative_id is null or a.consent = 'given') as fit,
      exists (select from priority_action l where (l.partnership_id, l.action_id) = (a.partnership_id, a.id) and l.priority_id = ${priority}) as linked
    from action a where a.id = ${action}`.execute(db)
  return rows[0] ?? { title: '', fit: false, linked: false }
}

/** A figure in use is fit to be linked; `period` is of the newest one for the partnership's own area. */
export async function figureFacts(db: Db, priority: number, indicator: number, area: string) {
  const { rows } = await sql<{
    name: string
    fit: boolean
    linked: boolean
    period: string
    ends: string | null
    told: string
  }>`
    select n.name, n.retired_on is null as fit, l.indicator_id is not null as linked, coalesce(l.told_period, '') as told,
      coalesce(r.period, '') as period, r.ends_on as ends
    from indicator n
    left join priority_indicator l on (l.partnership_id, l.indicator_id) = (n.partnership_id, n.id) and l.priority_id = ${priority}
    left join lateral (
      select period, starts_on, ends_on from catalogue_reading c
      where c.indicator_code = n.catalogue_code and c.place_code = ${area} and c.population_group = '' and c.status = 'actual'
      union all
      select period, starts_on, ends_on from reading o
      where o.indicator_id = n.id and o.place_code = ${area} and o.population_group = '' and o.status = 'actual'
      order by ends_on desc, starts_on desc limit 1) r on true
    where n.id = ${indicator}`.execute(db)
  return rows[0] ?? { name: '', fit: false, linked: false, period: '', ends: null, told: '' }
}
