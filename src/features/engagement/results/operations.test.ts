// Results through a real database: counted by the clock, shown when they may be, taken out and brought back in.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import type { Timed } from '../../../operation/timed.ts'
import { readSheet } from '../../../outside/sheets.ts'
import { countsDue } from './due.ts'
import type { AnswersCounted, Counted } from './model.ts'
import { planned, someBallot, someQuestions } from './some-questions.ts'

const house = useHouse()
let coordinator: Actor
let park: { engagement: number; activity: number }
let sent = 0

const answer = (activity: number, answers: Record<string, unknown>) =>
  house.done('engagement.respond', { activity, device: `device-of-somebody-${++sent}`, answers }, stranger, 'muir')
const clock = () =>
  tick({ house: house.site.house, timed: [countsDue], findPartnershipByNumber: house.site.findPartnershipByNumber })
const later = (seconds: number) => {
  house.now = new Date(house.now.getTime() + seconds * 1000)
}
const rows = async (text: string, ...values: unknown[]) =>
  (await asOwner(house.owner, client => client.query(text, values))).rows
const counted = async (activity: number) =>
  (
    await rows('select counted, responses, through_response from activity_result where activity_id = $1', activity)
  )[0] as {
    counted: Counted<AnswersCounted>
    responses: number
  }

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  park = await planned(house, someQuestions)
  await house.done('engagement.open', { engagement: park.engagement }, coordinator, 'muir')
})

describe('counting', () => {
  it('is done by the clock, everything once, of each kind of question', async () => {
    expect(await clock()).toBe(0)
    await answer(park.activity, {
      q1: 'a',
      q2: ['a', 'b'],
      q3: '4',
      'q4.a': '1',
      'q4.b': '2',
      q5: 'Lights',
      q6: 'X12000001',
      q7: 'a',
    })
    await answer(park.activity, { q1: 'a', q2: ['a'], q3: '2', 'q4.b': '1', 'q4.a': '2', 'q4.c': '3', q7: 'b' })
    await answer(park.activity, { q1: 'c', q3: '5', q5: '=1+1', 'q5.quote': 'yes' })
    expect(await clock()).toBe(1)
    const { counted: result, responses } = await counted(park.activity)
    expect(result.people).toMatchObject({
      responses: 3,
      setAside: 0,
      takenBack: 0,
      sources: { online: 3 },
      paper: null,
    })
    expect(result.people.weeks).toEqual([{ starts: '2026-11-16', responses: 3 }])
    const [q1, q2, q3, q4, q5, q6, ...others] = result.result.questions
    expect(others).toEqual([])
    expect([q1!.answered, q1!.options.map(one => one.count)]).toEqual([3, [2, 0, 1]])
    expect([q2!.answered, q2!.options.map(one => one.count)]).toEqual([2, [2, 1, 0]])
    expect(q3!.scale).toMatchObject({ counts: [0, 1, 0, 1, 1], median: 4 })
    expect(q3!.scale!.mean).toBeCloseTo(11 / 3)
    expect(q4!.options.map(one => [one.firsts, one.borda, one.count])).toEqual([
      [1, 3, 2],
      [1, 3, 2],
      [0, 0, 1],
    ])
    expect([q5!.answered, q5!.texts]).toEqual([2, { written: 2, shown: 0, waiting: 2, hidden: 0 }])
    expect([q6!.answered, q6!.options[0]!.count, q6!.texts!.written]).toEqual([1, 1, 0])
    // Answers can still come in: nothing is kept of what people said about themselves.
    expect(result.result).toMatchObject({ grouped: null, groupings: [] })
    // Answers of the last minute may still be coming in: they are counted, and looked at once more.
    expect(responses).toBe(0)
  })

  it('waits a minute at least, comes to rest, and leaves out what is set aside', async () => {
    expect(await clock()).toBe(0)
    later(61)
    expect(await clock()).toBe(1)
    expect((await counted(park.activity)).responses).toBe(3)
    later(61)
    expect(await clock()).toBe(0)
    await rows(`update response set set_aside_on = '2026-11-22' where id = (select max(id) from response)`)
    await rows('update activity set recount = true where id = $1', park.activity)
    expect(await clock()).toBe(1)
    expect((await counted(park.activity)).counted.people).toMatchObject({ responses: 2, setAside: 1 })
    // Something may have changed while it was counted.
    later(61)
    expect(await clock()).toBe(1)
    later(61)
    expect(await clock()).toBe(0)
    const lines = await rows(`select fact from history where operation = 'engagement.count'`)
    expect(lines).toEqual([{ fact: { fact: 'AnswersCounted', activity: park.activity, responses: 0 } }])
  })

  it('is done once in a tick, however fast answers come in', async () => {
    let asked = 0
    const streaming: Timed = async (root, now) => {
      const due = await countsDue(root, now)
      if (++asked < 5) {
        later(3600)
        await rows('update activity set recount = true where id = $1', park.activity)
      }
      return due
    }
    await rows('update activity set recount = true where id = $1', park.activity)
    const { house: inside, findPartnershipByNumber } = house.site
    expect(await tick({ house: inside, timed: [streaming], findPartnershipByNumber })).toBe(1)
    expect(asked).toBe(2)
    later(3600)
    expect(await clock()).toBe(1)
    later(61)
    expect(await clock()).toBe(1)
    later(61)
    expect(await clock()).toBe(0)
  })

  it('does not begin again before ten times as long as it took has passed', async () => {
    await rows(`update activity_result set counted = jsonb_set(counted, '{took}', '20000')`)
    await answer(park.activity, { q1: 'b' })
    later(190 - 61)
    expect(await clock()).toBe(0)
    later(20)
    expect(await clock()).toBe(1)
  })
})

