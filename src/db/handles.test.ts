// Handles give back connections that the next request can use, whatever happened on them.

import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useHouse } from '../../test/harness.ts'
import { openDatabase } from './database.ts'
import { commons, reading, within } from './handles.ts'

const house = useHouse()

it('gives back a clean connection after trouble at the beginning, in the middle and at the end', async () => {
  const { root, close } = openDatabase(house.database.owner, house.database.login, 1)
  const works = () =>
    expect(commons(root, async db => (await sql`select 1 as one`.execute(db)).rows)).resolves.toEqual([{ one: 1 }])
  await expect(within(root, [1], async () => 1, { table: 'no_such_table', id: 1 })).rejects.toThrow(/does not exist/)
  await works()
  await expect(within(root, [1], db => sql`select no_such_column`.execute(db))).rejects.toThrow(/does not exist/)
  await works()
  await expect(reading(root, [1], db => sql`create table never (id int)`.execute(db))).rejects.toThrow(
    /read-only|permission denied/,
  )
  await works()
  await expect(within(root, [Number.NaN], async () => 1)).rejects.toThrow(/numbers/)
  await works()
  await close()
})
