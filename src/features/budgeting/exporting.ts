// A published vote as a file in Pabulib's format, so that anybody can count it again.

import type { Db } from '../../db/handles.ts'
import type { BudgetFile, Counted, RuleUsed, Terms } from './model.ts'
import { writePabulib } from './pabulib/write.ts'
import { electionOf } from './votes.ts'

/** What files call a rule. */
export const ruleInFiles = ({ rule, completion }: RuleUsed): string =>
  rule === 'greedy' ? 'greedy' : completion === 'none' ? 'equalshares' : `equalshares/${completion}`

interface Exported extends Terms {
  readonly id: number
  readonly title: string
  readonly currency: string
  readonly activity: number | null
  readonly imported: boolean
  readonly opens: string
  readonly closes: string
  readonly counted: Counted | null
  readonly outside: BudgetFile | null
}

/** The file, with the projects that got money marked as selected. What another file said of itself stays in it. */
export async function pabulibOf(db: Db, facts: Exported, partnership: string): Promise<string> {
  const election = await electionOf(db, { ...facts, budget: facts.id, budgetTitle: facts.title })
  const further = facts.outside?.further ?? {
    country: 'United Kingdom',
    unit: partnership,
    instance: facts.closes.slice(0, 4),
    language: 'en',
    currency: facts.currency,
    rule: ruleInFiles(facts),
    tie_breaking: facts.tieBreak,
    date_begin: dotted(facts.opens),
    date_end: dotted(facts.closes),
    ...(facts.least === null ? {} : { min_length: String(facts.least) }),
    ...(facts.most === null ? {} : { max_length: String(facts.most) }),
    ...(facts.points === null ? {} : { max_sum_points: String(facts.points) }),
  }
  return writePabulib({ ...election, further }, facts.counted!.funded)
}

/** The format writes days as 21.09.2023. */
const dotted = (day: string): string => day.split('-').toReversed().join('.')
