// Numbers stand inside their areas, also where an area bends round another.

import { expect, it } from 'vitest'
import { middleOf } from './NumberedMap.tsx'

it('stands in the middle of a plain area', () => {
  expect(middleOf('M10 20l40 0 0 20-40 0z')).toEqual([30, expect.any(Number)])
})

it('stands inside an area that bends, not in the hollow', () => {
  // Open to the right: thick on the left, with two thin arms.
  const [x, y] = middleOf('M0 0l100 0 0 10-60 0 0 80 60 0 0 10-100 0z')
  expect(x).toBe(20)
  expect(y).toBeGreaterThan(10)
  expect(y).toBeLessThan(90)
})

it('stands in the largest part, which comes first, and reads short numbers', () => {
  const [x, y] = middleOf('M100 100l20 0 0 20-20 0zM0 0l.5 0 0 .5-.5 0z')
  expect(x).toBe(110)
  expect(y).toBeGreaterThan(100)
})
