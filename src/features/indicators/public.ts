// What later rooms may use of indicators.

export { IndicatorPicture } from './picture.tsx'
export { type IndicatorRow, indicatorsOf } from './queries.ts'
export { gaps } from './rules.ts'
export { gapFor, standingFor } from './standing.ts'
export { answer, asAt, type Judged, judge, movement, namedMovement } from './story.ts'
