// The page from which an engagement is run: how far it is, the one next step, its parts.

import { capital, counted, longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { type Params, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Lead, Meta, Section } from '../../ui/parts.tsx'
import {
  type ActivityListed,
  addressOfActivity,
  addressOfEngagement,
  crumbs,
  type EngagementHere,
  engagementHere,
  RunLinks,
} from './here.tsx'
import { activityKinds, admissions, levelWords, resultsShown } from './model.ts'
import { mostNamed, type Progress, progress } from './queries.ts'

async function runHere(asking: Asking, params: Params) {
  const found = await engagementHere(asking, params)
  return found && { ...found, ...(await progress(asking.db, found.id)), today: asking.today }
}
export type RunView = NonNullable<Awaited<ReturnType<typeof runHere>>>

export const runPage = page({
  at: '/p/:slug/engagements/:engagement/run',
  audience: 'members',
  read: runHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`Run it: ${view.title}`} crumbs={crumbs(view)} current="voice">
      <h1>{view.title}</h1>
      <RunLinks slug={view.slug} id={view.id} current="" />
      <Lead>{stateWords(view)}</Lead>
      {view.mayRun ? <Next view={view} /> : null}
      <Parts view={view} />
      <Promised view={view} />
    </Layout>
  ),
})

function stateWords({ state, opens, closes, linked, address, responses, today }: RunView): string {
  if (linked) return `It runs somewhere else${address ? ` (${address})` : ''} and is linked from here.`
  switch (state) {
    case 'draft':
      return 'Only members see it yet.'
    case 'announced':
      return today < opens
        ? `Everyone can see that it is coming. It opens by itself on ${longDate(opens)}.`
        : `Everyone can see it. It was to open on ${longDate(opens)}, and is not open yet.`
    case 'open':
      return `It is open until ${longDate(closes)}. ${capital(counted(responses, 'answer'))} so far.`
    case 'closed':
      return `It closed on ${longDate(closes)}, with ${counted(responses, 'answer')}.`
    case 'called-off':
      return 'It was called off.'
  }
}

interface Step {
  readonly words: string
  readonly href: string
  readonly button: string
}

/** The one thing to do next. */
export function nextStep(view: EngagementHere & Progress & { readonly today: string }): Step | null {
  const run = `${addressOfEngagement(view.slug, view.id)}/run`
  const step = (words: string, path: string, button: string): Step => ({ words, href: `${run}/${path}`, button })
  if (view.state === 'called-off') return null
  if (view.linked && view.state === 'draft')
    return step('Everyone can see it in the calendar once it is announced.', 'announce', 'Announce it')
  if (view.linked)
    return view.heard === '' && view.today > view.closes
      ? step(
          'It is over. What did people say there? Whoever asks next will want to know.',
          'heard',
          'Say what was heard',
        )
      : null
  if ((view.state === 'draft' || view.state === 'announced') && view.activities.length === 0)
    return step(
      'What will people do? Add at least one way of taking part.',
      'activities/new',
      'Add a way of taking part',
    )
  const empty = view.activities.find(one => view.unready.includes(one.id))
  if ((view.state === 'draft' || view.state === 'announced') && empty) {
    const { href, words: button } = fillStep(view, empty)
    return { words: `“${empty.title}” has nothing to answer yet.`, href, button }
  }
  if (view.state === 'draft' && (view.decidedBy === '' || view.answerDue === null))
    return step('Say who decides, and by when people get an answer.', 'promise', 'Make the promise')
  if (view.nobodyLetIn && view.state !== 'closed')
    return step('Only some people may take part, and nobody is let in yet.', 'people', 'Let people in')
  if (view.state === 'draft' && view.principlesPlanned === 0)
    return step(
      'Write down how you will do it well: a line or two for each of the eight principles.',
      'principles',
      'Plan it well',
    )
  if (view.state === 'draft')
    return step('Everything is there. Let people know that it is coming.', 'announce', 'Announce it')
  if (view.state === 'announced' && view.today > view.closes)
    return step(
      'Its days have passed, and it never opened. Give it new days, or call it off.',
      'edit',
      'Change its days',
    )
  if (view.state === 'announced')
    return view.today >= view.opens ? step('Its first day has come.', 'open', 'Open it now') : null
  if (view.waiting > 0)
    return step(
      `${capital(counted(view.waiting, 'thing'))} that people wrote ${view.waiting === 1 ? 'waits' : 'wait'} for you to show or hide.`,
      'moderate',
      'Read them',
    )
  if (view.state === 'open') return null
  if (view.unsorted > 0)
    return step(
      `${view.unsorted > mostNamed ? `More than ${mostNamed.toLocaleString('en-GB')} answers` : capital(counted(view.unsorted, 'answer'))} in people’s own words ${view.unsorted === 1 ? 'is' : 'are'} not sorted yet.`,
      'sorting',
      'Sort them',
    )
  if (view.priorities === 0)
    return step('What matters most to people? Name it, so that it can be decided.', 'thread', 'Name what matters')
  if (view.undecided > 0)
    return step(
      `${capital(counted(view.undecided, 'thing'))} that people asked for ${view.undecided === 1 ? 'has' : 'have'} no answer yet.`,
      'thread',
      'Answer them',
    )
  if (view.principlesReviewed === 0)
    return step('Look back: how did it go against the eight principles?', 'principles', 'Look back')
  return null
}

