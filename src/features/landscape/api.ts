// What the public API says about groups and seats, named field by field; people are not in it.

import { z } from 'zod'
import { read } from '../../operation/read.ts'
import { groupKinds, offices, waysToFill } from './model.ts'
import { settings, structureOn } from './queries.ts'
import { hoursOf } from './structure.ts'

type Keys<T> = [keyof T & string, ...(keyof T & string)[]]
const keysOf = <T extends object>(words: T) => z.enum(Object.keys(words) as Keys<T>)

const seat = z.object({
  id: z.number(),
  organisation: z.object({ id: z.number(), name: z.string() }).nullable(),
  speaksFor: z.string(),
  post: z.string(),
  office: keysOf(offices),
  elected: z.boolean(),
  filledBy: keysOf(waysToFill),
  voting: z.boolean(),
  vacant: z.boolean(),
  since: z.string(),
})

export const listGroups = read({
  name: 'landscape.groups',
  summary: 'The groups of a partnership with their seats and links, as they stand or stood on a day. No people.',
  at: '/partnerships/:slug/groups',
  audience: 'anyone',
  query: z.object({ on: z.iso.date().optional() }),
  answer: z.object({
    on: z.string(),
    groups: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        kind: keysOf(groupKinds),
        since: z.string(),
        remit: z.string(),
        legalBasis: z.string(),
        secretariat: z.string(),
        meetingsAYear: z.number().nullable(),
        meetingMinutes: z.number().nullable(),
        lastMet: z.string().nullable(),
        review: z.string().nullable(),
        reports: z.string(),
        hoursAYear: z.number().nullable(),
        outcomes: z.array(z.number()),
        themes: z.array(z.number()),
        places: z.array(z.string()),
        seats: z.array(seat),
      }),
    ),
    links: z.array(z.object({ from: z.number(), kind: z.string(), to: z.number() })),
  }),
  read: async ({ db, standing, today }, _params, { on }) => {
    const known = await settings(db)
    if (!standing.inside && known.publishedOn === null) return null
    const structure = await structureOn(db, on !== undefined && on < today ? on : today)
    return {
      on: structure.on,
      groups: structure.groups.map(group => ({
        id: group.id,
        name: group.name,
        kind: group.kind,
        since: group.since,
        remit: group.remit,
        legalBasis: group.legalBasis,
        secretariat: group.secretariat,
        meetingsAYear: group.meetings,
        meetingMinutes: group.minutes,
        lastMet: group.lastMet,
        review: group.review,
        reports: group.reports,
        hoursAYear: hoursOf(group, known.preparationHours),
        outcomes: [...group.outcomes],
        themes: [...group.themes],
        places: [...group.places],
        seats: group.seats.map(one => ({
          id: one.id,
          organisation:
            one.organisation === null
              ? null
              : { id: one.organisation, name: structure.organisations.get(one.organisation)!.name },
          speaksFor: one.constituency,
          post: one.post,
          office: one.office,
          elected: one.elected,
          filledBy: one.filledBy,
          voting: one.voting,
          vacant: !one.held,
          since: one.since,
        })),
      })),
      links: structure.links.map(({ from, kind, to }) => ({ from, kind, to })),
    }
  },
})
