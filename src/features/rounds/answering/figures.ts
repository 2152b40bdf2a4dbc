// What a figure's newest readings say in a word, before anybody is asked for the reason.

import { signal, type Verdict, verdict } from '../../../kernel/judgement.ts'
import { midYear } from '../../../kernel/period.ts'
import type { Good } from '../../../kernel/statistics.ts'

interface Reading {
  readonly period: string
  readonly starts: string
  readonly ends: string
  readonly value: number
}

export interface Judged {
  readonly latest: Reading
  readonly before: Reading | null
  readonly verdict: string
}

const words: Readonly<Record<Verdict, string>> = {
  better: 'getting better',
  worse: 'getting worse',
  changed: 'changed',
  'no-clear-change': 'too small a change to call',
  'too-early': 'too early to tell',
}

/** Judged as everywhere else (`kernel/judgement.ts`), on actual readings, oldest first; null where there is none. */
export function judgeSeries({ readings, good }: { readings: readonly Reading[]; good: Good }): Judged | null {
  const latest = readings.at(-1)
  if (!latest) return null
  const series = readings.map(one => ({ at: midYear({ start: one.starts, end: one.ends }), value: one.value }))
  return { latest, before: readings.at(-2) ?? null, verdict: words[verdict(series, good, signal(series))] }
}
