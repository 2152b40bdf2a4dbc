// The same work in two partnerships: answered once where what was said is the same, and never over words unseen.

import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  adoptedAction,
  dayLetters,
  green,
  letterTo,
  linkIn,
  openLink,
  planRound,
  post,
} from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import type { Actor } from '../../../operation/actor.ts'

const house = useHouse()
let lead: Actor
let coordinator: Actor
let here: number
let there: number

const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql, values))).rows

const itemOf = async (action: number): Promise<number> =>
  Number(
    (
      await rows<{ id: number }>('select id from request_item where action_id = $1 order by id desc limit 1', [action])
    )[0]!.id,
  )

const wordsOf = async (item: number) =>
  (
    await rows<{ state: string; words: string; version: number }>(
      'select state, words, version from request_item where id = $1',
      [item],
    )
  )[0]!

const day = (after: number) => new Date(house.now.getTime() + after * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  const [council] = await rows<{ id: number }>(
    `select min(r.organisation_id) as id from partner r join partnership p on p.id = r.partnership_id where p.slug = 'lorne'`,
  )
  const other = await house.person('coordinator@lorne.test')
  const part = { name: 'x', email: 'lead@muir.test', role: 'contributor', organisation: council!.id }
  await house.done('partnerships.give-role', part, other, 'lorne')
  // The coordinator of one looks on in the other.
  await house.done(
    'partnerships.give-role',
    { ...part, email: 'coordinator@muir.test', role: 'observer', organisation: '' },
    other,
    'lorne',
  )
  lead = await house.person('lead@muir.test')
  coordinator = await house.person('coordinator@muir.test')
  here = await adoptedAction(house, 'muir', 'Marshals in Muirton', { owner: lead })
  there = await adoptedAction(house, 'lorne', 'Marshals in Lorne', {
    owner: lead,
    deputy: await house.person('contributor@lorne.test'),
  })
  const [organisation] = await rows<{ id: number }>(
    `select organisation_id as id from membership where person_id = $1 and role = 'partner-lead'`,
    [lead.person],
  )
  const initiative = await house.done(
    'delivery.register-initiative',
    { organisation: organisation!.id, name: 'Night marshals', reporting: 'answers-once' },
    coordinator,
    'muir',
  )
  await rows(`update action set initiative_id = $1, consent = 'given' where id = any($2)`, [initiative, [here, there]])
})

beforeEach(async () => {
  await rows(`update round set state = 'cancelled'; delete from notice`)
  house.now = new Date(house.now.getTime() + 30 * 86_400_000)
})

const openIn = async (...slugs: string[]) => {
  for (const slug of slugs) await planRound(house, slug, { opens: day(0), closes: day(20) })
  await tick(house.site)
}

const seenBy = async (actor: Actor) =>
  (await (await house.web()).inject({ url: '/home', headers: { cookie: await house.cookie(actor) } })).body

