// The page from which the loop is closed: what is owed, the one next step, and each thing that people want with what
// hangs on it. For members; links to what may be done are for those who run it.

import { capital, counted, inWords, longDate } from '../../../kernel/words.ts'
import { type AnyFace, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section } from '../../../ui/parts.tsx'
import { addressOfEngagement, RunLinks, runCrumbs } from '../here.tsx'
import { engagementPage, type ThreadView, threadHere } from './engagement-page.tsx'
import { threadForms } from './forms.tsx'
import type { Priority } from './queries.ts'
import { mayName } from './rules.ts'
import { AnswerPill } from './steps.tsx'
import { latenessWords, owedSince, owedWords, sinceWords } from './words.ts'

interface Step {
  readonly words: string
  readonly href: string
  readonly button: string
}

/** The one thing to do next; null where nothing is to be done. */
export function nextInThread(view: Pick<ThreadView, 'slug' | 'id' | 'state' | 'linked' | 'priorities'>): Step | null {
  const at = `${addressOfEngagement(view.slug, view.id)}/run/thread`
  const { priorities } = view
  if (priorities.length === 0)
    return mayName(view) === null
      ? {
          words: 'What matters most to people? Name it, so that it can be answered.',
          href: `${at}/new`,
          button: 'Name what people want',
        }
      : null
  const without = (heading: string, those: readonly Priority[], path: string, button: string): Step | null =>
    those[0]
      ? {
          words:
            priorities.length === 1
              ? `What people want has ${heading}.`
              : `${capital(inWords(those.length))} of ${inWords(priorities.length)} ${those.length === 1 ? 'has' : 'have'} ${heading}.`,
          href: `${at}/${those[0].id}/${path}`,
          button: `${button}: ${those[0].title}`,
        }
      : null
  const said = priorities.filter(one => one.decision && one.decision.answer !== 'no')
  const going = (one: Priority) => one.actions.some(work => work.stopped === null)
  return (
    without(
      'no answer yet',
      priorities.filter(one => !one.decision),
      'decide',
      'Give an answer',
    ) ??
    without(
      'an answer and no work',
      said.filter(one => !going(one)),
      'actions/new',
      'Say what is done',
    ) ??
    without(
      'work and no figure that would show whether it changed anything',
      said.filter(one => going(one) && one.figures.length === 0),
      'indicators/new',
      'Choose a figure',
    )
  )
}

