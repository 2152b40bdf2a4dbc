// The calendar on a real database: planning beside who was asked before, what runs elsewhere, what became of it, feeds.

import { XMLParser } from 'fast-xml-parser'
import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'

const house = useHouse()
let web: FastifyInstance
let coordinator: Actor
let contributor: Actor
let council: number
let board: number
const ids: Record<string, number> = {}

const done = (name: string, raw: Record<string, unknown>, actor = coordinator, slug = 'muir') =>
  house.done(`engagement.${name}`, raw, actor, slug)
const tried = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator) =>
  house.perform(`engagement.${name}`, raw, actor, 'muir')
const words = {
  title: 'The future of the park',
  purpose: 'What should change',
  subject: 'parks',
  audience: 'Everyone in Strathmuir',
  level: 'consult',
  opens: '2027-03-01',
  closes: '2027-03-31',
  organisation: '',
  outcomes: [],
  places: ['X13000001'],
}
const promise = { decidedBy: 'The board', admits: 'anyone', resultsShown: 'after-closing' }
const got = async (url: string, actor?: Actor) =>
  web.inject({ url, headers: actor ? { cookie: await house.cookie(actor) } : {} })
const sent = async (url: string, typed: Record<string, string | string[]>, actor = coordinator) =>
  web.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: await house.cookie(actor) },
    payload: new URLSearchParams(
      Object.entries(typed).flatMap(([name, value]) => [value].flat().map(one => [name, one])),
    ).toString(),
  })
const asks = (text: string, values: unknown[] = []) =>
  asOwner(house.owner, client => client.query(text, values)).then(({ rows }) => rows)

/** One that ran, was closed, and has things that people asked for, each with its decision or none. */
async function asked(
  raw: Record<string, unknown>,
  due: string,
  wishes: readonly { title: string; answer?: string; on?: string }[],
  calledOff?: { because: string },
): Promise<number> {
  house.now = new Date(`${raw.opens}T09:00:00Z`)
  const engagement = await done('plan', { ...words, ...raw })
  await done('add-activity', { engagement, kind: 'meeting', title: 'A meeting' })
  await done('promise-answer', { engagement, answerDue: due, ...promise })
  await done('announce', { engagement })
  await done('open', { engagement })
  house.now = new Date(`${raw.closes}T18:00:00Z`)
  await (calledOff ? done('call-off', { engagement, ...calledOff }) : done('close', { engagement }))
  house.now = new Date('2026-11-22T10:00:00Z')
  for (const [at, wish] of wishes.entries()) {
    const [{ id, partnership_id }] = await asks(
      `insert into voice_priority (partnership_id, engagement_id, title, position, named_on)
       select partnership_id, id, $2, $3, $4 from engagement where id = $1 returning id, partnership_id`,
      [engagement, wish.title, at, raw.closes],
    )
    if (wish.answer)
      await asks(
        `insert into voice_decision (partnership_id, priority_id, answer, reason, decided_by, decided_on) values ($1, $2, $3, 'Because.', 'The board', $4)`,
        [partnership_id, id, wish.answer, wish.on],
      )
  }
  return engagement
}

beforeAll(async () => {
  await twoPartnerships(house)
  await asks(
    `insert into place (code, name, kind, invented) values ('X13000001', 'Northside', 'ward', true), ('X13000002', 'Southside', 'ward', true)`,
  )
  await asks(
    `insert into place_parent (place_code, parent_code) values ('X13000001', 'X12000001'), ('X13000002', 'X12000001')`,
  )
  coordinator = await house.person('coordinator@muir.test')
  contributor = await house.person('contributor@muir.test')
  council = (await house.person('lead@muir.test')).roles[0]!.organisation!
  board = contributor.roles[0]!.organisation!
  web = await house.web()
})

describe('an empty calendar', () => {
  it('says what will be here, and offers members the first step', async () => {
    expect((await got('/p/muir/engagements')).body).toContain('Nothing has been asked here yet')
    const { body } = await got('/p/muir/engagements', coordinator)
    expect(body).toContain('/p/muir/engagements/new/before')
    expect((await got('/p/muir/engagements/answered')).body).toContain('has closed yet')
    expect((await got('/p/muir/engagements.ics')).statusCode).toBe(200)
    expect((await got('/p/muir/engagements.atom')).statusCode).toBe(200)
  })
})

