// What bringing in a list would change, against what stands today. Pure: the list is read and the records are loaded
// before. The same list twice changes nothing.

import { type GroupWords, type LinkKind, linkKinds, nothingSaid, type SeatWords, type SittingPart } from '../model.ts'
import { closesCircle, leadsUp } from '../rules.ts'
import { type GroupEntry, groupKey, type SeatEntry } from './entries.ts'
import { type Found, type KnownPerson, PeopleFound, type PersonRef, placeKey } from './people.ts'
import { type LeftOut, short } from './reading.ts'
import { kindByName, piecesOf } from './values.ts'

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
    readonly kind: LinkKind
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
  readonly linked: readonly { readonly from: string; readonly to: string; readonly kind: LinkKind }[]
  readonly unlinked: readonly number[]
  readonly remits: readonly (RemitPart & { readonly group: string })[]
  readonly leftOut: readonly LeftOut[]
  readonly counts: Pick<Counts, 'groupsNew' | 'groupsChanged' | 'groupsSame'>
}

/**
 * A group is known by its name; its words change only where the file says something else. What the file does not name
 * stays as it is. A group reports to the groups that the file names, if it names any; so with its other links.
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
  const linked: { from: string; to: string; kind: LinkKind }[] = []
  const unlinked: number[] = []
  const changed = new Set<string>()
  const keyOf = new Map([...known.groups].map(([key, group]) => [group.id, key]))
  const links = new LinksToBe([...names])
  const before = new Map<string, { id: number; to: string }[]>()
  for (const { id, from, to, kind } of known.links) {
    const [one, other] = [keyOf.get(from), keyOf.get(to)]
    if (one === undefined || other === undefined) continue
    links.put(one, other, kind)
    const key = `${kind} ${one}`
    before.set(key, [...(before.get(key) ?? []), { id, to: other }])
  }
  for (const entry of entries) {
    const from = groupKey(entry.name)
    for (const kind of Object.keys(linkKinds) as LinkKind[]) {
      const said = piecesOf(entry.links[kind], isGroup)
      const here = new Map(said.filter(isGroup).map(words => [groupKey(words), words]))
      const note = (words: string) => leftOut.push({ line: entry.line, words: `${words}: the link was left out.` })
      for (const words of said)
        if (!isGroup(words)) note(`It ${linkKinds[kind]} “${short(words)}”, which is no group here`)
      if (!here.size) continue
      for (const { id, to } of before.get(`${kind} ${from}`) ?? []) {
        if (here.has(to)) continue
        unlinked.push(id)
        changed.add(from)
        links.take(from, to, kind)
      }
      for (const [to, words] of here) {
        if (links.has(from, to, kind)) continue
        if (to === from || links.closesCircle(from, to, kind)) {
          note(`That it ${linkKinds[kind]} “${short(words)}” would make a circle`)
          continue
        }
        linked.push({ from, to, kind })
        links.put(from, to, kind)
        changed.add(from)
      }
    }
  }
  return { linked, unlinked, changed }
}

/** Links as they will be. Circles are looked for over groups of today and new ones, so each has a number here. */
class LinksToBe {
  readonly #numbers: ReadonlyMap<string, number>
  readonly #there = new Set<string>()
  readonly #up = new Map<number, { from: number; to: number; kind: LinkKind }[]>()

  constructor(names: readonly string[]) {
    this.#numbers = new Map(names.map((key, at) => [key, at]))
  }