const get = async (url: string, actor?: Actor) =>
  (await house.web()).inject({ url, headers: actor ? { cookie: await house.cookie(actor) } : {} })
const results = (of: { engagement: number; activity: number }) =>
  `/p/muir/engagements/${of.engagement}/results/${of.activity}`
const close = async (of: { engagement: number }) => {
  await house.done('engagement.close', { engagement: of.engagement }, coordinator, 'muir')
  later(3600)
  await clock()
}

describe('the page', () => {
  it('shows nothing to strangers before it is closed, and says when they will see it', async () => {
    const { body, statusCode } = await get(results(park))
    expect(statusCode).toBe(200)
    expect(body).toContain('Results are shown when this has closed, after 30 June 2027')
    expect(body).not.toContain('Now and then')
    expect((await get(`${results(park)}/responses.csv`)).statusCode).toBe(404)
    expect((await get(`${results(park)}/questions.json`)).statusCode).toBe(404)
    const api = `/api/v1/partnerships/muir/engagements/${park.engagement}/activities/${park.activity}/results`
    expect((await get(api)).statusCode).toBe(404)
    const inside = await get(results(park), coordinator)
    expect(inside.body).toContain('Only those who run this see these figures yet')
    expect(inside.body).toContain('Now and then')
    // Other members wait like everybody; answers one by one are for nobody yet.
    const observer = await house.person('observer@muir.test')
    expect((await get(results(park), observer)).body).not.toContain('Now and then')
    expect((await get(`${results(park)}/responses.csv`, coordinator)).statusCode).toBe(404)
    expect(inside.body).not.toContain('responses.csv')
    expect(inside.body).toContain('when this has closed, after 30 June 2027, and all answers on paper are in')
    const members = results(park).replace('/results/', '/run/results/')
    expect((await get(`${members}/questions.json`)).statusCode).toBe(303)
    expect((await get(`${members}/questions.json`, observer)).statusCode).toBe(404)
    expect((await get(`${members}/questions.json`, coordinator)).headers['cache-control']).toBe('private, no-store')
  })

  it('is not there for the neighbour, and not for numbers that are none', async () => {
    for (const url of [results(park).replace('muir', 'lorne'), `${results(park)}0`, `${results(park)}x`])
      expect((await get(url)).statusCode).toBe(404)
  })

  it('shows every question with counts, shares and ranges once it has closed', async () => {
    await close(park)
    const { body } = await get(results(park))
    expect(body).toContain('Do you use the park?')
    expect(body).toContain('Everyone who answered chose to')
    expect(body).toMatch(/67%.*21% to 94%/)
    expect(body).toContain('The score (Borda count)')
    expect(body).toContain('1 answer was set aside')
    expect(body).not.toContain('<script>')
    const api = `/api/v1/partnerships/muir/engagements/${park.engagement}/activities/${park.activity}/results`
    expect((await get(api)).json()).toMatchObject({ responses: 3, setAside: 1, questions: { length: 6 } })
  })
})

