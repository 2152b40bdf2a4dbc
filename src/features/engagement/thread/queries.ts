// Reading the thread of an engagement: what people want, what was decided, what is done about it, what the figures say,
// and how many took part. A handful of questions, however much was said.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { type IndicatorRow, indicatorsOf } from '../../indicators/public.ts'
import { type ThemeNamed, themesOf } from '../hearing/sorting/queries.ts'
import type { EngagementHere } from '../here.tsx'
import type { DecisionAnswer, Source } from '../model.ts'
import type { Promised } from './owed.ts'

export interface Decision {
  readonly id: number
  readonly answer: DecisionAnswer
  readonly reason: string
  readonly organisation: string | null
  readonly decidedBy: string
  readonly on: string
  readonly replacedOn: string | null
}

export interface Work {
  readonly id: number
  readonly title: string
  readonly lead: string | null
  readonly linkedOn: string
  readonly starts: string
  readonly ends: string
  readonly stopped: string | null
  readonly stoppedBecause: string
  readonly lateSince: string | null
  readonly reached: { readonly words: string; readonly on: string } | null
  readonly next: { readonly words: string; readonly due: string } | null
}

export interface Figure {
  readonly indicator: IndicatorRow
  readonly linkedOn: string
  /** The newest actual reading of a time that ended by the decision, and all that end after it. */
  readonly before: IndicatorRow['readings'][number] | null
  readonly since: IndicatorRow['readings']
}

export interface Priority {
  readonly id: number
  readonly title: string
  readonly words: string
  readonly namedOn: string
  readonly themes: readonly ThemeNamed[]
  readonly quotes: readonly { readonly words: string; readonly who: string }[]
  /** Newest first; all but the first may have been replaced. */
  readonly decisions: readonly Decision[]
  readonly decision: Decision | null
  readonly actions: readonly Work[]
  readonly figures: readonly Figure[]
}

/** What people want, in its order, with everything that hangs on it. `area` is the partnership's own. */
export async function prioritiesOf(
  db: Db,
  engagement: number,
  area: string,
  today: string,
): Promise<readonly Priority[]> {
  const { rows } = await sql<
    Omit<Priority, 'themes' | 'quotes' | 'decision' | 'figures'> & {
      themes: readonly number[]
      figures: readonly { readonly id: number; readonly linkedOn: string }[]
    }
  >`
    select p.id, p.title, p.words, p.named_on as "namedOn",
      (select coalesce(jsonb_agg(l.theme_id), '[]') from priority_theme l where (l.partnership_id, l.priority_id) = (p.partnership_id, p.id)) as themes,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'answer', d.answer, 'reason', d.reason, 'organisation', o.name,
         'decidedBy', d.decided_by, 'on', d.decided_on, 'replacedOn', d.replaced_on) order by d.id desc), '[]')
       from voice_decision d left join organisation o on o.id = d.organisation_id
       where (d.partnership_id, d.priority_id) = (p.partnership_id, p.id)) as decisions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title, 'lead', coalesce(nullif(o.short_name, ''), o.name),
         'linkedOn', l.linked_on, 'starts', a.starts_on, 'ends', a.ends_on, 'stopped', a.stopped_on, 'stoppedBecause', a.stopped_because,
         'lateSince', (select min(m.due_on) from milestone m where (m.partnership_id, m.action_id) = (a.partnership_id, a.id)
           and m.reached_on is null and m.dropped_on is null and m.due_on < ${today} and a.stopped_on is null),
         'reached', (select jsonb_build_object('words', m.words, 'on', m.reached_on) from milestone m
           where (m.partnership_id, m.action_id) = (a.partnership_id, a.id) and m.reached_on is not null and m.dropped_on is null
           order by m.reached_on desc, m.id desc limit 1),
         'next', (select jsonb_build_object('words', m.words, 'due', m.due_on) from milestone m
           where (m.partnership_id, m.action_id) = (a.partnership_id, a.id) and m.reached_on is null and m.dropped_on is null
           and m.due_on >= ${today} and a.stopped_on is null order by m.due_on, m.id limit 1)) order by l.linked_on, a.id), '[]')
       from priority_action l join action a on (a.partnership_id, a.id) = (l.partnership_id, l.action_id)
       left join partner r on (r.partnership_id, r.id) = (a.partnership_id, a.lead_partner_id) left join organisation o on o.id = r.organisation_id
       where (l.partnership_id, l.priority_id) = (p.partnership_id, p.id) and a.adopted_on is not null
         and (a.initiative_id is null or a.consent = 'given')) as actions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.indicator_id, 'linkedOn', l.linked_on) order by l.linked_on, l.indicator_id), '[]')
       from priority_indicator l where (l.partnership_id, l.priority_id) = (p.partnership_id, p.id)) as figures
    from voice_priority p where p.engagement_id = ${engagement} and p.dropped_on is null
    order by p.position, p.id`.execute(db)
  const indicators = rows.some(row => row.figures.length) ? await indicatorsOf(db, area) : []
  const named = rows.some(row => row.themes.length) ? await themesOf(db, engagement) : []
  return rows.map(row => {
    const themes = named.filter(one => row.themes.includes(one.id))
    const decision = row.decisions.find(one => one.replacedOn === null) ?? null
    return {
      ...row,
      themes,
      quotes: themes.flatMap(one => one.quotes),
      decision,
      figures: row.figures.flatMap(({ id, linkedOn }) => {
        const indicator = indicators.find(one => one.id === id)
        return indicator ? [{ indicator, linkedOn, ...aroundDecision(indicator, decision?.on ?? linkedOn) }] : []
      }),
    }
  })
}

