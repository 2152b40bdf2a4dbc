// What bringing in a list would change, against what stands today. Pure: the list is read and the records are loaded
// before. The same list twice changes nothing.

import type { GroupWords, SeatWords } from '../model.ts'
import { nothingSaid } from '../model.ts'
import { closesCircle } from '../rules.ts'
import { type GroupEntry, groupKey, type SeatEntry } from './entries.ts'
import { type LeftOut, short } from './reading.ts'
import { kindByName, type Named, piecesOf, type Who } from './values.ts'

/** Rows of the file by what became of them, and what came with them. */
export interface Counts {
  readonly groupsNew: number
  readonly groupsChanged: number
  readonly groupsSame: number
  readonly seatsNew: number
  readonly seatsChanged: number
  readonly seatsSame: number
}

export const noCounts: Counts = {
  groupsNew: 0,
  groupsChanged: 0,
  groupsSame: 0,
  seatsNew: 0,
  seatsChanged: 0,
  seatsSame: 0,
}

export const sumOf = (one: Counts, other: Partial<Counts>): Counts =>
  Object.fromEntries(
    (Object.keys(noCounts) as (keyof Counts)[]).map(key => [key, (one[key] ?? 0) + (other[key] ?? 0)]),
  ) as unknown as Counts

// ── groups ────────────────────────────────────────────────────────────────────

export interface KnownGroup {
  readonly id: number
  readonly since: string
  readonly joint: boolean
  readonly words: GroupWords
}

export interface KnownGroups {
  /** By `groupKey`. */
  readonly groups: ReadonlyMap<string, KnownGroup>
  readonly links: readonly {
    readonly id: number
    readonly from: number
    readonly to: number
    readonly reports: boolean
  }[]
  /** What stands in remits, as `group kind subject`. */
  readonly remits: ReadonlySet<string>
  /** By small letters. */
  readonly outcomes: ReadonlyMap<string, number>
  readonly themes: ReadonlyMap<string, number>
  /** Codes of places by what the file calls them. */
  readonly places: ReadonlyMap<string, string>
}

export interface RemitPart {
  readonly kind: 'outcome' | 'theme' | 'place'
  readonly subject: number | string
}

export const remitKey = (group: number, { kind, subject }: RemitPart): string => `${group} ${kind} ${subject}`

/** Groups are named here by their key, because those that are founded have no number yet. */
export interface GroupChanges {
  readonly founded: readonly { readonly key: string; readonly words: GroupWords; readonly since: string }[]
  readonly said: readonly { readonly group: number; readonly words: GroupWords }[]
  readonly linked: readonly { readonly from: string; readonly to: string }[]
  readonly unlinked: readonly number[]
  readonly remits: readonly (RemitPart & { readonly group: string })[]
  readonly leftOut: readonly LeftOut[]
  readonly counts: Pick<Counts, 'groupsNew' | 'groupsChanged' | 'groupsSame'>
}

/**
 * A group is known by its name; its words change only where the file says something else. What the file does not name
 * stays as it is. A group reports to the groups that the file names, if it names any.
 */
export function decideGroups(entries: readonly GroupEntry[], known: KnownGroups, today: string): GroupChanges {
  const founded: GroupChanges['founded'][number][] = []
  const said: GroupChanges['said'][number][] = []
  const remits: GroupChanges['remits'][number][] = []
  const leftOut: LeftOut[] = []
  const changed = new Set<string>()
  for (const entry of entries) {
    const key = groupKey(entry.name)
    const group = known.groups.get(key)
    if (group) {
      const words = { ...group.words, ...entry.words, kind: kindOf(entry, group) }
      if (entry.words.kind && entry.words.kind !== words.kind)
        leftOut.push({
          line: entry.line,
          words: 'A linked joint body stays one, and a group of ours does not become one.',
        })
      if (wordsDiffer(words, group.words)) {
        said.push({ group: group.id, words })
        changed.add(key)
      }
    } else {
      founded.push({ key, words: wordsOfNew(entry), since: firstDay(entry, today) })
    }
    for (const part of remitOf(entry, known, leftOut)) {
      if (group && known.remits.has(remitKey(group.id, part))) continue
      remits.push({ ...part, group: key })
      changed.add(key)
    }
  }
  const links = decideLinks(entries, known, leftOut)
  for (const key of links.changed) changed.add(key)
  const groupsNew = founded.length
  const groupsChanged = [...changed].filter(key => known.groups.has(key)).length
  return {
    founded,
    said,
    remits,
    linked: links.linked,
    unlinked: links.unlinked,
    leftOut,
    counts: { groupsNew, groupsChanged, groupsSame: entries.length - groupsNew - groupsChanged },
  }
}

