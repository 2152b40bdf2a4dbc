// What the clock does in Strathmuir's rounds, and how their coordinator ends them.

import type { Step } from './round-words.ts'

/** A round stays open for 24 days; this is when the clock speaks, and when the coordinator checks and accepts. */
export const clock: readonly Step[] = [
  { after: 15, does: 'reminds' },
  { after: 17, does: 'tells-deputies' },
  { after: 18, does: 'tells-leads' },
]
export const end: readonly Step[] = [
  { after: 25, does: 'closes' },
  { after: 25, does: 'accepts-all', by: 'aileen' },
  { after: 29, does: 'accepts-round', by: 'aileen' },
]
