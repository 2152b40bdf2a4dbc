// Changes on paper: what a step makes of any structure, which voices stay, and when a scenario may be adopted.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { group, seat, structureOf } from '../overlap/some-structure.ts'
import { closesCircle, leadsUp } from '../rules.ts'
import type { Structure } from '../structure.ts'
import { changesOf } from './changes.ts'
import type { Step } from './model.ts'
import { applyStep, applySteps, mayAdopt, mayFollow, mayShare, stepOf, voicesGone } from './rules.ts'
import { linkedArbitrary, step, stepsArbitrary } from './some-steps.ts'

const ids = ({ groups }: Structure) => groups.map(one => one.id)
const named = (structure: Structure, id: number) => structure.groups.find(one => one.id === id)!

const tenants = seat({ constituency: 'Tenants' })
const young = seat({ constituency: 'Young people' })
const council = () => seat({ organisation: 1 })
const three = structureOf(
  [
    group(1, { name: 'Board', kind: 'board', outcomes: [1], seats: [council(), seat({ organisation: 2 })] }),
    group(2, {
      name: 'Housing',
      meetings: 6,
      minutes: 120,
      outcomes: [1, 2],
      themes: [1],
      seats: [council(), tenants],
    }),
    group(3, {
      name: 'Poverty',
      meetings: 4,
      minutes: 60,
      outcomes: [2, 3],
      seats: [seat({ organisation: 3 }), young],
    }),
  ],
  [
    { from: 2, to: 1, kind: 'reports-to' },
    { from: 3, to: 1, kind: 'reports-to' },
    { from: 3, to: 2, kind: 'informs' },
  ],
)

describe('a step', () => {
  it('merges: the group is gone, the other has its remit, seats and new name, and hangs together with the rest once', () => {
    const { structure, problem } = applyStep(three, step('merge', 3, { into: 2, name: 'Homes and incomes' }))
    expect(problem).toBeNull()
    expect(ids(structure)).toEqual([1, 2])
    expect(named(structure, 2)).toMatchObject({ name: 'Homes and incomes', outcomes: [1, 2, 3], meetings: 6 })
    expect(named(structure, 2).seats).toContainEqual(young)
    expect(structure.links).toEqual([{ from: 2, to: 1, kind: 'reports-to' }])
  })

  it('ends a group and says which voices go with it', () => {
    const applied = applyStep(three, step('retire', 2))
    expect(ids(applied.structure)).toEqual([1, 3])
    expect(applied.structure.links).toEqual([{ from: 3, to: 1, kind: 'reports-to' }])
    expect(applied.loses).toContain('A voice goes: Tenants.')
  })

  it('moves one part of a remit, or all of it', () => {
    const one = applyStep(three, step('move-remit', 2, { into: 3, outcome: 1 })).structure
    expect([named(one, 2).outcomes, named(one, 3).outcomes]).toEqual([[2], [2, 3, 1]])
    const all = applyStep(three, step('move-remit', 2, { into: 3 })).structure
    expect([named(all, 2).outcomes, named(all, 2).themes, named(all, 3).themes]).toEqual([[], [], [1]])
    expect(named(all, 3).outcomes).toEqual([2, 3, 1])
  })

  it('changes how often a group meets, and keeps what is not said', () => {
    const { structure } = applyStep(three, step('change-meetings', 2, { meetings: 4 }))
    expect(named(structure, 2)).toMatchObject({ meetings: 4, minutes: 120 })
  })

  it.each<[string, Step, string]>([
    ['a group that has ended', step('retire', 9), 'The group is no longer there'],
    ['one it goes to that has ended', step('merge', 2, { into: 9 }), 'The group it goes to is no longer there'],
    ['itself', step('merge', 2, { into: 2 }), 'does not go to itself'],
    ['a name that is taken', step('merge', 3, { into: 2, name: 'BOARD' }), 'another group called “BOARD”'],
    ['a remit that it does not have', step('move-remit', 3, { into: 2, theme: 1 }), 'Poverty does not have this'],
    ['meetings as they are', step('change-meetings', 2, { meetings: 6 }), 'Housing meets so already.'],
  ])('names what does not fit: %s', (_what, unfit, words) => {
    const applied = applyStep(three, unfit)
    expect(applied.problem).toContain(words)
    expect(applied.structure).toBe(three)
  })

  it('leaves joint bodies that govern themselves alone', () => {
    const body = structureOf([group(1, {}), group(2, { name: 'Care partnership', kind: 'joint-body' })])
    expect(applyStep(body, step('merge', 2, { into: 1 })).problem).toContain('Care partnership is a joint body')
    expect(applyStep(body, step('merge', 1, { into: 2 })).problem).toContain('Care partnership is a joint body')
  })

  it('does not let a reporting line go round in a circle', () => {
    const round = structureOf(
      [group(1, { name: 'A' }), group(2, { name: 'B' }), group(3, { name: 'C' })],
      [
        { from: 3, to: 2, kind: 'reports-to' },
        { from: 2, to: 1, kind: 'reports-to' },
      ],
    )
    const applied = applyStep(round, step('merge', 1, { into: 3 }))
    expect(applied.structure.links).toEqual([{ from: 3, to: 2, kind: 'reports-to' }])
    expect(applied.loses).toContain('B hangs on it no longer: that would go round in a circle.')
  })
})

