// Who hears when an engagement moves: whoever left an address and said yes. Each move is told once, ever, in the letter
// of the day, and each letter has an address that stops them.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Context, Notice } from '../../../operation/operation.ts'

export interface Listener {
  readonly follow: number
  readonly person: number
  readonly key: string
}

/** Everybody who said yes and did not stop. */
export async function listenersOf(db: Db, engagement: number): Promise<readonly Listener[]> {
  const { rows } = await sql<Listener>`
    select id as follow, person_id as person, key from follow
    where engagement_id = ${engagement} and confirmed_at is not null and ended_at is null order by id`.execute(db)
  return rows
}

/** Something that moved. */
export interface Move {
  readonly engagement: number
  /** What the engagement is called. */
  readonly title: string
  /** Tells this move from every other one: `decision-12`. */
  readonly cause: string
  /** What happened, in one or two sentences. */
  readonly words: string
}

/** A notice of it for every listener. */
export function told(
  listeners: readonly Listener[],
  { engagement, title, cause, words }: Move,
  { partnership, address }: Pick<Context, 'partnership' | 'address'>,
): readonly Notice[] {
  const { slug, name } = partnership!
  return listeners.map(({ follow, person, key }) => ({
    to: person,
    cause: `voice-${cause}-to-${follow}`,
    heading: `It moved: ${title}`,
    words: `${words}\n${name} writes to you because you asked to hear of it.`,
    path: `/p/${slug}/engagements/${engagement}`,
    stop: `${address}/p/${slug}/follow/${key}/stop`,
  }))
}
