// Two structures side by side: what each comes to, what would have no home any more, and what became of the groups. Pure.

import { grouped } from '../../../kernel/grouped.ts'
import { capital, counted, listOf } from '../../../kernel/words.ts'
import { aKind, type LinkKind } from '../model.ts'
import { manyMind, measuresOf, mindedBy } from '../overlap/rules.ts'
import { type Group, type GroupLink, type Structure, whose } from '../structure.ts'
import { namesOfVoices, sameLink } from './rules.ts'

export interface Outcome {
  readonly id: number
  readonly theme: number | null
  readonly title: string
}

export interface Assumed {
  /** Of one person for one meeting. */
  readonly preparationHours: number
  /** Pounds an hour; null while nobody has said. */
  readonly hourCost: number | null
}

// ── measures ──────────────────────────────────────────────────────────────────

export interface Sums {
  readonly groups: number
  /** A year, of the groups of which it is known how often they meet. */
  readonly meetings: number
  /** Groups of which nobody has said who sits there, or how often and how long they meet. */
  readonly unknown: number
  readonly hours: number
  readonly cost: number | null
  readonly seats: number
  readonly vacant: number
  readonly voices: number
  /** Outcomes that no group minds, and that several mind; null while no plan is in force. */
  readonly unminded: number | null
  readonly crowded: number | null
  /** Hours a year by organisation. */
  readonly byOrganisation: ReadonlyMap<number, number>
}

export function sumsOf(structure: Structure, outcomes: readonly Outcome[], assumed: Assumed): Sums {
  const { groups, hours, organisations } = measuresOf(structure, assumed.preparationHours)
  const sum = (of: (one: (typeof groups)[number]) => number) => groups.reduce((all, one) => all + of(one), 0)
  const minds = outcomes.map(outcome => mindedBy(outcome, structure.groups).length)
  return {
    groups: groups.length,
    meetings: structure.groups.reduce((all, group) => all + (group.meetings ?? 0), 0),
    unknown: groups.filter(one => one.hours === null).length,
    hours,
    cost: assumed.hourCost === null ? null : hours * assumed.hourCost,
    seats: sum(one => one.seats),
    vacant: sum(one => one.vacant),
    voices: sum(one => one.voices),
    unminded: outcomes.length ? minds.filter(count => count === 0).length : null,
    crowded: outcomes.length ? minds.filter(count => count >= manyMind).length : null,
    byOrganisation: new Map(organisations.map(one => [one.organisation, one.hours])),
  }
}

export interface SideBySide {
  readonly words: string
  readonly before: string
  readonly after: string
  /** `3 fewer (−20%)`, `the same`. */
  readonly difference: string
}

/** The measures of two structures, line by line. */
export function sideBySide(before: Sums, after: Sums): SideBySide[] {
  const line = (words: string, of: (sums: Sums) => number | null, show = figure): SideBySide[] => {
    const [was, is] = [of(before), of(after)]
    if (was === null || is === null) return []
    return [{ words, before: show(was), after: show(is), difference: differenceWords(was, is, show) }]
  }
  return [
    ...line('Groups', sums => sums.groups),
    ...line('Meetings a year', sums => sums.meetings),
    ...line('Hours a year', sums => sums.hours),
    ...line('What those hours cost a year', sums => sums.cost, pounds),
    ...line('Seats', sums => sums.seats),
    ...line('Vacant seats', sums => sums.vacant),
    ...line('Seats of communities and the third sector', sums => sums.voices),
    ...line('Outcomes that no group minds', sums => sums.unminded),
    ...line('Outcomes that three or more groups mind', sums => sums.crowded),
  ]
}

/** Hours a year of each organisation for which they differ, largest difference first. */
export function hoursSideBySide(before: Sums, after: Sums, names: Structure['organisations']): SideBySide[] {
  return [...new Set([...before.byOrganisation.keys(), ...after.byOrganisation.keys()])]
    .map(id => ({
      name: names.get(id)?.name ?? 'An organisation',
      was: before.byOrganisation.get(id) ?? 0,
      is: after.byOrganisation.get(id) ?? 0,
    }))
    .filter(({ was, is }) => figure(was) !== figure(is))
    .toSorted((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was) || a.name.localeCompare(b.name, 'en-GB'))
    .map(({ name, was, is }) => ({
      words: name,
      before: figure(was),
      after: figure(is),
      difference: differenceWords(was, is),
    }))
}

