// Overlap and hours: what the groups take, who sits in many, what falls between them, and which are alike.

import type { VNode } from 'preact'
import { grouped } from '../../../kernel/grouped.ts'
import { capital, counted, inWords, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Fact, Lead, Section, Table } from '../../../ui/parts.tsx'
import { groupKindWords } from '../model.ts'
import { settings } from '../queries.ts'
import { addressOfGroup, LandscapeLinks } from '../structure-here.tsx'
import { Alike, KindsToChoose, mostAlike, widestMatrix } from './matrix.tsx'
import { AsWorkedOut, HowAlike, HowHours, hours, percent, pounds, whole } from './overlap-here.tsx'
import * as queries from './queries.ts'
import { candidateFrom, dormant, manyMind, mindedBy, withoutRemit } from './rules.ts'

/** In so many groups, a person is one to ask whether it is too much. */
const manyGroups = 3
const shownFirst = 10

async function overlapHere({ db, partnership, standing, today }: Asking, _params: Params, query: Params) {
  const groups = await queries.groupRows(db)
  const kind = groups.some(group => group.kind === query.kind) ? query.kind! : ''
  return {
    slug: partnership!.slug,
    today,
    kind,
    coordinates: isCoordinator(standing),
    known: await settings(db),
    groups,
    organisations: await queries.organisationRows(db),
    people: await queries.peopleInMany(db, manyGroups),
    pairs: await queries.pairRows(db),
    outcomes: await queries.outcomesInForce(db),
  }
}
type View = Awaited<ReturnType<typeof overlapHere>>

export const overlapPage = page({
  at: '/p/:slug/structure/overlap',
  audience: 'members',
  read: overlapHere,
  show: (view, frame) => (
    <Layout frame={frame} title="Overlap and hours" current="structure" wide>
      <LandscapeLinks slug={view.slug} current="structure/overlap" />
      {view.groups.length ? <WorkedOut view={view} /> : <Nothing view={view} />}
    </Layout>
  ),
})

const Nothing = ({ view: { slug, known } }: { view: View }) => (
  <>
    <h1>{known.workedOutAt === null && known.stale ? 'Being worked out' : 'No groups yet'}</h1>
    {known.workedOutAt === null && known.stale ? (
      <Lead>The groups have not been compared yet. Come back in a minute.</Lead>
    ) : (
      <Empty
        words="Once there are groups with seats, this page shows the hours they take and what they have in common."
        href={`/p/${slug}/structure`}
        next="See the groups"
      />
    )}
  </>
)

const sumOf = (rows: readonly queries.GroupRow[], pick: (row: queries.GroupRow) => number): number =>
  rows.reduce((sum, row) => sum + pick(row), 0)

