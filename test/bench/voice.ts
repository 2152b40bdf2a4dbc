// Voice: a million answers in one activity (counted, shown, sent as a file), and votes by HTTP from 64 connections.

import { Agent, request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Login } from '../../src/db/migrate.ts'
import type { OwnerConnection } from '../../src/db/server.ts'
import { countsDue } from '../../src/features/engagement/results/due.ts'
import { tick } from '../../src/jobs/clockwork.ts'
import { asOwner, type House } from '../house-on.ts'
import { compared, figure, type Row } from './account.ts'
import { inTurns, milliseconds, timed } from './measures.ts'
import { serving } from './serving.ts'

const many = 1_000_000
const few = 1_000
const voters = 20_000
const connections = 64

export interface Voice {
  readonly engagement: number
  /** With a million answers. */
  readonly many: number
  /** The same questions with a thousand. */
  readonly few: number
  /** Takes votes. */
  readonly vote: number
}

const options = (...words: string[]) => words.map((each, at) => ({ id: 'abcdefgh'[at], words: each }))
const questions = [
  {
    id: 'q1',
    kind: 'one',
    title: 'How often do you come here?',
    required: true,
    options: options('Daily', 'Weekly', 'Monthly', 'Never'),
  },
  {
    id: 'q2',
    kind: 'several',
    title: 'What for?',
    required: false,
    options: options('Walking', 'Play', 'Sport', 'Meeting people', 'Quiet'),
  },
  {
    id: 'q3',
    kind: 'scale',
    title: 'How safe does it feel?',
    required: false,
    scale: { from: 1, to: 5, low: 'Not safe', high: 'Very safe' },
  },
  {
    id: 'q4',
    kind: 'ranking',
    title: 'What matters most?',
    required: false,
    options: options('Lights', 'Paths', 'Benches', 'Toilets'),
  },
  {
    id: 'q5',
    kind: 'one',
    title: 'How old are you?',
    required: false,
    about: 'age',
    options: options('0-15', '16-24', '25-44', '45-64', '65-over'),
  },
]
const ballot = [
  {
    id: 'q1',
    kind: 'ballot',
    title: 'Choose your projects',
    required: true,
    ballot: { kind: 'approval' },
    options: Array.from({ length: 20 }, (_, at) => ({ id: `p${at}`, words: `Project ${at}`, cost: 1000 * (at + 1) })),
  },
]

/** An open engagement with two questionnaires, of a million answers and of a thousand, put in by SQL, and an empty vote. */
export async function openVoice(house: House): Promise<Voice> {
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) =>
    house.done(`engagement.${name}`, raw, coordinator, 'muir')
  const day = (after: number) => new Date(house.now.getTime() + after * 86_400_000).toISOString().slice(0, 10)
  const engagement = await done('plan', {
    title: 'The future of the park',
    purpose: 'What should change',
    subject: 'parks',
    audience: 'Everyone',
    level: 'consult',
    opens: day(0),
    closes: day(60),
  })
  const activity = async (kind: string, asked: readonly object[]) => {
    const id = await done('add-activity', { engagement, kind, title: `Tell us by ${kind}` })
    await asOwner(house.owner, client =>
      client.query(
        'insert into activity_form (partnership_id, activity_id, version, questions) select partnership_id, id, 1, $2 from activity where id = $1',
        [id, JSON.stringify(asked)],
      ),
    )
    return id
  }
  const voice = {
    engagement,
    many: await activity('questionnaire', questions),
    few: await activity('questionnaire', questions),
    vote: await activity('vote', ballot),
  }
  const promise = { decidedBy: 'The board', answerDue: day(100), admits: 'anyone', resultsShown: 'while-open' }
  await done('promise-answer', { engagement, ...promise })
  await done('announce', { engagement })
  await done('open', { engagement })
  await answered(house.owner, voice.many, many, house.now)
  await answered(house.owner, voice.few, few, house.now)
  return voice
}

