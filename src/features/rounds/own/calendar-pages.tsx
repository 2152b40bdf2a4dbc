// One calendar over all one's partnerships: the list of dates, and the address for calendar programs.

import { longDate } from '../../../kernel/words.ts'
import { dayIn } from '../../../operation/perform.ts'
import { writeCalendar } from '../../../outside/calendar.ts'
import { type AnyFace, download, form, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Lead, Section } from '../../../ui/parts.tsx'
import { makeCalendar, stopCalendar } from './calendar.ts'
import { datesOf, eventsOf, pathOf, wordsOf } from './calendar-dates.ts'

const feedOf = async (db: Parameters<typeof datesOf>[0], person: number | null) =>
  (await db.selectFrom('calendar_feed').select('made_at as made').where('person_id', '=', person).executeTakeFirst()) ??
  null

const calendarPage = page({
  at: '/home/calendar',
  audience: 'signed-in',
  read: async ({ db, viewer, today }) => ({
    dates: await datesOf(db, viewer.person!, today),
    feed: await feedOf(db, viewer.person),
  }),
  show: ({ dates: [...dates], feed }, frame) => (
    <Layout frame={frame} title="Your dates" crumbs={[{ href: '/home', words: 'Home' }]}>
      <h1>{dates[0] ? `Next: ${longDate(dates[0].on)}` : 'No date waits for you'}</h1>
      <Lead>
        {dates[0]
          ? 'What you are to answer or stand in for, what you promised, and the rounds you look after, in all your partnerships.'
          : 'When something of yours has a day, it stands here, whichever partnership it is in.'}
      </Lead>
      {dates.length ? (
        <ul class="plain">
          {dates.map(one => (
            <li key={`${one.kind} ${one.id}`}>
              <p>
                <b>{longDate(one.on)}</b> · <a href={pathOf(one)}>{wordsOf(one)}</a>
              </p>
              <p class="meta">{one.place}</p>
            </li>
          ))}
        </ul>
      ) : null}
      <Section
        heading="In your own calendar"
        words="A calendar program can show these dates beside your others, and keeps them up to date by itself."
      >
        {feed ? (
          <p>An address was made on {longDate(dayIn(feed.made))}. Whoever has it sees these dates and nothing else.</p>
        ) : null}
        <p class="row">
          <ButtonLink href="/home/calendar/address" secondary={feed !== null}>
            {feed ? 'Make a new address' : 'Get the address for it'}
          </ButtonLink>
          {feed ? <a href="/home/calendar/stop">Stop the address</a> : null}
        </p>
      </Section>
    </Layout>
  ),
})

const makePage = form({
  at: '/home/calendar/address',
  audience: 'signed-in',
  operation: makeCalendar,
  read: async ({ db, viewer }) => ({ feed: await feedOf(db, viewer.person) }),
  title: ({ feed }) => (feed ? 'Make a new address' : 'An address for your calendar program'),
  lead: ({ feed }) =>
    `Whoever has the address sees your dates, and nothing else, so keep it to yourself. You see it once.${feed ? ' The address you have now stops working.' : ''}`,
  crumbs: () => [{ href: '/home/calendar', words: 'Your dates' }],
  button: 'Make the address',
  reveals: {
    title: 'The address of your calendar',
    words:
      'Copy it now: it is shown only this once. In your calendar program choose “subscribe” or “add from the web”.',
  },
  next: () => '/home/calendar',
})

const stopPage = form({
  at: '/home/calendar/stop',
  audience: 'signed-in',
  operation: stopCalendar,
  read: ({ db, viewer }) => feedOf(db, viewer.person),
  title: () => 'Stop the address of your calendar',
  lead: () => 'Programs that use it get nothing more. You can make a new one at any time.',
  crumbs: () => [{ href: '/home/calendar', words: 'Your dates' }],
  button: 'Stop it',
  done: 'The address no longer works.',
  next: () => '/home/calendar',
})

const feed = download({
  at: '/calendar/:feed',
  audience: 'key-holder',
  inline: true,
  read: async ({ db, viewer, today, now, address }) => ({
    name: 'thegither.ics',
    type: 'text/calendar; charset=utf-8',
    body: writeCalendar(
      {
        name: 'Thegither',
        host: new URL(address).hostname,
        events: await eventsOf(db, viewer.person!, today, address),
      },
      now,
    ),
  }),
})

export const calendarFaces: readonly AnyFace[] = [calendarPage, makePage, stopPage, feed]
