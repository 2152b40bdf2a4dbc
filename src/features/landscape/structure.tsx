// The structure as a page: the answer first, the picture, the groups by kind, as it stands or stood on any day.

import { capital, counted, inWords, longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { date } from '../../operation/fields.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { form, type Params, page } from '../../ui/declare.ts'
import { type Attempt, ErrorSummary, Field } from '../../ui/form.tsx'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section, Table } from '../../ui/parts.tsx'
import { groupKindWords, inTheFuture } from './model.ts'
import * as operations from './operations.ts'
import { hoursWords, StructurePicture } from './picture.tsx'
import { settings, structureOn } from './queries.ts'
import { type Group, hoursOf, type Structure } from './structure.ts'
import { addressOfGroup, LandscapeLinks, structureCrumbs } from './structure-here.tsx'

const asked = date('Day')
const dayFields = [{ name: 'on', label: asked.label, kind: asked.kind, required: true }]

async function structureHere({ db, partnership, standing, today }: Asking, _params: Params, query: Params) {
  const known = await settings(db)
  if (!standing.inside && known.publishedOn === null) return null
  const typed = (query.on ?? '').trim()
  const said = typed === '' ? { value: today } : asked.read(typed)
  const wrong = 'wrong' in said ? said.wrong : said.value > today ? inTheFuture.words : null
  const day = 'wrong' in said || wrong !== null ? today : said.value
  return {
    slug: partnership!.slug,
    today,
    attempt: attemptOf(wrong === null ? longDate(day) : typed, wrong),
    structure: await structureOn(db, day),
    known,
    inside: standing.inside,
    coordinates: isCoordinator(standing),
  }
}
type View = NonNullable<Awaited<ReturnType<typeof structureHere>>>

const attemptOf = (on: string, wrong: string | null): Attempt => ({
  values: { on },
  errors: wrong === null ? {} : { on: wrong },
})

const structurePage = page({
  at: '/p/:slug/structure',
  audience: 'anyone',
  read: structureHere,
  show: (view, frame) => (
    <Layout frame={frame} title="Groups and seats" failed={'on' in view.attempt.errors} current="structure" wide>
      <ErrorSummary attempt={view.attempt} fields={dayFields} />
      {view.inside ? <LandscapeLinks slug={view.slug} current="structure" /> : null}
      <h1>{headline(view)}</h1>
      {view.structure.groups.length ? <Whole view={view} /> : <Nothing view={view} />}
    </Layout>
  ),
})

function headline({ structure, today }: View): string {
  const { groups, on } = structure
  if (groups.length === 0) return on === today ? 'No groups yet' : `No groups on ${longDate(on)}`
  const seats = groups.reduce((sum, group) => sum + group.seats.length, 0)
  const words = `${inWords(groups.length)} ${groups.length === 1 ? 'group' : 'groups'}, ${seats ? counted(seats, 'seat') : 'no seats yet'}`
  return on === today ? capital(words) : `On ${longDate(on)}: ${words}`
}

function Nothing({ view: { slug, coordinates, structure, today } }: { view: View }) {
  if (structure.on !== today)
    return (
      <Empty
        words="Nothing stood in the register on this day."
        href={`/p/${slug}/structure`}
        next="See it as it is now"
      />
    )
  return coordinates ? (
    <>
      <Lead>
        Bring in the spreadsheet of groups that you have, as it is. You then see who sits where, what repeats what, and
        what it costs in hours.
      </Lead>
      <p class="row">
        <ButtonLink href={`/p/${slug}/structure/import`}>Bring in a spreadsheet</ButtonLink>
        <ButtonLink href={`/p/${slug}/structure/groups/new`} secondary>
          Add one group
        </ButtonLink>
      </p>
    </>
  ) : (
    <Empty words="A coordinator can bring in the groups of this partnership, with who sits in them." />
  )
}

