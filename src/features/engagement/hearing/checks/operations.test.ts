// Checks on a real database: runs that are found, what a person makes of them, and the report that everyone reads.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../../test/harness.ts'
import { reading } from '../../../../db/handles.ts'
import { type Actor, stranger } from '../../../../operation/actor.ts'
import { type SomeEngagement, someEngagement } from '../some-engagement.ts'
import { clusters, evidence, looks } from './queries.ts'

const house = useHouse()
let some: SomeEngagement

/** Answers of people: each so many seconds after the first, from a network, with answers. */
const answered = (rows: readonly { readonly at: number; readonly network: string; readonly q1: string }[]) =>
  asOwner(house.owner, client =>
    client.query(
      `insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, answers, network, received_at)
       select a.partnership_id, a.id, 1, sha256(convert_to(t.network || t.at || t.q1 || random(), 'UTF8')), sha256(convert_to('r' || t.at || t.network, 'UTF8')), 'online',
         jsonb_build_object('q1', t.q1), sha256(convert_to(t.network, 'UTF8')), timestamptz '2026-11-22 10:00Z' + t.at * interval '1 second'
       from jsonb_to_recordset($2) as t (at int, network text, q1 text), activity a where a.id = $1 order by t.at`,
      [some.questionnaire, JSON.stringify(rows)],
    ),
  )
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const tries = (name: string, raw: Record<string, unknown>, actor: Actor = some.coordinator, slug = 'muir') =>
  house.perform(`engagement.${name}`, raw, actor, slug)
const look = () => tries('look-for-clusters', { activity: some.questionnaire })
const read = async <T>(work: Parameters<typeof reading<T>>[2], slug = 'muir'): Promise<T> =>
  reading(house.database.root, [(await house.partnership(slug)).id], work)
const found = async () =>
  (await read(db => clusters(db, some.engagement))).map(one => [one.sign, one.responses, one.judged]).toSorted()
const idOf = async (sign: string) =>
  (await read(db => clusters(db, some.engagement))).find(one => one.sign === sign)!.id
const setAside = async () =>
  Number(
    (await asOwner(house.owner, client => client.query('select count(set_aside_on) as n from response'))).rows[0].n,
  )

beforeAll(async () => {
  await twoPartnerships(house)
  some = await someEngagement(house)
  // People as they come: each from a network of their own, now and then.
  await answered(times(200, at => ({ at: at * 300, network: `home ${at}`, q1: at % 3 === 0 ? 'a' : 'b' })))
})

describe('looking', () => {
  it('finds nothing where people answer as they come', async () => {
    expect(await look()).toMatchObject({ ok: true })
    expect(await found()).toEqual([])
    expect(await read(db => looks(db, some.engagement))).toContainEqual({
      activity: some.questionnaire,
      looks: 1,
      last: house.now,
      setAside: 0,
    })
  })

  it('finds bursts from one network, answers faster than reading, and the same answers in a row', async () => {
    // A burst that is slow enough to read, of mixed answers; then a row of the same, two seconds apart, from one network.
    await answered(times(25, at => ({ at: 100_000 + at * 40, network: 'library', q1: at % 2 ? 'a' : 'b' })))
    await answered(times(30, at => ({ at: 200_000 + at * 2, network: 'kitchen', q1: 'a' })))
    await look()
    expect(await found()).toEqual([
      ['one-network', 25, null],
      ['one-network', 30, null],
      ['same-answers', 30, null],
      ['too-fast', 30, null],
    ])
    expect(await setAside()).toBe(0)
  })

  it('again finds the same once, and what has grown', async () => {
    await look()
    expect(await found()).toHaveLength(4)
    await answered(times(5, at => ({ at: 200_060 + at * 2, network: 'kitchen', q1: 'a' })))
    await look()
    expect(await found()).toEqual([
      ['one-network', 25, null],
      ['one-network', 35, null],
      ['same-answers', 35, null],
      ['too-fast', 35, null],
    ])
  })

  it('finds steps that come faster than a person can take them', async () => {
    await asOwner(house.owner, async client => {
      await client.query(
        `insert into statement (partnership_id, activity_id, words, given_at) select partnership_id, id, 'Statement ' || n, now() from activity, generate_series(1, 30) n where id = $1`,
        [some.statements],
      )
      await client.query(
        `insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, received_at)
         select partnership_id, id, 0, sha256(convert_to('s' || n, 'UTF8')), sha256(convert_to('t' || n, 'UTF8')), 'online', now() from activity, generate_series(1, 2) n where id = $1`,
        [some.statements],
      )
      await client.query(
        `insert into stance (partnership_id, activity_id, response_id, statement_id, stance, given_at)
         select r.partnership_id, r.activity_id, r.id, s.id, 1, timestamptz '2026-11-22 12:00Z' + s.id * case when r.id = (select max(id) from response) then interval '0.5 second' else interval '4 seconds' end
         from response r join statement s using (activity_id)`,
      )
    })
    expect(await tries('look-for-clusters', { activity: some.statements })).toMatchObject({ ok: true })
    expect((await found()).filter(([sign]) => sign === 'fast-steps')).toEqual([['fast-steps', 1, null]])
  })

  it('is for those who run it, and keeps only numbers in history', async () => {
    const raw = { activity: some.questionnaire }
    expect(await tries('look-for-clusters', raw, await house.person('observer@muir.test'))).toMatchObject({
      kind: 'forbidden',
    })
    expect(await tries('look-for-clusters', raw, stranger)).toMatchObject({ kind: 'not-found' })
    expect(await tries('look-for-clusters', raw, await house.person('coordinator@lorne.test'), 'lorne')).toMatchObject({
      kind: 'not-found',
    })
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        `select fact from history where operation = 'engagement.look-for-clusters' and subject_id = $1 order by id desc limit 1`,
        [some.questionnaire],
      ),
    )
    expect(rows[0].fact).toEqual({ fact: 'ClustersLookedFor', activity: some.questionnaire, found: 4 })
  })
})

