// Moderation on a real database: what is shown and hidden, who may ask again, and who may not answer that.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../../test/harness.ts'
import { reading } from '../../../../db/handles.ts'
import { type Actor, stranger } from '../../../../operation/actor.ts'
import { receiptHash } from '../../admission.ts'
import { type SomeEngagement, someEngagement } from '../some-engagement.ts'
import { hiddenOf, howMuchWaits, tally, waiting } from './queries.ts'

const house = useHouse()
let some: SomeEngagement
let receipt: string
let other: Actor

beforeAll(async () => {
  await twoPartnerships(house)
  some = await someEngagement(house)
  other = house.administrator
  receipt = await some.respond('first', { q2: 'More benches' })
  await some.respond('second', { q2: 'Fewer cars' })
})

const tries = (name: string, raw: Record<string, unknown>, actor: Actor = some.coordinator, slug = 'muir') =>
  house.perform(`engagement.${name}`, raw, actor, slug)
const read = async <T>(work: Parameters<typeof reading<T>>[2]): Promise<T> =>
  reading(house.database.root, [(await house.partnership('muir')).id], work)
const row = async (sql: string) => (await asOwner(house.owner, client => client.query(sql))).rows[0]
const refusedWith = (code: string) => ({ ok: false, kind: 'refused', refusal: expect.objectContaining({ code }) })

describe('showing and hiding', () => {
  it('has in its queue what people wrote, in two lists', async () => {
    await some.wrote('Fewer cars')
    const added = await read(db => waiting(db, some.engagement, 'added'))
    expect(added.map(one => one.thing).toSorted()).toEqual(['comment', 'idea', 'statement'])
    const answers = await read(db => waiting(db, some.engagement, 'answers'))
    expect(answers.map(({ words, asked }) => [words, asked])).toEqual([
      ['More benches', 'What would make it better?'],
      ['Fewer cars', 'What would make it better?'],
    ])
  })

  it('shows those that were ticked, once, and has them counted again', async () => {
    const added = await read(db => waiting(db, some.engagement, 'added'))
    const things = added.map(one => `${one.thing}-${one.number}`)
    await asOwner(house.owner, client => client.query('update activity set recount = false'))
    expect(await tries('show-ticked', { engagement: some.engagement, things })).toMatchObject({ ok: true })
    expect(await read(db => howMuchWaits(db, some.engagement))).toEqual({ added: 0, answers: 2 })
    expect(await row(`select array_agg(state) as states from idea`)).toEqual({ states: ['shown'] })
    expect(await row(`select array_agg(kind order by kind) as kinds from activity where recount`)).toEqual({
      kinds: ['ideas', 'statements'],
    })
    expect(await tries('show-ticked', { engagement: some.engagement, things })).toMatchObject(
      refusedWith('decided-meanwhile'),
    )
    expect(await tries('show-ticked', { engagement: some.engagement, things: [] })).toMatchObject(
      refusedWith('nothing-ticked'),
    )
  })

  it('hides only for a reason, keeps the words, and says nothing of them in history', async () => {
    const number = await some.saidBy('More benches')
    expect(await tries('moderate', { thing: 'said', number, verdict: 'hide' })).toMatchObject(
      refusedWith('reason-missing'),
    )
    const hide = { thing: 'said', number, verdict: 'hide', reason: 'repeats', words: 'Said by Mrs Smith before' }
    expect(await tries('moderate', hide)).toMatchObject({ ok: true })
    expect(await row(`select state, words from said where id = ${number}`)).toEqual({
      state: 'hidden',
      words: 'More benches',
    })
    expect((await row(`select fact from history where operation = 'engagement.moderate'`)).fact).toEqual({
      fact: 'ThingModerated',
      thing: 'said',
      number,
      engagement: some.engagement,
      verdict: 'hide',
      reason: 'repeats',
    })
    expect(await tries('moderate', hide)).toMatchObject(refusedWith('hidden-already'))
  })

  it('is for those who run it, in their own partnership', async () => {
    const raw = { thing: 'said', number: await some.saidBy('Fewer cars'), verdict: 'show' }
    expect(await tries('moderate', raw, await house.person('observer@muir.test'))).toMatchObject({ kind: 'forbidden' })
    expect(await tries('moderate', raw, stranger)).toMatchObject({ kind: 'not-found' })
    expect(await tries('moderate', raw, await house.person('coordinator@lorne.test'), 'lorne')).toMatchObject({
      kind: 'not-found',
    })
  })

  it('shows nothing that was taken back', async () => {
    await some.respond('third', { q2: 'Never mind' })
    const number = await some.saidBy('Never mind')
    await asOwner(house.owner, client =>
      client.query(
        `update response set withdrawn_on = '2026-11-22' where id = (select response_id from said where id = $1)`,
        [number],
      ),
    )
    expect(await tries('moderate', { thing: 'said', number, verdict: 'show' })).toMatchObject(refusedWith('taken-back'))
    expect((await read(db => waiting(db, some.engagement, 'answers'))).map(one => one.words)).toEqual(['Fewer cars'])
  })
})

