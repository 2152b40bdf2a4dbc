// Who a list means by a name: somebody who has a part in this partnership, or somebody new. Pure.

import type { SeatEntry } from './entries.ts'
import type { Named, Who } from './values.ts'

export interface KnownPerson {
  readonly id: number
  readonly name: string
  readonly email: string | null
  /** Organisations they act or sit for here. */
  readonly organisations: readonly number[]
}

/** A person by number, or by the place in the list of new ones. */
export type PersonRef = { readonly known: number } | { readonly fresh: number }

/** Who an entry means, where it names somebody. */
export type Found = Exclude<Who, Named> | PersonRef

/** Somebody who sits today. */
export interface Sitter {
  readonly place: string
  readonly person: number | null
}

/** Where a seat stands: its group, with the organisation or whom it speaks for. Seats alike have one place. */
export const placeKey = (group: number | undefined, organisation: number | null, constituency: string): string =>
  `${group} ${organisation ?? `“${constituency.toLowerCase()}”`}`

/**
 * Finds people by number, address or exact name among those who have a part here. Somebody of the name who sits in the
 * same place is who is meant; otherwise a namesake is only where they act for nobody but the seat's organisation. A new
 * person is known by name alone: an address is kept where its owner gives it.
 */
export class PeopleFound {
  readonly fresh: { name: string }[] = []
  readonly #byNumber: ReadonlyMap<number, KnownPerson>
  readonly #byEmail: ReadonlyMap<string, KnownPerson>
  readonly #byName = new Map<string, KnownPerson[]>()
  readonly #places = new Map<number, Set<string>>()
  /** Organisations of people, with those that this list gives them. */
  readonly #organisations: Map<number, Set<number>>
  readonly #new = new Map<string, number>()

  constructor(people: readonly KnownPerson[], sitters: readonly Sitter[]) {
    this.#byNumber = new Map(people.map(one => [one.id, one]))
    this.#byEmail = new Map(people.flatMap(one => (one.email ? [[one.email, one] as const] : [])))
    this.#organisations = new Map(people.map(one => [one.id, new Set(one.organisations)]))
    for (const one of people) {
      const alike = this.#byName.get(one.name.toLowerCase())
      if (alike) alike.push(one)
      else this.#byName.set(one.name.toLowerCase(), [one])
    }
    for (const { place, person } of sitters)
      if (person !== null) this.#places.set(person, (this.#places.get(person) ?? new Set()).add(place))
  }

  named(
    seat: SeatEntry,
    organisation: number | null,
    place: string,
  ): Omit<SeatEntry, 'holder' | 'substitute'> & { holder: Found; substitute: Found } {
    return {
      ...seat,
      holder: this.#find(seat.holder, organisation, place),
      substitute: this.#find(seat.substitute, organisation, place),
    }
  }

  #find(who: Who, organisation: number | null, place: string): Found {
    if (typeof who !== 'object') return who
    if (who.number !== null) {
      const one = this.#byNumber.get(who.number)
      return one ? { known: one.id } : 'somebody'
    }
    const byEmail = who.email ? this.#byEmail.get(who.email) : undefined
    const same = byEmail ?? this.#namesake(who, organisation, place)
    if (same) {
      if (organisation !== null) this.#organisations.get(same.id)!.add(organisation)
      return { known: same.id }
    }
    const key = `${organisation} ${who.name.toLowerCase()}`
    const fresh = this.#new.get(key) ?? this.fresh.push({ name: who.name }) - 1
    this.#new.set(key, fresh)
    return { fresh }
  }

  #namesake({ name, email }: Named, organisation: number | null, place: string): KnownPerson | undefined {
    // Somebody of that name with another address is somebody else.
    const alike = (this.#byName.get(name.toLowerCase()) ?? []).filter(one => !email || !one.email)
    const theirs = (one: KnownPerson) => this.#organisations.get(one.id)!
    return (
      alike.find(one => this.#places.get(one.id)?.has(place)) ??
      alike.find(one => organisation !== null && theirs(one).size === 1 && theirs(one).has(organisation)) ??
      alike.find(one => theirs(one).size === 0)
    )
  }
}
