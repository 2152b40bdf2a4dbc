// What a published file is turned into, and the ledger that gathers it row by row.

import type { Period } from '../../kernel/period.ts'
import { parseQuantity, type Unit } from '../../kernel/quantity.ts'
import type { Sheet } from '../../outside/sheets.ts'

export interface PublishedReading {
  readonly line: number
  /** Catalogue code of the indicator. */
  readonly indicator: string
  /** Name or official code of the place, as written. */
  readonly place: string
  readonly period: Period
  readonly value: number
  readonly status: 'actual' | 'estimated' | 'projected'
  /** The people the reading is about; '' is everyone. */
  readonly group: string
  /** Stands on a row that has a reading of its own (Scotland's value on a council's row). */
  readonly beside?: true
}

export interface PublishedIndicator {
  readonly code: string
  readonly name: string
  readonly definition: string
  /** Pages group by what stands before the brackets: `The collection (who it comes from)`. */
  readonly source: string
  readonly unit: Unit
  /** Which way is better. */
  readonly good: 'up' | 'down' | 'neither'
  readonly frequency: 'yearly' | 'quarterly' | 'monthly' | 'irregular'
  /** The scheme of family groups that the publisher compares this indicator within. */
  readonly familyScheme: string | null
  readonly licence: string
}

export interface FamilyMember {
  readonly scheme: string
  readonly family: string
  readonly place: string
}

export interface RefusedRow {
  readonly line: number
  readonly words: string
  readonly column?: string
}

export interface Published {
  readonly readings: PublishedReading[]
  readonly indicators: PublishedIndicator[]
  readonly families: FamilyMember[]
  readonly refused: RefusedRow[]
  /** Rows that say the same as an earlier line: nothing is lost without them. */
  readonly repeated: { line: number; sameAs: number }[]
}

export interface Ledger {
  /** Takes a reading, unless an earlier line has one for the same indicator, place, period and group. */
  readonly add: (reading: PublishedReading, column: string) => void
  readonly refuse: (line: number, words: string, column?: string) => void
  /** Puts a place in a family group; a place is in one group of each scheme. */
  readonly join: (line: number, member: FamilyMember, column: string) => void
  readonly close: (indicators: PublishedIndicator[]) => Published
}

export function openLedger(sheet: Sheet): Ledger {
  const readings = new Map<string, PublishedReading>()
  const families = new Map<string, { line: number; member: FamilyMember }>()
  const refused: RefusedRow[] = [...sheet.problems]
  const repeated: { line: number; sameAs: number }[] = []
  const refuse = (line: number, words: string, column?: string): void => {
    refused.push(column === undefined ? { line, words } : { line, words, column })
  }
  return {
    refuse,
    add: (reading, column) => {
      const key = `${reading.indicator}\u0000${reading.place}\u0000${reading.period.text}\u0000${reading.group}`
      const first = readings.get(key)
      if (!first) readings.set(key, reading)
      else if (first.value === reading.value && first.status === reading.status) {
        repeated.push({ line: reading.line, sameAs: first.line })
      } else {
        const told =
          first.value === reading.value
            ? `${first.status}, not ${reading.status}`
            : `${first.value}, not ${reading.value}`
        refuse(
          reading.line,
          `Line ${first.line} already gives ${reading.place} for ${reading.period.text}: ${told}. Line ${first.line} was kept.`,
          column,
        )
      }
    },
    join: (line, member, column) => {
      const key = `${member.scheme}\u0000${member.place}`
      const first = families.get(key)
      if (!first) families.set(key, { line, member })
      else if (first.member.family !== member.family) {
        refuse(
          line,
          `Line ${first.line} puts ${member.place} in family group ${first.member.family}, this line in ${member.family}. Line ${first.line} was kept.`,
          column,
        )
      }
    },
    close: indicators => ({
      readings: [...readings.values()],
      indicators,
      families: [...families.values()].map(each => each.member),
      refused: refused.sort((a, b) => a.line - b.line),
      repeated,
    }),
  }
}

const plainFigure = /^-?\d{1,14}(\.\d+)?$/
const noFigure = /^(na|n\/a|#n\/a|nan|null|-|\.\.?|\*|:|c|x)$/i

/** The number in a cell, or plain words for why there is none. */
export function figureIn(written: string): number | { words: string } {
  // Nearly every cell; the reader of quantities as people write them takes several times as long.
  if (plainFigure.test(written)) return Number(written)
  if (written === '') return { words: 'There is no value.' }
  if (noFigure.test(written)) return { words: `The publisher gives no figure here (“${written}”).` }
  return parseQuantity(written) ?? { words: `“${written}” is not a number.` }
}

/** Reads each way of writing a period once: a file has tens of thousands of rows and a few dozen periods. */
export function remembered(parse: (written: string) => Period | null): (written: string) => Period | null {
  const known = new Map<string, Period | null>()
  return written => {
    const before = known.get(written)
    if (before !== undefined) return before
    const period = parse(written)
    known.set(written, period)
    return period
  }
}
