// What bringing in decides: which names are still in doubt, which organisations are new, what is written at once and
// what in steps. Pure.

import type { Refusal } from '../../../kernel/refusal.ts'
import { groupKey, mostGroups, mostSeats } from './entries.ts'
import * as model from './model.ts'
import { type Decision, decisionOn, plainOrganisation } from './organisations.ts'
import { inOrder, type LeftOut } from './reading.ts'
import {
  type Counts,
  decideGroups,
  decideSeats,
  type GroupChanges,
  type KnownGroups,
  type KnownSeats,
  mostAtOnce,
  nextGroups,
  noCounts,
  type SeatChanges,
  type Settled,
  sumOf,
} from './rules.ts'

/** What doubtful names are: as they were settled, or else as it is suggested. */
export const decisionsOf = (looked: model.Looked): Map<string, Decision> =>
  new Map([...looked.known, ...looked.doubtful.map(one => [one.plain, one.settled ?? one.suggested] as const)])

/** New organisations by the first name that was written for each, in the order of the file. */
export const newOrganisations = (looked: model.Looked): string[] =>
  looked.doubtful.filter(one => (one.settled ?? one.suggested) === 'new').map(one => one.written)

/** Answers by written name; a new organisation is a number below nought, as it has none of its own yet. */
export function settledIn(looked: model.Looked): Settled {
  const decisions = decisionsOf(looked)
  const fresh = new Map(newOrganisations(looked).map((written, at) => [plainOrganisation(written), -at - 1]))
  return written => {
    const decision = decisionOn(decisions, written)
    return decision === 'new' ? fresh.get(plainOrganisation(written))! : (decision ?? null)
  }
}

/** Answers by written name, once everything new has a number. */
export function settledBy(organisations: Readonly<Record<string, Decision>>): Settled {
  const decisions = new Map(Object.entries(organisations))
  return written => {
    const decision = decisionOn(decisions, written)
    return decision === undefined || decision === 'new' ? null : decision
  }
}

export const holdsTooMuch = ({ entries, seats }: Pick<model.Looked, 'entries' | 'seats'>): boolean =>
  entries.groups.length > mostGroups || seats > mostSeats

/** What taking all suggestions settles. A new body that has a person's name is asked about by itself. */
export const suggestionsIn = (looked: model.Looked, people: ReadonlySet<string>): Readonly<Record<string, Decision>> =>
  Object.fromEntries(
    model
      .undecided(looked)
      .filter(one => one.suggested !== 'new' || !people.has(one.written.toLowerCase()))
      .map(one => [one.plain, one.suggested]),
  )

/** The names of people in a list, in small letters. */
export const peopleIn = ({ entries }: Pick<model.Looked, 'entries'>): string[] =>
  entries.groups.flatMap(group =>
    group.seats.flatMap(({ holder, substitute }) =>
      [holder, substitute].flatMap(who => (typeof who === 'object' && who.name ? who.name.toLowerCase() : [])),
    ),
  )

/** Whether the list can be looked at for bringing in: it waits, and what it holds is known. */
export function mayBringIn(facts: Pick<model.ImportFacts, 'stage'>, looked: model.Looked | null): Refusal | null {
  if (facts.stage !== 'looked-at' || !looked) return model.notWaiting
  if (!looked.columns.some(one => one.meaning === 'group') && looked.entries.groups.length === 0)
    return model.noGroupColumn
  if (looked.entries.groups.length === 0) return model.nothingToBringIn
  if (holdsTooMuch(looked)) return model.tooMuch
  const waiting = model.undecided(looked).length
  return waiting ? model.stillDoubtful(waiting) : null
}

export interface Weighed {
  readonly groups: GroupChanges
  /** Null where there are too many for one step. */
  readonly seats: SeatChanges | null
  readonly counts: Counts
  readonly leftOut: readonly LeftOut[]
}

/** What bringing in a list would do; of a long one, only its groups. */
export function weighList(
  looked: model.Looked,
  known: { readonly groups: KnownGroups; readonly seats: KnownSeats | null },
  today: string,
): Weighed {
  const { entries } = looked
  const groups = decideGroups(entries.groups, known.groups, today)
  const seats = known.seats && decideSeats(entries.groups, known.seats, settledIn(looked), today)
  const leftOut = inOrder([...entries.leftOut, ...groups.leftOut, ...(seats?.leftOut ?? [])])
  return { groups, seats, counts: sumOf(sumOf(noCounts, groups.counts), seats?.counts ?? {}), leftOut }
}

export const isLong = (looked: Pick<model.Looked, 'seats'>): boolean => looked.seats > mostAtOnce

export interface StepDecided {
  readonly fact: 'SeatsBroughtIn'
  readonly import: number
  readonly done: number
  readonly of: number
  readonly ended: boolean
  readonly counts: Counts
  readonly leftOut: readonly LeftOut[]
  readonly seats: SeatChanges
}

/** The next seats of a list that is being brought in; a group that ended meanwhile takes none. */
export function decideStep(
  facts: model.ImportFacts,
  next: ReturnType<typeof nextGroups>,
  known: KnownSeats,
  today: string,
) {
  const standing = next.groups.filter(entry => known.groups.has(groupKey(entry.name)))
  const ended = next.groups.filter(entry => !known.groups.has(groupKey(entry.name)))
  const seats = decideSeats(standing, known, settledBy(facts.organisations), today)
  const leftOut = ended.flatMap(entry =>
    entry.seats.map(({ line }) => ({
      line,
      words: 'The group ended, or has another name, since the file began to go in.',
    })),
  )
  const done = facts.done + next.seats
  return {
    fact: 'SeatsBroughtIn' as const,
    import: facts.id,
    done,
    of: facts.rows,
    ended: done >= facts.rows || next.seats === 0,
    counts: sumOf(facts.counts, seats.counts),
    leftOut: [...seats.leftOut, ...leftOut],
    seats,
  } satisfies StepDecided
}

/** The groups of a list that is being brought in that come next. */
export const nextIn = (facts: model.ImportFacts): ReturnType<typeof nextGroups> | Refusal =>
  facts.stage === 'running' && facts.kept && 'groups' in facts.kept
    ? nextGroups(facts.kept.groups, facts.done)
    : model.notRunning
