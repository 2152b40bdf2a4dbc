// What the pages of budgets stand on: the budget in an address, how far it is, the way there and on.

import type { Asking } from '../../operation/ask.ts'
import { actsFor } from '../../operation/permission.ts'
import type { Params } from '../../ui/declare.ts'
import { addressOfActivity, type EngagementHere, engagementHere, isNumber } from '../engagement/public.ts'
import type { Phase } from './model.ts'
import { moneyIn } from './money.ts'
import { budgetRow, type ProjectRow, projectsOf } from './queries.ts'
import { phaseOf } from './rules.ts'

/** For strangers once its engagement is announced, for members always; null where it is not there. */
export async function budgetHere(asking: Asking, params: Params) {
  const { db, partnership, standing, today } = asking
  if (!isNumber(params.budget)) return null
  const row = await budgetRow(db, standing.inside, Number(params.budget))
  const engagement = row && (await engagementHere(asking, { engagement: String(row.engagement) }))
  if (!row || !engagement) return null
  return {
    ...row,
    slug: partnership!.slug,
    partnershipName: partnership!.name,
    of: engagement as EngagementHere,
    phase: phaseOf({ ...row, today }),
    mayRun: actsFor(standing, engagement.organisation),
    inside: standing.inside,
    today,
  }
}
export type BudgetHere = NonNullable<Awaited<ReturnType<typeof budgetHere>>>

/** The budget with its projects. */
export async function projectsHere(asking: Asking, params: Params) {
  const found = await budgetHere(asking, params)
  return found && { ...found, listed: await projectsOf(asking.db, found.inside, found.id) }
}
export type ProjectsHere = NonNullable<Awaited<ReturnType<typeof projectsHere>>>

/** The project in the address, with its budget; null where it is not part of it. */
export async function projectHere(asking: Asking, params: Params) {
  const found = await projectsHere(asking, params)
  const project = found?.listed.find(one => String(one.id) === params.project)
  return found && project ? { ...found, project } : null
}
export type ProjectHere = NonNullable<Awaited<ReturnType<typeof projectHere>>>

/** For those who may run it. */
export const toBeRun = async (asking: Asking, params: Params): Promise<ProjectsHere | null> => {
  const found = await projectsHere(asking, params)
  return found?.mayRun ? found : null
}

export const projectToBeRun = async (asking: Asking, params: Params): Promise<ProjectHere | null> => {
  const found = await projectHere(asking, params)
  return found?.mayRun ? found : null
}

export const addressOfBudget = (slug: string, id: number): string => `/p/${slug}/budgets/${id}`
export const addressOfProject = (slug: string, budget: number, id: number): string =>
  `${addressOfBudget(slug, budget)}/projects/${id}`

/** Where people vote; null where there is no vote to go to. */
export const addressOfVote = ({ slug, engagement, activity }: BudgetHere): string | null =>
  activity === null ? null : addressOfActivity(slug, engagement, { id: activity, kind: 'vote' })

export const listCrumb = (slug: string) => ({ href: `/p/${slug}/budgets`, words: 'You decide: budgets' })
export const crumbs = ({ slug, id, title }: Pick<BudgetHere, 'slug' | 'id' | 'title'>) => [
  listCrumb(slug),
  { href: addressOfBudget(slug, id), words: title },
]
export const runCrumbs = (one: Pick<BudgetHere, 'slug' | 'id' | 'title'>) => [
  ...crumbs(one),
  { href: `${addressOfBudget(one.slug, one.id)}/run`, words: 'Run it' },
]

export const toRun = (_outcome: unknown, { budget }: Params, base: string): string => `${base}/budgets/${budget}/run`

export const isFunded = ({ counted }: Pick<BudgetHere, 'counted'>, { code }: Pick<ProjectRow, 'code'>): boolean =>
  counted?.funded.includes(code) ?? false

const stepsOf: readonly { readonly phases: readonly Phase[]; readonly words: string }[] = [
  { phases: ['ideas'], words: 'Ideas' },
  { phases: ['check'], words: 'Checks' },
  { phases: ['shortlist', 'vote'], words: 'Vote' },
  { phases: ['count', 'result'], words: 'Result' },
  { phases: ['done'], words: 'Work' },
]

/** The line of steps; the one it has come to is marked, and said. */
export function Steps({ view: { phase, suggestUntil, imported } }: { view: BudgetHere }) {
  if (phase === 'called-off' || imported) return null
  const shown = stepsOf.filter(step => step.words !== 'Ideas' || suggestUntil !== null)
  const now = shown.findIndex(step => step.phases.includes(phase))
  return (
    <ol class="phases" aria-label="Steps of this budget">
      {shown.map((step, at) => (
        <li key={step.words} class={at < now ? 'done' : undefined} aria-current={at === now ? 'step' : undefined}>
          {step.words}
          {at < now ? <span class="unseen"> (done)</span> : null}
        </li>
      ))}
    </ol>
  )
}

/** An amount in the budget's currency. */
export const moneyOf = ({ currency }: Pick<BudgetHere, 'currency'>) => moneyIn(currency)
