// The public API over the whole house: who may read and do what with which token, and that it describes itself truly.

import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../../src/operation/actor.ts'
import { type AnyRead, read } from '../../src/operation/read.ts'
import { RenderedPages } from '../../src/web/rendered.ts'
import { buildWeb } from '../../src/web/server.tsx'
import { asOwner, useHouse } from '../harness.ts'
import { furnish } from '../surface.ts'

const house = useHouse()
let coordinator: Actor
let token: string
beforeAll(async () => {
  await furnish(house)
  coordinator = await house.person('coordinator@muir.test')
  // Coordinates both, so that only the token keeps the two apart.
  await house.done(
    'partnerships.give-role',
    { name: 'Both', email: 'coordinator@muir.test', role: 'coordinator' },
    house.administrator,
    'lorne',
  )
  token = await newToken()
})

async function newToken(): Promise<string> {
  const made = await house.perform('people.make-token', { label: 'a program', months: 6 }, coordinator, 'muir')
  if (!made.ok) throw new Error('no token')
  return made.written.reveal!
}

const get = async (url: string, headers: Record<string, string> = {}) => (await house.web()).inject({ url, headers })
const post = async (url: string, payload: object, headers: Record<string, string> = {}) =>
  (await house.web()).inject({ method: 'POST', url, payload, headers })
const bearing = (secret: string) => ({ authorization: `Bearer ${secret}` })
const membersRead = read({
  name: 'trial.members',
  summary: 'For members.',
  at: '/partnerships/:slug/trial',
  audience: 'members',
  query: z.object({ colour: z.enum(['red', 'blue']).optional() }),
  answer: z.object({ name: z.string(), children: z.array(z.object({ name: z.string() })) }),
  read: async ({ viewer }) => ({ name: viewer.name, secret: 'x', children: [{ name: 'a', secret: 'x' }] }),
})

const webWith = (reads: readonly AnyRead[], ration = 10_000) =>
  buildWeb({ ...house.site, reads }, new RenderedPages(), {
    trustProxy: false,
    secure: false,
    assets: `${import.meta.dirname}/../../src/ui`,
    log: false,
    provider: null,
    ration,
  })

describe('reading', () => {
  it('lists partnerships for anyone, page by page', async () => {
    const first = await get('/api/v1/partnerships?limit=1')
    expect(first.statusCode).toBe(200)
    expect(first.headers['cache-control']).toBe('public, max-age=60')
    expect(first.json().items).toHaveLength(1)
    const second = await get(`/api/v1/partnerships?limit=1&cursor=${first.json().next}`)
    expect(second.json()).toMatchObject({ items: [{ slug: 'muir' }], next: null })
  })

  it('says in words what is wrong with a question', async () => {
    const answer = await get('/api/v1/partnerships?limit=9000')
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toEqual({
      error: {
        code: 'bad-query',
        words: expect.any(String),
        fields: { limit: '“limit” must be 500 or less.' },
      },
    })
    expect((await get('/api/v1/partnerships?limit=ten')).json().error.fields.limit).toBe('“limit” must be a number.')
    for (const query of ['cursor=a&cursor=b', 'cursor=AA', 'cursor=%00', 'limit='])
      expect((await get(`/api/v1/partnerships?${query}`)).statusCode, query).toBe(400)
  })

  it('knows nothing of what is not there, and leads to the new address of what moved', async () => {
    expect((await get('/api/v1/partnerships/nowhere')).json().error.code).toBe('not-found')
    expect((await get('/api/v1/partnerships/a%00b')).statusCode).toBe(404)
    expect((await get('/api/v1/no/such/thing')).json().error.code).toBe('not-found')
    await house.done('partnerships.move', { slug: 'lorn' }, house.administrator, 'lorne')
    const moved = await get('/api/v1/partnerships/lorne?x=1')
    expect([moved.statusCode, moved.headers.location]).toEqual([308, '/api/v1/partnerships/lorn?x=1'])
    const verb = await post('/api/v1/partnerships/lorne/operations/partnerships.move', {})
    expect([verb.statusCode, verb.headers.location]).toEqual([
      308,
      '/api/v1/partnerships/lorn/operations/partnerships.move',
    ])
    await house.done('partnerships.move', { slug: 'lorne' }, house.administrator, 'lorn')
  })

  it('keeps what is for members to members with a token for that partnership', async () => {
    const app = await webWith([membersRead])
    const trial = (slug: string, headers = {}) => app.inject({ url: `/api/v1/partnerships/${slug}/trial`, headers })
    expect((await trial('muir')).statusCode).toBe(404)
    expect((await trial('muir', { cookie: await house.cookie(coordinator) })).statusCode).toBe(404)
    expect((await trial('lorne', bearing(token))).statusCode).toBe(404)
    const welcome = await trial('muir', bearing(token))
    expect(welcome.statusCode).toBe(200)
    expect(welcome.headers['cache-control']).toBe('private, no-store')
    // Only what the shape names leaves, however deep.
    expect(welcome.json()).toEqual({ name: 'coordinator of muir', children: [{ name: 'a' }] })
    const wrong = await app.inject({ url: '/api/v1/partnerships/muir/trial?colour=green', headers: bearing(token) })
    expect(wrong.json().error.fields.colour).toBe('“colour” must be one of: red, blue.')
  })
})

