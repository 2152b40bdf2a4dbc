// The rules of delivery on made-up facts: the gate, what may be recorded, gaps and balance.

import { describe, expect, it } from 'vitest'
import { parsePeriod } from '../../kernel/period.ts'
import type { Standing } from '../../operation/actor.ts'
import type { ActionFacts, MeasureFacts } from './model.ts'
import * as rules from './rules.ts'

const action: ActionFacts = {
  action: 1,
  title: 'Warm homes',
  state: 'proposed',
  lead: 7,
  initiative: null,
  consent: null,
  starts: '2026-01-01',
  ends: '2027-01-01',
}
const standing = (roles: Standing['roles'], organisation: number | null): Standing => ({
  person: 3,
  administrator: false,
  roles,
  leads: roles.includes('partner-lead') && organisation !== null ? [organisation] : [],
  actsFor: organisation === null || roles.includes('observer') ? [] : [organisation],
  inside: true,
})

describe('who may work on an action', () => {
  it('is a coordinator, or who leads or contributes for its lead', () => {
    const may = (roles: Standing['roles'], organisation: number | null) =>
      rules.mayWorkOn(action, standing(roles, organisation)) === null
    expect(may(['coordinator'], null)).toBe(true)
    expect(may(['partner-lead'], 7)).toBe(true)
    expect(may(['contributor'], 7)).toBe(true)
    expect(may(['contributor'], 8)).toBe(false)
    expect(may(['board-member'], 7)).toBe(false)
    expect(may(['observer'], 7)).toBe(false)
    expect(rules.mayWorkOn({ lead: null }, standing(['partner-lead'], 7))).not.toBeNull()
  })

  it('lets a partner change its own part, and not make one', () => {
    const of = (does: string | null) => ({ lead: 7, organisation: 8, does })
    expect(rules.mayChangePart(of('Pays'), standing(['contributor'], 8))).toBeNull()
    expect(rules.mayChangePart(of('Pays'), standing(['board-member'], 8))).not.toBeNull()
    expect(rules.mayChangePart(of(null), standing(['contributor'], 8))).not.toBeNull()
    expect(rules.mayChangePart(of(null), standing(['contributor'], 7))).toBeNull()
  })
})

describe('the gate', () => {
  const three = [{ kind: 'authority' }, { kind: 'audit' }, { kind: 'accountable-body' }] as const
  const all = [...three, { kind: 'data-protection' }] as const

  it('holds adoption until all is settled, or a reason is given, which stays with what was missing', () => {
    const adopt = (settled: readonly { kind: (typeof all)[number]['kind'] }[], despite = '') =>
      rules.decideAdoption({ ...action, linked: null, settled }, { despite }, '2026-11-22')
    expect(adopt(three)).toMatchObject({ code: 'gate-open', words: expect.stringContaining('data protection') })
    expect(adopt(three, 'The board accepts it')).toMatchObject({
      fact: 'ActionAdopted',
      missing: ['data-protection'],
      despite: 'The board accepts it',
    })
    expect(adopt(all, 'Just in case')).toMatchObject({ fact: 'ActionAdopted', missing: [], despite: '' })
  })

  it('asks nothing of work that its owner runs already', () => {
    const linked = { ...action, initiative: 5, linked: { reporting: 'publishes' as const }, settled: [] }
    expect(rules.decideAdoption(linked, { despite: '' }, '2026-11-22')).toMatchObject({ missing: [], despite: '' })
    expect(rules.missingOf(null, [])).toHaveLength(4)
    expect(rules.missingOf({ reporting: 'publishes' }, [])).toEqual([])
    expect(rules.missingOf({ reporting: 'answers-once' }, [])).toHaveLength(4)
  })

  it('adopts once, and never what is stopped', () => {
    const adopt = (state: ActionFacts['state']) =>
      rules.decideAdoption({ ...action, state, linked: null, settled: [...all] }, { despite: '' }, '2026-11-22')
    expect(adopt('adopted')).toMatchObject({ code: 'adopted-already' })
    expect(adopt('stopped')).toMatchObject({ code: 'action-stopped' })
  })
})

