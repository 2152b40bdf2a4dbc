// Reading actions: the list and the one, each one query. Whoever asks says whether they are inside: proposed actions,
// linked work without its owner's consent, wording of drafts and names of people are for members.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { Unit } from '../../kernel/quantity.ts'
import type {
  Answer,
  Asks,
  BenefitKind,
  Claim,
  Consent,
  Horizon,
  Impact,
  Likelihood,
  Matters,
  PreconditionKind,
  Principle,
  Reporting,
  State,
} from './model.ts'

/** A partner by its number here, its organisation's number everywhere, and the short name it goes by. */
export interface Body {
  readonly partner: number
  readonly organisation: number
  readonly name: string
}

export interface ServedOutcome {
  readonly id: number
  readonly title: string
  readonly matters: Matters
  readonly because: string
}

export interface ActionRow {
  readonly id: number
  readonly title: string
  readonly horizon: Horizon
  readonly principle: Principle
  readonly starts: string
  readonly ends: string
  readonly state: State
  readonly lead: Body | null
  /** Those it matters most for first. */
  readonly outcomes: readonly ServedOutcome[]
  /** The existing initiative it is, with the owner's short name as its credit; null for work that is new. */
  readonly linked: {
    readonly initiative: number
    readonly name: string
    readonly owner: string
    readonly ownerOrganisation: number
    readonly consent: Consent
    readonly reporting: Reporting
  } | null
  /** The first milestone that is due today or later. */
  readonly next: { readonly milestone: number; readonly words: string; readonly due: string } | null
  /** Milestones whose day has passed; none for stopped work. */
  readonly overdue: number
  readonly milestones: { readonly reached: number; readonly all: number }
  /** In use. */
  readonly measures: number
  /** Partners with a part in it, the lead among them. */
  readonly partners: number
  /** Numbers of people; null where nobody is named, and always for strangers. */
  readonly ownerPerson: number | null
  readonly deputyPerson: number | null
}

/** What strangers may see of `action a`: adopted, and with its owner's consent where it is linked. */
const seen = (inside: boolean) =>
  sql`(${inside} or (a.adopted_on is not null and (a.initiative_id is null or a.consent = 'given')))`

const body = (partner: 'r' | 'k' | 'w') => {
  const organisation = { r: sql.ref('o'), k: sql.ref('ko'), w: sql.ref('wo') }[partner]
  const row = sql.ref(partner)
  return sql`jsonb_build_object('partner', ${row}.id, 'organisation', ${organisation}.id, 'name', coalesce(nullif(${organisation}.short_name, ''), ${organisation}.name))`
}

/** Outcomes by the words they have now: adopted ones, else those they last had in force; drafts for members only. */
const worded = (inside: boolean) => sql`
  worded as (
    select distinct on (t.outcome_id) t.outcome_id, t.title from outcome_text t
    join plan_version v on v.partnership_id = t.partnership_id and v.id = t.version_id
    where v.state in ('adopted', 'superseded') or ${inside}
    order by t.outcome_id, v.state = 'adopted' desc, v.number desc)`

const row = (inside: boolean, today: string) => sql`
  a.id, a.title, a.horizon, a.principle, a.starts_on as starts, a.ends_on as ends,
  case when a.stopped_on is not null then 'stopped' when a.adopted_on is not null then 'adopted' else 'proposed' end as state,
  case when r.id is not null then ${body('r')} end as lead,
  (select coalesce(jsonb_agg(jsonb_build_object('id', s.outcome_id, 'title', w.title, 'matters', s.matters, 'because', s.because)
     order by array_position(array['a-lot', 'some', 'a-little'], s.matters), w.title collate "en-x-icu", s.outcome_id), '[]')
   from action_outcome s join worded w on w.outcome_id = s.outcome_id
   where s.partnership_id = a.partnership_id and s.action_id = a.id) as outcomes,
  case when i.id is not null then jsonb_build_object('initiative', i.id, 'name', i.name, 'owner', coalesce(nullif(io.short_name, ''), io.name),
    'ownerOrganisation', io.id, 'consent', a.consent, 'reporting', i.reporting) end as linked,
  (select jsonb_build_object('milestone', m.id, 'words', m.words, 'due', m.due_on) from milestone m
   where m.partnership_id = a.partnership_id and m.action_id = a.id and m.reached_on is null and m.dropped_on is null
     and a.stopped_on is null and m.due_on >= ${today} order by m.due_on, m.id limit 1) as next,
  (select count(*)::int from milestone m where m.partnership_id = a.partnership_id and m.action_id = a.id
     and m.reached_on is null and m.dropped_on is null and a.stopped_on is null and m.due_on < ${today}) as overdue,
  (select jsonb_build_object('reached', count(m.reached_on)::int, 'all', count(*)::int) from milestone m
   where m.partnership_id = a.partnership_id and m.action_id = a.id and m.dropped_on is null) as milestones,
  (select count(*)::int from measure m where m.partnership_id = a.partnership_id and m.action_id = a.id and m.dropped_on is null) as measures,
  (select count(*)::int from (select p.partner_id from action_partner p where p.partnership_id = a.partnership_id and p.action_id = a.id
     union select a.lead_partner_id where a.lead_partner_id is not null) as taking) as partners,
  case when ${inside} then a.owner_person_id end as "ownerPerson",
  case when ${inside} then a.deputy_person_id end as "deputyPerson"`

