// What the public API says about places, named field by field.

import { z } from 'zod'
import { afterCursor, listOf, listQuery, pageOf, read } from '../../operation/read.ts'
import { placeKinds } from './kinds.ts'
import * as queries from './queries.ts'

const named = z.object({ code: z.string(), name: z.string(), kind: z.string() })

export const listPlaces = read({
  name: 'places.list',
  summary: 'Places with their official codes, their latest population and the larger places they are in.',
  at: '/places',
  audience: 'anyone',
  query: z.object({ ...listQuery, kind: z.enum(placeKinds).optional() }),
  answer: listOf(
    named.extend({
      invented: z.boolean(),
      openedOn: z.string().nullable(),
      closedOn: z.string().nullable(),
      population: z.object({ year: z.number(), persons: z.number() }).nullable(),
      parents: z.array(named),
    }),
  ),
  read: async ({ db }, _params, { cursor, limit, kind }) => {
    const rows = await queries.listed(db, { kind: kind ?? null, after: afterCursor(cursor), limit })
    const { items, next } = pageOf(rows, limit, one => one.code)
    return {
      items: items.map(one => ({
        code: one.code,
        name: one.name,
        kind: one.kind,
        invented: one.invented,
        openedOn: one.opened,
        closedOn: one.closed,
        population: one.population && { year: one.population.year, persons: one.population.persons },
        parents: one.parents.map(({ code, name, kind }) => ({ code, name, kind })),
      })),
      next,
    }
  },
})
