// The structure through a real database: dated groups, seats and who holds them, ties, joint bodies, and who sees what.

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { reading } from '../../db/handles.ts'
import type { Actor } from '../../operation/actor.ts'
import { group, peopleToSeat, settings, structureOn } from './queries.ts'
import { closesCircle } from './rules.ts'
import { hoursOf } from './structure.ts'

const house = useHouse()
const today = '2026-11-22'
let coordinator: Actor
let lead: Actor
let council: number

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  lead = await house.person('lead@muir.test')
  const { rows } = await asOwner(house.owner, client =>
    client.query(
      `select r.organisation_id::int as id from partner r join partnership p on p.id = r.partnership_id where p.slug = 'muir' order by r.id`,
    ),
  )
  council = rows[0].id
})

const does = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator, slug = 'muir') =>
  house.done(`landscape.${name}`, raw, actor, slug)
const tries = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator, slug = 'muir') =>
  house.perform(`landscape.${name}`, raw, actor, slug)
const read = async <T>(work: Parameters<typeof reading<T>>[2], slug = 'muir'): Promise<T> =>
  reading(house.database.root, [(await house.partnership(slug)).id], work)
const on = (day: string) => read(db => structureOn(db, day))
const refusal = async (outcome: ReturnType<typeof tries>) => {
  const said = await outcome
  return said.ok ? null : 'refusal' in said ? said.refusal.code : said.errors
}

const added = (name: string, more: Record<string, unknown> = {}) =>
  does('add-group', { name, kind: 'thematic', meetings: 4, minutes: 120, since: '2020-01-01', ...more })

describe('a group', () => {
  it('is said to be something from a day on, and what it was before stays', async () => {
    const id = await added('Children')
    await does('describe-group', { group: id, name: 'Children and families', kind: 'thematic', on: '2024-05-01' })
    const then = await on('2024-04-30')
    const now = await on('2024-05-01')
    expect(then.groups.find(one => one.id === id)?.name).toBe('Children')
    expect(now.groups.find(one => one.id === id)?.name).toBe('Children and families')
    expect((await on('2019-12-31')).groups).toEqual([])
    expect((await read(db => group(db, id)))?.texts.map(text => [text.name, text.since, text.until])).toEqual([
      ['Children and families', '2024-05-01', null],
      ['Children', '2020-01-01', '2024-05-01'],
    ])
    expect(
      await refusal(tries('describe-group', { group: id, name: 'Older', kind: 'thematic', on: '2022-01-01' })),
    ).toBe('said-later')
  })

  it('has a name of its own, whatever its case, and no day that has not come', async () => {
    await added('Transport')
    expect(await refusal(tries('add-group', { name: 'TRANSPORT', kind: 'board', since: '2020-01-01' }))).toBe(
      'group-name-taken',
    )
    expect(await refusal(tries('add-group', { name: 'New today', kind: 'board', since: today }))).toBe(
      'propose-instead',
    )
    expect(await refusal(tries('add-group', { name: 'Later', kind: 'board', since: '2030-01-01' }))).toBe(
      'in-the-future',
    )
    expect(
      await refusal(tries('add-group', { name: 'Often', kind: 'board', meetings: 400, since: '2020-01-01' })),
    ).toBe('meetings-unreal')
  })

  it('ends with its seats and links; the day before stands as it was', async () => {
    const id = await added('Short lived')
    const other = await added('Stays')
    await does('link-groups', { group: id, kind: 'reports-to', other })
    await does('add-seat', {
      group: id,
      organisation: council,
      office: 'chair',
      filledBy: 'nominated',
      on: '2021-01-01',
    })
    await does('end-group', { group: id, because: 'Its work is done.', on: '2025-03-31' })
    const before = await on('2025-03-30')
    expect(before.groups.find(one => one.id === id)?.seats).toHaveLength(1)
    const after = await on('2025-03-31')
    expect(after.groups.find(one => one.id === id)).toBeUndefined()
    expect((await on(today)).links.filter(link => link.from === id || link.to === id)).toEqual([])
    const ended = await read(db => group(db, id))
    expect([ended?.seats.length, ended?.links.map(link => link.name)]).toEqual([1, ['Stays']])
    expect(await refusal(tries('end-group', { group: id, because: 'Again' }))).toBe('group-ended')
    expect(
      await refusal(tries('add-seat', { group: id, organisation: council, office: 'member', filledBy: 'invited' })),
    ).toBe('group-ended')
    // The name is free again.
    await added('Short lived')
  })
})

