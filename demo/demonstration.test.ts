// The demonstration as a visitor would find it: told whole, once, in the order of its days.

import { beforeAll, describe, expect, it } from 'vitest'
import { tick } from '../src/jobs/clockwork.ts'
import { asOwner, useHouse } from '../test/harness.ts'
import { tellDemonstration } from './demonstration.ts'

const house = useHouse()
const real = useHouse({ demonstration: false })
const late = useHouse()
const progress: [number, number, string][] = []
let seconds = 0

beforeAll(async () => {
  const began = performance.now()
  await tellDemonstration(house.site, (...step) => progress.push(step))
  seconds = (performance.now() - began) / 1000
})

const rows = (query: string) => asOwner(house.owner, async client => (await client.query(query)).rows)
const count = async (from: string) => Number((await rows(`select count(*) from ${from}`))[0].count)

/** A page as a person sees it; null is a stranger. */
async function page(address: string, persona: string | null = null) {
  const web = await house.web()
  const [person] = persona ? await rows(`select email from person where persona = '${persona}'`) : []
  const cookie = person && (await house.cookie(await house.person(person.email)))
  return web.inject({ url: address, headers: cookie ? { cookie } : {} })
}

describe('the demonstration', () => {
  it('says how far it is, step by step', () => {
    console.log(`The demonstration took ${seconds.toFixed(1)} s for ${progress.at(-1)![1]} events`)
    const [done, total] = progress.at(-1)!
    expect(done).toBe(total)
    expect(total).toBeGreaterThan(600)
    expect(progress.map(step => step[0])).toEqual(progress.map((_, index) => index))
  })

  it('is refused a second time, and writes nothing', async () => {
    const before = await count('history')
    await expect(tellDemonstration(house.site)).rejects.toThrow('is here already')
    expect(await count('history')).toBe(before)
  })

  it('is refused where the installation is no demonstration, and names the step', async () => {
    await expect(tellDemonstration(real.site)).rejects.toThrow(/“Drawing an invented country”.*places\.invent/)
  })

  it('holds what was agreed: partners, plans and who has accepted them', async () => {
    expect(await rows(`select slug from partnership order by slug`)).toEqual([
      { slug: 'carseside' },
      { slug: 'lorne' },
      { slug: 'strathmuir' },
    ])
    const perPartnership = (table: string, where = 'true') =>
      rows(
        `select s.slug, count(t.*)::int as n from partnership s left join ${table} t on t.partnership_id = s.id and ${where} group by 1 order by 1`,
      )
    expect(await perPartnership('partner')).toMatchObject([{ n: 5 }, { n: 7 }, { n: 12 }])
    expect(await perPartnership('plan')).toMatchObject([{ n: 1 }, { n: 1 }, { n: 4 }])
    expect(await perPartnership('plan_version', `state = 'adopted'`)).toMatchObject([{ n: 0 }, { n: 0 }, { n: 4 }])
    expect(await perPartnership('plan_version', `state = 'proposed'`)).toMatchObject([{ n: 0 }, { n: 1 }, { n: 0 }])
    expect(await perPartnership('plan_version', `state = 'draft'`)).toMatchObject([{ n: 1 }, { n: 0 }, { n: 1 }])
    expect(await perPartnership('endorsement')).toMatchObject([{ n: 0 }, { n: 3 }, { n: 10 + 3 * 6 }])
    expect(
      await rows(`select count(*)::int as n from endorsement e join plan_version v on v.id = e.version_id
        join plan p on p.id = v.plan_id and p.title = 'Strathmuir community plan' where v.state = 'adopted'`),
    ).toEqual([{ n: 10 }])
    expect(await perPartnership('endorsement', `reservation <> ''`)).toMatchObject([{ n: 0 }, { n: 1 }, { n: 1 }])
    expect(await rows(`select count(*)::int as n from organisation`)).toEqual([{ n: 18 }])
    expect(await count('target where superseded_at is not null')).toBe(4)
  })

  it('keeps history in the order of its days, by people of the story', async () => {
    expect(await count(`history where via <> 'demonstration'`)).toBe(0)
    expect(
      await rows(
        `select id from (select id, at, lag(at) over (order by id) as before from history) h where at < before`,
      ),
    ).toEqual([])
    const [span] = await rows(`select min(at)::date::text as from, max(at)::date::text as to from history`)
    expect(span).toEqual({ from: '2019-04-02', to: '2026-11-22' })
    // Nobody in particular does only what founds a partnership, what the clock does, and what residents say.
    expect(await rows(`select distinct operation from history where person_id is null order by 1`)).toEqual(
      [
        'budgeting.suggest-project',
        ...['comment-on-idea', 'compare', 'count', 'give-idea', 'respond', 'support-idea', 'take-stance'].map(
          verb => `engagement.${verb}`,
        ),
        'landscape.work-out',
        'partnerships.give-role',
        ...['close', 'open', 'plan-next', 'remind', 'tell-deputies', 'tell-leads'].map(verb => `rounds.${verb}`),
      ].map(operation => ({ operation })),
    )
  })

  it('labels everything as invented', async () => {
    expect(await count('place where not invented')).toBe(0)
    expect(await count('indicator where not invented')).toBe(0)
    expect(await count('catalogue_indicator where not invented')).toBe(0)
    expect(await count(`indicator where source not ilike '%invented for this demonstration%'`)).toBe(0)
    expect(await count(`person where persona is not null`)).toBe(6)
    expect(await count(`person where email !~ '@example\\.(org|net)$'`)).toBe(0)
  })

  it('has figures for every area and neighbourhood, in families', async () => {
    expect(await count('catalogue_reading')).toBe(4 * 12 * 18)
    expect(await count('catalogue_indicator where family_scheme is not null')).toBe(4)
    expect(await count('place_family')).toBe(10)
  })

  it.each(['/', '/indicators', '/indicators/invented-children-low-income', '/sign-in'])('shows %s', async address => {
    expect((await page(address)).statusCode).toBe(200)
  })

  it.each(['strathmuir', 'lorne', 'carseside'])('shows every page of %s', async slug => {
    const { id } = await house.partnership(slug)
    const of = async (table: string, where = 'true') =>
      (await rows(`select id from ${table} where partnership_id = ${id} and ${where} order by id`)).map(row => row.id)
    const shown: Record<string, number> = {}
    const open = async (address: string, persona: string | null) => {
      const { statusCode } = await page(`/p/${slug}${address}`, persona)
      shown[address] = statusCode
    }
    for (const address of ['', '/partners', '/indicators', '/actions', '/balance']) await open(address, null)
    for (const address of ['/thread', '/members', '/rounds']) await open(address, 'auditor')
    for (const action of await of('action', 'adopted_on is not null')) await open(`/actions/${action}`, null)
    for (const action of await of('action', 'adopted_on is null')) await open(`/actions/${action}`, 'auditor')
    for (const round of await of('round')) await open(`/rounds/${round}`, 'auditor')
    for (const round of await of('round', `state = 'open'`)) await open(`/rounds/${round}/exceptions`, 'auditor')
    for (const address of ['/plan']) await open(address, 'officer')
    for (const partner of await of('partner')) await open(`/partners/${partner}`, null)
    for (const plan of await of('plan', `kind <> 'community'`)) await open(`/plans/${plan}`, 'officer')
    for (const indicator of await of('indicator', 'retired_on is null')) await open(`/indicators/${indicator}`, null)
    expect(Object.entries(shown).filter(([, status]) => status !== 200)).toEqual([])
  })

  it('leaves something to find in the golden thread', async () => {
    const { body } = await page('/p/strathmuir/thread', 'manager')
    expect(body).toContain('Local work pays enough to live on')
    expect(body).toContain('People who feel safe after dark')
    expect(body).toContain('The school keeps its children')
  })
})