describe('a figure of a measure', () => {
  const measure: MeasureFacts & { was: number | null } = {
    ...action,
    measure: 2,
    words: 'Homes insulated',
    unit: 'percent',
    dropped: null,
    was: 20,
  }
  const decide = (facts: Partial<typeof measure>, value: number, period = '2025') =>
    rules.decideReading({ ...measure, ...facts }, { period: parsePeriod(period)!, value }, '2026-11-22')

  it('is in its unit, of a time that has begun, and something new', () => {
    expect(decide({}, 25)).toMatchObject({ fact: 'MeasureRecorded', value: 25, was: 20, ends: '2025-12-31' })
    expect(decide({}, 120)).toMatchObject({ code: 'percent-unreal' })
    expect(decide({}, 20)).toMatchObject({ code: 'reading-same' })
    expect(decide({}, 25, '2027')).toMatchObject({ code: 'reading-future' })
    expect(decide({ dropped: '2026-01-01' }, 25)).toMatchObject({ code: 'measure-dropped' })
    expect(decide({ state: 'stopped' }, 25)).toMatchObject({ code: 'action-stopped' })
  })
})

const row = (id: number, more: Partial<rules.Threaded> = {}): rules.Threaded => ({
  id,
  title: `Action ${id}`,
  state: 'adopted',
  horizon: 'long',
  principle: 'delivery',
  lead: {},
  linked: null,
  outcomes: [{ id: 1 }],
  ownerPerson: 1,
  deputyPerson: 2,
  measures: 1,
  milestones: { all: 1 },
  ...more,
})

describe('gaps of the golden thread', () => {
  const outcomes = [
    { id: 1, title: 'Fewer poor' },
    { id: 2, title: 'More work' },
  ]

  it('is empty where every outcome is served and every action has what it needs', () => {
    const found = rules.threadGaps(outcomes, [row(1), row(2, { outcomes: [{ id: 2 }] })], [1, 2])
    expect(Object.values(found).flat()).toEqual([])
  })

  it('names each thing that is missing where it is missing', () => {
    const found = rules.threadGaps(
      outcomes,
      [
        row(1, { lead: null }),
        row(2, { ownerPerson: null, deputyPerson: null }),
        row(3, { deputyPerson: null }),
        row(4, { measures: 0 }),
        row(5, { milestones: { all: 0 } }),
        row(6, { outcomes: [] }),
      ],
      [2],
    )
    const ids = Object.fromEntries(
      Object.entries<rules.ActionGaps['unserved']>({ ...found }).map(([gap, list]) => [gap, list.map(one => one.id)]),
    )
    expect(ids).toEqual({
      unserved: [2],
      aimless: [6],
      unmeasurable: [1, 2, 3, 4, 5],
      leaderless: [1],
      ownerless: [2],
      deputyless: [3],
      unmeasured: [4],
      undated: [5],
    })
  })

  it('leaves out stopped work, which serves nothing any more', () => {
    const found = rules.threadGaps(outcomes, [row(1, { state: 'stopped', lead: null })], [])
    expect(found.unserved.map(one => one.id)).toEqual([1, 2])
    expect(found.leaderless).toEqual([])
  })

  it('asks of work that reports elsewhere only what it serves', () => {
    const bare = { lead: null, ownerPerson: null, measures: 0, milestones: { all: 0 }, outcomes: [] }
    const found = rules.threadGaps([], [row(1, { ...bare, linked: { reporting: 'publishes' } })], [])
    expect(found).toMatchObject({ aimless: [{ id: 1 }], leaderless: [], ownerless: [], unmeasured: [], undated: [] })
    const joined = rules.threadGaps([], [row(1, { ...bare, linked: { reporting: 'answers-once' } })], [])
    expect(joined).toMatchObject({ leaderless: [{ id: 1 }], ownerless: [{ id: 1 }] })
  })
})

describe('the spread', () => {
  it('counts work that goes on, by horizon and principle', () => {
    const list = [
      row(1, { horizon: 'quick-win' }),
      row(2, { principle: 'vision' }),
      row(3, { state: 'proposed' }),
      row(4, { state: 'stopped' }),
    ]
    expect(rules.spread(list)).toEqual({
      horizon: { 'quick-win': 1, medium: 0, long: 2 },
      principle: { vision: 1, participation: 0, delivery: 2 },
    })
  })
})
