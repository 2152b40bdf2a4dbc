// Whether all answers are in. Before that nothing is shown in which a single answer could be seen coming: no groups of
// people, no answers by group, no answers one by one.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { daysAfter } from '../../../kernel/days.ts'
import { longDate } from '../../../kernel/words.ts'
import type { EngagementHere } from '../here.tsx'
import { daysForPost } from '../paper/model.ts'
import { lastDayOf } from '../paper/rules.ts'

/** Of what closed before this day no paper is taken any more. */
export const posted = (today: string): string => daysAfter(today, -daysForPost)

/** It has closed, and so has every batch of its paper, or its time for the post is over. */
export async function allIn(db: Db, activity: number, today: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select app.all_in(partnership_id, id, ${posted(today)}::date) as is from activity where id = ${activity}`.execute(
    db,
  )
  return rows[0]?.is ?? false
}

/** `when this has closed, after 30 June 2027, and all answers on paper are in`; null where that never comes. */
export function whenAllIn({ state, closes }: Pick<EngagementHere, 'state' | 'closes'>): string | null {
  if (state === 'called-off') return null
  return state === 'closed'
    ? `when all answers on paper are in, after ${longDate(lastDayOf(closes))} at the latest`
    : `when this has closed, after ${longDate(closes)}, and all answers on paper are in`
}
