// SQL behind the verbs of checks. Runs are found by the database with window functions, so that a million answers never
// leave it; what comes out are the numbers of those that stand in a run.

import { sql } from 'kysely'
import type { Db } from '../../../../db/handles.ts'
import type { ActivityKind, Admits } from '../../model.ts'
import { engagementFacts } from '../../store.ts'
import type { Cluster, ClusterFacts, Judgement, Run, Sign } from './model.ts'
import * as rules from './rules.ts'

interface Looked {
  readonly activity: number
  readonly kind: ActivityKind
  readonly organisation: number | null
  readonly admits: Admits
  readonly version: number
}

/** The activity with the runs in its answers. It may take seconds, so nothing is locked: nobody has to wait for it. */
export async function lookedFor(db: Db, activity: number) {
  const { rows } = await sql<Looked>`
    select a.id as activity, a.kind, e.organisation_id as organisation, e.admits, a.version
    from activity a join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) where a.id = ${activity}`.execute(
    db,
  )
  const facts = rows[0]
  return facts ? { ...facts, runs: facts.kind === 'meeting' ? [] : await runsIn(db, facts) } : null
}

async function runsIn(db: Db, { activity, kind, admits, version }: Looked): Promise<readonly Run[]> {
  const asks = kind === 'questionnaire' || kind === 'vote'
  const steps = kind === 'statements' ? 'stance' : kind === 'pairs' ? 'comparison' : null
  return [
    ...(await fromOneNetwork(db, activity, 'one-network', rules.burst)),
    ...(admits === 'codes' || admits === 'bodies'
      ? await fromOneNetwork(db, activity, 'codes-in-a-row', rules.codesInARow)
      : asks
        ? await fromOneNetwork(db, activity, 'too-fast', rules.tooFast(await questionsCount(db, activity, version)))
        : []),
    ...(asks ? await withSameAnswers(db, activity) : []),
    ...(steps ? await withFastSteps(db, activity, steps) : []),
  ]
}

const questionsCount = async (db: Db, activity: number, version: number): Promise<number> =>
  (
    await sql<{ count: number }>`
      select jsonb_array_length(questions) as count from activity_form where activity_id = ${activity} and version = ${version}`.execute(
      db,
    )
  ).rows[0]?.count ?? 0

/** What came in over the network and was not taken back. */
const online = (activity: number) => sql`activity_id = ${activity} and source = 'online' and withdrawn_on is null`

const mostRuns = 200

async function fromOneNetwork(
  db: Db,
  activity: number,
  sign: Sign,
  { least, seconds }: rules.Threshold,
): Promise<readonly Run[]> {
  const { rows } = await sql<Omit<Run, 'sign'>>`
    with busy as materialized (select network from response where ${online(activity)} and network is not null group by network having count(*) >= ${least}),
    gaps as (select id, network, received_at, case when received_at - lag(received_at) over w <= make_interval(secs => ${seconds}) then 0 else 1 end as begins
      from response join busy using (network) where ${online(activity)} window w as (partition by network order by received_at, id)),
    runs as (select id, network, received_at, sum(begins) over (partition by network order by received_at, id) as run from gaps)
    select array_agg(id order by id) as responses, min(received_at) as "from", max(received_at) as "to"
    from runs group by network, run having count(*) >= ${least} order by count(*) desc, min(id) limit ${mostRuns}`.execute(
    db,
  )
  return rows.map(row => ({ ...row, sign }))
}

async function withSameAnswers(db: Db, activity: number): Promise<readonly Run[]> {
  const { least, seconds } = rules.sameAnswers
  const { rows } = await sql<Omit<Run, 'sign' | 'common'> & { count: number; of: number }>`
    with ballots as materialized (select id, received_at, jsonb_hash_extended(answers, 0) as ballot from response where ${online(activity)} and answers <> '{}'),
    gaps as (select id, received_at, ballot, case when ballot = lag(ballot) over w and received_at - lag(received_at) over w <= make_interval(secs => ${seconds}) then 0 else 1 end as begins
      from ballots window w as (order by id)),
    runs as (select id, received_at, ballot, sum(begins) over (order by id) as run from gaps),
    long as materialized (select ballot, array_agg(id order by id) as responses, min(received_at) as "from", max(received_at) as "to", count(*) as length
      from runs group by run, ballot having count(*) >= ${least} order by count(*) desc, min(id) limit ${mostRuns}),
    shares as (select ballot, count(*)::int as count from ballots where ballot in (select ballot from long) group by ballot)
    select responses, "from", "to", count, (select count(*)::int from ballots) as of from long join shares using (ballot) order by length desc`.execute(
    db,
  )
  return rows.map(({ count, of, ...run }) => ({ ...run, sign: 'same-answers', common: { count, of } }))
}

