// Money as it is shown: pounds, or whatever a file counts in.

/** `£1,250.50`, `€90`, `PLN 1,000`; pence only where there are any. A code that is none stands behind the number. */
export function moneyIn(currency: string): (amount: number | string) => string {
  return amount => {
    const value = Number(amount)
    // Plain numbers may be a hair off a whole pound.
    const whole = Math.abs(value - Math.round(value)) < 0.005
    const decimals = { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: whole ? 0 : 2 }
    if (!/^[A-Z]{3}$/.test(currency)) return `${value.toLocaleString('en-GB', decimals)} ${currency}`.trim()
    return value.toLocaleString('en-GB', { style: 'currency', currency, ...decimals })
  }
}
