// SQL of conversations that were held on Polis: brought in whole, and read again for export.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { keyOf, receiptHash, receiptOf } from '../admission.ts'
import type { PolisConversation, PolisStatement, PolisVote } from './polis-csv.ts'
import type { Opinion } from './statements-of-groups.ts'
import { counts, isAsked, tallies } from './store.ts'

/** Whether nobody has written or answered anything yet. */
export async function isUntouched(db: Db, activity: number): Promise<boolean> {
  const { rows } = await sql<{ untouched: boolean }>`
    select not exists (select from statement where activity_id = ${activity})
      and not exists (select from response where activity_id = ${activity}) as untouched`.execute(db)
  return rows[0]!.untouched
}

/** People, statements and votes (the last of each person) each in one question, however many there are. */
export async function writeConversation(
  db: Db,
  partnership: number,
  activity: { readonly activity: number; readonly version: number },
  { statements, votes, summary }: PolisConversation,
  now: Date,
): Promise<void> {
  const people = await writePeople(db, partnership, activity, votes, now)
  const numbers = numbersOf(statements)
  const { rows: written } = await sql<{ id: number; number: number }>`
    insert into statement (partnership_id, activity_id, response_id, words, given_at, outside_number, state)
    select ${partnership}, ${activity.activity}, author, words, coalesce(to_timestamp(at / 1000), ${now}), number, state
    from unnest(${statements.map(one => people.get(one.author) ?? null)}::bigint[], ${statements.map(one => one.words)}::text[],
      ${statements.map(one => one.timestamp)}::float8[], ${statements.map(one => numbers.get(one.statement)!)}::int[],
      ${statements.map(one => (one.moderated === -1 ? 'hidden' : 'shown'))}::text[]) as s (author, words, at, number, state)
    order by number returning id, outside_number as number`.execute(db)
  const ids = new Map(written.map(row => [row.number, row.id]))
  // How the database looks up the keys of each vote was planned when there were hardly any: it would read the whole table.
  await sql`discard plans`.execute(db)
  await sql`insert into stance (partnership_id, activity_id, response_id, statement_id, stance, given_at)
    select ${partnership}, ${activity.activity}, person, statement, stance, coalesce(to_timestamp(at / 1000), ${now})
    from unnest(${votes.map(vote => people.get(vote.participant)!)}::bigint[],
      ${votes.map(vote => ids.get(numbers.get(vote.statement)!)!)}::bigint[], ${votes.map(vote => vote.vote)}::smallint[],
      ${votes.map(vote => vote.timestamp)}::float8[]) as v (person, statement, stance, at)`.execute(db)
  const about = aboutOf(new Map(summary))
  if (about) await sql`update activity set about = ${about} where id = ${activity.activity} and about = ''`.execute(db)
}

/** What it was about and where it was held, as its summary says. */
const aboutOf = (summary: ReadonlyMap<string, string>): string =>
  [summary.get('conversation-description'), summary.has('url') && `It was held on Polis: ${summary.get('url')}`]
    .filter(Boolean)
    .join(' ')

