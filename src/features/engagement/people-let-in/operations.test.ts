// Letting people in through a real database: codes that work once and are kept nowhere, bodies, postcodes.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import type { Admits } from '../model.ts'

const house = useHouse()
let coordinator: Actor
const done = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
  house.done(`engagement.${name}`, raw, actor, 'muir')
const tried = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
  house.perform(`engagement.${name}`, raw, actor, 'muir')
const rows = async (query: string, values: unknown[] = []) =>
  (await asOwner(house.owner, client => client.query(query, values))).rows
const revealed = async (name: string, raw: Record<string, unknown>) => {
  const outcome = await tried(name, raw)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.written.reveal!.split('\n')
}

/** An open engagement with one question, for these people. */
async function opened(admits: Admits): Promise<{ engagement: number; activity: number }> {
  const engagement = await done('plan', {
    title: `For ${admits}`,
    purpose: 'What should change',
    subject: 'parks',
    audience: 'Everyone',
    level: 'consult',
    opens: '2026-11-22',
    closes: '2027-01-31',
  })
  const activity = await done('add-activity', { engagement, kind: 'questionnaire', title: 'Tell us' })
  await rows(
    `insert into activity_form (partnership_id, activity_id, version, questions) select partnership_id, id, 1, $2 from activity where id = $1`,
    [
      activity,
      JSON.stringify([
        { id: 'q1', kind: 'one', title: 'Parks?', required: true, options: [{ id: 'a', words: 'Yes' }] },
      ]),
    ],
  )
  await done('promise-answer', {
    engagement,
    decidedBy: 'The board',
    answerDue: '2027-03-31',
    admits,
    resultsShown: 'after-closing',
  })
  await done('announce', { engagement })
  await done('open', { engagement })
  return { engagement, activity }
}
let people: { engagement: number; activity: number }
let bodies: { engagement: number; activity: number }
let living: { engagement: number; activity: number }

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  people = await opened('codes')
  bodies = await opened('bodies')
  living = await opened('postcodes')
})

const answer = (activity: number, entry: Record<string, unknown>) =>
  house.perform('engagement.respond', { activity, answers: { q1: 'a' }, ...entry }, stranger, 'muir')

describe('printed codes', () => {
  it('let one person in with each, typed in small letters too, and are kept only as hashes', async () => {
    const codes = await revealed('make-codes', { engagement: people.engagement, howMany: 50 })
    expect(codes).toHaveLength(50)
    expect(await answer(people.activity, { code: 'AAAAA-AAAAA' })).toMatchObject({ refusal: { code: 'code-unknown' } })
    const first = await answer(people.activity, { code: codes[0]!.toLowerCase().replace('-', ' ') })
    expect(first).toMatchObject({ ok: true })
    const again = await answer(people.activity, { code: codes[0] })
    expect(again.ok && again.written.again).toBe(true)
    expect(await rows('select count(*)::int as all from response where activity_id = $1', [people.activity])).toEqual([
      { all: 1 },
    ])
    const kept = JSON.stringify(await rows('select fact, v.* from history left join voter_code v on true'))
    for (const code of codes) expect(kept).not.toContain(code)
    expect(kept).not.toContain('secret')
  })

  it('are good no more once their batch is withdrawn; answers stay', async () => {
    const codes = await revealed('make-codes', { engagement: people.engagement, howMany: 2 })
    await answer(people.activity, { code: codes[0] })
    await done('withdraw-codes', { engagement: people.engagement, batch: 2 })
    expect(await answer(people.activity, { code: codes[1] })).toMatchObject({ refusal: { code: 'code-unknown' } })
    expect(await tried('withdraw-codes', { engagement: people.engagement, batch: 2 })).toMatchObject({
      refusal: { code: 'withdrawn-already' },
    })
    expect(await tried('withdraw-codes', { engagement: people.engagement, batch: 9 })).toMatchObject({
      kind: 'not-found',
    })
    expect(await rows('select count(*)::int as all from response where activity_id = $1', [people.activity])).toEqual([
      { all: 2 },
    ])
  })

  it('are made only where people take part with them, and by those who run it', async () => {
    expect(await tried('make-codes', { engagement: living.engagement, howMany: 5 })).toMatchObject({
      refusal: { code: 'admits-otherwise' },
    })
    expect(await tried('make-codes', { engagement: people.engagement, howMany: 5001 })).toMatchObject({
      kind: 'invalid',
    })
    for (const actor of [stranger, await house.person('coordinator@lorne.test')])
      expect(await tried('make-codes', { engagement: people.engagement, howMany: 5 }, actor)).toMatchObject({
        kind: 'not-found',
      })
    expect(
      await tried(
        'make-codes',
        { engagement: people.engagement, howMany: 5 },
        await house.person('observer@muir.test'),
      ),
    ).toMatchObject({ kind: 'forbidden' })
  })
})

