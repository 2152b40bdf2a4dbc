// The whole life of a budget: suggested, checked, put on the shortlist, voted on, counted, published, followed by work.

import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { type Actor, stranger } from '../../operation/actor.ts'
import type { Outcome } from '../../operation/perform.ts'
import type { Counted } from './model.ts'

const house = useHouse()
beforeAll(() => twoPartnerships(house))
const begins = new Date('2026-11-22T10:00:00Z')
beforeEach(() => {
  house.now = begins
})

const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql, values))).rows
const countedOf = async (budget: number) =>
  (await rows<{ counted: Counted }>('select counted from budget where id = $1', [budget]))[0]!.counted
const page = async (url: string, cookie?: string) =>
  (await house.web()).inject({ url, headers: cookie ? { cookie } : {} })
const suggestion = { title: 'A crossing', words: 'By the school', place: '', cost: '' }

describe('suggestions', () => {
  let some: SomeBudget
  beforeAll(async () => {
    house.now = begins
    some = await someBudget()
  })
  const suggest = (device: string, more: object = {}) =>
    some.tried('budgeting.suggest-project', { budget: some.budget, device, ...suggestion, ...more }, stranger)

  it('are kept once, however often they are sent, and history knows nothing of them', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => suggest('d'.repeat(22))))
    expect(new Set(all.map(one => (one.ok ? one.written.reveal : one))).size).toBe(1)
    expect(await rows(`select id from project where title = 'A crossing'`)).toHaveLength(1)
    const lines = await rows(
      `select fact, person_id from history where operation = 'budgeting.suggest-project' and (fact->>'budget')::bigint = $1`,
      [some.budget],
    )
    expect(lines).toEqual([{ fact: { fact: 'ProjectSuggested', budget: some.budget }, person_id: null }])
  })

  it('are seen by nobody outside before a person has looked at them', async () => {
    const other = await suggest('e'.repeat(22), { title: 'A secret wish' })
    if (!other.ok) throw new Error('refused')
    const project = other.written.id as number
    const base = `/p/muir/budgets/${some.budget}`
    for (const path of ['', '/projects', '/result', '/rules'])
      expect((await page(base + path)).body, path).not.toContain('A secret wish')
    expect((await page(`${base}/projects/${project}`)).statusCode).toBe(404)
    const api = await page(`/api/v1/partnerships/muir/budgets/${some.budget}`)
    expect(api.statusCode).toBe(200)
    expect(api.body).not.toContain('A secret wish')
    const own = await page(`${base}/suggestions/${other.written.reveal}`)
    expect(own.body).toContain('A person reads it next')
    expect(own.headers['cache-control']).toContain('private')

    await some.done('budgeting.hide-project', { project, because: 'It names a person.' })
    expect((await page(`${base}/projects/${project}`)).statusCode).toBe(404)
    const listed = await page(`${base}/projects`)
    expect(listed.body).toContain('It names a person.')
    expect(listed.body).not.toContain('A secret wish')
    expect((await page(`${base}/suggestions/${other.written.reveal}`)).body).toContain('It names a person.')

    await some.done('budgeting.show-project', { project })
    expect((await page(`${base}/projects`)).body).toContain('A secret wish')
  })

  it('are taken on their days only, and only of an announced engagement', async () => {
    expect(await suggest('short')).toMatchObject({ refusal: { code: 'page-too-old' } })
    house.now = new Date('2026-12-01T10:00:00Z')
    expect(await suggest('f'.repeat(22))).toMatchObject({ refusal: { code: 'not-suggesting' } })
  })

  it('are twenty from one device at most, and none of a draft', async () => {
    house.now = begins
    const device = 'h'.repeat(22)
    const receipts = new Set<string>()
    for (let at = 1; at <= 20; at++) {
      const outcome = await suggest(device, { title: `Wish ${at}` })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome))
      receipts.add(outcome.written.reveal!)
    }
    expect(receipts.size).toBe(20)
    expect(await suggest(device, { title: 'Wish 21' })).toMatchObject({ refusal: { code: 'too-many-suggestions' } })
    expect(await suggest(device, { title: 'Wish 7' })).toMatchObject({ ok: true, written: { again: true } })
    expect(await suggest('i'.repeat(22), { title: 'Wish 21' })).toMatchObject({ ok: true })
    await rows(`update engagement set state = 'draft' where id = $1`, [some.engagement])
    expect(await suggest('j'.repeat(22))).toMatchObject({ kind: 'not-found' })
    await rows(`update engagement set state = 'announced' where id = $1`, [some.engagement])
  })

  it('say why they cannot be done, to everyone', async () => {
    const [{ id } = { id: 0 }] = await rows<{ id: number }>(`select id::int from project where title = 'A crossing'`)
    const check = (raw: object) => some.tried('budgeting.check-project', { project: id, ...raw })
    expect(await check({ feasible: 'no' })).toMatchObject({ refusal: { code: 'because-missing' } })
    expect(await check({ feasible: 'yes' })).toMatchObject({ refusal: { code: 'cost-missing' } })
    expect(await check({ feasible: 'yes', cost: '100.01' })).toMatchObject({ refusal: { code: 'dearer-than-all' } })
    expect(await some.tried('budgeting.shortlist-project', { project: id })).toMatchObject({
      refusal: { code: 'not-feasible' },
    })
    await some.done('budgeting.check-project', { project: id, feasible: 'no', because: 'The road is not ours.' })
    expect((await page(`/p/muir/budgets/${some.budget}/projects/${id}`)).body).toContain('The road is not ours.')
    expect(await some.tried('budgeting.edit-project', { project: id, ...suggestion })).toMatchObject({
      refusal: { code: 'own-words' },
    })
  })
})