describe('twins', () => {
  it('are not written where who answers has no part', async () => {
    await openIn('muir', 'lorne')
    const [mine, theirs] = [await itemOf(here), await itemOf(there)]
    await house.done(
      'rounds.answer',
      { item: mine, seen: 0, ...green, words: 'Written down by the coordinator' },
      coordinator,
    )
    expect(await wordsOf(theirs)).toMatchObject({ state: 'waiting', words: '', version: 0 })
    expect(
      await house.perform('rounds.answer', { item: theirs, seen: 0, ...green, words: 'x' }, coordinator),
    ).toMatchObject({ kind: 'not-found' })
  })

  it('are not written by a link that was not made for them', async () => {
    await openIn('muir')
    const web = await house.web()
    const link = linkIn((await letterTo(house, 'lead@muir.test')).body)
    const cookie = await openLink(web, link)
    await planRound(house, 'lorne', { opens: day(0), closes: day(20) })
    await tick(house.site)
    const [mine, theirs] = [await itemOf(here), await itemOf(there)]
    expect(
      (await post(web, `/r/${link}/items/${mine}`, { seen: '0', ...green, words: 'Forwarded' }, cookie)).statusCode,
    ).toBe(303)
    expect(await wordsOf(mine)).toMatchObject({ state: 'submitted' })
    expect(await wordsOf(theirs)).toMatchObject({ state: 'waiting', version: 0 })
  })

  it('stand apart once something else was said of one, and its words are not written over', async () => {
    await openIn('muir', 'lorne')
    const [mine, theirs] = [await itemOf(here), await itemOf(there)]
    const deputy = await house.person('contributor@lorne.test')
    await house.done(
      'rounds.answer',
      { item: theirs, seen: 0, ...green, words: 'Long words of Lorne’s deputy' },
      deputy,
    )
    await house.done('rounds.save-draft', { item: mine, seen: 0, words: 'x' }, lead)
    expect(await wordsOf(theirs)).toMatchObject({ state: 'submitted', words: 'Long words of Lorne’s deputy' })
    expect(await wordsOf(mine)).toMatchObject({ state: 'draft', words: 'x' })
  })

  it('can be answered apart', async () => {
    await openIn('muir', 'lorne')
    const [mine, theirs] = [await itemOf(here), await itemOf(there)]
    await house.done(
      'rounds.answer',
      { item: mine, seen: 0, ...green, words: 'In Muirton only', onlyHere: 'yes' },
      lead,
    )
    expect(await wordsOf(theirs)).toMatchObject({ state: 'waiting' })
    expect(await seenBy(lead)).toContain('Marshals in Lorne')
  })

  it('of which one is accepted leave the other to be answered', async () => {
    await openIn('muir')
    const mine = await itemOf(here)
    await house.done('rounds.answer', { item: mine, seen: 0, ...green, words: 'In Muirton' }, lead)
    await house.done('rounds.accept-item', { item: mine, seen: 1 }, coordinator, 'muir')
    await openIn('lorne')
    expect(await seenBy(lead)).toContain('One thing to answer')
  })

  it('say “no change” only where the same was said last', async () => {
    await openIn('muir', 'lorne')
    const [mine, theirs] = [await itemOf(here), await itemOf(there)]
    await house.done(
      'rounds.answer',
      { item: mine, seen: 0, ...green, words: 'Well in Muirton', onlyHere: 'yes' },
      lead,
    )
    await house.done(
      'rounds.answer',
      { item: theirs, seen: 0, status: 'red', direction: 'worse', confidence: 'high', words: 'Lorne is in trouble' },
      lead,
    )
    await house.done('rounds.accept-item', { item: mine, seen: 1 }, coordinator, 'muir')
    await house.done(
      'rounds.accept-item',
      { item: theirs, seen: 1 },
      await house.person('coordinator@lorne.test'),
      'lorne',
    )
    await rows(`update round set state = 'accepted'`)
    await openIn('muir', 'lorne')
    const [next, other] = [await itemOf(here), await itemOf(there)]
    await house.done('rounds.no-change', { item: next, seen: 0 }, lead)
    expect(await wordsOf(next)).toMatchObject({ state: 'submitted', words: 'Well in Muirton' })
    expect(await wordsOf(other)).toMatchObject({ state: 'waiting' })
  })
})

