// What people write in the cells of their lists: how often a group meets, how long, dates, yes and no, who holds a seat.
// Each reader answers null where it does not understand. Pure.

import { isDate } from '../../../kernel/period.ts'
import {
  type FilledBy,
  type GroupKind,
  groupKinds,
  groupKindWords,
  type Office,
  offices,
  waysToFill,
} from '../model.ts'

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

const lowered = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[\u2012-\u2015]/g, '-')
    .replace(/\b(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/g, word =>
      String(numberWords.indexOf(word)),
    )
    .replace(/(?:(\d+) ?)?([½¼¾])/g, (_, whole = 0, part) => String(Number(whole) + fractions[part]!))
    .replace(/(?:\b(\d+) )?\b1\/2\b/g, (_, whole = 0) => String(Number(whole) + 0.5))
    .replace(/\s+/g, ' ')
    .trim()

const fractions: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 }

/** `4,5` may be 4.5, 45 or 4 and 5: nobody can tell. */
const isUnclear = (words: string): boolean => /\d,\d/.test(words)

const rounded = (value: number): number => Math.round(value * 100) / 100

/** Words for a rhythm, with the meetings a year that they mean; the first that fits counts. */
const rhythms: readonly (readonly [RegExp, number])[] = [
  [/twice a month|2 times a month|twice monthly/, 24],
  [/twice a year|twice yearly|twice per year|half[- ]?yearly|bi-?annual|semi-?annual|6[- ]monthly/, 2],
  [/bi-?monthly|every other month|alternate months|every second month/, 6],
  [/fortnightly|every other week|bi-?weekly/, 26],
  [/bi-?ennial|every other year/, 0.5],
  [/quarterly|every quarter|each quarter/, 4],
  [/thrice/, 3],
  [/termly|each term|every term/, 3],
  [/weekly|every week|each week/, 52],
  [/monthly|every month|each month|once a month/, 12],
  [/yearly|annual|once a year|every year/, 1],
]

/**
 * Meetings a year: `monthly`, `6 weekly`, `4 x year`, `twice a year`, `bi-monthly (6)`. A figure in brackets counts most
 * where it says how many; what else stands in brackets counts last. How many terms a year has is not known.
 */
export function meetingsIn(written: string): number | null {
  const words = lowered(written)
  if (isUnclear(words) || (/\bterms?\b/.test(words) && /\d/.test(words))) return null
  const said =
    /\((\d+(?:\.\d+)?)(?: ?(?:x|times|meetings|mtgs?|a year|per year|per annum|p\.?a\.?)(?: (?:(?:a|per) )?(?:year|annum))?)?\)/.exec(
      words,
    ) ?? /^(\d+(?:\.\d+)?)$/.exec(words)
  if (said) return withinYear(Number(said[1]))
  return rhythmIn(words.replace(/\([^)]*\)/g, ' ').trim()) ?? rhythmIn(words)
}

function rhythmIn(words: string): number | null {
  const every = /(?:every )?(\d+)(?:st|nd|rd|th)?[- ]?(week|month)(?:s|ly)?\b(?! ?meeting)/.exec(words)
  if (every && Number(every[1]) > 0 && (/^every/.test(every[0]) || /ly\b/.test(every[0])))
    return withinYear(rounded((every[2] === 'week' ? 52 : 12) / Number(every[1])))
  const times =
    /(\d+(?:\.\d+)?) ?(?:x|times|meetings|mtgs|per\b|a\b|\/ ?[a-z]|p\.?a\b)/.exec(words) ?? /\bx ?(\d+)/.exec(words)
  const by = /month/.test(words) ? 12 : /week/.test(words) ? 52 : /quarter/.test(words) ? 4 : 1
  if (times && (by === 1 || /(\ba|per|\/|each|every) ?(month|week|quarter)/.test(words)))
    return withinYear(Number(times[1]) * by)
  return rhythms.find(([pattern]) => pattern.test(words))?.[1] ?? null
}

const withinYear = (meetings: number): number | null => (meetings >= 0 && meetings <= 366 ? meetings : null)

/**
 * Minutes of a meeting: `2 hrs`, `90 mins`, `1h30`, `half day`, `2-3 hours`, `10am-12`. A bare figure is what its heading
 * says, else hours up to 12.
 */