const from = sql`
  from action a
  left join partner r on r.partnership_id = a.partnership_id and r.id = a.lead_partner_id
  left join organisation o on o.id = r.organisation_id
  left join initiative i on i.id = a.initiative_id
  left join organisation io on io.id = i.organisation_id`

/**
 * Every action of the partnership in scope: adopted ones first, then proposed, then stopped, each by title; or a page
 * of them by number, one longer than its limit. `today` says what is overdue.
 */
export async function actionsOf(
  db: Db,
  inside: boolean,
  today: string,
  page?: { after: number; limit: number },
): Promise<ActionRow[]> {
  const { rows } = await sql<ActionRow>`
    with ${worded(inside)}
    select ${row(inside, today)} ${from}
    where ${seen(inside)} and a.id > ${page?.after ?? 0}
    order by ${page ? sql`a.id` : sql`a.stopped_on is not null, a.adopted_on is null, a.title collate "en-x-icu", a.id`}
    limit ${page ? page.limit + 1 : null}`.execute(db)
  return rows
}

export interface Milestone {
  readonly id: number
  readonly words: string
  readonly due: string
  /** The day it was first promised for; where `due` is later, it has slipped. */
  readonly firstDue: string
  readonly movedBecause: string
  readonly movedOn: string | null
  readonly reached: string | null
  readonly dropped: string | null
  readonly droppedBecause: string
}

export interface Measure {
  readonly id: number
  readonly asks: Asks
  readonly words: string
  readonly unit: Unit
  readonly dropped: string | null
  /** Oldest first. */
  readonly readings: readonly {
    readonly period: string
    readonly starts: string
    readonly ends: string
    readonly value: number
  }[]
}

export interface Risk {
  readonly id: number
  readonly words: string
  readonly likelihood: Likelihood
  readonly impact: Impact
  /** Who minds it. */
  readonly partner: Body
  readonly response: string
  readonly raised: string
  readonly closed: string | null
  readonly closedBecause: string
}

export interface Publication {
  readonly id: number
  readonly on: string
  readonly words: string
  readonly address: string
}

export interface Contribution {
  readonly id: number
  readonly claim: Claim
  readonly partner: Body
  readonly words: string
  readonly evidence: string
  readonly evidenceAddress: string
  readonly said: string
  readonly withdrawn: string | null
}

export interface Benefit {
  readonly id: number
  readonly kind: BenefitKind
  readonly experiencedBy: string
  readonly words: string
  readonly partner: Body
  readonly said: string
  readonly withdrawn: string | null
}

export interface ActionView extends ActionRow {
  readonly about: string
  readonly parts: readonly (Body & { readonly does: string })[]
  readonly places: readonly { readonly code: string; readonly name: string }[]
  /** By day due; dropped ones among them. */
  readonly milestoneList: readonly Milestone[]
  /** Dropped ones among them. */
  readonly measureList: readonly Measure[]
  /** Open ones first, the gravest of them first. */
  readonly risks: readonly Risk[]
  readonly preconditions: readonly {
    readonly kind: PreconditionKind
    readonly answer: Answer
    readonly words: string
    readonly settled: string
  }[]
  readonly proposedOn: string
  readonly adoptedOn: string | null
  readonly adoptedDespite: string
  readonly stopped: { readonly on: string; readonly because: string } | null
  /** Names of people; null where nobody is named, and always for strangers. */
  readonly owner: { readonly person: number; readonly name: string } | null
  readonly deputy: { readonly person: number; readonly name: string } | null
  readonly initiative: {
    readonly id: number
    readonly name: string
    readonly about: string
    readonly address: string
    readonly reporting: Reporting
    readonly organisation: number
    /** The owner's full name. */
    readonly owner: string
    readonly consent: Consent
    readonly consentOn: string | null
    readonly consentWords: string
    /** Newest first. */
    readonly publications: readonly Publication[]
  } | null
  /** Newest first; withdrawn ones among them. */
  readonly contributions: readonly Contribution[]
  readonly benefits: readonly Benefit[]
}

