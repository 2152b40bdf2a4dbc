// Everything the house can be asked, with something to ask it about: a partnership with one of each noun, the numbers of
// those, and an acceptable input for every verb. The laws and the soak walk over it, so that a new room is covered
// by being registered.

import type { Actor } from '../src/operation/actor.ts'
import type { Field } from '../src/operation/fields.ts'
import type { AnyOperation } from '../src/operation/operation.ts'
import type { AnyFace } from '../src/ui/declare.ts'
import { furnishLandscape } from './furnish-landscape.ts'
import { furnishVoice } from './furnish-voice.ts'
import { asOwner, type House, twoPartnerships } from './house-on.ts'

/** Acceptable values by the name of an input or of a part of an address. */
export type Known = Record<string, string | string[]>

/** Strathmuir (`muir`) with a plan, an indicator and so on, next to its neighbour; answers what there is in it. */
export async function furnish(house: House): Promise<Known> {
  await twoPartnerships(house)
  await house.perform('places.register-scotland', {}, house.administrator)
  await house.perform('plans.register-frameworks', {}, house.administrator)
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator) =>
    house.done(name, raw, actor, 'muir')
  const first = await one<{ organisation: number; partner: number }>(
    house,
    `select organisation_id as organisation, id as partner from partner order by id limit 1`,
  )

  await done('plans.start-plan', {
    kind: 'community',
    title: 'Plan for Strathmuir',
    starts: '2024-04-01',
    ends: '2034-03-31',
  })
  const { plan, version: adopted } = await one<{ plan: number; version: number }>(
    house,
    'select plan_id as plan, id as version from plan_version order by id desc limit 1',
  )
  await done('plans.write-vision', { version: adopted, vision: 'A good life for everyone', summary: 'What we want.' })
  const theme = await done('plans.add-theme', { version: adopted, title: 'Fair start', description: 'Children first.' })
  const outcome = await done('plans.add-outcome', {
    version: adopted,
    theme,
    title: 'Fewer children grow up poor',
    description: 'Fewer families lack what they need.',
    horizon: 'long',
    dimensions: ['social'],
    partner: first.partner,
  })
  await done('plans.propose-version', { version: adopted })
  await done('plans.endorse', { version: adopted, partner: first.partner, reservation: 'As money allows.' })
  await done('plans.adopt-version', { version: adopted, adoptedOn: '2024-03-14', where: 'Board', because: '' })
  await done('plans.stress', {
    version: adopted,
    partner: first.partner,
    principle: 'delivery',
    outcomes: [outcome],
    words: 'Do it.',
  })
  await done('plans.draft-next', { plan })
  const draft = await one<{ version: number }>(
    house,
    `select id as version from plan_version where state = 'draft' limit 1`,
  )

  const objective = await done('partnerships.add-objective', { partner: first.partner, words: 'Cut waiting times' })
  await done('plans.link-objective', { objective, outcome })
  const indicator = await done('indicators.define', {
    name: 'Children in low-income families',
    kind: 'local',
    source: 'Our own count',
    unit: 'percent',
    good: 'down',
    frequency: 'yearly',
    outcomes: [outcome],
    partner: first.partner,
  })
  for (const [at, value] of [31, 30, 29.5, 28, 27, 26.5, 26, 25.2].entries())
    await done('indicators.record-reading', { indicator, period: String(2017 + at), value, status: 'actual' })
  await done('indicators.set-baseline', { indicator, period: '2017' })
  const target = await done('indicators.set-target', {
    indicator,
    period: '2034',
    value: 15,
    because: 'The board asks for it',
  })
  const delivered = await furnishDelivery(house, { ...first, outcome })
  const asked = await furnishRounds(house, first.organisation)
  const number = async (sql: string) => (await one<{ number: number }>(house, sql)).number
  const landscape = await furnishLandscape(house, { organisation: first.organisation, outcome, theme }, number)
  const voiced = await furnishVoice(house, {
    organisation: first.organisation,
    outcome,
    action: delivered.action,
    indicator,
  })
  await house.done('people.make-token', { label: 'A program', months: 6 }, coordinator, 'muir')

  const numbers = await one<{ membership: number; token: number; person: number }>(
    house,
    `select (select max(m.id) from membership m join partnership p on p.id = m.partnership_id where p.slug = 'muir') as membership,
            (select max(id) from api_token) as token, (select id from person where email = 'member@muir.test') as person`,
  )
  await house.cookie(coordinator)
  const { session } = await one<{ session: number }>(house, 'select max(id) as session from session')
  const goal = await one<{ goal: string; framework: string }>(
    house,
    `select framework_code || ':' || code as goal, framework_code as framework from goal order by 1 limit 1`,
  )
  const text = (value: number) => String(value)
  return {
    slug: 'muir',
    area: 'X12000001',
    place: 'X12000001',
    email: 'somebody@muir.test',
    persona: 'manager',
    organisation: text(first.organisation),
    partner: text(first.partner),
    plan: text(plan),
    parentPlan: text(plan),
    version: text(draft.version),
    theme: text(theme),
    outcome: text(outcome),
    parent: '',
    outcomes: [text(outcome)],
    goal: goal.goal,
    goals: [goal.goal],
    framework: goal.framework,
    objective: text(objective),
    indicator: text(indicator),
    target: text(target),
    ...Object.fromEntries(Object.entries(delivered).map(([noun, id]) => [noun, text(id)])),
    ...asked,
    ...Object.fromEntries(Object.entries(landscape).map(([noun, id]) => [noun, text(id)])),
    ...voiced,
    themes: [text(theme)],
    places: ['X12000001'],
    organisations: [text(first.organisation)],
    requirements: [text(landscape.requirement!)],
    sponsor: text(first.organisation),
    since: '2024-01-31',
    lastMet: '2026-01-31',
    review: '2027-06-01',
    meetings: '4',
    minutes: '90',
    adapts: '',
    otherKind: 'health-board',
    kind: 'merge',
    year: '2021',
    link: 'x'.repeat(43),
    on: '2026-01-31',
    address: 'https://example.org/report',
    evidenceAddress: 'https://example.org/evidence',
    membership: text(numbers.membership),
    token: text(numbers.token),
    person: text(numbers.person),
    session: text(session),
    period: '2031',
    figurePeriod: '2031',
    position: '1',
    months: '6',
    seen: '1',
    upload: '1',
    code: 'CHN24',
  }
}

