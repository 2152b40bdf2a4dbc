// The register on a real database: taking in, registering, two editors, who may, and what its pages and API say.

import { beforeAll, describe, expect, it } from 'vitest'
import { twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import { starterRequirements } from './starter-requirements.ts'

const house = useHouse()
let coordinator: Actor
let lead: Actor
let contributor: Actor
let council: number
let board: number
let requirement: number
let plan: number

const blank = {
  organisation: '',
  name: 'Strategy for homes',
  kind: 'strategy',
  state: 'in-force',
  from: '1 April 2024',
  to: '31 March 2029',
  requirements: [] as unknown[],
  contains: ['climate'],
  outcomes: [],
  pages: '96',
  hours: '1,500',
  reportsAYear: '1',
  reportHours: '40',
  address: 'https://council.test/homes',
  plan: '',
}
const required = {
  name: 'Alcohol licensing statement',
  demandedBy: 'Parliament',
  legalBasis: 'An Act, section 6',
  source: 'https://law.test/6',
  ofKinds: ['council'],
  everyMonths: '60',
  contains: ['needs', 'safety'],
}

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  lead = await house.person('lead@muir.test')
  contributor = await house.person('contributor@muir.test')
  council = lead.roles[0]!.organisation!
  board = contributor.roles[0]!.organisation!
})

async function got(url: string, actor: Actor) {
  const headers = { cookie: await house.cookie(actor) }
  return (await house.web()).inject({ url, headers })
}

describe('the register, when it is empty', () => {
  it('offers the starter list and the first plan', async () => {
    const { body } = await got('/p/muir/register', coordinator)
    expect(body).toContain('/register/requirements/take-starter')
    expect(body).toContain('/register/plans/add')
    expect((await got('/p/muir/register', await house.person('observer@muir.test'))).body).not.toContain('/plans/add')
  })

  it('is for members only', async () => {
    expect((await (await house.web()).inject('/p/muir/register')).statusCode).toBe(303)
    expect((await got('/p/muir/register', await house.person('coordinator@lorne.test'))).statusCode).toBe(404)
  })
})

describe('requirements', () => {
  it('come in from the starter list once, and what was dropped does not come back', async () => {
    expect(await house.perform('landscape.take-starter-requirements', {}, lead, 'muir')).toMatchObject({
      kind: 'forbidden',
    })
    await house.done('landscape.take-starter-requirements', {}, coordinator, 'muir')
    const { body } = await got('/p/muir/register/requirements', coordinator)
    for (const one of starterRequirements) expect(body).toContain(one.name)
    expect(body).not.toContain('take-starter')
    const again = await house.perform('landscape.take-starter-requirements', {}, coordinator, 'muir')
    expect(again).toMatchObject({ kind: 'refused', refusal: { code: 'starter-here' } })
    const first = await listed('requirements').then(all => all[0]!.id)
    await house.done('landscape.drop-requirement', { requirement: first }, coordinator, 'muir')
    expect(
      await house.perform('landscape.drop-requirement', { requirement: first }, coordinator, 'muir'),
    ).toMatchObject({ refusal: { code: 'requirement-dropped' } })
    expect(await house.perform('landscape.take-starter-requirements', {}, coordinator, 'muir')).toMatchObject({
      refusal: { code: 'starter-here' },
    })
    expect((await got(`/p/muir/register/requirements/${first}`, coordinator)).statusCode).toBe(404)
  })

  it('are added by a coordinator, with a name of their own, falling on somebody', async () => {
    const tried = (said: object, actor = coordinator) =>
      house.perform('landscape.add-requirement', { ...required, ...said }, actor, 'muir')
    expect(await tried({}, lead)).toMatchObject({ kind: 'forbidden' })
    expect(await tried({ ofKinds: [] })).toMatchObject({ refusal: { code: 'of-nobody', field: 'ofKinds' } })
    expect(await tried({ source: 'javascript:alert(1)' })).toMatchObject({
      refusal: { code: 'address-unfit', field: 'source' },
    })
    expect(await tried({ name: 'local HOUSING strategy' })).toMatchObject({ refusal: { code: 'requirement-taken' } })
    requirement = await house.done('landscape.add-requirement', required, coordinator, 'muir')
    expect((await got(`/p/muir/register/requirements/${requirement}`, lead)).body).toContain('Every 5 years')
  })

  it('are changed by nobody who has not seen what stands', async () => {
    const { seen } = (await listed('requirements')).find(one => one.id === requirement)!
    const edit = (said: object) =>
      house.perform('landscape.edit-requirement', { ...required, requirement, ...said }, coordinator, 'muir')
    expect(await edit({ everyMonths: '', seen })).toMatchObject({ ok: true })
    expect(await edit({ everyMonths: '12', seen })).toMatchObject({ refusal: { code: 'changed-meanwhile' } })
  })
})

