// What the clock finds due of imports: long lists that are on their way in.

import { sql } from 'kysely'
import type { Timed } from '../../../operation/timed.ts'
import { bringInRows } from './operations.ts'

export const groupImportsDue: Timed = async root => {
  const { rows } = await sql<{ partnership: number; import: number }>`
    select partnership, import from app.group_imports_due()`.execute(root)
  return rows.map(({ partnership, import: id }) => ({ operation: bringInRows, partnership, raw: { import: id } }))
}
