// Answering: two at once, the same thing asked in several places, what must be said, absence and escalation.

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adoptedAction, dayLetters, green, letterTo, planRound, post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import type { Actor } from '../../../operation/actor.ts'

const house = useHouse()
let coordinator: Actor
let lead: Actor
let contributor: Actor

const sqlRows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql, values))).rows

const itemsOf = async (action: number) =>
  (await sqlRows<{ id: string }>('select id from request_item where action_id = $1 order by id desc', [action])).map(
    one => Number(one.id),
  )

const wordsOf = async (item: number) =>
  (
    await sqlRows<{ state: string; words: string; version: number; holder: string | null }>(
      'select i.state, i.words, i.version, q.person_id as holder from request_item i left join request q on q.id = i.request_id where i.id = $1',
      [item],
    )
  )[0]!

/** Both coordinators let the neighbour in, so that one person belongs to both. */
const givePart = async (email: string, slug: string, role: string) => {
  const [own] = await sqlRows<{ organisation: string }>(
    `select r.organisation_id as organisation from partner r join partnership p on p.id = r.partnership_id where p.slug = $1 order by r.id limit 1`,
    [slug],
  )
  await house.done(
    'partnerships.give-role',
    { name: 'x', email, role, organisation: Number(own!.organisation) },
    await house.person(`coordinator@${slug}.test`),
    slug,
  )
}

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  await givePart('lead@muir.test', 'lorne', 'contributor')
  lead = await house.person('lead@muir.test')
  contributor = await house.person('contributor@muir.test')
})

/** Every test has rounds of its own; what was asked before is over. */
beforeEach(async () => {
  house.now = new Date(house.now.getTime() + 30 * 86_400_000)
})
afterEach(() =>
  sqlRows(`update round set state = 'accepted' where state <> 'accepted'; update action set stopped_on = '2026-01-01'`),
)

const day = (after: number) => new Date(house.now.getTime() + after * 86_400_000).toISOString().slice(0, 10)

const asked = async (slug: string, days = 20) => {
  await planRound(house, slug, { opens: day(0), closes: day(days) })
  await tick(house.site)
}

describe('two people who answer the same thing at once', () => {
  it('lose no words: the second is shown the first, with their own still there', async () => {
    const action = await adoptedAction(house, 'muir', 'Two at once', { owner: lead, deputy: contributor })
    await asked('muir')
    const [item] = await itemsOf(action)
    const web = await house.web()
    const [first, second] = [await house.cookie(lead), await house.cookie(contributor)]
    expect(
      (await post(web, `/home/items/${item}`, { seen: '0', ...green, words: 'Said by the first' }, first)).statusCode,
    ).toBe(303)
    const late = await post(web, `/home/items/${item}`, { seen: '0', ...green, words: 'Said by the second' }, second)
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('lead of muir saved this while you were writing')
    expect(late.body).toContain('Said by the first')
    expect(late.body).toContain('Said by the second')
    expect((await wordsOf(item!)).words).toBe('Said by the first')
    // Having seen it, they may say what holds.
    const seen = /name="seen" value="(\d+)"/.exec(late.body)![1]!
    expect((await post(web, `/home/items/${item}`, { seen, ...green, words: 'Both of us' }, second)).statusCode).toBe(
      303,
    )
    expect((await wordsOf(item!)).words).toBe('Both of us')
  })

  it('truly at the same moment: one is saved, the others are told', async () => {
    const action = await adoptedAction(house, 'muir', 'Eight at once', { owner: lead, deputy: contributor })
    await asked('muir')
    const [item] = await itemsOf(action)
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        house.perform('rounds.save-draft', { item, seen: 0, words: `Words ${at}` }, at % 2 ? lead : contributor),
      ),
    )
    expect(outcomes.filter(one => one.ok)).toHaveLength(1)
    for (const one of outcomes.filter(each => !each.ok))
      expect(one).toMatchObject({ kind: 'refused', refusal: { code: 'saved-meanwhile' } })
    expect(await wordsOf(item!)).toMatchObject({ state: 'draft', version: 1 })
  })
})

