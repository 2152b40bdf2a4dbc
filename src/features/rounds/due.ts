// What the clock finds due: in rounds, and in notices to bring. Nobody is written to at night.

import { sql } from 'kysely'
import type { AnyOperation } from '../../operation/operation.ts'
import { dayIn } from '../../operation/perform.ts'
import type { Timed } from '../../operation/timed.ts'
import * as clock from './clock.ts'
import { digest } from './following/digest.ts'
import { bringNotices } from './letters/links.ts'
import { isDaytime } from './rules.ts'

const byName: Readonly<Record<string, AnyOperation>> = Object.fromEntries(
  [...Object.values(clock), digest].map(one => [one.name, one as AnyOperation]),
)

/** What is due of rounds and schedules, over all partnerships: one question. */
export const roundsDue: Timed = async (root, now) => {
  if (!isDaytime(now)) return []
  const { rows } = await sql<{ partnership: number; verb: string; subject: number }>`
    select partnership, verb, subject from app.rounds_due(${dayIn(now)}) order by partnership, subject`.execute(root)
  return rows.flatMap(({ partnership, verb, subject }) => {
    const operation = byName[verb]
    return operation ? [{ operation, partnership, raw: { [operation.about]: subject } }] : []
  })
}

/** Notices of whoever has had no letter today. */
export const noticesDue: Timed = async (root, now) => {
  if (!isDaytime(now)) return []
  const { rows } = await sql`
    select 1 from notice n where n.brought_at is null
      and not exists (select 1 from letter l where l.cause = 'day-' || n.person_id || '-' || ${dayIn(now)}::text) limit 1`.execute(
    root,
  )
  return rows.length ? [{ operation: bringNotices, partnership: null, raw: {} }] : []
}
