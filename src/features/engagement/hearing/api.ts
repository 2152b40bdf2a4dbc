// What the public API says about what people said: themes with quotes, what was hidden and why, how answers were checked.

import { z } from 'zod'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import { engagementHere } from '../here.tsx'
import * as checks from './checks/queries.ts'
import { signs } from './checks/rules.ts'
import { reasons, things, verdicts } from './moderation/model.ts'
import * as moderation from './moderation/queries.ts'
import * as sorting from './sorting/queries.ts'

const keysOf = <K extends string>(words: Readonly<Record<K, unknown>>) => Object.keys(words) as [K, ...K[]]
const verdict = z.enum(keysOf(verdicts))

export const listThemes = read({
  name: 'engagement.themes',
  summary:
    'What people said in their own words, by theme: how many texts of those sorted, the share with its 95% interval, quotes.',
  at: '/partnerships/:slug/engagements/:engagement/themes',
  audience: 'anyone',
  query: z.object({}),
  answer: z.object({
    sorted: z.number(),
    themes: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        words: z.string(),
        texts: z.number(),
        share: z.object({ percent: z.number(), low: z.number(), high: z.number() }).nullable(),
        quotes: z.array(z.object({ words: z.string(), who: z.string() })),
      }),
    ),
  }),
  read: async (asking, params) => {
    const found = await engagementHere(asking, params)
    if (!found?.resultsOpen) return null
    const themes = await sorting.themesOf(asking.db, found.id)
    return {
      sorted: themes[0]?.of ?? 0,
      themes: themes.map(one => {
        const share = sorting.shareOf(one)
        return {
          id: one.id,
          title: one.title,
          words: one.words,
          texts: one.texts,
          share: share && { percent: share.share, low: share.low, high: share.high },
          quotes: one.quotes.map(({ words, who }) => ({ words, who })),
        }
      }),
    }
  },
})

export const listModeration = read({
  name: 'engagement.moderation',
  summary:
    'Every decision to show or hide what somebody wrote, newest first: its reason and how an appeal ended, no words.',
  at: '/partnerships/:slug/engagements/:engagement/moderation',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      thing: z.enum(keysOf(things)),
      verdict,
      reason: z.enum([...keysOf(reasons), '']),
      decided: z.string(),
      appealed: z.string().nullable(),
      appealVerdict: verdict.nullable(),
      appealDecided: z.string().nullable(),
    }),
  ),
  read: async (asking, params, { cursor, limit }) => {
    const found = await engagementHere(asking, params)
    if (!found) return null
    const before = afterNumber(cursor) || undefined
    const { items, next } = pageOf(
      await moderation.log(asking.db, found.id, { before, limit: limit + 1 }),
      limit,
      one => String(one.id),
    )
    return {
      items: items.map(one => ({
        id: one.id,
        thing: one.thing,
        verdict: one.verdict,
        reason: one.reason,
        decided: one.decidedAt.toISOString(),
        appealed: one.appealedAt?.toISOString() ?? null,
        appealVerdict: one.appealVerdict,
        appealDecided: one.appealDecidedAt?.toISOString() ?? null,
      })),
      next,
    }
  },
})

export const checksReport = read({
  name: 'engagement.checks',
  summary: 'How answers were checked: when, what signs were found, and what a person made of each.',
  at: '/partnerships/:slug/engagements/:engagement/checks',
  audience: 'anyone',
  query: z.object({}),
  answer: z.object({
    activities: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        looks: z.number(),
        last: z.string().nullable(),
        setAside: z.number(),
      }),
    ),
    clusters: z.array(
      z.object({
        id: z.number(),
        activity: z.number(),
        sign: z.enum(keysOf(signs)),
        words: z.string(),
        responses: z.number(),
        found: z.string(),
        judged: z.enum(['counted', 'set-aside']).nullable(),
        because: z.string(),
        judgedOn: z.string().nullable(),
      }),
    ),
  }),
  read: async (asking, params) => {
    const found = await engagementHere(asking, params)
    if (!found) return null
    const looks = await checks.looks(asking.db, found.id)
    return {
      activities: found.activities.map(one => {
        const looked = looks.find(each => each.activity === one.id)
        return {
          id: one.id,
          title: one.title,
          looks: looked?.looks ?? 0,
          last: looked?.last?.toISOString() ?? null,
          setAside: looked?.setAside ?? 0,
        }
      }),
      clusters: (await checks.clusters(asking.db, found.id)).map(one => ({
        id: one.id,
        activity: one.activity,
        sign: one.sign,
        words: one.words,
        responses: one.responses,
        found: one.foundAt.toISOString(),
        judged: one.judged,
        because: one.because,
        judgedOn: one.judgedOn,
      })),
    }
  },
})
