// What the public API says about rounds, named field by field. It names bodies, never people.

import { z } from 'zod'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../operation/read.ts'
import { findingOf, kinds } from './exceptions/exceptions.ts'
import { acceptedUpdates, roundSummary } from './exceptions/exceptions-queries.ts'
import { confidences, directions, statuses } from './model.ts'

const oneOf = <T extends Record<string, string>>(words: T) => z.enum(Object.keys(words) as [keyof T & string])
const status = oneOf(statuses).nullable()
const direction = oneOf(directions).nullable()
const confidence = oneOf(confidences).nullable()
const about = z.enum(['action', 'indicator'])

export const listUpdates = read({
  name: 'rounds.list-updates',
  summary: 'What owners said of work and figures, round by round, once it was accepted.',
  at: '/partnerships/:slug/updates',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      about,
      subject: z.number(),
      title: z.string(),
      status,
      direction,
      confidence,
      words: z.string(),
      /** Whether they only said that nothing had changed. */
      unchanged: z.boolean(),
      said: z.string(),
      saidBy: z.string().nullable(),
      round: z.object({ title: z.string(), from: z.string(), to: z.string() }),
    }),
  ),
  read: async ({ db }, _params, { cursor, limit }) => {
    const after = afterNumber(cursor)
    const { items, next } = pageOf(await acceptedUpdates(db, { after, limit }), limit, one => String(one.id))
    return {
      items: items.map(one => ({
        id: one.id,
        about: one.about,
        subject: one.subject,
        title: one.title,
        status: one.status,
        direction: one.direction,
        confidence: one.confidence,
        words: one.words,
        unchanged: one.unchanged,
        said: one.said,
        saidBy: one.saidBy,
        round: { title: one.round, from: one.from, to: one.to },
      })),
      next,
    }
  },
})

export const oneRound = read({
  name: 'rounds.one-round',
  summary: 'A round as its board sees it: what was asked, what came in, and what is out of order, with the reasons.',
  at: '/partnerships/:slug/rounds/:round',
  audience: 'members',
  query: z.object({}),
  answer: z.object({
    id: z.number(),
    title: z.string(),
    state: z.enum(['planned', 'open', 'closed', 'accepted', 'cancelled']),
    from: z.string(),
    to: z.string(),
    opens: z.string(),
    closes: z.string(),
    asAt: z.string(),
    finding: z.string(),
    items: z.array(
      z.object({
        id: z.number(),
        about,
        subject: z.number(),
        title: z.string(),
        responsible: z.string().nullable(),
        state: z.enum(['waiting', 'draft', 'submitted', 'returned', 'accepted']),
        status,
        direction,
        confidence,
        words: z.string(),
        /** What the board is asked to decide; empty for nothing. */
        needs: z.string(),
        unchanged: z.boolean(),
        exceptions: z.array(oneOf(kinds)),
        reasons: z.array(z.string()),
      }),
    ),
  }),
  read: async ({ db, partnership, today }, { round: written }) => {
    const found = await roundSummary(db, written!, partnership!.areaCode, today)
    if (!found) return null
    const { round, all, summary } = found
    const exceptional = new Map(summary.groups.flatMap(group => group.found.map(one => [one.item, one] as const)))
    return {
      id: round.round,
      title: round.title,
      state: round.state,
      from: round.starts,
      to: round.ends,
      opens: round.opens,
      closes: round.closes,
      asAt: round.asAt,
      finding: findingOf(round, summary),
      items: all.map(one => ({
        id: one.item,
        about: one.about,
        subject: one.subject,
        title: one.title,
        responsible: one.body,
        state: one.state,
        status: one.now.status,
        direction: one.now.direction,
        confidence: one.now.confidence,
        words: one.now.words,
        needs: one.now.needs,
        unchanged: one.unchanged,
        exceptions: [...(exceptional.get(one.item)?.kinds ?? [])],
        reasons: [...(exceptional.get(one.item)?.reasons ?? [])],
      })),
    }
  },
})