describe('one that runs elsewhere', () => {
  const linked = {
    ...words,
    title: 'Play areas',
    subject: 'park play areas',
    audience: 'Children',
    opens: '2025-05-01',
    closes: '2025-06-01',
    address: 'https://council.test/play',
    heard: 'More swings & <slides>.',
  }

  it('is linked by who acts for the body that asks, and waits to be announced', async () => {
    ids.linked = await done('link', { ...linked, organisation: board }, contributor)
    expect(await tried('link', { ...linked, organisation: council }, contributor)).toMatchObject({ kind: 'forbidden' })
    expect(await tried('link', linked, contributor)).toMatchObject({ kind: 'forbidden' })
    expect(await tried('link', linked, stranger)).toMatchObject({ kind: 'not-found' })
    expect((await got('/p/muir/engagements')).body).not.toContain('Play areas')
    expect((await got('/p/muir/engagements', contributor)).body).toContain('Being planned')
    await done('announce', { engagement: ids.linked }, contributor)
    const { body } = await got('/p/muir/engagements')
    expect(body).toContain('Play areas')
    expect(body).toContain('People said: More swings &amp; &lt;slides>.')
  })

  it('must have an address while people can still take part', async () => {
    const now = { ...linked, opens: '2026-11-01', closes: '2026-12-01', address: '' }
    expect(await tried('link', now)).toMatchObject({ refusal: { code: 'address-missing', field: 'address' } })
    expect(await tried('link', { ...now, address: 'council' })).toMatchObject({ refusal: { code: 'address-unfit' } })
    expect(await tried('link', { ...linked, address: '', heard: '' })).toMatchObject({
      refusal: { code: 'heard-missing' },
    })
    expect(await tried('link', { ...linked, closes: '2025-04-01' })).toMatchObject({
      refusal: { code: 'closes-first' },
    })
    expect(await tried('link', { ...linked, outcomes: ['999'] })).toMatchObject({
      refusal: { code: 'outcome-unknown' },
    })
    ids.elsewhere = await done('link', {
      ...now,
      title: 'Bus survey',
      subject: 'buses',
      address: 'https://bus.test/a?b=1&c=2',
    })
    await done('announce', { engagement: ids.elsewhere })
    const { body } = await got('/p/muir/engagements')
    expect(body).toContain('One thing is open now')
    expect(body).toContain('href="https://bus.test/a?b=1&amp;c=2"')
    expect(body).toContain('It runs at bus.test')
  })

  it('gets what people said, and another address, from who may run it', async () => {
    const engagement = ids.elsewhere!
    expect(await tried('note-heard', { engagement, heard: 'Later buses.' }, contributor)).toMatchObject({
      kind: 'forbidden',
    })
    const saved = await sent(`/p/muir/engagements/${engagement}/run/heard`, { heard: 'Later buses.' })
    expect(saved.headers.location).toBe(`/p/muir/engagements/${engagement}/run`)
    expect((await got(`/p/muir/engagements/${engagement}/run/heard`, coordinator)).body).toContain('Later buses.')
    expect(await tried('correct-address', { engagement, address: 'nowhere' })).toMatchObject({
      refusal: { code: 'address-unfit' },
    })
    await done('correct-address', { engagement, address: 'https://bus.test/b' })
    expect((await got('/p/muir/engagements')).body).toContain('https://bus.test/b')
    expect(
      (await got(`/p/muir/engagements/${engagement}/run/heard`, await house.person('observer@muir.test'))).statusCode,
    ).toBe(404)
  })
})

