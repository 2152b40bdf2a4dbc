// What a board hears of a round: the rules on facts alone, then page, paper and public side on two real rounds.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, useHouse } from '../../../../test/harness.ts'
import { furnish, type Known } from '../../../../test/surface.ts'
import { asOfWords, goingWords } from '../answering/latest.tsx'
import type { Update } from '../model.ts'
import {
  type ExceptionSummary,
  exceptionsIn,
  findingOf,
  leadOf,
  missingWords,
  plannedWords,
  type Reported,
  type RoundReported,
} from './exceptions.ts'
import { exceptionPaper } from './exceptions-paper.ts'

const round: RoundReported = {
  round: 1,
  title: 'July to September 2026',
  state: 'closed',
  starts: '2026-07-01',
  ends: '2026-09-30',
  opens: '2026-10-01',
  closes: '2026-10-21',
  asAt: '2026-10-25',
}

const said = (change: Partial<Update> = {}): Update => ({
  status: 'green',
  direction: 'steady',
  confidence: 'high',
  words: 'On course.',
  needs: '',
  figure: null,
  figurePeriod: null,
  reached: [],
  ...change,
})

let numbered = 0
const thing = (change: Partial<Reported> = {}): Reported => ({
  item: ++numbered,
  about: 'action',
  subject: numbered,
  title: `Work ${numbered}`,
  body: 'NHS',
  state: 'accepted',
  unchanged: false,
  now: said(),
  before: null,
  milestones: [],
  figure: null,
  ...change,
})

const earlier = (change: Partial<Update> = {}) => ({ ...said(change), on: '2026-07-20' })

const milestone = (change: Partial<Reported['milestones'][number]> = {}) => ({
  words: 'The first 50 homes',
  due: '2026-12-31',
  firstDue: '2026-12-31',
  movedOn: null,
  movedBecause: '',
  done: false,
  ...change,
})

const yearly = (values: readonly number[]) =>
  values.map((value, at) => ({
    period: String(2010 + at),
    starts: `${2010 + at}-01-01`,
    ends: `${2010 + at}-12-31`,
    value,
  }))

const only = (one: Reported, at: RoundReported = round) => {
  const { groups } = exceptionsIn(at, [one])
  return groups[0]?.found[0] ?? null
}

const kindOf = (one: Reported) => only(one)?.kinds ?? []

