// Counts everything that was answered in an activity once, in the database: a million answers never come up here.

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { preferNotToSay } from '../questions.ts'
import { type Asked, askedIn, formsOf } from './asked.ts'
import {
  type AnswersCounted,
  type GroupingCounted,
  type OptionCounted,
  type PaperCounted,
  type PeopleCounted,
  type QuestionCounted,
  type ScaleCounted,
  type Shape,
  type Split,
  shapeOf,
  type TextsCounted,
} from './model.ts'
import { chosenBy, columnsOf, exclusive, shownGroups } from './splitting.ts'

/** Answers that count, as rows `r`. */
const counting = (activity: number) =>
  sql`r.activity_id = ${activity} and r.set_aside_on is null and r.withdrawn_on is null`

/** How many answered, by week and by how it came to us, and how many sheets of paper were blank or spoilt. */
export async function countPeople(db: Db, activity: number): Promise<PeopleCounted> {
  const { rows } = await sql<{
    source: keyof PeopleCounted['sources']
    week: string
    setAside: boolean
    takenBack: boolean
    count: number
  }>`
    select source, date_trunc('week', received_at at time zone 'Europe/London')::date as week, set_aside_on is not null as "setAside",
      withdrawn_on is not null as "takenBack", count(*)::int as count
    from response where activity_id = ${activity} group by 1, 2, 3, 4 order by 2`.execute(db)
  const good = rows.filter(row => !row.setAside && !row.takenBack)
  const weeks = [...new Set(good.map(row => row.week))]
  return {
    responses: sumOf(good),
    setAside: sumOf(rows.filter(row => row.setAside && !row.takenBack)),
    takenBack: sumOf(rows.filter(row => row.takenBack)),
    sources: Object.fromEntries(
      [...new Set(good.map(row => row.source))].map(source => [
        source,
        sumOf(good.filter(row => row.source === source)),
      ]),
    ),
    weeks: weeks.map(starts => ({ starts, responses: sumOf(good.filter(row => row.week === starts)) })),
    paper: await countPaper(db, activity),
  }
}

async function countPaper(db: Db, activity: number): Promise<PaperCounted | null> {
  const { rows } = await sql<PaperCounted>`
    select sum(b.sheets)::int as printed, sum(s.filled)::int as filled, sum(s.blank)::int as blank, sum(s.spoilt)::int as spoilt
    from paper_batch b cross join lateral (
      select count(*) filter (where outcome = 'filled') as filled, count(*) filter (where outcome = 'blank') as blank,
        count(*) filter (where outcome = 'spoilt') as spoilt
      from paper_sheet where (partnership_id, batch_id) = (b.partnership_id, b.id)) s
    where b.activity_id = ${activity} having count(*) > 0`.execute(db)
  return rows[0] ?? null
}

/**
 * Questionnaires, votes and meetings. Answers are broken down by groups of people only once nobody answers any more:
 * whoever watched the figures while they grow could see what the person did who came last.
 */
export async function countAnswers(db: Db, activity: number): Promise<AnswersCounted> {
  const forms = await formsOf(db, activity)
  const asked = askedIn(forms)
  const answered = await answeredBy(db, activity)
  const texts = await countTexts(db, activity)
  const files = await countFiles(db, activity)
  const questions: QuestionCounted[] = []
  for (const question of asked.filter(one => !one.about)) {
    const shape = shapeOf(question)
    const count =
      shape === 'file'
        ? (files.get(question.id) ?? 0)
        : shape === 'text'
          ? (texts.get(question.id)?.written ?? 0)
          : question.versions.reduce((sum, version) => sum + (answered.get(`${question.id} ${version}`) ?? 0), 0)
    questions.push({
      id: question.id,
      title: question.title,
      shape,
      ballot: question.ballot?.kind ?? null,
      answered: count,
      options: await countOptions(db, activity, question, shape),
      scale: shape === 'scale' ? await countScale(db, activity, question) : null,
      texts: shape === 'text' || shape === 'place' ? (texts.get(question.id) ?? noTexts) : null,
      splits: [],
    })
  }
  const before = await countedBeforeErasure(db, activity)
  if (before) return asBefore(questions, before)
  const groups = await countGroups(db, activity, asked)
  return {
    questions: await withSplits(db, activity, asked, questions, groups),
    groupings: groups.map(one => one.shown),
  }
}

