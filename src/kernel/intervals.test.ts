import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from './intervals.ts'

describe('wilsonInterval', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives %i of %i the interval published by Newcombe (1998), Statistics in Medicine 17, table I', (...row) => {
    const [count, of, low, high] = row
    const interval = wilsonInterval(count, of)!
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })
  it('has no interval for nobody, and takes no share above all', () => {
    expect(wilsonInterval(0, 0)).toBeNull()
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError)
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError)
  })
  it('holds the share, stays from 0 to 1, turns with the question and narrows with more people', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (some, of) => {
        const count = some % (of + 1)
        const { low, high } = wilsonInterval(count, of)!
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(count / of)
        expect(high).toBeGreaterThanOrEqual(count / of)
        const turned = wilsonInterval(of - count, of)!
        expect(turned.low).toBeCloseTo(1 - high, 10)
        expect(turned.high).toBeCloseTo(1 - low, 10)
        const more = wilsonInterval(count * 4, of * 4)!
        expect(more.high - more.low).toBeLessThan(high - low)
      }),
    )
  })
})