const kindOf = (entry: GroupEntry, group: KnownGroup): GroupWords['kind'] =>
  entry.words.kind && (entry.words.kind === 'joint-body') === group.joint ? entry.words.kind : group.words.kind

const wordsDiffer = (one: GroupWords, other: GroupWords): boolean =>
  (Object.keys(nothingSaid) as (keyof GroupWords)[]).some(key => one[key] !== other[key])

const wordsOfNew = ({ name, words }: GroupEntry): GroupWords => ({
  ...nothingSaid,
  kind: kindByName(name),
  ...words,
  name,
})

/** A group is at least as old as its oldest seat. */
const firstDay = ({ founded, seats }: GroupEntry, today: string): string =>
  [founded, ...seats.map(seat => seat.since)].reduce<string>((first, day) => (day && day < first ? day : first), today)

function remitOf(entry: GroupEntry, known: KnownGroups, leftOut: LeftOut[]): RemitPart[] {
  const parts = new Map<string, RemitPart>()
  const add = (part: RemitPart) => parts.set(remitKey(0, part), part)
  const unknown = (words: string, noun: string) =>
    leftOut.push({
      line: entry.line,
      words: `There is no ${noun} called “${short(words)}” here: left out of the remit.`,
    })
  for (const [cell, first, second] of [
    [entry.outcomes, 'outcome', 'theme'],
    [entry.themes, 'theme', 'outcome'],
  ] as const) {
    const titles = { outcome: known.outcomes, theme: known.themes }
    for (const words of piecesOf(cell, piece => titles[first].has(piece.toLowerCase()))) {
      const kind = titles[first].has(words.toLowerCase()) ? first : second
      const subject = titles[kind].get(words.toLowerCase())
      if (subject === undefined) unknown(words, first)
      else add({ kind, subject })
    }
  }
  for (const words of placeWords(entry.places, known.places)) {
    const subject = known.places.get(words)
    if (subject === undefined) unknown(words, 'place')
    else add({ kind: 'place', subject })
  }
  return [...parts.values()]
}

/** Names of places in a cell; commas part them too where every part is a place. */
export const placeWords = (cell: string, known?: ReadonlyMap<string, string>): string[] =>
  piecesOf(cell).flatMap(piece => {
    const parts = piece
      .split(',')
      .map(part => part.trim())
      .filter(Boolean)
    if (!known) return [piece, ...parts]
    return !known.has(piece) && parts.every(part => known.has(part)) ? parts : [piece]
  })

function decideLinks(entries: readonly GroupEntry[], known: KnownGroups, leftOut: LeftOut[]) {
  const names = new Set([...known.groups.keys(), ...entries.map(entry => groupKey(entry.name))])
  const isGroup = (words: string) => names.has(groupKey(words))
  const linked: { from: string; to: string }[] = []
  const unlinked: number[] = []
  const changed = new Set<string>()
  const keyOf = new Map([...known.groups].map(([key, group]) => [group.id, key]))
  // Circles are looked for over groups of today and new ones, so each has a number here.
  const numbers = new Map([...names].map((key, at) => [key, at]))
  const up = known.links.flatMap(link => {
    const [from, to] = [keyOf.get(link.from), keyOf.get(link.to)]
    return from !== undefined && to !== undefined
      ? [{ id: link.id, from: numbers.get(from)!, to: numbers.get(to)! }]
      : []
  })
  const above = new Map<number, { from: number; to: number; id?: number }[]>()
  const put = (link: { from: number; to: number; id?: number }) =>
    above.set(link.from, [...(above.get(link.from) ?? []), link])
  up.forEach(put)
  for (const entry of entries) {
    const key = groupKey(entry.name)
    const from = numbers.get(key)!
    const group = known.groups.get(key)
    const parents = piecesOf(entry.parents, isGroup)
    const here = parents.filter(isGroup).map(groupKey)
    for (const parent of parents)
      if (!isGroup(parent))
        leftOut.push({
          line: entry.line,
          words: `It reports to “${short(parent)}”, which is no group here: the link was left out.`,
        })
    if (!here.length) continue
    for (const link of known.links) {
      if (link.from !== group?.id || !link.reports || here.includes(keyOf.get(link.to) ?? '')) continue
      unlinked.push(link.id)
      changed.add(key)
      above.set(
        from,
        (above.get(from) ?? []).filter(one => one.id !== link.id),
      )
    }
    for (const parent of new Set(here)) {
      const to = numbers.get(parent)!
      if ((above.get(from) ?? []).some(link => link.to === to)) continue
      if (closesCircle(reachable(above, to), from, to)) {
        leftOut.push({
          line: entry.line,
          words: `That it reports to “${short(parent)}” would make a circle: the link was left out.`,
        })
        continue
      }
      linked.push({ from: key, to: parent })
      put({ from, to })
      changed.add(key)
    }
  }
  return { linked, unlinked, changed }
}

