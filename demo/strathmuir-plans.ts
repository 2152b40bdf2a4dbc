// The plans and reports that the bodies of Strathmuir must write, and the dates that come back every year.

import type { Body } from './cast.ts'

export interface PlanTold {
  readonly key: string
  /** None: the partnership's own. */
  readonly body?: Body
  readonly name: string
  readonly kind:
    | 'community-plan'
    | 'locality-plan'
    | 'strategy'
    | 'service-plan'
    | 'improvement-plan'
    | 'report'
    | 'other'
  readonly state?: 'being-written' | 'in-force' | 'out-of-date'
  readonly from: string
  readonly to: string
  /** Codes of the starter list. */
  readonly meets?: readonly string[]
  readonly contains?: readonly string[]
  readonly outcomes?: readonly string[]
  readonly pages?: number
  readonly hours?: number
  readonly reports?: readonly [aYear: number, hours: number]
}

export const plansTold: readonly PlanTold[] = [
  {
    key: 'community',
    name: 'Strathmuir community plan 2024 to 2034',
    kind: 'community-plan',
    from: '2024-04-01',
    to: '2034-03-31',
    meets: ['loip', 'loip-report'],
    outcomes: ['poverty', 'leavers', 'health', 'warm', 'belong', 'work', 'travel', 'nature'],
    pages: 46,
    hours: 640,
    reports: [1, 120],
  },
  {
    key: 'localities',
    name: 'Three locality plans',
    kind: 'locality-plan',
    from: '2024-10-01',
    to: '2029-09-30',
    meets: ['locality-plan', 'locality-report'],
    outcomes: ['belong', 'poverty'],
    pages: 60,
    hours: 420,
    reports: [1, 60],
  },
  {
    key: 'children',
    body: 'council',
    name: 'Children’s services plan 2026 to 2029',
    kind: 'strategy',
    from: '2026-04-01',
    to: '2029-03-31',
    meets: ['childrens-services-plan', 'childrens-services-report'],
    contains: ['needs', 'inequalities', 'money'],
    outcomes: ['poverty', 'leavers'],
    pages: 88,
    hours: 760,
    reports: [1, 140],
  },
  {
    key: 'child-poverty',
    body: 'council',
    name: 'Local child poverty action report 2025/26',
    kind: 'report',
    from: '2026-04-01',
    to: '2027-03-31',
    meets: ['child-poverty-report'],
    contains: ['needs', 'children'],
    outcomes: ['poverty'],
    pages: 52,
    hours: 260,
  },
  {
    key: 'corporate-parenting',
    body: 'council',
    name: 'Corporate parenting plan 2025 to 2028',
    kind: 'strategy',
    from: '2025-04-01',
    to: '2028-03-31',
    meets: ['corporate-parenting-plan'],
    contains: ['children', 'outcomes', 'actions'],
    outcomes: ['leavers'],
    pages: 40,
    hours: 240,
  },
  {
    key: 'housing',
    body: 'council',
    name: 'Local housing strategy 2022 to 2027',
    kind: 'strategy',
    from: '2022-04-01',
    to: '2027-03-31',
    meets: ['local-housing-strategy'],
    contains: ['needs', 'climate', 'money'],
    outcomes: ['warm'],
    pages: 120,
    hours: 900,
    reports: [1, 90],
  },
  {
    key: 'heat',
    body: 'council',
    name: 'Local heat and energy efficiency strategy',
    kind: 'strategy',
    from: '2023-12-31',
    to: '2028-12-31',
    meets: ['heat-strategy'],
    contains: ['housing', 'money', 'actions'],
    outcomes: ['warm', 'nature'],
    pages: 110,
    hours: 700,
  },
  {
    key: 'development',
    body: 'council',
    name: 'Local development plan',
    kind: 'strategy',
    state: 'being-written',
    from: '2028-04-01',
    to: '2038-03-31',
    meets: ['local-development-plan'],
    outcomes: ['nature', 'work'],
    pages: 210,
    hours: 5200,
  },
  {
    key: 'justice',
    body: 'council',
    name: 'Community justice outcomes improvement plan',
    kind: 'improvement-plan',
    from: '2023-04-01',
    to: '2028-03-31',
    meets: ['community-justice-plan', 'community-justice-report'],
    contains: ['needs'],
    outcomes: ['belong'],
    pages: 38,
    hours: 280,
    reports: [1, 80],
  },
  {
    key: 'strategic',
    body: 'care',
    name: 'Strategic commissioning plan 2025 to 2028',
    kind: 'strategy',
    from: '2025-04-01',
    to: '2028-03-31',
    meets: ['integration-strategic-plan', 'integration-performance-report'],
    contains: ['needs', 'localities', 'inequalities'],
    outcomes: ['health'],
    pages: 96,
    hours: 980,
    reports: [1, 180],
  },
  {
    key: 'carers',
    body: 'care',
    name: 'Carers’ strategy 2022 to 2025',
    kind: 'strategy',
    state: 'out-of-date',
    from: '2022-04-01',
    to: '2025-03-31',
    meets: ['carer-strategy'],
    contains: ['community', 'needs'],
    outcomes: ['health', 'leavers'],
    pages: 34,
    hours: 200,
  },
  {
    key: 'police',
    body: 'police',
    name: 'Strathmuir local police plan 2026 to 2029',
    kind: 'strategy',
    from: '2026-04-01',
    to: '2029-03-31',
    meets: ['local-police-plan'],
    contains: ['needs', 'community'],
    outcomes: ['belong'],
    pages: 24,
    hours: 160,
    reports: [4, 30],
  },
  {
    key: 'fire',
    body: 'fire',
    name: 'Strathmuir local fire and rescue plan',
    kind: 'strategy',
    from: '2024-10-01',
    to: '2027-09-30',
    meets: ['local-fire-plan'],
    contains: ['needs', 'community'],
    outcomes: ['belong'],
    pages: 22,
    hours: 140,
    reports: [4, 24],
  },
  {
    key: 'delivery',
    body: 'nhs',
    name: 'Annual delivery plan 2026/27',
    kind: 'service-plan',
    from: '2026-04-01',
    to: '2027-03-31',
    contains: ['actions', 'money', 'workforce', 'performance', 'care'],
    outcomes: ['health'],
    pages: 74,
    hours: 620,
    reports: [4, 60],
  },
  {
    key: 'transport',
    body: 'transport',
    name: 'Regional transport strategy',
    kind: 'strategy',
    from: '2023-04-01',
    to: '2033-03-31',
    meets: ['regional-transport-strategy'],
    outcomes: ['travel'],
    pages: 90,
    hours: 1400,
  },
]