describe('a seat', () => {
  it('is an organisation’s or speaks for people directly, begins vacant, and counts in hours when held', async () => {
    const id = await added('Health')
    expect(await refusal(tries('add-seat', { group: id, office: 'member', filledBy: 'invited' }))).toBe('seat-for-one')
    await does('add-seat', { group: id, organisation: council, office: 'chair', filledBy: 'ex-officio', voting: true })
    await does('add-seat', { group: id, constituency: 'Carers', office: 'member', filledBy: 'elected', voting: true })
    const found = () => on(today).then(structure => structure.groups.find(one => one.id === id)!)
    const [chair, carers] = (await found()).seats
    expect([chair!.voice, carers!.voice, chair!.held, carers!.held]).toEqual([false, true, false, false])
    await does('fill-seat', { seat: chair!.id, name: 'Ann Other' })
    await does('fill-seat', { seat: carers!.id })
    // 4 meetings × (2 hours + 1 to prepare) × 2 people
    expect(hoursOf(await found(), 1)).toBe(24)
    await does('vacate-seat', { seat: carers!.id })
    expect(hoursOf(await found(), 1)).toBe(12)
    expect(await refusal(tries('vacate-seat', { seat: carers!.id }))).toBe('seat-empty')
  })

  it('knows who held it when; no name is in history', async () => {
    const id = await added('Homes')
    await does('add-seat', {
      group: id,
      organisation: council,
      office: 'member',
      filledBy: 'nominated',
      on: '2020-01-01',
    })
    const { seats } = (await on(today)).groups.find(one => one.id === id)!
    const seat = seats[0]!.id
    await does('fill-seat', { seat, name: 'Zebedee First', on: '2021-01-01' })
    await does('fill-seat', { seat, name: 'Yolanda Second', on: '2024-01-01' })
    await does('name-substitute', { seat, name: 'Xavier Third' })
    const holder = async (day: string) => (await on(day)).groups.find(one => one.id === id)!.seats[0]!
    const [first, second] = [await holder('2023-12-31'), await holder('2024-01-01')]
    expect(first.person).not.toBe(second.person)
    expect((await holder('2020-06-01')).held).toBe(false)
    for (const verb of ['fill-seat', 'vacate-seat'])
      expect(await refusal(tries(verb, { seat, on: '2022-01-01' }))).toBe('sat-later')
    const names = (await read(peopleToSeat)).map(person => person.name)
    expect(names).toEqual(expect.arrayContaining(['Yolanda Second', 'Xavier Third']))
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select string_agg(fact::text, '') as all from history`),
    )
    expect(rows[0].all).not.toMatch(/Zebedee|Yolanda|Xavier/)
    expect(await refusal(tries('fill-seat', { seat, person: second.person, name: 'Both' }))).toBe('one-of-two')
  })

  it('forgets somebody a year after their last seat, and not before', async () => {
    const id = await added('Archive')
    await does('add-seat', {
      group: id,
      constituency: 'Young people',
      office: 'member',
      filledBy: 'open-call',
      on: '2020-01-01',
    })
    const seat = (await on(today)).groups.find(one => one.id === id)!.seats[0]!.id
    await does('fill-seat', { seat, name: 'Walter Gone', on: '2021-01-01' })
    await does('vacate-seat', { seat, on: '2025-06-01' })
    const nameOn = async (day: string) => {
      await asOwner(house.owner, client => client.query(`select app.keep_landscape($1::timestamptz, $1::date)`, [day]))
      const { rows } = await asOwner(house.owner, client =>
        client.query(`select p.name from sitting s join person p on p.id = s.person_id where s.seat_id = $1`, [seat]),
      )
      return rows[0].name
    }
    expect(await nameOn('2026-05-31')).toBe('Walter Gone')
    expect(await nameOn('2026-06-02')).toBe('Someone who has left')
  })
})

describe('ties', () => {
  it('lead upwards only', async () => {
    const [a, b, c] = [await added('A'), await added('B'), await added('C')]
    await does('link-groups', { group: a, kind: 'reports-to', other: b })
    await does('link-groups', { group: b, kind: 'part-of', other: c })
    expect(await refusal(tries('link-groups', { group: c, kind: 'reports-to', other: a }))).toBe('link-circle')
    expect(await refusal(tries('link-groups', { group: a, kind: 'reports-to', other: b }))).toBe('linked-already')
    expect(await refusal(tries('link-groups', { group: a, kind: 'informs', other: a }))).toBe('itself')
    await does('link-groups', { group: c, kind: 'informs', other: a })
    const link = (await read(db => group(db, a)))!.links.find(one => one.kind === 'reports-to')!
    await does('unlink-groups', { groupLink: link.id })
    expect(await refusal(tries('unlink-groups', { groupLink: link.id }))).toBe('link-gone')
    await does('link-groups', { group: c, kind: 'reports-to', other: a })
  })

  it('no order of links ever makes a circle', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 20 }), wanted => {
        const up: { from: number; to: number }[] = []
        for (const [from, to] of wanted) if (from !== to && !closesCircle(up, from, to)) up.push({ from, to })
        const reaches = (at: number, goal: number, left: number): boolean =>
          left > 0 && up.some(link => link.from === at && (link.to === goal || reaches(link.to, goal, left - 1)))
        return up.every(link => !reaches(link.from, link.from, 8))
      }),
    )
  })

  it('a remit names one thing at a time, once', async () => {
    const id = await added('Places')
    const { areaCode } = await house.partnership('muir')
    expect(await refusal(tries('add-to-remit', { group: id }))).toBe('remit-one')
    expect(await refusal(tries('add-to-remit', { group: id, place: 'S99000001' }))).toBe('remit-unknown')
    await does('add-to-remit', { group: id, place: areaCode })
    expect(await refusal(tries('add-to-remit', { group: id, place: areaCode }))).toBe('remit-already')
    const remit = (await read(db => group(db, id)))!.remits[0]!
    await does('take-from-remit', { remit: remit.id })
    expect((await on(today)).groups.find(one => one.id === id)!.places).toEqual([])
  })
})

describe('a joint body', () => {
  it('has one group in each partnership that links to it, and keeps its own governance', async () => {
    const body = await does('register-joint-body', { name: 'Integration Joint Board', ownGovernance: 'Its own board' })
    expect(await refusal(tries('register-joint-body', { name: 'integration joint board' }))).toBe('body-taken')
    const here = await does('link-joint-body', { body, reports: 'Its yearly report', meetings: 6, minutes: 120 })
    expect(await refusal(tries('link-joint-body', { body, reports: 'Again' }))).toBe('body-here')
    const neighbour = await house.person('coordinator@lorne.test')
    await does('link-joint-body', { body, reports: 'What it does in Lorne' }, neighbour, 'lorne')
    expect((await read(db => group(db, here)))?.reports).toBe('Its yearly report')
    expect(await refusal(tries('describe-group', { group: here, name: 'Ours', kind: 'board' }))).toBe('stays-joint')
    await does('say-what-it-reports', { group: here, reports: 'Its plan too' })
    expect((await read(db => group(db, here)))?.reports).toBe('Its plan too')
  })
})

describe('who sees and changes it', () => {
  it('only coordinators change it, and strangers see it once it is public, without names', async () => {
    expect(await refusal(tries('add-group', { name: 'Mine', kind: 'board', since: '2020-01-01' }, lead))).toBe(
      'not-yours',
    )
    const web = await house.web()
    const page = () => web.inject('/p/muir/structure')
    expect((await page()).statusCode).toBe(404)
    await does('publish-structure', {})
    expect(await refusal(tries('publish-structure', {}))).toBe('published-already')
    const shown = await page()
    expect(shown.statusCode).toBe(200)
    const id = (await on(today)).groups.find(one => one.name === 'Homes')!.id
    const one = await web.inject(`/p/muir/structure/groups/${id}`)
    expect(one.body).toContain('Filled')
    expect(shown.body + one.body).not.toMatch(/Yolanda|Xavier|Zebedee/)
    await does('withdraw-structure', {})
    expect((await page()).statusCode).toBe(404)
    expect((await read(settings)).publishedOn).toBeNull()
  })
})
