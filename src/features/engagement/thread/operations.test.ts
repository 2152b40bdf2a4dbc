// The thread on the real database: from what people said to what changed, who hears of it, and what everyone sees.

import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptedAction, dayLetters, post } from '../../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import { planned, someQuestions } from '../results/some-questions.ts'

const house = useHouse({ demonstration: false })
let web: FastifyInstance
let coordinator: Actor
let lead: Actor
let engagement: number
let other: number
let themes: number[]
let council: number
let bus: number
let lights: number
let work: number

const rows = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(text, values))).rows
const verb = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
  house.perform(`engagement.${name}`, raw, actor, 'muir')
const done = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
  house.done(`engagement.${name}`, raw, actor, 'muir')
const at = (moment: string) => {
  house.now = new Date(moment)
}
const face = async (path = '', actor?: Actor) =>
  (
    await web.inject({
      url: `/p/muir/engagements/${engagement}${path}`,
      headers: actor ? { cookie: await house.cookie(actor) } : {},
    })
  ).body.replace(/<!--.*?-->/g, '')
const notices = () =>
  rows<{ cause: string; words: string; heading: string; path: string; stop: string }>(
    `select n.* from notice n join person p on p.id = n.person_id where p.email = 'resident@elsewhere.test' order by n.id`,
  )
const decision = (more: object = {}) => ({
  priority: bus,
  answer: 'yes',
  reason: 'A bus at nine on Fridays from June.',
  organisation: council,
  decidedBy: 'The board',
  decidedOn: '2027-09-20',
  ...more,
})

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  lead = await house.person('lead@muir.test')
  web = await house.web()
  const [body] = await rows<{ id: string }>(`select id from organisation where name = 'Council of muir'`)
  council = Number(body!.id)
  const park = await planned(house, someQuestions, {}, 'Getting to town')
  engagement = park.engagement
  other = (await planned(house, someQuestions, {}, 'Called off')).engagement
  await done('open', { engagement })
  for (const who of ['one', 'two'])
    await house.done(
      'engagement.respond',
      {
        activity: park.activity,
        device: `device-of-somebody-${who}`,
        answers: { q1: 'a', q5: 'The last bus is at six' },
      },
      stranger,
      'muir',
    )
  await rows(
    `insert into voice_theme (partnership_id, engagement_id, title, position) select partnership_id, id, unnest(array['The last bus', 'Dark paths']), 1 from engagement where id = $1`,
    [engagement],
  )
  themes = (await rows<{ id: string }>('select id from voice_theme order by id')).map(one => Number(one.id))
  await rows(
    `insert into quote (partnership_id, theme_id, words, who, chosen_on) select partnership_id, id, 'I walk home in the dark.', 'Somebody in the glens', '2027-07-01' from voice_theme where id = $1`,
    [themes[1]],
  )
  work = await adoptedAction(house, 'muir', 'Friday bus')
})

