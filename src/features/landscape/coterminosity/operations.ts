// The verb of coterminosity: working out how the areas of two kinds meet. The clock does it after an import.

import { choice } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyAdministrators } from '../../../operation/permission.ts'
import { oneAtATime } from '../../places/public.ts'
import { kindsCompared, nothingToCompare, ways } from './model.ts'
import { keepComparison } from './store.ts'
import { workOut } from './working-out.ts'

export const compareAreas = operation({
  name: 'landscape.compare-areas',
  summary: 'Work out how the areas of two kinds meet, and keep it for the pages.',
  scope: 'commons',
  about: 'area-comparison',
  input: {
    kind: choice('One kind of area', kindsCompared),
    otherKind: choice('The other kind', kindsCompared),
    by: choice('How', ways),
  },
  // Seconds of measuring for somebody who may ask for it, after any import of places that is under way.
  load: async (db, pair, { standing }) => {
    if (!standing.administrator) return { found: null }
    await oneAtATime(db)
    return { found: await workOut(db, pair) }
  },
  permit: onlyAdministrators,
  decide: ({ found }, { kind, otherKind, by }) =>
    found ? { fact: 'AreasCompared' as const, ...found, kind, otherKind, by } : nothingToCompare,
  write: async (db, fact, { now }) => {
    await keepComparison(db, fact, now)
    return {}
  },
  keep: ({ fact, kind, otherKind, by, year, forwards, leftOut }) => ({
    fact,
    kind,
    otherKind,
    by,
    year,
    parts: forwards.length,
    leftOut: leftOut.length,
  }),
})
