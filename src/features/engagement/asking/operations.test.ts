// Questions through the whole house: written, tried, frozen, revised with a reason, and seen by everyone as they were.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import type { Question } from '../questions.ts'
import { planned } from '../results/some-questions.ts'

const house = useHouse()
let coordinator: Actor
let engagement: number
let activity: number

const perform = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
  house.perform(`engagement.${name}`, { activity, ...raw }, actor, 'muir')
const done = (name: string, raw: Record<string, unknown>) =>
  house.done(`engagement.${name}`, { activity, ...raw }, coordinator, 'muir')
const refused = async (name: string, raw: Record<string, unknown>, actor = coordinator) => {
  const outcome = await perform(name, raw, actor)
  return outcome.ok ? 'done' : outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind
}
const questions = async (version: number): Promise<readonly Question[]> =>
  (
    await asOwner(house.owner, client =>
      client.query('select questions from activity_form where activity_id = $1 and version = $2', [activity, version]),
    )
  ).rows[0]?.questions ?? []
const at = (path: string) => `/p/muir/engagements/${engagement}/${path}`
async function page(path: string, actor?: Actor) {
  const headers = { 'accept-encoding': 'identity', ...(actor ? { cookie: await house.cookie(actor) } : {}) }
  const { statusCode, body } = await (await house.web()).inject({ url: at(path), headers })
  return { statusCode, body }
}
async function send(path: string, typed: Record<string, string>, actor?: Actor) {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(actor ? { cookie: await house.cookie(actor) } : {}),
  }
  const payload = new URLSearchParams(typed).toString()
  return (await house.web()).inject({ method: 'POST', url: at(path), headers, payload })
}
const editor = () => `run/questions/${activity}`

beforeAll(async () => {
  await twoPartnerships(house)
  await asOwner(house.owner, client =>
    client.query(`with added as (
        insert into place (code, name, kind, invented) values ('X13000001', 'Kilmuir', 'ward', true), ('X13000002', 'Dunbeg', 'ward', true) returning code)
      insert into place_parent (place_code, parent_code) select code, 'X12000001' from added`),
  )
  coordinator = await house.person('coordinator@muir.test')
  const today = house.now.toISOString().slice(0, 10)
  engagement = await house.done(
    'engagement.plan',
    {
      ...{ title: 'The park', purpose: 'What should change', subject: 'parks', audience: 'Everyone', level: 'consult' },
      ...{ opens: today, closes: '2027-06-30' },
    },
    coordinator,
    'muir',
  )
  activity = await done('add-activity', { engagement, kind: 'questionnaire', title: 'Tell us about the park' })
})