/** Every fifth says how old they are; answers are spread over the two weeks before. */
const answered = (owner: OwnerConnection, activity: number, count: number, now: Date) =>
  asOwner(owner, async client => {
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, answers, received_at)
       select a.partnership_id, a.id, 1, sha256(convert_to(a.id || ' ' || n, 'UTF8')), sha256(convert_to(n || ' ' || a.id, 'UTF8')),
         case when n % 10 = 0 then 'paper' else 'online' end,
         jsonb_build_object('q1', chr(97 + n % 4), 'q2', case n % 3 when 0 then '["a","c"]' when 1 then '["b"]' else '["a","d","e"]' end::jsonb,
           'q3', 1 + n % 5, 'q4', case n % 2 when 0 then '["a","b","c","d"]' else '["c","a"]' end::jsonb),
         $3::timestamptz - interval '1 day' - interval '1 second' * (n % 1000000)
       from activity a, generate_series(1, $2::int) n where a.id = $1`,
      [activity, count, now],
    )
    await client.query(
      `insert into response_about (partnership_id, response_id, activity_id, answers)
       select partnership_id, id, activity_id, jsonb_build_object('q5', chr((97 + id % 5)::int)) from response where activity_id = $1 and id % 5 = 0`,
      [activity],
    )
    await client.query('vacuum analyze response')
    await client.query('vacuum analyze response_about')
  })

/** What the clock does once a minute passed: everything of both activities counted, while people could go on answering. */
export async function counting({ owner, site }: House): Promise<Row> {
  const clockwork = { house: site.house, timed: [countsDue], findPartnershipByNumber: site.findPartnershipByNumber }
  const done = await tick(clockwork)
  if (done !== 2) throw new Error(`${done} of 2 activities were counted`)
  const { rows } = await asOwner(owner, client =>
    client.query<{ took: number }>(`select max((counted->>'took')::int) as took from activity_result`),
  )
  return figure(
    `Counting ${many.toLocaleString('en-GB')} answers`,
    'By the clock, in the database, without a lock: four questions (one choice, several, a scale, an order), how old people are, and how and when answers came. Nothing is promised.',
    rows[0]!.took / 1000,
    's',
  )
}

/** The page of results, of a million answers against a thousand, made anew for somebody who is signed in. */
export async function resultPages(house: House, { engagement, many: large, few: small }: Voice): Promise<Row> {
  const web = await house.web()
  const headers = { cookie: await house.cookie(await house.person('observer@muir.test')) }
  const load = (activity: number) => () =>
    timed(async () => {
      const { statusCode, body } = await web.inject({
        url: `/p/muir/engagements/${engagement}/results/${activity}`,
        headers,
      })
      if (statusCode !== 200 || !body.includes('How safe does it feel?')) throw new Error(`results: ${statusCode}`)
    })
  return compared({
    name: `Result page, ${many.toLocaleString('en-GB')} answers against ${few.toLocaleString('en-GB')}`,
    means:
      'The page of what was counted of an activity, read and rendered for a signed-in member, in one process, without a network. Both have the same questions. Four hundred pairs of one request.',
    pairs: await inTurns(400, load(large), load(small)),
    show: milliseconds,
    atMost: 1.5,
  })
}

/** How much more memory is in use while the open file of a million answers is sent over HTTP. */
export async function openFile(house: House, { engagement, many: large, few: small }: Voice): Promise<Row[]> {
  const web = await house.web()
  const address = await web.listen({ port: 0, host: '127.0.0.1' })
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const send = async (activity: number) => {
    collect()
    const before = process.memoryUsage()
    const { status, body } = await fetch(
      `${address}/p/muir/engagements/${engagement}/results/${activity}/responses.csv`,
    )
    if (status !== 200 || !body) throw new Error(`responses: ${status}`)
    let [rss, heap, bytes] = [0, 0, 0]
    for await (const part of body) {
      const looks = Math.floor(bytes / 1e6)
      bytes += (part as Uint8Array).length
      // What is still held counts, not what waits to be thrown away: looked at once in each million bytes.
      if (looks === Math.floor(bytes / 1e6)) continue
      rss = Math.max(rss, process.memoryUsage().rss - before.rss)
      collect()
      heap = Math.max(heap, process.memoryUsage().heapUsed - before.heapUsed)
    }
    return { rss, heap, bytes }
  }
  await send(small)
  const began = performance.now()
  const { rss, heap, bytes } = await send(large)
  const seconds = (performance.now() - began) / 1000
  const megabytes = (value: number) => Math.round(value / 1024 / 1024)
  const means = `All ${many.toLocaleString('en-GB')} answers as CSV (${megabytes(bytes)} MB in ${seconds.toFixed(0)} s), sent over HTTP and thrown away by whoever asked, in the same process.`
  return [
    figure('Open file, heap in use beside', `${means} The most that is held at any time.`, megabytes(heap), 'MB', 32),
    figure(
      'Open file, memory of the process beside',
      `${means} All memory of the process, with what waits to be collected.`,
      megabytes(rss),
      'MB',
      150,
    ),
  ]
}

interface Sent {
  readonly status: number
  readonly location: string
  readonly took: number
}

/** Each connection comes from an address of its own, as people do: one address may send only so many. */
const agentFrom = (_: unknown, at: number) =>
  new Agent({ keepAlive: true, maxSockets: 1, localAddress: `127.0.1.${at + 1}` })
const agents = Array.from({ length: connections }, agentFrom)

const post = (url: string, agent: Agent, fields: Record<string, string>): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const body = new URLSearchParams(fields).toString()
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'sec-fetch-site': 'same-origin',
    }
    request(url, { method: 'POST', agent, headers }, response => {
      response.resume()
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          location: response.headers.location ?? '',
          took: performance.now() - began,
        }),
      )
    })
      .on('error', reject)
      .end(body)
  })

/** Sends so many forms, one after another on each of the connections. */
async function sendAll(url: string, count: number, fieldsOf: (at: number) => Record<string, string>): Promise<Sent[]> {
  const sent: Sent[] = []
  let next = 0
  await Promise.all(
    agents.map(async agent => {
      while (next < count) sent.push(await post(url, agent, fieldsOf(next++)))
    }),
  )
  return sent
}

const device = (at: number) => `device-${String(at).padStart(15, '0')}`
const vote = (at: number) => ({ device: device(at), q1: `p${at % 20}` })

/** Voting by the form against a bare form with one insert in a transaction. */
export async function voting(house: House, login: Login, { engagement, vote: activity }: Voice): Promise<Row> {
  await asOwner(house.owner, client =>
    client.query(`create table bare_target (id bigint generated always as identity primary key, indicator bigint not null,
      period text not null, value double precision not null, because text not null, at timestamptz not null default now())`),
  )
  const batch = 1500
  let voted = 1_000_000
  const all = async (url: string, fieldsOf: (at: number) => Record<string, string>) => {
    const spent = await timed(async () => {
      const sent = await sendAll(url, batch, fieldsOf)
      const wrong = sent.find(one => one.status !== 303)
      if (wrong) throw new Error(`${url}: ${wrong.status}`)
    })
    return batch / (spent / 1000)
  }
  const pairs = await serving({ kind: 'house', owner: house.owner, login }, ours =>
    serving({ kind: 'insert', owner: house.owner }, bare =>
      inTurns(
        7,
        () => all(`${ours}/p/muir/engagements/${engagement}/answer/${activity}`, () => vote(voted++)),
        () => all(`${bare}/1`, at => ({ period: '2040', value: String(at), because: 'A vote' })),
      ),
    ),
  )
  return compared({
    name: 'A vote by its form',
    means: `A resident without an account votes for one of twenty projects: who it is and whether they may is worked out, the ballot is read, the vote and a line of history are written, in one transaction. Bare is Fastify with pg: a form, \`begin\`, one insert, \`commit\`. ${connections} connections, seven pairs of ${batch}, fsync on for both.`,
    pairs,
    show: value => `${value.toFixed(0)} /s`,
    atLeast: 0.4,
  })
}

