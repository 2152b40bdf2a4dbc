// From the rows of a list to groups with their seats, as the file says them: nothing is looked up here. A group's words
// may stand in any of its rows, the first counts; what is not understood is named with its line. Pure.

import type { FilledBy, GroupWords, LinkKind, Office } from '../model.ts'
import type { Meaning, Understood } from './headings.ts'
import { plainOrganisation } from './organisations.ts'
import { type Band, bandLeftOut, inOrder, type LeftOut, type Listing, short } from './reading.ts'
import * as values from './values.ts'

/** A seat as a row says it; what the row does not say is left out. */
export interface SeatEntry {
  readonly line: number
  /** As written; `''` where it speaks for people directly. */
  readonly organisation: string
  readonly constituency: string
  readonly post?: string
  readonly office?: Office
  readonly elected?: boolean
  readonly filledBy?: FilledBy
  readonly voting?: boolean
  readonly holder: values.Who
  readonly substitute: values.Who
  readonly since: string | null
}

export interface GroupEntry {
  readonly name: string
  readonly line: number
  readonly words: Partial<Omit<GroupWords, 'name'>>
  readonly founded: string | null
  /** As written: one a line or between semicolons. */
  readonly links: Readonly<Record<LinkKind, string>>
  readonly outcomes: string
  readonly themes: string
  readonly places: string
  readonly seats: readonly SeatEntry[]
}

export interface Entries {
  readonly groups: readonly GroupEntry[]
  readonly leftOut: readonly LeftOut[]
}

/** Groups are the same when their names are, whatever the case. */
export const groupKey = (name: string): string => name.toLowerCase()

const oneLine = (words: string): string => words.normalize('NFC').replace(/\s+/g, ' ').trim()

/** What a file may hold. Nobody's structure is larger, and what is more stops here, before it is spread out. */
export const mostGroups = 1000
export const mostSeats = 40_000

/** A cell is read up to so many characters: one value, a name as long as forms take it, or a list. */
const longest: Partial<Record<Meaning, number>> = {
  group: 160,
  organisation: 160,
  constituency: 160,
  post: 160,
  secretariat: 160,
  person: 120,
  forename: 120,
  surname: 120,
  substitute: 120,
  remit: 2000,
  members: 2000,
  parent: 5000,
  partOf: 5000,
  coordinates: 5000,
  informs: 5000,
  outcomes: 5000,
  themes: 5000,
  places: 5000,
}
const longestValue = 200
const longestName = 160
const longestPerson = 120

/** Whether a written name is an organisation's: it is known, it may be, or nothing here is like it. */
export type Likely = (written: string) => 'known' | 'maybe' | 'unknown'

interface Draft {
  readonly name: string
  readonly line: number
  readonly said: Map<string, { readonly value: unknown; readonly line: number }>
  readonly seats: SeatEntry[]
}

/**
 * Reads the rows by what their columns mean. `likely` says of a written name whether it is an organisation's:
 * a name that is known stays as it is, and a list of members is cut at its commas only where that makes organisations.
 */
export function entriesOf(
  listing: Pick<Listing, 'rows' | 'leftOut'>,
  columns: readonly Understood[],
  likely: Likely,
): Entries {
  const leftOut: LeftOut[] = [...listing.leftOut, ...unread(columns)]
  const at = new Map(columns.flatMap(one => (one.meaning ? [[one.meaning, one] as const] : [])))
  const groups = new Map<string, Draft>()
  let current = ''
  const bands = new Map<Band, 'group' | 'heading'>()
  let seatsSoFar = 0
  for (const row of listing.rows) {
    if (groups.size > mostGroups || seatsSoFar > mostSeats) break
    const note = (words: string) => leftOut.push({ line: row.line, words })
    const cell = cellsOf(row.cells, at, note)
    const name = oneLine(cell('group'))
    const { band } = row
    // A line across the sheet names the group of rows that name none; otherwise it is a heading.
    if (name) current = name
    else if (band && !bands.has(band)) current = oneLine(band.words).slice(0, longestName)
    if (band && !bands.has(band)) bands.set(band, name ? 'heading' : 'group')
    if (!current) {
      note('No group is named in this row or above it.')
      continue
    }
    const group: Draft = groups.get(groupKey(current)) ?? { name: current, line: row.line, said: new Map(), seats: [] }
    groups.set(groupKey(current), group)
    sayWords(group, row.line, cell, at, note)
    const seats = seatsIn(row.line, cell, at, note, likely)
    for (const seat of seats) group.seats.push(seat)
    seatsSoFar += seats.length
  }
  for (const [band, use] of bands) if (use === 'heading') leftOut.push(bandLeftOut(band))
  return { groups: [...groups.values()].map(entryOf), leftOut: inOrder(leftOut) }
}

