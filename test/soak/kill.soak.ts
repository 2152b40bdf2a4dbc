// Two hundred deaths during writes: half of them the program's, half the database's.

import { expect, it } from 'vitest'
import { killDuringWrites } from './killing.ts'

const ROUNDS = 200

it.skipIf(process.platform !== 'linux')(`${ROUNDS} rounds of kill -9 lose no acknowledged write`, async () => {
  const result = await killDuringWrites(ROUNDS)
  console.log(
    `${result.rounds} rounds in ${result.seconds} s: ${result.acknowledged} writes acknowledged, ${result.lost.length} lost, ` +
      `${result.halved.length} half-written; ${result.cutOff} were not answered`,
  )
  expect(result.lost).toEqual([])
  expect(result.halved).toEqual([])
  expect(result.acknowledged).toBeGreaterThan(ROUNDS)
})
