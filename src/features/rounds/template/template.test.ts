// A partner's own template: who may define it, what comes out of it, and what never does.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import type { Actor } from '../../../operation/actor.ts'
import { readSheet, type Sheet } from '../../../outside/sheets.ts'
import { usualColumns } from './template.ts'

const house = useHouse()
/** The council of muir is a partner in lorne too; the health board of muir has a part in one of its actions. */
let council: number
let board: number
let lead: Actor
let action: number

const one = async (question: string, given: unknown[] = []) =>
  (await asOwner(house.owner, client => client.query(question, given))).rows[0]

const organisation = async (name: string): Promise<number> =>
  Number((await one('select id from organisation where name = $1', [name])).id)

const partnerOf = async (body: number, slug: string): Promise<number> =>
  Number(
    (
      await one(
        'select r.id from partner r join partnership p on p.id = r.partnership_id where r.organisation_id = $1 and p.slug = $2',
        [body, slug],
      )
    ).id,
  )

async function work(slug: string, title: string, partner: number): Promise<number> {
  const made = await house.done(
    'delivery.propose-action',
    { title, about: '', horizon: 'medium', principle: 'delivery', starts: '2026-01-01', ends: '2027-12-31', partner },
    house.administrator,
    slug,
  )
  await house.done(
    'delivery.adopt-action',
    { action: made, despite: 'The law officer answers in May.' },
    house.administrator,
    slug,
  )
  return made
}

const get = async (actor: Actor, url: string) => {
  const web = await house.web()
  return web.inject({ url, headers: { cookie: await house.cookie(actor) } })
}

async function sheet(actor: Actor, body: number, ending: 'csv' | 'xlsx'): Promise<Sheet> {
  const answered = await get(actor, `/home/templates/${body}/items.${ending}`)
  expect(answered.statusCode).toBe(200)
  const read = await readSheet(answered.rawPayload)
  if (!('rows' in read)) throw new Error(JSON.stringify(read))
  return read
}

beforeAll(async () => {
  await twoPartnerships(house)
  const { administrator, done } = house
  council = await organisation('Council of muir')
  board = await organisation('Health board of muir')
  await done(
    'partnerships.take-in-partner',
    { organisation: council, basis: 'statutory', joined: '2021-04-01' },
    administrator,
    'lorne',
  )
  await done(
    'partnerships.give-role',
    { name: 'lead of muir', email: 'lead@muir.test', role: 'partner-lead', organisation: council },
    administrator,
    'lorne',
  )
  lead = await house.person('lead@muir.test')
  const here = await partnerOf(council, 'muir')
  action = await work('muir', 'Safer nights', here)
  await done(
    'delivery.set-part',
    { action, partner: await partnerOf(board, 'muir'), does: 'Runs the clinic.' },
    administrator,
    'muir',
  )
  await work('muir', 'Clinics of the board alone', await partnerOf(board, 'muir'))
  await work('lorne', '=cmd|calc', await partnerOf(council, 'lorne'))
  await work('lorne', 'Work of the council of lorne', await partnerOf(await organisation('Council of lorne'), 'lorne'))
  const indicator = await done(
    'indicators.define',
    {
      name: 'Assaults',
      kind: 'local',
      source: 'Our own count',
      unit: 'share',
      good: 'down',
      frequency: 'yearly',
      outcomes: [],
      partner: here,
    },
    administrator,
    'muir',
  )
  await done(
    'indicators.record-reading',
    { indicator, period: '2024', value: 0.29, status: 'actual' },
    administrator,
    'muir',
  )
  await done(
    'indicators.record-reading',
    { indicator, period: '2025', value: 0.25, status: 'actual' },
    administrator,
    'muir',
  )
})