export interface CycleTold {
  readonly body?: Body
  readonly kind: 'planning' | 'budget-set' | 'budget-needed' | 'reporting' | 'board'
  readonly name: string
  readonly first: string
  readonly every: 'month' | '2-months' | '3-months' | '6-months' | 'year' | '3-years'
  readonly plan?: string
}

export const cyclesTold: readonly CycleTold[] = [
  {
    kind: 'budget-needed',
    name: 'The year’s part of the plan needs the partners’ money',
    first: '2027-03-04',
    every: 'year',
    plan: 'community',
  },
  { kind: 'planning', name: 'The board agrees the year ahead', first: '2027-03-18', every: 'year', plan: 'community' },
  { kind: 'reporting', name: 'Annual report to the public', first: '2027-09-30', every: 'year', plan: 'community' },
  { kind: 'board', name: 'Partnership Board', first: '2026-12-03', every: '3-months' },
  {
    body: 'council',
    kind: 'budget-set',
    name: 'Council sets its budget and council tax',
    first: '2027-02-25',
    every: 'year',
  },
  {
    body: 'council',
    kind: 'reporting',
    name: 'Children’s services report to ministers',
    first: '2027-06-30',
    every: 'year',
    plan: 'children',
  },
  {
    body: 'council',
    kind: 'reporting',
    name: 'Child poverty action report',
    first: '2027-06-30',
    every: 'year',
    plan: 'child-poverty',
  },
  { body: 'council', kind: 'board', name: 'Full council', first: '2026-12-10', every: '2-months' },
  {
    body: 'nhs',
    kind: 'budget-set',
    name: 'Health board agrees its financial plan',
    first: '2027-03-30',
    every: 'year',
  },
  {
    body: 'nhs',
    kind: 'planning',
    name: 'Annual delivery plan goes to ministers',
    first: '2027-03-15',
    every: 'year',
    plan: 'delivery',
  },
  { body: 'nhs', kind: 'board', name: 'Health board', first: '2026-12-03', every: '2-months' },
  { body: 'care', kind: 'budget-set', name: 'Integration board sets its budget', first: '2027-03-24', every: 'year' },
  {
    body: 'care',
    kind: 'reporting',
    name: 'Annual performance report',
    first: '2027-07-31',
    every: 'year',
    plan: 'strategic',
  },
  { body: 'care', kind: 'board', name: 'Integration joint board', first: '2027-01-20', every: '2-months' },
  {
    body: 'police',
    kind: 'budget-set',
    name: 'Police authority agrees the budget',
    first: '2027-03-25',
    every: 'year',
  },
  {
    body: 'police',
    kind: 'reporting',
    name: 'Report to the council’s scrutiny committee',
    first: '2026-12-08',
    every: '3-months',
    plan: 'police',
  },
  { body: 'fire', kind: 'budget-set', name: 'Fire board agrees the budget', first: '2027-03-26', every: 'year' },
  {
    body: 'fire',
    kind: 'reporting',
    name: 'Report to the council’s scrutiny committee',
    first: '2026-12-08',
    every: '3-months',
    plan: 'fire',
  },
  { body: 'enterprise', kind: 'budget-set', name: 'Operating plan and budget', first: '2027-02-18', every: 'year' },
  {
    body: 'college',
    kind: 'budget-set',
    name: 'Board of management agrees the budget',
    first: '2027-06-15',
    every: 'year',
  },
  {
    body: 'transport',
    kind: 'budget-set',
    name: 'Transport partnership sets its budget',
    first: '2027-02-12',
    every: 'year',
  },
]
