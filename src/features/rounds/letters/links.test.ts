// A link of a letter: it opens its own requests and nothing else, whatever is changed in an address or a form.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptedAction, green, letterTo, linkIn, openLink, planRound, post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'

const house = useHouse()
let web: FastifyInstance
let link: string
let cookie: string
let own: number
let others: number
let neighbours: number

const itemOf = async (action: number): Promise<number> =>
  Number(
    (await asOwner(house.owner, client => client.query('select id from request_item where action_id = $1', [action])))
      .rows[0].id,
  )

const stateOf = async (item: number): Promise<string> =>
  (await asOwner(house.owner, client => client.query('select state from request_item where id = $1', [item]))).rows[0]
    .state

beforeAll(async () => {
  await twoPartnerships(house)
  const [lead, contributor, theirs] = await Promise.all(
    ['lead@muir.test', 'contributor@muir.test', 'lead@lorne.test'].map(house.person),
  )
  const mine = await adoptedAction(house, 'muir', 'Safer nights', { owner: contributor, deputy: lead })
  const other = await adoptedAction(house, 'muir', 'Warm homes', { owner: lead })
  const next = await adoptedAction(house, 'lorne', 'Ferries that come', { owner: theirs })
  for (const slug of ['muir', 'lorne']) await planRound(house, slug, { opens: '2026-11-22', closes: '2026-12-10' })
  await tick(house.site)
  web = await house.web()
  link = linkIn((await letterTo(house, 'contributor@muir.test')).body)
  cookie = await openLink(web, link)
  ;[own, others, neighbours] = (await Promise.all([mine, other, next].map(itemOf))) as [number, number, number]
})

const get = (url: string, withCookie = cookie) => web.inject({ url, headers: { cookie: withCookie } })

