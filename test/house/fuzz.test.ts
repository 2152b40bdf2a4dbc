// Law: whatever is sent, the answer is a value with words, and the records stay whole. The soak does the same for longer.

import { beforeAll, describe, expect, it } from 'vitest'
import { operations } from '../../src/app.ts'
import type { Field } from '../../src/operation/fields.ts'
import { brokenInvariants, fuzzVerbs, lookedAt, oddFiles, oddTexts, sentToForms } from '../fuzzing.ts'
import { useHouse } from '../harness.ts'
import { furnish, type Known } from '../surface.ts'

describe('every verb', () => {
  const house = useHouse()

  it('answers junk with words, keeps the records whole and history in step', { timeout: 120_000 }, async () => {
    const { tried } = await fuzzVerbs(house, 40, 20261122)
    for (const verb of operations.values()) expect(tried.get(verb.name), verb.name).toBe(40)
  })
})

describe('every field', () => {
  it('reads odd texts and files of any size at once, to a value or to words', () => {
    for (const verb of operations.values())
      for (const [name, field] of Object.entries(verb.input as Record<string, Field<unknown>>))
        for (const odd of [...oddTexts, ...oddTexts.map(one => [one]), ...oddFiles]) {
          const from = performance.now()
          const read = field.read(odd)
          expect(
            performance.now() - from,
            `${verb.name} ${name}: ${(JSON.stringify(odd) ?? '').slice(0, 50)}`,
          ).toBeLessThan(5_000)
          if ('wrong' in read) expect(read.wrong).toMatch(/^[“A-Z].*[.]$/)
        }
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
