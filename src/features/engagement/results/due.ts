// What the clock finds due of results: activities with answers that are not counted yet.

import { sql } from 'kysely'
import { dayIn } from '../../../operation/perform.ts'
import type { Timed } from '../../../operation/timed.ts'
import { posted } from './all-in.ts'
import { count } from './operations.ts'

export const countsDue: Timed = async (root, now) => {
  const { rows } = await sql<{ partnership: number; activity: number }>`
    select partnership, activity from app.counts_due(${now}::timestamptz, ${posted(dayIn(now))}::date)`.execute(root)
  return rows.map(({ partnership, activity }) => ({ operation: count, partnership, raw: { activity } }))
}