describe('a link', () => {
  it('shows what its owner is asked, and nothing else', async () => {
    const { statusCode, body, headers } = await get(`/r/${link}`)
    expect(statusCode).toBe(200)
    expect(body).toContain('Safer nights')
    expect(body).not.toContain('Warm homes')
    expect(body).not.toContain('Ferries')
    expect(body).not.toContain('/home')
    expect(headers['cache-control']).toBe('private, no-store')
    expect(headers['referrer-policy']).toBe('no-referrer')
  })

  it('cannot be guessed, cut short or lengthened', async () => {
    for (const guess of [
      randomBytes(32).toString('base64url'),
      link.slice(0, -1),
      `${link}x`,
      `${link.slice(0, -1)}_`,
      '%00',
      "' or 1=1 --",
    ]) {
      const { statusCode, body } = await get(`/r/${encodeURIComponent(guess)}`)
      expect(statusCode, guess).toBe(404)
      expect(body).not.toContain('Safer nights')
      expect(
        (await post(web, `/r/${encodeURIComponent(guess)}/items/${own}/no-change`, { seen: '0' }, cookie)).statusCode,
      ).toBe(404)
    }
  })

  it('asks every new device who is there before it shows anything', async () => {
    for (const other of ['', 'thegither-link=', `thegither-link=${randomBytes(32).toString('base64url')}`]) {
      const { statusCode, headers, body } = await get(`/r/${link}`, other)
      expect(statusCode).toBe(303)
      expect(headers.location).toBe(`/r/${link}/open`)
      expect(body).not.toContain('Safer nights')
      const sent = await post(web, `/r/${link}/items/${own}`, { seen: '0', words: 'x', ...green }, other)
      expect(sent.headers.location).toBe(`/r/${link}/open`)
    }
    expect(await stateOf(own)).toBe('waiting')
  })

  it('is not widened by any other number in the address or the form', async () => {
    for (const item of [others, neighbours, 0, -1, 999_999, '1e3', '%27', '9'.repeat(30)])
      for (const verb of ['', '/draft', '/no-change', '/pass-on']) {
        const at = `/r/${link}/items/${item}${verb}`
        expect((await get(at)).statusCode, at).toBe(404)
        const said = { seen: '0', words: 'Taken over', ...green, item: String(own), person: '1' }
        expect([404, 422], at).toContain((await post(web, at, said, cookie)).statusCode)
      }
    // The number in the address counts, whatever the form says.
    const told = { seen: '0', words: 'Mine', ...green, item: String(others), partnership: '2', request: '2', link: 'x' }
    await post(web, `/r/${link}/items/${own}/draft`, told, cookie)
    expect([await stateOf(own), await stateOf(others), await stateOf(neighbours)]).toEqual([
      'draft',
      'waiting',
      'waiting',
    ])
  })

  it('passes on to nobody but the deputy, and names nobody else', async () => {
    const lead = await house.person('lead@muir.test')
    const { body } = await get(`/r/${link}/items/${own}/pass-on`)
    expect(body).toContain('lead of muir')
    expect(body).not.toContain('coordinator of muir')
    const stranger = await house.person('coordinator@muir.test')
    const refused = await post(web, `/r/${link}/items/${own}/pass-on`, { person: String(stranger.person) }, cookie)
    expect(refused.statusCode).toBe(422)
    const passed = await post(web, `/r/${link}/items/${own}/pass-on`, { person: String(lead.person) }, cookie)
    expect(passed.headers.location).toBe(`/r/${link}`)
    expect((await get(`/r/${link}`)).body).not.toContain('Safer nights')
    // It is the deputy's now; the coordinator gives it back for what follows.
    await house.done(
      'rounds.give-item',
      { item: own, person: (await house.person('contributor@muir.test')).person },
      stranger,
      'muir',
    )
  })

  it('is no way into an account', async () => {
    for (const url of ['/home', '/p/muir/thread', '/home/links', `/home/items/${own}`])
      expect((await get(url)).headers.location, url).toMatch(/^\/sign-in/)
    const api = await web.inject({
      method: 'POST',
      url: '/api/v1/operations/rounds.answer',
      headers: { cookie },
      payload: { item: own, seen: 1 },
    })
    expect(api.statusCode).toBe(404)
  })

  it('tells its owner when somebody else opens it', async () => {
    const forwarded = await openLink(web, link, { who: 'other', name: 'Fergus the temp' })
    expect((await get(`/r/${link}`, forwarded)).body).toContain('Safer nights')
    expect((await post(web, `/r/${link}/open`, { who: 'other', name: '' })).statusCode).toBe(422)
    house.now = new Date('2026-11-23T09:00:00Z')
    await tick(house.site)
    const told = await letterTo(house, 'contributor@muir.test')
    expect(told.body).toContain('They said that they are “Fergus the temp”')
    const { rows } = await asOwner(house.owner, client =>
      client.query('select reply_to::text as to from letter where cause = $1', [told.cause]),
    )
    expect(rows[0].to).toBe(`{${(await house.person('coordinator@muir.test')).person}}`)
  })

  it('stops when its owner says so, for everybody who has it', async () => {
    const contributor = await house.person('contributor@muir.test')
    const id = (
      await asOwner(house.owner, client =>
        client.query('select min(id)::int as id from request_link where person_id = $1', [contributor.person]),
      )
    ).rows[0].id
    expect(await house.perform('rounds.stop-link', { sent: id }, await house.person('lead@muir.test'))).toMatchObject({
      ok: false,
      kind: 'not-found',
    })
    await house.done('rounds.stop-link', { sent: id }, contributor)
    for (const at of ['', '/open', `/items/${own}`]) expect((await get(`/r/${link}${at}`)).statusCode, at).toBe(404)
    expect(
      (await post(web, `/r/${link}/items/${own}`, { seen: '1', words: 'Late', ...green }, cookie)).statusCode,
    ).toBe(404)
    expect((await post(web, `/r/${link}/open`, { who: 'owner' })).statusCode).toBe(404)
  })

  it('ends by itself, and when its owner is erased', async () => {
    const newer = linkIn((await letterTo(house, 'contributor@muir.test')).body)
    const device = await openLink(web, newer)
    expect((await get(`/r/${newer}`, device)).statusCode).toBe(200)
    const then = house.now
    house.now = new Date('2027-02-01T09:00:00Z')
    expect((await get(`/r/${newer}`, device)).statusCode).toBe(404)
    house.now = then
    await house.done(
      'people.erase',
      { person: (await house.person('contributor@muir.test')).person },
      house.administrator,
    )
    expect((await get(`/r/${newer}`, device)).statusCode).toBe(404)
  })
})
