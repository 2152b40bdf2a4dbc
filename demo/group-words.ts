// How the groups of a partnership are told: as the spreadsheet that its manager had kept for years.

import { type Body, bodyOf, cast, type Name } from './cast.ts'

export interface GroupTold {
  readonly name: string
  readonly kind: 'Board' | 'Executive' | 'Thematic' | 'Locality' | 'Working group' | 'Network'
  readonly reportsTo?: string
  readonly remit: string
  readonly law?: string
  readonly paperwork?: string
  /** As people write it: `quarterly`. */
  readonly meets: string
  readonly length: string
  readonly lastMet?: string
  readonly review?: string
  readonly since: string
  readonly outcomes?: readonly string[]
  readonly places?: readonly string[]
  readonly seats: readonly SeatTold[]
}

/** Whose seat it is, its post, its part (`Chair`), and who sits there where that is one of the cast; `vacant` for nobody. */
export type SeatTold = readonly [
  whose: Body | { readonly people: string },
  post?: string,
  part?: 'Chair' | 'Vice chair' | 'In attendance' | 'Councillor',
  who?: Name | 'vacant',
]

const headings = [
  'Group',
  'Type of group',
  'Reports to',
  'What it is for',
  'Legal basis',
  'Secretariat',
  'How often it meets',
  'Length of meeting',
  'Last met',
  'Review date',
  'Group since',
  'Outcomes',
  'Places',
  'Organisation',
  'Speaks for',
  'Post',
  'Role in group',
  'Name',
  'Seat since',
  'Councillor',
  'Voting',
  'Vacant',
]

/** Nobody knows any more who sat where before. */
const seatsSince = '2023-04-01'

/** The spreadsheet as it is sent, one row a seat. */
export const spreadsheet = (groups: readonly GroupTold[]): Uint8Array =>
  new TextEncoder().encode(
    [headings, ...groups.flatMap(rowsOf)]
      .map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(','))
      .join('\r\n'),
  )

function rowsOf(group: GroupTold): string[][] {
  const said = [
    group.name,
    group.kind,
    group.reportsTo ?? '',
    group.remit,
    group.law ?? '',
    group.paperwork ?? '',
    group.meets,
    group.length,
    group.lastMet ?? '',
    group.review ?? '',
    group.since,
    (group.outcomes ?? []).join('; '),
    (group.places ?? []).join('; '),
  ]
  return group.seats.map(([whose, post = '', part, who]) => [
    ...said,
    typeof whose === 'string' ? bodyOf(whose).name : '',
    typeof whose === 'string' ? '' : whose.people,
    post,
    part === 'Councillor' ? '' : (part ?? ''),
    who && who !== 'vacant' ? cast[who].name : '',
    group.since > seatsSince ? group.since : seatsSince,
    part === 'Councillor' ? 'yes' : '',
    part === 'In attendance' ? 'no' : 'yes',
    who === 'vacant' ? 'yes' : '',
  ])
}
