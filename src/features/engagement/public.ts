// What later rooms may use of engagements.
import type { Db } from '../../db/handles.ts'

export {
  entry,
  keyOf,
  receiptHash,
  receiptOf,
} from './admission.ts'
export {
  addressOfActivity,
  addressOfEngagement,
  type EngagementHere,
  engagementHere,
  isNumber,
} from './here.tsx'
export { calledOff, type EngagementFacts, linkedOnly, type Source, type State } from './model.ts'
export { progress } from './queries.ts'
export { ballotKinds, type Option, type Question } from './questions.ts'
export { listenersOf, told } from './receipts/listeners.ts'
export { mayChange, mayRun } from './rules.ts'
export { addActivity, draftQuestions, engagementFacts, freeze, writeDraft } from './store.ts'

/** A vote that was held elsewhere and is brought in from a file is over, and so is its engagement. */
export const endEngagement = (db: Db, engagement: number, now: Date) =>
  db.updateTable('engagement').set({ state: 'closed', closed_at: now }).where('id', '=', engagement).execute()