describe('planning', () => {
  it('shows who was asked before, by the same names in the address', async () => {
    const { body } = await got(
      '/p/muir/engagements/new?subject=Parks&title=Green+places&opens=1+May+2025&closes=2+May+2025&places=X13000001',
      coordinator,
    )
    expect(body).toContain('value="Green places"')
    expect(body).toContain('Open in the same days')
    expect(body).toContain(`href="/p/muir/engagements/${ids.linked}"`)
    expect(body).toContain(
      'Both are open from 1 May 2025 to 2 May 2025. About the same: park. In the same place: Northside.',
    )
    expect(body).toContain('More swings &amp; &lt;slides>.')
    expect((await got('/p/muir/engagements/new', coordinator)).body).toContain('/engagements/new/before')
  })

  it('shows it again after a refusal, with all that was typed', async () => {
    const { body, statusCode } = await sent('/p/muir/engagements/new', {
      ...words,
      closes: '1 January 2027',
      places: ['X13000001', 'X13000002'],
    })
    expect(statusCode).toBe(422)
    expect(body).toContain('It cannot close before it opens.')
    expect(body.match(/value="X1300000\d" checked/g)).toHaveLength(2)
    expect(body).toContain('It closed on 1 June 2025. About the same: park.')
  })

  it('keeps the plan and shows it once more before anybody else sees it', async () => {
    const kept = await sent('/p/muir/engagements/new', { ...words, places: ['X13000001'] })
    expect(kept.statusCode).toBe(303)
    ids.draft = Number(/engagements\/(\d+)\/run\/before/.exec(String(kept.headers.location))![1])
    const { body } = await got(String(kept.headers.location), coordinator)
    expect(body).toContain('Nothing else is open in the same days. People are asked about the same once')
    expect(body).toContain('Play areas')
    expect((await got(`/p/muir/engagements/${ids.draft}/run/before`)).statusCode).toBe(303)
    expect((await got('/p/muir/engagements')).body).not.toContain(words.title)
  })

  it('looks before anything is planned, and goes on with what was typed', async () => {
    const look = '/p/muir/engagements/new/before'
    const { body } = await got(
      `${look}?subject=play&audience=Children&opens=1+April+2027&closes=2+April+2027`,
      coordinator,
    )
    expect(body).toContain('Play areas')
    expect(body).toContain('/p/muir/engagements/new?subject=play&amp;audience=Children&amp;opens=1+April+2027')
    expect((await got(`${look}?subject=tax&opens=soon`, coordinator)).body).toContain('must be a real date')
    expect((await got(`${look}?subject=tax`, coordinator)).body).toContain('Nobody was asked about the same')
    expect((await got(`${look}?opens=2+May+2027&closes=1+May+2027`, coordinator)).body).toContain(
      'cannot be before the first',
    )
    expect((await got(`${look}?subject=&opens=`, coordinator)).body).toContain('Say what it is about')
    expect((await got(look, coordinator)).body).not.toContain('Say what it is about')
    expect((await got(`${look}?subject=tax`, coordinator)).body).toContain('Say the days too')
    expect((await got(look)).statusCode).toBe(303)
  })

  it('is for those who may ask: a body in its own name, observers not at all', async () => {
    const { body } = await got('/p/muir/engagements/new', contributor)
    expect(body).toContain('Health board of muir')
    expect(body).not.toContain('Council of muir')
    const member = await house.person('observer@muir.test')
    expect((await got('/p/muir/engagements/new', member)).statusCode).toBe(404)
    expect((await got('/p/muir/engagements', member)).body).not.toContain('/engagements/new')
    const kept = await sent('/p/muir/engagements/new', { ...words, organisation: String(board) }, contributor)
    expect(kept.statusCode).toBe(303)
  })
})

