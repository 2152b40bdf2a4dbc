// Checking: nobody accepts what they were not shown, a draft stays its writer's, and whoever sent something hears of its return.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptedAction, green, letterTo, linkIn, openLink, planRound, post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import type { Actor } from '../../../operation/actor.ts'

const house = useHouse()
let web: FastifyInstance
let coordinator: Actor
let lead: Actor
let contributor: Actor
let cookie: string
let round: number
const items: Record<string, { item: number; request: number }> = {}

const rows = async <T extends object>(sql: string): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql))).rows
const get = (url: string, as = cookie) => web.inject({ url, headers: { cookie: as } })
const at = async (moment: string) => {
  house.now = new Date(moment)
  cookie = await house.cookie(coordinator)
}
const answer = (title: string, seen: number, words: string, by: Actor) =>
  house.perform('rounds.answer', { item: items[title]!.item, seen, ...green, words }, by)
const stateOf = async (title: string) =>
  (await rows<{ state: string }>(`select state from request_item where id = ${items[title]!.item}`))[0]!.state

beforeAll(async () => {
  await twoPartnerships(house)
  ;[coordinator, lead, contributor] = (await Promise.all(
    ['coordinator@muir.test', 'lead@muir.test', 'contributor@muir.test'].map(house.person),
  )) as [Actor, Actor, Actor]
  const titles = ['Safer nights', 'Warm homes', 'New paths']
  for (const title of titles) await adoptedAction(house, 'muir', title, { owner: contributor, deputy: lead })
  round = await planRound(house, 'muir', { opens: '2026-11-22', closes: '2026-12-10' })
  await house.done('rounds.open-now', { round }, coordinator, 'muir')
  for (const one of await rows<{ item: string; request: string; title: string }>(
    'select i.id as item, i.request_id as request, a.title from request_item i join action a on a.id = i.action_id',
  ))
    items[one.title] = { item: Number(one.item), request: Number(one.request) }
  web = await house.web()
  await at('2026-11-24T09:00:00Z')
})

describe('a draft', () => {
  it('is shown by no form about it', async () => {
    const { item } = items['Safer nights']!
    await house.perform('rounds.save-draft', { item, seen: 0, words: 'Half a thought' }, contributor)
    const observer = await house.cookie(await house.person('observer@muir.test'))
    for (const form of ['accept', 'return']) {
      expect((await get(`/p/muir/items/${item}/${form}`)).statusCode, form).toBe(404)
      expect((await get(`/p/muir/items/${item}/${form}`, observer)).statusCode, form).toBe(404)
    }
    expect((await get(`/p/muir/items/${item}/give`, observer)).statusCode).toBe(404)
    expect((await get(`/p/muir/items/${item}/give`)).statusCode).toBe(200)
  })
})

describe('accepting', () => {
  it('takes nothing that changed after it was shown', async () => {
    await answer('Safer nights', 1, 'Twenty nights.', contributor)
    const { item } = items['Safer nights']!
    const shown = /items\/\d+\/accept"><input type="hidden" name="seen" value="(\d+)"/.exec(
      (await get(`/p/muir/rounds/${round}`)).body,
    )![1]!
    await answer('Safer nights', 2, 'Twenty-six nights.', contributor)
    const refused = await post(web, `/p/muir/items/${item}/accept`, { seen: shown }, cookie)
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('changed after it was shown to you')
    expect(refused.body).toContain('Twenty-six nights.')
    expect(await stateOf('Safer nights')).toBe('submitted')
    const [, now] = /name="seen" value="(\d+)"/.exec(refused.body)!
    expect((await post(web, `/p/muir/items/${item}/accept`, { seen: now! }, cookie)).statusCode).toBe(303)
    expect(await stateOf('Safer nights')).toBe('accepted')
  })

  it('of all takes what was shown, and says what came in since', async () => {
    await answer('Warm homes', 0, 'Forty homes.', contributor)
    const board = await get(`/p/muir/rounds/${round}`)
    const [, upTo] = /name="upTo" value="(\d+)"/.exec(board.body)!
    await at('2026-11-24T09:05:00Z')
    await answer('New paths', 0, 'Two paths.', contributor)
    const all = await post(web, `/p/muir/rounds/${round}/accept-all`, { upTo: upTo! }, cookie)
    expect(all.headers.location).toBe(`/p/muir/rounds/${round}?newer=1`)
    expect([await stateOf('Warm homes'), await stateOf('New paths')]).toEqual(['accepted', 'submitted'])
    expect((await get(all.headers.location as string)).body).toContain('One answer was sent or changed after')
    const none = await post(web, `/p/muir/rounds/${round}/accept-all`, { upTo: upTo! }, cookie)
    expect(none.statusCode).toBe(422)
    expect(none.body).toContain('nothing was accepted')
  })
})

