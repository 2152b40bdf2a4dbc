// What the clock finds due of structures: those that changed since they were worked out, and every one once a day.

import { sql } from 'kysely'
import { dayIn } from '../../../operation/perform.ts'
import type { Timed } from '../../../operation/timed.ts'
import { workOut } from './operations.ts'

export const landscapesDue: Timed = async (root, now) => {
  const { rows } = await sql<{ partnership: number }>`
    select due as partnership from app.landscapes_due(${dayIn(now)}) as due`.execute(root)
  return rows.map(({ partnership }) => ({ operation: workOut, partnership, raw: {} }))
}
