// Being away: for these days new rounds ask the deputy, and what waits already can be passed on.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptedAction, dayLetters, planRound, post } from '../../../../test/asked.ts'
import { twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'

const house = useHouse()
let web: FastifyInstance
let cookie: string

const at = (moment: string) => {
  house.now = new Date(moment)
}
const home = async (path: string) => (await web.inject({ url: `/home${path}`, headers: { cookie } })).body

beforeAll(async () => {
  await twoPartnerships(house)
  const owner = await house.person('contributor@muir.test')
  const deputy = await house.person('lead@muir.test')
  await adoptedAction(house, 'muir', 'Safer nights', { owner, deputy })
  web = await house.web()
  cookie = await house.cookie(owner)
})

describe('somebody who is away', () => {
  it('says so in days that make sense', async () => {
    const said = async (from: string, to: string) => (await post(web, '/home/away', { from, to }, cookie)).body
    expect(await said('2026-12-10', '2026-12-01')).toContain('The last day must not come before the first')
    expect(await said('2026-11-01', '2026-11-02')).toContain('These days are over')
    expect(await said('2026-12-01', '2028-12-01')).toContain('more than a year')
    expect((await post(web, '/home/away', { from: '1 December 2026', to: '20/12/2026' }, cookie)).statusCode).toBe(303)
    expect(await home('/away')).toContain('1 December 2026 to 20 December 2026')
  })

  it('sees what waits already, and can pass it on', async () => {
    await planRound(house, 'muir', { opens: '2026-11-24', closes: '2026-12-04', title: 'Early' })
    at('2026-11-24T08:00:00Z')
    cookie = await house.cookie(await house.person('contributor@muir.test'))
    await tick(house.site)
    const page = await home('/away')
    expect(page).toContain('What waits with you now')
    expect(page).toContain('due 4 December 2026, while you are away')
    const [, passing] = /href="(\/home\/items\/\d+\/pass-on)"/.exec(page)!
    expect((await post(web, passing!, { person: '' }, cookie)).statusCode).toBe(303)
    expect(await home('/away')).not.toContain('What waits with you now')
  })

  it('is not asked by rounds that open meanwhile, but their deputy is', async () => {
    await planRound(house, 'muir', { opens: '2026-12-08', closes: '2026-12-18', title: 'Late' })
    at('2026-12-08T08:00:00Z')
    const before = (await dayLetters(house)).length
    await tick(house.site)
    const asked = (await dayLetters(house)).slice(before).map(one => one.to)
    expect(asked).toContain('lead@muir.test')
    expect(asked).not.toContain('contributor@muir.test')
  })

  it('takes back one’s own days only', async () => {
    cookie = await house.cookie(await house.person('contributor@muir.test'))
    const [, back] = /href="(\/home\/away\/\d+\/back)"/.exec(await home('/away'))!
    const other = await house.cookie(await house.person('lead@muir.test'))
    expect((await post(web, back!, {}, other)).statusCode).toBe(404)
    expect((await web.inject({ url: back!, headers: { cookie: other } })).statusCode).toBe(404)
    expect((await post(web, back!, {}, cookie)).headers.location).toBe('/home/away')
    expect(await home('/away')).toContain('When you are away')
  })
})
