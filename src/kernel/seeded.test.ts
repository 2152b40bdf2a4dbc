import { describe, expect, it } from 'vitest'
import { seededRandom } from './seeded.ts'

const some = (seed: number, count: number) => {
  const random = seededRandom(seed)
  return [...Array(count)].map(() => random())
}

describe('seededRandom', () => {
  it('is the same for the same seed, and other for another', () => {
    expect(some(7, 50)).toEqual(some(7, 50))
    expect(some(7, 50)).not.toEqual(some(8, 50))
  })
  it('spreads evenly from 0 up to 1', () => {
    const numbers = some(1, 10_000)
    const tenths = [...Array(10).keys()].map(
      tenth => numbers.filter(number => Math.floor(number * 10) === tenth).length,
    )
    expect(tenths.reduce((all, count) => all + count, 0)).toBe(10_000)
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})