export const figure = (value: number): string => Math.round(value).toLocaleString('en-GB')
const pounds = (value: number): string => `£${figure(value)}`

export function differenceWords(was: number, is: number, show = figure): string {
  if (show(was) === show(is)) return 'the same'
  const word = is > was ? 'more' : show === figure ? 'fewer' : 'less'
  const share = was === 0 ? '' : ` (${is > was ? '+' : '−'}${Math.round((Math.abs(is - was) / was) * 100)}%)`
  return `${show(Math.abs(Math.round(is) - Math.round(was)))} ${word}${share}`
}

/** How the measures of two structures come about, in words. */
export const howCounted = ([was, is]: readonly [Sums, Sums], preparationHours: number): string =>
  [
    `Hours are meetings times their length, with ${counted(preparationHours, 'hour')} to prepare each, times the seats that are held.`,
    was.unknown || is.unknown
      ? `Not in the hours ${was.unknown === is.unknown ? `${was.unknown === 1 ? 'is' : 'are'} ${counted(was.unknown, 'group')}` : `are ${counted(was.unknown, 'group')} in the first column and ${is.unknown} in the second`}, of which nobody has said who sits there, or how often and how long they meet.`
      : '',
    is.unminded === null ? '' : 'Outcomes are those of the plans in force today.',
  ]
    .filter(Boolean)
    .join(' ')

// ── what has no home any more ─────────────────────────────────────────────────

export interface Homeless {
  /** Titles of outcomes that a group minds before, and none after. */
  readonly outcomes: readonly string[]
  /** For each seat that speaks for a community and goes: whose it is, and where. */
  readonly voices: readonly string[]
  /** Organisations that have no seat anywhere after. */
  readonly organisations: readonly string[]
}

export function homelessOf(before: Structure, after: Structure, outcomes: readonly Outcome[]): Homeless {
  const seated = (structure: Structure) =>
    new Set(structure.groups.flatMap(group => group.seats.flatMap(seat => seat.organisation ?? [])))
  const still = seated(after)
  return {
    outcomes: outcomes
      .filter(one => mindedBy(one, before.groups).length > 0 && mindedBy(one, after.groups).length === 0)
      .map(one => one.title),
    voices: namesOfVoices(before, after),
    organisations: [...seated(before)]
      .filter(one => !still.has(one))
      .map(one => before.organisations.get(one)?.name ?? 'An organisation')
      .toSorted((a, b) => a.localeCompare(b, 'en-GB')),
  }
}

// ── before and after ──────────────────────────────────────────────────────────

export interface Changed {
  readonly was: Group
  readonly is: Group
  /** Sentences about the group. */
  readonly says: readonly string[]
}

export interface SeatsOf {
  /** An organisation, or who is spoken for directly. */
  readonly name: string
  readonly before: number
  readonly after: number
}

export interface Differences {
  readonly came: readonly Group[]
  readonly went: readonly Group[]
  readonly changed: readonly Changed[]
  /** Only those who have more seats or fewer; most first. */
  readonly seats: readonly SeatsOf[]
}

/** What outcomes, themes and places are called: `outcome 4`, `theme 2`, `place S13002531`. */
export type Titles = ReadonlyMap<string, string>

/** What became of the structure between two days. */
export function differences(before: Structure, after: Structure, titles: Titles): Differences {
  const was = new Map(before.groups.map(group => [group.id, group]))
  const is = new Map(after.groups.map(group => [group.id, group]))
  return {
    came: after.groups.filter(group => !was.has(group.id)),
    went: before.groups.filter(group => !is.has(group.id)),
    changed: after.groups.flatMap(group => {
      const old = was.get(group.id)
      const says = old ? [...saidOf(old, group, titles), ...linksOf(group.id, before, after)] : []
      return old && says.length ? [{ was: old, is: group, says }] : []
    }),
    seats: seatsOf(before, after),
  }
}