describe('what became of it', () => {
  beforeAll(async () => {
    ids.inTime = await asked(
      { title: 'Warm homes', subject: 'heating', organisation: board, opens: '2025-02-01', closes: '2025-03-01' },
      '2025-06-30',
      [
        { title: 'Cheaper heat', answer: 'yes', on: '2025-05-01' },
        { title: 'New windows', answer: 'no', on: '2025-06-30' },
      ],
    )
    ids.late = await asked(
      { title: 'Safe streets', subject: 'streets', opens: '2026-02-01', closes: '2026-03-01', places: ['X13000002'] },
      '2026-05-31',
      [{ title: 'Slower cars', answer: 'in-part', on: '2026-07-01' }],
    )
    ids.owed = await asked(
      {
        title: 'School meals',
        subject: 'food',
        organisation: board,
        opens: '2026-03-01',
        closes: '2026-04-01',
        places: [],
      },
      '2026-06-30',
      [{ title: 'Hot lunches', answer: 'yes', on: '2026-05-01' }, { title: 'Local food' }],
    )
    ids.called = await asked({ title: 'Never mind', opens: '2026-05-01', closes: '2026-06-01' }, '2026-07-01', [], {
      because: 'A mistake.',
    })
  })

  it('stands beside each in the calendar', async () => {
    const { body } = await got('/p/muir/engagements')
    expect(body).toContain('Answered on 30 June 2025: 1 yes and 1 no.')
    expect(body).toContain('Answered on 1 July 2026, later than promised (31 May 2026): 1 in part.')
    expect(body).toContain('1 of 2 things that people asked for has an answer. The rest is owed since 30 June 2026.')
    expect(body).toContain('Called off on 1 June 2026.')
  })

  it('is added up by who asked and by year', async () => {
    const { body } = await got('/p/muir/engagements/answered')
    expect(body).toContain('3 engagements closed: 2 answered, 1 of them in time; 1 still owed.')
    expect(body).toContain('owed since 30 June 2026')
    const file = (await got('/p/muir/engagements/answered.csv')).body.split('\r\n')
    expect(file[1]).toBe('Health board of muir,2026,1,1,0,0,0,1,2026-06-30,0,2,1,0,0,1,0,0')
    expect(file[2]).toBe('Health board of muir,2025,1,1,1,1,0,0,,0,2,1,0,1,0,0,0')
    expect(file[3]).toBe('muir together,2026,1,1,1,0,1,0,,0,1,0,1,0,0,0,0')
    const { items } = (await got('/api/v1/partnerships/muir/engagements/answered')).json()
    expect(items[0]).toMatchObject({
      askedBy: { id: board },
      year: 2026,
      owed: 1,
      priorities: { named: 2, undecided: 1 },
    })
  })

  it('counts work that everyone can see, and a figure since the decision', async () => {
    const [{ priority, partnership_id }] = await asks(
      `select id as priority, partnership_id from voice_priority where title = 'Cheaper heat'`,
    )
    const action = await house.done(
      'delivery.propose-action',
      {
        title: 'Heat pumps',
        about: 'Put them in.',
        horizon: 'medium',
        principle: 'delivery',
        starts: '2026-01-01',
        ends: '2027-01-01',
      },
      coordinator,
      'muir',
    )
    const indicator = await house.done(
      'indicators.define',
      {
        name: 'Cold homes',
        kind: 'local',
        source: 'Us',
        unit: 'percent',
        good: 'down',
        frequency: 'yearly',
        outcomes: [],
      },
      coordinator,
      'muir',
    )
    await asks(`insert into priority_action values ($1, $2, $3, '2025-07-01')`, [partnership_id, priority, action])
    await asks(`insert into priority_indicator values ($1, $2, $3, '2025-07-01')`, [
      partnership_id,
      priority,
      indicator,
    ])
    const reading = (period: string, status: string) =>
      house.done('indicators.record-reading', { indicator, period, value: 20, status }, coordinator, 'muir')
    const counts = async () => {
      house.pages.changed(null)
      const { items } = (await got('/api/v1/partnerships/muir/engagements/answered')).json()
      const { withAction, withReading } = items[1].priorities
      return [withAction, withReading]
    }
    await reading('2024', 'actual')
    await reading('2026', 'projected')
    expect(await counts()).toEqual([0, 0])
    await house.done('delivery.adopt-action', { action, despite: 'Settled.' }, coordinator, 'muir')
    await reading('2025', 'actual')
    expect(await counts()).toEqual([1, 1])
  })

  it('is shown to whoever plans to ask again', async () => {
    const { body } = await got('/p/muir/engagements/new/before?subject=school+food', coordinator)
    expect(body).toContain('School meals')
    expect(body).toContain('Hot lunches – yes: Because.')
    expect(body).toContain('Local food – no answer yet')
  })
})