/** One action with everything that is recorded for it; null where whoever asks may not see it. */
export async function action(db: Db, id: number, inside: boolean, today: string): Promise<ActionView | null> {
  const mine = (alias: string) =>
    sql`${sql.ref(`${alias}.partnership_id`)} = a.partnership_id and ${sql.ref(`${alias}.action_id`)} = a.id`
  const person = (column: string) =>
    sql`case when ${inside} then (select jsonb_build_object('person', h.id, 'name', h.name) from person h where h.id = ${sql.ref(column)}) end`
  const { rows } = await sql<ActionView>`
    with ${worded(inside)}
    select ${row(inside, today)}, a.about, a.proposed_on as "proposedOn", a.adopted_on as "adoptedOn", a.adopted_despite as "adoptedDespite",
      case when a.stopped_on is not null then jsonb_build_object('on', a.stopped_on, 'because', a.stopped_because) end as stopped,
      ${person('a.owner_person_id')} as owner, ${person('a.deputy_person_id')} as deputy,
      (select coalesce(jsonb_agg(${body('k')} || jsonb_build_object('does', p.does) order by ko.name collate "en-x-icu"), '[]')
       from action_partner p join partner k on k.partnership_id = p.partnership_id and k.id = p.partner_id join organisation ko on ko.id = k.organisation_id
       where ${mine('p')}) as parts,
      (select coalesce(jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name) order by l.name collate "en-x-icu", l.code), '[]')
       from action_place p join place l on l.code = p.place_code where ${mine('p')}) as places,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'words', m.words, 'due', m.due_on, 'firstDue', m.first_due_on, 'movedBecause', m.moved_because,
          'movedOn', m.moved_on, 'reached', m.reached_on, 'dropped', m.dropped_on, 'droppedBecause', m.dropped_because) order by m.due_on, m.id), '[]')
       from milestone m where ${mine('m')}) as "milestoneList",
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'asks', m.asks, 'words', m.words, 'unit', m.unit, 'dropped', m.dropped_on, 'readings',
          (select coalesce(jsonb_agg(jsonb_build_object('period', g.period, 'starts', g.starts_on, 'ends', g.ends_on, 'value', g.value) order by g.ends_on, g.starts_on), '[]')
           from measure_reading g where g.partnership_id = m.partnership_id and g.measure_id = m.id))
          order by array_position(array['how-much', 'how-well', 'better-off'], m.asks), m.id), '[]')
       from measure m where ${mine('m')}) as "measureList",
      (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'words', q.words, 'likelihood', q.likelihood, 'impact', q.impact, 'partner', ${body('k')},
          'response', q.response, 'raised', q.raised_on, 'closed', q.closed_on, 'closedBecause', q.closed_because)
          order by q.closed_on is not null, array_position(array['major', 'moderate', 'minor'], q.impact),
            array_position(array['likely', 'possible', 'unlikely'], q.likelihood), q.id), '[]')
       from risk q join partner k on k.partnership_id = q.partnership_id and k.id = q.partner_id join organisation ko on ko.id = k.organisation_id
       where ${mine('q')}) as risks,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'answer', c.answer, 'words', c.words, 'settled', c.settled_on)
          order by array_position(array['authority', 'accountable-body', 'audit', 'data-protection'], c.kind)), '[]')
       from precondition c where ${mine('c')}) as preconditions,
      case when i.id is not null then jsonb_build_object('id', i.id, 'name', i.name, 'about', i.about, 'address', i.address, 'reporting', i.reporting,
        'organisation', io.id, 'owner', io.name, 'consent', a.consent, 'consentOn', a.consent_on, 'consentWords', a.consent_words, 'publications',
          (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'on', u.published_on, 'words', u.words, 'address', u.address)
             order by u.published_on desc, u.id desc), '[]') from initiative_publication u where u.initiative_id = i.id)) end as initiative,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'claim', c.claim, 'partner', ${body('k')}, 'words', c.words, 'evidence', c.evidence,
          'evidenceAddress', c.evidence_address, 'said', c.said_on, 'withdrawn', c.withdrawn_on) order by c.said_on desc, c.id desc), '[]')
       from contribution c join partner k on k.partnership_id = c.partnership_id and k.id = c.partner_id join organisation ko on ko.id = k.organisation_id
       where ${mine('c')}) as contributions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'kind', b.kind, 'experiencedBy', b.experienced_by, 'words', b.words, 'partner', ${body('k')},
          'said', b.said_on, 'withdrawn', b.withdrawn_on) order by b.said_on desc, b.id desc), '[]')
       from benefit b join partner k on k.partnership_id = b.partnership_id and k.id = b.partner_id join organisation ko on ko.id = k.organisation_id
       where ${mine('b')}) as benefits
    ${from}
    where a.id = ${id} and ${seen(inside)}`.execute(db)
  return rows[0] ?? null
}