/** What was counted last, where what people said about themselves, and their files, were erased since. */
async function countedBeforeErasure(db: Db, activity: number): Promise<AnswersCounted | null> {
  const { rows } = await sql<{ result: AnswersCounted }>`
    select c.counted->'result' as result from activity a
    join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) and e.erased_at is not null
    join activity_result c on (c.partnership_id, c.activity_id) = (a.partnership_id, a.id) where a.id = ${activity}`.execute(
    db,
  )
  return rows[0]?.result ?? null
}

const asBefore = (questions: readonly QuestionCounted[], before: AnswersCounted): AnswersCounted => ({
  questions: questions.map(one => {
    const old = before.questions.find(other => other.id === one.id)
    return { ...one, splits: old?.splits ?? [], answered: one.shape === 'file' ? (old?.answered ?? 0) : one.answered }
  }),
  groupings: before.groupings,
})

/** How many gave an answer that is kept with the others, by question and version. */
async function answeredBy(db: Db, activity: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ question: string; version: number; count: number }>`
    select question, r.version, count(*)::int as count from response r, jsonb_object_keys(r.answers) question
    where ${counting(activity)} group by 1, 2`.execute(db)
  return new Map(rows.map(row => [`${row.question} ${row.version}`, row.count]))
}

const noTexts: TextsCounted = { written: 0, shown: 0, waiting: 0, hidden: 0 }

async function countTexts(db: Db, activity: number): Promise<ReadonlyMap<string, TextsCounted>> {
  const { rows } = await sql<TextsCounted & { question: string }>`
    select s.question, count(*)::int as written, count(*) filter (where s.state = 'shown')::int as shown,
      count(*) filter (where s.state = 'waiting')::int as waiting, count(*) filter (where s.state = 'hidden')::int as hidden
    from said s join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id)
    where s.activity_id = ${activity} and ${counting(activity)} group by 1`.execute(db)
  return new Map(rows.map(({ question, ...texts }) => [question, texts]))
}

async function countFiles(db: Db, activity: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ question: string; count: number }>`
    select f.question, count(*)::int as count from response_file f
    join response r on (r.partnership_id, r.id) = (f.partnership_id, f.response_id) where ${counting(activity)} group by 1`.execute(
    db,
  )
  return new Map(rows.map(row => [row.question, row.count]))
}

/** Each option of one answer as a row `o`: what was chosen, at which place, with how many points. */
const optionsGiven: Readonly<Partial<Record<Shape, (question: string) => RawBuilder<unknown>>>> = {
  one: question => sql`(select r.answers->>${question}::text as option, 1 as place, 0 as points) o`,
  place: question => sql`(select r.answers->>${question}::text as option, 1 as place, 0 as points) o`,
  scale: question => sql`(select r.answers->>${question}::text as option, 1 as place, 0 as points) o`,
  several: listed,
  ranking: listed,
  points: question =>
    sql`(select key as option, 1 as place, value::float8 as points from jsonb_each_text(r.answers->${question}::text)) o`,
}
function listed(question: string) {
  return sql`(select option, place, 0 as points from jsonb_array_elements_text(r.answers->${question}::text) with ordinality as e (option, place)) o`
}

/** The answers to one question, as rows `r` with their options `o`. */
const given = (activity: number, { id, versions }: Asked, shape: Shape) =>
  sql`response r cross join lateral ${optionsGiven[shape]!(id)}
    where ${counting(activity)} and r.version = any(${[...versions]}::int[]) and jsonb_exists(r.answers, ${id})`

