// The post as it runs: letters written by verbs, in a real queue, through a real mail server.

import { type RawBuilder, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../test/harness.ts'
import { bodyOf, headersOf, openMailServer, type TestMailServer } from '../../test/mail-server.ts'
import { commons, type Db } from '../db/handles.ts'
import { stranger } from '../operation/actor.ts'
import { perform } from '../operation/perform.ts'
import { mailThrough, PerhapsSent, type SendMail } from '../outside/mail.ts'
import { keepHouse, openPost, type Post } from './post.ts'

const house = useHouse({ demonstration: false })
const soon = { timeout: 20_000, interval: 100 }
let post: Post
let worker: Post | undefined
let server: TestMailServer
const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})

beforeAll(async () => {
  await twoPartnerships(house)
  await house.database.root.deleteFrom('letter').execute()
  post = await openPost(house.database)
})
afterAll(() => post.stop())
beforeEach(async () => {
  server = await openMailServer()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  await server.close()
  await asOwner(house.owner, client =>
    client.query(`delete from pgboss.job where name = 'letters'; delete from letter`),
  )
  complaints.mockClear()
})

const work = async (send: SendMail = mailThrough(server.url, 'post@together.example'), keepWords = false) => {
  worker = await openPost(house.database)
  await worker.work(send, { keepWords })
}

/** Asks for a link as the product does, its letter going into the real queue. */
const askForLink = async (email: string) => {
  const outcome = await perform(
    { ...house.site.house, post: post.put },
    house.site.operations.get('people.ask-for-link')!,
    { email },
    { actor: stranger, partnership: null },
  )
  expect(outcome.ok).toBe(true)
}

const queued = (db: Db, letters: RawBuilder<unknown>) => sql`with ${post.put(letters)}`.execute(db)

const writing = (person: number, subject: string) =>
  sql`insert into letter (person_id, subject, body) values (${person}, ${subject}, ${`Words of ${subject}.`}) returning id`

const newLetter = async (email: string, subject: string): Promise<number> => {
  const { person } = await house.person(email)
  return commons(house.database.root, async db => {
    await queued(db, writing(person!, subject))
    return (await db.selectFrom('letter').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()).id
  })
}

const letterOf = (id: number) =>
  house.database.root.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst()

const jobs = () =>
  asOwner(
    house.owner,
    async client =>
      (
        await client.query<{ state: string; retry_count: number }>(
          `select state, retry_count from pgboss.job where name = 'letters' order by data->'letter'`,
        )
      ).rows,
  )

/** The queue waits half a minute or more before it tries again; here the wait is over at once. */
const waitIsOver = () =>
  asOwner(house.owner, client => client.query(`update pgboss.job set start_after = now() where state = 'retry'`))

const allDone = () =>
  vi.waitFor(async () => expect((await jobs()).every(job => job.state === 'completed')).toBe(true), soon)

