// Calendars that people subscribe to or download: dated things as whole days, in iCalendar (RFC 5545).

import ical from 'ical-generator'

export interface Calendar {
  readonly name: string
  /** Where the calendar comes from, such as `together.example`; with an event's id it makes its UID. */
  readonly host: string
  readonly events: readonly CalendarEvent[]
}

export interface CalendarEvent {
  /** Stable, and never used for another, so that a calendar program moves what it holds instead of adding to it. */
  readonly id: string
  readonly title: string
  /** Whole day, `YYYY-MM-DD`. */
  readonly on: string
  /** Last day of several, itself included. */
  readonly until?: string
  readonly words?: string
  /** Page that tells more. */
  readonly address?: string
}

const day = 24 * 60 * 60 * 1000

/** Text of an `.ics` file with the lines in CRLF; `now` is its stamp. Throws on a day that is none. */
export function writeCalendar({ name, host, events }: Calendar, now: Date): string {
  const calendar = ical({ prodId: { company: 'Thegither', product: 'Calendar', language: 'EN' } })
  // Unlike everything else, the package writes a calendar's name as it comes.
  calendar.name(
    plain(name)
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\n/g, '\\n'),
  )
  for (const { id, title, on, until = on, words, address } of events) {
    if (until < on) throw new RangeError(`Event ${id} ends on ${until}, before it starts on ${on}.`)
    calendar.createEvent({
      id: `${id}@${host}`.replace(/[^\w.@-]/g, '_'),
      stamp: now,
      allDay: true,
      start: midnight(on),
      // A calendar counts whole days up to the day after the last.
      end: new Date(midnight(until).getTime() + day),
      summary: plain(title),
      description: words === undefined ? null : plain(words),
      url: address === undefined ? null : addressText(address),
    })
  }
  return `${calendar.toString()}\r\n`
}

/** Midnight in UTC, whatever clock the machine keeps. */
function midnight(on: string): Date {
  const date = new Date(`${on}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== on) throw new RangeError(`${on} is no day.`)
  return date
}

/** Without the controls that RFC 5545 does not allow in text. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')

/** RFC 5545 escapes no commas in addresses, but the package does. */
const addressText = (address: string): string =>
  new URL(address).href.replace(/[,;\\]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
