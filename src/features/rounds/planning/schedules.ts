// The coordinator's verbs about schedules: setting one, changing it, ending it. The first round is planned with it.

import { choice, date, maybe, ref, refs, text, whole } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyCoordinators } from '../../../operation/permission.ts'
import { outcomesKnown } from '../../indicators/public.ts'
import * as model from '../model.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { nextRound } from './calendar-of-rounds.ts'
import { notifying } from './notifying.ts'
import * as schedules from './schedules-store.ts'

export const setSchedule = operation({
  name: 'rounds.set-schedule',
  summary: 'Let rounds be planned by themselves, or change how they are.',
  scope: 'partnership',
  about: 'schedule',
  input: {
    schedule: maybe(ref('Schedule')),
    rhythm: choice('How often', model.rhythms),
    boardDates: text('Dates of the board', {
      max: 1000,
      optional: true,
      hint: 'Only for “before each board”. One date a line, like 9 December 2026.',
    }),
    gapDays: whole('Days in between', 1, 120, {
      hint: 'From the last day it asks about to opening. Before a board: from closing to the board.',
    }),
    openDays: whole('Days it stays open', 2, 90),
    outcomes: refs('Only for these outcomes', { hint: 'Choose none to ask about the whole plan' }),
    ...notifying,
  },
  load: async (db, input) => {
    const current = input.schedule === null ? null : await schedules.scheduleFacts(db, input.schedule)
    if (input.schedule !== null && current === null) return null
    return {
      planned: current?.planned ?? null,
      before: await schedules.askedSoFar(db, input.schedule, input.outcomes),
      outcomesKnown: await outcomesKnown(db, input.outcomes),
      coordinators: await store.coordinators(db),
    }
  },
  permit: onlyCoordinators,
  decide: (facts, { boardDates: typed, ...input }, { actor, today }) => {
    const keeper = rules.keeperOf(input.keeper, facts.coordinators, actor)
    if (keeper === null) return model.keeperUnknown
    if (!facts.outcomesKnown) return model.outcomeUnknown
    const unordered = rules.daysInOrder(input)
    if (unordered) return unordered
    const boardDates = input.rhythm === 'board-dates' ? datesIn(typed) : []
    if (boardDates === null || (input.rhythm === 'board-dates' && !boardDates.some(one => one > today)))
      return model.boardDatesWrong
    const set = { ...input, boardDates, keeper }
    return {
      fact: 'ScheduleSet' as const,
      ...set,
      next: nextRound(set, facts.before, today),
      planned: facts.planned,
    }
  },
  write: async (db, fact, { partnership, today }) => {
    const id = await schedules.writeSchedule(db, partnership!.id, fact, today)
    const { next, planned } = fact
    if (planned !== null) await schedules.planAnew(db, planned, next && { ...fact, ...next })
    const made =
      planned === null && next ? await store.writeRound(db, partnership!.id, { ...fact, ...next, schedule: id }) : null
    return { id, round: made?.id ?? planned }
  },
})

/** One date a line; null where something is none. */
function datesIn(typed: string): string[] | null {
  const { read } = date('Date')
  const lines = typed
    .split('\n')
    .map(one => one.trim())
    .filter(Boolean)
  const days = lines.flatMap(one => {
    const found = read(one)
    return 'value' in found ? [found.value] : []
  })
  return days.length === lines.length ? [...new Set(days)].toSorted() : null
}

export const endSchedule = operation({
  name: 'rounds.end-schedule',
  summary: 'End a schedule: what it has planned is cancelled, what is open goes on.',
  scope: 'partnership',
  about: 'schedule',
  input: { schedule: ref('Schedule') },
  load: (db, input) => schedules.scheduleFacts(db, input.schedule),
  permit: onlyCoordinators,
  decide: (facts, _input, { today }) => ({
    fact: 'ScheduleEnded' as const,
    schedule: facts.schedule,
    planned: facts.planned,
    on: today,
  }),
  write: async (db, fact) => {
    await db.updateTable('schedule').set({ ended_on: fact.on }).where('id', '=', fact.schedule).execute()
    if (fact.planned !== null) await schedules.planAnew(db, fact.planned, null)
    return { id: fact.schedule }
  },
})
