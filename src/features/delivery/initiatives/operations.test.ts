// Linked initiatives through a real database: consent before the public sees anything, credit, and what the neighbours see.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import type { Actor } from '../../../operation/actor.ts'
import { stranger } from '../../../operation/actor.ts'
import { ask } from '../../../operation/ask.ts'
import { action as actionOf } from '../queries.ts'
import { initiativesHere } from './queries.ts'

const house = useHouse()
let coordinator: Actor
let lead: Actor
let contributor: Actor
let council: number
let board: number

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  lead = await house.person('lead@muir.test')
  contributor = await house.person('contributor@muir.test')
  const { rows } = await asOwner(house.owner, client =>
    client.query<{ council: number; board: number }>(
      `select (select id::int from organisation where name = 'Council of muir') as council,
              (select id::int from organisation where name = 'Health board of muir') as board`,
    ),
  )
  ;({ council, board } = rows[0]!)
})

const inMuir = (name: string, raw: Record<string, unknown>, actor: Actor) => house.perform(name, raw, actor, 'muir')
const work = { about: '', horizon: 'medium', principle: 'delivery', starts: '2026-01-01', ends: '2028-01-01' }
const register = (name: string, reporting = 'publishes', actor = coordinator) =>
  house.done(
    'delivery.register-initiative',
    { organisation: council, name, about: '', address: 'https://owner.example/', reporting },
    actor,
    'muir',
  )
const link = (initiative: number, actor: Actor) =>
  house.done('delivery.link-initiative', { ...work, initiative, title: `Linked ${initiative}` }, actor, 'muir')
const seenBy = async (viewer: Actor, id: number) =>
  ask(house.site.house, viewer, await house.partnership('muir'), ({ db, standing, today }) =>
    actionOf(db, id, standing.inside, today),
  )
const namesIn = async (slug: string) =>
  ask(house.site.house, coordinator, await house.partnership(slug), async ({ db }) =>
    (await initiativesHere(db)).map(one => one.name),
  )
const adopt = (id: number) =>
  house.done('delivery.adopt-action', { action: id, despite: 'Its owner runs it already' }, coordinator, 'muir')

describe('registering', () => {
  it('is done by who speaks for the organisation, once, for partners here', async () => {
    await register('Safe streets', 'publishes', lead)
    const input = { organisation: council, name: 'Safe streets', reporting: 'publishes' }
    expect(await inMuir('delivery.register-initiative', input, coordinator)).toMatchObject({
      refusal: { code: 'name-taken', field: 'name' },
    })
    expect(await inMuir('delivery.register-initiative', { ...input, organisation: board }, lead)).toMatchObject({
      kind: 'forbidden',
    })
    expect(
      await house.perform(
        'delivery.register-initiative',
        { ...input, name: 'X' },
        await house.person('coordinator@lorne.test'),
        'lorne',
      ),
    ).toMatchObject({ refusal: { code: 'organisation-unknown' } })
  })

  it('twice at the same moment keeps one', async () => {
    const input = { organisation: council, name: 'Both at once', reporting: 'publishes' }
    const outcomes = await Promise.all(
      [coordinator, lead].map(actor => inMuir('delivery.register-initiative', input, actor)),
    )
    expect(outcomes.map(one => one.ok).sort()).toEqual([false, true])
    expect(outcomes.find(one => !one.ok)).toMatchObject({ refusal: { code: 'name-taken' } })
  })

  it('shows its name only where its owner is a partner', async () => {
    expect(await namesIn('muir')).toContain('Safe streets')
    expect(await namesIn('lorne')).toEqual([])
    await house.done(
      'partnerships.take-in-partner',
      { organisation: council, basis: 'voluntary', joined: '2026-01-01' },
      await house.person('coordinator@lorne.test'),
      'lorne',
    )
    expect(await namesIn('lorne')).toContain('Safe streets')
  })
})

