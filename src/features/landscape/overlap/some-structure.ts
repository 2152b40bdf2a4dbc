// Structures for the tests of this folder: written by hand, or any at all.

import fc from 'fast-check'
import { groupKinds, offices } from '../model.ts'
import type { Group, GroupLink, Seat, Structure } from '../structure.ts'

let seats = 0

/** A seat that is held, of an organisation where one is named and else of a community. */
export const seat = (words: Partial<Seat>): Seat => ({
  id: ++seats,
  organisation: null,
  constituency: '',
  post: '',
  office: 'member',
  elected: false,
  filledBy: 'nominated',
  voting: true,
  held: true,
  person: null,
  substitute: null,
  since: '2024-04-01',
  voice: words.organisation == null && !words.elected,
  ...words,
})

export const group = (id: number, words: Partial<Group>): Group => ({
  id,
  name: `Group ${id}`,
  kind: 'thematic',
  since: '2024-04-01',
  remit: '',
  legalBasis: '',
  secretariat: '',
  meetings: null,
  minutes: null,
  lastMet: null,
  review: null,
  jointBody: null,
  reports: '',
  outcomes: [],
  themes: [],
  places: [],
  seats: [],
  ...words,
})

export const organisationNames = ['Muir Council', 'NHS Muir', 'Police Scotland', 'Muir College', 'Tenants Together']

export const structureOf = (groups: readonly Group[], links: readonly GroupLink[] = []): Structure => ({
  on: '2026-11-22',
  groups,
  links,
  organisations: new Map(
    organisationNames.map((name, at) => [at + 1, { name, kind: at === 4 ? 'community' : 'council' }]),
  ),
})

const seatArbitrary: fc.Arbitrary<Seat> = fc
  .record({
    organisation: fc.option(fc.integer({ min: 1, max: 5 })),
    constituency: fc.constantFrom('Tenants', 'Young people'),
    post: fc.constantFrom('', 'Director'),
    office: fc.constantFrom(...(Object.keys(offices) as (keyof typeof offices)[])),
    elected: fc.boolean(),
    held: fc.boolean(),
    person: fc.option(fc.integer({ min: 1, max: 12 })),
    substitute: fc.option(fc.integer({ min: 13, max: 15 })),
  })
  .map(({ organisation, constituency, held, person, elected, ...words }) =>
    seat({
      ...words,
      organisation,
      constituency: organisation === null ? constituency : '',
      held,
      person: held ? person : null,
      elected,
      voice: organisation === null ? !elected : organisation === 5,
    }),
  )

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 })

export const groupArbitrary = (id: number): fc.Arbitrary<Group> =>
  fc
    .record({
      name: fc.constantFrom('Housing group', 'Poverty and housing', 'Children', 'Roads and paths'),
      kind: fc.constantFrom(...(Object.keys(groupKinds) as (keyof typeof groupKinds)[])),
      meetings: fc.option(fc.integer({ min: 0, max: 24 })),
      minutes: fc.option(fc.integer({ min: 30, max: 240 })),
      outcomes: numbers,
      themes: numbers,
      places: numbers.map(some => some.map(one => `S1300000${one}`)),
      seats: fc.array(seatArbitrary, { maxLength: 12 }),
    })
    .map(words => group(id, words))

export const structureArbitrary: fc.Arbitrary<Structure> = fc
  .integer({ min: 2, max: 6 })
  .chain(count => fc.tuple(...Array.from({ length: count }, (_, at) => groupArbitrary(at + 1))))
  .map(groups => structureOf(groups))