describe('all steps', () => {
  it('name a step that an earlier one left without its group, and go on', () => {
    const { structure, results } = applySteps(three, [
      step('merge', 3, { into: 2 }),
      step('merge', 3, { into: 1 }),
      step('change-meetings', 2, { meetings: 12 }),
    ])
    expect(results.map(one => one.problem !== null)).toEqual([false, true, false])
    expect(named(structure, 2).meetings).toBe(12)
  })

  it('follow a group that is merged twice to where it ends', () => {
    const { fates } = applySteps(three, [step('merge', 3, { into: 2 }), step('merge', 2, { into: 1 })])
    expect(fates).toEqual(
      new Map([
        [3, 1],
        [2, 1],
      ]),
    )
    expect(applySteps(three, [step('merge', 3, { into: 2 }), step('retire', 2)]).fates.get(3)).toBeNull()
  })

  it('of mergers never lose a voice; every other voice that goes is named by the group that ends', () =>
    fc.assert(
      fc.property(linkedArbitrary, stepsArbitrary, (before, steps) => {
        const mergers = applySteps(
          before,
          steps.filter(one => one.kind !== 'retire'),
        )
        expect(voicesGone(before, mergers.structure)).toEqual([])
        const { structure, results } = applySteps(before, steps)
        const said = results.flatMap(one => one.loses.filter(words => words.startsWith('A voice goes:')))
        for (const { seat } of voicesGone(before, structure)) {
          const whose =
            seat.organisation === null ? seat.constituency : before.organisations.get(seat.organisation)!.name
          expect(said.some(words => words.includes(whose))).toBe(true)
        }
      }),
    ))

  it('leave a sound structure: no link to what is gone or to itself, none twice, no circle, no name twice, no seat twice', () =>
    fc.assert(
      fc.property(linkedArbitrary, stepsArbitrary, (before, steps) => {
        const { structure, fates } = applySteps(before, steps)
        const here = new Set(ids(structure))
        for (const link of structure.links) {
          expect(here.has(link.from) && here.has(link.to) && link.from !== link.to).toBe(true)
          const others = structure.links.filter(one => one !== link)
          expect(others).not.toContainEqual(link)
          if (leadsUp(link.kind))
            expect(
              closesCircle(
                others.filter(one => leadsUp(one.kind)),
                link.from,
                link.to,
              ),
            ).toBe(false)
        }
        const names = structure.groups.map(one => one.name.toLowerCase())
        expect(new Set(names).size).toBe(names.length)
        const seats = structure.groups.flatMap(one => one.seats.map(each => each.id))
        expect(new Set(seats).size).toBe(seats.length)
        expect(ids(before).filter(id => !here.has(id))).toEqual([...fates.keys()].toSorted((a, b) => a - b))
        for (const into of fates.values()) if (into !== null) expect(here.has(into)).toBe(true)
      }),
    ))

  it('lose no outcome by a merger or a move of a remit', () =>
    fc.assert(
      fc.property(linkedArbitrary, stepsArbitrary, (before, steps) => {
        const { structure } = applySteps(
          before,
          steps.filter(one => one.kind !== 'retire'),
        )
        const minded = ({ groups }: Structure) => [...new Set(groups.flatMap(one => one.outcomes))].toSorted()
        expect(minded(structure)).toEqual(minded(before))
      }),
    ))

  it('come to nothing to write where there are none', () => {
    const none = { ends: [], texts: [], seats: [], remitsEnd: [], remits: [], links: [] }
    fc.assert(
      fc.property(linkedArbitrary, before => {
        expect(changesOf(before, applySteps(before, []))).toEqual(none)
      }),
    )
  })
})