describe('what is an exception', () => {
  it('says a change of colour in words, for worse and for better', () => {
    expect(only(thing({ now: said({ status: 'amber' }), before: earlier() }))).toMatchObject({
      kinds: ['worse'],
      reasons: ['It was green on 20 July 2026 and is amber now.'],
    })
    expect(kindOf(thing({ now: said({ status: 'green' }), before: earlier({ status: 'red' }) }))).toEqual(['better'])
    expect(kindOf(thing({ now: said({ status: 'complete' }), before: earlier() }))).toEqual(['better'])
    expect(kindOf(thing({ now: said({ status: 'red' }), before: earlier({ status: 'not-started' }) }))).toEqual([
      'worse',
    ])
    expect(kindOf(thing({ before: earlier({ status: 'not-started' }) }))).toEqual(['better'])
  })

  it('never calls a red thing planned, also where it was red before or was never asked before', () => {
    expect(only(thing({ now: said({ status: 'red' }), before: earlier({ status: 'red' }) }))).toMatchObject({
      kinds: ['at-risk'],
      reasons: ['It is red, as on 20 July 2026.'],
    })
    expect(only(thing({ now: said({ status: 'amber' }) }))!.reasons).toEqual(['It is amber, said for the first time.'])
    expect(only(thing({ before: earlier() }))).toBeNull()
    expect(only(thing())).toBeNull()
  })

  it('puts a decision before every other reason, and the thing in one place', () => {
    const one = thing({
      now: said({ status: 'red', needs: 'Whether to go on.' }),
      before: earlier(),
      milestones: [milestone({ due: '2026-10-01', firstDue: '2026-10-01' })],
    })
    const { groups } = exceptionsIn(round, [one])
    expect(groups.map(group => [group.kind, group.found.length])).toEqual([['decision', 1]])
    expect(groups[0]!.found[0]).toMatchObject({ kinds: ['decision', 'worse', 'overdue'] })
    expect(groups[0]!.found[0]!.reasons).toHaveLength(2)
  })

  it('counts a milestone as overdue after its day, not on it, and not when it is reached', () => {
    const due = (day: string, done = false) => kindOf(thing({ milestones: [milestone({ due: day, done })] }))
    expect(due('2026-10-24')).toEqual(['overdue'])
    expect(due('2026-10-25')).toEqual([])
    expect(due('2026-10-24', true)).toEqual([])
  })

  it('calls it slipped only where a day moved later since what was said before', () => {
    const slip = (movedOn: string, firstDue = '2026-09-30') =>
      kindOf(thing({ before: earlier(), milestones: [milestone({ movedOn, firstDue })] }))
    expect(slip('2026-08-01')).toEqual(['slipped'])
    expect(slip('2026-07-01')).toEqual([])
    expect(slip('2026-10-26')).toEqual([])
    expect(slip('2026-08-01', '2027-03-31')).toEqual([])
    // Said for the first time: since the first day the round asks about.
    expect(kindOf(thing({ milestones: [milestone({ movedOn: '2026-07-02', firstDue: '2026-09-30' })] }))).toEqual([
      'slipped',
    ])
    expect(
      only(
        thing({
          milestones: [milestone({ movedOn: '2026-08-01', firstDue: '2026-09-30', movedBecause: 'Builders left' })],
        }),
      )!.reasons[0],
    ).toBe(
      '“The first 50 homes” is now due by 31 December 2026; it was first promised for 30 September 2026. Why: Builders left.',
    )
  })

  it('hears worry: worse, and less sure than before', () => {
    const worry = (now: Partial<Update>, was: Partial<Update>) =>
      kindOf(thing({ now: said(now), before: earlier(was) }))
    expect(worry({ direction: 'worse', confidence: 'medium' }, { confidence: 'high' })).toEqual(['slipped'])
    expect(worry({ direction: 'worse', confidence: 'high' }, { confidence: 'high' })).toEqual([])
    expect(worry({ direction: 'steady', confidence: 'low' }, { confidence: 'high' })).toEqual([])
  })

  it('lets a figure stand out only on its newest reading, and says which way is good', () => {
    const usual = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11]
    const figured = (values: readonly number[], change: Partial<Reported> = {}) =>
      thing({
        about: 'indicator',
        now: said({ status: null, direction: null, confidence: null }),
        figure: { unit: 'percent', good: 'down', readings: yearly(values) },
        ...change,
      })
    expect(only(figured([...usual, 20]))).toMatchObject({
      kinds: ['outside'],
      reasons: ['20.0% in 2022 is above its usual range of 7.8% to 13.2%, which is not good.'],
    })
    expect(kindOf(figured([...usual, 20, 10]))).toEqual([])
    expect(kindOf(figured(usual))).toEqual([])
    expect(kindOf(figured([10, 20]))).toEqual([])
    // What was sent and is not accepted is judged too.
    const sent = said({ status: null, direction: null, confidence: null, figure: 2, figurePeriod: '2022' })
    expect(only(figured(usual, { now: sent, state: 'submitted' }))!.reasons[0]).toContain('which is good')
    expect(kindOf(figured(usual, { now: sent, state: 'waiting' }))).toEqual([])
  })

  it('takes no notice of what nobody has sent, but of days that passed', () => {
    const waiting = { state: 'waiting', now: said({ status: null, words: '' }), before: earlier() } as const
    expect(kindOf(thing(waiting))).toEqual([])
    const late = only(thing({ ...waiting, milestones: [milestone({ due: '2026-10-01' })] }))!
    expect(late.kinds).toEqual(['overdue'])
    expect(late.reasons.at(-1)).toBe('It is not answered yet.')
  })
})

describe('the summary', () => {
  const all = [
    thing({ now: said({ needs: 'Approve £20,000.' }) }),
    thing({ now: said({ status: 'amber' }), before: earlier(), body: 'Council' }),
    thing({ unchanged: true, before: earlier() }),
    thing(),
    thing({ state: 'returned', body: 'Police', title: 'Safer nights' }),
    thing({ state: 'waiting', body: null, title: 'Path to work' }),
    thing({ state: 'draft', body: 'NHS', milestones: [milestone({ due: '2026-10-01' })] }),
  ]
  const summary = exceptionsIn(round, all)

  it('puts each thing in exactly one part', () => {
    const placed = [...summary.groups.flatMap(group => group.found), ...summary.planned, ...summary.unanswered]
    expect(placed.map(one => one.item).sort()).toEqual(all.map(one => one.item).sort())
  })

  it('begins with its finding and who reported, without blame', () => {
    expect(findingOf(round, summary)).toBe('One decision, two exceptions, two as planned, two not answered')
    expect(leadOf(round, summary)).toBe('Reported by Council and NHS. Still to come: Police.')
    expect(plannedWords(summary)).toBe('Two things go as planned. One said that nothing has changed.')
    expect(missingWords(round, summary, all.length)).toBe('Three of seven are not answered yet')
    expect(summary.missing).toEqual([
      { body: 'Police', titles: ['Safer nights'] },
      { body: null, titles: ['Path to work'] },
      { body: 'NHS', titles: [all[6]!.title] },
    ])
  })

  it('has words for every state without anything to tell', () => {
    const none: ExceptionSummary = exceptionsIn(round, [])
    expect(findingOf({ state: 'planned' }, none)).toBe('This round has not opened yet')
    expect(findingOf({ state: 'cancelled' }, none)).toBe('This round was cancelled')
    expect(findingOf(round, none)).toBe('Nothing was asked')
    expect(findingOf(round, exceptionsIn(round, [thing({ state: 'waiting' })]))).toBe('Nothing has been answered yet')
    expect(findingOf(round, exceptionsIn(round, [thing()]))).toBe('No decisions, no exceptions, one as planned')
    expect(leadOf({ ...round, state: 'planned' }, none)).toContain('It opens on 1 October 2026.')
  })

  it('says the same on paper', () => {
    const paper = exceptionPaper({ round, all, summary }, { name: 'Strathmuir', colour: '#123456' })
    expect(paper.title).toBe('One decision, two exceptions, two as planned, two not answered')
    const words = JSON.stringify(paper.sections)
    expect(words).toContain('For the board: Approve £20,000.')
    expect(words).toContain('It was green on 20 July 2026 and is amber now.')
    expect(words).toContain('Nobody is named to answer')
  })
})