  /** Those who co-ordinate do so both ways. */
  has(from: string, to: string, kind: LinkKind): boolean {
    const [one, other] = [this.#numbers.get(from), this.#numbers.get(to)]
    return (
      this.#there.has(`${kind} ${one} ${other}`) ||
      (kind === 'coordinates-with' && this.#there.has(`${kind} ${other} ${one}`))
    )
  }

  put(from: string, to: string, kind: LinkKind) {
    const link = { from: this.#numbers.get(from)!, to: this.#numbers.get(to)!, kind }
    this.#there.add(`${kind} ${link.from} ${link.to}`)
    if (leadsUp(kind)) this.#up.set(link.from, [...(this.#up.get(link.from) ?? []), link])
  }

  take(from: string, to: string, kind: LinkKind) {
    const [one, other] = [this.#numbers.get(from)!, this.#numbers.get(to)!]
    this.#there.delete(`${kind} ${one} ${other}`)
    this.#up.set(
      one,
      (this.#up.get(one) ?? []).filter(link => link.to !== other || link.kind !== kind),
    )
  }

  closesCircle(from: string, to: string, kind: LinkKind): boolean {
    const [one, other] = [this.#numbers.get(from)!, this.#numbers.get(to)!]
    return leadsUp(kind) && closesCircle(reachable(this.#up, other), one, other)
  }
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
  readonly since: string
  /** The day of the last change of who holds it, and of who stands in; null where there was none. */
  readonly lastOf: Readonly<Record<SittingPart, string | null>>
}

export interface KnownSeats {
  /** By `groupKey`; a group that is still to be founded is not there. */
  readonly groups: ReadonlyMap<string, { readonly id: number; readonly since: string }>
  readonly seats: readonly KnownSeat[]
  /** People with a role or a seat here. */
  readonly people: readonly KnownPerson[]
  /** Until when there were seats that have ended, the last of each place. */
  readonly ended: ReadonlyMap<string, string>
}

export interface Sits {
  readonly part: SittingPart
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
  readonly fresh: readonly { readonly name: string }[]
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
  const placeOf = (seat: KnownSeat) => placeKey(seat.group, seat.organisation, seat.constituency)
  const people = new PeopleFound(
    known.people,
    known.seats.flatMap(seat => [seat.person, seat.substitute].map(person => ({ place: placeOf(seat), person }))),
  )
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
    const key = placeOf(seat)
    standing.set(key, [...(standing.get(key) ?? []), seat])
  }
  for (const entry of entries) {
    const group = known.groups.get(groupKey(entry.name))
    const placed = entry.seats.flatMap(seat => {
      const who = seat.constituency ? 'nobody' : settled(seat.organisation)
      if (who === null) {
        change.leftOut.push({
          line: seat.line,
          words: 'Nobody said which organisation this is. The seat was left out.',
        })
        return []
      }
      const organisation = who === 'nobody' ? null : who
      const constituency = organisation === null ? seat.constituency || seat.organisation : ''
      const place = placeKey(group?.id, organisation, constituency)
      return [{ ...people.named(seat, organisation, place), organisation, constituency, place }]
    })
    const alike = new Map<string, Placed[]>()
    for (const seat of placed) {
      const before = alike.get(seat.place)
      if (before) before.push(seat)
      else alike.set(seat.place, [seat])
    }
    for (const [key, seats] of alike) {
      const same = pair(seats, standing.get(key) ?? [])
      for (const seat of seats) {
        const now = same.get(seat)
        const ended = known.ended.get(key)
        const dated = (facts: Past) => startOf(seat, facts, today, change.leftOut)
        if (!now) {
          const since = dated({ since: group?.since ?? firstDay(entry, today), last: ended ?? null, held: false })
          change.added.push(newSeat(groupKey(entry.name), seat, since))
        } else if (changeSeat(change, seat, now, dated))
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
  readonly place: string
  readonly holder: Found
  readonly substitute: Found
}

/** What stands already where somebody is to sit: since when, the day of the last change there, and whether it is held. */
interface Past {
  readonly since: string
  readonly last: string | null
  readonly held: boolean
}

/**
 * From when somebody sits. A file does not rewrite the past: instead of a day that has not come, a day before the last
 * change, or the day on which whoever sits there began, it is today. A new seat is no older than its group.
 */
function startOf({ since, line }: Placed, past: Past, today: string, leftOut: LeftOut[]): string {
  if (since === null || since === today) return today
  if (since > today) {
    leftOut.push({ line, words: 'The day since when the seat is held has not come yet. Today was put instead.' })
    return today
  }
  if (past.last !== null && (since < past.last || (past.held && since === past.last))) {
    leftOut.push({
      line,
      words: 'Something else is on record for the day since when the seat is held. Today was put instead.',
    })
    return today
  }
  if (since >= past.since) return since
  leftOut.push({
    line,
    words: 'The seat is said to be held since before the group began. The group’s first day was put instead.',
  })
  return past.since
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
  dated: (past: Past) => string,
): boolean {
  const { elected = now.elected, filledBy = now.filledBy, voting = now.voting } = seat
  const before = change.updated.length + change.begun.length + change.vacated.length
  if (elected !== now.elected || filledBy !== now.filledBy || voting !== now.voting)
    change.updated.push({ seat: now.id, elected, filledBy, voting })
  if (seat.holder === 'nobody' && now.held) change.vacated.push(now.id)
  const begin = (part: SittingPart, held: boolean) => {
    const since = dated({ since: now.since, last: now.lastOf[part] ?? now.since, held })
    change.begun.push({ seat: now.id, part, who: refOf(seat[part]), since })
  }
  if (begins(seat.holder, now.held, now.person)) begin('holder', now.held)
  if (begins(seat.substitute, now.substituted, now.substitute)) begin('substitute', now.substituted)
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
