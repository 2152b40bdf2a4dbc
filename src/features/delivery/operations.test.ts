// Actions through a real database: who may do what, the gate, slipped milestones, stopped work, and who sees what.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { reading } from '../../db/handles.ts'
import type { Actor } from '../../operation/actor.ts'
import { action, actionsOf } from './queries.ts'
import { seenOf } from './rules.ts'

const house = useHouse()
const today = '2026-11-22'
let coordinator: Actor
let lead: Actor
let contributor: Actor
let member: Actor
let observer: Actor
/** The council, that `lead` leads for, and the health board, that `contributor` works for. */
let council: number
let board: number
let outcome: number

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  lead = await house.person('lead@muir.test')
  contributor = await house.person('contributor@muir.test')
  member = await house.person('member@muir.test')
  observer = await house.person('observer@muir.test')
  const { rows } = await asOwner(house.owner, client =>
    client.query(
      `select r.id::int from partner r join partnership p on p.id = r.partnership_id where p.slug = 'muir' order by r.id`,
    ),
  )
  council = rows[0].id
  board = rows[1].id
  const plan = await house.done(
    'plans.start-plan',
    { kind: 'community', title: 'Muir 2036', starts: '2026-04-01', ends: '2036-03-31' },
    coordinator,
    'muir',
  )
  const version = (
    await asOwner(house.owner, client => client.query('select id::int from plan_version where plan_id = $1', [plan]))
  ).rows[0].id
  const theme = await house.done('plans.add-theme', { version, title: 'Homes' }, coordinator, 'muir')
  outcome = await house.done(
    'plans.add-outcome',
    { version, theme, title: 'Warm homes for all', horizon: 'long', dimensions: ['social'] },
    coordinator,
    'muir',
  )
})

const does = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator) =>
  house.done(`delivery.${name}`, raw, actor, 'muir')
const tries = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator, slug = 'muir') =>
  house.perform(`delivery.${name}`, raw, actor, slug)
const read = async <T>(work: Parameters<typeof reading<T>>[2], slug = 'muir'): Promise<T> =>
  reading(house.database.root, [(await house.partnership(slug)).id], work)
const view = async (id: number, inside = true) => read(db => action(db, id, inside, today))

const words = {
  title: 'Insulate homes',
  about: 'Warm homes cost less.',
  horizon: 'medium',
  principle: 'delivery',
  starts: '2026-04-01',
  ends: '2028-03-31',
}
const proposed = (more: Record<string, unknown> = {}) =>
  does('propose-action', { ...words, partner: council, outcomes: [outcome], ...more })
const adopted = async () => {
  const id = await proposed()
  await does('adopt-action', { action: id, despite: 'The board accepts it' })
  return id
}

it('shows days in its forms as they are to be typed', async () => {
  const words = { title: 'Thaw pipes', about: '', horizon: 'medium', principle: 'delivery', partner: council }
  const id = await does('propose-action', { ...words, starts: '2026-04-01', ends: '2028-03-31' })
  const milestone = await does('promise-milestone', { action: id, words: 'First pipe', due: '2026-12-01' })
  const web = await house.web()
  const headers = { cookie: await house.cookie(coordinator) }
  const edit = await web.inject({ url: `/p/muir/actions/${id}/edit`, headers })
  expect(edit.body).toContain('value="1 April 2026"')
  const reach = await web.inject({ url: `/p/muir/milestones/${milestone}/reach`, headers })
  expect(reach.body).toContain('value="22 November 2026"')
  // Others count what there is.
  await does('stop-action', { action: id, because: 'It thawed.' })
})

