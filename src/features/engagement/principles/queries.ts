// Reading what is written about the eight principles of one engagement.

import type { Db } from '../../../db/handles.ts'
import type { Principle } from '../model.ts'
import { principleKeys } from './model.ts'

export interface PrincipleRow {
  readonly principle: Principle
  /** '' where it is not written yet. */
  readonly plan: string
  readonly planEvidence: string
  readonly planned: string | null
  readonly review: string
  readonly reviewEvidence: string
  readonly reviewed: string | null
}

/** All eight, in their order, whether written or not. */
export async function principlesOf(db: Db, engagement: number): Promise<PrincipleRow[]> {
  const rows = await db
    .selectFrom('engagement_principle')
    .select([
      'principle',
      'plan',
      'plan_evidence as planEvidence',
      'planned_on as planned',
      'review',
      'review_evidence as reviewEvidence',
      'reviewed_on as reviewed',
    ])
    .where('engagement_id', '=', engagement)
    .execute()
  const written = new Map(rows.map(row => [row.principle, row]))
  return principleKeys.map(
    principle =>
      written.get(principle) ?? {
        principle,
        plan: '',
        planEvidence: '',
        planned: null,
        review: '',
        reviewEvidence: '',
        reviewed: null,
      },
  )
}
