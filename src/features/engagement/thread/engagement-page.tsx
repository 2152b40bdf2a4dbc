// The face of an engagement: what is asked and how to take part while it is open; afterwards what people said, what was
// decided and done, whether it changed anything, and what is still owed.

import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type Params, page } from '../../../ui/declare.ts'
import type { Frame } from '../../../ui/Layout.tsx'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Fact, Lead, Meta, Section } from '../../../ui/parts.tsx'
import { addressOfOutcome } from '../../plans/public.ts'
import { type ActivityListed, addressOfActivity, addressOfEngagement, crumbs, engagementHere } from '../here.tsx'
import { levelWords } from '../model.ts'
import { lateness, owed } from './owed.ts'
import { onPaper, prioritiesOf, promisedBy, tookPart } from './queries.ts'
import { PrioritySteps } from './steps.tsx'
import { TakingPart, whoMay } from './taking-part.tsx'
import { findingWords, latenessWords, owedSince, owedWords, tookPartWords } from './words.ts'

/** An engagement with its thread; null where it is not there. */
export async function threadHere(asking: Asking, params: Params) {
  const found = await engagementHere(asking, params)
  if (!found) return null
  const { db, partnership, today } = asking
  const priorities = await prioritiesOf(db, found.id, partnership!.areaCode, today)
  const promised = promisedBy(found, priorities)
  return {
    ...found,
    priorities,
    owed: owed(promised, today),
    lateness: lateness(promised, today),
    counts: await tookPart(db, found.id),
    today,
  }
}
export type ThreadView = NonNullable<Awaited<ReturnType<typeof threadHere>>>
type View = ThreadView & { readonly paper: boolean }

export const engagementPage = page({
  at: '/p/:slug/engagements/:engagement',
  audience: 'anyone',
  read: async (asking, params) => {
    const found = await threadHere(asking, params)
    return found && { ...found, paper: await onPaper(asking.db, found.id) }
  },
  show: (view, frame) => (
    <Layout frame={frame} title={view.title} crumbs={[...crumbs(view).slice(0, 1), crumbOf(view)]} current="voice">
      <h1>{view.title}</h1>
      {view.state === 'draft' ? (
        <p class="notice-line">Only members see this yet. Everyone sees it once it is announced.</p>
      ) : null}
      <Lead>{leadWords(view)}</Lead>
      <Meta>
        Asked by {view.organisationName} · {longDate(view.opens)} to {longDate(view.closes)} ·{' '}
        {levelWords[view.level].replace(/\.$/, '')}
      </Meta>
      {view.inside ? (
        <p class="tools">
          <a href={`${addressOfEngagement(view.slug, view.id)}/run`}>Run it</a>
          <a href={`${addressOfEngagement(view.slug, view.id)}/run/thread`}>What became of it: work on it</a>
        </p>
      ) : null}
      <Body view={view} frame={frame} />
    </Layout>
  ),
})

const crumbOf = ({ state }: ThreadView) => ({
  href: '',
  words: {
    draft: 'Draft',
    announced: 'Coming',
    open: 'Open now',
    closed: 'Closed',
    'called-off': 'Called off',
  }[state],
})

function leadWords(view: View): string {
  const { state, linked, purpose, priorities, answerDue } = view
  if (state === 'called-off')
    return `This was called off${view.calledOffOn ? ` on ${longDate(view.calledOffOn)}` : ''}.`
  if (linked && priorities.length === 0) return purpose
  if (linked || state === 'closed')
    return findingWords(
      priorities.map(one => one.decision?.answer ?? null),
      answerDue,
      view.lateness,
    )
  return purpose
}

function Body({ view, frame }: { view: View; frame: Frame }) {
  switch (view.state) {
    case 'called-off':
      return (
        <>
          <Section heading="Why">
            <p class="pre">{view.calledOffBecause}</p>
          </Section>
          <Promised view={view} asked />
          <Onward view={view} />
        </>
      )
    case 'closed':
      return (
        <>
          <Thread view={view} />
          <Promised view={view} asked />
          <Onward view={view} />
        </>
      )
    default:
      return view.linked ? (
        <>
          <Elsewhere view={view} name={frame.partnership?.name ?? ''} />
          {view.priorities.length ? <Thread view={view} /> : null}
          <Promised view={view} asked={view.priorities.length > 0} />
          <Onward view={view} />
        </>
      ) : (
        <>
          <TakingPart view={view} paper={view.paper} />
          <Promised view={view} />
          <Onward view={view} />
        </>
      )
  }
}

