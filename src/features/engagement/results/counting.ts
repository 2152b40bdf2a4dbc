// Counts everything that was answered in an activity once, in the database: a million answers never come up here.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { smallest } from '../../../kernel/suppression.ts'
import { type Asked, askedIn, formsOf } from './asked.ts'
import { counting, given, optionsGiven } from './given.ts'
import { countGroups, withSplits } from './grouping.ts'
import {
  type AnswersCounted,
  type OptionCounted,
  type PaperCounted,
  type PeopleCounted,
  type QuestionCounted,
  type ScaleCounted,
  type Shape,
  shapeOf,
  type TextsCounted,
} from './model.ts'

/** How many answered, by week and by how it came to us, and how many sheets of paper were blank or spoilt. */
export async function countPeople(db: Db, activity: number): Promise<PeopleCounted> {
  const { rows } = await sql<{
    source: keyof PeopleCounted['sources']
    week: string
    setAside: boolean
    takenBack: boolean
    earlier: boolean
    count: number
  }>`
    select source, date_trunc('week', received_at at time zone 'Europe/London')::date as week, set_aside_on is not null as "setAside",
      withdrawn_on is not null as "takenBack", version < (select a.version from activity a where a.id = ${activity}) as earlier, count(*)::int as count
    from response where activity_id = ${activity} group by 1, 2, 3, 4, 5 order by 2`.execute(db)
  const good = rows.filter(row => !row.setAside && !row.takenBack)
  const weeks = [...new Set(good.map(row => row.week))]
  return {
    responses: sumOf(good),
    setAside: sumOf(rows.filter(row => row.setAside && !row.takenBack)),
    // A sheet of paper has no receipt, so nobody takes it back: what is withdrawn there was corrected.
    takenBack: sumOf(rows.filter(row => row.takenBack && row.source !== 'paper')),
    earlier: sumOf(good.filter(row => row.earlier)),
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
    select sum(b.sheets)::int as printed, sum(s.filled)::int as filled, sum(s.blank)::int as blank, sum(s.spoilt)::int as spoilt,
      sum(s.already)::int as "answeredAlready"
    from paper_batch b cross join lateral (
      select count(*) filter (where outcome = 'filled') as filled, count(*) filter (where outcome = 'blank') as blank,
        count(*) filter (where outcome = 'spoilt') as spoilt,
        count(*) filter (where outcome = 'filled' and (r.id is null or r.withdrawn_on is not null)) as already
      from paper_sheet p left join response r on (r.partnership_id, r.id) = (p.partnership_id, p.response_id)
      where (p.partnership_id, p.batch_id) = (b.partnership_id, b.id)) s
    where b.activity_id = ${activity} having count(*) > 0`.execute(db)
  return rows[0] ?? null
}

/**
 * Questionnaires, votes and meetings. Groups of people, and answers broken down by them, are counted only once all
 * answers are in, and again only when five answers or more were set aside since: whoever watched the figures while they
 * move could see what one person said.
 */
export async function countAnswers(db: Db, activity: number, isAllIn: boolean): Promise<AnswersCounted> {
  const forms = await formsOf(db, activity)
  const asked = askedIn(forms)
  const inForce = forms.at(-1)?.version ?? 0
  const sentIn = await sentInBy(db, activity)
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
      inForce: question.versions.includes(inForce),
      asked: sumOf(sentIn.filter(one => question.versions.includes(one.version))),
      answered: count,
      options: await countOptions(db, activity, question, shape),
      scale: shape === 'scale' ? await countScale(db, activity, question) : null,
      texts: shape === 'text' || shape === 'place' ? (texts.get(question.id) ?? noTexts) : null,
      splits: [],
    })
  }
  const before = await countedBefore(db, activity)
  if (before?.erased) return asBefore(filesAsBefore(questions, before.result), before.result)
  if (!isAllIn) return { questions, grouped: null, groupings: [] }
  const responses = sumOf(sentIn)
  const grouped = before?.result.grouped ?? null
  if (before && grouped !== null && Math.abs(responses - grouped) < smallest) return asBefore(questions, before.result)
  const groups = await countGroups(db, activity, asked, responses)
  return {
    questions: await withSplits(db, activity, asked, questions, groups),
    grouped: responses,
    groupings: groups.map(one => one.shown),
  }
}

/** How many answers count, by the version they were given to. */
async function sentInBy(db: Db, activity: number) {
  const { rows } = await sql<{ version: number; count: number }>`
    select r.version, count(*)::int as count from response r where ${counting(activity)} group by 1`.execute(db)
  return rows
}

/** What was counted last, and whether what people said about themselves, and their files, were erased since. */
async function countedBefore(
  db: Db,
  activity: number,
): Promise<{ readonly result: AnswersCounted; readonly erased: boolean } | null> {
  const { rows } = await sql<{ result: AnswersCounted; erased: boolean }>`
    select c.counted->'result' as result, e.erased_at is not null as erased from activity a
    join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    join activity_result c on (c.partnership_id, c.activity_id) = (a.partnership_id, a.id) where a.id = ${activity}`.execute(
    db,
  )
  return rows[0] ?? null
}

const sameIn = (before: AnswersCounted, { id }: QuestionCounted) => before.questions.find(other => other.id === id)

const filesAsBefore = (questions: readonly QuestionCounted[], before: AnswersCounted) =>
  questions.map(one => (one.shape === 'file' ? { ...one, answered: sameIn(before, one)?.answered ?? 0 } : one))

/** Groups, and answers by group, as they were counted before. */
const asBefore = (questions: readonly QuestionCounted[], before: AnswersCounted): AnswersCounted => ({
  questions: questions.map(one => ({ ...one, splits: sameIn(before, one)?.splits ?? [] })),
  grouped: before.grouped ?? 0,
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

const sumOf = (rows: readonly { readonly count: number }[]): number => rows.reduce((sum, row) => sum + row.count, 0)
