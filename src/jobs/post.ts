// The post: letters written by verbs are put into pg-boss in the same transaction, and sent from there.

import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import PgBoss from 'pg-boss'
import type { Database } from '../db/database.ts'
import { appGroup } from '../db/migrate.ts'
import type { OwnerConnection } from '../db/server.ts'
import { dayIn, type House } from '../operation/perform.ts'
import { PerhapsSent, type SendMail } from '../outside/mail.ts'

const queue = 'letters'
const housekeeping = 'housekeeping'
const clock = 'clock'
/** Where pg-boss puts what a schedule has made due. It cannot make it itself with our login, and nothing is due without. */
const scheduled = '__pgboss__send-it'
export const queues: readonly string[] = [queue, housekeeping, clock, scheduled]
const tries = { retryLimit: 8, retryDelay: 30, retryBackoff: true }

/** Makes the job tables and queues; run with the migrations, as the owner. */
export async function prepareJobs(owner: OwnerConnection): Promise<void> {
  const boss = new PgBoss({ ...owner, schema: 'pgboss', supervise: false, schedule: false, max: 2 })
  boss.on('error', () => {})
  await boss.start()
  for (const name of [queue, housekeeping]) await boss.createQueue(name, { name, ...tries })
  // A tick that was missed is made up for by the next one: it is not tried again, and two never wait.
  await boss.createQueue(clock, { name: clock, policy: 'short', retryLimit: 0 })
  await boss.createQueue(scheduled)
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
  /**
   * Completes the statement that writes letters: each is queued by it. The queue's row is what pg-boss's own `insert`
   * writes for this queue; ours saves every verb that tells somebody a question to the database.
   */
  readonly put: House['post']
  /** Sends letters, keeps the house, and every minute does what the clock has to do. */
  work(send: SendMail, options: { keepWords: boolean; tick?: () => Promise<unknown> }): Promise<void>
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
  let worker: Worker | undefined
  return {
    put: letters => sql`letters as (${letters})
      insert into pgboss.job (name, data, retry_limit, retry_delay, retry_backoff, policy)
      select ${queue}, jsonb_build_object('letter', id), ${tries.retryLimit}, ${tries.retryDelay}, ${tries.retryBackoff}, 'standard' from letters`,
    work: async (send, { keepWords, tick }) => {
      worker = takeLetters(boss, letter => sendLetter(database, letter, send, keepWords))
      await boss.work(housekeeping, async () => keepHouse(database, new Date()))
      await boss.schedule(housekeeping, '15 3 * * *', {}, { tz: 'Europe/London' })
      if (!tick) return
      await boss.work(clock, { pollingIntervalSeconds: 5 }, async () => {
        await tick()
      })
      await boss.schedule(clock, '* * * * *', {}, { tz: 'Europe/London' })
    },
    stop: async () => {
      await worker?.stop()
      await boss.stop({ graceful: true, wait: true, timeout: 5000 })
    },
  }
}

interface Worker {
  /** Answers once the letter in hand is sent. */
  stop(): Promise<void>
}

/**
 * Takes letters off the queue until told to stop; each fails alone. pg-boss's own worker fails a whole batch for one
 * letter that no server takes, and awaits none of its marks, so that a database that goes away in the middle of a
 * letter would end the process.
 */
