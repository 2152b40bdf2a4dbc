// Agree or disagree: a list of statements, people who go through it, statements of their own, and conversations from
// elsewhere.

import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { within } from '../../../db/handles.ts'
import { grouped } from '../../../kernel/grouped.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import { perform } from '../../../operation/perform.ts'
import { count } from '../results/operations.ts'
import { countStatements, type GroupsCounted, type StatementsCounted } from './counting.ts'
import { readPolis, standingVotes } from './polis-csv.ts'

const house = useHouse()
let coordinator: Actor
let engagement: number
let activity: number
const ids: number[] = []

const done = (name: string, raw: Record<string, unknown>) => house.done(`engagement.${name}`, raw, coordinator, 'muir')
const rows = async (text: string, ...values: unknown[]) =>
  (await asOwner(house.owner, client => client.query(text, values))).rows
const counted = async (of: number): Promise<StatementsCounted> =>
  within(house.database.root, [(await house.partnership('muir')).id], db => countStatements(db, of))
/** As the clock does. */
const keepCount = async (of: number) =>
  perform(
    house.site.house,
    count,
    { activity: of },
    { actor: house.administrator, partnership: await house.partnership('muir') },
  )

async function planned(kinds: readonly { title: string; peopleAdd: string }[]) {
  const planned = await done('plan', {
    title: 'The town centre',
    purpose: 'What should change',
    subject: 'town',
    audience: 'Everyone',
    level: 'involve',
    opens: house.now.toISOString().slice(0, 10),
    closes: '2027-06-30',
  })
  const activities: number[] = []
  for (const one of kinds)
    activities.push(await done('add-activity', { engagement: planned, kind: 'statements', ...one }))
  await done('promise-answer', {
    engagement: planned,
    decidedBy: 'The board',
    answerDue: '2027-09-30',
    admits: 'anyone',
    resultsShown: 'while-open',
  })
  return { planned, activities }
}

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  const { planned: number, activities } = await planned([{ title: 'Agree or disagree', peopleAdd: 'yes' }])
  engagement = number
  activity = activities[0]!
})

const device = (n: number) => `device-${String(n).padStart(15, '0')}`
const says = (n: number, statement: number, stance: string) =>
  house.perform('engagement.take-stance', { activity, device: device(n), statement, stance }, stranger, 'muir')
const offers = (n: number, words: string) =>
  house.perform('engagement.offer-statement', { activity, device: device(n), words }, stranger, 'muir')
const address = (path = '') => `/p/muir/engagements/${engagement}/statements/${activity}${path}`

describe('the list', () => {
  it('is written before it opens, each statement once', async () => {
    for (const words of ['More trees', 'Fewer cars', 'Later buses', 'A skate park', 'Free parking', 'No change'])
      ids.push(await done('add-statement', { activity, words }))
    const again = await house.perform(
      'engagement.add-statement',
      { activity, words: 'more trees' },
      coordinator,
      'muir',
    )
    expect(again).toMatchObject({ refusal: { code: 'statement-known', field: 'words' } })
    const lead = await house.person('lead@muir.test')
    expect(await house.perform('engagement.add-statement', { activity, words: 'Mine' }, lead, 'muir')).toMatchObject({
      kind: 'forbidden',
    })
    await done('drop-statement', { statement: ids.pop()! })
  })

  it('stays as it is once it has opened', async () => {
    await done('announce', { engagement })
    expect(await says(1, ids[0]!, 'agree')).toMatchObject({ refusal: { code: 'not-open-yet' } })
    await done('open', { engagement })
    for (const [name, raw] of [
      ['add-statement', { activity, words: 'Lights' }],
      ['drop-statement', { statement: ids[0] }],
    ] as const)
      expect(await house.perform(`engagement.${name}`, raw, coordinator, 'muir')).toMatchObject({
        refusal: { code: 'open-already' },
      })
  })
})

