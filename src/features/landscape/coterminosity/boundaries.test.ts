// People put on land: nobody is lost where a small area only partly lies in both areas, and who meets none is named.

import { expect, it } from 'vitest'
import { byBoundaries, type Drawn } from './boundaries.ts'

/** A strip between two hundredths of a degree east of 4° west. */
const strip = (code: string, west: number, east: number): Drawn => ({
  code,
  boundary: {
    type: 'Polygon',
    coordinates: [
      [
        [west / 100 - 4, 57],
        [east / 100 - 4, 57],
        [east / 100 - 4, 57.1],
        [west / 100 - 4, 57.1],
        [west / 100 - 4, 57],
      ],
    ],
  },
})

it('puts all people of a small area on what little of its land is there', () => {
  const zones = [
    { ...strip('shore', 0, 10), persons: 900 },
    { ...strip('sea', 50, 60), persons: 7 },
  ]
  const steps = byBoundaries([strip('A', 7, 20)], [strip('X', 7, 8), strip('Y', 8, 20)], zones)
  let step = steps.next()
  while (!step.done) step = steps.next()
  const { forwards, unplaced } = step.value
  expect(forwards.map(each => [each.other, Math.round(each.persons!)])).toEqual([
    ['X', 300],
    ['Y', 600],
  ])
  expect(unplaced).toEqual(['sea'])
})
