// The second walk: a resident answers without an account, twice by mistake, and history knows nothing of them.

import { beforeAll, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import type { Question } from './questions.ts'

const house = useHouse()
const questions: Question[] = [
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
let engagement: number
let activity: number

beforeAll(async () => {
  await twoPartnerships(house)
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) =>
    house.done(`engagement.${name}`, raw, coordinator, 'muir')
  const today = house.now.toISOString().slice(0, 10)
  engagement = await done('plan', {
    title: 'The future of the park',
    purpose: 'What should change',
    subject: 'parks',
    audience: 'Everyone in Strathmuir',
    level: 'consult',
    opens: today,
    closes: '2027-06-30',
  })
  activity = await done('add-activity', { engagement, kind: 'questionnaire', title: 'Tell us about the park' })
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
    resultsShown: 'after-closing',
  })
  await done('announce', { engagement })
  await done('open', { engagement })
})

const address = () => `/p/muir/engagements/${engagement}/answer/${activity}`
const form = (typed: Record<string, string>) => ({
  method: 'POST' as const,
  url: address(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams(typed).toString(),
})
const counts = async () =>
  (
    await asOwner(house.owner, client =>
      client.query(
        `select (select count(*)::int from response) as responses, (select count(*)::int from said) as said,
          (select count(*)::int from history where operation = 'engagement.respond') as lines`,
      ),
    )
  ).rows[0]

it('gives the device a mark, and shows the questions as they were frozen', async () => {
  const web = await house.web()
  const { body, headers, statusCode } = await web.inject(address())
  expect(statusCode).toBe(200)
  expect(body).toContain('What would make it better?')
  expect(String(headers['set-cookie'])).toMatch(/thegither-device=[\w-]{22}/)
  expect(headers['cache-control']).toBe('private, no-store')
  expect(body).toMatch(/name="once" value="[\w-]{16}"/)
})

it('says every mistake beside its question, with what was typed still there', async () => {
  const web = await house.web()
  const { body, statusCode } = await web.inject(form({ device: 'x'.repeat(22), q2: 'More <benches>' }))
  expect(statusCode).toBe(422)
  expect(body).toContain('Choose an answer for “Do you use the park?”.')
  expect(body).toContain('More &lt;benches>')
  expect(await counts()).toMatchObject({ responses: 0 })
})

it('keeps an answer once, however often it is sent, and gives the same receipt', async () => {
  const web = await house.web()
  const sent = form({ device: 'x'.repeat(22), q1: 'a', q2: 'More benches, please' })
  const answers = await Promise.all(Array.from({ length: 20 }, () => web.inject(sent)))
  expect(new Set(answers.map(one => one.statusCode))).toEqual(new Set([303]))
  expect(new Set(answers.map(one => one.headers.location)).size).toBe(1)
  expect(await counts()).toEqual({ responses: 1, said: 1, lines: 1 })
})

it('shows nobody’s answer to the next person on the same device, and keeps the first', async () => {
  const web = await house.web()
  const { statusCode, body } = await web.inject(
    form({ device: 'x'.repeat(22), once: 'another-form', q1: 'b', q2: 'Fewer dogs' }),
  )
  expect(statusCode).toBe(422)
  expect(body).toContain('answered this already')
  expect(body).toContain('Fewer dogs')
  expect(body).not.toContain('More benches')
})

it('takes no answer to questions that were others', async () => {
  const web = await house.web()
  const { statusCode, body } = await web.inject(form({ device: 'w'.repeat(22), version: '7', q1: 'a', q2: 'Swings' }))
  expect(statusCode).toBe(422)
  expect(body).toContain('The questions have changed')
  expect(body).toContain('Swings')
  expect(body).toContain('name="version" value="1"')
})

it('turns away what filled in the field that people cannot see', async () => {
  const web = await house.web()
  const { statusCode } = await web.inject(form({ device: 'v'.repeat(22), website: 'https://spam.test', q1: 'a' }))
  expect(statusCode).toBe(400)
})

it('leaves no words, no key and no person in history, also of somebody signed in', async () => {
  const web = await house.web()
  const cookie = await house.cookie(await house.person('member@muir.test'))
  const sent = form({ device: 'y'.repeat(22), q1: 'b', q2: 'A secret wish' })
  const { statusCode } = await web.inject({ ...sent, headers: { ...sent.headers, cookie } })
  expect(statusCode).toBe(303)
  const { rows } = await asOwner(house.owner, client =>
    client.query(`select fact, person_id from history where operation = 'engagement.respond'`),
  )
  expect(rows).toEqual([
    { fact: { fact: 'Responded', activity }, person_id: null },
    { fact: { fact: 'Responded', activity }, person_id: null },
  ])
})

it('takes nothing before the first day and after the last, and says so', async () => {
  const coordinator = await house.person('coordinator@muir.test')
  await house.done('engagement.close', { engagement }, coordinator, 'muir')
  // Closed seven months early, this day is its last, and what is kept about persons goes a year after it.
  const { rows } = await asOwner(house.owner, client =>
    client.query('select closes_on::text, erase_on::text from engagement where id = $1', [engagement]),
  )
  expect(rows).toEqual([{ closes_on: '2026-11-22', erase_on: '2027-11-22' }])
  const web = await house.web()
  const { body, statusCode } = await web.inject(form({ device: 'z'.repeat(22), q1: 'a' }))
  expect(statusCode).toBe(422)
  expect(body).toContain('This has closed, so answers are no longer taken.')
  expect(body).toContain('This closed on 22 November 2026.')
  expect(body).not.toContain('Send my answers')
})
