// The pages of people: signing in and out, one's own sessions and tokens, and a demonstration's letters.

import { ownAddress } from '../../kernel/own-address.ts'
import { longDate } from '../../kernel/words.ts'
import { form, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Table } from '../../ui/parts.tsx'
import { linkMinutes } from './model.ts'
import * as operations from './operations.ts'
import * as queries from './queries.ts'

const signInPage = form({
  at: '/sign-in',
  audience: 'anyone',
  operation: operations.askForLink,
  read: async ({ db, provider }, _params, { onward = '' }) => ({
    personas: await queries.personas(db),
    provider,
    onward,
  }),
  title: () => 'Sign in',
  lead: () => 'There are no passwords here. We send you an email with a link that signs you in.',
  hidden: ['onward'],
  button: 'Send me a link',
  rationed: true,
  below: ({ personas, provider, onward }) => (
    <>
      {provider ? (
        <p>
          Or{' '}
          <a href={`/sign-in/with-provider${onward ? `?onward=${encodeURIComponent(onward)}` : ''}`}>
            sign in with {provider}
          </a>
          .
        </p>
      ) : null}
      <LookAround personas={personas} />
    </>
  ),
  next: () => '/sign-in/sent',
})

/** A demonstration's way in: one button for each persona. */
export function LookAround({ personas }: { personas: readonly queries.Persona[] }) {
  if (!personas.length) return null
  return (
    <section class="look-around" aria-labelledby="look-around">
      <h2 id="look-around">Look around as …</h2>
      <p>
        This is a demonstration. All people, places and figures in it are invented. Nothing you do here reaches anyone.
      </p>
      <ul class="plain">
        {personas.map(one => (
          <li key={one.persona}>
            <form method="post" action={`/look-around/${one.persona}`} class="row">
              <button class="ds_button ds_button--secondary" type="submit">
                {one.name}
              </button>
              <span class="meta">{personaParts[one.persona] ?? ''}</span>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Each persona's part, in a line. */
const personaParts: Record<string, string> = {
  manager: 'Partnership manager: edits the plan and asks partners to accept it',
  officer: 'Police officer who sits on several partnerships',
  chair: 'Chair of the board',
  community: 'Community representative',
  analyst: 'Analyst: imports figures and sets targets',
  auditor: 'Auditor: sees everything, changes nothing',
}

const sentPage = page({
  at: '/sign-in/sent',
  audience: 'anyone',
  read: async ({ db }) => ({ demonstration: (await queries.demonstrationLetters(db)) !== null }),
  show: ({ demonstration }, frame) => (
    <Layout frame={frame} title="Look in your email">
      <h1>Look in your email</h1>
      <p class="lead">If we know your address, a link is on its way. It works once, for {linkMinutes} minutes.</p>
      {demonstration ? (
        <p>
          In this demonstration no email leaves the machine: <a href="/letters">read the letters here</a>.
        </p>
      ) : null}
      <p>
        Nothing came? Look among unwanted mail, or <a href="/sign-in">ask again</a>. If it still does not come, ask a
        coordinator of your partnership.
      </p>
    </Layout>
  ),
})

const linkPage = form({
  at: '/sign-in/link',
  audience: 'anyone',
  operation: operations.signIn,
  read: async () => ({}),
  title: () => 'Sign in to Thegither',
  lead: () => 'One more step, so that a mail scanner that opens links does not use yours up.',
  hidden: ['token', 'onward'],
  button: 'Sign in',
  rationed: true,
  session: 'begins',
  next: ({ fact }) => ownAddress((fact as { onward?: string }).onward),
  below: () => (
    <p>
      <a href="/sign-in">Ask for a new link</a>
    </p>
  ),
})

const lookAroundPage = form({
  at: '/look-around/:persona',
  audience: 'anyone',
  operation: operations.lookAround,
  read: async ({ db }, { persona }) => (await queries.personas(db)).find(one => one.persona === persona) ?? null,
  title: one => `Look around as ${one.name}`,
  lead: () => 'You see and can do what this person can. It is a demonstration: everything is invented.',
  button: 'Look around',
  session: 'begins',
  next: () => '/home',
})

const signOutPage = form({
  at: '/sign-out',
  audience: 'signed-in',
  operation: operations.signOut,
  read: async () => ({}),
  title: () => 'Sign out',
  button: 'Sign out',
  session: 'ends',
  next: () => '/',
})

const youPage = page({
  at: '/home/you',
  audience: 'signed-in',
  read: queries.you,
  show: (view, frame) => (
    <Layout frame={frame} title="You and your devices" crumbs={[{ href: '/home', words: 'Home' }]}>
      <h1>{view.name}</h1>
      <p class="lead">
        {view.email} · <a href="/home/you/name">Change your name</a>
      </p>
      <ul class="plain">
        <li>
          <a href="/home/calendar">Your dates, and your own calendar</a>
        </li>
        <li>
          <a href="/home/away">When you are away</a>
        </li>
        <li>
          <a href="/home/links">Links of your letters</a>
        </li>
      </ul>
      <h2>Where you are signed in</h2>
      <Table
        caption="Your sessions"
        columns={[{ words: 'Device' }, { words: 'Since' }, { words: '' }]}
        rows={view.sessions.map(one => [
          one.device || 'A device',
          longDate(one.started),
          one.current ? 'This one' : <a href={`/home/you/sessions/${one.id}/end`}>Sign it out</a>,
        ])}
        empty="You are signed in nowhere."
      />
      <h2>Tokens for programs</h2>
      {view.tokens.length ? (
        <Table
          caption="Your tokens"
          columns={[{ words: 'For' }, { words: 'Partnership' }, { words: 'Works until' }, { words: '' }]}
          rows={view.tokens.map(one => [
            one.label,
            one.partnership,
            longDate(one.expires),
            <a href={`/p/${one.slug}/tokens/${one.id}/revoke`}>Stop it</a>,
          ])}
          empty=""
        />
      ) : (
        <Empty words="A token lets a program read or write for you in one partnership. You have none. Make one from a partnership’s working page." />
      )}
    </Layout>
  ),
})

const namePage = form({
  at: '/home/you/name',
  audience: 'signed-in',
  operation: operations.rename,
  read: async ({ viewer }) => ({ name: viewer.name }),
  start: ({ name }) => ({ name }),
  title: () => 'Your name',
  button: 'Save',
  done: 'Your name is changed.',
  next: () => '/home/you',
})

const endSessionPage = form({
  at: '/home/you/sessions/:session/end',
  audience: 'signed-in',
  operation: operations.endSession,
  read: async (asking, { session }) =>
    (await queries.you(asking)).sessions.find(one => String(one.id) === session) ?? null,
  title: () => 'Sign this device out',
  lead: one => `${one.device}, since ${longDate(one.started)}. It will need a new link to come back.`,
  button: 'Sign it out',
  done: 'That device is signed out.',
  next: () => '/home/you',
})

const makeTokenPage = form({
  at: '/p/:slug/tokens',
  audience: 'members',
  operation: operations.makeToken,
  read: async ({ partnership }) => ({ name: partnership!.name }),
  start: () => ({ months: '6' }),
  title: () => 'Make a token for a program',
  lead: ({ name }) => `The program can do in ${name} what you can, and nothing elsewhere. You see the token once.`,
  button: 'Make the token',
  reveals: {
    title: 'Keep this token now',
    words: 'It is shown only this once. Put it where your program keeps its secrets.',
  },
  next: () => '/home/you',
})

const revokeTokenPage = form({
  at: '/p/:slug/tokens/:token/revoke',
  audience: 'members',
  operation: operations.revokeToken,
  read: async (asking, { token }) => (await queries.you(asking)).tokens.find(one => String(one.id) === token) ?? null,
  title: one => `Stop the token “${one.label}”`,
  lead: () => 'The program that uses it will be turned away from now on.',
  button: 'Stop it',
  danger: true,
  done: 'The token no longer works.',
  next: () => '/home/you',
})

const addressPage = form({
  at: '/home/you/address',
  audience: 'signed-in',
  operation: operations.giveAddress,
  read: async () => ({}),
  title: () => 'Your email address',
  lead: () => 'Links to sign in are sent here, so make sure that it is right.',
  button: 'Save',
  done: 'Your address is kept. You can sign in with it from now on.',
  next: () => '/home',
})

const appointPage = form({
  at: '/administrators/appoint',
  audience: 'administrators',
  operation: operations.appointAdministrator,
  read: async () => ({}),
  title: () => 'Appoint an administrator',
  lead: () => 'An administrator looks after the whole installation: every partnership, imports, and people.',
  button: 'Appoint',
  done: 'Appointed.',
  next: () => '/people',
})

const peoplePage = page({
  at: '/people',
  audience: 'administrators',
  read: async ({ db }) => queries.everyone(db),
  show: (people, frame) => (
    <Layout frame={frame} title="People of this installation" crumbs={[{ href: '/home', words: 'Home' }]}>
      <h1>{people.length === 1 ? 'One person is known here' : `${people.length} people are known here`}</h1>
      <Table
        caption="People"
        columns={[{ words: 'Name' }, { words: 'Email' }, { words: 'Since' }, { words: '' }]}
        rows={people.map(one => [
          one.administrator ? `${one.name} (administrator)` : one.name,
          one.email ?? '',
          longDate(one.since),
          <a href={`/people/${one.id}/erase`}>Erase</a>,
        ])}
        empty="Nobody yet."
      />
      <p>
        <ButtonLink href="/administrators/appoint">Appoint an administrator</ButtonLink>
      </p>
    </Layout>
  ),
})

const erasePage = form({
  at: '/people/:person/erase',
  audience: 'administrators',
  operation: operations.erase,
  read: async ({ db }, { person }) => (await queries.everyone(db)).find(one => String(one.id) === person) ?? null,
  title: one => `Erase ${one.name}`,
  lead: () =>
    'Their name, address, sessions and tokens go for good; this cannot be undone. What they decided stays on the record under “Someone who has left”.',
  button: 'Erase this person',
  danger: true,
  done: 'Erased.',
  next: () => '/people',
})

const lettersPage = page({
  at: '/letters',
  audience: 'anyone',
  read: async ({ db }) => queries.demonstrationLetters(db),
  show: (letters, frame) => (
    <Layout frame={frame} title="Letters of this demonstration">
      <h1>Letters of this demonstration</h1>
      <p class="lead">Here no email leaves the machine. These are the letters that would have gone out.</p>
      {letters.length ? null : (
        <Empty words="No letter has been written yet." href="/sign-in" next="Ask for a sign-in link" />
      )}
      {letters.map(letter => (
        <article key={letter.id} class="letter">
          <h2>{letter.subject}</h2>
          <p class="meta">
            To {letter.to} · {longDate(letter.at)}
          </p>
          <p class="pre">
            {letter.body
              .split(/(https?:\/\/\S+)/)
              .map(part => (/^https?:/.test(part) ? <a href={part}>{part}</a> : part))}
          </p>
        </article>
      ))}
    </Layout>
  ),
})

export const faces = [
  signInPage,
  sentPage,
  linkPage,
  lookAroundPage,
  signOutPage,
  youPage,
  namePage,
  endSessionPage,
  makeTokenPage,
  revokeTokenPage,
  lettersPage,
  addressPage,
  appointPage,
  peoplePage,
  erasePage,
]
