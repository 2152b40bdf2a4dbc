// How far a share that was counted in a sample may be from the share of all.

export interface Interval {
  readonly low: number
  readonly high: number
}

/** The normal deviate that leaves 2½% on either side: for intervals of 95%. */
export const z95 = 1.959963984540054

/**
 * The 95% interval of a proportion, `count` out of `of`, both ends from 0 to 1; null where `of` is 0.
 * Wilson's score interval: (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), without continuity correction.
 * Unlike p ± z√(p(1 − p)/n) it holds for few people and for shares near 0 and 1.
 * Source: Wilson (1927), Journal of the American Statistical Association 22; recommended for small samples by Brown, Cai
 * & DasGupta (2001), Interval estimation for a binomial proportion, Statistical Science 16.
 */
export function wilsonInterval(count: number, of: number): Interval | null {
  if (!(count >= 0 && count <= of)) throw new RangeError(`${count} of ${of} is not a proportion`)
  if (of === 0) return null
  const share = count / of
  const extra = z95 ** 2 / of
  const centre = (share + extra / 2) / (1 + extra)
  const half = (z95 * Math.sqrt((share * (1 - share)) / of + extra / of / 4)) / (1 + extra)
  // The ends are 0 and 1 exactly for none and all; rounding would leave them a hair beside.
  return { low: count === 0 ? 0 : centre - half, high: count === of ? 1 : centre + half }
}
