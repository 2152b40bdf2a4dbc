// The house over one open database, for tests and measurements alike, and a small partnership with its neighbour in it.

import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { assemble } from '../src/app.ts'
import { root } from '../src/cli/installation.ts'
import { type Database, openDatabase } from '../src/db/database.ts'
import type { Login } from '../src/db/migrate.ts'
import type { OwnerConnection } from '../src/db/server.ts'
import { type Actor, stranger } from '../src/operation/actor.ts'
import type { PartnershipFacts } from '../src/operation/operation.ts'
import { keptBack, type Outcome, perform } from '../src/operation/perform.ts'
import type { Settings } from '../src/outside/settings.ts'
import { RenderedPages } from '../src/web/rendered.ts'
import { buildWeb } from '../src/web/server.tsx'
import type { Site } from '../src/web/site.ts'

export interface House {
  database: Database
  owner: OwnerConnection
  site: Site
  pages: RenderedPages
  /** The moment it is in this house; set it to travel. */
  now: Date
  /** How many letters have been written so far. */
  letters(): Promise<number>
  /** The product over HTTP; the identity provider counts at the first call. */
  web(provider?: Settings['provider']): Promise<FastifyInstance>
  /** Performs a verb and answers its outcome. */
  perform(name: string, raw: Record<string, unknown>, actor: Actor, slug?: string): Promise<Outcome>
  /** Performs a verb that must work, and answers the number of what it wrote. */
  done(name: string, raw: Record<string, unknown>, actor: Actor, slug?: string): Promise<number>
  /** An administrator of the installation. */
  administrator: Actor
  /** A person with roles, signed in. */
  person(email: string): Promise<Actor>
  partnership(slug: string): Promise<PartnershipFacts>
  /** A session cookie for a person. */
  cookie(actor: Actor): Promise<string>
}

/** Opens the house on a migrated database, or on a copy of one that was opened before and where nobody signed in. */
export async function openOn(
  house: House,
  owner: OwnerConnection,
  login: Login,
  demonstration: boolean,
): Promise<void> {
  await asOwner(owner, client =>
    client.query('insert into installation (demonstration) values ($1) on conflict do nothing', [demonstration]),
  )
  const database = openDatabase(owner, login, 5)
  const pages = new RenderedPages()
  Object.assign(house, { database, owner, pages, now: new Date('2026-11-22T10:00:00Z') })
  const site = assemble({
    database,
    demonstration,
    address: 'http://thegither.test',
    provider: null,
    post: keptBack,
    changed: partnership => pages.changed(partnership),
    clock: () => house.now,
  })
  let app: Promise<FastifyInstance> | undefined
  house.site = site
  house.web = (provider = null) =>
    (app ??= buildWeb(site, pages, {
      trustProxy: false,
      secure: false,
      assets: `${root}/src/ui`,
      log: false,
      ration: 10_000,
      provider,
    }))
  house.partnership = async slug => {
    const found = await site.findPartnership(slug)
    if (!found || 'movedTo' in found) throw new Error(`no partnership ${slug}`)
    return found
  }
  house.perform = async (name, raw, actor, slug) => {
    const operation = site.operations.get(name)
    if (!operation) throw new Error(`no verb ${name}`)
    return perform(site.house, operation, raw, { actor, partnership: slug ? await house.partnership(slug) : null })
  }
  house.letters = async () =>
    (
      await database.root
        .selectFrom('letter')
        .select(eb => eb.fn.countAll<number>().as('all'))
        .executeTakeFirstOrThrow()
    ).all
  house.done = async (name, raw, actor, slug) => {
    const outcome = await house.perform(name, raw, actor, slug)
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome)}`)
    return outcome.written.id as number
  }
  house.person = async email => {
    const found = await database.root
      .selectFrom('person')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    return (await site.findPerson(found.id, 'page'))!
  }
  house.cookie = async actor => {
    const { hashOf, newSecret } = await import('../src/features/people/store.ts')
    const token = newSecret()
    await database.root
      .insertInto('session')
      .values({
        token_hash: hashOf(token),
        person_id: actor.person!,
        started_at: house.now,
        expires_at: new Date(house.now.getTime() + 86_400_000),
        ended_at: null,
      })
      .execute()
    return `thegither=${token}`
  }
  const first = await house.perform('people.first-administrator', {}, stranger)
  if (!first.ok) throw new Error('no administrator')
  house.administrator = (await site.findPerson(first.written.id as number, 'page'))!
}

/**
 * Strathmuir (`muir`) and its neighbour Lorne (`lorne`), each with a coordinator, a partner lead, a contributor, a board
 * member and an observer: `coordinator@muir.test`, `lead@muir.test` …
 */
export async function twoPartnerships(house: House): Promise<void> {
  const { administrator } = house
  await asOwner(house.owner, client =>
    client.query(
      `insert into place (code, name, kind, invented) values ('X12000001', 'Strathmuir', 'council', true), ('X12000002', 'Lorne', 'council', true)`,
    ),
  )
  for (const [slug, area] of [
    ['muir', 'X12000001'],
    ['lorne', 'X12000002'],
  ] as const) {
    await house.done('partnerships.found', { name: `${slug} together`, slug, area }, administrator)
    const organisation = await house.done(
      'partnerships.register-organisation',
      { name: `Council of ${slug}`, kind: 'council' },
      administrator,
      slug,
    )
    const other = await house.done(
      'partnerships.register-organisation',
      { name: `Health board of ${slug}`, kind: 'health-board' },
      administrator,
      slug,
    )
    await house.done(
      'partnerships.take-in-partner',
      { organisation, basis: 'facilitating', joined: '2020-04-01' },
      administrator,
      slug,
    )
    await house.done(
      'partnerships.take-in-partner',
      { organisation: other, basis: 'statutory', joined: '2020-04-01' },
      administrator,
      slug,
    )
    for (const [name, role, body] of [
      ['coordinator', 'coordinator', null],
      ['lead', 'partner-lead', organisation],
      ['contributor', 'contributor', other],
      ['member', 'board-member', other],
      ['observer', 'observer', null],
    ] as const)
      await house.done(
        'partnerships.give-role',
        { name: `${name} of ${slug}`, email: `${name}@${slug}.test`, role, organisation: body ?? '' },
        administrator,
        slug,
      )
  }
}

export async function asOwner<T>(owner: OwnerConnection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
