import { expect, it } from 'vitest'
import { mostAlike, widestMatrix } from './matrix.tsx'
import type { GroupRow } from './queries.ts'

const groups = Array.from(
  { length: widestMatrix + 2 },
  (_, at) => ({ id: at + 1, name: `Group ${at + 1}` }) as GroupRow,
)

it('keeps the groups that have most in common, in their order, once they are too many', () => {
  const pairs = groups.slice(2).map(({ id }) => ({ group: 1, other: id, score: 0.1 }))
  const kept = mostAlike(groups, pairs).map(group => group.id)
  // The second has nothing in common with anybody, and the last is one too many.
  expect(kept).toEqual(groups.map(group => group.id).filter(id => id !== 2 && id !== groups.length))
  expect(mostAlike(groups.slice(0, widestMatrix), pairs)).toHaveLength(widestMatrix)
})
