// The gate on a real database: who proposes, the ranking from stored groups, the three ways on, and who is too late.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { reading } from '../../../db/handles.ts'
import type { Actor } from '../../../operation/actor.ts'
import { group, settings, structureOn } from '../queries.ts'
import { proposal, proposedOf, ranked, reviewsDue } from './queries.ts'
import { seenOf } from './rules.ts'

const house = useHouse()
const today = '2026-11-22'
let coordinator: Actor
let contributor: Actor
let observer: Actor
let council: number
let health: number
let theme: number
let outcome: number
let other: number
/** Minds `outcome`, and the council sits there. */
let homes: number

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  contributor = await house.person('contributor@muir.test')
  observer = await house.person('observer@muir.test')
  await asOwner(house.owner, client =>
    client
      .query(`insert into place (code, name, kind, invented) values ('X99000001', 'Muirtown', 'locality', true)`)
      .then(() => client.query(`insert into place_parent (place_code, parent_code) values ('X99000001', 'X12000001')`)),
  )
  const { rows } = await asOwner(house.owner, client =>
    client.query(
      `select r.organisation_id::int as id from partner r join partnership p on p.id = r.partnership_id where p.slug = 'muir' order by r.id`,
    ),
  )
  council = rows[0].id
  health = rows[1].id
  const plan = await house.done(
    'plans.start-plan',
    { kind: 'community', title: 'Muir 2036', starts: '2026-04-01', ends: '2036-03-31' },
    coordinator,
    'muir',
  )
  const version = (
    await asOwner(house.owner, client => client.query('select id::int from plan_version where plan_id = $1', [plan]))
  ).rows[0].id
  const does = (name: string, raw: Record<string, unknown>) => house.done(name, raw, coordinator, 'muir')
  theme = await does('plans.add-theme', { version, title: 'Homes' })
  const add = (title: string) =>
    does('plans.add-outcome', { version, theme, title, horizon: 'long', dimensions: ['social'] })
  outcome = await add('Warm homes for all')
  other = await add('Fewer empty homes')
  homes = await does('landscape.add-group', {
    name: 'Homes group',
    kind: 'thematic',
    meetings: 6,
    minutes: 90,
    since: '2020-01-01',
  })
  await does('landscape.add-to-remit', { group: homes, outcome })
  await does('landscape.add-to-remit', { group: homes, place: 'X12000001' })
  await does('landscape.add-seat', { group: homes, organisation: council, office: 'chair', filledBy: 'nominated' })
})

const does = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator) =>
  house.done(`landscape.${name}`, raw, actor, 'muir')
const tries = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator, slug = 'muir') =>
  house.perform(`landscape.${name}`, raw, actor, slug)
const read = async <T>(work: Parameters<typeof reading<T>>[2], slug = 'muir'): Promise<T> =>
  reading(house.database.root, [(await house.partnership(slug)).id], work)
const view = (id: number) => read(db => proposal(db, id))

const words = (name: string) => ({
  kind: 'group',
  name,
  purpose: 'Help people to keep warm in winter',
  outcomes: [outcome, other],
  themes: [theme],
  places: ['X99000001'],
  organisations: [council, health],
})
const proposed = (name: string, more: Record<string, unknown> = {}) => does('propose', { ...words(name), ...more })
const reason = 'The homes group has no power to spend the money of this scheme.'
const setUp = () => ({ kind: 'working-group', because: reason, sponsor: council, review: '2027-06-01' })