function saidOf(was: Group, is: Group, titles: Titles): string[] {
  const [gains, losses] = [minding(is, was, titles), minding(was, is, titles)]
  const [newPlaces, oldPlaces] = [placesOf(is, was, titles), placesOf(was, is, titles)]
  const [arrived, gone] = [notIn(is, was), notIn(was, is)]
  return [
    was.name !== is.name ? `Was called “${was.name}”.` : '',
    was.kind !== is.kind ? `Was ${aKind(was.kind)}.` : '',
    was.meetings !== is.meetings
      ? `Meetings a year: ${is.meetings ?? 'not said'}, was ${was.meetings ?? 'not said'}.`
      : '',
    was.minutes !== is.minutes
      ? `Minutes a meeting: ${is.minutes ?? 'not said'}, was ${was.minutes ?? 'not said'}.`
      : '',
    was.remit !== is.remit ? 'The words of its remit changed.' : '',
    was.legalBasis !== is.legalBasis ? 'Its legal basis changed.' : '',
    was.secretariat !== is.secretariat ? 'Who does its paperwork changed.' : '',
    gains.length ? `Minds now: ${listOf(gains)}.` : '',
    losses.length ? `No longer minds: ${listOf(losses)}.` : '',
    newPlaces.length ? `Is for ${listOf(newPlaces)} now.` : '',
    oldPlaces.length ? `Is no longer for ${listOf(oldPlaces)}.` : '',
    arrived || gone ? `${capital(seatsChanged(arrived, gone))}.` : '',
  ].filter(Boolean)
}

const missing = <T>(from: readonly T[], other: readonly T[]): T[] => from.filter(one => !other.includes(one))
const minding = (one: Group, other: Group, titles: Titles): string[] => [
  ...missing(one.outcomes, other.outcomes).map(id => titles.get(`outcome ${id}`) ?? 'an outcome'),
  ...missing(one.themes, other.themes).map(id => titles.get(`theme ${id}`) ?? 'a theme'),
]
const placesOf = (one: Group, other: Group, titles: Titles): string[] =>
  missing(one.places, other.places).map(code => titles.get(`place ${code}`) ?? code)
const notIn = (one: Group, other: Group): number =>
  one.seats.filter(seat => !other.seats.some(same => same.id === seat.id)).length

const seatsChanged = (arrived: number, gone: number): string =>
  [arrived ? `${counted(arrived, 'seat')} added` : '', gone ? `${counted(gone, 'seat')} gone` : '']
    .filter(Boolean)
    .join(', ')

const now: Record<LinkKind, string> = {
  'part-of': 'Is now part of',
  'reports-to': 'Now reports to',
  'coordinates-with': 'Now co-ordinates with',
  informs: 'Now informs',
}
const noLonger: Record<LinkKind, string> = {
  'part-of': 'Is no longer part of',
  'reports-to': 'No longer reports to',
  'coordinates-with': 'No longer co-ordinates with',
  informs: 'No longer informs',
}

function linksOf(group: number, before: Structure, after: Structure): string[] {
  const from = (links: readonly GroupLink[], other: readonly GroupLink[]) =>
    links.filter(link => link.from === group && !other.some(one => sameLink(one, link)))
  const nameOf = (id: number, { groups }: Structure) => groups.find(one => one.id === id)?.name ?? 'another group'
  return [
    ...from(after.links, before.links).map(link => `${now[link.kind]} ${nameOf(link.to, after)}.`),
    ...from(before.links, after.links).map(link => `${noLonger[link.kind]} ${nameOf(link.to, before)}.`),
  ]
}

function seatsOf(before: Structure, after: Structure): SeatsOf[] {
  const count = (structure: Structure) =>
    new Map(
      grouped(
        structure.groups.flatMap(group => group.seats.map(seat => whose(seat, structure))),
        name => name,
      ).map(([name, seats]) => [name, seats.length]),
    )
  const [was, is] = [count(before), count(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map(name => ({ name, before: was.get(name) ?? 0, after: is.get(name) ?? 0 }))
    .filter(one => one.before !== one.after)
    .toSorted(
      (a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.name.localeCompare(b.name, 'en-GB'),
    )
}
