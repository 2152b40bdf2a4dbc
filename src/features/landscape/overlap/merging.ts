// Two groups as one: what it would look like, what it would save, what it would lose, and whose voice it keeps. Pure.

import { grouped } from '../../../kernel/grouped.ts'
import { capital, counted, inWords, listOf } from '../../../kernel/words.ts'
import type { GroupKind, Office } from '../model.ts'
import { leadsUp } from '../rules.ts'
import { type Group, type GroupLink, hoursOf, type Seat, type Structure, whose } from '../structure.ts'
import { candidateFrom, mostCandidates, type Overlap } from './rules.ts'

export type LossKind = 'seat' | 'office' | 'substitute' | 'legal-basis' | 'secretariat' | 'link'

export interface Loss {
  readonly kind: LossKind
  /** A sentence that names no people. */
  readonly words: string
}

export interface Merger {
  /** The group that is left: it has the number, name, kind, meetings and length of `into`. */
  readonly merged: Group
  /** The structure with the merged group in place of the two. */
  readonly after: Structure
  /** Meetings a year that fall away; null where nobody has said how often the group meets. */
  readonly savesMeetings: number | null
  /** Hours a year; below nought where more people go to more meetings. Null where they are not known of both. */
  readonly savesHours: number | null
  readonly loses: readonly Loss[]
  /** Seats that speak for communities, and councillors' seats: all of them stay. Sentences. */
  readonly keeps: readonly string[]
}

/**
 * What merging `group` into `into` would make of the structure. An organisation keeps as many seats as it has in the
 * one where it has more; every direct seat, every community or third sector body's and every councillor's stays.
 */
export function mergeOf(group: Group, into: Group, structure: Structure, preparationHours: number): Merger {
  const staying = stayingSeats(group, into)
  const fallen = group.seats.filter(seat => !staying.includes(seat))
  const merged: Group = {
    ...into,
    remit: [...new Set([into.remit, group.remit])].filter(Boolean).join('\n\n'),
    lastMet: [into.lastMet, group.lastMet].reduce((one, other) =>
      one !== null && (other === null || one > other) ? one : other,
    ),
    outcomes: union(into.outcomes, group.outcomes),
    themes: union(into.themes, group.themes),
    places: union(into.places, group.places),
    seats: [...into.seats, ...staying.map(seat => ({ ...seat, office: officeIn(into, seat.office) }))],
  }
  const [before, after] = [[group, into].map(one => hoursOf(one, preparationHours)), hoursOf(merged, preparationHours)]
  return {
    merged,
    after: {
      ...structure,
      groups: structure.groups.flatMap(one => (one.id === group.id ? [] : one.id === into.id ? [merged] : [one])),
      links: linksAfter(structure.links, group.id, into.id),
    },
    savesMeetings: group.meetings,
    savesHours: before.includes(null) || after === null ? null : before[0]! + before[1]! - after,
    loses: losses(group, into, fallen, structure),
    keeps: kept(group, merged, structure),
  }
}

/** What stands in either, once. */
export const union = <T>(some: readonly T[], more: readonly T[]): T[] => [...new Set([...some, ...more])]

/** A councillor's seat stays too: who is elected is not exchanged for somebody else of the council. */
const alwaysStays = (seat: Seat): boolean => seat.voice || seat.elected || seat.organisation === null

/** The seats of the group that come along. */
function stayingSeats(group: Group, into: Group): Seat[] {
  const here = new Set(into.seats.flatMap(seat => seat.person ?? []))
  const staying = new Set(group.seats.filter(alwaysStays))
  for (const [organisation, seats] of grouped(
    group.seats.filter(seat => !alwaysStays(seat)),
    seat => seat.organisation,
  )) {
    const has = into.seats.filter(seat => seat.organisation === organisation && !alwaysStays(seat)).length
    // Whoever does not sit there yet comes first.
    const first = seats.toSorted((a, b) => Number(here.has(a.person ?? 0)) - Number(here.has(b.person ?? 0)))
    for (const seat of first.slice(0, Math.max(0, seats.length - has))) staying.add(seat)
  }
  return group.seats.filter(seat => staying.has(seat))
}

/** There is one chair and one vice chair: whoever had the office elsewhere comes as a member. */
const officeIn = (into: Group, office: Office): Office =>
  (office === 'chair' || office === 'vice-chair') && into.seats.some(seat => seat.office === office) ? 'member' : office

/** What was linked to the group is linked to the one it went into, which keeps its own way up. */
function linksAfter(links: readonly GroupLink[], group: number, into: number): GroupLink[] {
  const moved = links
    .filter(link => !(link.from === group && leadsUp(link.kind)))
    .map(link => ({ ...link, from: link.from === group ? into : link.from, to: link.to === group ? into : link.to }))
    .filter(link => link.from !== link.to)
  return [...new Map(moved.map(link => [`${link.from} ${link.kind} ${link.to}`, link])).values()]
}

// ── in words ──────────────────────────────────────────────────────────────────