async function listed(noun: 'registered-plans' | 'requirements', slug = 'muir', actor = coordinator) {
  const found = house.site.reads.find(one => one.at === `/partnerships/:slug/${noun}`)!
  const { ask } = await import('../../../operation/ask.ts')
  const items: { id: number; seen: string; state: string; requirements: number[]; [field: string]: unknown }[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const at: string | undefined = cursor
    const answer = await ask(house.site.house, actor, await house.partnership(slug), asking =>
      found.read(asking, { slug }, { limit: 7, cursor: at }),
    )
    items.push(...found.answer.parse(answer).items)
    cursor = answer.next
  }
  return items
}

describe('a plan', () => {
  const register = (said: object, actor: Actor) =>
    house.perform('landscape.register-plan', { ...blank, ...said }, actor, 'muir')

  it('is put on the register by who works for its body, or a coordinator', async () => {
    expect(await register({ organisation: board }, lead)).toMatchObject({ kind: 'forbidden' })
    expect(await register({}, lead)).toMatchObject({ kind: 'forbidden' })
    expect(await register({ organisation: board }, await house.person('member@muir.test'))).toMatchObject({
      kind: 'forbidden',
    })
    expect(await register({ organisation: council }, stranger)).toMatchObject({ kind: 'not-found' })
    const done = await register({ organisation: council, requirements: [requirement] }, lead)
    expect(done).toMatchObject({ ok: true, fact: { fact: 'PlanRegistered', hours: 1500 } })
    plan = done.ok ? Number(done.written.id) : 0
    expect(await register({ organisation: board, name: 'Health plan' }, contributor)).toMatchObject({ ok: true })
    expect(await register({ name: 'Our own' }, coordinator)).toMatchObject({ ok: true })
  })

  it('names only what is there, and nothing impossible', async () => {
    const refused = async (said: object) => {
      const outcome = await register({ organisation: council, ...said }, coordinator)
      return outcome.ok || outcome.kind === 'invalid' ? outcome : outcome.refusal.field
    }
    const lorne = (await house.person('lead@lorne.test')).roles[0]!.organisation!
    expect(await refused({ organisation: lorne })).toBe('organisation')
    expect(await refused({ requirements: [999] })).toBe('requirements')
    expect(await refused({ outcomes: [999] })).toBe('outcomes')
    expect(await refused({ plan: 999 })).toBe('plan')
    expect(await refused({ from: '2026-02-01', to: '2026-01-01' })).toBe('to')
    expect(await refused({ hours: '-1' })).toBe('hours')
    expect(await refused({ reportsAYear: '1000' })).toBe('reportsAYear')
    expect(await refused({ address: 'council.test' })).toBe('address')
  })

  it('is changed by its body, never over words that were not seen', async () => {
    const { seen } = (await listed('registered-plans')).find(one => one.id === plan)!
    const edit = (said: object, actor = lead) =>
      house.perform('landscape.edit-plan', { ...blank, registeredPlan: plan, ...said }, actor, 'muir')
    expect(await edit({}, contributor)).toMatchObject({ kind: 'forbidden' })
    expect(await edit({ name: 'Homes', requirements: [requirement], seen })).toMatchObject({ ok: true })
    expect(await edit({ seen })).toMatchObject({ refusal: { code: 'changed-meanwhile' } })
    const { body } = await got(`/p/muir/register/plans/${plan}/edit`, lead)
    expect(body).toContain('value="1 April 2024"')
    const mark = /name="seen" value="([0-9a-f]{16})"/.exec(body)![1]
    expect(await edit({ name: 'Homes for all', requirements: [requirement], seen: mark })).toMatchObject({ ok: true })
  })

  it('contains what its requirements ask for, and no longer once they are dropped', async () => {
    expect((await got(`/p/muir/register/plans/${plan}`, lead)).body).toContain('Safety and justice')
    await house.done('landscape.drop-requirement', { requirement }, coordinator, 'muir')
    expect((await got(`/p/muir/register/plans/${plan}`, lead)).body).not.toContain('Safety and justice')
    expect((await listed('registered-plans')).find(one => one.id === plan)!.requirements).toEqual([])
  })

  it('is past its end when its last day is gone', async () => {
    house.now = new Date('2029-05-01T10:00:00Z')
    const found = (await listed('registered-plans')).find(one => one.id === plan)!
    house.now = new Date('2026-11-22T10:00:00Z')
    expect(found.state).toBe('out-of-date')
  })

  it('is added up with the others, body by body', async () => {
    const { body } = await got('/p/muir/register', lead)
    expect(body).toContain('Three plans and reports take about 1,000 hours a year.')
    expect(body).toContain('of what is in the plans stands in another plan of the same body too')
    expect(body).toContain(`/p/muir/register/bodies/${council}`)
    expect((await got('/p/muir/register/bodies/own', lead)).body).toContain('Our own')
    expect((await got('/p/muir/register/bodies/999', lead)).statusCode).toBe(404)
    expect((await got('/p/muir/register/bodies/else', lead)).statusCode).toBe(404)
  })

  it('stands first on the page of its body while something is not said, with the way to say it', async () => {
    const said = { ...blank, organisation: council, name: 'Half said', pages: '', reportHours: '' }
    const half = await house.done('landscape.register-plan', said, lead, 'muir')
    const { body } = await got(`/p/muir/register/bodies/${council}`, lead)
    expect(body).toContain(`/p/muir/register/plans/${half}/edit">Half said</a>`)
    expect(body).toContain('Not said: pages and hours for one report')
    expect(body.indexOf('Not said: pages')).toBeLessThan(body.indexOf('Its plans and reports'))
    const reader = (await got(`/p/muir/register/bodies/${council}`, await house.person('observer@muir.test'))).body
    expect(reader).toContain('Half said')
    expect(reader).not.toContain('/edit"')
    expect((await got('/p/muir/register', lead)).body).toContain('for what is missing of 1 plan')
    await house.done('landscape.remove-plan', { registeredPlan: half }, lead, 'muir')
  })

  it('does not have a report counted again that is on the register by itself', async () => {
    const duty = await house.done(
      'landscape.add-requirement',
      { ...required, name: 'Yearly report on homes' },
      coordinator,
      'muir',
    )
    const once = { ...blank, organisation: board, requirements: [duty], hours: '0', reportHours: '100' }
    const main = await house.done(
      'landscape.register-plan',
      { ...once, name: 'Plan with a report' },
      contributor,
      'muir',
    )
    const before = (await got(`/p/muir/register/plans/${main}`, contributor)).body
    expect(before).not.toContain('Counted with')
    const report = { ...once, name: 'The report itself', kind: 'report', reportsAYear: '0', reportHours: '' }
    const own = await house.done('landscape.register-plan', report, contributor, 'muir')
    const { body } = await got(`/p/muir/register/plans/${main}`, contributor)
    expect(body).toContain(`Counted with <a href="/p/muir/register/plans/${own}">The report itself</a>`)
    for (const plan of [main, own])
      await house.done('landscape.remove-plan', { registeredPlan: plan }, contributor, 'muir')
    await house.done('landscape.drop-requirement', { requirement: duty }, coordinator, 'muir')
  })

  it('goes out as a spreadsheet in which nothing runs', async () => {
    await house.done('landscape.register-plan', { ...blank, name: '=1+1' }, coordinator, 'muir')
    const answer = await got('/p/muir/register.csv', lead)
    expect(answer.headers['content-type']).toContain('text/csv')
    expect(answer.body).toContain('Homes for all')
    expect(answer.body).not.toMatch(/[,\n]"?=1\+1/)
  })

  it('is taken off by its body, and is then not there', async () => {
    expect(await house.perform('landscape.remove-plan', { registeredPlan: plan }, contributor, 'muir')).toMatchObject({
      kind: 'forbidden',
    })
    await house.done('landscape.remove-plan', { registeredPlan: plan }, lead, 'muir')
    expect(await house.perform('landscape.remove-plan', { registeredPlan: plan }, lead, 'muir')).toMatchObject({
      kind: 'not-found',
    })
    expect((await got(`/p/muir/register/plans/${plan}`, lead)).statusCode).toBe(404)
    expect((await listed('registered-plans')).map(one => one.id)).not.toContain(plan)
  })

  it('of one partnership is not there for another', async () => {
    const other = await house.person('coordinator@lorne.test')
    expect(await listed('registered-plans', 'lorne', other)).toEqual([])
    const [first] = await listed('registered-plans')
    expect(await house.perform('landscape.remove-plan', { registeredPlan: first!.id }, other, 'lorne')).toMatchObject({
      kind: 'not-found',
    })
  })
})
