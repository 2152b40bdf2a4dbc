// Agreement from counts: against a worked example, and pooled over themes.

import { expect, it } from 'vitest'
import { agreementOn } from './rules.ts'

it('is Cohen’s kappa: 20 both yes, 5 and 10 only one, 15 both no, gives 0.4', () => {
  const found = agreementOn([{ both: 50, one: 25, other: 30, together: 20 }])!
  expect(found.count).toBe(50)
  expect(found.observed).toBeCloseTo(0.7)
  expect(found.kappa).toBeCloseTo(0.4)
})

it('over all themes, each text and theme is one yes or no', () => {
  const found = agreementOn([
    { both: 10, one: 5, other: 5, together: 5 },
    { both: 10, one: 5, other: 5, together: 0 },
  ])!
  expect(found.count).toBe(20)
  expect(found.kappa).toBeCloseTo(0)
})

it('says nothing where there is nothing to compare', () => {
  expect(agreementOn([])).toBeNull()
  expect(agreementOn([{ both: 0, one: 0, other: 0, together: 0 }])).toBeNull()
})
