// A whole vote from a file in Pabulib's format: a budget, its projects and one answer for each ballot.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { SentFile } from '../../operation/fields.ts'
import {
  addActivity,
  type EngagementFacts,
  endEngagement,
  freeze,
  keyOf,
  receiptHash,
  receiptOf,
  writeDraft,
} from '../engagement/public.ts'
import { readDecimal } from './counting/decimal.ts'
import type { Election } from './counting/model.ts'
import { ruleInFiles } from './exporting.ts'
import { type BudgetFile, pointsTooFine, type RuleUsed, type Terms } from './model.ts'
import { readPabulib } from './pabulib/read.ts'
import { everyRule } from './result.ts'
import { ballotQuestion } from './rules.ts'
import { secretOf } from './store.ts'
import { answerOf } from './votes.ts'

export interface Brought {
  readonly election: Election
  readonly title: string
  readonly currency: string
  readonly terms: Terms
  readonly file: BudgetFile
}

const mostRemarks = 100

/** What a file holds, or why it cannot be read; the refusal is beside the file. */
export function readBudget(file: SentFile): Brought | Refusal {
  const read = readPabulib(file.bytes)
  if (isRefusal(read)) return { ...read, field: 'file' }
  const { election } = read
  const exact = (points: string | undefined) => points === undefined || readDecimal(String(Number(points))) === points
  if (!election.ballots.every(ballot => ballot.choices.every(choice => exact(choice.points)))) return pointsTooFine
  const further = election.further ?? {}
  const { used, remark } = ruleIn(further.rule)
  const remarks = [...read.remarks, ...(remark ? [{ line: null, words: remark }] : [])]
  return {
    election,
    title: (election.name.trim() || file.name.replace(/\.pb$/i, '').replaceAll('_', ' ')).slice(0, 200),
    currency: /^[A-Z]{3}$/.test(further.currency ?? '') ? further.currency! : (further.currency ?? ''),
    terms: {
      amount: election.budget,
      ballot: election.kind,
      ...used,
      // Other files say nothing of ties; this is how published counts break them.
      tieBreak: further.tie_breaking === 'votes-cost-list' ? 'votes-cost-list' : 'lexico',
      least: wholeIn(further.min_length),
      most: wholeIn(further.max_length),
      points: election.kind === 'points' ? wholeIn(further.max_sum_points) : null,
    },
    file: { name: file.name, further, remarks: remarks.slice(0, mostRemarks), remarked: remarks.length },
  }
}

const ours: Readonly<Record<string, RuleUsed>> = Object.fromEntries(everyRule.map(used => [ruleInFiles(used), used]))

/** The rule that a file names, where it is one of ours; else the one that is nearest, and a remark that says so. */
function ruleIn(named = ''): { used: RuleUsed; remark: string | null } {
  const rule = named.toLowerCase()
  const used = ours[rule]
  if (used) return { used, remark: null }
  const shares = rule.startsWith('equalshares')
  const said =
    rule === '' || rule === 'unknown'
      ? 'The file does not say by which rule it was counted'
      : `The file was counted by the rule “${named}”, which is not offered here`
  return {
    used: ours[shares ? (rule.includes('add1') ? 'equalshares/add1' : 'equalshares') : 'greedy']!,
    remark: `${said}. Here it is counted by ${shares ? 'equal shares' : 'most votes first'}, and set beside the other rules.`,
  }
}

const wholeIn = (written: string | undefined): number | null =>
  /^\d{1,6}$/.test(written ?? '') ? Number(written) : null

export const ballotsIn = ({ ballots }: Election): number => ballots.reduce((sum, ballot) => sum + ballot.voters, 0)

/** Writes all of it; the question is frozen at once, and nobody can vote on it here. */
export async function writeBudget(
  db: Db,
  partnership: number,
  engagement: EngagementFacts,
  { election, title, currency, terms, file }: Brought,
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<number> {
  const activity = await addActivity(db, partnership, {
    engagement: engagement.engagement,
    kind: 'vote',
    title,
    about: '',
    peopleAdd: false,
  })
  const question = ballotQuestion(
    terms,
    election.projects.map(({ id, name, cost }) => ({ code: id, title: name, words: '', cost })),
  )
  // Elsewhere costs are shown in pounds.
  const options = question.options!.map(({ cost, ...option }) => (currency === 'GBP' ? { ...option, cost } : option))
  await writeDraft(db, partnership, activity, 1, [{ ...question, options }])
  await freeze(db, [activity], now)
  const { id } = await db
    .insertInto('budget')
    .values({
      partnership_id: partnership,
      engagement_id: engagement.engagement,
      activity_id: activity,
      title,
      amount: terms.amount,
      currency,
      place_code: null,
      suggest_until: null,
      ballot: terms.ballot,
      rule: terms.rule,
      completion: terms.completion,
      tie_break: terms.tieBreak,
      least: terms.least,
      most: terms.most,
      points: terms.points,
      started_on: today,
      counted: null,
      counted_at: null,
      published_on: null,
      outside: JSON.stringify(file),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeProjects(db, partnership, id, election, now)
  await writeBallots(
    db,
    partnership,
    { activity, closes: engagement.closes, engagement: engagement.engagement },
    election,
  )
  if (engagement.state !== 'closed') await endEngagement(db, engagement.engagement, now)
  return id
}

const writeProjects = (db: Db, partnership: number, budget: number, { projects }: Election, now: Date) =>
  sql`insert into project (partnership_id, budget_id, code, title, cost, state, origin, added_at, outside)
    select ${partnership}, ${budget}, code, title, cost, 'shortlisted', 'imported', ${now}, outside
    from unnest(${projects.map(one => one.id)}::text[], ${projects.map(one => one.name)}::text[], ${projects.map(one => one.cost)}::numeric[],
      ${projects.map(one => JSON.stringify(one.further ?? {}))}::json[]) with ordinality as p (code, title, cost, outside, place)
    order by place`.execute(db)

const inOneStatement = 5000

/** One answer for each voter, in the order of merged ballots: nothing says who stood where in the file. */
async function writeBallots(
  db: Db,
  partnership: number,
  vote: { readonly activity: number; readonly engagement: number; readonly closes: string },
  { kind, ballots }: Election,
): Promise<void> {
  const key = keyOf(await secretOf(db, vote.engagement), vote.activity)
  const rows: { key: Buffer; receipt: Buffer; answers: string }[] = []
  for (const { choices, voters } of ballots) {
    const answer = answerOf(kind, choices)
    const answers = JSON.stringify(answer === undefined ? {} : { q1: answer })
    for (let at = 0; at < voters; at++) {
      const voterKey = key(`imported|${rows.length + 1}`)
      rows.push({ key: voterKey, receipt: receiptHash(receiptOf(key, voterKey)), answers })
    }
  }
  for (let from = 0; from < rows.length; from += inOneStatement) {
    const some = rows.slice(from, from + inOneStatement)
    await sql`insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, answers, received_at)
      select ${partnership}, ${vote.activity}, 1, key, receipt, 'imported', answers, (${vote.closes}::date + time '12:00') at time zone 'Europe/London'
      from unnest(${some.map(one => one.key)}::bytea[], ${some.map(one => one.receipt)}::bytea[], ${some.map(one => one.answers)}::jsonb[])
        as b (key, receipt, answers)`.execute(db)
  }
}
