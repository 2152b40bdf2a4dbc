// What the API says to members about cycles, named field by field.

import { z } from 'zod'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import { seenOf } from './cycles-here.ts'
import { nextOf } from './dates.ts'
import { cyclesOf } from './queries.ts'

export const listCycles = read({
  name: 'landscape.cycles',
  summary: 'Dates that come back: when bodies plan, set budgets, need budgets, report and meet.',
  at: '/partnerships/:slug/cycles',
  audience: 'members',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      organisation: z.object({ id: z.number(), name: z.string() }).nullable(),
      kind: z.enum(['planning', 'budget-set', 'budget-needed', 'reporting', 'board']),
      name: z.string(),
      first: z.string(),
      everyMonths: z.number().nullable(),
      endedOn: z.string().nullable(),
      next: z.string().nullable(),
      plan: z.object({ id: z.number(), name: z.string() }).nullable(),
      seen: z.string(),
    }),
  ),
  read: async ({ db, partnership, today }, _params, { cursor, limit }) => {
    const page = { after: afterNumber(cursor), limit }
    const { items, next } = pageOf(await cyclesOf(db, partnership!.name, today, page), limit, one => String(one.id))
    return {
      items: items.map(one => ({
        id: one.id,
        organisation: one.organisation === null ? null : { id: one.organisation, name: one.body },
        kind: one.kind,
        name: one.name,
        first: one.first,
        everyMonths: one.every,
        endedOn: one.ended,
        next: nextOf(one, today),
        plan: one.plan && { id: one.plan.id, name: one.plan.name },
        seen: seenOf(one),
      })),
      next,
    }
  },
})
