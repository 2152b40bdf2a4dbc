// One answer in the words of its question.

import { describe, expect, it } from 'vitest'
import type { Question } from '../questions.ts'
import { answerWords, askedOf } from './answer-words.ts'

const options = [
  { id: 'a', words: 'A path', cost: 1000 },
  { id: 'b', words: 'A bench' },
]
const question = (more: Partial<Question>): Question => ({
  id: 'q1',
  kind: 'one',
  title: 'Which?',
  required: false,
  options,
  ...more,
})

describe('an answer in words', () => {
  it('is what was chosen, as it was worded', () => {
    expect(answerWords(question({}), 'b')).toEqual(['A bench'])
    expect(answerWords(question({ kind: 'several' }), ['a', 'b'])).toEqual(['A path (£1,000)', 'A bench'])
    expect(answerWords(question({ about: 'age' }), 'prefer-not-to-say')).toEqual(['I prefer not to say'])
  })

  it('is numbered where the order matters', () => {
    expect(answerWords(question({ kind: 'ranking' }), ['b', 'a'])).toEqual(['1. A bench', '2. A path (£1,000)'])
    expect(answerWords(question({ kind: 'ballot', ballot: { kind: 'ranking' } }), ['b'])).toEqual(['1. A bench'])
  })

  it('says what a number and points mean', () => {
    const scale = { from: 1, to: 5, low: 'Not safe', high: 'Very safe' }
    expect(answerWords(question({ kind: 'scale', scale }), 4)).toEqual([
      '4, on a scale from 1 (Not safe) to 5 (Very safe)',
    ])
    expect(answerWords(question({ kind: 'ballot', ballot: { kind: 'points', points: 10 } }), { a: 1, b: 9 })).toEqual([
      'A path (£1,000): 1 point',
      'A bench: 9 points',
    ])
  })

  it('leaves out what was not asked of this person', () => {
    const second = question({ id: 'q2', when: { question: 'q1', is: ['a'] } })
    expect(askedOf([question({}), second], { q1: 'b' })).toHaveLength(1)
    expect(askedOf([question({}), second], { q1: 'a' })).toHaveLength(2)
  })
})
