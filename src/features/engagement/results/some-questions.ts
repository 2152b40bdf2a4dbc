// An engagement with a question of every kind, for tests of results.

import { asOwner, type House } from '../../../../test/harness.ts'
import type { Question } from '../questions.ts'

const options = (...words: string[]) => words.map((each, at) => ({ id: 'abcdefgh'[at]!, words: each }))

export const someQuestions: readonly Question[] = [
  {
    id: 'q1',
    kind: 'one',
    title: 'Do you use the park?',
    required: true,
    options: options('Often', 'Now and then', 'Never'),
  },
  {
    id: 'q2',
    kind: 'several',
    title: 'What for?',
    required: false,
    options: options('=Walking', 'Play; sport', 'Meeting people'),
  },
  {
    id: 'q3',
    kind: 'scale',
    title: 'How safe does it feel?',
    required: false,
    scale: { from: 1, to: 5, low: 'Not safe', high: 'Very safe' },
  },
  {
    id: 'q4',
    kind: 'ranking',
    title: 'What matters most?',
    required: false,
    options: options('Lights', 'Paths', 'Benches'),
  },
  { id: 'q5', kind: 'text', title: 'What would make it better?', required: false },
  { id: 'q6', kind: 'place', title: 'Where?', required: false, options: [{ id: 'X12000001', words: 'Strathmuir' }] },
  {
    id: 'q7',
    kind: 'one',
    title: 'How old are you?',
    required: false,
    about: 'age',
    options: options('Under 25', '25 to 64', '65 or over'),
  },
]

export const someBallot: readonly Question[] = [
  {
    id: 'q1',
    kind: 'ballot',
    title: 'Share out your points',
    required: true,
    ballot: { kind: 'points', points: 10 },
    options: [
      { id: 'p1', words: 'A path', cost: 1000 },
      { id: 'p2', words: 'A bench', cost: 200 },
    ],
  },
]

/** Plans an engagement with one activity of these questions; it is a draft, to be opened by `opened`. */
export async function planned(
  house: House,
  questions: readonly Question[],
  more: { kind?: string; resultsShown?: string } = {},
  title = 'The future of the park',
): Promise<{ engagement: number; activity: number }> {
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) =>
    house.done(`engagement.${name}`, raw, coordinator, 'muir')
  const opens = house.now.toISOString().slice(0, 10)
  const engagement = await done('plan', {
    title,
    purpose: 'What should change',
    subject: 'parks',
    audience: 'Everyone in Strathmuir',
    level: 'consult',
    opens,
    closes: '2027-06-30',
    places: ['X12000001'],
  })
  const activity = await done('add-activity', {
    engagement,
    kind: more.kind ?? 'questionnaire',
    title: 'Tell us about the park',
  })
  await asOwner(house.owner, client =>
    client.query(
      `insert into activity_form (partnership_id, activity_id, version, questions) select partnership_id, id, 1, $2 from activity where id = $1`,
      [activity, JSON.stringify(questions)],
    ),
  )
  await done('promise-answer', {
    engagement,
    decidedBy: 'The board',
    answerDue: '2027-09-30',
    admits: 'anyone',
    resultsShown: more.resultsShown ?? 'after-closing',
  })
  await done('announce', { engagement })
  return { engagement, activity }
}
