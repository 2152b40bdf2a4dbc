// The plan before closing, the review after it.

import { describe, expect, it } from 'vitest'
import { principles } from '../model.ts'
import { hints, meaningOf, nameOf, principleKeys } from './model.ts'
import { mayPlanPrinciple, mayReviewPrinciple } from './rules.ts'

const days = { opens: '2026-11-01', closes: '2026-11-30' }
const own = (state: 'draft' | 'announced' | 'open' | 'closed' | 'called-off') => ({ state, linked: false, ...days })
const linked = { state: 'announced' as const, linked: true, ...days }

describe('a principle', () => {
  it('is planned until it closes', () => {
    for (const state of ['draft', 'announced', 'open'] as const)
      expect(mayPlanPrinciple(own(state), '2026-11-10'), state).toBeNull()
    expect(mayPlanPrinciple(own('closed'), '2026-11-10')?.code).toBe('plan-too-late')
    expect(mayPlanPrinciple(own('called-off'), '2026-11-10')?.code).toBe('called-off')
    expect(mayPlanPrinciple(linked, '2026-11-30')).toBeNull()
    expect(mayPlanPrinciple(linked, '2026-12-01')?.code).toBe('plan-too-late')
  })

  it('is looked back at once it has closed', () => {
    for (const state of ['draft', 'announced', 'open'] as const)
      expect(mayReviewPrinciple(own(state), '2026-11-10')?.code, state).toBe('review-too-early')
    expect(mayReviewPrinciple(own('closed'), '2026-11-10')).toBeNull()
    expect(mayReviewPrinciple(own('called-off'), '2026-12-10')?.code).toBe('called-off')
    expect(mayReviewPrinciple(linked, '2026-11-30')?.code).toBe('review-too-early')
    expect(mayReviewPrinciple(linked, '2026-12-01')).toBeNull()
    expect(mayReviewPrinciple({ ...linked, state: 'draft' }, '2026-12-01')).toBeNull()
    expect(mayPlanPrinciple({ ...linked, state: 'draft' }, '2026-12-01')?.code).toBe('plan-too-late')
  })

  it('has a name, a meaning and hints for before and after', () => {
    expect(principleKeys).toHaveLength(8)
    expect(principleKeys).toEqual(Object.keys(principles))
    expect([nameOf('reaching-out'), meaningOf('reaching-out')]).toEqual([
      'Reaching out',
      'We go to people who do not come to us',
    ])
    for (const one of principleKeys) expect(Object.values(hints[one]).every(words => words.endsWith('?'))).toBe(true)
  })
})
