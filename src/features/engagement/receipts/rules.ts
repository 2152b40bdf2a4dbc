// The rules of receipts: how their numbers are written, and when an answer may be taken back.

import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { AnswerFacts } from './store.ts'

export const countedByNow = refuse(
  'counted-by-now',
  'This has closed. Your answer is counted with all others, so it can no longer be taken back.',
)

export const receiptUnknown = refuse(
  'receipt-unknown',
  'We do not find this number here. Look at each letter again; the figures 0 and 1 are never in it.',
  'receipt',
)

/** As it stands on the receipt: capitals in groups of four. */
export const asPrinted = (receipt: string): string =>
  receipt
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .match(/.{1,4}/g)
    ?.join('-') ?? ''

/** While it is open. Afterwards what was counted stays as it was counted. */
export const mayTakeBack = ({ state, closes }: Pick<AnswerFacts, 'state' | 'closes'>, today: string): Refusal | null =>
  state === 'open' && today <= closes ? null : countedByNow
