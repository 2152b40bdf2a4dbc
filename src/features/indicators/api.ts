// What the public API says about a partnership's indicators, named field by field.

import { z } from 'zod'
import { afterCursor, listOf, listQuery, pageOf, read } from '../../operation/read.ts'
import * as queries from './queries.ts'
import { judge } from './story.ts'

const reading = z.object({
  period: z.string(),
  from: z.string(),
  to: z.string(),
  value: z.number(),
  status: z.enum(['actual', 'estimated', 'projected']),
})

export const listIndicators = read({
  name: 'indicators.list-used',
  summary: 'The indicators a partnership uses, with its own readings, targets and what they say.',
  at: '/partnerships/:slug/indicators',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      code: z.string().nullable(),
      kind: z.enum(['national', 'local', 'soft']),
      name: z.string(),
      definition: z.string(),
      source: z.string(),
      unit: z.string(),
      good: z.enum(['up', 'down', 'neither']),
      nextDue: z.string().nullable(),
      invented: z.boolean(),
      owner: z.string().nullable(),
      outcomes: z.array(z.number()),
      baseline: z.object({ period: z.string(), value: z.number() }).nullable(),
      targets: z.array(
        z.object({ id: z.number(), period: z.string(), due: z.string(), value: z.number(), because: z.string() }),
      ),
      readings: z.array(reading),
      familyAverages: z.array(reading.omit({ status: true })),
      verdict: z.enum(['better', 'worse', 'changed', 'no-clear-change', 'too-early']),
    }),
  ),
  read: async ({ db, partnership, today }, _params, { cursor, limit }) => {
    const after = Number(afterCursor(cursor) ?? 0)
    const all = (await queries.indicatorsOf(db, partnership!.areaCode))
      .filter(one => one.id > after)
      .sort((a, b) => a.id - b.id)
    const { items, next } = pageOf(all.slice(0, limit + 1), limit, one => String(one.id))
    const figures = (one: { period: string; starts: string; ends: string; value: number }) => ({
      period: one.period,
      from: one.starts,
      to: one.ends,
      value: one.value,
    })
    return {
      items: items.map(one => ({
        id: one.id,
        code: one.code,
        kind: one.kind,
        name: one.name,
        definition: one.definition,
        source: one.source,
        unit: one.unit,
        good: one.good,
        nextDue: one.due,
        invented: one.invented,
        owner: one.owner?.name ?? null,
        outcomes: [...one.outcomes],
        baseline: one.baseline && { period: one.baseline.period, value: one.baseline.value },
        targets: one.targets.map(({ id, period, due, value, because }) => ({ id, period, due, value, because })),
        readings: one.readings.map(each => ({ ...figures(each), status: each.status })),
        familyAverages: one.family.map(figures),
        verdict: judge(one, today).verdict,
      })),
      next,
    }
  },
})