describe('the same work in two partnerships', () => {
  it('is asked once and lands in each, with a line of history in each', async () => {
    const [organisation] = await sqlRows<{ id: string }>(
      `select organisation_id as id from membership where person_id = $1 and role = 'partner-lead'`,
      [lead.person],
    )
    const initiative = await house.done(
      'delivery.register-initiative',
      { organisation: Number(organisation!.id), name: 'Night marshals', reporting: 'answers-once' },
      coordinator,
      'muir',
    )
    const here = await adoptedAction(house, 'muir', 'Marshals in Muirton', { owner: lead })
    const there = await adoptedAction(house, 'lorne', 'Marshals in Lorne', { owner: lead })
    await sqlRows(`update action set initiative_id = $1, consent = 'given' where id = any($2)`, [
      initiative,
      [here, there],
    ])
    for (const slug of ['muir', 'lorne']) await planRound(house, slug, { opens: day(0), closes: day(20) })
    await tick(house.site)
    expect(
      (await dayLetters(house)).filter(one => one.cause.endsWith(day(0)) && one.to === 'lead@muir.test'),
    ).toHaveLength(1)
    const web = await house.web()
    const { body } = await web.inject({ url: '/home', headers: { cookie: await house.cookie(lead) } })
    expect(body).toContain('One thing to answer')
    expect(body).toContain('you answer once')
    const [mine] = await itemsOf(here)
    const [theirs] = await itemsOf(there)
    const before = Number((await sqlRows<{ count: string }>('select count(*) from history'))[0]!.count)
    await house.done('rounds.answer', { item: mine, seen: 0, ...green, words: 'On 26 nights.' }, lead)
    expect([(await wordsOf(mine!)).words, (await wordsOf(theirs!)).words]).toEqual(['On 26 nights.', 'On 26 nights.'])
    const lines = await sqlRows<{ partnership_id: string }>(
      'select partnership_id from history order by id desc limit 2',
    )
    expect(new Set(lines.map(one => one.partnership_id)).size).toBe(2)
    expect(Number((await sqlRows<{ count: string }>('select count(*) from history'))[0]!.count)).toBe(before + 2)
  })
})

describe('an answer', () => {
  it('says how an action stands, which way, how sure, and why', async () => {
    const action = await adoptedAction(house, 'muir', 'To be said', { owner: lead })
    await asked('muir')
    const [item] = await itemsOf(action)
    const tries = async (raw: Record<string, unknown>) =>
      (await house.perform('rounds.answer', { item, seen: 0, ...raw }, lead)) as { refusal?: { field?: string } }
    expect((await tries({})).refusal?.field).toBe('status')
    expect((await tries({ status: 'red' })).refusal?.field).toBe('direction')
    expect((await tries({ status: 'red', direction: 'worse' })).refusal?.field).toBe('confidence')
    expect((await tries({ ...green })).refusal?.field).toBe('words')
    expect(await tries({ ...green, words: 'Well' })).toMatchObject({ ok: true })
  })

  it('can be “no change” only where something was said before, and then says it again', async () => {
    const action = await adoptedAction(house, 'muir', 'Twice asked', { owner: lead })
    await asked('muir')
    const [first] = await itemsOf(action)
    expect(await house.perform('rounds.no-change', { item: first, seen: 0 }, lead)).toMatchObject({
      refusal: { code: 'nothing-before' },
    })
    await house.done('rounds.answer', { item: first, seen: 0, ...green, words: 'On 26 nights.' }, lead)
    await house.done('rounds.accept-item', { item: first }, coordinator, 'muir')
    await sqlRows(`update round set state = 'accepted' where state = 'open'`)
    await asked('muir')
    const [second] = await itemsOf(action)
    await house.done('rounds.no-change', { item: second, seen: 0 }, lead)
    expect(await sqlRows('select state, words, status, unchanged from request_item where id = $1', [second])).toEqual([
      { state: 'submitted', words: 'On 26 nights.', status: 'green', unchanged: true },
    ])
  })

  it('brings milestones and figures to where they belong once it is accepted', async () => {
    const action = await adoptedAction(house, 'muir', 'With milestones', { owner: lead })
    const milestone = await house.done(
      'delivery.promise-milestone',
      { action, words: 'Fifty homes', due: '2027-06-30' },
      coordinator,
      'muir',
    )
    const indicator = await house.done(
      'indicators.define',
      {
        name: 'Nights covered',
        kind: 'local',
        source: 'Our own count',
        unit: 'number',
        good: 'up',
        frequency: 'yearly',
        partner: '',
      },
      coordinator,
      'muir',
    )
    await house.done('indicators.name-owner', { indicator, person: lead.person, deputy: '' }, coordinator, 'muir')
    await asked('muir')
    const [item] = await itemsOf(action)
    const [figure] = await sqlRows<{ id: string }>('select id from request_item where indicator_id = $1', [indicator])
    await house.done('rounds.answer', { item, seen: 0, ...green, words: 'Done', reached: [milestone] }, lead)
    expect(await house.perform('rounds.answer', { item: figure!.id, seen: 0, words: 'All' }, lead)).toMatchObject({
      refusal: { field: 'figure' },
    })
    await house.done(
      'rounds.answer',
      { item: figure!.id, seen: 0, figure: '26', figurePeriod: '2026', words: 'All winter' },
      lead,
    )
    expect(await sqlRows('select reached_on from milestone where id = $1', [milestone])).toEqual([{ reached_on: null }])
    const [round] = await sqlRows<{ id: string }>(`select id from round where state = 'open'`)
    await house.done('rounds.accept-all', { round: round!.id }, coordinator, 'muir')
    expect(
      (await sqlRows<{ reached_on: string | null }>('select reached_on from milestone where id = $1', [milestone]))[0]!
        .reached_on,
    ).not.toBeNull()
    expect(await sqlRows('select period, value, status from reading where indicator_id = $1', [indicator])).toEqual([
      { period: '2026', value: 26, status: 'actual' },
    ])
    await house.done('indicators.retire', { indicator, because: 'Enough' }, coordinator, 'muir')
  })
})

