// SQL behind the verbs of schedules.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { AskedSoFar, Rhythmic, RoundDays } from './calendar-of-rounds.ts'

interface Kept extends Rhythmic {
  readonly outcomes: readonly number[]
  readonly keeper: number
  readonly remindDays: number
  readonly deputyDays: number
  readonly leadDays: number
}

/** What the rules know of a schedule. */
export interface ScheduleFacts extends Kept {
  readonly schedule: number
  /** The round of it that waits to open. */
  readonly planned: number | null
}

/** A schedule that has not ended, its row locked before its rounds are read. */
export async function scheduleFacts(db: Db, schedule: number): Promise<ScheduleFacts | null> {
  await sql`select from schedule where id = ${schedule} for update`.execute(db)
  const { rows } = await sql<ScheduleFacts>`
    select id as schedule, rhythm, to_jsonb(board_dates) as "boardDates", gap_days as "gapDays", open_days as "openDays",
      to_jsonb(outcomes) as outcomes, keeper_id as keeper, remind_days as "remindDays", deputy_days as "deputyDays", lead_days as "leadDays",
      (select max(r.id) from round r where r.schedule_id = s.id and r.state = 'planned') as planned
    from schedule s where id = ${schedule} and ended_on is null`.execute(db)
  return rows[0] ?? null
}

/**
 * What the rounds of a schedule asked about, cancelled ones too, and other rounds over the same outcomes; without the
 * one that it has only planned.
 */
export async function askedSoFar(
  db: Db,
  schedule: number | null,
  outcomes: readonly number[],
): Promise<AskedSoFar | null> {
  const { rows } = await sql<AskedSoFar>`
    select max(ends_on) as ends, max(closes_on) as closes from round
    where (schedule_id = ${schedule}::bigint and state <> 'planned')
      or (schedule_id is distinct from ${schedule}::bigint and state <> 'cancelled'
        and outcomes @> ${[...outcomes]}::bigint[] and outcomes <@ ${[...outcomes]}::bigint[])
    having count(*) > 0`.execute(db)
  return rows[0] ?? null
}

/** Writes a schedule, or over the one that is changed. */
export async function writeSchedule(
  db: Db,
  partnership: number,
  fact: Kept & { readonly schedule: number | null },
  today: string,
): Promise<number> {
  const kept = {
    rhythm: fact.rhythm,
    board_dates: [...fact.boardDates],
    gap_days: fact.gapDays,
    open_days: fact.openDays,
    remind_days: fact.remindDays,
    deputy_days: fact.deputyDays,
    lead_days: fact.leadDays,
    outcomes: [...fact.outcomes],
    keeper_id: fact.keeper,
  }
  if (fact.schedule !== null) {
    await db.updateTable('schedule').set(kept).where('id', '=', fact.schedule).execute()
    return fact.schedule
  }
  const made = await db
    .insertInto('schedule')
    .values({ ...kept, partnership_id: partnership, begun_on: today, ended_on: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Puts other days on a round that has not opened; null cancels it. */
export const planAnew = (db: Db, round: number, next: (RoundDays & Omit<Kept, keyof Rhythmic>) | null) =>
  db
    .updateTable('round')
    .set(
      next
        ? {
            title: next.title,
            starts_on: next.starts,
            ends_on: next.ends,
            opens_on: next.opens,
            closes_on: next.closes,
            announced_on: null,
            keeper_id: next.keeper,
            outcomes: [...next.outcomes],
            remind_days: next.remindDays,
            deputy_days: next.deputyDays,
            lead_days: next.leadDays,
          }
        : { state: 'cancelled' as const, because: 'Its schedule was changed or ended.' },
    )
    .where('id', '=', round)
    .execute()
