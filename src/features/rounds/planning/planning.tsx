// Reporting as a whole: what is open, what is planned, what was; planning a round, and the schedule that plans them.

import { daysAfter } from '../../../kernel/days.ts'
import { capital, counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { type AnyFace, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Lead, Section } from '../../../ui/parts.tsx'
import { members } from '../../partnerships/public.ts'
import { outcomesToLink } from '../../plans/public.ts'
import { reporting } from '../board/board.tsx'
import { type RoundListed, roundsListed, type ScheduleListed, schedulesListed } from '../board/board-queries.ts'
import { finding } from '../board/board-words.ts'
import { rhythms, roundStateWords } from '../model.ts'
import { lastQuarter } from './calendar-of-rounds.ts'
import * as rounds from './rounds.ts'
import * as schedules from './schedules.ts'

/** What is open now, else what comes next. */
function listHeading(all: readonly RoundListed[]): string {
  const open = all.filter(one => one.state === 'open')
  if (open.length === 1) return `${open[0]!.title} is open: ${lower(finding(open[0]!))}`
  if (open.length) return `${counted(open.length, 'round')} are open`
  const [next] = plannedOf(all)
  if (next) return `Nothing is asked now; the next round opens on ${longDate(next.opens)}`
  return all.some(one => one.state === 'closed') ? 'A round has closed and waits to be accepted' : 'No round is planned'
}

/** When what is open closes, and what comes after it. */
function listLead(all: readonly RoundListed[]): string {
  const [next] = plannedOf(all)
  const closes = all
    .filter(one => one.state === 'open')
    .map(one => one.closes)
    .toSorted()
  const after = next ? `${next.title} comes next, and opens on ${longDate(next.opens)}.` : 'No other round is planned.'
  return closes.length
    ? `${closes.length === 1 ? 'It' : 'The first'} closes after ${longDate(closes[0]!)}. ${after}`
    : 'A round asks everybody once for what is theirs, by one letter with one link.'
}

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
const plannedOf = (all: readonly RoundListed[]) =>
  all.filter(one => one.state === 'planned').toSorted((one, other) => one.opens.localeCompare(other.opens))

const listPage = page({
  at: '/p/:slug/rounds',
  audience: 'members',
  read: async ({ db, partnership, standing }) => ({
    slug: partnership!.slug,
    all: await roundsListed(db),
    schedules: await schedulesListed(db),
    acts: isCoordinator(standing),
  }),
  show: ({ slug, all, schedules: kept, acts }, frame) => {
    const live = all.filter(one => one.state === 'open' || one.state === 'closed')
    const past = all.filter(one => one.state === 'accepted' || one.state === 'cancelled')
    return (
      <Layout frame={frame} title={listHeading(all)} current="rounds">
        <h1>{listHeading(all)}</h1>
        {all.length ? (
          <Lead>{listLead(all)}</Lead>
        ) : (
          <Empty
            words="A round asks everybody once for what is theirs, by one letter with one link. It opens, reminds and closes by itself."
            href={acts ? `/p/${slug}/rounds/schedule` : undefined}
            next={acts ? 'Set a schedule' : undefined}
          />
        )}
        {acts && !all.length ? (
          <p>
            <a href={`/p/${slug}/rounds/plan`}>Plan a single round</a>
          </p>
        ) : null}
        <Rounds slug={slug} heading="Now" list={live} />
        <Rounds slug={slug} heading="Next" list={plannedOf(all)} />
        {all.length || kept.length ? <Schedules slug={slug} kept={kept} acts={acts} /> : null}
        <Rounds slug={slug} heading="Before" list={past} />
        <p class="tools">
          <a href={`/p/${slug}/ownership`}>How much rests on whom</a>
        </p>
      </Layout>
    )
  },
})

function Rounds({ slug, heading, list }: { slug: string; heading: string; list: readonly RoundListed[] }) {
  if (!list.length) return null
  return (
    <Section heading={heading}>
      <ul class="plain">
        {list.map(one => (
          <li key={one.id}>
            <a href={`/p/${slug}/rounds/${one.id}`}>{one.title}</a>
            <p class="meta">{lineOf(one)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function lineOf(one: RoundListed): string {
  const found = one.asked ? finding(one) : ''
  const days = {
    planned: `Opens ${longDate(one.opens)}, closes after ${longDate(one.closes)}`,
    open: `Closes after ${longDate(one.closes)}`,
    closed: `Closed after ${longDate(one.closes)}, being checked`,
    accepted: `${roundStateWords.accepted}, closed after ${longDate(one.closes)}`,
    cancelled: `Cancelled: ${one.because}`,
  }[one.state]
  return [found, days].filter(Boolean).join(' · ')
}

function Schedules({ slug, kept, acts }: { slug: string; kept: readonly ScheduleListed[]; acts: boolean }) {
  return (
    <Section heading="Schedule" words={kept.length ? undefined : 'No schedule plans rounds by itself.'}>
      {kept.map(one => (
        <div key={one.id}>
          <DefinitionRows
            rows={[
              { term: rhythms[one.rhythm], words: daysWords(one) },
              ...(one.rhythm === 'board-dates'
                ? [{ term: 'Boards', words: one.boardDates.map(longDate).join(', ') }]
                : []),
              {
                term: 'Covers',
                words: one.outcomes.length ? counted(one.outcomes.length, 'outcome') : 'The whole plan',
              },
              {
                term: 'Letters',
                words: `Owners ${one.remindDays}, deputies ${one.deputyDays} and partner leads ${one.leadDays} days before it closes; ${one.keeperName} answers questions`,
              },
            ]}
          />
          {acts ? (
            <p class="tools">
              <a href={`/p/${slug}/rounds/schedules/${one.id}`}>Change the schedule</a>
              <a href={`/p/${slug}/rounds/schedules/${one.id}/end`}>End it</a>
            </p>
          ) : null}
        </div>
      ))}
      {acts && kept.length ? (
        <p class="tools">
          <a href={`/p/${slug}/rounds/plan`}>Plan a single round</a>
          <a href={`/p/${slug}/rounds/schedule`}>Set another schedule</a>
        </p>
      ) : null}
      {acts && !kept.length ? (
        <div class="row">
          <ButtonLink href={`/p/${slug}/rounds/schedule`}>Set a schedule</ButtonLink>
          <a href={`/p/${slug}/rounds/plan`}>Plan a single round</a>
        </div>
      ) : null}
    </Section>
  )
}

const daysWords = ({ rhythm, gapDays, openDays }: ScheduleListed): string =>
  rhythm === 'board-dates'
    ? `Open for ${counted(openDays, 'day')}, closes ${counted(gapDays, 'day')} before the board`
    : `Opens ${counted(gapDays, 'day')} after the time it asks about, for ${counted(openDays, 'day')}`

// ── the forms ─────────────────────────────────────────────────────────────────

interface Choosing {
  readonly slug: string
  readonly today: string
  readonly coordinators: readonly { id: number; name: string }[]
  readonly outcomes: readonly { id: number; title: string; plan: string }[]
  readonly me: number | null
}

async function choosing({ db, partnership, viewer, today }: Asking): Promise<Choosing> {
  const coordinators = (await members(db)).filter(one => one.role === 'coordinator')
  return {
    slug: partnership!.slug,
    today,
    coordinators: coordinators.map(one => ({ id: one.person, name: one.name })),
    outcomes: await outcomesToLink(db),
    me: viewer.person,
  }
}

const options = ({ coordinators, outcomes }: Choosing) => ({
  keeper: coordinators.map(one => ({ value: String(one.id), words: one.name })),
  outcomes: outcomes.map(one => ({ value: String(one.id), words: `${one.title} (${one.plan})` })),
})

/** Whoever plans it keeps it, where they are a coordinator. */
const usual = ({ coordinators, me }: Choosing) => ({
  keeper: String((coordinators.find(one => one.id === me) ?? coordinators[0])?.id ?? ''),
  remindDays: '5',
  deputyDays: '3',
  leadDays: '2',
})

const shared = {
  audience: 'members',
  options,
  crumbs: ({ slug }: Choosing) => [reporting(slug)],
  next: (_outcome: unknown, _params: Params, base: string) => `${base}/rounds`,
} as const

const planForm = form({
  ...shared,
  at: '/p/:slug/rounds/plan',
  operation: rounds.plan,
  read: choosing,
  start: here => {
    const { title, starts, ends } = lastQuarter(here.today)
    return {
      ...usual(here),
      title,
      starts: longDate(starts),
      ends: longDate(ends),
      opens: longDate(daysAfter(here.today, 1)),
      closes: longDate(daysAfter(here.today, 18)),
    }
  },
  title: () => 'Plan a round',
  lead: () =>
    'It opens and closes by itself on these days. Coordinators are told a day before, and everybody gets one letter.',
  button: 'Plan it',
  done: 'The round is planned.',
  next: (outcome, _params, base) => `${base}/rounds/${outcome.written.id}`,
})

const scheduleWords =
  'Each round is planned as soon as the one before it has opened. A figure is asked for only when a new one is due.'

const scheduleForm = form({
  ...shared,
  at: '/p/:slug/rounds/schedule',
  operation: schedules.setSchedule,
  read: choosing,
  omit: () => ['schedule'],
  start: here => ({ ...usual(here), rhythm: 'quarterly', gapDays: '5', openDays: '18' }),
  title: () => 'Let rounds plan themselves',
  lead: () => scheduleWords,
  button: 'Set the schedule',
  done: 'The schedule is set, and its first round is planned.',
})

const scheduleHere = async (asking: Asking, { schedule }: Params) => {
  const [kept] = /^\d{1,15}$/.test(schedule!) ? await schedulesListed(asking.db, Number(schedule)) : []
  return kept ? { ...(await choosing(asking)), kept } : null
}

const changeForm = form({
  ...shared,
  at: '/p/:slug/rounds/schedules/:schedule',
  operation: schedules.setSchedule,
  read: scheduleHere,
  start: ({ kept }) => ({
    rhythm: kept.rhythm,
    boardDates: kept.boardDates.map(longDate).join('\n'),
    gapDays: String(kept.gapDays),
    openDays: String(kept.openDays),
    outcomes: kept.outcomes.map(String),
    keeper: String(kept.keeper),
    remindDays: String(kept.remindDays),
    deputyDays: String(kept.deputyDays),
    leadDays: String(kept.leadDays),
  }),
  title: () => 'Change the schedule',
  lead: () => `${scheduleWords} The round that is planned moves with it; what is open stays as it is.`,
  button: 'Save',
  done: 'The schedule is changed.',
})

const endForm = form({
  ...shared,
  at: '/p/:slug/rounds/schedules/:schedule/end',
  operation: schedules.endSchedule,
  read: scheduleHere,
  title: ({ kept }) => `End the schedule “${capital(rhythms[kept.rhythm].toLowerCase())}”`,
  lead: () => 'The round that it has planned is cancelled. What is open goes on, and you can plan single rounds.',
  button: 'End it',
  danger: true,
  done: 'The schedule has ended.',
})

export const planningFaces: readonly AnyFace[] = [listPage, planForm, scheduleForm, changeForm, endForm]
