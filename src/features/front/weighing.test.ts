// What the balance page says of a mix of work, case by case.

import { describe, expect, it } from 'vitest'
import { type WeighedWork, weigh } from './weighing.ts'

const outcomes = [
  { id: 1, title: 'Healthier lives', dimensions: ['social'] as const },
  { id: 2, title: 'Good work', dimensions: ['economic', 'social'] as const },
  { id: 3, title: 'Clean rivers', dimensions: ['environmental'] as const },
]
const work = (
  horizon: WeighedWork['horizon'],
  serves: readonly number[],
  principle: WeighedWork['principle'] = 'delivery',
): WeighedWork => ({ state: 'adopted', horizon, principle, outcomes: serves.map(id => ({ id })) })

describe('the balance of the work', () => {
  it('says what weighs most, and which outcome nothing long-term serves', () => {
    const { summary, findings, sides } = weigh(
      [work('quick-win', [1]), work('quick-win', [1, 2]), work('quick-win', [2]), work('long', [2, 3], 'vision')],
      outcomes,
    )
    expect(findings.time).toBe(
      'Three of four pieces of work are quick wins; nothing long-term serves “Healthier lives”',
    )
    expect(sides).toEqual({ economic: 3, social: 4, environmental: 1 })
    expect(findings.sides).toBe(
      'Of four pieces of work, four serve a social outcome, three an economic one and one an environmental one',
    )
    expect(findings.principle).toBe(
      'Three of four pieces of work are mostly about delivery; none is mostly about participation',
    )
    expect(summary).toBe('Quick wins, social outcomes and delivery weigh most')
  })

  it('says so when nothing is long-term, and names the sides of life that no work serves', () => {
    const { findings } = weigh([work('medium', [2])], outcomes)
    expect(findings.time).toBe('The one piece of work is medium-term; nothing is long-term')
    expect(findings.sides).toBe(
      'The one piece of work serves an economic and a social outcome, and no environmental one',
    )
  })

  it('names all that weigh alike, and nothing where the whole does', () => {
    expect(weigh([work('long', [2]), work('medium', [2], 'vision')], outcomes).summary).toBe(
      'Medium-term work, long-term work, economic and social outcomes, vision and delivery weigh most',
    )
    const even = [work('long', [2], 'vision'), work('medium', [3], 'participation'), work('quick-win', [])]
    expect(weigh(even, outcomes).summary).toBe('The work leans to no side')
  })

  it('says so when everything is long-term', () => {
    const { findings } = weigh([work('long', [1, 2]), work('long', [3])], outcomes)
    expect(findings.time).toBe('Both pieces of work are long-term; there is no quick win')
  })

  it('counts no side of life for work whose outcomes name none', () => {
    const { findings, summary } = weigh([work('long', [9])], [])
    expect(findings.sides).toBe('No work serves an outcome that says which side of life it is about')
    expect(summary).toBe('Long-term work and delivery weigh most')
  })
})
