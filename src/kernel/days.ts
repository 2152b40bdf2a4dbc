// Days of the calendar, written `YYYY-MM-DD`: so many days or months later, and how far two are apart.

const millisecondsOfDay = 86_400_000

/** `2026-03-01` for one day after `2026-02-28`; a negative number goes back. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * millisecondsOfDay).toISOString().slice(0, 10)

/** Whole days from one to the other: positive where `to` is later. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / millisecondsOfDay

/**
 * The same day of the month so many months later, or the month’s last where it is shorter: `2026-02-28` for one month
 * after `2026-01-31`. A negative number goes back.
 */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