describe('tokens', () => {
  it('stand in the database only as a hash', async () => {
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select token_hash, api_token::text as everything from api_token order by id`),
    )
    expect(rows.map(row => row.token_hash)).toContainEqual(createHash('sha256').update(token).digest())
    for (const row of rows) expect(row.everything).not.toContain(token)
    const { rows: kept } = await asOwner(house.owner, client =>
      client.query('select fact::text as fact from history union all select fact::text from commons_history'),
    )
    expect(kept.map(row => row.fact).join()).not.toContain(token)
  })

  it('act in their own partnership and in no other', async () => {
    const act = (slug: string) =>
      post(`/api/v1/partnerships/${slug}/operations/partnerships.choose-colour`, { colour: '#123456' }, bearing(token))
    const done = await act('muir')
    expect([done.statusCode, done.json().fact]).toEqual([201, 'ColourChosen'])
    expect((await act('lorne')).statusCode).toBe(404)
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select via, person_id from history where operation = 'partnerships.choose-colour'`),
    )
    expect(rows).toEqual([{ via: 'api', person_id: coordinator.person }])
  })

  it('of an administrator open one partnership, not the installation', async () => {
    const made = await house.perform('people.make-token', { label: 'a', months: 1 }, house.administrator, 'muir')
    const secret = made.ok ? made.written.reveal! : ''
    const found = { name: 'Mine', slug: 'mine', area: 'X12000001' }
    const refused = await post('/api/v1/operations/partnerships.found', found, bearing(secret))
    expect([refused.statusCode, refused.json().error.code]).toEqual([403, 'token-of-a-partnership'])
    const elsewhere = '/api/v1/partnerships/lorne/operations/partnerships.choose-colour'
    expect((await post(elsewhere, { colour: '#123456' }, bearing(secret))).statusCode).toBe(404)
  })

  it('work no more once revoked or past their day, nor when invented', async () => {
    const secret = await newToken()
    const { rows } = await asOwner(house.owner, client => client.query('select max(id)::int as id from api_token'))
    expect((await get('/api/v1/partnerships', bearing(secret))).statusCode).toBe(200)
    await house.done('people.revoke-token', { token: rows[0].id }, coordinator, 'muir')
    const revoked = await get('/api/v1/partnerships', bearing(secret))
    expect([revoked.statusCode, revoked.headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"'])
    expect((await get('/api/v1/partnerships', bearing('invented'))).statusCode).toBe(401)
    expect((await get('/api/v1/partnerships', { authorization: 'Basic YTpi' })).statusCode).toBe(401)
    const short = await newToken()
    await asOwner(house.owner, client =>
      client.query('update api_token set expires_at = $1 where id = (select max(id) from api_token)', [house.now]),
    )
    expect((await get('/api/v1/partnerships', bearing(short))).statusCode).toBe(401)
  })
})

