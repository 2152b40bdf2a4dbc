// Scenarios through a real database: what is adopted is what stood on paper, the days before stay, and who sees what.

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { reading, within } from '../../../db/handles.ts'
import type { Actor } from '../../../operation/actor.ts'
import { group as groupView, structureOn } from '../queries.ts'
import * as store from '../store.ts'
import type { Group, Seat, Structure } from '../structure.ts'
import * as queries from './queries.ts'
import { applySteps } from './rules.ts'
import { linkedArbitrary, stepsArbitrary } from './some-steps.ts'

const house = useHouse()
const today = '2026-11-22'
const before = '2026-11-19'
const on = '2026-11-20'
let coordinator: Actor
let member: Actor
let partnership: number
let organisations: number[]
let people: number[]
let outcomes: number[]
let themes: number[]

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  member = await house.person('member@muir.test')
  partnership = (await house.partnership('muir')).id
  const plan = await house.done(
    'plans.start-plan',
    { kind: 'community', title: 'Muir 2036', starts: '2026-04-01', ends: '2036-03-31' },
    coordinator,
    'muir',
  )
  const numbers = async (client: Parameters<Parameters<typeof asOwner>[1]>[0], text: string) =>
    (await client.query(text)).rows.map(row => Number(row.id))
  const version = await asOwner(house.owner, async client => {
    organisations = await numbers(
      client,
      `insert into organisation (name, kind) select v.name, v.kind from (values ('Police', 'police'), ('College', 'college'), ('Tenants Together', 'community')) v (name, kind) returning id`,
    )
    organisations = [
      ...(await numbers(client, `select id from organisation where name like '%muir' order by id`)),
      ...organisations,
    ]
    people = await numbers(
      client,
      `insert into person (name) select 'Person ' || n from generate_series(1, 15) n returning id`,
    )
    await client.query(
      `insert into place (code, name, kind, invented) select 'S1300000' || n, 'Ward ' || n, 'ward', true from generate_series(1, 6) n`,
    )
    return (await numbers(client, `select id from plan_version where plan_id = ${plan}`))[0]
  })
  themes = []
  outcomes = []
  for (const n of [1, 2, 3, 4, 5, 6]) {
    const theme = await house.done('plans.add-theme', { version, title: `Theme ${n}` }, coordinator, 'muir')
    themes.push(theme)
    outcomes.push(
      await house.done(
        'plans.add-outcome',
        { version, theme, title: `Outcome ${n}`, horizon: 'long', dimensions: ['social'] },
        coordinator,
        'muir',
      ),
    )
  }
})

const verb = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator) =>
  house.perform(`landscape.${name}`, raw, actor, 'muir')
const does = (name: string, raw: Record<string, unknown>) => house.done(`landscape.${name}`, raw, coordinator, 'muir')
const read = <T>(work: Parameters<typeof reading<T>>[2]): Promise<T> =>
  reading(house.database.root, [partnership], work)
const standing = (day: string) => read(db => structureOn(db, day))

let planted = 0

/** Writes a structure down as it would have come about; answers the number of each of its groups. */
async function plant({ groups, links }: Pick<Structure, 'groups' | 'links'>): Promise<Map<number, number>> {
  planted += 1
  return within(house.database.root, [partnership], async db => {
    const ids = new Map<number, number>()
    for (const { id, jointBody, reports, ...group } of groups) {
      const since = `2026-0${1 + (id % 6)}-01`
      const made = await store.foundGroup(
        db,
        partnership,
        { ...group, name: `${group.name} (${planted})` },
        { since, jointBody: null, reports: '' },
      )
      ids.set(id, made)
      const none = { outcome: null, theme: null, place: null }
      for (const n of group.outcomes)
        await store.addRemit(db, partnership, made, { ...none, outcome: outcomes[n - 1]! }, since)
      for (const n of group.themes)
        await store.addRemit(db, partnership, made, { ...none, theme: themes[n - 1]! }, since)
      for (const place of group.places) await store.addRemit(db, partnership, made, { ...none, place }, since)
      for (const seat of group.seats) {
        const organisation = seat.organisation === null ? null : organisations[seat.organisation - 1]!
        const seatId = await store.addSeat(db, partnership, made, { ...seat, organisation }, since)
        if (seat.held)
          await store.sit(db, partnership, seatId, 'holder', seat.person && people[seat.person - 1]!, since)
        if (seat.substitute) await store.sit(db, partnership, seatId, 'substitute', people[seat.substitute - 1]!, since)
      }
    }
    for (const { from, to, kind } of links)
      await store.addLink(db, partnership, { group: ids.get(from)!, other: ids.get(to)!, kind }, '2026-08-01')
    return ids
  })
}

