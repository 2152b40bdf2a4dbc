// What the pages of questions stand on: the questions being written, and the ways between these pages.

import type { Asking } from '../../../operation/ask.ts'
import type { Params } from '../../../ui/declare.ts'
import { type ActivityHere, activityHere, addressOfEngagement, runCrumbs } from '../here.tsx'
import type { Question } from '../questions.ts'
import { draftQuestions } from '../store.ts'

export interface QuestionsHere extends ActivityHere {
  /** As they are being written; where nobody has begun, as people answer them. */
  readonly draft: readonly Question[]
  readonly next: number
  readonly begun: boolean
  /** Whether whoever looks may change them now. */
  readonly writes: boolean
}

/** The questions of the activity in the address, for members; null where it has none. */
export async function questionsHere(asking: Asking, params: Params): Promise<QuestionsHere | null> {
  const found = await activityHere(asking, params)
  if (!found || !['questionnaire', 'vote'].includes(found.activity.kind)) return null
  const { version, questions, begun } = await draftQuestions(asking.db, found.activity.id)
  // What was begun and never used was asked of nobody.
  const over = found.state === 'closed' || found.state === 'called-off'
  const changing = found.state === 'draft' || found.state === 'announced' || (found.state === 'open' && begun)
  return {
    ...found,
    draft: over && found.activity.version > 0 ? found.questions : questions,
    next: version,
    begun,
    writes: found.mayRun && found.activity.kind === 'questionnaire' && changing,
  }
}

/** The same, for those who may change them now. */
export async function toBeWritten(asking: Asking, params: Params): Promise<QuestionsHere | null> {
  const found = await questionsHere(asking, params)
  return found?.writes ? found : null
}

export const addressOfEditor = ({ slug, id, activity }: ActivityHere): string =>
  `${addressOfEngagement(slug, id)}/run/questions/${activity.id}`

/** Where everyone sees what is asked, version by version. */
export const addressOfQuestions = (slug: string, engagement: number, activity: number): string =>
  `${addressOfEngagement(slug, engagement)}/questions/${activity}`

export const editorCrumbs = (one: ActivityHere) => [
  ...runCrumbs(one),
  { href: addressOfEditor(one), words: `Questions: ${one.activity.title}` },
]

export const toEditor = (_outcome: unknown, { engagement, activity }: Params, base: string): string =>
  `${base}/engagements/${engagement}/run/questions/${activity}`
