import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { reading } from '../../db/handles.ts'
import { group, structureOn } from './queries.ts'
const house = useHouse()
let co: any, lead: any, lorne: any, council: number
const out = (...a: any[]) => console.log('##', ...a.map(x => typeof x === 'string' ? x : JSON.stringify(x)))
const q = async (t: string, p: any[] = []) => (await asOwner(house.owner, c => c.query(t, p))).rows as any[]
beforeAll(async () => {
  await twoPartnerships(house)
  co = await house.person('coordinator@muir.test'); lead = await house.person('lead@muir.test'); lorne = await house.person('coordinator@lorne.test')
  council = (await q(`select r.organisation_id::int as id from partner r join partnership p on p.id = r.partnership_id where p.slug = 'muir' order by r.id`))[0].id
})
const tries = async (name: string, raw: any, actor: any = co, slug = 'muir') => {
  try { const o: any = await house.perform(`landscape.${name}`, raw, actor, slug); return o.ok ? { ok: o.written.id ?? true } : o.refusal ? o.refusal.code : o.errors }
  catch (e: any) { return { THROWN: `${e.code ?? ''} ${String(e.message).slice(0, 160)}` } }
}
const id = async (name: string, raw: any, actor: any = co, slug = 'muir') => ((await tries(name, raw, actor, slug)) as any).ok as number
const read = async <T>(work: any, slug = 'muir'): Promise<T> => reading(house.database.root, [(await house.partnership(slug)).id], work) as any
const on = (day: string) => read<any>((db: any) => structureOn(db, day))
const add = (name: string, more: any = {}) => id('add-group', { name, kind: 'thematic', meetings: 4, minutes: 120, since: '2020-01-01', ...more })
const seatOf = async (g: number) => (await q('select id::int from seat where group_id=$1 order by id', [g])).map(r => r.id)
const seat = (g: number, more: any = {}) => tries('add-seat', { group: g, organisation: council, office: 'member', filledBy: 'nominated', on: '2020-01-01', ...more })

