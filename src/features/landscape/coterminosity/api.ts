// What the public API says about how areas lie, named field by field.

import { z } from 'zod'
import { afterCursor, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import { compared } from './comparing.ts'
import { largestTolerance } from './model.ts'
import { lies } from './rules.ts'

const figure = z.number().nullable()

export const coterminosity = read({
  name: 'landscape.coterminosity',
  summary:
    'How the areas of one kind lie against those of another: their shares of people and land, and what is split.',
  at: '/coterminosity/:areas/:others',
  audience: 'anyone',
  query: z.object({
    ...listQuery,
    by: z.enum(['lookup', 'boundaries']).optional(),
    tolerance: z.coerce.number().min(0).max(largestTolerance).optional(),
  }),
  answer: listOf(
    z.object({
      code: z.string(),
      name: z.string(),
      lies: z.enum(lies),
      bodies: z.int(),
      by: z.enum(['lookup', 'boundaries']),
      weighedBy: z.enum(['persons', 'km2', 'zones']),
      year: z.int().nullable(),
      workedOutAt: z.iso.datetime(),
      parts: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          share: z.number(),
          shareOfOther: z.number(),
          persons: figure,
          km2: figure,
        }),
      ),
    }),
  ),
  read: async ({ db }, { areas, others }, { cursor, limit, by, tolerance }) => {
    const found = await compared(db, { kind: areas!, otherKind: others!, by, tolerance: tolerance ?? null })
    if (!found) return null
    const after = afterCursor(cursor) ?? ''
    const rows = found.areas.filter(each => each.place > after).sort((a, b) => (a.place < b.place ? -1 : 1))
    const { items, next } = pageOf(rows.slice(0, limit + 1), limit, each => each.place)
    const name = (code: string) => found.names.get(code) ?? code
    return {
      items: items.map(each => ({
        code: each.place,
        name: name(each.place),
        lies: each.lie,
        bodies: each.bodies,
        by: found.known.by,
        weighedBy: found.weight,
        year: found.weight === 'persons' ? found.known.year : null,
        workedOutAt: found.known.at.toISOString(),
        parts: each.parts.map(part => ({
          code: part.other,
          name: name(part.other),
          share: part.share,
          shareOfOther: part.otherShare,
          persons: part.persons,
          km2: part.km2,
        })),
      })),
      next,
    }
  },
})
