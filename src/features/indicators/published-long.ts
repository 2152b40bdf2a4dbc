// The plainest published file: one row per reading, with headings in any order and any case.

import { parsePeriod } from '../../kernel/period.ts'
import { type Unit, units } from '../../kernel/quantity.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { listOf, slugOf } from '../../kernel/words.ts'
import type { Sheet } from '../../outside/sheets.ts'
import {
  figureIn,
  openLedger,
  type Published,
  type PublishedIndicator,
  type PublishedReading,
  remembered,
} from './published-shapes.ts'

/** What people call these columns, best first. */
const synonyms = {
  place: [
    'place',
    'place code',
    'area code',
    'area',
    'area name',
    'place name',
    'council',
    'local authority',
    'locality',
    'geography',
  ],
  code: ['indicator code', 'code', 'measure code'],
  name: ['indicator', 'indicator name', 'measure', 'measure name', 'name'],
  period: ['period', 'year', 'financial year', 'date', 'time', 'time period'],
  value: ['value', 'reading', 'figure', 'result', 'measurement'],
  status: ['status', 'type'],
  group: ['group', 'people', 'population group', 'breakdown'],
  definition: ['definition', 'description'],
  source: ['source', 'publisher'],
  unit: ['unit', 'units'],
  good: ['better', 'polarity', 'direction'],
  frequency: ['frequency'],
  family: ['family', 'family group'],
} as const

type Column = keyof typeof synonyms

const statuses = new Map<string, PublishedReading['status']>([
  ['', 'actual'],
  ['actual', 'actual'],
  ['raw data', 'actual'],
  ['estimated', 'estimated'],
  ['estimate', 'estimated'],
  ['imputed', 'estimated'],
  ['provisional', 'estimated'],
  ['projected', 'projected'],
  ['projection', 'projected'],
  ['forecast', 'projected'],
])

/**
 * Headings: place, indicator (a code, a name or both), period and value, and if wanted status and group.
 * An indicator's code is its code column; without one, what is written under indicator when that is one word
 * (`CHN24`), else its name made into a code (`Child poverty` → `child-poverty`). The unit comes from the first value
 * as written: `25%` is percent, `£25` pounds, anything else a number. A file may describe an indicator in further
 * columns, read from its first row: definition, source, unit, better (up or down) and frequency; and family puts a
 * place in a group of similar places.
 */
export function readLong(sheet: Sheet): Published | Refusal {
  const columns = columnsOf(sheet.headings)
  const missing = [
    columns.place === undefined && 'place',
    columns.code === undefined && columns.name === undefined && 'indicator',
    columns.period === undefined && 'period',
    columns.value === undefined && 'value',
  ].filter(each => each !== false)
  if (missing.length > 0) {
    const words = `The file has no ${missing.length === 1 ? 'column' : 'columns'} for ${listOf(missing)}. It needs place, indicator, period and value.`
    return refuse('not-long', words)
  }
  const ledger = openLedger(sheet)
  const period = remembered(parsePeriod)
  const indicators = new Map<string, PublishedIndicator>()
  for (const { line, cells } of sheet.rows) {
    const cell = (column: Column): string => (columns[column] === undefined ? '' : cells[columns[column]]!)
    const refuseCell = (column: Column, words: string): void => ledger.refuse(line, words, columns[column])
    const name = cell('name') || cell('code')
    const code = cell('code') || codeOf(name)
    const known = indicators.get(code.toLowerCase())
    const when = period(cell('period'))
    const value = figureIn(cell('value'))
    const status = statuses.get(cell('status').toLowerCase())
    const problems: [Column, string][] = []
    if (cell('place') === '') problems.push(['place', 'There is no place.'])
    if (code === '') problems.push([columns.name === undefined ? 'code' : 'name', 'There is no indicator.'])
    if (known && known.name.toLowerCase() !== name.toLowerCase()) {
      problems.push([
        'name',
        `“${name}” and “${known.name}” would share the code ${known.code}. Give each its own code.`,
      ])
    }
    if (!when) problems.push(['period', periodWords(cell('period'))])
    if (typeof value !== 'number') problems.push(['value', value.words])
    if (!status) problems.push(['status', `“${cell('status')}” is not actual, estimated or projected.`])
    for (const [column, words] of problems) refuseCell(column, words)
    if (problems.length > 0 || !when || typeof value !== 'number' || !status) continue
    const indicator = known ?? indicatorOf(code, name, cell)
    indicators.set(code.toLowerCase(), indicator)
    const reading = {
      line,
      indicator: indicator.code,
      place: cell('place'),
      period: when,
      value,
      status,
      group: cell('group'),
    }
    ledger.add(reading, columns.value!)
    if (cell('family') !== '')
      ledger.join(line, { scheme: ownFamilies, family: cell('family'), place: cell('place') }, columns.family!)
  }
  return ledger.close([...indicators.values()])
}

function columnsOf(headings: readonly string[]): Partial<Record<Column, string>> {
  const plain = new Map(headings.map(heading => [heading.toLowerCase().replace(/[\s_-]+/g, ' '), heading]))
  const columns: Partial<Record<Column, string>> = {}
  for (const column of Object.keys(synonyms) as Column[]) {
    const found = synonyms[column].find(each => plain.has(each))
    if (found !== undefined) columns[column] = plain.get(found)!
  }
  return columns
}

const codeOf = (written: string): string => (/\s/.test(written) ? slugOf(written) : written)

const periodWords = (written: string): string =>
  written === ''
    ? 'There is no period.'
    : `“${written}” is not a period. Write it like 2021, 2021/22, 2024 Q1, 2024-05 or 2019 to 2021.`

const unitOf = (written: string): Unit =>
  written.endsWith('%') ? 'percent' : written.startsWith('£') ? 'pounds' : 'number'

/** The scheme of family groups that a plain file brings with it. */
const ownFamilies = 'Family groups of the file'

function indicatorOf(code: string, name: string, cell: (column: Column) => string): PublishedIndicator {
  const oneOf = <const V extends string>(values: readonly V[], written: string): V | undefined =>
    values.find(value => value === written.toLowerCase())
  return {
    code,
    name,
    definition: cell('definition'),
    source: cell('source'),
    unit: oneOf(units, cell('unit')) ?? unitOf(cell('value')),
    good: oneOf(['up', 'down'], cell('good')) ?? 'neither',
    frequency: oneOf(['yearly', 'quarterly', 'monthly'], cell('frequency')) ?? 'irregular',
    familyScheme: cell('family') === '' ? null : ownFamilies,
    licence: '',
  }
}