export function minutesIn(written: string, heading: string): number | null {
  const words = lowered(written)
    .replace(/\b(?:12 ?)?(?:noon|midday)\b/g, '12pm')
    .replace(/\bhalf an hour\b/g, '30 mins')
    .replace(/\ban hour\b/g, '1 hour')
    .replace(/(\d) and a half/g, '$1.5')
  if (isUnclear(words)) return null
  const between = clockIn(words)
  if (between !== null) return possible(between)
  if (/half[- ]?(a )?day|morning|afternoon/.test(words)) return 210
  if (/full day|all day|whole day|^1? ?day$/.test(words)) return 420
  const clock = /(?:^|\s)0?(\d{1,2}):(\d{2})$/.exec(words)
  if (clock) return possible(Number(clock[1]) * 60 + Number(clock[2]))
  const bare = /^(\d+(?:\.\d+)?)$/.exec(words)
  if (bare) {
    const value = Number(bare[1])
    const inHours = /min/i.test(heading) ? false : /hour|hrs?\b/i.test(heading) || value <= 12
    return possible(inHours ? value * 60 : value)
  }
  const range = /(\d+(?:\.\d+)?) ?(?:-|to) ?(\d+(?:\.\d+)?) ?(h|m)/.exec(words)
  if (range) return possible(((Number(range[1]) + Number(range[2])) / 2) * (range[3] === 'h' ? 60 : 1))
  const hours = /(\d+(?:\.\d+)?) ?h/.exec(words)
  const half = /and a half/.test(words) ? 30 : 0
  const minutes = /(\d+) ?m/.exec(words) ?? /h(?:ou)?r?s? ?(\d+)$/.exec(words)
  if (!hours && !minutes) return null
  return possible((hours ? Number(hours[1]) * 60 + half : 0) + (minutes ? Number(minutes[1]) : 0))
}

const clockTimes = /\b(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)? ?(?:-|to|until|till) ?(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?\b/

/** The minutes between two times of day; null where the words are no such times: these say am or pm, or have minutes. */
function clockIn(words: string): number | null {
  const found = clockTimes.exec(words.replace(/\b([ap])\.?m\b\.?/g, '$1m'))
  if (!found) return null
  const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = found
  if (!fromHalf && !toHalf && (fromMinute === undefined || toMinute === undefined)) return null
  const hours = [Number(fromHour), Number(toHour)]
  if (hours.some(hour => hour > 24) || [fromMinute, toMinute].some(minute => Number(minute ?? 0) > 59)) return null
  const at = (hour: string, minute: string | undefined, half: string | undefined): number =>
    (half ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour)) * 60 + Number(minute ?? 0)
  // Where it is not said which half of the day, the shorter way round is meant.
  const round = (fromHalf && toHalf) || hours.some(hour => hour > 12) ? 1440 : 720
  return (((at(toHour!, toMinute, toHalf) - at(fromHour!, fromMinute, fromHalf)) % round) + round) % round
}

const possible = (minutes: number): number | null => (minutes >= 1 && minutes <= 1440 ? Math.round(minutes) : null)

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** A day as `YYYY-MM-DD`: `14 March 2024`, `14/3/24`, `2024-03-14`; a month or a year alone is its first day. */
export function dayIn(written: string): string | null {
  const words = written
    .trim()
    .replace(/(\d)(st|nd|rd|th)\b/gi, '$1')
    .replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(words)
  if (iso) return dayOf(iso[1]!, iso[2]!, iso[3]!)
  const full = /^(\d{1,2})[\s./-]+([a-z]+|\d{1,2})[\s./,-]+(\d{4}|\d{2})$/i.exec(words)
  if (full) return dayOf(full[3]!, full[2]!, full[1]!)
  const american = /^([a-z]+) (\d{1,2}),? (\d{4})$/i.exec(words)
  if (american) return dayOf(american[3]!, american[1]!, american[2]!)
  const month = /^([a-z]+|\d{1,2})[\s./-]+(\d{4}|\d{2})$/i.exec(words)
  if (month) return dayOf(month[2]!, month[1]!, '1')
  const yearMonth = /^(\d{4})-(\d{2})$/.exec(words)
  if (yearMonth) return dayOf(yearMonth[1]!, yearMonth[2]!, '1')
  return /^\d{4}$/.test(words) ? dayOf(words, '1', '1') : null
}

