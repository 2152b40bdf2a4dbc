// The pages of following: asking for it, saying yes, and stopping, each in one step and without an account.

import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Lead } from '../../../ui/parts.tsx'
import { addressOfOutcome } from '../../plans/public.ts'
import { confirmFollow, follow, stopFollow } from './following.ts'
import { daysToConfirm, rhythmWords, type Subject } from './following-rules.ts'
import { followable, followByKey, followedBy } from './following-store.ts'

interface Followable extends Subject {
  readonly title: string
  readonly slug: string
  readonly signedIn: string | null
  readonly following: Awaited<ReturnType<typeof followedBy>>
}

async function followableHere({ db, viewer, partnership }: Asking, what: Subject): Promise<Followable | null> {
  const title = await followable(db, what)
  return title === null
    ? null
    : {
        title,
        ...what,
        slug: partnership!.slug,
        signedIn: viewer.person === null ? null : (viewer.email ?? 'your address'),
        following: await followedBy(db, viewer.person, what),
      }
}

/** The address is left out for whoever is signed in; anybody else cannot do without it, so their form asks for it plainly. */
const followByForm = { ...follow, input: { ...follow.input, email: { ...follow.input.email, optional: false } } }

const asking = {
  audience: 'anyone',
  operation: followByForm,
  rationed: true,
  title: (view: Followable) => hear(view),
  lead: ({ signedIn }: Followable) =>
    `We write only when something moved: a new figure, a target, a word on the work, a milestone, a change of plan.${signedIn === null ? '' : ` Letters go to ${signedIn}.`}`,
  start: ({ following }: Followable) => ({ rhythm: following?.rhythm ?? 'monthly' }),
  button: 'Tell me when this moves',
  next: ({ fact }: { fact: { fact: string } }, { slug }: Params) =>
    `/p/${slug}/follow/${fact.fact === 'FollowBegun' ? 'begun' : 'asked'}`,
  below: ({ following, slug }: Followable) =>
    following ? (
      <p>
        You follow this already: {rhythmWords[following.rhythm].toLowerCase()}.{' '}
        <a href={`/p/${slug}/follow/${following.key}/stop`}>Stop it</a>
      </p>
    ) : null,
} as const

const hear = ({ title, place }: { title: string; place: string | null }): string =>
  place === null ? `Hear when this moves: ${title}` : `Hear when something moves in ${title}`

const emailFor = ({ signedIn }: Followable) => (signedIn === null ? [] : ['email'])

const followOutcome = form({
  at: '/p/:slug/outcomes/:outcome/follow',
  ...asking,
  read: async (here, { outcome }) =>
    /^\d{1,15}$/.test(outcome!)
      ? followableHere(here, { outcome: Number(outcome), place: null, engagement: null })
      : null,
  omit: view => ['place', ...emailFor(view)],
  crumbs: view => [{ href: addressOfOutcome(view.slug, view.outcome!, view.title), words: view.title }],
})

const followPlace = form({
  at: '/p/:slug/places/:place/follow',
  ...asking,
  read: (here, { place }) => followableHere(here, { outcome: null, place: place!, engagement: null }),
  omit: view => ['outcome', ...emailFor(view)],
})

const asked = page({
  at: '/p/:slug/follow/asked',
  audience: 'anyone',
  read: async () => ({}),
  show: (_view, frame) => (
    <Layout frame={frame} title="Look in your email">
      <h1>Look in your email</h1>
      <Lead>
        If you do not follow this yet, a letter is on its way. Open the address in it and press the button, within{' '}
        {daysToConfirm} days.
      </Lead>
      {frame.demonstration ? (
        <p>
          In this demonstration no email leaves the machine: <a href="/letters">read the letters here</a>.
        </p>
      ) : (
        <p>Nothing came? Look among unwanted mail.</p>
      )}
    </Layout>
  ),
})

const begun = page({
  at: '/p/:slug/follow/begun',
  audience: 'anyone',
  read: async ({ partnership }) => ({ slug: partnership!.slug }),
  show: ({ slug }, frame) => (
    <Layout frame={frame} title="You follow this now">
      <h1>You follow this now</h1>
      <Lead>We write when something has moved, and not otherwise. Every letter has an address that stops them.</Lead>
      <p>
        <a href={`/p/${slug}/plan`}>Back to the plan</a>
      </p>
    </Layout>
  ),
})

const stopped = page({
  at: '/p/:slug/follow/stopped',
  audience: 'anyone',
  read: async ({ partnership }) => ({ slug: partnership!.slug }),
  show: ({ slug }, frame) => (
    <Layout frame={frame} title="These letters have stopped">
      <h1>These letters have stopped</h1>
      <Lead>You hear no more of it. If we kept your address only for these letters, it is erased in 30 days.</Lead>
      <p>
        <a href={`/p/${slug}/plan`}>Back to the plan</a>
      </p>
    </Layout>
  ),
})

async function keptBy({ db, now, partnership }: Asking, { key }: Params) {
  const facts = await followByKey(db, key!, now, false)
  if (!facts) return null
  if (facts.ended) return { movedTo: `/p/${partnership!.slug}/follow/stopped` }
  const title = await followable(db, facts)
  return { ...facts, title: title ?? 'what is no longer in the plan' }
}

const confirming = form({
  at: '/p/:slug/follow/:key',
  audience: 'anyone',
  operation: confirmFollow,
  read: keptBy,
  title: one => hear(one),
  lead: one =>
    one.confirmed
      ? `You follow this already: ${rhythmWords[one.rhythm].toLowerCase()}.`
      : `${rhythmWords[one.rhythm]}, and ${one.engagement === null ? 'only when something has moved' : 'not otherwise'}. You can stop it with one press.`,
  button: 'Yes, write to me',
  next: (_outcome, { slug }) => `/p/${slug}/follow/begun`,
})

/** The address in every letter: it shows one button, and a mail program posts to it without a field (RFC 8058). */
const stopping = form({
  at: '/p/:slug/follow/:key/stop',
  audience: 'anyone',
  operation: stopFollow,
  read: keptBy,
  title: one => `Stop letters about ${one.place === null ? `“${one.title}”` : one.title}`,
  lead: () => 'You hear no more of it. What else you follow goes on.',
  button: 'Stop these letters',
  next: (_outcome, { slug }) => `/p/${slug}/follow/stopped`,
})

export const followingFaces: readonly AnyFace[] = [
  followOutcome,
  followPlace,
  asked,
  begun,
  stopped,
  confirming,
  stopping,
]