describe('the words of a body', () => {
  it('are hidden only where they name a person or are against the law', async () => {
    await some.respond('council', { q2: 'As a council we say: no lamps' })
    const number = await some.saidBy('As a council we say: no lamps')
    await asOwner(house.owner, client =>
      client.query(
        `update response set organisation_id = (select min(id) from organisation) where id = (select response_id from said where id = $1)`,
        [number],
      ),
    )
    const hide = (reason: string) => tries('moderate', { thing: 'said', number, verdict: 'hide', reason })
    for (const reason of ['off-subject', 'repeats', 'advertising', 'hateful'])
      expect(await hide(reason), reason).toMatchObject(refusedWith('words-of-body'))
    const web = await house.web()
    const { body } = await web.inject({
      url: `/p/muir/engagements/${some.engagement}/run/moderate/said/${number}`,
      headers: { cookie: await house.cookie(some.coordinator) },
    })
    expect(body).toContain('hidden only if they name a person or are against the')
    expect(body).not.toContain('It is about something else')
    expect(await hide('unlawful')).toMatchObject({ ok: true })
    await asOwner(house.owner, async client => {
      await client.query('delete from moderation where thing_id = $1', [number])
      await client.query('delete from said where id = $1', [number])
    })
  })
})

describe('another look', () => {
  const asks = async (more: Record<string, unknown> = {}) => ({
    receipt,
    thing: 'said',
    number: await some.saidBy('More benches'),
    words: 'I said it first',
    ...more,
  })
  const decision = async () => Number((await row(`select max(id) as id from moderation where reason = 'repeats'`)).id)

  it('tells whoever holds the receipt what was hidden and why', async () => {
    expect(await read(db => hiddenOf(db, receiptHash(receipt)))).toMatchObject([
      { words: 'More benches', reason: 'repeats', told: 'Said by Mrs Smith before', appealed: false },
    ])
  })

  it('is for whoever wrote it, of what is hidden, once; nobody stands in history', async () => {
    expect(await tries('appeal', await asks({ receipt: 'ABCD-EFGH-ABCD-EFGH' }), stranger)).toMatchObject({
      kind: 'not-found',
    })
    expect(await tries('appeal', await asks({ number: await some.saidBy('Fewer cars') }), stranger)).toMatchObject({
      kind: 'not-found',
    })
    expect(await tries('appeal', await asks(), some.coordinator)).toMatchObject({ ok: true })
    expect(await tries('appeal', await asks(), stranger)).toMatchObject({ ok: true, written: { again: true } })
    expect(await tries('appeal', await asks({ words: 'And more' }), stranger)).toMatchObject(
      refusedWith('appealed-already'),
    )
    const { lines, kept, people } = await row(
      `select count(*)::int as lines, max(fact::text) as kept, count(person_id)::int as people from history where operation = 'engagement.appeal'`,
    )
    expect({ lines, people }).toEqual({ lines: 1, people: 0 })
    expect(kept).not.toContain('I said it first')
    expect(kept).not.toContain(receipt)
  })

  it('waits for somebody else than whoever decided first', async () => {
    const moderation = await decision()
    const raw = { moderation, verdict: 'show', words: 'It was there first' }
    expect(
      await tries('moderate', { thing: 'said', number: await some.saidBy('More benches'), verdict: 'show' }),
    ).toMatchObject(refusedWith('appeal-waits'))
    expect(await tries('decide-appeal', raw)).toMatchObject(refusedWith('same-person'))
    expect(await tries('decide-appeal', raw, other)).toMatchObject({ ok: true })
    expect(await tries('decide-appeal', raw, other)).toMatchObject(refusedWith('appeal-decided'))
    expect((await row(`select state from said where words = 'More benches'`)).state).toBe('shown')
    expect(await tries('moderate', { ...(await asks()), verdict: 'hide', reason: 'hateful' })).toMatchObject(
      refusedWith('settled-by-appeal'),
    )
  })

  it('is not for somebody who hid it once, though somebody else showed it meanwhile', async () => {
    const wrote = await some.respond('turns', { q2: 'A pond for newts' })
    const number = await some.saidBy('A pond for newts')
    const hide = { thing: 'said', number, verdict: 'hide', reason: 'off-subject' }
    await tries('moderate', hide)
    await tries('moderate', { thing: 'said', number, verdict: 'show' }, other)
    await tries('moderate', hide, other)
    await tries('appeal', { receipt: wrote, thing: 'said', number, words: 'It is the park' }, stranger)
    const moderation = Number((await row(`select max(id) as id from moderation where thing_id = ${number}`)).id)
    const decide = { moderation, verdict: 'show', words: 'It is' }
    expect(await tries('decide-appeal', decide)).toMatchObject(refusedWith('same-person'))
    expect(await tries('decide-appeal', decide, other)).toMatchObject(refusedWith('same-person'))
    await asOwner(house.owner, async client => {
      await client.query('delete from moderation where thing_id = $1', [number])
      await client.query('delete from said where id = $1', [number])
    })
  })

  it('is counted in public', async () => {
    expect(await read(db => tally(db, some.engagement))).toEqual({
      shown: 4,
      hidden: 0,
      byReason: {},
      appeals: 1,
      shownAfterAll: 1,
      leftHidden: 0,
    })
  })
})

