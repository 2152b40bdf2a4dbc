// The pages of scenarios: what is tried on paper, and one scenario beside today, to print for a board.

import { capital, counted, inWords, listOf, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Pill, Section } from '../../../ui/parts.tsx'
import { type StepKind, stepKinds } from '../model.ts'
import { LandscapeLinks } from '../structure-here.tsx'
import { homelessOf, hoursSideBySide, howCounted, type Sums, sideBySide, sumsOf } from './comparing.ts'
import { forms } from './forms.tsx'
import {
  addressOfChange,
  addressOfScenario,
  Beside,
  type OnPaperHere,
  onPaper,
  scenariosCrumbs,
  stepWords,
} from './here.tsx'
import { historyPages } from './history-pages.tsx'
import { stageWords } from './model.ts'
import * as queries from './queries.ts'
import { bySeats, type StepResult } from './rules.ts'

// ── the list ──────────────────────────────────────────────────────────────────

const listPage = page({
  at: '/p/:slug/structure/scenarios',
  audience: 'members',
  read: async ({ db, partnership, standing }: Asking) => {
    const coordinates = isCoordinator(standing)
    const all = await queries.scenarios(db, coordinates)
    return {
      slug: partnership!.slug,
      coordinates,
      open: all.filter(one => one.settledOn === null),
      settled: all.filter(one => one.settledOn !== null),
    }
  },
  show: ({ slug, coordinates, open, settled }, frame) => (
    <Layout frame={frame} title="Try it on paper" current="structure">
      <LandscapeLinks slug={slug} current="structure/scenarios" />
      <h1>
        {open.length
          ? `${capital(inWords(open.length))} ${open.length === 1 ? 'change is' : 'changes are'} tried on paper`
          : 'Try it on paper'}
      </h1>
      <Lead>
        Merge groups, end one, move what a group minds: on paper first. You see what it saves and what it loses beside
        today, before anything changes.
      </Lead>
      {open.length || settled.length ? (
        coordinates ? (
          <p class="row">
            <ButtonLink href={`/p/${slug}/structure/scenarios/new`}>Try a change</ButtonLink>
          </p>
        ) : null
      ) : (
        <Empty
          words={
            coordinates
              ? 'Nothing has been tried yet.'
              : 'Nothing is shared yet. A coordinator can try a change and share it.'
          }
          href={coordinates ? `/p/${slug}/structure/scenarios/new` : undefined}
          next={coordinates ? 'Try a first change' : undefined}
        />
      )}
      <Listed slug={slug} heading="Open" list={open} />
      <Listed slug={slug} heading="Adopted or dropped" list={settled} />
    </Layout>
  ),
})

interface ListedProps {
  readonly slug: string
  readonly heading: string
  readonly list: readonly queries.ScenarioListed[]
}

