// What the rules about claims and benefits know, and the words they refuse with. The claims themselves stand in the
// room's model.

import { refuse } from '../../../kernel/refusal.ts'
import type { ActionFacts } from '../model.ts'

/** An action that something is said of. */
export interface SayingFacts extends ActionFacts {
  /** The organisation of the partner that says it; null where it is no partner here today. */
  readonly organisation: number | null
}

/** Something that was said. */
export interface SaidFacts {
  readonly id: number
  readonly action: number
  readonly organisation: number
  readonly withdrawn: boolean
}

export const withdrawnAlready = refuse('withdrawn-already', 'This has been withdrawn already.')
