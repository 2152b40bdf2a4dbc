// Junk of every kind for every verb, page and read, mixed with what would be accepted, and what must hold whatever comes.

import fc from 'fast-check'
import { expect } from 'vitest'
import { type Actor, stranger } from '../src/operation/actor.ts'
import type { Field } from '../src/operation/fields.ts'
import type { AnyOperation, PartnershipFacts } from '../src/operation/operation.ts'
import { type Outcome, perform } from '../src/operation/perform.ts'
import { asOwner, type House } from './harness.ts'
import { addressOf, furnish, type Known, sampleInput } from './surface.ts'

/** Texts that have broken programs before. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff tail',
  '‮⁦evil',
  'Ĳ\u0301\u0323ﷺ',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  '\r\n.\r\nBcc: everyone@example.org',
  '-0',
  'NaN',
  'Infinity',
  '0x10',
  '1e309',
  '1e-400',
  '1e15',
  '1,2,3',
  '£-5%',
  '0',
  '-1',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999',
  '999999999999999',
  '2147483648',
  '2024-02-30',
  '0000-00-00',
  '9999-12-31',
  '1800-01-01',
  '31/02/2024',
  '0 march 2024',
  '2024-13',
  '0000',
  '2199',
  '2200/01',
  '2019 to 2019',
  '2021/22 to 2019/20',
  '1999/00',
  'true',
  'null',
  'undefined',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  "'; drop table person; --",
  '%',
  '\\',
  '{"a":1}',
  '{1,2}',
  'http://[::1',
  'javascript:alert(1)',
  '../../etc/passwd',
  'a@b',
  '"a b"@example.org',
  '<script>alert(1)</script>',
  `x${' '.repeat(100_000)}x`,
  'é'.repeat(100_000),
  '1'.repeat(100_000),
  `${'2019 to '.repeat(10_000)}2020`,
]

export const oddFiles: readonly unknown[] = [
  { name: 'x.csv', base64: '!!!' },
  { name: 'x.csv', base64: '' },
  { name: 12, base64: Buffer.from('place,indicator,period,value\nX12000001,A,2020,1\n').toString('base64') },
  { name: { toString: null }, bytes: Buffer.from('a') },
  { name: '../../x\u0000.csv', bytes: Buffer.from('place,indicator,period,value\nX12000001,A b,2020,x\n,,,\n"') },
  { name: 'x.csv', bytes: Buffer.from('place,indicator,period,value\nX12000001,A\u0001b,2020,1e14\nx,y,2020,1\n') },
  { name: 'x.csv', bytes: Buffer.from('__proto__,constructor,__proto__\n1,2,3\n') },
  { name: 'x.csv', bytes: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]) },
  { name: 'x.xlsx', bytes: Buffer.from('PK\u0003\u0004 and nothing more') },
  { name: 'x.xlsx', bytes: Buffer.concat([Buffer.from('PK'), Buffer.from([5, 6]), Buffer.alloc(18, 255)]) },
  { name: 'x.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]) },
  {
    name: 'x.json',
    bytes: Buffer.from('{"type":"FeatureCollection","features":[null,{"geometry":null},{"properties":7}]}'),
  },
  {
    name: 'x.json',
    bytes: Buffer.from('{"type":"Topology","objects":{"a":{"type":"GeometryCollection"}},"arcs":null}'),
  },
  { name: 'x.json', bytes: Buffer.from(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) },
  {
    name: 'x.xml',
    bytes: Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><StrategicPlan>&b;</StrategicPlan>'),
  },
  {
    name: 'x.xml',
    bytes: Buffer.from('<StrategicPlan><Name>&#0;</Name><StrategicPlanCore><Goal/></StrategicPlanCore>'),
  },
  { name: 'x.xml', bytes: Buffer.from(`${'<a>'.repeat(20_000)}`) },
  { bytes: 'not bytes' },
  { bytes: new Uint8Array(0) },
]

/** Values of every JSON type that nobody would send on purpose. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...oddTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      false,
      0,
      -0,
      1,
      0.1,
      -1,
      2 ** 53,
      2 ** 63,
      1e300,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      [],
      {},
      [[]],
      [null],
      [{}],
      [Number.NaN, '\u0000'],
      Array.from({ length: 600 }, (_one, at) => at),
      JSON.parse('{"__proto__": {"polluted": true}}'),
      Object.create(null),
      [Object.create(null)],
      { toString: 1 },
      { length: -1 },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...oddFiles) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map(bytes => ({ name: 'x', bytes })) },
)

const csv = (text: string) => ({ name: 'table.csv', bytes: Buffer.from(text) })
const placeHeadings = 'DZ2011_Code,DZ2011_Name,IZ2011_Code,IZ2011_Name,LA_Code,LA_Name,HB_Code,HB_Name'
const plan = `<StrategicPlan><Name>A plan</Name><StrategicPlanCore><Vision><Description>Well</Description></Vision><Goal><Name>Fair</Name>
  <Objective><Name>Fewer poor</Name><Stakeholder><Name>Council of muir</Name></Stakeholder></Objective></Goal></StrategicPlanCore></StrategicPlan>`

/** Files that somebody might really send. */
const goodFiles: readonly unknown[] = [
  csv('place,indicator,period,value\nX12000001,Some,2020,1\nX12000002,Some,2020/21,2\n'),
  csv(`${placeHeadings}\nS01000001,Leven - 01,S02000001,Leven,S12000047,Fife,S08000029,Fife\n`),
  { name: 'plan.xml', bytes: Buffer.from(plan) },
  { name: 'plan.xml', base64: Buffer.from(plan).toString('base64') },
  { name: 'logo.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]) },
]

/** Tables under the headings of an import, with cells that may be anything. */
const tables: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.constantFrom(
      'place,indicator,period,value',
      'Place code,Indicator code,Indicator,Period,Value,Status,Group',
      placeHeadings,
    ),
    fc.array(
      fc.array(
        fc.oneof(
          fc.constantFrom(
            'X12000001',
            'S12000047',
            'S02000001',
            'Fife',
            'Some',
            '2020',
            '2020/21',
            '5',
            '25%',
            'actual',
          ),
          fc.constantFrom(...oddTexts.filter(text => text.length < 1000)),
          fc.string({ unit: 'binary', maxLength: 40 }),
        ),
        { minLength: 1, maxLength: 9 },
      ),
      { maxLength: 12 },
    ),
  )
  .map(([headings, rows]) =>
    csv([headings, ...rows.map(cells => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(','))].join('\n')),
  )

