// Overlap through a real database: the clock works it out when something changed, pages and programs read what stands.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { reading } from '../../../db/handles.ts'
import { tick } from '../../../jobs/clockwork.ts'
import type { Actor } from '../../../operation/actor.ts'
import { landscapesDue } from './due.ts'
import * as queries from './queries.ts'

const house = useHouse()
let coordinator: Actor
let council: number
let health: number
const groups: Record<string, number> = {}

const does = (name: string, raw: Record<string, unknown>, actor = coordinator, slug = 'muir') =>
  house.done(`landscape.${name}`, raw, actor, slug)
const read = async <T>(work: Parameters<typeof reading<T>>[2], slug = 'muir'): Promise<T> =>
  reading(house.database.root, [(await house.partnership(slug)).id], work)
/** A minute later, the clock does what is due of structures; answers how many it worked out. */
const aMinuteLater = () => {
  house.now = new Date(house.now.getTime() + 60_000)
  return tick({
    house: house.site.house,
    timed: [landscapesDue],
    findPartnershipByNumber: house.site.findPartnershipByNumber,
  })
}
const get = async (url: string, actor: Actor) =>
  (await house.web()).inject({ url, headers: { cookie: await house.cookie(actor) } })

async function addGroup(name: string, more: Record<string, unknown> = {}, slug = 'muir', actor = coordinator) {
  groups[name] = await does(
    'add-group',
    { name, kind: 'thematic', meetings: 4, minutes: 120, since: '2024-04-01', ...more },
    actor,
    slug,
  )
  return groups[name]
}
async function addSeat(group: string, words: Record<string, unknown>, holder: Record<string, unknown> | null) {
  await does('add-seat', { group: groups[group], office: 'member', filledBy: 'nominated', voting: true, ...words })
  const { rows } = await asOwner(house.owner, client => client.query('select max(id)::int as id from seat'))
  if (holder) await does('fill-seat', { seat: rows[0].id, ...holder })
}

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  const lead = await house.person('lead@muir.test')
  const { rows } = await asOwner(house.owner, client =>
    client.query(
      `select r.organisation_id::int as id from partner r join partnership p on p.id = r.partnership_id where p.slug = 'muir' order by r.id`,
    ),
  )
  ;[council, health] = rows.map(row => row.id) as [number, number]
  await addGroup('Homes group', { remit: 'Warm homes for families', kind: 'working-group' })
  await addGroup('Housing and homes', { remit: 'Warm homes and fair rents' })
  await addGroup('Roads group')
  for (const group of ['Homes group', 'Housing and homes']) {
    await addSeat(group, { organisation: council }, { person: lead.person })
    await addSeat(group, { organisation: health }, {})
  }
  await addSeat('Homes group', { constituency: 'Tenants' }, { name: 'Tess Tenant' })
  await addSeat('Roads group', { organisation: council }, null)
})

