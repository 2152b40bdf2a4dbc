// Reading a round for the board: one question about the round and one about everything it asked.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Confidence, Direction, Status } from '../model.ts'
import { said } from '../store.ts'
import { type ExceptionSummary, exceptionsIn, type Reported, type RoundReported } from './exceptions.ts'

export interface RoundSummary {
  readonly round: RoundReported
  readonly all: readonly Reported[]
  readonly summary: ExceptionSummary
}

/** A round with its exceptions, for the page, the paper and the public API alike; null where there is no such round. */
export async function roundSummary(db: Db, written: string, area: string, today: string): Promise<RoundSummary | null> {
  if (!/^\d{1,15}$/.test(written)) return null
  const round = await roundReported(db, Number(written), today)
  if (!round) return null
  const all = await reportedIn(db, round, area)
  return { round, all, summary: exceptionsIn(round, all) }
}

async function roundReported(db: Db, round: number, today: string): Promise<RoundReported | null> {
  const { rows } = await sql<RoundReported>`
    select id as round, title, state, starts_on as starts, ends_on as ends, opens_on as opens, closes_on as closes,
      coalesce((accepted_at at time zone 'Europe/London')::date::text, ${today}) as "asAt"
    from round where id = ${round}`.execute(db)
  return rows[0] ?? null
}

/** What nobody has sent stays with whoever writes it: only what was sent is read here. */
async function reportedIn(db: Db, { round, asAt }: RoundReported, area: string): Promise<Reported[]> {
  const { rows } = await sql<Reported>`
    select i.id as item, case when i.action_id is null then 'indicator' else 'action' end as about, coalesce(i.action_id, i.indicator_id) as subject,
      coalesce(a.title, n.name) as title, coalesce(nullif(o.short_name, ''), o.name) as body, i.state, i.unchanged,
      case when i.state in ('submitted', 'accepted') then ${said('i')} else ${nothing} end as now,
      (select ${said('l')} || jsonb_build_object('on', (l.submitted_at at time zone 'Europe/London')::date)
       from request_item l join round e on e.id = l.round_id
       where l.accepted_at is not null and (e.opened_at, e.id) < (d.opened_at, d.id)
         and ((l.partnership_id, l.action_id) = (i.partnership_id, i.action_id) or (l.partnership_id, l.indicator_id) = (i.partnership_id, i.indicator_id))
       order by e.opened_at desc, e.id desc limit 1) as before,
      (select coalesce(jsonb_agg(jsonb_build_object('words', m.words, 'firstDue', m.first_due_on, 'movedOn', m.moved_on, 'movedBecause', m.moved_because,
          'due', case when m.moved_on > ${asAt}::date then m.first_due_on else m.due_on end,
          'done', coalesce(m.reached_on <= ${asAt}::date, false) or (i.state in ('submitted', 'accepted') and m.id = any(i.reached))) order by m.due_on, m.id), '[]')
       from milestone m where (m.partnership_id, m.action_id) = (i.partnership_id, i.action_id) and coalesce(m.dropped_on > ${asAt}::date, true)) as milestones,
      case when n.id is not null then jsonb_build_object('unit', n.unit, 'good', n.good, 'readings',
        (select coalesce(jsonb_agg(jsonb_build_object('period', r.period, 'starts', r.starts_on, 'ends', r.ends_on, 'value', r.value) order by r.ends_on, r.starts_on), '[]')
         from (select period, starts_on, ends_on, value from catalogue_reading where indicator_code = n.catalogue_code and place_code = ${area}
                 and population_group = '' and status = 'actual' and ends_on <= ${asAt}::date
               union all select period, starts_on, ends_on, value from reading where (partnership_id, indicator_id) = (n.partnership_id, n.id) and place_code = ${area}
                 and population_group = '' and status = 'actual' and ends_on <= ${asAt}::date) r)) end as figure
    from request_item i join round d on d.id = i.round_id
    left join action a on a.id = i.action_id left join indicator n on n.id = i.indicator_id left join organisation o on o.id = i.organisation_id
    where i.round_id = ${round}
    order by coalesce(a.title, n.name) collate "en-x-icu", i.id`.execute(db)
  return rows
}

const nothing =
  sql.raw(`jsonb_build_object('status', null, 'direction', null, 'confidence', null, 'words', '', 'needs', '', 'figure', null,
  'figurePeriod', null, 'reached', '[]'::jsonb)`)

/** What was said and accepted, as everyone may read it. */
export interface AcceptedUpdate {
  readonly id: number
  readonly about: 'action' | 'indicator'
  readonly subject: number
  readonly title: string
  readonly status: Status | null
  readonly direction: Direction | null
  readonly confidence: Confidence | null
  readonly words: string
  readonly unchanged: boolean
  /** The day it was sent. */
  readonly said: string
  readonly saidBy: string | null
  readonly round: string
  readonly from: string
  readonly to: string
}

/** By number, one longer than the limit. Work that strangers may not see yet, or no longer, is left out. */
export async function acceptedUpdates(
  db: Db,
  { after, limit }: { after: number; limit: number },
): Promise<AcceptedUpdate[]> {
  const { rows } = await sql<AcceptedUpdate>`
    select i.id, case when i.action_id is null then 'indicator' else 'action' end as about, coalesce(i.action_id, i.indicator_id) as subject,
      coalesce(a.title, n.name) as title, i.status, i.direction, i.confidence, i.words, i.unchanged,
      (i.submitted_at at time zone 'Europe/London')::date::text as said, o.name as "saidBy", d.title as round, d.starts_on as from, d.ends_on as to
    from request_item i join round d on d.id = i.round_id
    left join action a on a.id = i.action_id left join initiative v on v.id = a.initiative_id
    left join indicator n on n.id = i.indicator_id left join organisation o on o.id = i.organisation_id
    where i.accepted_at is not null and i.id > ${after}
      and ((a.adopted_on is not null and (v.id is null or a.consent = 'given')) or (n.id is not null and n.retired_on is null and i.words <> ''))
    order by i.id limit ${limit + 1}`.execute(db)
  return rows
}
