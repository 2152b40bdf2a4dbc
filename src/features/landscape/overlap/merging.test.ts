import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Group, Seat } from '../structure.ts'
import { candidatesOf, inOrder, mergeOf } from './merging.ts'
import { overlapsOf } from './rules.ts'
import { group, groupArbitrary, organisationNames, seat, structureArbitrary, structureOf } from './some-structure.ts'

const [council, health, police, college, tenants] = [1, 2, 3, 4, 5]

describe('merging two groups', () => {
  const homes = group(1, {
    name: 'Homes group',
    meetings: 6,
    minutes: 120,
    outcomes: [1, 2],
    remit: 'Better homes.',
    legalBasis: 'Housing (Scotland) Act 2001',
    seats: [
      seat({ organisation: council, office: 'chair', post: 'Head of Housing' }),
      seat({ organisation: police, post: 'Chief Inspector' }),
      seat({ organisation: health, substitute: 30, post: 'Director of Public Health' }),
      seat({ organisation: police }),
      seat({ organisation: council, elected: true }),
      seat({ organisation: tenants, voice: true }),
      seat({ constituency: 'People without a home' }),
    ],
  })
  const places = group(2, {
    name: 'Places group',
    meetings: 4,
    minutes: 60,
    outcomes: [2, 3],
    remit: 'Better places.',
    seats: [
      seat({ organisation: council, office: 'chair' }),
      seat({ organisation: police }),
      seat({ organisation: health }),
    ],
  })
  const board = group(3, { name: 'The board', kind: 'board' })
  const structure = structureOf(
    [homes, places, board, group(4, { name: 'Tenancy group' })],
    [
      { from: 1, to: 3, kind: 'reports-to' },
      { from: 4, to: 1, kind: 'part-of' },
    ],
  )
  const { merged, after, savesMeetings, savesHours, loses, keeps } = mergeOf(homes, places, structure, 1)

  it('keeps as many seats of an organisation as it has in the one where it has more', () => {
    const of = (organisation: number) =>
      merged.seats.filter(one => one.organisation === organisation && !one.elected).length
    expect([council, police, health].map(of)).toEqual([1, 2, 1])
  })

  it('keeps every voice and every councillor, and says so', () => {
    expect(merged.seats.filter(one => one.voice).length).toBe(2)
    expect(merged.seats.filter(one => one.elected).length).toBe(1)
    expect(keeps).toEqual([
      'One seat: Tenants Together.',
      'One seat: People without a home.',
      'One councillor’s seat.',
      'Communities and the third sector speak from 2 of 7 seats now, and from 2 of 7 seats then.',
    ])
  })

  it('has the remit of both, and the meetings of the one that stays', () => {
    expect(merged).toMatchObject({
      id: 2,
      outcomes: [2, 3, 1],
      meetings: 4,
      minutes: 60,
      remit: 'Better places.\n\nBetter homes.',
    })
  })

  it('saves the meetings of the one that goes, and hours', () => {
    expect(savesMeetings).toBe(6)
    expect(savesHours).toBe(6 * 3 * 7 + 4 * 2 * 3 - 4 * 2 * 7)
  })

  it('says what it loses', () => {
    expect(loses.map(one => one.words)).toEqual([
      'Muir Council has two seats instead of three: no longer one for Head of Housing.',
      'NHS Muir has one seat instead of two: no longer one for Director of Public Health.',
      'Police Scotland has two seats instead of three.',
      'Its chair (Muir Council) goes.',
      'One person who stands in for a seat that goes (NHS Muir).',
      'The law it rests on: Housing (Scotland) Act 2001.',
      'It no longer reports to The board itself.',
    ])
  })

  it('leaves a structure without the group, with its links on the other', () => {
    expect(after.groups.map(one => one.id)).toEqual([2, 3, 4])
    expect(after.links).toEqual([{ from: 4, to: 2, kind: 'part-of' }])
  })

  it('never loses a voice, a councillor or the remit; loses no seat in silence', () => {
    fc.assert(
      fc.property(groupArbitrary(1), groupArbitrary(2), (one, other) => {
        const merger = mergeOf(one, other, structureOf([one, other]), 1)
        const ids = new Set(merger.merged.seats.map(at => at.id))
        const both = [...one.seats, ...other.seats]
        for (const at of both) if (at.voice || at.elected || at.organisation === null) expect(ids.has(at.id)).toBe(true)
        for (const name of ['outcomes', 'themes', 'places'] as const)
          expect(new Set<unknown>(merger.merged[name])).toEqual(new Set<unknown>([...one[name], ...other[name]]))
        expect(ids.size).toBe(merger.merged.seats.length)
        const gone = both.filter(at => !ids.has(at.id))
        for (const { organisation } of gone)
          expect(
            merger.loses.some(
              loss => loss.kind === 'seat' && loss.words.startsWith(organisationNames[organisation! - 1]!),
            ),
          ).toBe(true)
        expect(merger.loses.some(loss => loss.kind === 'seat' && /Tenants|Young/.test(loss.words))).toBe(false)
        // Every organisation is still there, and has no more seats than before.
        for (const organisation of new Set(both.map(at => at.organisation)))
          expect(seatsOf(merger.merged.seats, organisation)).toBeGreaterThanOrEqual(
            Math.max(seatsOf(one.seats, organisation), seatsOf(other.seats, organisation)),
          )
        for (const office of ['chair', 'vice-chair'] as const) {
          const count = (of: Group) => of.seats.filter(at => at.office === office).length
          expect(count(merger.merged)).toBeLessThanOrEqual(Math.max(count(one), count(other)))
        }
      }),
    )
  })
})

