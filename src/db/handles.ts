// Handles on the database: within one partnership, across several for reading, or in the commons.
// The scope is set inside the transaction, so it can neither leak to the next request nor be forgotten.

import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** A connection inside a transaction. */
export type Db = Kysely<Tables>
/** The pool: nothing of a partnership is visible through it. */
export type Root = Kysely<Tables>

/** One row of a table of the partnership, by its number. */
export interface Row {
  readonly table: string
  readonly id: number
}

/** Writes and reads inside the partnerships that are named (mostly one); rows of others do not exist here. The row, where one is named, is locked first. */
export const within = <T>(
  root: Root,
  partnerships: readonly number[],
  work: (db: Db) => Promise<T>,
  locked?: Row,
): Promise<T> => inTransaction(root, 'begin', partnerships, work, locked)

/** Reads, all from one moment, of the partnerships that are named. */
export const reading = <T>(root: Root, partnerships: readonly number[], work: (db: Db) => Promise<T>): Promise<T> =>
  inTransaction(root, 'begin isolation level repeatable read read only', partnerships, work)

/** Work in the commons; no tenant row is visible. */
export const commons = <T>(root: Root, work: (db: Db) => Promise<T>): Promise<T> =>
  inTransaction(root, 'begin', [], work)

/** Beginning and scoping are one question to the database, because every request asks it. */
const inTransaction = <T>(
  root: Root,
  begin: string,
  partnerships: readonly number[],
  work: (db: Db) => Promise<T>,
  locked?: Row,
): Promise<T> =>
  root.connection().execute(async db => {
    // What is asked in one go can carry no parameters, so nothing but whole numbers comes into it.
    if (![...partnerships, locked?.id ?? 0].every(Number.isSafeInteger))
      throw new TypeError('a scope is made of numbers')
    const lock = locked ? `; select from ${locked.table} where id = ${locked.id} for no key update` : ''
    try {
      await sql.raw(`${begin}; set local app.partnerships = '${partnerships.join(',')}'${lock}`).execute(db)
      const answer = await work(db)
      await sql`commit`.execute(db)
      return answer
    } catch (cause) {
      // A connection that is gone cannot roll back, and need not: the first trouble is the one to tell.
      await sql`rollback`.execute(db).catch(() => {})
      throw cause
    }
  })