describe('taking a stance', () => {
  it('asks each once, by three buttons and no script, until all are answered', async () => {
    const web = await house.web()
    const seen = new Set<string>()
    let cookie = ''
    for (let at = 0; at < 5; at++) {
      const { body, headers } = await web.inject({ url: address(), headers: { cookie } })
      cookie ||= String(headers['set-cookie']).split(';')[0]!
      expect(headers['cache-control']).toBe('private, no-store')
      expect(body).toContain(at === 0 ? 'Stop whenever you like' : `${at} of 5 so far`)
      expect([...body.matchAll(/<button[^>]*name="stance" value="(\w+)"/g)].map(one => one[1])).toEqual([
        'agree',
        'disagree',
        'pass',
      ])
      const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)![1]!
      const statement = value('statement')
      seen.add(statement)
      const { statusCode, headers: after } = await web.inject({
        method: 'POST',
        url: address('/say'),
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ device: value('device'), statement, stance: 'agree' }).toString(),
      })
      expect([statusCode, after.location]).toEqual([303, `${address()}#next`])
    }
    expect(seen.size).toBe(5)
    const { body } = await web.inject({ url: address(), headers: { cookie } })
    expect(body).toContain('You have answered them all')
    expect(body).toMatch(/\/p\/muir\/receipts\/[A-Z2-9-]{19}/)
    // A changed mind: the same as a form, with what was said still chosen.
    const change = /href="([^"]*\/say\?statement=\d+)"/.exec(body)![1]!
    const { body: form } = await web.inject({ url: change, headers: { cookie } })
    expect(form).toMatch(/value="agree" checked/)
  })

  it('says what is missing beside the question', async () => {
    const web = await house.web()
    const { body, statusCode } = await web.inject({
      method: 'POST',
      url: address('/say'),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ device: device(2), statement: String(ids[3]) }).toString(),
    })
    expect(statusCode).toBe(422)
    expect(body).toContain('href="#field-stance"')
    expect(body).toContain('A skate park')
  })

  it('counts a person once for each statement, and the newer of two answers', async () => {
    await Promise.all([...Array(20).keys()].map(() => says(3, ids[0]!, 'agree')))
    const find = async () => (await counted(activity)).statements.find(one => one.id === ids[0])!
    expect(await find()).toMatchObject({ agree: 2, disagree: 0 })
    await rows('update activity set recount = false')
    expect(await says(3, ids[0]!, 'agree')).toMatchObject({ ok: true, written: { again: true } })
    expect((await rows('select recount from activity where id = $1', activity))[0].recount).toBe(false)
    expect(await says(3, ids[0]!, 'disagree')).toMatchObject({ ok: true, written: { again: false } })
    expect((await rows('select recount from activity where id = $1', activity))[0].recount).toBe(true)
    expect(await find()).toMatchObject({ agree: 1, disagree: 1, pass: 0 })
    const lines = await rows(`select distinct fact, person_id from history where operation = 'engagement.take-stance'`)
    expect(lines).toEqual([{ fact: { fact: 'StanceTaken', activity }, person_id: null }])
  })

  it('refuses a statement that is not on the list', async () => {
    expect(await says(4, 999_999, 'agree')).toMatchObject({ refusal: { code: 'statement-gone' } })
    expect(await says(4, ids[0]!, 'maybe')).toMatchObject({ kind: 'invalid' })
  })
})

describe('statements of their own', () => {
  it('wait to be read, are not kept twice, and are asked once they are shown', async () => {
    const sent = await Promise.all([...Array(5).keys()].map(() => offers(5, 'Benches in the sun')))
    expect(new Set(sent.map(one => one.ok))).toEqual(new Set([true]))
    expect(await offers(6, 'benches in the SUN')).toMatchObject({ refusal: { code: 'statement-known' } })
    const found = await rows(`select id, state from statement where words = 'Benches in the sun'`)
    expect(found).toMatchObject([{ state: 'waiting' }])
    const own = Number(found[0].id)
    expect(await says(6, own, 'agree')).toMatchObject({ refusal: { code: 'statement-gone' } })
    const web = await house.web()
    const cookie = `thegither-device=${'b'.repeat(22)}`
    await house.perform(
      'engagement.offer-statement',
      { activity, device: 'b'.repeat(22), words: 'A <clock>' },
      stranger,
      'muir',
    )
    const { body } = await web.inject({ url: address(), headers: { cookie } })
    expect(body).toContain('A &lt;clock>')
    expect(body).toContain('Yours waits to be read')
    expect((await web.inject(address())).body).not.toContain('Benches in the sun')
    await done('moderate', { thing: 'statement', number: own, verdict: 'show' })
    expect(await says(6, own, 'agree')).toMatchObject({ ok: true })
    const history = JSON.stringify(
      await rows(`select fact from history where operation = 'engagement.offer-statement'`),
    )
    expect(history).not.toMatch(/Benches|device|clock/)
  })

  it('are not taken where people may not add', async () => {
    const { planned: other, activities } = await planned([{ title: 'Only ours', peopleAdd: '' }])
    await done('add-statement', { activity: activities[0], words: 'One' })
    await done('announce', { engagement: other })
    await done('open', { engagement: other })
    expect(
      await house.perform(
        'engagement.offer-statement',
        { activity: activities[0], device: device(9), words: 'Mine' },
        stranger,
        'muir',
      ),
    ).toMatchObject({ refusal: { code: 'nobody-adds' } })
    const web = await house.web()
    expect((await web.inject(`/p/muir/engagements/${other}/statements/${activities[0]}/add`)).statusCode).toBe(404)
  })
})

