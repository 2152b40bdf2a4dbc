// Meetings through a real database: recorded by whoever runs it, seen by everyone, words kept out of history.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'

const house = useHouse()
let coordinator: Actor
let engagement: number
let meeting: number
let ideas: number
const done = (name: string, raw: Record<string, unknown>) => house.done(`engagement.${name}`, raw, coordinator, 'muir')
const tried = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
  house.perform(`engagement.${name}`, raw, actor, 'muir')
const rows = async (query: string) => (await asOwner(house.owner, client => client.query(query))).rows

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  engagement = await done('plan', {
    title: 'The future of the park',
    purpose: 'What should change',
    subject: 'parks',
    audience: 'Everyone',
    level: 'involve',
    opens: '2026-11-22',
    closes: '2027-01-31',
  })
  meeting = await done('add-activity', { engagement, kind: 'meeting', title: 'An evening in the hall' })
  ideas = await done('add-activity', { engagement, kind: 'ideas', title: 'Ideas' })
  await done('promise-answer', {
    engagement,
    decidedBy: 'The board',
    answerDue: '2027-03-31',
    admits: 'anyone',
    resultsShown: 'after-closing',
  })
})

describe('meetings', () => {
  it('are announced before they are held, and recorded afterwards', async () => {
    expect(
      await tried('record-meeting', { activity: meeting, on: '2026-12-01', venue: 'Town hall', attended: 12 }),
    ).toMatchObject({ refusal: { code: 'not-held-yet', field: 'attended' } })
    expect(await tried('record-point', { activity: meeting, words: 'More light' })).toMatchObject({
      refusal: { code: 'say-when-first' },
    })
    await done('record-meeting', { activity: meeting, on: '2026-12-01', venue: 'Town hall', words: 'About light' })
    expect(await tried('record-point', { activity: meeting, words: 'More light' })).toMatchObject({
      refusal: { code: 'still-to-come' },
    })
    await done('record-meeting', { activity: meeting, on: '2026-11-20', venue: 'Town hall', attended: 41 })
    expect(await rows('select held_on, venue, attended from activity where held_on is not null')).toEqual([
      { held_on: '2026-11-20', venue: 'Town hall', attended: 41 },
    ])
    expect(await tried('record-meeting', { activity: ideas, on: '2026-11-20', venue: 'Hall' })).toMatchObject({
      kind: 'not-found',
    })
  })

  it('are recorded only by those who run it', async () => {
    const raw = { activity: meeting, words: 'Nothing' }
    for (const actor of [stranger, await house.person('coordinator@lorne.test')])
      expect(await tried('record-point', raw, actor)).toMatchObject({ kind: 'not-found' })
    expect(await tried('record-point', raw, await house.person('observer@muir.test'))).toMatchObject({
      kind: 'forbidden',
    })
  })

  it('keep each point as a recorded answer with its words, and none of them in history', async () => {
    await done('record-point', { activity: meeting, words: 'More light in the park', quotable: 'yes' })
    await done('record-point', { activity: meeting, words: 'Fewer cars' })
    expect(
      await rows(
        `select r.source, s.question, s.words, s.quotable, s.state from said s join response r on r.id = s.response_id order by s.id`,
      ),
    ).toEqual([
      { source: 'recorded', question: 'point', words: 'More light in the park', quotable: true, state: 'shown' },
      { source: 'recorded', question: 'point', words: 'Fewer cars', quotable: false, state: 'shown' },
    ])
    expect(JSON.stringify(await rows('select fact from history'))).not.toContain('More light')
  })

  it('lose a point on the day it was written down, and not later', async () => {
    const slip = await done('record-point', { activity: meeting, words: 'A slip of the pen' })
    await done('remove-point', { point: slip })
    expect(await tried('remove-point', { point: slip })).toMatchObject({ refusal: { code: 'removed-already' } })
    expect(await rows(`select words from said where words like 'A slip%'`)).toEqual([])
    const [{ id }] = await rows(`select id from said where words = 'Fewer cars'`)
    house.now = new Date('2026-11-23T10:00:00Z')
    expect(await tried('remove-point', { point: id })).toMatchObject({ refusal: { code: 'hide-instead' } })
    house.now = new Date('2026-11-22T10:00:00Z')
  })
})

describe('the page', () => {
  const get = async (url: string, actor?: Actor) =>
    (await house.web()).inject({ url, headers: actor ? { cookie: await house.cookie(actor) } : {} })
  const at = () => `/p/muir/engagements/${engagement}/meeting/${meeting}`

  it('is not there for strangers while the engagement is a draft, and then shows what was said', async () => {
    expect((await get(at())).statusCode).toBe(404)
    await done('announce', { engagement })
    const { body, statusCode } = await get(at())
    expect(statusCode).toBe(200)
    expect(body).toContain('41 people came.')
    expect(body).toContain('More light in the park')
    expect(body).not.toContain('A slip of the pen')
    expect(body).not.toContain('Take out')
    expect((await get(`/p/muir/engagements/${engagement}/meeting/${ideas}`)).statusCode).toBe(404)
  })

  it('leads whoever runs it to writing down the next point, and back', async () => {
    expect((await get(at(), coordinator)).body).toContain('Write down a point')
    const web = await house.web()
    const url = `/p/muir/engagements/${engagement}/run/meeting/${meeting}/points`
    const sent = await web.inject({
      method: 'POST',
      url,
      headers: { cookie: await house.cookie(coordinator), 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'words=Benches+%3Cplease%3E',
    })
    expect(sent.headers.location).toBe(url)
    expect((await get(url, coordinator)).body).toContain('Benches &lt;please>')
    expect((await get(url, await house.person('observer@muir.test'))).statusCode).toBe(404)
    expect((await get(at())).body).toContain('Benches &lt;please>')
  })
})
