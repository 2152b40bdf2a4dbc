// One calendar over all one's partnerships: the list, the secret address, and that the address opens nothing else.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptedAction, planRound, post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import { stranger } from '../../../operation/actor.ts'
import { perform } from '../../../operation/perform.ts'

const house = useHouse()
let web: FastifyInstance
let address: string

const at = (moment: string) => {
  house.now = new Date(moment)
}
const pathOf = (url: string) => new URL(url).pathname
const make = async (email: string) => {
  const cookie = await house.cookie(await house.person(email))
  const made = await post(web, '/home/calendar/address', {}, cookie)
  expect(made.statusCode).toBe(200)
  return /http:\/\/thegither\.test\/calendar\/[\w-]{43}\.ics/.exec(made.body)![0]
}
/** Long lines of a calendar are folded. */
const feed = async (url: string) => (await web.inject(pathOf(url))).body.replace(/\r\n[ \t]/g, '')

beforeAll(async () => {
  await twoPartnerships(house)
  const owner = await house.person('contributor@muir.test')
  await house.done(
    'partnerships.give-role',
    { name: 'Both', email: 'contributor@muir.test', role: 'observer', organisation: '' },
    house.administrator,
    'lorne',
  )
  const deputy = await house.person('member@muir.test')
  const action = await adoptedAction(house, 'muir', 'Safer nights', { owner, deputy })
  const elsewhere = await adoptedAction(house, 'lorne', 'Warmer days')
  const promise = (slug: string, on: number, words: string, due: string) =>
    house.done('delivery.promise-milestone', { action: on, words, due }, house.administrator, slug)
  await promise('muir', action, 'Marshals, on duty', '2027-01-31')
  await promise('lorne', elsewhere, 'Not for others', '2027-02-01')
  await planRound(house, 'muir', { opens: '2026-11-24', closes: '2026-12-10', title: 'Autumn' })
  web = await house.web()
  at('2026-11-24T08:00:00Z')
  await tick(house.site)
})

describe('one’s own dates', () => {
  it('stand on one page', async () => {
    const cookie = await house.cookie(await house.person('contributor@muir.test'))
    const { body } = await web.inject({ url: '/home/calendar', headers: { cookie } })
    expect(body).toContain('Next: 10 December 2026')
    expect(body).toContain('Last day to answer: Autumn')
    expect(body).toContain('Due: Marshals, on duty (Safer nights)')
    expect(body).not.toContain('Not for others')
  })

  it('come to a calendar program by a secret address', async () => {
    address = await make('contributor@muir.test')
    const answer = await web.inject(pathOf(address))
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('private, no-store')
    const text = await feed(address)
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    expect(text).toContain('SUMMARY:Last day to answer: Autumn')
    expect(text).toContain('DTSTART;VALUE=DATE:20261210')
    expect(text).toContain('SUMMARY:Due: Marshals\\, on duty (Safer nights)')
    expect(text).not.toContain('Not for others')
    const rows = await asOwner(house.owner, client => client.query('select key_hash::text from calendar_feed'))
    expect(JSON.stringify(rows.rows)).not.toContain(address.slice(-47, -4))
  })

  it('show a coordinator when rounds open and close, in their own partnership only', async () => {
    const text = await feed(await make('coordinator@muir.test'))
    expect(text).toContain('SUMMARY:Opens: Autumn')
    expect(text).toContain('SUMMARY:Last day of the round: Autumn')
    expect(await feed(await make('coordinator@lorne.test'))).not.toContain('Autumn')
  })
})

it('says on which day in Scotland its address was made', async () => {
  at('2027-07-01T23:30:00Z')
  const member = 'observer@muir.test'
  await make(member)
  const cookie = await house.cookie(await house.person(member))
  const { body } = await web.inject({ url: '/home/calendar', headers: { cookie } })
  expect(body).toContain('An address was made on 2 July 2027')
  at('2026-11-24T08:00:00Z')
})

describe('what others have not answered', () => {
  it('stands in the calendar of whoever stands in, and of the organisation’s lead, once they were told', async () => {
    const deputy = 'member@muir.test'
    const before = await Promise.all([deputy, 'lead@muir.test'].map(make)).then(made => Promise.all(made.map(feed)))
    for (const text of before) expect(text).not.toContain('Autumn')
    at('2026-12-08T08:00:00Z')
    await tick(house.site)
    const [theirs, leads] = await Promise.all([deputy, 'lead@muir.test'].map(make)).then(made =>
      Promise.all(made.map(feed)),
    )
    expect(theirs).toContain('SUMMARY:Last day to answer for whom you stand in for: Autumn')
    expect(leads).toContain('SUMMARY:Last day to answer for your organisation: Autumn')
  })
})

describe('the secret address', () => {
  it('opens nothing but the dates, and does nothing', async () => {
    const key = pathOf(address).slice('/calendar/'.length, -4)
    for (const url of [`/r/${key}`, `/r/${key}/items/1`, `/calendar/${key}`, `/calendar/${key}.ics.ics`])
      expect((await web.inject(url)).statusCode, url).toBe(404)
    const holder = await house.site.findKeyHolder({ feed: `${key}.ics` }, undefined)
    const { actor } = holder as { actor: typeof stranger }
    expect(actor).toMatchObject({ administrator: false, via: 'calendar' })
    for (const verb of ['rounds.be-away', 'rounds.make-calendar', 'people.rename', 'rounds.no-change']) {
      const raw = { from: '2027-01-01', to: '2027-01-02', name: 'Else', item: 1, seen: 0 }
      const tried = await perform(house.site.house, house.site.operations.get(verb)!, raw, { actor, partnership: null })
      expect(tried, verb).toMatchObject({ ok: false })
    }
  })

  it('cannot be guessed, is made anew, and stops', async () => {
    const guess = `${address.slice(0, -5)}${address.at(-5) === 'A' ? 'E' : 'A'}.ics`
    expect((await web.inject(pathOf(guess))).statusCode).toBe(404)
    expect((await web.inject('/calendar/x.ics')).statusCode).toBe(404)
    const newer = await make('contributor@muir.test')
    expect((await web.inject(pathOf(address))).statusCode).toBe(404)
    expect((await web.inject(pathOf(newer))).statusCode).toBe(200)
    const cookie = await house.cookie(await house.person('contributor@muir.test'))
    expect((await post(web, '/home/calendar/stop', {}, cookie)).headers.location).toBe('/home/calendar')
    expect((await web.inject(pathOf(newer))).statusCode).toBe(404)
    expect((await post(web, '/home/calendar/stop', {}, cookie)).statusCode).toBe(404)
  })

  it('is made by nobody who is not signed in, and by no token', async () => {
    expect(await house.perform('rounds.make-calendar', {}, stranger)).toMatchObject({ ok: false })
    const program = { ...(await house.person('lead@muir.test')), via: 'api' as const }
    expect(await house.perform('rounds.make-calendar', {}, program)).toMatchObject({
      refusal: { code: 'calendar-by-token' },
    })
  })
})
