// What the public API says of budgets, named field by field. Drafts, suggestions that nobody read yet and results that are
// not published are not in it.

import { z } from 'zod'
import type { AskingHere } from '../../operation/ask.ts'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../operation/read.ts'
import { isNumber } from '../engagement/public.ts'
import { type BudgetRow, budgetRow, budgetsOf, type ProjectRow, projectsOf } from './queries.ts'
import { phaseOf } from './rules.ts'
import { whyWords } from './words.ts'

const place = z.object({ code: z.string(), name: z.string() }).nullable()

const budget = z.object({
  id: z.number(),
  title: z.string(),
  about: z.string(),
  /** Exact, as digits. */
  amount: z.string(),
  currency: z.string(),
  place,
  phase: z.string(),
  engagement: z.number(),
  suggestUntil: z.string().nullable(),
  opens: z.string(),
  closes: z.string(),
  ballot: z.string(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  points: z.number().nullable(),
  rule: z.string(),
  completion: z.string(),
  tieBreak: z.string(),
})

const shape = (row: Omit<BudgetRow, 'outside'>, today: string): z.infer<typeof budget> => ({
  id: row.id,
  title: row.title,
  about: row.about,
  amount: row.amount,
  currency: row.currency,
  place: row.place && { code: row.place.code, name: row.place.name },
  phase: phaseOf({ ...row, today }),
  engagement: row.engagement,
  suggestUntil: row.suggestUntil,
  opens: row.opens,
  closes: row.closes,
  ballot: row.ballot,
  least: row.least,
  most: row.most,
  points: row.points,
  rule: row.rule,
  completion: row.completion,
  tieBreak: row.tieBreak,
})

export const listBudgets = read({
  name: 'budgeting.list',
  summary: 'Participatory budgets: how much money, for which place, and how far each is.',
  at: '/partnerships/:slug/budgets',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(budget),
  read: async (asking, _params, { cursor, limit }) => {
    const { db, today } = asking as AskingHere
    const rows = await budgetsOf(db, false, { after: afterNumber(cursor), limit })
    const { items, next } = pageOf(rows, limit, row => String(row.id))
    return { items: items.map(row => shape(row, today)), next }
  },
})

const project = z.object({
  id: z.number(),
  code: z.string(),
  title: z.string(),
  words: z.string(),
  place,
  origin: z.string(),
  state: z.string(),
  cost: z.string().nullable(),
  because: z.string(),
  funded: z.boolean().nullable(),
  action: z.number().nullable(),
})

const result = z.object({
  countedOn: z.string(),
  publishedOn: z.string(),
  voters: z.number(),
  funded: z.array(z.string()),
  spent: z.string(),
  left: z.string(),
  recounts: z.array(
    z.object({
      countedOn: z.string(),
      voters: z.number(),
      funded: z.array(z.string()),
      countedAgainBecause: z.string(),
    }),
  ),
  projects: z.array(
    z.object({
      code: z.string(),
      cost: z.string(),
      votes: z.number(),
      score: z.string().nullable(),
      funded: z.boolean(),
      why: z.array(z.string()),
    }),
  ),
  rules: z.array(
    z.object({
      rule: z.string(),
      completion: z.string(),
      declared: z.boolean(),
      funded: z.array(z.string()),
      spent: z.string(),
      left: z.string(),
      votersServed: z.number(),
    }),
  ),
  file: z.string(),
})

export const oneBudget = read({
  name: 'budgeting.one',
  summary: 'One participatory budget with its projects and, once it is published, its result and why.',
  at: '/partnerships/:slug/budgets/:budget',
  audience: 'anyone',
  query: z.object({}),
  answer: budget.extend({ projects: z.array(project), result: result.nullable() }),
  read: async (asking, params) => {
    const { db, partnership, today, address } = asking as AskingHere
    const row = isNumber(params.budget) ? await budgetRow(db, false, Number(params.budget)) : null
    if (!row) return null
    const listed = await projectsOf(db, false, row.id)
    return {
      ...shape(row, today),
      projects: listed.map(one => projectShape(one, row.counted?.funded ?? null)),
      result:
        row.counted && row.publishedOn
          ? resultShape(row.counted, row.publishedOn, `${address}/p/${partnership.slug}/budgets/${row.id}/result.pb`)
          : null,
    }
  },
})

const projectShape = (one: ProjectRow, funded: readonly string[] | null): z.infer<typeof project> => ({
  id: one.id,
  code: one.code,
  title: one.title,
  words: one.words,
  place: one.place && { code: one.place.code, name: one.place.name },
  origin: one.origin,
  state: one.state,
  cost: one.cost,
  because: one.because,
  funded: funded && one.state === 'shortlisted' ? funded.includes(one.code) : null,
  action: one.action?.id ?? null,
})

type Counted = NonNullable<NonNullable<Awaited<ReturnType<typeof budgetRow>>>['counted']>

const resultShape = (counted: Counted, publishedOn: string, file: string): z.infer<typeof result> => ({
  countedOn: counted.on,
  publishedOn,
  voters: counted.voters,
  funded: [...counted.funded],
  spent: counted.spent,
  left: counted.left,
  recounts: counted.before.map(one => ({
    countedOn: one.on,
    voters: one.voters,
    funded: [...one.funded],
    countedAgainBecause: one.because,
  })),
  projects: counted.projects.map(one => ({
    code: one.code,
    cost: one.cost,
    votes: one.votes,
    score: one.score,
    funded: one.funded,
    why: [...whyWords(one, counted)],
  })),
  rules: counted.compared.map((one, at) => ({
    rule: one.rule,
    completion: one.completion,
    declared: at === 0,
    funded: [...one.funded],
    spent: one.spent,
    left: one.left,
    votersServed: one.votersServed,
  })),
  file,
})