describe('dated', () => {
  it('back-dated fill', async () => {
    const g = await add('Dated A'); await seat(g); const [s] = await seatOf(g)
    await tries('fill-seat', { seat: s, name: 'Zed', on: '2021-01-01' })
    await tries('fill-seat', { seat: s, name: 'Yol', on: '2024-01-01' })
    out('backdated fill', await tries('fill-seat', { seat: s, name: 'Xav', on: '2022-01-01' }))
    out(await q('select part, person_id, since::text, until::text from sitting where seat_id=$1 order by id', [s]))
    for (const d of ['2021-06-01', '2023-06-01', '2024-06-01']) { const x = (await on(d)).groups.find((y: any) => y.id === g); out(d, x.seats.map((y: any) => [y.id, y.person])) }
  })
  it('back-dated vacate', async () => {
    const g = await add('Dated B'); await seat(g); const [s] = await seatOf(g)
    await tries('fill-seat', { seat: s, name: 'Zed', on: '2021-01-01' })
    await tries('fill-seat', { seat: s, name: 'Yol', on: '2024-01-01' })
    out('backdated vacate', await tries('vacate-seat', { seat: s, on: '2022-01-01' }))
    for (const d of ['2021-06-01', '2023-06-01', '2024-06-01']) { const x = (await on(d)).groups.find((y: any) => y.id === g); out(d, x.seats.map((y: any) => [y.id, y.held, y.person])) }
    // vacated in 2024, filled before that
    await tries('vacate-seat', { seat: s }); 
    const g2 = await add('Dated B2'); await seat(g2); const [s2] = await seatOf(g2)
    await tries('fill-seat', { seat: s2, name: 'Zed', on: '2021-01-01' }); await tries('vacate-seat', { seat: s2, on: '2025-01-01' })
    out('fill over a finished sitting', await tries('fill-seat', { seat: s2, name: 'Q', on: '2022-01-01' }))
    const x = (await on('2023-01-01')).groups.find((y: any) => y.id === g2); out('dup', x.seats.map((y: any) => [y.id, y.person]))
  })
  it('end group before later words; end seat before the sitting', async () => {
    const g = await add('Dated C'); await seat(g, { on: '2023-01-01' })
    await tries('describe-group', { group: g, name: 'Dated C new', kind: 'board', on: '2024-05-01' })
    out('end-group 2021', await tries('end-group', { group: g, because: 'x', on: '2021-01-01' }))
    out(await q('select since::text, until::text, name from group_text where group_id=$1 order by since', [g]), await q('select since::text, until::text from seat where group_id=$1', [g]))
    // merged into something that then "ended" before
    const a = await add('M a'), b = await add('M b')
    await seat(a); await seat(b)
    const sc = await id('draft-scenario', { name: 's', why: 'w', group: a, into: b }); await tries('share-scenario', { scenario: sc })
    out('adopt', await tries('adopt-scenario', { scenario: sc, on: '2025-01-01', reason: 'r' }))
    out('end into-group before the merger', await tries('end-group', { group: b, because: 'y', on: '2023-01-01' }))
    out('then 2024:', (await on('2024-01-01')).groups.filter((x: any) => /^M/.test(x.name)).map((x: any) => x.name), '2026:', (await on('2026-01-01')).groups.filter((x: any) => /^M/.test(x.name)).map((x: any) => x.name))
    // link later than end
    const c = await add('L c'), d = await add('L d'); await tries('link-groups', { group: c, kind: 'reports-to', other: d })
    out('unlink twice', await tries('end-group', { group: d, because: 'z', on: '2022-02-02' }), await q('select since::text, until::text from group_link'))
    const e = await add('Old name'); await tries('describe-group', { group: e, name: 'Newer name', kind: 'thematic', on: '2024-01-01' })
    out('add past group w name of past', await tries('add-group', { name: 'Old name', kind: 'board', since: '2021-01-01' }))
  })
  it('adopt back-dated, new seat dates', async () => {
    const a = await add('P a'), b = await add('P b'); await seat(a)
    const sc = await id('draft-scenario', { name: 's', why: 'w' })
    await tries('add-step', { scenario: sc, kind: 'retire', group: a }); await tries('share-scenario', { scenario: sc })
    // something linked later to a third party that ended?
    out('adopt before founding', await tries('adopt-scenario', { scenario: sc, on: '2019-01-01', reason: 'r', voices: true }))
    out('adopt 1800', await tries('adopt-scenario', { scenario: sc, on: '1800-01-01', reason: 'r', voices: true }))
    out(b)
  })
})
describe('races', () => {
  const both = (...jobs: Promise<any>[]) => Promise.all(jobs)
  it('races', async () => {
    out('same name', await both(add('Race x') as any, add('Race x') as any, tries('add-group', { name: 'RACE X', kind: 'board' })))
    for (let i = 0; i < 6; i++) {
      const [a, b, c, d] = [await add(`C${i}a`), await add(`C${i}b`), await add(`C${i}c`), await add(`C${i}d`)]
      await tries('link-groups', { group: b, kind: 'reports-to', other: c }); await tries('link-groups', { group: d, kind: 'reports-to', other: a })
      out('circle of four', await both(tries('link-groups', { group: a, kind: 'reports-to', other: b }), tries('link-groups', { group: c, kind: 'reports-to', other: d })))
    }
    const g = await add('Race seat'); await seat(g); const [s] = await seatOf(g)
    out('fill', await both(tries('fill-seat', { seat: s, name: 'A' }), tries('fill-seat', { seat: s, name: 'B' }), tries('vacate-seat', { seat: s })))
    out(await q('select person_id, since::text, until::text from sitting where seat_id=$1', [s]))
    out('end+seat', await both(tries('end-group', { group: g, because: 'q' }), seat(g, { on: null }), tries('describe-group', { group: g, name: 'Race seat 2', kind: 'board' }), tries('fill-seat', { seat: s, name: 'C' })))
    out(await q('select count(*)::int as open from seat where group_id=$1 and until is null', [g]), await q('select name from group_text where group_id=$1 and until is null', [g]))
    out('starter', await both(tries('take-starter-requirements', {}), tries('take-starter-requirements', {})))
    const [a, b] = [await add('RS a'), await add('RS b')]; await seat(a); await seat(b)
    const sc = await id('draft-scenario', { name: 's', why: 'w', group: a, into: b }); await tries('share-scenario', { scenario: sc })
    out('adopt x2 + end', await both(tries('adopt-scenario', { scenario: sc, on: '2026-11-22', reason: 'r' }), tries('adopt-scenario', { scenario: sc, on: '2026-11-22', reason: 'r' }), tries('end-group', { group: b, because: 'q' }), seat(a, { on: null }), tries('describe-group', { group: a, name: 'RS a2', kind: 'board' })))
    out(await q(`select g.id, g.until::text, g.into_group_id, (select count(*)::int from seat s where s.group_id=g.id and s.until is null) as seats, (select name from group_text t where t.group_id=g.id and t.until is null) as name from partnership_group g where id in ($1,$2)`, [a, b]))
    const p = await id('propose', { kind: 'group', name: 'Race prop', purpose: 'x y z' })
    out('proposal', await both(tries('set-up-nevertheless', { proposal: p, kind: 'board', because: 'because it is needed for x', sponsor: council, review: '2027-11-01' }), tries('give-to-group', { proposal: p, group: await add('RP'), because: 'b' }), tries('turn-down', { proposal: p, because: 'x' }), tries('add-group', { name: 'Race prop', kind: 'board' })))
    out('work-out while changing', await both(tries('work-out', {}, house.administrator), tries('add-group', { name: 'While', kind: 'board' }), tries('work-out', {}, house.administrator)))
    out(await q('select computed_at < changed_at as stale, computed_at, changed_at from landscape'), await q(`select count(*)::int from group_measure`), await q(`select count(*)::int from partnership_group where until is null`))
    const body = await id('register-joint-body', { name: 'JB' })
    out('joint', await both(tries('link-joint-body', { body, reports: 'a' }), tries('link-joint-body', { body, reports: 'b' }), tries('register-joint-body', { name: 'jb2' }), tries('register-joint-body', { name: 'JB2' })))
  })
  it('import races', async () => {
    const csv = (t: string) => ({ name: 'g.csv', bytes: Buffer.from(t) })
    const send = async (t: string) => { const i = await id('send-groups', { file: csv(t) }); await tries('take-suggestions', { import: i }); return i }
    const i = await send('Group,Organisation,Name\nImp one,Body Q,Jane\nImp two,Body R,Joe\n')
    out('bring in twice + drop', await both2(tries('bring-in-groups', { import: i }), tries('bring-in-groups', { import: i }), tries('drop-import', { import: i })))
    const g = await add('Imp three'); 
    const j = await send('Group,Remit,Organisation,Name\nImp three,new words,Body Q,Jane\n')
    out('bring in while ended', await both2(tries('end-group', { group: g, because: 'e' }), tries('bring-in-groups', { import: j }), tries('describe-group', { group: g, name: 'Imp three', kind: 'board' })))
    out(await q('select until::text from partnership_group where id=$1', [g]), await q('select since::text, until::text, remit from group_text where group_id=$1', [g]), await q('select until::text from seat where group_id=$1', [g]))
    const k = await send('Group,Organisation,Name,Email\nImp mail,Body Q,Jane Ray,j@x.org\nImp mail,Body R,Janet Ray,j@x.org\n')
    out('two names one mail', await tries('bring-in-groups', { import: k }))
    const k2 = await send('Group,Organisation,Name,Email\nImp mail2,Body Q,Jane Ray2,coordinator@lorne.test\n')
    out('foreign mail', await tries('bring-in-groups', { import: k2 }), await q(`select id::int,name,email from person where name like '%Ray2' or email='coordinator@lorne.test'`))
    const lp = Number((await q(`select id from person where email='coordinator@lorne.test'`))[0].id)
    const k3 = await send(`Group,Organisation,Name\nImp mail3,Body Q,person ${lp}\n`)
    out('foreign number', await tries('bring-in-groups', { import: k3 }), await q(`select s.person_id from sitting s join seat on seat.id=s.seat_id join group_text t on t.group_id=seat.group_id where t.name='Imp mail3'`))
    const gg = await add('Pers'); await seat(gg); const [s] = await seatOf(gg)
    out('foreign person', await tries('fill-seat', { seat: s, person: lp }), 'own', await tries('fill-seat', { seat: s, person: co.person }), 'huge', await tries('fill-seat', { seat: s, person: 999999999999999 }))
    const long = Array.from({ length: 6000 }, () => Math.random().toString(36).slice(2, 5)).join('')
    const k4 = await send(`Group,Organisation,Name\nImp long,${long},Jane\n`); out('long org', await tries('bring-in-groups', { import: k4 }))
    const k5 = await send(`Group,Organisation,Name\n${long},Body Q,Jane\n`); out('long group', await tries('bring-in-groups', { import: k5 }))
    const k6 = await send(`Group,Organisation,Name\nLong person,Body Q,${long}\n`); out('long person', await tries('bring-in-groups', { import: k6 }), await q(`select max(length(name)) from person`))
    const k7 = await send(`Group,Remit,Organisation,Speaks for,Post\nLong more,${long},,${long},${long}\n`); out('long remit/constituency', await tries('bring-in-groups', { import: k7 }))
    const k8 = await send(`Group,Organisation,Name\nCtl,"Bo\u0001dy\u202e Q",Ja\u0007ne\n`); out('control', await tries('bring-in-groups', { import: k8 }), await q(`select name from organisation where name like 'Bo%'`))
    const k9 = await send(`Group,Organisation,Name,__proto__,constructor\n__proto__,constructor,toString,1,2\nconstructor,__proto__,hasOwnProperty,1,2\n`); out('proto', await tries('bring-in-groups', { import: k9 }))
    out('fields', await tries('send-groups', { file: csv('') }), await tries('send-groups', { file: csv('\u0000\u0000') }), await tries('send-groups', { file: csv(',,,\n,,,') }), await tries('send-groups', { file: { name: 'x.xlsx', bytes: Buffer.from('PK\u0003\u0004rubbish') } }))
  })
  const both2 = (...jobs: Promise<any>[]) => Promise.all(jobs)
})
