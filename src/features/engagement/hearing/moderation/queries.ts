// Reading for moderation: what waits, what was decided, and the public log of it, without words of what was hidden.

import { sql } from 'kysely'
import type { Db } from '../../../../db/handles.ts'
import type { Reason, Thing, Verdict } from './model.ts'
import { hidBy, written } from './store.ts'

export interface Written {
  readonly thing: Thing
  readonly number: number
  /** Title of the idea, or of the idea that is commented on. */
  readonly heading: string
  readonly words: string
  readonly state: 'waiting' | 'shown' | 'hidden'
  readonly at: Date
  readonly activityTitle: string
  /** What an answer in own words was asked. */
  readonly asked: string
  /** The invited body whose words these are. */
  readonly body: string | null
}

export const mostWaiting = 50

/** Which list of waiting things: what people added for others to see, or their answers in own words. */
export type Waiting = 'added' | 'answers'
const thingsOf: Readonly<Record<Waiting, readonly Thing[]>> = {
  added: ['idea', 'comment', 'statement'],
  answers: ['said'],
}

/** What still waits of an engagement, oldest first, `mostWaiting` at most. */
export async function waiting(db: Db, engagement: number, of: Waiting): Promise<readonly Written[]> {
  const oldest = of === 'answers' ? sql`and w.id = any(${await oldestAnswers(db, engagement)}::bigint[])` : sql``
  const { rows } = await sql<Written>`
    select ${shape} from (
      select w.* from ${written} w join activity a on (a.partnership_id, a.id) = (w.partnership_id, w.activity_id)
      left join response r on (r.partnership_id, r.id) = (w.partnership_id, w.response_id)
      where a.engagement_id = ${engagement} and a.dropped_on is null and w.state = 'waiting' and w.thing = any(${[...thingsOf[of]]}::text[])
        and r.withdrawn_on is null and (w.heading <> '' or w.words <> '') ${oldest}
      order by w.at, w.id limit ${mostWaiting}) w ${around} order by w.at, w.id`.execute(db)
  return rows
}

