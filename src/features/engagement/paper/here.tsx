// What the pages of paper stand on: the batch in an address, for those who may run the engagement.

import type { Asking } from '../../../operation/ask.ts'
import type { Params } from '../../../ui/declare.ts'
import { addressOfEngagement, type EngagementHere, engagementHere, isNumber, runCrumbs } from '../here.tsx'
import { type BatchShown, batchShown } from './queries.ts'

export interface BatchHere {
  readonly engagement: EngagementHere
  readonly batch: BatchShown
  readonly today: string
}

/** Null where there is no such batch in this engagement, or whoever asks may not run it. */
export async function batchHere(asking: Asking, params: Params): Promise<BatchHere | null> {
  const engagement = await engagementHere(asking, params)
  if (!engagement?.mayRun || !isNumber(params.batch)) return null
  const batch = await batchShown(asking.db, engagement.id, Number(params.batch), asking.viewer.person)
  return batch && { engagement, batch, today: asking.today }
}

export const paperAddress = ({ slug, id }: Pick<EngagementHere, 'slug' | 'id'>): string =>
  `${addressOfEngagement(slug, id)}/run/paper`

export const batchAddress = ({ engagement, batch }: BatchHere): string => `${paperAddress(engagement)}/${batch.batch}`

export const paperCrumbs = (engagement: EngagementHere) => [
  ...runCrumbs(engagement),
  { href: paperAddress(engagement), words: 'Paper' },
]

export const batchCrumbs = (here: BatchHere) => [
  ...paperCrumbs(here.engagement),
  { href: batchAddress(here), words: `Batch ${here.batch.number}` },
]
