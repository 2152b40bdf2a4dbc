// Presets that turn a published file into readings, indicators and family groups. Pure: the importer resolves places.

import type { Refusal } from '../../kernel/refusal.ts'
import type { Sheet } from '../../outside/sheets.ts'
import { readCpop } from './published-cpop.ts'
import { readLgbf } from './published-lgbf.ts'
import { readLong } from './published-long.ts'
import type { Published } from './published-shapes.ts'

export type {
  Published,
  PublishedIndicator,
  PublishedReading,
} from './published-shapes.ts'

/** `cpop`: Community Planning Outcomes Profile · `lgbf`: Local Government Benchmarking Framework · `long`: one row per reading. */
export type Preset = 'cpop' | 'lgbf' | 'long'

/**
 * Reads a published file. `metadata` is the publisher's own list of indicators, where there is one (cpop: Metadata,
 * lgbf: indicator information). Refused when the headings are not those of the preset; rows are refused one by one.
 * Values are kept exactly as published. The same reading twice is listed in `repeated`; two different values for
 * one indicator, place, period and group are refused, and the first line is kept.
 */
export function readPublished(preset: Preset, sheet: Sheet, metadata?: Sheet): Published | Refusal {
  switch (preset) {
    case 'cpop':
      return readCpop(sheet, metadata)
    case 'lgbf':
      return readLgbf(sheet, metadata)
    case 'long':
      return readLong(sheet)
  }
}
