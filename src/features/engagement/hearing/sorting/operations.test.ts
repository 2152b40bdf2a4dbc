// Sorting on a real database: themes, several people’s opinions, how far they agree, search, and quotes.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../../test/harness.ts'
import { reading } from '../../../../db/handles.ts'
import type { Actor } from '../../../../operation/actor.ts'
import { type SomeEngagement, someEngagement } from '../some-engagement.ts'
import { agreements, nextToSort, progress, search, themesOf } from './queries.ts'

const house = useHouse()
let some: SomeEngagement
let second: Actor
let benches: number
let crossings: number
const texts = [
  'More benches by the pond',
  'Safe crossings near the school',
  'Benches and crossings',
  'Leave it as it is',
]

beforeAll(async () => {
  await twoPartnerships(house)
  some = await someEngagement(house)
  second = house.administrator
  for (const [at, q2] of texts.entries())
    await some.respond(`device-${at}`, at < 2 ? { q2, 'q2.quote': 'yes' } : { q2 })
})

const tries = (name: string, raw: Record<string, unknown>, actor: Actor = some.coordinator, slug = 'muir') =>
  house.perform(`engagement.${name}`, raw, actor, slug)
const done = (name: string, raw: Record<string, unknown>, actor: Actor = some.coordinator) =>
  house.done(`engagement.${name}`, raw, actor, 'muir')
const read = async <T>(work: Parameters<typeof reading<T>>[2], slug = 'muir'): Promise<T> =>
  reading(house.database.root, [(await house.partnership(slug)).id], work)
const named = async () =>
  (await read(db => themesOf(db, some.engagement))).map(({ title, texts: n, of }) => [title, n, of])
const refusedWith = (code: string) => ({ ok: false, kind: 'refused', refusal: expect.objectContaining({ code }) })
const said = (at: number) => some.saidBy(texts[at]!)

describe('themes', () => {
  it('are added, changed and dropped by those who run it', async () => {
    benches = await done('add-theme', { engagement: some.engagement, title: 'Somewhere to sit' })
    crossings = await done('add-theme', {
      engagement: some.engagement,
      title: 'Crossings',
      words: 'Getting over roads',
    })
    const odd = await done('add-theme', { engagement: some.engagement, title: 'Odd' })
    await done('edit-theme', { theme: benches, title: 'Benches', words: '' })
    await done('drop-theme', { theme: odd })
    expect(await tries('edit-theme', { theme: odd, title: 'Even' })).toMatchObject(refusedWith('theme-dropped'))
    expect(await named()).toEqual([
      ['Benches', 0, 0],
      ['Crossings', 0, 0],
    ])
    expect(
      await tries('add-theme', { engagement: some.engagement, title: 'x' }, await house.person('observer@muir.test')),
    ).toMatchObject({ kind: 'forbidden' })
    expect(
      await tries(
        'add-theme',
        { engagement: some.engagement, title: 'x' },
        await house.person('coordinator@lorne.test'),
        'lorne',
      ),
    ).toMatchObject({ kind: 'not-found' })
  })

  it('stay while what people want most is made of them', async () => {
    await asOwner(house.owner, async client => {
      await client.query(
        `insert into voice_priority (partnership_id, engagement_id, title, position, named_on) select partnership_id, engagement_id, 'Sit down', 1, '2026-11-22' from voice_theme where id = $1`,
        [benches],
      )
      await client.query(
        `insert into priority_theme (partnership_id, priority_id, theme_id) select partnership_id, id, $1 from voice_priority`,
        [benches],
      )
    })
    expect(await tries('drop-theme', { theme: benches })).toMatchObject(refusedWith('theme-in-use'))
  })
})

