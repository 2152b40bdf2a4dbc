// Receipts on the real database: one's own answer is opened by its number alone, and taken back for good.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import { planned, someQuestions } from '../results/some-questions.ts'

const house = useHouse()
let web: FastifyInstance
let coordinator: Actor
let park: { engagement: number; activity: number }
let receipt: string

const rows = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(text, values))).rows
const respond = async (device: string, answers: Record<string, unknown>): Promise<string> => {
  const outcome = await house.perform(
    'engagement.respond',
    { activity: park.activity, device: `device-of-somebody-${device}`, answers },
    stranger,
    'muir',
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.written.reveal!
}
const opened = async (written = receipt) => web.inject(`/p/muir/receipts/${written}`)
const takeBack = (written: string) =>
  house.perform('engagement.withdraw-response', { receipt: written }, stranger, 'muir')
const secret = 'My brother Callum fell on the steps'

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  web = await house.web()
  park = await planned(house, someQuestions)
  await house.done('engagement.open', { engagement: park.engagement }, coordinator, 'muir')
  receipt = await respond('one', {
    q1: 'a',
    q2: ['a'],
    q3: '4',
    'q4.b': '1',
    'q4.a': '2',
    q5: secret,
    'q5.quote': 'yes',
    q7: 'prefer-not-to-say',
  })
})

describe('a receipt', () => {
  it('thanks whoever has just answered, and shows what they said in the words they were asked in', async () => {
    const { body, statusCode, headers } = await opened()
    expect(statusCode).toBe(200)
    expect(headers['cache-control']).toBe('private, no-store')
    expect(body).toContain('Thank you')
    expect(body).toContain(receipt)
    for (const words of [
      'Often',
      'Walking',
      '4, on a scale from 1 (Not safe) to 5 (Very safe)',
      '1. Paths',
      '2. Lights',
      secret,
      'You said that it may be quoted.',
      'I prefer not to say',
      'You left this out',
      'You get an answer by 30 September 2027.',
      `/engagements/${park.engagement}/listen`,
    ])
      expect(body).toContain(words)
  })

  it('is opened however it is typed, by whoever has it, in its own partnership only', async () => {
    const typed = receipt.toLowerCase().replaceAll('-', ' ')
    const sent = await post(web, '/p/muir/receipts', { receipt: typed })
    expect(sent.statusCode).toBe(303)
    expect(sent.headers.location).toBe(`/p/muir/receipts/${receipt}`)
    expect((await web.inject(`/p/lorne/receipts/${receipt}`)).statusCode).toBe(404)
    expect((await opened('AAAA-AAAA-AAAA-AAAA')).statusCode).toBe(404)
    expect((await opened('A'.repeat(200))).statusCode).toBe(404)
    expect((await web.inject('/p/muir/receipts')).body).toContain('Open your own answer')
  })

  it('says beside the field what is wrong with the number, and keeps what was typed', async () => {
    const { body, headers, statusCode } = await post(web, '/p/muir/receipts', { receipt: '">ABCD' })
    expect(statusCode).toBe(422)
    expect(headers['cache-control']).toBe('private, no-store')
    expect(body).toContain('There is a problem')
    expect(body).toContain('We do not find this number here')
    expect(body).toContain('value="&quot;>ABCD"')
    expect((await post(web, '/p/muir/receipts', { receipt: '' })).statusCode).toBe(422)
    expect(await rows(`select from history where operation = 'engagement.open-receipt'`)).toEqual([])
  })

  it('no longer thanks later, and shows the words of the version that was answered', async () => {
    house.now = new Date(house.now.getTime() + 3_600_000)
    await rows(
      `insert into activity_form (partnership_id, activity_id, version, questions, frozen_at)
       select partnership_id, activity_id, 2, replace(questions::text, 'Do you use the park?', 'Another question')::jsonb, frozen_at from activity_form where activity_id = $1`,
      [park.activity],
    )
    await rows('update activity set version = 2 where id = $1', [park.activity])
    const { body } = await opened()
    expect(body).not.toContain('Thank you')
    expect(body).toContain('Do you use the park?')
    expect(body).not.toContain('Another question')
    await rows('update activity set version = 1 where id = $1', [park.activity])
  })

  it('says how one’s own words were moderated, and leads to another look', async () => {
    const [said] = await rows<{ id: string }>('select id from said')
    const waiting = await opened()
    expect(waiting.body).not.toContain('not shown to others')
    await house.done(
      'engagement.moderate',
      { thing: 'said', number: said!.id, verdict: 'hide', reason: 'names-person', words: 'It names your brother.' },
      coordinator,
      'muir',
    )
    const { body } = await opened()
    expect(body).toContain('This is not shown to others.')
    expect(body).toContain('It names a person')
    expect(body).toContain('It names your brother.')
    expect(body).toContain(`/p/muir/receipts/${receipt}/appeal/said/${said!.id}`)
  })

  it('shows ideas, statements, comparisons and what one thinks of statements', async () => {
    const [response] = await rows<{ id: string; partnership_id: string }>('select id, partnership_id from response')
    const keys = [response!.partnership_id, park.activity, response!.id]
    await rows(
      `insert into idea (partnership_id, activity_id, response_id, title, words, given_at, state) values ($1, $2, $3, 'A skate park', 'By the river', now(), 'shown')`,
      keys,
    )
    await rows(
      `insert into statement (partnership_id, activity_id, response_id, words, given_at, state) values ($1, $2, $3, 'Dogs are welcome', now(), 'shown')`,
      keys,
    )
    await rows(
      `insert into stance (partnership_id, activity_id, response_id, statement_id, stance, given_at) select $1, $2, $3, id, -1, now() from statement`,
      keys,
    )
    await rows(
      `insert into ranked_option (partnership_id, activity_id, title, position) values ($1, $2, 'Lamps', 1), ($1, $2, 'Trees', 2)`,
      keys.slice(0, 2),
    )
    await rows(
      `insert into comparison (partnership_id, activity_id, response_id, low_id, high_id, chosen_id, given_at) select $1, $2, $3, min(id), max(id), max(id), now() from ranked_option`,
      keys,
    )
    const { body } = await opened()
    for (const words of ['A skate park', 'By the river', 'Everyone can see it.', 'I disagree: Dogs are welcome'])
      expect(body).toContain(words)
    expect(body).toContain('Trees, more than Lamps')
  })
})

