// Looks at a list: what its columns mean, which groups and seats it holds, and which organisations are in doubt. Pure.

import { entriesOf, type Likely } from './entries.ts'
import { type Meaning, understand } from './headings.ts'
import type { Doubtful, Looked } from './model.ts'
import { certainly, type Decision, type Known, type Match, matcher, plainOrganisation } from './organisations.ts'
import { inOrder, type LeftOut, type Listing, short } from './reading.ts'

interface Said {
  readonly headings: Readonly<Record<string, Meaning>>
  readonly organisations: Readonly<Record<string, Decision>>
}

export function lookAt(listing: Listing, said: Said, here: Known): Looked {
  const columns = understand(listing.columns, said.headings)
  const match = remembered(matcher(here))
  const likely: Likely = written => {
    const found = match(written)
    return found.certain ? 'known' : found.candidates.length ? 'maybe' : 'unknown'
  }
  const entries = entriesOf(listing, columns, likely)
  const known = new Map<string, Decision>()
  const doubtful = new Map<string, { -readonly [K in keyof Doubtful]: Doubtful[K] }>()
  let seats = 0
  for (const group of entries.groups)
    for (const { organisation: written, line } of group.seats) {
      seats++
      if (written === '') continue
      const found = match(written)
      if (found.certain) {
        known.set(certainly(written), found.is)
        continue
      }
      const plain = plainOrganisation(written)
      const before = doubtful.get(plain)
      if (before) {
        before.seats++
        continue
      }
      const settled = Object.hasOwn(said.organisations, plain) ? said.organisations[plain]! : null
      if (settled !== null) known.set(plain, settled)
      const { candidates, suggested } = found
      doubtful.set(plain, { plain, written, seats: 1, line, settled, candidates, suggested })
    }
  return { columns, entries, seats, doubtful: [...doubtful.values()], known }
}

/**
 * The list with each group under one name, where some are only one to whoever keeps them (`same`: what a name is kept
 * as). A group that has a name today (`today`, by what it is kept as) keeps it; another of the same name is left out.
 */
export function namesOnce(
  looked: Looked,
  same: ReadonlyMap<string, string>,
  today: ReadonlyMap<string, string>,
): Looked {
  const first = new Map<string, number>()
  const leftOut: LeftOut[] = []
  const groups = looked.entries.groups.flatMap(entry => {
    const kept = same.get(entry.name)!
    const before = first.get(kept)
    if (before !== undefined) {
      const words = `“${short(entry.name)}” is the same name as in line ${before}. The group and its seats were left out.`
      leftOut.push({ line: entry.line, words })
      return []
    }
    first.set(kept, entry.line)
    return [{ ...entry, name: today.get(kept) ?? entry.name }]
  })
  const seats = groups.reduce((sum, group) => sum + group.seats.length, 0)
  return { ...looked, seats, entries: { groups, leftOut: inOrder([...looked.entries.leftOut, ...leftOut]) } }
}

/** Each name is matched once, however often it stands in the list. */
function remembered(match: (written: string) => Match): (written: string) => Match {
  const found = new Map<string, Match>()
  return written => {
    const before = found.get(written)
    if (before) return before
    const now = match(written)
    found.set(written, now)
    return now
  }
}
