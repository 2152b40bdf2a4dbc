// Mid-year population of places from published tables. Pure.

import { parseQuantity } from '../../kernel/quantity.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Sheet } from '../../outside/sheets.ts'
import { kindsOfPlaces } from './kinds.ts'

export interface PublishedPersons {
  readonly line: number
  readonly code: string
  readonly year: number
  readonly persons: number
}

export interface PublishedPopulation {
  readonly rows: PublishedPersons[]
  readonly refused: { readonly line: number; readonly words: string }[]
}

/** The code of a row's place, in the order in which headings are tried: small places before the large ones they are in. */
const codeHeadings: readonly RegExp[] = [
  kindsOfPlaces['data-zone'].heading,
  kindsOfPlaces['intermediate-zone'].heading,
  kindsOfPlaces.ward.heading,
  kindsOfPlaces.council.heading,
  kindsOfPlaces['health-and-care'].heading,
  kindsOfPlaces['health-board'].heading,
  ...Object.values(kindsOfPlaces).map(each => each.heading),
  /^((area|geo|geography|place)[ _]?)?code$/i,
]
const personsHeading = /^(total[ _]?population|population|all[ _]?ages|all[ _]?(people|persons)|persons)$/i
const yearHeading = /^year$/i
const sexHeading = /^(sex|gender)$/i
const everyone = /^(persons?|all|all people|all persons|both|total)$/i

/**
 * One figure for a place and year. The year stands in a column `year`; else it is `year`; else it stands in the file's
 * name behind `mid`, as in `population_mid2021_dz11.csv`. Of rows by sex only those for everyone are taken in.
 */
export function readPopulation(sheet: Sheet, name: string, year: number | null): PublishedPopulation | Refusal {
  const heading = (pattern: RegExp) => sheet.headings.find(each => pattern.test(each))
  const [codes] = codeHeadings.flatMap(pattern => heading(pattern) ?? [])
  const people = heading(personsHeading)
  if (!codes || !people) {
    return refuse(
      'not-population',
      'The file has no columns with codes and people, such as “dz11_code” and “total_population”.',
    )
  }
  const [years, sexes] = [heading(yearHeading), heading(sexHeading)]
  const one = year ?? yearInName(name)
  if (!years && one === null) {
    return refuse('no-year', 'The file does not say which year it counts. Give the year and try again.', 'year')
  }
  const rows = new Map<string, PublishedPersons>()
  const refused = sheet.problems.map(({ line, words }) => ({ line, words }))
  for (const { line, cells } of sheet.rows) {
    const code = cells[codes]!.toUpperCase()
    const persons = wholeFrom(cells[people]!)
    const counted = years ? yearFrom(cells[years]!) : one
    const first = rows.get(`${code} ${counted}`)
    const wrong = (words: string) => refused.push({ line, words })
    if (sexes && !everyone.test(cells[sexes]!))
      wrong(`This row counts “${cells[sexes]}”. Only rows for everyone are taken in.`)
    else if (code === '') wrong('This row has no code of a place.')
    else if (counted === null) wrong(`“${cells[years!]}” is not a year.`)
    else if (persons === null) wrong(`“${cells[people]}” is not a number of people.`)
    else if (first) wrong(`${code} has a figure for ${counted} on line ${first.line}.`)
    else rows.set(`${code} ${counted}`, { line, code, year: counted, persons })
  }
  return { rows: [...rows.values()], refused }
}

const yearInName = (name: string): number | null => yearFrom(/mid[-_ ]?(\d{4})(?!\d)/i.exec(name)?.[1] ?? '')

const yearFrom = (written: string): number | null => (/^(18|19|20)\d\d$/.test(written) ? Number(written) : null)

/** As many people as the database counts. */
const mostPersons = 2_147_483_647

function wholeFrom(written: string): number | null {
  const persons = parseQuantity(written)
  return persons !== null && Number.isInteger(persons) && persons >= 0 && persons <= mostPersons ? persons : null
}
