// Quantities: numbers with a unit, as people type them and as they are shown.

/**
 * What a number counts. `percent` values are 0–100; `share` values are parts of one as some publishers give them
 * (0.2297) and are shown as percentages. `pounds` are pounds sterling.
 */
export const units = [
  'percent',
  'share',
  'number',
  'rate',
  'pounds',
  'years',
  'score',
  'minutes',
  'tonnes',
  'days',
  'hours',
  'kilograms',
] as const
export type Unit = (typeof units)[number]

/** Reads `1,234.5`, `25.2%`, `£1,200`, `−6`; null when it is no number. A blank is null, never 0. */
export function parseQuantity(written: string): number | null {
  const text = written
    .trim()
    .replace(/^[£€$]/, '')
    .replace(/%$/, '')
    .replace(/[\u2212\u2013]/, '-')
    // A comma parts thousands; anything else after one (4,5) may mean a decimal, so it is no number here.
    .replace(/,(?=\d{3}(?!\d))/g, '')
    .replace(/\s/g, '')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value : null
}

/** Making one costs more than using it, so one is kept for each number of decimals. */
const formats = new Map<number, Intl.NumberFormat>()

function grouped(value: number, decimals: number): string {
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    formats.set(decimals, format)
  }
  return format.format(value)
}

/** Units that are counted or paid: nobody has 11.0 schools. What is measured (percentages, rates, years) keeps its decimal. */
const wholes: readonly Unit[] = ['number', 'days', 'hours', 'minutes', 'pounds']

/**
 * Decimals that show a value without false exactness: 3 significant figures, at most 2 decimals; none for a whole
 * count.
 */
function decimalsFor(value: number, unit: Unit): number {
  const size = Math.abs(value)
  if (size >= 100 || (Number.isInteger(value) && wholes.includes(unit))) return 0
  return size >= 1 ? 1 : 2
}

/** A value with its unit in words a resident reads: `25.2%`, `£27,100`, `78.3 years`. `decimals` are those of the value. */
export function showQuantity(value: number, unit: Unit, decimals?: number): string {
  if (unit === 'share')
    return showQuantity(value * 100, 'percent', decimals === undefined ? 1 : Math.max(0, decimals - 2))
  const sign = value < 0 ? '\u2212' : ''
  const size = grouped(Math.abs(value), decimals ?? decimalsFor(value, unit))
  switch (unit) {
    case 'percent':
      return `${sign}${size}%`
    case 'pounds':
      return `${sign}£${size}`
    case 'years':
    case 'minutes':
    case 'tonnes':
    case 'days':
    case 'hours':
    case 'kilograms':
      return `${sign}${size} ${unit}`
    default:
      return `${sign}${size}`
  }
}

/**
 * The figures of one short series, shown alike: without decimals where none of them has any (`92%`, `95%`), else each
 * with its own.
 */
export function showSeries(values: readonly number[], unit: Unit): string[] {
  const whole = values.every(value => {
    const shown = unit === 'share' ? value * 100 : value
    return Math.abs(shown - Math.round(shown)) < 1e-9
  })
  // A share's decimals are those of the part of one: two make a whole percentage.
  return values.map(value => showQuantity(value, unit, whole ? (unit === 'share' ? 2 : 0) : undefined))
}

/** A difference with its sign, percentages in points: `−6.0 points`, `+£300`. */
export function showChange(change: number, unit: Unit): string {
  const size = showQuantity(Math.abs(change), unit)
  const sign = change < 0 ? '\u2212' : change > 0 ? '+' : ''
  return unit === 'percent' || unit === 'share' ? `${sign}${size.slice(0, -1)} points` : `${sign}${size}`
}