/** An adopted action with one of everything that is recorded for it, as a piece of an initiative of its lead's. */
async function furnishDelivery(
  house: House,
  { organisation, partner, outcome }: { organisation: number; partner: number; outcome: number },
): Promise<Record<'action' | 'milestone' | 'measure' | 'risk' | 'initiative' | 'contribution' | 'benefit', number>> {
  const lead = await house.person('lead@muir.test')
  const done = (name: string, raw: Record<string, unknown>) => house.done(`delivery.${name}`, raw, lead, 'muir')
  const action = await done('propose-action', {
    title: 'Warm homes grants',
    about: 'Families spend less on heat.',
    horizon: 'medium',
    principle: 'delivery',
    starts: '2026-04-01',
    ends: '2028-03-31',
    partner,
    outcomes: [outcome],
  })
  await done('set-part', { action, partner, does: 'Pays for the insulation' })
  await done('add-place', { action, place: 'X12000001' })
  await done('settle', { action, kind: 'audit', answer: 'settled', words: 'In the audit plan' })
  const milestone = await done('promise-milestone', { action, words: 'The first 50 homes', due: '2027-03-31' })
  const measure = await done('add-measure', { action, asks: 'how-much', words: 'Homes insulated', unit: 'number' })
  await done('record-measure', { measure, period: '2025', value: 12 })
  const risk = await done('raise-risk', {
    action,
    words: 'Builders leave',
    likelihood: 'possible',
    impact: 'major',
    partner,
    response: 'Train our own',
  })
  const initiative = await done('register-initiative', {
    organisation,
    name: 'Warmer homes everywhere',
    reporting: 'answers-once',
  })
  await done('join-initiative', { action, initiative })
  const said = { action, partner, words: 'Two bodies shared one list of homes' }
  const contribution = await done('claim-contribution', {
    ...said,
    claim: 'sooner',
    evidence: 'The dates of both lists',
  })
  const benefit = await done('record-benefit', { ...said, kind: 'trust', experiencedBy: 'Both housing teams' })
  const coordinator = await house.person('coordinator@muir.test')
  await house.done('delivery.adopt-action', { action, despite: 'The board accepts it' }, coordinator, 'muir')
  return { action, milestone, measure, risk, initiative, contribution, benefit }
}

