// Cycles on the real database: who adds, changes and ends them, what members see, and the calendar read back.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import type { Actor } from '../../../operation/actor.ts'
import { stranger } from '../../../operation/actor.ts'

const house = useHouse()
let web: FastifyInstance
let coordinator: Actor
let lead: Actor
let council: number
let health: number

const words = { kind: 'budget-set', name: 'Council agrees its budget', first: '2027-03-19', every: 'year' }
const add = (raw: object, actor = coordinator) =>
  house.perform('landscape.add-cycle', { ...words, ...raw }, actor, 'muir')
const added = (raw: object, actor = coordinator) =>
  house.done('landscape.add-cycle', { ...words, ...raw }, actor, 'muir')
const get = async (url: string, actor: Actor = coordinator) =>
  web.inject({ url, headers: { cookie: await house.cookie(actor) } })
const row = async (id: number) =>
  (await asOwner(house.owner, client => client.query('select * from cycle where id = $1', [id]))).rows[0]

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  lead = await house.person('lead@muir.test')
  const { rows } = await asOwner(house.owner, client =>
    client.query(`select id from organisation where name like '%of muir' order by name`),
  )
  council = Number(rows[0].id)
  health = Number(rows[1].id)
  web = await house.web()
})

describe('an empty list', () => {
  it('says what will stand there', async () => {
    const { body, statusCode } = await get('/p/muir/cycles')
    expect(statusCode).toBe(200)
    expect(body).toContain('Add the first date')
    expect((await get('/p/muir/cycles/what-if')).statusCode).toBe(200)
    expect((await get('/p/muir/cycles.ics')).body).not.toContain('VEVENT')
  })
})

describe('a date that comes back', () => {
  it('is added by a coordinator for anybody, and by a lead for their own organisation', async () => {
    expect(await add({ organisation: health })).toMatchObject({ ok: true })
    expect(await add({ organisation: council }, lead)).toMatchObject({ ok: true })
    expect(await add({ organisation: health, name: 'Other' }, lead)).toMatchObject({
      refusal: { code: 'not-your-body', field: 'organisation' },
    })
    expect(await add({ organisation: '', name: 'Other' }, lead)).toMatchObject({ refusal: { code: 'not-your-body' } })
    for (const who of ['contributor', 'member', 'observer'])
      expect(await add({ organisation: health }, await house.person(`${who}@muir.test`))).toMatchObject({
        kind: 'forbidden',
      })
    for (const actor of [stranger, await house.person('coordinator@lorne.test')])
      expect(await add({}, actor)).toMatchObject({ kind: 'not-found' })
  })

  it('is of a body of this partnership, once, and of a plan that is here', async () => {
    expect(await add({ organisation: council, name: 'council agrees its BUDGET' })).toMatchObject({
      refusal: { code: 'cycle-here' },
    })
    expect(await add({ organisation: council, first: '2027-03-20' })).toMatchObject({ ok: true })
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select id from organisation where name = 'Council of lorne'`),
    )
    expect(await add({ organisation: rows[0].id })).toMatchObject({ refusal: { code: 'body-not-here' } })
    expect(await add({ organisation: council, name: 'New', registeredPlan: 99 })).toMatchObject({
      refusal: { code: 'plan-not-here', field: 'registeredPlan' },
    })
  })

  it('is added once by two at the same time', async () => {
    const tries = await Promise.all([1, 2, 3].map(() => add({ organisation: '', name: 'Board', kind: 'board' })))
    expect(tries.filter(one => one.ok)).toHaveLength(1)
    expect(tries.filter(one => !one.ok && one.kind === 'refused')).toHaveLength(2)
  })

  it('is changed by who may, to nothing that stands already', async () => {
    const own = await added({ organisation: council, name: 'Report', kind: 'reporting' }, lead)
    const edit = (raw: object, actor: Actor) =>
      house.perform('landscape.edit-cycle', { ...words, cycle: own, ...raw }, actor, 'muir')
    expect(await edit({ name: 'Yearly report', kind: 'reporting', every: '6-months' }, lead)).toMatchObject({
      fact: { fact: 'CycleEdited', every: 6 },
    })
    expect(await row(own)).toMatchObject({ name: 'Yearly report', every_months: 6 })
    expect(await edit({}, lead)).toMatchObject({ refusal: { code: 'cycle-here' } })
    const theirs = await added({ organisation: health, name: 'Theirs' })
    expect(await edit({ cycle: theirs }, lead)).toMatchObject({ kind: 'forbidden' })
    expect(await edit({ cycle: 999_999 }, coordinator)).toMatchObject({ kind: 'not-found' })
    expect(await edit({}, await house.person('coordinator@lorne.test'))).toMatchObject({ kind: 'not-found' })
  })

  it('is never written over by somebody who has not seen what stands', async () => {
    const cycle = await added({ organisation: council, name: 'Two editors', kind: 'reporting' }, lead)
    const { body } = await get(`/p/muir/cycles/${cycle}/edit`, lead)
    const seen = /name="seen" value="([0-9a-f]{16})"/.exec(body)![1]!
    const sent = { ...words, kind: 'reporting', registeredPlan: '', seen }
    const edit = (raw: Record<string, string>, cookie: string) =>
      post(web, `/p/muir/cycles/${cycle}/edit`, { ...sent, ...raw }, cookie)
    expect((await edit({ name: 'The first editor’s' }, await house.cookie(lead))).statusCode).toBe(303)
    const second = await edit({ name: 'The second editor’s' }, await house.cookie(coordinator))
    expect(second.statusCode).toBe(422)
    expect(second.body).toContain('Somebody changed these words while you were writing')
    expect(second.body).toContain('value="The second editor’s"')
    expect(second.body).toContain('The first editor’s')
    expect(await row(cycle)).toMatchObject({ name: 'The first editor’s' })
  })

  it('ends on a day, and is changed no more from then on', async () => {
    const cycle = await added({
      organisation: council,
      name: 'Winding up',
      kind: 'board',
      first: '2026-12-01',
      every: 'month',
    })
    const end = (on: string) => house.perform('landscape.end-cycle', { cycle, on }, coordinator, 'muir')
    expect(await end('2027-02-01')).toMatchObject({ ok: true })
    const { body } = await get('/p/muir/cycles')
    expect(body).toContain('Each month, until 31 January 2027')
    expect((await get('/p/muir/cycles.ics')).body.match(/SUMMARY:Board meets: Winding up/g)).toHaveLength(2)
    expect(await end('2026-11-22')).toMatchObject({ ok: true })
    expect(await end('2027-02-01')).toMatchObject({ refusal: { code: 'cycle-ended' } })
    expect((await get('/p/muir/cycles')).body).not.toContain('Winding up')
    expect((await get(`/p/muir/cycles/${cycle}/edit`)).statusCode).toBe(404)
  })

  it('leaves a line of history', async () => {
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select distinct fact->>'fact' as fact from history where subject_kind = 'cycle' order by 1`),
    )
    expect(rows.map(one => one.fact)).toEqual(['CycleAdded', 'CycleEdited', 'CycleEnded'])
  })
})

