// Where the pages of coterminosity are, and what their addresses may say.

import { largestTolerance, usualTolerance } from './model.ts'

export const home = '/coterminosity'
export const pairAddress = (kind: string, otherKind: string): string => `${home}/kinds/${kind}/${otherKind}`
export const areaAddress = (code: string): string => `${home}/areas/${encodeURIComponent(code)}`

/** Hundredths that do not count, as asked for; the usual one where that is no number from 0 to the largest. */
export function toleranceIn(asked: string | undefined): number {
  const tolerance = /^\d{1,2}(\.\d{1,2})?$/.test(asked ?? '') ? Number(asked) : usualTolerance
  return tolerance <= largestTolerance ? tolerance : usualTolerance
}