/** The links on the ways up from one group. */
function reachable(above: ReadonlyMap<number, readonly { from: number; to: number }[]>, start: number) {
  const seen = new Set([start])
  const links: { from: number; to: number }[] = []
  for (const at of seen)
    for (const link of above.get(at) ?? []) {
      links.push(link)
      seen.add(link.to)
    }
  return links
}

// ── seats ─────────────────────────────────────────────────────────────────────

export interface KnownSeat {
  readonly id: number
  readonly group: number
  readonly organisation: number | null
  readonly constituency: string
  readonly post: string
  readonly office: SeatWords['office']
  readonly elected: boolean
  readonly filledBy: SeatWords['filledBy']
  readonly voting: boolean
  readonly held: boolean
  readonly person: number | null
  readonly substituted: boolean
  readonly substitute: number | null
}

export interface KnownPerson {
  readonly id: number
  readonly name: string
  readonly email: string | null
  /** Organisations they act or sit for here. */
  readonly organisations: readonly number[]
}

export interface KnownSeats {
  /** By `groupKey`; a group that is still to be founded is not there. */
  readonly groups: ReadonlyMap<string, { readonly id: number; readonly since: string }>
  readonly seats: readonly KnownSeat[]
  /** People with a role or a seat here. */
  readonly people: readonly KnownPerson[]
  /** Addresses that belong to somebody in the installation, whoever that is. */
  readonly emails: ReadonlySet<string>
}

/** A person by number, or by the place in the list of new ones. */
export type PersonRef = { readonly known: number } | { readonly fresh: number }

export interface Sits {
  readonly part: 'holder' | 'substitute'
  /** Null: somebody whom nobody has named. */
  readonly who: PersonRef | null
  readonly since: string
}

export interface SeatChanges {
  readonly added: readonly {
    readonly group: string
    readonly words: SeatWords
    readonly since: string
    readonly sits: readonly Sits[]
  }[]
  readonly updated: readonly ({ readonly seat: number } & Pick<SeatWords, 'elected' | 'filledBy' | 'voting'>)[]
  /** Sittings that begin in seats that are there; whoever sat before no longer does from that day. */
  readonly begun: readonly ({ readonly seat: number } & Sits)[]
  readonly vacated: readonly number[]
  readonly fresh: readonly { readonly name: string; readonly email: string | null }[]
  readonly leftOut: readonly LeftOut[]
  readonly counts: Pick<Counts, 'seatsNew' | 'seatsChanged' | 'seatsSame'>
}

/** What an entry's organisation was settled to be; null where nobody has said. The first new organisation is -1. */
export type Settled = (written: string) => number | 'nobody' | null

/**
 * A seat is the same when its group, its organisation (or whom it speaks for), its post and its office are; of several
 * alike, the one with the same holder. Another holder ends the old sitting and begins a new one. What the file does not
 * say of a seat stays as it is.
 */
export function decideSeats(
  entries: readonly GroupEntry[],
  known: KnownSeats,
  settled: Settled,
  today: string,
): SeatChanges {
  const people = new PeopleFound(known)
  const change: {
    -readonly [K in keyof SeatChanges]: SeatChanges[K] extends readonly (infer T)[] ? T[] : SeatChanges[K]
  } = {
    added: [],
    updated: [],
    begun: [],
    vacated: [],
    fresh: people.fresh,
    leftOut: [],
    counts: { seatsNew: 0, seatsChanged: 0, seatsSame: 0 },
  }
  const standing = new Map<string, KnownSeat[]>()
  for (const seat of known.seats) {
    const key = `${seat.group} ${seat.organisation ?? `“${seat.constituency.toLowerCase()}`}`
    standing.set(key, [...(standing.get(key) ?? []), seat])
  }
  for (const entry of entries) {
    const group = known.groups.get(groupKey(entry.name))
    const placed = entry.seats.flatMap(seat => {
      const who = seat.constituency ? 'nobody' : settled(seat.organisation)
      if (who === null) return []
      const organisation = who === 'nobody' ? null : who
      return [
        {
          ...people.named(seat, organisation),
          organisation,
          constituency: organisation === null ? seat.constituency || seat.organisation : '',
        },
      ]
    })
    const alike = new Map<string, Placed[]>()
    for (const seat of placed) {
      const key = `${group?.id} ${seat.organisation ?? `“${seat.constituency.toLowerCase()}`}`
      const before = alike.get(key)
      if (before) before.push(seat)
      else alike.set(key, [seat])
    }
    for (const [key, seats] of alike) {
      const same = pair(seats, standing.get(key) ?? [])
      for (const seat of seats) {
        const now = same.get(seat)
        const since = startOf(seat, group?.since ?? firstDay(entry, today), today, change.leftOut)
        if (!now) change.added.push(newSeat(groupKey(entry.name), seat, since))
        else if (changeSeat(change, seat, now, since))
          change.counts = { ...change.counts, seatsChanged: change.counts.seatsChanged + 1 }
        else change.counts = { ...change.counts, seatsSame: change.counts.seatsSame + 1 }
      }
    }
  }
  change.counts = { ...change.counts, seatsNew: change.added.length }
  return change
}