it('takes in an idea that people gave, in their words, and once', async () => {
  const some = await someBudget()
  const activity = await some.done('engagement.add-activity', {
    engagement: some.engagement,
    kind: 'ideas',
    title: 'Ideas',
  })
  const [{ id } = { id: 0 }] = await rows<{ id: number }>(
    `insert into idea (partnership_id, activity_id, title, words, given_at, state)
     select partnership_id, id, 'A pump track', 'For bikes', now(), 'shown' from activity where id = $1 returning id::int`,
    [activity],
  )
  const project = await some.done('budgeting.bring-idea', { budget: some.budget, idea: id })
  expect(await some.tried('budgeting.bring-idea', { budget: some.budget, idea: id })).toMatchObject({
    refusal: { code: 'idea-there' },
  })
  const { body } = await page(`/p/muir/budgets/${some.budget}/projects/${project}`)
  expect(body).toContain('For bikes')
  expect(body).toContain('an idea that people gave')
})

describe('a project that grew from an idea', () => {
  let some: SomeBudget
  let receipt: string
  let idea: number
  let project: number
  const secret = 'Ask my neighbour Morag'
  const base = () => `/p/muir/budgets/${some.budget}`
  const everywhere = async () => {
    const paths = [
      base(),
      `${base()}/projects`,
      `${base()}/projects/${project}`,
      `/api/v1${base().replace('/p/', '/partnerships/')}`,
    ]
    return (await Promise.all(paths.map(path => page(path)))).map(one => one.body).join()
  }
  const draft = async () =>
    (
      await rows<{ questions: { options: { id: string }[]; most?: number }[] }>(
        'select questions from activity_form where activity_id = $1',
        [await some.activity()],
      )
    )[0]!.questions

  /** An engagement in which somebody gives an idea; its project is on the shortlist of a budget whose vote waits. */
  async function grow() {
    house.now = begins
    some = await someBudget({ most: '4' })
    const [earlier] = await rows<{ id: number }>(
      `insert into engagement (partnership_id, title, purpose, level, subject, audience, opens_on, closes_on, state, secret, erase_on, drafted_on)
       select partnership_id, 'Ideas first', 'x', 'involve', 'x', 'x', '2026-11-01', '2026-12-31', 'open', secret, erase_on, drafted_on
       from engagement where id = $1 returning id::int`,
      [some.engagement],
    )
    const [activity] = await rows<{ id: number }>(
      `insert into activity (partnership_id, engagement_id, kind, title, position) select partnership_id, id, 'ideas', 'Ideas', 1 from engagement where id = $1 returning id::int`,
      [earlier!.id],
    )
    const given = await house.perform(
      'engagement.give-idea',
      { activity: activity!.id, device: 'k'.repeat(22), title: `A pump track. ${secret}`, words: secret, place: '' },
      stranger,
      'muir',
    )
    if (!given.ok) throw new Error(JSON.stringify(given))
    receipt = given.written.reveal!
    idea = given.written.id as number
    await some.done('engagement.moderate', { thing: 'idea', number: idea, verdict: 'show' })
    project = await some.done('budgeting.bring-idea', { budget: some.budget, idea })
    await some.done('budgeting.check-project', { project, feasible: 'yes', cost: '20' })
    await some.done('budgeting.shortlist-project', { project })
    await some.done('budgeting.prepare-vote', { budget: some.budget })
    expect(await everywhere()).toContain(secret)
    expect((await draft())[0]).toMatchObject({ most: 4, options: [{}, {}, {}, { id: '4' }] })
  }

  it('goes when its writer takes the answer back, from everywhere', async () => {
    await grow()
    const taken = await house.perform('engagement.withdraw-response', { receipt }, stranger, 'muir')
    expect(taken).toMatchObject({ ok: true })
    const shown = await everywhere()
    expect(shown).not.toContain(secret)
    expect(shown).toContain('The idea that it grew from is no longer shown.')
    expect(await draft()).toMatchObject([{ most: 3, options: [{ id: '1' }, { id: '2' }, { id: '3' }] }])
    expect(await rows('select title, words, state from project where id = $1', [project])).toEqual([
      { title: '', words: '', state: 'hidden' },
    ])
    expect(await some.tried('budgeting.show-project', { project })).toMatchObject({ refusal: { code: 'idea-gone' } })
  })

  it('is hidden with the idea, can be shown again with it, and stays once people vote on it', async () => {
    await grow()
    const moderate = (verdict: string) =>
      some.done('engagement.moderate', { thing: 'idea', number: idea, verdict, reason: 'names-person' })
    await moderate('hide')
    expect(await everywhere()).not.toContain(secret)
    expect((await draft())[0]!.options).toHaveLength(3)
    expect(await some.tried('budgeting.show-project', { project })).toMatchObject({ refusal: { code: 'idea-gone' } })
    expect(await some.tried('budgeting.bring-idea', { budget: some.budget, idea })).toMatchObject({
      refusal: { code: 'idea-unknown' },
    })
    await moderate('show')
    await some.done('budgeting.show-project', { project })
    await some.done('budgeting.check-project', { project, feasible: 'yes', cost: '20' })
    await some.done('budgeting.shortlist-project', { project })
    await openVote(some)
    await moderate('hide')
    expect(await rows('select state from project where id = $1', [project])).toEqual([{ state: 'shortlisted' }])
    expect((await draft())[0]!.options).toHaveLength(4)
  })

  it('comes from an engagement of the same body only', async () => {
    await grow()
    const other = await someBudget()
    await rows('update engagement set organisation_id = (select min(id) from organisation) where id = $1', [
      other.engagement,
    ])
    expect(await other.tried('budgeting.bring-idea', { budget: other.budget, idea })).toMatchObject({
      refusal: { code: 'idea-unknown' },
    })
  })
})

