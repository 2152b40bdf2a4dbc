// The rules of receipts: when an answer may be taken back.

import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { AnswerFacts } from './store.ts'

export const countedByNow = refuse(
  'counted-by-now',
  'This has closed. Your answer is counted with all others, so it can no longer be taken back.',
)

/** While it is open. Afterwards what was counted stays as it was counted. */
export const mayTakeBack = ({ state, closes }: Pick<AnswerFacts, 'state' | 'closes'>, today: string): Refusal | null =>
  state === 'open' && today <= closes ? null : countedByNow
