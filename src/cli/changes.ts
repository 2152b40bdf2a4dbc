// Other processes (an import on the command line) tell a running server that what it rendered is no longer true.

import pg from 'pg'
import type { Database } from '../db/database.ts'

const channel = 'thegither_changed'

/** Tells the running server, after commit, what changed; null is the commons. */
export const announceChange = async ({ pool }: Database, partnership: number | null): Promise<void> => {
  await pool.query('select pg_notify($1, $2)', [channel, String(partnership ?? '')])
}

/** Listens for such news; when the line was down, everything is taken to have changed. */
export async function listenForChanges(
  { owner, login }: Database,
  changed: (partnership: number | null) => void,
): Promise<{ stop(): Promise<void> }> {
  let client: pg.Client
  let stopped = false
  const connect = async (): Promise<void> => {
    client = new pg.Client({
      host: owner.host,
      port: owner.port,
      database: owner.database,
      ...login,
      application_name: 'thegither listening',
      keepAlive: true,
    })
    client.on('error', () => {})
    client.on('notification', ({ payload }) => changed(payload ? Number(payload) : null))
    await client.connect()
    await client.query(`listen ${channel}`)
    client.on('end', again) // only now: a connection that fails tells of it twice, and two would become four
    changed(null)
  }
  const again = (): void => {
    setTimeout(() => {
      if (stopped) return
      connect().catch(() => {
        client.end().catch(() => {})
        again()
      })
    }, 500)
  }
  await connect()
  return {
    stop: async () => {
      stopped = true
      await client.end()
    },
  }
}