describe('proposing and wording an action', () => {
  it('is for coordinators and for those who work for the partner that leads it', async () => {
    const id = await proposed()
    expect(await view(id)).toMatchObject({
      title: 'Insulate homes',
      state: 'proposed',
      lead: { partner: council, name: 'Council of muir' },
      outcomes: [{ id: outcome, title: 'Warm homes for all', matters: 'some' }],
      partners: 1,
    })
    await does('propose-action', { ...words, partner: council }, lead)
    for (const actor of [contributor, member, observer])
      expect(await tries('propose-action', { ...words, partner: council }, actor)).toMatchObject({ kind: 'forbidden' })
    expect(await tries('propose-action', { ...words, partner: '' }, lead)).toMatchObject({ kind: 'forbidden' })
    expect(await tries('propose-action', { ...words, ends: '2026-03-31' })).toMatchObject({
      refusal: { code: 'ends-first', field: 'ends' },
    })
    expect(await tries('propose-action', { ...words, partner: 999999 })).toMatchObject({
      refusal: { code: 'partner-unknown' },
    })
    expect(await tries('propose-action', { ...words, outcomes: [999999] })).toMatchObject({
      refusal: { code: 'outcome-unknown' },
    })
  })

  it('never saves over words that the editor has not seen', async () => {
    const id = await proposed()
    const seen = seenOf((await view(id))!)
    await does('edit-action', { ...words, action: id, title: 'Insulate 500 homes', seen }, lead)
    expect(await tries('edit-action', { ...words, action: id, title: 'Heat homes', seen })).toMatchObject({
      refusal: { code: 'changed-meanwhile', words: expect.stringContaining('lead of muir') },
    })
    expect(await view(id)).toMatchObject({ title: 'Insulate 500 homes' })
    await does('edit-action', { ...words, action: id, title: 'Heat homes' })
  })

  it('lets another partner change only its own part, once it has one', async () => {
    const id = await proposed()
    const part = { action: id, partner: board, does: 'Finds who is ill at home' }
    expect(await tries('set-part', part, contributor)).toMatchObject({ kind: 'forbidden' })
    await does('set-part', part, lead)
    await does('set-part', { ...part, does: 'Writes to patients' }, contributor)
    expect(await tries('promise-milestone', { action: id, words: 'x', due: today }, contributor)).toMatchObject({
      kind: 'forbidden',
    })
    expect(await view(id)).toMatchObject({ parts: [{ partner: board, does: 'Writes to patients' }], partners: 2 })
    await does('end-part', { action: id, partner: board }, contributor)
    expect(await tries('end-part', { action: id, partner: board })).toMatchObject({ refusal: { code: 'part-missing' } })
  })

  it('gives the lead to another partner, by a coordinator only', async () => {
    const id = await proposed()
    expect(await tries('give-lead', { action: id, partner: board }, lead)).toMatchObject({ kind: 'forbidden' })
    await does('give-lead', { action: id, partner: board })
    expect(await tries('give-lead', { action: id, partner: board })).toMatchObject({
      refusal: { code: 'lead-already' },
    })
    await does('promise-milestone', { action: id, words: 'First homes', due: '2027-01-31' }, contributor)
  })

  it('names members as owner and deputy, two of them, and keeps only their numbers', async () => {
    const id = await proposed()
    const name = (person: number | '', deputy: number | '' = '') =>
      tries('name-owner', { action: id, person, deputy }, lead)
    expect(await name(observer.person!)).toMatchObject({ refusal: { code: 'person-unknown', field: 'person' } })
    expect(await name((await house.person('lead@lorne.test')).person!)).toMatchObject({
      refusal: { code: 'person-unknown' },
    })
    expect(await name(lead.person!, lead.person!)).toMatchObject({ refusal: { code: 'deputy-same' } })
    expect(await name('', lead.person!)).toMatchObject({ refusal: { code: 'owner-missing' } })
    expect(await name(lead.person!, member.person!)).toMatchObject({ ok: true })
    expect(await view(id)).toMatchObject({ owner: { name: 'lead of muir' }, deputy: { name: 'member of muir' } })
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select fact::text from history where operation = 'delivery.name-owner'`),
    )
    expect(rows[0].fact).not.toMatch(/of muir/)
    expect(await name('')).toMatchObject({ ok: true })
    expect(await view(id)).toMatchObject({ owner: null, deputy: null })
  })

  it('says how much it should matter for an outcome, and where it is', async () => {
    const id = await proposed()
    await does('link-outcome', { action: id, outcome, matters: 'a-lot', because: 'Cold homes make people ill' })
    expect(await view(id)).toMatchObject({
      outcomes: [{ id: outcome, matters: 'a-lot', because: 'Cold homes make people ill' }],
    })
    expect(
      await tries('link-outcome', { action: id, outcome, matters: 'a-lot', because: 'Cold homes make people ill' }),
    ).toMatchObject({ refusal: { code: 'linked-already' } })
    await does('unlink-outcome', { action: id, outcome })
    expect(await tries('unlink-outcome', { action: id, outcome })).toMatchObject({ refusal: { code: 'not-linked' } })
    await does('add-place', { action: id, place: 'X12000001' })
    expect(await tries('add-place', { action: id, place: 'X12000001' })).toMatchObject({
      refusal: { code: 'place-already' },
    })
    expect(await tries('add-place', { action: id, place: 'nowhere' })).toMatchObject({
      refusal: { code: 'place-unknown' },
    })
    expect(await view(id)).toMatchObject({ places: [{ name: 'Strathmuir' }], outcomes: [] })
    await does('remove-place', { action: id, place: 'X12000001' })
  })
})

describe('adoption', () => {
  it('waits for the gate, or for a coordinator’s reason, which stays to be seen', async () => {
    const id = await proposed()
    expect(await tries('adopt-action', { action: id }, lead)).toMatchObject({ kind: 'forbidden' })
    expect(await tries('adopt-action', { action: id })).toMatchObject({
      refusal: { code: 'gate-open', field: 'despite' },
    })
    await does('settle', { action: id, kind: 'audit', answer: 'settled', words: 'In the audit plan' }, lead)
    await does('adopt-action', { action: id, despite: 'The law is being asked' })
    expect(await view(id, false)).toMatchObject({
      state: 'adopted',
      adoptedOn: today,
      adoptedDespite: 'The law is being asked',
      preconditions: [{ kind: 'audit', words: 'In the audit plan' }],
    })
    expect(await tries('adopt-action', { action: id })).toMatchObject({ refusal: { code: 'adopted-already' } })
  })

  it('needs no reason when everything is settled, or not needed', async () => {
    const id = await proposed()
    for (const kind of ['authority', 'accountable-body', 'audit', 'data-protection'])
      await does(
        'settle',
        { action: id, kind, answer: kind === 'audit' ? 'not-needed' : 'settled', words: 'Agreed' },
        lead,
      )
    await does('adopt-action', { action: id, despite: 'Not needed' })
    expect(await view(id, false)).toMatchObject({ adoptedDespite: '' })
  })
})

describe('milestones', () => {
  it('slip with a reason, and keep the day they were first promised for', async () => {
    const id = await adopted()
    const milestone = await does('promise-milestone', { action: id, words: '50 homes', due: '2026-10-31' }, lead)
    await does('promise-milestone', { action: id, words: '500 homes', due: '2027-10-31' }, lead)
    expect(await view(id)).toMatchObject({
      overdue: 1,
      milestones: { reached: 0, all: 2 },
      next: { words: '500 homes' },
    })
    await does('move-milestone', { milestone, due: '2027-01-31', because: 'The builder was late' }, lead)
    await does('move-milestone', { milestone, due: '2027-02-28', because: 'Snow' }, lead)
    expect(await view(id)).toMatchObject({
      overdue: 0,
      next: { milestone, due: '2027-02-28' },
      milestoneList: [{ due: '2027-02-28', firstDue: '2026-10-31', movedBecause: 'Snow', movedOn: today }, {}],
    })
    expect(await tries('move-milestone', { milestone, due: '2027-02-28', because: 'x' })).toMatchObject({
      refusal: { code: 'milestone-same' },
    })
    expect(await tries('reach-milestone', { milestone, on: '2026-11-23' })).toMatchObject({
      refusal: { code: 'reached-in-future' },
    })
    await does('reach-milestone', { milestone, on: today }, lead)
    expect(await tries('move-milestone', { milestone, due: '2027-03-31', because: 'x' })).toMatchObject({
      refusal: { code: 'milestone-reached' },
    })
    expect(await view(id)).toMatchObject({ milestones: { reached: 1, all: 2 } })
  })

  it('that are dropped stay on the record and are not counted', async () => {
    const id = await adopted()
    const milestone = await does('promise-milestone', { action: id, words: '50 homes', due: '2026-10-31' })
    await does('drop-milestone', { milestone, because: 'No money' })
    expect(await view(id)).toMatchObject({
      overdue: 0,
      milestones: { all: 0 },
      milestoneList: [{ dropped: today, droppedBecause: 'No money' }],
    })
    expect(await tries('drop-milestone', { milestone, because: 'x' })).toMatchObject({
      refusal: { code: 'milestone-dropped' },
    })
  })
})

describe('measures and risks', () => {
  it('keep the figures of a measure, corrected in place', async () => {
    const id = await adopted()
    const measure = await does('add-measure', { action: id, asks: 'how-much', words: 'Homes', unit: 'number' }, lead)
    await does('record-measure', { measure, period: '2025', value: '40' }, lead)
    await does('record-measure', { measure, period: '2025', value: '45' }, lead)
    await does('record-measure', { measure, period: '2024', value: '12' }, lead)
    expect(await tries('record-measure', { measure, period: '2025', value: '45' })).toMatchObject({
      refusal: { code: 'reading-same' },
    })
    expect((await view(id))!.measureList).toMatchObject([
      {
        asks: 'how-much',
        readings: [
          { period: '2024', value: 12 },
          { period: '2025', value: 45 },
        ],
      },
    ])
    await does('drop-measure', { measure }, lead)
    expect(await tries('record-measure', { measure, period: '2026', value: '5' })).toMatchObject({
      refusal: { code: 'measure-dropped' },
    })
    expect(await view(id)).toMatchObject({ measures: 0, measureList: [{ dropped: today }] })
  })

  it('put the gravest open risk first, and keep closed ones with the reason', async () => {
    const id = await adopted()
    const risk = {
      action: id,
      words: 'Builders leave',
      likelihood: 'likely',
      impact: 'minor',
      partner: council,
      response: '',
    }
    const first = await does('raise-risk', risk, lead)
    const second = await does('raise-risk', { ...risk, words: 'Money stops', impact: 'major', partner: board }, lead)
    expect((await view(id))!.risks.map(one => one.id)).toEqual([second, first])
    const { action: _, ...judged } = risk
    await does('revise-risk', { ...judged, risk: first, impact: 'moderate', response: 'Train our own' }, lead)
    expect(await tries('revise-risk', { ...judged, risk: first, partner: 999999 })).toMatchObject({
      refusal: { code: 'partner-unknown' },
    })
    await does('close-risk', { risk: second, because: 'The grant is signed' }, lead)
    expect((await view(id))!.risks).toMatchObject([
      { id: first, impact: 'moderate', response: 'Train our own' },
      { id: second, closed: today, closedBecause: 'The grant is signed', partner: { name: 'Health board of muir' } },
    ])
    expect(await tries('close-risk', { risk: second, because: 'x' })).toMatchObject({
      refusal: { code: 'risk-closed' },
    })
  })
})

describe('stopped work', () => {
  it('stays readable with the reason, and nothing more is recorded for it', async () => {
    const id = await adopted()
    const milestone = await does('promise-milestone', { action: id, words: '50 homes', due: '2026-10-31' })
    const measure = await does('add-measure', { action: id, asks: 'how-well', words: 'Happy', unit: 'percent' })
    const risk = await does('raise-risk', {
      action: id,
      words: 'Frost',
      likelihood: 'likely',
      impact: 'minor',
      partner: council,
    })
    expect(await tries('stop-action', { action: id, because: 'No money' }, lead)).toMatchObject({ kind: 'forbidden' })
    await does('stop-action', { action: id, because: 'No money' })
    expect(await view(id, false)).toMatchObject({
      state: 'stopped',
      stopped: { on: today, because: 'No money' },
      overdue: 0,
      next: null,
    })
    const minded = { likelihood: 'likely', impact: 'minor', partner: council }
    for (const [name, raw] of [
      ['edit-action', { action: id, ...words }],
      ['give-lead', { action: id, partner: board }],
      ['name-owner', { action: id, person: '', deputy: '' }],
      ['set-part', { action: id, partner: board, does: 'Pays' }],
      ['link-outcome', { action: id, outcome, matters: 'some' }],
      ['unlink-outcome', { action: id, outcome }],
      ['add-place', { action: id, place: 'X12000001' }],
      ['promise-milestone', { action: id, words: 'x', due: today }],
      ['move-milestone', { milestone, due: '2027-01-01', because: 'x' }],
      ['reach-milestone', { milestone, on: today }],
      ['drop-milestone', { milestone, because: 'x' }],
      ['add-measure', { action: id, asks: 'how-well', words: 'x', unit: 'number' }],
      ['record-measure', { measure, period: '2025', value: 5 }],
      ['drop-measure', { measure }],
      ['raise-risk', { action: id, words: 'x', ...minded }],
      ['revise-risk', { risk, words: 'x', ...minded }],
      ['close-risk', { risk, because: 'x' }],
      ['settle', { action: id, kind: 'audit', answer: 'settled', words: 'x' }],
      ['adopt-action', { action: id, despite: 'x' }],
      ['stop-action', { action: id, because: 'x' }],
    ] as const)
      expect(await tries(name, raw), name).toMatchObject({ kind: 'refused', refusal: { code: 'action-stopped' } })
  })

  it('that was never adopted stays with the members', async () => {
    const id = await proposed()
    await does('stop-action', { action: id, because: 'Not now' })
    expect(await view(id)).toMatchObject({ state: 'stopped' })
    expect(await view(id, false)).toBeNull()
  })
})

describe('what strangers see', () => {
  it('is adopted work only, without names of people, and no wording of drafts', async () => {
    const draft = await proposed({ title: 'Still a secret' })
    const open = await adopted()
    await does('name-owner', { action: open, person: lead.person, deputy: '' })
    expect(await view(draft, false)).toBeNull()
    const strangers = await read(db => actionsOf(db, false, today))
    expect(strangers.map(one => one.id)).toContain(open)
    expect(strangers.map(one => one.id)).not.toContain(draft)
    // The plan is a draft here, so what the work serves is not yet public either.
    expect(strangers.find(one => one.id === open)).toMatchObject({ ownerPerson: null, outcomes: [] })
    expect(await view(open, false)).toMatchObject({ owner: null, deputy: null })
    const inside = await read(db => actionsOf(db, true, today))
    expect(inside.find(one => one.id === open)).toMatchObject({ ownerPerson: lead.person, outcomes: [{ id: outcome }] })
    expect(inside.map(one => one.id)).toContain(draft)
    const web = await house.web()
    expect((await web.inject('/api/v1/partnerships/muir/actions')).body).not.toContain('Still a secret')
    expect((await web.inject(`/api/v1/partnerships/muir/actions/${draft}`)).statusCode).toBe(404)
    expect((await web.inject(`/api/v1/partnerships/muir/actions/${open}`)).json()).toMatchObject({
      title: 'Insulate homes',
    })
  })

  it('is not what linked work says while its owner has not agreed', async () => {
    const id = await adopted()
    const consent = (word: string) =>
      asOwner(house.owner, async client => {
        await client.query(
          `with owned as (insert into initiative (organisation_id, name, reporting, registered_on)
             select min(id), 'Warmer Scotland', 'publishes', '2026-01-01' from organisation on conflict (organisation_id, name) do update set name = excluded.name returning id)
           update action set initiative_id = (select id from owned), consent = $1 where id = $2`,
          [word, id],
        )
      })
    for (const [word, seen] of [
      ['asked', false],
      ['given', true],
      ['withdrawn', false],
    ] as const) {
      await consent(word)
      expect((await view(id, false)) !== null, word).toBe(seen)
      expect(await view(id), word).toMatchObject({ linked: { name: 'Warmer Scotland', consent: word } })
    }
  })

  it('is never the neighbour’s', async () => {
    const id = await adopted()
    expect(await read(db => action(db, id, true, today), 'lorne')).toBeNull()
    const neighbour = await house.person('coordinator@lorne.test')
    expect(await tries('stop-action', { action: id, because: 'x' }, neighbour, 'lorne')).toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('a page of the list', () => {
  it('goes on after the last one seen', async () => {
    const all = await read(db => actionsOf(db, true, today, { after: 0, limit: 500 }))
    const first = await read(db => actionsOf(db, true, today, { after: 0, limit: 2 }))
    expect(first).toHaveLength(3)
    const rest = await read(db => actionsOf(db, true, today, { after: first[1]!.id, limit: 500 }))
    expect(rest.map(one => one.id)).toEqual(all.slice(2).map(one => one.id))
  })
})

describe('the owner of an indicator', () => {
  it('is named by those who may work on it, and is a member', async () => {
    const indicator = await house.done(
      'indicators.define',
      {
        name: 'Cold homes',
        kind: 'local',
        source: 'Count',
        unit: 'percent',
        good: 'down',
        frequency: 'yearly',
        partner: council,
      },
      coordinator,
      'muir',
    )
    const name = (person: number | '', deputy: number | '', actor = lead) =>
      house.perform('indicators.name-owner', { indicator, person, deputy }, actor, 'muir')
    expect(await name(lead.person!, member.person!)).toMatchObject({ ok: true })
    expect(await name(observer.person!, '')).toMatchObject({ refusal: { code: 'person-unknown' } })
    expect(await name(lead.person!, lead.person!)).toMatchObject({ refusal: { code: 'deputy-same' } })
    expect(await name(lead.person!, '', contributor)).toMatchObject({ kind: 'forbidden' })
  })
})
