// Ideas through a real database: given, read, shown, supported once by each person, spoken of, counted and taken out.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { within } from '../../../db/handles.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import { perform } from '../../../operation/perform.ts'
import { count } from '../results/operations.ts'
import { countIdeas } from './counting.ts'

const house = useHouse()
let coordinator: Actor
let engagement: number
let activity: number

const done = (name: string, raw: Record<string, unknown>) => house.done(`engagement.${name}`, raw, coordinator, 'muir')
const device = (n: number) => `device-${String(n).padStart(15, '0')}`
const does = (n: number, name: string, raw: Record<string, unknown>) =>
  house.perform(`engagement.${name}`, { device: device(n), ...raw }, stranger, 'muir')
const gives = (n: number, title: string, more: Record<string, unknown> = {}) =>
  does(n, 'give-idea', { activity, title, words: `${title}, please`, ...more })
const rows = async (text: string, ...values: unknown[]) =>
  (await asOwner(house.owner, client => client.query(text, values))).rows
const numberOf = async (title: string) => Number((await rows('select id from idea where title = $1', title))[0].id)
const show = async (title: string) => {
  const idea = await numberOf(title)
  await done('moderate', { thing: 'idea', number: idea, verdict: 'show' })
  return idea
}
const address = (path = '') => `/p/muir/engagements/${engagement}/ideas/${activity}${path}`
const cookieOf = (n: number) => `thegither-device=${String(n).padStart(22, '0')}`

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  engagement = await done('plan', {
    title: 'Ideas for the town',
    purpose: 'What should change',
    subject: 'town',
    audience: 'Everyone',
    level: 'involve',
    opens: house.now.toISOString().slice(0, 10),
    closes: '2027-06-30',
  })
  activity = await done('add-activity', { engagement, kind: 'ideas', title: 'What would you change?' })
  await done('promise-answer', {
    engagement,
    decidedBy: 'The board',
    answerDue: '2027-09-30',
    admits: 'anyone',
    resultsShown: 'while-open',
  })
  await done('announce', { engagement })
  expect(await gives(1, 'Too early')).toMatchObject({ refusal: { code: 'not-open-yet' } })
  await done('open', { engagement })
})