function WorkedOut({ view }: { view: View }) {
  const { slug, groups, known, organisations, people, pairs, kind, coordinates } = view
  const all = sumOf(groups, group => group.hours ?? 0)
  const seats = sumOf(groups, group => group.seats)
  const alike = pairs.filter(pair => pair.score >= candidateFrom).length
  const ofKind = groups.filter(group => kind === '' || group.kind === kind)
  const shown = mostAlike(ofKind, pairs)
  return (
    <>
      <h1>
        {capital(inWords(groups.length))} {groups.length === 1 ? 'group takes' : 'groups take'}{' '}
        {all ? `about ${hours(all)} a year` : 'hours that nobody has entered yet'}
      </h1>
      <Lead>{inShort(view)}</Lead>
      <div class="facts">
        {known.hourCost !== null ? (
          <Fact figure={pounds(all * known.hourCost)} words={`a year, at ${pounds(known.hourCost)} an hour`} />
        ) : null}
        <Fact figure={whole(seats)} words={`seats, ${sumOf(groups, group => group.vacant)} of them empty`} />
        <Fact figure={whole(sumOf(groups, group => group.voices))} words="seats that speak for communities" />
        <Fact
          figure={whole(alike)}
          words={
            <a href={`/p/${slug}/structure/merge`}>
              {alike === 1 ? 'pair' : 'pairs'} of groups at least {percent(candidateFrom)} alike
            </a>
          }
        />
      </div>
      <AsWorkedOut known={known} />
      <Section heading="What needs a look">
        <Gaps view={view} />
      </Section>
      <Section heading="Hours by organisation">
        <ByOrganisation rows={organisations.slice(0, shownFirst)} most={organisations[0]?.hours ?? 0} view={view} />
        {organisations.length > shownFirst ? (
          <details>
            <summary>{capital(counted(organisations.length - shownFirst, 'more organisation'))}</summary>
            <ByOrganisation rows={organisations.slice(shownFirst)} most={organisations[0]!.hours} view={view} />
          </details>
        ) : null}
        <HowHours preparation={known.preparationHours} />
        {coordinates ? (
          <p class="tools">
            <a href={`/p/${slug}/structure/estimates`}>
              {known.hourCost === null
                ? 'Change the time to get ready, or say what an hour costs'
                : 'Change the estimates'}
            </a>
          </p>
        ) : null}
      </Section>
      <Section heading="Hours by kind of group">
        <Table
          caption="Groups, seats and hours by kind"
          quiet
          columns={[
            { words: 'Kind' },
            { words: 'Groups', numeric: true },
            { words: 'Seats', numeric: true },
            { words: 'Empty', numeric: true },
            { words: 'Speak for communities', numeric: true },
            { words: 'Hours a year', numeric: true },
          ]}
          rows={grouped(groups, group => group.kind).map(([one, rows]) => [
            groupKindWords[one],
            rows.length,
            sumOf(rows, row => row.seats),
            sumOf(rows, row => row.vacant),
            sumOf(rows, row => row.voices),
            rows.every(row => row.hours === null) ? 'Not known' : whole(sumOf(rows, row => row.hours ?? 0)),
          ])}
          empty=""
        />
      </Section>
      <Section
        heading={
          people.length
            ? `People in ${inWords(manyGroups)} groups or more`
            : `Nobody sits in ${inWords(manyGroups)} groups`
        }
        words="Only members see names here. It says what is asked of people, not how well they do it."
      >
        {people.length ? <InMany people={people} /> : null}
      </Section>
      <Section
        id="alike"
        heading="Which groups are alike"
        words="A darker cell means more in common: the same bodies, people, outcomes, places or words. Choose a figure to see what it is."
      >
        <KindsToChoose slug={slug} groups={groups} kind={kind} />
        {groups.length > widestMatrix ? (
          <p class="meta">
            {shown.length < ofKind.length ? `${shown.length} of ${ofKind.length} groups stand here. ` : ''}
            For what any other group has in common,{' '}
            <a href={`/p/${slug}/structure/overlap/groups`}>choose it from the list of all groups</a>.
          </p>
        ) : null}
        <Alike slug={slug} groups={shown} pairs={pairs} />
        <HowAlike />
      </Section>
    </>
  )
}

