// What groups have in common, what they cost in hours, and what falls between them: pure, over the structure of a day.

import { daysBetween } from '../../../kernel/days.ts'
import type { GroupKind } from '../model.ts'
import { type Group, hoursEach, hoursOf, type Structure } from '../structure.ts'

// ── overlap ───────────────────────────────────────────────────────────────────

/**
 * Jaccard's index: how many are in both, of all that are in either. Null where one of the two has none: what nobody
 * said is not known to differ.
 */
export const jaccard = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number | null => sharedOf(one, other).share

function inBoth<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one]
  let both = 0
  for (const item of few) if (many.has(item)) both += 1
  return both
}

/** How much each measure counts in the score; what does not exist between two groups is left out of the mean. */
export const weights = { organisations: 0.35, people: 0.15, outcomes: 0.25, places: 0.15, words: 0.1 } as const
export type Measure = keyof typeof weights

/** From this score on, two groups are looked at as one. */
export const candidateFrom = 0.5
/** No more candidates than these are kept. */
export const mostCandidates = 50

/** What a group is compared by; made once for each group. */
export interface Compared {
  readonly group: Group
  readonly organisations: ReadonlySet<number>
  readonly people: ReadonlySet<number>
  /** Outcomes and themes of the plan: `outcome 4`, `theme 2`. */
  readonly outcomes: ReadonlySet<string>
  readonly places: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

export const compared = (group: Group): Compared => ({
  group,
  organisations: new Set(group.seats.flatMap(seat => seat.organisation ?? [])),
  people: new Set(group.seats.flatMap(seat => seat.person ?? [])),
  outcomes: new Set([...group.outcomes.map(one => `outcome ${one}`), ...group.themes.map(one => `theme ${one}`)]),
  places: new Set(group.places),
  words: wordsOf(`${group.name} ${group.remit}`),
})

/** Words that say nothing of what a group is for: the small ones, and those that every group has. */
const saysNothing = new Set(
  (
    'a about across all also an and any are as at be been by can do does each for from has have how if in into is it ' +
    'its more must no not of on or other our out over own shall should so such than that the their them then there ' +
    'these they this those through to under up was well were what when where which who will with within would ' +
    'area board committee community cpp delivery executive forum group joint local locality meeting member network ' +
    'partner partnership planning strategic strategy sub team thematic theme work working'
  ).split(' '),
)

/** The words of a text in lower case without endings of the plural (Harman's S-stemmer, 1991), and without small words. */
export const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (
      text
        .toLowerCase()
        .normalize('NFKD')
        .match(/[a-z]{2,}/g) ?? []
    )
      .map(singular)
      .filter(word => word.length > 1 && !saysNothing.has(word)),
  )

function singular(word: string): string {
  if (word.length < 4) return word
  if (word.endsWith('ies')) return /[ea]ies$/.test(word) ? word : `${word.slice(0, -3)}y`
  if (word.endsWith('es')) return /[aeo]es$/.test(word) ? word : word.slice(0, -1)
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word
}

/** How many are in common, and Jaccard's index of them. */
export interface Shared {
  readonly common: number
  readonly share: number | null
}

export interface Overlap extends Readonly<Record<Measure, Shared>> {
  readonly group: number
  readonly other: number
  /** Mean of the shares that exist, by their weights. */
  readonly score: number
}

const measures = Object.keys(weights) as Measure[]

/** What two groups have in common; the same whichever comes first. */
export function overlapOf(one: Compared, other: Compared): Overlap {
  if (one.group.id > other.group.id) return overlapOf(other, one)
  const organisations = sharedOf(one.organisations, other.organisations)
  const people = sharedOf(one.people, other.people)
  const outcomes = sharedOf(one.outcomes, other.outcomes)
  const places = sharedOf(one.places, other.places)
  const words = sharedOf(one.words, other.words)
  const shared = { organisations, people, outcomes, places, words }
  return {
    group: one.group.id,
    other: other.group.id,
    organisations,
    people,
    outcomes,
    places,
    words,
    score: scoreOf(shared),
  }
}

function sharedOf<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): Shared {
  if (!one.size || !other.size) return { common: 0, share: null }
  const common = inBoth(one, other)
  return { common, share: common / (one.size + other.size - common) }
}

/** The mean of the shares that exist, by their weights. */
function scoreOf(shared: Readonly<Record<Measure, Shared>>): number {
  let sum = 0
  let weight = 0
  for (const measure of measures) {
    const { share } = shared[measure]
    if (share === null) continue
    sum += weights[measure] * share
    weight += weights[measure]
  }
  return weight ? sum / weight : 0
}

/** Every pair of groups that has anything in common. */
export function overlapsOf(structure: Structure): Overlap[] {
  const all = structure.groups.map(compared)
  return all.flatMap((one, at) =>
    all.slice(at + 1).flatMap(other => {
      const overlap = overlapOf(one, other)
      return overlap.score > 0 ? [overlap] : []
    }),
  )
}