/** Raw inputs of a verb: mostly what would do with a thing or two gone wrong, sometimes nothing but junk. */
function rawInputs(verb: AnyOperation, known: Known): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(verb.input as Record<string, Field<unknown>>)
  const good = sampleInput(verb, known)
  const likely = (name: string, field: Field<unknown>): fc.Arbitrary<unknown> => {
    if (field.kind === 'file') return fc.oneof(fc.constantFrom(...goodFiles), tables, fc.constantFrom(...oddFiles))
    if (field.options) return fc.constantFrom('', ...field.options.map(one => one.value))
    if (/^(period|starts|ends)$/i.test(name))
      return fc.constantFrom('2015', '2016/17', '2025 Q1', '2019 to 2021', '2026-01', '2026-04-01', '2040-03-31')
    if (field.kind === 'number')
      return fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 24 }))
    if (field.kind === 'date')
      return fc.constantFrom('2026-11-22', '2026-11-23', '1 April 2020', '2019-01-01', '2199-12-31')
    if (field.kind === 'choice' || field.kind === 'choices')
      return fc.oneof(
        fc.integer({ min: 1, max: 30 }).map(String),
        fc.constantFrom('', 'CHN24', 'S12000047', 'X12000002', 'SOME'),
      )
    return fc.oneof(
      fc.string({ minLength: 1, maxLength: 30 }),
      fc.constantFrom('Some words', '', '1', 'lorne', 'lead@lorne.test'),
    )
  }
  const real = (name: string, field: Field<unknown>) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(good[name]) }, { weight: 2, arbitrary: likely(name, field) })
  const mix = (junkier: number) =>
    fc.record(
      Object.fromEntries(
        fields.map(([name, field]) => [
          name,
          fc.oneof({ weight: 20 - junkier, arbitrary: real(name, field) }, { weight: junkier, arbitrary: junk }),
        ]),
      ),
      junkier > 10 ? { requiredKeys: [] } : {},
    )
  const further = fc.constantFrom<object>(
    {},
    {},
    { constructor: 'x', nobody: [1] },
    JSON.parse('{"__proto__": {"slug": "lorne"}}'),
  )
  return fc
    .tuple(
      fc.oneof({ weight: 4, arbitrary: mix(1) }, { weight: 4, arbitrary: mix(0) }, { weight: 2, arbitrary: mix(16) }),
      further,
    )
    .map(([raw, more]) => ({ ...raw, ...more }))
}

