// SQL behind the verbs of questions: the draft, what people were asked before, and the places that can be named.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Question } from '../questions.ts'
import { activityFacts, draftQuestions } from '../store.ts'
import type { Place, WritingFacts } from './rules.ts'

/** The activity, its engagement's row locked, with the questions being written; null also where `question` is not there. */
export async function writingFacts(
  db: Db,
  { activity, question, places = [] }: { activity: number; question?: string; places?: readonly string[] },
): Promise<WritingFacts | null> {
  const found = await activityFacts(db, activity)
  if (!found) return null
  const { version, questions, begun } = await draftQuestions(db, activity)
  if (question !== undefined && !questions.some(one => one.id === question)) return null
  const { rows } = await sql<{ questions: readonly Question[] }>`
    select questions from activity_form where activity_id = ${activity} and frozen_at is not null order by version`.execute(
    db,
  )
  return {
    ...found,
    draft: questions,
    next: version,
    begun,
    asked: rows.map(row => row.questions),
    named: places.length ? await placesNamed(db, places) : [],
  }
}

const placesNamed = async (db: Db, codes: readonly string[]): Promise<readonly Place[]> =>
  (
    await sql<Place>`select code, name from place where code = any(${[...codes]}::text[])
      order by name collate "en-x-icu", code`.execute(db)
  ).rows