describe('giving an idea', () => {
  it('keeps it once, however often it is sent, and others see it when it was read', async () => {
    const sent = await Promise.all([...Array(10).keys()].map(() => gives(1, 'Benches', { place: 'X12000001' })))
    expect(new Set(sent.map(one => one.ok))).toEqual(new Set([true]))
    expect(new Set(sent.map(one => (one as { written: { reveal: string } }).written.reveal)).size).toBe(1)
    expect(await rows('select title, state, place_code from idea')).toEqual([
      { title: 'Benches', state: 'waiting', place_code: 'X12000001' },
    ])
    const web = await house.web()
    expect((await web.inject(address())).body).toContain('No ideas yet')
    await show('Benches')
    expect((await web.inject(address())).body).toContain('Benches, please')
  })

  it('works as a form, and says on this device that it waits', async () => {
    const web = await house.web()
    const headers = { cookie: cookieOf(7), 'content-type': 'application/x-www-form-urlencoded' }
    const send = (typed: Record<string, string>) =>
      web.inject({ method: 'POST', url: address('/new'), headers, payload: new URLSearchParams(typed).toString() })
    const device = cookieOf(7).split('=')[1]!
    const wrong = await send({ device, title: 'A <tram>', words: '' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('A &lt;tram>')
    const right = await send({ device, title: 'A <tram>', words: 'To the sea' })
    expect([right.statusCode, right.headers.location]).toEqual([303, address()])
    const { body } = await web.inject({ url: address(), headers: { cookie: cookieOf(7) } })
    expect(body).toContain('A &lt;tram>')
    expect(body).toContain('Yours waits to be read')
    const idea = await numberOf('A <tram>')
    expect((await web.inject({ url: address(`/${idea}`), headers: { cookie: cookieOf(7) } })).statusCode).toBe(200)
    expect((await web.inject(address(`/${idea}`))).statusCode).toBe(404)
    expect((await web.inject(address())).body).not.toContain('tram')
  })

  it('takes twenty of one person, and no place that is somewhere else', async () => {
    expect(await gives(2, 'Elsewhere', { place: 'X12000002' })).toMatchObject({ refusal: { field: 'place' } })
    for (let at = 0; at < 20; at++) expect(await gives(2, `Thing ${at}`)).toMatchObject({ ok: true })
    expect(await gives(2, 'One more')).toMatchObject({ refusal: { code: 'too-many-ideas' } })
  })
})

describe('support and comments', () => {
  it('counts a person once for each idea, and can be taken back', async () => {
    const idea = await numberOf('Benches')
    await Promise.all([...Array(20).keys()].map(() => does(3, 'support-idea', { idea })))
    await does(4, 'support-idea', { idea })
    expect(await does(4, 'support-idea', { idea })).toMatchObject({ ok: true, written: { again: true } })
    expect(await rows('select count(*)::int as n from idea_support')).toEqual([{ n: 2 }])
    const web = await house.web()
    expect((await web.inject(address())).body).toContain('2 supporters')
    expect(await does(4, 'withdraw-support', { idea })).toMatchObject({ ok: true, written: { again: false } })
    expect(await does(5, 'withdraw-support', { idea })).toMatchObject({ ok: true, written: { again: true } })
    expect((await web.inject(address())).body).toContain('1 supporter ')
    const before = await rows('select count(*)::int as n from response')
    await does(6, 'withdraw-support', { idea })
    expect(await rows('select count(*)::int as n from response')).toEqual(before)
  })

  it('is for ideas that everyone sees', async () => {
    const waiting = await numberOf('Thing 3')
    for (const [name, raw] of [
      ['support-idea', {}],
      ['comment-on-idea', { words: 'Good' }],
    ] as const)
      expect(await does(3, name, { idea: waiting, ...raw })).toMatchObject({ kind: 'not-found' })
  })

  it('keeps a comment once, and shows it when it was read', async () => {
    const idea = await numberOf('Benches')
    for (let at = 0; at < 3; at++) await does(3, 'comment-on-idea', { idea, words: 'With a back rest' })
    const found = await rows('select id, state from idea_comment')
    expect(found).toMatchObject([{ state: 'waiting' }])
    const web = await house.web()
    expect((await web.inject(address(`/${idea}`))).body).not.toContain('With a back rest')
    await done('moderate', { thing: 'comment', number: Number(found[0].id), verdict: 'show' })
    expect((await web.inject(address(`/${idea}`))).body).toContain('With a back rest')
    expect((await web.inject(address())).body).toContain('1 comment')
  })

  it('works by a button for each idea, without script', async () => {
    const web = await house.web()
    const idea = await numberOf('Benches')
    const { body } = await web.inject({ url: address(), headers: { cookie: cookieOf(8) } })
    const action = new RegExp(`action="([^"]*/${idea}/support)"`).exec(body)![1]!
    const mark = /name="device" value="([^"]*)"/.exec(body)![1]!
    expect(mark).toBe(cookieOf(8).split('=')[1])
    const { statusCode, headers } = await web.inject({
      method: 'POST',
      url: action,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `device=${mark}`,
    })
    expect([statusCode, headers.location]).toEqual([303, `${address()}#idea-${idea}`])
    const after = await web.inject({ url: address(), headers: { cookie: cookieOf(8) } })
    expect(after.body).toContain('You support this.')
    expect(after.body).toContain(`/${idea}/withdraw`)
  })
})

describe('how many are behind an idea', () => {
  /** What is kept with ideas, and the same counted one by one. */
  const kept = async () =>
    (await rows('select id, supporters, comments from idea order by id')).map(row => Object.values(row))
  const oneByOne = async () =>
    (
      await rows(`select i.id, (select count(*)::int from idea_support s join response r using (partnership_id)
          where s.idea_id = i.id and r.id = s.response_id and r.set_aside_on is null) as supporters,
        (select count(*)::int from idea_comment c where c.idea_id = i.id and c.state = 'shown') as comments from idea i order by id`)
    ).map(row => Object.values(row))

  it('is kept with it, however supports and comments come and go', async () => {
    const idea = await numberOf('Benches')
    const supporters = async () => (await rows('select supporters from idea where id = $1', idea))[0].supporters
    const before = await supporters()
    const sent = await Promise.all([...Array(30).keys()].map(n => does(200 + n, 'support-idea', { idea })))
    expect(sent.every(one => one.ok)).toBe(true)
    expect(await supporters()).toBe(before + 30)
    await does(200, 'withdraw-support', { idea })
    const { reveal } = (sent[1] as unknown as { written: { reveal: string } }).written
    await does(201, 'comment-on-idea', { idea, words: 'Of oak' })
    const [comment] = await rows(`select id from idea_comment where words = 'Of oak'`)
    await done('moderate', { thing: 'comment', number: Number(comment.id), verdict: 'show' })
    expect(await kept()).toEqual(await oneByOne())
    await does(201, 'withdraw-response', { receipt: reveal })
    expect(await supporters()).toBe(before + 28)
    expect(await kept()).toEqual(await oneByOne())
    const some = `response_id in (select response_id from idea_support where idea_id = $1 order by response_id desc limit 10)`
    await rows(
      `update response set set_aside_on = '2026-11-22' where id in (select response_id from idea_support where ${some})`,
      idea,
    )
    expect(await supporters()).toBe(before + 18)
    await rows(`delete from idea_support where ${some}`, idea)
    expect(await supporters()).toBe(before + 18)
    await rows('update response set set_aside_on = null')
    for (let n = 200; n < 230; n++) await does(n, 'withdraw-support', { idea })
    expect(await supporters()).toBe(before)
    expect(await kept()).toEqual(await oneByOne())
  })
})

