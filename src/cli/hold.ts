// One server at a time holds a database: a lock that ends with the process that took it, however it ends.

import pg from 'pg'
import type { OwnerConnection } from '../db/server.ts'
import { Trouble } from './installation.ts'

export interface Hold {
  release(): Promise<void>
}

/** Takes the hold, or says who has it. `onLost` is told when the database went away under us. */
export async function holdDatabase(owner: OwnerConnection, port: number, onLost: () => void): Promise<Hold> {
  const client = new pg.Client({
    ...owner,
    application_name: `thegither serving port ${port}, process ${process.pid}`,
    keepAlive: true,
  })
  let released = false
  client.on('error', () => {}) // what follows from it comes with 'end'
  await client.connect().catch((cause: Error) => {
    throw new Trouble(`The database ${owner.database} at ${owner.host} cannot be opened: ${cause.message}`, { cause })
  })
  const { rows } = await client.query<{ held: boolean }>(
    `select pg_try_advisory_lock(hashtext('thegither serving')) as held`,
  )
  if (!rows[0]!.held) {
    const { rows: holders } = await client.query<{ who: string; since: Date }>(
      `select a.application_name as who, a.backend_start as since from pg_locks l join pg_stat_activity a using (pid)
       where l.locktype = 'advisory' and l.granted and a.application_name like 'thegither serving%' and a.datname = current_database()`,
    )
    await client.end()
    const who = holders[0]
      ? `${holders[0].who.replace('thegither serving', 'the one serving')}, since ${holders[0].since.toISOString()}`
      : 'another one'
    throw new Trouble(
      `Another Thegither holds this database already: ${who}. Stop that one first, or set THEGITHER_DATA to another folder.`,
    )
  }
  client.on('end', () => {
    if (!released) onLost()
  })
  return {
    release: async () => {
      released = true
      await client.end()
    },
  }
}
