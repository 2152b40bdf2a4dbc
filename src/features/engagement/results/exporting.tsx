// Everything that was answered, as an open file: made part by part while it is sent, so that a million answers take no
// more memory than a thousand.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { grouped } from '../../../kernel/grouped.ts'
import { suppressedList } from '../../../kernel/suppression.ts'
import type { Asking, Parts } from '../../../operation/ask.ts'
import { writeCsv } from '../../../outside/sheets.ts'
import { download, type Params } from '../../../ui/declare.ts'
import { type ActivityHere, activityHere } from '../here.tsx'
import type { Answers, Source } from '../model.ts'
import { allIn } from './all-in.ts'
import { askedIn, formsOf } from './asked.ts'
import { type Column, columnsOf, firstHeadings } from './columns.ts'

const inOnePart = 5000

/** Whether everybody may see results now; whoever runs it may see them before. */
export const shownToAll = ({ state, resultsShown }: Pick<ActivityHere, 'state' | 'resultsShown'>): boolean =>
  state === 'closed' || (resultsShown === 'while-open' && (state === 'open' || state === 'called-off'))

/** The activity in the address, where it has answers of this kind and whoever asks may see results. */
export async function openActivity(asking: Asking, params: Params, onlyMembers: boolean): Promise<ActivityHere | null> {
  const view = await activityHere(asking, params)
  const shown = view && (shownToAll(view) || (onlyMembers && view.resultsOpen))
  return shown && ['questionnaire', 'vote', 'meeting'].includes(view.activity.kind) ? view : null
}

/** Nobody sees answers one by one before all are in: whoever came last could be told from those before. */
async function responses(asking: Asking, params: Params) {
  const view = await openActivity(asking, params, false)
  if (!view || !(await allIn(asking.db, view.activity.id, asking.today))) return null
  const { id } = view.activity
  const columns = columnsOf(askedIn(await formsOf(asking.db, id)))
  const sources = await sourcesShown(asking.db, asking.partnership!.id, id)
  return { name: `responses-${id}.csv`, type: 'text/csv; charset=utf-8', body: partsOf(id, columns, sources) }
}

const partsOf = (activity: number, columns: readonly Column[], sources: ReadonlySet<string>): Parts => ({
  part: async ({ db, partnership }, after) => {
    const [before, key] = after === null ? [0, ''] : (JSON.parse(after) as [number, string])
    const rows = await responsesAfter(db, partnership!.id, activity, key)
    const headings = [...firstHeadings, ...columns.map(column => column.heading)]
    const cells = rows.map((row, at) => [
      before + at + 1,
      row.version,
      sources.has(inWeek(row)) ? row.source : '',
      row.week,
      row.setAside ? 'set aside' : 'yes',
      ...columns.map(column => column.of(row.answers, row.words)),
    ])
    const text = writeCsv(headings, cells)
    return {
      // Headings stand in the first part only; they are one line each.
      text: after === null ? text : text.slice(text.indexOf('\r\n') + 2),
      next: rows.length < inOnePart ? null : JSON.stringify([before + rows.length, rows.at(-1)!.key]),
    }
  },
})

interface Came {
  readonly source: Source
  /** Its Monday. */
  readonly week: string
}
const inWeek = ({ source, week }: Came): string => `${week} ${source}`
const week = sql`date_trunc('week', r.received_at at time zone 'Europe/London')::date`

/** How answers came, by week, as far as it may be said: of a source with few answers in a week nobody is to be found. */
async function sourcesShown(db: Db, partnership: number, activity: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Came & { count: number }>`
    select r.source, ${week} as week, count(*)::int as count from response r
    where r.partnership_id = ${partnership} and r.activity_id = ${activity} and r.withdrawn_on is null group by 1, 2`.execute(
    db,
  )
  const shown = grouped(rows, row => row.week).flatMap(([, inIt]) => {
    const { counts } = suppressedList(inIt.map(row => row.count))
    return inIt.filter((_, at) => counts[at] !== null)
  })
  return new Set(shown.map(inWeek))
}

interface ResponseRow extends Came {
  /** In hexadecimal. */
  readonly key: string
  readonly version: number
  readonly setAside: boolean
  readonly answers: Answers
  /** By question: such words only as are shown, and may be quoted. */
  readonly words: Readonly<Record<string, string>>
}

/**
 * Answers that were taken back are nowhere; those set aside stay to be seen. They stand in the order of their keys, which
 * is chance and another one in each activity: neither the place nor the number says who answered, or when.
 */
async function responsesAfter(db: Db, partnership: number, activity: number, after: string): Promise<ResponseRow[]> {
  const { rows } = await sql<ResponseRow>`
    select encode(r.voter_key, 'hex') as key, r.version, r.source, ${week} as week,
      r.set_aside_on is not null as "setAside", r.answers, coalesce((
        select jsonb_object_agg(s.question, s.words) from said s where (s.partnership_id, s.response_id) = (r.partnership_id, r.id)
          and s.state = 'shown' and s.quotable and s.words <> ''), '{}') as words
    from response r
    where r.partnership_id = ${partnership} and r.activity_id = ${activity} and r.voter_key > decode(${after}, 'hex') and r.withdrawn_on is null
    order by r.voter_key limit ${inOnePart}`.execute(db)
  return rows
}

const at = '/p/:slug/engagements/:engagement'

export const responsesFile = download({
  at: `${at}/results/:activity/responses.csv`,
  audience: 'anyone',
  read: responses,
})
