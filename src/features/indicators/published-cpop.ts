// The Community Planning Outcomes Profile (Improvement Service): by partnership, or by intermediate zone.

import { parsePeriod } from '../../kernel/period.ts'
import type { Unit } from '../../kernel/quantity.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { slugOf } from '../../kernel/words.ts'
import type { Sheet } from '../../outside/sheets.ts'
import {
  figureIn,
  openLedger,
  type Published,
  type PublishedIndicator,
  type PublishedReading,
  remembered,
} from './published-shapes.ts'

interface Known {
  readonly unit: Unit
  readonly good: 'up' | 'down'
  /** What the publisher's metadata calls it, where that differs. */
  readonly metadataName?: string
  /** For those the metadata leaves out; after "CPOP Methodology" (Improvement Service, 2023). */
  readonly definition?: string
  readonly source?: string
}

/** Units and directions are ours, from the publisher's definitions. */
const known: Readonly<Record<string, Known>> = {
  'Healthy Birthweight': { unit: 'percent', good: 'up' },
  'Primary 1 Body Mass Index': { unit: 'percent', good: 'up' },
  'Child Poverty': { unit: 'percent', good: 'down' },
  Attainment: { unit: 'score', good: 'up', metadataName: 'Average Highest Attainment' },
  'Positive Destinations': { unit: 'percent', good: 'up' },
  'Participation Rate': {
    unit: 'percent',
    good: 'up',
    definition: 'Percentage of 16 to 19 year olds who are learning, training or working',
    source: 'Skills Development Scotland',
  },
  'Employment Rate': { unit: 'percent', good: 'up' },
  'Median Earnings': { unit: 'pounds', good: 'up' },
  'Out of Work Benefits': { unit: 'percent', good: 'down' },
  'Business Survival': { unit: 'percent', good: 'up' },
  'Crime Rate': { unit: 'rate', good: 'down' },
  'Dwelling Fires': { unit: 'rate', good: 'down' },
  'Carbon Emissions': { unit: 'tonnes', good: 'down' },
  'Emergency Admissions': { unit: 'rate', good: 'down' },
  'Unplanned Hospital Attendances': { unit: 'rate', good: 'down' },
  'Early Mortality': { unit: 'rate', good: 'down' },
  Fragility: { unit: 'score', good: 'down' },
  Depopulation: {
    unit: 'score',
    good: 'down',
    definition:
      'Population in 2010 divided by the population in the year, times 100. Above 100 the place has fewer people than in 2010.',
    source: 'Improvement Service, from population estimates by National Records of Scotland (NRS)',
  },
  'Well-being': { unit: 'score', good: 'up' },
  'Fuel Poverty': { unit: 'percent', good: 'down' },
}

const statuses = new Map<string, PublishedReading['status']>([
  ['raw data', 'actual'],
  ['imputed', 'estimated'],
  ['projected', 'projected'],
])

const cpopCode = (indicator: string): string => `cpop-${slugOf(indicator)}`

/**
 * Takes the file by partnership (CPP, Indicator, Type, Year, value, FG) and the one by intermediate zone (InterZone,
 * Indicator, Year, value); both name the same measure alike, so they fill the same indicators.
 * Raw data is actual, imputed is estimated. Years are financial years as the publisher labels them.
 * Family groups 1 to 4 of the partnerships make the scheme `cpop`; Scotland is in none.
 */
export function readCpop(sheet: Sheet, metadata?: Sheet): Published | Refusal {
  const placeColumn = ['CPP', 'InterZone'].find(heading => sheet.headings.includes(heading))
  const missing = ['Indicator', 'Year', 'value'].find(heading => !sheet.headings.includes(heading))
  if (!placeColumn || missing) {
    const wanted = missing ? `“${missing}”` : '“CPP” or “InterZone”'
    return refuse('not-cpop', `This is not a Community Planning Outcomes Profile file: it has no column ${wanted}.`)
  }
  const ledger = openLedger(sheet)
  const period = remembered(parsePeriod)
  const codes = new Map<string, string>()
  for (const { line, cells } of sheet.rows) {
    const { Indicator: indicator = '', Year: year = '', Type: type, FG: family } = cells
    const place = cells[placeColumn]!
    if (place === '') ledger.refuse(line, 'There is no place.', placeColumn)
    else if (indicator === '') ledger.refuse(line, 'There is no indicator.', 'Indicator')
    else {
      const code = codes.get(indicator) ?? cpopCode(indicator)
      codes.set(indicator, code)
      if (family && family !== 'NA') ledger.join(line, { scheme: 'cpop', family, place }, 'FG')
      const when = period(year)
      const value = figureIn(cells.value!)
      const status = type === undefined ? 'actual' : statuses.get(type.toLowerCase())
      if (!when) ledger.refuse(line, `“${year}” is not a year such as 2021/22.`, 'Year')
      else if (!status) ledger.refuse(line, `“${type}” is not Raw data, Imputed or Projected.`, 'Type')
      else if (typeof value !== 'number') ledger.refuse(line, value.words, 'value')
      else ledger.add({ line, indicator: code, place, period: when, value, status, group: '' }, 'value')
    }
  }
  return ledger.close(indicatorsOf(codes, metadata))
}

function indicatorsOf(codes: ReadonlyMap<string, string>, metadata?: Sheet): PublishedIndicator[] {
  const described = new Map(metadata?.rows.map(row => [row.cells.Indicator ?? '', row.cells]))
  return [...codes].map(([name, code]) => {
    const ours = Object.hasOwn(known, name) ? known[name] : undefined
    const theirs = described.get(name) ?? described.get(ours?.metadataName ?? '')
    return {
      code,
      name,
      definition: theirs?.Definition ?? ours?.definition ?? '',
      source: `Community Planning Outcomes Profile (${theirs?.Source || ours?.source || 'Improvement Service'})`,
      unit: ours?.unit ?? 'number',
      good: ours?.good ?? 'neither',
      frequency: 'yearly',
      familyScheme: 'cpop',
      licence: 'Not stated in the file. Ask the Improvement Service before you publish it again.',
    }
  })
}