describe('what a step needs', () => {
  it.each([
    ['merge', { into: null }, 'into-missing'],
    ['merge', { into: 2 }, 'into-itself'],
    ['move-remit', { into: 3, outcome: 1, theme: 1 }, 'one-of-remit'],
    ['change-meetings', { meetings: null, minutes: null }, 'says-nothing'],
    ['change-meetings', { meetings: 400 }, 'meetings-unreal'],
  ] as const)('%s %o', (kind, words, code) => {
    expect(stepOf(step(kind, 2, words))).toMatchObject({ code })
  })

  it('keeps nothing that its kind has no use for', () => {
    expect(stepOf(step('retire', 2, { into: 3, name: 'X', meetings: 4 }))).toEqual(step('retire', 2))
    expect(stepOf(step('merge', 2, { into: 3, name: 'X', outcome: 4 }))).toEqual(
      step('merge', 2, { into: 3, name: 'X' }),
    )
  })

  it('must follow from the steps before', () => {
    expect(mayFollow(three, [step('retire', 2)], step('merge', 3, { into: 2 }))).toMatchObject({ code: 'step-unfit' })
    expect(mayFollow(three, [], step('merge', 3, { into: 2 }))).toBeNull()
  })
})

describe('sharing and adopting', () => {
  const facts = { stage: 'shared' as const, steps: [step('retire', 2)], before: three, changed: null, names: [] }
  const on = '2026-11-01'
  const adopt = (more: Partial<Parameters<typeof mayAdopt>[0]>, voices = true, day = on) =>
    mayAdopt({ ...facts, ...more }, { on: day, voices }, '2026-11-22')

  it('needs a step, and happens once', () => {
    expect(mayShare({ stage: 'draft', steps: [] })).toMatchObject({ code: 'no-steps' })
    expect(mayShare({ stage: 'draft', steps: facts.steps })).toBeNull()
    expect(mayShare({ stage: 'shared', steps: facts.steps })).toMatchObject({ code: 'shared-already' })
    expect(adopt({ stage: 'draft' })).toMatchObject({ code: 'not-shared' })
    expect(adopt({ stage: 'adopted' })).toMatchObject({ code: 'settled-already' })
    expect(adopt({ steps: [] })).toMatchObject({ code: 'no-steps' })
  })

  it('ends the seat of a voice only where that is said', () => {
    expect(adopt({}, false)).toMatchObject({
      code: 'voices-end',
      words: 'Seats of communities or the third sector would go: Tenants in Housing. Tick the box if that is meant.',
    })
    expect(adopt({}, true)).toHaveProperty('structure')
    expect(adopt({ steps: [step('merge', 2, { into: 3 })] }, false)).toHaveProperty('structure')
  })

  it('is for a day that has come, after the last change of what it concerns', () => {
    expect(adopt({}, true, '2026-11-23')).toMatchObject({ code: 'in-the-future' })
    expect(adopt({ changed: { name: 'Housing', on: '2026-11-02' } })).toMatchObject({
      code: 'changed-later',
      words: expect.stringContaining('Housing began or was changed on 2 November 2026'),
    })
    expect(adopt({ changed: { name: 'Housing', on } })).toHaveProperty('structure')
  })

  it('is refused where a step no longer fits, or its name was given to another group since', () => {
    expect(adopt({ steps: [step('retire', 2), step('retire', 9)] })).toMatchObject({
      code: 'steps-unfit',
      words: expect.stringContaining('Step 2 no longer fits. The group is no longer there'),
    })
    const renamed = [step('merge', 3, { into: 2, name: 'Homes' })]
    expect(adopt({ steps: renamed, names: [{ id: 7, name: 'homes' }] })).toMatchObject({ code: 'name-taken-since' })
    expect(adopt({ steps: renamed, names: [{ id: 3, name: 'Homes' }] })).toHaveProperty('structure')
  })
})