function Whole({ view }: { view: View }) {
  const { slug, structure, known, inside, coordinates, today } = view
  const past = structure.on !== today
  return (
    <>
      <Lead>{inAll(structure, known.preparationHours)}</Lead>
      {coordinates && !past ? (
        <p class="row">
          <ButtonLink href={`/p/${slug}/structure/groups/new`}>Add a group that exists</ButtonLink>
          <ButtonLink href={`/p/${slug}/structure/proposals/new`} secondary>
            Propose a new one
          </ButtonLink>
          <ButtonLink href={`/p/${slug}/structure/import`} secondary>
            Bring in a spreadsheet
          </ButtonLink>
        </p>
      ) : null}
      <Section
        heading="Who reports to whom"
        words={`A larger circle takes more hours a year: meetings, with ${counted(known.preparationHours, 'hour')} to prepare each, times the people who sit there.`}
      >
        <StructurePicture slug={slug} structure={structure} preparationHours={known.preparationHours} />
      </Section>
      <Section heading="All of them">
        <Table
          caption="All groups"
          quiet
          columns={[
            { words: 'Group' },
            { words: 'Kind' },
            { words: 'Seats', numeric: true },
            { words: 'Vacant', numeric: true },
            { words: 'Meetings a year', numeric: true },
            { words: 'Hours a year', numeric: true },
          ]}
          rows={structure.groups.map(group => row(slug, group, known.preparationHours))}
          empty=""
        />
      </Section>
      <OnAnotherDay view={view} />
      {inside ? (
        <Meta>
          {known.publishedOn
            ? `Everybody can see this page, without names of people, since ${longDate(known.publishedOn)}. `
            : 'Only members see this page. '}
          {coordinates ? (
            <a href={`/p/${slug}/structure/${known.publishedOn ? 'withdraw' : 'publish'}`}>
              {known.publishedOn ? 'Show it to members only' : 'Show it to everybody'}
            </a>
          ) : null}
          {coordinates ? ' · ' : ''}
          <a href={`/p/${slug}/structure/groups.xlsx`}>Take it out as a spreadsheet</a> (
          <a href={`/p/${slug}/structure/groups.csv`}>CSV</a>)
        </Meta>
      ) : null}
    </>
  )
}

const row = (slug: string, group: Group, preparationHours: number) => {
  const hours = hoursOf(group, preparationHours)
  return [
    <a key="name" href={addressOfGroup(slug, group.id)}>
      {group.name}
    </a>,
    groupKindWords[group.kind],
    group.seats.length,
    group.seats.filter(seat => !seat.held).length,
    group.meetings === null ? 'not said' : Math.round(group.meetings * 10) / 10,
    hours === null ? 'not known' : Math.round(hours).toLocaleString('en-GB'),
  ]
}

function inAll({ groups, organisations }: Structure, preparationHours: number): string {
  const hours = groups.map(group => hoursOf(group, preparationHours))
  const known = hours.filter(one => one !== null)
  const vacant = groups.flatMap(group => group.seats).filter(seat => !seat.held).length
  const missing = hours.length - known.length
  if (groups.every(group => group.seats.length === 0))
    return 'Say who sits in them, and you see what they take and where they overlap.'
  return [
    `${capital(counted(organisations.size, 'organisation'))} sit${organisations.size === 1 ? 's' : ''} in them.`,
    known.length
      ? `Together they take ${hoursWords(known.reduce((sum, one) => sum + one, 0))}${missing ? `, not counting ${counted(missing, 'group')} of which nobody has said who sits there, or how often and how long they meet` : ''}.`
      : 'Nobody has said yet how often and how long they meet.',
    vacant ? `${capital(counted(vacant, 'seat'))} ${vacant === 1 ? 'is' : 'are'} vacant.` : '',
  ].join(' ')
}

/** A form that only asks: it changes nothing, so its answer has an address of its own. */
const OnAnotherDay = ({ view: { slug, structure, attempt, today } }: { view: View }) => (
  <Section
    heading="As it was on another day"
    words="Everything here is dated, so the structure of any day can be seen."
  >
    <form class="form" method="get" action={`/p/${slug}/structure`} novalidate>
      {dayFields.map(field => (
        <Field key={field.name} field={field} attempt={attempt} />
      ))}
      <button class="ds_button ds_button--secondary" type="submit">
        See that day
      </button>
    </form>
    {structure.on === today ? null : (
      <p>
        <a href={`/p/${slug}/structure`}>As it is now</a> ·{' '}
        <a href={`/p/${slug}/structure/compare?from=${structure.on}&to=${today}`}>What changed since</a>
      </p>
    )}
  </Section>
)

const settle = {
  audience: 'members',
  read: async ({ partnership }: Asking) => ({ slug: partnership!.slug }),
  crumbs: structureCrumbs,
  next: (_outcome: unknown, _params: unknown, base: string) => `${base}/structure`,
} as const

const publishForm = form({
  ...settle,
  at: '/p/:slug/structure/publish',
  operation: operations.publishStructure,
  title: () => 'Show the structure to everybody?',
  lead: () =>
    'Everybody can then see the groups, their seats and organisations, how often they meet and which seats are vacant. Names of people are never shown.',
  button: 'Show it to everybody',
  done: 'Everybody can see the structure now.',
})

const withdrawForm = form({
  ...settle,
  at: '/p/:slug/structure/withdraw',
  operation: operations.withdrawStructure,
  title: () => 'Show the structure to members only?',
  button: 'Show it to members only',
  danger: true,
  done: 'Only members see the structure now.',
})

export const structureFaces = [structurePage, publishForm, withdrawForm]