describe('before it has closed', () => {
  it('can be called off', async () => {
    await done('call-off', { engagement: other, because: 'The grant was taken away.' })
    expect(await verb('call-off', { engagement: other, because: 'Twice.' })).toMatchObject({
      refusal: { code: 'called-off' },
    })
  })

  it('shows how to take part, and names nothing', async () => {
    const body = await face()
    expect(body).toContain('Answer the questions')
    expect(body).toContain('Take part until 30 June 2027')
    expect(body).toContain('Anyone may take part')
    expect(body).toContain('By 30 September 2027. If it is late, this page says so.')
    expect(body).toContain(`/engagements/${engagement}/listen`)
    expect(await verb('name-priority', { engagement, title: 'A later bus', words: '', themes: [] })).toMatchObject({
      refusal: { code: 'still-open' },
    })
  })

  it('tells somebody who left an address and said yes, by the verbs and pages of following', async () => {
    const url = `/p/muir/engagements/${engagement}/listen`
    expect((await web.inject(url)).body).toContain('Hear when this moves: Getting to town')
    expect((await post(web, url, { email: '' })).statusCode).toBe(422)
    const asked = await post(web, url, { email: 'resident@elsewhere.test' })
    expect(asked.headers.location).toBe('/p/muir/follow/asked')
    expect((await post(web, url, { email: 'resident@elsewhere.test' })).headers.location).toBe('/p/muir/follow/asked')
    const letters = await rows<{ subject: string; body: string }>(
      `select l.* from letter l join person p on p.id = l.person_id where p.email = 'resident@elsewhere.test'`,
    )
    expect(letters).toHaveLength(1)
    expect(letters[0]!.subject).toBe('Do you want to hear when this moves: Getting to town?')
    expect(letters[0]!.body).toContain('each time something moves about “Getting to town”')
    const [, key] = /\/follow\/([\w-]{43})/.exec(letters[0]!.body)!
    expect((await web.inject(`/p/muir/follow/${key}`)).body).toContain('Hear when this moves: Getting to town')
    expect((await post(web, `/p/muir/follow/${key}`, {})).headers.location).toBe('/p/muir/follow/begun')
    expect((await web.inject(`/p/muir/follow/${key}/stop`)).body).toContain('Stop letters about “Getting to town”')
    expect((await web.inject(`/p/lorne/follow/${key}`)).statusCode).toBe(404)
    expect((await web.inject(`/p/lorne/engagements/${engagement}/listen`)).statusCode).toBe(404)
  })

  it('lets somebody who is signed in hear at once', async () => {
    expect(await verb('listen', { engagement }, lead)).toMatchObject({ ok: true, fact: { fact: 'FollowBegun' } })
    expect(await verb('listen', { engagement }, stranger)).toMatchObject({ refusal: { code: 'address-missing' } })
    expect(await verb('listen', { engagement: 999_999, email: 'a@b.test' }, stranger)).toMatchObject({
      kind: 'not-found',
    })
  })

  it('is in no digest', async () => {
    at('2027-06-01T09:00:00Z')
    await tick(house.site)
    expect(await rows(`select from history where operation = 'rounds.digest'`)).toEqual([])
    expect(await rows(`select from follow where engagement_id is not null and told_on > '2026-11-22'`)).toEqual([])
  })
})

describe('what people want', () => {
  it('is named from themes by whoever runs it, and told', async () => {
    at('2027-07-01T09:00:00Z')
    await tick(house.site)
    expect(await rows(`select state from engagement where id = $1`, [engagement])).toEqual([{ state: 'closed' }])
    expect(await face('/run/thread', coordinator)).toContain('What matters most to people? Name it')
    const wish = { engagement, title: 'A later bus', words: 'Home after nine', themes: [themes[0]] }
    expect(await verb('name-priority', wish, lead)).toMatchObject({ kind: 'forbidden' })
    expect(await verb('name-priority', { ...wish, themes: [999_999] })).toMatchObject({
      refusal: { code: 'theme-unknown' },
    })
    bus = await done('name-priority', wish)
    lights = await done('name-priority', { ...wish, title: 'Lights on paths', words: '', themes: [themes[1]] })
    const moves = (await notices()).map(one => one.cause)
    expect(moves.filter(cause => cause.startsWith('voice-priority-'))).toHaveLength(2)
    const body = await face()
    expect(body).toContain('People asked for two things. Two have no answer yet.')
    expect(body).toContain('It is promised for 30 September 2027.')
    expect(body).toContain('I walk home in the dark.')
  })

  it('is put in order, in other words, on other themes, and taken away while nothing was answered', async () => {
    expect(await verb('move-priority', { priority: bus, way: 'up' })).toMatchObject({ refusal: { code: 'at-the-end' } })
    await done('move-priority', { priority: lights, way: 'up' })
    await done('edit-priority', { priority: lights, title: 'Lights on all paths', words: '' })
    await done('link-themes', { priority: lights, themes })
    const body = await face()
    expect(body.indexOf('Lights on all paths')).toBeLessThan(body.indexOf('A later bus'))
    const mistake = await done('name-priority', { engagement, title: 'A mistake', words: '', themes: [] })
    await done('drop-priority', { priority: mistake })
    expect(await verb('decide', decision({ priority: mistake }))).toMatchObject({
      refusal: { code: 'priority-dropped' },
    })
    expect(await face()).not.toContain('A mistake')
  })
})