describe('judging', () => {
  const judge = async (sign: string, judged: string, actor?: Actor) =>
    tries('judge-cluster', { cluster: await idOf(sign), judged, because: 'Looked at the times' }, actor)

  it('shows what a person needs, and not what was answered', async () => {
    const cluster = await idOf('too-fast')
    expect(await read(db => evidence(db, cluster))).toMatchObject({ different: 1, networks: 1, wrote: 0, setAside: 0 })
  })

  it('sets answers aside and has them counted again; they are all still there', async () => {
    await asOwner(house.owner, client => client.query('update activity set recount = false'))
    expect(await judge('too-fast', 'set-aside')).toMatchObject({ ok: true })
    expect(await setAside()).toBe(35)
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        'select id::int from activity where recount union all select count(*)::int from response order by 1',
      ),
    )
    expect(rows.map(row => row.id)).toEqual([some.questionnaire, 262].toSorted((a, b) => a - b))
    expect(await judge('too-fast', 'set-aside')).toMatchObject({ refusal: { code: 'judged-so' } })
    expect(await judge('too-fast', 'counted', await house.person('observer@muir.test'))).toMatchObject({
      kind: 'forbidden',
    })
  })

  it('leaves an answer set aside as long as one judgement says so', async () => {
    await judge('same-answers', 'set-aside')
    await judge('too-fast', 'counted')
    expect(await setAside()).toBe(35)
    await judge('same-answers', 'counted')
    expect(await setAside()).toBe(0)
    await judge('same-answers', 'set-aside')
    expect(await setAside()).toBe(35)
  })

  it('stands: only what came since is put before a person again', async () => {
    await answered(times(3, at => ({ at: 200_070 + at * 2, network: 'kitchen', q1: 'a' })))
    await look()
    expect(await found()).toEqual([
      ['fast-steps', 1, null],
      ['one-network', 25, null],
      ['one-network', 38, null],
      ['same-answers', 3, null],
      ['same-answers', 35, 'set-aside'],
      ['too-fast', 3, null],
      ['too-fast', 35, 'counted'],
    ])
  })
})

describe('pages', () => {
  it('lead from looking to judging, and everyone reads what became of it', async () => {
    const web = await house.web()
    const headers = { cookie: await house.cookie(some.coordinator) }
    const base = `/p/muir/engagements/${some.engagement}`
    const main = await web.inject({ url: `${base}/run/checks`, headers })
    expect(main.statusCode).toBe(200)
    expect(main.body).toContain('wait for you to judge')
    const post = (path: string, payload: string) =>
      web.inject({
        method: 'POST',
        url: `${base}/run/checks${path}`,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      })
    expect((await post(`/look/${some.questionnaire}`, '')).headers.location).toBe(`${base}/run/checks`)
    const cluster = await idOf('one-network')
    const judge = await web.inject({ url: `${base}/run/checks/${cluster}`, headers })
    expect(judge.body).toContain('Different answers among them')
    expect((await post(`/${cluster}`, 'judged=counted')).statusCode).toBe(422)
    expect((await post(`/${cluster}`, 'judged=counted&because=It+is+the+library')).statusCode).toBe(303)
    const report = await web.inject(`${base}/checks`)
    expect(report.statusCode).toBe(200)
    expect(report.body).toContain('It is the library')
    expect(report.body).toContain('35 answers are set aside')
    expect(report.body).not.toContain('coordinator of muir')
    expect((await web.inject(`${base}/run/checks`)).statusCode).toBe(303)
  })
})
