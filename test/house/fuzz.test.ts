// Law: whatever is sent, the answer is a value with words, and the records stay whole. The soak does the same for longer.

import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, stranger } from '../../src/operation/actor.ts'
import type { PartnershipFacts } from '../../src/operation/operation.ts'
import { brokenInvariants, fuzzVerb, historyByVerb, inOrder, lookedAt, sentToForms, type Tally } from '../fuzzing.ts'
import { useHouse } from '../harness.ts'
import { furnish, type Known } from '../surface.ts'

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
    expect(await lookedAt(house, known, 6)).toEqual([])
  })

  it('answers junk that is sent to a form without a mistake of ours', { timeout: 120_000 }, async () => {
    expect(await sentToForms(house, known, 6)).toEqual([])
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
        [
          'application/json',
          JSON.stringify(Object.fromEntries(Object.keys(verb.input).map(name => [name, { a: [1] }]))),
        ],
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