describe('quotes', () => {
  it('are on the page and in its API only while everybody may see the text', async () => {
    const [said] = await rows<{ id: number }>('select min(id)::int as id from said')
    await rows(
      `insert into quote (partnership_id, theme_id, said_id, words, chosen_on) select partnership_id, id, $2, 'Six is too early.', '2027-07-01' from voice_theme where id = $1`,
      [themes[0], said!.id],
    )
    house.pages.changed(null)
    const everywhere = async () =>
      (await face()) + (await web.inject(`/api/v1/partnerships/muir/engagements/${engagement}`)).body
    expect(await everywhere()).toContain('Six is too early.')
    const moderate = (verdict: string) =>
      done('moderate', { thing: 'said', number: said!.id, verdict, reason: 'names-person' })
    await moderate('hide')
    expect(await everywhere()).not.toContain('Six is too early.')
    await moderate('show')
    expect(await everywhere()).toContain('Six is too early.')
    await rows(
      `update response set set_aside_on = '2027-07-02' where id = (select response_id from said where id = $1)`,
      [said!.id],
    )
    house.pages.changed(null)
    expect(await everywhere()).not.toContain('Six is too early.')
    await rows('update response set set_aside_on = null')
    await rows(`delete from quote where words = 'Six is too early.'`)
    house.pages.changed(null)
  })
})

describe('an answer', () => {
  it('is owed from the day it was promised for, and the page says how late', async () => {
    at('2027-10-05T09:00:00Z')
    house.pages.changed(null)
    const body = await face()
    expect(body).toContain('5 days late')
    expect(body).toContain('Owed since 30 September 2027: 5 days.')
    expect(await face('/run/thread', coordinator)).toContain('Two of two things people asked for have no answer yet')
  })

  it('has a day that can be, and a body that is a partner', async () => {
    expect(await verb('link-action', { priority: bus, action: work })).toMatchObject({
      refusal: { code: 'not-decided' },
    })
    expect(await verb('decide', decision({ decidedOn: '2027-10-06' }))).toMatchObject({
      refusal: { code: 'decided-in-future' },
    })
    expect(await verb('decide', decision({ decidedOn: '2026-11-01' }))).toMatchObject({
      refusal: { code: 'decided-too-soon' },
    })
    expect(await verb('decide', decision({ organisation: 999_999 }))).toMatchObject({
      refusal: { code: 'organisation-unknown' },
    })
  })

  it('makes only a body responsible that whoever gives it acts for, unless a coordinator gives it', async () => {
    await rows(`insert into organisation (name, kind) select 'Bus company', kind from organisation where id = $1`, [
      council,
    ])
    const [company] = await rows<{ id: number }>(`select id::int from organisation where name = 'Bus company'`)
    await rows(
      `insert into partner (partnership_id, organisation_id, basis, joined_on) select partnership_id, $2, basis, joined_on from partner where organisation_id = $1 limit 1`,
      [council, company!.id],
    )
    await rows('update engagement set organisation_id = $2 where id = $1', [engagement, council])
    expect(await verb('decide', decision({ organisation: company!.id }), lead)).toMatchObject({
      refusal: { code: 'organisation-not-yours', field: 'organisation' },
    })
    expect(await face(`/run/thread/${bus}/decide`, lead)).not.toContain('Bus company')
    expect(await face(`/run/thread/${bus}/decide`, coordinator)).toContain('Bus company')
    await rows('update engagement set organisation_id = null where id = $1', [engagement])
  })

  it('takes the place of the one before, which stays to be seen; each is told once', async () => {
    const before = (await notices()).length
    await done('decide', decision({ answer: 'in-part', reason: 'Perhaps in winter.' }))
    await done('decide', decision())
    const told = (await notices()).slice(before)
    expect(told.map(one => one.words.split('\n')[0])).toEqual([
      'There is an answer to “A later bus”: in part. Perhaps in winter.',
      'There is a new answer to “A later bus”: yes. A bus at nine on Fridays from June.',
    ])
    expect(told[0]!.path).toBe(`/p/muir/engagements/${engagement}`)
    expect(told[0]!.stop).toMatch(/^http:\/\/thegither\.test\/p\/muir\/follow\/[\w-]{43}\/stop$/)
    const body = await face()
    expect(body).toContain('Perhaps in winter.')
    expect(body).toContain('The answer before')
    expect(await rows(`select from voice_decision where replaced_on is null`)).toHaveLength(1)
    expect(await verb('edit-priority', { priority: bus, title: 'x', words: '' })).toMatchObject({
      refusal: { code: 'decided-already' },
    })
    expect(await verb('drop-priority', { priority: bus })).toMatchObject({ refusal: { code: 'decided-already' } })
  })

  it('that is no is followed by nothing', async () => {
    await done('decide', decision({ priority: lights, answer: 'no', reason: 'The paths are private.' }))
    expect(await verb('link-action', { priority: lights, action: work })).toMatchObject({
      refusal: { code: 'decided-no' },
    })
    const body = await face()
    expect(body).toContain('Nothing follows, because the answer is no.')
    // The answers were in time, as they were given on 20 September.
    expect(body).toContain('in the time that was promised')
    expect(body).toContain('People asked for two things. One gets a yes and one gets a no.')
  })
})

