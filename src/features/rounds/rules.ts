// The rules about rounds: when one opens, closes and locks, who may answer, and what an answer must say.

import { daysAfter, daysBetween } from '../../kernel/days.ts'
import { parsePeriod } from '../../kernel/period.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../operation/actor.ts'
import { inUnit, unrealFor } from '../indicators/public.ts'
import * as model from './model.ts'

interface RoundInput {
  readonly title: string
  readonly starts: string
  readonly ends: string
  readonly opens: string
  readonly closes: string
  readonly outcomes: readonly number[]
  readonly keeper: number | null
  readonly remindDays: number
  readonly deputyDays: number
  readonly leadDays: number
}

/** A round opens today or later and closes after that; questions about it go to a coordinator. */
export function decideRound(
  facts: { outcomesKnown: boolean; coordinators: readonly number[] },
  input: RoundInput,
  actor: { person: number | null },
  today: string,
) {
  const keeper = keeperOf(input.keeper, facts.coordinators, actor)
  if (keeper === null) return model.keeperUnknown
  if (input.ends < input.starts) return model.periodWrong
  if (input.opens < today) return model.opensPast
  if (input.closes <= input.opens) return model.daysWrong
  if (!facts.outcomesKnown) return model.outcomeUnknown
  const unordered = daysInOrder({ ...input, openDays: daysBetween(input.opens, input.closes) })
  return unordered ?? { fact: 'RoundPlanned' as const, ...input, keeper }
}

/** Who answers questions: who was chosen, else whoever plans it, else any coordinator; null where it is none of them. */
export function keeperOf(
  wanted: number | null,
  coordinators: readonly number[],
  actor: { person: number | null },
): number | null {
  const keeper = wanted ?? coordinators.find(one => one === actor.person) ?? coordinators[0] ?? null
  return keeper !== null && coordinators.includes(keeper) ? keeper : null
}

/** Owners are reminded while it is open; their deputies hear no sooner, and the leads of their organisations last. */
export function daysInOrder(days: {
  openDays: number
  remindDays: number
  deputyDays: number
  leadDays: number
}): Refusal | null {
  if (days.remindDays >= days.openDays) return model.remindTooSoon
  if (days.deputyDays > days.remindDays) return model.deputyTooSoon
  return days.leadDays > days.deputyDays ? model.leadTooSoon : null
}

/** A round that opens late, because nothing ran on its day, stays open as long as was meant. */
export function decideOpening(facts: model.RoundFacts & { asked: number }, today: string) {
  if (facts.state === 'open' || facts.state === 'closed' || facts.state === 'accepted') return model.alreadyOpen
  if (facts.state !== 'planned') return model.notOpen
  if (facts.asked === 0) return model.nothingToAsk
  const late = Math.max(0, daysBetween(facts.opens, today))
  return { fact: 'RoundOpened' as const, round: facts.round, on: today, closes: daysAfter(facts.closes, late) }
}

export const mustBeOpen = (facts: { state: model.RoundState }): Refusal | null =>
  facts.state === 'open' ? null : facts.state === 'accepted' ? model.locked : model.notOpen

/** More time, while it is open or after it closed; not once it is accepted. */
export function decideExtension(facts: model.RoundFacts, input: { closes: string; because: string }, today: string) {
  if (facts.state !== 'open' && facts.state !== 'closed') return mustBeOpen(facts) ?? model.notOpen
  if (input.closes <= facts.closes || input.closes < today) return model.closesEarlier
  return { fact: 'RoundExtended' as const, round: facts.round, from: facts.closes, ...input }
}

export const decideClosing = (facts: model.RoundFacts, early: boolean) =>
  mustBeOpen(facts) ?? { fact: 'RoundClosed' as const, round: facts.round, early }

export const decideCancelling = (facts: model.RoundFacts, because: string) =>
  facts.state === 'planned'
    ? { fact: 'RoundCancelled' as const, round: facts.round, because }
    : facts.state === 'cancelled'
      ? model.notOpen
      : model.alreadyOpen

