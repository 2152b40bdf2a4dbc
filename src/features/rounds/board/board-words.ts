// What the board of a round says, in words: its finding, who is missing, and when a letter goes.

import { daysBetween } from '../../../kernel/days.ts'
import { grouped } from '../../../kernel/grouped.ts'
import { showQuantity } from '../../../kernel/quantity.ts'
import { capital, counted, inWords, listOf, longDate } from '../../../kernel/words.ts'
import { statusWords } from '../model.ts'
import { hourIn, isDaytime } from '../rules.ts'
import type { BoardItem, RoundListed, Told } from './board-queries.ts'

type Counts = Pick<RoundListed, 'asked' | 'answered' | 'submitted' | 'returned'>

/** `38 of 41 answered; two missing, one returned` */
export function finding({ asked, answered, submitted, returned }: Counts): string {
  if (asked === 0) return 'Nothing was asked'
  const missing = asked - answered - returned
  const first = answered === asked ? `All ${asked} answered` : `${answered} of ${asked} answered`
  const open = [missing ? `${inWords(missing)} missing` : '', returned ? `${inWords(returned)} returned` : '']
  if (answered < asked) return `${first}; ${open.filter(Boolean).join(', ')}`
  return submitted ? `${first}; ${inWords(submitted)} to check` : `${first} and accepted`
}

/** What the heading of a round's page says. */
export function boardHeading(round: Counts & Pick<RoundListed, 'state' | 'title' | 'opens'>): string {
  if (round.state === 'planned') return `${round.title} opens on ${longDate(round.opens)}`
  if (round.state === 'cancelled') return `${round.title} was cancelled`
  return finding(round)
}

/** When it closes or closed, and what is next. */
export function boardLead(round: RoundListed, today: string): string {
  const left = daysBetween(today, round.closes)
  const about = round.outcomes ? `, about ${counted(round.outcomes, 'outcome')}` : ''
  switch (round.state) {
    case 'open':
      return `${round.title}${about}, closes after ${longDate(round.closes)}${left === 0 ? ', today' : left === 1 ? ', tomorrow' : left > 1 ? `, in ${left} days` : ''}.`
    case 'closed':
      return `${round.title}${about}, closed after ${longDate(round.closes)}. ${nextStep(round)}`
    case 'accepted':
      return `${round.title}${about} is accepted. What was said stands still.`
    case 'planned':
      return `It asks about ${longDate(round.starts)} to ${longDate(round.ends)}${about ? `, ${counted(round.outcomes, 'outcome')}` : ''}, and closes after ${longDate(round.closes)}.`
    case 'cancelled':
      return round.because
  }
}

function nextStep({ submitted, returned }: Counts): string {
  const mended = returned ? `${capital(inWords(returned))} ${returned === 1 ? 'is' : 'are'} still being mended.` : ''
  if (submitted) return ['Check what was sent, then accept the round.', mended].filter(Boolean).join(' ')
  return mended || 'Nothing waits to be checked. Accept the round, and what was said stands still.'
}

/** Not sent, or returned. */
export const isMissing = ({ state }: BoardItem): boolean => state !== 'submitted' && state !== 'accepted'

/** One person’s part of a round, or what nobody was asked. */
export interface Part {
  /** Null for what nobody was asked. */
  readonly request: number | null
  readonly name: string
  /** Whom they belong to; '' for the partnership’s own staff. */
  readonly body: string
  readonly items: readonly BoardItem[]
  readonly answered: number
}

/** By person, in the order of the items; what nobody was asked is a part of its own. */
export const partsOf = (items: readonly BoardItem[]): Part[] =>
  grouped(items, one => one.request).map(([request, theirs]) => ({
    request,
    name: theirs[0]!.name ?? 'Nobody was asked',
    body: theirs[0]!.ownBody ?? '',
    items: theirs,
    answered: theirs.filter(one => !isMissing(one)).length,
  }))

/** Whether people are written to at this hour, and which hour it is in Scotland. */
export interface Moment {
  readonly daytime: boolean
  readonly hour: number
}

export const momentOf = (now: Date): Moment => ({ daytime: isDaytime(now), hour: hourIn(now) })

/** What is known of why somebody is missing, in the order in which it happened. */
export function soFar({ items }: Part, now: Moment): string[] {
  const missing = items.filter(isMissing)
  const deputies = grouped(
    missing.filter(one => one.deputyName !== null),
    one => one.deputyName!,
  ).map(([name, [first]]) => `Deputy: ${name}${first!.deputyTold ? `, ${told(first!.deputyTold)}` : ''}`)
  const leads = grouped(
    missing.filter(one => one.leadName !== null && one.leadTold !== null),
    one => one.leadName!,
  ).map(([name, [first]]) => `Lead: ${name}, ${told(first!.leadTold!)}`)
  const { chased, openedBy, letterToday } = missing[0]!
  const saved = items.flatMap(one => one.savedOn ?? []).toSorted()
  return [
    saved.length ? `Last saved ${longDate(saved.at(-1)!)}` : 'Nothing saved yet',
    openedBy.length ? `Link opened by ${listOf(openedBy)}` : '',
    ...(deputies.length ? deputies : ['No deputy']),
    ...leads,
    chased
      ? `Asked once more ${longDate(chased.on)}${chased.brought ? '' : `: the letter goes ${goes(letterToday, now)}`}`
      : '',
  ].filter(Boolean)
}

const told = ({ on, brought }: Told): string => (brought ? `told ${longDate(on)}` : 'will be told with the next letter')

/** When a notice that is made now reaches somebody: one letter a day, and none at night. */
export const goes = (letterToday: boolean, { daytime, hour }: Moment): string =>
  letterToday || hour >= 20 ? 'tomorrow morning' : daytime ? 'within minutes' : 'this morning at seven'

/** Why nobody is asked once more. */
export const tooLate =
  'A letter would reach them only after the round has closed. Ring them, or give the round more time.'

/** Whether a letter of now would only come when the round is over. */
export const comesTooLate = (
  { closes, letterToday }: { readonly closes: string; readonly letterToday: boolean },
  now: Moment,
  today: string,
): boolean => closes < today || (closes === today && goes(letterToday, now) === 'tomorrow morning')

/** What is different from what was accepted last. */
export function changed({ last, now, unchanged, about }: BoardItem): string {
  if (!last) return 'Answered for the first time'
  const on = longDate(last.on)
  if (unchanged) return `No change since ${on}`
  if (about === 'indicator') return last.words ? `Last word on it: ${on}` : ''
  if (last.status === null || now.status === null) return ''
  return last.status === now.status
    ? `${shortStatus(now.status)} as on ${on}`
    : `${shortStatus(last.status)} on ${on}, ${shortStatus(now.status).toLowerCase()} now`
}

const shortStatus = (status: NonNullable<BoardItem['now']['status']>): string => statusWords[status].split(':')[0]!

/** `New figure: 12% for 2026`; nothing where none was given. */
export const figureWords = ({ now, unit }: BoardItem): string =>
  now.figure === null || unit === null ? '' : `New figure: ${showQuantity(now.figure, unit)} for ${now.figurePeriod}`

/** By whom and when it was sent. */
export const sentWords = ({ savedBy, savedAs, sentOn }: BoardItem): string =>
  capital(
    [
      sentOn ? `sent ${longDate(sentOn)}` : '',
      savedAs ? `by ${savedAs}, through ${savedBy ?? 'the'}’s link` : savedBy ? `by ${savedBy}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  )
