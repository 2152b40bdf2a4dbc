// Death during writes, three times; the soak has two hundred.

import { expect, it } from 'vitest'
import { killDuringWrites } from '../soak/killing.ts'

it.skipIf(process.platform !== 'linux')('kill -9 during writes loses none that was acknowledged', async () => {
  const result = await killDuringWrites(3)
  expect(result.lost).toEqual([])
  expect(result.halved).toEqual([])
  expect(result.acknowledged).toBeGreaterThan(3)
})