describe('joint work in the demonstration', () => {
  it('is adopted, proposed, stopped and linked', async () => {
    const perPartnership = (where: string) =>
      rows(
        `select s.slug, count(a.*)::int as n from partnership s left join action a on a.partnership_id = s.id and ${where} group by 1 order by 1`,
      )
    expect(await perPartnership('true')).toMatchObject([{ n: 2 }, { n: 5 }, { n: 24 }])
    expect(await perPartnership('adopted_on is null')).toMatchObject([{ n: 0 }, { n: 0 }, { n: 2 }])
    expect(await perPartnership('stopped_on is not null')).toMatchObject([{ n: 0 }, { n: 0 }, { n: 1 }])
    expect(await perPartnership(`adopted_despite <> ''`)).toMatchObject([{ n: 1 }, { n: 0 }, { n: 1 }])
    expect(await rows(`select distinct claim from contribution order by 1`)).toHaveLength(5)
    expect(await rows(`select distinct kind from benefit order by 1`)).toHaveLength(5)
    expect(await count(`action where horizon = 'long' and adopted_on is not null`)).toBeGreaterThan(3)
  })

  it('quotes linked work, and shows what was only asked for to members alone', async () => {
    const idOf = async (title: string) => (await rows(`select id from action where title = '${title}'`))[0].id
    const routes = `/p/strathmuir/actions/${await idOf('Safe routes on winter nights')}`
    expect((await page(routes)).body).toContain('96 of 104 nights gritted')
    const bills = `/p/strathmuir/actions/${await idOf('Somebody to sit down with you and the bill')}`
    expect((await page(bills)).statusCode).toBe(404)
    expect((await page(bills, 'manager')).statusCode).toBe(200)
  })
})

