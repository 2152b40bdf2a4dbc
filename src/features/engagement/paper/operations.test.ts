// Paper through a real database: sheets that count once, two people who read them, and what becomes of every sheet.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import type { Db } from '../../../db/handles.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import { ask } from '../../../operation/ask.ts'
import type { Question } from '../questions.ts'
import { countPeople } from '../results/counting.ts'
import { batchShown, paperCounts } from './queries.ts'
import { sheetsOf } from './sheets.ts'

const house = useHouse()
const survey: Question[] = [
  {
    id: 'q1',
    kind: 'one',
    title: 'Do you use the park?',
    required: true,
    options: [
      { id: 'a', words: 'Yes' },
      { id: 'b', words: 'No' },
    ],
  },
  { id: 'q2', kind: 'text', title: 'What would make it better?', required: false },
  { id: 'q3', kind: 'file', title: 'A picture', required: true },
  {
    id: 'q4',
    kind: 'one',
    title: 'How old are you?',
    required: false,
    about: 'age',
    options: [
      { id: '16-24', words: '16 to 24' },
      { id: '25-64', words: '25 to 64' },
    ],
  },
]
const ballot: Question[] = [
  {
    id: 'q1',
    kind: 'ballot',
    title: 'Which do you want?',
    required: true,
    most: 2,
    ballot: { kind: 'approval' },
    options: ['a', 'b', 'c'].map(id => ({ id, words: `Project ${id}`, cost: 1000 })),
  },
  { id: 'q2', kind: 'text', title: 'Why?', required: false },
]

let coordinator: Actor
let other: Actor
let third: Actor
let engagement: number
let questionnaire: number
let vote: number
const done = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
  house.done(`engagement.${name}`, raw, actor, 'muir')
const tried = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
  house.perform(`engagement.${name}`, raw, actor, 'muir')
const rows = async (query: string, values: unknown[] = []) =>
  (await asOwner(house.owner, client => client.query(query, values))).rows
const reading = async <T>(read: (db: Db) => Promise<T>) =>
  ask(house.site.house, coordinator, await house.partnership('muir'), ({ db }) => read(db))
const counted = (activity: number) => reading(db => paperCounts(db, activity))

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  for (const name of ['second', 'third'])
    await house.done(
      'partnerships.give-role',
      { name, email: `${name}@muir.test`, role: 'coordinator', organisation: '' },
      house.administrator,
      'muir',
    )
  other = await house.person('second@muir.test')
  third = await house.person('third@muir.test')
  engagement = await done('plan', {
    title: 'The future of the park',
    purpose: 'What should change',
    subject: 'parks',
    audience: 'Everyone in Strathmuir',
    level: 'consult',
    opens: '2026-11-22',
    closes: '2027-01-31',
  })
  questionnaire = await done('add-activity', { engagement, kind: 'questionnaire', title: 'Tell us about the park' })
  vote = await done('add-activity', { engagement, kind: 'vote', title: 'Choose what we do' })
  for (const [activity, questions] of [
    [questionnaire, survey],
    [vote, ballot],
  ] as const)
    await rows(
      `insert into activity_form (partnership_id, activity_id, version, questions) select partnership_id, id, 1, $2 from activity where id = $1`,
      [activity, JSON.stringify(questions)],
    )
  await done('promise-answer', {
    engagement,
    decidedBy: 'The board',
    answerDue: '2027-03-31',
    admits: 'anyone',
    resultsShown: 'after-closing',
  })
})

const enter = (batch: number, sheet: number, answers: Record<string, unknown>, actor = coordinator, state = 'filled') =>
  tried('enter-sheet', { batch, sheet, state, answers }, actor)