describe('what is done', () => {
  it('is adopted work, linked once and told once', async () => {
    expect(await face('/run/thread', coordinator)).toContain('Say what is done: A later bus')
    const proposed = await house.done(
      'delivery.propose-action',
      {
        title: 'Not agreed yet',
        about: '',
        horizon: 'medium',
        principle: 'delivery',
        starts: '2026-01-01',
        ends: '2029-12-31',
        partner: (await rows<{ id: string }>('select min(id) as id from partner'))[0]!.id,
      },
      coordinator,
      'muir',
    )
    expect(await verb('link-action', { priority: bus, action: proposed })).toMatchObject({
      refusal: { code: 'action-unfit' },
    })
    const before = (await notices()).length
    await done('link-action', { priority: bus, action: work })
    expect(await verb('link-action', { priority: bus, action: work })).toMatchObject({
      refusal: { code: 'action-linked' },
    })
    expect(await verb('decide', decision({ answer: 'no' }))).toMatchObject({ refusal: { code: 'work-linked' } })
    await done('unlink-action', { priority: bus, action: work })
    await done('link-action', { priority: bus, action: work })
    expect((await notices()).slice(before).map(one => one.words.split('\n')[0])).toEqual([
      'This is being done about “A later bus”: Friday bus.',
    ])
    expect(await face()).toContain(`/p/muir/actions/${work}`)
  })

  it('is owed where it is late', async () => {
    const milestone = await house.done(
      'delivery.promise-milestone',
      { action: work, words: 'First bus', due: '2027-10-20' },
      coordinator,
      'muir',
    )
    at('2027-10-25T09:00:00Z')
    house.pages.changed(null)
    const body = await face()
    expect(body).toContain('A part of this work: Friday bus. It was due on 20 October 2027.')
    await house.done('delivery.reach-milestone', { milestone, on: '2027-10-24' }, coordinator, 'muir')
    expect(await face()).toContain('First bus: reached on 24 October 2027.')
  })
})

describe('whether it changed', () => {
  let indicator: number

  it('is shown by a figure that somebody linked, since the answer only', async () => {
    indicator = await house.done(
      'indicators.define',
      {
        name: 'People who can get to town',
        kind: 'local',
        unit: 'percent',
        good: 'up',
        frequency: 'yearly',
        source: 'Survey',
      },
      coordinator,
      'muir',
    )
    await house.done(
      'indicators.record-reading',
      { indicator, period: '2026', value: 41, status: 'actual' },
      coordinator,
      'muir',
    )
    await done('link-indicator', { priority: bus, indicator })
    expect(await verb('link-indicator', { priority: bus, indicator })).toMatchObject({
      refusal: { code: 'indicator-linked' },
    })
    const body = await face()
    expect(body).toContain('Did it change anything?')
    expect(body).toContain('Not known yet.')
    expect(body).not.toContain('41.0%')
  })

  it('is told by the clock when there is a figure, once, and never called proof', async () => {
    const before = (await notices()).length
    await tick(house.site)
    expect(await notices()).toHaveLength(before)
    at('2028-02-01T09:00:00Z')
    await house.done(
      'indicators.record-reading',
      { indicator, period: '2027', value: 47, status: 'actual' },
      coordinator,
      'muir',
    )
    await tick(house.site)
    await tick(house.site)
    const told = (await notices()).slice(before)
    expect(told).toHaveLength(1)
    // The letter of the day is written, so the notice has forgotten its words.
    const letter = (await dayLetters(house)).filter(one => one.to === 'resident@elsewhere.test').at(-1)!
    expect(letter.body).toContain('People who can get to town, 2027. A figure moves for many reasons')
    const body = await face()
    expect(body).toContain('47.0% in 2027, up from 41.0% in 2026, before the answer, which is the way we want.')
    expect(body).toContain('It does not prove')
    expect(body).toContain('Nothing is owed today.')
  })

  it('stands in the API, field by field, and names nobody', async () => {
    const { statusCode, body } = await web.inject(`/api/v1/partnerships/muir/engagements/${engagement}`)
    expect(statusCode).toBe(200)
    const said = JSON.parse(body)
    expect(said.priorities[1]).toMatchObject({
      title: 'A later bus',
      decision: { answer: 'yes', responsible: 'Council of muir', decidedOn: '2027-09-20' },
      earlierDecisions: [{ answer: 'in-part' }],
      actions: [{ id: work, title: 'Friday bus' }],
      indicators: [{ id: indicator, before: { value: 41 }, since: [{ period: '2027', value: 47 }] }],
    })
    expect(said.answer).toEqual({ answered: true, daysLate: -10, daysAfterClosing: 82 })
    expect(said.owed).toEqual([])
    expect((await web.inject(`/api/v1/partnerships/lorne/engagements/${engagement}`)).statusCode).toBe(404)
  })

  it('is no longer shown once the link is taken away', async () => {
    await done('unlink-indicator', { priority: bus, indicator })
    expect(await verb('unlink-indicator', { priority: bus, indicator })).toMatchObject({
      refusal: { code: 'indicator-not-linked' },
    })
    expect(await face()).not.toContain('47.0%')
  })
})

