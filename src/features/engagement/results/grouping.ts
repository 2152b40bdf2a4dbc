// What people said about themselves, and answers broken down by it, counted in the database and kept only as far as it
// may be shown.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { preferNotToSay } from '../questions.ts'
import type { Asked } from './asked.ts'
import { counting, optionsGiven } from './given.ts'
import type { GroupingCounted, QuestionCounted, Shape, Split } from './model.ts'
import { chosenBy, columnsOf, exclusive, shownGroups } from './splitting.ts'

export interface Groups {
  readonly question: string
  readonly ids: readonly string[]
  readonly words: readonly string[]
  /** With those who did not say as the last. */
  readonly totals: readonly number[]
  readonly shown: GroupingCounted
}

/** How many of `responses` are in each group of each question about the person. */
export async function countGroups(
  db: Db,
  activity: number,
  asked: readonly Asked[],
  responses: number,
): Promise<readonly Groups[]> {
  const questions = asked.filter(one => one.about)
  if (questions.length === 0) return []
  const { rows } = await sql<{ question: string; group: string; count: number }>`
    select g.key as question, g.value as "group", count(*)::int as count
    from response r join response_about b on (b.partnership_id, b.response_id) = (r.partnership_id, r.id), jsonb_each_text(b.answers) g
    where ${counting(activity)} group by 1, 2`.execute(db)
  return questions.map(({ id, title, about, options }) => {
    const groups = options.filter(option => option.id !== preferNotToSay)
    const counts = groups.map(one => rows.find(row => row.question === id && row.group === one.id)?.count ?? 0)
    const { counts: shown, notSaid } = shownGroups(counts, responses)
    return {
      question: id,
      ids: groups.map(one => one.id),
      words: groups.map(one => one.words),
      totals: [...counts, responses - counts.reduce((sum, count) => sum + count, 0)],
      shown: {
        question: id,
        grouping: about!,
        title,
        groups: groups.map((one, at) => ({ id: one.id, words: one.words, count: shown[at]! })),
        notSaid,
      },
    }
  })
}

export async function withSplits(
  db: Db,
  activity: number,
  asked: readonly Asked[],
  questions: readonly QuestionCounted[],
  groups: readonly Groups[],
): Promise<readonly QuestionCounted[]> {
  if (groups.length === 0) return questions
  const split: QuestionCounted[] = []
  for (const question of questions) {
    const byGroup = ['one', 'several', 'scale', 'place'].includes(question.shape)
      ? await optionsByGroup(db, activity, asked.find(one => one.id === question.id)!, question.shape)
      : null
    split.push(
      byGroup ? { ...question, splits: groups.flatMap(one => splitOf(question, one, byGroup) ?? []) } : question,
    )
  }
  return split
}

type ByGroup = (about: string, group: string, option: string) => number

/** How many of each group chose each option; whoever did not say is in none of them. */
async function optionsByGroup(db: Db, activity: number, question: Asked, shape: Shape): Promise<ByGroup> {
  const { rows } = await sql<{ about: string; group: string; option: string; count: number }>`
    select g.key as about, g.value as "group", o.option, count(*)::int as count
    from response_about b join response r on (r.partnership_id, r.id) = (b.partnership_id, b.response_id)
    cross join lateral ${optionsGiven[shape]!(question.id)} cross join lateral jsonb_each_text(b.answers) g
    where ${counting(activity)} and r.version = any(${[...question.versions]}::int[]) and jsonb_exists(r.answers, ${question.id})
    group by 1, 2, 3`.execute(db)
  const counts = new Map(rows.map(row => [JSON.stringify([row.about, row.group, row.option]), row.count]))
  return (about, group, option) => counts.get(JSON.stringify([about, group, option])) ?? 0
}

const notSaidWords = 'Did not say'
const noAnswerWords = 'No answer'

/** Null where nothing can be shown without pointing at somebody. */
function splitOf(question: QuestionCounted, groups: Groups, byGroup: ByGroup): Split | null {
  const { totals, shown } = groups
  const merged = columnsOf(totals, [...shown.groups.map(one => one.count), shown.notSaid])
  if (merged.length < 2) return null
  const options = question.scale
    ? question.scale.counts.map((count, at) => ({
        id: `${question.scale!.from + at}`,
        words: `${question.scale!.from + at}`,
        count,
      }))
    : question.options
  /** Of each group, those who did not say last, how many chose the option. */
  const chose = options.map(({ id, count }) => {
    const said = groups.ids.map(group => byGroup(groups.question, group, id))
    return [...said, count - said.reduce((sum, one) => sum + one, 0)]
  })
  const inColumns = (counts: readonly number[]) =>
    merged.map(column => column.reduce((sum, at) => sum + counts[at]!, 0))
  const people = inColumns(totals)
  const columns = merged.map((column, at) => ({
    words: column.map(group => groups.words[group] ?? notSaidWords),
    people: people[at]!,
  }))
  const { grouping, title } = shown
  if (question.shape === 'several') {
    const rows = options.map((option, at) => ({
      words: [option.words],
      counts: chosenBy(inColumns(chose[at]!), people) ?? people.map(() => null),
    }))
    return rows.some(row => row.counts.some(count => count !== null)) ? { grouping, title, columns, rows } : null
  }
  const cells = chose.map(inColumns)
  const unanswered = people.map((all, at) => all - cells.reduce((sum, row) => sum + row[at]!, 0))
  const rows = exclusive([...cells, unanswered], question.shape === 'scale')
  return (
    rows && {
      grouping,
      title,
      columns,
      rows: rows.map(row => ({
        words: row.options.map(at => options[at]?.words ?? noAnswerWords),
        counts: row.counts,
      })),
    }
  )
}
