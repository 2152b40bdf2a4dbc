// A thousand odd inputs for every verb, from a seed that is new each time and printed where something breaks.

import { beforeAll, expect, it } from 'vitest'
import { type Actor, stranger } from '../../src/operation/actor.ts'
import type { PartnershipFacts } from '../../src/operation/operation.ts'
import { brokenInvariants, fuzzVerb, historyByVerb, inOrder, lookedAt, sentToForms, type Tally } from '../fuzzing.ts'
import { useHouse } from '../harness.ts'
import { furnish, type Known } from '../surface.ts'

const runs = 1_000
const house = useHouse()
let known: Known
let actors: readonly Actor[]
let here: PartnershipFacts
beforeAll(async () => {
  known = await furnish(house)
  const coordinator = await house.person('coordinator@muir.test')
  const neighbour = await house.person('coordinator@lorne.test')
  actors = [coordinator, coordinator, house.administrator, house.administrator, neighbour, stranger]
  here = await house.partnership('muir')
})

it('answers every odd address and body without a mistake of ours', async () => {
  expect(await lookedAt(house, known, 1)).toEqual([])
  expect(await sentToForms(house, known, 1)).toEqual([])
})

it(`answers ${runs} odd inputs of every verb with words, and keeps the records whole`, async () => {
  const from = performance.now()
  const tally: Tally = { done: new Map(), tried: new Map() }
  const before = await historyByVerb(house)
  for (const verb of inOrder(house.site.operations.values()))
    await fuzzVerb(house, verb, { known, actors, here, runs, tally })
  expect(await brokenInvariants(house)).toEqual([])
  const after = await historyByVerb(house)
  for (const verb of house.site.operations.values())
    expect((after.get(verb.name) ?? 0) - (before.get(verb.name) ?? 0), verb.name).toBe(tally.done.get(verb.name) ?? 0)

  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, one) => total + one, 0)
  const never = [...tally.tried.keys()].filter(name => !tally.done.has(name))
  console.log(
    `${sum(tally.tried)} inputs of ${tally.tried.size} verbs in ${Math.round((performance.now() - from) / 1000)} s; ` +
      `${sum(tally.done)} were taken; never taken: ${never.join(', ') || 'none'}`,
  )
})
