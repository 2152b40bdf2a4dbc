// What the public API says about plans, outcomes and frameworks, named field by field. Adopted words only.

import { z } from 'zod'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../operation/read.ts'
import { agreement, type WordedOutcome } from './comparison.ts'
import { addressOfOutcome } from './public.ts'
import * as queries from './queries.ts'

const goal = z.object({ goal: z.string(), title: z.string(), framework: z.string() })
const outcome = z.object({
  id: z.number(),
  address: z.string(),
  title: z.string(),
  description: z.string(),
  theme: z.object({ id: z.number(), title: z.string() }),
  horizon: z.string(),
  dimensions: z.array(z.string()),
  partner: z.object({ id: z.number(), name: z.string() }).nullable(),
  parent: z.object({ id: z.number(), title: z.string() }).nullable(),
  goals: z.array(goal),
})

const outcomeShape = (one: WordedOutcome, slug: string, view: queries.VersionView): z.infer<typeof outcome> => ({
  id: one.id,
  address: addressOfOutcome(slug, one.id, one.title),
  title: one.title,
  description: one.description,
  theme: { id: one.theme, title: view.themes.find(theme => theme.id === one.theme)?.title ?? '' },
  horizon: one.horizon,
  dimensions: [...one.dimensions],
  partner: one.partner === null ? null : { id: one.partner, name: one.partnerName ?? '' },
  parent: one.parent === null ? null : { id: one.parent, title: one.parentTitle ?? '' },
  goals: one.goals.map(({ key, title, framework }) => ({ goal: key, title, framework })),
})

export const onePlan = read({
  name: 'plans.plan',
  summary: 'The adopted plan for the whole area.',
  at: '/partnerships/:slug/plan',
  audience: 'anyone',
  query: z.object({}),
  answer: z.object({
    id: z.number(),
    title: z.string(),
    version: z.object({ id: z.number(), number: z.number() }),
    vision: z.string(),
    summary: z.string(),
    starts: z.string(),
    ends: z.string(),
    adoptedOn: z.string().nullable(),
    because: z.string(),
    agreement: z.string().nullable(),
    themes: z.array(z.object({ id: z.number(), title: z.string(), description: z.string() })),
    outcomes: z.array(outcome),
  }),
  read: async ({ db, partnership }) => {
    const view = await queries.adoptedPlan(db)
    if (!view) return null
    const voices = await queries.voices(db, view.version)
    return {
      id: view.plan,
      title: view.title,
      version: { id: view.version, number: view.number },
      vision: view.vision,
      summary: view.summary,
      starts: view.starts,
      ends: view.ends,
      adoptedOn: view.adoptedOn,
      because: view.because,
      agreement: agreement(
        voices.filter(voice => voice.endorsedOn !== null),
        voices.length,
      ),
      themes: view.themes.map(({ id, title, description }) => ({ id, title, description })),
      outcomes: view.outcomes.map(one => outcomeShape(one, partnership!.slug, view)),
    }
  },
})

export const listOutcomes = read({
  name: 'plans.outcomes',
  summary: 'The outcomes of the adopted plan for the whole area.',
  at: '/partnerships/:slug/outcomes',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(outcome),
  read: async ({ db, partnership }, _params, { cursor, limit }) => {
    const view = await queries.adoptedPlan(db)
    const after = afterNumber(cursor)
    const rows = [...(view?.outcomes ?? [])].filter(one => one.id > after).sort((a, b) => a.id - b.id)
    const { items, next } = pageOf(rows, limit, one => String(one.id))
    return { items: items.map(one => outcomeShape(one, partnership!.slug, view!)), next }
  },
})

export const listPlans = read({
  name: 'plans.list',
  summary: 'The adopted plans of a partnership: for the whole area, for places and for communities.',
  at: '/partnerships/:slug/plans',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      kind: z.string(),
      title: z.string(),
      place: z.string().nullable(),
      community: z.string(),
      parentPlan: z.number().nullable(),
      vision: z.string(),
      starts: z.string(),
      ends: z.string(),
      adoptedOn: z.string().nullable(),
      outcomes: z.number(),
    }),
  ),
  read: async ({ db }, _params, { cursor, limit }) => {
    const after = afterNumber(cursor)
    const rows = await queries.plansOf(db, false, { after: Number.isSafeInteger(after) ? after : 0, limit })
    const { items, next } = pageOf(rows, limit, one => String(one.id))
    return {
      items: items.map(one => ({
        id: one.id,
        kind: one.kind,
        title: one.title,
        place: one.place,
        community: one.community,
        parentPlan: one.parentPlan,
        vision: one.vision,
        starts: one.starts,
        ends: one.ends,
        adoptedOn: one.adoptedOn,
        outcomes: one.outcomes,
      })),
      next,
    }
  },
})

const framework = z.object({
  code: z.string(),
  name: z.string(),
  version: z.string(),
  publisher: z.string(),
  source: z.string(),
  adoptedOn: z.string().nullable(),
  goals: z.array(z.object({ code: z.string(), title: z.string() })),
})

const frameworkShape = (one: queries.FrameworkView): z.infer<typeof framework> => ({
  code: one.code,
  name: one.name,
  version: one.version,
  publisher: one.publisher,
  source: one.source,
  adoptedOn: one.adoptedOn,
  goals: one.goals.map(({ code, title }) => ({ code, title })),
})

export const listFrameworks = read({
  name: 'plans.frameworks',
  summary: 'The frameworks of goals that outcomes can be mapped to.',
  at: '/frameworks',
  audience: 'anyone',
  query: z.object({}),
  answer: z.object({ items: z.array(framework), next: z.null() }),
  read: async ({ db }) => ({ items: (await queries.frameworks(db)).map(frameworkShape), next: null }),
})

export const oneFramework = read({
  name: 'plans.framework',
  summary: 'One framework with its goals.',
  at: '/frameworks/:framework',
  audience: 'anyone',
  query: z.object({}),
  answer: framework,
  read: async ({ db }, params) => {
    const [found] = await queries.frameworks(db, params.framework!)
    return found ? frameworkShape(found) : null
  },
})
