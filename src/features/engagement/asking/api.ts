// What the public API says about questions, named field by field: whoever answers through it needs their names.

import { z } from 'zod'
import { read } from '../../../operation/read.ts'
import { activityHere } from '../here.tsx'
import { ballotKinds, type Question, questionKinds } from '../questions.ts'
import { type AskedVersion, askedVersions } from './queries.ts'

const kinds = [...(Object.keys(questionKinds) as (keyof typeof questionKinds)[]), 'ballot'] as const
const question = z.object({
  id: z.string(),
  kind: z.enum(kinds),
  title: z.string(),
  hint: z.string(),
  required: z.boolean(),
  when: z.object({ question: z.string(), is: z.array(z.string()) }).nullable(),
  options: z.array(z.object({ id: z.string(), words: z.string(), hint: z.string(), cost: z.number().nullable() })),
  scale: z.object({ from: z.number(), to: z.number(), low: z.string(), high: z.string() }).nullable(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  ballot: z
    .object({
      kind: z.enum(Object.keys(ballotKinds) as [keyof typeof ballotKinds]),
      amount: z.number().nullable(),
      points: z.number().nullable(),
    })
    .nullable(),
  about: z.string().nullable(),
})
const version = z.object({ version: z.number(), since: z.string(), because: z.string(), questions: z.array(question) })

const questionShape = (one: Question): z.infer<typeof question> => ({
  id: one.id,
  kind: one.kind,
  title: one.title,
  hint: one.hint ?? '',
  required: one.required,
  when: one.when ? { question: one.when.question, is: [...one.when.is] } : null,
  options: (one.options ?? []).map(({ id, words, hint = '', cost = null }) => ({ id, words, hint, cost })),
  scale: one.scale ? { from: one.scale.from, to: one.scale.to, low: one.scale.low, high: one.scale.high } : null,
  least: one.least ?? null,
  most: one.most ?? null,
  ballot: one.ballot
    ? { kind: one.ballot.kind, amount: one.ballot.amount ?? null, points: one.ballot.points ?? null }
    : null,
  about: one.about ?? null,
})

const versionShape = (one: AskedVersion): z.infer<typeof version> => ({
  version: one.version,
  since: one.frozen.toISOString(),
  because: one.because,
  questions: one.questions.map(questionShape),
})

export const questionsAsked = read({
  name: 'engagement.questions',
  summary: 'The questions of a questionnaire or vote, every version that people were asked, the newest first.',
  at: '/partnerships/:slug/engagements/:engagement/activities/:activity/questions',
  audience: 'anyone',
  query: z.object({}),
  answer: z.object({ activity: z.number(), title: z.string(), versions: z.array(version) }),
  read: async (asking, params) => {
    const found = await activityHere(asking, params)
    if (!found || !['questionnaire', 'vote'].includes(found.activity.kind)) return null
    const versions = await askedVersions(asking.db, found.activity.id)
    return { activity: found.activity.id, title: found.activity.title, versions: versions.map(versionShape) }
  },
})
