// The post: letters written by verbs are put into pg-boss in the same transaction, and sent from there.

import { CompiledQuery } from 'kysely'
import pg from 'pg'
import PgBoss from 'pg-boss'
import type { Database } from '../db/database.ts'
import type { Db } from '../db/handles.ts'
import { appGroup } from '../db/migrate.ts'
import type { OwnerConnection } from '../db/server.ts'
import type { SendMail } from '../outside/mail.ts'

const letters = 'letters'
const housekeeping = 'housekeeping'

/** Makes the job tables and queues; run with the migrations, as the owner. */
export async function prepareJobs(owner: OwnerConnection): Promise<void> {
  const boss = new PgBoss({ ...owner, schema: 'pgboss', supervise: false, schedule: false, max: 2 })
  boss.on('error', () => {})
  await boss.start()
  for (const queue of [letters, housekeeping])
    await boss.createQueue(queue, { name: queue, retryLimit: 8, retryDelay: 30, retryBackoff: true })
  await boss.stop({ graceful: false })
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(`grant usage on schema pgboss to ${appGroup};
    grant all on all tables in schema pgboss to ${appGroup};
    grant all on all sequences in schema pgboss to ${appGroup};
    grant execute on all functions in schema pgboss to ${appGroup}`)
  await client.end()
}

export interface Post {
  readonly put: (db: Db, letters: readonly number[]) => Promise<void>
  /** Sends letters and keeps the house from now on. */
  work(send: SendMail, options: { keepWords: boolean }): Promise<void>
  stop(): Promise<void>
}

export async function openPost(database: Database): Promise<Post> {
  const { owner, login } = database
  const boss = new PgBoss({
    host: owner.host,
    port: owner.port,
    database: owner.database,
    user: login.user,
    password: login.password,
    schema: 'pgboss',
    migrate: false,
    max: 3,
    archiveCompletedAfterSeconds: 3600,
    deleteAfterDays: 7,
  })
  boss.on('error', error => console.error(`Jobs: ${error.message}`))
  await boss.start()
  return {
    put: async (db, ids) => {
      const executeSql = (text: string, values: unknown[]) =>
        db.executeQuery(CompiledQuery.raw(text, values)) as Promise<{ rows: unknown[] }>
      await boss.insert(
        ids.map(letter => ({ name: letters, data: { letter } })),
        { db: { executeSql } },
      )
    },
    work: async (send, { keepWords }) => {
      await boss.work<{ letter: number }>(letters, { batchSize: 5, pollingIntervalSeconds: 1 }, async jobs => {
        for (const job of jobs) await sendLetter(database, job.data.letter, send, keepWords)
      })
      await boss.work(housekeeping, async () => keepHouse(database))
      await boss.schedule(housekeeping, '15 3 * * *', {}, { tz: 'Europe/London' })
    },
    stop: () => boss.stop({ graceful: true, wait: true, timeout: 5000 }),
  }
}

/** Sends one letter and forgets its words; a letter that has gone is not sent again. */
async function sendLetter({ root }: Database, id: number, send: SendMail, keepWords: boolean): Promise<void> {
  const letter = await root
    .selectFrom('letter')
    .innerJoin('person', 'person.id', 'letter.person_id')
    .select(['letter.id', 'person.email', 'letter.subject', 'letter.body'])
    .where('letter.id', '=', id)
    .where('letter.sent_at', 'is', null)
    .executeTakeFirst()
  if (!letter?.email) return
  await send({ id: `letter-${letter.id}`, to: letter.email, subject: letter.subject, text: letter.body })
  await root
    .updateTable('letter')
    .set(keepWords ? { sent_at: new Date() } : { sent_at: new Date(), subject: '', body: '' })
    .where('id', '=', id)
    .execute()
}

/** Erases what has reached its day: letters, old links, ended sessions, uploads nobody confirmed. */
export async function keepHouse({ root }: Database): Promise<void> {
  const today = new Date().toISOString().slice(0, 10)
  const monthAgo = new Date(Date.now() - 30 * 86_400_000)
  await root.deleteFrom('letter').where('erase_by', '<=', today).execute()
  await root.deleteFrom('sign_in_link').where('expires_at', '<', monthAgo).execute()
  await root.deleteFrom('session').where('expires_at', '<', monthAgo).execute()
  await root.deleteFrom('upload').where('erase_by', '<=', today).execute()
}