describe('the result', () => {
  it('says why there are no groups, and what most agree on', async () => {
    await keepCount(activity)
    const web = await house.web()
    const { body, statusCode } = await web.inject(`/p/muir/engagements/${engagement}/results/${activity}`)
    expect(statusCode).toBe(200)
    expect(body).toContain('Groups can be found once 10 people have voted on at least 6 statements.')
    expect(body).toContain('All statements')
  })

  it('shows nothing of a group of fewer than five', async () => {
    const { planned: other, activities } = await planned([{ title: 'Two camps', peopleAdd: '' }])
    const [camps] = activities as [number]
    const list: number[] = []
    for (let at = 0; at < 8; at++) list.push(await done('add-statement', { activity: camps, words: `Thing ${at}` }))
    const partly = await done('add-statement', { activity: camps, words: 'Answered by some' })
    await done('announce', { engagement: other })
    await done('open', { engagement: other })
    const answer = (n: number, statement: number, stance: string) =>
      house.done(
        'engagement.take-stance',
        { activity: camps, device: device(100 + n), statement, stance },
        stranger,
        'muir',
      )
    for (let n = 0; n < 12; n++)
      for (const [at, statement] of list.entries()) await answer(n, statement, n < 9 === at < 6 ? 'agree' : 'disagree')
    expect((await counted(camps)).groups).toMatchObject({ none: expect.stringContaining('fewer than five') })
    for (let n = 12; n < 14; n++)
      for (const [at, statement] of list.entries()) await answer(n, statement, at < 6 ? 'disagree' : 'agree')
    for (let n = 0; n < 12; n++) await answer(n, partly, n < 9 ? 'agree' : 'disagree')
    const { groups, people, statements } = await counted(camps)
    expect(people).toBe(14)
    expect(groups).toMatchObject({ sizes: [9, 5], leftOut: 0, dividing: expect.arrayContaining([0]) })
    // Nine of one group answered it and three of the other: the share of the nine would give the three away.
    const shares = statements.map((_, at) => (groups as GroupsCounted).shares[at])
    expect(shares.at(-1)).toEqual([null, null])
    expect(shares[0]).toEqual([
      { agree: 100, disagree: 0 },
      { agree: 0, disagree: 100 },
    ])
    expect(JSON.stringify(groups)).not.toContain('participant')
    expect((groups as GroupsCounted).points.reduce((sum, one) => sum + one.people, 0)).toBe(14)
  })
})

const published = new URL('../../../../../shared/data/consultations/polis/', import.meta.url)
const here = existsSync(published)