/** Verbs that take much away come last, so that the others still find something. */
const takesAway = /(remove|end-|drop|discard|erase|retire|withdraw|revoke|leave|unlink|-go$|move$|adopt|propose|next)/
const inOrder = (verbs: Iterable<AnyOperation>): AnyOperation[] => {
  const all = [...verbs]
  return [...all.filter(one => !takesAway.test(one.name)), ...all.filter(one => takesAway.test(one.name))]
}

interface Tally {
  /** Outcomes that were a success, by verb. */
  readonly done: Map<string, number>
  readonly tried: Map<string, number>
}

/**
 * Performs every verb many times with such inputs, as different people, in turns of ten so that each finds what the
 * others did; everything comes back as a value, the records stay whole and history keeps in step. Answers what was
 * tried and what was done.
 */
export async function fuzzVerbs(house: House, runs: number, seed: number): Promise<Tally> {
  const known = await furnish(house)
  const here = await house.partnership('muir')
  const tally: Tally = { done: new Map(), tried: new Map() }
  const before = await historyByVerb(house)
  for (let turn = 0; turn < runs / 10; turn++) {
    const actors = await whoIsThere(house, here)
    for (const verb of inOrder(house.site.operations.values()))
      await fuzzVerb(house, verb, { known, actors, here, seed: seed + turn, tally })
  }
  const after = await historyByVerb(house)
  for (const verb of house.site.operations.values())
    expect((after.get(verb.name) ?? 0) - (before.get(verb.name) ?? 0), verb.name).toBe(tally.done.get(verb.name) ?? 0)
  expect(await brokenInvariants(house)).toEqual([])
  return tally
}

/** Coordinators here and next door, administrators and a stranger, as they stand after what was done to them. */
async function whoIsThere(house: House, here: PartnershipFacts): Promise<Actor[]> {
  const { rows } = await asOwner(house.owner, client =>
    client.query<{ id: number }>(
      `(select p.id from person p join membership m on m.person_id = p.id and m.role = 'coordinator' and m.ended_on is null
        where p.erased_at is null and m.partnership_id = $1 order by 1 limit 2)
       union all (select p.id from person p join membership m on m.person_id = p.id and m.role = 'coordinator' and m.ended_on is null
        where p.erased_at is null and m.partnership_id <> $1 order by 1 limit 1)
       union all (select id from person where administrator and erased_at is null order by 1 limit 2)`,
      [here.id],
    ),
  )
  const there = await Promise.all(rows.map(({ id }) => house.site.findPerson(Number(id), 'page')))
  return [...there.filter(actor => actor !== null), stranger]
}

