// The votes of a budget as they stand in the database, one row for all who voted alike, and as an election to count.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { Source } from '../engagement/public.ts'
import { type Decimal, readDecimal } from './counting/decimal.ts'
import { type Ballot, type BallotKind, type Choice, type Election, mergeBallots } from './counting/model.ts'
import type { BudgetFacts, Counted } from './model.ts'

type Answer = string | readonly string[] | Readonly<Record<string, number>> | null

/** Of a budget that came from a file what the file held, and nothing else. */
const ofBudget = ({ activity, imported }: Pick<BudgetFacts, 'activity' | 'imported'>) =>
  sql`r.activity_id = ${activity} and (${imported} = (r.source = 'imported'))`

/** How many ballots there are, by how they came; those that somebody set aside or took back are told apart. */
export async function ballotsCast(
  db: Db,
  facts: Pick<BudgetFacts, 'activity' | 'imported'>,
): Promise<Pick<Counted, 'sources' | 'setAside' | 'takenBack'>> {
  const { rows } = await sql<{
    source: Source
    fate: 'counts' | 'set-aside' | 'taken-back' | 'corrected'
    ballots: number
  }>`
    select source, case when withdrawn_on is not null and source <> 'paper' then 'taken-back' when withdrawn_on is not null then 'corrected' when set_aside_on is not null then 'set-aside' else 'counts' end as fate,
      count(*)::int as ballots from response r where ${ofBudget(facts)} group by 1, 2`.execute(db)
  const sum = (fate: string) => rows.filter(row => row.fate === fate).reduce((all, row) => all + row.ballots, 0)
  return {
    sources: Object.fromEntries(rows.filter(row => row.fate === 'counts').map(row => [row.source, row.ballots])),
    setAside: sum('set-aside'),
    takenBack: sum('taken-back'),
  }
}

/** The vote, with equal ballots merged in an order that tells nothing of who voted when. */
export async function electionOf(
  db: Db,
  facts: Pick<BudgetFacts, 'budget' | 'budgetTitle' | 'activity' | 'imported' | 'amount' | 'ballot'>,
): Promise<Election> {
  const { rows: projects } = await sql<{ id: string; name: string; cost: Decimal; further: Record<string, string> }>`
    select p.code as id, p.title as name, trim_scale(p.cost)::text as cost, coalesce(p.outside, '{}') as further
    from project p where p.budget_id = ${facts.budget} and p.state = 'shortlisted' order by p.id`.execute(db)
  const { rows } = await sql<{ answer: Answer; voters: number }>`
    select r.answers->'q1' as answer, count(*)::int as voters from response r
    where ${ofBudget(facts)} and r.set_aside_on is null and r.withdrawn_on is null group by 1`.execute(db)
  return {
    name: facts.budgetTitle,
    kind: facts.ballot,
    budget: facts.amount,
    projects,
    ballots: mergeBallots(facts.ballot, rows.map(ballotOf(facts.ballot))),
  }
}

const ballotOf =
  (kind: BallotKind) =>
  ({ answer, voters }: { answer: Answer; voters: number }): Ballot => ({ choices: choicesIn(kind, answer), voters })

function choicesIn(kind: BallotKind, answer: Answer): Choice[] {
  if (answer === null) return []
  if (kind === 'points')
    return Object.entries(answer as Record<string, number>).map(([project, points]) => ({
      project,
      points: readDecimal(String(points))!,
    }))
  return (typeof answer === 'string' ? [answer] : (answer as readonly string[])).map(project => ({ project }))
}

/** A ballot as its answer is kept; nothing where it names no project. */
export function answerOf(kind: BallotKind, choices: readonly Choice[]): Answer | undefined {
  if (choices.length === 0) return undefined
  if (kind === 'points') return Object.fromEntries(choices.map(({ project, points }) => [project, Number(points)]))
  const named = choices.map(choice => choice.project)
  return kind === 'choose-one' && named.length === 1 ? named[0]! : named
}
