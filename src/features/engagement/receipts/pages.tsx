// The pages a receipt opens: typing it, one's own answer and what became of it, taking it back, and asking to be told.

import { longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { dayIn } from '../../../operation/perform.ts'
import { type AnyFace, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Lead, Meta, Section } from '../../../ui/parts.tsx'
import { followedBy } from '../../rounds/public.ts'
import { addressOfEngagement, crumbs, type EngagementHere, engagementHere } from '../here.tsx'
import { threadHere } from '../thread/engagement-page.tsx'
import { AnswerPill } from '../thread/steps.tsx'
import { findingWords, owedSince, owedWords } from '../thread/words.ts'
import { listen, openReceipt, withdrawResponse } from './operations.ts'
import { OwnAnswer } from './own-answer.tsx'
import { openedBy } from './queries.ts'
import { asPrinted, mayTakeBack } from './rules.ts'

/** No receipt is longer; what is longer is not looked for. */
const longest = 60

const openForm = form({
  at: '/p/:slug/receipts',
  audience: 'anyone',
  operation: openReceipt,
  rationed: 'crowd',
  read: async () => ({}),
  title: () => 'Open your own answer',
  lead: () => 'See again what you answered, and what became of it. You need no account: the number is enough.',
  button: 'Open it',
  below: () => (
    <Meta>If you have lost the number, nobody can find your answer for you: we do not know which one is yours.</Meta>
  ),
  next: ({ written }, { slug }) => `/p/${slug}/receipts/${written.reveal}`,
})

/** The answer that the receipt in the address opens, with its engagement. */
async function answerHere(asking: Asking, { receipt }: Params) {
  if (!receipt || receipt.length > longest) return null
  const answer = await openedBy(asking.db, receipt)
  const view = answer && (await threadHere(asking, { engagement: String(answer.engagement) }))
  return answer && view
    ? {
        ...view,
        answer,
        receipt: asPrinted(receipt),
        fresh: answer.withdrawnOn === null && asking.now.getTime() - answer.received.getTime() < thankedFor,
        open: mayTakeBack(view, asking.today) === null,
      }
    : null
}
type View = NonNullable<Awaited<ReturnType<typeof answerHere>>>

/** Milliseconds for which whoever opens it is taken to have just answered. */
const thankedFor = 15 * 60 * 1000

const receiptPage = page({
  at: '/p/:slug/receipts/:receipt',
  audience: 'anyone',
  device: true,
  read: answerHere,
  show: (view, frame) => {
    const { slug, answer, receipt, fresh } = view
    const title = answer.withdrawnOn ? 'You took this answer back' : fresh ? 'Thank you' : 'Your answer'
    return (
      <Layout frame={frame} title={title} crumbs={crumbs(view)} current="voice">
        <h1>{title}</h1>
        {answer.withdrawnOn ? (
          <Lead>
            What you said was erased on {longDate(answer.withdrawnOn)}. It counts nowhere, and cannot be brought back or
            given again.
          </Lead>
        ) : (
          <>
            <Lead>
              {fresh
                ? 'Your answer is kept. Keep this number too: it is the only way to see your answer again, and what became of it.'
                : `What you answered to “${answer.title}” on ${longDate(dayIn(answer.received))}, and what became of it.`}
            </Lead>
            <p class="secret">
              <span class="unseen">The number on your receipt: </span>
              <code>{receipt}</code>
            </p>
            {fresh ? (
              <Meta>
                Write it down, or keep this page. Nobody can look it up for you, because nobody knows which answer is
                yours.
              </Meta>
            ) : null}
          </>
        )}
        {answer.setAsideOn ? (
          <p class="notice-line">
            Your answer was set aside on {longDate(answer.setAsideOn)} and is not counted: somebody judged that several
            answers like it came from one hand. How it was judged stands with the results.
          </p>
        ) : null}
        {answer.withdrawnOn ? null : <OwnAnswer answer={answer} slug={slug} receipt={receipt} />}
        <Became view={view} />
        {view.open && !answer.withdrawnOn ? (
          <Section heading="Take it back">
            <p>
              Until {longDate(view.closes)} you can take your answer back. Everything you said is then erased.{' '}
              <b>You cannot answer again in its place.</b>
            </p>
            <p class="row">
              <ButtonLink href={`/p/${slug}/receipts/${receipt}/take-back`} secondary>
                Take my answer back
              </ButtonLink>
            </p>
          </Section>
        ) : null}
      </Layout>
    )
  },
})

/** The thread in short, and how to hear more of it. */
function Became({ view }: { view: View }) {
  const { slug, id, title, state, priorities, answerDue, owed, decidedBy } = view
  const address = addressOfEngagement(slug, id)
  return (
    <Section heading="What became of it" wash>
      {state === 'called-off' ? (
        <p>
          “{title}” was called off: {view.calledOffBecause}
        </p>
      ) : state === 'closed' ? (
        <>
          <p>
            {findingWords(
              priorities.map(one => one.decision?.answer ?? null),
              answerDue,
              view.lateness,
            )}
          </p>
          <ul class="plain">
            {priorities.map(one => (
              <li key={one.id}>
                <b>{one.title}</b>{' '}
                {one.decision ? (
                  <>
                    <AnswerPill answer={one.decision.answer} /> {one.decision.reason}
                  </>
                ) : (
                  <span class="late">No answer yet</span>
                )}
              </li>
            ))}
          </ul>
          {owed[0] ? (
            <p>
              Still owed: {owedWords(owed[0])} <span class="late">{owedSince(owed[0])}</span>
            </p>
          ) : null}
        </>
      ) : (
        <p>
          It is open until {longDate(view.closes)}. {decidedBy ? `Then ${lowered(decidedBy)} decides. ` : ''}
          {answerDue ? `You get an answer by ${longDate(answerDue)}.` : ''}
        </p>
      )}
      <p>
        <a href={address}>The whole story: {title}</a>
      </p>
      <p>
        <a href={`${address}/listen`}>Tell me when this moves</a>. Your address is never kept with your answer.
      </p>
    </Section>
  )
}

/** `The board` inside a sentence. */
const lowered = (name: string): string => name.replace(/^The /, 'the ')

const takeBackForm = form({
  at: '/p/:slug/receipts/:receipt/take-back',
  audience: 'anyone',
  operation: withdrawResponse,
  rationed: 'crowd',
  read: async (asking, params) => {
    const found = await answerHere(asking, params)
    return found && found.answer.withdrawnOn === null ? found : null
  },
  crumbs: view => [...crumbs(view), { href: `/p/${view.slug}/receipts/${view.receipt}`, words: 'Your answer' }],
  title: () => 'Take your answer back',
  lead: ({ answer }) => (
    <>
      <p class="lead">
        Everything you said in “{answer.title}” is erased at once. It is gone: nobody can bring it back.
      </p>
      <p>
        {answer.kind === 'vote'
          ? 'A vote that is taken back cannot be cast again.'
          : 'You cannot answer again in its place.'}{' '}
        We keep only that one answer was taken back, so that nobody can answer twice.
      </p>
    </>
  ),
  button: 'Erase my answer',
  danger: true,
  next: (_outcome, { slug, receipt }) => `/p/${slug}/receipts/${receipt}`,
  done: 'Your answer is erased.',
})

type Listening = EngagementHere & {
  readonly signedIn: string | null
  readonly listening: Awaited<ReturnType<typeof followedBy>>
}

/** Whoever is not signed in cannot do without an address, so their form asks for it plainly. */
const listenByForm = { ...listen, input: { ...listen.input, email: { ...listen.input.email, optional: false } } }

const listenForm = form({
  at: '/p/:slug/engagements/:engagement/listen',
  audience: 'anyone',
  operation: listenByForm,
  rationed: true,
  read: async (asking, params): Promise<Listening | null> => {
    const found = await engagementHere(asking, params)
    if (!found || found.state === 'draft') return null
    const { viewer, db } = asking
    return {
      ...found,
      signedIn: viewer.person === null ? null : (viewer.email ?? 'your address'),
      listening: await followedBy(db, viewer.person, { outcome: null, place: null, engagement: found.id }),
    }
  },
  crumbs,
  omit: ({ signedIn }) => (signedIn === null ? [] : ['email']),
  title: ({ title }) => `Hear when this moves: ${title}`,
  lead: ({ signedIn }) =>
    `We write once each time something moves: when it closes, when there is an answer, when something is done, when there is a figure. Your address is kept apart from any answer.${signedIn === null ? '' : ` Letters go to ${signedIn}.`}`,
  button: 'Tell me when this moves',
  next: ({ fact }, { slug }) => `/p/${slug}/follow/${fact.fact === 'FollowBegun' ? 'begun' : 'asked'}`,
  below: ({ listening, slug }) =>
    listening ? (
      <p>
        You hear of this already. <a href={`/p/${slug}/follow/${listening.key}/stop`}>Stop it</a>
      </p>
    ) : null,
})

export const receiptFaces: readonly AnyFace[] = [openForm, receiptPage, takeBackForm, listenForm]
