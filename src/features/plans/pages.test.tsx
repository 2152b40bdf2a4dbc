// Pages of plans as a browser gets them: what readers see, what only members see, and a whole walk through the forms.

import { beforeAll, describe, expect, it } from 'vitest'
import { twoPartnerships, useHouse } from '../../../test/harness.ts'
import { type Actor, stranger } from '../../operation/actor.ts'

const house = useHouse()
let cookie: string
let neighbour: string
let coordinator: Actor

beforeAll(async () => {
  await twoPartnerships(house)
  await house.done('plans.register-frameworks', {}, stranger)
  coordinator = await house.person('coordinator@muir.test')
  cookie = await house.cookie(coordinator)
  neighbour = await house.cookie(await house.person('coordinator@lorne.test'))
})

const get = async (url: string, as?: string) => (await house.web()).inject({ url, headers: as ? { cookie: as } : {} })
const post = async (url: string, typed: Record<string, string | string[]>, as = cookie) => {
  const payload = new URLSearchParams(
    Object.entries(typed).flatMap(([name, value]) => [value].flat().map(one => [name, one])),
  ).toString()
  const headers = { cookie: as, 'content-type': 'application/x-www-form-urlencoded' }
  return (await house.web()).inject({ method: 'POST', url, payload, headers })
}

describe('from nothing to an adopted plan, by forms alone', () => {
  let draft: string
  let version: string
  let outcome: string

  it('says helpfully that there is no plan yet', async () => {
    expect((await get('/p/muir/plan')).body).toContain('No plan has been adopted yet')
    expect((await get('/p/muir/plan', cookie)).body).toContain('/p/muir/plans/start?kind=community')
    expect((await get('/p/muir/plan.stratml.xml')).statusCode).toBe(404)
  })

  it('drafts a plan that strangers and neighbours do not see', async () => {
    const started = await post('/p/muir/plans/start', {
      kind: 'community',
      title: 'Muir 2036',
      starts: '1 April 2026',
      ends: '31 March 2036',
    })
    expect(started.statusCode).toBe(303)
    draft = started.headers.location as string
    version = /href="([^"]+)\/vision"/.exec((await get(draft, cookie)).body)![1]!
    await post(`${version}/vision`, { vision: 'A kinder Muir', summary: 'Written by people here.' })
    await post(`${version}/themes`, { title: 'Work and homes' })
    const theme = /outcomes\?theme=(\d+)/.exec((await get(draft, cookie)).body)![1]!
    const added = await post(`${version}/outcomes`, {
      theme,
      title: 'Warm <homes>',
      description: 'Nobody is cold.',
      horizon: 'long',
      dimensions: ['social', 'environmental'],
      partner: '1',
    })
    expect(added.statusCode).toBe(303)
    outcome = /outcomes\/(\d+)\/goals/.exec((await get(draft, cookie)).body)![1]!
    expect((await get(`${version}/outcomes/${outcome}/goals`, cookie)).body).toContain('Affordable and Clean Energy')
    await post(`${version}/outcomes/${outcome}/goals`, { goals: ['sdg-2015:7', 'national-outcomes-2018:poverty'] })
    for (const url of [version, `${version}/vision`, draft]) {
      expect((await get(url)).statusCode).toBe(url === version ? 404 : 303)
      expect((await get(url, neighbour)).statusCode).toBe(404)
    }
    expect((await get('/p/muir/plan')).body).not.toContain('kinder')
    expect((await get(version.replace('/muir/', '/lorne/'), neighbour)).statusCode).toBe(404)
  })

  it('keeps what was typed when somebody else saved first', async () => {
    const at = `${version}/outcomes/${outcome}`
    const { body } = await get(at, cookie)
    const seen = /name="seen" value="([^"]+)"/.exec(body)![1]!
    const theme = /<option value="(\d+)" selected/.exec(body)?.[1] ?? /name="theme" value="(\d+)"/.exec(body)![1]!
    const typed = { theme, horizon: 'long', dimensions: ['social', 'environmental'], partner: '1', seen }
    expect((await post(at, { ...typed, title: 'Warm, dry <homes>', description: 'Nobody is cold.' })).statusCode).toBe(
      303,
    )
    const refused = await post(at, { ...typed, title: 'Typed at length' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('changed this outcome while you were writing')
    expect(refused.body).toContain('value="Typed at length"')
  })

  it('proposes, endorses, stresses and adopts', async () => {
    expect((await post(`${version}/propose`, {})).statusCode).toBe(303)
    expect((await get(version)).statusCode).toBe(404)
    await post(`${version}/endorse`, { partner: '1' })
    await post(`${version}/endorse`, { partner: '2', reservation: 'If the money is there' })
    await post(`${version}/stress`, { partner: '1', principle: 'delivery', outcomes: [outcome], words: 'Homes first' })
    expect((await get(draft, cookie)).body).toContain('Two of two partners have agreed')
    expect((await post(`${version}/adopt`, { adoptedOn: '20 November 2026', where: 'Town Hall' })).statusCode).toBe(303)
  })

  it('shows everyone the adopted plan, escaped, with who agreed and what it serves', async () => {
    const { body, statusCode } = await get('/p/muir/plan')
    expect(statusCode).toBe(200)
    for (const words of [
      '<h1>A kinder Muir</h1>',
      'Agreed by both partners, one with a reservation, on 20 November 2026',
      'Warm, dry &lt;homes>',
      `/p/muir/outcomes/${outcome}-warm-dry-homes`,
      'Council of muir is responsible · Long term · Social and environmental',
      'If the money is there',
      'Sustainable Development Goals',
      'Affordable and Clean Energy',
    ])
      expect(body).toContain(words)
    expect(body).not.toContain('Draft the next version')
    expect((await get(version)).statusCode).toBe(200)
    const file = await get('/p/muir/plan.stratml.xml')
    expect(file.headers['content-type']).toMatch(/xml/)
    expect(file.body).toContain('<Name>Warm, dry &lt;homes&gt;</Name>')
  })

  it('uses the partnership’s own words for its plan', async () => {
    await house.done('partnerships.choose-terms', { plan: 'Well-being plan' }, coordinator, 'muir')
    expect((await get('/p/muir/plan')).body).toContain('Well-being plan, 2026 to 2036')
  })

  it('says in words what the next version changes', async () => {
    await post(draft.replace('/draft', '/next'), {})
    const next = /href="([^"]+)\/vision"/.exec((await get(draft, cookie)).body)![1]!
    await post(`${next}/vision`, { vision: 'A fair Muir' })
    expect((await get(draft, cookie)).body).toContain('The vision “A kinder Muir” now reads “A fair Muir”')
    await post(`${next}/propose`, {})
    const refused = await post(`${next}/adopt`, { adoptedOn: '21 November 2026' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Say what changed, and why.')
    await post(`${next}/adopt`, { adoptedOn: '21 November 2026', because: 'People asked for fairness.' })
    expect((await get(next)).body).toContain('People asked for fairness.')
    expect((await get('/p/muir/plan')).body).toContain('<h1>A fair Muir</h1>')
    expect((await get(version)).body).toContain('Replaced by a later version')
  })
})
