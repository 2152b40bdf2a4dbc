// The board in words: its finding, what became of each part, and when a letter goes.

import { describe, expect, it } from 'vitest'
import type { BoardItem, RoundListed } from './board-queries.ts'
import { boardLead, changed, comesTooLate, finding, goes, partsOf, sentWords, soFar } from './board-words.ts'

const said = {
  status: 'green',
  direction: 'better',
  confidence: 'high',
  words: 'Well.',
  needs: '',
  figure: null,
  figurePeriod: null,
  reached: [],
} as const

const item: BoardItem = {
  item: 1,
  round: 1,
  roundTitle: 'This quarter',
  roundState: 'open',
  closes: '2026-12-10',
  about: 'action',
  subject: 1,
  title: 'Safer nights',
  state: 'waiting',
  version: 0,
  request: 5,
  person: 2,
  name: 'Catriona Muir',
  ownBody: 'Council',
  body: 'Council',
  deputy: null,
  deputyName: null,
  deputyTold: null,
  leadName: null,
  leadTold: null,
  chased: null,
  linked: true,
  letterToday: false,
  openedBy: [],
  now: said,
  reached: [],
  unchanged: false,
  unit: null,
  savedOn: null,
  savedBy: null,
  savedAs: null,
  sentOn: null,
  returned: null,
  last: null,
}
const morning = { daytime: true, hour: 9 }

it('begins with what was found', () => {
  const counts = { asked: 41, answered: 37, submitted: 5, returned: 1 }
  expect(finding(counts)).toBe('37 of 41 answered; three missing, one returned')
  expect(finding({ ...counts, answered: 40 })).toBe('40 of 41 answered; one returned')
  expect(finding({ ...counts, answered: 41, returned: 0 })).toBe('All 41 answered; five to check')
  expect(finding({ ...counts, answered: 41, submitted: 0, returned: 0 })).toBe('All 41 answered and accepted')
  expect(finding({ asked: 0, answered: 0, submitted: 0, returned: 0 })).toBe('Nothing was asked')
})

describe('one person’s part', () => {
  it('counts what was sent, and puts together what nobody was asked', () => {
    const unheld = { ...item, item: 3, request: null, name: null, ownBody: null, state: 'submitted' } as const
    const parts = partsOf([item, { ...item, item: 2, state: 'submitted' }, unheld])
    expect(parts).toMatchObject([
      { request: 5, name: 'Catriona Muir', answered: 1 },
      { request: null, name: 'Nobody was asked', body: '', answered: 1 },
    ])
    expect(parts[0]!.items).toHaveLength(2)
  })

  it('says what was tried so far', () => {
    const told = { on: '2026-12-07', brought: true }
    const tried = {
      ...item,
      deputyName: 'Ewan Blair',
      deputyTold: told,
      leadName: 'Isla Grant',
      leadTold: { on: '2026-12-08', brought: false },
      chased: { on: '2026-12-08', brought: false },
      letterToday: true,
      openedBy: ['Fiona Reid'],
    }
    expect(soFar(partsOf([tried])[0]!, morning)).toEqual([
      'Nothing saved yet',
      'Link opened by Fiona Reid',
      'Deputy: Ewan Blair, told 7 December 2026',
      'Lead: Isla Grant, will be told with the next letter',
      'Asked once more 8 December 2026: the letter goes tomorrow morning',
    ])
    expect(soFar(partsOf([item])[0]!, morning)).toEqual(['Nothing saved yet', 'No deputy'])
  })
})

it('says honestly when a letter goes: one a day, and none at night', () => {
  expect(goes(false, morning)).toBe('within minutes')
  expect(goes(true, morning)).toBe('tomorrow morning')
  expect(goes(false, { daytime: false, hour: 21 })).toBe('tomorrow morning')
  expect(goes(false, { daytime: false, hour: 6 })).toBe('this morning at seven')
  // A letter of today at six can only be of the day itself, so the next is tomorrow's.
  expect(goes(true, { daytime: false, hour: 6 })).toBe('tomorrow morning')
})

it('knows when a letter would come too late', () => {
  const last = { closes: '2026-12-10', letterToday: true }
  expect(comesTooLate(last, morning, '2026-12-10')).toBe(true)
  expect(comesTooLate({ ...last, letterToday: false }, morning, '2026-12-10')).toBe(false)
  expect(comesTooLate({ ...last, letterToday: false }, { daytime: false, hour: 21 }, '2026-12-10')).toBe(true)
  expect(comesTooLate(last, morning, '2026-12-09')).toBe(false)
})

it('urges nobody to accept a round of which something is still being mended', () => {
  const closed: RoundListed = {
    ...{
      id: 1,
      title: 'Autumn',
      state: 'closed' as const,
      starts: '2026-07-01',
      ends: '2026-09-30',
      opens: '2026-11-24',
    },
    ...{ closes: '2026-12-10', because: '', keeper: 'Aileen', outcomes: 0, asked: 5, answered: 3, submitted: 0 },
    ...{ returned: 0, lastSentAt: null },
  }
  const lead = (counts: { submitted?: number; returned: number }) => boardLead({ ...closed, ...counts }, '2026-12-12')
  expect(lead({ returned: 2 })).toBe('Autumn, closed after 10 December 2026. Two are still being mended.')
  expect(lead({ returned: 0 })).toContain('Nothing waits to be checked. Accept the round')
  expect(lead({ submitted: 1, returned: 1 })).toContain('then accept the round. One is still being mended.')
})

it('says what changed since it was accepted last, and who sent it', () => {
  const last = { ...said, status: 'amber', on: '2026-08-14' } as const
  expect(changed(item)).toBe('Answered for the first time')
  expect(changed({ ...item, last })).toBe('Amber on 14 August 2026, green now')
  expect(changed({ ...item, last: { ...last, status: 'green' } })).toBe('Green as on 14 August 2026')
  expect(changed({ ...item, last, unchanged: true })).toBe('No change since 14 August 2026')
  const sent = { ...item, sentOn: '2026-12-08', savedBy: 'Catriona Muir' }
  expect(sentWords(sent)).toBe('Sent 8 December 2026 by Catriona Muir')
  expect(sentWords({ ...sent, savedAs: 'Fiona Reid' })).toBe(
    'Sent 8 December 2026 by Fiona Reid, through Catriona Muir’s link',
  )
})