/** A round is accepted when nothing that was sent waits to be checked; from then on its period is locked. */
export function decideAcceptance(facts: model.RoundFacts) {
  if (facts.state === 'accepted') return model.locked
  if (facts.state !== 'closed') return model.notClosed
  if (facts.items.submitted > 0) return model.submittedWait
  return {
    fact: 'RoundAccepted' as const,
    round: facts.round,
    missing: facts.items.waiting + facts.items.draft + facts.items.returned,
  }
}

export function decideReopening(facts: model.RoundFacts, input: { closes: string; because: string }, today: string) {
  if (facts.state !== 'accepted') return model.notLocked
  if (input.closes < today) return model.closesEarlier
  return { fact: 'RoundReopened' as const, round: facts.round, ...input }
}

export type Part = 'holder' | 'deputy' | 'lead' | 'coordinator'

/** What part somebody has in an item: it is theirs, they stand in, they lead for the body, or they look after the round. */
export function partIn(
  item: Pick<model.ItemFacts, 'partnership' | 'request' | 'holder' | 'deputy' | 'organisation'>,
  actor: Actor,
): Part | null {
  if (actor.person === null) return null
  // A link opens the requests it was made for, and no role opens more through it.
  if (actor.link && (item.request === null || !actor.link.requests.includes(item.request))) return null
  // Who only looks on, or has no part there any more, answers for nothing.
  const here = actor.roles.filter(held => held.partnership === item.partnership && held.role !== 'observer')
  if (here.length === 0) return null
  if (item.holder === actor.person) return 'holder'
  if (item.deputy === actor.person) return 'deputy'
  if (
    here.some(
      held => held.role === 'partner-lead' && held.organisation !== null && held.organisation === item.organisation,
    )
  )
    return 'lead'
  return !actor.link && here.some(held => held.role === 'coordinator') ? 'coordinator' : null
}

/** Whoever it is asked of answers it; so may their deputy, the lead of their body, and a coordinator who was told. */
export const mayAnswer = (facts: { part: Part | null }): Refusal | null =>
  facts.part
    ? null
    : refuse('not-yours', 'Only whoever is asked, their deputy, or the lead of their organisation can answer this.')

/** An item can be written in while its round is open and it is not accepted. */
export function mayWrite(facts: model.ItemFacts): Refusal | null {
  if (facts.roundState === 'accepted') return model.locked
  if (facts.state === 'accepted') return model.acceptedAlready
  if (facts.over) return model.subjectOver
  // What was returned may still be mended after closing: the coordinator asked for it.
  return facts.roundState === 'open' || (facts.roundState === 'closed' && facts.state === 'returned')
    ? null
    : model.roundOver
}

/** Nobody saves over words they have not seen. */
export const maySaveOver = (facts: model.ItemFacts, seen: number): Refusal | null =>
  facts.version === seen ? null : model.savedMeanwhile(facts.savedBy)

const landsIn = (facts: model.ItemFacts, twins: readonly model.Twin[] = facts.same) =>
  [facts, ...twins].map(({ item, partnership }) => ({ item, partnership }))

/** Twins that an answer lands in too; who answers may keep it to the one place. */
const twinsOf = (facts: model.ItemFacts, onlyHere: boolean): readonly model.Twin[] => (onlyHere ? [] : facts.same)

export function decideDraft(facts: model.ItemFacts, seen: number, said: model.Update, onlyHere: boolean) {
  const update = plain(facts, said)
  // What was sent stays sent: it is changed by sending it anew.
  if (facts.state === 'submitted') return model.sentAlready
  return (
    mayWrite(facts) ??
    maySaveOver(facts, seen) ?? {
      fact: 'UpdateSaved' as const,
      items: landsIn(facts, twinsOf(facts, onlyHere)),
      update,
      returned: facts.state === 'returned',
    }
  )
}

/** An action’s answer says how it stands, which way it goes, how sure one is, and why in words; a figure’s says the figure. */
export function decideAnswer(
  facts: model.ItemFacts,
  seen: number,
  said: model.Update,
  onlyHere: boolean,
  today: string,
) {
  const update = plain(facts, said)
  const refused = mayWrite(facts) ?? maySaveOver(facts, seen) ?? mustSay(facts, update, today)
  return (
    refused ?? {
      fact: 'UpdateSubmitted' as const,
      items: landsIn(facts, twinsOf(facts, onlyHere)),
      update,
      unchanged: false,
    }
  )
}

