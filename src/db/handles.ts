// Handles on the database: within one partnership, across several for reading, or in the commons.
// The scope is set inside the transaction, so it can neither leak to the next request nor be forgotten.

import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

export type Db = Transaction<Tables>
export type Root = Kysely<Tables>

/** Writes and reads inside one partnership; rows of others do not exist here. */
export const within = <T>(root: Root, partnership: number, work: (db: Db) => Promise<T>): Promise<T> =>
  root.transaction().execute(async db => {
    await setScope(db, [partnership])
    return work(db)
  })

/** Reads, all from one moment, of the partnerships that are named. */
export const reading = <T>(root: Root, partnerships: readonly number[], work: (db: Db) => Promise<T>): Promise<T> =>
  root
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async db => {
      await setScope(db, partnerships)
      return work(db)
    })

/** Work in the commons; no tenant row is visible. */
export const commons = <T>(root: Root, work: (db: Db) => Promise<T>): Promise<T> => root.transaction().execute(work)

const setScope = (db: Db, partnerships: readonly number[]): Promise<unknown> =>
  sql`select set_config('app.partnerships', ${partnerships.join(',')}, true)`.execute(db)
