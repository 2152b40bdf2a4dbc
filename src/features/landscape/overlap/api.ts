// What the public API says about overlaps, named field by field, to members. It names groups and bodies, never people.

import { z } from 'zod'
import { afterCursor, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import { groupNames } from '../queries.ts'
import * as queries from './queries.ts'

const named = z.object({ id: z.number(), name: z.string() })
const measure = z.object({
  /** How many are in both groups. */
  common: z.number(),
  /** Jaccard's index, from 0 to 1; null where one of the two has none. */
  share: z.number().nullable(),
})

export const listOverlaps = read({
  name: 'landscape.overlaps',
  summary: 'What every two groups of a partnership have in common, as it was last worked out.',
  at: '/partnerships/:slug/overlaps',
  audience: 'members',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      group: named,
      other: named,
      /** Mean of the shares that exist, by their weights: from 0 to 1. */
      score: z.number(),
      organisations: measure,
      people: measure,
      outcomesAndThemes: measure,
      places: measure,
      words: z.object({ share: z.number().nullable() }),
    }),
  ),
  read: async ({ db }, _params, { cursor, limit }) => {
    const names = new Map((await groupNames(db)).map(one => [one.id, one.name]))
    const { items, next } = pageOf(
      await queries.overlapPage(db, pairAfter(cursor), limit),
      limit,
      one => `${one.group} ${one.other}`,
    )
    const group = (id: number) => ({ id, name: names.get(id) ?? '' })
    return {
      items: items.map(one => ({
        group: group(one.group),
        other: group(one.other),
        score: one.score,
        organisations: { common: one.organisations, share: one.organisationsShare },
        people: { common: one.people, share: one.peopleShare },
        outcomesAndThemes: { common: one.outcomes, share: one.outcomesShare },
        places: { common: one.places, share: one.placesShare },
        words: { share: one.wordsShare },
      })),
      next,
    }
  },
})

/** The pair a cursor stands for; the first page where it is none of ours. */
function pairAfter(cursor: string | undefined): readonly [number, number] {
  const found = /^(\d{1,15}) (\d{1,15})$/.exec(afterCursor(cursor) ?? '')
  return found ? [Number(found[1]), Number(found[2])] : [0, 0]
}

export const listMergeCandidates = read({
  name: 'landscape.merge-candidates',
  summary:
    'Pairs of groups that could be looked at as one: what it would save, what it would lose, and whose voices stay.',
  at: '/partnerships/:slug/merge-candidates',
  audience: 'members',
  query: z.object({}),
  answer: z.object({
    items: z.array(
      z.object({
        group: named,
        into: named,
        score: z.number(),
        /** Meetings and hours a year; null where they are not known, below 0 where it would take more. */
        saves: z.object({ meetings: z.number().nullable(), hours: z.number().nullable() }),
        loses: z.array(z.object({ kind: z.string(), words: z.string() })),
        keeps: z.array(z.string()),
      }),
    ),
  }),
  read: async ({ db }) => ({
    items: (await queries.candidateRows(db)).map(one => ({
      group: { id: one.group, name: one.groupName },
      into: { id: one.into, name: one.intoName },
      score: one.score,
      saves: { meetings: one.savesMeetings, hours: one.savesHours },
      loses: one.loses.map(({ kind, words }) => ({ kind, words })),
      keeps: [...one.keeps],
    })),
  }),
})