/** A reading is of a time since the decision where that time ends after it. */
function aroundDecision({ readings }: IndicatorRow, on: string): Pick<Figure, 'before' | 'since'> {
  const actual = readings.filter(one => one.status === 'actual')
  return { before: actual.findLast(one => one.ends <= on) ?? null, since: actual.filter(one => one.ends > on) }
}

/** What an engagement promised, as the rule about what is owed knows it. */
export const promisedBy = (
  { state, linked, closes, answerDue }: Pick<EngagementHere, 'state' | 'linked' | 'closes' | 'answerDue'>,
  priorities: readonly Priority[],
): Promised => ({
  state,
  linked,
  closes,
  answerDue,
  priorities: priorities.map(({ id, title, decision, decisions, actions, figures }) => ({
    id,
    title,
    decision: decision && { answer: decision.answer, on: decision.on, firstOn: decisions.at(-1)!.on },
    actions,
    indicators: figures.map(({ indicator, linkedOn, since }) => ({
      id: indicator.id,
      name: indicator.name,
      linkedOn,
      due: indicator.due,
      readSince: since.length > 0,
    })),
  })),
})

/** How many took part in an activity, and how, once that was counted. */
export interface TookPart {
  readonly activity: number
  readonly responses: number
  readonly sources: Readonly<Partial<Record<Source, number>>>
}

export async function tookPart(db: Db, engagement: number): Promise<readonly TookPart[]> {
  const { rows } = await sql<TookPart>`
    select a.id as activity, r.responses, coalesce(r.counted->'people'->'sources', '{}') as sources
    from activity a join activity_result r on (r.partnership_id, r.activity_id) = (a.partnership_id, a.id)
    where a.engagement_id = ${engagement} and a.dropped_on is null order by a.position`.execute(db)
  return rows
}

/** Whether it was printed to be answered on paper. */
export const onPaper = async (db: Db, engagement: number): Promise<boolean> =>
  (
    await sql`select from paper_batch b join activity a on (a.partnership_id, a.id) = (b.partnership_id, b.activity_id)
    where a.engagement_id = ${engagement} limit 1`.execute(db)
  ).rows.length > 0
