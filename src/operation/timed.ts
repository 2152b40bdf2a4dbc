// What the clock does by itself: verbs that fall due, found by one question over all partnerships.

import type { Root } from '../db/handles.ts'
import type { AnyOperation } from './operation.ts'

/** One verb that is due: in which partnership (null: the commons), with what input. */
export interface Due {
  readonly operation: AnyOperation
  readonly partnership: number | null
  readonly raw: Readonly<Record<string, unknown>>
}

/**
 * Answers what is due at a moment. It is asked again after all of it was done, until nothing is left, and often in
 * vain: what a verb did must make it fall out of the list, and a day that was missed is made up for.
 */
export type Timed = (root: Root, now: Date) => Promise<readonly Due[]>
