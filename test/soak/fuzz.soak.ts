// A thousand odd inputs for every verb, from a seed that is new each time and told where something breaks,
// and every odd address and body.

import { expect, it } from 'vitest'
import { brokenInvariants, fuzzVerbs, lookedAt, sentToForms } from '../fuzzing.ts'
import { useHouse } from '../harness.ts'
import { furnish } from '../surface.ts'

const runs = 1_000
const house = useHouse()
const web = useHouse()

it(`answers ${runs} odd inputs of every verb with words, and keeps the records whole`, async () => {
  const from = performance.now()
  const { tried, done } = await fuzzVerbs(house, runs, Date.now() % 1_000_000)
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, one) => total + one, 0)
  const never = [...tried.keys()].filter(name => !done.has(name))
  console.log(
    `${sum(tried)} inputs of ${tried.size} verbs in ${Math.round((performance.now() - from) / 1000)} s; ` +
      `${sum(done)} were taken; never taken: ${never.join(', ') || 'none'}`,
  )
})

it('answers every odd address and body without a mistake of ours', async () => {
  const known = await furnish(web)
  expect(await lookedAt(web, known, 1)).toEqual([])
  expect(await sentToForms(web, known, 1)).toEqual([])
  expect(await brokenInvariants(web)).toEqual([])
})