describe('working out', () => {
  it('is done by the clock once something changed, and not for a new day alone', async () => {
    expect(await aMinuteLater()).toBe(1)
    expect(await aMinuteLater()).toBe(0)
    await does('describe-group', {
      group: groups['Roads group'],
      name: 'Roads and paths',
      kind: 'thematic',
      meetings: 4,
      minutes: 120,
    })
    expect(await aMinuteLater()).toBe(1)
    house.now = new Date(house.now.getTime() + 86_400_000)
    expect(await aMinuteLater()).toBe(0)
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select fact from history where operation = 'landscape.work-out' order by id desc limit 1`),
    )
    expect(rows[0].fact).toEqual({ fact: 'LandscapeWorkedOut', groups: 3, overlaps: 3, candidates: 1 })
  })

  it('stores hours by group, organisation and person', async () => {
    const rows = await read(queries.groupRows)
    // 4 meetings × (2 hours + 1 to get ready) × the people who sit there.
    expect(rows.map(row => [row.name, row.seats, row.vacant, row.voices, row.hours])).toEqual([
      ['Homes group', 3, 0, 1, 36],
      ['Housing and homes', 2, 0, 0, 24],
      ['Roads and paths', 1, 1, 0, 0],
    ])
    expect((await read(queries.organisationRows)).map(row => [row.name, row.groups, row.seats, row.hours])).toEqual([
      ['Council of muir', 3, 3, 24],
      ['Health board of muir', 2, 2, 24],
    ])
    expect((await read(db => queries.peopleInMany(db, 2))).map(row => [row.name, row.groups, row.hours])).toEqual([
      ['lead of muir', 2, 24],
    ])
  })

  it('stores what two groups have in common, and what could be merged', async () => {
    const pair = [groups['Homes group']!, groups['Housing and homes']!] as const
    const overlap = (await read(db => queries.overlapBetween(db, pair)))!
    expect(overlap).toMatchObject({
      organisations: 2,
      organisationsShare: 1,
      people: 1,
      peopleShare: 0.5,
      outcomesShare: null,
      placesShare: null,
    })
    // warm, home in both; of family, housing, fair, rent besides.
    expect(overlap.wordsShare).toBeCloseTo(2 / 6)
    expect(overlap.score).toBeCloseTo((0.35 + 0.15 / 2 + 0.1 / 3) / 0.6)
    expect(await read(queries.candidateRows)).toMatchObject([
      {
        groupName: 'Homes group',
        intoName: 'Housing and homes',
        savesMeetings: 4,
        savesHours: 24,
        loses: [
          { kind: 'seat', words: 'Council of muir has one seat instead of two.' },
          { kind: 'seat', words: 'Health board of muir has one seat instead of two.' },
        ],
        keeps: [
          'One seat: Tenants.',
          'Communities and the third sector speak from 1 of 3 seats now, and from 1 of 3 seats then.',
        ],
      },
    ])
  })

  it('shows a neighbour nothing of it', async () => {
    expect(await read(queries.groupRows, 'lorne')).toEqual([])
    expect(await read(queries.pairRows, 'lorne')).toEqual([])
    expect((await get('/p/muir/structure/overlap', await house.person('observer@lorne.test'))).statusCode).toBe(404)
  })
})

describe('estimates', () => {
  it('are a coordinator’s to set, and hours are worked out again', async () => {
    const observer = await house.person('observer@muir.test')
    const said = (raw: Record<string, unknown>, actor = coordinator) =>
      house.perform('landscape.set-estimates', raw, actor, 'muir')
    expect(await said({ preparation: 2 }, observer)).toMatchObject({ ok: false, kind: 'forbidden' })
    expect(await said({ preparation: 41 })).toMatchObject({ ok: false, refusal: { code: 'preparation-unreal' } })
    expect(await said({ preparation: 2, hourCost: 0 })).toMatchObject({ ok: false, refusal: { code: 'cost-unreal' } })
    expect((await said({ preparation: 1, hourCost: 25 })).ok).toBe(true)
    expect(await aMinuteLater()).toBe(0)
    expect((await said({ preparation: 0, hourCost: 25 })).ok).toBe(true)
    expect(await aMinuteLater()).toBe(1)
    expect((await read(queries.groupRows))[0]!.hours).toBe(24)
    const page = (await get('/p/muir/structure/overlap', observer)).body
    expect(page).toContain('£1,000')
  })
})

describe('pages', () => {
  it('answer first, and say what needs a look', async () => {
    const observer = await house.person('observer@muir.test')
    const { body } = await get('/p/muir/structure/overlap', observer)
    expect(body).toContain('Three groups take about 40 hours a year')
    expect(body).toContain('Council of muir sits on three of them.')
    expect(body).toContain('Three groups without an outcome, theme or place')
    expect(body).toContain('As worked out on 23 November 2026')
    expect(body).not.toContain('Something was changed since')
  })

  it('say of a pair what is in common, by name, to members only', async () => {
    const path = `/p/muir/structure/overlap/${groups['Housing and homes']}/${groups['Homes group']}`
    const { body } = await get(path, await house.person('observer@muir.test'))
    expect(body).toContain('lead of muir')
    expect(body).toContain('home and warm')
    expect((await (await house.web()).inject(path)).statusCode).toBe(303)
  })

  it('offer what could be merged, with the voices that stay', async () => {
    const { body } = await get('/p/muir/structure/merge', await house.person('observer@muir.test'))
    expect(body).toContain('One pair of groups could be looked at as one')
    expect(body).toContain('One seat: Tenants.')
    expect(body).toContain(
      `/p/muir/structure/scenarios/new?group=${groups['Homes group']}&amp;into=${groups['Housing and homes']}`,
    )
  })

  it('show everybody their own seats and hours, over all their partnerships', async () => {
    const { body } = await get('/home/seats', await house.person('lead@muir.test'))
    expect(body).toContain('You hold two seats in one partnership')
    expect(body).toContain('about 16 hours a year')
    expect((await get('/home/seats', await house.person('lead@lorne.test'))).body).toContain('You hold no seat')
  })
})
