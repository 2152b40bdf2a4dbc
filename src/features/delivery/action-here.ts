// What the forms of delivery stand on: the action that is worked on, found by its number or by that of something of it.

import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import type { Asking } from '../../operation/ask.ts'
import { addressOfAction } from './public.ts'
import { type ActionView, action } from './queries.ts'

export interface ActionHere extends ActionView {
  readonly slug: string
}

type PartOfAction = 'milestone' | 'measure' | 'risk' | 'contribution' | 'benefit'

const isNumber = (typed: string | undefined): typed is string => typed !== undefined && /^\d{1,15}$/.test(typed)

/** For members, whom the forms are for; null where it is not there. */
export async function actionHere(
  { db, partnership, today }: Asking,
  params: Readonly<Record<string, string>>,
): Promise<ActionHere | null> {
  const found = isNumber(params.action) ? await action(db, Number(params.action), true, today) : null
  return found && { ...found, slug: partnership!.slug }
}

/** The action that something belongs to, by the number of that in the address. */
export async function actionOf(
  asking: Asking,
  table: PartOfAction,
  params: Readonly<Record<string, string>>,
): Promise<ActionHere | null> {
  const id = params[table]
  const found = isNumber(id) ? await belongsTo(asking.db, table, Number(id)) : null
  return found === null ? null : actionHere(asking, { action: String(found) })
}

async function belongsTo(db: Db, table: PartOfAction, id: number): Promise<number | null> {
  const { rows } = await sql<{ action: number }>`
    select action_id as action from ${sql.table(table)} where id = ${id}`.execute(db)
  return rows[0]?.action ?? null
}

export const crumbs = ({ slug, id, title }: Pick<ActionHere, 'slug' | 'id' | 'title'>) => [
  { href: `/p/${slug}/actions`, words: 'What we are doing' },
  { href: addressOfAction(slug, id), words: title },
]

/** Back to the action that the fact is about. */
export const toAction = (
  { fact, written }: { fact: object; written: { id?: number | string } },
  _params: unknown,
  base: string,
): string => `${base}/actions/${'action' in fact ? fact.action : written.id}`
