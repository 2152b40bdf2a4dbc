// One of everything in the landscape: groups with a seat, ties and a remit, a file on its way in, a scenario with a step,
// a restructuring, a proposal, a requirement with a plan, and a date that comes back.

import type { Actor } from '../src/operation/actor.ts'
import type { House } from './house-on.ts'

interface Standing {
  readonly organisation: number
  readonly outcome: number
  readonly theme: number
}

/** Answers the number of each, by its noun; all of them are of Strathmuir (`muir`), and can be worked on. */
export async function furnishLandscape(
  house: House,
  { organisation, outcome, theme }: Standing,
  number: (sql: string) => Promise<number>,
): Promise<Record<string, number>> {
  const coordinator: Actor = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) => house.done(`landscape.${name}`, raw, coordinator, 'muir')
  const meets = { meetings: 4, minutes: 120, since: '2020-01-01' }
  const group = await done('add-group', { name: 'Homes group', kind: 'working-group', remit: 'Warm homes', ...meets })
  const other = await done('add-group', { name: 'Health group', kind: 'thematic', remit: 'Living well', ...meets })
  const into = await done('add-group', { name: 'Executive', kind: 'executive', ...meets })
  for (const [from, to] of [
    [group, into],
    [other, into],
  ])
    await done('link-groups', { group: from, kind: 'reports-to', other: to })
  await done('add-to-remit', { group, outcome })
  await done('add-to-remit', { group: other, place: 'X12000001' })
  const sits = { organisation, office: 'member', filledBy: 'nominated', voting: true, on: '2021-01-01' }
  for (const where of [group, other, into]) await done('add-seat', { group: where, ...sits })
  const seat = await number(`select min(id) as number from seat where group_id = ${group}`)
  await done('fill-seat', { seat, name: 'Somebody Seated', on: '2022-01-01' })
  await done('name-substitute', { seat, name: 'Somebody Else', on: '2022-01-01' })
  await done('add-seat', { ...sits, group: other, organisation: '', constituency: 'Carers' })
  const body = await done('register-joint-body', { name: 'Joint board', ownGovernance: 'Its own members' })
  const linked = await done('link-joint-body', { body, reports: 'Its yearly report', ...meets })
  await done('publish-structure', {})
  await house.done('landscape.work-out', {}, house.administrator, 'muir')

  const file = {
    name: 'groups.csv',
    bytes: Buffer.from('Group,Organisation,Role\nTransport group,Buses for the north,Member\n'),
  }
  const sent = await done('send-groups', { file })
  const scenario = await done('draft-scenario', {
    name: 'One group',
    why: 'They repeat each other',
    group,
    into: other,
  })
  const step = await number('select max(id) as number from scenario_step')
  await done('share-scenario', { scenario })
  const restructuring = await done('record-restructuring', {
    on: '2023-04-01',
    name: 'New groups',
    reason: 'There were too many',
  })
  const proposal = await done('propose', {
    kind: 'group',
    name: 'Winter group',
    purpose: 'Keep homes warm in winter',
    outcomes: [outcome],
    themes: [theme],
    places: ['X12000001'],
    organisations: [organisation],
  })
  const requirement = await done('add-requirement', {
    name: 'Housing strategy',
    demandedBy: 'Parliament',
    ofKinds: ['council'],
    contains: ['housing'],
  })
  const registeredPlan = await done('register-plan', {
    organisation,
    name: 'Homes for all',
    kind: 'strategy',
    state: 'in-force',
    requirements: [requirement],
    outcomes: [outcome],
  })
  const cycle = await done('add-cycle', {
    organisation,
    kind: 'budget-set',
    name: 'Council agrees its budget',
    first: '2027-02-25',
    every: 'year',
  })
  await done('add-cycle', { kind: 'budget-needed', name: 'Money for the plan', first: '2027-01-31', every: 'year' })
  return {
    group,
    other,
    into,
    seat,
    groupLink: await number(`select min(id) as number from group_link where group_id = ${group}`),
    remit: await number(`select min(id) as number from group_remit where group_id = ${group}`),
    body,
    jointGroup: linked,
    import: sent,
    scenario,
    step,
    restructuring,
    proposal,
    requirement,
    registeredPlan,
    cycle,
  }
}
