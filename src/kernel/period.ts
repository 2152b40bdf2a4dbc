// A period: the stretch of time that a reading or a target is for, as publishers write it.
// Canonical texts: 2021 · 2021/22 · 2019 to 2021 · 2019/20 to 2021/22 · 2024 Q1 · 2024-05 · 2024-05-31

export interface Period {
  /** Canonical text; equal periods have equal text. */
  readonly text: string
  /** First day, `YYYY-MM-DD`. */
  readonly start: string
  /** Last day, `YYYY-MM-DD`. */
  readonly end: string
}

const year = /^(\d{4})$/
const financialYear = /^(\d{4})\s*[/-]\s*(\d{2}|\d{4})$/
const span = /^(.+?)\s*(?:\bto\b|–|—|(?<=\/\d\d)-(?=\d{4}))\s*(.+)$/
const quarter = /^(\d{4})\s*[- ]?\s*Q([1-4])$/i
const month = /^(\d{4})-(\d{2})$/
const day = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * Reads a period as people and publishers write it; null when it is none.
 * `YYYY-MM` is a month; a financial year needs a slash (`2021/22`) unless the second part cannot be a month.
 * Financial years run from 1 April to 31 March.
 */
export function parsePeriod(written: string): Period | null {
  const text = written.trim()
  // No period is this long, and a long text of spaces would keep the patterns busy for minutes.
  if (text.length > 100) return null
  return parseSingle(text) ?? parseSpan(text)
}

function parseSingle(text: string): Period | null {
  let found = year.exec(text)
  if (found) return withinReason({ text: found[1]!, start: `${found[1]}-01-01`, end: `${found[1]}-12-31` })
  found = month.exec(text)
  if (found && Number(found[2]) >= 1 && Number(found[2]) <= 12) {
    const last = new Date(Date.UTC(Number(found[1]), Number(found[2]), 0)).getUTCDate()
    return withinReason({ text, start: `${text}-01`, end: `${text}-${String(last).padStart(2, '0')}` })
  }
  found = financialYear.exec(text)
  if (found) {
    const from = Number(found[1])
    const to = found[2]!.length === 4 ? Number(found[2]) : Math.floor((from + 1) / 100) * 100 + Number(found[2])
    return to === from + 1 ? financial(from) : null
  }
  found = quarter.exec(text)
  if (found) {
    const first = Number(found[2]) * 3 - 2
    const last = new Date(Date.UTC(Number(found[1]), first + 2, 0)).getUTCDate()
    return withinReason({
      text: `${found[1]} Q${found[2]}`,
      start: `${found[1]}-${String(first).padStart(2, '0')}-01`,
      end: `${found[1]}-${String(first + 2).padStart(2, '0')}-${last}`,
    })
  }
  found = day.exec(text)
  if (found && isDate(text)) return withinReason({ text, start: text, end: text })
  return null
}

function parseSpan(text: string): Period | null {
  const found = span.exec(text)
  if (!found) return null
  const from = parseSingle(found[1]!.trim())
  const to = parseSingle(found[2]!.trim())
  if (!from || !to || to.start <= from.start) return null
  return { text: `${from.text} to ${to.text}`, start: from.start, end: to.end }
}

/** The financial year that begins on 1 April of `from`. */
export function financial(from: number): Period | null {
  const second = String((from + 1) % 100).padStart(2, '0')
  return withinReason({ text: `${from}/${second}`, start: `${from}-04-01`, end: `${from + 1}-03-31` })
}

/** Years are kept within 1800 and 2200, so that a mistyped one is caught where it is typed. */
const withinReason = (period: Period): Period | null => (period.start >= '1800' && period.end < '2200' ? period : null)

/** The middle of a period as a decimal year, for drawing and for trends. */
export function midYear(period: { start: string; end: string }): number {
  return (decimalYear(period.start) + decimalYear(period.end)) / 2
}

/** A `YYYY-MM-DD` date as a decimal year (2021-07-02 is about 2021.5). */
export function decimalYear(date: string): number {
  const at = Date.parse(date)
  const y = new Date(at).getUTCFullYear()
  const begin = Date.UTC(y, 0, 1)
  return y + (at - begin) / (Date.UTC(y + 1, 0, 1) - begin)
}

/** Whether a `YYYY-MM-DD` text is a day that exists. */
export function isDate(text: string): boolean {
  if (!day.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}
