// The eight principles on a real database: planned before, looked back at after, read by everyone, gaps for members.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'

const house = useHouse()
let web: FastifyInstance
let coordinator: Actor
let contributor: Actor
let engagement: number

const got = async (url: string, actor?: Actor) =>
  web.inject({ url, headers: actor ? { cookie: await house.cookie(actor) } : {} })
const tried = (verb: string, raw: Record<string, unknown>, actor: Actor = coordinator) =>
  house.perform(`engagement.${verb}`, { engagement, principle: 'support', words: 'A crèche.', ...raw }, actor, 'muir')
const run = () => `/p/muir/engagements/${engagement}/run/principles`
const read = () => `/p/muir/engagements/${engagement}/principles`

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  contributor = await house.person('contributor@muir.test')
  web = await house.web()
  engagement = await house.done(
    'engagement.plan',
    {
      title: 'The future of the park',
      purpose: 'What should change',
      subject: 'parks',
      audience: 'Everyone in Strathmuir',
      level: 'consult',
      opens: '2026-11-22',
      closes: '2026-12-20',
    },
    coordinator,
    'muir',
  )
})

describe('before it closes', () => {
  it('each is planned on its own form, with hints in plain words', async () => {
    const { body } = await got(`${run()}/support/plan`, coordinator)
    expect(body).toContain('What help do people need')
    const sent = await web.inject({
      method: 'POST',
      url: `${run()}/support/plan`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: await house.cookie(coordinator),
      },
      payload: new URLSearchParams({
        words: 'A crèche, and <plain> words.',
        evidence: 'See https://council.test/creche?a=1. Also a javascript:alert(1) poster',
      }).toString(),
    })
    expect(sent.headers.location).toBe(run())
    const page = (await got(run(), coordinator)).body
    expect(page).toContain('7 plans of eight are not written yet.')
    expect(page).toContain('A crèche, and &lt;plain> words.')
    expect((await got(`${run()}/kindness/plan`, coordinator)).statusCode).toBe(404)
  })

  it('is written by who may run it, and read by nobody else before it is announced', async () => {
    expect(await tried('plan-principle', {}, contributor)).toMatchObject({ kind: 'forbidden' })
    expect(await tried('plan-principle', {}, stranger)).toMatchObject({ kind: 'not-found' })
    expect(await tried('plan-principle', { principle: 'kindness' })).toMatchObject({ kind: 'invalid' })
    expect(await tried('plan-principle', { words: '' })).toMatchObject({ kind: 'invalid' })
    expect((await got(read())).statusCode).toBe(404)
    expect((await got(read(), contributor)).statusCode).toBe(200)
    expect((await got(`${run()}/support/plan`, contributor)).statusCode).toBe(404)
    expect((await got(`/p/lorne/engagements/${engagement}/principles`)).statusCode).toBe(404)
  })

  it('is not looked back at', async () => {
    expect(await tried('review-principle', {})).toMatchObject({ refusal: { code: 'review-too-early' } })
    expect((await got(run(), coordinator)).body).not.toContain('/support/review')
  })

  it('is read by everyone once it is announced: only what is written, and what can be followed', async () => {
    await house.done(
      'engagement.add-activity',
      { engagement, kind: 'meeting', title: 'A meeting' },
      coordinator,
      'muir',
    )
    await house.done(
      'engagement.promise-answer',
      { engagement, decidedBy: 'The board', answerDue: '2027-01-31', admits: 'anyone', resultsShown: 'after-closing' },
      coordinator,
      'muir',
    )
    await house.done('engagement.announce', { engagement }, coordinator, 'muir')
    const { body } = await got(read())
    expect(body).toContain('A crèche, and &lt;plain> words.')
    expect(body).toContain('<a href="https://council.test/creche?a=1" rel="nofollow">')
    expect(body).not.toContain('href="javascript')
    expect(body).not.toContain('not written yet')
    expect(body).not.toContain('Diversity')
    const members = (await got(read(), contributor)).body
    expect(members).toContain('Diversity')
    expect(members.match(/not written yet/g)).toHaveLength(7)
  })
})

describe('after it has closed', () => {
  beforeAll(async () => {
    await house.done('engagement.open', { engagement }, coordinator, 'muir')
    await house.done('engagement.close', { engagement }, coordinator, 'muir')
  })

  it('the plan stays as it was, and what happened stands beside it', async () => {
    expect(await tried('plan-principle', {})).toMatchObject({ refusal: { code: 'plan-too-late' } })
    expect((await got(`${run()}/support/review`, coordinator)).body).toContain('What you planned: A crèche')
    for (const [principle, words] of [
      ['support', 'Six children came.'],
      ['diversity', 'Few young people.'],
      ['diversity', 'Too few young people.'],
    ])
      expect(await tried('review-principle', { principle, words, evidence: '' })).toMatchObject({ ok: true })
    const { body } = await got(read())
    expect(body).toContain('Six children came.')
    expect(body).toContain('Too few young people.')
    expect(body).not.toContain('>Few young people.')
    expect(body).not.toContain('not written yet')
    // Seven were never planned, six not looked back at.
    expect((await got(read(), contributor)).body.match(/not written yet/g)).toHaveLength(13)
    expect((await got(run(), coordinator)).body).toContain('It is over. Six of eight are not looked back at yet.')
  })

  it('is one row each, whoever writes it again', async () => {
    const rows = await asOwner(house.owner, client =>
      client.query(`select principle, plan <> '' as planned, review from engagement_principle order by principle`),
    )
    expect(rows.rows).toEqual([
      { principle: 'diversity', planned: false, review: 'Too few young people.' },
      { principle: 'support', planned: true, review: 'Six children came.' },
    ])
  })
})

it('says so where nothing is written', async () => {
  const other = await house.done(
    'engagement.link',
    {
      title: 'Bus survey',
      purpose: 'Which buses',
      subject: 'buses',
      audience: 'Everyone',
      level: 'consult',
      opens: '2026-11-01',
      closes: '2026-12-01',
      address: 'https://bus.test/',
    },
    coordinator,
    'muir',
  )
  await house.done('engagement.announce', { engagement: other }, coordinator, 'muir')
  expect((await got(`/p/muir/engagements/${other}/principles`)).body).toContain(
    'Nothing has been written about this yet.',
  )
})
