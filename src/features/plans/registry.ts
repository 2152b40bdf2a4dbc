// The registry of frameworks in the commons: put there from the facts of `frameworks.ts`, as often as one likes.

import type { Db } from '../../db/handles.ts'
import { frameworks } from './frameworks.ts'

/** Codes of the frameworks that are not registered yet. */
export async function unregistered(db: Db): Promise<string[]> {
  const known = new Set((await db.selectFrom('framework').select('code').execute()).map(row => row.code))
  return frameworks.map(one => one.code).filter(code => !known.has(code))
}

/** Registers what is missing and leaves what is there as it is; doing it again changes nothing. */
export async function registerFrameworks(db: Db): Promise<void> {
  for (const { code, name, version, publisher, source, adoptedOn, goals } of frameworks) {
    await db
      .insertInto('framework')
      .values({ code, name, version, publisher, source, adopted_on: adoptedOn })
      .onConflict(known => known.doNothing())
      .execute()
    await db
      .insertInto('goal')
      .values(goals.map(([goal, title], index) => ({ framework_code: code, code: goal, position: index + 1, title })))
      .onConflict(known => known.doNothing())
      .execute()
  }
}
