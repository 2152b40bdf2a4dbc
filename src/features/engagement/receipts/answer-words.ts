// One answer in words, as its question was asked at the time.

import { counted } from '../../../kernel/words.ts'
import type { Answer, Answers } from '../model.ts'
import { isAsked, money, preferNotToSay, type Question } from '../questions.ts'

/** What was answered, in lines: one for a choice, several for several, numbered where the order matters. */
export function answerWords(question: Question, answer: Answer): readonly string[] {
  const { options = [], ballot, scale, kind } = question
  const named = (id: string): string => {
    if (id === preferNotToSay) return 'I prefer not to say'
    const option = options.find(one => one.id === id)
    const cost = option?.cost === undefined ? '' : ` (${money(option.cost)})`
    return `${option?.words ?? id}${cost}`
  }
  const ordered = kind === 'ranking' || ballot?.kind === 'ranking'
  if (typeof answer === 'number')
    return [
      scale ? `${answer}, on a scale from ${scale.from} (${scale.low}) to ${scale.to} (${scale.high})` : `${answer}`,
    ]
  if (typeof answer === 'string') return [named(answer)]
  if (Array.isArray(answer)) return answer.map((id: string, at) => (ordered ? `${at + 1}. ${named(id)}` : named(id)))
  return Object.entries(answer).map(([id, points]) => `${named(id)}: ${counted(points, 'point')}`)
}

/** The questions that were asked of whoever gave these answers. */
export const askedOf = (questions: readonly Question[], answers: Answers): readonly Question[] =>
  questions.filter(question => isAsked(question, answers))
