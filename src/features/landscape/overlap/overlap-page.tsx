// Overlap and hours: what the groups take, who sits in many, what falls between them, and which are alike.

import { grouped } from '../../../kernel/grouped.ts'
import { capital, counted, inWords } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Fact, Lead, Section, Table } from '../../../ui/parts.tsx'
import { groupKindWords } from '../model.ts'
import { settings } from '../queries.ts'
import { LandscapeLinks } from '../structure-here.tsx'
import { Gaps } from './gaps.tsx'
import { Alike, KindsToChoose, mostAlike } from './matrix.tsx'
import { AsWorkedOut, HowAlike, HowHours, hours, pounds, whole } from './overlap-here.tsx'
import * as queries from './queries.ts'

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
    candidates: (await queries.candidateRows(db)).length,
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
  const { slug, groups, known, organisations, people, pairs, kind, coordinates, candidates } = view
  const all = sumOf(groups, group => group.hours ?? 0)
  const seats = sumOf(groups, group => group.seats)
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
        <Fact figure={whole(sumOf(groups, group => group.voices))} words="seats of communities and the third sector" />
        <Fact
          figure={whole(candidates)}
          words={
            <a href={`/p/${slug}/structure/merge`}>
              {candidates === 1 ? 'pair' : 'pairs'} of groups that could be looked at as one
            </a>
          }
        />
      </div>
      <AsWorkedOut known={known} />
      <Section heading="What needs a look">
        <Gaps {...view} />
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
        <p class="meta">
          {shown.length < ofKind.length ? `${shown.length} of ${ofKind.length} groups stand here. ` : ''}
          <a href={`/p/${slug}/structure/overlap/groups`}>Choose one group</a> to see all that it has in common with
          others.
        </p>
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
      ? `Of ${inWords(unknown)} ${unknown === 1 ? 'group' : 'groups'} nobody has said who sits there, or how often and how long ${unknown === 1 ? 'it meets' : 'they meet'}, so it is more than this.`
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
