// Which ideas have most people behind them, and which places they are about.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { ideasShown, isShown } from './store.ts'

export interface IdeasCounted {
  /** Shown ideas; those that wait and those that were hidden. */
  readonly ideas: number
  readonly waiting: number
  readonly hidden: number
  /** How often an idea was supported, and by how many people. */
  readonly supports: number
  readonly supporters: number
  readonly comments: number
  /** Most support first. */
  readonly top: readonly IdeaCounted[]
  /** Most ideas first. */
  readonly places: readonly { readonly name: string; readonly ideas: number; readonly supports: number }[]
}

export interface IdeaCounted {
  readonly id: number
  readonly title: string
  readonly place: string | null
  readonly supporters: number
  readonly comments: number
}

const mostKept = 50

export async function countIdeas(db: Db, activity: number): Promise<IdeasCounted> {
  const { rows } = await sql<Omit<IdeasCounted, 'top'>>`
    with shown as (select i.id, i.place_code from idea i where i.activity_id = ${activity} and ${isShown}),
    uncounted as (select id, withdrawn_on from response where activity_id = ${activity} and (set_aside_on is not null or withdrawn_on is not null)),
    support as (select idea_id, response_id from idea_support
      where idea_id in (select id from shown) and response_id not in (select id from uncounted)),
    by_idea as (select idea_id, count(*)::int as supports from support group by 1),
    by_place as (
      select p.name, count(*)::int as ideas, coalesce(sum(b.supports), 0)::int as supports
      from shown s join place p on p.code = s.place_code left join by_idea b on b.idea_id = s.id group by p.code, p.name)
    select (select count(*)::int from shown) as ideas,
      (select count(*)::int from idea where activity_id = ${activity} and state = 'waiting') as waiting,
      (select count(*)::int from idea where activity_id = ${activity} and state = 'hidden') as hidden,
      (select count(*)::int from support) as supports,
      (select count(distinct response_id)::int from support) as supporters,
      (select count(*)::int from idea_comment where idea_id in (select id from shown) and state = 'shown'
        and response_id not in (select id from uncounted where withdrawn_on is not null)) as comments,
      (select coalesce(jsonb_agg(to_jsonb(b) order by b.ideas desc, b.name collate "en-x-icu"), '[]') from by_place b) as places`.execute(
    db,
  )
  const top = await ideasShown(db, activity, null, { order: 'most', skip: 0, limit: mostKept - 1 })
  return {
    ...rows[0]!,
    top: top.map(({ id, title, place, supporters, comments }) => ({ id, title, place, supporters, comments })),
  }
}
