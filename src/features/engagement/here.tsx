// What the pages of engagements stand on: the engagement or activity in an address, the way there and on.

import { sql } from 'kysely'
import type { Asking } from '../../operation/ask.ts'
import { actsFor } from '../../operation/permission.ts'
import type { Params } from '../../ui/declare.ts'
import type { ActivityKind, Admits, Level, ResultsShown, State } from './model.ts'
import type { Question } from './questions.ts'

/** A number in an address. */
export const isNumber = (typed: string | undefined): typed is string => typed !== undefined && /^\d{1,15}$/.test(typed)

export interface ActivityListed {
  readonly id: number
  readonly kind: ActivityKind
  readonly title: string
  readonly about: string
  readonly version: number
  readonly peopleAdd: boolean
  readonly heldOn: string | null
  readonly venue: string
  readonly attended: number | null
}

export interface EngagementHere {
  readonly slug: string
  readonly id: number
  readonly title: string
  readonly purpose: string
  readonly level: Level
  readonly subject: string
  readonly audience: string
  readonly mustReach: string
  /** Who asks; null is the partnership itself, by its own name. */
  readonly organisation: number | null
  readonly organisationName: string
  readonly decidedBy: string
  readonly answerDue: string | null
  readonly opens: string
  readonly closes: string
  readonly state: State
  readonly linked: boolean
  readonly address: string
  readonly heard: string
  readonly admits: Admits
  readonly resultsShown: ResultsShown
  readonly eraseOn: string
  readonly erased: boolean
  readonly calledOffOn: string | null
  readonly calledOffBecause: string
  readonly outcomes: readonly { readonly id: number; readonly title: string }[]
  readonly places: readonly { readonly code: string; readonly name: string }[]
  /** In their order, without those that were dropped. */
  readonly activities: readonly ActivityListed[]
  /** Whether whoever looks may run it. */
  readonly mayRun: boolean
  readonly inside: boolean
  /** Whether whoever looks may see what was counted. */
  readonly resultsOpen: boolean
}

/** For strangers once it is announced, for members always; null where it is not there. */
export async function engagementHere(asking: Asking, params: Params): Promise<EngagementHere | null> {
  const { db, partnership, standing } = asking
  if (!isNumber(params.engagement)) return null
  const { rows } = await sql<Omit<EngagementHere, 'slug' | 'mayRun' | 'inside' | 'resultsOpen'>>`
    select e.id, e.title, e.purpose, e.level, e.subject, e.audience, e.must_reach as "mustReach", e.organisation_id as organisation,
      coalesce(o.name, ${partnership!.name}) as "organisationName", e.decided_by as "decidedBy", e.answer_due_on as "answerDue",
      e.opens_on as opens, e.closes_on as closes, case when e.called_off_on is not null then 'called-off' else e.state end as state, e.linked, e.address, e.heard, e.admits, e.results_shown as "resultsShown",
      e.erase_on as "eraseOn", e.erased_at is not null as erased, e.called_off_on as "calledOffOn", e.called_off_because as "calledOffBecause",
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.outcome_id, 'title', t.title) order by t.title collate "en-x-icu"), '[]') from (
         select distinct on (x.outcome_id) x.outcome_id, x.title from engagement_outcome y
         join outcome_text x on (x.partnership_id, x.outcome_id) = (y.partnership_id, y.outcome_id)
         join plan_version v on (v.partnership_id, v.id) = (x.partnership_id, x.version_id) and v.state = 'adopted'
         where (y.partnership_id, y.engagement_id) = (e.partnership_id, e.id) order by x.outcome_id, v.number desc) t) as outcomes,
      (select coalesce(jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name) order by l.name collate "en-x-icu"), '[]')
       from engagement_place p join place l on l.code = p.place_code where (p.partnership_id, p.engagement_id) = (e.partnership_id, e.id)) as places,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'title', a.title, 'about', a.about, 'version', a.version,
         'peopleAdd', a.people_add, 'heldOn', a.held_on, 'venue', a.venue, 'attended', a.attended) order by a.position), '[]')
       from activity a where (a.partnership_id, a.engagement_id) = (e.partnership_id, e.id) and a.dropped_on is null) as activities
    from engagement e left join organisation o on o.id = e.organisation_id
    where e.id = ${Number(params.engagement)} and (e.state <> 'draft' or ${standing.inside})`.execute(db)
  const found = rows[0]
  return (
    (found && {
      ...found,
      slug: partnership!.slug,
      mayRun: actsFor(standing, found.organisation),
      inside: standing.inside,
      resultsOpen:
        actsFor(standing, found.organisation) ||
        found.state === 'closed' ||
        (found.state === 'open' && found.resultsShown === 'while-open') ||
        (found.state === 'called-off' && found.resultsShown === 'while-open'),
    }) ??
    null
  )
}