describe('the open file', () => {
  it('has every answer, no person, no words but those that may be quoted, and no formula', async () => {
    await rows(`update said set state = 'shown'`)
    const { body, headers } = await get(`${results(park)}/responses.csv`)
    expect(headers['content-type']).toContain('text/csv')
    expect(body.split('\r\n')[0]).toBe(
      '\ufeffnumber,version,source,day,counted,q1: Do you use the park?,q2: What for?,q3: How safe does it feel?,q4.a: What matters most? Lights,q4.b: What matters most? Paths,q4.c: What matters most? Benches,q5: What would make it better?,q6: Where?,q6.where: Where? (where in it)',
    )
    const lines = body.split('\r\n').slice(1, -1)
    // Numbers and order are those of the keys, the day is the Monday of the week, and four answers are too few to say how they came.
    expect(lines.map(one => one.split(',')[0])).toEqual(['1', '2', '3', '4'])
    const keys = await rows('select answers from response where activity_id = $1 order by voter_key', park.activity)
    expect(lines.map(one => /,(Often|Now and then|Never),/.exec(one)![1])).toEqual(
      keys.map(({ answers }) => ({ a: 'Often', b: 'Now and then', c: 'Never' })[answers.q1 as 'a' | 'b' | 'c']),
    )
    expect(lines.map(one => one.replace(/^\d+/, '')).toSorted()).toEqual(
      [
        ',1,,2026-11-16,yes,Often,"\'=Walking; b",4,1,2,,,Strathmuir,',
        ",1,,2026-11-16,yes,Often,'=Walking,2,2,1,3,,,",
        ",1,,2026-11-16,set aside,Never,,5,,,,'=1+1,,",
        ',1,,2026-11-16,yes,Now and then,,,,,,,,',
      ].toSorted(),
    )
    expect(body).not.toContain('65 or over')
    const questions = (await get(`${results(park)}/questions.json`)).json()
    expect(questions.versions[0].questions).toEqual(someQuestions)
  })

  it('comes back in, once however often it is sent, and goes out again the same but for numbers', async () => {
    const bytes = (await get(`${results(park)}/responses.csv`)).rawPayload
    const again = await planned(house, someQuestions, {}, 'Asked once more')
    const bring = (file = { name: 'responses.csv', bytes: new Uint8Array(bytes) }) =>
      house.perform('engagement.bring-responses', { activity: again.activity, file }, coordinator, 'muir')
    expect(await bring()).toMatchObject({ ok: true })
    expect(await bring()).toMatchObject({ ok: true, written: { again: true } })
    await house.done('engagement.open', { engagement: again.engagement }, coordinator, 'muir')
    await close(again)
    const cells = async (text: string) => {
      const sheet = await readSheet(new TextEncoder().encode(text))
      if (!('rows' in sheet)) throw new Error(sheet.words)
      return sheet.rows.map(row => JSON.stringify({ ...row.cells, number: '', source: '' })).toSorted()
    }
    const out = (await get(`${results(again)}/responses.csv`)).body
    expect(await cells(out)).toEqual(await cells(bytes.toString()))
    expect((await counted(again.activity)).counted.people).toMatchObject({ responses: 3, setAside: 1 })
    expect((await get(results(again))).body).toContain('Brought in from a file')
  })

  it('is refused whole where a row or a question does not fit, and for whoever may not run it', async () => {
    const other = await planned(house, someQuestions, {}, 'Asked by others')
    const bring = (text: string, actor = coordinator) =>
      house.perform(
        'engagement.bring-responses',
        { activity: other.activity, file: { name: 'a.csv', bytes: new TextEncoder().encode(text) } },
        actor,
        'muir',
      )
    const words = async (text: string) => {
      const outcome = await bring(text)
      return !outcome.ok && 'refusal' in outcome ? outcome.refusal.words : ''
    }
    expect(await words('number,day,q1: Use\n1,2026-11-01,Often\n2,2026-11-01,Daily')).toContain(
      'Row 3: Choose an answer',
    )
    expect(await words('number,day,q9: Else\n1,2026-11-01,x')).toContain('There is no such question here: “q9: Else”')
    expect(await words('number,day,q1: Use\n1,2030-01-01,Often')).toContain('is no day in the past')
    expect(await words('number,day,q1: Use\n1,2026-11-01,Often\n1,2026-11-01,Often')).toContain('stands further up')
    const refused = await bring('number,day,q1: Use\n1,2026-11-01,Often', await house.person('observer@muir.test'))
    expect(refused).toMatchObject({ ok: false, kind: 'forbidden' })
    expect(await rows('select from response where activity_id = $1', other.activity)).toEqual([])
  })

  it('has the ballots of a vote, points by project', async () => {
    const vote = await planned(house, someBallot, { kind: 'vote', resultsShown: 'while-open' }, 'The vote')
    await house.done('engagement.open', { engagement: vote.engagement }, coordinator, 'muir')
    await answer(vote.activity, { 'q1.p1': '7', 'q1.p2': '3' })
    await answer(vote.activity, { 'q1.p2': '10' })
    await clock()
    expect((await counted(vote.activity)).counted.result.questions[0]!.options).toEqual([
      { id: 'p1', words: 'A path', cost: 1000, count: 1, points: 7 },
      { id: 'p2', words: 'A bench', cost: 200, count: 2, points: 13 },
    ])
    expect((await get(results(vote))).body).toMatch(/A bench.*13.*65%.*A path/)
    expect((await get(results(vote))).body).toContain(
      'when this has closed, after 30 June 2027, and all answers on paper',
    )
    expect((await get(`${results(vote)}/responses.csv`)).statusCode).toBe(404)
    await close(vote)
    const { body } = await get(`${results(vote)}/responses.csv`)
    expect(body).toContain('yes,7,3\r\n')
    expect(body).toContain('yes,,10\r\n')
  })
})

