// Numbers that look random and are the same for the same seed, for whatever must come out the same each time.

/**
 * A source of numbers from 0 up to 1, without 1; the same seed gives the same numbers. Not for secrets.
 * Source: mulberry32 by Tommy Ettinger (2017), a generator of 32 bits.
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
