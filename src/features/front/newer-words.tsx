// What was sent about an action since its latest accepted word: for members who may work on it, never for strangers.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { longDate } from '../../kernel/words.ts'

export interface NewerWord {
  readonly action: number
  readonly state: 'submitted' | 'returned'
  /** The day it was sent. */
  readonly on: string
}

/** By the number of the action; of all, or of one: one query either way. Whoever asks says who may see it. */
export async function newerWords(db: Db, only: number | null = null): Promise<ReadonlyMap<number, NewerWord>> {
  const { rows } = await sql<NewerWord>`
    select distinct on (i.action_id) i.action_id as action, i.state, (i.submitted_at at time zone 'Europe/London')::date::text as on
    from request_item i
    where i.action_id is not null and i.state in ('submitted', 'returned') and i.submitted_at is not null
      and (${only}::bigint is null or i.action_id = ${only})
      and not exists (select 1 from request_item k where k.partnership_id = i.partnership_id and k.action_id = i.action_id
        and k.accepted_at is not null and k.submitted_at >= i.submitted_at)
    order by i.action_id, i.submitted_at desc, i.id desc`.execute(db)
  return new Map(rows.map(one => [one.action, one]))
}

interface NewerProps {
  readonly newer: NewerWord | null
  /** No word before it was accepted. */
  readonly first: boolean
}

/** For the page of the action; nothing where nothing newer was sent. */
export const NewerLine = ({ newer, first }: NewerProps) =>
  newer ? (
    <p class="meta">
      A {first ? 'first' : 'newer'} word was sent on {longDate(newer.on)} and {became[newer.state]}.
    </p>
  ) : null

/** The same for a list, short enough for one line of its last column. */
export const NewerMark = ({ newer, first }: NewerProps) =>
  newer ? (
    <p class="meta">
      A {first ? 'first' : 'newer'} word {became[newer.state]}.
    </p>
  ) : null

const became = { submitted: 'waits to be checked', returned: 'was returned with a question' } as const