describe('printing', () => {
  it('prints no draft, and no ideas', async () => {
    expect(await tried('make-batch', { activity: vote, sheets: 3 })).toMatchObject({
      refusal: { code: 'questions-not-frozen' },
    })
    const ideas = await done('add-activity', { engagement, kind: 'ideas', title: 'Ideas' })
    await done('announce', { engagement })
    await done('open', { engagement })
    expect(await tried('make-batch', { activity: ideas, sheets: 3 })).toMatchObject({
      refusal: { code: 'not-on-paper' },
    })
  })

  it('gives every batch of the partnership the next number, and has votes entered twice', async () => {
    await done('make-batch', { activity: questionnaire, sheets: 10, note: 'Library' })
    await done('make-batch', { activity: vote, sheets: 20 })
    expect(await rows('select number, entered_twice, version from paper_batch order by number')).toEqual([
      { number: 1, entered_twice: false, version: 1 },
      { number: 2, entered_twice: true, version: 1 },
    ])
  })

  it('is not there for a stranger and the neighbour', async () => {
    const neighbour = await house.person('coordinator@lorne.test')
    expect(
      await house.perform('engagement.make-batch', { activity: vote, sheets: 3 }, neighbour, 'lorne'),
    ).toMatchObject({ kind: 'not-found' })
    expect(await tried('enter-sheet', { batch: 1, sheet: 1, state: 'blank' }, neighbour)).toMatchObject({
      kind: 'not-found',
    })
    expect(
      await tried('make-batch', { activity: vote, sheets: 3 }, await house.person('observer@muir.test')),
    ).toMatchObject({ kind: 'forbidden' })
  })
})

describe('a sheet of questions', () => {
  it('counts at once, without what the pen left out, and with what people say of themselves kept apart', async () => {
    const [{ id: batch }] = await rows('select id from paper_batch where number = 1')
    expect(await enter(batch, 3, { q2: 'More benches', 'q2.quote': 'yes', q4: '16-24' })).toMatchObject({
      ok: true,
      fact: { onward: 4 },
    })
    expect(await rows(`select source, answers, version from response where source = 'paper'`)).toEqual([
      { source: 'paper', answers: {}, version: 1 },
    ])
    expect(await rows('select words, quotable from said')).toEqual([{ words: 'More benches', quotable: true }])
    expect(await rows('select answers from response_about')).toEqual([{ answers: { q4: '16-24' } }])
    expect(await enter(batch, 3, { q1: 'a' }, other)).toMatchObject({ refusal: { code: 'settled-already' } })
  })

  it('refuses a sheet that is not of the batch, one without an answer, and an answer that is not offered', async () => {
    const [{ id: batch }] = await rows('select id from paper_batch where number = 1')
    const wrong = await enter(batch, 11, { q1: 'a' })
    expect(wrong).toMatchObject({ refusal: { code: 'not-of-this-batch', field: 'sheet' } })
    expect(wrong.ok === false && wrong.kind === 'refused' && wrong.refusal.words).toContain(
      'Batch 1 has sheets 1 to 10',
    )
    expect(await enter(batch, 4, {})).toMatchObject({ refusal: { code: 'nothing-on-it', field: 'state' } })
    expect(await enter(batch, 4, { q1: 'z' })).toMatchObject({
      refusal: { fields: { q1: 'Choose an answer for “Do you use the park?” from the list.' } },
    })
  })

  it('counts blank and spoilt sheets, and nothing of theirs', async () => {
    const [{ id: batch }] = await rows('select id from paper_batch where number = 1')
    await enter(batch, 4, { q1: 'a' }, coordinator, 'blank')
    await enter(batch, 5, {}, coordinator, 'spoilt')
    expect(await counted(questionnaire)).toEqual({
      batches: 1,
      printed: 10,
      filled: 1,
      blank: 1,
      spoilt: 1,
      answeredAlready: 0,
      unsettled: 0,
      notEntered: 7,
    })
    expect(await rows('select count(*)::int as all from response')).toEqual([{ all: 1 }])
  })

  it('is corrected by looking again: the same answer, counted again, or none', async () => {
    const [{ id: batch }] = await rows('select id from paper_batch where number = 1')
    const looked = { batch, sheet: 3, state: 'filled', answers: { q1: 'b', q4: '25-64' } }
    expect(await tried('settle-sheet', looked)).toMatchObject({
      refusal: { code: 'because-missing', field: 'because' },
    })
    const because = 'The tick was beside the other box'
    await done('settle-sheet', { ...looked, because })
    expect(
      await rows(`select fact from history where operation = 'engagement.settle-sheet' order by id desc limit 1`),
    ).toEqual([{ fact: { fact: 'SheetSettled', batch, sheet: 3, corrects: true, because } }])
    expect(await rows('select answers, withdrawn_on from response')).toEqual([
      { answers: { q1: 'b' }, withdrawn_on: null },
    ])
    expect(await rows('select words from said')).toEqual([{ words: '' }])
    expect(await rows('select answers from response_about')).toEqual([{ answers: { q4: '25-64' } }])
    expect(await rows('select recount from activity where id = $1', [questionnaire])).toEqual([{ recount: true }])
    await done('settle-sheet', { batch, sheet: 3, state: 'spoilt', because })
    expect(await rows('select withdrawn_on from response')).toEqual([{ withdrawn_on: '2026-11-22' }])
    // Nobody took an answer back.
    const { takenBack, responses } = await reading(db => countPeople(db, questionnaire))
    expect({ takenBack, responses }).toEqual({ takenBack: 0, responses: 0 })
    await done('settle-sheet', { batch, sheet: 3, state: 'filled', answers: { q1: 'a' }, because })
    expect(await rows('select answers, withdrawn_on from response')).toEqual([
      { answers: { q1: 'a' }, withdrawn_on: null },
    ])
    // One that was blank is filled in after all.
    await done('settle-sheet', { batch, sheet: 4, state: 'filled', answers: { q1: 'a' }, because })
    expect(await counted(questionnaire)).toMatchObject({ filled: 2, blank: 0, spoilt: 1 })
  })
})

