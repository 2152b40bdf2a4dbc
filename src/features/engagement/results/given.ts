// Answers that count, as the rows that every count is made of.

import { type RawBuilder, sql } from 'kysely'
import type { Asked } from './asked.ts'
import type { Shape } from './model.ts'

/** Answers that count, as rows `r`. */
export const counting = (activity: number) =>
  sql`r.activity_id = ${activity} and r.set_aside_on is null and r.withdrawn_on is null`

/** Each option of one answer as a row `o`: what was chosen, at which place, with how many points. */
export const optionsGiven: Readonly<Partial<Record<Shape, (question: string) => RawBuilder<unknown>>>> = {
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
export const given = (activity: number, { id, versions }: Asked, shape: Shape) =>
  sql`response r cross join lateral ${optionsGiven[shape]!(id)}
    where ${counting(activity)} and r.version = any(${[...versions]}::int[]) and jsonb_exists(r.answers, ${id})`
