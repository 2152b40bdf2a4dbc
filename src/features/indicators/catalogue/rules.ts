// What an import of published readings would do. Pure: the file is read and the records are loaded before.

import { type LeftOut, mostListed } from '../../places/public.ts'
import type { PublishedIndicator } from '../published.ts'
import { type Changes, type ImportFacts, type PlacedReading, type ReadingsImported, readingKey } from './model.ts'

type RowState = 'imported' | 'changed' | 'unchanged' | 'refused'

/** A row is what the most happened to: a new figure counts more than a corrected one. */
const weight: Readonly<Record<RowState, number>> = { refused: 3, imported: 2, changed: 1, unchanged: 0 }

/**
 * Sorts every reading of a file into new, corrected and unchanged. Each row of the file counts once: refused where its
 * own reading was left out (its place is not known, or the row says nothing usable), else by what became of it.
 * A row that repeats another is unchanged. Everything that was left out is listed, also where the rest of its row was taken.
 */
export function decideImport(facts: ImportFacts): ReadingsImported {
  const { published, places, readings } = facts
  const rows = new Map<number, RowState>()
  const mark = (line: number, state: RowState) => {
    const now = rows.get(line)
    if (now === undefined || weight[state] > weight[now]) rows.set(line, state)
  }
  const leftOut: LeftOut[] = published.refused.map(({ line, words }) => ({ line, words }))
  const refuse = (line: number, words: string) => {
    leftOut.push({ line, words })
    mark(line, 'refused')
  }
  const own = new Set<number>()
  const taken = new Map<string, PlacedReading>()
  const added: PlacedReading[] = []
  const corrected: PlacedReading[] = []
  for (const reading of published.readings) {
    if (!reading.beside) own.add(reading.line)
    const place = places.get(reading.place)
    if (place === undefined) {
      refuse(reading.line, unknownPlace(reading.place))
      continue
    }
    const key = readingKey(reading.indicator, place, reading.period.text, reading.group)
    const twin = taken.get(key)
    const now = twin ?? readings.get(key)
    const same = now?.value === reading.value && now.status === reading.status
    if (twin && !same) {
      refuse(reading.line, `Line ${twin.line} already gives a figure for the same place and period. It was kept.`)
      continue
    }
    const placed = { ...reading, place }
    if (!twin) taken.set(key, placed)
    if (!now) added.push(placed)
    else if (!same) corrected.push(placed)
    mark(reading.line, !now ? 'imported' : same ? 'unchanged' : 'changed')
  }
  for (const { line } of published.refused) if (!own.has(line)) mark(line, 'refused')
  for (const { line } of published.repeated) mark(line, 'unchanged')
  leftOut.sort((a, b) => a.line! - b.line!)
  const counts = { imported: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const state of rows.values()) counts[state]++
  const current = new Set([...taken.values()].map(reading => reading.indicator))
  return {
    fact: 'ReadingsImported',
    preset: facts.preset,
    ...counts,
    indicators: current.size,
    leftOut: leftOut.slice(0, mostListed),
    changes: { added, corrected, current: [...current], ...descriptions(facts, current), families: families(facts) },
  }
}

const unknownPlace = (written: string): string =>
  /^S\d{8}$/i.test(written)
    ? `There is no place ${written} here. Import the lookup of places first.`
    : `There is no place called “${written}” here.`

/**
 * Indicators that got readings and are new, or described otherwise than the catalogue does. A file without the
 * publisher's list of indicators, and without definitions of its own in a plain list, describes only new ones, so that
 * it cannot undo what was said before.
 */
function descriptions(facts: ImportFacts, current: ReadonlySet<string>): Pick<Changes, 'indicators'> {
  const differs = (theirs: PublishedIndicator) => {
    const ours = facts.indicators.get(theirs.code)
    if (!ours) return true
    const says = facts.described || (facts.preset === 'long' && theirs.definition !== '')
    return says && described.some(field => ours[field] !== theirs[field])
  }
  return { indicators: facts.published.indicators.filter(each => current.has(each.code) && differs(each)) }
}

const described = [
  'name',
  'definition',
  'source',
  'unit',
  'good',
  'frequency',
  'familyScheme',
  'licence',
] as const satisfies readonly (keyof PublishedIndicator)[]

/** Family groups of known places that are new or have changed; of two spellings of a place the first counts. */
function families({ published, places, families: now }: ImportFacts): Changes['families'] {
  const joined = new Map<string, Changes['families'][number]>()
  for (const { scheme, family, place: written } of published.families) {
    const place = places.get(written)
    if (place && !joined.has(`${scheme} ${place}`)) joined.set(`${scheme} ${place}`, { scheme, family, place })
  }
  return [...joined].filter(([key, { family }]) => now.get(key) !== family).map(([, member]) => member)
}
