// What the clock finds due of structures: those that changed since they were worked out.

import { sql } from 'kysely'
import type { Timed } from '../../../operation/timed.ts'
import { workOut } from './operations.ts'

export const landscapesDue: Timed = async root => {
  const { rows } = await sql<{
    partnership: number
  }>`select due as partnership from app.landscapes_due() as due`.execute(root)
  return rows.map(({ partnership }) => ({ operation: workOut, partnership, raw: {} }))
}
