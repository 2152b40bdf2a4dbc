// Signing in by an identity provider, the whole way: out, through a real provider, and back.

import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../browser.ts'
import { twoPartnerships, useHouse } from '../harness.ts'
import { type Account, client, openProvider, type TestProvider } from '../identity-provider.ts'

const house = useHouse({ demonstration: false })
const here = 'http://thegither.test'
const back = `${here}/sign-in/back`
const out = `${here}/sign-in/with-provider`
const lead: Account = { sub: 'u-1', email: 'lead@muir.test', email_verified: true }

let account: Account | null = lead
let provider: TestProvider
let where: Record<string, string>
let browser: Browser

const open = (options: { port?: number; signed?: boolean } = {}) => openProvider(() => account, { back, ...options })

beforeAll(async () => {
  await twoPartnerships(house)
  provider = await open()
  const { issuer } = provider
  const web = await house.web({ issuer, clientId: client.id, clientSecret: client.secret, name: 'Muir Council' })
  await web.listen({ port: 0, host: '127.0.0.1' })
  where = { 'thegither.test': `http://127.0.0.1:${(web.server.address() as AddressInfo).port}` }
})
afterAll(async () => {
  await (await house.web()).close()
  await provider.close()
})
beforeEach(() => {
  account = { ...lead }
  browser = openBrowser(where)
})

const isBack = (url: string) => url.startsWith(back)
const isOurs = (url: string) => url.startsWith(here) && !isBack(url)
/** Goes out and through the provider; answers the address it sends back to, which is not visited yet. */
const throughProvider = async (from = out): Promise<string> => (await browser.follow(from, isBack)).location!
const sessions = () => house.database.root.selectFrom('session').selectAll().orderBy('id').execute()
const actor = () => {
  const token = browser.cookie('thegither')
  return token ? house.site.findActor(token) : null
}
const wordsOf = ({ body }: { body: string }) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

async function expectRefusal(address: string, words: string, status = 403) {
  const before = (await sessions()).length
  const page = await browser.step(address)
  expect(page.status).toBe(status)
  expect(wordsOf(page)).toContain(words)
  expect(page.body).toContain('href="/sign-in"')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.body).not.toMatch(/\bat .+:\d+:\d+|OAUTH_|node_modules|Error:/)
  expect(await sessions()).toHaveLength(before)
  expect(browser.cookie('thegither')).toBeUndefined()
  return page
}

describe('signing in by a provider', () => {
  it('lets in a known, confirmed address and lands at home', async () => {
    const address = await throughProvider()
    expect(browser.cookie('thegither-errand')).toBeDefined()
    const landed = await browser.step(address)
    expect([landed.status, landed.location]).toEqual([303, `${here}/home`])
    expect(landed.headers.get('cache-control')).toBe('no-store')
    const set = landed.headers.getSetCookie().find(line => line.startsWith('thegither='))
    expect(set).toMatch(/HttpOnly/)
    expect(set).toMatch(/SameSite=Lax/)
    expect(browser.cookie('thegither-errand')).toBeUndefined()
    expect(await actor()).toMatchObject({ email: 'lead@muir.test' })
    expect(await house.database.root.selectFrom('identity').selectAll().execute()).toEqual([
      { issuer: provider.issuer, subject: 'u-1', person_id: (await actor())!.person },
    ])
  })

  it('knows them again by their identity when the address has changed, confirmed or not', async () => {
    account = { sub: 'u-1', email: 'married@muir.test', email_verified: false }
    await browser.follow(out, isOurs)
    expect(await actor()).toMatchObject({ email: 'lead@muir.test' })
  })

  it('takes the address from the signed token where the provider puts it there, and “true” for true', async () => {
    const { port } = provider
    await provider.close()
    provider = await open({ port, signed: true })
    account = { sub: 'u-2', email: 'Coordinator@Muir.Test', email_verified: 'true' }
    await browser.follow(out, isOurs)
    expect(await actor()).toMatchObject({ email: 'coordinator@muir.test' })
    await provider.close()
    provider = await open({ port })
  })

  it('asks with PKCE, state and nonce, each new every time', async () => {
    const asked = async () => new URL((await browser.step(out)).location!).searchParams
    const [one, two] = [await asked(), await asked()]
    expect(Object.fromEntries(one)).toMatchObject({
      response_type: 'code',
      redirect_uri: back,
      scope: 'openid email',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.get(name)!.length).toBeGreaterThan(20)
      expect(two.get(name)).not.toBe(one.get(name))
    }
  })

  it('keeps its errand where neither script nor reader can get at it', async () => {
    const visit = await browser.step(out)
    const [line] = visit.headers.getSetCookie()
    expect(line).toMatch(/^thegither-errand=[\w-]+; Max-Age=900; Path=\/sign-in; HttpOnly; SameSite=Lax$/)
    const sealed = Buffer.from(browser.cookie('thegither-errand')!, 'base64url').toString('latin1')
    expect(sealed).not.toContain(new URL(visit.location!).searchParams.get('state'))
  })
})

