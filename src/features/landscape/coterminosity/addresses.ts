// Where the pages of coterminosity are, and what their addresses may say.

import { largestTolerance } from './model.ts'

export const home = '/coterminosity'
export const pairAddress = (kind: string, otherKind: string): string => `${home}/kinds/${kind}/${otherKind}`
export const areaAddress = (code: string): string => `${home}/areas/${encodeURIComponent(code)}`

/** Hundredths that do not count, as asked for; null (the usual ones) where that is no number from 0 to the largest. */
export function toleranceIn(asked: string | undefined): number | null {
  const tolerance = /^\d{1,2}(\.\d{1,2})?$/.test(asked ?? '') ? Number(asked) : null
  return tolerance !== null && tolerance <= largestTolerance ? tolerance : null
}
