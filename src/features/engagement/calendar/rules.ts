// The rules of the calendar: where in its life an engagement is, what may be linked, and who was asked about the same
// before, with reasons in words.

import { monthsAfter } from '../../../kernel/days.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { listOf, longDate } from '../../../kernel/words.ts'
import type { DecisionAnswer, EngagementFacts, State } from '../model.ts'
import * as model from '../model.ts'
import { mayRecord } from '../rules.ts'
import { shared, stemOf, stemsOf } from './likeness.ts'

export type Phase = 'draft' | 'coming' | 'open' | 'past' | 'called-off'

/** An engagement that is only linked opens and closes where it is run, so its days say where it is. */
export function phaseOf(
  { state, linked, opens, closes }: Pick<EngagementFacts, 'state' | 'linked' | 'opens' | 'closes'>,
  today: string,
): Phase {
  if (state === 'draft' || state === 'called-off') return state
  if (state === 'closed' || today > closes) return 'past'
  if (linked) return today < opens ? 'coming' : 'open'
  return state === 'open' ? 'open' : 'coming'
}

/** Everyone can follow the address, and none can run anything. Blank is not its business. */
function unfitAddress(address: string): Refusal | null {
  const url = /^https?:\/\/\S+$/i.test(address) && URL.canParse(address) ? new URL(address) : null
  return url && url.username === '' && url.password === '' && url.hostname.includes('.') ? null : addressUnfit
}
const addressUnfit = refuse('address-unfit', 'Give a web address that begins with https:// or http://.', 'address')

/** People can be sent to it, or it is over and what they said is here. */
export function mayLink(
  { address, heard, closes }: { readonly address: string; readonly heard: string; readonly closes: string },
  today: string,
): Refusal | null {
  if (address !== '') return unfitAddress(address)
  if (closes >= today) return refuse('address-missing', 'Say where people can take part: its web address.', 'address')
  return heard === '' ? refuse('heard-missing', 'Give its web address, or what people said.', 'heard') : null
}

/** What people said elsewhere is written down once they could say it. */
export function mayNoteHeard(facts: EngagementFacts, today: string): Refusal | null {
  if (!facts.linked) return ownOnly
  return mayRecord(facts) ?? (today < facts.opens ? model.notOpenYet : null)
}
const ownOnly = refuse('not-linked', 'This runs here, so what people said is here already.')

export const mayCorrectAddress = (facts: EngagementFacts, address: string): Refusal | null =>
  facts.linked ? (mayRecord(facts) ?? unfitAddress(address)) : ownOnly

/** What is planned, as far as it has been said. */
export interface Planned {
  /** Its number, where it is planned already: it does not stand in its own way. */
  readonly engagement: number | null
  readonly title: string
  readonly subject: string
  readonly audience: string
  readonly opens: string | null
  readonly closes: string | null
  readonly outcomes: readonly number[]
  /** Codes; none is the whole area. */
  readonly places: readonly string[]
}

/** An engagement that people were asked in, or are going to be. */
export interface Asked {
  readonly id: number
  readonly title: string
  readonly subject: string
  readonly audience: string
  readonly organisationName: string
  readonly opens: string
  readonly closes: string
  readonly state: State
  readonly linked: boolean
  readonly heard: string
  readonly outcomes: readonly { readonly id: number; readonly title: string }[]
  readonly places: readonly { readonly code: string; readonly name: string }[]
  readonly priorities: readonly {
    readonly title: string
    readonly answer: DecisionAnswer | null
    readonly reason: string | null
  }[]
}

/** The area of the partnership: its name says nothing of a subject, and every other place lies in it. */
export interface Area {
  readonly name: string
  /** The places that a place lies in, by its code. */
  readonly within: ReadonlyMap<string, readonly string[]>
}

export interface Found {
  readonly asked: Asked
  /** Open in the same days, or asked about the same not long before or after. */
  readonly kind: 'clash' | 'repeat'
  readonly reasons: readonly string[]
}

/** People remember for so long that they were asked. */
const monthsBack = 36
const monthsAhead = 12

