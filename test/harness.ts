// What tests stand on: one real PostgreSQL for the whole run, and a copy of a migrated template for each file.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import type { Login } from '../src/db/migrate.ts'
import type { OwnerConnection } from '../src/db/server.ts'
import { asOwner, type House, openOn } from './house-on.ts'

export { asOwner, type House, twoPartnerships } from './house-on.ts'

declare module 'vitest' {
  interface ProvidedContext {
    owner: OwnerConnection
    login: Login
    template: string
  }
}

/** A house over a database of this file's own. */
export function useHouse(options: { demonstration?: boolean } = {}): House {
  const house = {} as House
  let name: string
  beforeAll(async () => {
    const owner = inject('owner')
    name = `t_${randomBytes(6).toString('hex')}`
    await asOwner(owner, client => client.query(`create database ${name} template ${inject('template')}`))
    await openOn(house, { ...owner, database: name }, inject('login'), options.demonstration ?? true)
  })
  afterAll(async () => {
    await house.database?.close()
    if (name) await asOwner(inject('owner'), client => client.query(`drop database if exists ${name} with (force)`))
  })
  return house
}