describe('returning', () => {
  it('tells whoever sent it too, and takes back what was accepted', async () => {
    const { item, request } = items['New paths']!
    const [{ action }] = (await rows(`select action_id::int as action from request_item where id = ${item}`)) as [
      { action: number },
    ]
    const promised = { action, words: 'The third path', due: '2026-12-01' }
    const milestone = await house.done('delivery.promise-milestone', promised, coordinator, 'muir')
    const reached = async () =>
      (
        await rows<{ reached: boolean }>(
          `select reached_on is not null as reached from milestone where id = ${milestone}`,
        )
      )[0]!.reached
    const said = { item, seen: 1, ...green, words: 'Three paths.', reached: [milestone] }
    expect((await house.perform('rounds.answer', said, lead)).ok).toBe(true)
    await house.done('rounds.accept-item', { item }, coordinator, 'muir')
    expect(await reached()).toBe(true)
    await house.done('rounds.return-item', { item, note: 'Which three?' }, coordinator, 'muir')
    expect(await reached()).toBe(false)
    const told = await rows<{ person: string; request: string }>(
      `select person_id as person, request_id as request from notice where cause like 'returned-${item}-%' order by id`,
    )
    expect(told.map(one => [Number(one.person), Number(one.request)])).toEqual([
      [contributor.person, request],
      [lead.person, request],
    ])
    expect(await stateOf('New paths')).toBe('returned')
  })

  it('tells a coordinator who answered for nobody, without a link', async () => {
    const { item } = items['New paths']!
    await asOwner(house.owner, client =>
      client.query('update request_item set request_id = null where id = $1', [item]),
    )
    const { version } = (await rows<{ version: number }>(`select version from request_item where id = ${item}`))[0]!
    await answer('New paths', version, 'By hand.', coordinator)
    const { body } = await get(`/p/muir/rounds/${round}`)
    expect(body).toContain('<h3>Nobody was asked</h3>')
    expect(body).toContain('By hand.')
    await house.done('rounds.return-item', { item, note: 'Who says so?' }, house.administrator, 'muir')
    const [newest] = await rows<{ person: string; request: string | null; path: string }>(
      `select person_id as person, request_id as request, path from notice order by id desc limit 1`,
    )
    expect(newest).toMatchObject({ request: null, path: `/home/items/${item}` })
    expect(Number(newest!.person)).toBe(coordinator.person)
  })
})

describe('links that went astray', () => {
  it('are stopped by a coordinator, for good', async () => {
    await tick(house.site)
    const link = linkIn((await letterTo(house, 'contributor@muir.test')).body)
    const device = await openLink(web, link)
    expect((await get(`/r/${link}`, device)).statusCode).toBe(200)
    const form = `/p/muir/requests/${items['Safer nights']!.request}/stop-links`
    expect((await get(`/p/muir/rounds/${round}`)).body).not.toContain(form)
    await house.done('rounds.return-item', { item: items['Safer nights']!.item, note: 'More' }, coordinator, 'muir')
    expect((await get(`/p/muir/rounds/${round}`)).body).toContain(form)
    const observer = await house.cookie(await house.person('observer@muir.test'))
    expect((await get(form, observer)).statusCode).toBe(404)
    expect((await post(web, form, {}, observer)).statusCode).toBe(403)
    expect((await post(web, form, {}, cookie)).statusCode).toBe(303)
    expect((await get(`/r/${link}`, device)).statusCode).toBe(404)
    expect((await get(form)).statusCode).toBe(404)
  })
})

describe('the last day', () => {
  it('offers no letter that would come too late', async () => {
    await at('2026-12-10T09:00:00Z')
    await tick(house.site)
    const { body } = await get(`/p/muir/rounds/${round}`)
    expect(body).toContain('only after the round has closed')
    expect(body).not.toContain('Ask once more')
    const { request } = items['Safer nights']!
    const late = await post(web, `/p/muir/requests/${request}/chase`, {}, cookie)
    expect(late.body).toContain('only after the round has closed')
    expect(late.statusCode).toBe(422)
  })
})