async function fuzzVerb(
  house: House,
  verb: AnyOperation,
  {
    known,
    actors,
    here,
    seed,
    tally,
  }: { known: Known; actors: readonly Actor[]; here: PartnershipFacts; seed: number; tally: Tally },
): Promise<void> {
  const partnership = verb.scope === 'partnership' ? here : null
  await fc.assert(
    fc.asyncProperty(rawInputs(verb, known), fc.constantFrom(...actors), async (raw, actor) => {
      const from = performance.now()
      const outcome = await perform(house.site.house, verb, raw, { actor, partnership })
      const took = performance.now() - from
      if (took > 5_000) throw new Error(`${verb.name} took ${Math.round(took)} ms`)
      check(verb, outcome)
      tally.tried.set(verb.name, (tally.tried.get(verb.name) ?? 0) + 1)
      // What had been done before is answered, and has its line already.
      if (outcome.ok && !outcome.written.again) tally.done.set(verb.name, (tally.done.get(verb.name) ?? 0) + 1)
    }),
    { numRuns: 10, endOnFailure: true, seed },
  )
}

/** What every outcome keeps to: words for people, and mistakes beside fields that there are. */
function check(verb: AnyOperation, outcome: Outcome): void {
  if (outcome.ok) {
    expect(outcome.fact.fact).toMatch(/^[A-Z]/)
    return
  }
  const said = outcome.kind === 'invalid' ? Object.values(outcome.errors) : [outcome.refusal.words]
  expect(said.length).toBeGreaterThan(0)
  for (const words of said) {
    expect(words).toMatch(/\S.*[.?]$/s)
    expect(words).not.toMatch(/undefined|\[object|NaN/)
    expect(words.length, words.slice(0, 200)).toBeLessThan(1000)
  }
  const fields = outcome.kind === 'invalid' ? Object.keys(outcome.errors) : [outcome.refusal.field ?? []].flat()
  for (const field of fields) expect(Object.keys(verb.input), `${verb.name}: ${said}`).toContain(field)
}

/** What is true of the records whatever was done; answers what is not. */
export async function brokenInvariants(house: House): Promise<Record<string, unknown>[]> {
  const { rows } = await asOwner(house.owner, client =>
    client.query(`
      select 'two adopted versions' as broken, plan_id::text as subject from plan_version where state = 'adopted'
        group by partnership_id, plan_id having count(*) > 1
      union all select 'two open versions', plan_id::text from plan_version where state in ('draft', 'proposed')
        group by partnership_id, plan_id having count(*) > 1
      union all select 'two standing targets', indicator_id || ' ' || period from target where superseded_at is null
        group by partnership_id, indicator_id, period having count(*) > 1
      union all select 'an adopted version without a day', id::text from plan_version
        where state in ('adopted', 'superseded') and adopted_on is null
      union all select 'a target superseded before it was set', id::text from target where superseded_at < set_at
      union all select 'an outcome beside its plan', o.outcome_id::text from outcome_text o
        join outcome i on i.partnership_id = o.partnership_id and i.id = o.outcome_id
        join plan_version v on v.partnership_id = o.partnership_id and v.id = o.version_id where v.plan_id <> i.plan_id
      union all select 'an outcome that is its own parent', outcome_id::text from outcome_text where parent_outcome_id = outcome_id
      union all select 'a partner that left before it joined', id::text from partner where left_on < joined_on
      union all select 'a figure that is no number', indicator_id::text from reading where value::text in ('NaN', 'Infinity', '-Infinity')
      union all select 'a milestone both reached and dropped', id::text from milestone where reached_on is not null and dropped_on is not null
      union all select 'a deputy who is the owner', id::text from action where deputy_person_id = owner_person_id
      union all select 'a measure that is no number', measure_id::text from measure_reading where value::text in ('NaN', 'Infinity', '-Infinity')
      union all select 'polluted', '' where ${'polluted' in {} ? 'true' : 'false'}`),
  )
  return rows
}

/** Rows of history by verb, in partnerships and in the commons. */
async function historyByVerb(house: House): Promise<Map<string, number>> {
  const { rows } = await asOwner(house.owner, client =>
    client.query(`select operation, count(*)::int from
      (select operation from history union all select operation from commons_history) all_of_it group by 1`),
  )
  return new Map(rows.map(row => [row.operation, row.count]))
}

/** Parts of addresses and queries that no page of ours links to. */
const oddParts: readonly string[] = [
  '99999999999999999999',
  '9223372036854775808',
  '999999999999999',
  '0',
  '-1',
  '1e3',
  '1.5',
  '%00',
  '1%00',
  '%ff',
  '%',
  '%ED%A0%80',
  '1-%3Cscript%3E',
  '..%2f..%2fetc%2fpasswd',
  '..',
  '%27%3B--',
  '__proto__',
  'constructor',
  'NaN',
  'null',
  `${'x'.repeat(190)}`,
  `${'9'.repeat(400)}`,
  '%F0%9F%8F%B4',
  '+',
  '1,2',
  '1-2-3',
]

const oddQueries: readonly string[] = [
  '?',
  '?period[]=x&period[a]=1',
  '?cursor=%ff',
  '?cursor=eA',
  '?cursor=LTE',
  '?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5',
  '?cursor=AA',
  '?cursor=/w',
  `?cursor=${Buffer.from('a\nb\nc\nd').toString('base64url')}`,
  `?cursor=${Buffer.from('X12000001\n2020-13-45\n0\nx').toString('base64url')}`,
  '?cursor=1&cursor=2',
  '?limit=1e9',
  '?limit=-1',
  '?limit=1.5&limit=2',
  '?q=%00',
  '?q=%25%5C_',
  '?q=%ED%A0%80',
  '?part=2&part=1',
  '?part=9',
  '?place=%00&from=%00&to=2024-02-30',
  '?place=X12000001&from=x&to=99999-01-01',
  '?from=0000-00-00&to=9999-12-31',
  '?from=-5000-01-01',
  '?order=__proto__&group=constructor&kind=toString',
  '?period=2024&place=X&against=family&with=S12000005',
  '?plan=99999999999999999999&outcome=-1&theme=1e3&indicator=%00',
  '?preset=%00&kind=%00&onward=//evil.example',
  `?x=${'y'.repeat(5000)}`,
  '?__proto__=1&constructor=2',
  '?%ff=%ff&=&&==',
  '?token=%00&upload=%00&seen=%00',
]

/** One in `nth` of a list, another one for each `turn`. */
const some = <T>(all: readonly T[], nth: number, turn: number): T[] => all.filter((_one, at) => (at + turn) % nth === 0)

/** Opens every page and read of the API with one in `nth` of the odd parts and queries; answers our mistakes. */
export async function lookedAt(house: House, known: Known, nth: number): Promise<string[]> {
  const web = await house.web()
  const cookie = await house.cookie(await house.person('coordinator@muir.test'))
  const administrator = await house.cookie(house.administrator)
  const wrong: string[] = []
  const addresses = [
    ...house.site.faces.map(({ at }) => ({ at, cookie: at.startsWith('/p/') ? cookie : administrator })),
    ...house.site.reads.map(({ at }) => ({ at: `/api/v1${at}`, cookie: '' })),
  ]
  for (const [turn, { at, cookie }] of addresses.entries()) {
    const parts = some(oddParts, nth, turn).flatMap(part => withOddPart(at, part, known))
    const queries = some(oddQueries, nth, turn).map(query => `${withKnown(at, known)}${query}`)
    for (const url of [...parts, ...queries]) {
      const { statusCode } = await web.inject({ url, headers: { cookie } })
      if (statusCode >= 500) wrong.push(`${statusCode} ${url.slice(0, 200)}`)
    }
  }
  return wrong
}

/** Sends every form one in `nth` of the odd bodies; answers our mistakes. */
export async function sentToForms(house: House, known: Known, nth: number): Promise<string[]> {
  const web = await house.web()
  const coordinator = await house.cookie(await house.person('coordinator@muir.test'))
  const administrator = await house.cookie(house.administrator)
  const wrong: string[] = []
  for (const [turn, face] of house.site.faces.entries()) {
    // Those that would sign the sender out, erase them or move the partnership are left to the verbs' own turn.
    if (face.kind !== 'form' || face.session || /erase|sessions|address$/.test(face.at)) continue
    const url = addressOf(face, known, 'muir')
    const cookie = face.at.startsWith('/p/') ? coordinator : administrator
    for (const { type, payload } of some(bodiesFor(Object.keys(face.operation.input)), nth, turn)) {
      const headers = { cookie, ...(type ? { 'content-type': type } : {}) }
      const { statusCode } = await web.inject({ method: 'POST', url, headers, payload })
      if (statusCode >= 500) wrong.push(`${statusCode} ${url} ${type} ${String(payload).slice(0, 80)}`)
    }
  }
  return wrong
}

const withKnown = (at: string, known: Known): string =>
  at.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(String(name === 'slug' ? 'muir' : (known[name] ?? 1))),
  )