export interface ActivityHere extends EngagementHere {
  readonly activity: ActivityListed
  /** As people answer them; for those who run it, the draft where none was frozen yet. */
  readonly questions: readonly Question[]
}

/** An activity of the engagement in the address; null where it is not there, or not part of it. */
export async function activityHere(asking: Asking, params: Params): Promise<ActivityHere | null> {
  const found = await engagementHere(asking, params)
  const activity = found?.activities.find(one => String(one.id) === params.activity)
  if (!found || !activity) return null
  const { rows } = await sql<{ questions: readonly Question[] }>`
    select questions from activity_form where activity_id = ${activity.id} and (version = ${activity.version} or (${activity.version} = 0 and ${found.inside}))
    order by version desc limit 1`.execute(asking.db)
  return { ...found, activity, questions: rows[0]?.questions ?? [] }
}

export const addressOfEngagement = (slug: string, id: number): string => `/p/${slug}/engagements/${id}`

const ways: Readonly<Record<ActivityKind, string>> = {
  questionnaire: 'answer',
  vote: 'answer',
  ideas: 'ideas',
  pairs: 'pairs',
  statements: 'statements',
  meeting: 'meeting',
}

/** Where people take part. */
export const addressOfActivity = (
  slug: string,
  engagement: number,
  { id, kind }: Pick<ActivityListed, 'id' | 'kind'>,
): string => `${addressOfEngagement(slug, engagement)}/${ways[kind]}/${id}`

export const crumbs = ({ slug, id, title }: Pick<EngagementHere, 'slug' | 'id' | 'title'>) => [
  { href: `/p/${slug}/engagements`, words: 'Have your say' },
  { href: addressOfEngagement(slug, id), words: title },
]

export const runCrumbs = (one: Pick<EngagementHere, 'slug' | 'id' | 'title'>) => [
  ...crumbs(one),
  { href: `${addressOfEngagement(one.slug, one.id)}/run`, words: 'Run it' },
]

/** Back to the page from which it is run. */
export const toRun = (_outcome: unknown, { engagement }: Params, base: string): string =>
  `${base}/engagements/${engagement}/run`

const runPages = [
  ['', 'Next steps'],
  ['/before', 'Asked before'],
  ['/people', 'Who may take part'],
  ['/paper', 'Paper'],
  ['/moderate', 'What people wrote'],
  ['/checks', 'Checks'],
  ['/sorting', 'Sorting'],
  ['/thread', 'What became of it'],
  ['/principles', 'Eight principles'],
] as const
export type RunPage = (typeof runPages)[number][0]

/** The way between the pages from which an engagement is run. */
export const RunLinks = ({ slug, id, current }: { slug: string; id: number; current: RunPage | 'other' }) => (
  <nav class="ways" aria-label="Running this engagement">
    <ul>
      {runPages.map(([path, words]) => (
        <li key={path}>
          <a href={`${addressOfEngagement(slug, id)}/run${path}`} aria-current={path === current ? 'page' : undefined}>
            {words}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
