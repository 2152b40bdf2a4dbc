// Changes on paper: what a step makes of a structure, why one does not fit, and when a scenario may be adopted. Pure.

import { grouped } from '../../../kernel/grouped.ts'
import type { Refusal } from '../../../kernel/refusal.ts'
import { capital, counted, listOf } from '../../../kernel/words.ts'
import type { ScenarioStage } from '../model.ts'
import * as shared from '../model.ts'
import { mergeOf, union } from '../overlap/merging.ts'
import { closesCircle, leadsUp, mayMeet } from '../rules.ts'
import { type Group, type GroupLink, type Seat, type Structure, whose } from '../structure.ts'
import type { Step } from './model.ts'
import * as model from './model.ts'

// ── a step ────────────────────────────────────────────────────────────────────

/** What a step comes to: sentences, that name no people. */
export interface StepResult {
  /** Why it does not fit; then it changes nothing. */
  readonly problem: string | null
  readonly loses: readonly string[]
  /** Of a merger: whose voice comes along. */
  readonly keeps: readonly string[]
}

export interface Applied extends StepResult {
  readonly structure: Structure
}

/** The structure with one change made to it. A step that does not fit leaves it as it is, and says why. */
export function applyStep(structure: Structure, step: Step): Applied {
  const group = structure.groups.find(one => one.id === step.group)
  const into = structure.groups.find(one => one.id === step.into)
  const unfit = (problem: string): Applied => ({ structure, problem, loses: [], keeps: [] })
  if (!group) return unfit('The group is no longer there: it has ended, or an earlier step ends it.')
  if (step.kind === 'retire') return retired(structure, group)
  if (step.kind === 'change-meetings') return remet(structure, group, step) ?? unfit(`${group.name} meets so already.`)
  if (!into) return unfit('The group it goes to is no longer there: it has ended, or an earlier step ends it.')
  if (into === group) return unfit('A group does not go to itself.')
  if (step.kind === 'move-remit')
    return moved(structure, group, into, step) ?? unfit(`${group.name} does not have this in its remit.`)
  const governed = [group, into].find(one => one.kind === 'joint-body')
  if (governed) return unfit(`${governed.name} is a joint body that governs itself, so it is not ours to merge.`)
  if (structure.groups.some(one => one !== group && one !== into && sameName(one.name, step.name)))
    return unfit(`There is another group called “${step.name}”.`)
  return merged(structure, group, into, step.name)
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

function merged(structure: Structure, group: Group, into: Group, name: string): Applied {
  // What it would save in hours is not asked here.
  const { after, loses, keeps } = mergeOf(group, into, structure, 0)
  const { links, round } = withoutCircles(structure, after.links)
  const nameOf = (id: number) => structure.groups.find(one => one.id === id)?.name ?? 'A group'
  return {
    structure: {
      ...after,
      links,
      groups: after.groups.map(one => (one.id === into.id && name ? { ...one, name } : one)),
    },
    problem: null,
    loses: [
      ...loses.map(loss => loss.words),
      ...round.map(link => `${nameOf(link.from)} hangs on it no longer: that would go round in a circle.`),
    ],
    keeps,
  }
}

/** Reporting lines and parts lead upwards only; a link that came along and would close a circle is left out. */
function withoutCircles(before: Structure, after: readonly GroupLink[]) {
  const links = after.filter(link => before.links.some(one => sameLink(one, link)))
  const round: GroupLink[] = []
  for (const link of after)
    if (!links.includes(link)) {
      const closes =
        leadsUp(link.kind) &&
        closesCircle(
          links.filter(one => leadsUp(one.kind)),
          link.from,
          link.to,
        )
      ;(closes ? round : links).push(link)
    }
  return { links, round }
}

export const sameLink = (one: GroupLink, other: GroupLink): boolean =>
  one.from === other.from && one.to === other.to && one.kind === other.kind

function retired(structure: Structure, group: Group): Applied {
  const voices = voicesWords(group.seats.filter(seat => seat.voice).map(seat => whose(seat, structure)))
  const hanging = structure.links.filter(link => link.to === group.id && leadsUp(link.kind))
  const above = structure.groups.filter(one => hanging.some(link => link.from === one.id))
  return {
    structure: {
      ...structure,
      groups: structure.groups.filter(one => one !== group),
      links: structure.links.filter(link => link.from !== group.id && link.to !== group.id),
    },
    problem: null,
    loses: [
      `${capital(counted(group.seats.length, 'seat'))} ${group.seats.length === 1 ? 'ends' : 'end'}.`,
      ...(voices ? [`A voice goes: ${voices}.`] : []),
      ...(group.legalBasis ? [`The law it rests on: ${group.legalBasis.replace(/[.\s]+$/, '')}.`] : []),
      ...(above.length
        ? [`${listOf(above.map(one => one.name))} no longer ${above.length === 1 ? 'has' : 'have'} a group above.`]
        : []),
    ],
    keeps: [],
  }
}

/** `Tenants (2 seats)`, `Young people`: from one name for each seat. */
export const bySeats = (names: readonly string[]): string[] =>
  grouped(names, name => name).map(([name, seats]) =>
    seats.length === 1 ? name : `${name} (${counted(seats.length, 'seat')})`,
  )

export const voicesWords = (names: readonly string[]): string => listOf(bySeats(names))

type Remit = Pick<Group, 'outcomes' | 'themes' | 'places'>

function moved(structure: Structure, group: Group, into: Group, step: Step): Applied | null {
  const goes = goingOf(group, step)
  if (goes.outcomes.length + goes.themes.length + goes.places.length === 0) return null
  const change = (one: Group): Group => {
    if (one === group) return { ...one, ...remitFrom(group, goes, without) }
    return one === into ? { ...one, ...remitFrom(into, goes, union) } : one
  }
  return { structure: { ...structure, groups: structure.groups.map(change) }, problem: null, loses: [], keeps: [] }
}

function goingOf(group: Group, { outcome, theme, place }: Step): Remit {
  if (outcome === null && theme === null && place === null) return group
  return {
    outcomes: group.outcomes.filter(one => one === outcome),
    themes: group.themes.filter(one => one === theme),
    places: group.places.filter(one => one === place),
  }
}

const remitFrom = (has: Remit, goes: Remit, make: <T>(some: readonly T[], others: readonly T[]) => T[]): Remit => ({
  outcomes: make(has.outcomes, goes.outcomes),
  themes: make(has.themes, goes.themes),
  places: make(has.places, goes.places),
})
const without = <T>(some: readonly T[], gone: readonly T[]): T[] => some.filter(one => !gone.includes(one))

function remet(structure: Structure, group: Group, step: Step): Applied | null {
  const [meetings, minutes] = [step.meetings ?? group.meetings, step.minutes ?? group.minutes]
  if (meetings === group.meetings && minutes === group.minutes) return null
  const groups = structure.groups.map(one => (one === group ? { ...one, meetings, minutes } : one))
  return { structure: { ...structure, groups }, problem: null, loses: [], keeps: [] }
}

// ── all steps ─────────────────────────────────────────────────────────────────

export interface OnPaper {
  readonly structure: Structure
  /** What each step comes to, in their order. */
  readonly results: readonly StepResult[]
  /** Groups that end, each with the one it is part of in the end; null where it is part of none. */
  readonly fates: ReadonlyMap<number, number | null>
}

/** The structure with all steps made, one after the other. Steps that do not fit change nothing and are named. */
export function applySteps(before: Structure, steps: readonly Step[]): OnPaper {
  let structure = before
  const results: StepResult[] = []
  const fates = new Map<number, number | null>()
  for (const step of steps) {
    const applied = applyStep(structure, step)
    structure = applied.structure
    results.push({ problem: applied.problem, loses: applied.loses, keeps: applied.keeps })
    if (applied.problem !== null || (step.kind !== 'merge' && step.kind !== 'retire')) continue
    const fate = step.kind === 'merge' ? step.into : null
    for (const [group, into] of fates) if (into === step.group) fates.set(group, fate)
    fates.set(step.group, fate)
  }
  return { structure, results, fates }
}

/** Seats that speak for communities before, and that are nowhere after: each with the group it is in. */
export function voicesGone(before: Structure, after: Structure): { readonly seat: Seat; readonly group: Group }[] {
  const stay = new Set(after.groups.flatMap(group => group.seats.map(seat => seat.id)))
  return before.groups.flatMap(group =>
    group.seats.filter(seat => seat.voice && !stay.has(seat.id)).map(seat => ({ seat, group })),
  )
}

/** One name for each of those seats. */
export const namesOfVoices = (before: Structure, after: Structure): string[] =>
  voicesGone(before, after).map(({ seat, group }) => `${whose(seat, before)} in ${group.name}`)

// ── what may be done ──────────────────────────────────────────────────────────

/** A scenario is worked on until it is adopted or dropped. */
export const mayWorkOn = (facts: { stage: ScenarioStage }): Refusal | null =>
  facts.stage === 'draft' || facts.stage === 'shared' ? null : model.settledAlready

/** A step of its kind, without what that has no use for. */
export function stepOf(input: Step): Step | Refusal {
  const { kind, group } = input
  const plain: Step = {
    kind,
    group,
    into: null,
    name: '',
    outcome: null,
    theme: null,
    place: null,
    meetings: null,
    minutes: null,
  }
  if (kind === 'retire') return plain
  if (kind === 'change-meetings') {
    const { meetings, minutes } = input
    if (meetings === null && minutes === null) return model.saysNothing
    return mayMeet({ meetings, lastMet: null }, '') ?? { ...plain, meetings, minutes }
  }
  const { into, name, outcome, theme, place } = input
  if (into === null) return model.intoMissing
  if (into === group) return model.intoItself
  if (kind === 'merge') return { ...plain, into, name }
  return [outcome, theme, place].filter(one => one !== null).length > 1
    ? model.oneOfRemit
    : { ...plain, into, outcome, theme, place }
}

/** A new step must fit what the others make of the structure of today. */
export function mayFollow(today: Structure, steps: readonly Step[], step: Step): Refusal | null {
  const { problem } = applyStep(applySteps(today, steps).structure, step)
  return problem === null ? null : model.unfit(problem)
}

export const mayShare = (facts: { stage: ScenarioStage; steps: readonly Step[] }): Refusal | null => {
  if (facts.stage === 'shared') return model.sharedAlready
  return mayWorkOn(facts) ?? (facts.steps.length ? null : model.noSteps)
}

export interface AdoptionFacts {
  readonly stage: ScenarioStage
  readonly steps: readonly Step[]
  /** As it stood on the day it is adopted for. */
  readonly before: Structure
  /** The group of its steps that was changed last, and when. */
  readonly changed: { readonly name: string; readonly on: string } | null
  /** The groups of today. */
  readonly names: readonly { readonly id: number; readonly name: string }[]
}

/** Why a scenario cannot be adopted, with what it makes of the structure where it can. */
export function mayAdopt(
  facts: AdoptionFacts,
  input: { readonly on: string; readonly voices: boolean },
  today: string,
): Refusal | OnPaper {
  const { before, changed, steps } = facts
  const early = mayWorkOn(facts) ?? (facts.stage === 'draft' ? model.notShared : null) ?? mayRecord(input.on, today)
  if (early) return early
  if (steps.length === 0) return model.noSteps
  if (changed && input.on < changed.on) return model.changedLater(changed.name, changed.on)
  const paper = applySteps(before, steps)
  const wrong = paper.results.findIndex(result => result.problem !== null)
  if (wrong >= 0) return model.stepsUnfit(wrong + 1, paper.results[wrong]!.problem!)
  const taken = paper.structure.groups.find(group =>
    facts.names.some(one => one.id !== group.id && !paper.fates.has(one.id) && sameName(one.name, group.name)),
  )
  if (taken) return model.nameTakenSince(taken.name)
  const voices = namesOfVoices(before, paper.structure)
  return voices.length && !input.voices ? model.voicesEnd(voicesWords(voices)) : paper
}

export const mayRecord = (on: string, today: string): Refusal | null => (on > today ? shared.inTheFuture : null)