/** What a structure says, whatever its rows are numbered, and since when a seat stands. */
function said({ groups, links }: Pick<Structure, 'groups' | 'links'>) {
  const seatSaid = ({ id: _, since: __, ...seat }: Seat) => JSON.stringify(seat)
  const groupSaid = (group: Group) => ({
    ...group,
    outcomes: group.outcomes.toSorted(),
    themes: group.themes.toSorted(),
    places: group.places.toSorted(),
    seats: group.seats.map(seatSaid).toSorted(),
  })
  return {
    groups: groups.map(groupSaid).toSorted((a, b) => a.id - b.id),
    links: links.map(({ from, to, kind }) => `${from} ${kind} ${to}`).toSorted(),
  }
}

const only = ({ groups, links }: Structure, ids: ReadonlyMap<number, number>) => {
  const ours = new Set(ids.values())
  return { groups: groups.filter(one => ours.has(one.id)), links: links.filter(one => ours.has(one.from)) }
}

describe('adopting', () => {
  it('makes the structure what it was on paper, from the day on, and leaves the days before as they were', async () => {
    const cases = fc.sample(fc.tuple(linkedArbitrary, stepsArbitrary), { numRuns: 16, seed: 20261122 })
    let adopted = 0
    for (const [index, [structure, steps]] of cases.entries()) {
      const ids = await plant(structure)
      const scenario = await does('draft-scenario', { name: `Change ${index}`, why: 'Fewer meetings' })
      for (const step of steps) {
        const outcome = await verb('add-step', {
          ...step,
          scenario,
          group: ids.get(step.group) ?? 999999,
          into: step.into === null ? null : (ids.get(step.into) ?? 999999),
          name: step.name && `${step.name} (${planted})`,
          outcome: step.outcome && outcomes[step.outcome - 1],
          theme: step.theme && themes[step.theme - 1],
        })
        if (!outcome.ok) expect(outcome).toMatchObject({ kind: 'refused' })
      }
      const { steps: kept } = (await read(db => queries.scenario(db, scenario, true)))!
      if (kept.length === 0) continue
      await does('share-scenario', { scenario })
      const day = index % 2 ? on : today
      const [dayBefore, paper] = [await standing(before), applySteps(await standing(day), kept)]
      await does('adopt-scenario', { scenario, on: day, reason: 'The board agreed', voices: 'yes' })
      adopted += 1
      expect(said(await standing(day))).toEqual(said(paper.structure))
      expect(said(only(await standing(today), ids))).toEqual(said(only(paper.structure, ids)))
      expect(said(await standing(before))).toEqual(said(dayBefore))
      for (const [group, into] of paper.fates)
        expect(await read(db => groupView(db, group))).toMatchObject({ until: day, into: into && { id: into } })
    }
    expect(adopted).toBeGreaterThan(8)
  }, 120_000)
})

/** Two groups that could be one, and a third with a voice of its own. */
const few = async () => {
  const seat: Seat = {
    id: 0,
    organisation: 1,
    constituency: '',
    post: '',
    office: 'member',
    elected: false,
    filledBy: 'nominated',
    voting: true,
    held: true,
    person: 1,
    substitute: null,
    since: '',
    voice: false,
  }
  const group: Group = {
    id: 1,
    name: 'North forum',
    kind: 'thematic',
    since: '',
    remit: '',
    legalBasis: '',
    secretariat: '',
    meetings: 6,
    minutes: 90,
    lastMet: null,
    review: null,
    jointBody: null,
    reports: '',
    outcomes: [1],
    themes: [],
    places: [],
    seats: [seat],
  }
  const ids = await plant({
    groups: [
      group,
      { ...group, id: 2, name: 'South forum', outcomes: [2] },
      { ...group, id: 3, name: 'Tenants’ panel', seats: [{ ...seat, organisation: null, constituency: 'Tenants' }] },
    ],
    links: [],
  })
  return [ids.get(1)!, ids.get(2)!, ids.get(3)!] as const
}
const drafted = async () => {
  const [north, south, panel] = await few()
  const scenario = await does('draft-scenario', {
    name: 'One forum',
    why: 'Half the meetings',
    group: north,
    into: south,
  })
  return { north, south, panel, scenario }
}
const adopt = { on, reason: 'The board agreed' }

