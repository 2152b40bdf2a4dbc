// Laws 2, 4 and 7 over the whole surface: outsiders are refused, neighbours see nothing, history follows every verb,
// and what people type stays text.

import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, stranger } from '../../src/operation/actor.ts'
import type { Field } from '../../src/operation/fields.ts'
import { anyone } from '../../src/operation/permission.ts'
import type { AnyFace } from '../../src/ui/declare.ts'
import { asOwner, useHouse } from '../harness.ts'
import { addressOf, furnish, type Known, sampleInput } from '../surface.ts'

const house = useHouse()
let known: Known
let outsiders: Record<string, Actor>
beforeAll(async () => {
  known = await furnish(house)
  await house.done(
    'people.appoint-administrator',
    { email: 'second@thegither.test', name: 'Second' },
    house.administrator,
  )
  const loose = await asOwner(house.owner, client =>
    client.query(`insert into person (email, name) values ('loose@elsewhere.test', 'Loose') returning id`),
  )
  outsiders = {
    'a stranger': stranger,
    'somebody signed in without a part': (await house.site.findPerson(loose.rows[0].id, 'page'))!,
    'the neighbour’s coordinator': await house.person('coordinator@lorne.test'),
  }
})

/** Verbs that need no account; a new one is a decision, so it is named here. */
const openToAnyone = [
  'people.ask-for-link',
  'people.sign-in',
  'people.look-around',
  'rounds.open-link',
  'rounds.follow',
  'rounds.confirm-follow',
  'rounds.stop-follow',
  'engagement.respond',
  'engagement.compare',
  'engagement.take-stance',
  'engagement.offer-statement',
  'engagement.give-idea',
  'engagement.support-idea',
  'engagement.withdraw-support',
  'engagement.comment-on-idea',
  'engagement.appeal',
  'engagement.open-receipt',
  'engagement.withdraw-response',
  'engagement.listen',
  'budgeting.suggest-project',
]
/** Verbs about one's own account: anybody signed in may, and only for themselves. */
const aboutOneself = [
  'people.sign-out',
  'people.rename',
  'people.give-address',
  'people.end-session',
  'rounds.be-away',
  'rounds.make-calendar',
]

describe('every verb', () => {
  it('needs a part, but for those that are named here', () => {
    const open = [...house.site.operations.values()]
      .filter(one => one.permit === anyone && one.surface !== 'internal')
      .map(one => one.name)
    expect(open.sort()).toEqual([...openToAnyone].sort())
  })

  it('takes the input that the laws try it with', async () => {
    const { parse } = await import('../../src/operation/fields.ts')
    for (const one of house.site.operations.values()) {
      const parsed = parse(one.input, sampleInput(one, known))
      expect(parsed.ok, `${one.name}: ${JSON.stringify(parsed)}`).toBe(true)
    }
  })

  it('refuses every outsider as if there were nothing', async () => {
    for (const one of house.site.operations.values()) {
      if (one.surface === 'internal' || openToAnyone.includes(one.name)) continue
      for (const [who, actor] of Object.entries(outsiders)) {
        if (aboutOneself.includes(one.name) && actor.person !== null) continue
        const outcome = await house.perform(
          one.name,
          sampleInput(one, known),
          actor,
          one.scope === 'partnership' ? 'muir' : undefined,
        )
        expect(outcome, `${who} tried ${one.name}`).toMatchObject({ ok: false, kind: 'not-found' })
      }
    }
  })

  it('refuses an observer, who may look at everything', async () => {
    const observer = await house.person('observer@muir.test')
    for (const one of house.site.operations.values()) {
      if (one.surface === 'internal' || one.scope === 'commons') continue
      if (['people.make-token', ...openToAnyone].includes(one.name)) continue
      const outcome = await house.perform(one.name, sampleInput(one, known), observer, 'muir')
      expect(outcome, one.name).toMatchObject({ ok: false })
      expect(['forbidden', 'not-found'], one.name).toContain((outcome as { kind: string }).kind)
    }
  })

  it('finds nothing of one partnership in another, even for a coordinator of both', async () => {
    const both = { ...outsiders['the neighbour’s coordinator']!, administrator: false }
    for (const one of house.site.operations.values()) {
      if (one.surface === 'internal' || one.scope === 'commons' || openToAnyone.includes(one.name)) continue
      const refs = Object.entries(one.input as Record<string, Field<unknown>>).filter(
        ([name, field]) => nouns.includes(name) && !field.options && field.kind !== 'line' && field.kind !== 'text',
      )
      if (!refs.length) continue
      const slug = one.scope === 'own' ? undefined : 'lorne'
      const outcome = await house.perform(one.name, sampleInput(one, known), both, slug)
      expect(outcome.ok, `${one.name} in lorne with the numbers of muir`).toBe(false)
    }
  })
})

