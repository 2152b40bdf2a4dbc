// Places from published files: Scotland's councils, and lookups of smaller and larger places. Pure.

import { isDate } from '../../kernel/period.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Sheet } from '../../outside/sheets.ts'
import { kindsOfPlaces, type PlaceKind } from './kinds.ts'

export interface KnownPlace {
  readonly code: string
  readonly name: string
  /** Other spellings that publishers use. */
  readonly otherNames: readonly string[]
}

const place = (code: string, name: string, ...otherNames: string[]): KnownPlace => ({ code, name, otherNames })

/**
 * Scotland and its 32 councils, so that readings can be imported before any file of places.
 * Source: Scottish Government and ONS register of geographic codes, in force since 1 April 2019; names as the
 * register writes them.
 */
export const scotland = {
  nation: place('S92000003', 'Scotland'),
  councils: [
    place('S12000033', 'Aberdeen City', 'Aberdeen', 'City of Aberdeen'),
    place('S12000034', 'Aberdeenshire'),
    place('S12000041', 'Angus'),
    place('S12000035', 'Argyll and Bute'),
    place('S12000036', 'City of Edinburgh', 'Edinburgh, City of', 'Edinburgh City', 'Edinburgh'),
    place('S12000005', 'Clackmannanshire'),
    place('S12000006', 'Dumfries and Galloway'),
    place('S12000042', 'Dundee City', 'Dundee', 'City of Dundee'),
    place('S12000008', 'East Ayrshire'),
    place('S12000045', 'East Dunbartonshire'),
    place('S12000010', 'East Lothian'),
    place('S12000011', 'East Renfrewshire'),
    place('S12000014', 'Falkirk'),
    place('S12000047', 'Fife'),
    place('S12000049', 'Glasgow City', 'Glasgow', 'City of Glasgow'),
    place('S12000017', 'Highland', 'Highlands'),
    place('S12000018', 'Inverclyde'),
    place('S12000019', 'Midlothian'),
    place('S12000020', 'Moray'),
    place(
      'S12000013',
      'Na h-Eileanan Siar',
      'Eilean Siar',
      'Na h-Eileanan an Iar',
      'Comhairle nan Eilean Siar',
      'Western Isles',
      'Outer Hebrides',
    ),
    place('S12000021', 'North Ayrshire'),
    place('S12000050', 'North Lanarkshire'),
    place('S12000023', 'Orkney Islands', 'Orkney'),
    place('S12000048', 'Perth and Kinross'),
    place('S12000038', 'Renfrewshire'),
    place('S12000026', 'Scottish Borders', 'Borders'),
    place('S12000027', 'Shetland Islands', 'Shetland'),
    place('S12000028', 'South Ayrshire'),
    place('S12000029', 'South Lanarkshire'),
    place('S12000030', 'Stirling'),
    place('S12000039', 'West Dunbartonshire'),
    place('S12000040', 'West Lothian'),
  ],
} as const satisfies { nation: KnownPlace; councils: readonly KnownPlace[] }

/** `&` and `and`, case, commas, dashes, a leading `The` and a closing `Council` make no difference. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^the | council$/g, '')

const codesByName = new Map(
  [scotland.nation, ...scotland.councils].flatMap(each =>
    [each.code, each.name, ...each.otherNames].map(name => [plainName(name), each.code] as const),
  ),
)

/** The official code of Scotland or one of its councils, from its code or any spelling of its name; null for others. */
export const scottishCode = (written: string): string | null => codesByName.get(plainName(written)) ?? null

export interface PublishedPlace {
  readonly code: string
  /** Null where the file has codes only: the place must be known. */
  readonly name: string | null
  readonly kind: PlaceKind
  /** Its first row in the file. */
  readonly line: number
  /** First and last day of the code, `YYYY-MM-DD`; missing where the file says nothing about them. */
  readonly dates?: { readonly opened: string | null; readonly closed: string | null }
}

export interface RefusedPlaceRow {
  readonly line: number
  readonly words: string
  readonly column?: string
}

export interface PublishedPlaces {
  readonly places: PublishedPlace[]
  /** Codes; smaller place first. */
  readonly parents: { place: string; parent: string }[]
  readonly refused: RefusedPlaceRow[]
}

/** Smaller places first: the first kind in a file is the one that its rows are about. */
const fromSmall = [
  'data-zone',
  'intermediate-zone',
  'locality',
  'ward',
  'scottish-constituency',
  'uk-constituency',
  'council',
  'health-and-care',
  'health-board',
  'police-division',
  'fire-area',
  'resilience-partnership',
  'nation',
] as const satisfies readonly PlaceKind[]

/** Kinds that are made up of councils. */
const ofCouncils = [
  'health-board',
  'health-and-care',
  'police-division',
  'fire-area',
  'resilience-partnership',
] as const satisfies readonly PlaceKind[]

/** What is in what: a data zone is in one place of every other kind, the larger places in those they are made into. */
const parentKinds: readonly (readonly [PlaceKind, PlaceKind])[] = [
  ...fromSmall.slice(1).map(kind => ['data-zone', kind] as const),
  ['intermediate-zone', 'council'],
  ['locality', 'council'],
  ['ward', 'council'],
  ...ofCouncils.map(kind => ['council', kind] as const),
  ...[...ofCouncils, 'scottish-constituency' as const, 'uk-constituency' as const].map(
    kind => [kind, 'nation'] as const,
  ),
]

const opening = /^(date_enacted|open(ed)?_?(date|on)|start_?date)$/i
const closing = /^(date_archived|closed?_?(date|on)|end_?date)$/i

