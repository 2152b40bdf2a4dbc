// Following over HTTP: a stranger says yes once, hears what moved and nothing else, and stops in one step.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptedAction, dayLetters, post } from '../../../../test/asked.ts'
import { asOwner, useHouse } from '../../../../test/harness.ts'
import { furnish, type Known } from '../../../../test/surface.ts'
import { tick } from '../../../jobs/clockwork.ts'
import { keepHouse } from '../../../jobs/post.ts'
import type { Actor } from '../../../operation/actor.ts'
import { stranger } from '../../../operation/actor.ts'

const house = useHouse({ demonstration: false })
let web: FastifyInstance
let coordinator: Actor
let known: Known
let outcome: string
let action: number

const at = (moment: string) => {
  house.now = new Date(moment)
}
const ask = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql, values))).rows
const lettersTo = (email: string) =>
  ask<{ subject: string; body: string; stop: string }>(
    'select subject, body, stop from letter l join person p on p.id = l.person_id where p.email = $1 order by l.id',
    [email],
  )
const keyIn = (body: string) => /\/follow\/([\w-]{43})/.exec(body)![1]!
const follow = (email: string, path = `/p/muir/outcomes/${outcome}/follow`, rhythm = 'weekly') =>
  post(web, path, { email, rhythm })
const followsOf = (email: string) =>
  ask<{ confirmed_at: Date | null; ended_at: Date | null; rhythm: string }>(
    'select f.* from follow f join person p on p.id = f.person_id where p.email = $1 order by f.id',
    [email],
  )

beforeAll(async () => {
  known = await furnish(house)
  outcome = String(known.outcome)
  coordinator = await house.person('coordinator@muir.test')
  web = await house.web()
  action = await adoptedAction(house, 'muir', 'Safer nights')
  await house.done('delivery.link-outcome', { action, outcome, matters: 'some', because: '' }, coordinator, 'muir')
})