/** What can be said of it at all: a figure in its unit, milestones of an action only. */
const plain = (facts: model.ItemFacts, said: model.Update): model.Update => ({
  ...said,
  figure: facts.asksFigure && facts.unit !== null && said.figure !== null ? inUnit(said.figure, facts.unit) : null,
  figurePeriod: facts.asksFigure ? said.figurePeriod : null,
  reached: facts.about === 'action' ? said.reached.filter(one => facts.milestones.includes(one)) : [],
})

function mustSay(facts: model.ItemFacts, update: model.Update, today: string): Refusal | null {
  if (facts.about === 'action') {
    if (update.status === null) return model.statusMissing
    if (update.direction === null && update.status !== 'complete' && update.status !== 'not-started')
      return model.directionMissing
    if (update.confidence === null && update.status !== 'complete') return model.confidenceMissing
    if (update.words === '') return model.wordsMissing
    return null
  }
  if (!facts.asksFigure) return update.words === '' ? model.wordsMissing : null
  if (update.figure === null) return model.figureMissing
  if (update.figurePeriod === null) return model.figurePeriodMissing
  const period = parsePeriod(update.figurePeriod)!
  if (period.start > today) return model.figureFuture
  if (facts.lastReading !== null && period.end <= facts.lastReading) return model.figureThere
  const unreal = unrealFor(update.figure, facts.unit!)
  return unreal && { ...unreal, field: 'figure' }
}

/** What was said last still holds: one step, where something was said. Nothing to add to a published figure is one too. */
export function decideNoChange(facts: model.ItemFacts, seen: number) {
  const refused = mayWrite(facts) ?? maySaveOver(facts, seen)
  if (refused) return refused
  const nothingToAdd = facts.about === 'indicator' && !facts.asksFigure
  if (facts.asksFigure) return model.figureNeeded
  if (facts.last === null && !nothingToAdd) return model.nothingBefore
  // A decision that was needed then is asked for again only in words of now; milestones are ticked once.
  const said = nothingToAdd ? { ...facts.now, words: '' } : facts.last!
  const update: model.Update = { ...said, needs: '', reached: [] }
  // Where something else was said last, “no change” would say what is not so.
  const twins = facts.same.filter(one => nothingToAdd || sameWords(one.last, facts.last))
  return { fact: 'UpdateSubmitted' as const, items: landsIn(facts, twins), update, unchanged: true }
}

const sameWords = (one: model.Update | null, other: model.Update | null): boolean =>
  one !== null &&
  other !== null &&
  one.status === other.status &&
  one.direction === other.direction &&
  one.confidence === other.confidence &&
  one.words === other.words

/** Somebody passes their part on, to their deputy where they name nobody; it moves only where that person can answer. */
export function decidePassing(facts: model.ItemFacts & { canIn: readonly number[] }, to: number | null) {
  const refused = mayWrite(facts)
  if (refused) return refused
  const person = to ?? facts.deputy
  if (person === null) return model.nobodyToPass
  if (person === facts.holder) return model.theirsAlready
  if (!facts.canIn.includes(facts.partnership)) return model.personUnknown
  const items = landsIn(facts).filter(one => facts.canIn.includes(one.partnership))
  return { fact: 'ItemPassedOn' as const, items, to: person, from: facts.holder }
}

export const mustBeSubmitted = (facts: { state: model.ItemState; roundState: model.RoundState }): Refusal | null =>
  facts.roundState === 'accepted'
    ? model.locked
    : facts.state === 'submitted'
      ? null
      : facts.state === 'accepted'
        ? model.acceptedAlready
        : model.notSubmitted

/** What was sent can go back until the round is accepted, also when it was accepted too soon. */
export const mayReturn = (facts: { state: model.ItemState; roundState: model.RoundState }): Refusal | null =>
  facts.state === 'accepted' && facts.roundState !== 'accepted' ? null : mustBeSubmitted(facts)

/** From seven in the morning to eight in the evening in Scotland: nobody is written to at night. */
export const isDaytime = (now: Date): boolean => {
  const hour = hourIn(now)
  return hour >= 7 && hour < 20
}

const scottishHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' })

/** The hour in Scotland, 0 to 23. */
export const hourIn = (now: Date): number => Number(scottishHour.format(now))