const Listed = ({ slug, heading, list }: ListedProps) =>
  list.length ? (
    <Section heading={heading}>
      <ul class="plain">
        {list.map(one => (
          <li key={one.id}>
            <h3>
              <a href={addressOfScenario(slug, one.id)}>{one.name}</a>
            </h3>
            <p>{one.why}</p>
            <p class="meta">
              {stageWords[one.stage]} · {counted(one.steps, 'step')} ·{' '}
              {longDate(one.settledOn ?? one.sharedOn ?? one.madeOn)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  ) : null

// ── one scenario ──────────────────────────────────────────────────────────────

const scenarioPage = page({
  at: '/p/:slug/structure/scenarios/:scenario',
  audience: 'members',
  read: onPaper,
  show: (view, frame) => (
    <Layout frame={frame} title={view.name} current="structure" crumbs={scenariosCrumbs(view)}>
      <h1>{view.name}</h1>
      {view.open ? <Open view={view} /> : <Settled view={view} />}
    </Layout>
  ),
})

function Open({ view }: { view: OnPaperHere }) {
  const { slug, today, paper, outcomes, known, steps } = view
  const [was, is] = [sumsOf(today, outcomes, known), sumsOf(paper.structure, outcomes, known)]
  const byOrganisation = hoursSideBySide(was, is, today.organisations)
  return (
    <>
      <Lead>{steps.length ? answer(was, is) : 'There is nothing in it yet. Add a first step below.'}</Lead>
      <p class="said">{view.why}</p>
      <Meta>
        {stageWords[view.stage]} · as of {longDate(today.on)}
      </Meta>
      {view.coordinates ? <Next view={view} /> : null}
      {steps.length ? (
        <>
          <Section heading="Today and on paper">
            <Beside
              caption="Measures of today and on paper"
              of="Measure"
              before="Today"
              after="On paper"
              lines={sideBySide(was, is)}
            />
            <Meta>{howCounted([was, is], known.preparationHours)}</Meta>
          </Section>
          <Section heading="What would lose its home">
            <Homeless view={view} />
          </Section>
          {byOrganisation.length ? (
            <Section heading="Whose hours change" words="Hours a year that each organisation’s people spend in groups.">
              <Beside
                caption="Hours a year by organisation"
                of="Organisation"
                before="Today"
                after="On paper"
                lines={byOrganisation}
              />
            </Section>
          ) : null}
        </>
      ) : null}
      <Section heading="Step by step">
        <Steps view={view} results={paper.results} />
        {view.coordinates ? (
          <>
            <h3 class="tools">Add a step</h3>
            <p class="tools">
              {(Object.keys(stepKinds) as StepKind[]).map(kind => (
                <a key={kind} href={`${addressOfScenario(slug, view.id)}/add/${kind}`}>
                  {stepKinds[kind]}
                </a>
              ))}
            </p>
          </>
        ) : null}
      </Section>
    </>
  )
}

function Next({ view: { slug, id, stage, steps, paper } }: { view: OnPaperHere }) {
  const here = addressOfScenario(slug, id)
  const unfit = paper.results.flatMap((result, index) => (result.problem === null ? [] : [String(index + 1)]))
  return (
    <>
      {unfit.length ? (
        <p>
          <Pill tone="warn" sign="!">
            {unfit.length === 1 ? 'A step no longer fits' : 'Some steps no longer fit'}
          </Pill>{' '}
          Take out step {listOf(unfit)} before this can be adopted.
        </p>
      ) : null}
      <p class="row">
        {stage === 'draft' && steps.length ? (
          <ButtonLink href={`${here}/share`}>Share it with members</ButtonLink>
        ) : null}
        {stage === 'shared' && steps.length && !unfit.length ? (
          <ButtonLink href={`${here}/adopt`}>Adopt it</ButtonLink>
        ) : null}
        <ButtonLink href={`${here}/drop`} secondary>
          Do not take it on
        </ButtonLink>
      </p>
    </>
  )
}

/** The answer first: what there would be, and what that saves or takes. */
function answer(was: Sums, is: Sums): string {
  const groups =
    was.groups === is.groups
      ? `On paper there are still ${counted(is.groups, 'group')}.`
      : `On paper there ${is.groups === 1 ? 'is' : 'are'} ${counted(is.groups, 'group')} instead of ${was.groups}.`
  const saved = changes(was, is, -1)
  const more = changes(was, is, 1)
  return [
    groups,
    saved.length ? `That saves ${listOf(saved)} a year.` : '',
    more.length ? `It takes ${listOf(more)} a year more.` : '',
    saved.length || more.length ? '' : 'It takes the same time.',
  ]
    .filter(Boolean)
    .join(' ')
}

const changes = (was: Sums, is: Sums, sign: 1 | -1): string[] =>
  [
    { by: Math.round((is.meetings - was.meetings) * sign), words: 'meeting' },
    { by: Math.round((is.hours - was.hours) * sign), words: 'hour' },
  ].flatMap(({ by, words }) => (by > 0 ? [counted(by, words)] : []))

function Homeless({ view: { today, paper, outcomes } }: { view: OnPaperHere }) {
  const gone = homelessOf(today, paper.structure, outcomes)
  const rows = [
    ['Voices that would go', gone.voices.length, bySeats(gone.voices)],
    ['Outcomes that no group would mind any more', gone.outcomes.length, gone.outcomes],
    ['Organisations with no seat left anywhere', gone.organisations.length, gone.organisations],
  ] as const
  if (rows.every(([, count]) => count === 0))
    return <p>Nothing. Every outcome, voice and organisation that has a place today keeps one.</p>
  return rows.map(([words, count, names]) =>
    count ? (
      <div key={words}>
        <h3>
          <Pill tone="warn" sign="!">
            {String(count)}
          </Pill>{' '}
          {words}
        </h3>
        <ul>
          {names.map(name => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </div>
    ) : null,
  )
}

interface StepsProps {
  readonly view: OnPaperHere
  /** What each comes to; none where it is settled. */
  readonly results?: readonly StepResult[]
}

const Steps = ({ view: { slug, id, steps, coordinates }, results }: StepsProps) => (
  <ol class="steps">
    {steps.map((step, index) => {
      const result = results?.[index]
      return (
        <li key={step.id} class={result?.problem ? 'owed' : undefined}>
          <h3>{stepWords(step)}</h3>
          {result?.problem ? (
            <p>
              <Pill tone="warn" sign="!">
                No longer fits
              </Pill>{' '}
              {result.problem}
            </p>
          ) : null}
          <Sentences heading="Would go" list={result?.loses ?? []} />
          <Sentences heading="Would stay" list={result?.keeps ?? []} />
          {results && coordinates ? (
            <p class="tools">
              <a href={`${addressOfScenario(slug, id)}/steps/${step.id}/remove`}>
                Take it out<span class="unseen">: {stepWords(step)}</span>
              </a>
            </p>
          ) : null}
        </li>
      )
    })}
  </ol>
)

const Sentences = ({ heading, list }: { heading: string; list: readonly string[] }) =>
  list.length ? (
    <>
      <p>
        <b>{heading}</b>
      </p>
      <ul>
        {list.map(words => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </>
  ) : null

function Settled({ view }: { view: OnPaperHere }) {
  const { slug, restructuring } = view
  return (
    <>
      <Lead>
        {restructuring
          ? `Adopted: it is how things are since ${longDate(restructuring.on)}.`
          : `Not taken on, since ${longDate(view.settledOn!)}.`}
      </Lead>
      <Section heading="The reason">
        <p class="said">{view.because}</p>
      </Section>
      {restructuring ? (
        <p>
          <ButtonLink href={addressOfChange(slug, restructuring.id)}>See before and after</ButtonLink>
        </p>
      ) : null}
      <Section heading="What it was for">
        <p class="said">{view.why}</p>
      </Section>
      <Section heading="Its steps">{view.steps.length ? <Steps view={view} /> : <p>It had no steps.</p>}</Section>
    </>
  )
}

export const faces = [listPage, ...forms, scenarioPage, ...historyPages]