describe('sorting', () => {
  it('asks for a theme or none of them, and for themes of this engagement', async () => {
    expect(await tries('sort', { said: await said(0) })).toMatchObject(refusedWith('nothing-ticked'))
    expect(await tries('sort', { said: await said(0), themes: [benches], none: 'yes' })).toMatchObject(
      refusedWith('both-ticked'),
    )
    expect(await tries('sort', { said: await said(0), themes: [999] })).toMatchObject(refusedWith('theme-unknown'))
  })

  it('gives each person the next text they have not sorted', async () => {
    const next = () => read(db => nextToSort(db, some.engagement, some.coordinator.person!))
    expect(await next()).toBe(await said(0))
    await done('sort', { said: await said(0), themes: [crossings] })
    expect(await next()).toBe(await said(1))
    expect(await read(db => nextToSort(db, some.engagement, second.person!))).toBe(await said(0))
  })

  it('replaces one’s own earlier opinion and leaves those of others', async () => {
    await done('sort', { said: await said(0), themes: [benches] })
    await done('sort', { said: await said(1), themes: [crossings] })
    await done('sort', { said: await said(2), themes: [benches, crossings] })
    await done('sort', { said: await said(3), none: 'yes' })
    expect(await named()).toEqual([
      ['Benches', 2, 4],
      ['Crossings', 2, 4],
    ])
    expect(await read(db => nextToSort(db, some.engagement, some.coordinator.person!))).toBeNull()
  })

  it('counts a text for a theme when at least half of its readers say so, and says how far they agree', async () => {
    await done('sort', { said: await said(0), themes: [benches] }, second)
    await done('sort', { said: await said(1), themes: [crossings] }, second)
    await done('sort', { said: await said(2), themes: [crossings] }, second)
    await done('sort', { said: await said(3), none: 'yes' }, second)
    // One of two says that the third text is about benches: that is half.
    expect(await named()).toEqual([
      ['Benches', 2, 4],
      ['Crossings', 2, 4],
    ])
    const [two, ...more] = await read(db => agreements(db, some.engagement))
    expect(more).toEqual([])
    expect(two!.both).toBe(4)
    expect(two!.byTheme.map(({ title, agreement }) => [title, agreement!.observed, agreement!.kappa])).toEqual([
      ['Benches', 0.75, 0.5],
      ['Crossings', 1, 1],
    ])
    // Of eight yes or no, seven the same; both say yes 4 and 3 times.
    expect(two!.overall!.kappa).toBeCloseTo((7 / 8 - 0.5) / 0.5)
    expect(await read(db => progress(db, some.engagement, second.person))).toEqual({ texts: 4, sorted: 4, mine: 4 })
  })

  it('counts nothing of an answer that was set aside or taken back', async () => {
    const setAside = (day: string | null) =>
      asOwner(house.owner, client =>
        client.query(
          `update response set set_aside_on = $1 where id = (select response_id from said where words = $2)`,
          [day, texts[0]],
        ),
      )
    await setAside('2026-11-22')
    expect(await named()).toEqual([
      ['Benches', 1, 3],
      ['Crossings', 2, 3],
    ])
    await setAside(null)
  })
})

describe('search', () => {
  it('finds words in any form, phrases and either-or, in this engagement only', async () => {
    const words = async (q: string) =>
      (await read(db => search(db, some.engagement, q, null))).texts.map(one => one.words).toSorted()
    expect(await words('bench')).toEqual([texts[2], texts[0]])
    expect(await words('"safe crossing"')).toEqual([texts[1]])
    expect(await words('pond or school')).toEqual([texts[0], texts[1]])
    expect(await words(`'; drop table said --`)).toEqual([])
    expect(await read(db => search(db, some.engagement + 1, 'bench', null))).toEqual({ all: 0, texts: [] })
    expect((await read(db => search(db, some.engagement, 'bench', null), 'lorne')).texts).toEqual([])
  })
})

