// A target for an indicator, walked from the page to the database and back (DESIGN's first walk).

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, useHouse } from '../../../test/harness.ts'
import { furnish, type Known } from '../../../test/surface.ts'

const house = useHouse()
let known: Known
let cookie: string
const form = (fields: Record<string, string>) => ({
  payload: new URLSearchParams(fields).toString(),
  headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
})
const targets = async () =>
  (await asOwner(house.owner, client => client.query('select value, because, superseded_at from target order by id')))
    .rows

beforeAll(async () => {
  known = await furnish(house)
  cookie = await house.cookie(await house.person('lead@muir.test'))
})

describe('a target for an indicator', () => {
  it('comes back beside its field, with what was typed, when it is no number', async () => {
    const web = await house.web()
    const before = await targets()
    const said = await web.inject({
      method: 'POST',
      url: `/p/muir/indicators/${known.indicator}/targets`,
      ...form({ period: '2034', value: 'a lot', because: 'We want to' }),
    })
    expect(said.statusCode).toBe(422)
    expect(said.body).toContain('Target must be a number')
    expect(said.body).toContain('value="a lot"')
    expect(said.body).toContain('We want to')
    expect(said.body).toMatch(/href="#field-value"/)
    expect(await targets()).toEqual(before)
  })

  it('is refused in words when the rules say no', async () => {
    const web = await house.web()
    const past = await web.inject({
      method: 'POST',
      url: `/p/muir/indicators/${known.indicator}/targets`,
      ...form({ period: '2020', value: '10', because: 'Late' }),
    })
    expect(past.statusCode).toBe(422)
    expect(past.body).toContain('A target must be for a time that is not over yet.')
  })

  it('supersedes the one that stood, is told to the coordinator, and stands on the page as chart and table', async () => {
    const web = await house.web()
    const url = `/p/muir/indicators/${known.indicator}`
    expect((await web.inject(url)).body).toContain('15.0%')
    const letters = await house.letters()
    const said = await web.inject({
      method: 'POST',
      url: `${url}/targets`,
      ...form({ period: '2034', value: '12%', because: 'The board asked for more <b>now</b>', goal: '' }),
    })
    expect(said.statusCode).toBe(303)
    expect(said.headers.location).toBe(url)
    const rows = await targets()
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ value: 15 })
    expect(rows[0].superseded_at).not.toBeNull()
    expect(rows[1]).toMatchObject({ value: 12, superseded_at: null })
    const { rows: kept } = await asOwner(house.owner, client =>
      client.query(
        `select fact, subject_kind, subject_id from history where operation = 'indicators.set-target' order by id desc limit 1`,
      ),
    )
    expect(kept[0]).toMatchObject({
      subject_kind: 'target',
      fact: { fact: 'TargetSet', value: 12, period: '2034', because: 'The board asked for more <b>now</b>' },
    })
    expect((await house.letters()) - letters).toBe(1)
    const page = await web.inject(url)
    expect(page.body).toContain('12.0%')
    expect(page.body).toContain('<svg')
    expect(page.body).toContain('The same figures as a table')
    expect(page.body).toContain('&lt;b>now')
  })

  it('does the same from the API, where the button and the law agree', async () => {
    const contributor = await house.person('contributor@muir.test')
    expect(
      await house.perform(
        'indicators.set-target',
        { indicator: known.indicator, period: '2035', value: 10, because: 'x' },
        contributor,
        'muir',
      ),
    ).toMatchObject({ kind: 'forbidden' })
    const page = await (await house.web()).inject({
      url: `/p/muir/indicators/${known.indicator}`,
      headers: { cookie: await house.cookie(contributor) },
    })
    expect(page.body).not.toContain('Set a target')
  })

  it('keeps one standing target when many are set at once', async () => {
    const coordinator = await house.person('coordinator@muir.test')
    const all = Array.from({ length: 20 }, (_, at) =>
      house.perform(
        'indicators.set-target',
        { indicator: known.indicator, period: '2036', value: at + 1, because: 'At once' },
        coordinator,
        'muir',
      ),
    )
    expect((await Promise.all(all)).every(outcome => outcome.ok)).toBe(true)
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        `select count(*)::int as all, count(*) filter (where superseded_at is null)::int as standing from target where period = '2036'`,
      ),
    )
    expect(rows[0]).toEqual({ all: 20, standing: 1 })
  })
})
