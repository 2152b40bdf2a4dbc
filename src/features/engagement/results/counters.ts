// Who counts which kind of activity.

import type { Db } from '../../../db/handles.ts'
import { countIdeas } from '../ideas/counting.ts'
import type { ActivityKind } from '../model.ts'
import { countPairs } from '../pairs/counting.ts'
import { countStatements } from '../statements/counting.ts'
import { countAnswers } from './counting.ts'

/**
 * Answers what is kept as the `result` of an activity; it runs in the partnership's scope and writes nothing. It is told
 * whether all answers are in.
 */
export type Counter = (db: Db, activity: number, isAllIn: boolean) => Promise<unknown>

export const counters: Readonly<Record<ActivityKind, Counter>> = {
  questionnaire: countAnswers,
  vote: countAnswers,
  meeting: countAnswers,
  ideas: countIdeas,
  pairs: countPairs,
  statements: countStatements,
}
