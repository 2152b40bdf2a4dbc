// What is written can be read again, and counts the same.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { countEqualShares } from '../counting/equal-shares.ts'
import type { Election } from '../counting/model.ts'
import { elections } from '../counting/some-elections.fixture.ts'
import { readPabulib } from './read.ts'
import { writePabulib } from './write.ts'

function again(election: Election, funded?: readonly string[]): Election {
  const found = readPabulib(Buffer.from(writePabulib(election, funded)))
  if (isRefusal(found)) throw new Error(found.words)
  expect(found.remarks).toEqual([])
  return found.election
}

describe('a written .pb file', () => {
  it('is the same election when it is read', () => {
    fc.assert(
      fc.property(elections, election => {
        const { further, ...same } = again(election)
        expect(same).toEqual(election)
        const rules = { satisfaction: 'cost', tieBreaking: 'votes-cost-list', completion: 'add1' } as const
        expect(countEqualShares(same, rules)).toEqual(countEqualShares(election, rules))
      }),
    )
  })

  it('keeps odd names, further facts, and what was funded', () => {
    const election: Election = {
      name: 'Half; a "line"\nand more ',
      kind: 'points',
      budget: '10',
      projects: [
        { id: 'x 1', name: ' "Quoted"', cost: '3.5', further: { category: 'Green;Play', target: 'Children' } },
        { id: '2', name: 'Plain', cost: '4', further: {} },
      ],
      ballots: [{ choices: [{ project: '2', points: '1.5' }], voters: 2 }],
      further: { country: 'Scotland', max_sum_points: '5', currency: 'GBP' },
    }
    expect(again(election)).toEqual(election)
    expect(again(election, ['2']).projects.map(project => project.further?.selected)).toEqual(['0', '1'])
    expect(writePabulib(election)).toContain('vote_type;cumulative')
  })

  it('does not write a project number that no vote could name', () => {
    const election: Election = {
      name: '',
      kind: 'approval',
      budget: '1',
      projects: [{ id: '1,2', name: 'Two', cost: '1' }],
      ballots: [],
    }
    expect(() => writePabulib(election)).toThrow(RangeError)
  })
})