/** Breaks off every connection of the application and lets no new one in, or lets them in again. */
const shut = (closed: boolean) =>
  asOwner(inject('owner'), async client => {
    const { database } = house.owner
    await client.query(`alter database ${database} connection limit ${closed ? 0 : -1}`)
    if (closed)
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = $2`, [
        database,
        house.database.login.user,
      ])
  })

const subjects = () => server.received.map(({ source }) => headersOf(source).subject)

describe('the post', () => {
  it('brings what a verb wrote as one mail, and forgets its words', async () => {
    await work()
    await askForLink('coordinator@muir.test')
    await vi.waitFor(() => expect(server.received).toHaveLength(1), soon)
    await allDone()
    expect(server.received).toHaveLength(1)
    const { recipients, source } = server.received[0]!
    expect(recipients).toEqual(['coordinator@muir.test'])
    expect(headersOf(source).subject).toBe('Your link to sign in')

    const [, token] = /\/sign-in\/link\?token=([\w-]+)/.exec(bodyOf(source))!
    expect(await house.perform('people.sign-in', { token }, stranger)).toMatchObject({ ok: true })

    const kept = await house.database.root.selectFrom('letter').selectAll().execute()
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ subject: '', body: '', sent_at: expect.any(Date) })
    const { rows } = await asOwner(house.owner, client =>
      client.query<{ job: string }>(`select job::text from pgboss.job where name = 'letters'`),
    )
    expect(rows.map(({ job }) => job).join()).not.toContain(token)
  })

  it('keeps the words where the letters are there to be read', async () => {
    await work(undefined, true)
    const id = await newLetter('coordinator@muir.test', 'To be read')
    await vi.waitFor(async () => expect((await letterOf(id))?.sent_at).not.toBeNull(), soon)
    expect(await letterOf(id)).toMatchObject({ subject: 'To be read', body: 'Words of To be read.' })
  })

  it('brings nothing of what was undone', async () => {
    await work()
    const undone = commons(house.database.root, async db => {
      await queued(db, writing((await house.person('lead@muir.test')).person!, 'Undone'))
      throw new Error('changed my mind')
    })
    await expect(undone).rejects.toThrow('changed my mind')
    expect(await jobs()).toEqual([])
    await newLetter('lead@muir.test', 'Done')
    await vi.waitFor(() => expect(subjects()).toEqual(['Done']), soon)
    await allDone()
    expect(subjects()).toEqual(['Done'])
  })

  it('tries again when the mail server was down, and brings it once', async () => {
    const { url, port } = server
    await server.close()
    await work(mailThrough(url, 'post@together.example'))
    const id = await newLetter('lead@muir.test', 'Patience')
    await vi.waitFor(async () => expect(await jobs()).toEqual([{ state: 'retry', retry_count: 0 }]), soon)
    expect(await letterOf(id)).toMatchObject({ sent_at: null, subject: 'Patience' })
    expect(complaints.mock.calls.join()).toMatch(/letter \d+ could not be sent: .*ECONNREFUSED/)

    server = await openMailServer(port)
    await waitIsOver()
    await vi.waitFor(() => expect(subjects()).toEqual(['Patience']), soon)
    await allDone()
    expect(subjects()).toEqual(['Patience'])
    expect(await letterOf(id)).toMatchObject({ sent_at: expect.any(Date), subject: '' })
  })

  it('does not let one address that no server takes hold up the others', async () => {
    server.refuse = to => (to === 'observer@muir.test' ? 'No such mailbox' : null)
    await newLetter('lead@muir.test', 'Before')
    await newLetter('observer@muir.test', 'Nowhere')
    await newLetter('lead@muir.test', 'After')
    await work()
    await vi.waitFor(() => expect(subjects().sort()).toEqual(['After', 'Before']), soon)
    await vi.waitFor(
      async () => expect((await jobs()).map(job => job.state)).toEqual(['completed', 'retry', 'completed']),
      soon,
    )
  })

  it('sends a letter once when two workers have it at the same moment', async () => {
    const id = await newLetter('lead@muir.test', 'Twice in the queue')
    await commons(house.database.root, db => queued(db, sql`select ${id}::bigint as id`))
    const smtp = mailThrough(server.url, 'post@together.example')
    const slow: SendMail = async (mail, handing) => {
      await new Promise(resolve => setTimeout(resolve, 1500))
      await smtp(mail, handing)
    }
    const other = await openPost(house.database)
    await work(slow)
    await other.work(slow, { keepWords: false })
    await vi.waitFor(async () => expect((await jobs()).filter(job => job.state === 'completed')).toHaveLength(2), soon)
    await other.stop()
    expect(subjects()).toEqual(['Twice in the queue'])
  })

  it('sends nothing twice when it was cut off between sending and marking', async () => {
    const smtp = mailThrough(server.url, 'post@together.example')
    let cutOff = false
    await work(async (mail, handing) => {
      await smtp(mail, handing)
      if (cutOff) return
      cutOff = true
      // The mail server has it; now nothing can be marked any more, as when the process dies.
      await shut(true)
    })
    const id = await newLetter('lead@muir.test', 'Cut off')
    await vi.waitFor(() => expect(complaints.mock.calls.join()).toContain('could not be marked'), soon)
    await shut(false)
    expect(await letterOf(id)).toMatchObject({ sent_at: null, handed_at: expect.any(Date) })
    await asOwner(house.owner, client =>
      client.query(`update pgboss.job set state = 'retry', start_after = now() where name = 'letters'`),
    )
    await allDone()
    expect(server.received).toHaveLength(1)
    expect(headersOf(server.received[0]!.source)['message-id']).toMatch(/^<letter-\d+-\d+@together\.example>$/)
  })

  it('sends again what a mail server broke off before it had all of it, and not what it may have', async () => {
    const breaksOff = (after: 'half' | 'all'): SendMail => {
      let broken = false
      const smtp = mailThrough(server.url, 'post@together.example')
      return async (mail, handing) => {
        if (broken) return smtp(mail, handing)
        broken = true
        if (after === 'half') throw new Error('the line broke')
        await handing?.()
        throw new PerhapsSent('no answer came')
      }
    }
    for (const after of ['half', 'all'] as const) {
      await work(breaksOff(after))
      await newLetter('lead@muir.test', `Broken off after ${after}`)
      await vi.waitFor(async () => expect((await jobs()).at(-1)?.state).toBe('retry'), soon)
      await waitIsOver()
      await allDone()
      await worker!.stop()
    }
    expect(subjects()).toEqual(['Broken off after half'])
  })

  it('goes on when the database breaks off every connection in the middle of a letter', async () => {
    const smtp = mailThrough(server.url, 'post@together.example')
    let broken = false
    await work(async (mail, handing) => {
      await smtp(mail, handing)
      if (broken) return
      broken = true
      await shut(true)
      setTimeout(() => shut(false), 1500)
    })
    await newLetter('lead@muir.test', 'Through it all')
    await vi.waitFor(() => expect(complaints.mock.calls.join()).toContain('could not be marked'), soon)
    await vi.waitFor(() => newLetter('lead@muir.test', 'The next'), soon)
    await vi.waitFor(() => expect(subjects()).toContain('The next'), soon)
  })

  it('sends nothing to somebody who was erased while the letter waited', async () => {
    await newLetter('contributor@lorne.test', 'Too late')
    const { person } = await house.person('contributor@lorne.test')
    await house.done('people.erase', { person }, house.administrator)
    await work()
    await vi.waitFor(async () => expect((await jobs()).map(job => job.state)).toEqual(['completed']), soon)
    expect(server.received).toEqual([])
  })
})

describe('the clock', () => {
  it('has the queue that pg-boss puts in what a schedule made due: without it nothing ever is', async () => {
    const { rows } = await asOwner(house.owner, client => client.query('select name from pgboss.queue'))
    expect(rows.map(row => row.name)).toContain('__pgboss__send-it')
  })
})

describe('keeping the house', () => {
  it('erases what has reached its day, and nothing before it', async () => {
    const { root } = house.database
    const person = (await house.person('member@muir.test')).person!
    const now = new Date('2026-11-22T03:15:00Z')
    const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
    const day = (count: number) => days(count).toISOString().slice(0, 10)
    const name = (count: number) => Buffer.from(`${count}`)
    for (const count of [-31, -29, -1, 0, 1]) {
      const erase_by = day(count)
      await root
        .insertInto('letter')
        .values({ person_id: person, cause: null, subject: `${count}`, body: '', sent_at: null, erase_by })
        .execute()
      await root
        .insertInto('upload')
        .values({ person_id: person, name: `${count}`, bytes: name(count), at: now, erase_by })
        .execute()
      await root
        .insertInto('sign_in_link')
        .values({ token_hash: name(count), person_id: person, asked_at: now, expires_at: days(count), used_at: null })
        .execute()
      await root
        .insertInto('session')
        .values({
          token_hash: name(count),
          person_id: person,
          started_at: now,
          expires_at: days(count),
          ended_at: null,
        })
        .execute()
      await root
        .insertInto('session')
        .values({
          token_hash: Buffer.from(`ended ${count}`),
          person_id: person,
          started_at: days(-40),
          expires_at: days(20),
          ended_at: days(count),
        })
        .execute()
    }
    await keepHouse(house.database, now)
    const mine = async (table: 'letter' | 'upload', column: 'subject' | 'name') =>
      (
        await root
          .selectFrom(table)
          .select(column as 'subject')
          .where('person_id', '=', person)
          .execute()
      ).map(row => (row as Record<string, string>)[column])
    expect(await mine('letter', 'subject')).toEqual(['1'])
    expect(await mine('upload', 'name')).toEqual(['1'])
    const hashes = async (table: 'sign_in_link' | 'session') =>
      (await root.selectFrom(table).select('token_hash').where('person_id', '=', person).execute()).map(row =>
        row.token_hash.toString(),
      )
    expect((await hashes('sign_in_link')).sort()).toEqual(['-1', '-29', '0', '1'])
    expect((await hashes('session')).sort()).toEqual(
      ['-1', '-29', '0', '1', 'ended -1', 'ended -29', 'ended 0', 'ended 1'].sort(),
    )
  })

  it('goes by the day it is in Scotland', async () => {
    const person = (await house.person('member@muir.test')).person!
    const { root } = house.database
    await root
      .insertInto('letter')
      .values({ person_id: person, cause: null, subject: 'June', body: '', sent_at: null, erase_by: '2027-06-02' })
      .execute()
    await keepHouse(house.database, new Date('2027-06-01T22:59:00Z'))
    expect(await root.selectFrom('letter').select('subject').execute()).toEqual([{ subject: 'June' }])
    await keepHouse(house.database, new Date('2027-06-01T23:01:00Z'))
    expect(await root.selectFrom('letter').select('subject').execute()).toEqual([])
  })
})
