// The pages of comparing: one pair after the other for people, the list of what is compared for those who run it.

import { isRefusal } from '../../../kernel/refusal.ts'
import { capital, counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form, type Params } from '../../../ui/declare.ts'
import { ButtonLink, Empty, Section, Table } from '../../../ui/parts.tsx'
import { participant } from '../admission.ts'
import { notAsked, whatIsAsked } from '../answering/answer-page.tsx'
import { activityHere, addressOfEngagement, crumbs, runCrumbs } from '../here.tsx'
import { nextPair } from './bradley-terry.ts'
import { addOption, compare, dropOption } from './operations.ts'
import { compared, options, same } from './store.ts'

async function pairHere(asking: Asking, params: Params) {
  const found = await activityHere(asking, params)
  if (found?.activity.kind !== 'pairs') return null
  const { db, viewer, device } = asking
  const listed = await options(db, found.activity.id)
  const here =
    found.state === 'open'
      ? await participant(
          db,
          found.activity.id,
          { device: device ?? '', code: '', postcode: '' },
          { actor: viewer, network: null, standing: asking.standing, now: asking.now },
        )
      : null
  const admitted = here && !isRefusal(here.admitted) ? here.admitted : null
  const done = admitted?.response ? await compared(db, admitted.response) : []
  const pair =
    here &&
    nextPair(
      listed.map(one => String(one.id)),
      done.map(([low, high]) => [String(low), String(high)]),
      seedOf(device ?? ''),
    )
  return {
    ...found,
    options: listed,
    done: done.length,
    all: (listed.length * (listed.length - 1)) / 2,
    pair: pair ? pair.map(id => listed.find(one => String(one.id) === id)!) : null,
    receipt: admitted?.response ? admitted.receipt : null,
    signedIn: viewer.person !== null,
  }
}
type View = NonNullable<Awaited<ReturnType<typeof pairHere>>>

/** Another device begins with other pairs, so that all are compared about as often. */
const seedOf = (device: string): number => [...device].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7)

const pairForm = form({
  at: '/p/:slug/engagements/:engagement/pairs/:activity',
  audience: 'anyone',
  operation: compare,
  rationed: 'crowd',
  device: 'device',
  hidden: ['one', 'other'],
  read: pairHere,
  omit: view => [...notAsked(view.receipt || !view.pair ? 'anyone' : view.admits), ...(view.pair ? [] : ['chosen'])],
  needed: view => (view.receipt ? [] : whatIsAsked(view.admits)),
  start: ({ pair }) => ({ one: String(pair?.[0]?.id ?? ''), other: String(pair?.[1]?.id ?? '') }),
  options: ({ pair }) => ({
    chosen: [
      ...(pair ?? []).map(one => ({ value: String(one.id), words: one.title, hint: one.words || undefined })),
      { value: same, words: 'They matter the same' },
    ],
  }),
  crumbs,
  title: ({ activity }) => activity.title,
  lead: view => (
    <>
      {view.activity.about ? <p class="lead">{view.activity.about}</p> : null}
      <HowFar view={view} />
    </>
  ),
  button: 'Next pair',
  sends: ({ pair }) => pair !== null,
  below: view => <Finish view={view} />,
  next: (_outcome, { slug, engagement, activity }) => `/p/${slug}/engagements/${engagement}/pairs/${activity}`,
})

function HowFar({ view }: { view: View }) {
  const { state, opens, closes, done, all, pair, options: listed } = view
  if (state === 'announced' || state === 'draft')
    return (
      <>
        <p class="said">
          {state === 'draft' ? 'Only members see this yet.' : `This opens on ${longDate(opens)}.`} These will be
          compared:
        </p>
        <ul>
          {listed.map(one => (
            <li key={one.id}>{one.title}</li>
          ))}
        </ul>
      </>
    )
  if (state !== 'open')
    return <p class="said">{state === 'closed' ? `This closed on ${longDate(closes)}.` : 'This was called off.'}</p>
  if (!pair) return <p class="said">You have compared them all. Thank you.</p>
  return (
    <p class="meta" role="status">
      {done === 0
        ? 'You see two things at a time. Choose the one that matters more to you. Stop whenever you like: each pair counts.'
        : `${capital(counted(done, 'pair'))} of ${all} so far. Stop whenever you like: each pair counts.`}
      {view.admits === 'signed-in' && !view.signedIn ? (
        <>
          {' '}
          Only people who are signed in can take part in this: <a href="/sign-in">sign in</a>.
        </>
      ) : null}
    </p>
  )
}

const Finish = ({ view: { receipt, slug, id } }: { view: View }) => (
  <Section>
    {receipt ? (
      <ButtonLink href={`/p/${slug}/receipts/${receipt}`} secondary>
        Stop here and keep my number
      </ButtonLink>
    ) : (
      <a href={addressOfEngagement(slug, id)}>Read more about it first</a>
    )}
  </Section>
)

const optionsForm = form({
  at: '/p/:slug/engagements/:engagement/run/pairs/:activity',
  audience: 'members',
  operation: addOption,
  read: async (asking: Asking, params: Params) => {
    const found = await activityHere(asking, params)
    return found?.mayRun && found.activity.kind === 'pairs'
      ? { ...found, options: await options(asking.db, found.activity.id) }
      : null
  },
  crumbs: runCrumbs,
  title: ({ activity }) => `What is compared in “${activity.title}”`,
  lead: ({ options: listed }) => (
    <p class="lead">
      Six to twelve short things of the same size work best: people see two at a time.{' '}
      {listed.length < 2 ? 'There must be two at least.' : ''}
    </p>
  ),
  button: 'Add it',
  done: 'Added.',
  next: (_outcome, { engagement, activity }, base) => `${base}/engagements/${engagement}/run/pairs/${activity}`,
  below: view => (
    <Section heading="On the list">
      {view.options.length === 0 ? (
        <Empty words="Nothing yet." />
      ) : (
        <Table
          quiet
          caption="On the list"
          empty=""
          columns={[{ words: 'What' }, { words: 'More about it', prose: true }, { words: '' }]}
          rows={view.options.map(one => [
            one.title,
            one.words,
            view.state === 'draft' || view.state === 'announced' ? (
              <a
                key={one.id}
                href={`${addressOfEngagement(view.slug, view.id)}/run/pairs/${view.activity.id}/${one.id}/drop`}
              >
                Take off<span class="unseen"> {one.title}</span>
              </a>
            ) : null,
          ])}
        />
      )}
    </Section>
  ),
})

const dropForm = form({
  at: '/p/:slug/engagements/:engagement/run/pairs/:activity/:option/drop',
  audience: 'members',
  operation: dropOption,
  read: async (asking: Asking, params: Params) => {
    const found = await activityHere(asking, params)
    const listed = found?.mayRun ? await options(asking.db, found.activity.id) : []
    const option = listed.find(one => String(one.id) === params.option)
    return found && option ? { ...found, option } : null
  },
  crumbs: runCrumbs,
  title: ({ option }) => `Take “${option.title}” off the list`,
  button: 'Take it off',
  danger: true,
  done: 'It is off the list.',
  next: (_outcome, { engagement, activity }, base) => `${base}/engagements/${engagement}/run/pairs/${activity}`,
})

export const faces: readonly AnyFace[] = [pairForm, optionsForm, dropForm]
