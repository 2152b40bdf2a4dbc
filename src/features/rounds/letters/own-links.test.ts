// One's own links: who opened them, and that stopping one stops it.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptedAction, letterTo, linkIn, openLink, planRound, post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'

const house = useHouse()
let web: FastifyInstance
let cookie: string
let link: string

const home = async (path: string, who = cookie) => web.inject({ url: `/home${path}`, headers: { cookie: who } })

beforeAll(async () => {
  await twoPartnerships(house)
  const owner = await house.person('contributor@muir.test')
  await adoptedAction(house, 'muir', 'Safer nights', { owner })
  await planRound(house, 'muir', { opens: '2026-11-24', closes: '2026-12-10' })
  house.now = new Date('2026-11-24T08:00:00Z')
  await tick(house.site)
  web = await house.web()
  cookie = await house.cookie(owner)
  link = linkIn((await letterTo(house, 'contributor@muir.test')).body)
})

describe('one’s own links', () => {
  it('say when they were sent, what they open and who opened them', async () => {
    expect((await home('/links')).body).toContain('Nobody has opened it.')
    await openLink(web, link, { who: 'other', name: 'Sam <b>Reid' })
    const { body } = await home('/links')
    expect(body).toContain('1 link of your letters works')
    expect(body).toContain('Sent 24 November 2026')
    expect(body).toContain('Works until 23 January 2027 · opens questions of muir together')
    expect(body).toContain('Sam &lt;b>Reid, who answers for you, 24 November 2026')
    expect(body).not.toContain(link)
  })

  it('are there for nobody else, and stop for good', async () => {
    const [, stop] = /href="\/home(\/links\/\d+\/stop)"/.exec((await home('/links')).body)!
    const other = await house.cookie(await house.person('lead@muir.test'))
    expect((await home('/links', other)).body).toContain('No link of yours works now')
    expect((await home(stop!, other)).statusCode).toBe(404)
    expect((await post(web, `/home${stop}`, {}, other)).statusCode).toBe(404)
    expect((await post(web, `/home${stop}`, {}, cookie)).headers.location).toBe('/home/links')
    expect((await web.inject(`/r/${link}`)).statusCode).toBe(404)
    expect((await home('/links')).body).toContain('No link of yours works now')
  })
})

describe('a newer link', () => {
  const requests = async (slug: string) =>
    (
      await asOwner(house.owner, client =>
        client.query<{ parts: number; until: string }>(
          `select (select count(*)::int from request_link_part o where o.link_id = l.id) as parts, l.expires_at::date::text as until
           from request_link l join person p on p.id = l.person_id where p.email = $1 order by l.id`,
          [slug],
        ),
      )
    ).rows
  const email = 'lead@lorne.test'
  const ask = async (title: string, opens: string) => {
    await adoptedAction(house, 'lorne', title, { owner: await house.person(email) })
    house.now = new Date(`${opens}T08:00:00Z`)
    const day = (days: number) => new Date(Date.parse(opens) + days * 86_400_000).toISOString().slice(0, 10)
    await planRound(house, 'lorne', { opens, closes: day(21), title })
    await tick(house.site)
  }

  it('opens what earlier ones open, but for no longer than they do', async () => {
    await ask('First', '2027-03-01')
    await ask('Second', '2027-03-29')
    // What the first link opened ends with it; what only the second asked has its own link for longer.
    expect((await requests(email)).at(-1)).toEqual({ parts: 2, until: '2027-04-30' })
    house.now = new Date('2027-05-03T08:00:00Z')
    await ask('Third', '2027-05-03')
    expect((await requests(email)).at(-1)).toEqual({ parts: 1, until: '2027-07-02' })
  })

  it('opens nothing of a link that was stopped', async () => {
    const before = (await requests(email)).length
    await asOwner(house.owner, client => client.query('update request_link set revoked_at = $1', [house.now]))
    await ask('Fourth', '2027-05-10')
    const after = await requests(email)
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)!.parts).toBe(1)
  })
})