interface Placed extends Omit<SeatEntry, 'organisation' | 'holder' | 'substitute'> {
  readonly organisation: number | null
  readonly holder: Found
  readonly substitute: Found
}

/** Who an entry means, where it names somebody. */
type Found = Exclude<Who, Named> | PersonRef

/** A day that has not come, or was before the group was there, is no day to begin on. */
function startOf({ since, line }: Placed, groupSince: string, today: string, leftOut: LeftOut[]): string {
  if (since === null) return today
  if (since > today) {
    leftOut.push({ line, words: 'The day since when the seat is held has not come yet. Today was put instead.' })
    return today
  }
  if (since >= groupSince) return since
  leftOut.push({
    line,
    words: `The seat is said to be held since before the group began. The group’s first day was put instead.`,
  })
  return groupSince
}

function newSeat(group: string, seat: Placed, since: string): SeatChanges['added'][number] {
  const {
    organisation,
    constituency,
    post = '',
    office = 'member',
    elected = false,
    filledBy = 'unknown',
    voting = true,
  } = seat
  const sits: Sits[] = []
  // A seat of which nobody says that it is vacant is held.
  if (seat.holder !== 'nobody') sits.push({ part: 'holder', who: refOf(seat.holder), since })
  if (seat.substitute !== 'nobody' && seat.substitute !== 'unsaid')
    sits.push({ part: 'substitute', who: refOf(seat.substitute), since })
  return { group, words: { organisation, constituency, post, office, elected, filledBy, voting }, since, sits }
}

const refOf = (found: Found): PersonRef | null => (typeof found === 'object' ? found : null)

const isPerson = (found: Found, person: number | null): boolean =>
  typeof found === 'object' && 'known' in found && found.known === person

/** Notes what the entry says otherwise of a seat that is there; whether it says anything otherwise. */
function changeSeat(
  change: { updated: SeatChanges['updated'][number][]; begun: SeatChanges['begun'][number][]; vacated: number[] },
  seat: Placed,
  now: KnownSeat,
  since: string,
): boolean {
  const { elected = now.elected, filledBy = now.filledBy, voting = now.voting } = seat
  const before = change.updated.length + change.begun.length + change.vacated.length
  if (elected !== now.elected || filledBy !== now.filledBy || voting !== now.voting)
    change.updated.push({ seat: now.id, elected, filledBy, voting })
  if (seat.holder === 'nobody' && now.held) change.vacated.push(now.id)
  if (begins(seat.holder, now.held, now.person))
    change.begun.push({ seat: now.id, part: 'holder', who: refOf(seat.holder), since })
  if (begins(seat.substitute, now.substituted, now.substitute))
    change.begun.push({ seat: now.id, part: 'substitute', who: refOf(seat.substitute), since })
  return change.updated.length + change.begun.length + change.vacated.length > before
}

const begins = (found: Found, held: boolean, person: number | null): boolean =>
  typeof found === 'object' ? !isPerson(found, person) : found === 'somebody' && !held

/**
 * Which seat that is there each entry means: first those that are the same in everything, then those with the same
 * holder, then any with the post and office that are said.
 */
function pair(entries: readonly Placed[], seats: readonly KnownSeat[]): Map<Placed, KnownSeat> {
  const found = new Map<Placed, KnownSeat>()
  const left = new Set(seats)
  const waiting = new Set(entries)
  const take = (fits: (entry: Placed, seat: KnownSeat) => boolean) => {
    for (const entry of waiting)
      for (const seat of left)
        if (fits(entry, seat)) {
          found.set(entry, seat)
          left.delete(seat)
          waiting.delete(entry)
          break
        }
  }
  if (left.size) take((entry, seat) => isSame(entry, seat))
  if (left.size) take((entry, seat) => mayBe(entry, seat) && sameHolder(entry.holder, seat))
  if (left.size) take((entry, seat) => entry.post !== undefined && mayBe(entry, seat))
  if (left.size) take(mayBe)
  return found
}

