// What people think of each statement, and which groups of people think alike.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { type Interval, wilsonInterval } from '../../../kernel/intervals.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { isSmall } from '../../../kernel/suppression.ts'
import { type OpinionGroups, type OpinionVote, opinionGroups } from './opinion-groups.ts'
import type { Opinion, Side } from './statements-of-groups.ts'
import { counts, isAsked, tallies } from './store.ts'

export interface StatementsCounted {
  /** Who said what they think of at least one statement. */
  readonly people: number
  readonly stances: number
  readonly statements: readonly StatementCounted[]
  /** A sentence says why there are none. */
  readonly groups: GroupsCounted | { readonly none: string }
}

export interface StatementCounted {
  readonly id: number
  readonly words: string
  readonly agree: number
  readonly disagree: number
  readonly pass: number
  /** 95% intervals of the shares of those who answered it; null where nobody did. */
  readonly agreeing: Interval | null
  readonly disagreeing: Interval | null
}

/** Shares of a group in whole per cent. */
export interface GroupShare {
  readonly agree: number
  readonly disagree: number
}

/** Groups, the largest first, each known by its place; statements by their place in `statements`. */
export interface GroupsCounted {
  readonly sizes: readonly number[]
  /** By statement and group; all are null where fewer people of one group answered than may be shown. */
  readonly shares: readonly (readonly (GroupShare | null)[])[]
  /** By group: what sets it apart. */
  readonly representative: readonly (readonly { readonly statement: number; readonly side: Side }[])[]
  /** On one side more than half of every group, the surest first. */
  readonly consensus: readonly { readonly statement: number; readonly side: Side }[]
  /** Statements, the largest difference between groups first. */
  readonly dividing: readonly number[]
  /** People in one small square of the picture, whose sides are −1 and 1. Nothing says who they are. */
  readonly points: readonly {
    readonly x: number
    readonly y: number
    readonly group: number
    readonly people: number
  }[]
  /** How many answered too few statements to be placed, and how many it takes. */
  readonly leftOut: number
  readonly leastAnswers: number
  readonly silhouette: number
  /** The share of all differences that the picture holds, 0 to 1. */
  readonly held: number
  /** Where people are very many, groups are found among so many of them, drawn by lot; else null. */
  readonly among: number | null
}

/** Of more people than this a lot is drawn. */
const mostGrouped = 10_000
/** Squares from one side of the picture to the other; rounding keeps anybody's exact answers out of it. */
const squares = 50

export async function countStatements(db: Db, activity: number): Promise<StatementsCounted> {
  const { rows: counted } = await sql<{ id: number; words: string; agree: number; disagree: number; pass: number }>`
    select s.id, s.words, coalesce(t.agree, 0) as agree, coalesce(t.disagree, 0) as disagree, coalesce(t.pass, 0) as pass from statement s
    left join (${tallies(activity)}) t on t.statement_id = s.id
    where s.activity_id = ${activity} and ${isAsked} order by s.id`.execute(db)
  const { people } = (
    await sql<{ people: number }>`
      select count(*)::int as people from response r where r.activity_id = ${activity} and ${counts} and exists (
        select from stance v join statement s on (s.partnership_id, s.id) = (v.partnership_id, v.statement_id)
        where (v.partnership_id, v.response_id) = (r.partnership_id, r.id) and ${isAsked})`.execute(db)
  ).rows[0]!
  const statements = counted.map(one => {
    const answers = one.agree + one.disagree + one.pass
    return { ...one, agreeing: wilsonInterval(one.agree, answers), disagreeing: wilsonInterval(one.disagree, answers) }
  })
  return {
    people,
    stances: statements.reduce((sum, one) => sum + one.agree + one.disagree + one.pass, 0),
    statements,
    groups: await countGroups(db, activity, statements, people),
  }
}