describe('the letters', () => {
  it('come once, on the day, with an address that stops them for good', async () => {
    const mine = (await dayLetters(house)).filter(one => one.to === 'resident@elsewhere.test')
    const all = mine.map(one => one.body).join('\n')
    expect(all.match(/: yes\. A bus at nine/g)).toHaveLength(1)
    expect(all).toContain(`http://thegither.test/p/muir/engagements/${engagement}`)
    const [, stop] = /(\/p\/muir\/follow\/[\w-]{43}\/stop)/.exec(all)!
    await post(web, stop!, {})
    const before = (await notices()).length
    await done('decide', decision({ answer: 'in-part', reason: 'Every second Friday.' }))
    expect(await notices()).toHaveLength(before)
    // Nobody who was known only by this is kept.
    expect(
      await rows(`select erase_by is not null as erased from person where email = 'resident@elsewhere.test'`),
    ).toEqual([{ erased: true }])
  })

  it('left no address in history', async () => {
    const facts = await rows<{ fact: string; person_id: number | null }>(
      `select fact::text, person_id from history where operation like 'engagement.%' or operation like 'rounds.%follow'`,
    )
    expect(facts.length).toBeGreaterThan(20)
    for (const { fact } of facts) expect(fact).not.toMatch(/@|resident|"person"/)
    expect(
      await rows(`select distinct person_id from history where operation in ('engagement.listen', 'rounds.follow')`),
    ).toEqual([{ person_id: null }])
    expect((await rows(`select from history where operation = 'engagement.listen'`)).length).toBe(3)
  })
})

describe('what is called off or runs elsewhere', () => {
  it('says why, and takes nothing more', async () => {
    const { body } = await web.inject(`/p/muir/engagements/${other}`)
    expect(body).toContain('This was called off on 22 November 2026.')
    expect(body).toContain('The grant was taken away.')
    expect(await verb('name-priority', { engagement: other, title: 'x', words: '', themes: [] })).toMatchObject({
      refusal: { code: 'called-off' },
    })
  })

  it('says where, and what was said', async () => {
    await rows(
      `update engagement set linked = true, state = 'announced', called_off_on = null, address = 'https://council.test/ask', heard = 'Most wanted a crossing.' where id = $1`,
      [other],
    )
    house.pages.changed(null)
    const { body } = await web.inject(`/p/muir/engagements/${other}`)
    expect(body).toContain('https://council.test/ask')
    expect(body).toContain('Most wanted a crossing.')
    expect(body).not.toContain('Answer the questions')
  })

  it('is not there for strangers while it is a draft, nor for neighbours', async () => {
    const draft = await done('plan', {
      title: 'A draft',
      purpose: 'x',
      subject: 'x',
      audience: 'x',
      level: 'consult',
      opens: '2028-03-01',
      closes: '2028-03-31',
    })
    for (const path of ['', '/listen']) {
      expect((await web.inject(`/p/muir/engagements/${draft}${path}`)).statusCode).toBe(404)
      expect((await web.inject(`/p/lorne/engagements/${engagement}${path}`)).statusCode).toBe(404)
    }
    expect((await web.inject(`/api/v1/partnerships/muir/engagements/${draft}`)).statusCode).toBe(404)
    const cookie = await house.cookie(coordinator)
    expect((await web.inject({ url: `/p/muir/engagements/${draft}`, headers: { cookie } })).body).toContain('A draft')
  })
})