describe('the page', () => {
  it('says first whether budgets are known when the plan needs them', async () => {
    await asOwner(house.owner, client => client.query('delete from cycle'))
    await added({ organisation: '', kind: 'budget-needed', name: 'Money for our plan', first: '2027-01-31' })
    await added({ organisation: council, first: '2027-01-20' })
    await added({ organisation: health, name: 'Board agrees the budget', first: '2027-03-19' })
    const { body } = await get('/p/muir/cycles', await house.person('observer@muir.test'))
    expect(body).toContain(
      '1 of 2 partners sets its budget by 31 January 2027, the day of “Money for our plan”. Too late: Health board of muir by 47 days.',
    )
    expect(body).toContain('11 days before')
    expect(body).not.toContain('/cycles/add')
    expect(body).toContain('How this is worked out')
  })

  it('is for members', async () => {
    for (const url of ['cycles', 'cycles/what-if', 'cycles.ics', 'cycles/paper.pdf', 'cycles/add']) {
      expect((await web.inject(`/p/muir/${url}`)).statusCode, url).toBe(303)
      expect((await get(`/p/muir/${url}`, await house.person('coordinator@lorne.test'))).statusCode, url).toBe(404)
    }
  })

  it('adds by its form, and says beside the field what is wrong', async () => {
    const cookie = await house.cookie(lead)
    const form = await web.inject({ url: '/p/muir/cycles/add', headers: { cookie } })
    expect(form.body).toContain('Council of muir')
    expect(form.body).not.toContain('Health board of muir')
    const send = (raw: Record<string, string>) => post(web, '/p/muir/cycles/add', raw, cookie)
    const sent = {
      ...words,
      kind: 'reporting',
      name: 'Progress report',
      first: '1 May 2027',
      organisation: String(council),
    }
    const wrong = await send({ ...sent, organisation: '' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Choose it from the list')
    expect((await send(sent)).headers.location).toBe('/p/muir/cycles')
    expect((await get('/p/muir/cycles')).body).toContain('Progress report')
  })
})

describe('what if one moved', () => {
  const moveOf = async (name: string) =>
    (await asOwner(house.owner, client => client.query('select id from cycle where name = $1', [name]))).rows[0].id

  it('shows the same measures before and after, stores nothing, and leads to the form that makes it so', async () => {
    const cycle = await moveOf('Board agrees the budget')
    const before = await row(cycle)
    const { body, statusCode } = await get(
      `/p/muir/cycles/what-if?move=${cycle}&to=${encodeURIComponent('20 January 2027')}`,
    )
    expect(statusCode).toBe(200)
    expect(body).toContain('Both partners set their budgets by 31 January 2027')
    expect(body).toContain('47 days too late')
    expect(body).toContain('58 days better')
    expect(body).toContain(`http://thegither.test/p/muir/cycles/what-if?move=${cycle}&amp;to=2027-01-20`)
    expect(body).toContain(`/p/muir/cycles/${cycle}/edit?first=20%20January%202027`)
    expect(await row(cycle)).toEqual(before)
    expect((await get(`/p/muir/cycles/${cycle}/edit?first=20%20January%202027`)).body).toContain(
      'value="20 January 2027"',
    )
    const theirs = await get(`/p/muir/cycles/what-if?move=${cycle}&to=2027-01-20`, lead)
    expect(theirs.body).not.toContain('Make it so')
  })

  it('moves several at once', async () => {
    const [one, other] = [await moveOf('Money for our plan'), await moveOf('Council agrees its budget')]
    const { body } = await get(`/p/muir/cycles/what-if?move=${one}&to=2027-03-31&move2=${other}&to2=2027-04-10`)
    expect(body).toContain('31 January 2027 before, 31 March 2027 after')
    expect(body).toContain('Too late: Council of muir by 10 days')
  })

  it('says what it cannot read', async () => {
    const cycle = await moveOf('Money for our plan')
    for (const [query, said] of [
      [`move=${cycle}&to=soon`, 'The day must be a real date'],
      [`move=${cycle}`, '“The day” cannot be blank'],
      ['move=999999&to=2027-01-20', 'Choose a date from the list'],
      ['to=2027-01-20', 'Choose a date from the list'],
    ] as const) {
      const { body, statusCode } = await get(`/p/muir/cycles/what-if?${query}`)
      expect(statusCode).toBe(200)
      expect(body, query).toContain(said)
      expect(body).not.toContain('Before and after')
    }
  })
})

/** Events of a calendar by their UID. */
const eventsOf = (text: string): Map<string, Record<string, string>> =>
  new Map(
    text
      .replace(/\r\n[ \t]/g, '')
      .split('BEGIN:VEVENT')
      .slice(1)
      .map(event => {
        const lines = Object.fromEntries(
          event.split('\r\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
        )
        return [lines.UID!, lines]
      }),
  )

describe('the calendar', () => {
  it('holds every date under a UID that stays when the date moves', async () => {
    const answer = await get('/p/muir/cycles.ics')
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const before = eventsOf(answer.body)
    const cycle = (
      await asOwner(house.owner, client => client.query(`select id from cycle where name like 'Board agrees%'`))
    ).rows[0].id
    expect(before.get(`cycle-${cycle}-2027@thegither.test`)).toMatchObject({
      SUMMARY: 'Budget set: Board agrees the budget',
      'DTSTART;VALUE=DATE': '20270319',
      'DTEND;VALUE=DATE': '20270320',
      DESCRIPTION: 'Health board of muir',
    })
    expect([...before.keys()].filter(uid => uid.startsWith(`cycle-${cycle}-`))).toHaveLength(2)
    const moved = { ...words, cycle, name: 'Board agrees the budget', first: '2027-01-20' }
    expect(await house.perform('landscape.edit-cycle', moved, coordinator, 'muir')).toMatchObject({ ok: true })
    const after = eventsOf((await get('/p/muir/cycles.ics')).body)
    expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted())
    expect(after.get(`cycle-${cycle}-2027@thegither.test`)).toMatchObject({ 'DTSTART;VALUE=DATE': '20270120' })
  })

  it('has a sister on paper', async () => {
    const { rawPayload, headers } = await get('/p/muir/cycles/paper.pdf')
    expect(headers['content-type']).toBe('application/pdf')
    expect(rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('the API', () => {
  it('answers members, field by field, in pages', async () => {
    const token = await house.perform('people.make-token', { label: 'A program', months: 6 }, coordinator, 'muir')
    if (!token.ok) throw new Error('no token')
    const headers = { authorization: `Bearer ${token.written.reveal}` }
    const ask = (query = '') => web.inject({ url: `/api/v1/partnerships/muir/cycles${query}`, headers })
    const all = (await ask()).json()
    expect(all.items).toHaveLength(4)
    expect(all.items[0]).toEqual({
      id: expect.any(Number),
      organisation: null,
      kind: 'budget-needed',
      name: 'Money for our plan',
      first: '2027-01-31',
      everyMonths: 12,
      endedOn: null,
      next: '2027-01-31',
      plan: null,
      seen: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
    const first = (await ask('?limit=3')).json()
    const rest = (await ask(`?limit=3&cursor=${first.next}`)).json()
    expect([...first.items, ...rest.items]).toEqual(all.items)
    expect((await web.inject('/api/v1/partnerships/muir/cycles')).statusCode).not.toBe(200)
  })
})