/** We asked, once; then the other four steps for each thing that people want. */
function Thread({ view }: { view: View }) {
  const { slug, priorities, closes, answerDue, linked } = view
  return (
    <div class="split part">
      <div>
        <ol class="steps">
          <li>
            <h2>We asked</h2>
            <p class="pre">{view.purpose}</p>
            {view.activities.map(one => (
              <p key={one.id}>
                <a href={addressOfActivity(slug, view.id, one)}>{one.title}</a>
                {one.kind === 'meeting' ? ` ${meetingWords(one)}` : ''}
              </p>
            ))}
            <Meta>
              {tookPartWords(view.counts) || (linked ? 'Run elsewhere' : 'Not counted yet')} · {longDate(view.opens)} to{' '}
              {longDate(closes)}
            </Meta>
          </li>
          {priorities.length === 0 ? (
            <>
              <li class="owed">
                <h2>You said</h2>
                <p>Nobody has said yet what matters most. It will stand here, in people’s own words.</p>
              </li>
              <li class="owed">
                <h2>We decided</h2>
                <p>No answer yet.</p>
                <AnswerOwed view={view} />
              </li>
            </>
          ) : null}
        </ol>
        {priorities.map(one => (
          <section class="part" key={one.id}>
            <h2>{one.title}</h2>
            <PrioritySteps
              slug={slug}
              priority={one}
              owed={view.owed.filter(due => due.priority === one.id)}
              closes={closes}
              answerDue={answerDue}
            />
          </section>
        ))}
      </div>
      <Aside view={view} />
    </div>
  )
}

/** ` · 3 March 2026, Village hall, 59 people came` */
const meetingWords = ({ heldOn, venue, attended }: ActivityListed): string =>
  [heldOn && longDate(heldOn), venue, attended === null ? '' : `${counted(attended, 'person', 'people')} came`]
    .filter(Boolean)
    .map((part, at) => (at === 0 ? `· ${part}` : part))
    .join(', ')

const AnswerOwed = ({ view: { owed: due, answerDue } }: { view: View }) => {
  const answer = due.find(one => one.kind === 'answer')
  if (answer) return <p class="meta late">{owedSince(answer)}</p>
  return answerDue ? <Meta>It is promised for {longDate(answerDue)}.</Meta> : null
}

