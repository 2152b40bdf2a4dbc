// SQL behind the verbs of scenarios: what the rules need to know, and the dated changes that an adopted one makes.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { ScenarioStage } from '../model.ts'
import * as structure from '../store.ts'
import type { Changes, RemitChange } from './changes.ts'
import type { Step } from './model.ts'

export interface ScenarioFacts {
  readonly scenario: number
  readonly name: string
  readonly stage: ScenarioStage
  readonly steps: readonly (Step & { readonly id: number })[]
}

/** Locks the scenario, so that whoever works on it does so one after the other. */
export async function scenarioFacts(db: Db, scenario: number): Promise<ScenarioFacts | null> {
  await sql`select from scenario where id = ${scenario} for no key update`.execute(db)
  const { rows } = await sql<ScenarioFacts>`
    select s.id as scenario, s.name, s.stage, (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'group', t.group_id,
        'into', t.into_group_id, 'name', t.name, 'outcome', t.outcome_id, 'theme', t.theme_id, 'place', t.place_code,
        'meetings', t.meetings_a_year, 'minutes', t.meeting_minutes) order by t.id), '[]')
      from scenario_step t where t.partnership_id = s.partnership_id and t.scenario_id = s.id) as steps
    from scenario s where s.id = ${scenario}`.execute(db)
  return rows[0] ?? null
}

/** The scenario that a step belongs to. */
export async function stepFacts(db: Db, step: number): Promise<(ScenarioFacts & { readonly step: number }) | null> {
  const of = await db.selectFrom('scenario_step').select('scenario_id').where('id', '=', step).executeTakeFirst()
  const found = of && (await scenarioFacts(db, of.scenario_id))
  // Somebody else may have taken it out while we waited.
  return found?.steps.some(one => one.id === step) ? { ...found, step } : null
}

export async function draftScenario(
  db: Db,
  partnership: number,
  { name, why, on }: { name: string; why: string; on: string },
): Promise<number> {
  const { id } = await db
    .insertInto('scenario')
    .values({ partnership_id: partnership, name, why, made_on: on, shared_on: null, settled_on: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const addStep = (db: Db, partnership: number, scenario: number, step: Step) =>
  db
    .insertInto('scenario_step')
    .values({
      partnership_id: partnership,
      scenario_id: scenario,
      kind: step.kind,
      group_id: step.group,
      into_group_id: step.into,
      name: step.name,
      outcome_id: step.outcome,
      theme_id: step.theme,
      place_code: step.place,
      meetings_a_year: step.meetings,
      meeting_minutes: step.minutes,
    })
    .execute()

export const removeStep = (db: Db, step: number) => db.deleteFrom('scenario_step').where('id', '=', step).execute()

export const shareScenario = (db: Db, scenario: number, on: string) =>
  db.updateTable('scenario').set({ stage: 'shared', shared_on: on }).where('id', '=', scenario).execute()

export const settleScenario = (
  db: Db,
  scenario: number,
  { stage, on, because }: { stage: 'adopted' | 'dropped'; on: string; because: string },
) =>
  db
    .updateTable('scenario')
    .set({ stage, settled_on: on, settled_because: because })
    .where('id', '=', scenario)
    .execute()

/** Which of these groups was changed last, and from which day on: its words, seats, sittings, links or remit. */
export async function lastChange(
  db: Db,
  groups: readonly number[],
): Promise<{ readonly name: string; readonly on: string } | null> {
  const { rows } = await sql<{ name: string; on: string }>`
    select (select t.name from group_text t where t.group_id = g.id order by t.since desc limit 1) as name, g.on_day as on
    from (
      select id, greatest(since, until) as on_day from partnership_group
      union all select group_id, greatest(since, until) from group_text
      union all select group_id, greatest(since, until) from group_remit
      union all select group_id, greatest(since, until) from seat
      union all select s.group_id, greatest(i.since, i.until) from sitting i join seat s on s.partnership_id = i.partnership_id and s.id = i.seat_id
      union all select group_id, greatest(since, until) from group_link
      union all select other_group_id, greatest(since, until) from group_link
    ) g where g.id = any (${groups}::bigint[]) order by g.on_day desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Makes the structure what it is on paper, from one day on; what it was before that day stays as it was. */
export async function change(
  db: Db,
  partnership: number,
  changes: Changes,
  { on, because }: { on: string; because: string },
): Promise<void> {
  for (const { group, into } of changes.ends) await structure.endGroup(db, group, { on, because, into })
  // A name may pass from one group to another, so all are laid down before any is taken up.
  await endTexts(
    db,
    changes.texts.map(text => text.group),
    on,
  )
  for (const { group, words } of changes.texts) await structure.writeText(db, partnership, group, words, on)
  for (const remit of changes.remitsEnd) await endRemit(db, remit, on)
  for (const remit of changes.remits) await structure.addRemit(db, partnership, remit.group, remit, on)
  for (const { from, to, kind } of changes.links)
    await structure.addLink(db, partnership, { group: from, other: to, kind }, on)
  for (const { group, seat } of changes.seats) {
    const id = await structure.addSeat(db, partnership, group, seat, on)
    if (seat.held) await structure.sit(db, partnership, id, 'holder', seat.person, on)
    if (seat.substitute !== null) await structure.sit(db, partnership, id, 'substitute', seat.substitute, on)
  }
}

async function endTexts(db: Db, groups: readonly number[], on: string) {
  const standing = sql`group_id = any (${groups}::bigint[]) and until is null`
  await sql`delete from group_text where ${standing} and since >= ${on}`.execute(db)
  await sql`update group_text set until = ${on} where ${standing}`.execute(db)
}

const endRemit = (db: Db, { group, outcome, theme, place }: RemitChange, on: string) =>
  sql`update group_remit set until = greatest(since, ${on}::date) where group_id = ${group} and until is null and outcome_id is not distinct from ${outcome}::bigint
    and theme_id is not distinct from ${theme}::bigint and place_code is not distinct from ${place}::text`.execute(db)

export async function record(
  db: Db,
  partnership: number,
  { on, name, reason, scenario }: { on: string; name: string; reason: string; scenario: number | null },
): Promise<number> {
  const { id } = await db
    .insertInto('restructuring')
    .values({ partnership_id: partnership, on_day: on, name, reason, scenario_id: scenario })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