describe('a stranger', () => {
  let key: string

  it('gets one letter that asks for a yes, and the page says the same whoever it is', async () => {
    at('2026-11-25T10:00:00Z')
    const first = await follow('resident@elsewhere.test')
    const again = await follow('resident@elsewhere.test')
    const member = await follow('lead@muir.test')
    for (const one of [first, again, member]) {
      expect(one.statusCode).toBe(303)
      expect(one.headers.location).toBe('/p/muir/follow/asked')
    }
    const letters = await lettersTo('resident@elsewhere.test')
    expect(letters).toHaveLength(1)
    expect(letters[0]!.subject).toContain('Fewer children grow up poor')
    expect((await followsOf('lead@muir.test'))[0]!.confirmed_at).toBeNull()
    key = keyIn(letters[0]!.body)
    expect((await web.inject('/p/muir/follow/asked')).body).not.toContain('resident')
  })

  it('says nothing over the API that tells a known address from another', async () => {
    const said = async (email: string) =>
      (
        await web.inject({
          method: 'POST',
          url: '/api/v1/partnerships/muir/operations/rounds.follow',
          payload: { outcome: Number(outcome), rhythm: 'weekly', email },
        })
      ).body
    expect(await said('resident@elsewhere.test')).toBe(await said('new@elsewhere.test'))
  })

  it('must choose one thing that is there, and give an address', async () => {
    const refused = async (raw: Record<string, unknown>) => house.perform('rounds.follow', raw, stranger, 'muir')
    const who = { rhythm: 'weekly', email: 'resident@elsewhere.test' }
    expect(await refused(who)).toMatchObject({ refusal: { code: 'choose-one' } })
    expect(await refused({ ...who, outcome, place: 'X12000001' })).toMatchObject({ refusal: { code: 'choose-one' } })
    expect(await refused({ rhythm: 'weekly', outcome })).toMatchObject({ refusal: { code: 'address-missing' } })
    expect(await refused({ ...who, outcome: 999_999 })).toMatchObject({ kind: 'not-found' })
    expect(await refused({ ...who, place: 'X12000002' })).toMatchObject({ kind: 'not-found' })
    expect((await web.inject(`/p/lorne/outcomes/${outcome}/follow`)).statusCode).toBe(404)
  })

  it('follows after one press, and hears what moved once a week with an address that stops it', async () => {
    expect((await web.inject(`/p/muir/follow/${key}`)).body).toContain('Yes, write to me')
    expect((await followsOf('resident@elsewhere.test'))[0]!.confirmed_at).toBeNull()
    expect((await web.inject(`/p/lorne/follow/${key}`)).statusCode).toBe(404)
    expect((await post(web, `/p/muir/follow/${key}`, {})).headers.location).toBe('/p/muir/follow/begun')
    await tick(house.site)
    expect(await lettersTo('resident@elsewhere.test')).toHaveLength(1)

    at('2026-11-26T10:00:00Z')
    const milestone = await house.done(
      'delivery.promise-milestone',
      { action, words: 'Marshals on duty', due: '2027-01-31' },
      coordinator,
      'muir',
    )
    await house.done('delivery.reach-milestone', { milestone, on: '2026-11-02' }, coordinator, 'muir')
    await house.done('delivery.propose-action', { ...proposed, outcomes: [outcome] }, coordinator, 'muir')
    const words = 'Sixty homes are warm, and the list is shared.'
    const said = { item: known.item, seen: 1, status: 'amber', direction: 'better', confidence: 'high', words }
    await house.done('rounds.answer', said, await house.person('lead@muir.test'))
    at('2026-11-29T10:00:00Z')
    await tick(house.site)
    expect(await lettersTo('resident@elsewhere.test')).toHaveLength(1)

    at('2026-11-30T08:00:00Z')
    await tick(house.site)
    await tick(house.site)
    const letters = await lettersTo('resident@elsewhere.test')
    expect(letters).toHaveLength(2)
    const { subject, body, stop } = letters[1]!
    expect(subject).toBe('What moved since 25 November 2026: Fewer children grow up poor')
    expect(body).toContain(`Reached: Marshals on duty (Safer nights).\nhttp://thegither.test/p/muir/actions/${action}`)
    expect(body).not.toContain('Not agreed yet')
    expect(body).not.toContain('Sixty homes')
    expect(stop).toBe(`http://thegither.test/p/muir/follow/${key}/stop`)
    expect(body).toContain(stop)
    // Whoever replies reaches a coordinator.
    const [replied] = await ask<{ to: string }>(
      `select l.reply_to::text as to from letter l join person p on p.id = l.person_id where p.email = 'resident@elsewhere.test' order by l.id desc limit 1`,
    )
    expect(replied!.to).toBe(`{${coordinator.person}}`)
  })

  it('hears what partners said once it is accepted', async () => {
    at('2026-12-01T10:00:00Z')
    await house.done('rounds.accept-item', { item: known.item }, coordinator, 'muir')
    at('2026-12-07T08:00:00Z')
    await tick(house.site)
    const letters = await lettersTo('resident@elsewhere.test')
    expect(letters).toHaveLength(3)
    expect(letters[2]!.body).toContain(
      'Warm homes grants. Amber: at risk, getting better. “Sixty homes are warm, and the list is shared.”',
    )
    expect(letters[2]!.body).not.toContain('Marshals')
  })

  it('hears nothing where nothing moved', async () => {
    at('2026-12-14T08:00:00Z')
    await tick(house.site)
    expect(await lettersTo('resident@elsewhere.test')).toHaveLength(3)
  })

  it('stops with what a mail program posts, however often, and is forgotten afterwards', async () => {
    const page = await web.inject(`/p/muir/follow/${key}/stop`)
    expect(page.body).toContain('Stop these letters')
    expect((await followsOf('resident@elsewhere.test'))[0]!.ended_at).toBeNull()
    for (let press = 0; press < 2; press++) {
      const stopped = await post(web, `/p/muir/follow/${key}/stop`, { 'List-Unsubscribe': 'One-Click' })
      expect(stopped.headers.location).toBe('/p/muir/follow/stopped')
    }
    expect((await web.inject(`/p/muir/follow/${key}/stop`)).headers.location).toBe('/p/muir/follow/stopped')
    expect((await post(web, `/p/muir/follow/${key}`, {})).statusCode).toBe(404)
    at('2026-12-15T08:00:00Z')
    await house.done('delivery.stop-action', { action, because: 'Done.' }, coordinator, 'muir')
    at('2026-12-21T08:00:00Z')
    await tick(house.site)
    expect(await lettersTo('resident@elsewhere.test')).toHaveLength(3)

    await keepHouse(house.database, new Date('2027-01-12T03:15:00Z'))
    expect(await followsOf('resident@elsewhere.test')).toHaveLength(1)
    await keepHouse(house.database, new Date('2027-01-14T03:15:00Z'))
    expect(await ask(`select from person where email = 'resident@elsewhere.test'`)).toEqual([])
    expect(await ask('select from follow where key = $1', [key])).toEqual([])
  })
})

const proposed = {
  title: 'Not agreed yet',
  about: 'A secret.',
  horizon: 'medium',
  principle: 'delivery',
  starts: '2026-01-01',
  ends: '2029-12-31',
  partner: 1,
}

