// What the public API says about partnerships, named field by field.

import { z } from 'zod'
import { afterCursor, listOf, listQuery, pageOf, read } from '../../operation/read.ts'
import * as queries from './queries.ts'

const partnership = z.object({
  slug: z.string(),
  name: z.string(),
  subtitle: z.string(),
  area: z.object({ code: z.string(), name: z.string() }),
  invented: z.boolean(),
})

const shape = (one: queries.PartnershipListed): z.infer<typeof partnership> => ({
  slug: one.slug,
  name: one.name,
  subtitle: one.subtitle,
  area: { code: one.areaCode, name: one.area },
  invented: one.invented,
})

export const listPartnerships = read({
  name: 'partnerships.list',
  summary: 'The partnerships of this installation.',
  at: '/partnerships',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(partnership),
  read: async ({ db }, _params, { cursor, limit }) => {
    const { items, next } = pageOf(
      await queries.listed(db, { after: afterCursor(cursor), limit }),
      limit,
      one => one.slug,
    )
    return { items: items.map(shape), next }
  },
})

export const onePartnership = read({
  name: 'partnerships.one',
  summary: 'One partnership, with its partners.',
  at: '/partnerships/:slug',
  audience: 'anyone',
  query: z.object({}),
  answer: partnership.extend({
    about: z.string(),
    terms: z.record(z.string(), z.string()),
    partners: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        kind: z.string(),
        basis: z.string(),
        priority: z.string(),
        since: z.string(),
      }),
    ),
  }),
  read: async ({ db, partnership: here }) => {
    const { about, terms } = await queries.about(db, here!.id)
    const partners = await queries.partners(db)
    return {
      slug: here!.slug,
      name: here!.name,
      subtitle: here!.subtitle,
      area: { code: here!.areaCode, name: here!.areaName },
      invented: here!.invented,
      about,
      terms,
      partners: partners.map(({ id, name, kind, basis, priority, joined }) => ({
        id,
        name,
        kind,
        basis,
        priority,
        since: joined,
      })),
    }
  },
})
