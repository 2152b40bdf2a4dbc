// What has to be written, on one day, so that the structure becomes what it is on paper. Pure.

import { type GroupWords, groupWords } from '../model.ts'
import type { Group, GroupLink, Seat, Structure } from '../structure.ts'
import { type OnPaper, sameLink } from './rules.ts'

export interface RemitChange {
  readonly group: number
  readonly outcome: number | null
  readonly theme: number | null
  readonly place: string | null
}

export interface Changes {
  readonly ends: readonly { readonly group: number; readonly into: number | null }[]
  readonly texts: readonly { readonly group: number; readonly words: GroupWords }[]
  /** Seats that a group has from another one. */
  readonly seats: readonly { readonly group: number; readonly seat: Seat }[]
  readonly remitsEnd: readonly RemitChange[]
  readonly remits: readonly RemitChange[]
  readonly links: readonly GroupLink[]
}

/** Groups that end take their seats, links and remits with them, so those are not listed. */
export function changesOf(before: Structure, { structure: after, fates }: OnPaper): Changes {
  const pairs = after.groups.map(group => ({ group, was: before.groups.find(one => one.id === group.id)! }))
  const only = (these: readonly RemitChange[], notIn: readonly RemitChange[]) =>
    these.filter(one => !notIn.some(other => sameRemit(one, other)))
  return {
    ends: [...fates].map(([group, into]) => ({ group, into })),
    texts: pairs
      .map(({ group, was }) => ({ group: group.id, words: groupWords(group), were: groupWords(was) }))
      .filter(({ words, were }) => JSON.stringify(words) !== JSON.stringify(were))
      .map(({ group, words }) => ({ group, words })),
    seats: pairs.flatMap(({ group, was }) =>
      group.seats.filter(seat => !was.seats.some(one => one.id === seat.id)).map(seat => ({ group: group.id, seat })),
    ),
    remitsEnd: pairs.flatMap(({ group, was }) => only(remitsOf(was), remitsOf(group))),
    remits: pairs.flatMap(({ group, was }) => only(remitsOf(group), remitsOf(was))),
    links: after.links.filter(link => !before.links.some(one => sameLink(one, link))),
  }
}

const remitsOf = ({ id, outcomes, themes, places }: Group): RemitChange[] => {
  const none = { group: id, outcome: null, theme: null, place: null }
  return [
    ...outcomes.map(outcome => ({ ...none, outcome })),
    ...themes.map(theme => ({ ...none, theme })),
    ...places.map(place => ({ ...none, place })),
  ]
}

const sameRemit = (one: RemitChange, other: RemitChange): boolean =>
  one.outcome === other.outcome && one.theme === other.theme && one.place === other.place
