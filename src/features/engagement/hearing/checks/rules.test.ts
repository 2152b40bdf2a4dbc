// Signs by themselves: how long a row must be, how a long run is cut, and words that name nobody.

import { describe, expect, it } from 'vitest'
import type { Run } from './model.ts'
import { clustersOf, leastSame, mostInCluster, signs, tooFast } from './rules.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
const run = (more: Partial<Run> = {}): Run => ({
  sign: 'one-network',
  responses: numbers(25),
  from: new Date('2026-11-22T10:00:00Z'),
  to: new Date('2026-11-22T10:04:30Z'),
  ...more,
})

describe('a row of the same answers', () => {
  it('must be longer the more people answer so', () => {
    expect(leastSame(10, 1000)).toBe(10)
    // 1000 × 0.5^n < 0.01 from n = 17.
    expect(leastSame(500, 1000)).toBe(17)
    expect(1000 * 0.5 ** 17).toBeLessThan(0.01)
    expect(1000 * 0.5 ** 16).toBeGreaterThan(0.01)
    expect(leastSame(900, 1000)).toBeGreaterThan(100)
  })

  it('is no sign where everybody answers the same', () => {
    expect(leastSame(40, 40)).toBe(Infinity)
    const same = run({ sign: 'same-answers', common: { count: 40, of: 40 } })
    expect(clustersOf([same])).toEqual([])
    expect(clustersOf([{ ...same, common: { count: 40, of: 4000 } }])).toHaveLength(1)
  })
})

it('gives as much time to read as there are questions', () => {
  expect(tooFast(1).seconds).toBe(5)
  expect(tooFast(20).seconds).toBe(40)
})

it('says what was found, when and how fast, and nothing of whom', () => {
  expect(clustersOf([run()])[0]!.words).toBe(
    '25 answers came from one network, one soon after the other, on 22 November 2026, within 5 minutes.',
  )
  expect(clustersOf([run({ sign: 'fast-steps', responses: [7] })])[0]!.words).toMatch(
    /^1 person took less than a second for each step/,
  )
})

it('cuts a long run into several, and loses none', () => {
  const parts = clustersOf([run({ responses: numbers(2 * mostInCluster + 3) })])
  expect(parts.map(one => one.responses.length)).toEqual([mostInCluster, mostInCluster, 3])
  expect(parts.flatMap(one => one.responses)).toEqual(numbers(2 * mostInCluster + 3))
  expect(parts[2]!.words).toContain('part 3 of 3')
})

it('tells everybody what is looked for, and accuses nobody', () => {
  for (const { title, words, maybe } of Object.values(signs))
    expect(`${title} ${words} ${maybe}`).not.toMatch(/fraud|cheat|fake|bot|abuse/i)
})
