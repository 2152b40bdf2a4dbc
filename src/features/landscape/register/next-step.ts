// The one thing to do next on the register, as it stands.

import { counted, listOf } from '../../../kernel/words.ts'
import { missingOf, type Sized } from './burden.ts'
import type { ContentTheme } from './model.ts'

interface Step {
  readonly words: string
  /** Under the register's address. */
  readonly path: string
}

interface Standing {
  readonly requirements: { readonly size: number }
  readonly held: readonly {
    readonly plan: { readonly id: number; readonly name: string; readonly organisation: number | null }
    readonly cost: Sized
    readonly contents: ReadonlySet<ContentTheme>
  }[]
  readonly bodies: readonly { readonly organisation: number | null; readonly name: string }[]
  readonly combinations: readonly { readonly plans: readonly { readonly name: string }[] }[]
  readonly gaps: readonly unknown[]
}

/** What is missing comes before what could be made of it; null where there is nothing to do. */
export function nextStep({ requirements, held, bodies, combinations, gaps }: Standing): Step | null {
  if (requirements.size === 0)
    return { words: 'take in the starter list, so that it shows what is required of whom', path: '/requirements' }
  if (held.length === 0) return { words: 'put the first plan on the register', path: '/plans/add' }
  const empty = held.filter(one => one.contents.size === 0)
  if (empty[0]) return { words: `say what “${empty[0].plan.name}” contains`, path: `/plans/${empty[0].plan.id}` }
  const unsaid = bodies
    .map(body => ({
      body,
      plans: held.filter(one => missingOf([one.cost]).length && one.plan.organisation === body.organisation),
    }))
    .sort((a, b) => b.plans.length - a.plans.length)[0]
  if (unsaid?.plans.length)
    return {
      words: `ask ${unsaid.body.name} for what is missing of ${counted(unsaid.plans.length, 'plan')}: ${listOf(missingOf(unsaid.plans.map(one => one.cost)))}`,
      path: `/bodies/${unsaid.body.organisation ?? 'own'}`,
    }
  if (combinations[0])
    return {
      words: `talk about whether ${listOf(combinations[0].plans.map(plan => `“${plan.name}”`))} could be one plan`,
      path: '#one-plan',
    }
  return gaps.length
    ? { words: `look whether ${counted(gaps.length, 'duty', 'duties')} without a plan should have one`, path: '#gaps' }
    : null
}
