// The Local Government Benchmarking Framework (Improvement Service): one row per indicator, council and period.

import { financial, type Period, parsePeriod } from '../../kernel/period.ts'
import type { Unit } from '../../kernel/quantity.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Sheet } from '../../outside/sheets.ts'
import {
  figureIn,
  openLedger,
  type Published,
  type PublishedIndicator,
  type PublishedReading,
  remembered,
} from './published-shapes.ts'

const councilValue = 'LA_IndicatorReal'
const scotlandValue = 'Scotland_Indicator_Real'
const needed = ['Code', 'LocalAuthority', 'Year', councilValue]

/**
 * LGBF writes financial years with a dash: `2010-11` is April 2010 to March 2011 (never November 2010), and a longer
 * span runs from the first financial year to the one that *ends* in the second: `2010-12` is 2010/11 to 2011/12 (the
 * two-year road surveys), `2012-15` is 2012/13 to 2014/15 (three-year satisfaction surveys), `2007-11` is 2007/08 to
 * 2010/11 (four years). This follows from the reporting periods the publisher states for those indicators.
 * The one odd label, `2010-14`, opens the three-year series and is read as the four years it names.
 */
export function lgbfPeriod(written: string): Period | null {
  const found = /^(\d{4})-(\d{2})$/.exec(written)
  if (!found) return null
  const from = Number(found[1])
  const to = from - (from % 100) + Number(found[2]) + (Number(found[2]) < from % 100 ? 100 : 0)
  if (to <= from || to - from > 10) return null
  return to === from + 1 ? financial(from) : parsePeriod(`${financial(from)?.text} to ${financial(to - 1)?.text}`)
}

/**
 * Takes real (not cash) values. Scotland's value stands on every council's row and becomes one reading for the place
 * `Scotland` for each code and period. Family groups come in two schemes, told by their labels: `lgbf-people` (Most
 * Deprived, 2, 3, Least Deprived) and `lgbf-other` (Rural, 2, 3, Urban); a few indicators use the other scheme than
 * the publisher's own list of indicators says, so the labels decide.
 */
export function readLgbf(sheet: Sheet, metadata?: Sheet): Published | Refusal {
  const missing = needed.find(heading => !sheet.headings.includes(heading))
  if (missing) return refuse('not-lgbf', `This is not a benchmarking framework file: it has no column “${missing}”.`)
  const ledger = openLedger(sheet)
  const period = remembered(lgbfPeriod)
  const schemes = schemesOf(sheet)
  const sizes = new Map<string, { sum: number; count: number }>()
  const scotland = new Map<string, PublishedReading | null>()
  for (const { line, cells } of sheet.rows) {
    const { Code: code = '', LocalAuthority: place = '', Year: year = '', FamilyGroup: family = '' } = cells
    if (needed.every(heading => cells[heading] === '')) {
      ledger.refuse(line, 'The row is empty: it has no code, council, year or value.')
      continue
    }
    if (code === '' || place === '') {
      ledger.refuse(
        line,
        code === '' ? 'There is no code.' : 'There is no council.',
        code === '' ? 'Code' : 'LocalAuthority',
      )
      continue
    }
    const scheme = schemes.get(code) ?? null
    if (scheme && family !== '') ledger.join(line, { scheme, family, place }, 'FamilyGroup')
    const when = period(year)
    if (!when) {
      ledger.refuse(line, `“${year}” is not a year such as 2021-22 or a span such as 2019-22.`, 'Year')
      continue
    }
    const reading = { line, indicator: code, period: when, status: 'actual', group: '' } as const
    const value = figureIn(cells[councilValue]!)
    if (typeof value !== 'number') ledger.refuse(line, value.words, councilValue)
    else ledger.add({ ...reading, place, value }, councilValue)
    if (typeof value === 'number') count(sizes, code, value)
    const whole = figureIn(cells[scotlandValue] ?? '')
    if (typeof whole === 'number') addScotland({ ...reading, place: 'Scotland', value: whole, beside: true })
    else if (cells[scotlandValue]) ledger.refuse(line, whole.words, scotlandValue)
  }
  const codes = new Set([...sizes.keys(), ...schemes.keys()])
  return ledger.close(indicatorsOf(codes, sizes, schemes, metadata))

  /** The same figure on the next council's row is no repetition to report; another figure is. */
  function addScotland(reading: PublishedReading): void {
    const key = `${reading.indicator} ${reading.period.text}`
    const first = scotland.get(key)
    if (first?.value === reading.value) return
    if (!first) scotland.set(key, reading)
    ledger.add(reading, scotlandValue)
  }
}