describe('quotes', () => {
  const quotes = async () =>
    (await read(db => themesOf(db, some.engagement))).flatMap(one => one.quotes.map(({ words, who }) => [words, who]))

  it('are of texts whose writer agreed, unedited, and leave no words in history', async () => {
    expect(await tries('choose-quote', { said: await said(2), theme: benches })).toMatchObject(
      refusedWith('not-quotable'),
    )
    const quote = { said: await said(0), theme: benches, who: 'A grandfather' }
    await done('choose-quote', quote)
    expect(await tries('choose-quote', quote)).toMatchObject(refusedWith('quoted-already'))
    expect(await tries('choose-quote', { ...quote, theme: 999 })).toMatchObject(refusedWith('theme-unknown'))
    expect(await quotes()).toEqual([[texts[0], 'A grandfather']])
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select fact::text from history where operation = 'engagement.choose-quote'`),
    )
    expect(rows[0].fact).not.toContain('pond')
    expect(rows[0].fact).not.toContain('grandfather')
  })

  it('are not of what is hidden, and go when it is hidden later', async () => {
    await done('moderate', { thing: 'said', number: await said(1), verdict: 'hide', reason: 'off-subject' })
    expect(await tries('choose-quote', { said: await said(1), theme: crossings })).toMatchObject(refusedWith('hidden'))
    await done('moderate', { thing: 'said', number: await said(0), verdict: 'hide', reason: 'off-subject' })
    expect(await quotes()).toEqual([])
    await done('moderate', { thing: 'said', number: await said(0), verdict: 'show' })
    expect(await quotes()).toHaveLength(1)
  })

  it('are only of answers that count, and go when one is set aside later', async () => {
    const setAside = async (at: number, on: string | null) =>
      asOwner(house.owner, async client =>
        client.query(
          'update response set set_aside_on = $1 where id = (select response_id from said where words = $2)',
          [on, texts[at]],
        ),
      )
    await done('moderate', { thing: 'said', number: await said(1), verdict: 'show' })
    await setAside(1, '2026-11-22')
    expect(await tries('choose-quote', { said: await said(1), theme: crossings })).toMatchObject(
      refusedWith('set-aside'),
    )
    await setAside(0, '2026-11-22')
    expect(await quotes()).toEqual([])
    await setAside(0, null)
    await setAside(1, null)
    expect(await quotes()).toHaveLength(1)
  })

  it('can be taken out again', async () => {
    const [{ quotes: [quote] = [] } = {}] = await read(db => themesOf(db, some.engagement))
    await done('drop-quote', { quote: quote!.id })
    expect(await quotes()).toEqual([])
  })
})

describe('pages', () => {
  it('sort from one text to the next', async () => {
    await some.respond('late', { q2: 'A late <wish> for benches', 'q2.quote': 'yes' })
    const late = await some.saidBy('A late <wish> for benches')
    const web = await house.web()
    const headers = { cookie: await house.cookie(some.coordinator) }
    const base = `/p/muir/engagements/${some.engagement}/run/sorting`
    const get = (path: string) => web.inject({ url: `${base}${path}`, headers })
    const main = await get('')
    expect(main.statusCode).toBe(200)
    expect(main.body).toContain('at least half of the people who sorted it')
    expect(main.body).toContain('0.75 (substantial)')
    const next = await get('/next')
    expect(next.body).toContain('A late &lt;wish> for benches')
    expect(next.body).toContain(`action="${base}/texts/${late}"`)
    const post = (payload: string) =>
      web.inject({
        method: 'POST',
        url: `${base}/texts/${late}`,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      })
    const refused = await post('')
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Tick at least one theme')
    expect(refused.body).toContain('A late &lt;wish>')
    expect((await post(`themes=${benches}`)).headers.location).toBe(`${base}/next`)
    expect((await get('/next')).body).toContain('You have sorted every text.')
    expect((await get('/search?q=late')).body).toContain('A late &lt;wish>')
    expect((await get('/search?q=nowhere')).body).toContain('Nothing found')
    expect((await get(`/themes/${benches}`)).body).toContain('A late &lt;wish>')
    for (const path of [`/texts/${late}`, `/texts/${late}/quote`, `/themes/${benches}/edit`, `/themes/${benches}/drop`])
      expect((await get(path)).statusCode, path).toBe(200)
    expect((await web.inject(base)).statusCode).toBe(303)
    const observer = { cookie: await house.cookie(await house.person('observer@muir.test')) }
    expect((await web.inject({ url: base, headers: observer })).statusCode).toBe(404)
  })
})
