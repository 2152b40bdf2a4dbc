// The verbs of seats: a place in a group for an organisation or for people directly, who holds it, who stands in.

import type { Db } from '../../db/handles.ts'
import { choice, date, flag, line, maybe, ref } from '../../operation/fields.ts'
import { type Context, operation } from '../../operation/operation.ts'
import { onlyCoordinators } from '../../operation/permission.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const from = maybe(date('From', { hint: 'Leave blank for today' }))
const seat = ref('Seat')

export const addSeat = operation({
  name: 'landscape.add-seat',
  summary: 'Add a seat to a group: an organisation’s, or one that speaks for people directly. It begins vacant.',
  scope: 'partnership',
  about: 'group',
  input: {
    group: ref('Group'),
    organisation: maybe(ref('Organisation')),
    constituency: line('Or whom it speaks for directly', {
      max: 160,
      optional: true,
      hint: 'For example Carers, Community councils, Young people',
    }),
    post: line('Post it goes with', { max: 160, optional: true, hint: 'For example Director of Public Health' }),
    office: choice('Its part in the group', model.offices),
    elected: flag('An elected councillor holds it'),
    filledBy: choice('How it is filled', model.waysToFill),
    voting: flag('It has a vote'),
    on: from,
  },
  load: async (db, input) => {
    const found = await store.groupFacts(db, input.group)
    const known = input.organisation === null || (await store.organisationKnown(db, input.organisation))
    return found && { ...found, organisationKnown: known }
  },
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const on = input.on ?? today
    return (
      rules.mayChange(facts) ??
      rules.mayDate(on, facts.since, today) ??
      rules.maySeat(input, facts.organisationKnown) ?? { fact: 'SeatAdded' as const, ...input, on }
    )
  },
  write: async (db, fact, { partnership, now }) => {
    await store.addSeat(db, partnership!.id, fact.group, fact, fact.on)
    await store.structureChanged(db, partnership!.id, now)
    return { id: fact.group }
  },
})

export const endSeat = operation({
  name: 'landscape.end-seat',
  summary: 'Take a seat away. Who sat there when stays on record.',
  scope: 'partnership',
  about: 'group',
  input: { seat, on: maybe(date('Since', { hint: 'The first day without it. Leave blank for today' })) },
  load: (db, input) => store.seatFacts(db, input.seat),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const on = input.on ?? today
    return (
      mayChangeSeat(facts) ??
      rules.mayDate(on, facts.seatSince, today) ??
      rules.maySitFrom(on, facts.lastOf.holder) ??
      rules.maySitFrom(on, facts.lastOf.substitute) ?? {
        fact: 'SeatEnded' as const,
        group: facts.group,
        seat: facts.seat,
        organisation: facts.organisation,
        on,
      }
    )
  },
  write: async (db, fact, { partnership, now }) => {
    await store.endSeats(db, [fact.seat], fact.on)
    await store.structureChanged(db, partnership!.id, now)
    return { id: fact.group }
  },
})

const mayChangeSeat = (facts: store.SeatFacts) =>
  rules.mayChange(facts) ?? (facts.seatUntil === null ? null : model.seatEnded)

const who = {
  seat,
  person: maybe(ref('Somebody who is known here')),
  name: line('Or a name', { max: 120, optional: true, hint: 'Only members see names' }),
  on: from,
}
type Who = { readonly seat: number; readonly person: number | null; readonly name: string; readonly on: string | null }

const loadWho = async (db: Db, input: Who) => {
  const found = await store.seatFacts(db, input.seat)
  return found && { ...found, personKnown: input.person === null || (await store.personKnown(db, input.person)) }
}

type WhoFacts = NonNullable<Awaited<ReturnType<typeof loadWho>>>

function decideWho(facts: WhoFacts, input: Who, part: model.SittingPart, today: string) {
  const on = input.on ?? today
  const refused =
    mayChangeSeat(facts) ?? rules.mayDate(on, facts.seatSince, today) ?? rules.maySitFrom(on, facts.lastOf[part])
  if (refused) return refused
  if (input.person !== null && input.name !== '') return model.oneOfTwo
  if (!facts.personKnown) return model.personUnknown
  return { group: facts.group, seat: facts.seat, person: input.person, name: input.name, on }
}

interface Sitting {
  readonly group: number
  readonly seat: number
  readonly person: number | null
  readonly name: string
  readonly on: string
}

async function writeWho(db: Db, fact: Sitting, part: model.SittingPart, { partnership, now }: Context) {
  const person = fact.name === '' ? fact.person : await store.namePerson(db, fact.name)
  await store.sit(db, partnership!.id, fact.seat, part, person, fact.on)
  await store.structureChanged(db, partnership!.id, now)
  return { id: fact.group }
}

export const fillSeat = operation({
  name: 'landscape.fill-seat',
  summary: 'Say who holds a seat, or that somebody does whom nobody has named.',
  scope: 'partnership',
  about: 'group',
  input: who,
  load: loadWho,
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const decided = decideWho(facts, input, 'holder', today)
    return 'code' in decided ? decided : { fact: 'SeatFilled' as const, ...decided }
  },
  write: (db, fact, context) => writeWho(db, fact, 'holder', context),
  keep: ({ name: _, ...kept }) => kept,
})

export const nameSubstitute = operation({
  name: 'landscape.name-substitute',
  summary: 'Say who stands in when the holder of a seat cannot come.',
  scope: 'partnership',
  about: 'group',
  input: who,
  load: loadWho,
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    if (input.person === null && input.name === '') return model.substituteNeedsName
    const decided = decideWho(facts, input, 'substitute', today)
    return 'code' in decided ? decided : { fact: 'SubstituteNamed' as const, ...decided }
  },
  write: (db, fact, context) => writeWho(db, fact, 'substitute', context),
  keep: ({ name: _, ...kept }) => kept,
})

export const vacateSeat = operation({
  name: 'landscape.vacate-seat',
  summary: 'Record that nobody holds a seat any more.',
  scope: 'partnership',
  about: 'group',
  input: { seat, on: maybe(date('Since', { hint: 'Leave blank for today' })) },
  load: (db, input) => store.seatFacts(db, input.seat),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const on = input.on ?? today
    const refused =
      mayChangeSeat(facts) ??
      rules.mayDate(on, facts.seatSince, today) ??
      rules.maySitFrom(on, facts.lastOf.holder) ??
      rules.maySitFrom(on, facts.lastOf.substitute)
    if (refused) return refused
    return facts.held ? { fact: 'SeatVacated' as const, group: facts.group, seat: facts.seat, on } : model.seatEmpty
  },
  write: async (db, fact, { partnership, now }) => {
    await store.endSitting(db, fact.seat, 'holder', fact.on)
    await store.endSitting(db, fact.seat, 'substitute', fact.on)
    await store.structureChanged(db, partnership!.id, now)
    return { id: fact.group }
  },
})