describe('a ballot paper', () => {
  const votes = () => rows(`select answers from response where activity_id = $1 order by id`, [vote])
  let batch: number
  beforeAll(async () => {
    batch = (await rows('select id from paper_batch where number = 2'))[0].id
  })

  it('counts when two people read the same, whatever capitals and stops they type', async () => {
    expect(await enter(batch, 1, { q1: ['a', 'c'], q2: 'For the children.' })).toMatchObject({ ok: true })
    expect(await votes()).toEqual([])
    expect(await enter(batch, 1, { q1: ['c', 'a'], q2: 'for the  children' }, other)).toMatchObject({ ok: true })
    expect(await votes()).toEqual([{ answers: { q1: ['a', 'c'] } }])
    expect(await rows('select first, second, outcome from paper_sheet where batch_id = $1', [batch])).toEqual([
      { first: null, second: null, outcome: 'filled' },
    ])
  })

  it('is never read twice by the same person: they correct what they typed', async () => {
    await enter(batch, 2, { q1: ['a'] })
    await enter(batch, 2, { q1: ['b'] })
    expect(await rows('select second from paper_sheet where batch_id = $1 and number = 2', [batch])).toEqual([
      { second: null },
    ])
    expect(await tried('settle-sheet', { batch, sheet: 2, state: 'blank' })).toMatchObject({
      refusal: { code: 'second-missing' },
    })
    await enter(batch, 2, { q1: ['b'] }, other)
    expect(await votes()).toHaveLength(2)
  })

  it('waits for somebody who looks again where two people differ', async () => {
    await enter(batch, 3, { q1: ['a'] })
    await enter(batch, 3, {}, other, 'spoilt')
    expect(await enter(batch, 3, { q1: ['a'] }, third)).toMatchObject({ refusal: { code: 'others-entered' } })
    expect(await counted(vote)).toMatchObject({ filled: 2, unsettled: 1 })
    expect(await tried('close-batch', { batch })).toMatchObject({ refusal: { code: 'sheets-not-settled' } })
    // What they read differently is not lost by saying nothing.
    expect(await tried('settle-sheet', { batch, sheet: 3, state: 'filled', answers: {} }, third)).toMatchObject({
      ok: false,
    })
    await done('settle-sheet', { batch, sheet: 3, state: 'filled', answers: { q1: ['a'] } }, third)
    expect(await counted(vote)).toMatchObject({ filled: 3, unsettled: 0 })
  })

  it('is not made the same by whoever entered it, once both entries stand, nor settled by either of them', async () => {
    await enter(batch, 6, { q1: ['b'] })
    await enter(batch, 6, { q1: ['a'] }, other)
    const before = await votes()
    for (const actor of [coordinator, other]) {
      for (const q1 of [['a'], ['b']])
        expect(await enter(batch, 6, { q1 }, actor)).toMatchObject({ refusal: { code: 'others-entered' } })
      expect(
        await tried('settle-sheet', { batch, sheet: 6, state: 'filled', answers: { q1: ['a'] } }, actor),
      ).toMatchObject({ refusal: { code: 'entered-it-yourself' } })
    }
    expect(await votes()).toEqual(before)
    expect(await rows('select first, settled_on from paper_sheet where batch_id = $1 and number = 6', [batch])).toEqual(
      [{ first: { about: {}, answers: { q1: ['b'] }, said: [], state: 'filled' }, settled_on: null }],
    )
    await done('settle-sheet', { batch, sheet: 6, state: 'blank' }, house.administrator)
  })

  it('is corrected by a third person too, who says why', async () => {
    const looked = { batch, sheet: 1, state: 'filled', answers: { q1: ['c'] }, because: 'One tick was crossed out' }
    for (const actor of [coordinator, other])
      expect(await tried('settle-sheet', looked, actor)).toMatchObject({ refusal: { code: 'entered-it-yourself' } })
    expect(await tried('settle-sheet', { ...looked, because: ' ' }, third)).toMatchObject({
      refusal: { code: 'because-missing' },
    })
    await done('settle-sheet', looked, third)
    expect((await votes())[0]).toEqual({ answers: { q1: ['c'] } })
  })

  it('is refused where it breaks the rules of the vote, with the way out in words', async () => {
    expect(await enter(batch, 4, { q1: ['a', 'b', 'c'] })).toMatchObject({
      refusal: { fields: { q1: 'Choose at most 2 projects. You chose 3.' } },
    })
  })

  it('counts once when two people send the same sheet at the same moment', async () => {
    await Promise.all(
      [coordinator, other, coordinator, other, third, third].map(actor => enter(batch, 5, { q1: ['b'] }, actor)),
    )
    expect(await rows('select outcome from paper_sheet where batch_id = $1 and number = 5', [batch])).toEqual([
      { outcome: 'filled' },
    ])
    expect(await votes()).toHaveLength(4)
  })

  it('leaves nothing of what stands on it in history', async () => {
    const lines = await rows(`select fact from history where operation like 'engagement.%sheet'`)
    expect(lines.length).toBeGreaterThan(10)
    expect(JSON.stringify(lines)).not.toMatch(/benches|children|"q1"|voterKey|receipt/)
  })
})

