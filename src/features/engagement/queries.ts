// Reading about engagements: how far one is.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { placesWithin } from '../plans/public.ts'

/** The places that an engagement is about, and then those that anything in the area can be about. */
export async function placesOffered(
  db: Db,
  engagement: number,
  area: string,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  const { rows: named } = await sql<{ code: string; name: string }>`
    select l.code, l.name from engagement_place p join place l on l.code = p.place_code
    where p.engagement_id = ${engagement} order by l.name collate "en-x-icu"`.execute(db)
  const around = await placesWithin(db, area)
  return [...named, ...around.filter(one => !named.some(other => other.code === one.code))]
}

/** How far an engagement is, for whoever runs it. */
export interface Progress {
  /** Answers that count, all activities together. */
  readonly responses: number
  /** The same by activity. */
  readonly answered: Readonly<Record<number, number>>
  /** Activities in which nothing can be answered yet. */
  readonly unready: readonly number[]
  /** Whether only some may take part, and no code, invitation or list lets anybody in yet. */
  readonly nobodyLetIn: boolean
  /** Things that people wrote, not shown and not hidden yet. */
  readonly waiting: number
  /** Texts that nobody has sorted; of more than `mostNamed`, one more. */
  readonly unsorted: number
  readonly priorities: number
  /** Priorities without a decision. */
  readonly undecided: number
  readonly principlesPlanned: number
  readonly principlesReviewed: number
}

/** Nobody needs to know exactly how many more are waiting, and a million would take long to count. */
export const mostNamed = 1000

export async function progress(db: Db, engagement: number): Promise<Progress> {
  const { rows } = await sql<Progress>`
    with mine as (select partnership_id, id, kind, people_add from activity where engagement_id = ${engagement} and dropped_on is null),
    -- What was counted, and what came in since: an exercise with a million answers is no slower to look at.
    counts as (select m.id, coalesce(c.responses, 0) + (select count(*)::int from response r
      where (r.partnership_id, r.activity_id) = (m.partnership_id, m.id) and r.id > coalesce(c.through_response, 0)
        and r.set_aside_on is null and r.withdrawn_on is null) as answered
      from mine m left join activity_result c on (c.partnership_id, c.activity_id) = (m.partnership_id, m.id))
    select (select coalesce(sum(answered), 0)::int from counts) as responses,
      (select coalesce(jsonb_object_agg(id, answered), '{}') from counts) as answered,
      (select coalesce(jsonb_agg(m.id), '[]') from mine m where case
        when m.kind in ('questionnaire', 'vote') then not exists (select from activity_form f where (f.partnership_id, f.activity_id) = (m.partnership_id, m.id) and f.questions <> '[]')
        when m.kind = 'pairs' then (select count(*) from ranked_option o where (o.partnership_id, o.activity_id) = (m.partnership_id, m.id) and o.dropped_on is null) < 2
        when m.kind = 'statements' then not m.people_add and not exists (select from statement s where (s.partnership_id, s.activity_id) = (m.partnership_id, m.id))
        else false end) as unready,
      (select case when e.admits = 'postcodes' then not exists (select from engagement_postcode p where (p.partnership_id, p.engagement_id) = (e.partnership_id, e.id))
         when e.admits in ('codes', 'bodies') then not exists (select from voter_code c where (c.partnership_id, c.engagement_id) = (e.partnership_id, e.id)
           and c.withdrawn_on is null and (c.organisation_id is not null) = (e.admits = 'bodies'))
         else false end from engagement e where e.id = ${engagement}) as "nobodyLetIn",
      ((select count(*) from idea i join mine m on (m.partnership_id, m.id) = (i.partnership_id, i.activity_id) where i.state = 'waiting')
       + (select count(*) from idea_comment c join idea i on (i.partnership_id, i.id) = (c.partnership_id, c.idea_id)
          join mine m on (m.partnership_id, m.id) = (i.partnership_id, i.activity_id) where c.state = 'waiting')
       + (select count(*) from statement s join mine m on (m.partnership_id, m.id) = (s.partnership_id, s.activity_id) where s.state = 'waiting'))::int as waiting,
      (select count(*)::int from (select from said s join mine m on (m.partnership_id, m.id) = (s.partnership_id, s.activity_id)
       where s.words <> '' and not exists (select from coded c where (c.partnership_id, c.said_id) = (s.partnership_id, s.id))
       limit ${mostNamed + 1}) u) as unsorted,
      (select count(*)::int from voice_priority p where p.engagement_id = ${engagement} and p.dropped_on is null) as priorities,
      (select count(*)::int from voice_priority p where p.engagement_id = ${engagement} and p.dropped_on is null
        and not exists (select from voice_decision d where (d.partnership_id, d.priority_id) = (p.partnership_id, p.id) and d.replaced_on is null)) as undecided,
      (select count(*)::int from engagement_principle g where g.engagement_id = ${engagement} and g.plan <> '') as "principlesPlanned",
      (select count(*)::int from engagement_principle g where g.engagement_id = ${engagement} and g.review <> '') as "principlesReviewed"`.execute(
    db,
  )
  return rows[0]!
}
