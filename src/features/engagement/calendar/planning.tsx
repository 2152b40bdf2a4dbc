// Planning an engagement: what is planned, and beside it who was asked about this before. The same can be asked before
// anything is planned, and of one that is.

import type { Asking, AskingHere } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { form, type Params, page, type Typed } from '../../../ui/declare.ts'
import type { Attempt } from '../../../ui/form.tsx'
import { ErrorSummary, Field } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Lead, Section } from '../../../ui/parts.tsx'
import { asTies, tiesOffered } from '../forms.tsx'
import { addressOfEngagement, engagementHere, RunLinks, runCrumbs } from '../here.tsx'
import { plan } from '../operations.ts'
import { AskedBefore, foundWords } from './AskedBefore.tsx'
import { calendarRows, everything, placesWithinPlaces } from './queries.ts'
import { type Area, type Asked, askedBefore, type Planned } from './rules.ts'
import { Select } from './Select.tsx'

/** What is needed to say who was asked before. */
interface Known {
  readonly all: readonly Asked[]
  readonly area: Area
  readonly today: string
}

async function knownHere({ db, partnership, today }: AskingHere): Promise<Known> {
  return {
    all: await calendarRows(db, { name: partnership.name, drafts: true }, everything),
    area: await placesWithinPlaces(db, { code: partnership.areaCode, name: partnership.areaName }),
    today,
  }
}

/** For those who may plan one: with what it can be tied to, and who asks where only one body can. */
export async function planHere(asking: Asking) {
  const { partnership, standing } = asking as AskingHere
  const all = isCoordinator(standing)
  if (!all && standing.actsFor.length === 0) return null
  const offered = await tiesOffered(asking)
  const partners = all ? offered.partners : offered.partners.filter(one => standing.actsFor.includes(one.organisation))
  return {
    slug: partnership.slug,
    offered: { ...offered, partners },
    known: await knownHere(asking as AskingHere),
    organisation: all || partners.length !== 1 ? '' : String(partners[0]!.organisation),
    // Whoever acts for a body asks in its name; only coordinators ask in the partnership's.
    needed: all ? [] : ['organisation'],
  }
}
type PlanView = NonNullable<Awaited<ReturnType<typeof planHere>>>

export const toCalendar = ({ slug }: { readonly slug: string }) => [
  { href: `/p/${slug}/engagements`, words: 'Have your say' },
]

/** What was typed, as far as it can be read; null while it says nothing to look for. */
function plannedIn(typed: Typed): Planned | null {
  const first = (name: string): string => {
    const value = typed[name]
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
  }
  const day = (name: 'opens' | 'closes'): string | null => {
    const read = plan.input[name].read(first(name))
    return 'value' in read ? read.value : null
  }
  const outcomes = plan.input.outcomes.read(typed.outcomes)
  const places = plan.input.places.read(typed.places)
  const planned: Planned = {
    engagement: null,
    title: first('title'),
    subject: first('subject'),
    audience: first('audience'),
    opens: day('opens'),
    closes: day('closes'),
    outcomes: 'value' in outcomes ? outcomes.value : [],
    places: 'value' in places ? places.value : [],
  }
  const says = planned.subject || planned.title || planned.outcomes.length || (planned.opens && planned.closes)
  return says ? planned : null
}

const daysKnown = ({ opens, closes }: Planned): boolean => opens !== null && closes !== null

const found = (planned: Planned, { all, area, today }: Known) => askedBefore(planned, all, area, today)

function BeforeOf({ view, typed }: { view: PlanView; typed: Typed }) {
  const planned = plannedIn(typed)
  const look = `/p/${view.slug}/engagements/new/before`
  const before = planned && found(planned, view.known)
  return (
    <section class="part" aria-labelledby="before">
      <h2 id="before">Who was asked before?</h2>
      {planned && before ? (
        <>
          <p>{foundWords(before, daysKnown(planned))}</p>
          <AskedBefore slug={view.slug} found={before} heading="h3" />
        </>
      ) : (
        <p>
          People tire of being asked the same again. <a href={look}>See first who was asked about this</a>, where, and
          what they said. It is shown to you again once the plan is kept, and before anybody else sees it.
        </p>
      )}
      <button
        class="ds_button ds_button--secondary"
        type="submit"
        formmethod="get"
        formaction={`/p/${view.slug}/engagements/new#before`}
        formnovalidate
      >
        See who was asked before
      </button>
    </section>
  )
}

export const planForm = form({
  at: '/p/:slug/engagements/new',
  audience: 'members',
  operation: plan,
  read: planHere,
  options: ({ offered }) => asTies(offered),
  start: ({ organisation }) => ({ organisation }),
  needed: ({ needed }) => needed,
  crumbs: toCalendar,
  title: () => 'Plan an engagement',
  lead: () => 'Only members see it until you announce it. You can change all of it before it opens.',
  asks: (view, attempt) => <BeforeOf view={view} typed={attempt.values} />,
  button: 'Keep the plan',
  done: 'The plan is kept. Only members see it.',
  next: ({ written }, _params, base) => `${base}/engagements/${written.id}/run/before`,
})