describe('an address that nobody said yes for', () => {
  it('is written to three times at most, and forgotten after a week', async () => {
    at('2027-02-01T10:00:00Z')
    const victim = 'victim@elsewhere.test'
    await follow(victim)
    // Two more wait in the neighbour partnership, whose rows are not seen from here.
    await ask(
      `insert into follow (partnership_id, person_id, place_code, rhythm, key, asked_at)
       select p.id, s.id, place, 'weekly', 'key of ' || place, $1 from partnership p, person s, unnest(array['X12000001', 'X12000002']) place
       where p.slug = 'lorne' and s.email = $2`,
      [house.now, victim],
    )
    const fourth = await follow(victim, '/p/muir/places/X12000001/follow')
    expect(fourth.headers.location).toBe('/p/muir/follow/asked')
    expect(await lettersTo(victim)).toHaveLength(1)
    expect(await followsOf(victim)).toHaveLength(3)

    const { key } = (
      await ask<{ key: string }>(
        `select key from follow f join person p on p.id = f.person_id where p.email = $1 and length(key) = 43`,
        [victim],
      )
    )[0]!
    await keepHouse(house.database, new Date('2027-02-07T03:15:00Z'))
    expect(await followsOf(victim)).toHaveLength(3)
    at('2027-02-08T10:01:00Z')
    expect((await post(web, `/p/muir/follow/${key}`, {})).statusCode).toBe(404)
    await keepHouse(house.database, house.now)
    expect(await ask('select from person where email = $1', [victim])).toEqual([])
    expect(await ask(`select from letter where body like '%' || $1 || '%'`, [key])).toEqual([])
  })

  it('stays where its owner was given a part meanwhile', async () => {
    at('2027-03-01T10:00:00Z')
    await follow('joins@elsewhere.test')
    await house.done(
      'partnerships.give-role',
      { name: 'Jo', email: 'joins@elsewhere.test', role: 'observer', organisation: '' },
      coordinator,
      'muir',
    )
    await keepHouse(house.database, new Date('2027-05-01T03:15:00Z'))
    expect(await ask(`select erase_by from person where email = 'joins@elsewhere.test'`)).toEqual([{ erase_by: null }])
  })
})

describe('whoever is signed in', () => {
  it('follows a place at once, changes how often, and stops', async () => {
    at('2027-06-07T10:00:00Z')
    const cookie = await house.cookie(await house.person('member@muir.test'))
    const url = '/p/muir/places/X12000001/follow'
    const form = await web.inject({ url, headers: { cookie } })
    expect(form.body).not.toContain('name="email"')
    expect((await post(web, url, { rhythm: 'weekly' }, cookie)).headers.location).toBe('/p/muir/follow/begun')
    expect((await post(web, url, { rhythm: 'monthly' }, cookie)).headers.location).toBe('/p/muir/follow/begun')
    const follows = await followsOf('member@muir.test')
    expect(follows).toEqual([expect.objectContaining({ rhythm: 'monthly', confirmed_at: expect.any(Date) })])

    const again = await web.inject({ url, headers: { cookie } })
    const [, stop] = /href="(\/p\/muir\/follow\/[\w-]{43}\/stop)"/.exec(again.body)!
    at('2027-06-20T10:00:00Z')
    await house.done('delivery.reach-milestone', { milestone: known.milestone, on: '2027-06-20' }, coordinator, 'muir')
    at('2027-07-01T08:00:00Z')
    await tick(house.site)
    const letter = (await dayLetters(house)).filter(one => one.to === 'member@muir.test').at(-1)!
    expect(letter.subject).toBe('What moved since 7 June 2027: Strathmuir')
    expect(letter.body).toContain('Reached: The first 50 homes (Warm homes grants).')
    expect(letter.body).toContain('http://thegither.test/p/muir/actions\n')
    await post(web, stop!, {})
    expect((await followsOf('member@muir.test'))[0]!.ended_at).not.toBeNull()
    expect(await ask(`select erase_by from person where email = 'member@muir.test'`)).toEqual([{ erase_by: null }])
  })

  it('hears of figures and targets of an outcome', async () => {
    at('2027-08-02T10:00:00Z')
    const lead = await house.person('lead@muir.test')
    const started = await house.perform('rounds.follow', { outcome, rhythm: 'monthly' }, lead, 'muir')
    expect(started).toMatchObject({ ok: true, fact: { fact: 'FollowBegun' } })
    at('2027-08-20T10:00:00Z')
    const [{ id: indicator }] = (await ask<{ id: number }>('select id from indicator')) as [{ id: number }]
    await house.done(
      'indicators.record-reading',
      { indicator, period: '2026', value: 24.1, status: 'actual' },
      coordinator,
      'muir',
    )
    await house.done(
      'indicators.set-target',
      { indicator, period: '2030', value: 18, because: 'The board' },
      coordinator,
      'muir',
    )
    at('2027-09-01T08:00:00Z')
    await tick(house.site)
    const letter = (await lettersTo('lead@muir.test')).at(-1)!
    expect(letter.body).toContain('New figure. Children in low-income families: 24.1% in 2026, was 25.2% in 2024.')
    expect(letter.body).toContain('New target. Children in low-income families: 18.0% by 2030.')
  })
})

it('keeps in history that somebody follows, and no address or name', async () => {
  const rows = await ask<{ fact: string; person_id: number | null }>(
    `select fact::text, person_id from history where operation like 'rounds.%follow' or operation = 'rounds.digest'`,
  )
  expect(rows.length).toBeGreaterThan(8)
  for (const { fact } of rows) expect(fact).not.toMatch(/@|person|title/)
})
