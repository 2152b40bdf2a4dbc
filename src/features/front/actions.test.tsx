// Actions on the public pages: who sees them, with which credit, and that every link on them leads somewhere.

import { beforeAll, describe, expect, it } from 'vitest'
import { useHouse } from '../../../test/harness.ts'
import { furnish, type Known } from '../../../test/surface.ts'
import { heading } from './actions.tsx'

const house = useHouse()
let known: Known
let member: string
let coordinator: string
let proposed: number

const get = async (url: string, cookie = '') => (await house.web()).inject({ url, headers: { cookie } })

beforeAll(async () => {
  known = await furnish(house)
  const manager = await house.person('coordinator@muir.test')
  coordinator = await house.cookie(manager)
  member = await house.cookie(await house.person('observer@muir.test'))
  proposed = await house.done(
    'delivery.propose-action',
    {
      title: 'Secret garden',
      about: '',
      horizon: 'long',
      principle: 'vision',
      starts: '2026-04-01',
      ends: '2030-03-31',
      partner: known.partner,
      outcomes: [known.outcome],
    },
    manager,
    'muir',
  )
  await house.done(
    'delivery.name-owner',
    { action: known.action, person: (await house.person('lead@muir.test')).person },
    manager,
    'muir',
  )
})

describe('an adopted action', () => {
  it('stands on the list, its own page, its outcome and its partner, with its owner’s credit', async () => {
    for (const url of [
      '/p/muir/actions',
      `/p/muir/outcomes/${known.outcome}-fewer-children-grow-up-poor`,
      `/p/muir/partners/${known.partner}`,
    ]) {
      const { body, statusCode } = await get(url)
      expect(statusCode, url).toBe(200)
      expect(body, url).toContain('Warm homes grants')
      expect(body, url).toContain(`/p/muir/actions/${known.action}"`)
    }
    expect((await get('/p/muir/actions')).body).toContain('Linked work of')
    const { body } = await get(`/p/muir/actions/${known.action}`)
    expect(body).toContain('Council of muir leads this.')
    expect(body).toContain('No progress has been reported yet.')
    expect(body).toContain('Warmer homes everywhere')
    expect(body).toContain('Pays for the insulation')
    expect(body).toContain('it happened sooner')
  })

  it('names no person to a stranger, and the owner to a member', async () => {
    const url = `/p/muir/actions/${known.action}`
    expect((await get(url)).body).not.toContain('lead of muir')
    expect((await get(url, member)).body).toContain('lead of muir')
    expect((await get(url)).body).not.toContain('Change the words')
    expect((await get(url, member)).body).not.toContain('Change the words')
  })
})

describe('a proposed action', () => {
  it('is there for members and nowhere for strangers', async () => {
    expect((await get(`/p/muir/actions/${proposed}`)).statusCode).toBe(404)
    expect((await get(`/p/muir/actions/${proposed}`, member)).statusCode).toBe(200)
    const pages = [
      '/p/muir/actions',
      '/p/muir/balance',
      `/p/muir/outcomes/${known.outcome}-fewer-children-grow-up-poor`,
      `/p/muir/partners/${known.partner}`,
    ]
    for (const url of pages) expect((await get(url)).body, url).not.toContain('Secret garden')
    expect((await get('/p/muir/actions', member)).body).toContain('Secret garden')
    // The balance is what is adopted, for everyone alike.
    expect((await get('/p/muir/balance', member)).body).not.toContain('Secret garden')
  })

  it('is not there in the neighbour’s pages', async () => {
    expect((await get(`/p/lorne/actions/${known.action}`)).statusCode).toBe(404)
    expect((await get('/p/lorne/actions')).body).toContain('No work has been agreed yet')
    expect((await get('/p/lorne/balance')).body).toContain('There is no work to weigh yet')
  })
})

describe('the links on an action', () => {
  it('all lead somewhere for a coordinator', async () => {
    for (const action of [known.action, proposed]) {
      const { body } = await get(`/p/muir/actions/${action}`, coordinator)
      const links = [...body.matchAll(/href="(\/p\/muir\/[^"#]*)"/g)].map(found => found[1]!)
      expect(links.length).toBeGreaterThan(20)
      for (const link of new Set(links)) expect([link, (await get(link, coordinator)).statusCode]).toEqual([link, 200])
    }
  })
})

describe('the list', () => {
  it('is narrowed by lead and by how long the work takes, and ignores what it does not know', async () => {
    expect((await get('/p/muir/actions?horizon=medium', member)).body).toContain('Warm homes grants')
    const long = (await get('/p/muir/actions?horizon=long', member)).body
    expect(long).not.toContain('Warm homes grants')
    expect(long).toContain('Secret garden')
    expect((await get(`/p/muir/actions?lead=${known.partner}`, member)).body).toContain('led by Council of muir')
    expect((await get('/p/muir/actions?lead=999&horizon=constructor', member)).body).toContain('Warm homes grants')
  })

  it('begins with its finding', () => {
    const all = { lead: null, horizon: null }
    const quick = { horizon: 'quick-win' } as const
    const long = { horizon: 'long' } as const
    expect(heading([quick, quick, long], all)).toBe('Three pieces of work, two of them quick wins')
    expect(heading([quick, long], all)).toBe('Two pieces of work, one of them a quick win')
    expect(heading([long, long], all)).toBe('Two pieces of work, none of them a quick win')
    expect(heading([quick], all)).toBe('One piece of work, a quick win')
    expect(heading([long], { lead: { partner: 1, name: 'NHS' }, horizon: 'long' })).toBe(
      'One long-term piece of work led by NHS',
    )
    expect(heading([], { lead: { partner: 1, name: 'NHS' }, horizon: null })).toBe('No work led by NHS yet')
  })
})

describe('the golden thread', () => {
  it('reads both ways and lists what is missing, for members only', async () => {
    expect((await get('/p/muir/thread')).statusCode).not.toBe(200)
    const down = (await get('/p/muir/thread', member)).body
    for (const words of ['A good life for everyone', 'Warm homes grants', 'Homes insulated', 'Council of muir leads'])
      expect(down).toContain(words)
    expect(down).toContain('Nothing of it is counted yet')
    expect(down).toContain('No person answers for it')
    expect(down).toContain('It has no milestone: 1')
    const up = (await get('/p/muir/thread?from=partner', member)).body
    expect(up).toContain('Leads two')
    expect(up).toContain('It takes part in no work yet')
    expect(up).toContain('And all of it is for this')
  })
})

describe('the balance', () => {
  it('weighs what is adopted, in words', async () => {
    const { body } = await get('/p/muir/balance')
    expect(body).toContain('The one piece of work is medium-term; nothing is long-term.')
    expect(body).toContain('To discuss:')
    expect(body).toContain('1 of 1')
  })
})
