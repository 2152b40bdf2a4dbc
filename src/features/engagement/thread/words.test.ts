// The thread in words that say no more than is known.

import { describe, expect, it } from 'vitest'
import type { IndicatorRow } from '../../indicators/public.ts'
import { moved } from './rules.ts'
import { answersInWords, findingWords, latenessWords, sinceWords, tookPartWords } from './words.ts'

describe('the finding a page begins with', () => {
  it('counts answers in words', () => {
    expect(answersInWords(['yes', 'in-part', 'yes', null])).toBe(
      'Two get a yes, one gets a yes in part and one has no answer yet.',
    )
    expect(findingWords(['no'], null, null)).toBe('People asked for one thing. One gets a no.')
  })

  it('says how late it is where nothing was named', () => {
    const late = { answered: false, late: 12, afterClosing: 40 }
    expect(findingWords([], '2026-05-01', late)).toContain('promised for 1 May 2026: it is 12 days late')
    expect(findingWords([], '2026-05-01', { ...late, late: -3 })).toContain('You get an answer by 1 May 2026')
    expect(latenessWords({ answered: true, late: 1, afterClosing: 63 })).toBe(
      'Answered 63 days after closing, 1 day later than promised.',
    )
    expect(latenessWords({ answered: true, late: 0, afterClosing: 63 })).toContain('in the time that was promised')
  })

  it('says how people took part', () => {
    const counts = [
      { activity: 1, responses: 800, sources: { online: 512, paper: 288 } },
      { activity: 2, responses: 61, sources: { paper: 2, recorded: 59 } },
    ]
    expect(tookPartWords(counts)).toBe('861 answers: 512 on line, 290 on paper and 59 in meetings')
    expect(tookPartWords([])).toBe('')
  })
})

describe('what a figure says since an answer', () => {
  const indicator = { unit: 'percent', good: 'down', due: '2027-03-01' } as IndicatorRow
  const at = (period: string, value: number) =>
    ({ period, value, starts: '', ends: '', status: 'actual' }) as IndicatorRow['readings'][number]

  it('is not known before there is one', () => {
    expect(sinceWords({ indicator, before: at('2024', 26), since: [] })).toBe(
      'Not known yet. The next figure is due on 1 March 2027.',
    )
  })

  it('stands beside what it was before, and claims no cause', () => {
    expect(sinceWords({ indicator, before: at('2024', 26), since: [at('2025', 26.5), at('2026', 25.2)] })).toBe(
      '25.2% in 2026, down from 26.0% in 2024, before the answer, which is the way we want.',
    )
    expect(sinceWords({ indicator, before: at('2024', 26), since: [at('2026', 27)] })).toContain('not what we want')
    expect(sinceWords({ indicator, before: at('2024', 26), since: [at('2026', 26.01)] })).toContain(
      'the same as before',
    )
    expect(sinceWords({ indicator, before: null, since: [at('2026', 27)] })).toContain('no figure from before')
  })
})

describe('the order of what people want', () => {
  it('changes by one step, and ends at its ends', () => {
    expect(moved([4, 5, 6], 5, 'up')).toEqual([5, 4, 6])
    expect(moved([4, 5, 6], 5, 'down')).toEqual([4, 6, 5])
    expect(moved([4, 5, 6], 4, 'up')).toBeNull()
    expect(moved([4, 5, 6], 6, 'down')).toBeNull()
    expect(moved([4, 5, 6], 9, 'down')).toBeNull()
  })
})
