// Reading for the pages of importing: a file that waits as it looks now, what it would do, and the files of late.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import * as deciding from './deciding.ts'
import { lookAt } from './looking.ts'
import type { ImportFacts, Looked } from './model.ts'
import type { KnownOrganisation } from './organisations.ts'
import * as store from './store.ts'

/** An import for whoever sent it and for coordinators; null for everybody else. It may show names of people. */
export async function importHere(
  { db, standing, viewer }: Asking,
  typed: string | undefined,
): Promise<ImportFacts | null> {
  const facts =
    typed !== undefined && /^\d{1,15}$/.test(typed) ? await store.importFacts(db, Number(typed), false) : null
  const theirs = facts?.person !== null && facts?.person === viewer.person && standing.inside
  return facts && (isCoordinator(standing) || theirs) ? facts : null
}

export interface WaitingView extends ImportFacts {
  readonly looked: Looked
  readonly weighed: deciding.Weighed
  readonly organisations: ImportFacts['organisations']
  readonly known: readonly KnownOrganisation[]
}

/** How a file that waits looks, and what bringing it in would do if nothing else were said. */
export async function waitingView(db: Db, facts: ImportFacts, today: string): Promise<WaitingView | null> {
  if (!facts.kept || !('listing' in facts.kept)) return null
  const known = await store.knownOrganisations(db)
  const looked = await store.withNamesOnce(db, lookAt(facts.kept.listing, facts, known))
  const { groups } = looked.entries
  const standing = { groups: await store.knownGroups(db, groups), seats: await store.knownSeats(db, groups) }
  return { ...facts, looked, weighed: deciding.weighList(looked, standing, today), known: known.organisations }
}

export interface ImportListed {
  readonly id: number
  readonly name: string
  readonly stage: ImportFacts['stage']
  readonly rows: number
  readonly done: number
  readonly at: Date
}

/** The files of late that were not put aside, newest first. */
export async function latestImports(db: Db): Promise<ImportListed[]> {
  const { rows } = await sql<ImportListed>`
    select id, name, stage, rows, done, at from group_import where stage <> 'dropped' order by id desc limit 10`.execute(
    db,
  )
  return rows
}