describe('a template without columns', () => {
  it('uses the usual ones, over every partnership, as CSV and XLSX alike', async () => {
    for (const ending of ['csv', 'xlsx'] as const) {
      const { headings, rows } = await sheet(lead, council, ending)
      expect(headings).toEqual(usualColumns.map(column => column.heading))
      expect(rows.map(row => [row.cells.Partnership, row.cells.Title])).toEqual([
        ['lorne together', '=cmd|calc'],
        ['muir together', 'Safer nights'],
        ['muir together', 'Assaults'],
      ])
      expect(rows[2]!.cells).toMatchObject({ 'Latest figure': '25', 'Figure counts': 'per cent', 'Figure for': '2025' })
      expect(rows[1]!.cells['Web address']).toBe(`http://thegither.test/p/muir/actions/${action}`)
    }
  })

  it('runs no formula that somebody wrote as a title', async () => {
    const { body } = await get(lead, `/home/templates/${council}/items.csv`)
    expect(body).toContain(`'=cmd|calc`)
    expect(body).not.toMatch(/(^|,|")=cmd/m)
  })
})

describe('columns', () => {
  const columns: number[] = []
  const add = (heading: string, shows: string, words = '') =>
    house.perform('rounds.add-column', { organisation: council, heading, shows, words }, lead)

  it('are defined once, moved and dropped, and the file follows', async () => {
    for (const [heading, shows, words] of [
      ['Ref', 'reference', ''],
      ['Division', 'fixed', 'N Division'],
      ['What', 'title', ''],
      ['Where', 'partnership', ''],
      ['Our comment', 'nothing', ''],
    ] as const) {
      const added = await add(heading, shows, words)
      if (!added.ok) throw new Error(JSON.stringify(added))
      columns.push(added.written.id as number)
    }
    await house.done('rounds.move-column', { column: columns[2], towards: 'up' }, lead)
    await house.done('rounds.drop-column', { column: columns[3] }, lead)
    for (const ending of ['csv', 'xlsx'] as const) {
      const { headings, rows } = await sheet(lead, council, ending)
      expect(headings).toEqual(['Ref', 'What', 'Division', 'Our comment'])
      expect(rows[1]!.cells).toEqual({
        Ref: `A${action}`,
        What: 'Safer nights',
        Division: 'N Division',
        'Our comment': '',
      })
    }
  })

  it('keep their names apart, and say what is missing', async () => {
    expect(await add('REF', 'title')).toMatchObject({ refusal: { code: 'heading-taken', field: 'heading' } })
    expect(await add('Team', 'fixed')).toMatchObject({ refusal: { code: 'words-missing', field: 'words' } })
    const first = { column: columns[0], towards: 'up' }
    expect(await house.perform('rounds.move-column', first, lead)).toMatchObject({ refusal: { code: 'first-already' } })
    const last = { column: columns[4], towards: 'down' }
    expect(await house.perform('rounds.move-column', last, lead)).toMatchObject({ refusal: { code: 'last-already' } })
  })

  it('are not there for anybody who does not lead for the organisation', async () => {
    const board = await house.person('contributor@muir.test')
    for (const actor of [board, await house.person('lead@lorne.test'), await house.person('coordinator@muir.test')]) {
      expect(
        await house.perform('rounds.add-column', { organisation: council, heading: 'X', shows: 'title' }, actor),
      ).toMatchObject({ kind: 'not-found' })
      expect(await house.perform('rounds.move-column', { column: columns[0], towards: 'down' }, actor)).toMatchObject({
        kind: 'not-found',
      })
      expect(await house.perform('rounds.drop-column', { column: columns[0] }, actor)).toMatchObject({
        kind: 'not-found',
      })
      for (const path of ['', '/columns', `/columns/${columns[0]}/drop`, '/items.csv', '/items.xlsx'])
        expect((await get(actor, `/home/templates/${council}${path}`)).statusCode, path).toBe(404)
    }
  })

  it('are changed through their pages', async () => {
    const page = await get(lead, `/home/templates/${council}`)
    expect(page.body).toContain('Three items in 4 columns, from lorne together and muir together.')
    expect(page.body).toContain(`action="/home/templates/${council}/columns/${columns[0]}/move"`)
    const web = await house.web()
    const moved = await web.inject({
      method: 'POST',
      url: `/home/templates/${council}/columns/${columns[0]}/move`,
      headers: { cookie: await house.cookie(lead), 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'towards=down',
    })
    expect(moved.headers.location).toBe(`/home/templates/${council}`)
    expect((await sheet(lead, council, 'csv')).headings).toEqual(['What', 'Ref', 'Division', 'Our comment'])
  })
})

describe('a contributor', () => {
  it('takes out the items of their own organisation and cannot define it', async () => {
    const contributor = await house.person('contributor@muir.test')
    const { rows } = await sheet(contributor, board, 'csv')
    expect(rows.map(row => [row.cells.Title, row.cells['Our part']])).toEqual([
      ['Clinics of the board alone', 'Lead'],
      ['Safer nights', 'Partner'],
    ])
    expect((await get(contributor, `/home/templates/${board}`)).body).not.toContain('Add a column')
    expect((await get(contributor, `/home/templates/${board}/columns`)).statusCode).toBe(404)
  })
})

describe('the latest words', () => {
  const latest = async (actor: Actor, body: number) => {
    const { rows } = await sheet(actor, body, 'csv')
    return rows.find(row => row.cells.Title === 'Safer nights')!.cells
  }

  it('are what was sent, for its own people alone, until it is accepted', async () => {
    const coordinator = await house.person('coordinator@muir.test')
    const { rows } = await asOwner(house.owner, client => client.query('delete from template_column returning id'))
    expect(rows).toHaveLength(4)
    await house.done(
      'rounds.plan',
      {
        title: 'Winter',
        starts: '2026-10-01',
        ends: '2026-12-31',
        opens: '2026-11-24',
        closes: '2026-12-10',
        remindDays: 5,
        deputyDays: 3,
        leadDays: 2,
      },
      coordinator,
      'muir',
    )
    house.now = new Date('2026-11-24T08:00:00Z')
    await tick(house.site)
    const item = Number((await one('select id from request_item where action_id = $1', [action])).id)
    const said = {
      item,
      seen: 0,
      status: 'amber',
      direction: 'worse',
      confidence: 'low',
      words: 'Money ends in March.',
      needs: 'Who pays?',
    }
    expect(await house.perform('rounds.answer', said, lead)).toMatchObject({ ok: true })

    // A milestone that is overdue is still the next.
    const promise = (words: string, due: string) =>
      house.done('delivery.promise-milestone', { action, words, due }, coordinator, 'muir')
    await promise('Marshals on duty', '2026-11-30')
    await promise('Marshals all year', '2027-06-30')
    house.now = new Date('2026-12-02T08:00:00Z')
    expect(await latest(lead, council)).toMatchObject({ 'Next milestone': 'Marshals on duty', Due: '2026-11-30' })

    const contributor = await house.person('contributor@muir.test')
    expect(await latest(lead, council)).toMatchObject({
      'Latest update': 'Money ends in March.',
      Checked: 'Sent, not checked yet',
      'As at': '2026-11-24',
      Status: 'Amber: at risk',
      'Needs a decision': 'Who pays?',
    })
    expect(await latest(contributor, board)).toMatchObject({ 'Latest update': '', Checked: '', Status: '' })
    await house.done('rounds.accept-item', { item }, coordinator, 'muir')
    expect(await latest(contributor, board)).toMatchObject({
      'Latest update': 'Money ends in March.',
      Checked: 'Accepted',
    })
  })
})
