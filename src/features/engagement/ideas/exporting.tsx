// Ideas as an open file, part by part, and for programs.

import { z } from 'zod'
import type { Asking, Parts } from '../../../operation/ask.ts'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import { writeCsv } from '../../../outside/sheets.ts'
import { download, type Params } from '../../../ui/declare.ts'
import { activityHere } from '../here.tsx'
import { ideasAfter } from './store.ts'

const headings = ['number', 'title', 'words', 'place', 'place code', 'day', 'supporters', 'comments']
const inOnePart = 2000

const ideasHere = async (asking: Asking, params: Params) => {
  const found = await activityHere(asking, params)
  return found?.activity.kind === 'ideas' ? found : null
}

/** Everybody sees shown ideas from the first day, so the file is open as soon. */
const ideasFile = download({
  at: '/p/:slug/engagements/:engagement/results/:activity/ideas.csv',
  audience: 'anyone',
  read: async (asking, params) => {
    const found = await ideasHere(asking, params)
    if (!found || found.state === 'draft') return null
    const { id } = found.activity
    return { name: `ideas-${id}.csv`, type: 'text/csv; charset=utf-8', body: partsOf(id) }
  },
})

const partsOf = (activity: number): Parts => ({
  part: async ({ db }, after) => {
    const ideas = await ideasAfter(db, activity, Number(after ?? 0), inOnePart)
    const text = writeCsv(
      headings,
      ideas.map(one => [
        one.id,
        one.title,
        one.words,
        one.place ?? '',
        one.placeCode ?? '',
        one.day,
        one.supporters,
        one.comments,
      ]),
    )
    return {
      // Headings stand in the first part only; they are one line each.
      text: after === null ? text : text.slice(text.indexOf('\r\n') + 2),
      next: ideas.length < inOnePart ? null : String(ideas.at(-1)!.id),
    }
  },
})

export const faces = [ideasFile]

export const listIdeas = read({
  name: 'engagement.ideas',
  summary: 'The ideas that people put forward and that everyone sees, with how many people support each.',
  at: '/partnerships/:slug/engagements/:engagement/activities/:activity/ideas',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      title: z.string(),
      words: z.string(),
      place: z.object({ code: z.string(), name: z.string() }).nullable(),
      given: z.string(),
      supporters: z.number(),
      comments: z.number(),
    }),
  ),
  read: async (asking, params, { cursor, limit }) => {
    const found = await ideasHere(asking, params)
    if (!found) return null
    const ideas = await ideasAfter(asking.db, found.activity.id, afterNumber(cursor), limit + 1)
    const { items, next } = pageOf(ideas, limit, one => String(one.id))
    return {
      items: items.map(one => ({
        id: one.id,
        title: one.title,
        words: one.words,
        place: one.placeCode === null ? null : { code: one.placeCode, name: one.place ?? one.placeCode },
        given: one.day,
        supporters: one.supporters,
        comments: one.comments,
      })),
      next,
    }
  },
})
