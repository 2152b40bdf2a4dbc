// What the public API says about results, named field by field: the same that the page shows, to whom it shows them.

import { z } from 'zod'
import { read } from '../../../operation/read.ts'
import { activityHere } from '../here.tsx'
import type { AnswersCounted } from './model.ts'
import { resultOf } from './queries.ts'

const hidden = z.number().nullable()

export const activityResults = read({
  name: 'engagement.results',
  summary: 'What people answered in an activity, as it was last counted. Null numbers are too small to be shown.',
  at: '/partnerships/:slug/engagements/:engagement/activities/:activity/results',
  audience: 'anyone',
  query: z.object({}),
  answer: z.object({
    activity: z.number(),
    title: z.string(),
    kind: z.string(),
    countedAt: z.string(),
    responses: z.number(),
    setAside: z.number(),
    takenBack: z.number(),
    /** Of questionnaires: how many answered a version before the one in force. */
    earlier: z.number(),
    sources: z.record(z.string(), z.number()),
    weeks: z.array(z.object({ starts: z.string(), responses: z.number() })),
    paper: z
      .object({
        printed: z.number(),
        filled: z.number(),
        blank: z.number(),
        spoilt: z.number(),
        answeredAlready: z.number(),
      })
      .nullable(),
    /** Of questionnaires, votes and meetings; other kinds have results of their own. */
    questions: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        kind: z.string(),
        /** Whether it stands in the version in force. */
        inForce: z.boolean(),
        answered: z.number(),
        options: z.array(
          z.object({
            id: z.string(),
            words: z.string(),
            count: z.number(),
            firsts: z.number().nullable(),
            borda: z.number().nullable(),
            points: z.number().nullable(),
          }),
        ),
        scale: z
          .object({
            from: z.number(),
            to: z.number(),
            counts: z.array(z.number()),
            mean: z.number().nullable(),
            median: z.number().nullable(),
            deviation: z.number().nullable(),
          })
          .nullable(),
        written: z.number().nullable(),
      }),
    ),
    /** Who took part, by group; empty until no answer can come in any more. */
    groupings: z.array(
      z.object({
        grouping: z.string(),
        title: z.string(),
        groups: z.array(z.object({ id: z.string(), words: z.string(), count: hidden })),
        notSaid: hidden,
      }),
    ),
  }),
  read: async (asking, params) => {
    const view = await activityHere(asking, params)
    const kept = view?.resultsOpen ? await resultOf(asking.db, view.activity.id) : null
    if (!view || !kept) return null
    const { people, result } = kept.counted
    const { questions = [], groupings = [] } = (result ?? {}) as Partial<AnswersCounted>
    const answered = ['questionnaire', 'vote', 'meeting'].includes(view.activity.kind)
    return {
      activity: view.activity.id,
      title: view.activity.title,
      kind: view.activity.kind,
      countedAt: kept.at.toISOString(),
      responses: people.responses,
      setAside: people.setAside,
      takenBack: people.takenBack,
      earlier: people.earlier,
      sources: { ...people.sources },
      weeks: people.weeks.map(({ starts, responses }) => ({ starts, responses })),
      paper: people.paper && {
        printed: people.paper.printed,
        filled: people.paper.filled,
        blank: people.paper.blank,
        spoilt: people.paper.spoilt,
        answeredAlready: people.paper.answeredAlready,
      },
      questions: (answered ? questions : []).map(one => ({
        id: one.id,
        title: one.title,
        kind: one.shape,
        inForce: one.inForce,
        answered: one.answered,
        options: one.options.map(({ id, words, count, firsts = null, borda = null, points = null }) => ({
          id,
          words,
          count,
          firsts,
          borda,
          points,
        })),
        scale: one.scale && {
          from: one.scale.from,
          to: one.scale.to,
          counts: [...one.scale.counts],
          mean: one.scale.mean,
          median: one.scale.median,
          deviation: one.scale.deviation,
        },
        written: one.texts?.written ?? null,
      })),
      groupings: (answered ? groupings : []).map(({ grouping, title, groups, notSaid }) => ({
        grouping,
        title,
        groups: groups.map(({ id, words, count }) => ({ id, words, count })),
        notSaid,
      })),
    }
  },
})