/** More than are listed, because some were taken back. Their numbers are in the order in which they came, and there may be a million. */
async function oldestAnswers(db: Db, engagement: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select s.id from said s join activity a on (a.partnership_id, a.id) = (s.partnership_id, s.activity_id)
    where a.engagement_id = ${engagement} and a.dropped_on is null and s.state = 'waiting' and s.words <> '' order by s.id limit 1000`.execute(
    db,
  )
  return rows.map(row => row.id)
}

/** How much waits in each list; counted to a thousand and one. */
export async function howMuchWaits(db: Db, engagement: number): Promise<Readonly<Record<Waiting, number>>> {
  const count = (of: Waiting) => sql`(select count(*)::int from (
      select from ${written} w join activity a on (a.partnership_id, a.id) = (w.partnership_id, w.activity_id)
      left join response r on (r.partnership_id, r.id) = (w.partnership_id, w.response_id)
      where a.engagement_id = ${engagement} and a.dropped_on is null and w.state = 'waiting' and w.thing = any(${[...thingsOf[of]]}::text[])
        and r.withdrawn_on is null and (w.heading <> '' or w.words <> '') limit 1001) counted)`
  const { rows } = await sql<Record<Waiting, number>>`
    select ${count('added')} as added, ${count('answers')} as answers`.execute(db)
  return rows[0]!
}

/** One thing of an engagement. */
export async function thing(db: Db, engagement: number, kind: Thing, number: number): Promise<Written | null> {
  const { rows } = await sql<Written>`
    select ${shape} from ${written} w ${around} where w.thing = ${kind} and w.id = ${number} and a.engagement_id = ${engagement}`.execute(
    db,
  )
  return rows[0] ?? null
}

const shape = sql`w.thing, w.id as number, w.heading, w.words, w.state, w.at, a.title as "activityTitle", o.name as body,
  coalesce((select q ->> 'title' from activity_form f, jsonb_array_elements(f.questions) q
    where w.question <> '' and (f.partnership_id, f.activity_id, f.version) = (r.partnership_id, r.activity_id, r.version) and q ->> 'id' = w.question limit 1), '') as asked`
const around = sql`join activity a on (a.partnership_id, a.id) = (w.partnership_id, w.activity_id)
  left join response r on (r.partnership_id, r.id) = (w.partnership_id, w.response_id)
  left join organisation o on o.id = r.organisation_id`

export interface Appeal {
  readonly moderation: number
  readonly thing: Thing
  readonly number: number
  readonly heading: string
  readonly words: string
  readonly reason: Reason
  readonly appeal: string
  readonly appealedAt: Date
  /** Everybody who ever hid it. */
  readonly hidBy: readonly number[]
}

/** Appeals that nobody has answered, oldest first. */
export async function appeals(db: Db, engagement: number): Promise<readonly Appeal[]> {
  const { rows } = await sql<Appeal>`
    select m.id as moderation, m.thing, m.thing_id as number, w.heading, w.words, m.reason, m.appeal, m.appealed_at as "appealedAt",
      ${hidBy(sql`m.partnership_id`, sql`m.thing`, sql`m.thing_id`)} as "hidBy"
    from moderation m join ${written} w on (w.partnership_id, w.thing, w.id) = (m.partnership_id, m.thing, m.thing_id)
    where m.engagement_id = ${engagement} and m.appealed_at is not null and m.appeal_verdict is null order by m.appealed_at`.execute(
    db,
  )
  return rows
}

export interface Logged {
  readonly id: number
  readonly thing: Thing
  readonly number: number
  readonly verdict: Verdict
  readonly reason: Reason | ''
  readonly decidedAt: Date
  readonly appealedAt: Date | null
  readonly appealVerdict: Verdict | null
  readonly appealDecidedAt: Date | null
}

/** Newest first; nothing of what was written is in it, nor who decided. */
export const log = async (
  db: Db,
  engagement: number,
  { before = Number.MAX_SAFE_INTEGER, limit }: { readonly before?: number; readonly limit: number },
): Promise<readonly Logged[]> =>
  (await db
    .selectFrom('moderation')
    .select([
      'id',
      'thing',
      'thing_id as number',
      'verdict',
      'reason',
      'decided_at as decidedAt',
      'appealed_at as appealedAt',
      'appeal_verdict as appealVerdict',
      'appeal_decided_at as appealDecidedAt',
    ])
    .where('engagement_id', '=', engagement)
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()) as readonly Logged[]

export interface Tally {
  /** By the newest decision about each thing. */
  readonly shown: number
  readonly hidden: number
  readonly byReason: Readonly<Partial<Record<Reason, number>>>
  readonly appeals: number
  /** Appeals after which it was shown after all, or left hidden. */
  readonly shownAfterAll: number
  readonly leftHidden: number
}

export async function tally(db: Db, engagement: number): Promise<Tally> {
  const { rows } = await sql<{ verdict: Verdict; reason: Reason | ''; things: number }>`
    select verdict, reason, count(*)::int as things from (
      select distinct on (thing, thing_id) coalesce(appeal_verdict, verdict) as verdict, reason
      from moderation where engagement_id = ${engagement} order by thing, thing_id, id desc) newest group by verdict, reason`.execute(
    db,
  )
  const { rows: appealed } = await sql<Pick<Tally, 'appeals' | 'shownAfterAll' | 'leftHidden'>>`
    select count(*)::int as appeals, (count(*) filter (where appeal_verdict = 'show'))::int as "shownAfterAll",
      (count(*) filter (where appeal_verdict = 'hide'))::int as "leftHidden"
    from moderation where engagement_id = ${engagement} and appealed_at is not null`.execute(db)
  const hidden = rows.filter(row => row.verdict === 'hide')
  const sum = (some: typeof rows) => some.reduce((all, row) => all + row.things, 0)
  return {
    shown: sum(rows.filter(row => row.verdict === 'show')),
    hidden: sum(hidden),
    byReason: Object.fromEntries(hidden.map(row => [row.reason, row.things])),
    ...appealed[0]!,
  }
}

export interface OwnHidden {
  readonly engagement: number
  readonly thing: Thing
  readonly number: number
  readonly heading: string
  readonly words: string
  readonly state: 'waiting' | 'shown' | 'hidden'
  readonly reason: Reason
  /** What the moderator told whoever wrote it. */
  readonly told: string
  readonly appealed: boolean
  readonly appealVerdict: Verdict | null
  readonly appealTold: string
}

/** What of an answer was hidden, or shown after an appeal: for whoever holds its receipt. */
export async function hiddenOf(db: Db, receipt: Buffer): Promise<readonly OwnHidden[]> {
  const own = await db.selectFrom('response').select('id').where('receipt_hash', '=', receipt).execute()
  const { rows } = await sql<OwnHidden>`
    select m.engagement_id as engagement, w.thing, w.id as number, w.heading, w.words, w.state, m.reason, m.words as told,
      m.appealed_at is not null as appealed, m.appeal_verdict as "appealVerdict", m.appeal_words as "appealTold"
    from ${written} w
    join lateral (select * from moderation n where (n.partnership_id, n.thing, n.thing_id) = (w.partnership_id, w.thing, w.id) order by n.id desc limit 1) m on m.verdict = 'hide'
    where w.response_id = any(${own.map(one => one.id)}::bigint[]) order by w.thing, w.id`.execute(db)
  return rows
}