describe('questions before anybody answers', () => {
  it('are written from a form, each mistake beside its field with what was typed still there', async () => {
    const empty = await page(editor(), coordinator)
    expect(empty.body).toContain('Add the first question')
    const wrong = await send(`${editor()}/new/one`, { title: 'Do you use it?', options: 'Yes' }, coordinator)
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('href="#field-options"')
    expect(wrong.body).toContain('value="Do you use it?"')
    const right = await send(`${editor()}/new/one`, { title: 'Do you use it?', options: 'Yes\r\nNo' }, coordinator)
    expect(right.headers.location).toBe(at(editor()))
    await done('add-question', { kind: 'text', title: 'Why not?', onlyIf: ['q1-b'] })
    await done('add-question', { kind: 'scale', title: 'How good is it?', low: 'Bad', high: 'Good', required: 'yes' })
    await done('add-question', { kind: 'place', title: 'Which part?', places: ['X13000001', 'X13000002'] })
    await done('ask-about', { groupings: ['age', 'place'] })
    expect((await questions(1)).map(one => one.id)).toEqual(['q1', 'q2', 'q3', 'q4', 'q5', 'q6'])
    expect((await questions(1))[5]!.options).toEqual([
      { id: 'X13000002', words: 'Dunbeg' },
      { id: 'X13000001', words: 'Kilmuir' },
    ])
  })

  it('are shown as people will see them, with what can be done to each', async () => {
    const { body } = await page(editor(), coordinator)
    expect(body).toContain('Only if you said “No” to question 1.')
    expect(body).toContain('About you')
    expect(body).toContain(`${at(editor())}/q1/edit`)
    const member = await page(editor(), await house.person('member@muir.test'))
    expect(member.statusCode).toBe(200)
    expect(member.body).not.toContain('/q1/edit')
    const forms = ['new/one', 'new/scale', 'new/place', 'about', 'q1/edit', 'q4/edit', 'q1/move/down', 'q1/remove']
    for (const path of forms) expect((await page(`${editor()}/${path}`, coordinator)).statusCode, path).toBe(200)
    for (const path of ['new/ballot', 'new/toString', 'q5/edit', 'q9/edit', 'q1/move/away'])
      expect((await page(`${editor()}/${path}`, coordinator)).statusCode, path).toBe(404)
  })

  it('keep the names of what stays when they are changed', async () => {
    const edit = await page(`${editor()}/q1/edit`, coordinator)
    expect(edit.body).toMatch(/>Yes\nNo<\/textarea>/)
    await done('edit-question', { question: 'q1', title: 'Do you ever use it?', options: 'No\nSometimes\nYes' })
    expect((await questions(1))[0]!.options!.map(one => one.id)).toEqual(['b', 'c', 'a'])
    expect(await refused('edit-question', { question: 'q1', title: 'Do you?', options: 'Yes\nSometimes' })).toBe(
      'asked-by-it',
    )
  })

  it('move and go, but not from under the question that looks to them', async () => {
    expect(await refused('move-question', { question: 'q1', towards: 'down' })).toBe('asked-by-it')
    expect((await send(`${editor()}/q3/move/down`, {}, coordinator)).statusCode).toBe(303)
    expect((await questions(1)).map(one => one.id)).toEqual(['q1', 'q2', 'q4', 'q3', 'q5', 'q6'])
    expect(await refused('move-question', { question: 'q3', towards: 'down' })).toBe('person-last')
    expect(await refused('remove-question', { question: 'q1' })).toBe('asked-by-it')
    await done('remove-question', { question: 'q6' })
    expect((await questions(1)).at(-1)!.id).toBe('q5')
  })

  it('are nothing to strangers, nor to the neighbour', async () => {
    expect(await refused('add-question', { kind: 'text', title: 'Mine' }, stranger)).toBe('not-found')
    const observer = await house.person('observer@muir.test')
    expect(await refused('add-question', { kind: 'text', title: 'Mine' }, observer)).toBe('forbidden')
    const neighbour = await house.person('coordinator@lorne.test')
    const outcome = await house.perform('engagement.remove-question', { activity, question: 'q1' }, neighbour, 'lorne')
    expect(outcome).toMatchObject({ kind: 'not-found' })
    expect((await page(`questions/${activity}`)).statusCode).toBe(404)
  })

  it('belong to a questionnaire: a vote has its own from the budget', async () => {
    const vote = await done('add-activity', { engagement, kind: 'vote', title: 'The money' })
    expect(await refused('add-question', { activity: vote, kind: 'text', title: 'Why?' })).toBe('from-the-budget')
    expect((await page(`run/questions/${vote}`, coordinator)).body).toContain('comes from its budget')
    await done('drop-activity', { activity: vote })
  })
})