interface Column {
  readonly kind: (typeof fromSmall)[number]
  readonly heading: string
  /** Null where the file has only codes of them. */
  readonly nameHeading: string | null
}

/**
 * Reads the Scottish Government's data zone lookup, or any file with pairs of columns such as `LA_Code` and `LA_Name`
 * or `ward21_code` and `ward21_name`; days of opening and closing belong to the smallest kind in the file. Beside such
 * a pair data zones may have codes only: a council's list of its localities is `DataZone_Code`, `Locality_Code` and
 * `Locality_Name`.
 * A lookup is best fit: a zone lies wholly in one parent of each kind. A row with a code of the wrong shape is refused
 * whole; a place that gets a second name or a second parent keeps the first, and the row is refused for that column.
 */
export function readPlaces(sheet: Sheet): PublishedPlaces | Refusal {
  const columns = columnsOf(sheet.headings)
  if (columns.length === 0) {
    return refuse('not-places', 'The file has no columns of official places, such as “LA_Code” and “LA_Name”.')
  }
  const [openedOn, closedOn] = [opening, closing].map(pattern => sheet.headings.find(each => pattern.test(each)))
  const places = new Map<string, PublishedPlace>()
  const parents = new Map<string, { line: number; place: string; parent: string }>()
  const refused: RefusedPlaceRow[] = sheet.problems.map(({ line, words }) => ({ line, words }))
  for (const { line, cells } of sheet.rows) {
    const wrong = wrongIn(cells, columns) ?? wrongDay(cells, [openedOn, closedOn])
    if (wrong) {
      refused.push({ line, ...wrong })
      continue
    }
    const codes = new Map<PlaceKind, string>()
    for (const { kind, heading, nameHeading } of columns) {
      const code = codeIn(cells, kind, heading)
      const name = nameHeading === null ? null : nameAs(kind, code, cells[nameHeading]!)
      codes.set(kind, code)
      const first = places.get(code)
      if (!first) {
        const dated = kind === columns[0]!.kind && (openedOn !== undefined || closedOn !== undefined)
        const dates = { opened: cells[openedOn ?? ''] || null, closed: cells[closedOn ?? ''] || null }
        places.set(code, { code, name, kind, line, ...(dated ? { dates } : {}) })
      } else if (nameHeading !== null && first.name !== name) {
        const words = `${code} is called “${first.name}” further up and “${name}” here.`
        refused.push({ line, column: nameHeading, words })
      }
    }
    for (const [smaller, larger] of parentKinds) {
      const place = codes.get(smaller)
      const parent = codes.get(larger)
      if (!place || !parent) continue
      const first = parents.get(`${place} ${larger}`)
      if (!first) parents.set(`${place} ${larger}`, { line, place, parent })
      else if (first.parent !== parent) {
        refused.push({ line, words: `${place} is in ${first.parent} on line ${first.line} and in ${parent} here.` })
      }
    }
  }
  return {
    places: [...places.values()],
    parents: [...parents.values()].map(({ place, parent }) => ({ place, parent })),
    refused,
  }
}

function columnsOf(headings: readonly string[]): Column[] {
  const columns = fromSmall.flatMap((kind): Column[] => {
    const heading = headings.find(written => kindsOfPlaces[kind].heading.test(written))
    if (!heading) return []
    const nameHeading = heading.replace(/code$/i, ending => (ending === 'code' ? 'name' : 'Name'))
    if (headings.includes(nameHeading)) return [{ kind, heading, nameHeading }]
    return kind === 'data-zone' ? [{ kind, heading, nameHeading: null }] : []
  })
  return columns.some(each => each.nameHeading !== null) ? columns : []
}

/** Codes of localities are a council's own, so they are written in capitals here, as all other codes are. */
const codeIn = (cells: Cells, kind: PlaceKind, heading: string): string =>
  kind === 'locality' ? cells[heading]!.toUpperCase() : cells[heading]!

const registered = new Map<string, string>([scotland.nation, ...scotland.councils].map(each => [each.code, each.name]))

/** Spellings of a council that are known stand for its name in the register; health boards go without their NHS. */
const nameAs = (kind: PlaceKind, code: string, written: string): string =>
  (scottishCode(written) === code && registered.get(code)) ||
  (kind === 'health-board' ? written.replace(/^NHS /, '') : written)

type Cells = Readonly<Record<string, string>>
type Wrong = { readonly column: string; readonly words: string } | null

function wrongIn(cells: Cells, columns: readonly Column[]): Wrong {
  for (const { kind, heading, nameHeading } of columns) {
    const [code, word] = [codeIn(cells, kind, heading), kindsOfPlaces[kind].words[0]]
    if (!kindsOfPlaces[kind].code.test(code)) return { column: heading, words: notACode(cells[heading]!, kind, word) }
    if (nameHeading !== null && cells[nameHeading] === '')
      return { column: heading, words: `The ${word} ${code} has no name.` }
  }
  return null
}

const notACode = (written: string, kind: PlaceKind, word: string): string =>
  `“${written}” is not the code of a ${word}.${
    kind === 'locality'
      ? ' Use up to 40 letters, figures and hyphens, and no official code of another kind of area.'
      : ''
  }`

function wrongDay(cells: Cells, headings: readonly (string | undefined)[]): Wrong {
  const column = headings.find(each => each && cells[each] !== '' && !isDate(cells[each]!))
  return column ? { column, words: `“${cells[column]}” is not a day. Write it like 2019-04-01.` } : null
}
