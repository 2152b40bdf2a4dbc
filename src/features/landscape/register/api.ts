// What the API says of the register to members, named field by field.

import { z } from 'zod'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import * as queries from './queries.ts'
import { planSeen, requirementSeen, stateOn } from './rules.ts'

export const listRegisteredPlans = read({
  name: 'landscape.registered-plans',
  summary: 'Plans and reports of every body, with the requirements they meet and what they cost.',
  at: '/partnerships/:slug/registered-plans',
  audience: 'members',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      organisation: z.object({ id: z.number(), name: z.string() }).nullable(),
      plan: z.number().nullable(),
      name: z.string(),
      kind: z.string(),
      state: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      pages: z.number().nullable(),
      hours: z.number().nullable(),
      reportsAYear: z.number().nullable(),
      reportHours: z.number().nullable(),
      contains: z.array(z.string()),
      address: z.string(),
      outcomes: z.array(z.number()),
      requirements: z.array(z.number()),
      seen: z.string(),
    }),
  ),
  read: async ({ db, today }, _params, { cursor, limit }) => {
    const rows = await queries.registeredPlans(db, { after: afterNumber(cursor), limit })
    const { items, next } = pageOf(rows, limit, one => String(one.id))
    return {
      items: items.map(one => ({
        id: one.id,
        organisation: one.organisation === null ? null : { id: one.organisation, name: one.body! },
        plan: one.plan,
        name: one.name,
        kind: one.kind,
        state: stateOn(one, today),
        from: one.from,
        to: one.to,
        pages: one.pages,
        hours: one.hours,
        reportsAYear: one.reportsAYear,
        reportHours: one.reportHours,
        contains: [...one.contains],
        address: one.address,
        outcomes: [...one.outcomes],
        requirements: [...one.requirements],
        seen: planSeen(one),
      })),
      next,
    }
  },
})

export const listRequirements = read({
  name: 'landscape.requirements',
  summary:
    'What is required: who demands which plan or report, under which law, of whom, how often, and what is in it.',
  at: '/partnerships/:slug/requirements',
  audience: 'members',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      code: z.string().nullable(),
      name: z.string(),
      demandedBy: z.string(),
      legalBasis: z.string(),
      source: z.string(),
      ofKinds: z.array(z.string()),
      everyMonths: z.number().nullable(),
      contains: z.array(z.string()),
      joint: z.boolean(),
      seen: z.string(),
    }),
  ),
  read: async ({ db }, _params, { cursor, limit }) => {
    const rows = await queries.requirements(db, { after: afterNumber(cursor), limit })
    const { items, next } = pageOf(rows, limit, one => String(one.id))
    return {
      items: items.map(one => ({
        id: one.id,
        code: one.code,
        name: one.name,
        demandedBy: one.demandedBy,
        legalBasis: one.legalBasis,
        source: one.source,
        ofKinds: [...one.ofKinds],
        everyMonths: one.everyMonths,
        contains: [...one.contains],
        joint: one.joint,
        seen: requirementSeen(one),
      })),
      next,
    }
  },
})
