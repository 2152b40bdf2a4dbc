// Exact decimals: costs, budgets and points as they are written, and as whole numbers of their smallest unit.

/** A number as plain digits: `12500`, `0.5`, `-2`. No exponent, no separators, no zeros that say nothing. */
export type Decimal = string

/**
 * Reads a number as people and programs write it: `400000.0`, `1250,50` (a decimal comma), `1 250,50`, `1.250,50`,
 * `1,250,500`. One comma alone is a decimal comma, as in Pabulib files. Null when it is no number.
 */
export function readDecimal(written: string): Decimal | null {
  let text = written.trim().replace(/[\s\u00a0\u202f]/g, '')
  const [comma, dot] = [text.lastIndexOf(','), text.lastIndexOf('.')]
  if (comma >= 0 && dot >= 0) text = comma > dot ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '')
  else if (text.split(',').length > 2) text = text.replaceAll(',', '')
  else text = text.replace(',', '.')
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (!parts || !(parts[2] || parts[3])) return null
  const whole = (parts[2] ?? '').replace(/^0+(?=\d)/, '') || '0'
  const rest = (parts[3] ?? '').replace(/0+$/, '')
  const size = rest ? `${whole}.${rest}` : whole
  return parts[1] === '-' && size !== '0' ? `-${size}` : size
}

/** How many digits stand after the point in the longest of them. */
export function decimalPlaces(decimals: Iterable<Decimal>): number {
  let most = 0
  for (const decimal of decimals) {
    const point = decimal.indexOf('.')
    if (point >= 0) most = Math.max(most, decimal.length - point - 1)
  }
  return most
}

/** `12.5` with two places is 1250. Throws a SyntaxError for what is no decimal: `readDecimal` comes first. */
export function toUnits(decimal: Decimal, places: number): bigint {
  const [whole = '', rest = ''] = decimal.split('.')
  return BigInt(whole + rest.padEnd(places, '0'))
}

export function fromUnits(units: bigint, places: number): Decimal {
  if (places === 0) return String(units)
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  const rest = digits.slice(-places).replace(/0+$/, '')
  return (units < 0n ? '-' : '') + digits.slice(0, -places) + (rest && `.${rest}`)
}
