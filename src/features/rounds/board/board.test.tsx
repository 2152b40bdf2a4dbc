// The coordinator's side over HTTP: schedules plan rounds, the board says who is missing, answers are returned and accepted.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptedAction, dayLetters, green, planRound, post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import type { Actor } from '../../../operation/actor.ts'

const house = useHouse()
let web: FastifyInstance
let coordinator: string
let observer: string
let stranger: string
let lead: Actor
let contributor: Actor
let round: number
const items: Record<string, { item: number; request: number | null }> = {}

const get = (url: string, cookie: string) => web.inject({ url, headers: { cookie } })
const rows = async <T extends object>(sql: string): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql))).rows
/** Travels; a session lasts a day, so everybody signs in again. */
const at = async (moment: string) => {
  house.now = new Date(moment)
  const cookieOf = async (email: string) => house.cookie(await house.person(email))
  coordinator = await cookieOf('coordinator@muir.test')
  observer = await cookieOf('observer@muir.test')
  stranger = await cookieOf('coordinator@lorne.test')
}

beforeAll(async () => {
  await twoPartnerships(house)
  web = await house.web()
  await at('2026-11-22T10:00:00Z')
  lead = await house.person('lead@muir.test')
  contributor = await house.person('contributor@muir.test')
})

describe('a schedule', () => {
  const fields = { gapDays: '5', openDays: '18', remindDays: '5', deputyDays: '3', leadDays: '2' }
  let schedule: number

  it('begins from an empty page, and plans the first round with it', async () => {
    const empty = await get('/p/muir/rounds', coordinator)
    expect(empty.body).toContain('No round is planned')
    expect(empty.body).toContain('/p/muir/rounds/schedule"')
    const set = await post(web, '/p/muir/rounds/schedule', { ...fields, rhythm: 'quarterly' }, coordinator)
    expect(set.headers.location, set.body.slice(0, 3000)).toBe('/p/muir/rounds')
    expect((await get('/p/muir/rounds', coordinator)).body).toContain('the next round opens on 5 January 2027')
    expect((await get('/p/muir/rounds', coordinator)).body).toContain('href="/p/muir/rounds/schedule"')
    schedule = Number((await rows<{ id: number }>('select id from schedule'))[0]!.id)
  })

  it('moves what it has planned when it is changed, and asks for real dates of boards', async () => {
    const change = (more: Record<string, string>) =>
      post(web, `/p/muir/rounds/schedules/${schedule}`, { ...fields, rhythm: 'board-dates', ...more }, coordinator)
    expect((await change({ boardDates: '9 December 2026\nsome day' })).body).toContain('Write one date a line')
    expect((await change({ boardDates: '9 December 2025' })).body).toContain('Write one date a line')
    expect((await change({ boardDates: '9 December 2026', leadDays: '4' })).body).toContain('Partner leads hear last')
    expect((await change({ boardDates: '16 December 2026\n17/3/2027' })).statusCode).toBe(303)
    expect(await rows('select title, state, opens_on::text, closes_on::text from round')).toEqual([
      { title: 'For the board of 16 December 2026', state: 'planned', opens_on: '2026-11-23', closes_on: '2026-12-11' },
    ])
    const form = await get(`/p/muir/rounds/schedules/${schedule}`, coordinator)
    expect(form.body).toContain('16 December 2026\n17 March 2027')
  })

  it('plans the next by the clock once one has opened, each time once, until no board is left', async () => {
    await at('2026-11-23T08:00:00Z')
    await tick(house.site)
    const planned = async () =>
      (await rows<{ title: string }>(`select title from round where state = 'planned'`)).map(one => one.title)
    expect(await planned()).toEqual(['For the board of 17 March 2027'])
    expect(await tick(house.site)).toBe(0)
    await at('2027-02-22T08:00:00Z')
    await tick(house.site)
    expect(await planned()).toEqual([])
    expect(await tick(house.site)).toBe(0)
  })

  it('ends, and what it had planned is cancelled', async () => {
    await at('2027-02-22T09:00:00Z')
    await post(web, `/p/muir/rounds/schedules/${schedule}`, { ...fields, rhythm: 'quarterly' }, coordinator)
    expect(await rows(`select title from round where state = 'planned'`)).toHaveLength(1)
    expect((await post(web, `/p/muir/rounds/schedules/${schedule}/end`, {}, coordinator)).statusCode).toBe(303)
    expect(await rows(`select title from round where state = 'planned'`)).toHaveLength(0)
    expect(await tick(house.site)).toBe(0)
    await asOwner(house.owner, client =>
      client.query(
        'delete from request_item; delete from request; delete from round; delete from schedule; delete from notice',
      ),
    )
    await at('2026-11-23T08:00:00Z')
  })
})

