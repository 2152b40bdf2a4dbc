// How many queries it takes to show each list page, to a stranger and to a coordinator.

import type pg from 'pg'
import type { House } from './house-on.ts'

const listPages = [
  '/',
  '/indicators',
  '/p/muir',
  '/p/muir/plan',
  '/p/muir/indicators',
  '/p/muir/actions',
  '/p/muir/balance',
  '/p/muir/partners',
  '/p/muir/structure',
  '/p/muir/engagements',
]

const membersPages = [
  '/p/muir/initiatives',
  '/p/muir/thread',
  '/p/muir/ownership',
  '/p/muir/rounds',
  '/p/muir/rounds/1',
  '/p/muir/rounds/1/exceptions',
  '/p/muir/structure/overlap',
  '/p/muir/structure/merge',
  '/p/muir/structure/scenarios',
  '/p/muir/structure/proposals',
  '/p/muir/structure/history',
  '/p/muir/register',
  '/p/muir/register/requirements',
  '/p/muir/cycles',
  '/home',
  '/home/seats',
]

export interface Shown {
  /** Everything sent to the database, the words around a transaction among them. */
  readonly queries: number
  readonly bytes: number
}

/** Shows every list page from nothing kept, by `address, who`. */
export async function queriesOfPages(house: House): Promise<Record<string, Shown>> {
  const web = await house.web()
  const counted = counterOn(house.database.pool)
  const cookie = await house.cookie(await house.person('coordinator@muir.test'))
  const shown: Record<string, Shown> = {}
  for (const [who, headers, addresses] of [
    ['a stranger', {}, listPages],
    ['a coordinator', { cookie }, [...listPages, ...membersPages]],
  ] as const)
    for (const url of addresses) {
      house.site.house.changed(null)
      const before = counted()
      const { statusCode, rawPayload } = await web.inject({ url, headers })
      if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`)
      shown[`${url}, ${who}`] = { queries: counted() - before, bytes: rawPayload.length }
    }
  return shown
}

/** Counts what goes through a pool from now on. */
function counterOn(pool: pg.Pool): () => number {
  let count = 0
  const known = new WeakSet<pg.PoolClient>()
  pool.on('acquire', client => {
    if (known.has(client)) return
    known.add(client)
    client.query = new Proxy(client.query, {
      apply: (query, self, words) => {
        count++
        return Reflect.apply(query, self, words)
      },
    })
  })
  return () => count
}
