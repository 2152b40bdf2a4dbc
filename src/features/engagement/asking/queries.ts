// Reading questions: the versions that people were asked, as they were asked; and the places they can choose from.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { placesWithin } from '../../plans/public.ts'
import type { Question } from '../questions.ts'
import type { Place } from './rules.ts'

export interface AskedVersion {
  readonly version: number
  readonly questions: readonly Question[]
  /** The moment from which people were asked it. */
  readonly frozen: Date
  /** Why it had to change after people had begun to answer; empty for the first. */
  readonly because: string
}

/** Every version that was frozen, the newest first. */
export const askedVersions = async (db: Db, activity: number): Promise<readonly AskedVersion[]> =>
  (
    await sql<AskedVersion>`
      select version, questions, frozen_at as frozen, because from activity_form
      where activity_id = ${activity} and frozen_at is not null order by version desc`.execute(db)
  ).rows

/**
 * Where people can say they live: the places the engagement is about; where it names fewer than two, the wards of the
 * area, or its localities. Never two kinds at once, because they overlap.
 */
export async function placesAround(db: Db, engagement: number, area: string): Promise<readonly Place[]> {
  const codes = (await placesWithin(db, area)).map(place => place.code)
  const { rows } = await sql<Place & { kind: string; named: boolean }>`
    select l.code, l.name, l.kind, p.engagement_id is not null as named
    from place l left join engagement_place p on p.place_code = l.code and p.engagement_id = ${engagement}
    where (p.engagement_id is not null or l.code = any(${codes}::text[])) and l.code <> ${area}
    order by l.name collate "en-x-icu", l.code`.execute(db)
  const lists = [
    rows.filter(row => row.named),
    ...['ward', 'locality'].map(kind => rows.filter(row => row.kind === kind && codes.includes(row.code))),
  ]
  return (lists.find(list => list.length > 1) ?? []).map(({ code, name }) => ({ code, name }))
}
