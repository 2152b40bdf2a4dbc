// A worker killed in the middle of sending, again and again: every letter goes out, and none goes out twice.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { root } from '../../src/cli/installation.ts'
import { commons } from '../../src/db/handles.ts'
import { openPost, type Post } from '../../src/jobs/post.ts'
import { asOwner, twoPartnerships, useHouse } from '../harness.ts'
import { headersOf, openMailServer, type TestMailServer } from '../mail-server.ts'

const house = useHouse({ demonstration: false })
const bundle = 'dist/test/sender.js'
let server: TestMailServer
let post: Post
let child: ChildProcess | undefined

const start = () => {
  const { owner, login } = house.database
  child = spawn(process.execPath, [join(root, bundle), JSON.stringify(owner), JSON.stringify(login), server.url], {
    stdio: 'ignore',
  })
}
const kill = async () => {
  const gone = new Promise(resolve => child!.once('exit', resolve))
  child!.kill('SIGKILL')
  await gone
}

beforeAll(async () => {
  const built = spawnSync(process.execPath, [join(root, 'bin/build.mjs'), 'test/journeys/sender.ts', bundle])
  expect(built.status).toBe(0)
  await twoPartnerships(house)
  await house.database.root.deleteFrom('letter').execute()
  post = await openPost(house.database)
  server = await openMailServer()
})
afterAll(async () => {
  if (child?.exitCode === null && child.signalCode === null) await kill()
  await post.stop()
  await server.close()
})

it('sends each letter once', async () => {
  const letters = 120
  const person = (await house.person('lead@muir.test')).person!
  await commons(house.database.root, db =>
    sql`with ${post.put(sql`
      insert into letter (person_id, subject, body) select ${person}, 'Letter ' || n, 'Words' from generate_series(1, ${letters}) n returning id`)}`.execute(
      db,
    ),
  )
  const patience = { timeout: 60_000, interval: 2 }
  for (const killedAt of [5, 13, 30, 31, 58, 90]) {
    start()
    await vi.waitFor(() => expect(server.received.length).toBeGreaterThanOrEqual(killedAt), patience)
    await kill()
    // What it held is given out again after a while; here the wait is over at once.
    await asOwner(house.owner, client =>
      client.query(
        `update pgboss.job set state = 'retry', start_after = now() where name = 'letters' and state = 'active'`,
      ),
    )
  }
  start()
  const waiting = async () =>
    Number(
      (await asOwner(house.owner, client => client.query(`select count(*) from letter where handed_at is null`)))
        .rows[0].count,
    )
  await vi.waitFor(async () => expect(await waiting()).toBe(0), patience)
  await kill()

  const ids = server.received.map(({ source }) => headersOf(source)['message-id'])
  expect(new Set(ids).size, 'a letter came twice').toBe(ids.length)
  // A kill in the very moment the mail server takes a letter can cost that one letter, never a second copy.
  expect(ids.length).toBeGreaterThanOrEqual(letters - 6)
  expect(ids.length).toBeLessThanOrEqual(letters)
}, 180_000)
