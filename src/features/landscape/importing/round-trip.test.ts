// Whatever the structure: what goes out as a sheet comes back in and changes nothing. Without a database.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { readSheets, writeCsv, writeXlsx } from '../../../outside/sheets.ts'
import { type GroupKind, groupKinds, type Office, offices, waysToFill } from '../model.ts'
import type { Group, Seat, Structure } from '../structure.ts'
import { weighList } from './deciding.ts'
import { groupKey } from './entries.ts'
import { headings, rowsOf } from './exporting.ts'
import { lookAt } from './looking.ts'
import { findList } from './reading.ts'
import { type KnownGroups, type KnownSeats, remitKey } from './rules.ts'

const day = '2026-11-22'
const outcomes = new Map([
  [1, 'Fewer children grow up poor'],
  [2, 'Safe; and warm'],
])
const bodies = ['NHS Forth Valley', 'Bute Trust (2)', 'Fire & Rescue, East', '=Sum Ltd', 'The Bridge', 'Bridge']

const words = fc
  .stringMatching(/^[A-Za-zÀ-ÿ'"&;,=()+-]{1,8}( [A-Za-z0-9'"&;,()-]{1,8}){0,3}$/)
  .map(text => text.normalize('NFC').trim())
  .filter(text => /[A-Za-z]{3}/.test(text) && !/total|vacan|^no(te|ne)|^person/i.test(text))
const sentence = fc.oneof(
  fc.constant(''),
  words,
  fc.tuple(words, words).map(lines => lines.join('\n')),
)
const date = fc.constantFrom('2019-04-01', '2024-02-29', '2026-11-22')

const seat: fc.Arbitrary<Omit<Seat, 'id' | 'voice'>> = fc
  .record({
    organisation: fc.option(fc.nat({ max: bodies.length - 1 }).map(at => at + 1)),
    constituency: words,
    post: fc.oneof(fc.constant(''), words),
    office: fc.constantFrom(...(Object.keys(offices) as Office[])),
    elected: fc.boolean(),
    filledBy: fc.constantFrom(...(Object.keys(waysToFill) as Seat['filledBy'][])),
    voting: fc.boolean(),
    held: fc.boolean(),
    person: fc.option(fc.integer({ min: 1, max: 4 })),
    substitute: fc.option(fc.integer({ min: 1, max: 4 })),
    since: date,
  })
  .map(one => ({
    ...one,
    constituency: one.organisation === null ? one.constituency : '',
    person: one.held ? one.person : null,
  }))

const group = fc.record({
  name: words,
  kind: fc.constantFrom(...(Object.keys(groupKinds) as GroupKind[])),
  remit: sentence,
  legalBasis: fc.oneof(fc.constant(''), words),
  secretariat: fc.oneof(fc.constant(''), words),
  meetings: fc.option(fc.constantFrom(0, 0.5, 4, 8.67, 12, 366)),
  minutes: fc.option(fc.integer({ min: 1, max: 1440 })),
  lastMet: fc.option(date),
  review: fc.option(date),
  outcomes: fc.subarray([1, 2]),
  seats: fc.array(seat, { maxLength: 6 }),
})

const structure: fc.Arbitrary<Structure> = fc
  .uniqueArray(group, { minLength: 1, maxLength: 6, selector: one => groupKey(one.name) })
  .map(groups => {
    let seats = 0
    const all: Group[] = groups.map((one, at) => ({
      ...one,
      id: at + 1,
      since: '2019-04-01',
      jointBody: one.kind === 'joint-body' ? at + 1 : null,
      reports: '',
      themes: [],
      places: [],
      seats: one.seats.map(each => ({ ...each, id: ++seats, voice: false })),
    }))
    const links = all
      .slice(1)
      .flatMap(one => [
        { from: one.id, to: 1, kind: 'reports-to' as const },
        ...(one.id > 2 ? [{ from: one.id, to: 2, kind: 'reports-to' as const }] : []),
      ])
    return {
      on: day,
      groups: all,
      links,
      organisations: new Map(bodies.map((name, at) => [at + 1, { name, kind: 'other' }])),
    }
  })

const knownGroups = ({ groups, links }: Structure): KnownGroups => ({
  groups: new Map(
    groups.map(one => [
      groupKey(one.name),
      { id: one.id, since: one.since, joint: one.jointBody !== null, words: saidOf(one) },
    ]),
  ),
  links: links.map((link, at) => ({ ...link, id: at, reports: true })),
  remits: new Set(groups.flatMap(one => one.outcomes.map(subject => remitKey(one.id, { kind: 'outcome', subject })))),
  outcomes: new Map([...outcomes].map(([id, title]) => [title.toLowerCase(), id])),
  themes: new Map(),
  places: new Map(),
})

const saidOf = ({ name, kind, remit, legalBasis, secretariat, meetings, minutes, lastMet, review }: Group) => ({
  name,
  kind,
  remit,
  legalBasis,
  secretariat,
  meetings,
  minutes,
  lastMet,
  review,
})

const knownSeats = ({ groups }: Structure): KnownSeats => ({
  groups: new Map(groups.map(one => [groupKey(one.name), one])),
  seats: groups.flatMap(one =>
    one.seats.map(each => ({
      ...each,
      group: one.id,
      substituted: each.substitute !== null,
      lastOf: { holder: null, substitute: null },
    })),
  ),
  people: [1, 2, 3, 4].map(id => ({ id, name: `Name ${id}`, email: null, organisations: [] })),
  ended: new Map(),
})

const organisations = {
  organisations: bodies.map((name, at) => ({ id: at + 1, name, shortName: '', partner: true })),
  spellings: new Map<string, number>(),
  constituencies: new Set<string>(),
}

async function backIn(whole: Structure, bytes: Uint8Array) {
  const sheets = await readSheets(bytes)
  const listing = isRefusal(sheets) ? sheets : findList(sheets, 'groups.csv')
  if (isRefusal(listing)) throw new Error(listing.words)
  const looked = lookAt(listing, { headings: {}, organisations: {} }, organisations)
  expect(looked.doubtful).toEqual([])
  return weighList(looked, { groups: knownGroups(whole), seats: knownSeats(whole) }, day)
}

const unchanged = (whole: Structure) => ({
  leftOut: [],
  counts: {
    groupsNew: 0,
    groupsChanged: 0,
    groupsSame: whole.groups.length,
    seatsNew: 0,
    seatsChanged: 0,
    seatsSame: whole.groups.reduce((sum, one) => sum + one.seats.length, 0),
  },
})

it('comes back in unchanged as CSV', async () => {
  await fc.assert(
    fc.asyncProperty(structure, async whole => {
      const out = rowsOf(whole, { outcomes, themes: new Map() })
      expect(await backIn(whole, Buffer.from(writeCsv(headings, out)))).toMatchObject(unchanged(whole))
    }),
    { numRuns: 150 },
  )
})

it('comes back in unchanged as XLSX', async () => {
  await fc.assert(
    fc.asyncProperty(structure, async whole => {
      const out = rowsOf(whole, { outcomes, themes: new Map() })
      expect(await backIn(whole, await writeXlsx('Groups and seats', headings, out))).toMatchObject(unchanged(whole))
    }),
    { numRuns: 25 },
  )
})