describe('verbs', () => {
  const at = (name: string) => `/api/v1/partnerships/muir/operations/${name}`

  it('answer wrong inputs by field, refusals with their reason, and what is not allowed', async () => {
    const invalid = await post(at('partnerships.choose-colour'), {}, bearing(token))
    expect([invalid.statusCode, invalid.json().error.code]).toEqual([422, 'invalid'])
    expect(invalid.json().error.fields).toHaveProperty('colour')
    const refused = await post(at('partnerships.choose-colour'), { colour: '#ffdd00' }, bearing(token))
    expect(refused.statusCode).toBe(409)
    expect(refused.json().error).toMatchObject({ code: 'colour-too-pale', words: expect.any(String) })
    const observer = await house.person('observer@muir.test')
    const made = await house.perform('people.make-token', { label: 'a', months: 1 }, observer, 'muir')
    const watching = bearing(made.ok ? made.written.reveal! : '')
    expect((await post(at('partnerships.choose-colour'), { colour: '#123456' }, watching)).statusCode).toBe(403)
    expect((await post(at('partnerships.choose-colour'), { colour: '#123456' })).statusCode).toBe(404)
  })

  it('only weigh what is previewed', async () => {
    const tried = await post(`${at('partnerships.choose-colour')}?preview=1`, { colour: '#654321' }, bearing(token))
    expect([tried.statusCode, tried.json()]).toEqual([200, { fact: 'ColourChosen' }])
    expect((await house.partnership('muir')).colour).toBe('#123456')
  })

  it('that begin a session or belong to the house are not there', async () => {
    for (const name of [
      'people.sign-in',
      'people.look-around',
      'people.sign-out',
      'people.make-link',
      'people.nothing',
    ])
      expect((await post(`/api/v1/operations/${name}`, { token: 'x', email: 'a@b.test' })).statusCode).toBe(404)
  })

  it('take JSON objects and nothing else', async () => {
    const app = await house.web()
    const send = (contentType: string, payload: string) =>
      app.inject({ method: 'POST', url: at('partnerships.found'), payload, headers: { 'content-type': contentType } })
    expect((await send('application/json', '{"a":')).json().error.code).toBe('not-json')
    expect((await send('application/json', '[]')).statusCode).toBe(400)
    expect((await send('application/x-www-form-urlencoded', 'a=b')).statusCode).toBe(415)
  })

  it('take a file of 20 MB, written in base64', async () => {
    const logo = { name: 'logo.png', base64: Buffer.alloc(20 * 1024 * 1024, 7).toString('base64') }
    const answer = await post(at('partnerships.choose-logo'), { logo }, bearing(token))
    expect([409, 422]).toContain(answer.statusCode)
    const more = { logo: { name: 'logo.png', base64: 'A'.repeat(31 * 1024 * 1024) } }
    expect((await post(at('partnerships.choose-logo'), more, bearing(token))).statusCode).toBe(413)
  })

  it('open to anyone may be tried a few times only; with a token, as often as one likes', async () => {
    const app = await webWith(house.site.reads, 2)
    const url = '/api/v1/operations/people.ask-for-link'
    const ask = () => app.inject({ method: 'POST', url, payload: { email: 'lead@muir.test' } })
    const answers = [await ask(), await ask(), await ask()]
    expect(answers.map(answer => answer.statusCode)).toEqual([201, 201, 429])
    expect(answers[0]!.body).toBe('{"fact":"SignInLinkAsked"}')
    expect(answers[2]!.json().error.code).toBe('too-many-tries')
    for (let i = 0; i < 4; i++) {
      const colour = await app.inject({
        method: 'POST',
        url: at('partnerships.choose-colour'),
        payload: { colour: '#123456' },
        headers: bearing(token),
      })
      expect(colour.statusCode).toBe(201)
    }
  })
})

describe('the description', () => {
  // biome-ignore lint/suspicious/noExplicitAny: a JSON document
  let described: any
  beforeAll(async () => {
    described = (await get('/api/v1/openapi.json')).json()
  })

  it('lists every read and every verb that programs may use, and no other', () => {
    const ids = Object.values<Record<string, { operationId: string }>>(described.paths).flatMap(path =>
      Object.values(path).map(one => one.operationId),
    )
    const open = [...house.site.operations.values()].filter(verb => !verb.surface).map(verb => verb.name)
    expect(ids.sort()).toEqual([...house.site.reads.map(one => one.name), ...open].sort())
    expect(ids).toContain('people.ask-for-link')
    expect(ids).not.toContain('people.sign-in')
  })

  it('is whole: every reference leads somewhere, every part of an address is described', () => {
    const text = JSON.stringify(described)
    for (const [, path] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      const found = path!
        .replace('#/', '')
        .split('/')
        .reduce((here, part) => here?.[part], described)
      expect(found, path).toBeDefined()
    }
    // biome-ignore lint/suspicious/noExplicitAny: a JSON document
    for (const [path, methods] of Object.entries<any>(described.paths)) {
      // biome-ignore lint/suspicious/noExplicitAny: a JSON document
      for (const [method, one] of Object.entries<any>(methods)) {
        const inPath = one.parameters.filter((part: { in: string }) => part.in === 'path')
        expect(inPath.map((part: { name: string }) => `{${part.name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
        expect(one.summary.length, `${method} ${path}`).toBeGreaterThan(5)
        expect(Object.values<object>(one.responses).every(said => 'description' in said || '$ref' in said)).toBe(true)
      }
    }
  })

  it('describes inputs with their words and limits', () => {
    const { properties, required } = described.components.schemas['people.make-token.input']
    expect(properties.months).toMatchObject({
      title: 'Months it should work',
      type: 'integer',
      minimum: 1,
      maximum: 24,
    })
    expect(required).toEqual(['label', 'months'])
    const [limit] = described.paths['/partnerships'].get.parameters.filter(
      (one: { name: string }) => one.name === 'limit',
    )
    expect(limit).toMatchObject({ required: false, schema: { type: 'integer', maximum: 500, default: 100 } })
  })

  it('is kept: every read answers its own shape, and never falls over', async () => {
    for (const one of house.site.reads) {
      const url = `/api/v1${one.at.replace(':slug', 'muir').replace(/:\w+/g, '1')}`
      const answer = await get(url, one.audience === 'members' ? bearing(token) : {})
      expect([200, 400, 404], `${one.name} ${answer.body}`).toContain(answer.statusCode)
      if (!/:(?!slug)/.test(one.at)) expect([200, 400], one.name).toContain(answer.statusCode)
      if (answer.statusCode === 200) expect(one.answer.parse(answer.json()), one.name).toEqual(answer.json())
    }
  })
})
