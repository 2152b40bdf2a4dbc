// The words of checks: signs that answers may not be one from each person, and what a person makes of them.

import { refuse } from '../../../../kernel/refusal.ts'

export type Sign = 'one-network' | 'too-fast' | 'codes-in-a-row' | 'same-answers' | 'fast-steps'

export const judgements = {
  counted: 'Count them',
  'set-aside': 'Set them aside: they are kept, and not counted',
} as const
export type Judgement = keyof typeof judgements

/** Answers that one sign puts together, as they were found in the answers of one activity. */
export interface Run {
  readonly sign: Sign
  /** Numbers of responses, in order. */
  readonly responses: readonly number[]
  readonly from: Date
  readonly to: Date
  /** Of the same answers: how many have them in all, out of how many. */
  readonly common?: { readonly count: number; readonly of: number }
}

export interface Cluster {
  readonly sign: Sign
  readonly words: string
  readonly responses: readonly number[]
}

export interface ClusterFacts {
  readonly cluster: number
  readonly activity: number
  readonly engagement: number
  readonly organisation: number | null
  readonly judged: Judgement | null
}

export const nothingToLookAt = refuse(
  'nothing-to-look-at',
  'What was said at a meeting is recorded by whoever held it, so there is nothing to look for.',
)
export const judgedSo = refuse('judged-so', 'It was judged so already.', 'judged')