describe('a scenario', () => {
  it('is a coordinator’s, and drafts are for coordinators only', async () => {
    const { scenario } = await drafted()
    expect(await verb('share-scenario', { scenario }, member)).toMatchObject({ kind: 'forbidden' })
    const web = await house.web()
    const [asCoordinator, asMember] = await Promise.all(
      [coordinator, member].map(async actor => ({ cookie: await house.cookie(actor) })),
    )
    const url = `/p/muir/structure/scenarios/${scenario}`
    expect((await web.inject({ url, headers: asMember })).statusCode).toBe(404)
    expect((await web.inject({ url, headers: asCoordinator })).body).toContain('Merge North forum')
    await does('share-scenario', { scenario })
    expect((await web.inject({ url, headers: asMember })).body).toContain('That saves 6 meetings and')
    expect((await web.inject({ url })).statusCode).not.toBe(200)
  })

  it('begins with a merger where both groups are said, and never with half of one', async () => {
    const [north] = await few()
    expect(await verb('draft-scenario', { name: 'X', why: 'Y', group: north })).toMatchObject({
      refusal: { field: 'into' },
    })
    expect(await verb('draft-scenario', { name: 'X', why: 'Y', into: north })).toMatchObject({
      refusal: { field: 'group' },
    })
    const form = await (await house.web()).inject({
      url: `/p/muir/structure/scenarios/new?group=${north}`,
      headers: { cookie: await house.cookie(coordinator) },
    })
    expect(form.body).toContain(`<option value="${north}" selected`)
  })

  it('moves an outcome, a theme or a place by its number', async () => {
    const { north, south, scenario } = await drafted()
    const [first] = (await read(db => queries.scenario(db, scenario, true)))!.steps
    await does('remove-step', { step: first!.id })
    await does('add-step', { scenario, kind: 'move-remit', group: north, into: south, outcome: outcomes[0] })
    await does('share-scenario', { scenario })
    await does('adopt-scenario', { scenario, ...adopt })
    const remitOf = async (id: number) => (await standing(today)).groups.find(one => one.id === id)!.outcomes
    expect([await remitOf(north), await remitOf(south)]).toEqual([[], [outcomes[1], outcomes[0]]])
  })

  it('is adopted once, when two press at the same time', async () => {
    const { scenario } = await drafted()
    await does('share-scenario', { scenario })
    const both = await Promise.all([1, 2].map(() => verb('adopt-scenario', { scenario, ...adopt })))
    expect(both.filter(one => one.ok)).toHaveLength(1)
    expect(both.find(one => !one.ok)).toMatchObject({ refusal: { code: 'settled-already' } })
  })

  it('keeps the fact, without people, and becomes a restructuring that shows before and after', async () => {
    const { scenario, north, south } = await drafted()
    await does('share-scenario', { scenario })
    await does('adopt-scenario', { scenario, ...adopt })
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        `select fact from history where operation = 'landscape.adopt-scenario' and subject_kind = 'scenario' and subject_id = $1`,
        [scenario],
      ),
    )
    expect(rows).toEqual([
      {
        fact: {
          fact: 'ScenarioAdopted',
          scenario,
          on,
          settled: today,
          name: 'One forum',
          reason: adopt.reason,
          ended: [{ group: north, into: south }],
          voicesEnded: 0,
        },
      },
    ])
    const change = (await read(db => queries.restructurings(db))).find(one => one.scenario === scenario)!
    const web = await house.web()
    const headers = { cookie: await house.cookie(member) }
    const page = await web.inject({ url: `/p/muir/structure/history/${change.id}`, headers })
    expect(page.body).toMatch(/\d groups? went, \d groups? changed/)
    expect(page.body).toContain('now part of')
    expect((await web.inject({ url: '/p/muir/structure/history', headers })).body).toContain('The board agreed')
    expect(await verb('add-step', { scenario, kind: 'retire', group: south })).toMatchObject({
      refusal: { code: 'settled-already' },
    })
  })

  it('does not end the seat of a voice unless that is said', async () => {
    const { scenario, panel } = await drafted()
    await does('add-step', { scenario, kind: 'retire', group: panel })
    await does('share-scenario', { scenario })
    expect(await verb('adopt-scenario', { scenario, ...adopt })).toMatchObject({ refusal: { code: 'voices-end' } })
    await does('adopt-scenario', { scenario, ...adopt, voices: 'yes' })
  })

  it('says which step no longer fits, which can be taken out', async () => {
    const { scenario, north, panel } = await drafted()
    await does('add-step', { scenario, kind: 'change-meetings', group: panel, meetings: 2 })
    await does('share-scenario', { scenario })
    await does('end-group', { group: north, because: 'It met no more', on })
    expect(await verb('adopt-scenario', { scenario, ...adopt })).toMatchObject({
      refusal: { code: 'steps-unfit', words: expect.stringContaining('Step 1 no longer fits') },
    })
    const page = await (await house.web()).inject({
      url: `/p/muir/structure/scenarios/${scenario}`,
      headers: { cookie: await house.cookie(member) },
    })
    expect(page.body).toContain('No longer fits')
    const [first] = (await read(db => queries.scenario(db, scenario, true)))!.steps
    await does('remove-step', { step: first!.id })
    expect(await verb('remove-step', { step: first!.id })).toMatchObject({ kind: 'not-found' })
    await does('adopt-scenario', { scenario, ...adopt })
  })

  it('is not adopted for a day before its groups were changed last', async () => {
    const { scenario, south } = await drafted()
    await does('share-scenario', { scenario })
    await does('add-seat', {
      group: south,
      constituency: 'Young people',
      office: 'member',
      filledBy: 'elected',
      voting: 'yes',
      on: '2026-11-21',
    })
    expect(await verb('adopt-scenario', { scenario, ...adopt })).toMatchObject({
      refusal: { code: 'changed-later', field: 'on' },
    })
    expect(await verb('adopt-scenario', { scenario, ...adopt, on: '2026-11-23' })).toMatchObject({
      refusal: { code: 'in-the-future' },
    })
    await does('adopt-scenario', { scenario, ...adopt, on: '2026-11-21' })
    expect((await standing(today)).groups.find(one => one.id === south)!.seats.filter(one => one.voice)).toHaveLength(1)
  })

  it('that is dropped stays with its reason', async () => {
    const { scenario } = await drafted()
    await does('share-scenario', { scenario })
    await does('drop-scenario', { scenario, because: 'The forums said no' })
    const page = await (await house.web()).inject({
      url: `/p/muir/structure/scenarios/${scenario}`,
      headers: { cookie: await house.cookie(member) },
    })
    expect(page.body).toContain('The forums said no')
    expect(await verb('adopt-scenario', { scenario, ...adopt })).toMatchObject({ refusal: { code: 'settled-already' } })
  })
})