describe('invited bodies', () => {
  it('answer once each; one that lost its code gets another until it answered', async () => {
    const [council, health] = await rows(`select id, name from organisation where name like '%of muir' order by name`)
    const first = await revealed('invite-bodies', {
      engagement: bodies.engagement,
      organisations: [council.id, health.id],
    })
    expect(first.map(one => one.split(': ')[0])).toEqual(['Council of muir', 'Health board of muir'])
    const codeOf = (line: string) => line.split(': ')[1]
    const [second] = await revealed('invite-bodies', { engagement: bodies.engagement, organisations: [council.id] })
    expect(await answer(bodies.activity, { code: codeOf(first[0]!) })).toMatchObject({
      refusal: { code: 'code-unknown' },
    })
    expect(await answer(bodies.activity, { code: codeOf(second!) })).toMatchObject({ ok: true })
    expect(await rows('select organisation_id from response where activity_id = $1', [bodies.activity])).toEqual([
      { organisation_id: council.id },
    ])
    expect(await tried('invite-bodies', { engagement: bodies.engagement, organisations: [council.id] })).toMatchObject({
      refusal: { code: 'answered-already', field: 'organisations' },
    })
    // Taking it back does not open the way to a second answer.
    const own = await answer(bodies.activity, { code: codeOf(second!) })
    if (!own.ok) throw new Error('answered')
    await house.done('engagement.withdraw-response', { receipt: own.written.reveal }, stranger, 'muir')
    expect(await tried('invite-bodies', { engagement: bodies.engagement, organisations: [council.id] })).toMatchObject({
      refusal: { code: 'answered-already' },
    })
    await answer(bodies.activity, { code: codeOf(second!) })
    expect(
      await rows('select organisation_id as body, answers from response where activity_id = $1', [bodies.activity]),
    ).toEqual([{ body: council.id, answers: {} }])
    expect(await tried('invite-bodies', { engagement: bodies.engagement, organisations: [] })).toMatchObject({
      refusal: { code: 'nobody-invited' },
    })
    expect(await tried('invite-bodies', { engagement: bodies.engagement, organisations: [999] })).toMatchObject({
      refusal: { code: 'organisation-unknown' },
    })
  })
})

describe('postcodes', () => {
  const device = { device: 'x'.repeat(22) }

  it('come pasted or as a file; what is none is named and left out', async () => {
    const { engagement, activity } = living
    expect(await revealed('set-postcodes', { engagement, list: 'eh1 1aa\nnowhere\nEH1 1AB' })).toEqual([
      '2 postcodes are on the list now.',
      '1 left out, because it is no whole postcode:',
      'Line 2: nowhere',
    ])
    expect(await answer(activity, { ...device, postcode: 'EH1 9ZZ' })).toMatchObject({
      refusal: { code: 'postcode-unknown' },
    })
    expect(await answer(activity, { ...device, postcode: 'eh11ab' })).toMatchObject({ ok: true })
    const file = { name: 'list.csv', bytes: Buffer.from('Name,Postcode\nA. Person,G2 8DL\n') }
    expect(await revealed('set-postcodes', { engagement, file })).toEqual(['1 postcode is on the list now.'])
    expect(await rows('select postcode from engagement_postcode')).toEqual([{ postcode: 'G28DL' }])
    expect(
      JSON.stringify(await rows(`select fact from history where operation = 'engagement.set-postcodes'`)),
    ).not.toMatch(/EH1|G28DL|nowhere|Person/)
  })

  it('say what is wrong with a list', async () => {
    const { engagement } = living
    const file = { name: 'list.csv', bytes: Buffer.from('Name,Street\nA,B\n') }
    expect(await tried('set-postcodes', { engagement })).toMatchObject({ refusal: { code: 'no-list' } })
    expect(await tried('set-postcodes', { engagement, file })).toMatchObject({
      refusal: { code: 'no-postcode-column', field: 'file' },
    })
    expect(await tried('set-postcodes', { engagement, list: 'EH1' })).toMatchObject({
      refusal: { code: 'no-postcodes', field: 'list' },
    })
    expect(await tried('set-postcodes', { engagement, file, list: 'EH1 1AA' })).toMatchObject({
      refusal: { code: 'two-lists' },
    })
  })
})

describe('the pages', () => {
  const run = (engagement: number, path = '') => `/p/muir/engagements/${engagement}/run/people${path}`
  const get = async (url: string, actor = coordinator) =>
    (await house.web()).inject({ url, headers: { cookie: await house.cookie(actor) } })
  const post = async (url: string, typed: string) =>
    (await house.web()).inject({
      method: 'POST',
      url,
      headers: { cookie: await house.cookie(coordinator), 'content-type': 'application/x-www-form-urlencoded' },
      payload: typed,
    })

  it('show codes once, as a list to copy and as cards with the address', async () => {
    const made = await post(run(people.engagement, '/codes/new'), 'howMany=3')
    expect(made.statusCode).toBe(200)
    expect(made.headers['cache-control']).toBe('private, no-store')
    const codes = [...made.body.matchAll(/class="code">([^<]+)</g)].map(found => found[1])
    expect(codes).toHaveLength(3)
    expect(made.body).toContain(`http://thegither.test/p/muir/engagements/${people.engagement}`)
    const { body } = await get(run(people.engagement))
    expect(body).toContain('cannot be listed again')
    for (const code of codes) expect(body).not.toContain(code)
  })

  it('say who answered, how long the list is, and what is next', async () => {
    expect((await get(run(bodies.engagement))).body).toContain('2 bodies invited, of which 1 answered.')
    expect((await get(run(living.engagement))).body).toContain('The list has 1 postcode.')
    const withdraw = (await get(run(people.engagement, '/codes/1/withdraw'))).body
    expect(withdraw).toContain('50 codes')
    expect(withdraw).toContain('could answer twice')
    // Batch 2 was withdrawn.
    expect((await get(run(people.engagement, '/codes/new'))).body).toContain('could answer twice')
    expect((await get(run(bodies.engagement))).body).toContain('Yes, and took an answer back')
    expect((await get(run(people.engagement, '/codes/77/withdraw'))).statusCode).toBe(404)
    const sent = await post(run(living.engagement, '/postcodes'), 'list=EH1+1AA%0Ax')
    expect(sent.body).toContain('Line 2: x')
    const wrong = await post(run(living.engagement, '/postcodes'), 'list=Elm+Street')
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('“Elm Street” is none.')
  })
})