describe('an answer', () => {
  it('that was sent is not made unsent by saving while somebody writes', async () => {
    await openIn('muir')
    const mine = await itemOf(here)
    await house.done('rounds.answer', { item: mine, seen: 0, ...green, words: 'Sent' }, lead)
    expect(await house.perform('rounds.save-draft', { item: mine, seen: 1, words: 'se' }, lead)).toMatchObject({
      refusal: { code: 'sent-already' },
    })
    const { body } = await (await house.web()).inject({
      url: `/home/items/${mine}`,
      headers: { cookie: await house.cookie(lead) },
    })
    expect(body).not.toContain('data-saves-to')
    expect(await wordsOf(mine)).toMatchObject({ state: 'submitted', words: 'Sent' })
  })

  it('is not taken about work that has stopped, nor asked for any more', async () => {
    const action = await adoptedAction(house, 'muir', 'To be stopped', { owner: lead })
    await openIn('muir')
    const item = await itemOf(action)
    await house.done('delivery.stop-action', { action, because: 'The money ended' }, coordinator, 'muir')
    expect(await house.perform('rounds.answer', { item, seen: 0, ...green, words: 'x' }, lead)).toMatchObject({
      refusal: { code: 'subject-over' },
    })
    expect(await seenBy(lead)).not.toContain('To be stopped')
  })

  it('typed while a round closes is refused, and still on the page', async () => {
    await openIn('muir')
    const mine = await itemOf(here)
    await rows(`update round set state = 'closed' where state = 'open'`)
    const said = await post(
      await house.web(),
      `/home/items/${mine}`,
      { seen: '0', ...green, words: 'Typed too late' },
      await house.cookie(lead),
    )
    expect(said.statusCode).toBe(422)
    expect(said.body).toContain('Typed too late')
    expect(said.body).toContain('This round has closed')
  })

  it('and the acceptance of its round do not pass each other by', async () => {
    for (let tries = 0; tries < 5; tries++) {
      await rows(`update round set state = 'cancelled'`)
      await openIn('muir')
      const mine = await itemOf(here)
      const [{ id: round }] = (await rows<{ id: number }>(`select id from round where state = 'open'`)) as [
        { id: number },
      ]
      await house.done('rounds.answer', { item: mine, seen: 0, ...green, words: 'Once' }, lead)
      await house.done('rounds.return-item', { item: mine, note: 'More?' }, coordinator, 'muir')
      await rows(`update round set state = 'closed' where id = $1`, [round])
      const [, accepted] = await Promise.all([
        house.perform('rounds.answer', { item: mine, seen: 1, ...green, words: 'Mended' }, lead),
        house.perform('rounds.accept', { round }, coordinator, 'muir'),
      ])
      const { state } = (await rows<{ state: string }>('select state from round where id = $1', [round]))[0]!
      const item = await wordsOf(mine)
      // Either the mended answer came first and the round waits for it, or the round was accepted without it.
      expect(`${state} ${item.state}`, JSON.stringify(accepted)).toMatch(/^(closed submitted|accepted returned)$/)
    }
  })

  it('of a figure is held to what the figure can be', async () => {
    const define = (name: string, unit: string) =>
      house.done(
        'indicators.define',
        { name, kind: 'local', source: 'Our own count', unit, good: 'up', frequency: 'yearly', partner: '' },
        coordinator,
        'muir',
      )
    const share = await define('A share', 'share')
    await house.done(
      'indicators.name-owner',
      { indicator: share, person: lead.person, deputy: '' },
      coordinator,
      'muir',
    )
    await house.done(
      'indicators.record-reading',
      { indicator: share, period: '2024', value: '0.2', status: 'actual' },
      coordinator,
      'muir',
    )
    await rows(`update indicator set next_due = '2026-12-01' where id = $1`, [share])
    await openIn('muir')
    const [{ id: item }] = (await rows<{ id: number }>(
      'select id from request_item where indicator_id = $1 order by id desc',
      [share],
    )) as [{ id: number }]
    const tries = async (raw: object) =>
      (await house.perform('rounds.answer', { item, seen: 0, ...raw }, lead)) as { refusal?: { field?: string } }
    expect((await tries({ figure: '1250', figurePeriod: '2025' })).refusal?.field).toBe('figure')
    expect((await tries({ figure: '21', figurePeriod: '2199' })).refusal?.field).toBe('figurePeriod')
    expect((await tries({ figure: '21', figurePeriod: '2019' })).refusal?.field).toBe('figurePeriod')
    expect(await tries({ figure: '21', figurePeriod: '2025', reached: ['1'] })).toMatchObject({ ok: true })
    await house.done('rounds.accept-item', { item, seen: 1 }, coordinator, 'muir')
    const readings = () => rows(`select period, value from reading where indicator_id = $1 order by period`, [share])
    expect(await readings()).toEqual([
      { period: '2024', value: 0.2 },
      { period: '2025', value: 0.21 },
    ])
    const due = async () =>
      (await rows<{ next_due: string }>('select next_due from indicator where id = $1', [share]))[0]!.next_due
    const next = await due()
    // Returned, it is not recorded; accepted again, the next figure is due when it was.
    await house.done('rounds.return-item', { item, note: 'Sure?' }, coordinator, 'muir')
    expect(await readings()).toHaveLength(1)
    await house.done('rounds.answer', { item, seen: 1, figure: '22', figurePeriod: '2025' }, lead)
    await house.done('rounds.accept-item', { item, seen: 2 }, coordinator, 'muir')
    expect(await readings()).toEqual([
      { period: '2024', value: 0.2 },
      { period: '2025', value: 0.22 },
    ])
    expect(await due()).toBe(next)
  })
})

describe('a round that is closed', () => {
  it('sends no letter that was still to ask for something', async () => {
    await openIn('muir')
    const [{ id: request, round }] = (await rows<{ id: number; round: number }>(
      'select id, round_id as round from request order by id desc',
    )) as [{ id: number; round: number }]
    await house.done('rounds.chase', { request, note: 'Please' }, coordinator, 'muir')
    await house.done('rounds.close-early', { round, because: 'The board meets sooner' }, coordinator, 'muir')
    house.now = new Date(house.now.getTime() + 86_400_000)
    const before = (await dayLetters(house)).length
    await tick(house.site)
    expect((await dayLetters(house)).slice(before).filter(one => one.to === 'lead@muir.test')).toEqual([])
  })
})
