// The rules of an engagement: what holds people to what they were promised, and what is over stays over.

import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import type { EngagementFacts, State } from './model.ts'
import { readAnswers } from './questions.ts'
import { keepsPromise, mayCallOff, mayOpen, mayPromise } from './rules.ts'

const facts: EngagementFacts = {
  engagement: 1,
  title: 'Parks',
  state: 'announced',
  linked: false,
  organisation: null,
  admits: 'anyone',
  opens: '2026-12-01',
  closes: '2026-12-31',
}
const codeOf = (refused: unknown) => (isRefusal(refused) ? refused.code : null)

describe('the promise', () => {
  it('is of an answer after the last day', () => {
    expect(codeOf(mayPromise(facts, '2026-12-31'))).toBe('answer-too-soon')
    expect(mayPromise(facts, '2027-01-01')).toBeNull()
  })

  it('holds when the days change: nobody is answered before they can have taken part', () => {
    expect(codeOf(keepsPromise({ answerDue: '2027-01-31' }, '2027-01-31'))).toBe('after-the-answer')
    expect(keepsPromise({ answerDue: '2027-01-31' }, '2027-01-30')).toBeNull()
    expect(keepsPromise({ answerDue: null }, '2027-01-31')).toBeNull()
  })
})

describe('calling off', () => {
  it('ends what was not over; what has closed owes its answer', () => {
    const codes = (['draft', 'announced', 'open', 'closed', 'called-off'] as const).map((state: State) =>
      codeOf(mayCallOff({ state })),
    )
    expect(codes).toEqual([null, null, null, 'over-already', 'called-off'])
  })
})

describe('opening', () => {
  it('waits for its first day, for something to do, and for something in each part of it', () => {
    const open = (today: string, activities: readonly number[], empty: readonly string[] = []) =>
      codeOf(mayOpen(facts, { activities, empty }, today))
    expect(open('2026-11-30', [1])).toBe('too-early')
    expect(open('2027-01-01', [1])).toBe('too-late')
    expect(open('2026-12-01', [])).toBe('nothing-to-do')
    expect(open('2026-12-01', [1], ['Ideas'])).toBe('activity-empty')
    expect(open('2026-12-01', [1])).toBeNull()
  })
})

describe('where somebody lives', () => {
  it('is a choice from the list, and no words beside it are kept with what they said', () => {
    const options = [
      { id: 'S13000001', words: 'North' },
      { id: 'S13000002', words: 'South' },
    ]
    const about = {
      id: 'q1',
      kind: 'place',
      title: 'Where do you live?',
      required: false,
      options,
      about: 'place',
    } as const
    const typed = { q1: 'S13000001', 'q1.where': '12 Mill Lane' }
    expect(readAnswers([about], typed)).toMatchObject({ ok: true, value: { about: { q1: 'S13000001' }, said: [] } })
    const { about: _, ...plain } = about
    expect(readAnswers([plain], typed)).toMatchObject({ value: { said: [{ words: '12 Mill Lane' }] } })
  })
})