describe('every page', () => {
  const faces = () => house.site.faces.filter(face => face.at.startsWith('/p/:slug'))

  it('of the neighbour’s record is not there', async () => {
    const web = await house.web()
    const cookie = await house.cookie(await house.person('coordinator@lorne.test'))
    for (const face of faces()) {
      if (!/:(?!slug)/.test(face.at)) continue
      const { statusCode } = await web.inject({ url: addressOf(face, known, 'lorne'), headers: { cookie } })
      expect(statusCode, `${addressOf(face, known, 'lorne')} shows a record of muir`).toBe(404)
    }
  })

  it('for members is not there for the neighbour, and asks a stranger to sign in', async () => {
    const web = await house.web()
    const cookie = await house.cookie(await house.person('coordinator@lorne.test'))
    for (const face of faces()) {
      if (face.audience === 'anyone') continue
      const url = addressOf(face, known, 'muir')
      expect((await web.inject({ url, headers: { cookie } })).statusCode, url).toBe(404)
      expect((await web.inject({ url })).headers.location, url).toMatch(/^\/sign-in\?onward=/)
    }
  })

  it('answers its own people', async () => {
    const web = await house.web()
    const cookie = await house.cookie(await house.person('coordinator@muir.test'))
    for (const face of faces()) {
      const url = addressOf(face, known, 'muir')
      const { statusCode } = await web.inject({ url, headers: { cookie } })
      expect([200, 301, 404], `${face.at}: ${url} answered ${statusCode}`).toContain(statusCode)
      if (statusCode === 404) expect(mayBeMissing, `${face.at} is not there for the coordinator`).toContain(face.at)
    }
  })

  it('refuses what another site sends', async () => {
    const web = await house.web()
    const cookie = await house.cookie(await house.person('coordinator@muir.test'))
    const said = await web.inject({
      method: 'POST',
      url: '/p/muir/settings/colour',
      headers: { cookie, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'colour=%23123456',
    })
    expect(said.statusCode).toBe(403)
    const origin = await web.inject({
      method: 'POST',
      url: '/p/muir/settings/colour',
      headers: { cookie, origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'colour=%23123456',
    })
    expect(origin.statusCode).toBe(403)
  })
})

const nouns = [
  'partner',
  'version',
  'plan',
  'theme',
  'outcome',
  'objective',
  'indicator',
  'target',
  'action',
  'milestone',
  'measure',
  'risk',
  'initiative',
  'contribution',
  'benefit',
  'round',
  'request',
  'item',
  'schedule',
  'membership',
  'token',
  'group',
  'other',
  'into',
  'seat',
  'groupLink',
  'remit',
  'import',
  'scenario',
  'step',
  'restructuring',
  'proposal',
  'requirement',
  'registeredPlan',
  'cycle',
  'engagement',
  'activity',
  'question',
  'option',
  'statement',
  'idea',
  'said',
  'quote',
  'priority',
  'batch',
  'number',
  'point',
  'moderation',
  'cluster',
  'budget',
  'project',
]

/** Pages that need a record the furnished partnership does not have. */
const mayBeMissing: string[] = [
  '/p/:slug/logo',
  '/p/:slug/tokens/:token/revoke',
  // The furnished action is a piece of an initiative already.
  '/p/:slug/actions/:action/initiative',
  // The furnished group is not a joint body.
  '/p/:slug/structure/groups/:group/reports',
  // The furnished answer is begun and not sent.
  '/p/:slug/items/:item/accept',
  '/p/:slug/items/:item/return',
  // Single answers are for nobody before no more can come.
  '/p/:slug/engagements/:engagement/results/:activity/responses.csv',
  '/p/:slug/engagements/:engagement/results/:activity/comments.csv',
  '/p/:slug/engagements/:engagement/results/:activity/votes.csv',
  // The furnished budget has no vote yet, and its project is somebody else’s words.
  '/p/:slug/budgets/:budget/result.pb',
  '/p/:slug/budgets/:budget/run/publish',
  '/p/:slug/budgets/:budget/run/projects/:project/edit',
  '/p/:slug/engagements/:engagement/run/vote/:activity',
]

describe('a draft', () => {
  it('is on no page that a stranger can open', async () => {
    const coordinator = await house.person('coordinator@muir.test')
    const secret = 'Words that are not adopted yet'
    const outcome = await house.done(
      'plans.add-outcome',
      {
        version: known.version,
        theme: known.theme,
        title: secret,
        description: secret,
        horizon: 'short',
        dimensions: [],
        goals: [],
      },
      coordinator,
      'muir',
    )
    await house.done(
      'plans.write-vision',
      { version: known.version, vision: secret, summary: secret },
      coordinator,
      'muir',
    )
    await house.done(
      'plans.edit-theme',
      { version: known.version, theme: known.theme, title: secret, description: secret },
      coordinator,
      'muir',
    )
    await house.done(
      'indicators.link-outcomes',
      { indicator: known.indicator, outcomes: [outcome, ...known.outcomes!] },
      coordinator,
      'muir',
    )
    await house.done('plans.link-objective', { objective: known.objective, outcome }, coordinator, 'muir')
    const web = await house.web()
    const reads = house.site.reads.map(one => `/api/v1${addressOf({ at: one.at } as AnyFace, known, 'muir')}`)
    for (const url of [
      ...house.site.faces.map(face => addressOf(face, known, 'muir')),
      ...reads,
      `/p/muir/outcomes/${outcome}`,
    ]) {
      const { body } = await web.inject(url)
      expect(body.includes(secret), `${url} shows a draft to strangers`).toBe(false)
    }
    const cookie = await house.cookie(coordinator)
    expect((await web.inject({ url: `/p/muir/plans/${known.plan}/draft`, headers: { cookie } })).body).toContain(secret)
  })
})

describe('what people type', () => {
  const payloads = [
    '=HYPERLINK("http://evil","x")',
    "'-alert(3)-'<svg/onload=alert(4)>",
    '"><img src=x onerror=alert(2)>',
    '<script>alert(1)</script>',
  ]

  it('stays text on every page', async () => {
    const coordinator = await house.person('coordinator@muir.test')
    const { administrator } = house
    for (const payload of payloads)
      for (const one of house.site.operations.values()) {
        if (
          one.surface === 'internal' ||
          /(remove|end|drop|discard|erase|retire|withdraw|revoke|leave|go$|move$|adopt|propose-version|stop|close)/.test(
            one.name,
          )
        )
          continue
        const raw = sampleInput(one, known, `${payload} ${one.name}`)
        await house.perform(
          one.name,
          raw,
          one.scope === 'commons' ? administrator : coordinator,
          one.scope === 'partnership' ? 'muir' : undefined,
        )
      }
    const web = await house.web()
    for (const actor of [null, coordinator, administrator]) {
      const cookie = actor ? await house.cookie(actor) : ''
      for (const face of house.site.faces) {
        if (face.kind === 'download') continue
        const { body, headers } = await web.inject({ url: addressOf(face, known, 'muir'), headers: { cookie } })
        if (!String(headers['content-type']).includes('html')) continue
        expect(
          body.includes('<script>alert') || body.includes('<img src=x') || body.includes('<svg/onload'),
          `${face.at} shows what was typed as markup`,
        ).toBe(false)
      }
    }
    expect((await web.inject({ url: '/p/muir/partners' })).body).toContain('&lt;')
  })
})

describe('history', () => {
  it('has one line for each verb that was done, and none for one that was refused', async () => {
    const count = async () =>
      Number((await asOwner(house.owner, client => client.query('select count(*) from history'))).rows[0].count)
    const coordinator = await house.person('coordinator@muir.test')
    const before = await count()
    await house.done('partnerships.choose-colour', { colour: '#224466' }, coordinator, 'muir')
    expect(await count()).toBe(before + 1)
    await house.perform('partnerships.choose-colour', { colour: '#ffffff' }, coordinator, 'muir')
    expect(await count()).toBe(before + 1)
  })
})
