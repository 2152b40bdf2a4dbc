// Decimals as they are really written.

import { describe, expect, it } from 'vitest'
import { fromUnits, readDecimal, toUnits } from './decimal.ts'

describe('a written number', () => {
  it.each([
    ['400000.0', '400000'],
    ['1250,50', '1250.5'],
    ['1 250,50', '1250.5'],
    ['1.250,50', '1250.5'],
    ['1,250.50', '1250.5'],
    ['1,250,500', '1250500'],
    ['007', '7'],
    ['.5', '0.5'],
    ['+3.', '3'],
    ['-0.0', '0'],
    ['-2.50', '-2.5'],
  ])('%s is %s', (written, decimal) => expect(readDecimal(written)).toBe(decimal))

  it.each(['', '.', 'n/a', '1e6', '12 pounds', '--1', '1.2.3'])('%s is none', written =>
    expect(readDecimal(written)).toBeNull(),
  )

  it('is exact in units and back', () => {
    for (const decimal of ['0.1', '-0.05', '123456789012345678901.25', '7', '-12']) {
      expect(fromUnits(toUnits(decimal, 3), 3)).toBe(decimal)
    }
    expect(toUnits('0.1', 2) + toUnits('0.2', 2)).toBe(toUnits('0.3', 2))
  })
})