describe('who is asked', () => {
  it('is the deputy while the owner is away', async () => {
    const action = await adoptedAction(house, 'muir', 'Away', { owner: lead, deputy: contributor })
    await sqlRows('insert into absence (person_id, from_on, to_on) values ($1, $2, $3)', [lead.person, day(-1), day(5)])
    await asked('muir')
    const [item] = await itemsOf(action)
    expect(Number((await wordsOf(item!)).holder)).toBe(contributor.person)
    await sqlRows('delete from absence')
  })

  it('is the lead of the organisation once the owner has no part any more', async () => {
    const gone = await house.person('member@muir.test')
    const action = await adoptedAction(house, 'muir', 'Left alone', { owner: gone })
    await sqlRows(`update membership set ended_on = '2026-11-01' where person_id = $1`, [gone.person])
    await asked('muir')
    const [item] = await itemsOf(action)
    expect(Number((await wordsOf(item!)).holder)).toBe(lead.person)
    await sqlRows(`update membership set ended_on = null where person_id = $1`, [gone.person])
  })

  it('goes up to the deputy, then to the lead of the organisation, each told once', async () => {
    const other = await house.person('member@muir.test')
    const action = await adoptedAction(house, 'muir', 'Going up', { owner: other, deputy: contributor })
    await asked('muir', 10)
    const started = house.now.getTime()
    const told: string[] = []
    for (let at = 1; at <= 12; at++) {
      house.now = new Date(started + at * 86_400_000)
      await tick(house.site)
      await tick(house.site)
      const today = house.now.toISOString().slice(0, 10)
      for (const one of await dayLetters(house)) if (one.cause.endsWith(today)) told.push(`${at} ${one.to}`)
    }
    expect(told).toEqual([
      '5 member@muir.test',
      '7 contributor@muir.test',
      '8 lead@muir.test',
      '9 coordinator@muir.test',
      '9 member@muir.test',
      '11 coordinator@muir.test',
    ])
    expect((await letterTo(house, 'lead@muir.test')).body).toContain('You are the lead for the organisation')
    const [item] = await itemsOf(action)
    expect((await wordsOf(item!)).state).toBe('waiting')
  })
})
