// Everything that was answered, as an open file: made part by part while it is sent, so that a million answers take no
// more memory than a thousand.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Asking, Parts } from '../../../operation/ask.ts'
import { writeCsv } from '../../../outside/sheets.ts'
import { download, type Params } from '../../../ui/declare.ts'
import { type ActivityHere, activityHere } from '../here.tsx'
import type { Answers, Source } from '../model.ts'
import { askedIn, formsOf } from './asked.ts'
import { type Column, columnsOf, firstHeadings } from './columns.ts'

const inOnePart = 5000

/** Whether everybody may see results now; members may see them before. */
export const shownToAll = ({ state, resultsShown }: Pick<ActivityHere, 'state' | 'resultsShown'>): boolean =>
  state === 'closed' || (resultsShown === 'while-open' && (state === 'open' || state === 'called-off'))

/** The activity in the address, where it has answers of this kind and whoever asks may see results. */
export async function openActivity(asking: Asking, params: Params, onlyMembers: boolean): Promise<ActivityHere | null> {
  const view = await activityHere(asking, params)
  const shown = view && (shownToAll(view) || (onlyMembers && view.resultsOpen))
  return shown && ['questionnaire', 'vote', 'meeting'].includes(view.activity.kind) ? view : null
}

async function responses(asking: Asking, params: Params, onlyMembers: boolean) {
  const view = await openActivity(asking, params, onlyMembers)
  if (!view) return null
  const { id } = view.activity
  const columns = columnsOf(askedIn(await formsOf(asking.db, id)))
  return { name: `responses-${id}.csv`, type: 'text/csv; charset=utf-8', body: partsOf(id, columns) }
}

const partsOf = (activity: number, columns: readonly Column[]): Parts => ({
  part: async ({ db, partnership }, after) => {
    const rows = await responsesAfter(db, partnership!.id, activity, after)
    const headings = [...firstHeadings, ...columns.map(column => column.heading)]
    const cells = rows.map(row => [
      row.number,
      row.version,
      row.source,
      row.day,
      row.setAside ? 'set aside' : 'yes',
      ...columns.map(column => column.of(row.answers, row.words)),
    ])
    const text = writeCsv(headings, cells)
    return {
      // Headings stand in the first part only; they are one line each.
      text: after === 0 ? text : text.slice(text.indexOf('\r\n') + 2),
      next: rows.length < inOnePart ? null : rows.at(-1)!.number,
    }
  },
})

interface ResponseRow {
  readonly number: number
  readonly version: number
  readonly source: Source
  readonly day: string
  readonly setAside: boolean
  readonly answers: Answers
  /** By question: such words only as are shown, and may be quoted. */
  readonly words: Readonly<Record<string, string>>
}

/** Answers that were taken back are nowhere; those set aside stay to be seen. The number says nothing of who answered. */
async function responsesAfter(db: Db, partnership: number, activity: number, after: number): Promise<ResponseRow[]> {
  const { rows } = await sql<ResponseRow>`
    select r.id as number, r.version, r.source, (r.received_at at time zone 'Europe/London')::date as day,
      r.set_aside_on is not null as "setAside", r.answers, coalesce((
        select jsonb_object_agg(s.question, s.words) from said s where (s.partnership_id, s.response_id) = (r.partnership_id, r.id)
          and s.state = 'shown' and s.quotable and s.words <> ''), '{}') as words
    from response r
    where r.partnership_id = ${partnership} and r.activity_id = ${activity} and r.id > ${after} and r.withdrawn_on is null
    order by r.id limit ${inOnePart}`.execute(db)
  return rows
}

const at = '/p/:slug/engagements/:engagement'

export const responsesFile = download({
  at: `${at}/results/:activity/responses.csv`,
  audience: 'anyone',
  read: (asking, params) => responses(asking, params, false),
})

export const responsesFileForMembers = download({
  at: `${at}/run/results/:activity/responses.csv`,
  audience: 'members',
  read: (asking, params) => responses(asking, params, true),
})