/** What the look before a plan asks for; the plan's form takes the same names. */
const looked = ['subject', 'audience', 'opens', 'closes', 'places', 'outcomes'] as const

const typedFields = (['subject', 'audience', 'opens', 'closes'] as const).map(name => {
  const { kind, label, hint } = plan.input[name]
  return { name, label, hint, kind, required: name === 'subject' }
})

/** Days that cannot be read or stand the wrong way round, and a look for nothing. */
function wrongIn(query: Params, planned: Planned | null): Attempt['errors'] {
  const errors: Record<string, string> = {}
  for (const name of ['opens', 'closes'] as const) {
    const read = (query[name] ?? '').trim() === '' ? null : plan.input[name].read(query[name])
    if (read && 'wrong' in read) errors[name] = read.wrong
  }
  if (planned?.opens && planned.closes && planned.closes < planned.opens)
    errors.closes = 'The last day cannot be before the first.'
  if (!planned && 'subject' in query) errors.subject = 'Say what it is about, in a few words.'
  return errors
}

export const lookPage = page({
  at: '/p/:slug/engagements/new/before',
  audience: 'members',
  read: async (asking: Asking, _params: Params, query: Params) => {
    const view = await planHere(asking)
    const values = Object.fromEntries(looked.flatMap(name => (query[name] ? [[name, query[name]]] : [])))
    const planned = plannedIn(values)
    const errors = wrongIn(query, planned)
    const before = view && planned && Object.keys(errors).length === 0 ? found(planned, view.known) : null
    return view && { ...view, attempt: { values, errors }, before, days: planned !== null && daysKnown(planned) }
  },
  show: (view, frame) => {
    const { slug, attempt, before } = view
    const ties = asTies(view.offered)
    const options = (name: 'places' | 'outcomes') => ties[name].map(({ value, words }) => [value, words] as const)
    const here = `/p/${slug}/engagements/new`
    const failed = Object.keys(attempt.errors).length > 0
    return (
      <Layout frame={frame} title="Who was asked before?" failed={failed} crumbs={toCalendar(view)} current="voice">
        <ErrorSummary attempt={attempt} fields={typedFields} />
        <h1>Who was asked before?</h1>
        <Lead>
          {before
            ? foundWords(before, view.days)
            : 'Say what you want to ask about, of whom and when. Nothing is kept by looking.'}
        </Lead>
        {before ? (
          <>
            <AskedBefore slug={slug} found={before} heading="h2" />
            <p>
              <ButtonLink href={`${here}?${new URLSearchParams(attempt.values)}`}>
                {before.length ? 'Plan it all the same' : 'Plan it'}
              </ButtonLink>
            </p>
          </>
        ) : null}
        <Section heading={before ? 'Look again' : undefined}>
          <form class="form" method="get" action={`${here}/before`} novalidate>
            {typedFields.map(field => (
              <Field key={field.name} field={field} attempt={attempt} />
            ))}
            <div class="row choose">
              <Select
                name="places"
                label="Where"
                any="The whole area"
                chosen={attempt.values.places ?? ''}
                options={options('places')}
              />
              <Select
                name="outcomes"
                label="For which outcome"
                any="None yet"
                chosen={attempt.values.outcomes ?? ''}
                options={options('outcomes')}
              />
              <button class={before ? 'ds_button ds_button--secondary' : 'ds_button'} type="submit">
                See who was asked before
              </button>
            </div>
          </form>
        </Section>
      </Layout>
    )
  },
})

export const beforePage = page({
  at: '/p/:slug/engagements/:engagement/run/before',
  audience: 'members',
  read: async (asking: Asking, params: Params) => {
    const one = await engagementHere(asking, params)
    return (
      one && {
        ...one,
        before: found(
          {
            ...one,
            engagement: one.id,
            outcomes: one.outcomes.map(outcome => outcome.id),
            places: one.places.map(place => place.code),
          },
          await knownHere(asking as AskingHere),
        ),
      }
    )
  },
  show: (view, frame) => (
    <Layout frame={frame} title={`Asked before: ${view.title}`} crumbs={runCrumbs(view)} current="voice">
      <h1>Who was asked before?</h1>
      <RunLinks slug={view.slug} id={view.id} current="/before" />
      <Lead>{foundWords(view.before, true)}</Lead>
      {view.before.length ? (
        <>
          <AskedBefore slug={view.slug} found={view.before} heading="h2" />
          <p>
            Could you use what people said there, ask together with the others, or move your days? If you ask again, say
            in your own words why.
          </p>
        </>
      ) : null}
      <p class="row">
        <ButtonLink href={`${addressOfEngagement(view.slug, view.id)}/run`}>Go on</ButtonLink>
        {view.mayRun && (view.state === 'draft' || view.state === 'announced') ? (
          <a href={`${addressOfEngagement(view.slug, view.id)}/run/edit`}>Change the plan</a>
        ) : null}
      </p>
    </Layout>
  ),
})
