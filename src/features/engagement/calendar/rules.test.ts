// Where an engagement is in its life, what may be linked, and who was asked about the same before.

import { describe, expect, it } from 'vitest'
import { shared, stemOf, stemsOf } from './likeness.ts'
import {
  type Area,
  type Asked,
  askedBefore,
  mayCorrectAddress,
  mayLink,
  mayNoteHeard,
  type Planned,
  phaseOf,
} from './rules.ts'

const today = '2026-11-22'
const area: Area = {
  name: 'Strathmuir',
  within: new Map([
    ['W1', ['W1', 'L1', 'X1']],
    ['L1', ['L1', 'X1']],
    ['L2', ['L2', 'X1']],
    ['X1', ['X1']],
  ]),
}
const asked = (id: number, besides: Partial<Asked> = {}): Asked => ({
  id,
  title: `Exercise ${id}`,
  subject: 'libraries',
  audience: 'People who use them',
  organisationName: 'Council',
  opens: '2025-01-01',
  closes: '2025-02-01',
  state: 'closed',
  linked: false,
  heard: '',
  outcomes: [],
  places: [{ code: 'L2', name: 'Southside' }],
  priorities: [],
  ...besides,
})
const planned: Planned = {
  engagement: null,
  title: 'Getting about',
  subject: 'buses',
  audience: 'Young people in Strathmuir',
  opens: '2027-03-01',
  closes: '2027-03-31',
  outcomes: [],
  places: ['W1'],
}
const found = (plan: Partial<Planned>, ...all: Asked[]) => askedBefore({ ...planned, ...plan }, all, area, today)

describe('words that are alike', () => {
  it.each([
    ['buses', 'bus'],
    ['parks', 'park'],
    ['libraries', 'library'],
    ['nurses', 'nurse'],
    ['places', 'place'],
    ['churches', 'church'],
  ])('takes %s and %s for the same', (one, other) => expect(stemOf(one)).toBe(stemOf(other)))

  it.each([
    ['bus', 'but'],
    ['parking', 'park'],
    ['health', 'wealth'],
  ])('takes %s and %s for different ones', (one, other) => expect(stemOf(one)).not.toBe(stemOf(other)))

  it('leaves out words that say nothing of their own, and accents and capitals', () => {
    expect([...stemsOf('What do you want for the future of our Cafés and your community?').values()]).toEqual(['cafes'])
  })

  it('asks for half of the shorter text', () => {
    expect(shared(stemsOf('parks'), stemsOf('park benches and play'))).toEqual(['park'])
    expect(shared(stemsOf('red green blue'), stemsOf('blue black grey'))).toEqual([])
    expect(shared(stemsOf(''), stemsOf('park'))).toEqual([])
  })
})

describe('where an engagement is in its life', () => {
  const days = { opens: '2026-11-10', closes: '2026-11-30' }
  it('is what its state says when it runs here', () => {
    const of = (state: Asked['state'], on = today) => phaseOf({ state, linked: false, ...days }, on)
    expect([of('draft'), of('announced'), of('open'), of('closed'), of('called-off')]).toEqual([
      'draft',
      'coming',
      'open',
      'past',
      'called-off',
    ])
    expect([of('open', '2026-12-01'), of('announced', '2026-12-01')]).toEqual(['past', 'past'])
  })

  it('is what its days say when it is only linked', () => {
    const on = (day: string) => phaseOf({ state: 'announced', linked: true, ...days }, day)
    expect(['2026-11-09', '2026-11-10', '2026-11-30', '2026-12-01'].map(on)).toEqual(['coming', 'open', 'open', 'past'])
    expect(phaseOf({ state: 'draft', linked: true, ...days }, today)).toBe('draft')
  })
})

describe('what is linked', () => {
  it('has an address that everybody can follow, or is over and says what people said', () => {
    const link = (address: string, heard: string, closes: string) => mayLink({ address, heard, closes }, today)?.code
    expect(link('https://council.test/parks', '', '2026-12-01')).toBeUndefined()
    expect(link('', '', '2026-12-01')).toBe('address-missing')
    expect(link('', 'More benches', '2026-12-01')).toBe('address-missing')
    expect(link('', '', '2026-11-01')).toBe('heard-missing')
    expect(link('', 'More benches', '2026-11-01')).toBeUndefined()
    for (const address of ['javascript:alert(1)', 'council', 'https://me:secret@council.test/', 'https://localhost/'])
      expect(link(address, '', '2026-12-01'), address).toBe('address-unfit')
  })

  it('has what people said once they could say it', () => {
    const facts = {
      engagement: 1,
      title: 'Parks',
      state: 'announced' as const,
      linked: true,
      organisation: null,
      admits: 'anyone' as const,
      opens: '2026-11-22',
      closes: '2026-11-30',
    }
    expect(mayNoteHeard(facts, today)).toBeNull()
    expect(mayNoteHeard(facts, '2026-11-21')?.code).toBe('not-open-yet')
    expect(mayNoteHeard({ ...facts, linked: false }, today)?.code).toBe('not-linked')
    expect(mayNoteHeard({ ...facts, state: 'called-off' }, today)?.code).toBe('called-off')
    expect(mayCorrectAddress(facts, 'https://council.test/')).toBeNull()
    expect(mayCorrectAddress(facts, 'ftp://council.test/')?.code).toBe('address-unfit')
    expect(mayCorrectAddress({ ...facts, linked: false }, 'https://council.test/')?.code).toBe('not-linked')
  })
})