function losses(group: Group, into: Group, fallen: readonly Seat[], structure: Structure): Loss[] {
  const nameOf = (seat: Seat) => whose(seat, structure)
  const seats = grouped(fallen, seat => seat.organisation).map(([organisation, gone]): Loss => {
    const before = [...group.seats, ...into.seats].filter(seat => seat.organisation === organisation).length
    const posts = [...new Set(gone.map(seat => seat.post))].filter(
      post => post && !into.seats.some(one => one.organisation === organisation && one.post === post),
    )
    const words = `${nameOf(gone[0]!)} has ${seatsWords(before - gone.length)} instead of ${inWords(before)}`
    return { kind: 'seat', words: posts.length ? `${words}: no longer one for ${listOf(posts)}.` : `${words}.` }
  })
  const officers = (['chair', 'vice-chair'] as const).flatMap(office =>
    group.seats
      .filter(seat => seat.office === office && (fallen.includes(seat) || officeIn(into, office) !== office))
      .map((seat): Loss => {
        const title = office === 'chair' ? 'chair' : 'vice chair'
        return {
          kind: 'office',
          words: fallen.includes(seat)
            ? `Its ${title} (${nameOf(seat)}) goes.`
            : `Its ${title} (${nameOf(seat)}) becomes a member: there is only one ${title}.`,
        }
      }),
  )
  const substitutes = fallen.filter(seat => seat.substitute !== null)
  const out = structure.links.filter(
    link =>
      link.from === group.id &&
      link.to !== into.id &&
      leadsUp(link.kind) &&
      !structure.links.some(one => one.from === into.id && one.to === link.to && one.kind === link.kind),
  )
  return [
    ...seats,
    ...officers,
    ...(substitutes.length
      ? [
          {
            kind: 'substitute' as const,
            words: `${capital(inWords(substitutes.length))} ${substitutes.length === 1 ? 'person who stands' : 'people who stand'} in for a seat that goes (${listOf([...new Set(substitutes.map(nameOf))])}).`,
          },
        ]
      : []),
    ...(group.legalBasis && group.legalBasis !== into.legalBasis
      ? [{ kind: 'legal-basis' as const, words: `The law it rests on: ${sentence(group.legalBasis)}` }]
      : []),
    ...(group.secretariat && group.secretariat !== into.secretariat
      ? [{ kind: 'secretariat' as const, words: `Who does its paperwork: ${sentence(group.secretariat)}` }]
      : []),
    ...out.map((link): Loss => {
      const to = structure.groups.find(one => one.id === link.to)?.name ?? 'another group'
      return {
        kind: 'link',
        words: `It no longer ${link.kind === 'part-of' ? 'is part of' : 'reports to'} ${to} itself.`,
      }
    }),
  ]
}

function kept(group: Group, merged: Group, structure: Structure): string[] {
  const voices = group.seats.filter(seat => seat.voice)
  const elected = group.seats.filter(seat => seat.elected && !seat.voice)
  const ofVoices = (one: Group) =>
    `${one.seats.filter(seat => seat.voice).length} of ${counted(one.seats.length, 'seat')}`
  return [
    ...grouped(voices, seat => whose(seat, structure)).map(
      ([name, seats]) => `${capital(seatsWords(seats.length))}: ${name}.`,
    ),
    ...(elected.length
      ? [`${capital(inWords(elected.length))} ${elected.length === 1 ? 'councillor’s seat' : 'councillors’ seats'}.`]
      : []),
    ...(voices.length
      ? [`Communities and the third sector speak from ${ofVoices(group)} now, and from ${ofVoices(merged)} then.`]
      : []),
  ]
}

const seatsWords = (count: number): string => `${inWords(count)} ${count === 1 ? 'seat' : 'seats'}`

const sentence = (words: string): string => (/[.!?]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`)

// ── candidates ────────────────────────────────────────────────────────────────

export interface Candidate extends Pick<Merger, 'savesMeetings' | 'savesHours' | 'loses' | 'keeps'> {
  readonly group: number
  readonly into: number
  readonly score: number
}

const tiers: Readonly<Record<GroupKind, number>> = {
  board: 0,
  executive: 1,
  thematic: 2,
  locality: 2,
  'working-group': 3,
  network: 4,
  'joint-body': 5,
}

/**
 * The pairs to look at as one, best first: alike enough, seats known of both, neither a linked joint body (it keeps its
 * autonomy), and not of two places (locality partnerships are alike by design). The higher one stays, or else the one
 * with more seats.
 */
export function candidatesOf(
  structure: Structure,
  overlaps: readonly Overlap[],
  preparationHours: number,
): Candidate[] {
  const groups = new Map(structure.groups.map(group => [group.id, group]))
  return overlaps
    .filter(one => one.score >= candidateFrom && mayMerge(groups.get(one.group)!, groups.get(one.other)!, one))
    .toSorted((a, b) => b.score - a.score || a.group - b.group || a.other - b.other)
    .slice(0, mostCandidates)
    .map(({ score, ...pair }) => {
      const [group, into] = inOrder(groups.get(pair.group)!, groups.get(pair.other)!)
      const { savesMeetings, savesHours, loses, keeps } = mergeOf(group, into, structure, preparationHours)
      return { group: group.id, into: into.id, score, savesMeetings, savesHours, loses, keeps }
    })
}

const leads = (group: Group): boolean => group.kind === 'board' || group.kind === 'executive'

/** A board or its executive is no working table: it is merged with neither the other nor a group that it leads. */
const mayMerge = (one: Group, other: Group, overlap: Overlap): boolean =>
  one.kind !== 'joint-body' &&
  other.kind !== 'joint-body' &&
  (leads(one) ? one.kind === other.kind : !leads(other)) &&
  overlap.organisations.share !== null &&
  overlap.places.share !== 0 &&
  // What is for one place stays there: it is no part of what is for all of them.
  ((one.kind === 'locality') === (other.kind === 'locality') || (overlap.places.share ?? 0) > 0)

/** Which of two goes into which. */
export function inOrder(one: Group, other: Group): readonly [group: Group, into: Group] {
  const above = tiers[one.kind] - tiers[other.kind] || other.seats.length - one.seats.length || one.id - other.id
  return above < 0 ? [other, one] : [one, other]
}
