// How much rests on whom, as a page of the partnership: everybody for the coordinator, for everybody else their own part.

import { monthsAfter } from '../../../kernel/days.ts'
import { capital, counted, inWords, listOf } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { type AnyFace, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Fact, Lead, Section, Table } from '../../../ui/parts.tsx'
import { worksFor } from '../../delivery/public.ts'
import { inverseSimpsonIndex, type Load, limits, loadsBy, type Owned, warningsOf } from './spread.ts'
import { askedSince, namesOf, ownedIn } from './spread-queries.ts'
import { type Ownership, placesToHelp, rests, standsInFor, thingsWords, Warnings } from './spread-warnings.tsx'

async function ownershipHere({ db, partnership, standing, today }: Asking): Promise<Ownership> {
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
const ownershipPage = page({
  at: '/p/:slug/ownership',
  audience: 'members',
  read: ownershipHere,
  show: (view, frame) => {
    const title = view.all ? 'Who answers for what' : 'What rests on you here'
    return (
      <Layout frame={frame} title={title} current="ownership">
        {view.all ? <Everybody view={view} /> : <OnlyOwn view={view} />}
      </Layout>
    )
  },
})

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
