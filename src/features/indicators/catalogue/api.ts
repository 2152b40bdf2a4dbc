// What the public API says about national indicators, named field by field.

import { z } from 'zod'
import { isDate, parsePeriod } from '../../../kernel/period.ts'
import { units } from '../../../kernel/quantity.ts'
import { afterCursor, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import * as queries from './queries.ts'

const good = z.enum(['up', 'down', 'neither'])
const status = z.enum(['actual', 'estimated', 'projected'])
/** `share` values are parts of one, as published: 0.2297 is 22.97%. */
const unit = z.enum(units)

const indicator = z.object({
  code: z.string(),
  name: z.string(),
  source: z.string(),
  unit,
  good,
  invented: z.boolean(),
})

export const listIndicators = read({
  name: 'catalogue.list',
  summary: 'National indicators in the catalogue.',
  at: '/indicators',
  audience: 'anyone',
  query: z.object({ ...listQuery, q: z.string().max(100).default('') }),
  answer: listOf(indicator.extend({ latestPeriod: z.string().nullable(), areas: z.number() })),
  read: async ({ db }, _params, { cursor, limit, q }) => {
    const rows = await queries.listed(db, q, { after: afterCursor(cursor), limit })
    const { items, next } = pageOf(rows, limit, each => each.code)
    return {
      items: items.map(each => ({
        code: each.code,
        name: each.name,
        source: each.source,
        unit: each.unit,
        good: each.good,
        invented: each.invented,
        latestPeriod: each.latest,
        areas: each.areas,
      })),
      next,
    }
  },
})

export const oneIndicator = read({
  name: 'catalogue.one',
  summary: 'One national indicator: what it measures, where it comes from, and its periods.',
  at: '/indicators/:code',
  audience: 'anyone',
  query: z.object({}),
  answer: indicator.extend({
    definition: z.string(),
    licence: z.string(),
    frequency: z.string(),
    familyScheme: z.string().nullable(),
    nextDue: z.string().nullable(),
    asAt: z.string(),
    periods: z.array(z.string()),
    groups: z.array(z.string()),
  }),
  read: async ({ db }, { code }) => {
    const found = await queries.one(db, code!)
    if (!found) return null
    return {
      code: found.code,
      name: found.name,
      source: found.source,
      unit: found.unit,
      good: found.good,
      invented: found.invented,
      definition: found.definition,
      licence: found.licence,
      frequency: found.frequency,
      familyScheme: found.familyScheme,
      nextDue: found.nextDue,
      asAt: found.importedAt.toISOString(),
      periods: (await queries.periodsOf(db, found.code)).map(each => each.period),
      groups: await queries.groupsOf(db, found.code),
    }
  },
})

const when = z
  .string()
  .refine(text => parsePeriod(text) !== null, 'A period such as 2021/22, or a day such as 2021-04-01')
  .optional()

export const listReadings = read({
  name: 'catalogue.readings',
  summary: 'Readings of a national indicator, exactly as published, by place and period.',
  at: '/indicators/:code/readings',
  audience: 'anyone',
  query: z.object({ ...listQuery, place: z.string().max(20).optional(), from: when, to: when }),
  answer: listOf(
    z.object({
      place: z.object({ code: z.string(), name: z.string() }),
      period: z.string(),
      from: z.string(),
      to: z.string(),
      group: z.string(),
      value: z.number(),
      status,
    }),
  ),
  read: async ({ db }, { code }, { cursor, limit, place, from, to }) => {
    if (!(await queries.one(db, code!))) return null
    const rows = await queries.readings(db, code!, {
      place: place ?? null,
      from: from ? parsePeriod(from)!.start : null,
      to: to ? parsePeriod(to)!.end : null,
      after: lastSeen(afterCursor(cursor)),
      limit,
    })
    const { items, next } = pageOf(rows, limit, each => [each.code, each.ends, each.period, each.group].join('\n'))
    return {
      items: items.map(each => ({
        place: { code: each.code, name: each.name },
        period: each.period,
        from: each.starts,
        to: each.ends,
        group: each.group,
        value: each.value,
        status: each.status,
      })),
      next,
    }
  },
})

/** Null for a cursor that is not ours. */
function lastSeen(cursor: string | null): [string, string, string, string] | null {
  const parts = cursor?.split('\n') ?? []
  return parts.length === 4 && isDate(parts[1]!) ? (parts as [string, string, string, string]) : null
}

export const compareAreas = read({
  name: 'catalogue.comparison',
  summary: 'Councils compared on a national indicator for one period; the latest where none is named.',
  at: '/indicators/:code/comparison',
  audience: 'anyone',
  query: z.object({ period: z.string().max(40).optional(), group: z.string().max(200).default('') }),
  answer: z.object({
    period: z.string().nullable(),
    group: z.string(),
    unit,
    good,
    areas: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        value: z.number(),
        status,
        rank: z.number(),
        zScore: z.number().nullable(),
        family: z.string().nullable(),
        familyAverage: z.number().nullable(),
      }),
    ),
    scotland: z.number().nullable(),
  }),
  read: async ({ db }, { code }, { period, group }) => {
    const asked = period ? (parsePeriod(period)?.text ?? period) : undefined
    const chosen = asked ?? (await queries.periodsOf(db, code!, group))[0]?.period
    const found = await queries.comparisonAt(db, code!, chosen ?? '', group)
    if (!found) return null
    return {
      period: chosen ?? null,
      group,
      unit: found.unit,
      good: found.good,
      areas: found.areas.map(each => ({
        code: each.code,
        name: each.name,
        value: each.value,
        status: each.status,
        rank: each.rank,
        zScore: each.zScore,
        family: each.family,
        familyAverage: each.familyAverage,
      })),
      scotland: found.scotland,
    }
  },
})