function inShort({ groups, organisations, people }: View): string {
  const widest = organisations.toSorted((a, b) => b.groups - a.groups)[0]
  const unknown = groups.filter(group => group.hours === null).length
  return [
    widest && widest.groups > 1 ? `${widest.name} sits on ${inWords(widest.groups)} of them.` : '',
    people.length
      ? `${capital(inWords(people.length))} ${people.length === 1 ? 'person sits' : 'people sit'} on ${inWords(manyGroups)} or more.`
      : '',
    unknown
      ? `Of ${inWords(unknown)} ${unknown === 1 ? 'group' : 'groups'} nobody has said how often or how long ${unknown === 1 ? 'it meets' : 'they meet'}, so it is more than this.`
      : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function ByOrganisation({ rows, most, view }: { rows: readonly queries.OrganisationRow[]; most: number; view: View }) {
  const { hourCost } = view.known
  return (
    <Table
      caption="Hours a year by organisation"
      quiet
      columns={[
        { words: 'Organisation' },
        { words: 'Groups', numeric: true },
        { words: 'Seats', numeric: true },
        { words: 'Hours a year', numeric: true },
        ...(hourCost === null ? [] : [{ words: 'Cost a year', numeric: true }]),
      ]}
      rows={rows.map(row => [
        <>
          {row.name}
          <span
            class="hours-bar"
            aria-hidden="true"
            style={`--share:${most ? Math.round((100 * row.hours) / most) : 0}%`}
          />
        </>,
        row.groups,
        row.seats,
        whole(row.hours),
        ...(hourCost === null ? [] : [pounds(row.hours * hourCost)]),
      ])}
      empty="No organisation has a seat yet."
    />
  )
}

function InMany({ people }: { people: readonly queries.PersonRow[] }) {
  const table = (rows: readonly queries.PersonRow[]) => (
    <Table
      caption="People in many groups"
      quiet
      columns={[{ words: 'Person' }, { words: 'Groups', numeric: true }, { words: 'Hours a year', numeric: true }]}
      rows={rows.map(one => [one.name, one.groups, whole(one.hours)])}
      empty=""
    />
  )
  return (
    <>
      {table(people.slice(0, shownFirst))}
      {people.length > shownFirst ? (
        <details>
          <summary>{capital(counted(people.length - shownFirst, 'more person', 'more people'))}</summary>
          {table(people.slice(shownFirst))}
        </details>
      ) : null}
    </>
  )
}

// ── what needs a look ─────────────────────────────────────────────────────────

interface Gap {
  readonly words: VNode | string
  readonly next?: { readonly href: string; readonly words: string }
}

function Gaps({ view }: { view: View }) {
  const { slug, groups, outcomes, coordinates, today } = view
  const names = new Map(groups.map(group => [group.id, group.name]))
  const link = (id: number) => (
    <a key={id} href={addressOfGroup(slug, id)}>
      {names.get(id)}
    </a>
  )
  const minds = outcomes.map(outcome => ({ ...outcome, by: mindedBy(outcome, groups) }))
  const forCoordinators = (next: Gap['next']) => (coordinates ? next : undefined)
  const nobody = minds
    .filter(one => !one.by.length)
    .map(
      (one): Gap => ({
        words: <a href={`/p/${slug}/outcomes/${one.id}`}>{one.title}</a>,
        next: forCoordinators({ href: `/p/${slug}/structure`, words: 'Choose the group that minds it' }),
      }),
    )
  const several = minds
    .filter(one => one.by.length >= manyMind)
    .map(
      (one): Gap => ({
        words: (
          <>
            <a href={`/p/${slug}/outcomes/${one.id}`}>{one.title}</a>:{' '}
            {one.by.flatMap((id, at) => (at ? [', ', link(id)] : [link(id)]))}
          </>
        ),
        next: forCoordinators({ href: `/p/${slug}/structure/scenarios`, words: 'Try on paper who keeps it' }),
      }),
    )
  const without = groups.filter(withoutRemit).map(
    (one): Gap => ({
      words: link(one.id),
      next: forCoordinators({ href: `${addressOfGroup(slug, one.id)}/remit`, words: 'Say what it minds' }),
    }),
  )
  const asleep = groups.flatMap((one): Gap[] => {
    const why = dormant(one, today)
    if (why === null) return []
    return [
      {
        words: (
          <>
            {link(one.id)}:{' '}
            {why === 'long-since-it-met'
              ? `last met on ${longDate(one.lastMet!)}`
              : `was to be reviewed by ${longDate(one.review!)}`}
          </>
        ),
        next: forCoordinators({ href: addressOfGroup(slug, one.id), words: 'Say when it met, or end it' }),
      },
    ]
  })
  const empty = groups
    .filter(one => one.vacant)
    .toSorted((a, b) => b.vacant - a.vacant)
    .map(
      (one): Gap => ({
        words: (
          <>
            {link(one.id)}: {inWords(one.vacant)} of {counted(one.seats, 'seat')}
          </>
        ),
        next: forCoordinators({ href: addressOfGroup(slug, one.id), words: 'Say who sits there' }),
      }),
    )
  const lists = [
    [`${capital(outcomesWords(nobody.length))} that no group minds`, nobody],
    [`${capital(outcomesWords(several.length))} that ${inWords(manyMind)} groups or more mind`, several],
    [`${capital(groupsWords(without.length))} without an outcome, theme or place`, without],
    [`${capital(groupsWords(asleep.length))} that may be asleep`, asleep],
    [`${capital(groupsWords(empty.length))} with empty seats`, empty],
  ] as const
  const found = lists.filter(([, gaps]) => gaps.length)
  if (!found.length)
    return (
      <p>
        {outcomes.length
          ? 'Every outcome has a group, and every group a remit, its seats and its meetings.'
          : 'Every group has a remit, its seats and its meetings.'}
      </p>
    )
  return (
    <>
      {found.map(([heading, gaps]) => (
        <details key={heading} open={gaps.length <= 3}>
          <summary>{heading}</summary>
          <ul class="plain">
            {gaps.map((gap, at) => (
              <li key={at}>
                {gap.words}
                {gap.next ? (
                  <>
                    {' · '}
                    <a href={gap.next.href}>{gap.next.words}</a>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      ))}
      <p class="meta">
        A group may be asleep when it last met longer ago than twice the usual time between its meetings, and six months
        at the least, or when its review is more than a year late.
      </p>
    </>
  )
}

const outcomesWords = (count: number): string => `${inWords(count)} ${count === 1 ? 'outcome' : 'outcomes'}`
const groupsWords = (count: number): string => `${inWords(count)} ${count === 1 ? 'group' : 'groups'}`