const unread = (columns: readonly Understood[]): LeftOut[] =>
  columns
    .filter(one => one.meaning === null || one.meaning === 'leave-out')
    .map(({ heading }) => ({ line: null, words: `The column “${short(heading)}” was not read.` }))

type Cell = (meaning: Meaning) => string
type At = ReadonlyMap<Meaning, Understood>
type Note = (words: string) => void

/** Reads the cells of a row; one that is too long is cut, and that is said once. */
function cellsOf(cells: readonly string[], at: At, note: Note): Cell {
  const read = new Map<Meaning, string>()
  const find = (meaning: Meaning): string => {
    const column = at.get(meaning)
    const words = (cells[column?.column ?? -1] ?? '').trim()
    if (words === '' || values.saysNothing(words)) return ''
    return cut(words, longest[meaning] ?? longestValue, column!.heading, note)
  }
  return meaning => {
    const words = read.get(meaning) ?? find(meaning)
    read.set(meaning, words)
    return words
  }
}

function cut(words: string, most: number, heading: string, note: Note): string {
  if (words.length <= most) return words
  note(`“${short(heading)}” is longer than ${most.toLocaleString('en-GB')} characters here: the rest was cut off.`)
  return words.slice(0, most).toWellFormed().trim()
}

/** What one row says of its group. A word that another row said otherwise is named; the first counts. */
function sayWords(group: Draft, line: number, cell: Cell, at: At, note: Note): void {
  const say = (meaning: Meaning, read: (words: string) => unknown) => {
    const words = cell(meaning)
    if (words === '') return
    const heading = at.get(meaning)!.heading
    const value = read(words)
    if (value === null) return note(`“${short(heading)}” says “${short(oneLine(words))}”, which is not understood.`)
    const before = group.said.get(meaning)
    if (!before) group.said.set(meaning, { value, line })
    else if (before.value !== value)
      note(
        `“${short(heading)}” says something else than line ${before.line} does for the same group. The first was kept.`,
      )
  }
  say('kind', values.kindIn)
  for (const meaning of ['remit', ...linkMeanings, 'outcomes', 'themes', 'places'] as const)
    say(meaning, words => words)
  for (const meaning of ['legalBasis', 'secretariat'] as const) say(meaning, oneLine)
  say('meetings', values.meetingsIn)
  say('minutes', words => values.minutesIn(words, at.get('minutes')!.heading))
  for (const meaning of ['lastMet', 'review', 'founded'] as const) say(meaning, values.dayIn)
}

const linkMeanings = ['parent', 'partOf', 'coordinates', 'informs'] as const

function entryOf({ name, line, said, seats }: Draft): GroupEntry {
  const words = Object.fromEntries(
    (['kind', 'remit', 'legalBasis', 'secretariat', 'meetings', 'minutes', 'lastMet', 'review'] as const).flatMap(
      key => (said.has(key) ? [[key, said.get(key)!.value]] : []),
    ),
  ) as GroupEntry['words']
  const text = (meaning: Meaning) => (said.get(meaning)?.value as string | undefined) ?? ''
  return {
    name,
    line,
    words,
    founded: (said.get('founded')?.value as string | undefined) ?? null,
    links: {
      'reports-to': text('parent'),
      'part-of': text('partOf'),
      'coordinates-with': text('coordinates'),
      informs: text('informs'),
    },
    outcomes: text('outcomes'),
    themes: text('themes'),
    places: text('places'),
    seats,
  }
}

/** So many seats alike are a slip of the pen. */
const mostAlike = 200

