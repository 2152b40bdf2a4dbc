// Being away: for these days new rounds ask the deputy instead.

import { daysBetween } from '../../../kernel/days.ts'
import { date, ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { anySignedIn } from '../../../operation/permission.ts'
import { absenceOver, absenceTooLong, absenceWrong } from '../model.ts'

/** An absence is not a departure: whoever is away for longer passes on what is theirs. */
const mostDays = 366

const decideAbsence = ({ from, to }: { from: string; to: string }, today: string) => {
  if (to < from) return absenceWrong
  if (to < today) return absenceOver
  return daysBetween(from, to) > mostDays ? absenceTooLong : { fact: 'AbsenceSaid' as const, from, to }
}

export const beAway = operation({
  name: 'rounds.be-away',
  summary: 'Say for which days you are away, so that your deputies are asked instead.',
  scope: 'commons',
  unseen: true,
  about: 'absence',
  input: { from: date('First day away'), to: date('Last day away') },
  load: async () => ({}),
  permit: anySignedIn,
  decide: (_facts, input, { today, actor }) => {
    const decided = decideAbsence(input, today)
    return 'fact' in decided ? { ...decided, person: actor.person! } : decided
  },
  write: (db, fact) =>
    db
      .insertInto('absence')
      .values({ person_id: fact.person, from_on: fact.from, to_on: fact.to })
      .returning('id')
      .executeTakeFirstOrThrow(),
  /** When somebody was away is forgotten afterwards, so history does not keep it. */
  keep: ({ fact, person }) => ({ fact, person }),
})

export const beBack = operation({
  name: 'rounds.be-back',
  summary: 'Take back days on which you said you would be away.',
  scope: 'commons',
  unseen: true,
  about: 'absence',
  input: { absence: ref('Days away') },
  load: async (db, input, { actor }) =>
    (await db
      .selectFrom('absence')
      .select('id')
      .where('id', '=', input.absence)
      .where('person_id', '=', actor.person)
      .executeTakeFirst()) ?? null,
  permit: anySignedIn,
  decide: (facts, _input, { actor }) => ({
    fact: 'AbsenceTakenBack' as const,
    absence: facts.id,
    person: actor.person!,
  }),
  write: async (db, fact) => {
    await db.deleteFrom('absence').where('id', '=', fact.absence).execute()
    return { id: fact.absence }
  },
  keep: ({ fact, person }) => ({ fact, person }),
})