it('freezes money, limits, ballot and rule with the first vote, and the projects with the opening', async () => {
  const some = await someBudget()
  const terms = {
    budget: some.budget,
    title: '£100 for Strathmuir',
    about: 'The common good fund gives it.',
    amount: '100',
    place: 'X12000001',
    suggestUntil: '2026-11-29',
    ballot: 'approval',
    rule: 'equal-shares',
    completion: 'none',
    tieBreak: 'votes-cost-list',
  }
  const edit = (more: object) => some.tried('budgeting.edit-budget', { ...terms, ...more })
  await some.done('budgeting.prepare-vote', { budget: some.budget })
  expect(await edit({ amount: '120', most: '2' })).toMatchObject({ ok: true })
  const [{ questions } = { questions: [] }] = await rows<{ questions: { most: number; options: object[] }[] }>(
    'select questions from activity_form where activity_id = $1',
    [await some.activity()],
  )
  expect(questions[0]).toMatchObject({ most: 2, options: [{ id: '1', cost: 40 }, { id: '2' }, { id: '3' }] })
  await openVote(some)
  expect(await some.vote(1, { q1: ['1'] })).toMatchObject({ ok: true })
  for (const [changed, code] of [
    [{ amount: '200' }, 'terms-frozen'],
    [{ most: '3' }, 'terms-frozen'],
    [{ ballot: 'ranking' }, 'terms-frozen'],
    [{ rule: 'greedy' }, 'terms-frozen'],
    [{ tieBreak: 'lexico' }, 'terms-frozen'],
  ] as const)
    expect(await edit({ amount: '120', most: '2', ...changed }), JSON.stringify(changed)).toMatchObject({
      refusal: { code },
    })
  expect(await edit({ amount: '120', most: '2', title: 'In other words' })).toMatchObject({ ok: true })
  expect(await some.tried('budgeting.take-off-shortlist', { project: some.projects[0], because: 'No' })).toMatchObject({
    refusal: { code: 'open-already' },
  })
  expect(await some.tried('budgeting.count-vote', { budget: some.budget })).toMatchObject({
    refusal: { code: 'still-voting' },
  })
})

