// What the clock finds due of threads: figures that came since a decision.

import { sql } from 'kysely'
import type { Timed } from '../../../operation/timed.ts'
import { tellReading } from './operations.ts'

export const readingsDue: Timed = async root => {
  const { rows } = await sql<{ partnership: number; priority: number; indicator: number }>`
    select partnership, priority, indicator from app.voice_readings_due()`.execute(root)
  return rows.map(({ partnership, priority, indicator }) => ({
    operation: tellReading,
    partnership,
    raw: { priority, indicator },
  }))
}
