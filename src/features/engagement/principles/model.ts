// The eight principles of effective engagement with communities: what each asks before and after, in plain words.

import { refuse } from '../../../kernel/refusal.ts'
import { type Principle, principles } from '../model.ts'

export const principleKeys = Object.keys(principles) as Principle[]

/** `Commitment`, without what it means. */
export const nameOf = (principle: Principle): string => principles[principle].split(':')[0]!

/** `We mean to act on what we hear`. */
export const meaningOf = (principle: Principle): string => {
  const words = principles[principle].slice(principles[principle].indexOf(':') + 1).trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

interface Hints {
  readonly before: string
  readonly after: string
}

export const hints: Readonly<Record<Principle, Hints>> = {
  commitment: {
    before: 'Who has agreed to act on what people say? What time and money is set aside for it?',
    after: 'Who acted on it? Did people get the answer they were promised, by the day?',
  },
  outcome: {
    before:
      'What is this for, in one sentence that anyone understands? What can change because of it, and what cannot?',
    after: 'Did people know what it was for? What is different now because they took part?',
  },
  level: {
    before: 'How much say do people have, and why is that right for this? How will you tell them?',
    after: 'Did people have the say you promised? What did they tell you about that?',
  },
  diversity: {
    before: 'Which kinds of people live here, and whose life does this touch? How will you hear all of them?',
    after: 'Who took part, against who lives here? Who was missing?',
  },
  independence: {
    before:
      'How will people speak in their own words? Which community bodies speak for themselves, and who checks that nobody speaks for them?',
    after: 'Were people’s own words kept as they were? Did community bodies speak for themselves?',
  },
  lessons: {
    before: 'Who was asked about this before, and what did they say? What will you do differently this time?',
    after: 'What would you do again, and what not? Who have you told?',
  },
  support: {
    before: 'What help do people need: plain words, other languages, travel, child care, somebody to ask?',
    after: 'Which help was used? What was missing?',
  },
  'reaching-out': {
    before: 'Who is easily missed, and where will you go to meet them?',
    after: 'Whom did you reach that you would not have otherwise? Who was still not reached?',
  },
}

export const planTooLate = refuse('plan-too-late', 'It has closed, so the plan stays as it was. Write the review now.')
export const reviewTooEarly = refuse('review-too-early', 'It has not closed yet. Look back when it has.')