it('follows the shortlist until the vote opens', async () => {
  const some = await someBudget()
  const [library] = some.projects
  await some.done('budgeting.prepare-vote', { budget: some.budget })
  await some.done('budgeting.check-project', { project: library, feasible: 'no', because: 'It is being rebuilt.' })
  await openVote(some)
  expect(await some.vote(1, { q1: ['1'] })).toMatchObject({ ok: false })
  expect(await some.vote(1, { q1: ['2'] })).toMatchObject({ ok: true })
})

describe('a vote', () => {
  it('is counted on line and on paper alike, explained, published, and followed by work', async () => {
    const some = await someBudget()
    const base = `/p/muir/budgets/${some.budget}`
    await some.done('budgeting.prepare-vote', { budget: some.budget })
    await openVote(some)
    for (let at = 1; at <= 5; at++) await some.vote(at, { q1: ['2', '3'] })
    for (let at = 6; at <= 9; at++) await some.vote(at, { q1: ['1'] })
    await some.vote(9, { q1: ['2'] })
    // A sheet of paper, as it is settled.
    const activity = await some.activity()
    await rows(
      `insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, answers, received_at)
       select partnership_id, id, 1, 'paper', 'paper', 'paper', '{"q1": ["2", "3"]}', now() from activity where id = $1`,
      [activity],
    )
    await some.done('engagement.close', { engagement: some.engagement })
    expect(await some.tried('budgeting.publish-result', { budget: some.budget })).toMatchObject({
      refusal: { code: 'not-counted' },
    })
    await some.done('budgeting.count-vote', { budget: some.budget })
    const counted = await countedOf(some.budget)
    // The textbook's two villages: six have £60 together, four have £40.
    expect(counted).toMatchObject({
      voters: 10,
      sources: { online: 9, paper: 1 },
      funded: ['1', '2', '3'],
      spent: '100',
      share: 10,
    })
    expect(counted.compared.map(one => one.funded)).toContainEqual(['1', '2', '3'])

    expect((await page(`${base}/result`)).body).toContain('The votes are being counted')
    expect((await page(`${base}/result.pb`)).statusCode).toBe(404)
    expect((await page(`/api/v1/partnerships/muir/budgets/${some.budget}`)).json().result).toBeNull()
    const member = await house.cookie(await house.person('member@muir.test'))
    expect((await page(`${base}/result`, member)).body).toContain('Only members see this yet')

    await some.done('budgeting.publish-result', { budget: some.budget })
    const { body } = await page(`${base}/result`)
    expect(body).toContain('10 people voted. 3 projects get money: £100 in all.')
    expect(body).toContain('4 people paid £10 each')
    expect(body).toContain('6 people paid £5 each')
    const api = (await page(`/api/v1/partnerships/muir/budgets/${some.budget}`)).json()
    expect(api.result).toMatchObject({ funded: ['1', '2', '3'], voters: 10 })
    expect(api.projects.map((one: { funded: boolean }) => one.funded)).toEqual([true, true, true])

    const action = await some.done('delivery.propose-action', {
      title: 'New swings',
      horizon: 'medium',
      principle: 'delivery',
      starts: '2027-01-01',
      ends: '2027-12-31',
      outcomes: [],
    })
    const follow = () => some.tried('budgeting.follow-through', { project: some.projects[1], action })
    expect(await follow()).toMatchObject({ refusal: { code: 'action-unfit' } })
    await rows('update action set adopted_on = $2 where id = $1', [action, '2026-12-24'])
    expect(await follow()).toMatchObject({ ok: true })
    expect((await page(`${base}/projects/${some.projects[1]}`)).body).toContain('New swings')
  })

  it('is counted again only with a reason, which everyone sees with what was different', async () => {
    const some = await someBudget({ rule: 'greedy' })
    await some.done('budgeting.prepare-vote', { budget: some.budget })
    await openVote(some)
    for (const [device, choice] of ['1', '1', '2', '2', '2', '3'].entries()) await some.vote(device, { q1: [choice] })
    await some.done('engagement.close', { engagement: some.engagement })
    await some.done('budgeting.count-vote', { budget: some.budget })
    await some.done('budgeting.publish-result', { budget: some.budget })
    expect((await countedOf(some.budget)).compared[0]).toMatchObject({ rule: 'greedy', funded: ['1', '2', '3'] })
    expect(await some.tried('budgeting.count-vote', { budget: some.budget })).toMatchObject({
      refusal: { code: 'recount-needs-reason', field: 'because' },
    })
    await rows(`update response set set_aside_on = '2026-12-20' where activity_id = $1 and answers->'q1' ? '3'`, [
      await some.activity(),
    ])
    await some.done('budgeting.count-vote', { budget: some.budget, because: 'One vote was set aside.' })
    const again = await countedOf(some.budget)
    expect(again).toMatchObject({ voters: 5, setAside: 1, before: [{ voters: 6, because: 'One vote was set aside.' }] })
    const { body } = await page(`/p/muir/budgets/${some.budget}/result`)
    expect(body).toContain('This was counted again')
    expect(body).toContain('One vote was set aside.')
  })

  it('comes out as a file that counts the same when it comes in again', async () => {
    const some = await someBudget({ ballot: 'points', points: '10', completion: 'add1-utilitarian' })
    await some.done('budgeting.prepare-vote', { budget: some.budget })
    await openVote(some)
    for (let at = 1; at <= 6; at++) await some.vote(at, { 'q1.1': '7', 'q1.2': '3' })
    for (let at = 7; at <= 9; at++) await some.vote(at, { 'q1.3': '10' })
    expect(await some.vote(10, { 'q1.3': '11' })).toMatchObject({ ok: false })
    await some.done('engagement.close', { engagement: some.engagement })
    await some.done('budgeting.count-vote', { budget: some.budget })
    await some.done('budgeting.publish-result', { budget: some.budget })
    const first = await page(`/p/muir/budgets/${some.budget}/result.pb`)
    expect(first.statusCode).toBe(200)
    expect(first.body).toContain('vote_type;cumulative')
    expect(first.body).not.toMatch(/device|receipt|2026-12-02T/)

    const file = { name: 'budget.pb', bytes: first.rawPayload }
    const budget = await some.done('budgeting.bring-pabulib', { engagement: some.engagement, file })
    await some.done('budgeting.count-vote', { budget })
    const [mine, theirs] = [await countedOf(some.budget), await countedOf(budget)]
    expect(theirs.funded).toEqual(mine.funded)
    expect(theirs.projects.map(({ code, votes, score }) => [code, votes, score])).toEqual(
      mine.projects.map(({ code, votes, score }) => [code, votes, score]),
    )
    expect(theirs.compared.find(one => one.completion === mine.completion)?.funded).toEqual(mine.funded)
    await some.done('budgeting.publish-result', { budget })
    const second = await page(`/p/muir/budgets/${budget}/result.pb`)
    const without = (text: string) => text.replace(/^description;.*$/m, '')
    expect(without(second.body)).toBe(without(first.body))
  })

  it.each([
    ['ranking', {}, { 'q1.2': '1', 'q1.1': '2' }, { '1': '1', '2': '2', '3': '0' }],
    ['knapsack', {}, { q1: ['1', '2'] }, { '1': null, '2': null, '3': null }],
    ['choose-one', {}, { q1: '2' }, { '1': null, '2': null, '3': null }],
  ] as const)('is taken by %s through the page that people answer on', async (ballot, terms, answers, scores) => {
    const some = await someBudget({ ballot, ...terms, completion: 'add1' })
    await some.done('budgeting.prepare-vote', { budget: some.budget })
    await openVote(some)
    const activity = await some.activity()
    const url = `/p/muir/engagements/${some.engagement}/answer/${activity}`
    expect((await page(url)).body).toContain('Swings in the park')
    const web = await house.web()
    const payload = new URLSearchParams({ device: 'z'.repeat(22) })
    for (const [name, value] of Object.entries(answers))
      for (const one of [value].flat() as string[]) payload.append(name, one)
    const sent = await web.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: payload.toString(),
    })
    expect(sent.statusCode).toBe(303)
    await some.done('engagement.close', { engagement: some.engagement })
    await some.done('budgeting.count-vote', { budget: some.budget })
    const { projects, voters } = await countedOf(some.budget)
    expect(voters).toBe(1)
    expect(projects.find(one => one.code === '2')!.votes).toBe(1)
    expect(Object.fromEntries(projects.map(one => [one.code, one.score]))).toEqual(scores)
  })
})

