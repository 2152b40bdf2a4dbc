import { describe, expect, it } from 'vitest'
import { showChange, showQuantity } from './quantity.ts'

describe('shares of one', () => {
  it('are shown as percentages with one decimal', () => {
    expect(showQuantity(0.2297, 'share')).toBe('23.0%')
    expect(showQuantity(-0.006, 'share')).toBe('−0.6%')
    expect(showQuantity(1.5, 'share')).toBe('150.0%')
  })

  it('take decimals of the value as it is kept', () => {
    expect(showQuantity(0.25, 'share', 2)).toBe('25%')
    expect(showQuantity(0.255, 'share', 3)).toBe('25.5%')
  })

  it('change by points', () => expect(showChange(-0.0123, 'share')).toBe('−1.2 points'))

  it('leave other units as they were', () => {
    expect(showQuantity(25.2, 'percent')).toBe('25.2%')
    expect(showQuantity(27100, 'pounds')).toBe('£27,100')
    expect(showChange(-6, 'percent')).toBe('−6.0 points')
  })
})