describe('proposing', () => {
  it('is for coordinators and for those who act for a partner, and names only what is there', async () => {
    const id = await does('propose', words('Winter watch'), contributor)
    expect(await view(id)).toMatchObject({
      name: 'Winter watch',
      stage: 'open',
      made: today,
      outcomes: [{ name: 'Fewer empty homes' }, { name: 'Warm homes for all' }],
      themes: [{ id: theme, name: 'Homes' }],
      places: [{ code: 'X99000001', name: 'Muirtown' }],
      organisations: [{ name: 'Council of muir' }, { name: 'Health board of muir' }],
      shown: [],
    })
    expect(await tries('propose', words('Other'), observer)).toMatchObject({ kind: 'forbidden' })
    const lorne = await house.person('coordinator@lorne.test')
    expect(await tries('propose', words('Other'), lorne)).toMatchObject({ kind: 'not-found' })
    for (const [field, value] of [
      ['outcomes', [999999]],
      ['themes', [999999]],
      ['places', ['X00']],
      ['organisations', [999999]],
    ] as const)
      expect(await tries('propose', { ...words('Other'), [field]: value })).toMatchObject({ refusal: { field } })
  })

  it('shows the existing groups that could do it, with reasons', async () => {
    const id = await proposed('Winter rank')
    const asked = proposedOf((await view(id))!)
    const [found] = await read(db => ranked(db, today, [asked]))
    expect(found).toMatchObject([
      {
        group: homes,
        because: [
          'Minds 1 of the 2 outcomes',
          'Council of muir has a seat there that nobody holds now',
          'Minds an outcome of the theme',
          'Is there for the place',
        ],
        remarks: ['Not there yet: Health board of muir'],
      },
    ])
  })

  it('can be changed while it is open, and never over words that nobody saw', async () => {
    const id = await proposed('Winter words')
    const now = (await view(id))!
    const seen = seenOf({ ...proposedOf(now), kind: now.kind, askedBy: now.askedBy })
    await does(
      'edit-proposal',
      { ...words('Winter words'), proposal: id, outcomes: [other], places: [], seen },
      contributor,
    )
    expect(await view(id)).toMatchObject({ outcomes: [{ id: other }], places: [] })
    expect(await tries('edit-proposal', { ...words('Mine'), proposal: id, seen })).toMatchObject({
      refusal: { code: 'changed-meanwhile' },
    })
    expect(await tries('edit-proposal', { ...words('Mine'), proposal: id }, observer)).toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('giving it to an existing group', () => {
  it('adds to the remit what the group did not have, from that day, and keeps what was shown', async () => {
    const taker = await does('add-group', { name: 'Care group', kind: 'thematic', since: '2020-01-01' })
    await does('add-to-remit', { group: taker, outcome })
    const id = await proposed('Warm rooms')
    const before = (await read(settings)).workedOutAt
    expect(
      await tries('give-to-group', { proposal: id, group: taker, because: 'It knows how' }, contributor),
    ).toMatchObject({
      kind: 'forbidden',
    })
    expect(await tries('give-to-group', { proposal: id, group: 999999, because: 'x' })).toMatchObject({
      refusal: { code: 'group-unknown', field: 'group' },
    })
    await does('give-to-group', { proposal: id, group: taker, because: 'It knows how' })
    expect(await view(id)).toMatchObject({
      stage: 'taken-on',
      settled: today,
      because: 'It knows how',
      group: { id: taker, name: 'Care group' },
      shown: expect.arrayContaining([expect.objectContaining({ group: homes, name: 'Homes group' })]),
    })
    const now = (await read(db => group(db, taker)))!
    expect(now.remits.map(one => [one.outcome ?? one.theme ?? one.place, one.since])).toEqual(
      expect.arrayContaining([
        [outcome, today],
        [other, today],
        [theme, today],
        ['X99000001', today],
      ]),
    )
    expect(now.remits).toHaveLength(4)
    expect(await read(settings)).toMatchObject({ stale: true, workedOutAt: before })
    await does('end-group', { group: taker, because: 'Its work is done' })
    const next = await proposed('Warm halls')
    expect(await tries('give-to-group', { proposal: next, group: taker, because: 'x' })).toMatchObject({
      refusal: { code: 'group-unknown' },
    })
  })

  it('asks of a national initiative who adapts to whom, and what of ours it repeats', async () => {
    const id = await proposed('National warmth', { kind: 'national-initiative', askedBy: 'Scottish Government' })
    const given = { proposal: id, group: homes, because: 'It does this already' }
    expect(await tries('give-to-group', given)).toMatchObject({ refusal: { field: 'adapts' } })
    const said = { adapts: 'they', adaptsWords: 'They use our referral form', repeats: 'Our warm homes grants' }
    await does('give-to-group', { ...given, ...said })
    expect(await view(id)).toMatchObject({ ...said, askedBy: 'Scottish Government', stage: 'taken-on' })
  })

  it('needs the agreement of a joint body that governs itself', async () => {
    const registered = await does('register-joint-body', { name: 'Care board', ownGovernance: 'Its own board' })
    const body = await does('link-joint-body', { body: registered, reports: 'Its yearly report' })
    const id = await proposed('Care at home')
    expect(await tries('give-to-group', { proposal: id, group: body, because: 'x' })).toMatchObject({
      refusal: { code: 'body-must-agree', field: 'agreed' },
    })
    await does('give-to-group', { proposal: id, group: body, because: 'x', agreed: true })
  })
})

describe('setting it up nevertheless', () => {
  it('founds the group with its remit, vacant seats and day of review', async () => {
    const id = await proposed('Winter fund', { kind: 'partnership' })
    await does('set-up-nevertheless', { ...setUp(), proposal: id })
    const found = (await view(id))!
    expect(found).toMatchObject({
      stage: 'set-up',
      because: reason,
      sponsor: { id: council, name: 'Council of muir' },
      review: '2027-06-01',
    })
    const structure = await read(db => structureOn(db, today))
    const founded = structure.groups.find(one => one.id === found.group!.id)!
    expect(founded).toMatchObject({
      name: 'Winter fund',
      kind: 'working-group',
      remit: 'Help people to keep warm in winter',
      since: today,
      review: '2027-06-01',
      themes: [theme],
      places: ['X99000001'],
    })
    expect(founded.outcomes.toSorted()).toEqual([outcome, other].toSorted())
    expect(founded.seats.map(one => [one.organisation, one.held])).toEqual([
      [council, false],
      [health, false],
    ])
    await does('end-group', { group: founded.id, because: 'Others count what there is' })
  })

  it('is refused without a reason, a sponsor or a review that will do', async () => {
    const id = await proposed('Winter nothing')
    const whole = { ...setUp(), proposal: id }
    for (const missing of ['because', 'sponsor', 'review'])
      expect(await tries('set-up-nevertheless', { ...whole, [missing]: '' })).toMatchObject({
        kind: 'invalid',
        errors: { [missing]: expect.any(String) },
      })
    expect(await tries('set-up-nevertheless', { ...whole, because: 'We want it' })).toMatchObject({
      refusal: { code: 'reason-short', words: expect.stringContaining('Homes group could do it') },
    })
    expect(await tries('set-up-nevertheless', { ...whole, sponsor: 999999 })).toMatchObject({
      refusal: { code: 'sponsor-unknown' },
    })
    expect(await tries('set-up-nevertheless', { ...whole, review: today })).toMatchObject({
      refusal: { code: 'review-past' },
    })
    expect(await tries('set-up-nevertheless', { ...whole, review: '2030-01-01' })).toMatchObject({
      refusal: { code: 'review-far' },
    })
    expect(await tries('set-up-nevertheless', whole, contributor)).toMatchObject({ kind: 'forbidden' })
    const same = await proposed('homes GROUP')
    expect(await tries('set-up-nevertheless', { ...whole, proposal: same })).toMatchObject({
      refusal: { code: 'group-name-taken' },
    })
    expect(await view(id)).toMatchObject({ stage: 'open' })
  })

  it('takes a short reason where no group could do it', async () => {
    const id = await does('propose', { kind: 'group', name: 'Otters', purpose: 'Count otters' })
    await does('set-up-nevertheless', { ...setUp(), proposal: id, because: 'Nobody counts them' })
    expect(await view(id)).toMatchObject({ stage: 'set-up', shown: [] })
  })

  it('lists the review when it is near or past, as long as the group stands and is not reviewed', async () => {
    const id = await proposed('Winter review')
    await does('set-up-nevertheless', { ...setUp(), proposal: id, review: '2027-01-21' })
    const founded = (await view(id))!.group!.id
    const due = async (day: string) => (await read(db => reviewsDue(db, day))).filter(one => one.group === founded)
    expect(await due(today)).toEqual([
      { group: founded, name: 'Winter review', review: '2027-01-21', sponsor: 'Council of muir', proposal: id },
    ])
    expect(await due('2026-11-21')).toEqual([])
    expect(await due('2028-01-01')).toHaveLength(1)
    await does('describe-group', { group: founded, name: 'Winter review', kind: 'working-group', review: '2029-01-01' })
    expect(await due(today)).toEqual([])
    await does('end-group', { group: founded, because: 'Not needed' })
    expect(await due('2029-01-01')).toEqual([])
  })
})

describe('a settled proposal', () => {
  it('stays what it was', async () => {
    const id = await proposed('Winter no')
    await does('turn-down', { proposal: id, because: 'No money' })
    expect(await view(id)).toMatchObject({ stage: 'turned-down', because: 'No money', group: null })
    for (const [verb, more] of [
      ['edit-proposal', words('Winter yes')],
      ['give-to-group', { group: homes, because: 'x' }],
      ['set-up-nevertheless', setUp()],
      ['turn-down', { because: 'x' }],
    ] as const)
      expect(await tries(verb, { ...more, proposal: id })).toMatchObject({ refusal: { code: 'settled-already' } })
  })

  it('was settled by one of two who did it at once', async () => {
    const id = await proposed('Winter race')
    const outcomes = await Promise.all([
      tries('set-up-nevertheless', { ...setUp(), proposal: id }),
      tries('give-to-group', { proposal: id, group: homes, because: 'x' }),
      tries('turn-down', { proposal: id, because: 'x' }),
    ])
    expect(outcomes.filter(one => one.ok)).toHaveLength(1)
    for (const one of outcomes) if (!one.ok) expect(one).toMatchObject({ refusal: { code: 'settled-already' } })
  })

  it('and another of the same name found one group at once', async () => {
    const ids = [await proposed('Winter twins'), await proposed('Winter twins')]
    const outcomes = await Promise.all(ids.map(id => tries('set-up-nevertheless', { ...setUp(), proposal: id })))
    expect(outcomes.map(one => one.ok).toSorted()).toEqual([false, true])
    expect(outcomes.find(one => !one.ok)).toMatchObject({ refusal: { code: 'group-name-taken' } })
  })
})

describe('the pages', () => {
  it('show the groups first, and the three ways on to coordinators only', async () => {
    const id = await proposed('Winter page')
    const web = await house.web()
    const get = async (url: string, actor: Actor) => web.inject({ url, headers: { cookie: await house.cookie(actor) } })
    const page = (await get(`/p/muir/structure/proposals/${id}`, coordinator)).body
    expect(page.indexOf('Homes group')).toBeLessThan(page.indexOf('Three ways on'))
    expect(page).toContain('Minds')
    expect(page).toContain(`/p/muir/structure/proposals/${id}/set-up`)
    const seen = (await get(`/p/muir/structure/proposals/${id}`, observer)).body
    expect(seen).not.toContain(`/p/muir/structure/proposals/${id}/set-up`)
    const form = await get(`/p/muir/structure/proposals/${id}/give?group=${homes}`, coordinator)
    expect(form.body).toMatch(new RegExp(`value="${homes}" (selected|checked)`))
    expect((await get('/p/muir/structure/proposals', observer)).body).toContain('Winter page')
    expect((await web.inject({ url: `/p/muir/structure/proposals/${id}` })).statusCode).not.toBe(200)
    const lorne = await house.person('coordinator@lorne.test')
    expect((await get(`/p/lorne/structure/proposals/${id}`, lorne)).statusCode).toBe(404)
  })
})
