// An open engagement to try things on: questions with free text, ideas and statements, and people who answer them.

import { asOwner, type House } from '../../../../test/harness.ts'
import type { Actor } from '../../../operation/actor.ts'
import { stranger } from '../../../operation/actor.ts'
import type { Question } from '../questions.ts'

export const someQuestions: readonly Question[] = [
  {
    id: 'q1',
    kind: 'one',
    title: 'Do you use the park?',
    required: true,
    options: [
      { id: 'a', words: 'Yes' },
      { id: 'b', words: 'No' },
    ],
  },
  { id: 'q2', kind: 'text', title: 'What would make it better?', required: false },
]

export interface SomeEngagement {
  readonly engagement: number
  readonly questionnaire: number
  readonly ideas: number
  readonly statements: number
  readonly coordinator: Actor
  /** Answers the questions on a device of its own; answers the receipt. */
  respond(device: string, typed?: Record<string, string>): Promise<string>
  /** The number of the text that this device wrote. */
  saidBy(words: string): Promise<number>
  /** An idea, a comment on it and a statement by whoever answered with these words. */
  wrote(words: string): Promise<{ idea: number; comment: number; statement: number }>
}

/** Opens it in `muir` on the house's day. */
export async function someEngagement(house: House): Promise<SomeEngagement> {
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) =>
    house.done(`engagement.${name}`, raw, coordinator, 'muir')
  const engagement = await done('plan', {
    title: 'The future of the park',
    purpose: 'What should change',
    subject: 'parks',
    audience: 'Everyone in Strathmuir',
    level: 'consult',
    opens: house.now.toISOString().slice(0, 10),
    closes: '2027-06-30',
  })
  const add = (kind: string, title: string) => done('add-activity', { engagement, kind, title, peopleAdd: 'yes' })
  const questionnaire = await add('questionnaire', 'Tell us about the park')
  const ideas = await add('ideas', 'Ideas for the park')
  const statements = await add('statements', 'Agree or disagree')
  await asOwner(house.owner, client =>
    client.query(
      `insert into activity_form (partnership_id, activity_id, version, questions) select partnership_id, id, 1, $2 from activity where id = $1`,
      [questionnaire, JSON.stringify(someQuestions)],
    ),
  )
  await done('promise-answer', {
    engagement,
    decidedBy: 'The board',
    answerDue: '2027-09-30',
    admits: 'anyone',
    resultsShown: 'while-open',
  })
  await done('announce', { engagement })
  await done('open', { engagement })
  const number = async (sql: string, values: unknown[]): Promise<number> =>
    Number((await asOwner(house.owner, client => client.query(sql, values))).rows[0].id)
  return {
    engagement,
    questionnaire,
    ideas,
    statements,
    coordinator,
    respond: async (device, typed = {}) => {
      const outcome = await house.perform(
        'engagement.respond',
        { activity: questionnaire, device: device.padEnd(22, 'x'), answers: { q1: 'a', ...typed } },
        stranger,
        'muir',
      )
      if (!outcome.ok) throw new Error(JSON.stringify(outcome))
      return outcome.written.reveal!
    },
    saidBy: words => number('select id from said where words = $1', [words]),
    wrote: async words => {
      const of = `from said s where s.words = $2`
      const idea = await number(
        `insert into idea (partnership_id, activity_id, response_id, title, words, given_at) select s.partnership_id, $1, s.response_id, 'Idea: ' || s.words, 'More of it', now() ${of} returning id`,
        [ideas, words],
      )
      const comment = await number(
        `insert into idea_comment (partnership_id, idea_id, response_id, words, given_at) select s.partnership_id, $1, s.response_id, 'Comment: ' || s.words, now() ${of} returning id`,
        [idea, words],
      )
      const statement = await number(
        `insert into statement (partnership_id, activity_id, response_id, words, given_at, state) select s.partnership_id, $1, s.response_id, 'Statement: ' || s.words, now(), 'waiting' ${of} returning id`,
        [statements, words],
      )
      return { idea, comment, statement }
    },
  }
}