it('is found from the calendar and from its engagement', async () => {
  const some = await someBudget()
  for (const path of ['/p/muir/engagements', `/p/muir/engagements/${some.engagement}`])
    expect((await page(path)).body, path).toContain('href="/p/muir/budgets"')
  expect((await page('/p/muir/budgets')).body).toContain(`href="/p/muir/budgets/${some.budget}"`)
})

it('is for those who run the engagement, and for nobody next door', async () => {
  const some = await someBudget()
  const observer = await house.person('observer@muir.test')
  expect(await some.tried('budgeting.prepare-vote', { budget: some.budget }, observer)).toMatchObject({
    kind: 'forbidden',
  })
  expect(await some.tried('budgeting.prepare-vote', { budget: some.budget }, stranger)).toMatchObject({
    kind: 'not-found',
  })
  const neighbour = await house.person('coordinator@lorne.test')
  expect(await house.perform('budgeting.prepare-vote', { budget: some.budget }, neighbour, 'lorne')).toMatchObject({
    kind: 'not-found',
  })
  expect((await page(`/p/lorne/budgets/${some.budget}`)).statusCode).toBe(404)
})

it('shows a draft to nobody outside', async () => {
  const coordinator = await house.person('coordinator@muir.test')
  const engagement = await house.done(
    'engagement.plan',
    {
      title: 'Not yet',
      purpose: 'x',
      subject: 'x',
      audience: 'x',
      level: 'decide-together',
      opens: '2027-01-01',
      closes: '2027-02-01',
    },
    coordinator,
    'muir',
  )
  const budget = await house.done(
    'budgeting.start-budget',
    {
      engagement,
      title: 'Draft money',
      about: 'x',
      amount: '5',
      ballot: 'approval',
      rule: 'greedy',
      completion: 'none',
      tieBreak: 'lexico',
    },
    coordinator,
    'muir',
  )
  for (const path of ['', '/projects', '/suggest', '/result', '/rules', '/result.pb'])
    expect((await page(`/p/muir/budgets/${budget}${path}`)).statusCode, path).toBe(404)
  expect((await page('/p/muir/budgets')).body).not.toContain('Draft money')
  expect((await page(`/api/v1/partnerships/muir/budgets/${budget}`)).statusCode).toBe(404)
})