describe.skipIf(!here)(`published conversations${here ? '' : ' (left out: ../shared/data is not here)'}`, () => {
  const real = (name: string, file: string) => readFileSync(new URL(`${name}/${file}.csv`, published))
  const sent = (name: string, file: string) => ({ name: `${file}.csv`, bytes: new Uint8Array(real(name, file)) })

  it.each(['15-per-hour-seattle', 'brexit-consensus'])('%s: the tallies are those of the file', async name => {
    const { planned: other, activities } = await planned([{ title: name, peopleAdd: '' }])
    const [brought] = activities as [number]
    const raw = {
      activity: brought,
      comments: sent(name, 'comments'),
      votes: sent(name, 'votes'),
      summary: sent(name, 'summary'),
    }
    const lead = await house.person('lead@muir.test')
    expect(await house.perform('engagement.bring-polis', raw, lead, 'muir')).toMatchObject({ kind: 'forbidden' })
    await done('bring-polis', raw)
    expect(await house.perform('engagement.bring-polis', raw, coordinator, 'muir')).toMatchObject({
      refusal: { code: 'statements-there' },
    })
    const reading = await readPolis({ comments: real(name, 'comments'), votes: real(name, 'votes') })
    if (isRefusal(reading)) throw new Error(reading.words)
    const { statements } = reading.conversation
    const standing = standingVotes(reading.conversation.votes)
    // Counted from the raw file in another way: the last vote of each person on each statement by its time.
    const last = new Map<string, Record<string, string>>()
    for (const vote of parse(real(name, 'votes'), { columns: true, bom: true }) as Record<string, string>[]) {
      const key = `${vote['voter-id']} ${vote['comment-id']}`
      const before = last.get(key)
      if (!before || Number(vote.timestamp) >= Number(before.timestamp)) last.set(key, vote)
    }
    expect(last.size).toBe(standing.length)
    const tally = (statement: string, stance: number) =>
      [...last.values()].filter(vote => vote['comment-id'] === statement && Number(vote.vote) === stance).length
    const stored = await rows(
      `select s.outside_number as number, s.words, s.state, count(*) filter (where v.stance = 1)::int as agree,
        count(*) filter (where v.stance = -1)::int as disagree, count(*) filter (where v.stance = 0)::int as pass
      from statement s left join stance v on (v.partnership_id, v.statement_id) = (s.partnership_id, s.id)
      where s.activity_id = $1 group by s.partnership_id, s.id order by 1`,
      brought,
    )
    expect(stored).toEqual(
      statements
        .toSorted((a, b) => Number(a.statement) - Number(b.statement))
        .map(one => ({
          number: Number(one.statement),
          words: one.words,
          state: one.moderated === -1 ? 'hidden' : 'shown',
          agree: tally(one.statement, 1),
          disagree: tally(one.statement, -1),
          pass: tally(one.statement, 0),
        })),
    )
    const result = await counted(brought)
    const shown = stored.filter(one => one.state === 'shown')
    expect(result.statements.map(({ words, agree, disagree, pass }) => ({ words, agree, disagree, pass }))).toEqual(
      shown.map(({ words, agree, disagree, pass }) => ({ words, agree, disagree, pass })),
    )
    expect((result.groups as GroupsCounted).sizes).toHaveLength(2)
    await done('announce', { engagement: other })
    await done('open', { engagement: other })
    await keepCount(brought)
    const web = await house.web()
    const { body, statusCode } = await web.inject(`/p/muir/engagements/${other}/results/${brought}`)
    expect(statusCode).toBe(200)
    for (const words of ['Two groups of people who think alike', 'What divides people', 'role="img"', 'All statements'])
      expect(body).toContain(words)
    // Nobody's votes are given out while others can still vote.
    expect((await web.inject(`/p/muir/engagements/${other}/results/${brought}/votes.csv`)).statusCode).toBe(404)
    expect(body).not.toContain('votes.csv')
    await done('close', { engagement: other })
    expect((await web.inject(`/p/muir/engagements/${other}/results/${brought}`)).body).toContain('votes.csv')
    // Out again: what is shown, and every vote on it; nobody's number is that of the file.
    const out = `/p/muir/engagements/${other}/results/${brought}`
    const files = {
      comments: Buffer.from((await web.inject(`${out}/comments.csv`)).rawPayload),
      votes: Buffer.from((await web.inject(`${out}/votes.csv`)).rawPayload),
    }
    const again = await readPolis(files)
    if (isRefusal(again)) throw new Error(again.words)
    expect(again.problems).toEqual([])
    const letIn = new Set(shown.map(one => String(one.number)))
    expect(again.conversation.statements.map(one => [one.statement, one.words])).toEqual(
      shown.map(one => [String(one.number), one.words]),
    )
    const ballots = (votes: typeof standing) => {
      const byPerson = grouped(votes, vote => vote.participant)
      return byPerson
        .map(([, own]) =>
          own
            .map(vote => `${vote.statement}:${vote.vote}:${vote.timestamp}`)
            .sort()
            .join(' '),
        )
        .sort()
    }
    expect(ballots([...again.conversation.votes])).toEqual(ballots(standing.filter(vote => letIn.has(vote.statement))))
  })
})

it('brings 100,000 votes in in seconds', async () => {
  const { activities } = await planned([{ title: 'Large', peopleAdd: '' }])
  const comments = `comment-id,comment-body\n${[...Array(100).keys()].map(at => `${at},Statement ${at}`).join('\n')}`
  const votes = `timestamp,comment-id,voter-id,vote\n${[...Array(100_000).keys()].map(at => `${1.4e12 + at},${at % 100},${Math.floor(at / 100)},${((at * 7919) % 3) - 1}`).join('\n')}`
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) })
  const began = performance.now()
  await done('bring-polis', {
    activity: activities[0],
    comments: file('comments.csv', comments),
    votes: file('votes.csv', votes),
  })
  const took = performance.now() - began
  expect(await counted(activities[0]!)).toMatchObject({ people: 1000, stances: 100_000 })
  expect(took).toBeLessThan(30_000)
}, 60_000)