describe('the board of a round', () => {
  it('says before it opens what it will ask', async () => {
    const form = await get('/p/muir/rounds/plan', coordinator)
    for (const value of ['July to September 2026', '24 November 2026', '11 December 2026'])
      expect(form.body).toContain(`value="${value}"`)
    await adoptedAction(house, 'muir', 'Safer nights', { owner: lead, deputy: contributor })
    await adoptedAction(house, 'muir', 'Warm homes', { owner: lead })
    await adoptedAction(house, 'muir', 'New paths', { owner: contributor })
    round = await planRound(house, 'muir', { opens: '2026-11-24', closes: '2026-12-10' })
    const { body } = await get(`/p/muir/rounds/${round}`, coordinator)
    expect(body).toContain('This quarter opens on 24 November 2026')
    expect(body).toContain('2 people about 3 things')
  })

  it('is there for members alone', async () => {
    for (const url of ['/p/muir/rounds', `/p/muir/rounds/${round}`, '/p/muir/rounds/plan']) {
      expect((await web.inject(url)).headers.location, url).toContain('/sign-in')
      expect((await get(url, stranger)).statusCode, url).toBe(404)
    }
    // The neighbour's address does not open it either.
    expect((await get(`/p/lorne/rounds/${round}`, stranger)).statusCode).toBe(404)
    expect((await get('/p/muir/rounds/constructor', coordinator)).statusCode).toBe(404)
  })

  it('names who is missing, and what waits with them', async () => {
    await at('2026-11-24T08:00:00Z')
    await tick(house.site)
    for (const one of await rows<{ item: string; request: string; title: string }>(
      'select i.id as item, i.request_id as request, a.title from request_item i join action a on a.id = i.action_id',
    ))
      items[one.title] = { item: Number(one.item), request: Number(one.request) }
    const { body } = await get(`/p/muir/rounds/${round}`, coordinator)
    expect(body).toContain('<h1>0 of 3 answered; three missing</h1>')
    expect(body).toContain('None of 2 answered')
    expect(body).toContain('Deputy: contributor of muir')
  })

  it('can be read by an observer, who cannot act', async () => {
    const { body } = await get(`/p/muir/rounds/${round}`, observer)
    expect(body).toContain('three missing')
    expect(body).not.toContain('Ask once more')
    const { item, request } = items['Safer nights']!
    const tries = [
      `/p/muir/rounds/${round}/close`,
      `/p/muir/rounds/${round}/accept-all`,
      `/p/muir/items/${item}/accept`,
      `/p/muir/requests/${request}/chase`,
    ]
    for (const url of tries) expect((await post(web, url, { because: 'No' }, observer)).statusCode, url).toBe(403)
    expect((await post(web, tries[2]!, {}, stranger)).statusCode).toBe(404)
  })

  it('asks one person once more, once a day, and says when the letter goes', async () => {
    const { request } = items['Safer nights']!
    const before = (await dayLetters(house)).length
    expect((await get(`/p/muir/requests/${request}/chase`, coordinator)).body).toContain('goes tomorrow morning')
    const chased = await post(web, `/p/muir/requests/${request}/chase`, { note: 'The board meets soon.' }, coordinator)
    expect(chased.headers.location).toBe(`/p/muir/rounds/${round}`)
    const { body } = await get(`/p/muir/rounds/${round}`, coordinator)
    expect(body).toContain('Asked once more 24 November 2026: the letter goes tomorrow morning')
    expect((await post(web, `/p/muir/requests/${request}/chase`, {}, coordinator)).body).toContain('today already')
    await tick(house.site)
    expect(await dayLetters(house)).toHaveLength(before)
    await at('2026-11-25T08:00:00Z')
    await tick(house.site)
    const letters = await dayLetters(house)
    expect(letters).toHaveLength(before + 1)
    expect(letters.at(-1)).toMatchObject({ to: 'lead@muir.test' })
    expect(letters.at(-1)!.body).toContain('The board meets soon.')
    expect((await get(`/p/muir/rounds/${round}`, coordinator)).body).toContain('Asked once more 24 November 2026<')
  })

  it('gives what was asked of nobody to somebody, who is asked with a request of their own', async () => {
    const { item } = items['New paths']!
    await asOwner(house.owner, client =>
      client.query('update request_item set request_id = null where id = $1', [item]),
    )
    const board = await get(`/p/muir/rounds/${round}`, coordinator)
    expect(board.body).toContain('Nobody to answer: 1')
    const member = await house.person('member@muir.test')
    const given = await post(web, `/p/muir/items/${item}/give`, { person: String(member.person) }, coordinator)
    expect(given.headers.location, given.body.slice(0, 3000)).toBe(`/p/muir/rounds/${round}`)
    await tick(house.site)
    expect((await dayLetters(house)).at(-1)).toMatchObject({ to: 'member@muir.test' })
    expect((await house.perform('rounds.answer', { item, seen: 0, ...green, words: 'Two paths.' }, member)).ok).toBe(
      true,
    )
  })

  it('returns one answer with a note, accepts the others, and the round', async () => {
    for (const title of ['Safer nights', 'Warm homes'])
      await house.perform(
        'rounds.answer',
        { item: items[title]!.item, seen: 0, ...green, words: `${title} <go> on.` },
        lead,
      )
    const sent = await get(`/p/muir/rounds/${round}`, coordinator)
    expect(sent.body).toContain('<h1>All 3 answered; three to check</h1>')
    expect(sent.body).toContain('Safer nights &lt;go> on.')
    const { item } = items['Safer nights']!
    const returned = await post(web, `/p/muir/items/${item}/return`, { note: 'How many nights?' }, coordinator)
    expect(returned.headers.location).toBe(`/p/muir/rounds/${round}#checking`)
    expect((await post(web, `/p/muir/items/${items['Warm homes']!.item}/accept`, {}, coordinator)).statusCode).toBe(303)
    expect((await get(`/p/muir/rounds/${round}`, coordinator)).body).toContain('2 of 3 answered; one returned')
    expect((await post(web, `/p/muir/rounds/${round}/accept-all`, {}, coordinator)).statusCode).toBe(303)
    expect((await get('/p/muir/rounds', coordinator)).body).toContain(
      'This quarter is open: 2 of 3 answered; one returned',
    )
    await post(web, `/p/muir/rounds/${round}/close`, { because: 'The board moved.' }, coordinator)
    const accepted = await post(web, `/p/muir/rounds/${round}/accept`, {}, coordinator)
    expect(accepted.statusCode).toBe(303)
    expect((await get(`/p/muir/rounds/${round}`, coordinator)).body).toContain('Open it again')
  })
})
