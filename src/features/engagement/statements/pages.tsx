// Where people agree or disagree, one statement after the other, and add statements of their own.

import { capital, counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form, type Params, page } from '../../../ui/declare.ts'
import { type Attempt, Choices, typed } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Section, Table } from '../../../ui/parts.tsx'
import { notAsked, whatIsAsked } from '../answering/answer-page.tsx'
import { activityHere, addressOfActivity, addressOfEngagement, crumbs } from '../here.tsx'
import { onThisDevice } from '../ideas/on-this-device.ts'
import { stances } from './model.ts'
import { nextStatement } from './next.ts'
import { offerStatement, takeStance } from './operations.ts'
import type { Opinion } from './statements-of-groups.ts'
import { offered, opinionsOf, statementsAsked } from './store.ts'

async function statementsHere(asking: Asking, params: Params) {
  const found = await activityHere(asking, params)
  if (found?.activity.kind !== 'statements') return null
  const { db, device } = asking
  const admitted = await onThisDevice(asking, found)
  const response = admitted?.response ?? null
  const asked = await statementsAsked(db, found.activity.id)
  const opinions = response === null ? new Map<number, Opinion>() : await opinionsOf(db, response)
  return {
    ...found,
    asked,
    /** What they said so far, of what is still asked. */
    said: asked.flatMap(one => (opinions.has(one.id) ? [{ ...one, opinion: opinions.get(one.id)! }] : [])),
    next: nextStatement(asked, opinions, device ?? ''),
    own: response === null ? [] : await offered(db, response),
    mark: device ?? '',
    mayGoOn: admitted !== null,
    receipt: response === null ? null : admitted!.receipt,
  }
}
type View = NonNullable<Awaited<ReturnType<typeof statementsHere>>>

const at = '/p/:slug/engagements/:engagement/statements/:activity'
const here = (view: View, path = '') => addressOfActivity(view.slug, view.id, view.activity) + path

const statementsPage = page({
  at,
  audience: 'anyone',
  device: true,
  read: statementsHere,
  show: (view, frame) => (
    <Layout frame={frame} title={view.activity.title} crumbs={crumbs(view)} current="voice">
      <h1>{view.activity.title}</h1>
      {view.activity.about ? <p class="lead">{view.activity.about}</p> : null}
      {view.state === 'open' ? <Open view={view} /> : <NotOpen view={view} />}
    </Layout>
  ),
})

function NotOpen({ view }: { view: View }) {
  const { state, opens, closes, slug, id, activity, asked, resultsOpen } = view
  if (state === 'closed' || state === 'called-off')
    return (
      <Empty
        words={state === 'closed' ? `This closed on ${longDate(closes)}.` : 'This was called off.'}
        href={`${addressOfEngagement(slug, id)}${resultsOpen ? `/results/${activity.id}` : ''}`}
        next={resultsOpen ? 'See what people think' : 'See what became of it'}
      />
    )
  return (
    <>
      <p class="said">
        {state === 'draft' ? 'Only members see this yet.' : `This opens on ${longDate(opens)}.`}{' '}
        {asked.length ? 'People will say what they think of these:' : ''}
      </p>
      <ul>
        {asked.map(one => (
          <li key={one.id}>{one.words}</li>
        ))}
      </ul>
    </>
  )
}

const Open = ({ view }: { view: View }) => (
  <>
    <HowFar view={view} />
    {view.next ? <Next view={view} words={view.next.words} id={view.next.id} /> : null}
    <Own view={view} />
    <Finish view={view} />
  </>
)

function HowFar({ view: { said, asked, next, activity } }: { view: View }) {
  if (asked.length === 0)
    return (
      <p class="said">
        {activity.peopleAdd ? 'There are no statements yet. Be the first to add one.' : 'There are no statements.'}
      </p>
    )
  if (!next) return <p class="said">You have answered them all. Thank you.</p>
  return (
    <p class="meta" role="status">
      {said.length === 0
        ? `${capital(counted(asked.length, 'short statement'))}, one at a time. Say what you think of each. Stop whenever you like: each answer counts.`
        : `${said.length} of ${asked.length} so far. Stop whenever you like: each answer counts.`}
    </p>
  )
}

/** Three buttons, each of which sends; who has to type something first goes to the form that asks for it. */
function Next({ view, words, id }: { view: View; words: string; id: number }) {
  const needsSignIn = view.admits === 'signed-in' && !view.mayGoOn
  return (
    <Section id="next">
      <h2 id="statement">{words}</h2>
      {view.mayGoOn ? (
        <form method="post" action={here(view, '/say')} aria-labelledby="statement">
          <input type="hidden" name="device" value={view.mark} autocomplete="off" />
          <input type="hidden" name="statement" value={id} autocomplete="off" />
          <div class="row" style="margin-top:1rem">
            {Object.entries(stances).map(([value, label]) => (
              <button
                key={value}
                class={value === 'pass' ? 'ds_button ds_button--secondary' : 'ds_button'}
                type="submit"
                name="stance"
                value={value}
                style="flex:1 1 6.5rem;max-width:11rem;min-height:3.25rem"
                aria-describedby="statement"
              >
                {label}
              </button>
            ))}
          </div>
          <p class="meta">Pass if you are not sure, or if it does not matter to you.</p>
        </form>
      ) : (
        <ButtonLink href={needsSignIn ? '/sign-in' : here(view, '/say')}>
          {needsSignIn ? 'Sign in to say what you think' : 'Say what you think'}
        </ButtonLink>
      )}
    </Section>
  )
}

