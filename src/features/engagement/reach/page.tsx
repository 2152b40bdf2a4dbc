// The page of reach: who took part, against who lives there.

import { capital, counted, listOf } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { addressOfEngagement, crumbs, engagementHere } from '../here.tsx'
import { whenAllIn } from '../results/all-in.ts'
import type { AnswersCounted } from '../results/model.ts'
import { resultsOf } from '../results/queries.ts'
import { Bar, figure, hiddenSign, momentWords, percent, WhyHidden } from '../results/showing.tsx'
import { type Living, livingIn } from './queries.ts'
import { type Compared, type Reach, reachOf } from './rules.ts'

async function reachHere(asking: Asking, params: Params) {
  const view = await engagementHere(asking, params)
  if (!view || view.linked) return null
  const { db, partnership, standing } = asking
  const results = view.resultsOpen ? await resultsOf(db, view.id) : []
  const places = view.places.length ? view.places : [{ code: partnership!.areaCode, name: partnership!.areaName }]
  const counts = results.map(one => ({ ...one, ...((one.counted.result ?? {}) as Partial<AnswersCounted>) }))
  const parts = []
  for (const { activity, title, at, groupings = [], grouped } of counts) {
    const living = await livingIn(
      db,
      places.map(one => one.code),
      groupings.map(one => ({ grouping: one.grouping, groups: one.groups.map(group => group.id) })),
    )
    if (grouped && groupings.length)
      parts.push({
        activity,
        title,
        at,
        responses: grouped,
        reaches: groupings.map(one => ({
          ...reachOf(one, grouped, living.get(one.grouping)!.groups),
          living: living.get(one.grouping)!,
        })),
      })
  }
  // Of what can still be answered nothing is shown: whoever came last could be told from those before.
  const waits = counts.some(one => one.grouped === null)
  return { ...view, places, parts, waits, administrator: standing.administrator }
}
type View = NonNullable<Awaited<ReturnType<typeof reachHere>>>

const reachPage = page({
  at: '/p/:slug/engagements/:engagement/reach',
  audience: 'anyone',
  read: reachHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`Who took part: ${view.title}`} crumbs={crumbs(view)} current="voice">
      <h1>Who took part, and who lives here</h1>
      {view.resultsOpen ? <Shown view={view} /> : <NotShown view={view} />}
    </Layout>
  ),
})

function NotShown({ view }: { view: View }) {
  const when = whenAllIn(view)
  return (
    <Empty
      words={when === null ? 'This was called off, so there is nothing to show.' : `Who took part is shown ${when}.`}
      href={addressOfEngagement(view.slug, view.id)}
      next="See what it is about"
    />
  )
}

function Shown({ view }: { view: View }) {
  const { slug, id, parts, waits, places, mustReach, administrator } = view
  if (parts.length === 0 && waits) return <NotShown view={view} />
  if (parts.length === 0)
    return (
      <Empty
        words="People were not asked about themselves here, or nobody has answered yet. So we cannot say who took part."
        href={addressOfEngagement(slug, id)}
        next="See what it is about"
      />
    )
  const unknown = parts.some(part => part.reaches.some(one => one.living.groups.size === 0))
  return (
    <>
      <Lead>
        Did we hear from all kinds of people in {listOf(places.map(one => one.name))}?
        {mustReach ? ` We promised to reach: ${mustReach.replace(/\.$/, '')}.` : ''}
      </Lead>
      <p>
        Nobody was picked to take part: people chose to. And nobody had to say anything about themselves. So these
        figures show who we heard from, as far as they told us. They do not show that a group agrees with what its
        people said here.
      </p>
      {parts.map(part => (
        <Section
          key={part.activity}
          heading={part.title}
          words={`${capital(counted(part.responses, 'person', 'people'))} answered, as counted on ${momentWords(part.at)}.`}
        >
          {part.reaches.map(one => (
            <Grouping key={one.grouping} reach={one} living={one.living} responses={part.responses} />
          ))}
        </Section>
      ))}
      {waits && whenAllIn(view) ? <p>Of some parts it is shown only {whenAllIn(view)}.</p> : null}
      {parts.some(part => part.reaches.some(hides)) ? <WhyHidden /> : null}
      {unknown && administrator ? (
        <p>
          There are no figures yet of who lives here by some of these groups.{' '}
          <a href="/places/population-groups">Import them from a census</a>
        </p>
      ) : null}
    </>
  )
}

const hides = ({ rows, notSaid }: Reach): boolean => notSaid === null || rows.some(row => row.count === null)

const comparedWords: Readonly<Record<Compared, string>> = {
  fewer: 'Fewer than live here',
  more: 'More than live here',
  alike: 'About as many',
}

function Grouping({ reach, living, responses }: { reach: Reach; living: Living; responses: number }) {
  const { title, rows, said, notSaid } = reach
  const most = Math.max(...rows.map(row => Math.max(row.share ?? 0, row.livingShare ?? 0)), 0.01)
  const known = living.groups.size > 0 && rows.every(row => row.livingShare !== null)
  return (
    <>
      <h3>{title}</h3>
      <p>{saidWords(said, notSaid, responses)}</p>
      <Table
        quiet
        caption={title}
        empty=""
        columns={[
          { words: 'Group' },
          { words: 'Took part', numeric: true },
          ...(known ? [{ words: 'Live here', numeric: true }, { words: 'Compared' }] : []),
        ]}
        rows={rows.map(row => [
          <>
            {row.words}
            <Bar share={(row.share ?? 0) / most} />
            {known ? <LivingBar share={row.livingShare! / most} /> : null}
          </>,
          row.count === null
            ? hiddenSign
            : `${figure(row.count)}${row.share === null ? '' : ` (${percent(row.share)})`}`,
          ...(known
            ? [percent(row.livingShare!), row.compared === null ? 'Cannot be said' : comparedWords[row.compared]]
            : []),
        ])}
      />
      <Meta>
        {known
          ? `Shares are of those who said. The upper bar is who took part, the lower one who lives here. Who lives here: ${sourceWords(living)}. Children and others who could not answer may be in it.`
          : 'We have no figures of who lives here by these groups, so there is nothing to compare with.'}
      </Meta>
    </>
  )
}

const LivingBar = ({ share }: { share: number }) => (
  <span
    class="hours-bar"
    aria-hidden="true"
    style={`--share:${Math.round(share * 1000) / 10}%;background:var(--muted);height:0.25rem`}
  />
)

const sourceWords = ({ years, sources }: Living): string =>
  [
    ...(sources.length ? sources : ['figures that were imported here']),
    ...years.filter(year => !sources.some(source => source.includes(String(year)))),
  ].join(', ')

function saidWords(said: Reach['said'], notSaid: Reach['notSaid'], responses: number): string {
  if (said === null || notSaid === null)
    return 'How many people said this is not shown, because it would give away a small number.'
  if (notSaid === 0) return 'Everyone who answered said.'
  return `${capital(counted(said, 'person', 'people'))} said, ${figure(notSaid)} (${percent(notSaid / responses)}) did not.`
}

export const faces = [reachPage]