/** Everybody votes once, and one of them sends the same vote twenty times at once: one vote each, and no server error. */
export async function oneVoteEach(house: House, login: Login, { engagement, vote: activity }: Voice): Promise<Row[]> {
  const counted = async () =>
    asOwner(house.owner, async client => {
      const { rows } = await client.query<{ votes: number }>(
        'select count(*)::int as votes from response where activity_id = $1',
        [activity],
      )
      return rows[0]!.votes
    })
  const before = await counted()
  const sent = await serving({ kind: 'house', owner: house.owner, login }, async ours => {
    const url = `${ours}/p/muir/engagements/${engagement}/answer/${activity}`
    const everybody = sendAll(url, voters, vote)
    const repeats = Array.from({ length: 20 }, agentFrom)
    const again = await Promise.all(repeats.map(agent => post(url, agent, vote(voters))))
    return { everybody: await everybody, again }
  })
  const all = [...sent.everybody, ...sent.again]
  const wrong = all.filter(one => one.status !== 303)
  const receipts = new Set(sent.again.map(one => one.location))
  const votes = (await counted()) - before
  if (wrong.length) throw new Error(`${wrong.length} votes were not taken: ${wrong[0]!.status}`)
  const waits = sent.everybody.map(one => one.took).toSorted((a, b) => a - b)
  const means = `${voters.toLocaleString('en-GB')} people vote over ${connections} connections while somebody sends one vote twenty times at once.`
  return [
    figure(
      'Votes beyond one each',
      `${means} All were answered with a receipt, the twenty with the same.`,
      votes - voters - 1 + receipts.size - 1,
      'votes',
      0,
    ),
    figure('A vote, 95 of 100 wait at most', means, Math.round(waits[Math.floor(waits.length * 0.95)]!), 'ms'),
  ]
}