/** The seats that a row has: its own, those of a list of members, and the chair's. */
function seatsIn(line: number, cell: Cell, at: At, note: Note, likely: Likely): SeatEntry[] {
  const own = ownSeat(line, cell, at, note, likely)
  const heading = (meaning: Meaning) => at.get(meaning)!.heading
  const listed = membersIn(cell('members'), likely).flatMap(written => {
    const { words, office, times } = bracketsIn(cut(written, longestName, heading('members'), note), likely)
    return words ? Array.from({ length: times }, () => plainSeat(line, words, office)) : []
  })
  const chair = cell('chair')
  const seats = own ? [...own, ...listed] : listed
  if (!chair || (own?.length && isChairOf(chair, own[0]!))) return seats
  const said = /^(.*\S)\s*\(([^)]+)\)$|^(.*\S)\s*[,–-]\s+(.+)$/.exec(oneLine(chair))
  const person = said?.[1] ?? said?.[3]
  const body = said?.[2] ?? said?.[4]
  if (person && body) {
    const holder = values.whoIn(cut(person, longestPerson, heading('chair'), note))
    return [...seats, { ...plainSeat(line, cut(body, longestName, heading('chair'), note), 'chair'), holder }]
  }
  if (likely(oneLine(chair)) !== 'unknown')
    return [...seats, plainSeat(line, cut(oneLine(chair), longestName, heading('chair'), note), 'chair')]
  if (!own?.length)
    note(`“${short(heading('chair'))}” names somebody without an organisation, so there is no seat to put them in.`)
  return seats
}

const isChairOf = (chair: string, seat: SeatEntry): boolean =>
  seat.office === 'chair' ||
  values.yesOrNo(chair) !== null ||
  (typeof seat.holder === 'object' && seat.holder.name !== oneLine(chair))

const plainSeat = (line: number, organisation: string, office: Office | undefined): SeatEntry => ({
  line,
  organisation,
  constituency: '',
  ...(office && { office }),
  holder: 'unsaid',
  substitute: 'unsaid',
  since: null,
})

/** The row's own seat, as often as it says; null where the row is about the group alone. */
function ownSeat(line: number, cell: Cell, at: At, note: Note, likely: Likely): SeatEntry[] | null {
  const { words: organisation, office: bracketed, times } = bracketsIn(oneLine(cell('organisation')), likely)
  const constituency = oneLine(cell('constituency'))
  const about = ['post', 'office', 'person', 'forename', 'surname', 'email', 'substitute'] as const
  if (!organisation && !constituency) {
    if (about.some(meaning => cell(meaning) !== ''))
      note('This row has no organisation, and nobody whom the seat speaks for. The seat was not brought in.')
    return null
  }
  const inTwo = oneLine([cell('forename'), cell('surname')].filter(Boolean).join(' '))
  const person = oneLine(cell('person')) || (inTwo && cut(inTwo, longestPerson, at.get('surname')!.heading, note))
  const { words: name, office: withName } = officeBeside(person)
  const holder = holderIn(name, cell)
  const post = oneLine(cell('post'))
  const written = oneLine(cell('office'))
  const said = values.officeIn(written)
  // A role of Chair is a part in the group, where no other column says that.
  const postSays = at.has('office') ? null : values.officeIn(post)
  const office = said ?? bracketed ?? withName ?? chairIn(cell('chair'), person) ?? postSays ?? undefined
  if (written && !said && post)
    note(`“${short(at.get('office')!.heading)}” says “${short(written)}”, which is not understood.`)
  const keptPost = (postSays ? '' : post) || (written && !said ? written : '')
  const seat: SeatEntry = {
    line,
    organisation: constituency ? '' : organisation,
    constituency,
    ...(keptPost && { post: keptPost }),
    ...(office && { office }),
    ...flags(cell, at, note, holder),
    holder,
    substitute: values.whoIn(oneLine(cell('substitute'))),
    since: sinceIn(cell('since'), at, note),
  }
  if (constituency && organisation && plainOrganisation(constituency) !== plainOrganisation(organisation))
    note(`A seat is an organisation’s or speaks for people directly. “${short(organisation)}” was left out.`)
  const many = cell('seats') === '' ? times : Number(/^\d+/.exec(cell('seats'))?.[0] ?? times)
  if (many > mostAlike || many < 1) note(`“${short(cell('seats'))}” is no likely number of seats: one was brought in.`)
  const copies = many > mostAlike || many < 1 ? 1 : many
  return Array.from({ length: copies }, (_, index) =>
    index === 0 ? seat : { ...seat, holder: 'unsaid', substitute: 'unsaid' },
  )
}

