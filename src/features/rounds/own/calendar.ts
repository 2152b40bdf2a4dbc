// One's own calendar under a secret address, for calendar programs: made, made anew, and stopped.

import { refuse } from '../../../kernel/refusal.ts'
import { operation } from '../../../operation/operation.ts'
import { anySignedIn } from '../../../operation/permission.ts'
import { hashOf, newSecret } from '../letters/keys.ts'

const notByToken = refuse('calendar-by-token', 'A program cannot make this address. Sign in and make it there.')

export const makeCalendar = operation({
  name: 'rounds.make-calendar',
  summary: 'Make a secret address from which a calendar program takes your dates. An earlier one stops.',
  scope: 'commons',
  unseen: true,
  about: 'calendar',
  input: {},
  load: async () => ({}),
  permit: anySignedIn,
  // It would outlive a token that is revoked.
  decide: (_facts, _input, { actor }) =>
    actor.via === 'api' ? notByToken : { fact: 'CalendarMade' as const, person: actor.person! },
  write: async (db, fact, { now, address }) => {
    const key = newSecret()
    await db
      .insertInto('calendar_feed')
      .values({ person_id: fact.person, key_hash: hashOf(key), made_at: now })
      .onConflict(again => again.column('person_id').doUpdateSet({ key_hash: hashOf(key), made_at: now }))
      .execute()
    return { id: fact.person, reveal: `${address}/calendar/${key}.ics` }
  },
})

export const stopCalendar = operation({
  name: 'rounds.stop-calendar',
  summary: 'Stop the address of your calendar.',
  scope: 'commons',
  unseen: true,
  about: 'calendar',
  input: {},
  load: async (db, _input, { actor }) =>
    (await db
      .selectFrom('calendar_feed')
      .select('person_id as person')
      .where('person_id', '=', actor.person)
      .executeTakeFirst()) ?? null,
  permit: anySignedIn,
  decide: facts => ({ fact: 'CalendarStopped' as const, person: facts.person }),
  write: async (db, fact) => {
    await db.deleteFrom('calendar_feed').where('person_id', '=', fact.person).execute()
    return { id: fact.person }
  },
})
