// What the clock does with engagements: opens them on their first day, closes them after the last.

import { sql } from 'kysely'
import { dayIn } from '../../operation/perform.ts'
import type { Timed } from '../../operation/timed.ts'
import { close, open } from './operations.ts'

export const engagementsDue: Timed = async (root, now) => {
  const { rows } = await sql<{ partnership: number; engagement: number; verb: 'open' | 'close' }>`
    select partnership, engagement, verb from app.engagements_due(${dayIn(now)}::date)`.execute(root)
  return rows.map(({ partnership, engagement, verb }) => ({
    operation: verb === 'open' ? open : close,
    partnership,
    raw: { engagement },
  }))
}