const chairIn = (chair: string, person: string): Office | null =>
  chair !== '' && (values.yesOrNo(chair) === true || (person !== '' && oneLine(chair) === person)) ? 'chair' : null

function holderIn(name: string, cell: Cell): values.Who {
  const vacant = cell('vacant')
  if (vacant && (values.yesOrNo(vacant) === true || /^vacan/i.test(vacant))) return 'nobody'
  const who = values.whoIn(name, cell('email'))
  // A column that tells vacant seats says of the others that they are held.
  return who === 'unsaid' && vacant && values.yesOrNo(vacant) === false ? 'somebody' : who
}

function flags(cell: Cell, at: At, note: Note, holder: values.Who): Pick<SeatEntry, 'elected' | 'filledBy' | 'voting'> {
  const flag = (meaning: 'elected' | 'voting', also: RegExp): boolean | undefined => {
    const words = cell(meaning)
    if (words === '') return undefined
    const said = also.test(words) ? true : values.yesOrNo(words)
    if (said === null) note(`“${short(at.get(meaning)!.heading)}” says “${short(words)}”, which is neither yes nor no.`)
    return said ?? undefined
  }
  const elected = flag('elected', /^(elected|cllr|councillor)/i)
  const councillor = elected ?? (typeof holder === 'object' && values.isCouncillor(holder.name) ? true : undefined)
  const voting = flag('voting', /^(voting|full)/i)
  const way = cell('filledBy')
  const filledBy = way ? values.wayIn(way) : null
  if (way && !filledBy) note(`“${short(at.get('filledBy')!.heading)}” says “${short(way)}”, which is not understood.`)
  return {
    ...(councillor !== undefined && { elected: councillor }),
    ...(filledBy && { filledBy }),
    ...(voting !== undefined && { voting }),
  }
}

function sinceIn(written: string, at: At, note: Note): string | null {
  if (written === '') return null
  const day = values.dayIn(written)
  if (day === null) note(`“${short(at.get('since')!.heading)}” says “${short(written)}”, which is no day.`)
  return day
}

/** What stands in brackets after an organisation: how many seats, or a part in the group. */
function bracketsIn(written: string, likely: Likely): { words: string; office?: Office; times: number } {
  if (likely(written) === 'known') return { words: written, times: 1 }
  const found = /^(.*\S)\s*\(\s*([^()]+?)\s*\)$/.exec(written)
  const many = found && /^x?\s*(\d{1,3})\s*x?( seats| places| reps?| members?)?$/i.exec(found[2]!)
  const times = many ? Number(many[1]) : /\sx\s?(\d{1,3})$/i.exec(written)?.[1]
  if (many && Number(times) >= 1 && Number(times) <= mostAlike) return { words: found[1]!, times: Number(times) }
  if (times !== undefined && Number(times) >= 1 && Number(times) <= mostAlike)
    return { words: written.replace(/\sx\s?\d{1,3}$/i, '').trim(), times: Number(times) }
  const office = found ? values.officeIn(found[2]!) : null
  return office ? { words: found![1]!, office, times: 1 } : { words: written, times: 1 }
}

function officeBeside(person: string): { words: string; office?: Office } {
  const found = /^(.*\S)\s*\(\s*([^()]+?)\s*\)$/.exec(person)
  const office = found ? values.officeIn(found[2]!) : null
  return office ? { words: found![1]!, office } : { words: person }
}

/** The members in one cell, cut at line ends and semicolons; at commas only where most parts are organisations. */
function membersIn(written: string, likely: Likely): string[] {
  if (written === '') return []
  const pieces = values.piecesOf(written).map(piece => oneLine(piece.replace(/^[•·*–-]\s*/, '')))
  return pieces.flatMap(piece => {
    const parts = piece
      .split(',')
      .map(part => part.trim())
      .filter(Boolean)
    if (parts.length < 2) return [piece]
    if (piece.length <= longestName && likely(bracketsIn(piece, likely).words) === 'known') return [piece]
    const known = parts.filter(
      part => likely(bracketsIn(part.slice(0, longestName), likely).words) !== 'unknown',
    ).length
    return known > parts.length / 2 ? parts : [piece]
  })
}
