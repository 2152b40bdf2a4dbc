// What later rooms may use of plans.

import { slugOf } from '../../kernel/words.ts'

export { balance } from './comparison.ts'
export type { Dimension, Horizon, Principle } from './model.ts'
export { dimensions, horizons, principles } from './model.ts'
export { outcome, outcomesToLink, placesWithin } from './queries.ts'
export type { IndicatorDocument } from './stratml.ts'
export { documentOfVersion } from './stratml-export.ts'
export { writeStratml } from './stratml-write.ts'

/** `/p/strathmuir/outcomes/12-fewer-children` */
export const addressOfOutcome = (slug: string, id: number, title: string): string =>
  `/p/${slug}/outcomes/${[id, slugOf(title)].filter(Boolean).join('-')}`
