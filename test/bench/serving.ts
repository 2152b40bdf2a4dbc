// The servers that are measured: the product as `thegither start` serves it, and bare ones of the same task. Each is
// a process of its own, so that the load generator takes no time from their thread.

import { fork } from 'node:child_process'
import { join } from 'node:path'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'
import { assemble } from '../../src/app.ts'
import { root } from '../../src/cli/installation.ts'
import { openDatabase } from '../../src/db/database.ts'
import type { Login } from '../../src/db/migrate.ts'
import type { OwnerConnection } from '../../src/db/server.ts'
import { openPost } from '../../src/jobs/post.ts'
import { RenderedPages } from '../../src/web/rendered.ts'
import { buildWeb } from '../../src/web/server.tsx'

export type Served =
  | { readonly kind: 'house'; readonly owner: OwnerConnection; readonly login: Login }
  /** One page: these bytes, and these to who accepts gzip. */
  | { readonly kind: 'bytes'; readonly type: string; readonly plain: Buffer; readonly gzip: Buffer }
  /** One form, one insert in a transaction. */
  | { readonly kind: 'insert'; readonly owner: OwnerConnection }

/** Serves in a child process for as long as `use` takes, which is given the address. */
export async function serving<T>(served: Served, use: (address: string) => Promise<T>): Promise<T> {
  const child = fork(process.argv[1]!, ['serve'], { serialization: 'advanced' })
  try {
    const address = await new Promise<string>((resolve, reject) => {
      child.once('message', heard => resolve(heard as string))
      child.once('exit', code => reject(new Error(`the ${served.kind} server ended with code ${code}`)))
      child.send(served)
    })
    return await use(address)
  } finally {
    child.disconnect()
    await new Promise(resolve => child.once('exit', resolve))
  }
}

/** What the child does; it ends when its parent lets go of it. */
export function serve(): void {
  process.once('disconnect', () => process.exit(0))
  process.once('message', async (served: Served) => {
    const app = served.kind === 'house' ? await house(served) : served.kind === 'bytes' ? bytes(served) : insert(served)
    process.send!(await app.listen({ port: 0, host: '127.0.0.1' }))
  })
}

async function house({ owner, login }: Served & { kind: 'house' }): Promise<FastifyInstance> {
  const database = openDatabase(owner, login)
  const pages = new RenderedPages()
  const post = await openPost(database) // letters are put in the post; nobody works there, as in a moment of calm
  const site = assemble({
    database,
    demonstration: true,
    address: 'http://thegither.test',
    provider: null,
    post: post.put,
    changed: partnership => pages.changed(partnership),
  })
  return buildWeb(site, pages, {
    trustProxy: false,
    secure: false,
    assets: join(root, 'src/ui'),
    log: true,
    ration: 20,
    provider: null,
  })
}

function bytes({ type, plain, gzip }: Served & { kind: 'bytes' }): FastifyInstance {
  const app = Fastify()
  app.get('/', (request, reply) => {
    reply.header('content-type', type)
    if (!request.headers['accept-encoding']?.includes('gzip')) return reply.send(plain)
    return reply.header('content-encoding', 'gzip').send(gzip)
  })
  return app
}

function insert({ owner }: Served & { kind: 'insert' }): FastifyInstance {
  const pool = new pg.Pool({ ...owner, max: 10 })
  const app = Fastify()
  app.register(formbody)
  app.post('/:indicator', async (request, reply) => {
    const { indicator } = request.params as { indicator: string }
    const { period, value, because } = request.body as Record<string, string>
    const client = await pool.connect()
    await client.query('begin')
    await client.query('insert into bare_target (indicator, period, value, because) values ($1, $2, $3, $4)', [
      indicator,
      period,
      value,
      because,
    ])
    await client.query('commit')
    client.release()
    return reply.redirect(`/${indicator}`, 303)
  })
  return app
}
