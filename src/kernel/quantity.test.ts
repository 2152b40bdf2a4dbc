import { describe, expect, it } from 'vitest'
import { showChange, showQuantity, showSeries } from './quantity.ts'

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

describe('whole values', () => {
  it('show no decimals where the unit is counted', () => {
    expect(showQuantity(11, 'number')).toBe('11')
    expect(showQuantity(2, 'days')).toBe('2 days')
    expect(showQuantity(0, 'number')).toBe('0')
    expect(showQuantity(5, 'pounds')).toBe('£5')
    expect(showChange(-3, 'number')).toBe('−3')
  })

  it('keep one where the unit is measured, and so do counts that are not whole', () => {
    expect(showQuantity(25, 'percent')).toBe('25.0%')
    expect(showQuantity(78, 'years')).toBe('78.0 years')
    expect(showQuantity(11.4, 'number')).toBe('11.4')
    expect(showQuantity(0.25, 'number')).toBe('0.25')
  })
})

describe('a series', () => {
  it('shows no decimals where none of its figures has any', () => {
    expect(showSeries([89, 92], 'percent')).toEqual(['89%', '92%'])
    expect(showSeries([0.29, 0.92], 'share')).toEqual(['29%', '92%'])
  })

  it('shows them in all where one has some', () => {
    expect(showSeries([91.5, 92], 'percent')).toEqual(['91.5%', '92.0%'])
    expect(showSeries([0.915, 0.92], 'share')).toEqual(['91.5%', '92.0%'])
  })
})
