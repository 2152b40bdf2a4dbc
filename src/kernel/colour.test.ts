// Contrast against figures published with the guidelines.
import { describe, expect, it } from 'vitest'
import { brandOf, contrast, defaultBrand, readableOnWhite } from './colour.ts'

describe('contrast', () => {
  it('gives the known ratios, whichever comes first', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#FFFFFF', '#000000')).toBeCloseTo(21, 5)
    expect(contrast('#123456', '#123456')).toBe(1)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it('draws the line at 4.5 to 1', () => {
    expect(readableOnWhite('#767676')).toBe(true)
    expect(readableOnWhite('#777777')).toBe(false)
    expect(readableOnWhite('not a colour')).toBe(false)
  })

  it('takes a brand only when it is a colour that can be read', () => {
    expect(brandOf('#6b1f7a')).toBe('#6b1f7a')
    expect(brandOf('#ffee00')).toBe(defaultBrand)
    expect(brandOf('#0b4f6c;} body{display:none')).toBe(defaultBrand)
    expect(brandOf(undefined)).toBe(defaultBrand)
  })
})