describe('the pages', () => {
  const get = async (path: string, actor: Actor) =>
    (await house.web()).inject({
      url: `/p/muir/engagements/${engagement}/run/paper${path}`,
      headers: { cookie: await house.cookie(actor) },
    })
  let batch: number
  beforeAll(async () => {
    batch = (await rows('select id from paper_batch where number = 2'))[0].id
    await enter(batch, 7, { q1: ['a'], q2: 'Only the first person knows' })
  })

  it('never show the second person what the first typed, and each their own', async () => {
    const second = await get(`/${batch}/7`, other)
    expect(second.statusCode).toBe(200)
    expect(second.body).not.toContain('Only the first person knows')
    expect(second.body).not.toMatch(/value="a"[^>]*checked/)
    const own = await get(`/${batch}/7`, coordinator)
    expect(own.body).toContain('Only the first person knows')
    expect((await get(`/${batch}/7/settle`, other)).statusCode).toBe(404)
  })

  it('show both beside each other to whoever settles, with only what they agree on filled in', async () => {
    await enter(batch, 8, { q1: ['a', 'b'], q2: 'Because' })
    await enter(batch, 8, { q1: ['a'], q2: 'Because' }, other)
    const { body, statusCode } = await get(`/${batch}/8/settle`, third)
    expect(statusCode).toBe(200)
    expect(body).toMatch(/Project a[^<]*, Project b/)
    expect(body).toContain('Because</textarea>')
    expect(body).not.toMatch(/<input[^>]*name="q1"[^>]*checked/)
    await done('settle-sheet', { batch, sheet: 8, state: 'blank' }, third)
  })

  it('say to whoever entered a sheet that somebody else has to settle or correct it', async () => {
    await enter(batch, 13, { q1: ['a'] })
    await enter(batch, 13, { q1: ['b'] }, other)
    expect((await get(`/${batch}/13`, other)).headers.location).toMatch(/\/13\/settle$/)
    for (const [sheet, word] of [
      [13, 'settle'],
      [1, 'correct'],
    ]) {
      const { body } = await get(`/${batch}/${sheet}/settle`, other)
      expect(body).toContain(`only somebody who did not can ${word} it`)
      expect(body).not.toContain('This is what counts')
      expect((await get(`/${batch}/${sheet}/settle`, third)).body).toContain('This is what counts')
    }
    expect((await get(`/${batch}`, other)).body).toContain('you entered it, so somebody else settles it')
    await done('settle-sheet', { batch, sheet: 13, state: 'spoilt' }, third)
  })

  it('go straight to the next sheet, keep what was typed beside a mistake, and lead from a sheet to what is to do', async () => {
    const web = await house.web()
    const send = async (sheet: number, typed: string) =>
      web.inject({
        method: 'POST',
        url: `/p/muir/engagements/${engagement}/run/paper/${batch}/${sheet}`,
        headers: { cookie: await house.cookie(other), 'content-type': 'application/x-www-form-urlencoded' },
        payload: typed,
      })
    const saved = await send(9, 'state=filled&q1=b')
    expect(saved.statusCode).toBe(303)
    expect(saved.headers.location).toMatch(/\/10$/)
    const wrong = await send(10, 'state=filled&q1=a&q1=b&q1=c&q2=Kept+words')
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Choose at most 2 projects')
    expect(wrong.body).toContain('Kept words')
    expect((await get(`/${batch}/1`, third)).headers.location).toMatch(/\/1\/settle$/)
    const beyond = await get(`/${batch}/21`, third)
    expect(beyond.headers.location).toMatch(/\?sheet=21$/)
    expect((await get(`/${batch}?sheet=21`, third)).body).toContain('Batch 2 has sheets 1 to 20')
    expect((await get(`/${batch}?sheet=12`, third)).headers.location).toMatch(/\/12$/)
  })

  it('list the batches with how far they are, for members only', async () => {
    const { body } = await get('', await house.person('observer@muir.test'))
    expect(body).toContain('Batch 1')
    expect(body).toContain('entered once, for a second person')
    expect((await get(`/${batch}`, await house.person('observer@muir.test'))).statusCode).toBe(404)
  })

  it('print the sheets, each with its mark', async () => {
    const { statusCode, headers, rawPayload } = await get(`/${batch}/sheets.pdf`, coordinator)
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toBe('application/pdf')
    expect(rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await get(`/${batch}/sheets.pdf?from=21`, coordinator)).statusCode).toBe(404)
  })
})