const seatsOf = (seats: readonly Seat[], organisation: number | null) =>
  seats.filter(one => one.organisation === organisation).length

describe('merge candidates', () => {
  const seats = () => [council, health, police].map(organisation => seat({ organisation }))
  const alike = (id: number, words: Partial<Group> = {}) =>
    group(id, { name: 'Homes', outcomes: [1], seats: seats(), ...words })
  const found = (...groups: readonly Group[]) => {
    const structure = structureOf(groups)
    return candidatesOf(structure, overlapsOf(structure), 1).map(one => [one.group, one.into])
  }

  it('go into the higher tier, else into the one with more seats', () => {
    expect(found(alike(1), alike(2, { kind: 'working-group' }))).toEqual([[2, 1]])
    expect(found(alike(1), alike(2, { seats: [...seats(), seat({ organisation: college })] }))).toEqual([[1, 2]])
    expect(inOrder(alike(1, { kind: 'board' }), alike(2, { seats: [...seats(), ...seats()] }))[1].id).toBe(1)
  })

  it('are no locality partnerships of two places, and no linked joint body', () => {
    expect(found(alike(1, { places: ['A'] }), alike(2, { places: ['B'] }))).toEqual([])
    expect(found(alike(1, { places: ['A'] }), alike(2, { places: ['A'] }))).toEqual([[2, 1]])
    expect(found(alike(1), alike(2, { kind: 'joint-body' }))).toEqual([])
  })

  it('are not found among groups whose seats nobody knows', () => {
    expect(found(alike(1, { seats: [] }), alike(2, { seats: [] }))).toEqual([])
  })

  it('are never a board into something smaller', () => {
    fc.assert(
      fc.property(structureArbitrary, structure => {
        const kinds = new Map(structure.groups.map(one => [one.id, one.kind]))
        for (const one of candidatesOf(structure, overlapsOf(structure), 1)) {
          expect(kinds.get(one.group)).not.toBe('joint-body')
          expect(kinds.get(one.into)).not.toBe('joint-body')
          if (kinds.get(one.group) === 'board') expect(kinds.get(one.into)).toBe('board')
        }
      }),
    )
  })
})
