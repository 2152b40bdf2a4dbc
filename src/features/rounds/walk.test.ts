// The walk of a round: planned, opened by the clock, answered through the letter's link, returned, mended, accepted.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { tick } from '../../jobs/clockwork.ts'
import type { Actor } from '../../operation/actor.ts'

const house = useHouse()
let coordinator: Actor
let action: number

const done = (name: string, raw: Record<string, unknown>, actor = coordinator, slug = 'muir') =>
  house.done(name, raw, actor, slug)

const at = (moment: string) => {
  house.now = new Date(moment)
}

/** The newest letter to somebody. */
const letterTo = async (email: string) =>
  (
    await asOwner(house.owner, client =>
      client.query<{ subject: string; body: string; cause: string }>(
        `select l.subject, l.body, l.cause from letter l join person p on p.id = l.person_id where p.email = $1 order by l.id desc limit 1`,
        [email],
      ),
    )
  ).rows[0]

const linkIn = (body: string) => /\/r\/([\w-]{43})/.exec(body)?.[1]

const typed = (fields: Record<string, string>) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams(fields).toString(),
})

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  const partner = (await asOwner(house.owner, client => client.query('select min(id) as id from partner'))).rows[0].id
  action = await done('delivery.propose-action', {
    title: 'Safer nights',
    about: 'Marshals on Fridays.',
    horizon: 'medium',
    principle: 'delivery',
    starts: '2026-01-01',
    ends: '2027-12-31',
    partner: Number(partner),
  })
  await done('delivery.adopt-action', { action, despite: 'The law officer answers in May.' })
})

describe('a round', () => {
  let link: string
  let cookie: string
  let item: number

  it('is announced the day before and opens by itself in the morning', async () => {
    at('2026-11-22T10:00:00Z')
    await done('rounds.plan', {
      title: 'October to December 2026',
      starts: '2026-10-01',
      ends: '2026-12-31',
      opens: '2026-11-24',
      closes: '2026-12-10',
      remindDays: 5,
      deputyDays: 3,
      leadDays: 2,
    })
    expect(await tick(house.site)).toBe(0)
    at('2026-11-23T06:30:00Z')
    expect(await tick(house.site)).toBe(0)
    at('2026-11-23T07:01:00Z')
    expect(await tick(house.site)).toBe(2)
    expect((await letterTo('coordinator@muir.test'))!.subject).toContain(
      'October to December 2026 opens on 24 November 2026',
    )
    at('2026-11-24T07:01:00Z')
    await tick(house.site)
    const letter = (await letterTo('lead@muir.test'))!
    expect(letter.subject).toBe('muir together asks you about 1 thing, by 10 December 2026')
    link = linkIn(letter.body)!
    expect(link).toBeTruthy()
    expect(await tick(house.site)).toBe(0)
  })

  it('is answered through the link alone', async () => {
    const web = await house.web()
    const closed = await web.inject(`/r/${link}`)
    expect(closed.headers.location).toBe(`/r/${link}/open`)
    const opened = await web.inject({ method: 'POST', url: `/r/${link}/open`, ...typed({ who: 'owner' }) })
    expect(opened.statusCode).toBe(303)
    cookie = String(opened.headers['set-cookie']).split(';')[0]!
    const list = await web.inject({ url: `/r/${link}`, headers: { cookie } })
    expect(list.body).toContain('One thing to answer')
    item = Number(/\/items\/(\d+)"/.exec(list.body)![1])
    const form = await web.inject({ url: `/r/${link}/items/${item}`, headers: { cookie } })
    expect(form.statusCode).toBe(200)
    const draft = await web.inject({
      method: 'POST',
      url: `/r/${link}/items/${item}/draft`,
      payload: new URLSearchParams({ seen: '0', words: 'Half a' }).toString(),
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(draft.headers.location).toBe(`/r/${link}`)
    const sent = await web.inject({
      method: 'POST',
      url: `/r/${link}/items/${item}`,
      payload: new URLSearchParams({
        seen: '1',
        status: 'green',
        direction: 'better',
        confidence: 'high',
        words: 'Assaults are down 14%.',
      }).toString(),
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(sent.headers.location, sent.body.slice(0, 2000)).toBe(`/r/${link}`)
  })

  it('is returned, mended and accepted, and locks', async () => {
    await done('rounds.return-item', { item, note: 'How many nights?' })
    at('2026-11-25T08:00:00Z')
    await tick(house.site)
    const letter = (await letterTo('lead@muir.test'))!
    expect(letter.body).toContain('How many nights?')
    const lead = await house.person('lead@muir.test')
    const said = {
      item,
      seen: 2,
      status: 'green',
      direction: 'better',
      confidence: 'high',
      words: 'On 26 nights; assaults are down 14%.',
    }
    expect(await house.perform('rounds.answer', said, lead)).toMatchObject({ ok: true })
    await done('rounds.accept-item', { item })
    at('2026-12-11T08:00:00Z')
    await tick(house.site)
    const round = (await asOwner(house.owner, client => client.query('select id, state from round'))).rows[0]
    expect(round.state).toBe('closed')
    await done('rounds.accept', { round: Number(round.id) })
    expect(await house.perform('rounds.answer', { ...said, seen: 3 }, lead)).toMatchObject({
      ok: false,
      refusal: { code: 'locked' },
    })
  })
})