it('forgets suggestions that were never shown on the day on which everything about persons is erased', async () => {
  const some = await someBudget()
  const suggested = await some.tried(
    'budgeting.suggest-project',
    { budget: some.budget, device: 'g'.repeat(22), ...suggestion, words: 'Ask Mrs Invented' },
    stranger,
  )
  if (!suggested.ok) throw new Error('refused')
  await rows(`select app.keep_voice('2030-01-01T00:00:00Z', '2030-01-01')`)
  expect(
    await rows('select title, words, receipt_hash from project where budget_id = $1 order by id', [some.budget]),
  ).toMatchObject([{ title: 'Books for the library' }, {}, {}, { title: '', words: '', receipt_hash: null }])
})

/** A budget to try things on, with three projects on the shortlist. */
interface SomeBudget {
  readonly engagement: number
  readonly budget: number
  /** The library (£40), the swings (£30) and the benches (£30), in this order: numbers 1 to 3 on the ballot. */
  readonly projects: readonly number[]
  readonly coordinator: Actor
  done(name: string, raw: Record<string, unknown>): Promise<number>
  tried(name: string, raw: Record<string, unknown>, actor?: Actor): Promise<Outcome>
  /** Votes on a device of its own. */
  vote(device: number, answers: Record<string, unknown>): Promise<Outcome>
  /** The vote, once it is made. */
  activity(): Promise<number>
}

