// The page on which people answer the questions of an activity, or vote.

import { randomBytes } from 'node:crypto'
import { longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form, type Params } from '../../../ui/declare.ts'
import { ButtonLink } from '../../../ui/parts.tsx'
import { shapesOf } from '../../places/public.ts'
import { activityHere, addressOfEngagement, crumbs } from '../here.tsx'
import type { Admits } from '../model.ts'
import { respond } from './operations.ts'
import { Questions } from './question-parts.tsx'

async function answerHere(asking: Asking, params: Params) {
  const found = await activityHere(asking, params)
  if (!found || !['questionnaire', 'vote'].includes(found.activity.kind)) return null
  const codes = found.questions.flatMap(one => (one.kind === 'place' ? (one.options ?? []).map(({ id }) => id) : []))
  return {
    ...found,
    shapes: await shapesOf(asking.db, codes),
    signedIn: asking.viewer.person !== null,
    once: randomBytes(12).toString('base64url'),
  }
}
type View = NonNullable<Awaited<ReturnType<typeof answerHere>>>

/** What each way of letting people in asks them for. */
const asksFor: Readonly<Record<Admits, readonly ('code' | 'postcode')[]>> = {
  anyone: [],
  postcodes: ['postcode'],
  codes: ['code'],
  bodies: ['code'],
  'signed-in': [],
}
/** The inputs of `entry` that these people cannot do without. */
export const whatIsAsked = (admits: Admits): readonly string[] => asksFor[admits]
/** Those that a form for them does not show. */
export const notAsked = (admits: Admits): readonly string[] =>
  (['code', 'postcode'] as const).filter(name => !asksFor[admits].includes(name))

const answerForm = form({
  at: '/p/:slug/engagements/:engagement/answer/:activity',
  audience: 'anyone',
  operation: respond,
  rationed: 'crowd',
  device: 'device',
  gathers: 'answers',
  hidden: ['once', 'version'],
  renews: { input: 'version', after: 'questions-changed' },
  read: answerHere,
  start: ({ activity, once }) => ({ once, version: String(activity.version) }),
  omit: ({ admits, state }) => notAsked(state === 'open' ? admits : 'anyone'),
  needed: ({ admits }) => whatIsAsked(admits),
  crumbs,
  title: ({ activity }) => activity.title,
  lead: view => (
    <>
      {view.activity.about ? <p class="lead">{view.activity.about}</p> : null}
      <Standing view={view} />
    </>
  ),
  asks: (view, attempt) => <Questions questions={view.questions} attempt={attempt} shapes={view.shapes} />,
  button: 'Send my answers',
  sends: ({ state }) => state === 'open',
  below: view => <OtherWays view={view} />,
  next: ({ written }, { slug }) => `/p/${slug}/receipts/${written.reveal}`,
})

/** Whether it can be answered now, and until when. */
function Standing({ view }: { view: View }) {
  const { state, opens, closes, slug, id, admits, signedIn, questions } = view
  if (state === 'closed' || state === 'called-off')
    return (
      <p class="said">
        {state === 'closed' ? `This closed on ${longDate(closes)}.` : 'This was called off.'} No more answers are taken.{' '}
        <a href={addressOfEngagement(slug, id)}>See what became of it</a>
      </p>
    )
  if (state !== 'open')
    return (
      <p class="said">
        {state === 'draft' ? 'Only members see this yet.' : `This opens on ${longDate(opens)}.`}{' '}
        {questions.length ? 'These are the questions.' : 'The questions will stand here.'}
      </p>
    )
  return (
    <p class="meta">
      Open until {longDate(closes)}. You need not say who you are.
      {admits === 'signed-in' && !signedIn ? (
        <>
          {' '}
          Only people who are signed in can answer this: <a href="/sign-in">sign in</a>.
        </>
      ) : null}
    </p>
  )
}

const OtherWays = ({ view: { state, admits, slug, id, activity } }: { view: View }) =>
  state !== 'open' ? null : (
    <section class="part" aria-labelledby="other-ways">
      <h2 id="other-ways">Before you send it</h2>
      <p>
        You get a number to keep. With it you can see your answers again, and what became of them. Your answers are kept
        without your name. <a href="/privacy">How we look after what you tell us</a>
      </p>
      {admits === 'anyone' || admits === 'postcodes' ? (
        <p>
          Is this a shared phone or computer, and has somebody answered on it?{' '}
          <a href={`${addressOfEngagement(slug, id)}/answer/${activity.id}?another=1`}>Answer as somebody else</a>
        </p>
      ) : null}
      <p>
        <ButtonLink href={addressOfEngagement(slug, id)} secondary>
          Read more about it first
        </ButtonLink>
      </p>
    </section>
  )

export const faces: readonly AnyFace[] = [answerForm]