// ── hours ─────────────────────────────────────────────────────────────────────

export interface GroupMeasure {
  readonly group: number
  readonly seats: number
  readonly vacant: number
  /** Seats that are held: whoever comes to a meeting. */
  readonly people: number
  readonly organisations: number
  readonly voices: number
  /** Hours of all of them in a year; null where its meetings, or who sits there, are not known. */
  readonly hours: number | null
}

export interface OrganisationMeasure {
  readonly organisation: number
  readonly groups: number
  readonly seats: number
  readonly hours: number
}

export interface PersonMeasure {
  readonly person: number
  readonly groups: number
  readonly hours: number
}

export interface Measures {
  readonly groups: readonly GroupMeasure[]
  readonly organisations: readonly OrganisationMeasure[]
  readonly people: readonly PersonMeasure[]
  /** Of all groups whose hours are known. */
  readonly hours: number
}

/**
 * Hours a year by group, organisation and person: meetings × (length + preparation) × seats that are held. In a person's
 * own hours two seats of one group count once; who stands in for somebody is not counted.
 */
export function measuresOf(structure: Structure, preparationHours: number): Measures {
  const organisations = new Map<number, { groups: Set<number>; seats: number; hours: number }>()
  const people = new Map<number, { groups: Set<number>; hours: number }>()
  const groups = structure.groups.map(group => {
    const each = hoursEach(group, preparationHours) ?? 0
    for (const { organisation, person, held } of group.seats) {
      if (organisation !== null) {
        const sum = organisations.get(organisation) ?? { groups: new Set(), seats: 0, hours: 0 }
        organisations.set(organisation, sum)
        sum.groups.add(group.id)
        sum.seats += 1
        if (held) sum.hours += each
      }
      if (person !== null) {
        const sum = people.get(person) ?? { groups: new Set(), hours: 0 }
        people.set(person, sum)
        if (!sum.groups.has(group.id)) sum.hours += each
        sum.groups.add(group.id)
      }
    }
    const held = group.seats.filter(seat => seat.held).length
    return {
      group: group.id,
      seats: group.seats.length,
      vacant: group.seats.length - held,
      people: held,
      organisations: new Set(group.seats.flatMap(seat => seat.organisation ?? [])).size,
      voices: group.seats.filter(seat => seat.voice).length,
      hours: hoursOf(group, preparationHours),
    }
  })
  return {
    groups,
    organisations: [...organisations].map(([organisation, sum]) => ({
      organisation,
      groups: sum.groups.size,
      seats: sum.seats,
      hours: sum.hours,
    })),
    people: [...people].map(([person, sum]) => ({ person, groups: sum.groups.size, hours: sum.hours })),
    hours: groups.reduce((all, one) => all + (one.hours ?? 0), 0),
  }
}

// ── gaps ──────────────────────────────────────────────────────────────────────

/** An outcome that so many groups mind has to be agreed between them. */
export const manyMind = 3

/** An outcome is minded by the groups that have it, or its theme, in their remit. */
export const mindedBy = (
  outcome: { readonly id: number; readonly theme: number | null },
  groups: readonly Pick<Group, 'id' | 'outcomes' | 'themes'>[],
): number[] =>
  groups.flatMap(group =>
    group.outcomes.includes(outcome.id) || (outcome.theme !== null && group.themes.includes(outcome.theme))
      ? [group.id]
      : [],
  )

/** Nobody can tell what of the plan it is for. A board and its executive mind the whole plan, a linked joint body its own. */
export const withoutRemit = (group: {
  readonly kind: GroupKind
  readonly outcomes: readonly unknown[]
  readonly themes: readonly unknown[]
  readonly places: readonly unknown[]
}): boolean =>
  group.kind !== 'board' &&
  group.kind !== 'executive' &&
  group.kind !== 'joint-body' &&
  !group.outcomes.length &&
  !group.themes.length &&
  !group.places.length

/** Why a group seems asleep; null where it does not, or where nobody has said when it met. */
export type Dormant = 'long-since-it-met' | 'review-long-past' | null

/**
 * It last met longer ago than twice the usual gap between its meetings, and six months at the least (a year where its
 * meetings are not known); or the day to review it is more than a year past.
 */
export function dormant(group: Pick<Group, 'meetings' | 'lastMet' | 'review'>, day: string): Dormant {
  const gap = group.meetings ? 365 / group.meetings : 182
  if (group.lastMet !== null && daysBetween(group.lastMet, day) > Math.max(182, 2 * gap)) return 'long-since-it-met'
  return group.review !== null && daysBetween(group.review, day) > 365 ? 'review-long-past' : null
}