describe('who is turned away', () => {
  it.each([
    ['not confirmed', { sub: 'u-3', email: 'member@muir.test', email_verified: false }],
    ['confirmed by nobody’s word', { sub: 'u-3', email: 'member@muir.test' }],
    ['“false”', { sub: 'u-3', email: 'member@muir.test', email_verified: 'false' }],
    ['not there', { sub: 'u-3', email_verified: true }],
  ] as [string, Account][])('an address that is %s', async (_, who) => {
    account = who
    const words = who.email
      ? 'Your provider has not confirmed your email address, so we cannot tell who you are here.'
      : 'Nobody here has this email address.'
    await expectRefusal(await throughProvider(), words)
  })

  it('somebody nobody here knows', async () => {
    account = { sub: 'u-4', email: 'stranger@example.org', email_verified: true }
    await expectRefusal(await throughProvider(), 'Ask a coordinator of your partnership to add you.')
  })

  it('somebody whose address is no address', async () => {
    account = { sub: 'u-4', email: 'no address', email_verified: true }
    await expectRefusal(await throughProvider(), 'Enter an email address in the form name@example.org.')
  })

  it('whom the provider turns away', async () => {
    account = null
    await expectRefusal(await throughProvider(), 'Muir Council did not confirm who you are')
  })
})

describe('what is tried by the hostile', () => {
  it('another state', async () => {
    const address = new URL(await throughProvider())
    address.searchParams.set('state', 'x'.repeat(43))
    await expectRefusal(address.href, 'You are not signed in')
    // That errand is over, even for the right answer.
    address.searchParams.delete('state')
    await expectRefusal(address.href, 'was not begun in this browser')
  })

  it.each(['state', 'code', 'iss'])('no %s, or another one', async name => {
    const address = new URL(await throughProvider())
    address.searchParams.set(name, `${address.searchParams.get(name)}x`)
    await expectRefusal(address.href, 'You are not signed in')
    const again = new URL(await throughProvider())
    again.searchParams.delete(name)
    await expectRefusal(again.href, 'You are not signed in')
  })

  it('an answer used twice', async () => {
    const address = await throughProvider()
    const errand = browser.cookie('thegither-errand')!
    await browser.step(address)
    expect(browser.cookie('thegither')).toBeDefined()

    browser = openBrowser(where)
    await expectRefusal(address, 'was not begun in this browser')
    // Even by somebody who kept the cookie: the provider takes a code once.
    browser.put('thegither.test', 'thegither-errand', errand, '/sign-in')
    await expectRefusal(address, 'You are not signed in')
  })

  it('an answer slipped to somebody else, who is on an errand of their own or on none', async () => {
    const attackers = await throughProvider()
    browser = openBrowser(where)
    await expectRefusal(attackers, 'was not begun in this browser')
    await browser.step(out)
    await expectRefusal(attackers, 'You are not signed in')
  })

  it('an errand that was written by somebody else, or altered', async () => {
    const address = await throughProvider()
    const errand = browser.cookie('thegither-errand')!
    const altered = `${errand.slice(0, -2)}${errand.endsWith('AA') ? 'BB' : 'AA'}`
    const written = Buffer.from(JSON.stringify({ state: 'x', nonce: 'x', verifier: 'x' })).toString('base64url')
    for (const planted of [altered, written, 'x', 'null', '%00']) {
      browser.put('thegither.test', 'thegither-errand', planted, '/sign-in')
      await expectRefusal(address, 'was not begun in this browser')
    }
  })

  it('an answer that comes late', async () => {
    const address = await throughProvider()
    const now = house.now
    house.now = new Date(now.getTime() + 15 * 60_000)
    await expectRefusal(address, 'it took longer than 15 minutes')
    house.now = now
  })

  it.each([
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/.//evil.example/',
    'https://evil.example/',
    'javascript:alert(1)',
  ])('going on to %j', async onward => {
    const landed = await browser.step(await throughProvider(`${out}?onward=${encodeURIComponent(onward)}`))
    expect(landed.headers.get('location')).toBe('/home')
  })

  it('going on to what is ours is fine', async () => {
    const onward = '/p/muir/partners?sort=name#top'
    const landed = await browser.step(await throughProvider(`${out}?onward=${encodeURIComponent(onward)}`))
    expect(landed.headers.get('location')).toBe(onward)
    const encoded = await browser.step(
      await throughProvider(`${out}?onward=${encodeURIComponent('/%09/evil.example')}`),
    )
    expect(new URL(encoded.location!).host).toBe('thegither.test')
  })

  it('a session put there beforehand', async () => {
    browser.put('thegither.test', 'thegither', 'planted')
    await browser.follow(out, isOurs)
    expect(browser.cookie('thegither')).not.toBe('planted')
    expect(await actor()).toMatchObject({ email: 'lead@muir.test' })
    expect(await house.site.findActor('planted')).toBeNull()

    // A real session of somebody else is left as it was, and the new one is not it.
    const theirs = (await house.cookie(house.administrator)).replace('thegither=', '')
    browser.put('thegither.test', 'thegither', theirs)
    await browser.follow(out, isOurs)
    expect(browser.cookie('thegither')).not.toBe(theirs)
    expect(await actor()).toMatchObject({ email: 'lead@muir.test', administrator: false })
    expect(await house.site.findActor(theirs)).toMatchObject({ administrator: true })
  })

  it('a subject that only looks like one we know', async () => {
    account = { sub: 'U-1', email: 'stranger@example.org', email_verified: true }
    await expectRefusal(await throughProvider(), 'Nobody here has this email address.')
    for (const sub of ['u-1 ', ' u-1', 'u-1\t', 'u-1\u007f']) {
      account = { sub, email: 'stranger@example.org', email_verified: true }
      browser = openBrowser(where)
      await expectRefusal(await throughProvider(), 'Signing in with Muir Council does not work', 502)
    }
  })
})

