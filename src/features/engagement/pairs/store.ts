// SQL of what is compared, and of who compared what.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { ActivityFacts } from '../model.ts'
import { activityFacts } from '../store.ts'

export interface RankedOption {
  readonly id: number
  readonly title: string
  readonly words: string
}

/** What somebody says who finds that both matter the same. */
export const same = 'same'

/** What is compared, in the order it was listed. */
export const options = (db: Db, activity: number): Promise<RankedOption[]> =>
  db
    .selectFrom('ranked_option')
    .select(['id', 'title', 'words'])
    .where('activity_id', '=', activity)
    .where('dropped_on', 'is', null)
    .orderBy('position')
    .execute()

export async function optionFacts(db: Db, option: number): Promise<ActivityFacts | null> {
  const row = await db
    .selectFrom('ranked_option')
    .select('activity_id')
    .where('id', '=', option)
    .where('dropped_on', 'is', null)
    .executeTakeFirst()
  return row ? activityFacts(db, row.activity_id) : null
}

export async function addOption(
  db: Db,
  partnership: number,
  { activity, title, words }: { activity: number; title: string; words: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into ranked_option (partnership_id, activity_id, title, words, position)
    select ${partnership}, ${activity}, ${title}, ${words}, coalesce(max(position), 0) + 1 from ranked_option where activity_id = ${activity}
    returning id`.execute(db)
  return rows[0]!.id
}

/** Whether just this was said before. */
export async function writeComparison(
  db: Db,
  partnership: number,
  response: number,
  said: { activity: number; low: number; high: number; chosen: number | null },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ was: number | null; first: boolean }>`
    with before as (select chosen_id from comparison where response_id = ${response} and low_id = ${said.low} and high_id = ${said.high}),
    -- Counting follows new people: a changed mind, and a further pair of somebody counted already, make it begin again.
    counting as (update activity set recount = true where id = ${said.activity} and case when exists (select from before)
      then exists (select from before where chosen_id is distinct from ${said.chosen}::bigint) else not recount end),
    written as (
      insert into comparison (partnership_id, activity_id, response_id, low_id, high_id, chosen_id, given_at)
      values (${partnership}, ${said.activity}, ${response}, ${said.low}, ${said.high}, ${said.chosen}, ${now})
      on conflict (partnership_id, response_id, low_id, high_id) do update set chosen_id = excluded.chosen_id, given_at = excluded.given_at
        where comparison.chosen_id is distinct from excluded.chosen_id)
    select (select chosen_id from before) as was, not exists (select from before) as first`.execute(db)
  const [{ was, first } = { was: null, first: true }] = rows
  return !first && was === said.chosen
}

/** What one person has compared so far, in the order they did. */
export async function compared(db: Db, response: number): Promise<[number, number][]> {
  const { rows } = await sql<{ low: number; high: number }>`
    select low_id as low, high_id as high from comparison where response_id = ${response} order by given_at, low_id, high_id`.execute(
    db,
  )
  return rows.map(({ low, high }) => [low, high])
}