/** The address with an odd part in each of its places, the others as they should be. */
const withOddPart = (at: string, part: string, known: Known): string[] =>
  [...at.matchAll(/:(\w+)/g)].map(
    found =>
      `${withKnown(at.slice(0, found.index), known)}${part}${withKnown(at.slice(found.index + found[0].length), known)}`,
  )

interface Body {
  readonly type: string | null
  readonly payload: string | Buffer
}

/** Bodies that browsers do not send, for a form with such fields. */
function bodiesFor(names: readonly string[]): Body[] {
  const form = 'application/x-www-form-urlencoded'
  const typed = (value: string) => names.map(name => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')
  const part = (boundary: string, name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const parts = (boundary: string) => `${names.map(name => part(boundary, name, 'x')).join('')}--${boundary}--\r\n`
  return [
    { type: null, payload: '' },
    { type: form, payload: '' },
    { type: form, payload: '%ff=%ff&&&===' },
    { type: form, payload: names.map(name => `${name}=1&${name}=2&${name}[]=3&${name}[a]=4`).join('&') },
    { type: form, payload: names.map(name => `__proto__=1&constructor=2&${name}.toString=1`).join('&') },
    { type: form, payload: Buffer.from([0xff, 0xfe, 0x00, 0x3d, 0xd8]) },
    ...oddTexts.filter(text => text.length < 1000).map(text => ({ type: form, payload: typed(text) })),
    { type: form, payload: typed('9'.repeat(20_000)) },
    { type: 'application/json', payload: '{"a":' },
    { type: 'application/json', payload: JSON.stringify(Object.fromEntries(names.map(name => [name, { a: [1] }]))) },
    { type: 'application/json', payload: '[1]' },
    { type: 'application/json', payload: '"x"' },
    { type: 'text/plain', payload: 'x' },
    { type: 'nonsense', payload: 'x' },
    { type: 'multipart/form-data', payload: 'x' },
    { type: 'multipart/form-data; boundary=', payload: 'x' },
    { type: 'multipart/form-data; boundary="a b"', payload: parts('a b') },
    { type: 'multipart/form-data; boundary=x', payload: parts('y') },
    { type: 'multipart/form-data; boundary=x', payload: '' },
    { type: 'multipart/form-data; boundary=x', payload: parts('x').slice(0, -20) },
    { type: 'multipart/form-data; boundary=x', payload: parts('x') },
    {
      type: 'multipart/form-data; boundary=x',
      payload: `${part('x', '__proto__', 'x')}${part('x', 'constructor', 'y')}--x--`,
    },
    {
      type: 'multipart/form-data; boundary=x',
      payload: names
        .map(
          name =>
            `--x\r\nContent-Disposition: form-data; name="${name}"; filename="../\u0000a"\r\n\r\n\u0000\u0001\r\n`,
        )
        .concat('--x--\r\n')
        .join(''),
    },
    {
      type: 'multipart/form-data; boundary=x',
      payload: `${Array.from({ length: 60 }, (_one, at) => part('x', `field${at}`, 'x')).join('')}--x--\r\n`,
    },
  ]
}
