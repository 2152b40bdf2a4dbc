// What the register works out: burden, repetition, duties without a plan, and plans that could be one.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { burdenOf, countedApart, hoursAYear, missingOf, yearsOf } from './burden.ts'
import { combinable, mostPlans } from './combining.ts'
import { type Body, dutyGaps } from './duties.ts'
import type { ContentTheme, RegisteredPlan, Requirement } from './model.ts'
import { nextStep } from './next-step.ts'
import { contentsOf, type Held, heldOf, repeatedThemes, repetition, shareRepeated } from './repetition.ts'
import { planSeen, stateOn } from './rules.ts'
import { roughWords } from './words.ts'

const nothing: RegisteredPlan = {
  id: 1,
  organisation: 1,
  plan: null,
  name: 'A plan',
  kind: 'strategy',
  state: 'in-force',
  from: null,
  to: null,
  pages: null,
  hours: null,
  reportsAYear: null,
  reportHours: null,
  contains: [],
  address: '',
  outcomes: [],
  requirements: [],
}
const plan = (said: Partial<RegisteredPlan>): RegisteredPlan => ({ ...nothing, ...said })
const demand = (id: number, said: Partial<Requirement>): Requirement => ({
  id,
  name: `Requirement ${id}`,
  demandedBy: 'Parliament',
  legalBasis: '',
  source: '',
  ofKinds: ['council'],
  everyMonths: null,
  contains: [],
  joint: false,
  ...said,
})
const none: ReadonlyMap<number, Requirement> = new Map()
const hold = (plans: readonly RegisteredPlan[], requirements = none): readonly Held[] => heldOf(plans, requirements)