/** One answer for each voter, known by their number there; with the day of their first vote. */
async function writePeople(
  db: Db,
  partnership: number,
  { activity, version }: { readonly activity: number; readonly version: number },
  votes: readonly PolisVote[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const { secret } = (
    await sql<{ secret: Buffer }>`
      select e.secret from activity a join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
      where a.id = ${activity}`.execute(db)
  ).rows[0]!
  const key = keyOf(secret, activity)
  const first = new Map<string, number | null>()
  for (const { participant, timestamp } of votes) {
    const before = first.get(participant)
    if (before === undefined || (timestamp !== null && (before === null || timestamp < before)))
      first.set(participant, timestamp)
  }
  const people = [...first].map(([participant, at]) => ({ participant, at, key: key(`polis|${participant}`) }))
  const { rows } = await sql<{ id: number; key: Buffer }>`
    insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, received_at)
    select ${partnership}, ${activity}, ${version}, key, receipt, 'imported', coalesce(to_timestamp(at / 1000), ${now})
    from unnest(${people.map(one => one.key)}::bytea[], ${people.map(one => receiptHash(receiptOf(key, one.key)))}::bytea[],
      ${people.map(one => one.at)}::float8[]) as p (key, receipt, at)
    returning id, voter_key as key`.execute(db)
  const ids = new Map(rows.map(row => [row.key.toString('hex'), row.id]))
  return new Map(people.map(one => [one.participant, ids.get(one.key.toString('hex'))!]))
}

const largest = 2 ** 31 - 1

/** Their own numbers where all of them are numbers; else their place in the list. */
function numbersOf(statements: readonly PolisStatement[]): ReadonlyMap<string, number> {
  const own = statements.every(one => /^\d+$/.test(one.statement) && Number(one.statement) <= largest)
  const distinct = new Set(statements.map(one => Number(one.statement))).size === statements.length
  return new Map(statements.map((one, at) => [one.statement, own && distinct ? Number(one.statement) : at]))
}

/** What came of bringing a conversation in; null where none was. */
export interface Brought {
  readonly statements: number
  readonly people: number
  readonly stances: number
  readonly problems: number
  readonly rows: readonly { readonly file: string; readonly line: number }[]
}

export async function broughtIn(db: Db, activity: number): Promise<Brought | null> {
  const { rows } = await sql<{ fact: Brought }>`
    select fact from history where operation = 'engagement.bring-polis' and subject_kind = 'activity' and subject_id = ${activity}
    order by id desc limit 1`.execute(db)
  return rows[0]?.fact ?? null
}

// ── out again ─────────────────────────────────────────────────────────────────

/**
 * What people see, with how many agree and disagree. Who wrote a statement is said only of conversations that came with
 * it: words could tell whose votes those are. People are numbered in the order of their keys, as in `votesPart`.
 */
export async function commentsOut(
  db: Db,
  activity: number,
): Promise<(PolisStatement & { readonly agrees: number; readonly disagrees: number })[]> {
  const { rows } = await sql<{
    statement: number
    words: string
    at: Date
    moderated: 0 | 1
    agrees: number
    disagrees: number
    author: number | null
  }>`
    with tallies as (${tallies(activity)}),
    people as (
      select r.id, (row_number() over (order by r.voter_key))::int - 1 as number, r.source from response r
      where r.activity_id = ${activity} and ${counts}
        and exists (select from statement s where s.activity_id = ${activity} and s.outside_number is not null and s.response_id is not null))
    select ${numberOut} as statement, s.words, ${weekOf(sql`s.given_at`, sql`s.outside_number is not null`)} as at,
      1 as moderated, coalesce(t.agree, 0) as agrees, coalesce(t.disagree, 0) as disagrees, p.number as author
    from statement s left join tallies t on t.statement_id = s.id left join people p on p.id = s.response_id and p.source = 'imported'
    where s.activity_id = ${activity} and ${isAsked} order by 1`.execute(db)
  return rows.map(row => ({
    statement: String(row.statement),
    author: row.author === null ? '' : String(row.author),
    timestamp: row.at.getTime(),
    moderated: 1,
    words: row.words,
    agrees: row.agrees,
    disagrees: row.disagrees,
  }))
}

/** Where it came from elsewhere it keeps its number; what was added here comes after those. */
const numberOut = sql`coalesce(s.outside_number, s.id + coalesce((select max(outside_number) from statement m where m.activity_id = s.activity_id), 0))`

/** The Monday of its week only, so that nobody can be known by when they answered; as it was where it was published. */
const weekOf = (at: ReturnType<typeof sql>, published: ReturnType<typeof sql>) =>
  sql`case when ${published} then ${at} else date_trunc('week', ${at} at time zone 'UTC') at time zone 'UTC' end`

const peopleInPart = 500

/**
 * The votes of the next people after a key, in the order of their keys, which is chance: nobody's number says when they
 * came. Null is the end.
 */
export async function votesPart(
  db: Db,
  activity: number,
  after: { readonly key: Buffer; readonly people: number },
): Promise<{ votes: PolisVote[]; next: { readonly key: Buffer; readonly people: number } | null }> {
  const { rows: people } = await sql<{ id: number; key: Buffer; imported: boolean }>`
    select r.id, r.voter_key as key, r.source = 'imported' as imported from response r
    where r.activity_id = ${activity} and r.voter_key > ${after.key} and ${counts} order by r.voter_key limit ${peopleInPart}`.execute(
    db,
  )
  const { rows: asked } = await sql<{ id: number; number: number }>`
    select s.id, ${numberOut} as number from statement s where s.activity_id = ${activity} and ${isAsked}`.execute(db)
  const numbers = new Map(asked.map(one => [one.id, one.number]))
  const { rows } = await sql<{ at: number; statement: number; opinion: Opinion; given: Date }>`
    select p.at::int - 1 as at, v.statement_id as statement, v.stance as opinion, ${weekOf(sql`v.given_at`, sql`p.imported`)} as given
    from unnest(${people.map(one => one.id)}::bigint[], ${people.map(one => one.imported)}::bool[]) with ordinality as p (id, imported, at)
    cross join lateral (select * from stance where response_id = p.id offset 0) v order by p.at, v.statement_id`.execute(
    db,
  )
  return {
    votes: rows
      .filter(row => numbers.has(row.statement))
      .map(row => ({
        timestamp: row.given.getTime(),
        statement: String(numbers.get(row.statement)),
        participant: String(after.people + row.at),
        vote: row.opinion,
      })),
    next:
      people.length < peopleInPart
        ? null
        : { key: people[people.length - 1]!.key, people: after.people + people.length },
  }
}
