// Reading checks: what was found and judged, and what a person needs to judge it. Never what somebody answered.

import { sql } from 'kysely'
import type { Db } from '../../../../db/handles.ts'
import type { Judgement, Sign } from './model.ts'

export interface ClusterView {
  readonly id: number
  readonly activity: number
  readonly activityTitle: string
  readonly sign: Sign
  readonly words: string
  readonly responses: number
  readonly foundAt: Date
  readonly judged: Judgement | null
  readonly because: string
  readonly judgedOn: string | null
}

/** Newest first, those that nobody has judged before all others. */
export async function clusters(db: Db, engagement: number): Promise<readonly ClusterView[]> {
  const { rows } = await sql<ClusterView>`
    select c.id, a.id as activity, a.title as "activityTitle", c.sign, c.words, cardinality(c.responses) as responses, c.found_at as "foundAt", c.judged, c.because, c.judged_on as "judgedOn"
    from vote_cluster c join activity a on (a.partnership_id, a.id) = (c.partnership_id, c.activity_id)
    where a.engagement_id = ${engagement} order by c.judged is not null, c.found_at desc, c.id desc`.execute(db)
  return rows
}

export interface Looks {
  readonly activity: number
  readonly looks: number
  readonly last: Date | null
  /** Answers that are set aside; one that stands in two clusters is one. */
  readonly setAside: number
}

/** How often each activity of an engagement was looked at, and what is set aside of it. */
export async function looks(db: Db, engagement: number): Promise<readonly Looks[]> {
  const { rows } = await sql<Looks>`
    select a.id as activity, count(h.id)::int as looks, max(h.at) as last,
      (select count(distinct n)::int from vote_cluster c, unnest(c.responses) n where (c.partnership_id, c.activity_id) = (a.partnership_id, a.id) and c.judged = 'set-aside') as "setAside"
    from activity a left join history h on (h.partnership_id, h.subject_kind, h.subject_id) = (a.partnership_id, 'activity', a.id) and h.operation = 'engagement.look-for-clusters'
    where a.engagement_id = ${engagement} group by a.partnership_id, a.id`.execute(db)
  return rows
}

export interface Evidence {
  /** How many different answers they are. */
  readonly different: number
  readonly networks: number
  /** How many wrote something in their own words. */
  readonly wrote: number
  readonly from: Date
  readonly to: Date
  /** How many of them are set aside, by this or another judgement. */
  readonly setAside: number
}

export async function evidence(db: Db, cluster: number): Promise<Evidence | null> {
  const { rows } = await sql<Evidence>`
    select count(distinct md5(r.answers::text))::int as different, count(distinct r.network)::int as networks,
      count(*) filter (where exists (select from said s where (s.partnership_id, s.response_id) = (r.partnership_id, r.id)))::int as wrote,
      min(r.received_at) as "from", max(r.received_at) as "to", count(r.set_aside_on)::int as "setAside"
    from vote_cluster c cross join lateral unnest(c.responses) n join response r on (r.partnership_id, r.id) = (c.partnership_id, n)
    where c.id = ${cluster} having count(*) > 0`.execute(db)
  return rows[0] ?? null
}
