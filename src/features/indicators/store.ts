// SQL behind the verbs of a partnership's indicators.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { Period } from '../../kernel/period.ts'
import type { IndicatorFacts, Status } from './model.ts'

/** The indicator with its row locked, and the organisation of the partner that owns it. */
export async function indicatorFacts(db: Db, id: number): Promise<IndicatorFacts | null> {
  const { rows } = await sql<IndicatorFacts>`
    select i.id as indicator, i.name, i.kind, i.unit, i.good, i.retired_on is not null as retired, p.organisation_id as owner
    from indicator i left join partner p on p.partnership_id = i.partnership_id and p.id = i.partner_id
    where i.id = ${id} for update of i`.execute(db)
  return rows[0] ?? null
}

/** One question: the indicator, its standing target for the period, the goal, and who hears of it. */
export async function targetFacts(db: Db, input: { indicator: number; period: { text: string }; goal: string | null }) {
  const [framework, goal] = input.goal?.split(':') ?? [null, null]
  const { rows } = await sql<
    IndicatorFacts & {
      current: { target: number; value: number } | null
      goalKnown: boolean
      coordinators: number[]
    }
  >`
    select i.id as indicator, i.name, i.kind, i.unit, i.good, i.retired_on is not null as retired, p.organisation_id as owner,
           (select jsonb_build_object('target', t.id, 'value', t.value) from target t
            where t.partnership_id = i.partnership_id and t.indicator_id = i.id and t.period = ${input.period.text} and t.superseded_at is null) as current,
           exists (select 1 from goal g where g.framework_code = ${framework} and g.code = ${goal}) as "goalKnown",
           (select coalesce(jsonb_agg(distinct m.person_id), '[]') from membership m where m.role = 'coordinator' and m.ended_on is null) as coordinators
    from indicator i left join partner p on p.partnership_id = i.partnership_id and p.id = i.partner_id
    where i.id = ${input.indicator}`.execute(db)
  return rows[0] ?? null
}

/** The new target, and the one it replaces superseded first. */
export async function writeTarget(
  db: Db,
  fact: {
    indicator: number
    period: string
    due: string
    value: number
    because: string
    goal: string | null
    replaces: number | null
  },
  at: Date,
  partnership: number,
): Promise<{ id: number }> {
  const [framework, goal] = fact.goal?.split(':') ?? [null, null]
  const { rows } = await sql<{ id: number }>`
    with replaced as (
      update target set superseded_at = ${at} where partnership_id = ${partnership} and id = ${fact.replaces} and superseded_at is null returning id
    )
    insert into target (partnership_id, indicator_id, period, due_on, value, because, framework_code, goal_code, set_at)
    select ${partnership}, ${fact.indicator}, ${fact.period}, ${fact.due}::date, ${fact.value}::float8, ${fact.because}, ${framework}, ${goal}, ${at}::timestamptz
    from (select count(*) from replaced) as first
    returning id`.execute(db)
  return rows[0]!
}

export async function readingFacts(
  db: Db,
  input: { indicator: number; period: { text: string }; group: string; place: string },
) {
  const facts = await indicatorFacts(db, input.indicator)
  if (!facts) return null
  const was = await db
    .selectFrom('reading')
    .select(['value', 'status'])
    .where('indicator_id', '=', input.indicator)
    .where('place_code', '=', input.place)
    .where('period', '=', input.period.text)
    .where('population_group', '=', input.group)
    .executeTakeFirst()
  return { ...facts, was: was?.value ?? null, wasStatus: (was?.status ?? null) as Status | null }
}

/** The value for a period, from the partnership's own readings or the catalogue's. */
export async function readingAt(db: Db, indicator: number, area: string, period: string): Promise<number | null> {
  const { rows } = await sql<{ value: number }>`
    select r.value from reading r where r.indicator_id = ${indicator} and r.place_code = ${area} and r.period = ${period} and r.population_group = ''
    union all
    select r.value from indicator i join catalogue_reading r on r.indicator_code = i.catalogue_code
    where i.id = ${indicator} and r.place_code = ${area} and r.period = ${period} and r.population_group = '' limit 1`.execute(
    db,
  )
  return rows[0]?.value ?? null
}

/** Whether all of these are outcomes here; each is named once. */
export async function outcomesKnown(db: Db, outcomes: readonly number[]): Promise<boolean> {
  if (!outcomes.length) return true
  const found = await db
    .selectFrom('outcome')
    .select('id')
    .where('id', 'in', [...outcomes])
    .execute()
  return found.length === outcomes.length
}

export const partnerKnown = async (db: Db, partner: number | null): Promise<boolean> =>
  partner === null ||
  (await db
    .selectFrom('partner')
    .select('id')
    .where('id', '=', partner)
    .where('left_on', 'is', null)
    .executeTakeFirst()) !== undefined

export async function linkOutcomes(
  db: Db,
  partnership: number,
  indicator: number,
  outcomes: readonly number[],
): Promise<void> {
  if (!outcomes.length) return
  await db
    .insertInto('outcome_indicator')
    .values(outcomes.map(outcome => ({ partnership_id: partnership, outcome_id: outcome, indicator_id: indicator })))
    .onConflict(same => same.doNothing())
    .execute()
}

/** Records a figure of one's own; one for a period that has one already takes its place. */
export const recordFigure = (
  db: Db,
  figure: {
    partnership: number
    indicator: number
    place: string
    period: Pick<Period, 'text' | 'start' | 'end'>
    group?: string
    value: number
    status?: Status
    at: Date
  },
) => {
  const { value, status = 'actual', at } = figure
  return db
    .insertInto('reading')
    .values({
      partnership_id: figure.partnership,
      indicator_id: figure.indicator,
      place_code: figure.place,
      period: figure.period.text,
      population_group: figure.group ?? '',
      starts_on: figure.period.start,
      ends_on: figure.period.end,
      value,
      status,
      recorded_at: at,
    })
    .onConflict(again =>
      again
        .columns(['partnership_id', 'indicator_id', 'place_code', 'period', 'population_group'])
        .doUpdateSet({ value, status, recorded_at: at }),
    )
    .execute()
}

/** When the next figure is due; null where nobody can say. */
export const setNextDue = (db: Db, indicator: number, due: string | null) =>
  db.updateTable('indicator').set({ next_due: due }).where('id', '=', indicator).execute()

/** Which of these people can answer for something here: members in any part but an observer's. */
export async function ableToAnswer(db: Db, people: readonly (number | null)[]): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct person_id as id from membership
    where person_id = any (${people.filter(one => one !== null)}::bigint[]) and role <> 'observer' and ended_on is null`.execute(
    db,
  )
  return rows.map(row => row.id)
}