/**
 * An open round with one thing asked of the council's lead, begun and not sent, its link on its way; a schedule, and
 * what people keep for themselves: days away, an outcome they follow, a calendar, a column of their own template.
 */
async function furnishRounds(house: House, organisation: number): Promise<Known> {
  const coordinator = await house.person('coordinator@muir.test')
  const lead = await house.person('lead@muir.test')
  const days = { remindDays: 5, deputyDays: 3, leadDays: 2 }
  const round = await house.done(
    'rounds.plan',
    {
      title: 'October to December 2026',
      starts: '2026-10-01',
      ends: '2026-12-31',
      opens: '2026-11-22',
      closes: '2026-12-10',
      ...days,
    },
    coordinator,
    'muir',
  )
  await house.done('rounds.open-now', { round }, coordinator, 'muir')
  const schedule = await house.done(
    'rounds.set-schedule',
    { rhythm: 'quarterly', gapDays: 7, openDays: 18, ...days },
    coordinator,
    'muir',
  )
  await house.perform('rounds.bring-notices', {}, house.administrator)
  const { item, request, sent } = await one<{ item: number; request: number; sent: number }>(
    house,
    `select i.id as item, i.request_id as request, (select max(id) from request_link) as sent from request_item i where i.action_id is not null limit 1`,
  )
  await house.done('rounds.save-draft', { item, seen: 0, words: 'Forty homes so far' }, lead)
  const absence = await house.done('rounds.be-away', { from: '2027-02-01', to: '2027-02-14' }, lead)
  const column = await house.done('rounds.add-column', { organisation, heading: 'Our number', shows: 'title' }, lead)
  const follow = await house.done('rounds.follow', { place: 'X12000001', rhythm: 'weekly' }, coordinator, 'muir')
  const calendar = await house.perform('rounds.make-calendar', {}, coordinator)
  const { key } = await one<{ key: string }>(house, 'select max(key) as key from follow')
  const numbers = { round, schedule, item, request, sent, absence, column, follow }
  return {
    ...Object.fromEntries(Object.entries(numbers).map(([noun, id]) => [noun, String(id)])),
    key,
    feed: calendar.ok ? calendar.written.reveal!.split('/').at(-1)! : '',
  }
}

/** An acceptable input for a verb, from what is known; texts are `words`. */
export function sampleInput(operation: AnyOperation, known: Known, words = 'Plain words'): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(operation.input as Record<string, Field<unknown>>).map(([name, field]) => [
      name,
      sample(name, field, { ...known, [name]: knownAt(known, operation.name, name) } as Known, words),
    ]),
  )
}

/** What is known under a name, where it is used: `run/thread engagement` goes before `engagement` in such an address. */
const knownAt = (known: Known, where: string, name: string): string | string[] | undefined => {
  const special = Object.keys(known).find(key => {
    const [place, ...rest] = key.split(' ')
    return rest.join(' ') === name && where.includes(place!)
  })
  return known[special ?? name]
}

function sample(name: string, field: Field<unknown>, known: Known, words: string): unknown {
  if (field.options?.length && known[name] === undefined)
    return field.kind === 'choices' ? [field.options[0]!.value] : field.options[0]!.value
  if (field.options?.length)
    return field.options.some(option => option.value === known[name]) ? known[name] : field.options[0]!.value
  if (known[name] !== undefined && field.kind !== 'text' && name !== 'title') return known[name]
  switch (field.kind) {
    case 'line':
    case 'text':
      return words.slice(0, field.max)
    case 'number':
      return '5'
    case 'date':
      return '2030-06-30'
    case 'colour':
      return '#123456'
    case 'flag':
      return 'yes'
    case 'file':
      return { name: 'figures.csv', bytes: Buffer.from('place,indicator,period,value\nX12000001,Some,2020,1\n') }
    default:
      return ''
  }
}

/** The address of a face, filled in with what is known. */
export const addressOf = (face: AnyFace, known: Known, slug: string): string =>
  face.at.replace(/:(\w+)/g, (_all, name: string) =>
    name === 'slug' ? slug : encodeURIComponent(String(knownAt(known, face.at, name) ?? '1')),
  )

const one = async <T extends object>(house: House, sql: string): Promise<T> =>
  (await asOwner(house.owner, client => client.query<T>(sql))).rows[0]!
