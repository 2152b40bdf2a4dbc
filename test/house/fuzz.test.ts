// Law: whatever is sent, the answer is a value with words, and the records stay whole. The soak does the same for longer.

import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, stranger } from '../../src/operation/actor.ts'
import type { PartnershipFacts } from '../../src/operation/operation.ts'
import { brokenInvariants, fuzzVerb, historyByVerb, inOrder, oddParts, oddQueries, oddTexts, type Tally } from '../fuzzing.ts'
import { useHouse } from '../harness.ts'
import { addressOf, furnish, type Known, sampleInput } from '../surface.ts'

const seed = 20261122

describe('every verb', () => {
  const house = useHouse()
  let known: Known
  let actors: readonly Actor[]
  let here: PartnershipFacts
  const tally: Tally = { done: new Map(), tried: new Map() }
  beforeAll(async () => {
    known = await furnish(house)
    const coordinator = await house.person('coordinator@muir.test')
    const neighbour = await house.person('coordinator@lorne.test')
    actors = [coordinator, coordinator, house.administrator, house.administrator, neighbour, stranger]
    here = await house.partnership('muir')
  })

  it('answers junk with words, keeps the records whole and history in step', { timeout: 120_000 }, async () => {
    const before = await historyByVerb(house)
    for (const verb of inOrder(house.site.operations.values()))
      await fuzzVerb(house, verb, { known, actors, here, runs: 40, seed, tally })
    expect(await brokenInvariants(house)).toEqual([])
    const after = await historyByVerb(house)
    for (const verb of house.site.operations.values())
      expect((after.get(verb.name) ?? 0) - (before.get(verb.name) ?? 0), verb.name).toBe(tally.done.get(verb.name) ?? 0)
  })
})

describe('every address', () => {
  const house = useHouse()
  let known: Known
  beforeAll(async () => {
    known = await furnish(house)
  })

  it('answers junk in its parts and its query without a mistake of ours', { timeout: 120_000 }, async () => {
    const web = await house.web()
    const cookie = await house.cookie(await house.person('coordinator@muir.test'))
    const administrator = await house.cookie(house.administrator)
    const wrong: string[] = []
    const look = async (url: string, headers: Record<string, string>) => {
      const { statusCode } = await web.inject({ url, headers })
      if (statusCode >= 500) wrong.push(`${statusCode} ${url.slice(0, 200)}`)
    }
    for (const face of house.site.faces) {
      const headers = face.at.startsWith('/p/') ? { cookie } : { cookie: administrator }
      for (const part of oddParts) for (const url of withOddPart(face.at, part, known)) await look(url, headers)
      for (const query of oddQueries) await look(`${addressOf(face, known, 'muir')}${query}`, headers)
    }
    for (const { at } of house.site.reads) {
      for (const part of oddParts) for (const url of withOddPart(at, part, known)) await look(`/api/v1${url}`, {})
      for (const query of oddQueries) await look(`/api/v1${withKnown(at, known)}${query}`, {})
    }
    expect(wrong).toEqual([])
  })

  it('answers junk that is sent to a form without a mistake of ours', { timeout: 120_000 }, async () => {
    const web = await house.web()
    const coordinator = await house.person('coordinator@muir.test')
    const wrong: string[] = []
    for (const face of house.site.faces) {
      if (face.kind !== 'form' || face.session || /erase|sessions|address$/.test(face.at)) continue
      const cookie = await house.cookie(face.at.startsWith('/p/') ? coordinator : house.administrator)
      const url = addressOf(face, known, 'muir')
      for (const { type, payload } of bodiesFor(Object.keys(sampleInput(face.operation, known)))) {
        const headers = { cookie, ...(type ? { 'content-type': type } : {}) }
        const { statusCode } = await web.inject({ method: 'POST', url, headers, payload })
        if (statusCode >= 500) wrong.push(`${statusCode} ${url} ${type} ${String(payload).slice(0, 80)}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await brokenInvariants(house)).toEqual([])
  })

  it('answers junk that is sent to the API without a mistake of ours', { timeout: 120_000 }, async () => {
    const web = await house.web()
    const coordinator = await house.person('coordinator@muir.test')
    const made = await house.perform('people.make-token', { label: 'Fuzz', months: 1 }, coordinator, 'muir')
    const authorization = `Bearer ${made.ok ? made.written.reveal : ''}`
    const wrong: string[] = []
    for (const verb of house.site.operations.values()) {
      const url = `/api/v1${verb.scope === 'partnership' ? '/partnerships/muir' : ''}/operations/${verb.name}`
      for (const [type, payload] of [
        ['application/json', ''],
        ['application/json', '{'],
        ['application/json', 'null'],
        ['application/json', '[]'],
        ['application/json', '"x"'],
        ['application/json', '{"__proto__": {"a": 1}}'],
        ['application/json', `{"constructor": {"prototype": 1}}`],
        ['application/json', JSON.stringify(Object.fromEntries(Object.keys(verb.input).map(name => [name, { a: [1] }])))],
        ['application/json', JSON.stringify(Object.fromEntries(Object.keys(verb.input).map(name => [name, '\u0000'])))],
        ['application/json; charset=utf-7', '{}'],
        ['text/plain', 'x'],
        ['multipart/form-data', 'x'],
      ] as const)
        for (const headers of [{ authorization }, {}]) {
          const { statusCode } = await web.inject({
            method: 'POST',
            url,
            headers: { ...headers, 'content-type': type },
            payload,
          })
          if (statusCode >= 500) wrong.push(`${statusCode} ${url} ${type} ${payload}`)
        }
    }
    expect(wrong).toEqual([])
  })
})

const withKnown = (at: string, known: Known): string =>
  at.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(String(name === 'slug' ? 'muir' : (known[name] ?? 1))))

/** The address with an odd part in each of its places, the others as they should be. */
const withOddPart = (at: string, part: string, known: Known): string[] =>
  [...at.matchAll(/:(\w+)/g)].map(found =>
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
    { type: 'multipart/form-data; boundary=x', payload: `${part('x', '__proto__', 'x')}${part('x', 'constructor', 'y')}--x--` },
    {
      type: 'multipart/form-data; boundary=x',
      payload: names
        .map(name => `--x\r\nContent-Disposition: form-data; name="${name}"; filename="../\u0000a"\r\n\r\n\u0000\u0001\r\n`)
        .concat('--x--\r\n')
        .join(''),
    },
    {
      type: 'multipart/form-data; boundary=x',
      payload: `${Array.from({ length: 60 }, (_one, at) => part('x', `field${at}`, 'x')).join('')}--x--\r\n`,
    },
  ]
}