const somePlans = fc
  .array(
    fc.record({
      organisation: fc.option(fc.integer({ min: 1, max: 3 })),
      kind: fc.constantFrom('strategy' as const, 'report' as const),
      contains: fc.subarray([
        'needs',
        'outcomes',
        'actions',
        'money',
        'children',
        'housing',
        'climate',
      ] as ContentTheme[]),
      pages: fc.option(fc.integer({ min: 1, max: 200 })),
      hours: fc.option(fc.integer({ min: 0, max: 2000 })),
      reportsAYear: fc.option(fc.integer({ min: 0, max: 4 })),
      reportHours: fc.option(fc.integer({ min: 0, max: 200 })),
      dated: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map(list =>
    list.map(({ dated, ...one }, at) =>
      plan({ ...one, id: at + 1, name: `Plan ${at + 1}`, ...(dated ? { from: '2024-04-01', to: '2027-03-31' } : {}) }),
    ),
  )

describe('burden', () => {
  it('spreads the hours of a plan over its years and adds those of its reports', () => {
    const one = plan({ from: '2024-04-01', to: '2027-03-31', hours: 600, reportsAYear: 2, reportHours: 30 })
    expect(hoursAYear(one)).toBeCloseTo(600 / 3 + 2 * 30, 0)
  })

  it('counts a plan for less than a year as one for a year', () => {
    expect(yearsOf({ from: '2026-01-01', to: '2026-01-31' })).toBe(1)
  })

  it('never guesses: what is not said is left out of the sum and counted', () => {
    const burden = burdenOf([
      plan({ pages: 40, hours: 300 }),
      plan({ pages: null, from: '2026-01-01', to: '2026-12-31', hours: 100, reportsAYear: 0 }),
      plan({ reportsAYear: 4, reportHours: 10 }),
    ])
    expect(burden).toMatchObject({
      plans: 3,
      pages: { sum: 40, unsaid: 2 },
      reports: { sum: 4, unsaid: 1 },
      hours: { unsaid: 2 },
    })
    expect(burden.hours.sum).toBeCloseTo(140, 0)
  })

  it('counts a report once that is also on the register by itself', () => {
    const children = plan({ id: 1, requirements: [1, 2], reportsAYear: 1, reportHours: 140, hours: 0, pages: 80 })
    const report = plan({ id: 2, kind: 'report', requirements: [2], hours: 140, pages: 50, reportsAYear: 0 })
    const dated = { ...report, from: '2026-04-01', to: '2027-03-31' }
    const hoursOf = (...plans: RegisteredPlan[]) => burdenOf(hold(plans).map(one => one.cost)).hours
    expect(hoursOf(children).sum).toBe(140)
    expect(hoursOf(children, dated).sum).toBeCloseTo(140, 0)
    expect(hoursOf({ ...children, reportsAYear: null }, dated).unsaid).toBe(0)
    expect(countedApart(children, [children, dated])).toBe(dated)
    for (const other of [{ organisation: 2 }, { requirements: [3] }, { kind: 'strategy' as const }])
      expect(hoursOf(children, { ...dated, ...other }).sum).toBeCloseTo(280, 0)
  })

  it('names what is missing, and nothing that is said', () => {
    expect(missingOf([plan({})])).toEqual(['pages', 'hours to write it', 'reports a year'])
    const said = plan({ pages: 4, hours: 10, from: '2026-01-01', to: '2026-12-31', reportsAYear: 1, reportHours: 2 })
    expect(missingOf([said])).toEqual([])
    expect(missingOf([said, { ...said, to: null }, { ...said, reportHours: null }])).toEqual([
      'first and last day',
      'hours for one report',
    ])
    expect(missingOf([{ ...said, hours: 0, to: null }])).toEqual([])
  })

  it('is told to two figures, and never as more than is known', () => {
    expect(roughWords({ sum: 4016, unsaid: 0 })).toBe('4,000')
    expect(roughWords({ sum: 3960, unsaid: 0 })).toBe('4,000')
    expect(roughWords({ sum: 3960, unsaid: 2 })).toBe('3,900')
    expect(roughWords({ sum: 7.6, unsaid: 0 })).toBe('8')
  })

  it('of all is the sum of the bodies', () =>
    fc.assert(
      fc.property(somePlans, plans => {
        const all = burdenOf(plans)
        const parts = [...new Set(plans.map(one => one.organisation))].map(body =>
          burdenOf(plans.filter(one => one.organisation === body)),
        )
        for (const part of ['reports', 'pages', 'hours'] as const) {
          expect(parts.reduce((sum, one) => sum + one[part].sum, 0)).toBeCloseTo(all[part].sum, 6)
          expect(parts.reduce((sum, one) => sum + one[part].unsaid, 0)).toBe(all[part].unsaid)
        }
      }),
    ))
})

describe('repetition', () => {
  it('joins what was ticked with what the requirements ask for', () => {
    const asked = new Map([[7, demand(7, { contains: ['needs', 'housing'] })]])
    expect([...contentsOf(plan({ contains: ['climate', 'housing'], requirements: [7, 8] }), asked)].sort()).toEqual([
      'climate',
      'housing',
      'needs',
    ])
  })

  it('is what another plan of the same body has, and not what anybody’s has', () => {
    const held = hold([
      plan({ id: 1, organisation: 1, contains: ['needs', 'housing', 'climate'] }),
      plan({ id: 2, organisation: 1, contains: ['needs'] }),
      plan({ id: 3, organisation: null, contains: ['housing'] }),
    ])
    const found = repetition(held)
    expect(found.get(1)).toEqual({ of: 3, sameBody: ['needs'] })
    expect(found.get(3)).toEqual({ of: 1, sameBody: [] })
    expect(shareRepeated([...found.values()])).toBe(2 / 5)
    expect(shareRepeated([])).toBeNull()
    expect(repeatedThemes(held)).toEqual([
      { theme: 'needs', plans: 2, bodies: 1, twice: 1 },
      { theme: 'housing', plans: 2, bodies: 2, twice: 0 },
    ])
  })

  it('of plans agrees with that of headings', () =>
    fc.assert(
      fc.property(somePlans, plans => {
        const held = hold(plans)
        const found = [...repetition(held).values()]
        for (const one of found) expect(one.sameBody.length).toBeLessThanOrEqual(one.of)
        for (const one of repeatedThemes(held)) {
          expect(one.twice > 0).toBe(found.some(each => each.sameBody.includes(one.theme)))
          expect(one.plans).toBeGreaterThanOrEqual(one.bodies + one.twice)
        }
      }),
    ))
})

describe('duties without a plan', () => {
  const council: Body = { organisation: 1, name: 'Council', kind: 'council' }
  const board: Body = { organisation: 2, name: 'Health board', kind: 'health-board' }
  const own: Body = { organisation: null, name: 'The partnership', kind: 'partnership' }
  const bodies = [own, council, board]

  it('ask every body that a duty falls on for a plan of its own', () => {
    const duty = demand(1, { ofKinds: ['council', 'health-board', 'police'] })
    expect(dutyGaps([duty], bodies, [])).toEqual([{ requirement: duty, bodies: [council, board] }])
    expect(dutyGaps([duty], bodies, [plan({ organisation: 1, requirements: [1] })])).toEqual([
      { requirement: duty, bodies: [board] },
    ])
  })

  it('ask for one plan where bodies owe it together, whoever has it', () => {
    const duty = demand(1, { ofKinds: ['council', 'health-board'], joint: true })
    expect(dutyGaps([duty], bodies, [])[0]?.bodies).toEqual([council, board])
    expect(dutyGaps([duty], bodies, [plan({ organisation: null, requirements: [1] })])).toEqual([])
  })

  it('of the partnership can be met by a plan that a partner keeps', () => {
    const duty = demand(1, { ofKinds: ['partnership'] })
    expect(dutyGaps([duty], bodies, [])[0]?.bodies).toEqual([own])
    expect(dutyGaps([duty], bodies, [plan({ organisation: 2, requirements: [1] })])).toEqual([])
  })

  it('do not fall on bodies that are not here', () => {
    expect(dutyGaps([demand(1, { ofKinds: ['police'], joint: true })], bodies, [])).toEqual([])
  })
})

describe('what could be one plan', () => {
  it('names what is shared, what each adds, what stands in the way, and what it might save', () => {
    const asked = new Map([
      [1, demand(1, { everyMonths: 36, joint: true, ofKinds: ['council', 'health-board'] })],
      [2, demand(2, { everyMonths: 60 })],
    ])
    const large = plan({
      id: 1,
      name: 'Large',
      requirements: [1],
      contains: ['needs', 'outcomes', 'housing', 'money'],
      from: '2024-04-01',
      to: '2027-03-31',
      hours: 900,
      reportsAYear: 0,
      pages: 80,
    })
    const small = plan({
      id: 2,
      name: 'Small',
      requirements: [2],
      contains: ['needs', 'housing', 'climate'],
      from: '2025-01-01',
      to: '2025-12-31',
      hours: 300,
      reportsAYear: 1,
      reportHours: 30,
      pages: 30,
    })
    const [found, ...rest] = combinable(hold([small, large], asked), asked)
    expect(rest).toEqual([])
    expect(found!.plans.map(one => one.name)).toEqual(['Large', 'Small'])
    expect(found!.shared).toEqual(['needs', 'housing'])
    expect(found!.adds.map(one => one.themes)).toEqual([['outcomes', 'money'], ['climate']])
    expect(found!.requirements).toEqual([1, 2])
    expect(found!.obstacles.map(one => one.kind)).toEqual(['periods', 'intervals', 'joint'])
    expect(found!.saves.hours.sum).toBeCloseTo(330 * (2 / 3), 0)
    expect(found!.saves.pages).toEqual({ sum: 20, unsaid: 0 })
  })

  it('is not held up by a duty that names no time, nor by the yearly report that one of the plans has too', () => {
    const asked = new Map([
      [1, demand(1, { everyMonths: 36 })],
      [2, demand(2, { everyMonths: 12 })],
      [3, demand(3, { everyMonths: 36 })],
      [4, demand(4, {})],
    ])
    const contains: ContentTheme[] = ['needs', 'housing']
    const obstacles = (...requirements: number[][]) =>
      combinable(
        hold(requirements.map((own, at) => plan({ id: at + 1, contains, requirements: own }))),
        asked,
      )[0]!.obstacles.map(one => one.kind)
    expect(obstacles([1, 2], [3])).toEqual(['period-unsaid'])
    expect(obstacles([1, 2], [4])).toEqual(['period-unsaid'])
    expect(obstacles([2], [3, 4])).toEqual(['period-unsaid', 'intervals'])
  })

  it('is never a plan and a report, nor plans of two bodies, nor plans with one thing in common', () => {
    const contains: ContentTheme[] = ['needs', 'outcomes']
    expect(combinable(hold([plan({ id: 1, contains }), plan({ id: 2, contains, kind: 'report' })]), none)).toEqual([])
    expect(combinable(hold([plan({ id: 1, contains }), plan({ id: 2, contains, organisation: 2 })]), none)).toEqual([])
    expect(
      combinable(hold([plan({ id: 1, contains: ['needs'] }), plan({ id: 2, contains: ['needs'] })]), none),
    ).toEqual([])
  })

  it('is about one subject: needs and outcomes stand in nearly every plan', () => {
    const two = (a: ContentTheme[], b: ContentTheme[]) =>
      combinable(hold([plan({ id: 1, contains: a }), plan({ id: 2, contains: b })]), none).length
    expect(two(['needs', 'outcomes', 'housing'], ['needs', 'outcomes', 'children'])).toBe(0)
    expect(two(['needs', 'outcomes', 'housing'], ['needs', 'outcomes'])).toBe(0)
    expect(two(['needs', 'outcomes', 'housing'], ['needs', 'housing'])).toBe(1)
    expect(two(['needs', 'outcomes'], ['needs', 'outcomes', 'money'])).toBe(1)
  })

  it('puts each plan in one set at most, and nothing of them is lost', () =>
    fc.assert(
      fc.property(somePlans, plans => {
        const held = hold(plans)
        const sets = combinable(held, none)
        const members = sets.flatMap(one => one.plans.map(each => each.id))
        expect(new Set(members).size).toBe(members.length)
        for (const set of sets) {
          expect(set.plans.length).toBeGreaterThanOrEqual(2)
          expect(set.plans.length).toBeLessThanOrEqual(mostPlans)
          expect(new Set(set.plans.map(one => `${one.organisation} ${one.kind === 'report'}`)).size).toBe(1)
          const all = new Set(set.plans.flatMap(one => one.contains))
          const named = [...set.shared, ...set.adds.flatMap(one => one.themes)]
          expect([...named].sort()).toEqual([...all].sort())
          const pages = set.plans.slice(1).reduce((sum, one) => sum + (one.pages ?? 0), 0)
          expect(set.saves.pages.sum).toBeLessThanOrEqual(pages + 1e-9)
          expect(set.saves.hours.sum).toBeGreaterThanOrEqual(0)
        }
      }),
    ))

  it('does not depend on the order of the plans', () =>
    fc.assert(
      fc.property(somePlans, plans => {
        expect(combinable(hold([...plans].reverse()), none)).toEqual(combinable(hold(plans), none))
      }),
    ))
})

describe('how a plan stands', () => {
  it('is past its end the day after its last day, and only when it was in force', () => {
    expect(stateOn({ state: 'in-force', to: '2026-03-31' }, '2026-03-31')).toBe('in-force')
    expect(stateOn({ state: 'in-force', to: '2026-03-31' }, '2026-04-01')).toBe('out-of-date')
    expect(stateOn({ state: 'ended', to: '2026-03-31' }, '2026-04-01')).toBe('ended')
    expect(stateOn({ state: 'in-force', to: null }, '2026-04-01')).toBe('in-force')
  })

  it('has the same mark whatever the order of what was ticked', () => {
    const one = plan({ contains: ['needs', 'climate'], requirements: [2, 10] })
    expect(planSeen(one)).toBe(planSeen({ ...one, contains: ['climate', 'needs'], requirements: [10, 2] }))
    expect(planSeen(one)).not.toBe(planSeen({ ...one, pages: 3 }))
  })
})

describe('the next step', () => {
  const standing = {
    requirements: { size: 3 },
    held: hold([plan({ contains: ['needs'] })]),
    bodies: [{ organisation: 1, name: 'Council' }],
    combinations: [],
    gaps: [],
  }
  it('is to know first, then to compare', () => {
    expect(nextStep({ ...standing, requirements: { size: 0 } })?.path).toBe('/requirements')
    expect(nextStep({ ...standing, held: [] })?.path).toBe('/plans/add')
    expect(nextStep({ ...standing, held: hold([plan({ id: 4 })]) })?.path).toBe('/plans/4')
    expect(nextStep(standing)).toEqual({
      words: 'ask Council for what is missing of 1 plan: pages, hours to write it and reports a year',
      path: '/bodies/1',
    })
    const unsaid = plan({ contains: ['needs'], pages: 3, hours: 0 })
    expect(nextStep({ ...standing, held: hold([unsaid]) })?.words).toBe(
      'ask Council for what is missing of 1 plan: reports a year',
    )
    const said = plan({ contains: ['needs'], pages: 3, hours: 0, reportsAYear: 0 })
    expect(nextStep({ ...standing, held: hold([said]) })).toBeNull()
    expect(nextStep({ ...standing, held: hold([said]), gaps: [1] })?.path).toBe('#gaps')
  })
})
