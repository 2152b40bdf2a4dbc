// The questions of all versions of an activity as one list, so that answers to an older version count too.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Option, Question } from '../questions.ts'
import { shapeOf } from './model.ts'

export interface Form {
  readonly version: number
  readonly questions: readonly Question[]
  /** Null while it is a draft. */
  readonly frozen: Date | null
  /** Why it took the place of the version before. */
  readonly because: string
}

/** A question in its latest words, with every option it ever had. */
export interface Asked extends Question {
  readonly options: readonly Option[]
  /** The versions it stands in; the same id with another kind of answer in another version is another question. */
  readonly versions: readonly number[]
}

/** Frozen versions, the first one first. */
export async function formsOf(db: Db, activity: number): Promise<readonly Form[]> {
  const { rows } = await sql<Form>`
    select version, questions, frozen_at as frozen, because from activity_form
    where activity_id = ${activity} and frozen_at is not null order by version`.execute(db)
  return rows
}

/** The questions of the latest version in their order, then those that only stood in older ones. */
export function askedIn(forms: readonly Form[]): readonly Asked[] {
  const asked = new Map<string, Asked>()
  for (const { version, questions } of forms.toReversed())
    for (const question of questions) {
      const later = asked.get(question.id)
      if (!later) asked.set(question.id, { ...question, options: question.options ?? [], versions: [version] })
      else if (shapeOf(later) === shapeOf(question))
        asked.set(question.id, {
          ...later,
          options: [
            ...later.options,
            ...(question.options ?? []).filter(one => !later.options.some(other => other.id === one.id)),
          ],
          versions: [version, ...later.versions],
        })
    }
  return [...asked.values()]
}