function dayOf(year: string, month: string, day: string): string | null {
  const number = /^\d+$/.test(month) ? Number(month) : months.indexOf(month.slice(0, 3).toLowerCase()) + 1
  const full = year.length === 2 ? `20${year}` : year
  const iso = `${full}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return number > 0 && isDate(iso) && iso >= '1800' && iso < '2200' ? iso : null
}

const yes = /^(y|yes|true|x|✓|✔|☑|1|tick|ticked)\b|^[✓✔☑]/i
const no = /^(n|no|non|false|0|-|–|✗|✘|none)\b|^[-–✗✘]/i

export const yesOrNo = (written: string): boolean | null => (yes.test(written) ? true : no.test(written) ? false : null)

/** Blank in all but name. */
export const saysNothing = (written: string): boolean => /^[\s\-–—?./]*$|^n\/?a\.?$/i.test(written)

const officeWords: readonly (readonly [RegExp, Office])[] = [
  [/^(vice|deputy|depute|co[- ]?vice)[- ]*(chair|convener|convenor)|^vice$/i, 'vice-chair'],
  [/^(joint |co[- ]?|independent |interim |acting )?(chair|convener|convenor)(person|man|woman)?$/i, 'chair'],
  [
    /^((non[- ]voting )?in attendance|attendee|attends?|adviser|advisor|observer|officer in attendance|ex officio attendee)$/i,
    'in-attendance',
  ],
  [/^((core|full|voting|ordinary|standing|board) )?(member|representative|rep)$/i, 'member'],
]

export const officeIn = (written: string): Office | null =>
  byLabel(offices, written) ?? officeWords.find(([pattern]) => pattern.test(written.trim()))?.[1] ?? null

const fillWords: readonly (readonly [RegExp, FilledBy])[] = [
  [/nominat|named by|appointed by|seconded/i, 'nominated'],
  [/elect|vote/i, 'elected'],
  [/open call|advert|recruit|application/i, 'open-call'],
  [/ex[- ]?officio|by post|goes with|statut/i, 'ex-officio'],
  [/invit|co-?opt/i, 'invited'],
]

export const wayIn = (written: string): FilledBy | null =>
  byLabel(waysToFill, written) ?? fillWords.find(([pattern]) => pattern.test(written))?.[1] ?? null

const kindWords: readonly (readonly [RegExp, GroupKind])[] = [
  [/\bjoint (body|board)\b|\bintegration\b/i, 'joint-body'],
  [/\b(working|task|short[- ]life|sub-?\s?group|project)/i, 'working-group'],
  [
    /^(local|area|ward)$|\b(localit(y|ies)|neighbourhoods?)\b|\b(area|ward) (\d+ )?(partnership|forum|committee|group)\b/i,
    'locality',
  ],
  [/\b(network|forum|alliance)/i, 'network'],
  [/\b(executive|management|senior officers|steering|co-?ordinat|officers? group)/i, 'executive'],
  [/\b(thematic|theme|strategic|delivery)/i, 'thematic'],
  [/\b(board|partnership|committee|panel)/i, 'board'],
]

export const kindIn = (written: string): GroupKind | null =>
  byLabel(groupKinds, written) ??
  byLabel(groupKindWords, written) ??
  kindWords.find(([pattern]) => pattern.test(written))?.[1] ??
  null

/** What a group that says nothing of its kind most likely is, by its name. A body of another's is never guessed. */
export function kindByName(name: string): GroupKind {
  const guess = kindIn(name)
  return guess === null || guess === 'joint-body' ? 'thematic' : guess
}

function byLabel<K extends string>(labels: Readonly<Record<K, string>>, written: string): K | null {
  const words = written.trim().toLowerCase()
  return (Object.keys(labels) as K[]).find(key => key === words || labels[key].toLowerCase() === words) ?? null
}

/** Somebody who is named; `number` where an export of ours gave one instead. */
export interface Named {
  readonly name: string
  readonly email: string
  readonly number: number | null
}

/** Who a cell says holds a seat or stands in: nothing said, nobody, somebody who is not named, or a person. */
export type Who = 'unsaid' | 'nobody' | 'somebody' | Named

const nobody =
  /^(none|nobody|empty|unfilled|awaiting.*)\.?$|^\(?((currently|now|post|seat|position)( is)? )?(vacant|vacancy|tbc|tba|tbd|to be (confirmed|appointed|advised|agreed|identified|nominated))\b/i
const somebody = /^(somebody|someone|held|filled|in post)$/i

export function whoIn(written: string, email = ''): Who {
  const name = written.replace(/\s+/g, ' ').trim()
  const address = email.trim().toLowerCase()
  const valid = /^[^\s@"<>(),;:\\[\]]+@[^\s@"<>(),;:\\[\]]+\.[a-z0-9-]{2,}$/.test(address) ? address : ''
  if (saysNothing(name)) return valid ? { name: nameIn(valid), email: valid, number: null } : 'unsaid'
  if (nobody.test(name)) return 'nobody'
  if (somebody.test(name)) return 'somebody'
  const number = /^person (\d{1,15})$/i.exec(name)
  if (number) return { name: '', email: '', number: Number(number[1]) }
  return { name, email: valid, number: null }
}

/** A name from an address, where there is no other: `jo.smith@…` is Jo Smith. */
const nameIn = (email: string): string =>
  email
    .split('@')[0]!
    .split(/[._-]+/)
    .filter(Boolean)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ') || email

/** A councillor, as lists of members write them. */
export const isCouncillor = (name: string): boolean => /^(cllr|councillor|bailie|provost|lord provost)\b/i.test(name)

/** A name holds no more semicolons than this, so that long cells are read in one go. */
const mostParts = 6

/**
 * The parts of a cell that lists several things, one a line or between semicolons. Where a name holds a semicolon itself
 * and is known, it stays whole.
 */
export function piecesOf(written: string, known: (words: string) => boolean = () => false): string[] {
  return written.split('\n').flatMap(line => {
    const parts = line.split(';')
    const pieces: string[] = []
    for (let at = 0; at < parts.length; ) {
      let end = Math.min(parts.length, at + mostParts)
      while (end > at + 1 && !known(parts.slice(at, end).join(';').trim())) end--
      const piece = parts.slice(at, end).join(';').trim()
      if (piece && !saysNothing(piece)) pieces.push(piece)
      at = end
    }
    return pieces
  })
}