describe('afterwards', () => {
  it('takes sheets by post for 60 days, second entries longer, and closes with those that did not come back', async () => {
    const [{ id: batch }] = await rows('select id from paper_batch where number = 2')
    house.now = new Date('2027-02-01T10:00:00Z')
    await done('close', { engagement })
    expect(await tried('make-batch', { activity: vote, sheets: 3 })).toMatchObject({ refusal: { code: 'closed' } })
    house.now = new Date('2027-04-01T10:00:00Z')
    expect(await enter(batch, 11, { q1: ['a'] })).toMatchObject({ ok: true })
    house.now = new Date('2027-04-02T10:00:00Z')
    expect(await enter(batch, 12, { q1: ['a'] })).toMatchObject({ refusal: { code: 'too-late-for-paper' } })
    expect(await enter(batch, 11, { q1: ['a'] }, other)).toMatchObject({ ok: true })
    await enter(batch, 7, { q1: ['a'], q2: 'Only the first person knows' }, other)
    await enter(batch, 9, { q1: ['b'] }, third)
    await done('close-batch', { batch })
    expect(await enter(batch, 9, { q1: ['b'] })).toMatchObject({ refusal: { code: 'batch-closed' } })
    expect(await counted(vote)).toMatchObject({ printed: 20, blank: 2, unsettled: 0 })
  })
})

