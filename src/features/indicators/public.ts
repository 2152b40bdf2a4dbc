// What later rooms may use of indicators.

export { IndicatorPicture } from './picture.tsx'
export { indicatorsOf } from './queries.ts'
export { gaps } from './rules.ts'
export { gapFor, standingFor } from './standing.ts'
export { answer, asAt, judge, movement, namedMovement } from './story.ts'
