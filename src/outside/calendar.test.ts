// A calendar file, read line by line as RFC 5545 has it.

import { afterEach, describe, expect, it } from 'vitest'
import { type CalendarEvent, writeCalendar } from './calendar.ts'

const now = new Date('2026-11-22T09:30:05Z')
const event: CalendarEvent = { id: 'milestone-7', title: 'Path open', on: '2027-03-31' }
const write = (events: CalendarEvent[], name = 'Muir together') =>
  writeCalendar({ name, host: 'together.example', events }, now)

/** Unfolded content lines. */
const linesOf = (text: string): string[] => text.replace(/\r\n[ \t]/g, '').split('\r\n')

const propertiesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    linesOf(text)
      .filter(line => line !== '')
      .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  )

const unescaped = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))

describe('a calendar', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it('opens, closes and names itself', () => {
    const lines = linesOf(write([event]))
    expect(lines.slice(0, 3)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Thegither//Calendar//EN'])
    expect(lines.slice(-3)).toEqual(['END:VEVENT', 'END:VCALENDAR', ''])
    expect(lines).toContain('X-WR-CALNAME:Muir together')
    expect(lines.filter(line => line === 'BEGIN:VEVENT')).toHaveLength(1)
  })

  it.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/London'])(
    'has whole days that end on the next, on a machine that keeps the time of %s',
    where => {
      process.env.TZ = where
      expect(propertiesOf(write([event]))).toMatchObject({
        UID: 'milestone-7@together.example',
        DTSTAMP: '20261122T093005Z',
        'DTSTART;VALUE=DATE': '20270331',
        'DTEND;VALUE=DATE': '20270401',
        SUMMARY: 'Path open',
      })
    },
  )

  it('counts the last of several days in', () => {
    const { 'DTSTART;VALUE=DATE': start, 'DTEND;VALUE=DATE': end } = propertiesOf(
      write([{ ...event, on: '2028-02-28', until: '2028-02-29' }]),
    )
    expect([start, end]).toEqual(['20280228', '20280301'])
  })

  it('is the same text for the same things', () => {
    expect(write([event])).toBe(write([event]))
  })

  it('is a calendar where nothing is in it', () => {
    expect(linesOf(write([]))).not.toContain('BEGIN:VEVENT')
  })

  it('keeps words as they are, whatever they hold', () => {
    const words = 'One; two, three \\ four\\n\nEND:VEVENT\r\nBEGIN:VALARM\rÀ bheil “e” 👩‍👩‍👧 deiseil?\u0007'
    const text = write([{ ...event, title: words, words }], words)
    const expected = words.replace(/\r\n?/g, '\n').replace('\u0007', '')
    const { SUMMARY, DESCRIPTION, 'X-WR-CALNAME': name } = propertiesOf(text)
    expect([SUMMARY, DESCRIPTION, name].map(each => unescaped(each!))).toEqual([expected, expected, expected])
    expect(linesOf(text).filter(line => /^(BEGIN|END):/.test(line))).toEqual([
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'END:VCALENDAR',
    ])
  })

  it('takes no line from an id or a page', () => {
    const properties = propertiesOf(
      write([{ ...event, id: '7\r\nX-EVE:1', address: 'https://together.example/a,b;c?d=e,f\r\nX-EVE:1' }]),
    )
    expect(properties).not.toHaveProperty('X-EVE')
    expect(properties.UID).toBe('7__X-EVE_1@together.example')
    expect(properties['URL;VALUE=URI']).toBe('https://together.example/a%2Cb%3Bc?d=e%2CfX-EVE:1')
  })

  it('folds lines at 75 octets and never inside a letter', () => {
    const title = 'Tha a’ bhuidheann a’ coinneachadh – Żółć 中文 👩‍👩‍👧 '.repeat(20)
    const text = write([{ ...event, title }])
    const physical = text.split('\r\n')
    expect(Math.max(...physical.map(line => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(physical.length).toBeGreaterThan(30)
    expect(Buffer.from(text).toString('utf8')).not.toContain('\ufffd')
    expect(propertiesOf(text).SUMMARY).toBe(title)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it.each(['2027-02-30', '2027-3-1', '', '31 March 2027'])('throws on %j, which is no day', on => {
    expect(() => write([{ ...event, on }])).toThrow(`${on} is no day.`)
  })

  it('throws where the last day is before the first', () => {
    expect(() => write([{ ...event, until: '2027-03-30' }])).toThrow('before it starts')
  })
})
