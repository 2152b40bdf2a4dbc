// How much rests on whom, as a page of the partnership, and as the short part about oneself on the home page.

import { capital, counted, inWords, listOf } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { type AnyFace, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { Empty, Fact, Lead, Section, Table } from '../../ui/parts.tsx'
import { worksFor } from '../delivery/public.ts'
import { minutesEach } from './answering.tsx'
import { monthsAfter } from './asking.ts'
import {
  inverseSimpsonIndex,
  type Load,
  limits,
  loadOf,
  loadsBy,
  type Owned,
  type OwnLoad,
  type Warning,
  warningsOf,
} from './spread.ts'
import { addressesOf, askedSince, namesOf, ownedIn } from './spread-queries.ts'

const addressOfOwnership = (slug: string): string => `/p/${slug}/ownership`

async function ownershipHere({ db, partnership, standing, today }: Asking) {
  const things = await ownedIn(db)
  const people = [...new Set(things.flatMap(one => [one.owner ?? [], one.deputy ?? []].flat()))]
  const bodies = [...new Set(things.flatMap(one => one.organisation ?? []))]
  return {
    slug: partnership!.slug,
    things,
    warnings: warningsOf(things),
    asked: await askedSince(db, monthsAfter(today, -12)),
    names: await namesOf(db, people, bodies),
    all: isCoordinator(standing),
    viewer: standing.person,
    mayName: (one: Owned) => worksFor(standing, one.organisation),
  }
}
type Ownership = Awaited<ReturnType<typeof ownershipHere>>

const ownershipPage = page({
  at: '/p/:slug/ownership',
  audience: 'members',
  read: ownershipHere,
  show: (view, frame) => {
    const title = view.all ? 'Who answers for what' : 'What rests on you here'
    return (
      <Layout frame={frame} title={title} crumbs={[{ href: `/p/${view.slug}/actions`, words: 'What we are doing' }]}>
        {view.all ? <Everybody view={view} /> : <OnlyOwn view={view} />}
      </Layout>
    )
  },
})

const thingsWords = (count: number) => `${inWords(count)} ${count === 1 ? 'thing' : 'things'}`
const rests = (count: number) => (count === 1 ? 'rests' : 'rest')
const shareWords = (share: number) => `${Math.round(share * 100)}%`

function Everybody({ view }: { view: Ownership }) {
  const { things, warnings } = view
  const people = loadsBy(things, one => one.owner)
  const bodies = loadsBy(things, one => one.organisation)
  const held = things.filter(one => one.owner !== null).length
  if (!things.length)
    return (
      <>
        <h1>Nothing is under way yet</h1>
        <Empty words="Once there are actions and figures, this page shows how they are spread over people and bodies." />
      </>
    )
  return (
    <>
      <h1>
        {people.length
          ? `${capital(thingsWords(held))} ${rests(held)} on ${inWords(people.length)} ${people.length === 1 ? 'person' : 'people'}`
          : `Nobody answers for any of ${thingsWords(things.length)} yet`}
      </h1>
      <Lead>
        When much rests on one person, it stops when they are away. This page shows where to name a deputy or share
        something out. It says nothing of how well anybody works.
      </Lead>
      <div class="facts">
        <AsIf loads={people} one="person" many="people" />
        <AsIf loads={bodies} one="body" many="bodies" />
      </div>
      <Section
        heading={
          warnings.length
            ? `${capital(inWords(placesToHelp(warnings)))} ${placesToHelp(warnings) === 1 ? 'place' : 'places'} to lend a hand`
            : 'It is well spread'
        }
        words={thresholds}
      >
        <Warnings view={view} warnings={warnings} />
      </Section>
      <Section
        heading="By person"
        words="An action or figure without a named owner counts for whoever leads for its organisation: they are the one who is asked."
      >
        <Table
          caption="How much each person answers for"
          quiet
          columns={[{ words: 'Person' }, ...countColumns, { words: 'Stands in for', numeric: true }]}
          rows={[...people.map(load => personRow(view, load)), ...deputiesOnly(view, people)]}
          empty="Nobody answers for anything yet."
        />
      </Section>
      <Section heading="By body">
        <Table
          caption="How much each body answers for"
          quiet
          columns={[{ words: 'Body' }, ...countColumns]}
          rows={bodies.map(load => [
            view.names.bodies.get(load.who)!,
            ...counts(load, view.asked.bodies.get(load.who) ?? 0),
          ])}
          empty="Nothing has a lead yet."
        />
      </Section>
      <p class="meta">
        The numbers at the top are the inverse Simpson index, also called the effective number: one over the sum of the
        squared shares. It is {indexWords(people)} for people and {indexWords(bodies)} for bodies.
      </p>
    </>
  )
}

const thresholds = `We point to a person who answers for more than a fifth of everything, and to a body with more than two fifths, once there are ${inWords(limits.things)} things or more; to things that have no deputy, or nobody at all; and to somebody who stands in for ${inWords(limits.deputy)} things or more, and for more than they answer for.`

/** `as if six people shared it evenly` */
function AsIf({ loads, one, many }: { loads: readonly Load[]; one: string; many: string }) {
  const even = effective(loads)
  if (even === null) return null
  const whole = Math.round(even)
  return (
    <Fact
      figure={counted(whole, one, many)}
      words={`It is as if ${inWords(whole)} ${whole === 1 ? one : many} shared it evenly. ${capital(inWords(loads.length))} ${loads.length === 1 ? 'answers' : 'answer'} for something.`}
    />
  )
}

const effective = (loads: readonly Load[]) => inverseSimpsonIndex(loads.map(load => load.actions + load.figures))
const indexWords = (loads: readonly Load[]) => effective(loads)?.toFixed(1) ?? 'none'

const countColumns = [
  { words: 'Actions', numeric: true },
  { words: 'Figures', numeric: true },
  { words: 'Share of all', numeric: true },
  { words: 'Asked in the last year', numeric: true },
]
const counts = (load: Pick<Load, 'actions' | 'figures' | 'share'>, asked: number) => [
  load.actions,
  load.figures,
  shareWords(load.share),
  asked,
]

const standsInFor = ({ things }: Ownership, person: number) =>
  things.filter(one => one.deputy === person && one.owner !== person)

const personRow = (view: Ownership, load: Pick<Load, 'who' | 'actions' | 'figures' | 'share'>) => [
  view.names.people.get(load.who)!,
  ...counts(load, view.asked.people.get(load.who) ?? 0),
  standsInFor(view, load.who).length,
]

/** Those who answer for nothing and stand in for somebody. */
const deputiesOnly = (view: Ownership, people: readonly Load[]) =>
  loadsBy(
    view.things.filter(one => one.owner !== null),
    one => one.deputy,
  )
    .filter(load => !people.some(one => one.who === load.who))
    .map(load => personRow(view, { who: load.who, actions: 0, figures: 0, share: 0 }))

function Warnings({ view, warnings }: { view: Ownership; warnings: readonly Warning[] }) {
  if (!warnings.length) return null
  const alone = warnings.filter(one => one.kind === 'no-deputy')
  return (
    <ul class="plain">
      {warnings.map(warning => {
        if (warning.kind === 'no-deputy' && alone.length > 1)
          return warning === alone[0] ? <Alone key="alone" view={view} alone={alone} /> : null
        const { words, next, things } = worded(view, warning)
        return (
          <li key={words}>
            <h3>{words}</h3>
            <p>{next}</p>
            <Things view={view} things={things} summary={`Show all ${inWords(things.length)}`} />
          </li>
        )
      })}
    </ul>
  )
}

/** Where many have no deputy, they stand together, folded by person. */
function Alone({ view, alone }: { view: Ownership; alone: readonly (Warning & { kind: 'no-deputy' })[] }) {
  const count = alone.reduce((sum, one) => sum + one.things.length, 0)
  return (
    <li>
      <h3>{capital(thingsWords(count))} have no deputy</h3>
      <p>Each rests on one person: name a deputy.</p>
      {alone.map(({ person, things }) => (
        <Things
          key={person}
          view={view}
          things={things}
          summary={`${view.names.people.get(person)!}: ${thingsWords(things.length)}`}
          folded
        />
      ))}
    </li>
  )
}

const placesToHelp = (warnings: readonly Warning[]): number => {
  const alone = warnings.filter(one => one.kind === 'no-deputy').length
  return warnings.length - alone + Math.min(alone, 1)
}

/** What a warning says, the next step, and the things it can be taken with. */
function worded(view: Ownership, warning: Warning): { words: string; next: string; things: readonly Owned[] } {
  const { things, viewer } = view
  const all = things.length
  const own = 'person' in warning && warning.person === viewer
  const name = 'person' in warning ? view.names.people.get(warning.person)! : ''
  switch (warning.kind) {
    case 'nobody':
      return {
        words: `Nobody answers for ${thingsWords(warning.things.length)}`,
        next: 'Say who does.',
        things: warning.things,
      }
    case 'person-share':
      return {
        words: `${capital(inWords(warning.count))} of ${all} rest on ${own ? 'you' : name}`,
        next: 'That is more than a fifth. Could somebody else take some of it on?',
        things: things.filter(one => one.owner === warning.person),
      }
    case 'body-share':
      return {
        words: `${capital(inWords(warning.count))} of ${all} rest on ${view.names.bodies.get(warning.organisation)!}`,
        next: 'That is more than two fifths. Could another partner lead some of it?',
        things: things.filter(one => one.organisation === warning.organisation),
      }
    case 'no-deputy': {
      const count = warning.things.length
      return {
        words: `${capital(thingsWords(count))} ${rests(count)} on ${own ? 'you' : name} alone`,
        next: `${count === 1 ? 'It rests' : 'They rest'} on one person: name a deputy.`,
        things: warning.things,
      }
    }
    case 'deputy-for-many':
      return {
        words: `${own ? 'You stand' : `${name} stands`} in for ${thingsWords(warning.count)}, and ${own ? 'answer' : 'answers'} for ${warning.owns ? inWords(warning.owns) : 'none'}`,
        next: `If the owners are away at once, all of it comes to ${own ? 'you' : name}. Name other deputies for some.`,
        things: standsInFor(view, warning.person),
      }
  }
}

interface ThingsProps {
  readonly view: Ownership
  readonly things: readonly Owned[]
  /** Said on the fold. */
  readonly summary: string
  /** Also where there are few. */
  readonly folded?: boolean
}

/** Folded away where there are many. Whoever may name people is led to where that is done. */
function Things({ view, things, summary, folded = things.length > 3 }: ThingsProps) {
  const list = (
    <ul>
      {things.map(one => (
        <li key={`${one.about} ${one.id}`}>
          <a href={addressOf(view, one)}>{one.title}</a>
        </li>
      ))}
    </ul>
  )
  return folded ? (
    <details>
      <summary>{summary}</summary>
      {list}
    </details>
  ) : (
    list
  )
}

const addressOf = ({ slug, mayName }: Ownership, one: Owned): string =>
  `/p/${slug}/${one.about === 'action' ? 'actions' : 'indicators'}/${one.id}${mayName(one) ? '/owner' : ''}`

function OnlyOwn({ view }: { view: Ownership }) {
  const load = loadsBy(view.things, one => one.owner).find(one => one.who === view.viewer)
  const standsIn = standsInFor(view, view.viewer!).length
  if (!load && !standsIn)
    return (
      <>
        <h1>Nothing rests on you here</h1>
        <Lead>You answer for no action and no figure of this partnership.</Lead>
      </>
    )
  const count = load ? load.actions + load.figures : 0
  const own = view.warnings.filter(one => 'person' in one && one.person === view.viewer)
  return (
    <>
      <h1>
        {load
          ? `${capital(inWords(count))} of ${view.things.length} ${rests(count)} on you here`
          : `You stand in for ${thingsWords(standsIn)} here`}
      </h1>
      <Lead>
        {load ? `${capital(ownCounts(load))}.` : ''}
        {load && standsIn ? ` You stand in for ${thingsWords(standsIn)}.` : ''}{' '}
        {askedWords(view.asked.people.get(view.viewer!) ?? 0)}
      </Lead>
      {own.length ? (
        <Section heading="What would make it lighter" words={thresholds}>
          <Warnings view={view} warnings={own} />
          <p class="meta">Where you cannot name somebody yourself, ask the coordinator to.</p>
        </Section>
      ) : load ? (
        <p>All of it has a deputy.</p>
      ) : null}
    </>
  )
}

const askedWords = (count: number): string =>
  count ? `In the last year you were asked about ${thingsWords(count)}.` : 'Nothing was asked of you in the last year.'

const ownCounts = ({ actions, figures }: Pick<Load, 'actions' | 'figures'>): string =>
  listOf([
    ...(actions ? [`${inWords(actions)} ${actions === 1 ? 'action' : 'actions'}`] : []),
    ...(figures ? [`${inWords(figures)} ${figures === 1 ? 'figure' : 'figures'}`] : []),
  ])

export const spreadFaces: readonly AnyFace[] = [ownershipPage]

// ── on the home page ──────────────────────────────────────────────────────────

export interface LoadShown {
  readonly load: OwnLoad
  /** Where something rests on them, and where they coordinate. */
  readonly places: readonly { readonly id: number; readonly slug: string; readonly name: string }[]
  readonly coordinates: readonly number[]
}

/** What rests on the viewer over all partnerships; null where there is nothing to show. */
export async function loadShown({ db, viewer }: Asking): Promise<LoadShown | null> {
  if (viewer.person === null) return null
  const load = loadOf(await ownedIn(db, viewer.person), viewer.person, minutesEach)
  const coordinates = viewer.roles.flatMap(one => (one.role === 'coordinator' ? [one.partnership] : []))
  const places = await addressesOf(db, [...new Set([...load.partnerships, ...coordinates])])
  return places.length ? { load, places, coordinates } : null
}

export function YourLoad({ shown: { load, places, coordinates } }: { shown: LoadShown }) {
  const all = load.actions + load.figures
  return (
    <section class="part" aria-labelledby="your-load">
      <h2 id="your-load" class="h3">
        Your load
      </h2>
      {all ? (
        <>
          <div class="facts">
            {load.actions ? <Fact figure={load.actions} words={load.actions === 1 ? 'action' : 'actions'} /> : null}
            {load.figures ? <Fact figure={load.figures} words={load.figures === 1 ? 'figure' : 'figures'} /> : null}
          </div>
          <p class="meta">
            You answer for {all === 1 ? 'it' : 'these'} in {inWords(load.partnerships.length)}{' '}
            {load.partnerships.length === 1 ? 'partnership' : 'partnerships'}.
            {load.minutes
              ? ` About ${counted(load.minutes, 'minute')} a quarter, at ${inWords(minutesEach)} minutes each.`
              : ''}{' '}
            {deputyWords(load.withoutDeputy, all)}
          </p>
        </>
      ) : (
        <p class="meta">You answer for no action and no figure.</p>
      )}
      {places.map(one => (
        <p class="meta" key={one.id}>
          <a href={addressOfOwnership(one.slug)}>
            {coordinates.includes(one.id) ? `Who answers for what in ${one.name}` : `What rests on you in ${one.name}`}
          </a>
        </p>
      ))}
    </section>
  )
}

function deputyWords(without: number, all: number): string {
  if (without === 0) return all === 1 ? 'It has a deputy.' : 'All of them have a deputy.'
  if (without === all) return all === 1 ? 'It has no deputy.' : 'None of them has a deputy.'
  return `${capital(inWords(without))} ${without === 1 ? 'has' : 'have'} no deputy.`
}