/** Everybody whose steps came so fast is put before a person as one cluster. */
async function withFastSteps(db: Db, activity: number, steps: 'stance' | 'comparison'): Promise<readonly Run[]> {
  const { least, seconds } = rules.fastSteps
  const { rows } = await sql<Omit<Run, 'sign'>>`
    with fast as (select response_id as id, min(given_at) as began, max(given_at) as ended from ${sql.table(steps)} where activity_id = ${activity}
      group by response_id having count(*) >= ${least} and max(given_at) - min(given_at) < (count(*) - 1) * make_interval(secs => ${seconds}))
    select array_agg(r.id order by r.id) as responses, min(began) as "from", max(ended) as "to"
    from fast join response r on r.id = fast.id and ${online(activity)} having count(*) > 0`.execute(db)
  return rows.map(row => ({ ...row, sign: 'fast-steps' }))
}

/**
 * Keeps what was found. What a person judged stays judged: only answers that came since are put before them again; what
 * nobody has judged grows.
 */
export async function writeClusters(
  db: Db,
  partnership: number,
  activity: number,
  clusters: readonly Cluster[],
  now: Date,
): Promise<void> {
  // Two people who look at once write one after the other.
  await sql`select from activity where id = ${activity} for update`.execute(db)
  for (const { sign, words, responses } of clusters) {
    const { rows } = await sql<{ fresh: number[]; waiting: number | null }>`
      with known as (select unnest(responses) as id from vote_cluster where activity_id = ${activity} and sign = ${sign} and judged is not null)
      select (select coalesce(array_agg(n), '{}') from unnest(${[...responses]}::bigint[]) n where n not in (select id from known)) as fresh,
        (select min(id) from vote_cluster where activity_id = ${activity} and sign = ${sign} and judged is null and responses && ${[...responses]}::bigint[]) as waiting`.execute(
      db,
    )
    const { fresh, waiting } = rows[0]!
    if (fresh.length === 0) continue
    const all = fresh.length === responses.length
    const said = all ? words : `${words} Of these, ${fresh.length} came after it was last judged.`
    if (waiting === null)
      await sql`insert into vote_cluster (partnership_id, activity_id, sign, words, responses, found_at)
        values (${partnership}, ${activity}, ${sign}, ${said}, ${fresh}::bigint[], ${now})`.execute(db)
    else
      await sql`update vote_cluster set words = ${said}, responses = ${fresh}::bigint[] where id = ${waiting}`.execute(
        db,
      )
  }
}

/** A cluster; its engagement is locked. */
export async function clusterFacts(db: Db, cluster: number): Promise<ClusterFacts | null> {
  const find = () =>
    sql<ClusterFacts>`
    select c.id as cluster, c.activity_id as activity, e.id as engagement, e.organisation_id as organisation, c.judged
    from vote_cluster c join activity a on (a.partnership_id, a.id) = (c.partnership_id, c.activity_id)
    join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) where c.id = ${cluster}`.execute(
      db,
    )
  const found = (await find()).rows[0]
  if (!found || !(await engagementFacts(db, found.engagement))) return null
  return (await find()).rows[0] ?? null
}

/** Keeps a judgement. An answer is set aside as long as one cluster that it stands in is. */
export async function writeJudgement(
  db: Db,
  fact: { readonly cluster: number; readonly activity: number; readonly judged: Judgement; readonly because: string },
  today: string,
  person: number | null,
): Promise<void> {
  await sql`update vote_cluster set judged = ${fact.judged}, because = ${fact.because}, judged_on = ${today}, judged_by = ${person}
    where id = ${fact.cluster}`.execute(db)
  const mine = sql`id in (select unnest(responses) from vote_cluster where id = ${fact.cluster})`
  if (fact.judged === 'set-aside')
    await sql`update response set set_aside_on = ${today} where ${mine} and set_aside_on is null`.execute(db)
  else
    await sql`update response set set_aside_on = null where ${mine} and set_aside_on is not null
      and id not in (select unnest(responses) from vote_cluster where activity_id = ${fact.activity} and judged = 'set-aside')`.execute(
      db,
    )
  await sql`update activity set recount = true where id = ${fact.activity}`.execute(db)
}