const runThread = page({
  at: '/p/:slug/engagements/:engagement/run/thread',
  audience: 'members',
  read: threadHere,
  show: (view, frame) => {
    const at = `${addressOfEngagement(view.slug, view.id)}/run/thread`
    const next = view.mayRun ? nextInThread(view) : null
    return (
      <Layout frame={frame} title={`What became of it: ${view.title}`} crumbs={runCrumbs(view)} current="voice">
        <h1>{headingOf(view)}</h1>
        <RunLinks slug={view.slug} id={view.id} current="/thread" />
        <Lead>
          {view.lateness ? `${latenessWords(view.lateness)} ` : ''}
          {view.answerDue ? `An answer was promised for ${longDate(view.answerDue)}.` : ''} Everyone sees what stands
          here: <a href={addressOfEngagement(view.slug, view.id)}>as people see it</a>.
        </Lead>
        {next ? (
          <Section wash heading="Next">
            <p>{next.words}</p>
            <ButtonLink href={next.href}>{next.button}</ButtonLink>
          </Section>
        ) : null}
        {view.owed.length ? (
          <Section
            heading={`${capital(inWords(view.owed.length))} ${view.owed.length === 1 ? 'thing is' : 'things are'} owed to those who took part`}
          >
            <ul class="plain">
              {view.owed.map(one => (
                <li key={`${one.kind}-${one.priority}-${one.title}`}>
                  {owedWords(one)} <span class="late">{owedSince(one)}</span>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        <Section
          heading="What people want"
          words="From what they said to what changed. Each link is made by a person, and stays with its day."
        >
          {view.priorities.length ? (
            <ol class="plain">
              {view.priorities.map((one, index) => (
                <li key={one.id}>
                  <Row view={view} one={one} first={index === 0} last={index === view.priorities.length - 1} />
                </li>
              ))}
            </ol>
          ) : (
            <Empty words={emptyWords(view)} />
          )}
          {view.mayRun && view.priorities.length && mayName(view) === null ? (
            <p class="row">
              <ButtonLink href={`${at}/new`} secondary>
                Name another
              </ButtonLink>
            </p>
          ) : null}
        </Section>
      </Layout>
    )
  },
})

function headingOf({ priorities, state, linked }: ThreadView): string {
  if (priorities.length === 0)
    return state === 'closed' || linked ? 'Nobody has said yet what people want' : 'What becomes of what people say'
  const waiting = priorities.filter(one => !one.decision).length
  if (waiting && priorities.length === 1) return 'What people asked for has no answer yet'
  if (waiting)
    return `${capital(inWords(waiting))} of ${inWords(priorities.length)} things people asked for ${waiting === 1 ? 'has' : 'have'} no answer yet`
  return priorities.length === 1 ? 'What people asked for has its answer' : 'Everything people asked for has its answer'
}

const emptyWords = (view: ThreadView): string =>
  mayName(view)?.words ??
  'The few things that people want most will stand here, each with its answer. Sort what they said into themes first; then name what matters.'

function Row({ view, one, first, last }: { view: ThreadView; one: Priority; first: boolean; last: boolean }) {
  const at = `${addressOfEngagement(view.slug, view.id)}/run/thread/${one.id}`
  const link = (path: string, words: string) => (
    <a href={`${at}/${path}`}>
      {words}
      <span class="unseen">: {one.title}</span>
    </a>
  )
  const open = one.decision !== null && one.decision.answer !== 'no'
  return (
    <>
      <h3>{one.title}</h3>
      <Meta>
        {one.themes.length ? `From: ${one.themes.map(theme => theme.title).join(', ')}` : 'Linked to no theme yet'} ·{' '}
        {counted(one.quotes.length, 'quote')}
      </Meta>
      {one.decision ? (
        <p>
          <AnswerPill answer={one.decision.answer} /> {one.decision.reason}{' '}
          <span class="meta">
            {one.decision.decidedBy}, {longDate(one.decision.on)}
          </span>
        </p>
      ) : (
        <p class="missing">No answer yet</p>
      )}
      {one.actions.map(work => (
        <p key={work.id}>
          <a href={`/p/${view.slug}/actions/${work.id}`}>{work.title}</a>
          {work.stopped ? ` · stopped on ${longDate(work.stopped)}` : ''}
          {work.lateSince ? <span class="late"> · late since {longDate(work.lateSince)}</span> : null}
          {view.mayRun ? <> {link(`actions/${work.id}/unlink`, 'Take the link away')}</> : null}
        </p>
      ))}
      {one.figures.map(figure => (
        <p key={figure.indicator.id}>
          <a href={`/p/${view.slug}/indicators/${figure.indicator.id}`}>{figure.indicator.name}</a>:{' '}
          {sinceWords(figure)}
          {view.mayRun ? <> {link(`indicators/${figure.indicator.id}/unlink`, 'Take the link away')}</> : null}
        </p>
      ))}
      {view.mayRun ? (
        <p class="tools">
          {link('decide', one.decision ? 'Give a new answer' : 'Give an answer')}
          {open ? link('actions/new', 'Link work') : null}
          {open ? link('indicators/new', 'Link a figure') : null}
          {link('themes', 'Themes')}
          {first && last ? null : link('move', 'Move')}
          {one.decisions.length ? null : link('edit', 'Change the words')}
          {one.decisions.length ? null : link('drop', 'Take away')}
        </p>
      ) : null}
    </>
  )
}

export const threadFaces: readonly AnyFace[] = [engagementPage, runThread, ...threadForms]