function Aside({ view }: { view: View }) {
  const { slug, id, priorities, lateness: late, counts, answerDue } = view
  const base = addressOfEngagement(slug, id)
  const answered = priorities.filter(one => one.decision).length
  const answers = counts.reduce((sum, one) => sum + one.responses, 0)
  return (
    <div>
      {priorities.length ? (
        <Fact
          figure={`${answered} of ${priorities.length}`}
          tone={answered === priorities.length ? undefined : 'warn'}
          words={`${priorities.length === 1 ? 'thing' : 'things'} that people asked for ${answered === 1 ? 'has' : 'have'} an answer`}
        />
      ) : null}
      {late?.answered ? (
        <Fact
          figure={late.late > 0 ? `${counted(late.late, 'day')} late` : 'In time'}
          tone={late.late > 0 ? 'warn' : 'good'}
          words={latenessWords(late)}
        />
      ) : late && late.late > 0 ? (
        <Fact
          figure={`${counted(late.late, 'day')} late`}
          tone="bad"
          words={`${answered === 0 ? 'An answer' : 'The whole answer'} was promised for ${longDate(answerDue!)}.`}
        />
      ) : answerDue && late ? (
        <Fact figure={longDate(answerDue)} tone="flat" words="is the day by which an answer is promised" />
      ) : null}
      {answers > 0 ? (
        <Fact
          figure={answers.toLocaleString('en-GB')}
          words={answers === 1 ? 'answer was given' : 'answers were given'}
        />
      ) : null}
      {view.linked ? null : (
        <p>
          Were you one of them? <a href={`/p/${slug}/receipts`}>Open your own answer</a> with the number on your
          receipt.
        </p>
      )}
      <p>
        <a href={`${base}/listen`}>Tell me when this moves</a>
      </p>
      {view.owed.length ? (
        <>
          <h2>Still owed</h2>
          <ul class="plain">
            {view.owed.map(one => (
              <li key={`${one.kind}-${one.priority}-${one.title}`}>
                {owedWords(one)}
                <span class="meta late"> {owedSince(one)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : priorities.length && answered === priorities.length ? (
        <p>Nothing is owed today.</p>
      ) : null}
    </div>
  )
}

const Elsewhere = ({ view, name }: { view: View; name: string }) => (
  <Section heading="It runs somewhere else">
    <p>
      {view.organisationName} runs this. {name ? `${name} links to it from here, so that everyone can find it.` : ''}
    </p>
    {/^https?:\/\//.test(view.address) ? (
      <p class="row">
        <ButtonLink href={view.address}>Go to where it runs</ButtonLink>
      </p>
    ) : view.address ? (
      <p>{view.address}</p>
    ) : null}
    {view.heard ? (
      <>
        <h3>What people said</h3>
        <p class="pre">{view.heard}</p>
      </>
    ) : null}
  </Section>
)

/** What people take part on: who asks whom, how much say they have, who decides and when they hear. */
function Promised({ view, asked }: { view: View; asked?: boolean }) {
  const rows = [
    ...(view.state === 'called-off' ? [{ term: 'What we wanted to know', words: view.purpose }] : []),
    { term: asked ? 'Who was asked' : 'Who is asked', words: view.audience },
    { term: 'How much say people have', words: levelWords[view.level] },
    ...(view.decidedBy ? [{ term: 'Who decides', words: view.decidedBy }] : []),
    ...(view.answerDue
      ? [{ term: 'When you get an answer', words: `By ${longDate(view.answerDue)}. If it is late, this page says so.` }]
      : []),
    ...(view.mustReach ? [{ term: 'Who must be heard, and is easily missed', words: view.mustReach }] : []),
    ...(asked && !view.linked ? [{ term: 'Who could take part', words: whoMay[view.admits] }] : []),
    ...(view.places.length ? [{ term: 'Where', words: view.places.map(one => one.name).join(', ') }] : []),
    ...(view.outcomes.length
      ? [
          {
            term: 'What it is about in our plan',
            words: view.outcomes.map(one => (
              <div key={one.id}>
                <a href={addressOfOutcome(view.slug, one.id, one.title)}>{one.title}</a>
              </div>
            )),
          },
        ]
      : []),
  ]
  return (
    <Section heading={asked ? 'What was promised' : 'What we promise'}>
      <DefinitionRows rows={rows} />
    </Section>
  )
}

function Onward({ view }: { view: View }) {
  const { slug, id, level, activities, linked, resultsOpen, state } = view
  const money = !linked && (level === 'decide-together' || activities.some(one => one.kind === 'vote'))
  const base = addressOfEngagement(slug, id)
  const waiting = state === 'announced' || state === 'open' || state === 'draft'
  return (
    <Section heading="Find out more" wash>
      <ul class="plain">
        {money ? (
          <li>
            <a href={`/p/${slug}/budgets`}>Money you decide about: what it is for, and what can be done with it</a>
          </li>
        ) : null}
        {waiting ? (
          <li>
            <a href={`${base}/listen`}>Tell me when this moves</a>: when it closes, is answered, and when something is
            done
          </li>
        ) : null}
        {resultsOpen
          ? activities
              .filter(one => one.version > 0 || !['questionnaire', 'vote'].includes(one.kind))
              .map(one => (
                <li key={one.id}>
                  <a href={`${base}/results/${one.id}`}>Everything that was answered: {one.title}</a>
                </li>
              ))
          : null}
        {activities
          .filter(one => one.version > 0 && ['questionnaire', 'vote'].includes(one.kind))
          .map(one => (
            <li key={one.id}>
              <a href={addressOfActivity(slug, id, one)}>
                The questions as they {waiting ? 'are' : 'were'} asked: {one.title}
              </a>
            </li>
          ))}
        {linked ? null : (
          <>
            <li>
              <a href={`${base}/principles`}>How well it is done: eight principles, each with its evidence</a>
            </li>
            <li>
              <a href={`${base}/moderation`}>What was not shown, and why</a>
            </li>
            <li>
              <a href={`/p/${slug}/receipts`}>Open your own answer with your receipt</a>
            </li>
          </>
        )}
        <li>
          <a href={`/p/${slug}/engagements/answered`}>How much of what was asked was ever answered</a>
        </li>
      </ul>
    </Section>
  )
}
