// SQL behind the verbs of actions: what the rules need to know, with the action's row locked.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { outcomesKnown } from '../indicators/public.ts'
import type { ActionFacts, ActionWords, MeasureFacts, MilestoneFacts, PreconditionKind, RiskFacts } from './model.ts'

/** What every verb needs of `action a`, with the organisation of its lead partner. */
const facts = sql`
  a.id as action, a.title, a.initiative_id as initiative, a.consent, a.starts_on as starts, a.ends_on as ends,
  case when a.stopped_on is not null then 'stopped' when a.adopted_on is not null then 'adopted' else 'proposed' end as state,
  (select l.organisation_id from partner l where l.partnership_id = a.partnership_id and l.id = a.lead_partner_id) as lead`

/** Locks the action, so that whoever works on it does so one after the other; read after, to see what the one before wrote. */
const lock = (db: Db, action: number) => sql`select from action where id = ${action} for no key update`.execute(db)

export async function actionFacts(db: Db, action: number): Promise<ActionFacts | null> {
  await lock(db, action)
  const { rows } = await sql<ActionFacts>`select ${facts} from action a where a.id = ${action}`.execute(db)
  return rows[0] ?? null
}

/** The action's words as they stand, and who saved them last. */
export async function wordsNow(db: Db, action: number) {
  const found = await actionFacts(db, action)
  const { rows } = await sql<{ now: ActionWords; changedBy: string | null }>`
    select jsonb_build_object('title', a.title, 'about', a.about, 'horizon', a.horizon, 'principle', a.principle,
        'starts', a.starts_on, 'ends', a.ends_on) as now,
      (select p.name from history h left join person p on p.id = h.person_id
       where h.partnership_id = a.partnership_id and h.subject_kind = 'action' and h.subject_id = a.id
         and h.operation in ('delivery.propose-action', 'delivery.edit-action') order by h.id desc limit 1) as "changedBy"
    from action a where a.id = ${action}`.execute(db)
  return found && rows[0] ? { ...found, ...rows[0] } : null
}

/** A partner of today with its organisation, and what it does in the action (null where it has no part in it). */
export async function partFacts(db: Db, action: number, partner: number) {
  const found = await actionFacts(db, action)
  const { rows } = await sql<{ organisation: number; partnerKnown: boolean; does: string | null }>`
    select r.organisation_id as organisation, r.left_on is null as "partnerKnown",
      (select p.does from action_partner p where p.partnership_id = r.partnership_id and p.action_id = ${action} and p.partner_id = r.id) as does
    from partner r where r.id = ${partner}`.execute(db)
  return found && { ...found, ...(rows[0] ?? { organisation: null, partnerKnown: false, does: null }) }
}

export async function settledFacts(db: Db, action: number) {
  const found = await actionFacts(db, action)
  const settled = await db.selectFrom('precondition').select('kind').where('action_id', '=', action).execute()
  const linked = found?.initiative
    ? ((await db.selectFrom('initiative').select('reporting').where('id', '=', found.initiative).executeTakeFirst()) ??
      null)
    : null
  return found && { ...found, linked, settled: settled as { kind: PreconditionKind }[] }
}

/** Whether the outcome is there, and how the action is linked to it. */
export async function serviceFacts(db: Db, action: number, outcome: number) {
  const found = await actionFacts(db, action)
  const link = await db
    .selectFrom('action_outcome')
    .select(['matters', 'because'])
    .where('action_id', '=', action)
    .where('outcome_id', '=', outcome)
    .executeTakeFirst()
  return found && { ...found, outcomeKnown: await outcomesKnown(db, [outcome]), link: link ?? null }
}

export async function placeFacts(db: Db, action: number, place: string) {
  const found = await actionFacts(db, action)
  const { rows } = await sql<{ placeKnown: boolean; named: boolean }>`
    select exists (select from place where code = ${place}) as "placeKnown",
      exists (select from action_place where action_id = ${action} and place_code = ${place}) as named`.execute(db)
  return found && { ...found, ...rows[0]! }
}

export async function milestoneFacts(db: Db, milestone: number): Promise<MilestoneFacts | null> {
  await sql`select from action a join milestone m on m.partnership_id = a.partnership_id and m.action_id = a.id
    where m.id = ${milestone} for no key update of a`.execute(db)
  const { rows } = await sql<MilestoneFacts>`
    select ${facts}, m.id as milestone, m.words, m.due_on as due, m.first_due_on as "firstDue", m.reached_on as reached, m.dropped_on as dropped
    from milestone m join action a on a.partnership_id = m.partnership_id and a.id = m.action_id
    where m.id = ${milestone}`.execute(db)
  return rows[0] ?? null
}

/** The measure, and what is recorded for the period where one is named. */
export async function measureFacts(
  db: Db,
  measure: number,
  period = '',
): Promise<(MeasureFacts & { was: number | null }) | null> {
  await sql`select from action a join measure m on m.partnership_id = a.partnership_id and m.action_id = a.id
    where m.id = ${measure} for no key update of a`.execute(db)
  const { rows } = await sql<MeasureFacts & { was: number | null }>`
    select ${facts}, m.id as measure, m.words, m.unit, m.dropped_on as dropped,
      (select g.value from measure_reading g where g.partnership_id = m.partnership_id and g.measure_id = m.id and g.period = ${period}) as was
    from measure m join action a on a.partnership_id = m.partnership_id and a.id = m.action_id
    where m.id = ${measure}`.execute(db)
  return rows[0] ?? null
}

/** The risk, and whether `partner` could mind it. */
export async function riskFacts(db: Db, risk: number, partner: number | null = null): Promise<RiskFacts | null> {
  await sql`select from action a join risk q on q.partnership_id = a.partnership_id and q.action_id = a.id
    where q.id = ${risk} for no key update of a`.execute(db)
  const { rows } = await sql<RiskFacts>`
    select ${facts}, q.id as risk, q.closed_on as closed, exists (select from partner r where r.id = ${partner} and r.left_on is null) as "partnerKnown"
    from risk q join action a on a.partnership_id = q.partnership_id and a.id = q.action_id
    where q.id = ${risk}`.execute(db)
  return rows[0] ?? null
}

/** The organisation of a partner of today; null where there is none. */
export const organisationOf = async (db: Db, partner: number | null): Promise<number | null> =>
  partner === null
    ? null
    : ((
        await db
          .selectFrom('partner')
          .select('organisation_id')
          .where('id', '=', partner)
          .where('left_on', 'is', null)
          .executeTakeFirst()
      )?.organisation_id ?? null)

/** Links an action to outcomes that it may matter for; how much is said afterwards. */
export async function linkOutcomes(
  db: Db,
  partnership: number,
  action: number,
  outcomes: readonly number[],
): Promise<void> {
  await sql`insert into action_outcome (partnership_id, action_id, outcome_id, matters)
    select ${partnership}, ${action}, o, 'some' from unnest(${[...outcomes]}::bigint[]) o`.execute(db)
}

/** Milestones reached on a day, of those that were still to come. */
export const reachMilestones = async (db: Db, milestones: readonly number[], on: string): Promise<void> => {
  if (milestones.length)
    await db
      .updateTable('milestone')
      .set({ reached_on: on })
      .where('id', 'in', [...milestones])
      .where('reached_on', 'is', null)
      .execute()
}
