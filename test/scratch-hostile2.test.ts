import { appendFileSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, it } from 'vitest'
import { tick } from '../src/jobs/clockwork.ts'
import type { Actor } from '../src/operation/actor.ts'
import { adoptedAction, dayLetters, green, letterTo, linkIn, openLink, planRound, post } from './asked.ts'
import { asOwner, twoPartnerships, useHouse } from './harness.ts'

const say = (...a: unknown[]) =>
  appendFileSync('/tmp/hostile.log', a.map(x => (typeof x === 'string' ? x : JSON.stringify(x))).join(' ') + '\n')
const house = useHouse()
let coordinator: Actor, lead: Actor, contributor: Actor
const q = async <T extends object>(sql: string, values: unknown[] = []): Promise<any[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql, values))).rows
const itemOf = async (action: number) =>
  Number((await q('select max(id) as id from request_item where action_id = $1', [action]))[0].id)
const row = async (item: number) =>
  (
    await q(
      'select i.state, i.words, i.version, i.saved_by, i.reached, q.person_id as holder, i.deputy_id as deputy from request_item i left join request q on q.id = i.request_id where i.id = $1',
      [item],
    )
  )[0]
const orgOf = async (slug: string) =>
  Number(
    (
      await q(
        `select r.organisation_id as o from partner r join partnership p on p.id = r.partnership_id where p.slug = $1 order by r.id limit 1`,
        [slug],
      )
    )[0].o,
  )
const givePart = async (email: string, slug: string, role: string, org = true) =>
  house.done(
    'partnerships.give-role',
    { name: 'x', email, role, organisation: org ? await orgOf(slug) : '' },
    await house.person(`coordinator@${slug}.test`),
    slug,
  )
const day = (after: number) => new Date(house.now.getTime() + after * 86_400_000).toISOString().slice(0, 10)
const asked = async (slug: string, days = 20, title = 'This quarter') => {
  const r = await planRound(house, slug, { opens: day(0), closes: day(days), title })
  await tick(house.site)
  return r
}
let n = 0
const twins = async (a: number, b: number) => {
  const initiative = await house.done(
    'delivery.register-initiative',
    { organisation: await orgOf('muir'), name: `Init ${++n}`, reporting: 'answers-once' },
    coordinator,
    'muir',
  )
  await q(`update action set initiative_id = $1, consent = 'given' where id = any($2)`, [initiative, [a, b]])
}
beforeAll(async () => {
  await twoPartnerships(house)
  await givePart('lead@muir.test', 'lorne', 'contributor')
  await givePart('coordinator@muir.test', 'lorne', 'observer', false)
  coordinator = await house.person('coordinator@muir.test')
  lead = await house.person('lead@muir.test')
  contributor = await house.person('contributor@muir.test')
  say('==== run')
})
beforeEach(() => {
  house.now = new Date(house.now.getTime() + 30 * 86_400_000)
})
afterEach(() =>
  q(`update round set state = 'accepted' where state <> 'accepted'; update action set stopped_on = '2026-01-01'`),
)