/** Of the rounds that are open: how many things are in which state. */
const openRounds = (owner = house.owner) =>
  asOwner(owner, async client => {
    const found = await client.query(
      `select s.slug, d.closes_on::text as closes, i.state, count(*)::int as n from round d join partnership s on s.id = d.partnership_id
       join request_item i on (i.partnership_id, i.round_id) = (d.partnership_id, d.id) where d.state = 'open' group by 1, 2, 3 order by 1, 3`,
    )
    return found.rows
  })

describe('the rounds of the demonstration', () => {
  it('are in the middle: some answered, some missing, one begun, one returned', async () => {
    const strathmuir = { slug: 'strathmuir', closes: '2026-11-27' }
    expect(await openRounds()).toEqual([
      { slug: 'carseside', closes: '2026-12-12', state: 'submitted', n: 1 },
      { slug: 'carseside', closes: '2026-12-12', state: 'waiting', n: 1 },
      { slug: 'lorne', closes: '2026-12-04', state: 'accepted', n: 1 },
      { slug: 'lorne', closes: '2026-12-04', state: 'submitted', n: 1 },
      { slug: 'lorne', closes: '2026-12-04', state: 'waiting', n: 3 },
      { ...strathmuir, state: 'accepted', n: 9 },
      { ...strathmuir, state: 'draft', n: 1 },
      { ...strathmuir, state: 'returned', n: 1 },
      { ...strathmuir, state: 'submitted', n: 7 },
      { ...strathmuir, state: 'waiting', n: 6 },
    ])
    expect(await count(`round where state = 'accepted'`)).toBe(2)
  })

  it('have gone to a deputy and a lead where the owner has not answered', async () => {
    const escalated = await rows(
      `select distinct split_part(n.cause, '-', 1) as told from round d join partnership s on s.id = d.partnership_id and s.slug = 'strathmuir'
       join request_item i on (i.partnership_id, i.round_id) = (d.partnership_id, d.id) and i.state = 'waiting'
       join notice n on (n.partnership_id, n.request_id) = (i.partnership_id, i.request_id) and n.brought_at is not null
       join request q on (q.partnership_id, q.id) = (i.partnership_id, i.request_id) and q.person_id <> n.person_id
       where d.state = 'open' and d.deputies_told_on is not null and d.leads_told_on is not null
         and (n.cause like 'deputy-%' or n.cause like 'lead-%') order by 1`,
    )
    expect(escalated.map(one => one.told)).toEqual(['deputy', 'lead'])
  })

  it('ask an officer once for three partnerships', async () => {
    const { body } = await page('/home', 'officer')
    expect(body).toContain('Five things to answer, for three partnerships')
    expect(body).toContain('Two are asked by more than one partnership')
    expect(body).toContain('How many schools, please?')
  })

  it('leave the clock nothing to do on the day, and no notice behind', async () => {
    const before = await openRounds()
    expect(await count('notice where brought_at is null')).toBe(0)
    expect(await tick(house.site)).toBe(0)
    expect(await openRounds()).toEqual(before)
  })

  it('are open on the day of telling, however late', async () => {
    late.now = new Date('2027-03-10T09:00:00Z')
    await tellDemonstration(late.site)
    const open = await openRounds(late.owner)
    expect(new Set(open.map(one => `${one.slug} ${one.closes}`))).toEqual(
      new Set(['carseside 2027-03-30', 'lorne 2027-03-22', 'strathmuir 2027-03-15']),
    )
    expect(open.filter(one => one.state === 'returned')).toHaveLength(1)
    expect(await tick(late.site)).toBe(0)
  })
})