async function countOptions(
  db: Db,
  activity: number,
  question: Asked,
  shape: Shape,
): Promise<readonly OptionCounted[]> {
  if (!optionsGiven[shape] || shape === 'scale') return []
  const { options } = question
  const { rows } = await sql<{ option: string; count: number; firsts: number; borda: number; points: number }>`
    select o.option, count(*)::int as count, count(*) filter (where o.place = 1)::int as firsts,
      sum(${options.length}::int - o.place)::float8 as borda, sum(o.points)::float8 as points
    from ${given(activity, question, shape)} group by 1`.execute(db)
  const found = new Map(rows.map(row => [row.option, row]))
  return options.map(({ id, words, cost }) => {
    const { count = 0, firsts = 0, borda = 0, points = 0 } = found.get(id) ?? {}
    return {
      id,
      words,
      ...(cost === undefined ? {} : { cost }),
      count,
      ...(shape === 'ranking' ? { firsts, borda } : {}),
      ...(shape === 'points' ? { points } : {}),
    }
  })
}

async function countScale(db: Db, activity: number, question: Asked): Promise<ScaleCounted> {
  const { from, to, low, high } = question.scale!
  const { rows } = await sql<{ value: number; count: number }>`
    select o.option::int as value, count(*)::int as count from ${given(activity, question, 'scale')} group by 1`.execute(
    db,
  )
  const counts = Array.from({ length: to - from + 1 }, (_, at) => rows.find(row => row.value === from + at)?.count ?? 0)
  return { from, to, low, high, counts, ...spread(from, counts) }
}

/** Mean, median and standard deviation of whole numbers from `from` on, each as often as its count says. */
export function spread(from: number, counts: readonly number[]): Pick<ScaleCounted, 'mean' | 'median' | 'deviation'> {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0) return { mean: null, median: null, deviation: null }
  const mean = counts.reduce((sum, count, at) => sum + count * (from + at), 0) / all
  const variance = counts.reduce((sum, count, at) => sum + count * (from + at - mean) ** 2, 0) / all
  /** The value at a place when all stand in order, from 1. */
  const valueAt = (place: number) =>
    from + counts.findIndex((_, at) => counts.slice(0, at + 1).reduce((sum, count) => sum + count, 0) >= place)
  const median = (valueAt(Math.ceil(all / 2)) + valueAt(Math.floor(all / 2) + 1)) / 2
  return { mean, median, deviation: Math.sqrt(variance) }
}

interface Groups {
  readonly question: string
  readonly ids: readonly string[]
  readonly words: readonly string[]
  /** With those who did not say as the last. */
  readonly totals: readonly number[]
  readonly shown: GroupingCounted
}

/** How many are in each group of each question about the person. */
async function countGroups(db: Db, activity: number, asked: readonly Asked[]): Promise<readonly Groups[]> {
  const questions = asked.filter(one => one.about)
  if (questions.length === 0) return []
  const { rows } = await sql<{ question: string; group: string; count: number }>`
    select g.key as question, g.value as "group", count(*)::int as count
    from response r join response_about b on (b.partnership_id, b.response_id) = (r.partnership_id, r.id), jsonb_each_text(b.answers) g
    where ${counting(activity)} group by 1, 2`.execute(db)
  const { rows: all } = await sql<{ count: number }>`
    select count(*)::int as count from response r where ${counting(activity)}`.execute(db)
  const responses = all[0]!.count
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

async function withSplits(
  db: Db,
  activity: number,
  asked: readonly Asked[],
  questions: readonly QuestionCounted[],
  groups: readonly Groups[],
): Promise<readonly QuestionCounted[]> {
  if (groups.length === 0 || (await takesAnswers(db, activity))) return questions
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

async function takesAnswers(db: Db, activity: number): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    select e.state from activity a join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    where a.id = ${activity}`.execute(db)
  return rows[0]?.state !== 'closed' && rows[0]?.state !== 'called-off'
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
export function splitOf(question: QuestionCounted, groups: Groups, byGroup: ByGroup): Split | null {
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

const sumOf = (rows: readonly { readonly count: number }[]): number => rows.reduce((sum, row) => sum + row.count, 0)