const gate = async (locks: string, values: unknown[]) => {
  const { default: pg } = await import('pg')
  const c = new pg.Client(house.owner); await c.connect(); await c.query('begin'); await c.query(locks, values)
  return async () => { await c.query('rollback'); await c.end() }
}
const wait = (ms: number) => new Promise(r => setTimeout(r, ms))
describe('more', () => {
  it('race: answer by link vs close and accept of the round', async () => {
    const a = await adoptedAction(house, 'muir', 'R1', { owner: lead })
    const round = await asked('muir')
    const ia = await itemOf(a)
    const web = await house.web()
    const link = linkIn((await letterTo(house, 'lead@muir.test')).body)
    const cookie = await openLink(web, link)
    const release = await gate('select * from link_use where id = (select max(id) from link_use) for update', [])
    const answering = post(web, `/r/${link}/items/${ia}`, { seen: '0', ...green, words: 'late' }, cookie)
    await wait(300)
    const race = Promise.all([(async () => {
      const c = await house.perform('rounds.close-early', { round, because: 'now' }, coordinator, 'muir')
      const d = await house.perform('rounds.accept', { round }, coordinator, 'muir')
      return [c.ok, d.ok]
    })(), ])
    const done = await Promise.race([race, wait(1500).then(() => 'blocked')])
    await release()
    say('RACE close/accept', done, 'answer', (await answering).statusCode, await row(ia), (await q('select state from round where id=$1', [round])))
    say('then accept item', await house.perform('rounds.accept-item', { item: ia }, coordinator, 'muir'))
  })
  it('accept of words never seen; draft unsends', async () => {
    const a = await adoptedAction(house, 'muir', 'R2', { owner: lead })
    const round = await asked('muir')
    const ia = await itemOf(a)
    await house.done('rounds.answer', { item: ia, seen: 0, ...green, words: 'decent words' }, lead)
    const web = await house.web(); const cc = await house.cookie(coordinator)
    const page = (await web.inject({ url: `/p/muir/rounds/${round}`, headers: { cookie: cc } })).body
    say('coordinator saw decent', page.includes('decent words'))
    await house.done('rounds.answer', { item: ia, seen: 1, ...green, words: 'OFFENSIVE' }, lead)
    say('accept', (await post(web, `/p/muir/items/${ia}/accept`, {}, cc)).statusCode, (await web.inject(`/p/muir/actions/${a}`)).body.includes('OFFENSIVE'))
    const b = await adoptedAction(house, 'muir', 'R2b', { owner: lead })
    await q(`update round set state='accepted'`)
    const r2 = await asked('muir')
    const ib = await itemOf(b)
    await house.done('rounds.answer', { item: ib, seen: 0, ...green, words: 'sent words' }, lead)
    const lc = await house.cookie(lead)
    const r = await web.inject({ method: 'POST', url: `/home/items/${ib}/draft`, headers: { cookie: lc, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }, payload: 'seen=1&status=green&words=se' })
    say('autosave after send', r.statusCode, await row(ib))
    await house.done('rounds.close-early', { round: r2, because: 'x' }, coordinator, 'muir')
    say('after close', await house.perform('rounds.answer', { item: ib, seen: 2, ...green, words: 'sent words' }, lead))
    say('form headers', (await web.inject({ url: `/home/away`, headers: { cookie: lc } })).headers['cache-control'], (await web.inject({ url: `/home/items/${ib}`, headers: { cookie: lc } })).statusCode)
  })
  it('form cache header', async () => {
    const a = await adoptedAction(house, 'muir', 'R3', { owner: lead })
    await asked('muir')
    const ia = await itemOf(a)
    const web = await house.web(); const lc = await house.cookie(lead)
    const f = await web.inject({ url: `/home/items/${ia}`, headers: { cookie: lc } })
    say('FORM cache-control', f.statusCode, f.headers['cache-control'], f.headers.vary)
  })
  it('owner departed or erased', async () => {
    const a = await adoptedAction(house, 'muir', 'R4', { owner: contributor, deputy: lead })
    const b = await adoptedAction(house, 'muir', 'R4b', { owner: contributor, deputy: lead })
    for (const m of await q('select id from membership where person_id=$1 and ended_on is null', [contributor.person]))
      await house.done('partnerships.end-role', { membership: Number(m.id) }, coordinator, 'muir')
    const round = await asked('muir')
    say('departed owner asked', await row(await itemOf(a)), 'contributor', contributor.person, (await dayLetters(house)).filter(l => l.to === 'contributor@muir.test').map(l => l.subject).at(-1))
    const web = await house.web()
    const link = linkIn((await letterTo(house, 'contributor@muir.test')).body)
    const cookie = await openLink(web, link)
    say('departed opens link', (await web.inject({ url: `/r/${link}`, headers: { cookie } })).body.match(/<h1>.*?<\/h1>/)?.[0], (await post(web, `/r/${link}/items/${await itemOf(a)}`, { seen: '0', ...green, words: 'd' }, cookie)).statusCode)
    await house.done('people.erase', { person: contributor.person }, house.administrator)
    await q(`update round set state='accepted'`)
    house.now = new Date(house.now.getTime() + 30 * 86_400_000)
    const r2 = await asked('muir')
    say('erased owner asked', await row(await itemOf(b)))
    house.now = new Date(house.now.getTime() + 16 * 86_400_000); await tick(house.site)
    const ls = await q(`select l.person_id, l.subject, left(l.body, 300) as body from letter l where l.person_id = $1`, [contributor.person])
    say('letters for erased', ls)
    say('lead told', (await dayLetters(house)).filter(l => l.to === 'lead@muir.test').at(-1))
  })
  it('stopped and withdrawn mid-round', async () => {
    const a = await adoptedAction(house, 'muir', 'R5 stopped', { owner: lead })
    const m = await house.done('delivery.promise-milestone', { action: a, words: 'First homes', due: day(60) }, coordinator, 'muir')
    const w = await adoptedAction(house, 'muir', 'R5 withdrawn', { owner: lead })
    const i = await house.done('delivery.register-initiative', { organisation: await orgOf('muir'), name: `Init W`, reporting: 'answers-once' }, coordinator, 'muir')
    await q(`update action set initiative_id = $1, consent = 'given' where id = $2`, [i, w])
    const round = await asked('muir', 10)
    await house.done('delivery.stop-action', { action: a, because: 'money' }, coordinator, 'muir')
    say('withdraw', (await house.perform('delivery.withdraw-consent', { action: w, words: 'no' }, coordinator, 'muir')).ok)
    house.now = new Date(house.now.getTime() + 6 * 86_400_000); await tick(house.site)
    say('reminder', (await dayLetters(house)).filter(l => l.to === 'lead@muir.test').at(-1)?.body.slice(0, 200))
    const [ia, iw] = [await itemOf(a), await itemOf(w)]
    say('answer stopped', (await house.perform('rounds.answer', { item: ia, seen: 0, ...green, words: 'on stopped', reached: [m] }, lead)).ok)
    say('answer withdrawn', (await house.perform('rounds.answer', { item: iw, seen: 0, ...green, words: 'on withdrawn' }, lead)).ok)
    say('accept', (await house.perform('rounds.accept-all', { round }, coordinator, 'muir')).ok, await q('select reached_on from milestone where id=$1', [m]))
    const web = await house.web()
    say('public stopped', (await web.inject(`/p/muir/actions/${a}`)).body.includes('on stopped'), 'withdrawn', (await web.inject(`/p/muir/actions/${w}`)).statusCode, (await web.inject(`/api/v1/partnerships/muir/updates`)).body.includes('on withdrawn'))
    const oc = await house.cookie(await house.person('observer@muir.test'))
    const pages = ['/p/muir', '/p/muir/actions', '/p/muir/plan', '/p/muir/thread', '/p/muir/balance', '/p/muir/partners', '/api/v1/partnerships/muir/actions', '/api/v1/partnerships/muir/updates', '/api/v1/partnerships/muir/rounds/' + round, '/p/muir/rounds/' + round, '/p/muir/ownership']
    for (const url of pages) { const r = await web.inject(url); say(url, r.statusCode, 'withdrawn shown', r.body.includes('R5 withdrawn'), 'names', /of muir/.test(r.body) && r.body.match(/(lead|contributor|coordinator|member|observer) of muir/g)?.length) }
    const exc = await web.inject({ url: `/p/muir/rounds/${round}/exceptions`, headers: { cookie: oc } })
    say('exceptions observers', exc.statusCode, 'withdrawn on it', exc.body.includes('R5 withdrawn'))
  })
  it('template by self-appointed lead', async () => {
    // X = council of lorne; coordinator of muir takes X in and makes themselves its lead here; observer in lorne
    const x = await orgOf('lorne')
    const a = await adoptedAction(house, 'lorne', 'R6 lorne work', { owner: await house.person('lead@lorne.test') })
    await asked('lorne')
    await house.done('rounds.answer', { item: await itemOf(a), seen: 0, ...green, words: 'not checked yet words' }, await house.person('lead@lorne.test'))
    await house.done('rounds.add-column', { organisation: x, heading: 'Ours', shows: 'title' }, await house.person('lead@lorne.test'))
    const web = await house.web()
    let c = await house.cookie(coordinator)
    say('before', (await web.inject({ url: `/home/templates/${x}/items.csv`, headers: { cookie: c } })).statusCode)
    await house.done('partnerships.take-in-partner', { organisation: x, basis: 'voluntary', joined: '2020-01-01' }, coordinator, 'muir')
    await house.done('partnerships.give-role', { name: 'x', email: 'coordinator@muir.test', role: 'partner-lead', organisation: x }, coordinator, 'muir')
    c = await house.cookie(await house.person('coordinator@muir.test'))
    const csv = await web.inject({ url: `/home/templates/${x}/items.csv`, headers: { cookie: c } })
    say('after', csv.statusCode, csv.body.slice(0, 300))
    const col = (await q('select id from template_column where organisation_id=$1', [x]))[0]
    say('drops column of X', (await house.perform('rounds.drop-column', { column: Number(col.id) }, await house.person('coordinator@muir.test'))).ok)
    const csv2 = await web.inject({ url: `/home/templates/${x}/items.csv`, headers: { cookie: c } })
    say('unchecked words seen', csv2.body.includes('not checked yet words'))
  })
  it('follow bombing in parallel', async () => {
    const codes = (await q('select code from place')).map(r => r.code)
    // outcomes directly
    const plan = await q('select id from plan limit 1')
    say('plans', plan.length, codes)
    const [p] = await q(`select id from partnership where slug='muir'`)
    const acts = await adoptedAction(house, 'muir', 'R7')
    for (let k = 0; k < 20; k++) {
      await q(`insert into place (code, name, kind, invented) values ($1, $2, 'community', true)`, [`Z${k}`, `Place ${k}`])
      await q(`insert into action_place (partnership_id, action_id, place_code) values ($1, $2, $3)`, [p.id, acts, `Z${k}`])
    }
    const web = await house.web()
    const before = await house.letters()
    const rs = await Promise.all(Array.from({ length: 20 }, (_, k) => post(web, `/p/muir/places/Z${k}/follow`, { rhythm: 'weekly', email: 'victim@example.org' })))
    say('follow', rs.map(r => r.statusCode).join(), 'letters', (await house.letters()) - before)
    const before2 = await house.letters()
    const rs2 = await Promise.all(Array.from({ length: 20 }, (_, k) => post(web, `/p/muir/places/Z${k}/follow`, { rhythm: 'weekly', email: 'lead@muir.test' })))
    say('follow known', rs2.map(r => r.statusCode).join(), 'letters', (await house.letters()) - before2)
  })
})