describe('answers by group', () => {
  let many: { engagement: number; activity: number }

  it('are kept only once it has closed, and no small number with them', async () => {
    many = await planned(house, someQuestions, {}, 'Many people')
    await house.done('engagement.open', { engagement: many.engagement }, coordinator, 'muir')
    for (let at = 0; at < 60; at++)
      await answer(many.activity, {
        q1: at % 3 ? 'a' : 'c',
        q2: at % 2 ? ['a'] : [],
        q7: at < 3 ? 'a' : at < 30 ? 'b' : at < 50 ? 'c' : '',
      })
    await clock()
    const open = (await counted(many.activity)).counted.result
    expect(open.questions[0]!.splits).toEqual([])
    expect(open).toMatchObject({ grouped: null, groupings: [] })
    await close(many)
    const closed = (await counted(many.activity)).counted.result
    expect(closed.grouped).toBe(60)
    expect(closed.groupings[0]!.groups.map(one => one.count)).toEqual([null, 27, null])
    expect(closed.groupings[0]!.notSaid).toBe(10)
    const [split] = closed.questions[0]!.splits
    expect(split!.columns).toEqual([
      { words: ['Under 25', '65 or over'], people: 23 },
      { words: ['25 to 64'], people: 27 },
      { words: ['Did not say'], people: 10 },
    ])
    expect(split!.rows.map(row => row.words)).toEqual([['Often'], ['Never']])
    const small = split!.rows.flatMap(row => row.counts).filter(count => count !== null && count > 0 && count < 5)
    expect(small).toEqual([])
    expect((await get(results(many))).body).toContain('By group: How old are you?')
  })

  it('stay as they were where fewer than five answers changed, and follow where more did', async () => {
    const id = many.activity
    const aside = async (people: number) => {
      await rows(
        `update response set set_aside_on = case when id in (select id from response where activity_id = $1 order by id desc limit $2) then '2026-11-22'::date end
          where activity_id = $1`,
        id,
        people,
      )
      await rows('update activity set recount = true where id = $1', id)
      later(3600)
      await clock()
      return (await counted(id)).counted
    }
    const before = (await counted(id)).counted.result
    const one = await aside(1)
    expect(one.people).toMatchObject({ responses: 59, setAside: 1 })
    expect(one.result.questions[0]!.options[1]!.count + one.result.questions[0]!.options[0]!.count).toBeLessThan(60)
    expect([one.result.grouped, one.result.groupings]).toEqual([60, before.groupings])
    expect(one.result.questions[0]!.splits).toEqual(before.questions[0]!.splits)
    const ten = await aside(10)
    expect([ten.result.grouped, ten.result.groupings[0]!.notSaid]).toEqual([50, 0])
    expect((await aside(0)).result).toEqual(before)
  })

  it('and answers one by one wait for paper, until its batch is closed or its time is over', async () => {
    const two = [
      await planned(house, someQuestions, {}, 'With paper'),
      await planned(house, someQuestions, {}, 'With late paper'),
    ] as const
    const batches: number[] = []
    for (const { engagement, activity } of two) {
      await house.done('engagement.open', { engagement }, coordinator, 'muir')
      for (let at = 0; at < 20; at++)
        await answer(activity, { q1: at % 2 ? 'a' : 'c', q7: at < 6 ? 'a' : at < 13 ? 'b' : 'c' })
      batches.push(await house.done('engagement.make-batch', { activity, sheets: 5 }, coordinator, 'muir'))
      await close({ engagement })
      expect((await counted(activity)).counted.result).toMatchObject({ grouped: null, groupings: [] })
    }
    const [early, late] = two
    const page = await get(results(early))
    expect(page.body).toContain('when all answers on paper are in, after 21 January 2027 at the latest')
    expect(page.body).not.toContain('responses.csv')
    expect((await get(`/p/muir/engagements/${early.engagement}/reach`)).body).toContain(
      'when all answers on paper are in',
    )
    expect((await get(`${results(early)}/responses.csv`)).statusCode).toBe(404)
    await clock()
    expect(await clock()).toBe(0)
    await house.done('engagement.close-batch', { batch: batches[0] }, coordinator, 'muir')
    later(3600)
    expect(await clock()).toBe(1)
    expect((await counted(early.activity)).counted.result.grouped).toBe(20)
    expect((await get(results(early))).body).toContain('By group: How old are you?')
    const { body } = await get(`${results(early)}/responses.csv`)
    expect(body.match(/,online,2026-11-16,/g)).toHaveLength(20)
    expect((await counted(late.activity)).counted.result.grouped).toBe(null)
    const [now] = [house.now]
    later(61 * 86_400)
    expect(await clock()).toBe(1)
    expect((await counted(late.activity)).counted.result.grouped).toBe(20)
    expect((await get(`${results(late)}/responses.csv`)).statusCode).toBe(200)
    later(3600)
    expect(await clock()).toBe(0)
    house.now = now!
  }, 60_000)

  it('stay as they were counted after what people said about themselves is erased', async () => {
    const id = many.activity
    const before = (await counted(id)).counted.result
    await rows(`delete from response_about; `)
    await rows(
      `update engagement set erased_at = now() where id = (select engagement_id from activity where id = $1)`,
      id,
    )
    await rows('update activity set recount = true where id = $1', id)
    later(3600)
    await clock()
    expect((await counted(id)).counted.result).toEqual(before)
  })
})
