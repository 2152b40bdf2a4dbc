// The day's letters with their links: bringing notices, opening a link on a device, and stopping one.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { grouped } from '../../../kernel/grouped.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { choice, line, ref } from '../../../operation/fields.ts'
import { type Letter, operation, type Written } from '../../../operation/operation.ts'
import { anyone, anySignedIn, onlyAdministrators, onlyCoordinators } from '../../../operation/permission.ts'
import { hashOf, newSecret } from './keys.ts'
import { dayLetter, type Link, type Pending } from './message.ts'

interface PendingOf extends Pending {
  readonly person: number
  readonly keeper: number | null
}

/** Days that a link works, and for how long an earlier one must still work so that a new one opens the same. */
const linkDays = 60
const daysTaken = 30

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

/** New links by person: their secrets are for their letters only. */
interface Links {
  readonly links: ReadonlyMap<number, Link>
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

/**
 * A link for each person with something to answer. It also opens what else their working links open, so that the
 * newest letter is enough, but for no longer than those do: it takes over what works for `daysTaken` more days, and
 * ends when the first of it ends. So nothing is opened for longer than the letters that asked it, and what was stopped
 * stays stopped.
 */
async function makeLinks(db: Db, notices: readonly PendingOf[], now: Date): Promise<ReadonlyMap<number, Link>> {
  const asked = notices.filter(one => one.request !== null)
  const people = [...new Set(asked.map(one => one.person))]
  const secrets = new Map(people.map(person => [person, newSecret()]))
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
  const { rows } = await sql<{ person: number; until: string }>`
    with asked as (
      select * from unnest(${asked.map(one => one.person)}::bigint[], ${asked.map(one => one.request)}::bigint[]) as asked (person, request)),
    taken as (
      select l.person_id as person, p.request_id as request, max(l.expires_at) as until
      from request_link l join request_link_part p on p.link_id = l.id
      where l.person_id = any(${people}::bigint[]) and l.revoked_at is null and l.expires_at >= ${inDays(daysTaken)}::timestamptz
        and not exists (select 1 from asked a where (a.person, a.request) = (l.person_id, p.request_id))
      group by 1, 2),
    made as (
      insert into request_link (token_hash, person_id, made_at, expires_at)
      select hash, person, ${now}::timestamptz, least(${inDays(linkDays)}::timestamptz, (select min(t.until) from taken t where t.person = new.person))
      from unnest(${people.map(person => hashOf(secrets.get(person)!))}::bytea[], ${people}::bigint[]) as new (hash, person)
      returning id, person_id, expires_at),
    parts as (
      insert into request_link_part (link_id, request_id)
      select m.id, a.request from made m join asked a on a.person = m.person_id
      union select m.id, t.request from made m join taken t on t.person = m.person_id)
    select person_id as person, (expires_at at time zone 'Europe/London')::date::text as until from made`.execute(db)
  return new Map(rows.map(({ person, until }) => [person, { secret: secrets.get(person)!, until }]))
}

interface OpeningFacts {
  readonly link: number
  readonly person: number
  readonly name: string
  readonly uses: number
  /** Who answers questions about what was asked with it last. */
  readonly keeper: number | null
}

async function linkFacts(db: Db, token: string, now: Date): Promise<OpeningFacts | null> {
  const { rows } = await sql<OpeningFacts>`
    select l.id as link, p.id as person, p.name, (select count(*)::int from link_use u where u.link_id = l.id) as uses,
      (select n.keeper_id from notice n where n.person_id = p.id and n.keeper_id is not null
        and n.request_id in (select o.request_id from request_link_part o where o.link_id = l.id) order by n.id desc limit 1) as keeper
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
    if (/:\/\/|www\./i.test(input.name)) return refuse('name-unfit', 'Write your name, not an address.', 'name')
    // Whoever it belongs to is let in all the same.
    if (facts.uses >= mostDevices && input.who === 'other')
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
  notify: (fact, facts, { today }) =>
    fact.first && fact.name === ''
      ? []
      : [
          {
            to: fact.person,
            // However often it is opened, once a day says so; all who did stand on the page.
            cause: `link-${fact.link}-${today}`,
            heading: 'The link of your letter was opened by somebody else, or on another device',
            words: `${fact.name ? `They said that they are “${fact.name}”. ` : ''}If that is not what you want, stop the link on your page. Nothing else can be reached through it.`,
            path: '/home/links',
            ...(facts.keeper === null ? {} : { keeper: facts.keeper }),
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

export const stopLinksOf = operation({
  name: 'rounds.stop-links-of',
  summary: 'Stop every link of a letter that opens what one person is asked in a round.',
  scope: 'partnership',
  unseen: true,
  about: 'request',
  input: { request: ref('Request') },
  load: async (db, input) =>
    (await db
      .selectFrom('request')
      .select(['id as request', 'round_id as round', liveLinksOf(input.request).as('links')])
      .where('id', '=', input.request)
      .executeTakeFirst()) ?? null,
  permit: onlyCoordinators,
  decide: ({ request, round, links }) =>
    links ? { fact: 'LinksStopped' as const, request, round, links } : noLinkWorks,
  write: async (db, fact, { now }) => {
    await sql`
      update request_link set revoked_at = ${now} where revoked_at is null
        and id in (select link_id from request_link_part where request_id = ${fact.request})`.execute(db)
    return { id: fact.request }
  },
})

const noLinkWorks = refuse('no-link-works', 'No link of a letter to them works now.')

const liveLinksOf = (request: number) => sql<number>`(
  select count(*)::int from request_link l join request_link_part p on p.link_id = l.id
  where p.request_id = ${request} and l.revoked_at is null)`