describe('the latest word', () => {
  it('says since when nothing has changed', () => {
    expect(goingWords({ direction: 'better', confidence: 'high' })).toBe('Getting better · sure of it')
    expect(goingWords({ direction: null, confidence: null })).toBe('')
    expect(asOfWords({ on: '2026-11-08', since: '2026-08-03' })).toBe(
      'As of 8 November 2026 · nothing has changed since 3 August 2026',
    )
    expect(asOfWords({ on: '2026-11-08', since: null })).toBe('As of 8 November 2026')
  })
})

describe('two real rounds', () => {
  const house = useHouse()
  let known: Known
  const cookies = new Map<string, string>()
  let first: number
  let second: number

  const get = async (url: string, who?: string) => {
    if (who && !cookies.has(who)) cookies.set(who, await house.cookie(await house.person(who)))
    return (await house.web()).inject({ url, headers: who ? { cookie: cookies.get(who)! } : {} })
  }
  const rows = async (text: string) => (await asOwner(house.owner, client => client.query(text))).rows
  const done = async (name: string, raw: Record<string, unknown>, who = 'coordinator@muir.test') =>
    house.done(name, raw, await house.person(who), 'muir')

  async function opened(title: string, starts: string, ends: string, closes: string) {
    const opens = house.now.toISOString().slice(0, 10)
    const planned = await done('rounds.plan', {
      title,
      starts,
      ends,
      opens,
      closes,
      remindDays: 5,
      deputyDays: 3,
      leadDays: 2,
    })
    await done('rounds.open-now', { round: planned })
    return planned
  }
  const itemOf = async (asked: number, column: 'action_id' | 'indicator_id') =>
    Number((await rows(`select id from request_item where round_id = ${asked} and ${column} is not null`))[0].id)
  const green = { status: 'green', direction: 'better', confidence: 'high' }

  beforeAll(async () => {
    known = await furnish(house)
    house.now = new Date('2027-01-05T10:00:00Z')
    first = await opened('October to December 2026', '2026-10-01', '2026-12-31', '2027-01-20')
    const work = await itemOf(first, 'action_id')
    await done('rounds.answer', { item: work, seen: 0, ...green, words: 'Forty homes are warm.' }, 'lead@muir.test')
    await done('rounds.accept-item', { item: work })
    await done('rounds.close-early', { round: first, because: 'All is in' })
    await done('rounds.accept', { round: first })
    house.now = new Date('2027-04-06T10:00:00Z')
    second = await opened('January to March 2027', '2027-01-01', '2027-03-31', '2027-04-20')
  })

  it('shows the accepted word with its date to everyone, once it is accepted and not before', async () => {
    const own = `/p/muir/actions/${known.action}`
    expect((await get(own)).body).toContain('Forty homes are warm.')
    for (const url of [own, '/p/muir/actions', `/p/muir/outcomes/${known.outcome}-fewer-children-grow-up-poor`]) {
      expect((await get(url)).body, url).toContain('As of 5 January 2027')
      expect((await get(url)).body, url).toContain('Green: as planned')
    }
    const item = await itemOf(second, 'action_id')
    const raw = { item, seen: 0, status: 'amber', direction: 'worse', confidence: 'medium' }
    await done(
      'rounds.answer',
      { ...raw, words: 'Scaffolders <b>left</b>.', needs: 'Whether to hire again.' },
      'lead@muir.test',
    )
    expect((await get(own)).body).not.toContain('Scaffolders')
    expect((await get('/api/v1/partnerships/muir/updates')).json().items).toHaveLength(1)
  })

  it('tells the board, in one order, with the reasons', async () => {
    const { body, statusCode } = await get(`/p/muir/rounds/${second}/exceptions`, 'observer@muir.test')
    expect(statusCode).toBe(200)
    expect(body).toContain('<h1>One decision, one exception</h1>')
    expect(body).toContain('Whether to hire again.')
    expect(body).toContain('It was green on 5 January 2027 and is amber now.')
    expect(body).toContain('this is said with less confidence than before')
    expect(body).toContain('“The first 50 homes” was due by 31 March 2027 and is not reached.')
    expect(body).toContain('Scaffolders &lt;b>left&lt;/b>.')
    expect(body).toContain('as at 6 April 2027')
    expect(body).not.toContain('lead of muir')
    // The round before stands as it was when it was accepted.
    const past = await get(`/p/muir/rounds/${first}/exceptions`, 'member@muir.test')
    expect(past.body).toContain('No decisions, one exception, one as planned')
    expect(past.body).toContain('as at 5 January 2027')
  })

  it('is there for members of this partnership alone', async () => {
    for (const ending of ['exceptions', 'exceptions.pdf']) {
      const url = `/p/muir/rounds/${second}/${ending}`
      expect((await get(url)).statusCode, ending).not.toBe(200)
      expect((await get(url, 'coordinator@lorne.test')).statusCode, ending).not.toBe(200)
      expect((await get(`/p/lorne/rounds/${second}/${ending}`, 'coordinator@lorne.test')).statusCode).toBe(404)
      expect((await get(`/p/muir/rounds/999/${ending}`, 'observer@muir.test')).statusCode).toBe(404)
    }
    expect((await get(`/api/v1/partnerships/muir/rounds/${second}`)).statusCode).not.toBe(200)
  })

  it('is the same as a tagged PDF', async () => {
    const { rawPayload, headers, statusCode } = await get(
      `/p/muir/rounds/${second}/exceptions.pdf`,
      'observer@muir.test',
    )
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toBe('application/pdf')
    expect(rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(rawPayload.toString('latin1')).toContain('/StructTreeRoot')
  })

  it('says “no change” with the day since when, also in the public API', async () => {
    const item = await itemOf(second, 'action_id')
    await done('rounds.return-item', { item, note: 'Is this so?' })
    expect((await get(`/p/muir/rounds/${second}/exceptions`, 'observer@muir.test')).body).not.toContain('Scaffolders')
    const lead = await house.person('lead@muir.test')
    expect(await house.perform('rounds.no-change', { item, seen: 1 }, lead)).toMatchObject({ ok: true })
    await done('rounds.accept-item', { item })
    expect((await get(`/p/muir/actions/${known.action}`)).body).toContain(
      'As of 6 April 2027 · nothing has changed since 5 January 2027',
    )
    const page = (await get('/api/v1/partnerships/muir/updates?limit=1')).json()
    expect(page.items[0]).toMatchObject({ title: 'Warm homes grants', status: 'green', said: '2027-01-05' })
    const next = (await get(`/api/v1/partnerships/muir/updates?limit=1&cursor=${page.next}`)).json()
    expect(next.items[0]).toMatchObject({ unchanged: true, round: { title: 'January to March 2027' } })
    expect(next.next).toBeNull()
    expect(JSON.stringify([page, next])).not.toContain('needs')
  })

  it('takes what was said of linked work back from strangers with its owner’s consent', async () => {
    await rows(`update action set consent = 'withdrawn' where id = ${known.action}`)
    expect((await get('/api/v1/partnerships/muir/updates')).json().items).toEqual([])
    await rows(`update action set consent = 'given' where id = ${known.action}`)
    expect((await get('/api/v1/partnerships/muir/updates')).json().items).toHaveLength(2)
  })

  it('shows what is behind a figure next to it', async () => {
    await rows('update indicator set next_due = null')
    const asked = await opened('April to June 2027', '2027-04-01', '2027-06-30', '2027-07-20')
    const found = (
      await rows(`select id, asks_figure from request_item where round_id = ${asked} and indicator_id is not null`)
    )[0]
    const item = Number(found.id)
    const figure = { figure: '40', figurePeriod: '2025' }
    await done('rounds.answer', { item, seen: 0, words: 'Rents went up.', ...figure }, 'lead@muir.test')
    const board = (await get(`/p/muir/rounds/${asked}/exceptions`, 'observer@muir.test')).body
    expect(board).toContain('above its usual range')
    await done('rounds.accept-item', { item })
    const { body } = await get(`/p/muir/outcomes/${known.outcome}-fewer-children-grow-up-poor`)
    expect(body).toContain('What is behind it')
    expect(body).toContain('Rents went up.')
  })
})