describe('what of the calendar is asked for', () => {
  const titles = async (query: string) => {
    const { body } = await got(`/p/muir/engagements${query}`)
    return ['Play areas', 'Bus survey', 'Warm homes', 'Safe streets', 'School meals', 'Never mind'].filter(one =>
      body.includes(one),
    )
  }

  it('is a place with what is in it, around it, and for the whole area', async () => {
    expect(await titles('?place=X13000002')).toEqual(['Safe streets', 'School meals'])
    expect(await titles('?place=X12000001')).toHaveLength(6)
    expect(await titles('?place=X13000001')).toEqual([
      'Play areas',
      'Bus survey',
      'Warm homes',
      'School meals',
      'Never mind',
    ])
  })

  it('is who asks, a year, words of subject and audience, and all of them together', async () => {
    expect(await titles(`?body=${board}`)).toEqual(['Play areas', 'Warm homes', 'School meals'])
    expect(await titles('?body=own')).toEqual(['Bus survey', 'Safe streets', 'Never mind'])
    expect(await titles('?year=2025')).toEqual(['Play areas', 'Warm homes'])
    expect(await titles('?about=CHILD')).toEqual(['Play areas', 'Bus survey'])
    expect(await titles('?about=child+play')).toEqual(['Play areas'])
    expect(await titles('?about=100%25')).toEqual([])
    expect(await titles(`?about=everyone+food&body=${board}&year=2026`)).toEqual(['School meals'])
    expect((await got('/p/muir/engagements?about=nothing')).body).toContain('Nothing fits what you chose.')
    for (const odd of ['?place=%00', '?place=<b>', '?body=x', '?year=99999', '?year=2025&year=2026'])
      expect((await got(`/p/muir/engagements${odd}`)).statusCode, odd).toBe(200)
  })

  it('is the neighbour’s own, and nobody else’s', async () => {
    expect((await got('/p/lorne/engagements')).body).toContain('Nothing has been asked here yet')
    expect(
      (await got(`/p/lorne/engagements/${ids.draft}/run/before`, await house.person('coordinator@lorne.test')))
        .statusCode,
    ).toBe(404)
    expect(
      await house.perform(
        'engagement.note-heard',
        { engagement: ids.linked, heard: 'x' },
        await house.person('coordinator@lorne.test'),
        'lorne',
      ),
    ).toMatchObject({ kind: 'not-found' })
  })
})

describe('the calendar for programs', () => {
  it('has days and answers, without drafts and what was called off, whoever asks', async () => {
    const { body, headers } = await got('/p/muir/engagements.ics', coordinator)
    const text = body.replace(/\r\n[ \t]/g, '')
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(text).toContain('SUMMARY:Have your say: Bus survey')
    expect(text).toContain('SUMMARY:Answer promised: School meals')
    expect(text).toContain(`UID:engagement-${ids.owed}-answer@thegither.test`)
    expect(text).not.toContain('The future of the park')
    expect(text).not.toContain('Never mind')
    const some = (await got('/p/muir/engagements.ics?about=bus')).body
    expect(some.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  })

  it('tells news: announced, opened, closed, decided, each once', async () => {
    const { body, headers } = await got('/p/muir/engagements.atom', coordinator)
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const { entry } = new XMLParser({ ignoreAttributes: true }).parse(body).feed
    const of = (title: string): string[] =>
      entry.map((one: { title: string }) => one.title).filter((one: string) => one.endsWith(title))
    expect(of('School meals')).toEqual([
      'Decided: School meals',
      'Closed: School meals',
      'Open now: School meals',
      'Coming: School meals',
    ])
    expect(of('Warm homes').filter(one => one.startsWith('Decided'))).toHaveLength(2)
    expect(of('The future of the park')).toEqual([])
    expect(new Set(entry.map((one: { id: string }) => one.id)).size).toBe(entry.length)
  })

  it('is the same over the API, without drafts', async () => {
    const { items, next } = (await got('/api/v1/partnerships/muir/engagements?limit=2')).json()
    expect(items).toHaveLength(2)
    const rest = (await got(`/api/v1/partnerships/muir/engagements?cursor=${next}`)).json().items
    const all = [...items, ...rest].map((one: { title: string }) => one.title)
    expect(all).toEqual(['Play areas', 'Bus survey', 'Warm homes', 'Safe streets', 'School meals', 'Never mind'])
  })
})
