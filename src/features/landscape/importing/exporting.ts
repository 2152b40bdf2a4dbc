// Groups and seats as a sheet: one row a seat, a group without seats in one row. People are numbers. What goes out comes
// back in unchanged.

import type { Db } from '../../../db/handles.ts'
import { groupKindWords, type LinkKind, offices, waysToFill } from '../model.ts'
import { remitTitles, structureOn } from '../queries.ts'
import type { Group, Seat, Structure } from '../structure.ts'

export const headings = [
  'Group',
  'Kind of group',
  'Reports to',
  'Part of',
  'Co-ordinates with',
  'Informs',
  'Remit',
  'Legal basis',
  'Secretariat',
  'Meetings a year',
  'Minutes a meeting',
  'Last met',
  'Review',
  'Established',
  'Outcomes',
  'Themes',
  'Places',
  'Organisation',
  'Speaks for',
  'Post',
  'Office',
  'Elected',
  'How filled',
  'Voting',
  'Held by',
  'Substitute',
  'Seat since',
] as const

type Cells = (string | number | null)[]

interface Titles {
  readonly outcomes: ReadonlyMap<number, string>
  readonly themes: ReadonlyMap<number, string>
}

/** The structure of a day as the rows of a sheet. */
export async function groupRows(db: Db, day: string): Promise<Cells[]> {
  const structure = await structureOn(db, day)
  const { outcomes, themes } = await remitTitles(db)
  const byId = (rows: readonly { id: number; title: string }[]) => new Map(rows.map(row => [row.id, row.title]))
  return rowsOf(structure, { outcomes: byId(outcomes), themes: byId(themes) })
}

/** What is said of a group stands in the first of its rows. */
export function rowsOf(structure: Structure, titles: Titles): Cells[] {
  const names = new Map(structure.groups.map(group => [group.id, group.name]))
  const linked = (group: Group, kind: LinkKind) =>
    joined(
      structure.links.filter(link => link.kind === kind && link.from === group.id).map(link => names.get(link.to)!),
    )
  const nothing: Cells = Array.from({ length: 9 }, () => '')
  return structure.groups.flatMap(group => {
    const words = wordsOf(group, kind => linked(group, kind), titles)
    const blank: Cells = words.map(() => '')
    const seats: Cells[] = group.seats.length ? group.seats.map(seat => seatCells(seat, structure)) : [['', ...nothing]]
    return seats.map((cells, at) => [group.name, ...(at === 0 ? words : blank), ...cells])
  })
}

const wordsOf = (group: Group, linked: (kind: LinkKind) => string, { outcomes, themes }: Titles): Cells => [
  groupKindWords[group.kind],
  linked('reports-to'),
  linked('part-of'),
  linked('coordinates-with'),
  linked('informs'),
  group.remit,
  group.legalBasis,
  group.secretariat,
  group.meetings,
  group.minutes,
  group.lastMet,
  group.review,
  group.since,
  joined(group.outcomes.flatMap(id => outcomes.get(id) ?? [])),
  joined(group.themes.flatMap(id => themes.get(id) ?? [])),
  joined(group.places),
]

const joined = (words: readonly string[]): string => words.join('; ')

const seatCells = (seat: Seat, { organisations }: Structure): Cells => [
  seat.organisation === null ? '' : organisations.get(seat.organisation)!.name,
  seat.constituency,
  seat.post,
  offices[seat.office],
  seat.elected ? 'yes' : 'no',
  waysToFill[seat.filledBy],
  seat.voting ? 'yes' : 'no',
  seat.held ? numbered(seat.person) : 'vacant',
  seat.substitute === null ? '' : numbered(seat.substitute),
  seat.since,
]

const numbered = (person: number | null): string => (person === null ? 'somebody' : `person ${person}`)

/** A short list to begin from; its people and bodies are made up. */
export const example: readonly Cells[] = [
  [
    'Community planning board',
    'Board',
    '',
    'Agrees the plan',
    '4',
    '2 hours',
    'Council',
    'Chief executive',
    'Chair',
    'Morag Bain',
  ],
  ['', '', '', '', '', '', 'NHS board', 'Director of public health', 'Vice chair', 'Ian Orr'],
  ['', '', '', '', '', '', 'Third sector interface', '', 'Member', 'Vacant'],
  [
    'Children and families',
    'Thematic group',
    'Community planning board',
    'A fair start for every child',
    'every 6 weeks',
    '90 minutes',
    'Council',
    'Head of education',
    'Chair',
    'Ann Lee',
  ],
  ['', '', '', '', '', '', 'Parents’ representatives', '', 'Member', ''],
]

export const exampleHeadings = [
  'Group',
  'Kind',
  'Reports to',
  'Remit',
  'Meetings',
  'Length',
  'Organisation',
  'Post',
  'Office',
  'Name',
]