const states = {
  waiting: 'Yours waits to be read',
  shown: 'Others can answer it now',
  hidden: 'It is not shown',
} as const

function Own({ view }: { view: View }) {
  const { activity, own, receipt, slug } = view
  if (!activity.peopleAdd) return null
  return (
    <Section heading="Is something missing?">
      {own.length ? (
        <ul class="plain">
          {own.map(one => (
            <li key={one.id}>
              {one.words}
              <p class="meta">
                {states[one.state]}
                {one.state === 'hidden' ? (
                  <>
                    . <a href={`/p/${slug}/receipts/${receipt}`}>See why, and ask for another look</a>
                  </>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <ButtonLink href={here(view, '/add')} secondary>
          Add a statement of your own
        </ButtonLink>
      </p>
    </Section>
  )
}

const opinionWords: Readonly<Record<Opinion, string>> = { 1: 'Agree', [-1]: 'Disagree', 0: 'Pass' }

const Finish = ({ view }: { view: View }) => (
  <Section>
    {view.receipt ? (
      <ButtonLink href={`/p/${view.slug}/receipts/${view.receipt}`} secondary>
        Stop here and keep my number
      </ButtonLink>
    ) : (
      <a href={addressOfEngagement(view.slug, view.id)}>Read more about it first</a>
    )}
    {view.said.length ? (
      <details>
        <summary>What you said so far</summary>
        <Table
          quiet
          caption="What you said so far"
          empty=""
          columns={[{ words: 'Statement', prose: true }, { words: 'You' }, { words: '' }]}
          rows={view.said.map(one => [
            one.words,
            opinionWords[one.opinion],
            <a href={here(view, `/say?statement=${one.id}`)} key={one.id}>
              Change<span class="unseen"> what you said of “{one.words}”</span>
            </a>,
          ])}
        />
      </details>
    ) : null}
  </Section>
)

/** The same with round buttons: for who has to type a code first, and for a changed mind. */
const sayForm = form({
  at: `${at}/say`,
  audience: 'anyone',
  operation: takeStance,
  rationed: 'crowd',
  device: 'device',
  read: statementsHere,
  omit: view => ['statement', 'stance', ...notAsked(view.mayGoOn ? 'anyone' : view.admits)],
  needed: view => (view.mayGoOn ? [] : whatIsAsked(view.admits)),
  start: ({ next }) => ({ statement: String(next?.id ?? '') }),
  crumbs: view => [...crumbs(view), { href: here(view), words: view.activity.title }],
  title: () => 'What do you think?',
  lead: view =>
    view.state === 'open' ? <HowFar view={view} /> : <p class="said">Nothing can be answered here now.</p>,
  asks: (view, attempt) => <Asked view={view} attempt={attempt} />,
  button: 'Send',
  next: (_outcome, { slug, engagement, activity }) =>
    `/p/${slug}/engagements/${engagement}/statements/${activity}#next`,
})

function Asked({ view, attempt }: { view: View; attempt: Attempt }) {
  const [number] = typed(attempt, 'statement')
  const statement = view.asked.find(one => String(one.id) === number)
  if (!statement) return null
  const opinion = view.said.find(one => one.id === statement.id)?.opinion
  const chosen = Object.entries(stances).find(([, words]) => opinion !== undefined && words === opinionWords[opinion])
  return (
    <>
      <input type="hidden" name="statement" value={statement.id} autocomplete="off" />
      <div class={attempt.errors.stance ? 'ds_question ds_question--error' : 'ds_question'}>
        <Choices
          field={{
            name: 'stance',
            label: statement.words,
            kind: 'choice',
            required: true,
            options: Object.entries(stances).map(([value, words]) => ({ value, words })),
          }}
          attempt={{ ...attempt, values: { stance: chosen?.[0] ?? '', ...attempt.values } }}
        />
      </div>
    </>
  )
}

const offerForm = form({
  at: `${at}/add`,
  audience: 'anyone',
  operation: offerStatement,
  rationed: 'crowd',
  device: 'device',
  read: async (asking: Asking, params: Params) => {
    const found = await statementsHere(asking, params)
    return found?.activity.peopleAdd ? found : null
  },
  omit: view => notAsked(view.mayGoOn ? 'anyone' : view.admits),
  needed: view => (view.mayGoOn ? [] : whatIsAsked(view.admits)),
  crumbs: view => [...crumbs(view), { href: here(view), words: view.activity.title }],
  title: () => 'Add a statement of your own',
  lead: ({ state }) =>
    state === 'open'
      ? 'Say one thing in one sentence, so that others can agree or disagree. Name no person. Somebody reads it before others see it.'
      : 'Nothing can be added here now.',
  button: 'Send it',
  done: 'Thank you. Somebody reads it first. Then others can say what they think of it.',
  next: (_outcome, { slug, engagement, activity }) => `/p/${slug}/engagements/${engagement}/statements/${activity}`,
})

export const faces: readonly AnyFace[] = [statementsPage, sayForm, offerForm]