describe('taking an answer back', () => {
  it('says first that it is gone for good, and then erases it', async () => {
    expect((await opened()).body).toContain('You cannot answer again in its place.')
    const form = await web.inject(`/p/muir/receipts/${receipt}/take-back`)
    expect(form.body).toContain('nobody can bring it back')
    expect((await rows('select from response where withdrawn_on is null')).length).toBe(1)
    const sent = await post(web, `/p/muir/receipts/${receipt}/take-back`, {})
    expect(sent.headers.location).toBe(`/p/muir/receipts/${receipt}`)
    const { body } = await opened()
    expect(body).toContain('You took this answer back')
    expect(body).not.toContain('Often')
    expect(body).not.toContain('Take my answer back')
    expect((await web.inject(`/p/muir/receipts/${receipt}/take-back`)).statusCode).toBe(404)
  })

  it('leaves nothing of what was said anywhere, and has it counted again', async () => {
    const [left] = await rows<{
      answers: object
      device_key: Buffer | null
      network: Buffer | null
      voter_key: Buffer
    }>('select * from response')
    expect(left).toMatchObject({ answers: {}, device_key: null, network: null })
    expect(left!.voter_key.length).toBe(32)
    for (const table of ['said', 'response_about', 'response_file', 'stance', 'comparison', 'idea_support'])
      expect(await rows(`select from ${table}`)).toEqual([])
    expect(await rows('select title, words, state from idea')).toEqual([{ title: '', words: '', state: 'hidden' }])
    expect(await rows('select words, state from statement')).toEqual([{ words: '', state: 'hidden' }])
    expect(await rows('select words, appeal from moderation')).toEqual([{ words: '', appeal: '' }])
    expect(await rows('select recount from activity where id = $1', [park.activity])).toEqual([{ recount: true }])
    for (const table of ['history', 'notice', 'letter'])
      expect(
        await rows(`select from ${table} t where t::text like '%Callum%' or t::text like $1`, [`%${receipt}%`]),
      ).toEqual([])
  })

  it('is done once, and names nobody in history, though they are signed in', async () => {
    expect(await takeBack(receipt)).toMatchObject({ ok: true, written: { again: true } })
    const mine = await respond('two', { q1: 'b' })
    const lead = await house.person('lead@muir.test')
    await house.done('engagement.withdraw-response', { receipt: mine }, lead, 'muir')
    const kept = await rows<{ fact: object; person_id: string | null }>(
      `select fact, person_id from history where operation = 'engagement.withdraw-response'`,
    )
    expect(kept).toHaveLength(2)
    for (const one of kept)
      expect(one).toEqual({ fact: { fact: 'ResponseWithdrawn', activity: park.activity }, person_id: null })
  })

  it('lets nobody answer again in its place', async () => {
    expect(
      await house.perform(
        'engagement.respond',
        { activity: park.activity, device: 'device-of-somebody-one', answers: { q1: 'c' } },
        stranger,
        'muir',
      ),
    ).toMatchObject({ refusal: { code: 'answered-already' } })
    expect(await rows(`select answers from response where receipt_hash is not null and answers <> '{}'`)).toEqual([])
    expect((await opened()).body).toContain('You took this answer back')
  })

  it('is refused once it has closed, and finds nothing for a number that is none', async () => {
    const late = await respond('three', { q1: 'b' })
    await house.done('engagement.close', { engagement: park.engagement }, coordinator, 'muir')
    expect(await takeBack(late)).toMatchObject({ refusal: { code: 'counted-by-now' } })
    expect(await takeBack('AAAA-BBBB-CCCC-DDDD')).toMatchObject({ kind: 'not-found' })
    const { body } = await opened(late)
    expect(body).not.toContain('Take my answer back')
    expect(body).toContain('What people said is being read.')
  })

  it('is a matter of its own partnership', async () => {
    const late = await respond('three', { q1: 'b' }).catch(() => null)
    expect(late).toBeNull()
    expect(await house.perform('engagement.withdraw-response', { receipt }, stranger, 'lorne')).toMatchObject({
      kind: 'not-found',
    })
  })
})