function count(sizes: Map<string, { sum: number; count: number }>, code: string, value: number): void {
  const size = sizes.get(code) ?? { sum: 0, count: 0 }
  size.sum += Math.abs(value)
  size.count++
  sizes.set(code, size)
}

const schemeLabels: Readonly<Record<string, string>> = {
  'Most Deprived': 'lgbf-people',
  'Least Deprived': 'lgbf-people',
  Rural: 'lgbf-other',
  Urban: 'lgbf-other',
}

/** By code; an indicator whose rows only say 2 or 3 has no scheme that can be known. */
function schemesOf(sheet: Sheet): Map<string, string | null> {
  const schemes = new Map<string, string | null>()
  for (const { cells } of sheet.rows) {
    const { Code: code = '', FamilyGroup: family = '' } = cells
    if (code === '') continue
    const scheme = Object.hasOwn(schemeLabels, family) ? schemeLabels[family]! : null
    if (scheme !== null || !schemes.has(code)) schemes.set(code, scheme)
  }
  return schemes
}

const plainCode = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '')

function indicatorsOf(
  codes: ReadonlySet<string>,
  sizes: ReadonlyMap<string, { sum: number; count: number }>,
  schemes: ReadonlyMap<string, string | null>,
  metadata?: Sheet,
): PublishedIndicator[] {
  const described = new Map(metadata?.rows.map(row => [plainCode(row.cells.Code ?? ''), row.cells]))
  return [...codes].map(code => {
    const theirs = described.get(plainCode(code)) ?? {}
    const size = sizes.get(code)
    const isShare = theirs.MeasureType === 'Percentage' && size !== undefined && size.sum / size.count <= largestShare
    return {
      code,
      name: theirs.Title || code,
      definition: definitionOf(theirs),
      source: 'Local Government Benchmarking Framework (Improvement Service)',
      unit: isShare ? 'share' : (unitsOf[theirs.MeasureType ?? ''] ?? unitByFormat(theirs.NumberFormat ?? '')),
      good: goodOf[theirs.Ranking_Type ?? ''] ?? 'neither',
      frequency: theirs.ReportingPeriod === '2 Yearly' ? 'irregular' : 'yearly',
      familyScheme: schemes.get(code) ?? null,
      licence: 'Open Government Licence v3.0',
    }
  })
}

/**
 * The file gives nearly all percentages as shares of one (0.2297 for 22.97%) and two of them, the attainment gaps, in
 * points (9.6). Figures are never rescaled, so the unit has to fit them: an indicator whose values are 2 or less on
 * average (spending of 200%) has the unit `share`, which pages show as percentages.
 */
const largestShare = 2

const unitsOf: Readonly<Record<string, Unit>> = {
  Percentage: 'percent',
  Cost: 'pounds',
  Score: 'score',
  Days: 'days',
  'Rate per 1,000': 'rate',
  'Rate per 10,000': 'rate',
}

const unitByFormat = (format: string): Unit => (format.includes('tCO2') ? 'tonnes' : 'number')

/** `Ascending` ranks the lowest value first (costs, arrears), `Descending` the highest (attainment, satisfaction). */
const goodOf: Readonly<Record<string, 'up' | 'down'>> = { Ascending: 'down', Descending: 'up' }

/** How the figure is worked out, then what the publisher says of where it comes from. */
function definitionOf(theirs: Readonly<Record<string, string>>): string {
  const { Title: title = '', Numerator_Correct: top = '', Denominator_Correct: bottom = '', Source: note = '' } = theirs
  const worked = top && bottom ? `${top} divided by ${bottom}.` : title && `${title}.`
  return `${worked} ${note.replace(/\s+/g, ' ')}`.trim()
}