/**
 * What clashes with what is planned (open in overlapping days, and the same place, outcome, subject or people), and what
 * repeats it (the same outcome or subject, or the same people in the same place, in the three years before it or the
 * year after). The most alike comes first. Days that were not said yet clash with nothing; they count from today.
 */
export function askedBefore(planned: Planned, all: readonly Asked[], area: Area, today: string): Found[] {
  const opens = planned.opens ?? today
  const closes = planned.closes ?? opens
  const found: (Found & { readonly weight: number })[] = []
  for (const asked of all) {
    if (asked.id === planned.engagement || asked.state === 'called-off') continue
    const { outcome, subject, people, everyone, place } = sameIn(planned, asked, area)
    const reasons = [outcome, subject, people, everyone, place].filter(words => words !== null)
    const weight = (outcome ? 3 : 0) + (subject ? 3 : 0) + (people ? 2 : 0) + (everyone ? 1 : 0) + (place ? 1 : 0)
    const known = planned.opens !== null && planned.closes !== null
    if (known && asked.opens <= closes && asked.closes >= opens) {
      if (reasons.length)
        found.push({ asked, kind: 'clash', reasons: [bothOpen(opens, closes, asked), ...reasons], weight })
    } else if (
      (outcome || subject || (people && place)) &&
      asked.closes >= monthsAfter(opens, -monthsBack) &&
      asked.opens <= monthsAfter(closes, monthsAhead)
    )
      found.push({ asked, kind: 'repeat', reasons: [whenAsked(asked, today), ...reasons], weight })
  }
  return found
    .sort((a, b) => order(a) - order(b) || b.weight - a.weight || (a.asked.closes < b.asked.closes ? 1 : -1))
    .map(({ weight: _, ...one }) => one)
}

const order = ({ kind }: Found): number => (kind === 'clash' ? 0 : 1)

function bothOpen(opens: string, closes: string, asked: Asked): string {
  const [from, to] = [opens > asked.opens ? opens : asked.opens, closes < asked.closes ? closes : asked.closes]
  return from === to
    ? `Both are open on ${longDate(from)}.`
    : `Both are open from ${longDate(from)} to ${longDate(to)}.`
}

const whenAsked = ({ opens, closes }: Asked, today: string): string =>
  today < opens
    ? `It is to open on ${longDate(opens)}.`
    : today > closes
      ? `It closed on ${longDate(closes)}.`
      : `It is open until ${longDate(closes)}.`

function sameIn(planned: Planned, asked: Asked, area: Area) {
  const outcomes = asked.outcomes.filter(one => planned.outcomes.includes(one.id))
  const besides = new Set(stemsOf(area.name).keys())
  const stems = (text: string) => stemsOf(text, besides)
  const { audience } = planned
  const [ours, theirs] = [stems(audience), stems(asked.audience)]
  const people = shared(ours, theirs)
  const about = new Map(
    [
      ...shared(stems(planned.subject), stems(`${asked.subject} ${asked.title}`)),
      ...shared(stems(`${planned.subject} ${planned.title}`), stems(asked.subject)),
    ].map(word => [stemOf(word), word]),
  )
  return {
    outcome: outcomes.length ? `For the same outcome: ${listOf(outcomes.map(one => `“${one.title}”`))}.` : null,
    subject: about.size ? `About the same: ${listOf([...about.values()])}.` : null,
    people: people.length ? `It asks the same people: ${listOf(people)}.` : null,
    // Words that say no more than “the people who live here” leave nothing, and so are all the same.
    everyone: audience.trim() !== '' && ours.size + theirs.size === 0 ? 'Both ask everyone.' : null,
    place: samePlace(planned.places, asked.places, area),
  }
}

function samePlace(ours: readonly string[], theirs: Asked['places'], { within }: Area): string | null {
  if (theirs.length === 0) return ours.length ? 'It asks the whole area.' : 'Both ask the whole area.'
  if (ours.length === 0) return `It asks a part of the same area: ${listOf(theirs.map(one => one.name))}.`
  const touches = (code: string) =>
    ours.some(own => own === code || within.get(own)?.includes(code) || within.get(code)?.includes(own))
  const both = theirs.filter(one => touches(one.code))
  return both.length ? `In the same place: ${listOf(both.map(one => one.name))}.` : null
}