function takeLetters(boss: PgBoss, bring: (letter: number) => Promise<void>): Worker {
  const stopping = new AbortController()
  const complain = (what: string) => (cause: Error) => console.error(`Jobs: ${what}: ${cause.message}`)

  const bringOne = async ({ id, data }: PgBoss.Job<{ letter: number }>): Promise<void> => {
    const failed = await bring(data.letter).then(
      () => null,
      (cause: Error) => cause,
    )
    if (!failed) return boss.complete(queue, id)
    complain(`letter ${data.letter} could not be sent`)(failed)
    await boss.fail(queue, id, { message: failed.message })
  }

  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const [job] = await boss.fetch<{ letter: number }>(queue).catch(cause => {
        complain('the queue cannot be read')(cause)
        return []
      })
      // A mark that cannot be made is made good by the queue, which gives the letter out again after a while.
      if (job) await bringOne(job).catch(complain(`letter ${job.data.letter} could not be marked`))
      else await setTimeout(1000, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const working = work()
  return {
    stop: () => {
      stopping.abort()
      return working
    },
  }
}

/**
 * Sends one letter and forgets its words. Just before the mail server has all of it, the letter is marked as handed
 * over, and committed: two workers at once, or one that is killed and comes again, send it once. Where the answer of
 * the mail server is lost in that very moment the letter is not sent again, because it may have arrived.
 */
async function sendLetter({ root }: Database, id: number, send: SendMail, keepWords: boolean): Promise<void> {
  const letter = await root
    .selectFrom('letter')
    .innerJoin('person', 'person.id', 'letter.person_id')
    .select(['letter.id', 'person.email', 'letter.subject', 'letter.body', 'letter.stop', 'letter.written_at'])
    .select(repliesGoTo)
    .where('letter.id', '=', id)
    .where('letter.handed_at', 'is', null)
    .executeTakeFirst()
  if (!letter?.email) return
  const { email, subject, body, stop, replyTo } = letter
  // The moment keeps a letter apart from the one of the same number in an installation that was here before.
  const message = `letter-${letter.id}-${letter.written_at.getTime()}`
  const mark = (handed: Date | null) => root.updateTable('letter').set({ handed_at: handed }).where('id', '=', id)
  const handed = { byUs: false, byAnother: false }
  const handing = async (): Promise<void> => {
    const { numUpdatedRows } = await mark(new Date()).where('handed_at', 'is', null).executeTakeFirst()
    handed.byUs = numUpdatedRows === 1n
    handed.byAnother = !handed.byUs
    if (handed.byAnother) throw new Error('another worker has handed it over')
  }
  try {
    await send({ id: message, to: email, subject, text: body, replyTo, stop: stop || undefined }, handing)
  } catch (cause) {
    if (handed.byAnother) return
    if (handed.byUs && !(cause instanceof PerhapsSent)) await mark(null).execute()
    throw cause
  }
  await root
    .updateTable('letter')
    .set(keepWords ? { sent_at: new Date() } : { sent_at: new Date(), subject: '', body: '', stop: '' })
    .where('id', '=', id)
    .execute()
}

/** The people whom a letter names to reply to, those who can be written to. */
const repliesGoTo = sql<{ name: string; address: string }[]>`
  (select coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'address', k.email) order by k.id), '[]')
   from person k where k.id = any(letter.reply_to) and k.email is not null)`.as('replyTo')

/**
 * Erases what has reached its day: letters, notices, absences, old links, ended sessions, uploads nobody confirmed, and
 * people who were known only because they followed something, or held a seat that they left a year ago.
 */
export async function keepHouse({ root }: Database, now: Date): Promise<void> {
  const today = dayIn(now)
  const monthAgo = new Date(now.getTime() - 30 * 86_400_000)
  await root.deleteFrom('letter').where('erase_by', '<=', today).execute()
  await root.deleteFrom('sign_in_link').where('expires_at', '<', monthAgo).execute()
  await root
    .deleteFrom('session')
    .where(either => either.or([either('expires_at', '<', monthAgo), either('ended_at', '<', monthAgo)]))
    .execute()
  await root.deleteFrom('upload').where('erase_by', '<=', today).execute()
  await root.deleteFrom('notice').where('erase_by', '<=', today).execute()
  await root.deleteFrom('absence').where('to_on', '<', dayIn(monthAgo)).execute()
  await root
    .deleteFrom('request_link')
    .where(either => either.or([either('expires_at', '<', monthAgo), either('revoked_at', '<', monthAgo)]))
    .execute()
  await sql`select app.keep_follows(${now}, ${today}::date), app.keep_landscape(${now}, ${today}::date),
    app.keep_voice(${now}, ${today}::date)`.execute(root)
}
