// The calendar for programs: dates to subscribe to, and news. Neither has drafts in it, whoever asks.

import { longDate } from '../../../kernel/words.ts'
import type { Asking, AskingHere } from '../../../operation/ask.ts'
import { type CalendarEvent, writeCalendar } from '../../../outside/calendar.ts'
import { type NewsEntry, writeAtom } from '../../../outside/feed.ts'
import { download, type Params } from '../../../ui/declare.ts'
import { addressOfEngagement } from '../here.tsx'
import { chosenIn, queryOf } from './choosing.tsx'
import { type CalendarRow, calendarRows } from './queries.ts'
import { decisionWords, spanWords } from './words.ts'

async function publicHere(asking: Asking, query: Params) {
  const { db, partnership, address, today } = asking as AskingHere
  const chosen = chosenIn(query)
  return {
    slug: partnership.slug,
    name: partnership.name,
    page: `${address}/p/${partnership.slug}/engagements`,
    query: queryOf(chosen),
    pageOf: (id: number) => `${address}${addressOfEngagement(partnership.slug, id)}`,
    today,
    rows: await calendarRows(db, { name: partnership.name, drafts: false }, chosen),
  }
}

const eventsOf = (row: CalendarRow, page: string): CalendarEvent[] =>
  row.state === 'called-off'
    ? []
    : [
        {
          id: `engagement-${row.id}`,
          title: `Have your say: ${row.title}`,
          on: row.opens,
          until: row.closes,
          words: `${row.organisationName} asks ${row.audience} about ${row.subject}.`,
          address: page,
        },
        ...(row.due
          ? [{ id: `engagement-${row.id}-answer`, title: `Answer promised: ${row.title}`, on: row.due, address: page }]
          : []),
      ]

export const calendarFile = download({
  at: '/p/:slug/engagements.ics',
  audience: 'anyone',
  inline: true,
  read: async (asking, _params, query) => {
    const { slug, name, rows, pageOf } = await publicHere(asking, query)
    return {
      name: `${slug}-engagements.ics`,
      type: 'text/calendar; charset=utf-8',
      body: writeCalendar(
        {
          name: `Have your say: ${name}`,
          host: new URL(asking.address).hostname,
          events: rows.flatMap(row => eventsOf(row, pageOf(row.id))),
        },
        asking.now,
      ),
    }
  },
})

/** What happened to an engagement, each once: announced, opened, closed, and every day on which something was decided. */
export function newsOf(row: CalendarRow, page: string, today: string): NewsEntry[] {
  const about = `${row.organisationName} asks ${row.audience} about ${row.subject}.`
  const entry = (kind: string, title: string, words: string, at: Date | string): NewsEntry => ({
    id: `${page}#${kind}`,
    title: `${title}: ${row.title}`,
    words,
    page,
    at: new Date(at),
  })
  const opened = row.linked && row.opens <= today ? row.opens : row.openedAt
  const closed = row.linked && row.closes < today ? row.closes : row.closedAt
  const days = [...new Set(row.priorities.flatMap(one => one.decided ?? []))]
  return [
    ...(row.announced
      ? [entry('announced', 'Coming', `${about} ${spanWords(row.opens, row.closes)}.`, row.announced)]
      : []),
    ...(opened ? [entry('opened', 'Open now', `${about} Take part until ${longDate(row.closes)}.`, opened)] : []),
    ...(closed ? [entry('closed', 'Closed', closedWords(row), closed)] : []),
    ...days.map(day => {
      const decided = row.priorities.filter(one => one.decided === day)
      return entry(
        `decided-${day}`,
        'Decided',
        `${decisionWords(decided)}: ${decided.map(one => one.title).join('; ')}.`,
        day,
      )
    }),
    ...(row.state === 'called-off' && row.calledOff ? [entry('called-off', 'Called off', about, row.calledOff)] : []),
  ]
}

const closedWords = ({ linked, heard, due }: CalendarRow): string =>
  linked ? heard || 'It ran somewhere else.' : due ? `The answer is promised by ${longDate(due)}.` : 'It is closed.'

const mostEntries = 100

export const newsFile = download({
  at: '/p/:slug/engagements.atom',
  audience: 'anyone',
  inline: true,
  read: async (asking, _params, query) => {
    const { slug, name, page, query: kept, rows, pageOf, today } = await publicHere(asking, query)
    return {
      name: `${slug}-engagements.atom`,
      type: 'application/atom+xml; charset=utf-8',
      body: writeAtom(
        {
          title: `Have your say: ${name}`,
          page,
          address: `${page}.atom${kept}`,
          author: name,
          entries: rows
            .flatMap(row => newsOf(row, pageOf(row.id), today))
            .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
            .slice(0, mostEntries),
        },
        asking.now,
      ),
    }
  },
})