/** Where the things to answer of an activity are written. */
function fillStep({ slug, id }: EngagementHere, activity: ActivityListed): { href: string; words: string } {
  const base = addressOfEngagement(slug, id)
  switch (activity.kind) {
    case 'questionnaire':
      return { href: `${base}/run/questions/${activity.id}`, words: 'Write the questions' }
    case 'pairs':
      return { href: `${base}/run/pairs/${activity.id}`, words: 'Say what is compared' }
    case 'statements':
      return { href: `${base}/run/statements/${activity.id}`, words: 'Write statements' }
    case 'ideas':
      return { href: `${base}/run/activities/${activity.id}/edit`, words: 'Change its words' }
    case 'meeting':
      return { href: addressOfActivity(slug, id, activity), words: 'Record it' }
    case 'vote':
      return { href: `${base}/run/vote/${activity.id}`, words: 'See the vote' }
  }
}

function Next({ view }: { view: RunView }) {
  const step = nextStep(view)
  return step ? (
    <Section wash heading="Next">
      <p>{step.words}</p>
      <ButtonLink href={step.href}>{step.button}</ButtonLink>
    </Section>
  ) : null
}

function Parts({ view }: { view: RunView }) {
  const { slug, id, activities, state, mayRun, linked } = view
  const run = `${addressOfEngagement(slug, id)}/run`
  if (linked) return null
  const changes = mayRun && (state === 'draft' || state === 'announced')
  return (
    <Section heading="How people take part">
      {activities.length === 0 ? (
        <Empty
          words="Nothing yet."
          href={mayRun ? `${run}/activities/new` : undefined}
          next="Add a way of taking part"
        />
      ) : (
        <>
          <DefinitionRows
            rows={activities.map(one => ({
              term: one.title,
              words: (
                <>
                  {activityKinds[one.kind].split(':')[0]} · {counted(view.answered[one.id] ?? 0, 'answer')}
                  <ActivityLinks view={view} activity={one} changes={changes} />
                </>
              ),
            }))}
          />
          {mayRun && (changes || state !== 'called-off') ? (
            <p>
              <a href={`${run}/activities/new`}>{changes ? 'Add another way of taking part' : 'Add a meeting'}</a>
            </p>
          ) : null}
        </>
      )}
    </Section>
  )
}

function ActivityLinks({ view, activity, changes }: { view: RunView; activity: ActivityListed; changes: boolean }) {
  const { slug, id } = view
  const base = addressOfEngagement(slug, id)
  const links = [
    { href: addressOfActivity(slug, id, activity), words: 'As people see it' },
    ...(activity.kind === 'ideas' || activity.kind === 'meeting' ? [] : [fillStep(view, activity)]),
    ...(activity.kind === 'meeting' ? [] : [{ href: `${base}/results/${activity.id}`, words: 'Results' }]),
    ...(changes
      ? [
          { href: `${base}/run/activities/${activity.id}/edit`, words: 'Change its words' },
          { href: `${base}/run/activities/${activity.id}/drop`, words: 'Take it out' },
        ]
      : []),
  ]
  return (
    <ul class="inline">
      {links.map(link => (
        <li key={link.href}>
          <a href={link.href}>
            {link.words}
            <span class="unseen">: {activity.title}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Promised({ view }: { view: RunView }) {
  const run = `${addressOfEngagement(view.slug, view.id)}/run`
  const change = view.mayRun && (view.state === 'draft' || view.state === 'announced')
  const way = (path: string) => (change ? { href: `${run}/${path}`, words: 'Change' } : undefined)
  return (
    <Section heading="What it says">
      <DefinitionRows
        rows={[
          { term: 'What we want to know', words: view.purpose, change: way('edit') },
          { term: 'How much say people have', words: levelWords[view.level], change: way('edit') },
          { term: 'Who is asked', words: view.audience, change: way('edit') },
          { term: 'Days', words: `${longDate(view.opens)} to ${longDate(view.closes)}`, change: way('edit') },
          { term: 'Who asks', words: view.organisationName, change: way('edit') },
          ...(view.linked
            ? []
            : [
                {
                  term: 'Who decides, and when people hear',
                  words:
                    view.decidedBy && view.answerDue
                      ? `${view.decidedBy}, by ${longDate(view.answerDue)}`
                      : 'Not said yet',
                  change: way('promise'),
                },
                { term: 'Who must be heard', words: view.mustReach || 'Not said yet', change: way('promise') },
                { term: 'Who may take part', words: admissions[view.admits], change: way('promise') },
                { term: 'When people see results', words: resultsShown[view.resultsShown], change: way('promise') },
              ]),
        ]}
      />
      <Meta>
        {view.erased
          ? 'Everything about persons was erased.'
          : `Everything about persons is erased on ${longDate(view.eraseOn)}.`}
      </Meta>
      {view.mayRun && view.state !== 'called-off' && view.state !== 'closed' ? (
        <p class="tools">
          {view.state === 'open' ? <a href={`${run}/close`}>Close it early</a> : null}
          <a href={`${run}/call-off`}>Call it off</a>
        </p>
      ) : null}
    </Section>
  )
}