describe('a link', () => {
  it('asks its owner by letter, and the public sees it only when it is adopted and the owner agrees', async () => {
    const initiative = await register('Warm homes')
    const second = { name: 'Second lead', email: 'second@muir.test', role: 'partner-lead', organisation: council }
    await house.done('partnerships.give-role', second, coordinator, 'muir')
    const before = await house.letters()
    const action = await link(initiative, coordinator)
    expect(await house.letters()).toBe(before)
    const { rows } = await asOwner(house.owner, client =>
      client.query<{ path: string; keeper: string; email: string }>(
        `select n.path, n.keeper_id as keeper, p.email from notice n join person p on p.id = n.person_id where n.cause like 'consent-asked-%'`,
      ),
    )
    expect(rows.map(one => one.email).sort()).toEqual(['lead@muir.test', 'second@muir.test'])
    for (const { path, keeper } of rows)
      expect([path, Number(keeper)]).toEqual([`/p/muir/actions/${action}/consent`, coordinator.person])

    await adopt(action)
    expect(await seenBy(stranger, action)).toBeNull()
    await house.done('delivery.answer-consent', { action, answer: 'given', words: '' }, lead, 'muir')
    expect(await seenBy(stranger, action)).toMatchObject({
      initiative: { name: 'Warm homes', owner: 'Council of muir', consent: 'given' },
      lead: { organisation: council },
    })

    await house.done('delivery.withdraw-consent', { action, words: '' }, lead, 'muir')
    expect(await seenBy(stranger, action)).toBeNull()
    expect(await seenBy(coordinator, action)).toMatchObject({ initiative: { consent: 'withdrawn' } })
    await house.done(
      'delivery.answer-consent',
      { action, answer: 'given', words: 'By letter, 20 November' },
      coordinator,
      'muir',
    )
    expect(await seenBy(stranger, action)).toMatchObject({ initiative: { consent: 'given' } })
  })

  it('by its owner’s lead needs no asking', async () => {
    const before = await house.letters()
    const action = await link(await register('Good food', 'publishes', lead), lead)
    expect(await house.letters()).toBe(before)
    await adopt(action)
    expect(await seenBy(stranger, action)).toMatchObject({ initiative: { consent: 'given' } })
  })

  it('stands once, even when two people link it at the same moment', async () => {
    const initiative = await register('Long walks')
    const outcomes = await Promise.all(
      [coordinator, lead].map(actor =>
        inMuir('delivery.link-initiative', { ...work, initiative, title: 'Long walks' }, actor),
      ),
    )
    expect(outcomes.map(one => one.ok).sort()).toEqual([false, true])
    expect(outcomes.find(one => !one.ok)).toMatchObject({ refusal: { code: 'linked-already' } })
  })

  it('is not answered by others, and not there for the neighbour', async () => {
    const initiative = await register('Young carers')
    const action = await link(initiative, coordinator)
    const answer = { action, answer: 'given', words: 'Yes' }
    expect(await inMuir('delivery.answer-consent', answer, contributor)).toMatchObject({ kind: 'forbidden' })
    expect(await inMuir('delivery.answer-consent', answer, stranger)).toMatchObject({ kind: 'not-found' })
    expect(await inMuir('delivery.link-initiative', { ...work, initiative, title: 'X' }, contributor)).toMatchObject({
      kind: 'forbidden',
    })
    const neighbour = await house.person('coordinator@lorne.test')
    expect(await house.perform('delivery.answer-consent', answer, neighbour, 'lorne')).toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('quotations', () => {
  it('stand with date and address, newest first, in every partnership that links the work', async () => {
    const initiative = await register('Dry roofs')
    const words = {
      initiative,
      on: '2026-10-01',
      words: 'Forty roofs are dry.',
      address: 'https://owner.example/autumn',
    }
    expect(await inMuir('delivery.quote-publication', words, coordinator)).toMatchObject({ kind: 'forbidden' })
    const action = await link(initiative, lead)
    await house.done('delivery.quote-publication', words, coordinator, 'muir')
    await house.done(
      'delivery.quote-publication',
      { ...words, on: '2026-11-01', words: '<b>Fifty</b> roofs are dry.' },
      lead,
      'muir',
    )
    expect(await inMuir('delivery.quote-publication', words, coordinator)).toMatchObject({
      refusal: { code: 'quoted-already' },
    })
    expect(
      await inMuir('delivery.quote-publication', { ...words, address: 'javascript:alert(1)' }, lead),
    ).toMatchObject({ refusal: { code: 'address-unfit', field: 'address' } })
    expect(await inMuir('delivery.quote-publication', { ...words, words: 'x'.repeat(601) }, lead)).toMatchObject({
      kind: 'invalid',
    })
    const seen = await seenBy(coordinator, action)
    expect(seen!.initiative!.publications.map(one => one.on)).toEqual(['2026-11-01', '2026-10-01'])

    const neighbour = await house.person('coordinator@lorne.test')
    const there = await house.done(
      'delivery.link-initiative',
      { ...work, initiative, title: 'Dry roofs in Lorne' },
      neighbour,
      'lorne',
    )
    const view = await ask(house.site.house, neighbour, await house.partnership('lorne'), ({ db, today }) =>
      actionOf(db, there, true, today),
    )
    expect(view!.initiative!.publications).toHaveLength(2)
  })
})

describe('answering once', () => {
  it('is joined and left by the lead alone', async () => {
    const initiative = await register('One front door', 'answers-once', lead)
    const partner = await asOwner(house.owner, client =>
      client.query(
        `select r.id::int from partner r join partnership p on p.id = r.partnership_id where p.slug = 'muir' and r.organisation_id = ${council}`,
      ),
    )
    const action = await house.done(
      'delivery.propose-action',
      { ...work, title: 'A front door in Strathmuir', partner: partner.rows[0].id },
      coordinator,
      'muir',
    )
    expect(await inMuir('delivery.join-initiative', { action, initiative }, coordinator)).toMatchObject({
      kind: 'forbidden',
    })
    await house.done('delivery.join-initiative', { action, initiative }, lead, 'muir')
    expect(await seenBy(lead, action)).toMatchObject({ initiative: { id: initiative, consent: 'given' } })
    expect(await inMuir('delivery.join-initiative', { action, initiative }, lead)).toMatchObject({
      refusal: { code: 'initiative-already' },
    })
    expect(await inMuir('delivery.leave-initiative', { action }, coordinator)).toMatchObject({ kind: 'forbidden' })
    await house.done('delivery.leave-initiative', { action }, lead, 'muir')
    expect(await seenBy(lead, action)).toMatchObject({ initiative: null })
  })
})

describe('the pages', () => {
  it('list what there is with the next step of whoever looks, and show words as words', async () => {
    const web = await house.web()
    const look = async (actor: Actor, url: string) =>
      web.inject({ url, headers: { cookie: await house.cookie(actor) } })
    const { body } = await look(coordinator, '/p/muir/initiatives')
    expect(body).toContain('pieces of work that partners do already')
    expect(body).toContain('&lt;b>Fifty')
    expect(body).not.toContain('<b>Fifty')
    expect(body).toMatch(/href="\/p\/muir\/initiatives\/\d+\/link"/)
    expect(body).toMatch(/href="\/p\/muir\/actions\/\d+\/consent"/)
    const observed = await look(await house.person('observer@muir.test'), '/p/muir/initiatives')
    expect(observed.statusCode).toBe(200)
    expect(observed.body).not.toMatch(/\/(link|quote|consent|register)"/)
    expect((await web.inject('/p/muir/initiatives')).headers.location).toMatch(/^\/sign-in\?onward=/)
  })

  it('answer the owner’s word by a form', async () => {
    const action = await link(await register('Bright paths'), coordinator)
    const web = await house.web()
    const cookie = await house.cookie(lead)
    const url = `/p/muir/actions/${action}/consent`
    const asked = await web.inject({ url, headers: { cookie } })
    expect(asked.body).toContain('Does Council of muir agree that “Bright paths” stands here?')
    const answered = await web.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: 'answer=given&words=',
    })
    expect(answered.statusCode).toBe(303)
    expect((await seenBy(coordinator, action))!.initiative!.consent).toBe('given')
    expect((await web.inject({ url: '/p/muir/actions/999999/consent', headers: { cookie } })).statusCode).toBe(404)
  })
})