describe('where people are let in otherwise', () => {
  /** An open vote for these people. */
  async function opened(admits: string): Promise<{ engagement: number; activity: number }> {
    const engagement = await done('plan', {
      title: `For ${admits}`,
      purpose: 'What should change',
      subject: 'parks',
      audience: 'Everyone',
      level: 'consult',
      opens: '2027-04-02',
      closes: '2027-06-30',
    })
    const activity = await done('add-activity', { engagement, kind: 'vote', title: 'Choose' })
    await rows(
      `insert into activity_form (partnership_id, activity_id, version, questions) select partnership_id, id, 1, $2 from activity where id = $1`,
      [activity, JSON.stringify(ballot)],
    )
    await done('promise-answer', {
      ...{ engagement, decidedBy: 'The board', answerDue: '2027-08-31', admits },
      resultsShown: 'after-closing',
    })
    await done('announce', { engagement })
    await done('open', { engagement })
    return { engagement, activity }
  }
  const revealed = async (name: string, raw: Record<string, unknown>) => {
    const outcome = await tried(name, raw)
    return outcome.ok ? outcome.written.reveal!.split('\n').map(one => one.split(': ').at(-1)!) : []
  }
  const online = (activity: number, code: string, q1: string) =>
    house.perform('engagement.respond', { activity, code, once: q1, answers: { q1: [q1] } }, stranger, 'muir')
  const typed = (code: string, q1: string) => ({ state: 'filled', code, answers: { q1: [q1] } })
  const standing = (activity: number) =>
    rows('select source, answers, organisation_id as body from response where activity_id = $1 order by id', [activity])
  const page = async (of: { engagement: number }, path: string, actor = coordinator) =>
    (await house.web()).inject({
      url: `/p/muir/engagements/${of.engagement}/run/paper${path}`,
      headers: { cookie: await house.cookie(actor) },
    })

  let people: { engagement: number; activity: number }
  let batch: number
  let codes: string[]
  beforeAll(async () => {
    people = await opened('codes')
    codes = await revealed('make-codes', { engagement: people.engagement, howMany: 6 })
    batch = await done('make-batch', { activity: people.activity, sheets: 10 })
  })
  const both = async (sheet: number, raw: Record<string, unknown>) => {
    await done('enter-sheet', { batch, sheet, ...raw })
    return tried('enter-sheet', { batch, sheet, ...raw }, other)
  }

  it('prints none for people who sign in, and says why', async () => {
    const signedIn = await opened('signed-in')
    expect(await tried('make-batch', { activity: signedIn.activity, sheets: 3 })).toMatchObject({
      refusal: { code: 'only-signed-in' },
    })
    expect((await page(signedIn, '')).body).toContain('it cannot be answered on paper')
  })

  it('has a line for the code on the sheet, and no receipt anywhere', async () => {
    const [engagement, shown] = [people.engagement, await reading(db => batchShown(db, people.engagement, batch, null))]
    const printed = {
      engagement: { ...people, id: engagement, slug: 'muir', admits: 'codes', closes: '2027-06-30' },
      batch: shown,
      about: 'About it',
      partnership: { name: 'Muir', colour: '#1d70b8' },
      address: 'http://thegither.test',
    } as unknown as Parameters<typeof sheetsOf>[0]
    const made = sheetsOf(printed, [1, 2])
    expect(made.questions[0]).toMatchObject({ heading: 'Your code', lines: { count: 1 } })
    expect(made.sheets).toEqual([{ mark: `Batch 3 · sheet 1` }, { mark: `Batch 3 · sheet 2` }])
    expect(JSON.stringify(made)).not.toMatch(/receipt|[A-Z2-9]{4}-[A-Z2-9]{4}/)
    const anyone = { ...printed, engagement: { ...printed.engagement, admits: 'anyone' as const } }
    expect(sheetsOf(anyone, [1]).questions[0]!.heading).not.toBe('Your code')
    expect((await page(people, `/${batch}/1`)).body).toContain('name="code"')
  })

  it('takes a sheet with its code only, and keeps the code nowhere', async () => {
    const sent = (raw: object) => tried('enter-sheet', { batch, sheet: 1, ...raw })
    expect(await sent(typed('', 'a'))).toMatchObject({ refusal: { code: 'code-missing', field: 'code' } })
    expect(await sent(typed('AAAAA-AAAAA', 'a'))).toMatchObject({ refusal: { code: 'code-unknown', field: 'code' } })
    await done('enter-sheet', { batch, sheet: 1, ...typed(codes[0]!, 'a') })
    const kept =
      JSON.stringify(await rows('select first from paper_sheet')) +
      JSON.stringify(await rows('select fact from history'))
    expect(kept).not.toContain(codes[0]!)
    // The same answer under another code is not the same sheet.
    await done('enter-sheet', { batch, sheet: 1, ...typed(codes[5]!, 'a') }, other)
    expect(await standing(people.activity)).toEqual([])
    await done('settle-sheet', { batch, sheet: 1, ...typed(codes[0]!.toLowerCase(), 'a') }, third)
    expect(await standing(people.activity)).toEqual([{ source: 'paper', answers: { q1: ['a'] }, body: null }])
    expect(await both(9, { state: 'blank' })).toMatchObject({ ok: true, fact: { answeredAlready: false } })
  })

  it('counts a code once: on paper and then on line', async () => {
    expect(await online(people.activity, codes[0]!, 'b')).toMatchObject({ refusal: { code: 'answered-already' } })
    expect(await standing(people.activity)).toHaveLength(1)
  })

  it('counts a code once: on line and then on paper, on two sheets, and says so', async () => {
    expect(await online(people.activity, codes[1]!, 'b')).toMatchObject({ ok: true })
    expect(await both(2, typed(codes[1]!, 'c'))).toMatchObject({ ok: true, fact: { answeredAlready: true } })
    expect(await both(3, typed(codes[0]!, 'c'))).toMatchObject({ ok: true, fact: { answeredAlready: true } })
    expect((await standing(people.activity)).map(one => one.source)).toEqual(['paper', 'online'])
    expect((await page(people, `/${batch}/2/settle`, third)).body).toContain('has voted on line already')
    expect((await page(people, `/${batch}`)).body).toContain('Sheets 2, 3: filled in, and not counted.')
    expect(await counted(people.activity)).toMatchObject({ filled: 3, answeredAlready: 2, blank: 1 })
    expect((await reading(db => countPeople(db, people.activity))).paper).toMatchObject({
      filled: 3,
      answeredAlready: 2,
    })
  })

  it('frees the code of a sheet that was not theirs, and does not count it twice when that is undone', async () => {
    await both(4, typed(codes[2]!, 'a'))
    const because = 'The code was read wrongly'
    await done('settle-sheet', { batch, sheet: 4, ...typed(codes[3]!, 'a'), because }, third)
    expect(await online(people.activity, codes[3]!, 'b')).toMatchObject({ refusal: { code: 'answered-already' } })
    expect(await online(people.activity, codes[2]!, 'b')).toMatchObject({ ok: true })
    await done('settle-sheet', { batch, sheet: 4, ...typed(codes[2]!, 'a'), because }, third)
    expect(await counted(people.activity)).toMatchObject({ answeredAlready: 3 })
    const { responses, takenBack } = await reading(db => countPeople(db, people.activity))
    expect({ responses, takenBack }).toEqual({ responses: 3, takenBack: 0 })
  })

  it('answers for the body whose code it is, which then needs no other', async () => {
    const bodies = await opened('bodies')
    const [council] = await rows(`select id from organisation where name = 'Council of muir'`)
    const invite = { engagement: bodies.engagement, organisations: [council.id] }
    const [code] = await revealed('invite-bodies', invite)
    const sheets = await done('make-batch', { activity: bodies.activity, sheets: 1 })
    for (const actor of [coordinator, other])
      await done('enter-sheet', { batch: sheets, sheet: 1, ...typed(code!, 'a') }, actor)
    expect(await standing(bodies.activity)).toEqual([{ source: 'paper', answers: { q1: ['a'] }, body: council.id }])
    expect(await tried('invite-bodies', invite)).toMatchObject({ refusal: { code: 'answered-already' } })
  })
})