const day = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** Announced, with a week in which people can suggest; it opens in ten days and is open for twenty. */
async function someBudget(terms: Record<string, unknown> = {}): Promise<SomeBudget> {
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) => house.done(name, raw, coordinator, 'muir')
  const engagement = await done('engagement.plan', {
    title: 'You decide',
    purpose: 'What the money is for',
    subject: 'money',
    audience: 'Everyone',
    level: 'decide-together',
    opens: day(house.now, 10),
    closes: day(house.now, 30),
  })
  await done('engagement.promise-answer', {
    engagement,
    decidedBy: 'The people who vote',
    answerDue: day(house.now, 60),
    admits: 'anyone',
    resultsShown: 'after-closing',
  })
  const budget = await done('budgeting.start-budget', {
    engagement,
    title: '£100 for Strathmuir',
    about: 'The common good fund gives it.',
    amount: '100',
    place: 'X12000001',
    suggestUntil: day(house.now, 7),
    ballot: 'approval',
    rule: 'equal-shares',
    completion: 'none',
    tieBreak: 'votes-cost-list',
    ...terms,
  })
  await done('engagement.announce', { engagement })
  const projects: number[] = []
  for (const [title, cost] of [
    ['Books for the library', '40'],
    ['Swings in the park', '30'],
    ['Benches in the park', '30'],
  ]) {
    const project = await done('budgeting.add-project', { budget, title, words: `More about: ${title}` })
    await done('budgeting.check-project', { project, feasible: 'yes', cost })
    await done('budgeting.shortlist-project', { project })
    projects.push(project)
  }
  const activity = async () =>
    (await rows<{ id: number }>('select activity_id::int as id from budget where id = $1', [budget]))[0]!.id
  return {
    engagement,
    budget,
    projects,
    coordinator,
    done,
    tried: (name, raw, actor = coordinator) => house.perform(name, raw, actor, 'muir'),
    vote: async (device, answers) =>
      house.perform(
        'engagement.respond',
        { activity: await activity(), device: `device-${String(device).padStart(15, '0')}`, answers },
        stranger,
        'muir',
      ),
    activity,
  }
}

/** Moves the house to the first day of the vote and opens it. */
async function openVote({ engagement, done }: SomeBudget): Promise<void> {
  house.now = new Date(house.now.getTime() + 10 * 86_400_000)
  await done('engagement.open', { engagement })
}