describe('what changed', () => {
  it('is recorded for days that have come', async () => {
    const words = { name: 'New thematic groups', reason: 'The plan was new' }
    expect(await verb('record-restructuring', { ...words, on: '2026-11-23' })).toMatchObject({
      refusal: { code: 'in-the-future' },
    })
    const id = await does('record-restructuring', { ...words, on: '2021-04-01' })
    expect(await read(db => queries.restructuring(db, id))).toMatchObject({ on: '2021-04-01', scenario: null })
  })

  it('compares two days, and says what is wrong with a day, which stays as it was typed', async () => {
    const web = await house.web()
    const headers = { cookie: await house.cookie(member) }
    const compare = async (query: string) =>
      (await web.inject({ url: `/p/muir/structure/compare?${query}`, headers })).body
    expect(await compare('from=2025-01-01&to=2026-11-22')).toContain('Groups that came')
    const wrong = await compare('from=31+February+2026&to=soon')
    expect(wrong).toContain('First day must be a real date')
    expect(wrong).toContain('value="31 February 2026"')
    expect(wrong).toContain('value="soon"')
    expect(await compare('from=2026-02-01&to=2026-01-01')).toContain('The second day must be after the first.')
    expect(await compare('from=2026-02-01&to=2030-01-01')).toContain('This day has not come yet.')
  })
})