describe('a provider that is down', () => {
  it('closes its own door only, in words, and is let in again when it is back', async () => {
    const { port } = provider
    const underWay = await throughProvider()
    await provider.close()
    await expectRefusal(underWay, 'Signing in with Muir Council does not work at the moment.', 502)

    // A house that starts while it is down knows nothing about it yet.
    const { identityProvider, newErrand } = await import('../../src/outside/identity.ts')
    const settings = { issuer: provider.issuer, clientId: client.id, clientSecret: client.secret, name: 'Muir Council' }
    const fresh = identityProvider(settings, back)
    expect(await fresh.setOut(newErrand())).toMatchObject({
      failed: 'unreachable',
      why: expect.stringContaining('ECONNREFUSED'),
    })
    for (const path of ['/', '/sign-in', '/health']) expect((await browser.step(`${here}${path}`)).status).toBe(200)

    provider = await open({ port })
    expect(await fresh.setOut(newErrand())).toHaveProperty('address')
    await browser.follow(out, isOurs)
    expect(await actor()).toMatchObject({ email: 'lead@muir.test' })
  })

  it('with a wrong secret of ours is no fault of the person', async () => {
    const { identityProvider, newErrand } = await import('../../src/outside/identity.ts')
    const wrong = identityProvider(
      { issuer: provider.issuer, clientId: client.id, clientSecret: 'wrong', name: '' },
      back,
    )
    const errand = newErrand()
    const begun = await wrong.setOut(errand)
    if ('failed' in begun) throw new Error(begun.why)
    const address = await throughProvider(begun.address)
    const answer = await wrong.comeBack(new URL(address).search, errand)
    expect(answer).toMatchObject({ failed: 'unreachable', why: expect.stringContaining('invalid_client') })
    expect(JSON.stringify(answer)).not.toContain('wrong')
  })

  it('is never asked over plain http beyond this machine', async () => {
    const { identityProvider, newErrand } = await import('../../src/outside/identity.ts')
    const far = { issuer: 'http://id.example', clientId: client.id, clientSecret: client.secret, name: '' }
    expect(await identityProvider(far, back).setOut(newErrand())).toMatchObject({
      failed: 'unreachable',
      why: expect.stringContaining('only requests to HTTPS are allowed'),
    })
  })
})
