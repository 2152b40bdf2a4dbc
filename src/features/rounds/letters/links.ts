// The day's letters with their links: bringing notices, opening a link on a device, and stopping one.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { grouped } from '../../../kernel/grouped.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { choice, line, ref } from '../../../operation/fields.ts'
import { type Letter, operation, type Written } from '../../../operation/operation.ts'
import { anyone, anySignedIn, onlyAdministrators } from '../../../operation/permission.ts'
import { hashOf, newSecret } from './keys.ts'
import { dayLetter, linkDays, type Pending } from './message.ts'

interface PendingOf extends Pending {
  readonly person: number
  readonly keeper: number | null
}

/** Notices of everybody who has not had today's letter yet. */
async function pending(db: Db, today: string): Promise<PendingOf[]> {
  // Two clocks at once would each write a letter with the same notices.
  await sql`select pg_advisory_xact_lock(hashtext('thegither notices'))`.execute(db)
  const { rows } = await sql<PendingOf>`
    select n.id, n.person_id as person, p.name as partnership, n.heading, n.words, n.path, n.request_id as request, n.stop, n.keeper_id as keeper
    from notice n left join partnership p on p.id = n.partnership_id
    where n.brought_at is null and not exists (select 1 from letter l where l.cause = 'day-' || n.person_id || '-' || ${today}::text)
    order by n.person_id, p.name, n.id`.execute(db)
  return rows
}

const nothingToBring = refuse('nothing-to-bring', 'There is nothing to bring.')

/** The secrets of new links, by person: for their letters only. */
interface Links {
  readonly links: ReadonlyMap<number, string>
}

export const bringNotices = operation({
  name: 'rounds.bring-notices',
  summary: 'Write the day’s one letter to everybody who is to hear something.',
  surface: 'internal',
  scope: 'commons',
  about: 'notice',
  input: {},
  load: async (db, _input, { today }) => ({ notices: await pending(db, today) }),
  permit: onlyAdministrators,
  decide: ({ notices }) => (notices.length ? { fact: 'NoticesBrought' as const, notices } : nothingToBring),
  write: async (db, fact, { now }): Promise<Written & Links> => {
    await sql`update notice set brought_at = ${now}, heading = '', words = '', stop = '' where id = any(${fact.notices.map(one => one.id)}::bigint[])`.execute(
      db,
    )
    return { links: await makeLinks(db, fact.notices, now) }
  },
  tell: (fact, _facts, { today, address }, written) => {
    const { links } = written as Links
    return grouped(fact.notices, one => one.person).map(
      ([to, notices]): Letter => ({
        to,
        cause: `day-${to}-${today}`,
        ...dayLetter(notices, address, links.get(to) ?? null),
        replyTo: [...new Set(notices.flatMap(one => one.keeper ?? []))],
        // One press must stop all that the letter brings; where it brings several things, each has its address in the words.
        stop: new Set(notices.map(one => one.stop)).size === 1 ? notices[0]!.stop : '',
      }),
    )
  },
  keep: ({ fact, notices }) => ({
    fact,
    notices: notices.length,
    people: new Set(notices.map(one => one.person)).size,
  }),
})

/** A link for each person with something to answer; it also opens what their earlier links open. */
async function makeLinks(db: Db, notices: readonly PendingOf[], now: Date): Promise<ReadonlyMap<number, string>> {
  const asked = notices.filter(one => one.request !== null)
  const people = [...new Set(asked.map(one => one.person))]
  const links = new Map(people.map(person => [person, newSecret()]))
  const expires = new Date(now.getTime() + linkDays * 86_400_000)
  await sql`
    with made as (
      insert into request_link (token_hash, person_id, made_at, expires_at)
      select hash, person, ${now}::timestamptz, ${expires}::timestamptz
      from unnest(${people.map(person => hashOf(links.get(person)!))}::bytea[], ${people}::bigint[]) as new (hash, person)
      returning id, person_id),
    asked as (select * from unnest(${asked.map(one => one.person)}::bigint[], ${asked.map(one => one.request)}::bigint[]) as asked (person, request))
    insert into request_link_part (link_id, request_id)
    select m.id, a.request from made m join asked a on a.person = m.person_id
    union select m.id, p.request_id from made m join request_link l on l.person_id = m.person_id and l.revoked_at is null and l.expires_at > ${now}::timestamptz
      join request_link_part p on p.link_id = l.id`.execute(db)
  return links
}

interface OpeningFacts {
  readonly link: number
  readonly person: number
  readonly name: string
  readonly uses: number
}

async function linkFacts(db: Db, token: string, now: Date): Promise<OpeningFacts | null> {
  const { rows } = await sql<OpeningFacts>`
    select l.id as link, p.id as person, p.name, (select count(*)::int from link_use u where u.link_id = l.id) as uses
    from request_link l join person p on p.id = l.person_id
    where l.token_hash = ${hashOf(token)} and l.revoked_at is null and l.expires_at > ${now} and p.erased_at is null for update of l`.execute(
    db,
  )
  return rows[0] ?? null
}

const mostDevices = 20

export const openLink = operation({
  name: 'rounds.open-link',
  summary: 'Open the link of a letter on this device, saying who is there.',
  surface: 'page',
  scope: 'commons',
  about: 'link',
  input: {
    link: line('Link', { max: 100 }),
    who: choice('Who is there?', { owner: 'It is me', other: 'I answer for them' }),
    name: line('Your name, if you answer for somebody else', { max: 120, optional: true }),
  },
  load: (db, input, { now }) => linkFacts(db, input.link, now),
  permit: anyone,
  decide: (facts, input) => {
    if (input.who === 'other' && input.name === '')
      return refuse('name-missing', 'Say who you are; whoever the link belongs to is told.', 'name')
    if (facts.uses >= mostDevices)
      return refuse('too-many-devices', 'This link was opened on very many devices. Take a newer letter, or sign in.')
    return {
      fact: 'LinkOpened' as const,
      link: facts.link,
      person: facts.person,
      first: facts.uses === 0,
      name: input.who === 'other' ? input.name : '',
    }
  },
  write: async (db, fact, { now }) => {
    const device = newSecret()
    await db
      .insertInto('link_use')
      .values({ link_id: fact.link, device_hash: hashOf(device), said_name: fact.name, first_used_at: now })
      .execute()
    return { id: fact.link, reveal: device }
  },
  notify: (fact, facts, _context) =>
    fact.first && fact.name === ''
      ? []
      : [
          {
            to: fact.person,
            cause: `link-${fact.link}-${facts.uses}`,
            heading: fact.name
              ? `${fact.name} opened the link of your letter`
              : 'The link of your letter was opened on another device',
            words: 'If that is not what you want, stop the link on your page. Nothing else can be reached through it.',
            path: '/home/links',
          },
        ],
  keep: ({ fact, link, person, first }) => ({ fact, link, person, first }),
})

export const stopLink = operation({
  name: 'rounds.stop-link',
  summary: 'Stop a link of a letter of yours.',
  scope: 'commons',
  about: 'link',
  input: { sent: ref('Link') },
  load: async (db, input, { actor }) =>
    (await db
      .selectFrom('request_link')
      .select(['id'])
      .where('id', '=', input.sent)
      .where('person_id', '=', actor.person)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()) ?? null,
  permit: anySignedIn,
  decide: facts => ({ fact: 'LinkStopped' as const, link: facts.id }),
  write: async (db, fact, { now }) => {
    await db.updateTable('request_link').set({ revoked_at: now }).where('id', '=', fact.link).execute()
    return { id: fact.link }
  },
})