describe('pages', () => {
  it('lead from the queue to hiding, with words escaped, and say a mistake beside its field', async () => {
    await some.respond('fourth', { q2: 'A <b>bold</b> wish' })
    const number = await some.saidBy('A <b>bold</b> wish')
    const web = await house.web()
    const headers = { cookie: await house.cookie(some.coordinator) }
    const base = `/p/muir/engagements/${some.engagement}`
    const queue = await web.inject({ url: `${base}/run/moderate`, headers })
    expect(queue.statusCode).toBe(200)
    expect(queue.body).toContain('A &lt;b>bold&lt;/b> wish')
    expect(queue.body).toContain(`name="things" value="said-${number}"`)
    const url = `${base}/run/moderate/said/${number}`
    expect((await web.inject({ url: `${url}?verdict=hide`, headers })).statusCode).toBe(200)
    const post = (payload: string) =>
      web.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      })
    const refused = await post('verdict=hide&words=About+Jo')
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Choose why it is hidden.')
    expect(refused.body).toContain('About Jo')
    expect((await post('verdict=hide&reason=names-person&words=About+Jo')).headers.location).toBe(
      `${base}/run/moderate`,
    )
    const log = await web.inject(`${base}/moderation`)
    expect(log.statusCode).toBe(200)
    expect(log.body).toContain('It names a person')
    expect(log.body).not.toContain('bold')
    expect(log.body).not.toContain('About Jo')
    expect(log.body).not.toContain('coordinator of muir')
  })

  it('let whoever holds the receipt ask for another look, and nobody keep the page', async () => {
    const mine = await some.respond('fourth', { q2: 'A <b>bold</b> wish' })
    const number = await some.saidBy('A <b>bold</b> wish')
    const web = await house.web()
    const url = `/p/muir/receipts/${mine}/appeal/said/${number}`
    const shown = await web.inject(url)
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain('About Jo')
    expect(shown.headers['cache-control']).toBe('private, no-store')
    const sent = await web.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'words=It+names+nobody',
    })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/p/muir/receipts/${mine}`])
    const again = await web.inject(url)
    expect(again.body).toContain('You have asked for another look already.')
    expect(again.body).not.toContain('<textarea')
    expect((await web.inject(`/p/muir/receipts/WRONG/appeal/said/${number}`)).statusCode).toBe(404)
    const headers = { cookie: await house.cookie(other) }
    const queue = await web.inject({ url: `/p/muir/engagements/${some.engagement}/run/moderate`, headers })
    expect(queue.body).toContain('Asked for another look')
    const [, appeal] = /run\/moderate\/appeals\/(\d+)/.exec(queue.body)!
    const asked = await web.inject({
      url: `/p/muir/engagements/${some.engagement}/run/moderate/appeals/${appeal}`,
      headers,
    })
    expect(asked.body).toContain('It names nobody')
  })

  it('are read by programs too, without words', async () => {
    const web = await house.web()
    const base = `/api/v1/partnerships/muir/engagements/${some.engagement}`
    const { items, next } = (await web.inject(`${base}/moderation?limit=1`)).json()
    expect(items).toEqual([expect.objectContaining({ thing: 'said', verdict: 'hide', reason: 'names-person' })])
    const more = (await web.inject(`${base}/moderation?cursor=${next}`)).json()
    expect(more.items[0].id).toBeLessThan(items[0].id)
    expect(more.next).toBeNull()
    expect((await web.inject(`${base}/themes`)).json()).toEqual({ sorted: 0, themes: [] })
    expect((await web.inject(`${base}/checks`)).json()).toMatchObject({ clusters: [] })
  })

  it('are not there for a draft', async () => {
    const draft = await house.done(
      'engagement.plan',
      {
        title: 'Not yet',
        purpose: 'Why',
        subject: 'x',
        audience: 'All',
        level: 'consult',
        opens: '2027-01-01',
        closes: '2027-02-01',
      },
      some.coordinator,
      'muir',
    )
    const web = await house.web()
    for (const path of ['moderation', 'checks'])
      for (const base of ['/p/muir', '/api/v1/partnerships/muir'])
        expect((await web.inject(`${base}/engagements/${draft}/${path}`)).statusCode, base).toBe(404)
  })
})

it('leaves the count and no words once personal details are erased', async () => {
  const before = await read(db => tally(db, some.engagement))
  await asOwner(house.owner, client => client.query(`select app.keep_voice('2030-01-01Z', '2030-01-01')`))
  expect(await row(`select bool_and(words || appeal || appeal_words = '') as gone from moderation`)).toEqual({
    gone: true,
  })
  expect(await read(db => tally(db, some.engagement))).toEqual(before)
})

describe('on the erasing day', () => {
  it('no quote stays whose text is hidden, and networks go though it was called off', async () => {
    await some.respond('quoted', { q2: 'Swings for all', 'q2.quote': 'yes' })
    await some.respond('hidden', { q2: 'Ask Jo for swings', 'q2.quote': 'yes' })
    const theme = await house.done(
      'engagement.add-theme',
      { engagement: some.engagement, title: 'Swings' },
      some.coordinator,
      'muir',
    )
    for (const words of ['Swings for all', 'Ask Jo for swings'])
      await house.done('engagement.choose-quote', { said: await some.saidBy(words), theme }, some.coordinator, 'muir')
    const number = await some.saidBy('Ask Jo for swings')
    await tries('moderate', { thing: 'said', number, verdict: 'hide', reason: 'names-person' })
    const keep = (day: string) =>
      asOwner(house.owner, client => client.query(`select app.keep_voice('${day}T12:00:00Z', '${day}')`))
    const networks = async () => (await row('select count(network)::int as kept from response')).kept
    await asOwner(house.owner, client => client.query(`update response set network = 'n'`))
    await asOwner(house.owner, client =>
      client.query(`update engagement set erase_on = '2029-01-01', erased_at = null where id = $1`, [some.engagement]),
    )
    await keep('2027-03-01')
    expect(await networks()).toBeGreaterThan(0)
    await tries('call-off', { engagement: some.engagement, because: 'No money' })
    await keep('2027-02-01')
    expect(await networks()).toBeGreaterThan(0)
    await keep('2027-03-01')
    expect(await networks()).toBe(0)
    expect((await row('select count(*)::int as quotes from quote')).quotes).toBe(2)
    await keep('2029-01-01')
    expect(await row('select array_agg(words) as words from quote')).toEqual({ words: ['Swings for all'] })
  })
})