describe('questions while people answer', () => {
  beforeAll(async () => {
    await done('promise-answer', {
      ...{ engagement, decidedBy: 'The board', answerDue: '2027-09-30', admits: 'anyone' },
      resultsShown: 'after-closing',
    })
    await done('announce', { engagement })
  })

  it('are frozen at opening, and shown to everyone as they are asked', async () => {
    expect((await page(`questions/${activity}`)).body).toContain('are shown here from the day it opens')
    await done('open', { engagement })
    expect(await refused('add-question', { kind: 'text', title: 'More?' })).toBe('questions-frozen')
    expect((await page(`${editor()}/new/text`, coordinator)).statusCode).toBe(404)
    expect((await page(editor(), coordinator)).body).toContain('Begin a new version')
    const { body } = await page(`questions/${activity}`)
    expect(body).toContain('Everyone was asked the same questions.')
    expect(body).toContain('Do you ever use it?')
    expect(body).toContain('From 1 (Bad) to 5 (Good)')
  })

  it('change in a new version that nobody sees until it is used, with the reason', async () => {
    const device = 'd'.repeat(22)
    const answer = (answers: Record<string, string>) =>
      house.perform('engagement.respond', { activity, device: `${device}${answers.q3}`, answers }, stranger, 'muir')
    expect(await answer({ q1: 'a', q3: '4' })).toMatchObject({ ok: true })
    await done('revise-questions', {})
    expect(await refused('revise-questions', {})).toBe('revision-begun')
    expect(await refused('use-revision', { because: 'To see' })).toBe('nothing-changed')
    await done('remove-question', { question: 'q4' })
    await done('add-question', { kind: 'text', title: 'What is missing?' })
    expect((await page(`questions/${activity}`)).body).not.toContain('What is missing?')
    expect((await page(`answer/${activity}`)).body).toContain('Which part?')
    const used = await send(`${editor()}/use`, { because: 'Nobody knew the parts by name.' }, coordinator)
    expect(used.statusCode).toBe(303)
    expect((await questions(2)).map(one => one.id)).toEqual(['q1', 'q2', 'q3', 'q6', 'q5'])
    expect((await page(`answer/${activity}`)).body).toContain('What is missing?')
    expect(await answer({ q1: 'b', q3: '2', q6: 'Benches' })).toMatchObject({ ok: true })
    const { rows } = await asOwner(house.owner, client =>
      client.query('select version from response where activity_id = $1 order by id', [activity]),
    )
    expect(rows.map(row => row.version)).toEqual([1, 2])
    const { body } = await page(`questions/${activity}`)
    for (const words of ['Version 2', 'Nobody knew the parts by name.', 'No longer asked', '“What is missing?”'])
      expect(body).toContain(words)
    expect(await refused('add-question', { kind: 'text', title: 'More?' })).toBe('questions-frozen')
  })

  it('are told to programs by name, field by field', async () => {
    const web = await house.web()
    const url = `/api/v1/partnerships/muir/engagements/${engagement}/activities/${activity}/questions`
    const { statusCode, body } = await web.inject({ url })
    expect(statusCode).toBe(200)
    const { versions } = JSON.parse(body)
    expect(versions.map((one: { version: number }) => one.version)).toEqual([2, 1])
    expect(versions[0].questions[1]).toMatchObject({ id: 'q2', when: { question: 'q1', is: ['b'] }, about: null })
  })

  it('leave no list of questions in history, only what was done', async () => {
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select fact from history where operation = 'engagement.add-question' order by id desc limit 1`),
    )
    expect(rows[0].fact).toEqual({ fact: 'QuestionAdded', activity, kind: 'text', version: 2, question: 'q6' })
  })
})

describe('answers to a question in other words', () => {
  it('are never counted under words that people did not see, and results say how many there are', async () => {
    const { engagement: asked, activity: survey } = await planned(
      house,
      [
        {
          ...{ id: 'q1', kind: 'one', title: 'Should the park stay open?', required: true },
          options: [
            { id: 'a', words: 'Yes' },
            { id: 'b', words: 'No' },
          ],
        },
      ],
      { resultsShown: 'while-open' },
    )
    await done('open', { engagement: asked })
    const answer = (device: string, answers: Record<string, string>) =>
      house.done(
        'engagement.respond',
        { activity: survey, device: `device-of-somebody-${device}`, answers },
        stranger,
        'muir',
      )
    for (const device of ['one', 'two', 'three', 'four', 'five', 'six']) await answer(device, { q1: 'a' })
    await done('revise-questions', { activity: survey })
    const run = `/p/muir/engagements/${asked}/run/questions/${survey}`
    const headers = { cookie: await house.cookie(coordinator) }
    const { body: editing } = await (await house.web()).inject({ url: `${run}/q1/edit`, headers })
    expect(editing).toContain('Changed, it is a new question; their answers stay with the old one.')
    const words = { title: 'Should the park be sold?', options: 'Yes\nNo', required: 'yes' }
    await done('edit-question', { activity: survey, question: 'q1', ...words })
    await done('use-revision', { activity: survey, because: 'It was asked the wrong way round.' })
    await answer('seven', { q2: 'b' })
    await house.done('engagement.count', { activity: survey }, house.administrator, 'muir')

    const at = `engagements/${asked}`
    const web = await house.web()
    const told = JSON.parse(
      (await web.inject({ url: `/api/v1/partnerships/muir/${at}/activities/${survey}/results` })).body,
    )
    expect(told.earlier).toBe(6)
    const shown = told.questions.map((one: { title: string; inForce: boolean; options: { count: number }[] }) => [
      one.title,
      one.inForce,
      one.options.map(option => option.count),
    ])
    expect(shown).toEqual([
      ['Should the park be sold?', true, [0, 1]],
      ['Should the park stay open?', false, [6, 0]],
    ])
    const { body } = await web.inject({ url: `/p/muir/${at}/results/${survey}` })
    expect(body).toContain('6 of 7 people answered an earlier version')
    expect(body.indexOf('Asked in an earlier version only')).toBeGreaterThan(body.indexOf('Should the park be sold?'))
    expect(body.indexOf('Should the park stay open?')).toBeGreaterThan(body.indexOf('Asked in an earlier version only'))
    expect(body.match(/Everyone answered this\./g)).toHaveLength(2)
  })
})
