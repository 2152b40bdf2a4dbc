// Actions on the public pages: who sees them, with which credit, and that every link on them leads somewhere.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, useHouse } from '../../../test/harness.ts'
import { furnish, type Known } from '../../../test/surface.ts'
import { answersFor } from './action-words.ts'
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

describe('who answers for it', () => {
  const owner = { person: 1, name: 'Chidi Okafor' }
  const deputy = { person: 2, name: 'Ann Reid' }
  it('is said in whole sentences', () => {
    expect(answersFor({ owner, deputy })).toBe('Chidi Okafor, or Ann Reid when they cannot.')
    expect(answersFor({ owner, deputy: null })).toBe('Chidi Okafor. Nobody stands in when they cannot.')
    expect(answersFor({ owner: null, deputy: null })).toBe('Nobody is named yet.')
  })

  it('has a link to name a deputy for those who may', async () => {
    const url = `/p/muir/actions/${known.action}`
    expect((await get(url, coordinator)).body).toContain('Name who stands in')
    const { body } = await get(url, member)
    expect(body).toContain('Nobody stands in when they cannot.')
    expect(body).not.toContain('Name who stands in')
  })
})

describe('linked work whose owner reports elsewhere', () => {
  it('is not nagged for what nobody here promises', async () => {
    const manager = await house.person('coordinator@muir.test')
    const done = (name: string, raw: Record<string, unknown>) => house.done(`delivery.${name}`, raw, manager, 'muir')
    const initiative = await done('register-initiative', {
      organisation: known.organisation,
      name: 'Night buses',
      reporting: 'publishes',
    })
    const linked = await done('link-initiative', {
      initiative,
      title: 'Buses at night',
      horizon: 'quick-win',
      principle: 'delivery',
      starts: '2026-04-01',
      ends: '2027-03-31',
      outcomes: [known.outcome],
    })
    const url = `/p/muir/actions/${linked}`
    for (const cookie of [coordinator, member]) {
      const { body } = await get(url, cookie)
      expect(body).toContain('This is the work of Council of muir')
      for (const nag of [
        'No milestone is promised yet',
        'Nothing is counted yet',
        'Nobody is named yet',
        'Name who answers for it',
        'Nobody leads',
        'Nobody has taken this on',
        'No progress has been reported yet',
        'Not settled yet',
      ])
        expect(body, nag).not.toContain(nag)
    }
    const { body } = await get(url, coordinator)
    expect(body).toContain(`${url}/milestones"`)
    expect(body).toContain(`${url}/measures"`)
    expect((await get(`${url}/settle`, coordinator)).body).toContain('nothing has to be settled here')
    const thread = (await get('/p/muir/thread', member)).body
    expect(thread).toContain('Buses at night')
    expect(thread).toContain('which reports elsewhere')
    await done('stop-action', { action: linked, because: 'Only for this test' })
  })
})

describe('a newer word than the accepted one', () => {
  it('is told to members who may work on it, until it is accepted', async () => {
    const manager = await house.person('coordinator@muir.test')
    const leader = await house.person('lead@muir.test')
    const leading = await house.cookie(leader)
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        `select i.id, i.version from request_item i join round d on d.id = i.round_id where i.action_id = $1 and d.state = 'open'`,
        [known.action],
      ),
    )
    const item = Number(rows[0].id)
    const urls = [`/p/muir/actions/${known.action}`, '/p/muir/actions']
    await house.done(
      'rounds.answer',
      {
        item,
        seen: rows[0].version,
        status: 'green',
        direction: 'better',
        confidence: 'high',
        words: 'Forty homes are warm.',
      },
      leader,
      'muir',
    )
    for (const url of urls) {
      expect((await get(url, leading)).body, url).toContain('waits to be checked')
      expect((await get(url, coordinator)).body, url).toContain('waits to be checked')
      for (const cookie of ['', member]) expect((await get(url, cookie)).body, url).not.toContain('waits to be checked')
    }
    expect((await get(urls[0]!, leading)).body).toMatch(
      /A first word was sent on \d+ \w+ \d{4} and waits to be checked\./,
    )
    await house.done('rounds.return-item', { item, note: 'How many flats?' }, manager, 'muir')
    for (const url of urls) expect((await get(url, leading)).body, url).toContain('was returned with a question')
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
    expect(heading([long, long], all)).toBe('Two pieces of work, neither of them a quick win')
    expect(heading([quick, quick], all)).toBe('Two pieces of work, both of them quick wins')
    expect(heading([long, long, long], all)).toBe('Three pieces of work, none of them a quick win')
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
    for (const words of ['A good life for everyone', 'Warm homes grants', 'Homes insulated', 'Council of muir'])
      expect(down).toContain(words)
    // What is missing stands before the thread, under headings in order.
    expect(down.indexOf('Every gap, by its kind')).toBeLessThan(down.indexOf('A good life for everyone'))
    const levels = [...down.matchAll(/<h([1-6])/g)].map(found => Number(found[1]))
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
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
