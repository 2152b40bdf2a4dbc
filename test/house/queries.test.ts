// A list is one query: showing it takes as many queries for many rows, and among many partnerships, as for few.

import { expect, it } from 'vitest'
import { queriesOfPages } from '../counted.ts'
import { useHouse } from '../harness.ts'
import { enlarge, multiply } from '../many.ts'
import { furnish } from '../surface.ts'

const house = useHouse()

it('takes the same number of queries to show few rows and many', async () => {
  const known = await furnish(house)
  const few = await queriesOfPages(house)
  await enlarge(house, known)
  await multiply(house.owner, 10)
  const many = await queriesOfPages(house)
  const queries = (shown: typeof few) => Object.entries(shown).map(([page, one]) => `${page}: ${one.queries}`)
  expect(queries(many), 'A page asks once for each row: make its list one query').toEqual(queries(few))
  for (const [page, one] of Object.entries(many))
    expect(one.bytes, `${page} shows more rows`).toBeGreaterThan(few[page]!.bytes)
})
