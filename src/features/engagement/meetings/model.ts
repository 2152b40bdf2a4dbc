// What meetings know: a meeting that is held, and the points that were made at it.

import { refuse } from '../../../kernel/refusal.ts'
import type { ActivityFacts } from '../model.ts'

export interface MeetingFacts extends ActivityFacts {
  readonly heldOn: string | null
}

/** A point as it was written down. */
export interface PointFacts extends MeetingFacts {
  readonly point: number
  readonly response: number
  /** The day it was written down. */
  readonly recordedOn: string
  readonly removed: boolean
}

/** The question that a point answers: what was said here? */
export const pointQuestion = 'point'

export const notHeldYet = refuse('not-held-yet', 'Nobody can have come yet: the meeting is still to come.', 'attended')
export const sayWhenFirst = refuse('say-when-first', 'Say first when and where the meeting was.')
export const stillToCome = refuse('still-to-come', 'The meeting is still to come. Points are written down when it was.')
export const removedAlready = refuse('removed-already', 'This point was taken out already.')
export const hideInstead = refuse(
  'hide-instead',
  'A point can be taken out on the day it was written down. Later it can be hidden, with the reason.',
)