describe('who was asked before', () => {
  it('names what is open in the same days and asks about the same', () => {
    const [one] = found(
      {},
      asked(1, { subject: 'Bus fares', opens: '2027-03-20', closes: '2027-04-20', state: 'announced' }),
    )
    expect(one).toMatchObject({
      kind: 'clash',
      reasons: ['Both are open from 20 March 2027 to 31 March 2027.', 'About the same: bus.'],
    })
  })

  it('knows that a place lies in another one', () => {
    const same = { opens: '2027-03-31', closes: '2027-04-20', places: [{ code: 'L1', name: 'Northside' }] }
    expect(found({}, asked(1, same))[0]?.reasons).toEqual([
      'Both are open on 31 March 2027.',
      'In the same place: Northside.',
    ])
    expect(found({ places: ['L2'] }, asked(1, same))).toEqual([])
    expect(found({ places: [] }, asked(1, same))[0]?.reasons[1]).toBe('It asks a part of the same area: Northside.')
    expect(found({}, asked(1, { ...same, places: [] }))[0]?.reasons[1]).toBe('It asks the whole area.')
  })

  it('finds the same people, and everyone where nobody is named', () => {
    const days = { opens: '2027-03-01', closes: '2027-03-31' }
    const reasons = (ours: string, theirs: string) =>
      found({ audience: ours, places: ['L1'] }, asked(1, { ...days, audience: theirs }))[0]?.reasons[1]
    expect(reasons('Young people in Strathmuir', 'Young people at school')).toBe('It asks the same people: young.')
    expect(reasons('Everyone who lives in Strathmuir', 'All residents')).toBe('Both ask everyone.')
    expect(reasons('Young people', 'All residents')).toBeUndefined()
    expect(reasons('', '')).toBeUndefined()
  })

  it('names who was asked about it in the three years before, and who is going to be in the year after', () => {
    const bus = { subject: 'Buses' }
    const at = (opens: string, closes: string) => found({}, asked(1, { ...bus, opens, closes }))[0]
    expect(at('2024-02-01', '2024-03-01')?.reasons).toEqual(['It closed on 1 March 2024.', 'About the same: buses.'])
    expect(at('2024-02-01', '2024-02-29')).toBeUndefined()
    expect(at('2028-03-31', '2028-04-30')).toMatchObject({
      kind: 'repeat',
      reasons: ['It is to open on 31 March 2028.', 'About the same: buses.'],
    })
    expect(at('2028-04-01', '2028-04-30')).toBeUndefined()
  })

  it('asks more of a repeat than of a clash: a place or everyone alone is none', () => {
    const before = { places: [{ code: 'W1', name: 'Ward one' }] }
    expect(found({}, asked(1, before))).toEqual([])
    expect(found({ audience: 'Everyone' }, asked(1, { ...before, audience: 'Everyone' }))).toEqual([])
    expect(found({}, asked(1, { ...before, audience: 'Young people' }))).toHaveLength(1)
    expect(found({ outcomes: [7] }, asked(1, { outcomes: [{ id: 7, title: 'Fair start' }] }))[0]?.reasons[1]).toBe(
      'For the same outcome: “Fair start”.',
    )
  })

  it('leaves out itself, what was called off, and the name of the area', () => {
    const bus = { subject: 'Buses' }
    expect(found({ engagement: 1 }, asked(1, bus))).toEqual([])
    expect(found({}, asked(1, { ...bus, state: 'called-off' }))).toEqual([])
    expect(found({ subject: 'Strathmuir' }, asked(1, { subject: 'Strathmuir' }))).toEqual([])
  })

  it('puts clashes first, then the most alike, then the latest', () => {
    const all = [
      asked(1, { subject: 'Buses' }),
      asked(2, { subject: 'Buses', audience: 'Young people' }),
      asked(3, { subject: 'Buses', closes: '2026-02-01' }),
      asked(4, { opens: '2027-03-01', closes: '2027-03-02', places: [] }),
    ]
    expect(found({}, ...all).map(one => one.asked.id)).toEqual([4, 2, 3, 1])
  })

  it('clashes with nothing until its days are said', () => {
    const open = asked(1, { subject: 'Buses', opens: '2026-11-01', closes: '2026-12-01', state: 'open' })
    expect(found({ opens: null, closes: null }, open)[0]).toMatchObject({
      kind: 'repeat',
      reasons: ['It is open until 1 December 2026.', 'About the same: buses.'],
    })
  })
})