async function countGroups(
  db: Db,
  activity: number,
  statements: readonly StatementCounted[],
  people: number,
): Promise<StatementsCounted['groups']> {
  // The order of keyed hashes is chance, and the same at every count.
  const { rows } = await sql<{ person: number; statement: number; stance: Opinion }>`
    with drawn as (
      select r.partnership_id, r.id from response r where r.activity_id = ${activity} and ${counts}
        and exists (select from stance v where (v.partnership_id, v.response_id) = (r.partnership_id, r.id))
      order by r.voter_key limit ${mostGrouped})
    select v.response_id as person, v.statement_id as statement, v.stance from drawn d
    join stance v on (v.partnership_id, v.response_id) = (d.partnership_id, d.id)`.execute(db)
  const votes = rows.map(
    (row): OpinionVote => ({ participant: String(row.person), statement: String(row.statement), vote: row.stance }),
  )
  const found = opinionGroups(
    statements.map(one => String(one.id)),
    votes,
  )
  if (isRefusal(found)) return { none: found.words }
  // What everybody said, less what the others did, would be what the few did.
  if (found.groups.some(group => group.small))
    return { none: 'One group would have fewer than five people, so nothing is shown of what groups think.' }
  return shownOf(found, votes, statements, people > mostGrouped ? mostGrouped : null)
}

/** What a page may show of the groups that were found. */
function shownOf(
  found: OpinionGroups,
  votes: readonly OpinionVote[],
  statements: readonly StatementCounted[],
  among: number | null,
): GroupsCounted {
  const places = new Map(statements.map(({ id }, at) => [String(id), at]))
  const place = (statement: string): number => places.get(statement)!
  const shares = sharesOf(found, votes, places)
  const shown = (statement: string): boolean => shares[place(statement)]!.every(share => share !== null)
  return {
    sizes: found.groups.map(group => group.size),
    shares,
    representative: found.representative.map((list, group) =>
      list
        .filter(one => shares[place(one.statement)]![group] !== null)
        .map(one => ({ statement: place(one.statement), side: one.side })),
    ),
    consensus: found.consensus
      .filter(one => shown(one.statement))
      .map(one => ({ statement: place(one.statement), side: one.side })),
    dividing: found.dividing.filter(one => shown(one.statement)).map(one => place(one.statement)),
    points: pointsOf(found),
    leftOut: found.leftOut,
    leastAnswers: found.leastVotes,
    silhouette: found.silhouette,
    held: found.variance[0] + found.variance[1],
    among,
  }
}

function sharesOf(
  { groups, participants }: OpinionGroups,
  votes: readonly OpinionVote[],
  places: ReadonlyMap<string, number>,
): (GroupShare | null)[][] {
  const groupOf = new Map(participants.map(one => [one.participant, one.group]))
  const tallies = [...places].map(() => groups.map(() => ({ agree: 0, disagree: 0, answers: 0 })))
  for (const { participant, statement, vote } of votes) {
    const [at, group] = [places.get(statement), groupOf.get(participant)]
    if (at === undefined || group === undefined) continue
    const tally = tallies[at]![group]!
    tally.answers++
    if (vote === 1) tally.agree++
    if (vote === -1) tally.disagree++
  }
  const percent = (count: number, of: number) => Math.round((count / of) * 100)
  // How many agree in all is known, so the shares of the other groups would give the hidden one away.
  return tallies.map(each =>
    each.some(({ answers }) => answers === 0 || isSmall(answers))
      ? each.map(() => null)
      : each.map(({ agree, disagree, answers }) => ({
          agree: percent(agree, answers),
          disagree: percent(disagree, answers),
        })),
  )
}

/** Everybody in their square, in the order of the squares. */
function pointsOf({ participants }: OpinionGroups): GroupsCounted['points'] {
  const farthest = participants.reduce((far, { x, y }) => Math.max(far, Math.abs(x), Math.abs(y)), 0) || 1
  const rounded = (part: number) => Math.round(((part / farthest) * squares) / 2) / (squares / 2)
  const found = new Map<string, { x: number; y: number; group: number; people: number }>()
  for (const one of participants) {
    const [x, y] = [rounded(one.x), rounded(one.y)]
    const key = `${x} ${y} ${one.group}`
    const point = found.get(key) ?? { x, y, group: one.group, people: 0 }
    point.people++
    found.set(key, point)
  }
  return [...found.values()].sort((a, b) => a.x - b.x || a.y - b.y || a.group - b.group)
}