const isSame = (entry: Placed, seat: KnownSeat): boolean =>
  (entry.post ?? '') === seat.post &&
  (entry.office ?? 'member') === seat.office &&
  (entry.elected ?? false) === seat.elected &&
  (entry.filledBy ?? 'unknown') === seat.filledBy &&
  (entry.voting ?? true) === seat.voting &&
  sameHolder(entry.holder, seat) &&
  (typeof entry.substitute === 'object'
    ? isPerson(entry.substitute, seat.substitute)
    : seat.substitute === null && (entry.substitute === 'somebody') === seat.substituted)

const mayBe = (entry: Placed, seat: KnownSeat): boolean =>
  (entry.post === undefined || entry.post.toLowerCase() === seat.post.toLowerCase()) &&
  (entry.office === undefined || entry.office === seat.office)

const sameHolder = (found: Found, seat: KnownSeat): boolean =>
  typeof found === 'object' ? isPerson(found, seat.person) : (found !== 'nobody') === seat.held && seat.person === null

/**
 * Finds people by number, address or exact name among those who have a part here. An address that belongs to somebody
 * else in the installation is nobody's to take: then only the name is kept.
 */
class PeopleFound {
  readonly fresh: { name: string; email: string | null }[] = []
  readonly #byNumber: ReadonlyMap<number, KnownPerson>
  readonly #byEmail: ReadonlyMap<string, KnownPerson>
  readonly #byName = new Map<string, KnownPerson[]>()
  readonly #new = new Map<string, number>()
  readonly #emails: ReadonlySet<string>

  constructor({ people, emails }: KnownSeats) {
    this.#byNumber = new Map(people.map(one => [one.id, one]))
    this.#byEmail = new Map(people.flatMap(one => (one.email ? [[one.email, one] as const] : [])))
    for (const one of people)
      this.#byName.set(one.name.toLowerCase(), [...(this.#byName.get(one.name.toLowerCase()) ?? []), one])
    this.#emails = emails
  }

  named(
    seat: SeatEntry,
    organisation: number | null,
  ): Omit<SeatEntry, 'holder' | 'substitute'> & { holder: Found; substitute: Found } {
    return {
      ...seat,
      holder: this.#find(seat.holder, organisation),
      substitute: this.#find(seat.substitute, organisation),
    }
  }

  #find(who: Who, organisation: number | null): Found {
    if (typeof who !== 'object') return who
    if (who.number !== null) {
      const one = this.#byNumber.get(who.number)
      return one ? { known: one.id } : 'somebody'
    }
    const byEmail = who.email ? this.#byEmail.get(who.email) : undefined
    if (byEmail) return { known: byEmail.id }
    // Somebody of that name with another address is somebody else.
    const alike = (this.#byName.get(who.name.toLowerCase()) ?? []).filter(one => !who.email || !one.email)
    const same = alike.find(one => organisation !== null && one.organisations.includes(organisation)) ?? alike[0]
    if (same) return { known: same.id }
    const email = who.email && !this.#emails.has(who.email) ? who.email : null
    const name = who.name.toLowerCase()
    const before = this.#new.get(email ? `${email} ${name}` : name)
    if (before !== undefined) return { fresh: before }
    const fresh = this.fresh.push({ name: who.name, email }) - 1
    if (email) this.#new.set(`${email} ${name}`, fresh)
    if (!this.#new.has(name)) this.#new.set(name, fresh)
    return { fresh }
  }
}

// ── in steps ──────────────────────────────────────────────────────────────────

/** A list of up to this many rows is brought in at once; a longer one in steps of about as many seats. */
export const mostAtOnce = 1000

/** The groups from the one that begins after `done` seats on, until they have `mostAtOnce` seats; a group is never cut. */
export function nextGroups(groups: readonly GroupEntry[], done: number): { groups: GroupEntry[]; seats: number } {
  const next: GroupEntry[] = []
  let before = 0
  let seats = 0
  for (const group of groups) {
    if (before >= done && group.seats.length) {
      if (seats > 0 && seats + group.seats.length > mostAtOnce) break
      next.push(group)
      seats += group.seats.length
    }
    before += group.seats.length
  }
  return { groups: next, seats }
}
