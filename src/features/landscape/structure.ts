// The structure of a partnership on one day, as plain values: groups with their seats, links and remits. What is worked
// out from it (overlap, hours, scenarios, before and after) needs nothing else. Pure.

import type { FilledBy, GroupKind, LinkKind, Office } from './model.ts'

export interface Seat {
  readonly id: number
  readonly organisation: number | null
  /** Whom it speaks for directly; `''` where it is an organisation's. */
  readonly constituency: string
  readonly post: string
  readonly office: Office
  /** Held by an elected councillor. */
  readonly elected: boolean
  readonly filledBy: FilledBy
  readonly voting: boolean
  readonly held: boolean
  /** The number of who holds it, where that is known. */
  readonly person: number | null
  readonly substitute: number | null
  readonly since: string
  /** A community or the third sector speaks here: directly, or through a body of its own. */
  readonly voice: boolean
}

export interface Group {
  readonly id: number
  readonly name: string
  readonly kind: GroupKind
  readonly since: string
  readonly remit: string
  readonly legalBasis: string
  readonly secretariat: string
  /** Meetings a year, and minutes of one; null where nobody has said. */
  readonly meetings: number | null
  readonly minutes: number | null
  readonly lastMet: string | null
  readonly review: string | null
  readonly jointBody: number | null
  readonly reports: string
  readonly outcomes: readonly number[]
  readonly themes: readonly number[]
  readonly places: readonly string[]
  readonly seats: readonly Seat[]
}

export interface GroupLink {
  readonly from: number
  readonly to: number
  readonly kind: LinkKind
}

export interface Structure {
  /** `YYYY-MM-DD`: it is as it stood on this day. */
  readonly on: string
  readonly groups: readonly Group[]
  readonly links: readonly GroupLink[]
  readonly organisations: ReadonlyMap<number, { readonly name: string; readonly kind: string }>
}

/** Hours that one person spends on a group in a year, with what they prepare; null where its meetings are not known. */
export const hoursEach = (
  { meetings, minutes }: Pick<Group, 'meetings' | 'minutes'>,
  preparationHours: number,
): number | null => (meetings === null || minutes === null ? null : meetings * (minutes / 60 + preparationHours))

/**
 * Hours of all who sit in a group, in a year: meetings × (length + preparation) × seats that are held. Null where its
 * meetings are not known, or nobody has said who sits there.
 */
export function hoursOf(
  group: Pick<Group, 'meetings' | 'minutes'> & { readonly seats: readonly Pick<Seat, 'held'>[] },
  preparationHours: number,
): number | null {
  const each = hoursEach(group, preparationHours)
  return each === null || group.seats.length === 0 ? null : each * group.seats.filter(seat => seat.held).length
}

/** Whose seat it is. */
export const whose = (seat: Seat, { organisations }: Pick<Structure, 'organisations'>): string =>
  seat.organisation === null ? seat.constituency : (organisations.get(seat.organisation)?.name ?? 'an organisation')