describe('what comes of it', () => {
  it('lists most support or newest first, fifty on a page', async () => {
    for (let n = 50; n < 90; n++) await gives(n, `More ${n}`)
    await rows(`update idea set state = 'shown' where title <> 'A <tram>'`)
    const web = await house.web()
    const titles = async (query: string) =>
      [...(await web.inject(address(query))).body.matchAll(/<h3><a href="[^"]*">([^<]*)</g)].map(one => one[1])
    expect((await titles(''))[0]).toBe('Benches')
    expect((await titles('?by=newest'))[0]).toBe('More 89')
    expect(await titles('?by=newest')).toHaveLength(50)
    expect(await titles('?by=newest&page=2')).toHaveLength(11)
  })

  it('counts ideas, support and places, without answers that are set aside', async () => {
    await rows(
      `update response set set_aside_on = '2026-11-22' where id in (select response_id from idea_support order by given_at limit 1)`,
    )
    const counted = await within(house.database.root, [(await house.partnership('muir')).id], db =>
      countIdeas(db, activity),
    )
    expect(counted).toMatchObject({
      ideas: 61,
      waiting: 1,
      supports: 1,
      supporters: 1,
      comments: 1,
      places: [{ name: 'Strathmuir', ideas: 1, supports: 1 }],
    })
    expect(counted.top[0]).toMatchObject({ title: 'Benches', supporters: 1, comments: 1 })
    await perform(
      house.site.house,
      count,
      { activity },
      { actor: house.administrator, partnership: await house.partnership('muir') },
    )
    const web = await house.web()
    const { body, statusCode } = await web.inject(`/p/muir/engagements/${engagement}/results/${activity}`)
    expect(statusCode).toBe(200)
    expect(body).toContain('Ideas with most people behind them')
  })

  it('is open to anyone: as a file in which nothing runs, and for programs', async () => {
    await rows(`update idea set title = '=1+1' where title = 'More 60'`)
    const web = await house.web()
    const file = await web.inject(`/p/muir/engagements/${engagement}/results/${activity}/ideas.csv`)
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(file.body).toContain(`,'=1+1,`)
    expect(file.body).not.toContain('tram')
    const api = await web.inject(
      `/api/v1/partnerships/muir/engagements/${engagement}/activities/${activity}/ideas?limit=5`,
    )
    const { items, next } = api.json()
    expect(items).toHaveLength(5)
    expect(items[0]).toEqual({
      id: await numberOf('Benches'),
      title: 'Benches',
      words: 'Benches, please',
      place: { code: 'X12000001', name: 'Strathmuir' },
      given: '2026-11-22',
      supporters: 1,
      comments: 1,
    })
    expect(next).not.toBeNull()
  })

  it('asks the database for the list once, whatever its length', async () => {
    const web = await house.web()
    const asked = async (url: string) => {
      const texts: string[] = []
      const log = house.database.pool.on('acquire', client => {
        const query = client.query
        client.query = ((...words: unknown[]) => {
          texts.push(String((words[0] as { text?: string }).text ?? words[0]))
          return Reflect.apply(query, client, words)
        }) as typeof client.query
      })
      await web.inject(url)
      log.removeAllListeners('acquire')
      return texts.filter(text => text.includes('idea_support')).length
    }
    expect(await asked(address('?by=newest'))).toBe(1)
  })

  it('leaves no words and no person in history', async () => {
    const history = await rows(
      `select distinct operation, fact, person_id from history where operation like 'engagement.%idea%' or operation = 'engagement.withdraw-support'`,
    )
    expect(JSON.stringify(history)).not.toMatch(/Benches|device|back rest/)
    expect(new Set(history.map(one => one.person_id))).toEqual(new Set([null]))
  })
})
